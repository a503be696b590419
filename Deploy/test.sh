#!/usr/bin/env bash
# Builds everything and runs the whole test suite; further arguments go to the test runner (Deploy/test.sh --filter Ledger).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=Deploy/prerequisites.sh
. "$root/Deploy/prerequisites.sh"

require_swift
require_packages
require_swift_version

swift build --package-path "$root" --build-tests
swift test --package-path "$root" --skip-build "$@"
