#!/usr/bin/env bash
# Many documents through real daemons; prints how long questions waited, the memory of each daemon at each tenth of the way, and the
# ledger's size beside the compressed input's: Deploy/soak.sh [DOCUMENTS [KIND]]. DOCUMENTS (default 200000); KIND 'small' (default:
# two sentences each, all in 112 reports' cells) or 'reports' (generated reports of 4 KB, about 70 observations each).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=Deploy/prerequisites.sh
. "$root/Deploy/prerequisites.sh"

require_swift
require_packages

export HUIBAO_SOAK_DOCUMENTS=${1:-200000} HUIBAO_SOAK_KIND=${2:-small}

swift build --package-path "$root" --build-tests
HUIBAO_BIN=$(build_release)
export HUIBAO_BIN
swift test --package-path "$root" --skip-build --filter StatusUnderLoadTests
