"""The rules that the rows keep: cells, references, order of days, terms, assignments."""

import re
from collections import Counter
from datetime import date

from .counts import MEASURES
from .data import BY_CODE, DATA, TODAY, fault, faults, many, roll_call, span, within

REFS = {
    "area": {"parent": "area"}, "unit": {"area": "area"}, "member": {"area": "area", "sector": "sector"},
    "platform": {"area": "area", "sector": "sector", "convener": "member", "copied_from": "platform"},
    "duty": {"unit": "unit", "member": "member"},
    "assignment": {"member": "member", "platform": "platform", "area": "area"},
    "topic": {"parent": "topic", "area": "area", "platform": "platform"},
    "session": {"platform": "platform", "area": "area", "sector": "sector", "topic": "topic", "partners": "platform", "units": "unit"},
    "attendance": {"session": "session", "member": "member"},
    "problem": {"platform": "platform", "session": "session", "topic": "topic", "raised_by": "member",
                "unit": "unit", "follows": "problem"},
    "progress": {"problem": "problem"}, "lookback": {"problem": "problem", "seen_by": "member"},
    "document": {"area": "area", "session": "session", "problem": "problem", "topic": "topic", "authors": "member"},
    "handling": {"document": "document"},
    "donation": {"platform": "platform", "session": "session", "donor_member": "member"},
    "pledge": {"member": "member", "area": "area"}, "pairing": {"member": "member", "area": "area"},
    "publicity": {"session": "session", "problem": "problem"},
    "commendation": {"member": "member", "platform": "platform"},
    "theme": {"topic": "topic", "area": "area"}, "filing": {"area": "area"},
}
CHOICES = {
    ("area", "level"): "province city district street community compound",
    ("unit", "kind"): "department committee liaison branch enterprise property resident other group",
    ("platform", "kind"): "home station studio contact opinion", ("platform", "basis"): "area sector industry joint personal",
    ("member", "level"): "national provincial city district",
    ("assignment", "role"): "resident convener liaison partner",
    ("topic", "kind"): "common annual monthly platform",
    ("session", "state"): "held planned cancelled",
    ("session", "kind"): "consult service visit inspect sector training meeting",
    ("session", "form"): "formal onsite micro salon roundtable doorstep online",
    ("attendance", "role"): "attend chair speak written observe leave absent visited",
    ("problem", "category"): "urgent doorstep governance", ("progress", "stage"): "plan build manage review share",
    ("lookback", "result"): "holding partial relapsed",
    ("document", "kind"): "proposal opinion advice situation speech research initiative plan rule notice minutes",
    ("handling", "step"): "approved issued transferred adopted instructed replied", ("handling", "level"): "district city provincial national",
    ("document", "adopted_level"): "district city provincial national", ("pledge", "target"): "compound project",
    ("pairing", "target_group"): "child household elder enterprise other", ("publicity", "model_case"): "yes no",
    ("filing", "qualifier"): "exact about over near",
}
REQUIRED = {
    "area": "code name level", "sector": "code name", "unit": "name kind", "platform": "name kind area",
    "member": "name level area", "assignment": "member role since", "duty": "unit post since", "topic": "title kind proposed_on",
    "session": "held_on kind title", "attendance": "session member role",
    "problem": "title category raised_on platform", "progress": "problem noted_on stage",
    "lookback": "problem seen_on result", "document": "kind title filed_on", "handling": "document done_on step", "donation": "given_on platform",
    "pledge": "pledged_on member target title area", "pairing": "member target_group count area since",
    "publicity": "published_on channel title", "commendation": "issued_on title", "theme": "month title",
    "filing": "area period measure value filed_on",
}
SHAPES = {"month": r"\d{4}-(0[1-9]|1[0-2])", "cash value amount paid": r"\d+(\.\d{1,2})?",
          "quantity count beneficiaries headcount residents served": r"\d+"}
SHAPES = {field: re.compile(shape) for fields, shape in SHAPES.items() for field in fields.split()}
UNIQUE = {"handling": "document done_on step", "assignment": "member platform area role since", "duty": "unit member person post since", "attendance": "session member",
          "progress": "problem noted_on stage", "lookback": "problem seen_on", "theme": "month area"}
LEVELS = CHOICES["area", "level"].split()


def check_cells():
    for kind, rows in DATA.items():
        for row in rows:
            for field in REQUIRED[kind].split():
                row[field] or fault(kind, row, f"{field} is missing")
            for field, target in REFS.get(kind, {}).items():
                for code in many(row[field]):
                    code = code.partition(":")[0]
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
    for row in DATA["handling"]:
        BY_CODE["document"][row["document"]]["filed_on"] <= row["done_on"] or fault("handling", row, "before it was filed")
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
    for row in DATA["duty"]:
        bool(row["member"]) != bool(row["person"]) or fault("duty", row, "member or person, one of them")
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


def check_sense():
    """What an office would not believe: work on a weekend (but for 汉阳's 25th), a session that no member attended."""
    for kind, field in (("session", "held_on"), ("problem", "solved_on"), ("progress", "noted_on"), ("lookback", "seen_on"),
                        ("document", "filed_on"), ("donation", "given_on")):
        for row in DATA[kind]:
            if row[field] and date.fromisoformat(row[field]).weekday() > 4 and not row[field].endswith("-25"):
                fault(kind, row, f"{field}: {row[field]} is on a weekend")
    relapses = {(row["problem"], row["seen_on"]) for row in DATA["lookback"] if row["result"] == "relapsed"}
    for row in DATA["problem"]:
        for settled, reopened in (span.split("/") for span in many(row["settled_before"])):
            row["raised_on"] <= settled <= reopened < (row["solved_on"] or "9") or fault("problem", row, f"settled_before: {settled}/{reopened}")
            (row["code"], reopened) in relapses or fault("problem", row, f"no look-back of {reopened} found it relapsed")
        held = BY_CODE["session"].get(row["session"])
        if held and row["raised_on"] < held["held_on"]:
            fault("problem", row, "raised before its session")
    for row in DATA["progress"]:
        solved = BY_CODE["problem"][row["problem"]]["solved_on"]
        if solved and row["noted_on"] > solved:
            fault("progress", row, "after its problem was solved")
    attended = {held["code"] for held, _, role in roll_call() if role not in ("leave", "absent")}
    for row in DATA["session"]:
        if row["state"] != "planned":
            row["code"] in attended or row["headcount"] or fault("session", row, "no member attended")


# The days of what happened. Terms, due days and the openings of platforms can lie ahead: they are plans.
HAPPENED = {"topic": "proposed_on approved_on closed_on", "problem": "raised_on solved_on closed_on", "progress": "noted_on", "lookback": "seen_on",
            "document": "filed_on adopted_on replied_on", "handling": "done_on", "donation": "given_on", "pledge": "pledged_on done_on", "pairing": "since", "assignment": "since",
            "publicity": "published_on", "commendation": "issued_on", "member": "committed_on", "filing": "filed_on"}


def check_today():
    """Nothing but planned sessions lies ahead, and nothing came of those yet."""
    for kind, fields in HAPPENED.items():
        for row in DATA[kind]:
            for field in fields.split():
                row[field] > TODAY and fault(kind, row, f"{field}: {row[field]} lies ahead")
    for row in DATA["session"]:
        row["platform"] or row["area"] or fault("session", row, "platform or area, one at least")
        planned = row["state"] == "planned"
        (row["held_on"] > TODAY) == planned or fault("session", row, f"{row['held_on']} is {'planned' if planned else 'held'}")
        planned and any(row[field] for field in ("members", "headcount", "residents", "served")) and fault("session", row, "planned, with figures")
    planned = {row["code"] for row in DATA["session"] if row["state"] == "planned"}
    for kind in ("attendance", "problem", "document", "donation", "publicity"):
        for row in DATA[kind]:
            row["session"] in planned and fault(kind, row, "came of a planned session")


def check_all():
    for check in (check_cells, check_unique, check_order, check_terms, check_assignments, check_results, check_sense,
                  check_today):
        check()
