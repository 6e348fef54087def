"""Reads the records of a city as plain rows, and derives places, attendances and reopened problems from them."""
import csv
import os
import re
from collections import defaultdict

KINDS = ("area sector unit platform member assignment topic session attendance problem progress lookback "
         "document handling donation pledge pairing publicity commendation theme filing").split()
LEVELS = "province city district street community compound".split()


def several(cell):
    return [part.strip() for part in re.split("[;；、]", cell) if part.strip()] if cell else []


def several_refs(cell):
    return [part.strip() for part in re.split("[;；、,]", cell) if part.strip()]


def fen(cell):
    """Returns yuan with at most two decimals as fen; 0 for an empty cell."""
    whole, _, part = (cell or "0").partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def holds(row, start, end, day):
    """Returns whether an interval contains the day. Both bounds belong to it; an empty one is open."""
    return row[start] <= day and (not row[end] or day <= row[end])


def meets(row, start, end, first, last):
    """Returns whether an interval and a period have a day in common."""
    return row[start] <= last and (not row[end] or first <= row[end])


def was_held(session):
    return session["state"] in ("", "held")


def here_when(role):
    return role not in ("leave", "absent")


def earlier(text):
    """Returns the settlement `DAY/REOPENED` or `DAY/REOPENED:closed`."""
    days, _, how = text.partition(":")
    return (days[:10], how or "solved", days[11:])


DATED = {"member": ["level", "area", "sector"], "platform": ["kind", "basis", "area", "sector", "model"]}


def changes_from_a_day(row):
    return bool(row.get("from"))


class City:
    """All records in a directory of CSV files; `rows(kind)` returns those that are not voided."""

    def __init__(self, directory):
        self.tables = {kind: read_rows(directory, kind) for kind in KINDS}
        self.changes = {kind: self.take_changes(kind) for kind in ("member", "platform")}
        self.by_code = {kind: {row["code"]: row for row in self.tables[kind]}
                        for kind in KINDS if self.tables[kind] and "code" in self.tables[kind][0]}
        self.take_members_column()
        self.reopen_relapsed()
        self.derive()

    def take_changes(self, kind):
        """Returns the rows that change a record from a day on, by its code and in order of day, and leaves the others."""
        found = defaultdict(list)
        for row in sorted(filter(changes_from_a_day, self.tables[kind]), key=lambda row: row["from"]):
            found[row["code"]].append(row)
        self.tables[kind] = [row for row in self.tables[kind] if not changes_from_a_day(row)]
        return found

    def on(self, kind, code, day):
        """Returns a record as it was on a day: only members and platforms change."""
        row = self.get(kind, code)
        for change in self.changes.get(kind, {}).get(code, ()):
            if change["from"] <= day:
                row = dict(row, **{field: "" if change[field] == "-" else change[field] for field in DATED[kind] if change[field]})
        return row

    def states(self, kind, code, first, last, start, end):
        """Returns the record as it was on each day of the period, while it stood, each state once."""
        row = self.get(kind, code)
        low, high = max(first, row[start]), min(last, row[end] or last)
        days = [low] + [change["from"] for change in self.changes[kind].get(code, ()) if low < change["from"] <= high]
        return [self.on(kind, code, day) for day in days] if low <= high else []

    def rows(self, kind):
        return [row for row in self.tables[kind] if not row.get("voided")]

    def get(self, kind, code):
        return self.by_code[kind][code]

    def void(self, kind, code):
        self.get(kind, code)["voided"] = True
        self.derive()

    def take_members_column(self):
        """Adds attendance rows for the column `members` of sessions: `M1;M2:speak` is two rows."""
        for session in self.tables["session"]:
            for part in several_refs(session["members"]):
                member, _, role = part.partition(":")
                self.tables["attendance"].append(
                    {"session": session["code"], "member": member, "role": role or "attend", "tags": ""})

    def reopen_relapsed(self):
        """Gives each problem its `settlements`: (day, how, the day on which it was open again, or none) in their order.

        The last solution ends with the first look-back on its day or later that found a relapse.
        """
        relapses = defaultdict(list)
        for look in self.tables["lookback"]:
            if look["result"] == "relapsed":
                relapses[look["problem"]].append(look["seen_on"])
        for problem in self.tables["problem"]:
            problem["settlements"] = [earlier(part) for part in several(problem["settled_before"])]
            if problem["solved_on"]:
                ends = [day for day in relapses[problem["code"]] if day >= problem["solved_on"]]
                problem["settlements"].append((problem["solved_on"], "solved", min(ends, default="")))
            elif problem["closed_on"]:
                problem["settlements"].append((problem["closed_on"], "closed", ""))

    def derive(self):
        self.memory = {}                                   # the cache of model.py; voiding a record clears it
        self.above = {code: self.area_and_above(code) for code in self.by_code["area"]}
        self.around = {code: frozenset(above.values()) for code, above in self.above.items()}
        self.attendances = defaultdict(list)               # session → its attendances
        for row in self.rows("attendance"):
            self.attendances[row["session"]].append(row)
        self.problems_of = defaultdict(list)               # session → its problems
        for row in self.rows("problem"):
            self.problems_of[row["session"]].append(row)
        self.documents_of = defaultdict(list)              # session → its documents
        for row in self.rows("document"):
            self.documents_of[row["session"]].append(row)

    def area_and_above(self, code):
        """Returns the area and every area above it, as level → code."""
        found = {}
        while code:
            area = self.get("area", code)
            found[area["level"]] = code
            code = area["parent"]
        return found

    def topic_and_above(self, code):
        found = []
        while code:
            found.append(code)
            code = self.get("topic", code)["parent"]
        return found

    def topics_of(self, row):
        """Returns the topic of a record and those above it: its own, otherwise its session's, otherwise its problem's."""
        if row.get("topic"):
            return self.topic_and_above(row["topic"])
        for kind in ("session", "problem"):
            found = self.topics_of(self.get(kind, row[kind])) if row.get(kind) else []
            if found:
                return found
        return []

    def lies_in(self, code, area):
        return bool(code) and area in self.around[code]

    def area_at(self, code, level):
        """Returns the area of that level in which an area lies; empty if there is none."""
        return self.above[code].get(level, "") if code else ""

    def platform_area(self, code, day):
        return self.on("platform", code, day)["area"]


def read_rows(directory, kind):
    with open(os.path.join(directory, kind + ".csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
