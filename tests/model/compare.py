#!/usr/bin/env python3
"""Compares `cpcc report summary` with the model: every cell of many reports of a random city.

Exit 0: no difference; 1: differences; 2: the import failed.
"""
import argparse
import csv
import io
import itertools
import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from city import write_city
from fields import random_group
from measures import MEASURES
from model import GROUPS, kind_named, summary
from own import chance_of, own_measures, write_own
from records import City

PERIODS = ["2024", "2023", "2024H1", "2022H2", "2024Q2", "2023Q4", "2024-02", "2024-06", "2025-01", "2024-06-30",
           "2024-02-29", "2024-01-01", "2023-11-15..2024-02-10", "2024-06-30..2024-07-01", "2022-01-01..2025-12-31",
           "ytd@2024-09-30", "ytd@2024-03-01", "2021"]
LONG = ["member", "platform", "topic", "unit"]         # two of these together give very many rows
SHOWN = 20


class Report:
    """One invocation: its arguments, and the rows without a figure that may differ."""

    def __init__(self, period, by, area, measures):
        self.period, self.by, self.area, self.measures = period, list(by), area, list(measures)

    def arguments(self):
        found = ["report", "summary", "--total", "--period", self.period, "--measures", ",".join(self.measures)]
        found += ["--by", ",".join(self.by)] if self.by else []
        return found + (["--area", self.area] if self.area else [])

    def text(self):
        return " ".join([self.period, "--by " + ",".join(self.by) if self.by else "no group",
                         "--area " + self.area if self.area else "",
                         self.measures[0] if len(self.measures) == 1 else ""]).strip()

    def may_differ(self, codes, figures, own):
        """Returns whether the row may be on one side only, because the contract says nothing about it.

        Such a row has no figure. By two groups it is any such row. By one group it is the empty code in a report of one
        measure, or a unit or topic outside the area.
        """
        if any(figure not in ("0", "") for figure in figures):
            return False
        if len(self.by) > 1:
            return True
        bases = [MEASURES[own[name]["base"] if name in own else name] for name in self.measures]
        outside = bool(self.area and self.by) and kind_named(self.by[0], bases) in ("unit", "topic")
        return outside or (len(self.measures) == 1 and codes == ("",))


class Program:
    """The executable with its own database and configuration."""

    def __init__(self, path, work):
        self.path, self.work = os.path.abspath(path), os.path.abspath(work)
        self.environment = {"PATH": os.environ.get("PATH", ""), "HOME": self.work, "LC_ALL": "C",
                            "CPCC_TODAY": "2025-05-31"}

    def run(self, *arguments):
        command = [self.path, "--config", os.path.join(self.work, "cpcc.toml"), *arguments]
        return subprocess.run(command, cwd=self.work, env=self.environment, capture_output=True, encoding="utf-8",
                              errors="replace", stdin=subprocess.DEVNULL)

    def must(self, *arguments):
        done = self.run(*arguments)
        if done.returncode != 0:
            print(f"cpcc {' '.join(arguments)}: exit {done.returncode}\n{done.stderr[:3000]}")
            raise SystemExit(2)

    def report(self, report):
        return self.run("--format", "csv", *report.arguments())


class Tally:
    def __init__(self):
        self.reports = self.cells = self.differences = 0

    def differ(self, where, what):
        self.differences += 1
        if self.differences <= SHOWN:
            print(f"{where} | {what}")


# --- which reports ---------------------------------------------------------------------------------------------------

def some_areas(city, chance):
    """Returns one area of each level, and a second district."""
    found = []
    for level, number in [("province", 1), ("city", 1), ("district", 2), ("street", 1), ("community", 1)]:
        codes = sorted(row["code"] for row in city.rows("area") if row["level"] == level)
        found += chance.sample(codes, min(number, len(codes)))
    return found


def all_pairs():
    pairs = itertools.permutations(GROUPS, 2)
    return [pair for pair in pairs if not set(pair) <= set(LONG)]


def reports_of(city, seed, quick, own):
    """Returns every group alone for every period, and a sample of areas, of pairs and of single measures."""
    every = list(MEASURES) + list(own)
    chance = random.Random(seed)
    singles = [()] + [(group,) for group in GROUPS]
    periods = chance.sample(PERIODS, 4) if quick else PERIODS
    found = [Report(period, by, None, every) for period in periods for by in singles]
    for area in some_areas(city, chance):
        for period in chance.sample(periods, min(3, len(periods))):
            found += [Report(period, by, area, every) for by in (chance.sample(singles, 5) if quick else singles)]
    areas = [None, None] + some_areas(city, chance)
    for pair in chance.sample(all_pairs(), 20 if quick else 120):
        found.append(Report(chance.choice(periods), pair, chance.choice(areas), every))
    for measure in every:
        for group in chance.sample(GROUPS, 1 if quick else 4):
            found.append(Report(chance.choice(periods), [group], chance.choice(areas), [measure]))
    found += field_reports(chance, periods, areas, own, 30 if quick else 200)
    return sorted(found, key=lambda report: report.period)             # the model caches one period at a time


def field_reports(chance, periods, areas, own, number):
    """Returns reports by random fields, alone or with another group, of the measures for which the field has one meaning."""
    bases = {name: name for name in MEASURES} | {name: keys["base"] for name, keys in own.items()}
    found = []
    for _ in range(number):
        base = chance.choice(list(MEASURES))
        path, meant = random_group(chance, base, list(MEASURES))
        measures = [name for name, its in bases.items() if its in meant]
        if chance.random() < 0.3:
            measures = [base]
        by = [path, chance.choice(GROUPS)] if chance.random() < 0.3 else [path]
        found.append(Report(chance.choice(periods), by, chance.choice(areas), measures))
    return found


# --- comparing -------------------------------------------------------------------------------------------------------

def compare_report(city, report, done, own, tally):
    if done.returncode != 0:
        return tally.differ(report.text(), f"exit {done.returncode}: {done.stderr.strip()[:300]}")
    header, rows, total = summary(city, report.period, report.by, report.area, report.measures, own)
    given = list(csv.reader(io.StringIO(done.stdout)))
    if not given or given[0] != header:
        return tally.differ(report.text(), f"header: model {header}, cpcc {given[:1]}")
    if len(given) < 2 or given[-1][0] != "total":
        return tally.differ(report.text(), "the last row is no total")
    tally.reports += 1
    compare_rows(report, header, rows, given[1:-1], own, tally)
    compare_row(report, header, "total", total, given[-1], tally)


def compare_rows(report, header, rows, given, own, tally):
    columns = [header.index(group) for group in report.by] or [0]
    expected, found = [keyed(report, columns, some, own) for some in (rows, given)]
    for codes in [codes for codes in expected if codes not in found]:
        tally.differ(where(report, codes), "a row that cpcc has not")
    for codes in [codes for codes in found if codes not in expected]:
        tally.differ(where(report, codes), "a row that the model has not")
    if set(expected) == set(found) and list(expected) != list(found):
        tally.differ(report.text(), "the rows stand in another order")
    for codes in [codes for codes in expected if codes in found]:
        compare_row(report, header, where(report, codes), expected[codes], found[codes], tally)


def keyed(report, columns, rows, own):
    """Returns the rows by their codes, in their order, without those that may differ."""
    found = {tuple(row[column] for column in columns): row for row in rows}
    width = len(report.measures)
    return {codes: row for codes, row in found.items() if not report.may_differ(codes, row[-width:], own)}


def where(report, codes):
    cell = " ".join(f"{group}={code or '(none)'}" for group, code in zip(report.by, codes))
    return report.text() + " | " + (cell or "the one row")


def compare_row(report, header, place, expected, found, tally):
    place = place if place != "total" else report.text() + " | total"
    tally.cells += len(report.measures)
    if len(found) != len(header):
        return tally.differ(place, f"{len(found)} cells instead of {len(header)}")
    for column, wanted, given in zip(header, expected, found):
        if wanted != given:
            tally.differ(place, f"{column}: model {wanted or '(empty)'}, cpcc {given or '(empty)'}")


def compare_all(city, program, reports, own, tally):
    """Compares all reports. Two threads run the executable while the model counts in this one."""
    with ThreadPoolExecutor(2) as pool:
        for period, group in itertools.groupby(reports, key=lambda report: report.period):
            batch = list(group)
            for report, done in zip(batch, pool.map(program.report, batch)):
                compare_report(city, report, done, own, tally)
            city.memory.clear()


# --- a run -----------------------------------------------------------------------------------------------------------

def bring_in(program, directory, own):
    program.must("init", "--database", os.path.join(program.work, "records.db"), "--office", "QS", "--name", "模型市政协")
    write_own(os.path.join(program.work, "cpcc.toml"), own)
    program.must("--yes", "import", directory)


def void_some(city, program, chance):
    """Voids records to which others refer, in the program and in the model, unless the program refuses to."""
    relapsed = {row["problem"] for row in city.rows("lookback")}
    joint = [row["code"] for row in city.rows("session") if row["partners"] and city.problems_of[row["code"]]]
    chosen = [("session", code) for code in chance.sample(joint, min(3, len(joint)))]
    chosen += [("session", row["code"]) for row in chance.sample(city.rows("session"), 3)]
    chosen += [("problem", code) for code in chance.sample(sorted(relapsed), min(3, len(relapsed)))]
    chosen += [("platform", row["code"]) for row in chance.sample(city.rows("platform"), 2)]
    chosen += [("member", row["code"]) for row in chance.sample(city.rows("member"), 2)]
    for kind in ("document", "donation", "pledge", "pairing", "publicity", "commendation", "topic"):
        chosen += [(kind, row["code"]) for row in chance.sample(city.rows(kind), 2)]
    for kind, code in chosen:
        done = program.run("--yes", kind, "void", code, "--why", "录入错误")
        if done.returncode == 0:
            city.void(kind, code)
        else:
            print(f"{kind} {code} is not voided, exit {done.returncode}: {done.stderr.strip()[:200]}")


def compare_city(options, seed, tally):
    work = os.path.join(options.work, f"seed-{seed}")
    shutil.rmtree(work, ignore_errors=True)
    directory = os.path.join(os.path.abspath(work), "city")
    write_city(directory, seed, options.sessions)
    program, city = Program(options.cpcc, work), City(directory)
    own = own_measures(city, chance_of(seed), 4 if options.quick else 24)
    bring_in(program, directory, own)
    compare_all(city, program, reports_of(city, seed, options.quick, own), own, tally)
    void_some(city, program, random.Random(seed))
    compare_all(city, program, reports_of(city, seed + 1, True, own), own, tally)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cpcc", help="the executable")
    parser.add_argument("--seeds", default="1", help="several joined by commas (default 1)")
    parser.add_argument("--sessions", type=int, default=5000)
    parser.add_argument("--work", required=True, metavar="DIR", help="its seed-N folders are made anew")
    parser.add_argument("--quick", action="store_true", help="a few periods and pairs only")
    options = parser.parse_args()
    tally = Tally()
    for seed in map(int, options.seeds.split(",")):
        compare_city(options, seed, tally)
    if tally.differences > SHOWN:
        print(f"… and {tally.differences - SHOWN} more")
    print(f"{tally.reports} reports, {tally.cells} cells compared, {tally.differences} differences")
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main())
