#!/usr/bin/env bash
# Huibao and its rivals on the same generated reports, one after the other in one run: MB/s of UTF-8 and the ratio to each.
# Deploy/rivals.sh [SECONDS] (a rival, default 3). Rivals are timed by ../shared/tools/peers beside the repository, from outside, in Python
# environments under .build/rivals; what cannot be installed is skipped and named. Of LangExtract (lex_unicode) the aligner alone is timed,
# given perfect phrases: what they are, a model tells it.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
peers=$root/../shared/tools/peers
seconds=${1:-3}
if [ ! -d "$peers" ]; then
    echo "rivals: skipped, there is no ../shared/tools/peers beside the repository"
    exit 0
fi

# shellcheck source=Deploy/prerequisites.sh
. "$root/Deploy/prerequisites.sh"
huibao=${HUIBAO_BIN:-$(build_release --product huibao)}/huibao
work=$root/.build/rivals
mkdir -p "$work"
cp -n "$peers"/*.py "$peers"/*.sh "$work"/ 2>/dev/null || true

# one text for all: plain generated reports
rm -rf "$work/reports"
"$huibao" generate -n 60 --clean "$work/reports" >/dev/null
cat "$work"/reports/*.txt >"$work/text.txt"
printf 'text: %s bytes of generated reports\n' "$(stat -c %s "$work/text.txt")"

own=$("$huibao" bench --alone --documents 400 --rounds 3 --clean --format json)
printf 'huibao\t%s\n' "$own"

for environment in jionlp recog jieba misc lex; do
    [ -d "$work/v_$environment" ] || (cd "$work" && timeout 300 bash setup.sh "$environment") || true
    [ -x "$work/v_$environment/bin/python" ] || echo "rivals: skipped $environment, which cannot be installed here"
done
for peer in jionlp_money:jionlp jionlp_both:jionlp recog_number:recog recog_nodt:recog jieba_mq_n:jieba c2d:misc cn2an:misc lex_unicode:lex py_regex:-; do
    name=${peer%%:*} environment=${peer##*:}
    python=python3
    [ "$environment" = - ] || python=$work/v_$environment/bin/python
    [ "$environment" = - ] || [ -x "$python" ] || continue
    (cd "$work" && timeout 300 "$python" bench.py "$name" text.txt "$seconds" 2>/dev/null) || echo "$name failed"
done | tee "$work/rivals.tsv"

python3 - "$work/rivals.tsv" "$own" <<'PYTHON'
import json, re, sys
own = json.loads(sys.argv[2])
speeds = []
for m in own["measurements"]:
    if m["unit"] != "byte/s": continue
    rate = m["median"] / 1e6
    speeds.append((m["name"], rate))
    print("huibao", m["name"].ljust(44), f"{rate:9.2f} MB/s")
print("rival".ljust(16), "MB/s".rjust(9), *("/" + k for k, _ in speeds))
for line in open(sys.argv[1], encoding="utf-8"):
    found = re.match(r"(\S+)\t([\d.]+) MB/s", line)
    if found:
        rate = float(found[2])
        print(found[1].ljust(16), f"{rate:9.3f}", *(f"{v / rate:9.1f}×" for _, v in speeds))
PYTHON
