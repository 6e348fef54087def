#!/usr/bin/env python3
"""Checks the CSV files of this folder without cpcc: their rules, and the figures of the newspaper page.

    python3 examples/wuhan/check.py

Prints each figure beside what the page says; exit 1 where a rule is broken or a figure differs.
"""

import csv
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = "area sector unit member platform assignment topic session attendance problem progress lookback".split()
DATA = {kind: list(csv.DictReader(open(HERE / f"{kind}.csv", encoding="utf-8", newline=""), strict=True))
        for kind in KINDS}
BY_CODE = {kind: {row["code"]: row for row in rows} for kind, rows in DATA.items() if rows and "code" in rows[0]}
REFS = {
    "area": {"parent": "area"}, "unit": {"area": "area"}, "member": {"area": "area", "sector": "sector"},
    "platform": {"area": "area", "sector": "sector", "convener": "member"},
    "assignment": {"member": "member", "platform": "platform", "area": "area"},
    "topic": {"parent": "topic", "area": "area", "platform": "platform"},
    "session": {"platform": "platform", "topic": "topic", "partners": "platform", "units": "unit"},
    "attendance": {"session": "session", "member": "member"},
    "problem": {"platform": "platform", "session": "session", "topic": "topic", "raised_by": "member",
                "unit": "unit", "follows": "problem"},
    "progress": {"problem": "problem"}, "lookback": {"problem": "problem", "seen_by": "member"},
}
CHOICES = {
    ("area", "level"): "province city district street community compound",
    ("unit", "kind"): "department committee liaison branch enterprise property resident other",
    ("platform", "kind"): "home station studio contact opinion", ("platform", "basis"): "area sector industry joint",
    ("member", "level"): "national provincial city district",
    ("assignment", "role"): "resident convener liaison partner",
    ("topic", "kind"): "common annual monthly platform",
    ("session", "kind"): "consult service visit inspect sector training meeting",
    ("session", "form"): "formal onsite micro salon roundtable doorstep online",
    ("attendance", "role"): "attend chair speak written observe leave absent",
    ("problem", "category"): "urgent doorstep governance", ("progress", "stage"): "plan build manage review share",
    ("lookback", "result"): "holding partial relapsed",
}
REQUIRED = {
    "area": "code name level", "sector": "code name", "unit": "name kind", "platform": "name kind area",
    "member": "name level area", "assignment": "member role since", "topic": "title kind proposed_on",
    "session": "held_on platform kind title", "attendance": "session member role",
    "problem": "title category raised_on platform", "progress": "problem noted_on stage",
    "lookback": "problem seen_on result",
}
UNIQUE = {"assignment": "member platform area role since", "attendance": "session member",
          "progress": "problem noted_on stage", "lookback": "problem seen_on"}
LEVELS = CHOICES["area", "level"].split()
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


# ---- rules -------------------------------------------------------------------------------------------------------

def check_cells():
    for kind, rows in DATA.items():
        for row in rows:
            for field in REQUIRED[kind].split():
                row[field] or fault(kind, row, f"{field} is missing")
            for field, target in REFS.get(kind, {}).items():
                for code in many(row[field]):
                    code in BY_CODE[target] or fault(kind, row, f"{field}: no {code}")
            for field, value in row.items():
                allowed = CHOICES.get((kind, field))
                if allowed and value and value not in allowed.split():
                    fault(kind, row, f"{field}: {value}")
                if value and (field.endswith("_on") or field in ("since", "until")):
                    date.fromisoformat(value).isoformat() == value or fault(kind, row, f"{field}: {value}")
            if len({"报载", "虚构", "通用"} & set(many(row["tags"]))) != 1:
                fault(kind, row, f"tags: {row['tags']}")


def check_unique():
    for kind, rows in DATA.items():
        fields = ["code"] if kind in BY_CODE else UNIQUE[kind].split()
        for key, count in Counter(tuple(row[field] for field in fields) for row in rows).items():
            count == 1 or faults.append(f"{kind}: {key} is there {count} times")
    for key, count in Counter((held["code"], member) for held, member, _ in roll_call()).items():
        count == 1 or faults.append(f"attendance: {key} is there {count} times")
    called = {row["session"] for row in DATA["attendance"]} & {r["code"] for r in DATA["session"] if r["members"]}
    called and faults.append(f"roll-call both in session.csv and attendance.csv: {called}")


def check_order():
    """Ends that come before their starts."""
    pairs = {"area": ["opened_on closed_on"], "platform": ["opened_on closed_on"], "member": ["joined_on left_on"],
             "assignment": ["since until"], "topic": ["proposed_on approved_on", "proposed_on closed_on"],
             "problem": ["raised_on solved_on", "raised_on closed_on"]}
    for kind, all_pairs in pairs.items():
        for row in DATA[kind]:
            for first, last in map(str.split, all_pairs):
                row[last] and row[first] > row[last] and fault(kind, row, f"{last} before {first}")
    for kind, field in (("progress", "noted_on"), ("lookback", "seen_on")):
        for row in DATA[kind]:
            BY_CODE["problem"][row["problem"]]["raised_on"] <= row[field] or fault(kind, row, "before it was raised")
    for row in DATA["area"]:
        parent = BY_CODE["area"].get(row["parent"])
        if parent and LEVELS.index(parent["level"]) >= LEVELS.index(row["level"]):
            fault("area", row, "parent is not of a higher level")
    for row in DATA["problem"]:
        row["solved_on"] and row["closed_on"] and fault("problem", row, "solved and closed")
        bool(row["closed_on"]) == bool(row["close_reason"]) or fault("problem", row, "closed_on, close_reason")


def check_terms():
    """Dates against the platform's opening and the member's term."""
    for kind, field in (("session", "held_on"), ("problem", "raised_on"), ("topic", "proposed_on"),
                        ("assignment", "since")):
        for row in DATA[kind]:
            for code in [row["platform"]] * bool(row["platform"]) + many(row.get("partners", "")):
                within(BY_CODE["platform"][code], row[field], "opened_on", "closed_on") or \
                    fault(kind, row, f"{code} was not open")
    terms = [("session", held, member, held["held_on"]) for held, member, _ in roll_call()]
    terms += [("problem", row, row["raised_by"], row["raised_on"]) for row in DATA["problem"]]
    terms += [("lookback", row, row["seen_by"], row["seen_on"]) for row in DATA["lookback"]]
    terms += [("assignment", row, row["member"], row["since"]) for row in DATA["assignment"]]
    for kind, row, member, day in terms:
        if member and not within(BY_CODE["member"].get(member, {"joined_on": "9"}), day, "joined_on", "left_on"):
            fault(kind, row, f"{member} was not in term")


def check_assignments():
    spans = {}
    for row in DATA["assignment"]:
        bool(row["platform"]) != bool(row["area"]) or fault("assignment", row, "platform or area, one of them")
        spans.setdefault((row["member"], row["platform"] or row["area"], row["role"]), []).append(row)
    for rows in spans.values():
        rows.sort(key=lambda row: row["since"])
        for before, after in zip(rows, rows[1:]):
            (before["until"] or "9") < after["since"] or fault("assignment", after, "overlaps")
    for row in DATA["lookback"]:
        solved = BY_CODE["problem"][row["problem"]]["solved_on"]
        if row["result"] == "relapsed" and solved and solved <= row["seen_on"]:
            fault("lookback", row, "its problem would be reopened by the import")


# ---- figures -----------------------------------------------------------------------------------------------------

def above(area):
    while area:
        yield area
        area = BY_CODE["area"][area]["parent"]


class Figures:
    """The measures of one area and period, counted as the manual says."""

    def __init__(self, area, first, last):
        self.area, self.first, self.last = area, first, last

    def here(self, *platforms):
        return any(self.area in above(BY_CODE["platform"][code]["area"]) for code in platforms)

    def flow(self, kind, field, /, **wanted):
        def mine(row):
            places = [row["platform"]] * bool(row["platform"]) + many(row.get("partners", ""))
            return self.here(*places) if places else self.area in above(row.get("area", ""))
        return [row for row in DATA[kind] if self.first <= row[field] <= self.last and mine(row)
                and all(row[key] == value for key, value in wanted.items())]

    def sessions(self, kind):
        return len(self.flow("session", "held_on", kind=kind))

    def solved(self, tag=None):
        return len([row for row in self.flow("problem", "solved_on") if not tag or tag in many(row["tags"])])

    def tagged(self, tag):
        return len([row for row in self.flow("session", "held_on") if tag in many(row["tags"])])

    def platforms(self, kind=None, /, **wanted):
        return len([row for row in DATA["platform"] if within(row, self.last, "opened_on", "closed_on")
                    and self.here(row["code"]) and kind in (None, row["kind"])
                    and all(row[key] == value for key, value in wanted.items())])

    def members(self):
        return {row["code"] for row in DATA["member"] if within(row, self.last, "joined_on", "left_on")
                and self.area in above(row["area"])}

    def in_force(self):
        return [row for row in DATA["assignment"] if within(row, self.last, "since", "until")]

    def assigned(self):
        return len(self.members() & {row["member"] for row in self.in_force()})

    def communities(self):
        return {row["code"] for row in DATA["area"] if row["level"] == "community" and self.area in above(row["code"])
                and within(row, self.last, "opened_on", "closed_on")}

    def covered(self):
        places = [row["area"] for row in DATA["platform"] if within(row, self.last, "opened_on", "closed_on")]
        places += [row["area"] or BY_CODE["platform"][row["platform"]]["area"] for row in self.in_force()]
        return len(self.communities() & {code for place in places for code in above(place)})

    def present(self, *days):
        here = {row["code"] for row in self.flow("session", "held_on") if not days or row["held_on"] in days}
        named = [member for held, member, role in roll_call() if held["code"] in here
                 and role not in ("leave", "absent")]
        headcount = sum(int(row["headcount"] or 0) for row in DATA["session"] if row["code"] in here)
        return len(named) + headcount

    def speeches(self):
        here = {row["code"] for row in self.flow("session", "held_on")}
        return len([role for held, _, role in roll_call() if held["code"] in here and role == "speak"])

    def units(self):
        return len({code for row in self.flow("session", "held_on") for code in many(row["units"])})

    def served(self):
        return sum(int(row["served"] or 0) for row in self.flow("session", "held_on"))

    def sectors_visited(self):
        visits = self.flow("session", "held_on", kind="visit")
        return len({BY_CODE["platform"][row["platform"]]["sector"] for row in visits} - {""})


def last_thursdays(year):
    for month in range(1, 13):
        day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        yield (day - timedelta(days=(day.weekday() - 3) % 7)).isoformat()


def open_units(area, kind):
    return len([row for row in DATA["unit"] if row["kind"] == kind and area in above(row["area"])])


def figures():
    """(what, the page's words, counted, wanted: a number or a span)"""
    to_date = ("2024-01-01", "2024-09-04")
    qs, cd, hn = (Figures(area, *to_date) for area in ("420107", "420114", "420113"))
    dh, qk = Figures("WH-DHFJ", "2024-01-01", "2024-06-30"), Figures("420104", "2024-04-01", "2024-06-30")
    hp = [row["committed_on"] for row in DATA["member"] if row["area"] == "420116"]
    thursdays = [day for day in last_thursdays(2024) if day <= to_date[1]]
    return [
        ("青山 platforms_home", "91个", qs.platforms("home"), 91),
        ("青山 platforms_studio", "6个", qs.platforms("studio"), 6),
        ("青山 platforms_station", "5个", qs.platforms("station"), 5),
        ("青山 topics", "102个", len(qs.flow("topic", "approved_on")), 102),
        ("青山 sessions", "78场次", qs.sessions("consult"), 78),
        ("青山 problems_solved", "84个", qs.solved(), 84),
        ("青山 canteens", "14家", qs.solved("幸福食堂"), 14),
        ("青山 attendances", "1200余人次", qs.present(), range(1201, 1261)),
        ("青山 attendances, last Thursdays", "1200余人次", qs.present(*thursdays), range(1201, 1261)),
        ("青山 meetings", "5次", qs.sessions("meeting"), 5),
        ("青山 visits", "30+10", qs.sessions("visit"), 40),
        ("青山 sectors visited", "30个", qs.sectors_visited(), 30),
        ("青山 sector_visits", "30个", qs.tagged("界别走访"), 30),
        ("青山 unit_visits", "10个", qs.tagged("单位走访"), 10),
        ("青山 units of kind branch", "10个", open_units("420107", "branch"), 10),
        ("蔡甸 street homes", "11个街乡", len({row["area"] for row in DATA["platform"] if row["kind"] == "home"
                                        and row["area"] in BY_CODE["area"]
                                        and BY_CODE["area"][row["area"]]["parent"] == "420114"}), 11),
        ("蔡甸 platforms_model", "20个", cd.platforms(model="yes"), 20),
        ("蔡甸 platforms_studio", "13个", cd.platforms("studio"), 13),
        ("蔡甸 sectors with a platform", "26个", len({row["sector"] for row in DATA["platform"]
                                              if row["sector"] and cd.here(row["code"])}), 26),
        ("蔡甸 members", "228名", len(cd.members()), 228),
        ("蔡甸 members_assigned", "228名", cd.assigned(), 228),
        ("蔡甸 communities", "58个", len(cd.communities()), 58),
        ("蔡甸 communities_covered", "58个", cd.covered(), 58),
        ("蔡甸 sessions", "50次", cd.sessions("consult"), 50),
        ("蔡甸 sessions on homes", "50次", len([r for r in cd.flow("session", "held_on", kind="consult")
                                           if BY_CODE["platform"][r["platform"]]["kind"] == "home"]), 50),
        ("蔡甸 problems_solved", "46个", cd.solved(), 46),
        ("蔡甸 child_problems", "28个", cd.solved("少年儿童"), 28),
        ("蔡甸 services", "20余次", cd.sessions("service"), range(21, 30)),
        ("蔡甸 speeches", "100余人次", cd.speeches(), range(101, 110)),
        ("汉南 sessions", "42场", hn.sessions("consult"), 42),
        ("汉南 problems_solved", "60余个", hn.solved(), 62),
        ("汉南 units_active", "11个", hn.units(), 11),
        ("硚口 sector_activities, Apr-Jun", "140多项", qk.sessions("sector"), range(141, 150)),
        ("硚口 served, Apr-Jun", "近万人次", qk.served(), range(9500, 10000)),
        ("东湖风景区 sessions, H1", "7次", dh.sessions("consult"), 7),
        ("东湖风景区 problems_solved, H1", "5个", dh.solved(), 5),
        ("黄陂 members_committed", "全体", len([day for day in hp if day]), len(hp)),
    ]


def main():
    for check in (check_cells, check_unique, check_order, check_terms, check_assignments):
        check()
    for what, page, counted, wanted in figures():
        good = counted in wanted if isinstance(wanted, range) else counted == wanted
        good or faults.append(f"{what}: {counted} instead of {wanted}")
        print(f"{'ok ' if good else 'BAD'} {counted:>6}  {what}  ({page})")
    print(*faults, sep="\n", file=sys.stderr) if faults else None
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
