"""汉南区 on 4 September 2024: 7 streets, conveners and new members trained, 11 departments brought in,
42 consultations (micro and onsite), 62 problems solved (the page says 60余)."""

from datetime import date

from . import parts
from .parts import days

AREA, OFFICE = "420113", "HN"
CONSULTATIONS, SOLVED, UNITS = 42, 62, 11
DEPARTMENTS = ["教育局", "民政局", "卫生健康局", "城市管理执法局", "残联", "总工会"]
# What the page's homes in communities share their rooms with.
SHARED = ["社区综治中心", "统战实践基地", "党员活动中心", "小区驿站"]
# The sectors sent to each of the two areas: the page's 经开片区 and 汉南片区.
ECONOMIC, RURAL = ["JB15", "JB18", "JB20", "JB14"], ["JB12", "JB13", "JB21", "JB22", "JB24", "JB25"]


def make(book):
    places = parts.streets(book, OFFICE)
    homes = [parts.Home("HN-P-001", "邓南街道", "HN-DN", date(2022, 9, 1))]
    homes += [parts.home(book, OFFICE, street, date(2022, 9, 1)) for street in places]
    homes += [parts.home(book, OFFICE, street.communities[0], date(2023, 5, 8), basis="joint", host=SHARED[number % 4])
              for number, street in enumerate(places)]
    people = make_people(book, homes)
    units = make_units(book)
    held = consultations(book, homes, people, units)
    problems(book, held)
    page_sessions(book, people)
    for number in range(3):
        book.add("pairing", "爱心妈妈", code=book.code("pairing", OFFICE), member=people[number * 7], target_group="child",
                 count=2 + number, area=homes[number].area, since=date(2024, 2, 23))
    outside_the_period(book, homes, people)


def make_people(book, homes):
    """Four members a street: 经开片区 is its first three made-up streets here, 汉南片区 the others."""
    people = []
    for number in range(28):
        home = homes[number % 7]
        part, sectors = ("经开片区", ECONOMIC) if home.code in ("HN-P-002", "HN-P-003", "HN-P-004") else ("汉南片区", RURAL)
        joined = date(2024, 2, 1) if number >= 21 else parts.TERM
        code = parts.member(book, OFFICE, AREA, "南", sectors[number % len(sectors)], parts.level_of(number),
                            joined_on=joined)
        book.add("assignment", part, member=code, platform=home.code, role="resident", since=date(2024, 2, 5))
        people.append(code)
    for number, home in enumerate(homes):
        parts.convene(book, home.code, people[number % 7 if number < 7 else number], date(2023, 6, 1))
    return people


def make_units(book):
    """The page names five of the eleven."""
    for name in DEPARTMENTS:
        book.add("unit", code=book.code("unit", OFFICE), name=f"汉南区{name}", kind="department", area=AREA)
    units = [row["code"] for row in book.of("unit", OFFICE)]
    assert len(units) == UNITS
    return units


def consultations(book, homes, people, units):
    """Those beside the page's six and the joint one that districts.py adds: 35. Micro and onsite in turn."""
    held = []
    for number in range(CONSULTATIONS - 7):
        child = number % 3 == 0
        group = parts.matters(book, "child" if child else "general")
        home, matter = homes[number % len(homes)], group[number % len(group)]
        day = parts.workday(date(2024, 1, 17) + days(number * 6))
        team = people[number % 7:21:7]
        code = parts.consult(book, OFFICE, day, home, matter["topic"], 1 + number % 2,
                             parts.CHILDREN if child else "", topic=f"HN-T2024-0000{1 if child else 2 + number % 3}",
                             members=parts.roll_call(team), units=units[number % UNITS])
        held.append((code, day, home, number))
    return held


def problems(book, held):
    """56 beside the page's six: two from each of the first ones, and three left open."""
    for number in range(SOLVED - 6 + 3):
        late = number >= SOLVED - 6
        code, day, home, turn = held[number - SOLVED + 6 - 3 if late else number % 30]
        child = turn % 3 == 0
        group = parts.matters(book, "child" if child else "general")
        matter = group[(turn + (0 if late or number < 30 else 5)) % len(group)]
        parts.problem(book, OFFICE, day, home.code, f"{home.place}{matter['problem']}", matter["category"],
                      None if late else day + days(14 + number % 5 * 4), number,
                      parts.CHILDREN if child else "", session=code)


def page_sessions(book, people):
    """Roll-calls of the page's sessions. Conveners at the first, new members at the second, everybody at the last."""
    groups = {"HN-S2024-00001": people[:14], "HN-S2024-00002": people[21:], "HN-S2024-00003": people,
              "HN-S2024-00004": people[:28:7], "HN-S2024-00005": people[::2]}
    for code, group in groups.items():
        book.get("session", code)["members"] = ";".join(group)
    for number in range(6, 12):  # the page's consultations
        book.get("session", f"HN-S2024-{number:05}")["members"] = parts.roll_call(people[number:21:7])


def outside_the_period(book, homes, people):
    general = parts.matters(book, "general")
    for number, day in enumerate((date(2023, 8, 16), date(2023, 10, 18), date(2024, 9, 12), date(2024, 10, 17))):
        matter = general[number + 7]
        parts.consult(book, OFFICE, day, homes[number], matter["topic"], 1 + number % 2,
                      members=parts.roll_call(people[number:21:7]))
