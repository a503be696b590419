"""Fills in a query sheet with openpyxl, as a city would; and once more with slips.

usage: fill_letter.py SHEET.xlsx FILLED.xlsx BROKEN.xlsx     exit 77 without openpyxl
"""
import datetime, sys

try:
    import openpyxl
except ImportError:
    print("openpyxl is not installed")
    sys.exit(77)

book = openpyxl.load_workbook(sys.argv[1])
sheet = book["核查单"]
head = next(r for r in range(1, 10) if sheet.cell(r, 1).value == "编号")
columns = {sheet.cell(head, c).value: c for c in range(1, sheet.max_column + 1)}
assert sheet.protection.sheet and sheet.column_dimensions["P"].hidden, "what is asked is locked, its credential hidden"
assert sheet.data_validations.dataValidation, "the answers are offered"
for row in range(head + 1, sheet.max_row + 1):
    assert not sheet.cell(row, columns["答复"]).protection.locked and sheet.cell(row, columns["原文"]).protection.locked
    if sheet.cell(row, columns["类别"]).value == "说法不一":
        sheet.cell(row, columns["答复"]).value = "更正"
        sheet.cell(row, columns["更正值"]).value = 18246
        sheet.cell(row, columns["签名"]).value = "李主任"
        sheet.cell(row, columns["日期"]).value = datetime.date(2022, 3, 1)
        sheet.cell(row, columns["备注"]).value = "以年鉴为准"
book.save(sys.argv[2])
sheet.cell(head + 1, columns["原文"]).value = "改了"
book.save(sys.argv[3])
