#!/usr/bin/env python3
"""Compares `cpcc report calendar` with the model, for random cities, rules and days off.

Compares every cell of the days, the absences and the streaks, and the records that `--explain` lists for a share of the
figures. Exit 0: no difference; 1: differences; 2: the import failed.
"""
import argparse
import csv
import io
import os
import random
import shutil
import sys
from collections import Counter

from city import plus, write_city
from compare import Program, Tally, some_areas, void_some
from consultation_days import DAYS_HEADER, MISSED_HEADER, STREAKS_HEADER, WEEKDAYS, WEEKS, lines, months_between
from model import days as days_of_period
from office import without_holidays
from records import City, read_rows

PERIODS = ["2024", "2023Q4", "2024-02", "2024-06-10..2024-09-20", "2022-01-01..2025-12-31", "2025-05", "2025Q2", "2021"]
TODAYS = ["2025-05-31", "2024-09-15", "2024-06-30"]
KINDS = "consult service visit".split()
# Rules to try with every seed. In a season of the whole city, some members are on leave from one session and absent
# from another, and the current month is not over.
ALWAYS = [{"name": "全年", "months": list(range(1, 13))}]


def add_themes(directory, chance):
    """Adds themes whose topics have other topics below them, so that some sessions are on them."""
    rows = {kind: read_rows(directory, kind) for kind in ("area", "topic", "theme")}
    areas = [""] + [row["code"] for row in rows["area"] if row["level"] in ("city", "district")]
    topics = [row["code"] for row in rows["topic"] if not row["parent"]]
    taken = {(row["month"], row["area"]) for row in rows["theme"]}
    with open(os.path.join(directory, "theme.csv"), "a", encoding="utf-8", newline="") as file:
        for month in months_between("2022-06", "2025-03"):
            for area in areas:
                if (month, area) not in taken and chance.random() < 0.4:
                    csv.writer(file, lineterminator="\n").writerow([month, f"{month}之题", chance.choice(topics), area, "", ""])


class Workdays:
    def __init__(self, chance):
        self.off, self.on = [], []
        # Holidays of up to nine days, each with a day worked instead.
        for _ in range(30):
            start = plus("2022-01-01", chance.randint(0, 1400))
            self.off += [plus(start, step) for step in range(chance.randint(1, 9))]
            self.on += [plus(start, -chance.randint(1, 9))]
        self.on = [day for day in self.on if day not in self.off]

    def lists(self):
        return {"off": self.off, "on": self.on}


def random_rule(city, chance, number):
    rule = {"name": f"规则{number}"} if chance.random() < 0.8 else {"name": f'r, "{number}":x'}
    shape = chance.choice(["day", "day", "weekday", "weekday", "season"])
    if shape == "day":
        rule["day"] = chance.choice([1, 15, 25, 29, 30, 31, chance.randint(1, 31)])
    if shape == "weekday":
        rule["weekday"], rule["which"] = chance.choice(WEEKDAYS), chance.choice(WEEKS + ["last"])
    if shape == "season" or chance.random() < 0.3:
        rule["months"] = sorted(chance.sample(range(1, 13), chance.randint(1, 6)))
    if shape != "season" and chance.random() < 0.6:
        rule["move"] = chance.choice(["next", "previous", "none"])
    if chance.random() < 0.8:
        levels = chance.choice([["province", "city"], ["city", "district"], ["district"], ["street", "community"]])
        rule["area"] = chance.choice([row["code"] for row in city.rows("area") if row["level"] in levels])
    if chance.random() < 0.2:
        rule["sector"] = chance.choice([row["code"] for row in city.rows("sector")])
    if chance.random() < 0.2:
        rule["kind"] = chance.choice(KINDS)
    if chance.random() < 0.4:
        rule["since"] = plus("2022-01-01", chance.randint(0, 900))
    if chance.random() < 0.2:
        rule["until"] = plus(rule.get("since", "2024-01-01"), chance.randint(0, 700))
    return rule


def in_toml(value):
    if isinstance(value, list):
        return "[" + ", ".join(map(in_toml, value)) + "]"
    return str(value) if isinstance(value, int) else '"' + value.replace('"', '\\"') + '"'


def write_rules(path, rules, workdays):
    with open(path, encoding="utf-8") as file:
        rest = without_holidays(file.read())
    with open(path, "w", encoding="utf-8") as file:
        file.write(rest)
        for rule in rules:
            file.write("\n[[calendar.rule]]\n" + "".join(f"{key} = {in_toml(value)}\n" for key, value in rule.items()))
        file.write("\n[workdays]\n" + "".join(f"{key} = {in_toml(value)}\n" for key, value in workdays.lists().items()))


class Asking:
    """One report to compare: a period and an area, with a date for today."""

    def __init__(self, program, tally, period, area, today):
        self.program, self.tally, self.period, self.area, self.today = program, tally, period, area, today
        self.first, self.last = days_of_period(period)

    def table(self, *words):
        self.program.environment["CPCC_TODAY"] = self.today
        area = ["--area", self.area] if self.area else []
        done = self.program.run("--format", "csv", "report", "calendar", "--period", self.period, *area, *words)
        if done.returncode != 0:
            return [["exit", str(done.returncode), done.stderr.strip()[:200]]]
        return list(csv.reader(io.StringIO(done.stdout)))

    def compare(self, words, header, rows):
        place = f"{self.period} {self.area or ''} today {self.today} {' '.join(words)}"
        given = self.table(*words)
        self.tally.reports += 1
        self.tally.cells += sum(map(len, rows))
        if given[0] != header:
            return self.tally.differ(place, f"header: {given[0]}")
        for wanted, found in zip(rows, given[1:]):
            if wanted != found:
                self.tally.differ(place, f"model {wanted}, cpcc {found}")
        if len(rows) != len(given) - 1:
            self.tally.differ(place, f"model {len(rows)} rows, cpcc {len(given) - 1}")

    def explain(self, line, day, figure):
        wanted = line.behind(day, figure) or set()
        cell = f"{line.rule['name']},{day['month']}:{figure}"
        rows = self.table("--explain", cell)[1:]
        self.tally.reports += 1
        self.tally.cells += len(rows)
        codes = [code_of(row, figure) for row in rows]
        if sorted(codes) != sorted(wanted) or any(row[4] != "1" for row in rows):
            self.tally.differ(f"{cell} {self.area or ''} today {self.today}", f"model {sorted(wanted)}, cpcc {sorted(codes)}")


def code_of(row, figure):
    """Returns the code of a session, or of the member of an attendance or assignment."""
    kind, code, title = row[0], row[1], row[3]
    if figure == "sessions":
        return code
    return code.split(" / ")[1] if kind == "attendance" else title.split("  ")[0]


def ask_all(city, program, rules, workdays, chance, share, tally, seen):
    for period in PERIODS:
        for area in [None, chance.choice(some_areas(city, chance))]:
            today = chance.choice(TODAYS)
            asking = Asking(program, tally, period, area, today)
            all_lines = list(lines(city, rules, workdays.lists(), area, today))
            rows = [row for line in all_lines for row in line.day_rows(asking.first, asking.last)]
            seen.update(row[DAYS_HEADER.index("state")] for row in rows)
            asking.compare([], DAYS_HEADER, rows)
            asking.compare(["--list", "streaks"], STREAKS_HEADER, [line.streak_row(asking.last) for line in all_lines])
            least = chance.choice([1, 2, 3, 5])
            missed = [row for line in all_lines for row in line.missed_rows(asking.last, least)]
            seen["missed_running"] += len(missed)
            asking.compare(["--list", "missed", "--missed", str(least)], MISSED_HEADER, missed)
            for line in all_lines:
                for day in line.days(asking.first, asking.last):
                    for figure in DAYS_HEADER[9:]:
                        if chance.random() < share:
                            asking.explain(line, day, figure)


def compare_city(options, seed, tally, seen):
    work = os.path.join(options.work, f"calendar-{seed}")
    shutil.rmtree(work, ignore_errors=True)
    directory = os.path.join(os.path.abspath(work), "city")
    chance = random.Random(f"calendar {seed}")
    write_city(directory, seed, options.sessions)
    add_themes(directory, chance)
    program, city = Program(options.cpcc, work), City(directory)
    rules = ALWAYS + [random_rule(city, chance, number) for number in range(1, 15)]
    workdays = Workdays(chance)
    program.must("init", "--database", os.path.join(program.work, "records.db"), "--office", "QS", "--name", "模型市政协")
    write_rules(os.path.join(program.work, "cpcc.toml"), rules, workdays)
    program.must("--yes", "import", directory)
    ask_all(city, program, rules, workdays, chance, options.share, tally, seen)
    void_some(city, program, random.Random(seed))
    ask_all(city, program, rules, workdays, chance, options.share / 4, tally, seen)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cpcc", help="the executable")
    parser.add_argument("--seeds", default="1", help="several joined by commas (default 1)")
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--share", type=float, default=0.02, help="of the figures to explain (default 0.02)")
    parser.add_argument("--work", required=True, metavar="DIR", help="its calendar-N folders are made anew")
    options = parser.parse_args()
    tally, seen = Tally(), Counter()
    for seed in map(int, options.seeds.split(",")):
        compare_city(options, seed, tally, seen)
    print(", ".join(f"{word} {number}" for word, number in sorted(seen.items())))
    for word in ("kept", "shifted", "missed", "planned", "missed_running"):
        if not seen[word]:
            tally.differ("the cities", f"nothing was {word}: they test too little")
    print(f"{tally.reports} reports, {tally.cells} cells compared, {tally.differences} differences")
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main())
