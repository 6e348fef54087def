"""The rows of the CSV files, and what the checks ask of them. Faults are gathered in `faults`."""

import csv
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
KINDS = ("area sector unit member platform duty assignment topic session attendance problem progress lookback document handling donation"
         " pledge pairing publicity commendation theme filing").split()
DATA = {kind: list(csv.DictReader(open(HERE / f"{kind}.csv", encoding="utf-8", newline=""), strict=True))
        for kind in KINDS}
BY_CODE = {kind: {row["code"]: row for row in rows} for kind, rows in DATA.items() if rows and "code" in rows[0]}
CITY = "420100"
TODAY = "2024-09-05"
faults = []


def fault(kind, row, text):
    faults.append(f"{kind} {row.get('code') or list(row.values())[:3]}: {text}")


def many(cell):
    return [part for part in cell.split(";") if part]


def within(row, day, first, last):
    return (row[first] or "0") <= day <= (row[last] or "9")


def roll_call():
    """Every attendance as (session row, member code, role), from both files."""
    for session in DATA["session"]:
        for part in many(session["members"]):
            member, _, role = part.partition(":")
            yield session, member, role or "attend"
    for row in DATA["attendance"]:
        yield BY_CODE["session"][row["session"]], row["member"], row["role"]


def span(period):
    """The first and last day of 2024H1, 2024Q2, 2024-07 or FIRST..LAST."""
    first, between, last = period.partition("..")
    if between:
        return first, last
    year, months = int(period[:4]), {"H": 6, "Q": 3}.get(period[4], 1)
    start = (int(period[5:]) - 1) * months
    end = date(year + (start + months) // 12, (start + months) % 12 + 1, 1) - timedelta(days=1)
    return date(year, start + 1, 1).isoformat(), end.isoformat()


def above(area):
    while area:
        yield area
        area = BY_CODE["area"][area]["parent"]
