#!/usr/bin/env python3
"""Holds what an import reads of other people's files against LibreOffice (workbooks) and Python's csv (text).

    cmake --build build/dev --target dump_rows
    tests/corpora/compare.py build/dev/tests/dump_rows FOLDER…

Each folder holds .xlsx, .xlsm or .csv files. A file is `right` if every cell is equal, `refused` if the reader says one
sentence or an import would refuse a cell or a row with its reason, and `wrong` otherwise. A sheet with a pivot table is
not compared, because LibreOffice makes pivot tables anew. judged.csv lists the files of which somebody looked at the first
difference and found that our reader gives what Excel shows, with the reason. Prints each wrong file with its first
difference, and the counts. Exit status 1: some file is wrong, or the reader crashed.
"""
import collections
import csv
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile
import zipfile

NUMBER, UNSHOWN, LONG, DATE, MOMENT, MONTH, MONTH_OR_DAY, TRUTH, ERROR, NO_RESULT = range(10)
REFUSED = {LONG, ERROR, NO_RESULT, UNSHOWN}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
LARGEST = 200_000_000  # bytes of a sheet: LibreOffice would write 1 MB for each of thousands of cells
SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"  # every sheet, as cells show


def read_by_us(program, paths):
    """Returns the cells of each file by sheet and place, and the sentence of each file that is refused."""
    files, refused = collections.defaultdict(lambda: collections.defaultdict(dict)), {}
    for path in paths:
        done = subprocess.run([program, path], capture_output=True, timeout=600)
        if done.returncode != 0:
            refused[path] = "CRASH %d" % done.returncode
            continue
        for line in done.stdout.decode().splitlines():
            cell = json.loads(line)
            if cell["refused"]:
                refused[path] = cell["refused"]
            else:
                files[path][cell["sheet"] or ""][cell["line"], cell["column"]] = (cell["text"] or "", cell["trait"], cell["held"] or "")
    return files, refused


def saved(work):
    return {out.stem.partition("-")[0] for out in (work / "out").glob("*.csv")}


def convert(inputs, work):
    """Lets LibreOffice save some workbooks as CSV; one that takes minutes, or takes it down, is given up alone."""
    command = ["soffice", "-env:UserInstallation=file://%s/profile" % work, "--headless", "--convert-to", SHOWN, "--outdir", str(work / "out")]
    running = subprocess.Popen([*command, *inputs], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST)))
    try:
        failed = running.wait(timeout=30 + 5 * len(inputs)) != 0
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        failed = True
    done = saved(work)
    left = [path for path in inputs if pathlib.Path(path).stem not in done]
    if failed and 0 < len(left) < len(inputs):
        convert(left, work)
    elif failed and len(inputs) > 1:
        for path in inputs:
            convert([path], work)


def read_by_libreoffice(paths, work):
    """Returns the shown texts of each workbook, one table for each sheet that it could save."""
    tables = collections.defaultdict(dict)
    (work / "in").mkdir(exist_ok=True)
    for number, path in enumerate(paths):
        (work / "in" / ("%05d%s" % (number, pathlib.Path(path).suffix))).write_bytes(pathlib.Path(path).read_bytes())
    done = saved(work)
    inputs = sorted(str(path) for path in (work / "in").iterdir() if path.stem not in done)
    for start in range(0, len(inputs), 20):
        convert(inputs[start:start + 20], work)
    for out in (work / "out").glob("*.csv"):
        number, _, sheet = out.stem.partition("-")
        with out.open(encoding="utf-8", errors="replace", newline="") as lines:
            tables[paths[int(number)]][sheet] = list(csv.reader(lines))
    return tables


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


def value(text):
    """Returns the number that a text shows and its decimals; nothing if it shows none."""
    digits = re.sub(r"[^0-9.eE+-]", "", text.strip("()"))
    try:
        number = float(digits)
    except ValueError:
        return None
    return abs(number), len(digits.partition(".")[2].partition("E")[0])


def same_number(ours, shown):
    first, second = value(ours), value(shown)
    if first is None or second is None:
        return False
    return abs(first[0] - second[0]) <= 0.51 * 10 ** -second[1] or abs(first[0] - second[0]) <= abs(second[0]) * 1e-4


def same_day(ours, shown):
    """Returns whether a shown date has the parts of ours that it shows."""
    numbers = {int(part) for part in re.findall(r"\d+", shown)}
    names = {MONTHS.index(name) + 1 for name in MONTHS if name in shown.lower()}
    parts = [int(part) for part in re.findall(r"\d+", ours)]
    known = set(parts) | {part % 100 for part in parts} | {part % 12 for part in parts} | {12}
    return bool(numbers | names) and (numbers - {0}) <= known | {0} and (not names or names <= set(parts))


def judge(cell, shown, above):
    """Returns `right`, `refused` or `wrong` for one cell."""
    text, trait, held = cell
    if plain(text) == plain(shown):
        return "refused" if trait in REFUSED else "right"
    if trait in REFUSED:
        return "refused"
    if not shown.strip() and text == above:
        return "right"  # of a merged cell
    if trait in (DATE, MOMENT, MONTH, MONTH_OR_DAY) and (same_day(held or text, shown) or same_number(text, shown)):
        return "right"
    if same_number(text, shown) or (held and same_number(held, shown)):
        return "right"  # LibreOffice saves some numbers as they are held
    return "wrong"


def pivot_sheets(path):
    """Returns the names of the sheets with a pivot table, as they are in the names of files."""
    with zipfile.ZipFile(path) as book:
        texts = {name: book.read(name).decode("utf-8", "replace") for name in book.namelist() if name.endswith((".rels", "workbook.xml"))}
    targets = dict(re.findall(r'Id="([^"]+)"[^>]*Target="[^"]*?([^"/]+)"', texts.get("xl/_rels/workbook.xml.rels", "")))
    targets.update((key, value) for value, key in re.findall(r'Target="[^"]*?([^"/]+)"[^>]*Id="([^"]+)"', texts.get("xl/_rels/workbook.xml.rels", "")))
    having = {pathlib.PurePath(name).name[:-len(".rels")] for name, text in texts.items() if "/pivotTable" in text}
    sheets = re.findall(r'<(?:\w+:)?sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"', texts.get("xl/workbook.xml", ""))
    return {re.sub(r"[^\w]", "", name) for name, relation in sheets if targets.get(relation) in having}


def compare_workbook(path, ours, theirs):
    """Returns the verdict and the first difference."""
    verdict, pivots = "right", pivot_sheets(path)
    sheets = {re.sub(r"[^\w]", "", name): cells for name, cells in ours.items()}
    for name, table in theirs.items():
        if re.sub(r"[^\w]", "", name) in pivots:
            continue
        above = {}
        cells = sheets.get(re.sub(r"[^\w]", "", name), {} if len(sheets) != 1 or len(theirs) != 1 else next(iter(sheets.values())))
        for line, row in enumerate(table, 1):
            for column, shown in enumerate(row):
                cell = cells.get((line, column), ("", None, ""))
                found = judge(cell, shown, above.get(column, ""))
                above[column] = cell[0] or above.get(column, "")
                if found == "wrong":
                    return "wrong", "%s %d:%d: read %r, LibreOffice shows %r" % (name, line, column + 1, cell, shown)
                if found == "refused":
                    verdict = "refused"
    return verdict, ""


def compare_text(path, cells):
    """Holds a CSV file against Python's csv. Rows with another number of cells than the first are refused by an import."""
    raw = pathlib.Path(path).read_bytes()
    rows = [row for row in csv.reader(raw.decode("utf-8-sig", "replace").splitlines(keepends=True)) if any(cell.strip() for cell in row)]
    ours = collections.defaultdict(dict)
    for (line, column), cell in cells.get("", {}).items():
        ours[line][column] = cell[0]
    read = [[row[column] for column in sorted(row)] for _, row in sorted(ours.items())]
    widths = {len(row) for row in read}
    if read == rows:
        return ("right" if len(widths) < 2 else "refused"), ""
    return ("refused", "") if len(widths) > 1 else ("wrong", "%d rows read, Python reads %d" % (len(read), len(rows)))


def main():
    program, *folders = sys.argv[1:]
    counts = collections.Counter()
    with open(pathlib.Path(__file__).with_name("judged.csv"), encoding="utf-8", newline="") as file:
        judged = {row["file"] for row in csv.DictReader(file)}
    kept = os.environ.get("CPCC_CORPORA_WORK")  # a folder that keeps what LibreOffice saved
    for folder in folders:
        paths = sorted(str(path) for path in pathlib.Path(folder).rglob("*") if path.is_file())
        books = [path for path in paths if path.lower().endswith((".xlsx", ".xlsm"))]
        files, refused = read_by_us(program, paths)
        with tempfile.TemporaryDirectory() as work:
            theirs = read_by_libreoffice([path for path in books if path not in refused], pathlib.Path(kept or work))
        for path in paths:
            if path in refused:
                verdict, why = ("wrong", refused[path]) if refused[path].startswith("CRASH") else ("refused", "")
            elif path in books and not theirs[path]:
                verdict, why = "LibreOffice cannot read it", ""
            elif path in books:
                verdict, why = compare_workbook(path, files[path], theirs[path])
                if verdict == "wrong" and pathlib.Path(path).name in judged:
                    verdict, why = "right", ""
            else:
                verdict, why = compare_text(path, files[path])
            counts[verdict] += 1
            if verdict == "wrong":
                print("%s: %s" % (path, why))
    print(", ".join("%s: %d" % pair for pair in sorted(counts.items())))
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
