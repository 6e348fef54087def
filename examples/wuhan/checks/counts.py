"""The measures of an area and a period, counted from the rows as the manual says."""

from decimal import Decimal

from .data import BY_CODE, DATA, above, many, roll_call, within


class Figures:
    """The measures of one area and period, counted as the manual says."""

    def __init__(self, area, first, last):
        self.area, self.first, self.last = area, first, last

    def lies(self, area):
        return self.area in above(area)

    def here(self, *platforms):
        return any(self.lies(BY_CODE["platform"][code]["area"]) for code in platforms)

    def flow(self, kind, field, /, **wanted):
        def mine(row):
            own = self.lies(row["area"]) if row.get("area") else self.here(*many(row.get("platform", "")))
            return own or self.here(*many(row.get("partners", "")))
        return [row for row in DATA[kind] if self.first <= row[field] <= self.last and mine(row) and row.get("state") != "planned"
                and all(row[key] == value for key, value in wanted.items())]

    def sessions(self, kind):
        return len(self.flow("session", "held_on", kind=kind))

    def solved(self, tag=None):
        """Different problems with a solution in the period: the present one, or one that a relapse ended."""
        def in_period(row):
            days = [row["solved_on"], *(span.partition("/")[0] for span in many(row["settled_before"]))]
            return any(self.first <= day <= self.last for day in days)
        return len([row for row in DATA["problem"] if self.here(row["platform"]) and in_period(row) and (not tag or tag in many(row["tags"]))])

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

    def sent(self):
        """Members in term with an assignment in force here."""
        in_term = {row["code"] for row in DATA["member"] if within(row, self.last, "joined_on", "left_on")}
        return len(in_term & {row["member"] for row in self.in_force() if self.lies(row["area"] or BY_CODE["platform"][row["platform"]]["area"])})

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

    def units(self, kind=None):
        """Units that took part, of any kind or of one."""
        units = {code.partition(":")[0] for row in self.flow("session", "held_on") for code in many(row["units"])}
        return len([code for code in units if kind in (None, BY_CODE["unit"][code]["kind"])])

    def served(self):
        return sum(int(row["served"] or 0) for row in self.flow("session", "held_on"))

    def sectors_visited(self):
        return len({row["sector"] for row in self.flow("session", "held_on", kind="visit")} - {""})

    def units_visited(self):
        visits = self.flow("session", "held_on", kind="visit")
        return len({part.partition(":")[0] for row in visits for part in many(row["units"]) if part.endswith(":visited")})

    def members_visited(self):
        here = {row["code"] for row in self.flow("session", "held_on")}
        return len({member for held, member, role in roll_call() if held["code"] in here and role == "visited"})

    def documents(self, kind=None):
        return len([row for row in DATA["document"] if self.first <= row["filed_on"] <= self.last
                    and kind in (None, row["kind"]) and self.area in self.areas_of(row)])

    def areas_of(self, row):
        """Where a document or publicity lies: its own area, else its session, its problem, its lead author's committee."""
        session, problem = BY_CODE["session"].get(row["session"]), BY_CODE["problem"].get(row["problem"])
        if row.get("area"):
            areas = [row["area"]]
        elif session:
            areas = [session["area"] or BY_CODE["platform"][session["platform"]]["area"]]
            areas += [BY_CODE["platform"][code]["area"] for code in many(session["partners"])]
        elif problem:
            areas = [BY_CODE["platform"][problem["platform"]]["area"]]
        else:
            areas = [BY_CODE["member"][code]["area"] for code in many(row.get("authors", ""))[:1]]
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

    def lies(self, area):
        return not self.samples & set(above(area))


# The measures that are filed, as the manual and cpcc.toml define them.
MEASURES = {
    "platforms": Figures.platforms, "platforms_home": lambda f: f.platforms("home"), "platforms_studio": lambda f: f.platforms("studio"),
    "platforms_station": lambda f: f.platforms("station"), "platforms_model": lambda f: f.platforms(model="yes"),
    "sector_studios": lambda f: f.platforms("studio", basis="sector"),
    "personal_studios": lambda f: f.platforms("studio", basis="personal"),
    "members_assigned": Figures.assigned, "members_sent": Figures.sent, "communities_covered": Figures.covered,
    "sessions": lambda f: f.sessions("consult"), "services": lambda f: f.sessions("service"),
    "sector_activities": lambda f: f.sessions("sector"), "meetings": lambda f: f.sessions("meeting"),
    "sector_visits": Figures.sectors_visited, "unit_visits": Figures.units_visited, "members_visited": Figures.members_visited,
    "child_consults": Figures.child_consults, "attendances": Figures.present, "speeches": Figures.speeches,
    "served": Figures.served, "units_active": Figures.units, "departments": lambda f: f.units("department"), "topics": lambda f: len(f.flow("topic", "approved_on")),
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
