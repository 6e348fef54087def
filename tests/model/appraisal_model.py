"""Scores members and platforms a second time, by the text of the manual: subjects, events, points and caps."""
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from results import adoptions
from records import here_when, meets, several, several_refs, was_held

HUNDREDTH = Decimal("0.01")


class Event:
    """An event that can give points: its record, day and subjects (the first leads; an empty one is nobody), and the
    keys that narrow it.
    """

    def __init__(self, kind, code, day, subjects, tags="", present=True, /, **keys):
        self.kind, self.code, self.day, self.subjects, self.keys = kind, code, day, list(dict.fromkeys(subjects)), keys
        self.tags, self.present = set(several(tags)), present


# --- events -----------------------------------------------------------------------------------------------------------

def attendances(city, target):
    for session in filter(was_held, city.rows("session")):
        for row in city.attendances[session["code"]]:
            yield Event("attendance", f"{session['code']} / {row['member']}", session["held_on"], [row["member"]], session["tags"] + ";" + row["tags"],
                        here_when(row["role"]), kind=session["kind"], form=session["form"], role=row["role"])


def platforms_of(session):
    return [session["platform"]] + several_refs(session["partners"])


def sessions(city, target):
    for row in filter(was_held, city.rows("session")):
        yield Event("session", row["code"], row["held_on"], platforms_of(row), row["tags"], kind=row["kind"], form=row["form"])


def topics(city, target):
    for row in city.rows("topic"):
        yield Event("topic", row["code"], row["approved_on"], [row["platform"]], row["tags"], kind=row["kind"])


def problems(day):
    def events(city, target):
        for row in city.rows("problem"):
            yield Event("problem", row["code"], row[day], [row["raised_by"] if target == "members" else row["platform"]], row["tags"], kind=row["category"])
    return events


def solved(city, target):
    """Yields every problem once; day_of() dates it by its last solution in the period."""
    for row in city.rows("problem"):
        event = Event("problem", row["code"], "solved", [row["raised_by"] if target == "members" else row["platform"]], row["tags"], kind=row["category"])
        event.solutions = [day for day, how, until in row["settlements"] if how == "solved"]
        yield event


def lookbacks(city, target):
    for row in city.rows("lookback"):
        problem = city.get("problem", row["problem"])
        if not problem.get("voided"):
            yield Event("lookback", "", row["seen_on"], [row["seen_by"] if target == "members" else problem["platform"]],
                        row["tags"] + ";" + problem["tags"], kind=row["result"])


def origin(city, row):
    """Returns the platforms of a record's session; without one, the platform of its problem."""
    if row["session"]:
        return platforms_of(city.get("session", row["session"]))
    return [city.get("problem", row["problem"])["platform"]] if row["problem"] else []


def subjects_of(city, document, target):
    return several_refs(document["authors"]) if target == "members" else origin(city, document)


def documents(city, target):
    for row in city.rows("document"):
        yield Event("document", row["code"], row["filed_on"], subjects_of(city, row, target), row["tags"], kind=row["kind"])


def adopted(city, target):
    """Yields every adoption; one that is a step of handling has no code."""
    for code, day, step in adoptions(city):
        row = city.get("document", code)
        if not row.get("voided"):
            kind, name = ("handling", "") if "done_on" in step else ("document", code)
            level = step["level"] or (row["adopted_level"] if day == row["adopted_on"] else "")
            yield Event(kind, name, day, subjects_of(city, row, target), row["tags"] + ";" + step["tags"], kind=row["kind"], level=level)


def publicity(cases):
    def events(city, target):
        for row in city.rows("publicity"):
            if not cases or row["model_case"] == "yes":
                yield Event("publicity", row["code"], row["published_on"], origin(city, row), row["tags"])
    return events


def simple(kind, day, subjects, key=""):
    def events(city, target):
        for row in city.rows(kind):
            yield Event(kind, row["code"], row[day], [row[subjects[target]]], row["tags"], kind=row.get(key, ""))
    return events


def commitments(city, target):
    for row in city.rows("member"):
        yield Event("member", row["code"], row["committed_on"], [row["code"]], row["tags"])


def model_platforms(city, target):
    """Yields all platforms; day_of() checks that each is open and a model site on the last day."""
    for row in city.rows("platform"):
        yield Event("platform", row["code"], "last", [row["code"]], row["tags"], kind=row["kind"])


def terms(kind, subjects, key):
    """Returns the events of records with a term; day_of() dates each by its first day in the period."""
    def events(city, target):
        for row in city.rows(kind):
            event = Event(kind, row.get("code", ""), "term", [row[subjects[target]]], row["tags"], **{key[0]: row[key[1]]})
            event.term = row
            yield event
    return events


EVENTS = {
    "attendance": attendances, "session": sessions, "topic": topics, "raised": problems("raised_on"), "solved": solved, "lookback": lookbacks,
    "document": documents, "adopted": adopted, "publicity": publicity(False), "model_case": publicity(True),
    "donation": simple("donation", "given_on", {"members": "donor_member", "platforms": "platform"}),
    "pledge": simple("pledge", "pledged_on", {"members": "member"}, "target"), "commitment": commitments, "model_platform": model_platforms,
    "member_commended": simple("commendation", "issued_on", {"members": "member"}), "platform_commended": simple("commendation", "issued_on", {"platforms": "platform"}),
    "pairing": terms("pairing", {"members": "member"}, ("kind", "target_group")),
    "assignment": terms("assignment", {"members": "member", "platforms": "platform"}, ("role", "role")),
}


# --- scoring -----------------------------------------------------------------------------------------------------------

def scoring_year(year, begins):
    first = date(year - 1 if begins > 1 else year, begins, 1)
    return first.isoformat(), (date(first.year + 1, begins, 1) - timedelta(1)).isoformat()


def day_of(city, event, first, last):
    """Returns the day of an event; empty if it lies outside the period."""
    if event.day == "term":
        return max(event.term["since"], first) if meets(event.term, "since", "until", first, last) else ""
    if event.day == "last":
        state = city.on("platform", event.code, last)
        event.keys["kind"] = state["kind"]
        return last if meets(state, "opened_on", "closed_on", last, last) and state["model"] == "yes" else ""
    if event.day == "solved":
        return max((day for day in event.solutions if first <= day <= last), default="")
    return event.day if first <= event.day <= last else ""


def fits(rule, event, day):
    if not rule["since"] <= day <= rule["until"] or (rule["day"] and int(day[8:]) != rule["day"]):
        return False
    if any(event.keys[key] not in words for key, words in rule["only"].items()):
        return False
    return (event.present or "role" in rule["only"]) and (not rule["tag"] or rule["tag"] in event.tags)


def given(rule, lead):
    share = rule["lead_share"] if lead else rule["joint_share"]
    return share, (Decimal(rule["points"]) * share / 100).quantize(HUNDREDTH, ROUND_HALF_UP)


def scored(city, rules, first, last):
    kind, start, end = ("member", "joined_on", "left_on") if rules["for"] == "members" else ("platform", "opened_on", "closed_on")
    states = [city.on(kind, row["code"], last) for row in city.rows(kind) if meets(row, start, end, first, last)]
    return {row["code"]: row for row in states if not rules["area"] or city.lies_in(row["area"], rules["area"])}


def lines_of(city, rules, first, last):
    """Returns subject → its lines (day, index of the rule, event, share, points), before any cap."""
    lines = defaultdict(list)
    for name in sorted({rule["event"] for rule in rules["rules"]}):
        for event in EVENTS[name](city, rules["for"]):
            day = day_of(city, event, first, last)
            for place, rule in enumerate(rules["rules"]) if day else ():
                if rule["event"] != name or not fits(rule, event, day):
                    continue
                for subject in filter(None, event.subjects):
                    share, points = given(rule, subject == event.subjects[0])
                    if share:
                        lines[subject].append((day, place, event, share, points))
    return lines


class Score:
    def __init__(self, rules, lines):
        self.rules, self.lines = rules, []
        self.earned = {category: Decimal(0) for category in rules["categories"]}
        self.deductions, items = Decimal(0), defaultdict(Decimal)
        for day, place, event, share, points in sorted(lines, key=lambda line: line[:2]):
            rule = rules["rules"][place]
            item = (rule["id"], points < 0)
            room = None if rule["cap"] is None else max(Decimal(0), Decimal(rule["cap"]) - abs(items[item]))
            counted = points if room is None else max(points, -room) if points < 0 else min(points, room)
            items[item] += counted
            if points < 0:
                self.deductions += counted
            else:
                cap = rules["categories"][rule["category"]]
                if cap is not None:
                    counted = min(counted, Decimal(cap) - self.earned[rule["category"]])
                self.earned[rule["category"]] += counted
            self.lines.append((rule["id"], rule["category"], event.kind, event.code, day, share, points, counted))
        plain = Decimal(rules["base"]) + sum(self.earned.values()) + self.deductions
        self.total = plain if rules["ceiling"] is None else min(plain, Decimal(rules["ceiling"]))
        self.total = self.total if rules["floor"] is None else max(self.total, Decimal(rules["floor"]))
        self.limit = self.total - plain


def appraise(city, rules, first, last):
    """Returns [(code, row, score, grade, rank)], best first."""
    people, lines = scored(city, rules, first, last), lines_of(city, rules, first, last)
    scores = {code: Score(rules, lines.get(code, [])) for code in people}
    totals = [score.total for score in scores.values()]
    found = []
    for code in sorted(people, key=lambda code: (-scores[code].total, code)):
        total = scores[code].total
        better, not_worse = sum(other > total for other in totals), sum(other >= total for other in totals)
        grade = next((name for name, start, most in rules["grades"] if (start is None or total >= Decimal(start)) and
                      (most is None or not_worse <= Decimal(most) * len(totals) / 100)), "")
        found.append((code, people[code], scores[code], grade, better + 1))
    return found


def shown(points):
    """Returns points in the format of money: whole numbers without decimals, others with two."""
    return str(int(points)) if points == int(points) else f"{points:.2f}"
