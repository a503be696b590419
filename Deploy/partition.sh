#!/usr/bin/env bash
# Workers and a client in another network namespace, over tcp with keys; the wire between is cut silently, in one direction or both,
# loses packets, is unplugged: Deploy/partition.sh. Needs root. HUIBAO_PARTITION_DOCUMENTS (default 600) documents for each trouble,
# which lasts HUIBAO_PARTITION_SECONDS (default 8).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=Deploy/prerequisites.sh
. "$root/Deploy/prerequisites.sh"

require_swift
require_packages

export HUIBAO_PARTITION_DOCUMENTS=${HUIBAO_PARTITION_DOCUMENTS:-600} HUIBAO_PARTITION_SECONDS=${HUIBAO_PARTITION_SECONDS:-8}

swift build --package-path "$root" --build-tests
HUIBAO_BIN=$(build_release)
export HUIBAO_BIN
swift test --package-path "$root" --skip-build --filter PartitionTests
