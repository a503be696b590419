#!/usr/bin/env bash
# The suites without daemons, and the ledger's and the aggregator's, under the thread sanitizer and the address sanitizer:
# Deploy/sanitize.sh [thread|address …] (default: both). Each has a build folder of its own.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=Deploy/prerequisites.sh
. "$root/Deploy/prerequisites.sh"

require_swift
require_packages

suites='BaseTests|TextTests|ProtocolTests|DialogTests|AggregationTests|SQLiteTests|LedgerTests|PlatformTests|ZeroMQTests|RuntimeTests|AggregatorServiceTests|WorkersTests'
# an address sanitizer's report is no leak report: what lives as long as the process is left alone
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0}
for kind in "${@:-thread address}"; do
    for one in $kind; do
        swift test --package-path "$root" --sanitize="$one" --scratch-path "$root/.build/sanitize-$one" --no-parallel --filter "^($suites)\\."
    done
done
