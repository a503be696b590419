#!/usr/bin/env python3
"""Anchor and check the reference annotation of this folder.

    python3 anchor.py            fill in start and end of every NAME.jsonl from before + quote, then check
    python3 anchor.py --check    change nothing; exit 1 when something is wrong

For each NAME.jsonl, the mention's place in NAME.txt is where `before` + `quote` stand; both are the file's characters, line breaks
included, so `start` and `end` count Unicode scalars of the decoded file. A pair that occurs twice is refused: lengthen `before`.

Checked besides: the order and the disjointness of spans, the closed sets of fields, that a plain numeral in digits reads as `value`,
that a code never stands on a threshold, change or plan, that codes exist (where indicators.tsv is found), and that
NAME.cells.json holds exactly the cells that the coded mentions fill, each with values that a mention tells (or a sum of them).
"""
import itertools
import json
import pathlib
import re
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
FIELDS = ['doc', 'city', 'year', 'quote', 'before', 'value', 'high', 'unit', 'approx', 'role', 'subject', 'code', 'area', 'optional',
          'start', 'end']
APPROX = {'exact', 'about', 'at_least', 'at_most'}
ROLES = {'fact', 'change', 'share', 'rank', 'threshold', 'plan'}
AREAS = {'organising', 'hardship', 'digital', 'workforce', 'cadre', 'ten_things', 'innovation', 'stability', 'governance', 'ideology',
         'other'}
MAGNITUDE = {'': 1, '十': 10, '百': 100, '千': 1000, '万': 10 ** 4, '十万': 10 ** 5, '百万': 10 ** 6, '千万': 10 ** 7, '亿': 10 ** 8}


def indicator_codes():
    """The codes of indicators.tsv, searched upwards from here in a `shared` folder; None where there is none."""
    for parent in FOLDER.parents:
        table = parent / 'shared' / 'indicators.tsv'
        if table.is_file():
            return {line.split('\t')[0] for line in table.read_text(encoding='utf-8').splitlines()[1:]}
    return None


def plain_value(quote):
    """The number of a quote in digits with an optional magnitude, or None where the quote is of another kind (a range, 三十二家)."""
    m = re.match(r'第?(\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)[余多几]?((?:[十百千]?[万亿])|[十百千])?[余多几]?', re.sub(r'\s', '', quote))
    return float(re.sub('[,，]', '', m[1])) * MAGNITUDE[m[2] or ''] if m else None


def place(mention, text):
    """(start, end) of the mention in the text, or a sentence that says what is wrong."""
    needle = mention['before'] + mention['quote']
    first = text.find(needle)
    if first < 0:
        return None, 'before + quote do not stand in the file'
    if text.find(needle, first + 1) >= 0:
        return None, 'before + quote stand in the file twice'
    start = first + len(mention['before'])
    return (start, start + len(mention['quote'])), None


def faults(mention, codes):
    """What is wrong with the fields of one mention."""
    if list(mention) != FIELDS:
        yield 'fields are not ' + ','.join(FIELDS)
        return
    if mention['approx'] not in APPROX or mention['role'] not in ROLES or mention['area'] not in AREAS:
        yield 'approx, role or area is not one of the closed set'
    if not 4 <= len(mention['before']) <= 16 and mention['start'] > 16:
        yield 'before is not 4 to 16 characters long'
    number = plain_value(mention['quote'])
    if number is not None and abs(number - mention['value']) > 1e-6 * max(1, number):
        yield f'value is not {number}'
    if mention['high'] is not None and mention['high'] <= mention['value']:
        yield 'high is not above value'
    # 一个多月: the unit around a word of approximation
    if mention['unit'] and not re.sub(r'[\s多]', '', mention['quote']).endswith(mention['unit']):
        yield 'quote does not end with unit'
    if mention['code'] and (mention['role'] in ('threshold', 'change', 'plan') or codes and mention['code'] not in codes):
        yield 'this code cannot stand here'


def cell_faults(name, mentions):
    """What is wrong with NAME.cells.json, given the coded mentions."""
    cells = json.loads((FOLDER / f'{name}.cells.json').read_text(encoding='utf-8'))
    told = {}
    for m in mentions:
        if m['code']:
            told.setdefault((m['city'], m['code']), set()).add(m['value'])
    if not any(isinstance(v, dict) for v in cells.values()):
        cities = [m['city'] for m in mentions]
        cells = {max(cities, key=cities.count): cells}
    given = {(city, code): values for city, row in cells.items() for code, values in row.items()}
    for key in sorted(set(told) ^ set(given)):
        yield f'{key}: in the cells or in the mentions alone'
    for key, values in given.items():
        sums = {sum(c) for n in range(1, 5) for c in itertools.combinations(sorted(told.get(key, ())), n)}
        if not set(values) <= sums:
            yield f'{key}: {values} is not told by {told.get(key)}'


def main():
    check = '--check' in sys.argv[1:]
    codes, wrong = indicator_codes(), 0

    def say(name, line, what):
        nonlocal wrong
        wrong += 1
        print(f'{name}:{line}: {what}')

    for file in sorted(FOLDER.glob('*.jsonl')):
        name, last = file.stem, 0
        text = (FOLDER / f'{name}.txt').read_bytes().decode('utf-8')
        mentions = [json.loads(line) for line in file.read_text(encoding='utf-8').splitlines()]
        for n, m in enumerate(mentions, 1):
            span, trouble = place(m, text)
            if trouble:
                say(name, n, f'{m["quote"]!r}: {trouble}')
                continue
            if check and span != (m.get('start'), m.get('end')):
                say(name, n, f'{m["quote"]!r} stands at {span}')
            m['start'], m['end'] = span
            if m['start'] < last:
                say(name, n, f'{m["quote"]!r} is out of order or overlaps')
            last = m['end']
            for fault in faults(m, codes):
                say(name, n, f'{m["quote"]!r}: {fault}')
        for fault in cell_faults(name, mentions):
            say(name, 'cells', fault)
        if not check:
            file.write_text(''.join(json.dumps(m, ensure_ascii=False) + '\n' for m in mentions), encoding='utf-8')
        roles = {r: sum(m['role'] == r for m in mentions) for r in sorted(ROLES)}
        print(f'{name}: {len(mentions)} mentions, {sum(m["optional"] for m in mentions)} optional, '
              f'{sum(bool(m["code"]) for m in mentions)} coded, {roles}')
    sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
