#!/usr/bin/env python3
"""Checks the CSV files of this folder without cpcc: their rules, and the figures of the newspaper page.

    python3 examples/wuhan/check.py

Prints each figure beside what the page says; exit 1 where a rule is broken or a figure differs.
"""

import sys

sys.dont_write_bytecode = True

from checks.data import BY_CODE, faults  # noqa: E402
from checks.figures import figures, filings  # noqa: E402
from checks.rules import check_all  # noqa: E402


def main():
    check_all()
    for what, page, counted, wanted in figures():
        good = counted in wanted if isinstance(wanted, range) else counted == wanted
        good or faults.append(f"{what}: {counted} instead of {wanted}")
        print(f"{'ok ' if good else 'BAD'} {counted:>8}  {what}  ({page})")
    for row, counted, good in filings():
        what = f"{BY_CODE['area'][row['area']]['name']} {row['measure']} {row['period']}"
        good or faults.append(f"filing {row['code']}: {what}: {row['value']} {row['qualifier']}, but {counted}")
        print(f"{'ok ' if good else 'BAD'} {counted:>8}  {what}  (filed: {row['qualifier']} {row['value']})")
    print(*faults, sep="\n", file=sys.stderr) if faults else None
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
