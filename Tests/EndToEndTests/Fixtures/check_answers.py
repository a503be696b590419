"""Reads workbooks of answers (targets, scorecard, rank, …) with openpyxl: typed numbers, frozen header, filter, comments, no formula.

usage: check_answers.py WORKBOOK.xlsx …     exit 1 and words where something is wrong, exit 77 without openpyxl
"""
import os, sys

try:
    import openpyxl
except ImportError:
    print("openpyxl is not installed")
    sys.exit(77)

# columns of numbers, and those whose numbers have a comment with the sentence
NUMBERS = {
    "targets": ["年份", "目标", "完成数", "完成率"], "scorecard": ["总分", "基础", "加分"], "explained": ["得分下限", "数据"], "rank": ["2021"],
    "series": ["年份", "数值"], "missing": ["年份"],
}
PROVEN = {"targets": "完成数", "explained": "数据", "rank": "2021", "series": "数值"}
wrong = []
for path in sys.argv[1:]:
    name = os.path.basename(path).split(".")[0]
    book = openpyxl.load_workbook(path)
    sheet = book["表"]
    if sheet.auto_filter.ref != sheet.dimensions:
        wrong.append(f"{name}: filter {sheet.auto_filter.ref}, sheet {sheet.dimensions}")
    if not sheet.freeze_panes or not sheet.freeze_panes.endswith("2"):
        wrong.append(f"{name}: header not frozen")
    lines = list(sheet.iter_rows())
    heads = [c.value for c in lines[0]]
    rows = [dict(zip(heads, line)) for line in lines[1:]]
    if not rows:
        wrong.append(f"{name}: no rows")
    for row in rows:
        for cell in row.values():
            if cell.data_type == "f":
                wrong.append(f"{name}!{cell.coordinate} is a formula")
        for title in NUMBERS[name]:
            if row[title].value is not None and row[title].data_type != "n":
                wrong.append(f"{name}!{row[title].coordinate} {title} is no number: {row[title].value!r}")
        proven = row.get(PROVEN.get(name))
        if proven is not None and proven.value is not None:
            quote = "".join((row["原文"].value or "").split()) if "原文" in row else ""
            note = "".join(proven.comment.text.split()) if proven.comment else ""
            if not note or "【" + quote + "】" not in note:
                wrong.append(f"{name}!{proven.coordinate}: its comment lacks the sentence with {quote}")
    if name == "targets":
        shown = [row["完成率"].number_format for row in rows if row["完成率"].value is not None]
        if not all("%" in f for f in shown):
            wrong.append(f"completion is not shown in percent: {shown[:3]}")
        if "说明" not in book.sheetnames or not any("约谈" in str(r[0].value) for r in book["说明"].iter_rows()):
            wrong.append("targets: nobody is told what to do")
print("\n".join(wrong[:20]) or f"{len(sys.argv) - 1} workbooks: in order")
sys.exit(1 if wrong else 0)
