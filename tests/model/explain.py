#!/usr/bin/env python3
"""Checks that the records of `report summary --explain CELL` add up to the figure in the summary.

Checks each measure by district and by month, a sample of other groups, and the totals. The model must count the same
records. Exit 0: no difference; 1: differences; 2: the import failed.
"""
import argparse
import csv
import io
import os
import random
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

from city import write_city
from compare import Program, Tally, bring_in
from measures import MEASURES
from model import count, days, figure, has_meaning, items_of, pieces
from own import chance_of, own_measures
from records import City, fen

PERIOD = "2023-11-15..2024-10-31"
GROUPINGS = [(["district"], 1), (["month"], 1), (["sector"], 0.2), (["kind"], 0.3), (["month", "district"], 0.1),
             (["platform"], 0.02), (["member"], 0.01), (["session.state"], 0.2), (["topic.kind"], 0.1),
             (["session.form"], 0.2), (["platform.basis"], 0.3), (["item"], 1)]  # groups, and the share of their cells to check


class Cell:
    """One figure: its codes by group (none for the total), its measure, and its text in the summary."""

    def __init__(self, by, codes, measure, printed):
        self.by, self.codes, self.measure, self.printed = by, codes, measure, printed

    def name(self):
        return ",".join(code or "-" for code in self.codes) + ":" + self.measure if self.codes else self.measure

    def arguments(self):
        return ["--period", PERIOD, "--by", ",".join(self.by), "--explain", self.name()]


def base_of(name, own):
    return MEASURES[own[name]["base"] if name in own else name]


def table_of(program, *arguments):
    done = program.run("--format", "csv", "report", "summary", *arguments)
    if done.returncode != 0:
        return done.stderr.strip()[:200]
    return list(csv.reader(io.StringIO(done.stdout)))


def cells_of(program, by, measures):
    """Yields every cell of one summary, including those of its total."""
    given = table_of(program, "--period", PERIOD, "--by", ",".join(by), "--total", "--measures", ",".join(measures))
    if isinstance(given, str):
        raise SystemExit(f"summary by {by}: {given}")
    columns = [given[0].index(group) for group in by]
    for row in given[1:]:
        codes = () if row is given[-1] else tuple(row[column] for column in columns)
        for measure, printed in zip(measures, row[-len(measures):]):
            yield Cell(by, codes, measure, printed)


# --- the records behind a cell ---------------------------------------------------------------------------------------

def added_up(rows, measure):
    """Returns the sum of the listed amounts, in the model's format."""
    if measure.share:
        counted, of = [sum(int(row[column]) for row in rows) for column in ("amount", "of")]
        return figure({number: int(number < counted) for number in range(of)}, measure)
    if measure.mean and any(row["of"] != "1" for row in rows):
        return "a row that is not one"
    amount_in = fen if measure.yuan else int
    return figure({number: amount_in(row["amount"]) for number, row in enumerate(rows)}, measure)


def listed(rows, measure):
    """Returns code → amount of the listed records; for records without a code only their number."""
    if measure in NUMBERED:
        return len(rows) or {}
    amount_in = fen if measure.yuan else int
    return {row["code"]: amount_in(row["amount"]) for row in rows}


def span_of(cell):
    """Returns the first and last day of a cell, and the name of its month if it has one."""
    if not cell.codes or "month" not in cell.by:
        return days(PERIOD) + ({},)
    month = cell.codes[cell.by.index("month")]
    return next(piece for piece in pieces(*days(PERIOD), ["month"]) if piece[2]["month"] == month)


def counted(city, cell, base, own):
    """Returns the same from the model. Leaves out things with amount 0, except in the denominator of a share."""
    first, last, names = span_of(cell)
    items = items_of(city, cell.measure, first, last, own)
    things = count(city, items, cell.by if cell.codes else [], None, names, base.name).get(cell.codes, {})
    if base in NUMBERED:
        return len(things) or {}
    return {" / ".join(what) if isinstance(what, tuple) else what: value for what, value in things.items()
            if value or base.share}


NUMBERED = [MEASURES[name] for name in "lookbacks relapses satisfaction adoptions instructions".split()]


def check_cell(city, cell, given, own, tally):
    place = f"{PERIOD} --by {','.join(cell.by)} --explain {cell.name()}"
    base = base_of(cell.measure, own)
    tally.reports += 1
    if isinstance(given, str):
        return tally.differ(place, given)
    rows = [dict(zip(given[0], row)) for row in given[1:]]
    tally.cells += len(rows)
    if added_up(rows, base) != cell.printed:
        tally.differ(place, f"adds up to {added_up(rows, base) or '(empty)'}, printed is {cell.printed or '(empty)'}")
    found, wanted = listed(rows, base), counted(city, cell, base, own)
    if found != wanted:
        tally.differ(place, f"other records than the model's: {unlike(wanted, found)}")


def unlike(wanted, found):
    if isinstance(wanted, int) or isinstance(found, int):
        return f"model {wanted}, cpcc {found}"
    codes = sorted(code for code in wanted.keys() | found.keys() if wanted.get(code) != found.get(code))
    return ", ".join(f"{code} model {wanted.get(code)}, cpcc {found.get(code)}" for code in codes[:5])


# --- a run -----------------------------------------------------------------------------------------------------------

def some_cells(cells, chance, share):
    return [cell for cell in cells if chance.random() < share]


def cells_to_check(program, own, chance, share):
    every, found = list(MEASURES) + list(own), []
    for by, part in GROUPINGS:
        meant = [name for name in every if has_meaning(base_of(name, own), by)]
        found += some_cells(cells_of(program, by, meant), chance, part * share)
    return found


def explain_city(options, seed, tally):
    work = os.path.join(options.work, f"explain-{seed}")
    shutil.rmtree(work, ignore_errors=True)
    directory = os.path.join(os.path.abspath(work), "city")
    write_city(directory, seed, options.sessions)
    program, city, chance = Program(options.cpcc, work), City(directory), random.Random(seed)
    own = own_measures(city, chance_of(seed), 8)
    bring_in(program, directory, own)
    cells = cells_to_check(program, own, chance, options.share)
    with ThreadPoolExecutor(2) as pool:
        for cell, given in zip(cells, pool.map(lambda cell: table_of(program, *cell.arguments()), cells)):
            check_cell(city, cell, given, own, tally)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cpcc", help="the executable")
    parser.add_argument("--seeds", default="1", help="several joined by commas (default 1)")
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--share", type=float, default=1, help="of the cells to look at (default 1: all)")
    parser.add_argument("--work", required=True, metavar="DIR", help="its explain-N folders are made anew")
    options = parser.parse_args()
    tally = Tally()
    for seed in map(int, options.seeds.split(",")):
        explain_city(options, seed, tally)
    print(f"{tally.reports} cells explained, {tally.cells} records listed, {tally.differences} differences")
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main())
