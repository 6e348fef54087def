"""Computes consultation days, absences and streaks a second time, day by day, written from the text of the manual.

A rule is the content of its TOML table: {"name": …, "day": 25, "area": "4201", "months": [4, 5], "move": "next", …}.
"""
from calendar import monthrange
from datetime import date, timedelta

from items import session_places
from records import here_when, meets, was_held

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKS = "first second third fourth".split()
DAYS_HEADER = ("rule area area_name month planned_on moved_to theme state held_on sessions assigned present leave "
               "absent unrecorded others").split()
MISSED_HEADER = "rule area area_name member member_name times since last".split()
STREAKS_HEADER = "rule area area_name length since broken".split()


def months_between(first, last):
    year, month = int(first[:4]), int(first[5:7])
    while f"{year:04}-{month:02}" <= last[:7]:
        yield f"{year:04}-{month:02}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def days_of(month):
    """Returns every day of a month, as text."""
    return [f"{month}-{day:02}" for day in range(1, monthrange(int(month[:4]), int(month[5:]))[1] + 1)]


def weekday(day):
    return WEEKDAYS[date.fromisoformat(day).weekday()]


def beside(day, step):
    return (date.fromisoformat(day) + timedelta(days=step)).isoformat()


class Days:
    """The days of a rule, by month. `workdays`: {"off": […], "on": […]}."""

    def __init__(self, rule, workdays):
        self.rule, self.workdays = rule, workdays
        self.season = "day" not in rule and "weekday" not in rule

    def works(self, day):
        if weekday(day) in ("saturday", "sunday"):
            return day in self.workdays["on"]
        return day in self.workdays["on"] or day not in self.workdays["off"]

    def in_force(self, day):
        return self.rule.get("since", "") <= day <= self.rule.get("until", "9999")

    def planned(self, month):
        """Returns the days of the month on which a session is due: all days in a season, otherwise one or none."""
        if self.rule.get("months") and int(month[5:]) not in self.rule["months"]:
            return []
        days = days_of(month)
        if "day" in self.rule:
            days = days[:self.rule["day"]][-1:]
        elif "weekday" in self.rule:
            days = [day for day in days if weekday(day) == self.rule["weekday"]]
            place = -1 if self.rule["which"] == "last" else WEEKS.index(self.rule["which"])
            days = [days[place]]
        return [day for day in days if self.in_force(day)]

    def moved(self, day):
        step = {"next": 1, "previous": -1}.get(self.rule.get("move"))
        if not step or self.works(day):
            return ""
        while not self.works(day):
            day = beside(day, step)
        return day


class Line:
    """One rule in one area, with a date for today: the sessions and assignments that concern it."""

    def __init__(self, city, rule, workdays, area, today):
        self.city, self.rule, self.area, self.today = city, rule, area, today
        self.dates = Days(rule, workdays)
        held = [row for row in city.rows("session") if row["held_on"] <= today and was_held(row)]
        self.sessions = sorted(filter(self.concerns, held), key=lambda row: row["held_on"])
        self.assignments = city.rows("assignment")

    def inside(self, area):
        return not self.area or self.city.lies_in(area, self.area)

    def concerns(self, session):
        if "kind" in self.rule and session["kind"] != self.rule["kind"]:
            return False
        return any(self.inside(area) and self.rule.get("sector", sector) == sector
                   for area, _, sector in session_places(self.city, session))

    def sends(self, assignment, day):
        member = self.city.on("member", assignment["member"], day)
        place = self.city.platform_area(assignment["platform"], day) if assignment["platform"] else assignment["area"]
        return not member.get("voided") and self.inside(place) \
            and self.rule.get("sector", member["sector"]) == member["sector"]

    def assigned(self, first, last):
        """Returns the members assigned on any of these days."""
        found = set()
        for row in self.assignments:
            member = self.city.get("member", row["member"])
            if meets(row, "since", "until", first, last) and meets(member, "joined_on", "left_on", first, last) \
                    and self.sends(row, last):
                found.add(row["member"])
        return found

    # --- a day ---------------------------------------------------------------------------------------------------

    def theme(self, month):
        areas, code = [], self.area
        while code:
            areas.append(code)
            code = self.city.get("area", code)["parent"]
        for area in areas + [""]:
            for row in self.city.rows("theme"):
                if row["month"] == month and row["area"] == area:
                    return row
        return {"title": "", "topic": ""}

    def on_topic(self, session, topic):
        return topic in self.city.topics_of(session)

    def day(self, month):
        """Returns the rule's day in a month, with its sessions and attendances; None if the rule gives none."""
        planned = self.dates.planned(month)
        if not planned:
            return None
        theme, season = self.theme(month), self.dates.season
        moved = "" if season else self.dates.moved(planned[0])
        due = moved or planned[-1]
        sessions = [row for row in self.sessions if row["held_on"] in planned + [moved]]
        state = "kept" if sessions else "planned" if due >= self.today else "missed"
        if state == "missed" and not season and theme["topic"]:
            sessions = [row for row in self.sessions
                        if row["held_on"][:7] == month and self.on_topic(row, theme["topic"])]
            state = "shifted" if sessions else "missed"
        held = min((row["held_on"] for row in sessions), default="")
        seen = (planned[0], planned[-1]) if season else (held or due, held or due)
        roles = {}
        for session in sessions:
            for row in self.city.attendances[session["code"]]:
                roles.setdefault(row["member"], set()).add(row["role"])
        return {"month": month, "planned": planned, "moved": moved, "theme": theme["title"], "state": state, "held": held,
                "sessions": [row["code"] for row in sessions], "seen": seen, "roles": roles,
                "assigned": self.assigned(*seen), "over": not season or planned[-1] < self.today}

    def took(self, day, member):
        roles = day["roles"].get(member, set())
        if any(here_when(role) for role in roles):
            return "present"
        return "leave" if "leave" in roles else "absent" if roles else "unrecorded"

    def behind(self, day, figure):
        """Returns the members or sessions that a figure counts; None if it counts a roll and no session was held."""
        if figure in ("sessions", "assigned"):
            return set(day[figure])
        if not day["sessions"]:
            return None
        if figure == "others":
            return {member for member in day["roles"] if self.took(day, member) == "present"} - day["assigned"]
        return {member for member in day["assigned"] if self.took(day, member) == figure}

    # --- lists ---------------------------------------------------------------------------------------------------

    def label(self):
        return [self.rule["name"], self.area, self.city.get("area", self.area)["name"] if self.area else ""]

    def days(self, first, last):
        for month in months_between(first, last):
            day = self.day(month)
            if day and any(first <= planned <= last for planned in day["planned"]):
                yield day

    def day_rows(self, first, last):
        for day in self.days(first, last):
            figures = [self.behind(day, figure) for figure in DAYS_HEADER[9:]]
            yield self.label() + [day["month"], "" if self.dates.season else day["planned"][0], day["moved"], day["theme"],
                                  day["state"], day["held"]] + ["" if of is None else str(len(of)) for of in figures]

    def history(self, last):
        if "since" in self.rule:
            return list(self.days(self.rule["since"], last))
        days = list(self.days("2021-12-01", last))               # before the first session
        while days and not days[0]["held"]:
            days.pop(0)
        return days

    def missed_rows(self, last, least):
        on = min(last, self.today)
        found, history = [], self.history(last)
        for member in self.assigned(on, on):
            run = []
            for day in history:
                if not day["roles"] or member not in day["assigned"]:
                    continue
                took = self.took(day, member)
                if took == "present":
                    run = []
                elif took != "leave" and day["over"]:
                    run.append(day)
            if len(run) >= least:
                name = self.city.get("member", member)["name"]
                found.append(self.label() + [member, name, str(len(run)), run[0]["seen"][0], run[-1]["seen"][1]])
        return sorted(found, key=lambda row: (-int(row[5]), row[3]))

    def streak_row(self, last):
        past = [day for day in self.history(last) if day["state"] != "planned"]
        gaps = [place for place, day in enumerate(past) if day["state"] == "missed"]
        run = past[gaps[-1] + 1:] if gaps else past
        return self.label() + [str(len(run)), run[0]["month"] if run else "", past[gaps[-1]]["month"] if gaps else ""]


def lines(city, rules, workdays, area, today):
    """Yields a line for each rule: for the rule's area if that lies in the area asked for, otherwise for the latter."""
    for rule in rules:
        own = rule.get("area", "")
        if not area or (own and city.lies_in(own, area)):
            yield Line(city, rule, workdays, own, today)
        elif not own or city.lies_in(area, own):
            yield Line(city, rule, workdays, area, today)
