#!/usr/bin/env bash
# libFuzzer with the address sanitizer over bytes → ingest → extraction and over the bare number grammar: Deploy/fuzz.sh [SECONDS] (default
# 1200), at low priority. A crash, a hang of 20 seconds or a broken law (Tests/ReadingLaws) ends it with the input in .build/fuzz/.
# The corpus it gathers in .build/fuzz/corpus is kept and grown from run to run; HUIBAO_FUZZ_SEED makes a run repeatable.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=Deploy/prerequisites.sh
. "$root/Deploy/prerequisites.sh"

require_swift
require_packages

seconds=${1:-1200}
scratch=$root/.build/fuzz
export HUIBAO_FUZZER=1 ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0}
build=(swift build --package-path "$root" --scratch-path "$scratch" -c release --product huibao-fuzzer -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld)
nice -n 19 "${build[@]}"
program=$("${build[@]}" --show-bin-path)/huibao-fuzzer

# what a reader of documents is likely to meet: each seed carries a first byte that chooses the way (0 a document, 3 lines)
mkdir -p "$scratch/corpus"
for file in "$root"/Tests/ExtractionTests/Reference/*.txt "$root"/Tests/IngestTests/Fixtures/*.txt "$root"/Tests/IngestTests/Fixtures/*.html "$root"/Deploy/samples/*.txt "$root"/Deploy/samples/*.html; do
    { printf '\0'; head -c 6000 "$file"; } >"$scratch/corpus/seed-$(basename "$file")"
done
{ printf '\3'; sed -n 's/^> //p' "$root/Tests/ExtractionTests/Fixtures/quantities.txt"; } >"$scratch/corpus/seed-quantities"

cd "$scratch"
nice -n 19 "$program" corpus -dict="$root/Tests/Fuzzer/words.dict" -max_total_time="$seconds" -timeout=20 -max_len=8192 -rss_limit_mb=2048 \
    -seed="${HUIBAO_FUZZ_SEED:-0}" -print_final_stats=1 -artifact_prefix="$scratch/" -verbosity=1
