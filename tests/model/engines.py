#!/usr/bin/env python3
"""Compares the output of both engines, byte for byte: the same random city in a file and on a server.

Compares every report, list and export. Then compares them again, after closing a month and voiding records, and after
copying the server's database to a file. Exit 0: no difference; 1: differences; 2: the import failed.
"""
import argparse
import os
import pathlib
import random
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import engine  # noqa: E402
from appraisal import random_rules, toml  # noqa: E402
from city import write_city  # noqa: E402
from compare import Program, reports_of, some_areas, void_some  # noqa: E402
from own import chance_of, own_measures, write_own  # noqa: E402
from records import City  # noqa: E402

RULES = """
[[calendar.rule]]
name = "基层协商日"
day = 25
[[calendar.rule]]
name = "周四"
weekday = "thursday"
which = "last"
[lookback]
after_days = [30, 180]
"""
KINDS = ("area sector unit platform member assignment topic session attendance problem progress lookback document donation pledge pairing publicity "
         "commendation theme filing").split()
QUESTIONS = ["SELECT * FROM session ORDER BY code", "SELECT * FROM member ORDER BY code", "SELECT area, count(*) AS n, max(name) AS last FROM platform GROUP BY area ORDER BY area",
             "SELECT category, sum(CASE WHEN solved_on IS NULL THEN 0 ELSE 1 END) AS solved FROM problem GROUP BY category ORDER BY category",
             "SELECT value, cash, given_on FROM donation ORDER BY code", "SELECT month, title FROM theme ORDER BY row"]


class Differences:
    def __init__(self):
        self.compared = self.found = 0

    def compare(self, words, here, there):
        self.compared += 1
        if here == there:
            return
        self.found += 1
        if self.found <= 10:
            print("cpcc %s\nin the file:   %s\non the server: %s" % (" ".join(words), *(first_difference(one, other) for one, other in ((here, there), (there, here)))))


def first_difference(one, other):
    code, out, err = one
    for line, against in zip(out.splitlines(), other[1].splitlines() + [None] * out.count("\n")):
        if line != against:
            return line[:300]
    return "exit %d, %d bytes, %s" % (code, len(out), err[-300:])


def said(program, words):
    """Returns the exit code and both streams, without times of day, at which the two databases recorded changes."""
    done = program.run(*words)
    return done.returncode, *(re.sub(r"T\d\d:\d\d:\d\d", "", text) for text in (done.stdout, done.stderr))


def words_of(city, seed, own, sets):
    """Returns all commands to run on both databases."""
    chance = random.Random(seed)
    areas = some_areas(city, chance)
    asked = [["--format", "csv", *report.arguments()] for report in chance.sample(reports_of(city, seed, True, own), 60)]
    for period in ("2023", "2024-06", "2024Q1"):
        asked += [["report", name, "--period", period, *(["--area", area] if area else [])] for name in ("coverage", "calendar", "brief", "summary") for area in [None, chance.choice(areas)]]
        asked.append(["report", "summary", "--period", period, "--by", "district", "--compare", "last-year", "--explain", "sessions"])
        asked += [["report", "reconcile", "--period", period], ["report", "summary", "--period", period, "--by", "district", "--filed"]]
        for rules in sets:
            name = ["report", "appraisal", rules["for"], "--rules", rules["id"], "--period", period]
            asked += [name, [*name, "--explain", chance.choice(city.rows(rules["for"][:-1]))["code"]]]
    asked += [["report", "followup", "--on", day] for day in ("2024-06-30", "2025-03-01")]
    asked += [["report", "chain", row["code"]] for kind in ("topic", "session", "problem", "document") for row in chance.sample(city.rows(kind), 6)]
    for kind in KINDS:
        asked += [["export", kind, "--format", form] for form in ("csv", "json")]
        asked += [[kind, "list", "--all"], [kind, "list", "--where", "note~一", "--limit", "20"]]
    asked += [["session", "list", "--area", area, "--sort", sort] for area in areas for sort in ("title", "-topic", "form")]
    asked += [["member", "history", row["code"]] for row in chance.sample(city.rows("member"), 3)]
    asked += [["query", question, "--format", "csv"] for question in QUESTIONS] + [["period", "list"], ["check"]]
    return asked


def compare_everything(here, there, asked, differences):
    for words in asked:
        differences.compare(words, said(here, words), said(there, words))


def compare_city(options, seed, differences):
    work = pathlib.Path(options.work, "seed-%d" % seed).absolute()
    shutil.rmtree(work, ignore_errors=True)
    write_city(str(work / "city"), seed, options.sessions)
    city, place = City(str(work / "city")), engine.Database()
    try:
        own = own_measures(city, chance_of(seed), 4)
        file, server = work / "file", work / "server"
        sets = [random_rules(city, random.Random(seed), target, 1) for target in ("members", "platforms")]
        both = []
        for folder, database in ((file, file / "records.db"), (server, place.name)):
            folder.mkdir()
            both.append(Program(options.cpcc, folder))
            both[-1].environment.update(CPCC_USER="clerk")
            both[-1].must("init", "--database", str(database), "--office", "QS", "--name", "模型市政协")
            with open(folder / "cpcc.toml", "a", encoding="utf-8") as config:
                config.writelines([RULES, *map(toml, sets)])
            write_own(str(folder / "cpcc.toml"), own)
            both[-1].must("--yes", "import", str(work / "city"))
        compare_everything(*both, words_of(city, seed, own, sets), differences)
        for program, same in zip(both, (City(str(work / "city")), city)):
            program.must("period", "close", "2024-06")
            void_some(same, program, random.Random(seed))
        asked = words_of(city, seed + 1, own, sets)
        compare_everything(*both, asked, differences)
        both[0].must("copy", place.name, "copy.db")
        for words in asked[::5]:
            differences.compare(["--database", "copy.db", *words], said(both[0], ["--database", "copy.db", *words]), said(both[1], words))
    finally:
        place.remove()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cpcc", help="the executable")
    parser.add_argument("--seeds", default="1", help="several joined by commas (default 1)")
    parser.add_argument("--sessions", type=int, default=2000)
    parser.add_argument("--work", required=True, metavar="DIR", help="its seed-N folders are made anew")
    options = parser.parse_args()
    differences = Differences()
    for seed in map(int, options.seeds.split(",")):
        compare_city(options, seed, differences)
    print("%d outputs compared, %d differ" % (differences.compared, differences.found))
    return 1 if differences.found else 0


if __name__ == "__main__":
    sys.exit(main())
