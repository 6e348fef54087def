#!/usr/bin/env python3
"""Computes the summary of a city: the items of measures.py in rows by group, for a period and an area."""
import argparse
import csv
import itertools
import sys
from calendar import monthrange

from fields import REGISTERS, TOUCHED, end_of, meets as meets_condition, reach, type_of, values_at
from measures import MEASURES, TIMES
from records import LEVELS, City, meets, several

FORMS = ["doorstep", "formal", "micro", "online", "onsite", "roundtable", "salon"]
CATEGORIES = ["doorstep", "governance", "urgent"]
GROUPS = LEVELS + ["platform", "member", "sector", "unit", "topic", "kind", "form", "category"] + TIMES
NAMED = LEVELS + ["platform", "member", "sector", "unit", "topic"]


# --- periods -------------------------------------------------------------------------------------------------

def month_last(year, month):
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"


def days(period):
    """Returns the first and last day of `2024`, `2024H1`, `2024Q3`, `2024-07`, `2024-07-15`, `A..B` or `ytd@DAY`."""
    if ".." in period:
        return tuple(period.split(".."))
    if period.startswith("ytd@"):
        return period[4:8] + "-01-01", period[4:]
    year, rest = int(period[:4]), period[4:]
    if len(rest) == 6:
        return period, period
    low, high = {"": (1, 12), "H": (1, 6), "Q": (1, 3)}.get(rest[:1], (0, 0))
    if rest[:1] in ("H", "Q"):
        low, high = [month + (int(rest[1:]) - 1) * high for month in (low, high)]
    if rest[:1] == "-":
        low = high = int(rest[1:])
    return f"{year:04}-{low:02}-01", month_last(year, high)


def span_name(group, day):
    return {"month": day[:7], "quarter": f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}", "year": day[:4]}[group]


def pieces(first, last, times):
    """Cuts the period at the bounds of the time groups. Returns (first, last, group → name) of every piece."""
    if not times:
        return [(first, last, {})]
    found = {}
    for year, month in itertools.product(range(int(first[:4]), int(last[:4]) + 1), range(1, 13)):
        low, high = max(first, f"{year:04}-{month:02}-01"), min(last, month_last(year, month))
        if low <= high:
            names = {group: span_name(group, low) for group in times}
            start = found.get(tuple(names.values()), (low,))[0]
            found[tuple(names.values())] = (start, high, names)
    return list(found.values())


# --- a summary -----------------------------------------------------------------------------------------------------

def items_of(city, name, first, last, narrow):
    """Returns the items of a measure, or of a custom one: {"base": …, "tag": …, "kind": …, …} in `narrow`."""
    key = (name, first, last)
    if key not in city.memory:
        own = (narrow or {}).get(name)
        city.memory[key] = narrowed(city, own, first, last) if own else MEASURES[name].items(city, first, last)
    return city.memory[key]


def narrowed(city, own, first, last):
    wanted = [(group, code) for group, code in own.items() if group not in ("base", "where")]
    return [item for item in items_of(city, own["base"], first, last, None)
            if all(code in codes_anywhere(city, item, group) for group, code in wanted)
            and all(meets_condition(values_of(city, item, reach(own["base"], path)), sign, values)
                    for path, sign, values in own.get("where", []))]


def values_of(city, item, reached):
    """Returns the values that an item has at the end of a path, at any of its places."""
    touched = codes_anywhere(city, item, reached[0]) if reached[0] in TOUCHED else []
    return values_at(city, item, touched or [""], reached)


def codes_anywhere(city, item, group):
    if group == "tag":
        return several(item.tags)
    return [code for place in item.places for code in codes_in(city, item, place, group)]


def codes_in(city, item, place, group, base=None):
    """Returns the codes that an item has in a group at one of its places; the empty code if it has none.

    The base tells what a group by a field means.
    """
    area, platform, sector = place
    if group not in GROUPS:
        reached = reach(base, group)
        touched = codes_in(city, item, place, reached[0]) if reached and reached[0] in TOUCHED else []
        return values_at(city, item, touched, reached) if reached else [""]
    if group in item.keys:
        return item.keys[group] or [""]
    if group in LEVELS:
        return [city.area_at(area, group)]
    return [{"platform": platform, "sector": sector}.get(group, "")]


def count(city, items, by, area, names, base=None):
    """Returns cell → {thing: its value}. A thing counts once in a cell, however often it touches the cell."""
    cells = {}
    for item in items:
        for place in item.places:
            if area and not city.lies_in(place[0], area):
                continue
            codes = [[names[group]] if group in names else codes_in(city, item, place, group, base) for group in by]
            for cell in itertools.product(*codes):
                cells.setdefault(cell, {})[item.what] = item.value
    return cells


def things_in_all(city, name, first, last, area, narrow):
    """Returns thing → its value in the total. Caches it, because every report of a period and an area needs it."""
    key = (name, first, last, area or "everywhere")
    if key not in city.memory:
        city.memory[key] = count(city, items_of(city, name, first, last, narrow), [], area, {}).get((), {})
    return city.memory[key]


def yuan_of(fen):
    return f"{fen // 100}.{fen % 100:02}" if fen % 100 else str(fen // 100)


def figure(things, measure):
    total = sum(things.values())
    if measure.mean:
        tenths = (total * 20 + len(things)) // (2 * len(things)) if things else 0    # half up
        return f"{tenths // 10}.{tenths % 10}" if things else ""
    if not measure.share:
        return yuan_of(total) if measure.yuan else str(total)
    if not things:
        return ""
    rounded = (total * 20000 + len(things)) // (2 * len(things))          # four decimals, half up
    return f"{rounded // 10000}.{rounded % 10000:04}"


def standing(city, group, first, last, area, measures, touched=()):
    """Returns the members of a group that exist at any time in the period, and in the area, even without items."""
    def inside(code):
        return not area or city.lies_in(code, area)
    if group not in GROUPS and group not in REGISTERS:
        type_ = field_type(group, measures)
        if type_ in REGISTERS:
            return standing(city, type_, first, last, area, measures)
        return type_ if isinstance(type_, list) else ["no", "yes"] if type_ == "yesno" else sorted(set(touched) - {""})
    if group in LEVELS or group == "area":
        return [row["code"] for row in city.rows("area")
                if group in (row["level"], "area") and inside(row["code"]) and meets(row, "opened_on", "closed_on", first, last)]
    if group == "platform":
        return [row["code"] for row in city.rows("platform")
                if any(inside(state["area"]) for state in city.states("platform", row["code"], first, last, "opened_on", "closed_on"))]
    if group == "member":
        return [row["code"] for row in city.rows("member")
                if any(inside(state["area"]) for state in city.states("member", row["code"], first, last, "joined_on", "left_on"))]
    if group == "topic":
        return [row["code"] for row in city.rows("topic") if meets(row, "proposed_on", "closed_on", first, last)]
    if group in ("sector", "unit"):
        return [row["code"] for row in city.rows(group)]
    return {"kind": sorted({kind for measure in measures for kind in measure.choices}),
            "form": FORMS, "category": CATEGORIES}[group]


def field_type(group, measures):
    """Returns the choices of the field by which a report is grouped, or what else it is."""
    return next(type_of(*end_of(reached)) for measure in measures for reached in [reach(measure.name, group)] if reached)


def standing_cells(city, by, first, last, area, measures, touched):
    """Returns the rows of a report even without items. Of several groups of place, the deepest gives all codes."""
    times = [group for group in by if group in TIMES]
    places = [group for group in LEVELS + ["platform"] if group in by]
    found = []
    for low, high, names in pieces(first, last, times):
        axes = []
        for group in [group for group in by if group not in times and group not in places]:
            values = [cell[by.index(group)] for cell in touched]
            axes.append([{group: code} for code in standing(city, group, first, last, area, measures, values)])
        if places:
            deepest = standing(city, places[-1], first, last, area, measures)
            axes.append([dict(above(city, places, there), **{places[-1]: code}) for code in deepest
                         for there in areas_of(city, places[-1], code, low, high, area)])
        for parts in itertools.product(*axes):
            codes = dict(names)
            for part in parts:
                codes.update(part)
            found.append(tuple(codes[group] for group in by))
    return found


def areas_of(city, group, code, first, last, asked):
    """Returns the areas, in the area asked for, in which a member of a group of place stood in the period."""
    if group != "platform":
        return [code]
    states = city.states("platform", code, first, last, "opened_on", "closed_on")
    return sorted({state["area"] for state in states if not asked or city.lies_in(state["area"], asked)})


def above(city, places, area):
    return {group: city.area_at(area, group) for group in places[:-1]}


def kind_named(group, measures=()):
    """Returns the kind of the records that are the members of a group; None if they have no names."""
    if group in GROUPS:
        return ("area" if group in LEVELS else group) if group in NAMED else None
    type_ = field_type(group, measures)
    return type_ if isinstance(type_, str) and type_ not in ("text", "yesno", "date") else None


def name_of(city, kind, code):
    row = city.get(kind, code) if code else {}
    return row.get("name", row.get("title", ""))


def empties_last(cell):
    return [(not code, code) for code in cell]


def labels(city, kinds, cell):
    found = []
    for kind, code in zip(kinds, cell):
        found += [code, name_of(city, kind, code)] if kind else [code]
    return found


def heading(by, kinds, measures):
    if not by:
        return ["area", "area_name"] + measures
    return [column for group, kind in zip(by, kinds)
            for column in ([group, group + "_name"] if kind else [group])] + measures


def has_meaning(measure, by):
    """Returns whether a measure has a meaning by these groups."""
    if measure.only_by and not any(group.rpartition(".")[2] in measure.only_by for group in by):
        return False
    return all(group in measure.meaning if group in GROUPS else reach(measure.name, group) for group in by)


def total_figure(city, items, things, measure):
    """Returns a total; none of what cannot be added up, unless all of it is of one unit or one item."""
    given = [item.record[1] for item in items if item.value and item.what in things]
    if measure.only_by and all(len({row[field] for row in given}) != 1 for field in measure.only_by):
        return ""
    return figure(things, measure)


def summary(city, period, by=(), area=None, measures=tuple(MEASURES), narrow=None):
    """Returns the CSV of `report summary --total` as (header, rows, total); every cell is its text.

    A report by two groups has a row without figures for every combination of existing members; see compare.py.
    """
    (first, last), by, measures = days(period), list(by), list(measures)
    base = {name: MEASURES[narrow[name]["base"] if narrow and name in narrow else name] for name in measures}
    kinds = [kind_named(group, base.values()) for group in by]
    header, width = heading(by, kinds, measures), len(heading(by, kinds, []))
    meant = [name for name in measures if has_meaning(base[name], by)]
    cells = {name: {} for name in measures}
    for low, high, names in pieces(first, last, [group for group in by if group in TIMES]):
        for name in meant:
            items = items_of(city, name, low, high, narrow)
            cells[name].update(count(city, items, by, area, names, base[name].name))
    touched = {cell for name in meant for cell in cells[name]}
    touched |= set(standing_cells(city, by, first, last, area, base.values(), touched)) if by else {()}
    rows = []
    for cell in sorted(touched, key=empties_last):
        figures = [figure(cells[name].get(cell, {}), base[name]) if name in meant else "" for name in measures]
        rows.append((labels(city, kinds, cell) if by else area_labels(city, area)) + figures)
    whole = [things_in_all(city, name, first, last, area, narrow) for name in measures]
    total = ["total"] + [""] * (width - 1) if by else ["total", ""]
    totals = [total_figure(city, items_of(city, name, first, last, narrow), things, base[name])
              for name, things in zip(measures, whole)]
    if not by:                                       # the one row is the total of the area
        rows = [row[:width] + totals for row in rows]
    return header, rows, total + totals


def area_labels(city, area):
    return [area, city.get("area", area)["name"]] if area else ["", ""]


def main():
    parser = argparse.ArgumentParser(description="Prints the summary of a directory of CSV files.")
    parser.add_argument("directory")
    parser.add_argument("--period", required=True)
    parser.add_argument("--by", default="", help="groups, joined by commas")
    parser.add_argument("--area")
    parser.add_argument("--measures", default=",".join(MEASURES))
    options = parser.parse_args()
    by = [group for group in options.by.split(",") if group]
    header, rows, total = summary(City(options.directory), options.period, by, options.area,
                                  options.measures.split(","))
    csv.writer(sys.stdout, lineterminator="\n").writerows([header, *rows, total])


if __name__ == "__main__":
    main()
