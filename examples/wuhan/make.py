#!/usr/bin/env python3
"""Makes the CSV files of this folder again.

    python3 examples/wuhan/make.py

page/*.csv   rows taken from the newspaper page, written by hand (tag 报载)
words/*.csv  names of streets and matters for the made-up rows (tag 虚构)
made/*.py    how the made-up rows are laid out so that the page's figures come out

No clock and no chance: the same sources give the same bytes.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True

from made import caidian, districts, filings, hannan, qingshan  # noqa: E402
from made.book import Book  # noqa: E402


def main():
    book = Book(Path(__file__).resolve().parent)
    book.load_page()
    districts.city(book)
    districts.ordinary_districts(book)
    qingshan.make(book)
    hannan.make(book)
    caidian.make(book)
    districts.joint_sessions(book)
    filings.make(book)
    book.write()
    for kind, rows in book.rows.items():
        print(f"{kind:<11} {len(rows):>5}")


if __name__ == "__main__":
    main()
