#!/usr/bin/env bash
# From a fresh clone to a table: checks what is needed, builds in release mode, sends the sample reports through the daemons, and shows
# the table and one explained cell.
#
#   Deploy/quickstart.sh [FOLDER]     FOLDER takes the outputs (default: huibao-quickstart in the temporary folder)
#
# HUIBAO_BIN, when set, names a folder with built executables; nothing is built then.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=Deploy/prerequisites.sh
. "$root/Deploy/prerequisites.sh"

case "${1:-}" in
    -h | --help)
        sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
        exit 0
        ;;
esac
out="${1:-${TMPDIR:-/tmp}/huibao-quickstart}/huibao-out"

step() { printf '\n== %s\n' "$*" >&2; }

if [ -n "${HUIBAO_BIN:-}" ]; then
    bin=$HUIBAO_BIN
else
    require_swift
    require_packages
    require_swift_version
    step "Building in release mode (the first build takes a few minutes)"
    bin=$(build_release)
fi

mkdir -p "$out"
ledger="$out/ledger.sqlite"
rm -f "$ledger" "$ledger-wal" "$ledger-shm"

step "Reports in: the samples go through an aggregator, ingest and extractor workers"
"$bin/huibao" run "$root/Deploy/samples" --ledger "$ledger" >"$out/table.txt"
"$bin/huibao" table --ledger "$ledger" --format csv >"$out/table.csv"
"$bin/huibao" export "$out" --ledger "$ledger"

step "Table out"
cat "$out/table.txt"

step "One cell, explained: the new members of 青岭市 in 2021, which two reports tell differently"
"$bin/huibao" explain 青岭市 org.new_members 2021 --ledger "$ledger"

step "The outputs lie in $out"
for file in table.txt table.csv table.json observations.jsonl ledger.sqlite; do
    printf '   %-20s %9d bytes\n' "$file" "$(wc -c <"$out/$file")" >&2
done
echo "   Next: $bin/huibao run YOUR-REPORTS/" >&2
