#!/usr/bin/env bash
# The suites under the thread sanitizer and the address sanitizer, with the daemons that they start:
# Deploy/sanitize.sh [thread|address …] [-- FILTER] (default: both, every suite). Each has a build folder of its own.
# Every process writes what its sanitizer finds into a file; the command fails when one of them is there at the end.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=Deploy/prerequisites.sh
. "$root/Deploy/prerequisites.sh"

require_swift
require_packages

kinds=()
filter='.'
while [ $# -gt 0 ]; do
    case $1 in
    thread | address) kinds+=("$1") ;;
    --) filter=${2:?a filter after --}; shift ;;
    *) echo "sanitize.sh: '$1' is neither thread nor address" >&2; exit 2 ;;
    esac
    shift
done
[ ${#kinds[@]} -gt 0 ] || kinds=(thread address)

# the tests of the scripts build by themselves, without a sanitizer; the address sanitizer cannot live under the limit on memory that
# the tests of poison set
apart='QuickstartTests|PoisonTests'
for kind in "${kinds[@]}"; do
    scratch=$root/.build/sanitize-$kind
    reports=$scratch/reports
    rm -rf "$reports" && mkdir -p "$reports"
    # what lives as long as its process is no leak worth a report; little is kept from being used again, since suites watch memory
    export TSAN_OPTIONS="log_path=$reports/thread exitcode=66" ASAN_OPTIONS="log_path=$reports/address detect_leaks=0 quarantine_size_mb=8"
    swift build --package-path "$root" --sanitize="$kind" --scratch-path "$scratch" --build-tests
    swift test --package-path "$root" --sanitize="$kind" --scratch-path "$scratch" --skip-build --no-parallel --filter "$filter" --skip "$apart"
    if [ -n "$(ls -A "$reports")" ]; then
        grep -h '^SUMMARY' "$reports"/* | sort | uniq -c >&2 || true
        echo "sanitize.sh: the $kind sanitizer found something; whole reports stand in $reports" >&2
        exit 1
    fi
    echo "sanitize.sh: the $kind sanitizer found nothing"
done
