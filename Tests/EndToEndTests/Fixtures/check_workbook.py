"""Reads a workbook of `huibao table --format xlsx` with openpyxl and holds it against the same table in JSON.

usage: check_workbook.py WORKBOOK.xlsx TABLE.json [CONVERTED.xlsx]     exit 1 and words where they differ, exit 77 without openpyxl

CONVERTED is the same workbook after LibreOffice has opened and saved it: its numbers must be the same.
"""
import json, math, sys

try:
    import openpyxl
except ImportError:
    print("openpyxl is not installed")
    sys.exit(77)

WORDS = {None: "exact", "约数": "about", "不少于": "at_least", "不多于": "at_most"}
SCOPES = {None: "", "新增": "new", "总数": "total", "累计": "cumulative"}
wrong = []


def expect(what, a, b):
    same = math.isclose(a, b, rel_tol=1e-14, abs_tol=1e-12) if isinstance(a, (int, float)) and isinstance(b, (int, float)) else a == b
    if not same:
        wrong.append(f"{what}: {a!r}, not {b!r}")


def rows(sheet):
    lines = sheet.iter_rows()
    heads = [c.value for c in next(lines)]
    return [dict(zip(heads, line)) for line in lines]


def text(cell):
    return cell.value if cell.value is not None else ""


book = openpyxl.load_workbook(sys.argv[1])
cells = json.load(open(sys.argv[2], encoding="utf-8"))
expect("sheets", book.sheetnames, ["表", "证据", "冲突", "核对", "修正", "指标"])
for sheet in book:
    expect(f"filter of {sheet.title}", sheet.auto_filter.ref, sheet.dimensions)
    expect(f"header of {sheet.title} is frozen", sheet.freeze_panes is not None and sheet.freeze_panes.endswith("2"), True)
    for line in sheet.iter_rows():
        for cell in line:
            if cell.data_type == "f":
                wrong.append(f"{sheet.title}!{cell.coordinate} is a formula: {cell.value!r}")

table = rows(book["表"])
expect("rows", len(table), len(cells))
for row, cell in zip(table, cells):
    at = f"{cell['city']} {cell['year']} {cell['indicator']}"
    expect(at, [text(row["城市"]), row["年份"].value or 0, text(row["指标代码"])], [cell["city"], cell["year"], cell["indicator"]])
    expect(at + " type", row["数值"].data_type, "n")
    expect(at + " value", row["数值"].value, cell["value"])
    expect(at + " high", row["上限"].value, cell["high"])
    expect(at + " unit", text(row["单位"]), cell["unit"])
    expect(at + " approximation", WORDS[row["近似"].value], cell["approximation"])
    expect(at + " scope", SCOPES.get(row["口径"].value, row["口径"].value), cell["scope"])
    expect(at + " period", [row["期间起"].value, row["期间止"].value], [cell["periodStart"], cell["periodEnd"]])
    expect(at + " conflict", row["说法不一"].value == "是", cell["conflict"])
    expect(at + " unlike", row["期间不一"].value == "是", cell["unlikePeriods"])
    expect(at + " confidence", row["可信度"].value, cell["confidence"])
    note = row["数值"].comment
    sentence = cell["evidence"][0]["sentence"].replace("\n", " ")
    if note is None or sentence not in note.text.replace("【", "").replace("】", ""):
        wrong.append(at + ": its comment lacks the sentence")
    marked = any(a["entry"]["kind"] == "set" or a["evidence"] for a in cell["corrections"])
    expect(at + " correction marked", "修" in row["数值"].number_format, marked)
    expect(at + " correction in the comment", all(a["entry"]["why"] in note.text for a in cell["corrections"]), True)
    expect(at + " format", ("约" in row["数值"].number_format) == (cell["approximation"] == "about"), True)

evidence = rows(book["证据"])
told = []
for c in cells:
    told += [(c, e, "采用" if i == 0 else "其他") for i, e in enumerate(c["evidence"])]
    if c["runnerUp"]:
        told.append((c, c["runnerUp"], "备选"))
    told += [(c, a["evidence"], "剔除") for a in c["corrections"] if a["entry"]["kind"] == "reject" and a["evidence"]]
expect("evidence", len(evidence), len(told))
NUMBERS = {"报告序号": "report", "字符起": "start", "字符止": "end", "字节起": "byteStart", "字节止": "byteEnd", "数值": "value",
           "句子起": "sentenceStart", "句子止": "sentenceEnd"}
for row, (cell, entry, standing) in zip(evidence, told):
    at = f"evidence {cell['city']} {cell['year']} {cell['indicator']} {entry['start']}"
    expect(at, [text(row["指标代码"]), row["地位"].value], [cell["indicator"], standing])
    for title, key in NUMBERS.items():
        expect(f"{at} {key}", row[title].value, entry[key])
    for title, key in {"原文": "quote", "句子": "sentence", "计数对象": "subject", "文件": "document", "文件SHA-256": "sha256",
                       "报告方": "reporter", "报告日期": "dated"}.items():
        expect(f"{at} {key}", text(row[title]).replace("\r", ""), entry.get(key, "").replace("\r", ""))
    expect(f"{at} because", text(row["规则"]).split(), entry["because"])

expect("conflicts", len(rows(book["冲突"])), sum(len(c["evidence"]) for c in cells if c["conflict"] or c["settled"]))
checks = rows(book["核对"])
expect("checks told", len(checks) > 0, True)
for row in checks:
    at = f"check {text(row['规则'])} {text(row['城市'])}"
    expect(at + " severity", text(row["级别"]) in ("错误", "待核", "推算"), True)
    expect(at + " quotes in its sentences", all(q.replace("\n", "").replace(" ", "") in text(row["句子"]).replace("\n", "").replace(" ", "") for q in text(row["原文"]).split("；")), True)
KINDS = {"set": "修正", "accept": "采信", "reject": "剔除"}
corrections = [(c, a["entry"]) for c in cells for a in c["corrections"]]
expect("corrections", len(rows(book["修正"])), len(corrections))
for row, (cell, entry) in zip(rows(book["修正"]), corrections):
    expect("correction", [row["编号"].value, row["处理"].value, row["签名"].value, row["理由"].value, row["修正为"].value],
           [entry["number"], KINDS[entry["kind"]], entry["who"], entry["why"], entry["value"]])
expect("definitions", len(rows(book["指标"])) >= len({c["indicator"] for c in cells}), True)
if len(sys.argv) > 3:
    other = rows(openpyxl.load_workbook(sys.argv[3])["表"])
    expect("rows after LibreOffice", len(other), len(table))
    for a, b in zip(table, other):
        for key in a:
            expect(f"LibreOffice {key}", text(b[key]), text(a[key]))
        if (a["数值"].comment is None) != (b["数值"].comment is None):
            wrong.append("LibreOffice lost a comment")
print("\n".join(wrong[:20]) or f"{len(table)} numbers, {len(evidence)} places of evidence: the same")
sys.exit(1 if wrong else 0)
