"""Finds the fields of what a measure counts, in a second way than cpcc: `title`, `platform.basis`, `session.kind`.

A path begins at the record of an item, at its owner (an attendance's session, a look-back's problem, a step's document, an
assignment's member), or at the platforms, members, sectors, units or topics that the item touches.
"""
from measures import MEASURES
from records import DATED, LEVELS

# Kind → field → its choices, or what it is: yesno, text, date, or the kind to which it refers.
FIELDS = {
    "area": {"level": LEVELS, "zone": "yesno", "parent": "area", "name": "text", "opened_on": "date"},
    "sector": {"name": "text"},
    "unit": {"kind": "department committee liaison branch enterprise property resident other group".split(),
             "area": "area", "name": "text"},
    "member": {"level": "national provincial city district".split(), "area": "area", "sector": "sector",
               "name": "text", "joined_on": "date", "committed_on": "date"},
    "platform": {"kind": "home station studio contact opinion".split(),
                 "basis": "area sector industry joint personal".split(), "area": "area", "sector": "sector",
                 "host": "text", "brand": "text", "convener": "member", "model": "yesno", "opened_on": "date"},
    "assignment": {"role": "resident convener liaison partner".split(), "since": "date", "until": "date",
                   "area": "area"},
    "topic": {"kind": "common annual monthly platform".split(), "parent": "topic", "area": "area",
              "platform": "platform", "title": "text", "proposed_on": "date", "closed_on": "date"},
    "session": {"kind": "consult service visit inspect sector training meeting".split(),
                "state": "held planned cancelled".split(), "area": "area", "sector": "sector", "topic": "topic",
                "platform": "platform", "form": "formal onsite micro salon roundtable doorstep online".split(),
                "title": "text", "summary": "text", "held_on": "date"},
    "attendance": {"role": "attend chair speak written observe leave absent visited".split()},
    "problem": {"category": "urgent doorstep governance".split(), "session": "session", "topic": "topic",
                "platform": "platform", "raised_by": "member", "unit": "unit", "follows": "problem", "title": "text",
                "close_reason": "text", "raised_on": "date", "due_on": "date"},
    "lookback": {"result": "holding partial relapsed".split(), "seen_by": "member", "problem": "problem",
                 "seen_on": "date"},
    "document": {"kind": "proposal opinion advice situation speech research initiative plan rule notice minutes".split(),
                 "area": "area", "session": "session", "problem": "problem", "topic": "topic", "title": "text",
                 "result": "text", "filed_on": "date", "replied_on": "date",
                 "adopted_level": "district city provincial national".split()},
    "handling": {"step": "approved issued transferred adopted instructed replied".split(),
                 "level": "district city provincial national".split()},
    "donation": {"session": "session", "donor_member": "member", "donor": "text", "item": "text",
                 "quantity_unit": "text", "given_on": "date"},
    "pledge": {"target": "compound project".split(), "area": "area", "title": "text", "pledged_on": "date",
               "done_on": "date"},
    "pairing": {"target_group": "child household elder enterprise other".split(), "area": "area", "since": "date",
                "until": "date"},
    "publicity": {"channel": "text", "session": "session", "problem": "problem", "model_case": "yesno",
                  "title": "text", "url": "text", "published_on": "date"},
    "commendation": {"member": "member", "platform": "platform", "issuer": "text", "title": "text", "issued_on": "date"},
}
# Some fields that can be empty, so that a condition can ask for it.
OPTIONAL = {"session": ["form", "summary", "topic"], "platform": ["basis", "brand", "host", "convener", "sector"],
            "problem": ["due_on", "raised_by", "session", "close_reason"], "handling": ["level"],
            "document": ["adopted_level", "session", "problem", "result", "replied_on"],
            "donation": ["donor", "item", "quantity_unit", "session"], "publicity": ["url", "session"],
            "commendation": ["issuer"]}
REGISTERS = ["area", "sector", "unit", "member", "platform", "topic"]
TOUCHED = ["platform", "member", "sector", "unit", "topic"]     # groups of their own, and the beginnings of paths


def type_of(kind, field):
    return kind if field == "code" else FIELDS[kind].get(field)


def reach(base, path):
    """Returns (where it begins, kind there, references that lead on, field) of a path; None if the base has no such field."""
    measure, (first, _, rest) = MEASURES[base], path.partition(".")
    if not rest:
        if path == measure.owner and path not in TOUCHED:
            return "owner", path, [], "code"
        for place, kind in (("record", measure.kind), ("owner", measure.owner)):
            if kind and path in FIELDS[kind] and path not in TOUCHED:
                return place, kind, [], path
        return None
    if first in TOUCHED and first in measure.meaning:
        return (first, first, [], rest) if rest in FIELDS[first] else None
    for place, kind in (("record", measure.kind), ("owner", measure.owner)):
        if first == kind and rest in FIELDS[kind]:
            return place, kind, [], rest
    for place, kind in (("record", measure.kind), ("owner", measure.owner)):
        target = kind and FIELDS[kind].get(first)
        if isinstance(target, str) and target in FIELDS and rest in FIELDS[target]:
            return place, kind, [first], rest
    return None


def end_of(found):
    """Returns the kind and the field at the end of a path."""
    _, kind, refs, field = found
    return (FIELDS[kind][refs[0]] if refs else kind), field


def values_at(city, item, touched, found):
    """Returns the values of an item at the end of a path on its day; the empty text where there is none.

    `touched`: its codes at the beginning of the path.
    """
    place, kind, refs, field = found
    if place in TOUCHED:
        rows = [city.on(kind, code, item.day) if code else None for code in touched]
    else:
        at = item.record if place == "record" else item.owner
        if place == "owner" and item.record[0] == kind:         # unnamed members: the record is the session itself
            at = item.record
        rows = [at[1] if at and at[0] == kind else None]
        if kind in DATED:
            rows = [city.on(kind, row["code"], item.day) if row else None for row in rows]
    for reference in refs:
        target = FIELDS[kind][reference]
        rows = [city.on(target, row[reference], item.day) if row and row[reference] else None for row in rows]
    yesno = type_of(*end_of(found)) == "yesno"
    return ["" if row is None else row[field] or ("no" if yesno else "") for row in rows]


# --- conditions ------------------------------------------------------------------------------------------------------

NEGATIVE = {"!=": "=", "!~": "~"}


def meets(values, sign, wanted):
    """Returns whether values meet a condition: one of them must equal one of those wanted, or none if it is negated."""
    if sign in NEGATIVE:
        return not meets(values, NEGATIVE[sign], wanted)
    tests = {"=": lambda v, w: v == w, "~": lambda v, w: w in v, "<": lambda v, w: v != "" and v < w,
             "<=": lambda v, w: v != "" and v <= w, ">": lambda v, w: v > w, ">=": lambda v, w: v >= w}
    return any(tests[sign](value, one) for value in values for one in wanted)


def paths_of(base):
    """Returns every path that the base's items have: without a dot, and through whatever they touch or refer to."""
    measure = MEASURES[base]
    firsts = [""] + [one for one in TOUCHED if one in measure.meaning] + [measure.kind, measure.owner]
    found = {measure.owner: reach(base, measure.owner)} if measure.owner and measure.owner not in TOUCHED else {}
    for kind in (measure.kind, measure.owner):
        firsts += [field for field, target in FIELDS.get(kind, {}).items() if isinstance(target, str) and target in FIELDS]
    for first in firsts:
        for kind, fields in FIELDS.items():
            for field in fields:
                path = f"{first}.{field}" if first else field
                reached = first is not None and reach(base, path)
                if reached and end_of(reached)[0] == kind:
                    found[path] = reached
    return found


def random_condition(chance, base, values_of):
    """Returns (path, sign, wanted values) for a random path; `values_of` gives the values of an item that counts, or none."""
    paths = paths_of(base)
    path = chance.choice(sorted(paths))
    kind, field = end_of(paths[path])
    type_, values = type_of(kind, field), [value for value in values_of(paths[path]) if value]
    known = chance.choice(values) if values else {"text": "第一", "date": "2024-01-01"}.get(str(type_))
    if field in OPTIONAL.get(kind, []) and chance.random() < 0.3:
        return path, chance.choice(["=", "!="]), [""]
    if known is None and not isinstance(type_, list) and type_ != "yesno":
        return random_condition(chance, base, values_of)
    if known is None or chance.random() < 0.2:
        known = chance.choice(type_) if isinstance(type_, list) else "yes" if type_ == "yesno" else known
    if type_ == "text":
        return path, chance.choice(["~", "!~"]), [known[:2]]
    if type_ == "date":
        return path, chance.choice(["<", "<=", ">", ">=", "=", "!="]), [known]
    more = [chance.choice(type_)] if isinstance(type_, list) and chance.random() < 0.4 else []
    return path, chance.choice(["=", "=", "!="]), [known] + more


def text_of(path, sign, wanted):
    return f"{path}{sign}{'|'.join(value or '-' for value in wanted)}"


# --- groups ----------------------------------------------------------------------------------------------------------

UNIQUE = ["title", "name", "url"]                               # as many values as records


def group_paths(base):
    """Returns the paths by which the base's items can be grouped, with what they reach."""
    return {path: reached for path, reached in paths_of(base).items()
            if path not in MEASURES[base].meaning and type_of(*end_of(reached)) != "date" and reached[3] not in UNIQUE}


def random_group(chance, base, bases):
    """Returns a random path of a base, and those of `bases` for which it means the same or nothing."""
    paths = group_paths(base)
    while not paths:
        base = chance.choice(bases)
        paths = group_paths(base)
    path = chance.choice(sorted(paths))
    wanted = type_of(*end_of(paths[path]))
    reaches = {one: reach(one, path) for one in bases}
    return path, [one for one, reached in reaches.items()
                  if not reached or type_of(*end_of(reached)) == wanted]
