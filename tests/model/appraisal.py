#!/usr/bin/env python3
"""Compares `cpcc report appraisal` with a second scoring of random cities by random rules.

Compares every row and column, and the records behind many of them, which must add up to the figures. Exit 0: no
difference; 1: differences; 2: the import failed.
"""
import argparse
import csv
import io
import os
import random
import shutil
import sys
from decimal import Decimal

from appraisal_model import EVENTS, appraise, scoring_year, shown
from city import FORMS, PLATFORM_KINDS, TAGS, plus, write_city
from city_results import DOCUMENT_KINDS
from compare import Program, Tally, bring_in, void_some
from model import days
from records import City

ROLES = "attend chair speak written observe leave absent".split()
CHOICES = {
    ("attendance", "kind"): "consult service visit inspect sector training meeting".split(), ("attendance", "form"): FORMS, ("attendance", "role"): ROLES,
    ("session", "kind"): "consult service visit".split(), ("session", "form"): FORMS, ("topic", "kind"): "common annual monthly platform".split(),
    ("raised", "kind"): "urgent doorstep governance".split(), ("solved", "kind"): "urgent doorstep governance".split(),
    ("lookback", "kind"): "holding partial relapsed".split(), ("document", "kind"): DOCUMENT_KINDS, ("adopted", "kind"): DOCUMENT_KINDS,
    ("adopted", "level"): "district city provincial national".split(), ("pledge", "kind"): "compound project".split(),
    ("pairing", "kind"): "child household elder enterprise other".split(), ("model_platform", "kind"): list(PLATFORM_KINDS),
    ("assignment", "role"): "resident convener liaison partner".split(),
}
SHARED = "session document adopted publicity model_case".split()
ONLY = {"members": "attendance pledge pairing commitment member_commended".split(),
        "platforms": "session topic publicity model_case model_platform platform_commended".split()}
PERIODS = "2024 2023 2024 2024H1 2024-02 2023-11-15..2024-10-31 2024Q3 2022".split()


# --- random rules ------------------------------------------------------------------------------------------------------

def points(chance):
    return chance.choice(["1", "2", "3", "0.5", "0.25", "1.75", "10"])


def cap(chance, share):
    return chance.choice(["0.5", "0.75", "1", "2", "3.25", "5", "8", "20"]) if chance.random() < share else None


def item(chance, target, number, categories):
    """Yields one to three versions of an item, which follow one another in time with or without a gap."""
    other = ONLY["platforms" if target == "members" else "members"]
    event = chance.choice(ONLY[target] * 2 + [name for name in EVENTS if name not in other])
    since = chance.choice(["1900-01-01", "1900-01-01", "2023-07-01"])
    sign = chance.choice(["", "", "-"])
    for version in range(chance.choice([1, 1, 2, 3])):
        until = chance.choice(["9999-12-31", "2024-02-29", "2024-06-30", "2024-09-14"]) if since < "2024-02-29" else "9999-12-31"
        only = {key: chance.sample(words, min(len(words), chance.choice([1, 2, 3]))) for (name, key), words in CHOICES.items()
                if name == event and chance.random() < 0.3}
        shares = [chance.choice([100, 60, 33, 0]) if event in SHARED and chance.random() < 0.6 else 100 for _ in range(2)]
        yield {"id": f"r{number}", "category": chance.choice(categories), "event": event, "only": only, "tag": chance.choice(TAGS) if chance.random() < 0.15 else "",
               "day": chance.choice([1, 25, 30]) if chance.random() < 0.1 else 0, "points": sign + points(chance) if chance.random() < 0.8 else points(chance), "cap": cap(chance, 0.7),
               "lead_share": shares[0], "joint_share": shares[1], "since": since, "until": until}
        if until == "9999-12-31":
            return
        since = plus(until, chance.choice([1, 1, 30]))


def random_rules(city, chance, target, number):
    areas = [row["code"] for row in city.rows("area") if row["level"] in (["city", "district"] if target == "members" else ["city", "district", "street"])]
    categories = [f"c{place}" for place in range(1, chance.choice([1, 2, 3]) + 1)]
    rules = [rule for place in range(1, chance.randint(4, 12)) for rule in item(chance, target, place, categories)]
    earning = {rule["category"] for rule in rules if Decimal(rule["points"]) > 0}
    grades = [("优秀", "8", chance.choice([None, 5, 20])), ("称职", "2.5", chance.choice([None, 60])), ("不称职", None, None)]
    return {"id": f"{target}-{number}", "for": target, "area": chance.choice(["", chance.choice(areas)]), "year_begins": chance.choice([1, 1, 7, 12]),
            "base": chance.choice(["0", "0", "60", "7.5"]), "floor": chance.choice([None, "0", "1"]), "ceiling": chance.choice([None, None, "5", "61"]),
            "grades": grades[:chance.choice([0, 2, 3])], "categories": {name: cap(chance, 0.6) if name in earning else None for name in categories}, "rules": rules}


def toml(rules):
    lines = [f'\n[appraisal.{rules["id"]}]', f'for = "{rules["for"]}"', f'year_begins = {rules["year_begins"]}', f'base = {rules["base"]}']
    lines += [f'area = "{rules["area"]}"'] if rules["area"] else []
    lines += [f"{key} = {rules[key]}" for key in ("floor", "ceiling") if rules[key] is not None]
    grades = [f'{{ name = "{name}"' + (f", from = {start}" if start else "") + (f", at_most = {most}" if most else "") + " }" for name, start, most in rules["grades"]]
    lines += ["grades = [ " + ", ".join(grades) + " ]"] if grades else []
    for name, most in rules["categories"].items():
        lines += [f'[appraisal.{rules["id"]}.category.{name}]'] + ([f"cap = {most}"] if most else [])
    for rule in rules["rules"]:
        lines += [f'[[appraisal.{rules["id"]}.rule]]', f"points = {rule['points']}"]
        lines += [f'{key} = "{rule[key]}"' for key in ("id", "category", "event", "tag", "since", "until") if rule[key]]
        lines += [f"{key} = {words!r}".replace("'", '"') for key, words in rule["only"].items()]
        lines += [f"{key} = {rule[key]}" for key in ("cap", "day") if rule[key]]
        lines += [f"{key} = {rule[key]}" for key in ("lead_share", "joint_share") if rule[key] != 100]
    return "\n".join(lines) + "\n"


# --- comparing ---------------------------------------------------------------------------------------------------------

def columns(rules):
    """Returns the columns of points: the categories that can earn points, then the fixed columns."""
    earning = {rule["category"] for rule in rules["rules"] if Decimal(rule["points"]) > 0}
    return [name for name in rules["categories"] if name in earning] + ["base", "deductions"] + (["limit"] if (rules["floor"], rules["ceiling"]) != (None, None) else [])


def cell(score, column):
    return {"base": Decimal(score.rules["base"]), "deductions": score.deductions, "limit": score.limit}.get(column, score.earned.get(column))


def expected_rows(rules, ranked):
    for code, row, score, grade, rank in ranked:
        found = [code, row["name"], row["sector"] if rules["for"] == "members" else row["kind"]]
        found += [shown(cell(score, column)) for column in columns(rules)] + [shown(score.total)]
        yield found + ([grade] if rules["grades"] else []) + [str(rank)]


def asked(program, rules, period, *more):
    done = program.run("--format", "csv", "--quiet", "report", "appraisal", rules["for"], "--rules", rules["id"], "--period", period, *more)
    return list(csv.reader(io.StringIO(done.stdout))) if done.returncode == 0 else done.stderr.strip()[:300]


def compare_table(program, rules, period, ranked, tally):
    given, place = asked(program, rules, period), f"{rules['id']} {period}"
    if isinstance(given, str):
        return tally.differ(place, given)
    tally.reports += 1
    header = ["code", "name", "sector" if rules["for"] == "members" else "kind"] + columns(rules) + ["total"] + (["grade"] if rules["grades"] else []) + ["rank"]
    wanted = [header] + list(expected_rows(rules, ranked))
    if len(wanted) != len(given):
        tally.differ(place, f"model {len(wanted)} rows, cpcc {len(given)}")
    for one, other in zip(wanted, given):
        tally.cells += len(one)
        if one != other:
            tally.differ(place, f"model {one}, cpcc {other}")


def wanted_lines(score, column):
    """Returns (rule, category, kind, code, day, share, points) of each line, and the counted points by rule and day."""
    lines = [line for line in score.lines if column is None or column == ("deductions" if line[6] < 0 else line[1])]
    counted = {}
    for line in lines:
        counted[line[0], line[4]] = counted.get((line[0], line[4]), Decimal(0)) + line[7]
    return sorted(line[:5] + (str(line[5]), shown(line[6])) for line in lines), counted


def compare_explanation(program, rules, period, one, column, tally):
    code, _, score, _, _ = one
    place = f"{rules['id']} {period} --explain {code}{':' + column if column else ''}"
    given = asked(program, rules, period, "--explain", code + (":" + column if column else ""))
    if isinstance(given, str):
        return tally.differ(place, given)
    tally.reports += 1
    lines, fixed = [line for line in given[1:] if line[2]], [line for line in given[1:] if not line[2]]
    total = sum(Decimal(line[8]) for line in given[1:])
    if total != (cell(score, column) if column else score.total):
        tally.differ(place, f"its lines add up to {total}")
    if {line[0]: line[8] for line in fixed} != {name: shown(cell(score, name)) for name in ("base", "limit") if column in (None, name) and cell(score, name)}:
        tally.differ(place, f"other lines without a record: {fixed}")
    wanted, counted = wanted_lines(score, column)
    found = sorted((line[0], line[1], line[2], "" if line[3].startswith("#") else line[3], line[4], line[6], line[7]) for line in lines)
    tally.cells += len(lines)
    if wanted != found:
        tally.differ(place, f"model {wanted[:3]}, cpcc {found[:3]}")
    sums = {}
    for line in lines:
        sums[line[0], line[4]] = sums.get((line[0], line[4]), Decimal(0)) + Decimal(line[8])
    if sums != counted:
        tally.differ(place, f"what counts: model {counted}, cpcc {sums}")


def compare_rules(city, program, rules, periods, chance, number, tally):
    for period in periods:
        first, last = scoring_year(int(period), rules["year_begins"]) if len(period) == 4 else days(period)
        ranked = appraise(city, rules, first, last)
        compare_table(program, rules, period, ranked, tally)
        touched = [one for one in ranked if one[2].lines] or ranked
        for one in chance.sample(touched, min(number, len(touched))):
            compare_explanation(program, rules, period, one, chance.choice([None, None] + columns(rules)), tally)


def score_city(options, seed, tally):
    work = os.path.join(options.work, f"appraisal-{seed}")
    shutil.rmtree(work, ignore_errors=True)
    directory = os.path.join(os.path.abspath(work), "city")
    write_city(directory, seed, options.sessions)
    program, city, chance = Program(options.cpcc, work), City(directory), random.Random(f"appraisal {seed}")
    sets = [random_rules(city, chance, target, number) for number in range(options.sets) for target in ("members", "platforms")]
    bring_in(program, directory, {})
    with open(os.path.join(work, "cpcc.toml"), "a", encoding="utf-8") as file:
        file.writelines(toml(rules) for rules in sets)
    for rules in sets:
        compare_rules(city, program, rules, chance.sample(PERIODS, 3), chance, options.explained, tally)
    void_some(city, program, chance)
    for rules in sets:
        compare_rules(city, program, rules, [chance.choice(["2024", "2022-01-01..2025-12-31"])], chance, options.explained, tally)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cpcc", help="the executable")
    parser.add_argument("--seeds", default="1", help="several joined by commas (default 1)")
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--sets", type=int, default=8, help="random rule sets for members, and for platforms (default 8 each)")
    parser.add_argument("--explained", type=int, default=6, help="rows or cells of a report to look behind (default 6)")
    parser.add_argument("--work", required=True, metavar="DIR", help="its appraisal-N folders are made anew")
    options = parser.parse_args()
    tally = Tally()
    for seed in map(int, options.seeds.split(",")):
        score_city(options, seed, tally)
    print(f"{tally.reports} reports, {tally.cells} cells and lines compared, {tally.differences} differences")
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main())
