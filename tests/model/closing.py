#!/usr/bin/env python3
"""Compares the figures of closed periods with the model.

Closes periods, then voids records. Each figure must be the model's figure before, and each adjustment the model's
figure now minus that one. Exit 0: no difference; 1: differences; 2: the import failed.
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
from compare import Program, Tally, bring_in, some_areas, void_some
from measures import MEASURES
from model import summary
from own import chance_of, own_measures
from records import LEVELS, City

PERIODS = ["2024", "2024H1", "2024-06"]
GROUPS = [(), ("district",), ("street",), ("community",), ("district", "street")]


def asked(city, period, by, area, measures, own):
    """Returns the model's rows by their codes, including the total."""
    header, rows, total = summary(city, period, by, area, measures, own)
    columns = [header.index(group) for group in by] or [0]
    width = len(measures)
    found = {tuple(row[column] for column in columns): row[-width:] for row in rows}
    found["total"] = total[-width:]
    return found


def change_of(now, frozen):
    if not now and not frozen:
        return ""
    change = Decimal(now or 0) - Decimal(frozen or 0)
    return change


def same(wanted, given):
    return given == "" if wanted == "" else given != "" and Decimal(given) == wanted


def compare(program, where, by, area, period, measures, before, now, tally):
    arguments = ["--format", "csv", "report", "summary", "--total", "--period", period, "--measures", ",".join(measures)]
    done = program.run(*arguments, *(["--by", ",".join(by)] if by else []), *(["--area", area] if area else []))
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    tally.reports += 1
    if done.returncode != 0 or not rows:
        return tally.differ(where, f"exit {done.returncode}: {done.stderr[:300]}")
    for row in rows:
        codes = "total" if row is rows[-1] else tuple(row[group] for group in by or ["area"])
        frozen = codes == "total" or not by or codes[-1] != ""
        for measure, old, new in zip(measures, before.get(codes) or [None] * len(measures), now[codes]):
            tally.cells += 1
            wanted = (old, change_of(new, old)) if frozen and old is not None else (new, "")
            if old is None and frozen:          # a row that exists only since the change: nothing was frozen
                wanted = ("" if MEASURES_share(measure) else "0", change_of(new, "0"))
            given = (row[measure], row[measure + "_adjustment"])
            if given[0] != wanted[0] or not same(wanted[1], given[1]):
                tally.differ(where, f"{codes} {measure}: model {wanted}, cpcc {given}")


def MEASURES_share(measure):
    return measure in MEASURES and MEASURES[measure].share


def close_city(options, seed, tally):
    work = os.path.join(options.work, f"closing-{seed}")
    shutil.rmtree(work, ignore_errors=True)
    directory = os.path.join(os.path.abspath(work), "city")
    write_city(directory, seed, options.sessions)
    program, city, chance = Program(options.cpcc, work), City(directory), random.Random(seed)
    own = own_measures(city, chance_of(seed), 6)
    bring_in(program, directory, own)
    measures = [name for name in list(MEASURES) + list(own) if name != "donation_quantity"]   # by area it is never frozen
    cases = [(period, area) for period in PERIODS for area in chance.sample(some_areas(city, chance), 2)] + [("2023", None)]
    for period, area in cases:
        program.must("period", "close", period, *(["--area", area] if area else []))
    reports = [(period, area, by) for period, area in cases for by in GROUPS if not area or not by or LEVELS.index(by[0]) >= LEVELS.index(city.get("area", area)["level"])]
    before = {report: asked(city, report[0], report[2], report[1], measures, own) for report in reports}
    for report in reports:
        compare(program, f"{report} unchanged", report[2], report[1], report[0], measures, before[report], before[report], tally)
    void_some(city, program, chance)
    city.memory.clear()
    for report in reports:
        now = asked(city, report[0], report[2], report[1], measures, own)
        compare(program, f"{report} changed", report[2], report[1], report[0], measures, before[report], now, tally)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cpcc", help="the executable")
    parser.add_argument("--seeds", default="1", help="several joined by commas (default 1)")
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--work", required=True, metavar="DIR", help="its closing-N folders are made anew")
    options = parser.parse_args()
    tally = Tally()
    for seed in map(int, options.seeds.split(",")):
        close_city(options, seed, tally)
    print(f"{tally.reports} reports, {tally.cells} cells compared, {tally.differences} differences")
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main())
