#!/usr/bin/env python3
"""Finds every number in the newspaper page, and prints those that numbers.csv does not contain.

    python3 tests/page/extract.py PAGE

PAGE is the text of the page, which is not in this repository. A number is a run of digits or Chinese numerals. A number
is known if a quote in numbers.csv covers it. A figure, a date or a rule covers one place, in the order of the page; a
name or a word covers all its places. Exit 1: a number is unknown, or a quote is not on the page.
"""
import csv
import pathlib
import re
import sys

NUMBERS = pathlib.Path(__file__).resolve().parent / "numbers.csv"
NUMERAL = re.compile("[0-9〇零一二三四五六七八九十百千万亿两双半几]+")
EVERYWHERE = {"name", "word"}


def places(page, rows):
    """Returns the spans of the page that the quotes cover, and the quotes that are not on the page."""
    spans, missing, after = [], [], 0
    for row in rows:
        quote = re.escape(row["quote"])
        if row["what"] in EVERYWHERE:
            found = [each.span() for each in re.finditer(quote, page)]
        else:
            one = re.compile(quote).search(page, after)
            found = [one.span()] if one else []
            after = one.end() if one else after
        spans += found
        if not found:
            missing.append(row["quote"])
    return spans, missing


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: extract.py PAGE")
    page = re.sub(r"\s+", "", pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))  # line breaks can be inside words
    with open(NUMBERS, encoding="utf-8", newline="") as file:
        spans, missing = places(page, list(csv.DictReader(file)))
    numbers = list(NUMERAL.finditer(page))
    unknown = [each for each in numbers if not any(first <= each.start() and each.end() <= last for first, last in spans)]
    for each in unknown:
        print(f"not in numbers.csv: {each.group()}  …{page[max(0, each.start() - 12):each.end() + 10]}…")
    for quote in missing:
        print(f"not on the page, or not in its order: {quote}")
    print(f"{len(numbers)} numbers on the page, {len(unknown)} of them unknown; {len(missing)} quotes not found")
    return 1 if unknown or missing else 0


if __name__ == "__main__":
    sys.exit(main())
