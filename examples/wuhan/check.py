#!/usr/bin/env python3
"""Checks the CSV files of this folder without cpcc: their rules, and the figures of the newspaper page.

    python3 examples/wuhan/check.py

Prints each figure beside what the page says; exit 1 where a rule is broken or a figure differs.
"""

import csv
import re
import sys
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = ("area sector unit member platform assignment topic session attendance problem progress lookback document donation"
         " pledge pairing publicity commendation theme filing").split()
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
    "document": {"session": "session", "problem": "problem", "topic": "topic", "authors": "member"},
    "donation": {"platform": "platform", "session": "session", "donor_member": "member"},
    "pledge": {"member": "member", "area": "area"}, "pairing": {"member": "member", "area": "area"},
    "publicity": {"session": "session", "problem": "problem"},
    "commendation": {"member": "member", "platform": "platform"},
    "theme": {"topic": "topic", "area": "area"}, "filing": {"area": "area"},
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
    ("document", "kind"): "proposal opinion advice situation speech research",
    ("document", "adopted_level"): "district city provincial national", ("pledge", "target"): "compound project",
    ("pairing", "target_group"): "child household elder enterprise other", ("publicity", "model_case"): "yes no",
    ("filing", "qualifier"): "exact about over near",
}
REQUIRED = {
    "area": "code name level", "sector": "code name", "unit": "name kind", "platform": "name kind area",
    "member": "name level area", "assignment": "member role since", "topic": "title kind proposed_on",
    "session": "held_on platform kind title", "attendance": "session member role",
    "problem": "title category raised_on platform", "progress": "problem noted_on stage",
    "lookback": "problem seen_on result", "document": "kind title filed_on", "donation": "given_on platform",
    "pledge": "pledged_on member target title area", "pairing": "member target_group count area since",
    "publicity": "published_on channel title", "commendation": "issued_on title", "theme": "month title",
    "filing": "area period measure value filed_on",
}
SHAPES = {"month": r"\d{4}-(0[1-9]|1[0-2])", "cash value amount paid": r"\d+(\.\d{1,2})?",
          "quantity count beneficiaries headcount residents served": r"\d+"}
SHAPES = {field: re.compile(shape) for fields, shape in SHAPES.items() for field in fields.split()}
UNIQUE = {"assignment": "member platform area role since", "attendance": "session member",
          "progress": "problem noted_on stage", "lookback": "problem seen_on", "theme": "month area"}
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
                if value and field in SHAPES and not SHAPES[field].fullmatch(value):
                    fault(kind, row, f"{field}: {value}")
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
             "problem": ["raised_on solved_on", "raised_on closed_on"],
             "document": ["filed_on adopted_on", "filed_on replied_on"], "pledge": ["pledged_on done_on"],
             "pairing": ["since until"]}
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
                        ("assignment", "since"), ("donation", "given_on"), ("commendation", "issued_on")):
        for row in DATA[kind]:
            for code in [row["platform"]] * bool(row["platform"]) + many(row.get("partners", "")):
                within(BY_CODE["platform"][code], row[field], "opened_on", "closed_on") or \
                    fault(kind, row, f"{code} was not open")
    terms = [("session", held, member, held["held_on"]) for held, member, _ in roll_call()]
    terms += [("problem", row, row["raised_by"], row["raised_on"]) for row in DATA["problem"]]
    terms += [("lookback", row, row["seen_by"], row["seen_on"]) for row in DATA["lookback"]]
    for kind, field, day in (("assignment", "member", "since"), ("donation", "donor_member", "given_on"),
                             ("pledge", "member", "pledged_on"), ("pairing", "member", "since"),
                             ("commendation", "member", "issued_on")):
        terms += [(kind, row, row[field], row[day]) for row in DATA[kind]]
    terms += [("document", row, author, row["filed_on"]) for row in DATA["document"] for author in many(row["authors"])]
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


def check_results():
    """What came of sessions and problems: not before them, and at their place."""
    for row in DATA["commendation"]:
        bool(row["member"]) != bool(row["platform"]) or fault("commendation", row, "member or platform, one of them")
    for kind, day in (("document", "filed_on"), ("donation", "given_on"), ("publicity", "published_on")):
        for row in DATA[kind]:
            session, problem = BY_CODE["session"].get(row["session"]), BY_CODE["problem"].get(row.get("problem"))
            if session and row[day] < session["held_on"] or problem and row[day] < problem["raised_on"]:
                fault(kind, row, "before what it came of")
            if kind == "donation" and session and row["platform"] not in [session["platform"], *many(session["partners"])]:
                fault(kind, row, "not at a platform of its session")
            if session and problem and problem["session"] != row["session"]:
                fault(kind, row, "its problem came of another session")
    for row in DATA["filing"]:
        if row["measure"] not in MEASURES:
            fault("filing", row, f"measure: {row['measure']}")
        first, last = span(row["period"])
        first <= last <= row["filed_on"] or fault("filing", row, f"period: {row['period']}")


def span(period):
    """The first and last day of 2024H1, 2024Q2, 2024-07 or FIRST..LAST."""
    first, between, last = period.partition("..")
    if between:
        return first, last
    year, months = int(period[:4]), {"H": 6, "Q": 3}.get(period[4], 1)
    start = (int(period[5:]) - 1) * months
    end = date(year + (start + months) // 12, (start + months) % 12 + 1, 1) - timedelta(days=1)
    return date(year, start + 1, 1).isoformat(), end.isoformat()


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
            places = many(row.get("platform", "")) + many(row.get("partners", ""))
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

    def documents(self, kind=None):
        return len([row for row in DATA["document"] if self.first <= row["filed_on"] <= self.last
                    and kind in (None, row["kind"]) and self.area in self.areas_of(row)])

    def areas_of(self, row):
        """Where a document or publicity lies: its session, else its problem, its topic, its lead author."""
        session, problem = BY_CODE["session"].get(row["session"]), BY_CODE["problem"].get(row["problem"])
        topic = BY_CODE["topic"].get(row.get("topic"))
        if session:
            places = [session["platform"], *many(session["partners"])]
        elif problem:
            places = [problem["platform"]]
        elif topic:
            places = many(topic["platform"])
        else:
            places = []
        areas = [BY_CODE["platform"][code]["area"] for code in places]
        if not areas and topic:
            areas = [topic["area"]]
        elif not areas and row.get("authors"):
            areas = [BY_CODE["member"][many(row["authors"])[0]]["area"]]
        return {code for area in areas for code in above(area)}

    def given(self, field):
        return sum(Decimal(row[field] or 0) for row in self.flow("donation", "given_on"))

    def pledged(self, field, /, **wanted):
        return sum(Decimal(row[field] or 0) for row in self.flow("pledge", "pledged_on", **wanted))

    def paired(self, tag=None):
        return sum(int(row["count"]) for row in DATA["pairing"] if within(row, self.last, "since", "until")
                   and self.area in above(row["area"]) and (not tag or tag in many(row["tags"])))

    def commended(self, field):
        rows = [row for row in DATA["commendation"] if self.first <= row["issued_on"] <= self.last and row[field]]
        return len({row[field] for row in rows if self.area in above(BY_CODE[field][row[field]]["area"])})

    def publicity(self, /, **wanted):
        return len([row for row in DATA["publicity"] if self.first <= row["published_on"] <= self.last
                    and self.area in self.areas_of(row) and all(row[key] == value for key, value in wanted.items())])

    def look_backs(self):
        return len([row for row in DATA["lookback"] if self.first <= row["seen_on"] <= self.last
                    and self.here(BY_CODE["problem"][row["problem"]]["platform"])])

    def child_consults(self):
        return len([row for row in self.flow("session", "held_on", kind="consult", form="doorstep")
                    if "少年儿童" in many(row["tags"])])


class KeptHere(Figures):
    """What the records give outside the districts whose records here are only samples: those have filings that are made up."""

    samples = {row["area"] for row in DATA["filing"] if "虚构" in many(row["tags"])}

    def here(self, *platforms):
        return any(not self.samples & set(above(BY_CODE["platform"][code]["area"])) for code in platforms)


CITY = "420100"
# The measures that are filed, as the manual and cpcc.toml define them.
MEASURES = {
    "platforms": Figures.platforms, "platforms_home": lambda f: f.platforms("home"), "platforms_studio": lambda f: f.platforms("studio"),
    "platforms_station": lambda f: f.platforms("station"), "platforms_model": lambda f: f.platforms(model="yes"),
    "members_assigned": Figures.assigned, "communities_covered": Figures.covered,
    "sessions": lambda f: f.sessions("consult"), "services": lambda f: f.sessions("service"),
    "sector_activities": lambda f: f.sessions("sector"), "meetings": lambda f: f.sessions("meeting"),
    "sector_visits": lambda f: f.tagged("界别走访"), "unit_visits": lambda f: f.tagged("单位走访"),
    "child_consults": Figures.child_consults, "attendances": Figures.present, "speeches": Figures.speeches,
    "served": Figures.served, "units_active": Figures.units, "topics": lambda f: len(f.flow("topic", "approved_on")),
    "problems_solved": Figures.solved, "canteens": lambda f: f.solved("幸福食堂"),
    "child_problems": lambda f: f.solved("少年儿童"), "proposals": lambda f: f.documents("proposal"),
    "opinions": lambda f: f.documents("opinion"), "commended_platforms": lambda f: f.commended("platform"),
    "commended_members": lambda f: f.commended("member"), "donation_cash": lambda f: f.given("cash"),
    "donation_total": lambda f: f.given("cash") + f.given("value"), "donation_value": lambda f: f.given("value"), "beneficiaries": lambda f: f.given("beneficiaries"),
    "pledged_compounds": lambda f: len(f.flow("pledge", "pledged_on", target="compound")),
    "pledged_projects": lambda f: len(f.flow("pledge", "pledged_on", target="project")),
    "pledge_paid": lambda f: f.pledged("paid"), "paired_children": lambda f: f.paired("结对儿童"),
    "paired_families": lambda f: f.paired("235幸福工程"),
}


def agrees(counted, value, qualifier):
    """Whether a count may be worded so: 61-69 are 60余, 9,500-9,999 are 近一万."""
    if qualifier == "over":
        return value < counted < value * Decimal("1.16")
    if qualifier == "near":
        return value * Decimal("0.95") <= counted < value
    return counted == value


def filings():
    """What districts filed against what their records give, and the city against its roll-up. Where the records are only a sample,
    no more is said than that it is smaller than what was filed."""
    for row in DATA["filing"]:
        measure, period = MEASURES[row["measure"]], span(row["period"])
        if row["area"] == CITY:
            counted = measure(KeptHere(CITY, *period)) + filed_by_samples(row)
        else:
            counted = measure(Figures(row["area"], *period))
        sample = row["area"] in KeptHere.samples and counted < Decimal(row["value"])
        yield row, counted, sample or agrees(counted, Decimal(row["value"]), row["qualifier"])


def filed_by_samples(wanted):
    return sum(Decimal(row["value"]) for row in DATA["filing"] if row["area"] in KeptHere.samples
               and (row["measure"], row["period"]) == (wanted["measure"], wanted["period"]))


def last_thursdays(year):
    for month in range(1, 13):
        day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        yield (day - timedelta(days=(day.weekday() - 3) % 7)).isoformat()


def twenty_fifths(year, last):
    return [day for day in (date(year + i // 12, i % 12 + 1, 25).isoformat() for i in range(120)) if day <= last]


def open_units(area, kind):
    return len([row for row in DATA["unit"] if row["kind"] == kind and area in above(row["area"])])


def figures():
    """(what, the page's words, counted, wanted: a number or a span)"""
    to_date = ("2024-01-01", "2024-09-04")
    qs, cd, hn = (Figures(area, *to_date) for area in ("420107", "420114", "420113"))
    dh, qk = Figures("WH-DHFJ", "2024-01-01", "2024-06-30"), Figures("420104", "2024-04-01", "2024-06-30")
    hy, xz = Figures("420105", *to_date), Figures("420117", *to_date)
    july, since_2019 = Figures("420105", "2024-07-01", "2024-07-31"), Figures("420105", "2019-01-01", to_date[1])
    inspected = {member for held, member, _ in roll_call() if held["code"] == "CD-S2024-00005"}
    themes = {row["month"] for row in DATA["theme"] if row["area"] == "420105" and row["month"].startswith("2024-")}
    goods = {row["quantity_unit"]: int(row["quantity"]) for row in hn.flow("donation", "given_on") if row["quantity"]}
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
        ("青山 commended_platforms", "23个", qs.commended("platform"), 23),
        ("青山 commended_members", "50名", qs.commended("member"), 50),
        ("青山 advices", "协商建议书", qs.documents("advice"), 18),
        ("青山 situations", "情况与建议", qs.documents("situation"), 8),
        ("青山 opinions", "社情民意", qs.documents("opinion"), 24),
        ("青山 units of kind branch", "10个", open_units("420107", "branch"), 10),
        ("蔡甸 street homes", "11个街乡", len({row["area"] for row in DATA["platform"] if row["kind"] == "home"
                                        and row["area"] in BY_CODE["area"]
                                        and BY_CODE["area"][row["area"]]["parent"] == "420114"}), 11),
        ("蔡甸 platforms_model", "20个", cd.platforms(model="yes"), 20),
        ("蔡甸 platforms_studio", "13个", cd.platforms("studio"), 13),
        ("蔡甸 sectors with a platform", "26个", len({row["sector"] for row in DATA["platform"]
                                              if row["sector"] and cd.here(row["code"])}), 26),
        ("蔡甸 streets with members sent there", "11个街乡", len({code for row in DATA["assignment"] for code in above(
            row["area"] or BY_CODE["platform"][row["platform"]]["area"]) if BY_CODE["area"][code]["parent"] == "420114"}), 11),
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
        ("蔡甸 sectors at the inspection", "26个", len({BY_CODE["member"][code]["sector"] for code in inspected}), 26),
        ("蔡甸 proposals", "8件", cd.documents("proposal"), 8),
        ("蔡甸 opinions", "30余篇", cd.documents("opinion"), 33),
        ("蔡甸 donation_cash", "5万余元", cd.given("cash"), 51920),
        ("汉阳 years of 235幸福工程", "连续10年", len({row["since"][:4] for row in DATA["pairing"] if "235幸福工程" in many(row["tags"])
                                               and row["since"] <= to_date[1]}), 10),
        ("汉阳 themes of 2024", "12个", len(themes), 12),
        ("汉阳 attendances since 2019", "超过6000人次", since_2019.present(), range(6001, 6101)),
        ("汉阳 25ths without an activity", "月月不断档", len(set(twenty_fifths(2019, to_date[1])) - {
            row["held_on"] for row in since_2019.flow("session", "held_on")}), 0),
        ("汉阳 child_consults", "60余次", hy.child_consults(), 64),
        ("汉阳 paired_children", "200余人", hy.paired("结对儿童"), 212),
        ("汉阳 paired_families", "200余户", hy.paired("235幸福工程"), 208),
        ("汉阳 pledged_compounds", "19个", len(hy.flow("pledge", "pledged_on", target="compound")), 19),
        ("汉阳 pledged_projects", "150个", len(hy.flow("pledge", "pledged_on", target="project")), 150),
        ("汉阳 pledge_paid", "300余万元", hy.pledged("paid"), range(3000001, 3100000)),
        ("汉阳 donation_value, July", "近10万元", july.given("value"), 98600),
        ("汉阳 beneficiaries, July", "千余名", july.given("beneficiaries"), 1050),
        ("汉南 donation_cash", "6万元", hn.given("cash"), 60000),
        ("汉南 streets", "7个街道", len([row for row in DATA["area"] if row["level"] == "street" and row["parent"] == "420113"]), 7),
        ("汉南 boxes", "70箱", goods["箱"], 70),
        ("汉南 parcels", "218份", goods["份"], 218),
        ("新洲 lookbacks", "回头看", xz.look_backs(), 9),
        ("汉南 sessions", "42场", hn.sessions("consult"), 42),
        ("汉南 problems_solved", "60余个", hn.solved(), 62),
        ("汉南 units_active", "11个", hn.units(), 11),
        ("硚口 sector_activities, Apr-Jun", "140多项", qk.sessions("sector"), range(141, 150)),
        ("硚口 served, Apr-Jun", "近万人次", qk.served(), range(9500, 10000)),
        ("东湖风景区 sessions, H1", "7次", dh.sessions("consult"), 7),
        ("东湖风景区 problems_solved, H1", "5个", dh.solved(), 5),
        ("东湖风景区 publicity, H1", "公告栏、微邻里、公众号", dh.publicity(), 5),
        ("东湖风景区 model_cases, H1", "一批典型案例", dh.publicity(model_case="yes"), 2),
        ("全市 levels of members sent down", "四级", len({BY_CODE["member"][row["member"]]["level"] for row in DATA["assignment"]}), 4),
        ("黄陂 members_committed", "全体", len([day for day in hp if day]), len(hp)),
    ]


def main():
    for check in (check_cells, check_unique, check_order, check_terms, check_assignments, check_results):
        check()
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
