#!/usr/bin/env python3
"""Compares `report reconcile` in every period, and `report summary --filed` by levels of areas, with the model.

The filings are those of the city; some districts have their own books. Exit 0: no difference; 1: differences; 2: the
import failed.
"""
import argparse
import csv
import io
import os
import random
import shutil
import sys
from decimal import Decimal

from city import write_city
from compare import Program, Tally, bring_in
from measures import MEASURES
from model import count, days, figure, items_of, standing
from records import LEVELS, City

PERIODS = ["2024", "2024H1", "2024-01-01..2024-06-30", "2024Q3", "2024-02"]


def filed_in(city, period):
    """Returns (area, measure) → the filing that counts: the last by its day, then by its position in the file."""
    found = {}
    for row in sorted(city.rows("filing"), key=lambda row: row["filed_on"]):
        if days(row["period"]) == days(period):
            found[row["area"], row["measure"]] = row
    return found


def things(city, measure, period, area, by=()):
    return count(city, items_of(city, measure, *days(period), None), list(by), area, {})


def recorded(city, measure, period, area):
    return figure(things(city, measure, period, area).get((), {}), MEASURES[measure])


def roundness(value):
    """Returns the place value of the last digit that is not 0; for whole numbers at least ten."""
    place = Decimal(1) if value == int(value) else Decimal("0.0001")
    while value and value % (place * 10) == 0:
        place *= 10
    return max(place, Decimal(10)) if value == int(value) else place


def agrees(qualifier, filed, found):
    if qualifier == "over":
        return filed < found < filed + roundness(filed)
    if qualifier == "near":
        return filed * Decimal("0.9") <= found < filed
    if qualifier == "about":
        return abs(found - filed) * 10 <= filed
    return found == filed


# --- reconcile -------------------------------------------------------------------------------------------------------

def reconciled(city, period, area):
    """Returns the rows as (area, measure) → (filed, recorded, difference, agrees), as numbers."""
    found = {}
    for (place, measure), row in filed_in(city, period).items():
        if area and not city.lies_in(place, area):
            continue
        filed, text = Decimal(row["value"]), recorded(city, measure, period, place)
        value = Decimal(text) if text else None
        found[place, measure] = (filed, value, None if value is None else value - filed,
                                 "yes" if value is not None and agrees(row["qualifier"], filed, value) else "no")
    return found


def number(text):
    return Decimal(text) if text else None


def check_reconcile(city, program, period, area, tally):
    where = f"reconcile {period} {area or ''}"
    arguments = ["--format", "csv", "report", "reconcile", "--period", period] + (["--area", area] if area else [])
    done = program.run(*arguments)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    given = {(row["area"], row["measure"]): (number(row["filed"]), number(row["recorded"]), number(row["difference"]), row["agrees"]) for row in rows}
    wanted = reconciled(city, period, area)
    tally.reports += 1
    tally.cells += len(wanted)
    if done.returncode != 0 or len(rows) != len(given):
        tally.differ(where, f"exit {done.returncode}, {len(rows)} rows: {done.stderr[:200]}")
    for key in sorted(set(given) | set(wanted)):
        if given.get(key) != wanted.get(key):
            tally.differ(where, f"{key}: model {wanted.get(key)}, cpcc {given.get(key)}")
    order = [(row["area"], list(MEASURES).index(row["measure"])) for row in rows]
    if order != sorted(order):
        tally.differ(where, "the rows stand in another order")


# --- the roll-up -----------------------------------------------------------------------------------------------------

def text_of(filed, measure):
    value = Decimal(filed)
    if MEASURES[measure].share:
        return f"{value:.4f}"
    return f"{value:.2f}" if value != int(value) else str(int(value))


def taken(city, measure, period, area, level, own_books):
    """Returns the areas of the level whose filing replaces their records, each with the text of the filed figure."""
    found, stand = {}, set(standing(city, level, *days(period), area, []))
    for (place, name), row in filed_in(city, period).items():
        if name != measure or place not in stand or place == area:
            continue
        text = recorded(city, measure, period, place)
        own = any(city.lies_in(place, one) for one in own_books)
        if own or not text or Decimal(text) == 0:
            found[place] = text_of(row["value"], measure)
    return found


def rolled_total(city, measure, period, area, level, filed, own_books):
    """Returns the filed figures plus the count of all records except those of areas with own books that filed."""
    if MEASURES[measure].share and filed:
        return ""
    outside = {}
    for (place,), some in things(city, measure, period, area, [level]).items():
        if place not in filed or not any(city.lies_in(place, one) for one in own_books):
            outside.update(some)
    text = figure(outside, MEASURES[measure])
    if not filed:
        return text
    total = Decimal(text) + sum(map(Decimal, filed.values()))
    return text_of(total, measure)


def level_without_groups(city, measure, period, area, own_books, measures):
    filed = [place for place, name in filed_in(city, period) if name in measures and place != area]
    levels = {city.get("area", place)["level"] for place in filed if not area or city.lies_in(place, area)}
    for level in [level for level in LEVELS if level in levels]:
        if taken(city, measure, period, area, level, own_books):
            return level
    return None


def own_inside(city, period, area, own_books):
    """Returns the areas with own books whose filings make up the figure of an area: itself, or those below it."""
    if area and any(city.lies_in(area, one) for one in own_books):
        return [area]
    highest = [own for own in own_books if not any(other != own and city.lies_in(own, other) for other in own_books)]
    return [own for own in highest if (not area or city.lies_in(own, area)) and own in standing(city, city.get("area", own)["level"], *days(period), None, [])]


def total_wanted(city, measure, period, area, level, own_books, measures):
    """Returns the total and its source: empty where an area with own books did not file."""
    own, filings = own_inside(city, period, area, own_books), filed_in(city, period)
    if any((place, measure) not in filings for place in own):
        return "", "incomplete"
    if own == [area]:
        return text_of(filings[area, measure]["value"], measure), "filed"
    if level and all(city.get("area", place)["level"] == level for place in own):
        at = level
    elif level and not own:
        at = level
    else:
        at = level_without_groups(city, measure, period, area, own_books, measures)
    filed = taken(city, measure, period, area, at, own_books) if at else {}
    text = rolled_total(city, measure, period, area, at, filed, own_books) if at else recorded(city, measure, period, area)
    return text, "mixed" if filed else "records"


def row_wanted(city, measure, period, code, filed, own_books, measures):
    if code in filed:
        return filed[code], "filed"
    if any(city.lies_in(code, one) for one in own_books):
        return "", "not_filed"
    if own_inside(city, period, code, own_books):
        return total_wanted(city, measure, period, code, None, own_books, measures)
    return recorded(city, measure, period, code), "records"


def check_rolled(city, program, period, area, level, own_books, tally):
    measures = ["sessions", "donation_cash", "coverage", "members_active", "platforms"]
    where = f"--filed {period} --by {level} {area or ''}"
    arguments = ["--format", "csv", "report", "summary", "--filed", "--total", "--period", period, "--measures", ",".join(measures)]
    done = program.run(*arguments, *(["--by", level] if level else []), *(["--area", area] if area else []))
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    tally.reports += 1
    if done.returncode != 0 or not rows:
        return tally.differ(where, f"exit {done.returncode}: {done.stderr[:200]}")
    for measure in measures:
        filed = taken(city, measure, period, area, level, own_books) if level else {}
        check_cell(where, "total", measure, rows[-1], total_wanted(city, measure, period, area, level, own_books, measures), tally)
        for row in rows[:-1] if level else []:
            if row[level]:
                check_cell(where, row[level], measure, row, row_wanted(city, measure, period, row[level], filed, own_books, measures), tally)


def check_cell(where, code, measure, row, wanted, tally):
    tally.cells += 1
    if (row[measure], row[measure + "_source"]) != wanted:
        tally.differ(where, f"{code} {measure}: model {wanted}, cpcc {(row[measure], row[measure + '_source'])}")


def below(city, level, area):
    return LEVELS.index(level) >= LEVELS.index(city.get("area", area)["level"])


# --- a run -----------------------------------------------------------------------------------------------------------

def check_city(options, seed, tally):
    work = os.path.join(options.work, f"filed-{seed}")
    shutil.rmtree(work, ignore_errors=True)
    directory = os.path.join(os.path.abspath(work), "city")
    write_city(directory, seed, options.sessions)
    program, city, chance = Program(options.cpcc, work), City(directory), random.Random(seed)
    bring_in(program, directory, {})
    areas = [row["code"] for row in city.rows("area") if row["level"] in ("city", "district")]
    own_books = chance.sample(areas, 3)
    with open(os.path.join(work, "cpcc.toml"), "a", encoding="utf-8") as config:
        config.write("\n[filings]\nareas = [%s]\n" % ", ".join(f'"{code}"' for code in own_books))
    for period in PERIODS:
        for area in [None] + chance.sample(areas, 2):
            check_reconcile(city, program, period, area, tally)
            for level in [None] + [level for level in ("city", "district", "street", "community") if not area or below(city, level, area)]:
                check_rolled(city, program, period, area, level, own_books, tally)
        city.memory.clear()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cpcc", help="the executable")
    parser.add_argument("--seeds", default="1", help="several joined by commas (default 1)")
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--work", required=True, metavar="DIR", help="its filed-N folders are made anew")
    options = parser.parse_args()
    tally = Tally()
    for seed in map(int, options.seeds.split(",")):
        check_city(options, seed, tally)
    print(f"{tally.reports} reports, {tally.cells} cells compared, {tally.differences} differences")
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main())
