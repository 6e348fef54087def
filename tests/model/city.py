#!/usr/bin/env python3
"""Writes a random city as a directory of CSV files, the same for the same seed.

Every record obeys the rules that an import enforces. Many records are edge cases: terms that end with a month,
assignments that follow one another without a gap, problems solved on the last day of a quarter, communities without a
street.
"""
import argparse
import csv
import os
import random
from calendar import monthrange
from datetime import date, timedelta

import city_results

FIRST, LAST = "2022-03-01", "2025-04-30"       # nothing happens outside these days
COLUMNS = {
    "area": "code name level parent zone opened_on closed_on note tags",
    "sector": "code name note tags",
    "unit": "code name kind area note tags",
    "member": "code name level area sector phone skills joined_on left_on committed_on note tags from",
    "platform": "code name kind basis area sector host convener brand model opened_on closed_on note tags from",
    "assignment": "member platform area role since until note tags",
    "topic": "code title kind parent area platform unit proposed_on approved_on closed_on note tags",
    "session": "code held_on state platform area sector kind form title topic partners members units headcount residents served "
               "summary note tags",
    "attendance": "session member role note tags",
    "problem": "code title category raised_on platform session topic raised_by unit due_on follows solved_on "
               "closed_on close_reason settled_before note tags",
    "progress": "problem noted_on stage text note tags",
    "lookback": "problem seen_on result satisfaction seen_by note tags",
    **city_results.COLUMNS,
}
SECTORS = "中共 民革 民盟 民建 民进 农工党 致公党 九三学社 台盟 工商联 共青团 工会 妇联 青联 科协 文艺 教育 医卫".split()
TAGS = "幸福食堂 书香润童 加装电梯 电动车充电 老旧小区 一件一类 试点".split()
SURNAMES, GIVEN = "王李张刘陈杨黄赵周吴徐孙马朱胡", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
PLATFORM_KINDS = {"home": "协商议事之家", "station": "委员工作站", "studio": "委员工作室", "contact": "委员联络点",
                  "opinion": "社情民意联系点"}
SESSION_KINDS = ["consult"] * 9 + ["service"] * 5 + ["visit"] * 3 + ["inspect", "sector", "training", "meeting"]
FORMS = "formal onsite micro salon roundtable doorstep online".split()
ROLES = ["attend"] * 6 + ["speak"] * 3 + "chair written observe leave absent visited visited".split()


def plus(day, days):
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def month_end(day):
    return f"{day[:7]}-{monthrange(int(day[:4]), int(day[5:7]))[1]:02}"


def stands(row, start, end, day):
    """Returns whether the interval in these two fields contains the day; an empty bound is open."""
    return row[start] <= day and (not row[end] or day <= row[end])


class Maker:
    def __init__(self, seed, sessions):
        self.random = random.Random(seed)
        self.sessions = sessions
        self.tables = {kind: [] for kind in COLUMNS}
        self.changes = {"member": [], "platform": []}                 # rows with a day, which change a record from it on
        self.all_codes = {}

    # --- small choices ---------------------------------------------------------------------------------------

    def chance(self, share):
        return self.random.random() < share

    def pick(self, choices):
        return self.random.choice(choices)

    def some(self, choices, most):
        return self.random.sample(choices, min(len(choices), self.random.randint(1, most)))

    def day(self, low=FIRST, high=LAST):
        """Returns a day from low to high, often the first or last of a month, of a quarter or of the span itself."""
        span = (date.fromisoformat(high) - date.fromisoformat(low)).days
        found = plus(low, self.random.randint(0, span))
        edge = self.random.random()
        if edge < 0.10:
            found = month_end(found)
        elif edge < 0.16:
            found = found[:8] + "01"
        elif edge < 0.18:
            found = self.pick([low, high, "2024-02-29", "2023-12-31", "2024-01-01", "2024-06-30"])
        return min(max(found, low), high)

    def day_at(self, platform):
        """Returns a day on which the platform was open."""
        return self.day(max(FIRST, platform["opened_on"]), platform["closed_on"] or LAST)

    def soon_after(self, day):
        """Returns the day itself, the end of its month, or any later day."""
        return self.pick([day, month_end(day), month_end(day), self.day(day)])

    def name(self):
        return self.pick(SURNAMES) + self.pick(GIVEN) + (self.pick(GIVEN) if self.chance(0.6) else "")

    def note(self):
        return self.pick(["", "", "", "", "含“引号”", 'a "quoted", comma', "两行\n备注", "100%"])

    def add(self, table, /, **fields):
        row = dict.fromkeys(COLUMNS[table].split(), "")
        row.update(fields)
        row["note"] = self.note()
        row["tags"] = ";".join(self.some(TAGS, 2)) if self.chance(0.25) else ""
        self.tables[table].append(row)
        return row

    def rows(self, kind):
        return self.tables[kind]

    def codes(self, kind, **wanted):
        """Returns the codes of the rows with the wanted values; without any, a cached list not to be changed."""
        rows, known = self.rows(kind), self.all_codes.get(kind, [])
        if wanted:
            return [row["code"] for row in rows if all(row[field] == value for field, value in wanted.items())]
        if len(known) != len(rows):
            known = self.all_codes[kind] = [row["code"] for row in rows]
        return known

    # --- places ----------------------------------------------------------------------------------------------

    def area(self, code, name, level, parent, **fields):
        if level in ("community", "compound") and self.chance(0.12):
            fields["opened_on"] = self.pick(["2023-07-01", "2024-01-01", "2024-06-30", self.day(FIRST, "2024-06-30")])
        if level in ("street", "community", "compound") and self.chance(0.10):
            fields["closed_on"] = self.pick(["2024-06-30", "2024-09-30", "2024-12-31", "2025-01-01"])
        self.add("area", code=code, name=name, level=level, parent=parent, **fields)
        return code

    def make_areas(self):
        self.area("42", "湖北省", "province", "")
        for city in range(1, 2 + self.random.randint(0, 1)):
            self.area(f"420{city}", f"第{city}市", "city", "42")
            for district in range(1, self.random.randint(3, 5) + 1):
                self.make_district(f"420{city}{district:02}", f"420{city}", district)
        self.random.shuffle(self.rows("area"))                       # a parent may come after its child

    def make_district(self, code, city, number):
        zone = number == 3
        self.area(code, f"{city}之{number}区", "district", city, zone="yes" if zone else self.pick(["", "no"]))
        if zone:                                                      # a zone without streets
            return self.make_communities(code, 4)
        for street in range(1, self.random.randint(2, 4) + 1):
            below = self.area(f"{code}{street:03}", f"{number}区{street}街", "street", code)
            self.make_communities(below, self.random.randint(2, 5))
            if self.chance(0.2):                                      # a compound outside any community
                self.area(f"{below}.X", f"{street}街直管小区", "compound", below)

    def make_communities(self, parent, number):
        for community in range(1, number + 1):
            code = self.area(f"{parent}-{community}", f"{parent[-3:]}第{community}社区", "community", parent)
            for compound in range(self.random.choice([0, 0, 1, 2])):
                self.area(f"{code}.{compound}", f"{community}号苑{compound}", "compound", code)

    def make_sectors_and_units(self):
        for number, name in enumerate(SECTORS, 1):
            self.add("sector", code=f"{number:02}" if number % 2 else f"x{number}", name=name)
        areas = self.codes("area")
        kinds = "department committee liaison branch enterprise property resident other".split()
        for number in range(1, 41):
            self.add("unit", code=f"U-{number}", name=f"第{number}单位", kind=self.pick(kinds),
                     area=self.pick(areas) if self.chance(0.6) else "")

    def make_platforms(self):
        areas = [row["code"] for row in self.rows("area") if row["level"] != "province"]
        for number, area in enumerate(areas + self.random.choices(areas, k=len(areas) // 2), 1):
            if self.chance(0.25):
                continue
            kind = self.pick(list(PLATFORM_KINDS))
            opened = self.pick(["", FIRST, self.day("2022-03-01", "2024-10-31")])
            closed = self.pick(["2023-12-31", "2024-06-30", "2024-07-31", "2024-12-31", self.day("2024-11-01")])
            code = self.pick([f"P-{number}", f"p-{number}", f"QS-P2023-{number:05}"])
            self.add("platform", code=code, name=f"{number}号{PLATFORM_KINDS[kind]}", kind=kind, area=area,
                     basis=self.pick(["area", "sector", "industry", "joint", ""]),
                     sector=self.pick(self.codes("sector")) if self.chance(0.5) else "",
                     host=self.pick(["党群服务中心", ""]), model=self.pick(["yes", "no", ""]),
                     brand=self.pick(["有事好商量", "", ""]), opened_on=opened,
                     closed_on=closed if self.chance(0.18) and closed >= opened else "")

    # --- people ----------------------------------------------------------------------------------------------

    def make_members(self):
        places = {"national": ["42"], "provincial": ["42"] + self.codes("area", level="city"),
                  "city": self.codes("area", level="city"), "district": self.codes("area", level="district")}
        for number in range(1, 20 * len(places["district"]) + 100):
            level = self.pick(["national", "provincial", "city", "city"] + ["district"] * 8)
            joined = self.pick(["", "", "2022-03-01", self.day("2022-03-01", "2024-12-31")])
            left = self.pick(["2023-12-31", "2024-03-31", "2024-12-31", self.day("2023-06-01")])
            self.add("member", code=f"M{number}" if number % 3 else f"m.{number:03}", name=self.name(), level=level,
                     area=self.pick(places[level]), phone=f"138{self.random.randint(0, 99999999):08}",
                     sector=self.pick(self.codes("sector")) if self.chance(0.9) else "",
                     skills=self.pick(["", "法律", "医疗;教育"]), joined_on=joined,
                     left_on=left if self.chance(0.2) and left >= joined else "",
                     committed_on=self.day() if self.chance(0.7) else "")

    def make_conveners(self):
        members = self.codes("member")
        for platform in self.rows("platform"):
            platform["convener"] = self.pick(members) if self.chance(0.6) else ""

    def make_changes(self):
        """Changes dated fields of some members and platforms, each one to three times, on different days."""
        areas = [row["code"] for row in self.rows("area") if row["level"] != "province"]
        levels = ["national", "provincial", "city", "district"]
        for row in self.rows("platform"):
            self.change("platform", row, row["opened_on"], row["closed_on"],
                        {"kind": list(PLATFORM_KINDS), "basis": ["area", "sector", "joint", "-"], "area": areas,
                         "sector": self.codes("sector") + ["-"], "model": ["yes", "no", "-"]})
        for row in self.rows("member"):
            self.change("member", row, row["joined_on"], row["left_on"],
                        {"level": levels, "area": areas, "sector": self.codes("sector") + ["-"]})
        for rows in self.changes.values():
            self.random.shuffle(rows)

    def change(self, kind, row, begins, ends, choices):
        low, high = plus(max(FIRST, begins), 1), ends or LAST
        if low > high or not self.chance(0.15):
            return
        for day in sorted({self.day(low, high) for _ in range(self.pick([1, 1, 2, 3]))}):
            change = dict.fromkeys(COLUMNS[kind].split(), "")
            change.update(code=row["code"], **{"from": day})
            change.update({field: self.pick(choices[field]) for field in self.some(sorted(choices), 3)})
            self.changes[kind].append(change)

    def area_on(self, platform, day):
        """Returns the area of a platform on a day."""
        found = [(row["from"], row["area"]) for row in self.changes["platform"]
                 if row["code"] == platform["code"] and row["area"] and row["from"] <= day]
        return max(found)[1] if found else platform["area"]

    def make_assignments(self):
        areas = [row["code"] for row in self.rows("area") if row["level"] in ("street", "community", "compound")]
        for member in self.rows("member"):
            places = [("platform", row) for row in self.random.sample(self.rows("platform"), 2)]
            places += [("area", self.pick(areas))]
            for kind, place in self.random.sample(places, self.pick([0, 1, 1, 2, 3])):
                for role in self.some(["resident", "convener", "liaison", "partner"], 2):
                    self.assign(member, kind, place, role)

    def assign(self, member, kind, place, role):
        """Adds one to three terms at a place in one role, with or without gaps, never overlapping."""
        low = max(FIRST, member["joined_on"], place["opened_on"] if kind == "platform" else "")
        high = min([LAST] + [end for end in (member["left_on"], kind == "platform" and place["closed_on"]) if end])
        since = self.day(low, high) if low <= high else LAST + "."
        for term in range(self.pick([1, 1, 2, 3])):
            if since > high:
                return
            until = "" if self.chance(0.35) else self.day(since, LAST if self.chance(0.03) else high)
            if not until and high < LAST and self.chance(0.9):        # most end with the member's term or the platform
                until = high
            self.add("assignment", member=member["code"], role=role, since=since, until=until,
                     **{kind: place["code"] if kind == "platform" else place})
            if not until:
                return
            since = plus(until, self.pick([1, 1, 1, 40]))

    # --- what happens ----------------------------------------------------------------------------------------

    def make_topics(self):
        areas = self.codes("area")
        for number in range(1, 121):
            kind = self.pick(["common", "annual", "monthly", "platform", "platform"])
            platform = self.pick(self.rows("platform")) if kind == "platform" or self.chance(0.1) else None
            low = max(FIRST, platform["opened_on"]) if platform else FIRST
            proposed = self.day(low, platform and platform["closed_on"] or LAST)
            approved = self.day(proposed, min(LAST, plus(proposed, 90))) if self.chance(0.75) else ""
            self.add("topic", code=f"T{number}", title=f"第{number}号议题", kind=kind,
                     parent=self.parent_of_topic(number),
                     area=self.pick(areas) if kind != "common" and self.chance(0.6) else "",
                     platform=platform["code"] if platform else "", proposed_on=proposed, approved_on=approved,
                     unit=self.pick(self.codes("unit")) if self.chance(0.4) else "",
                     closed_on=self.day(max(proposed, approved)) if self.chance(0.4) else "")

    def parent_of_topic(self, number):
        """Returns the topic above: topics are three deep, below the 50th and the 100th."""
        if number % 10:
            return f"T{self.pick(range(10, 121, 10))}"
        return self.pick(["", "T50", "T100"]) if number % 50 else ""

    def count(self, most, share):
        return str(self.pick([0, 1, self.random.randint(1, most), self.random.randint(1, most)])) \
            if self.chance(share) else ""

    def make_sessions(self):
        numbers = list(range(1, self.sessions + 1))
        self.random.shuffle(numbers)
        topics, units = self.codes("topic"), self.codes("unit")
        for number in numbers:
            held = self.day()
            open_now = [row for row in self.rows("platform") if stands(row, "opened_on", "closed_on", held)]
            # An import only warns of a closed partner.
            pool = self.rows("platform") if self.chance(0.01) else open_now
            platform = self.pick(open_now)
            partners = [row["code"] for row in self.some(pool, 3) if row is not platform] if self.chance(0.15) else []
            state = self.pick(["", "", "held"]) if self.chance(0.94) else self.pick(["planned", "cancelled"])
            session = self.add(
                "session", code=f"QS-S{held[:4]}-{number:05}", held_on=held, state=state, kind=self.pick(SESSION_KINDS),
                **self.place_of_session(platform, held), form=self.pick(FORMS) if self.chance(0.7) else "", title=f"第{number}场",
                topic=self.pick(topics) if self.chance(0.5) else "", partners=";".join(partners),
                units=";".join(self.some(units, 3)) if self.chance(0.3) else "", headcount=self.count(30, 0.4),
                residents=self.count(200, 0.6), served=self.count(300, 0.4), summary=self.pick(["", "纪要"]))
            self.make_attendances(session)

    def place_of_session(self, platform, day):
        """Returns where a session is held: mostly a platform, in or below its area, sometimes an area alone."""
        area = self.area_on(platform, day)
        below = [row["code"] for row in self.rows("area") if area in (row["code"], row["parent"])]
        alone = self.chance(0.08)
        return {"platform": "" if alone else platform["code"],
                "area": self.pick(self.codes("area") if alone else below) if alone or self.chance(0.1) else "",
                "sector": self.pick(self.codes("sector")) if self.chance(0.1) else ""}

    def make_attendances(self, session):
        """Names members in the session's column, in attendance.csv, in both (different members), or nowhere."""
        if self.chance(0.15):
            return
        pool = [row["code"] for row in self.rows("member") if stands(row, "joined_on", "left_on", session["held_on"])]
        people = [(code, self.pick(ROLES)) for code in self.some(pool, 7)]
        where = self.random.random()
        named = people if where < 0.5 else people[:2] if where < 0.6 else []
        session["members"] = self.pick([";", ","]).join(
            code if role == "attend" and self.chance(0.8) else f"{code}:{role}" for code, role in named)
        for code, role in people[len(named):]:
            self.add("attendance", session=session["code"], member=code, role=role)

    def make_problems(self):
        sessions, topics, units = self.rows("session"), self.codes("topic"), self.codes("unit")
        platforms = {row["code"]: row for row in self.rows("platform")}
        number_of = max(20, self.sessions * 3 // 10)
        for number in range(1, number_of + 1):
            session = self.pick(sessions)
            from_it = self.chance(0.7) and bool(session["platform"])
            platform = platforms[session["platform"]] if from_it else self.pick(self.rows("platform"))
            low, high = max(FIRST, platform["opened_on"]), platform["closed_on"] or LAST
            raised = session["held_on"] if from_it and self.chance(0.7) else self.day(low, high)
            follows = self.random.randint(1, number_of) if self.chance(0.1) else number
            problem = self.add(
                "problem", code=f"Q{number}", title=f"第{number}件", raised_on=raised, platform=platform["code"],
                category=self.pick(["urgent", "doorstep", "governance"]), session=session["code"] if from_it else "",
                topic=self.pick(topics) if self.chance(0.3) else "", raised_by=self.in_term(raised, 0.6),
                unit=self.pick(units) if self.chance(0.5) else "", follows=f"Q{follows}" if follows < number else "",
                due_on=plus(raised, self.pick([0, 15, 30, 60, 90])) if self.chance(0.7) else "")
            if problem["due_on"] and self.chance(0.2):
                problem["due_on"] = month_end(problem["due_on"])
            self.live_on(problem)

    def in_term(self, day, share):
        pool = [row["code"] for row in self.rows("member") if stands(row, "joined_on", "left_on", day)]
        return self.pick(pool) if self.chance(share) else ""

    def live_on(self, problem):
        """Adds the progress of a problem, its end if it has one, and its look-backs, some of which find a relapse."""
        raised, end, days = problem["raised_on"], "", set()             # one look-back a day
        for stage in self.random.sample("plan build manage review share".split(), self.pick([0, 0, 1, 2, 3])):
            self.add("progress", problem=problem["code"], noted_on=self.day(raised), stage=stage, text="已推进")
        again, earlier = self.reopen_some(problem, days)
        fate = self.random.random()
        if fate < 0.60:
            end = problem["solved_on"] = self.day(again, min(LAST, plus(again, self.pick([0, 20, 100, 300]))))
        elif fate < 0.70:
            end = problem["closed_on"] = self.day(again)
            problem["close_reason"] = self.pick(["不属职责", "重复反映"])
        if problem["closed_on"] or not self.chance(0.5 if end else 0.1):
            return
        for look in range(self.pick([1, 1, 2, 3])):
            low = raised if self.chance(0.1) else end or raised       # some look-backs precede the solution
            seen = self.day(low, min(LAST, plus(low, 200)))
            if seen in days:
                continue
            settled = any(first <= seen < until for first, until in earlier)
            self.look_back(problem, seen, self.pick(["holding"] * 6 + ["partial", "partial", "holding" if settled else "relapsed"]), days)

    def look_back(self, problem, seen, result, days):
        days.add(seen)
        self.add("lookback", problem=problem["code"], seen_on=seen, seen_by=self.in_term(seen, 0.6), result=result,
                 satisfaction=self.pick(["", "0", "100", str(self.random.randint(1, 99))]))

    def reopen_some(self, problem, days):
        """Gives some problems solutions and closings that were reopened, by a relapse or without one.

        Returns the first day on which the problem may be settled again, and the solutions as (first day, end).
        """
        again, texts, solutions = problem["raised_on"], [], []
        for earlier in range(self.pick([0] * 8 + [1, 1, 2])):
            first = self.day(again, min(LAST, plus(again, self.pick([0, 10, 60]))))
            until = self.day(first, min(LAST, plus(first, self.pick([0, 30, 200]))))
            closed, relapsed = self.chance(0.2), self.chance(0.7)
            text = f"{first}/{until}" + (":closed" if closed else "")
            if plus(until, 1) > LAST or any(one.startswith(f"{first}/{until}") for one in texts):
                break
            if not closed:
                solutions.append((first, until))
            if relapsed and not closed and until not in days:
                self.look_back(problem, until, "relapsed", days)
            texts.append(text)
            again = plus(until, 1) if relapsed and not closed else until
        problem["settled_before"] = ";".join(texts)
        return again, solutions

    def make(self):
        self.make_areas()
        self.make_sectors_and_units()
        self.make_platforms()
        self.make_members()
        self.make_conveners()
        self.make_changes()
        self.make_assignments()
        self.make_topics()
        self.make_sessions()
        self.make_problems()
        self.random.shuffle(self.rows("problem"))                     # `follows` may point forward
        city_results.make_results(self)
        for kind, rows in self.changes.items():
            self.tables[kind] = self.tables[kind] + rows
        return self.tables


def write_city(directory, seed, sessions):
    os.makedirs(directory, exist_ok=True)
    for kind, rows in Maker(seed, sessions).make().items():
        with open(os.path.join(directory, kind + ".csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS[kind].split(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sessions", type=int, default=5000)
    parser.add_argument("--out", required=True, metavar="DIR")
    options = parser.parse_args()
    write_city(options.out, options.seed, options.sessions)


if __name__ == "__main__":
    main()
