"""Turns records into items, the things that measures count (domain.md, 3), in a second and simpler way than cpcc.

An item has an identity, so that it counts once in any cell, the places that it touches, its keys in the other groups,
and a value.
"""
from records import here_when, holds, several, was_held


class Item:
    def __init__(self, what, day, places, keys, value=1, tags="", record=None, owner=None):
        self.what = what                  # its identity within the measure
        self.day = day                    # whose dated fields count: its own, or the period's last for a stock
        self.places = places              # (area, platform, sector of the platform), each of which may be empty
        self.keys = keys                  # group → its codes there; an empty list means the empty code
        self.value = value
        self.tags = tags                  # its own, and those of its session or problem
        self.record = record              # (kind, row) of the record itself
        self.owner = owner                # (kind, row) of the session, problem, document or member to which it belongs


# --- the items of each kind of record ----------------------------------------------------------------------------

def only(code):
    return [code] if code else []


def both_tags(row, owner):
    return row["tags"] + ";" + owner["tags"]


def place_of(city, platform, day):
    row = city.on("platform", platform, day)
    return (row["area"], platform, row["sector"])


def own_place(city, platform, area, sector, day):
    """Returns the place of a record on a day: its own area and sector come before those of its platform."""
    there = place_of(city, platform, day) if platform else ("", "", "")
    return (area or there[0], platform, sector or there[2])


def platform_items(city, first, last):
    return [Item(row["code"], last, [place_of(city, row["code"], last)], {"kind": [city.on("platform", row["code"], last)["kind"]]},
                 tags=row["tags"], record=("platform", row))
            for row in city.rows("platform") if holds(row, "opened_on", "closed_on", last)]


def model_platform_items(city, first, last):
    return [item for item in platform_items(city, first, last) if city.on("platform", item.what, last)["model"] == "yes"]


def in_force(city, day):
    return [row for row in city.rows("assignment") if holds(row, "since", "until", day)]


def member_items(city, first, last):
    now = [city.on("member", row["code"], last) for row in city.rows("member") if holds(row, "joined_on", "left_on", last)]
    return [Item(row["code"], last, [(row["area"], "", "")], {"member": [row["code"]], "sector": only(row["sector"])},
                 tags=row["tags"], record=("member", city.get("member", row["code"]))) for row in now]


def committed_items(city, first, last):
    signed = [city.get("member", item.what)["committed_on"] for item in member_items(city, first, last)]
    return [item for item, day in zip(member_items(city, first, last), signed) if day and day <= last]


def assigned_items(city, first, last):
    platforms = {}
    for row in in_force(city, last):
        platforms.setdefault(row["member"], []).extend(only(row["platform"]))
    found = [item for item in member_items(city, first, last) if item.what in platforms]
    for item in found:
        item.keys["platform"] = platforms[item.what]
    return found


def sent_items(city, first, last):
    """Returns an item for each assignment in force of a member in office, at the place where the member is sent."""
    members, found = {item.what: item for item in member_items(city, first, last)}, []
    for row in in_force(city, last):
        if row["member"] in members:
            member = members[row["member"]]
            found.append(Item(row["member"], last, [own_place(city, row["platform"], row["area"], "", last)], member.keys,
                              tags=row["tags"] + ";" + member.tags, record=("assignment", row), owner=member.record))
    return found


def area_items(city, first, last):
    return [Item(row["code"], last, [(row["code"], "", "")], {}, tags=row["tags"], record=("area", row)) for row in city.rows("area")
            if holds(row, "opened_on", "closed_on", last)]


def community_items(city, first, last):
    return [Item(row["code"], last, [(row["code"], "", "")], {}, tags=row["tags"], record=("area", row)) for row in city.rows("area")
            if row["level"] == "community" and holds(row, "opened_on", "closed_on", last)]


def covered_items(city, first, last):
    """Returns every open community, with value 1 if an open platform or an assignment in force is in it or below it."""
    areas = [item.places[0][0] for item in platform_items(city, first, last)]
    areas += [row["area"] or city.platform_area(row["platform"], last) for row in in_force(city, last)]
    covered = {city.area_at(area, "community") for area in areas}
    found = community_items(city, first, last)
    for item in found:
        item.value = int(item.what in covered)
    return found


def sessions_in(city, first, last):
    return [row for row in city.rows("session") if first <= row["held_on"] <= last and was_held(row)]


def session_places(city, session, day=None):
    """Returns the places of a session on its own day, or on that of a record that belongs to it."""
    day = day or session["held_on"]
    own = own_place(city, session["platform"], session["area"], session["sector"], day)
    return [own] + [place_of(city, platform, day) for platform in several(session["partners"])]


def session_keys(city, session):
    present = [row["member"] for row in city.attendances[session["code"]] if here_when(row["role"])]
    return {"member": present, "unit": several(session["units"]), "topic": city.topics_of(session),
            "kind": [session["kind"]], "form": only(session["form"])}


def session_items(value):
    def items(city, first, last):
        return [Item(row["code"], row["held_on"], session_places(city, row), session_keys(city, row), value(city, row, last),
                     row["tags"], ("session", row)) for row in sessions_in(city, first, last)]
    return items


def of_kind(items, kind):
    return lambda city, first, last: [item for item in items(city, first, last) if item.keys["kind"] == [kind]]


def one(city, row, last):
    return 1


def number_in(field):
    return lambda city, row, last: int(row[field] or 0)


def came_to_something(city, session, last):
    """Returns whether a document of the session was filed, or a problem of it solved, by that day."""
    filed = any(row["filed_on"] <= last for row in city.documents_of[session["code"]])
    return int(filed or any(is_solved(row, last) for row in city.problems_of[session["code"]]))


def unit_items(city, first, last):
    found = []
    for row in sessions_in(city, first, last):
        for unit in several(row["units"]):
            keys = dict(session_keys(city, row), unit=[unit])
            found.append(Item(unit, row["held_on"], session_places(city, row), keys, tags=row["tags"], record=("session", row)))
    return found


def attendance_items(wanted, what):
    """Returns the attendances with a wanted role, each under its own member; `what` gives the identity of a row."""
    def items(city, first, last):
        found = []
        for session in sessions_in(city, first, last):
            places, keys = session_places(city, session), session_keys(city, session)
            for row in city.attendances[session["code"]]:
                if wanted(row["role"]):
                    own = dict(keys, member=[row["member"]], sector=only(city.on("member", row["member"], session["held_on"])["sector"]))
                    found.append(Item(what(row), session["held_on"], places, own, tags=both_tags(row, session),
                                      record=("attendance", row), owner=("session", session)))
        return found
    return items


def row_itself(row):
    return (row["session"], row["member"])


def its_member(row):
    return row["member"]


def present_items(city, first, last):
    """Returns the attendances of those present, and unnamed members, who belong to no member and no sector."""
    found = attendance_items(here_when, row_itself)(city, first, last)
    for row in sessions_in(city, first, last):
        if int(row["headcount"] or 0) > 0:
            keys = dict(session_keys(city, row), member=[], sector=[])
            found.append(Item(row["code"], row["held_on"], session_places(city, row), keys, int(row["headcount"]), row["tags"], ("session", row)))
    return found


def topic_items(city, first, last):
    return [Item(row["code"], row["approved_on"], [own_place(city, row["platform"], row["area"], "", row["approved_on"])],
                 {"topic": city.topic_and_above(row["code"]), "kind": [row["kind"]], "unit": only(row["unit"])}, tags=row["tags"],
                 record=("topic", row))
            for row in city.rows("topic") if first <= row["approved_on"] <= last]


def problem_keys(city, problem, member):
    return {"member": only(member), "unit": only(problem["unit"]), "topic": city.topics_of(problem),
            "category": [problem["category"]]}


def raised_day(row, first, last):
    return row["raised_on"]


def last_day(row, first, last):
    return last


def settled_day(how):
    """Returns the last day of the period on which the problem was solved, or closed."""
    return lambda row, first, last: max(day for day, kind, until in row["settlements"] if kind == how and first <= day <= last)


def problem_items(wanted, value=lambda row, last: 1, day=raised_day):
    """Returns the problems wanted, where they lay on that day."""
    def items(city, first, last):
        return [Item(row["code"], day(row, first, last), [place_of(city, row["platform"], day(row, first, last))], problem_keys(city, row, row["raised_by"]),
                     value(row, last), row["tags"], ("problem", row)) for row in city.rows("problem") if wanted(row, first, last)]
    return items


def dated(field):
    return lambda row, first, last: first <= row[field] <= last


def settled_in(how):
    """Returns whether a problem has a solution, or a closing, dated in the period."""
    return lambda row, first, last: any(kind == how and first <= day <= last for day, kind, until in row["settlements"])


def standing(row, last):
    """Returns the day and kind of the solution or closing that stood on a day; nothing if the problem was open."""
    return next(((day, kind) for day, kind, until in row["settlements"] if day <= last and (not until or last < until)), None)


def is_open(row, first, last):
    """Returns whether a problem was raised by the last day, and neither solved nor closed on it."""
    return row["raised_on"] <= last and not standing(row, last)


def is_overdue(row, first, last):
    return is_open(row, first, last) and bool(row["due_on"]) and row["due_on"] < last


def is_solved(row, last):
    return int((standing(row, last) or ("", ""))[1] == "solved")


def solved_with_due(row, first, last):
    return settled_in("solved")(row, first, last) and bool(row["due_on"])


def is_on_time(row, last):
    return int(is_solved(row, last) and standing(row, last)[0] <= row["due_on"])


def is_replication(row, first, last):
    return first <= row["raised_on"] <= last and bool(row["follows"])


def satisfaction_items(city, first, last):
    """Returns the look-backs that give their satisfaction, with it as value."""
    found = []
    for item in lookback_items(["holding", "partial", "relapsed"])(city, first, last):
        given = city.rows("lookback")[item.what]["satisfaction"]
        if given:
            item.value = int(given)
            found.append(item)
    return found


def lookback_items(results):
    def items(city, first, last):
        found = []
        for number, row in enumerate(city.rows("lookback")):
            problem = city.get("problem", row["problem"])
            if first <= row["seen_on"] <= last and row["result"] in results and not problem.get("voided"):
                found.append(Item(number, row["seen_on"], [place_of(city, problem["platform"], row["seen_on"])],
                                  problem_keys(city, problem, row["seen_by"]), tags=both_tags(row, problem),
                                  record=("lookback", row), owner=("problem", problem)))
        return found
    return items
