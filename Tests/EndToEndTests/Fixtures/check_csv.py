"""Holds a CSV file against the workbook that LibreOffice made of it: every field the same, Chinese intact, numbers numbers.

usage: check_csv.py TABLE.csv CONVERTED.xlsx     exit 1 and words where they differ, exit 77 without openpyxl
"""
import csv, math, sys

try:
    import openpyxl
except ImportError:
    print("openpyxl is not installed")
    sys.exit(77)

wrong = []
with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    told = list(csv.reader(file))
sheet = openpyxl.load_workbook(sys.argv[2]).worksheets[0]
seen = [["" if v is None else v for v in line] for line in sheet.iter_rows(values_only=True)]
if len(seen) != len(told):
    wrong.append(f"{len(seen)} rows, not {len(told)}")
numbers = 0
for line, (a, b) in enumerate(zip(told, seen), 1):
    for column, (text, value) in enumerate(zip(a, b)):
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            numbers += 1
            # a quoted 94% is recognised as a percentage
            plain = text.replace(",", "")
            wanted = float(plain[:-1]) / 100 if plain.endswith("%") else float(plain)
            if not math.isclose(wanted, value, rel_tol=1e-14):
                wrong.append(f"line {line}, column {column + 1}: {value!r}, not {text!r}")
        elif str(value).lstrip("'") != text.lstrip("'"):
            # days are recognised as days
            if not (hasattr(value, "strftime") and value.strftime("%Y-%m-%d") == text):
                wrong.append(f"line {line}, column {column + 1}: {value!r}, not {text!r}")
if not any("工会" in text for text in told[0] + told[1]):
    wrong.append("no Chinese in the first lines")
value = told[0].index("数值")
if not all(isinstance(line[value], (int, float)) for line in seen[1:]):
    wrong.append("the column of numbers holds texts")
print("\n".join(wrong[:20]) or f"{len(told)} lines, {numbers} numbers: the same")
sys.exit(1 if wrong else 0)
