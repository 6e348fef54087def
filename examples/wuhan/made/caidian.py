"""蔡甸区 on 4 September 2024: 11 street homes, 20 model homes, a studio of each of 26 sectors, 13 of members, 228 members in 11 streets
and 58 communities, 50 consultations, 46 problems solved (28 of children), 104 speeches, 8 proposals, 33 opinions,
51,920 yuan given."""

from datetime import date

from . import parts
from .parts import days

AREA, OFFICE = "420114", "CD"
NOT_HERE = {"JB09", "JB16", "JB23", "JB29"}  # 30 sectors in the city's list, 26 in this district
MEMBERS, SOLVED, CHILDREN, CONSULTATIONS = 228, 46, 28, 50
PROPOSALS, OPINIONS = 8, 33
PERSONAL = 13
UNITS = ["区民政局", "区教育局", "区住房和城市更新局", "区水务和湖泊局", "区农业农村局"]
CARE = ["留守儿童安全课堂", "困境儿童微心愿认领", "爱心助学走访慰问", "青少年法治宣讲", "儿童口腔健康义诊"]


def make(book):
    places = parts.streets(book, OFFICE)
    sectors = [code for code in parts.sectors(book) if code not in NOT_HERE]
    homes = make_homes(book, places)
    make_sector_studios(book, sectors)
    people = make_people(book, places, homes, sectors)
    make_personal_studios(book, places, people)
    neighbours = grassroots(book, places)
    held = consultations(book, homes, neighbours, committees(book))
    problems(book, held)
    services(book, homes, people)
    attend(book, people)
    documents(book, held)
    donations(book)
    outside_the_period(book, homes, people)


def make_homes(book, places):
    """One a street, then 20 model ones in communities, built together with what is there."""
    homes = [parts.home(book, OFFICE, street, date(2022, 8, 15)) for street in places]
    communities = [street.communities[turn] for turn in range(2) for street in places][:20]
    return homes + [parts.home(book, OFFICE, place, date(2023, 4, 10), model="yes", basis="joint") for place in communities]


def make_sector_studios(book, sectors):
    """26个界别全覆盖成立界别委员工作室."""
    for sector in sectors:
        book.add("platform", code=book.code("platform", OFFICE), name=f"{book.get('sector', sector)['name']}界别委员工作室",
                 kind="studio", basis="sector", area=AREA, sector=sector, host="区政协机关", opened_on=date(2023, 6, 1))


def make_personal_studios(book, places, people):
    """建立13个委员工作室, each of one member, who convenes it: one a street and two more."""
    for number in range(PERSONAL):
        street, person = places[number % len(places)], people[60 + number]
        code = book.add("platform", code=book.code("platform", OFFICE), name=f"{book.get('member', person)['name']}工作室",
                        kind="studio", basis="personal", area=street.code, host=f"{street.name}党群服务中心", opened_on=date(2023, 6, 1))
        parts.convene(book, code, person, date(2024, 1, 4))


def make_people(book, places, homes, sectors):
    """33 members to the street homes, the others to 58 communities in turn; two had left, two come later."""
    communities = [place for street in places for place in street.communities]
    for name in UNITS:
        book.add("unit", code=book.code("unit", OFFICE), name=f"蔡甸{name}", kind="department", area=AREA)
    people = []
    for number in range(MEMBERS):
        code = parts.member(book, OFFICE, AREA, "蔡", sectors[number % 26], parts.level_of(number))
        place = ({"platform": homes[number % 11].code} if number < 33 else
                 {"area": communities[(number - 33) % 58].code})
        book.add("assignment", member=code, role="resident", since=date(2024, 1, 4), **place)
        people.append(code)
    for number, home in enumerate(homes[:11]):
        parts.convene(book, home.code, people[number], date(2024, 1, 4))
    for home in homes[11:]:  # the first member sent to the community
        first = 33 + [place.code for place in communities].index(home.area)
        parts.convene(book, home.code, people[first], date(2024, 1, 4))
    for number, code in enumerate(sectors):  # a member of the sector
        own = [row["code"] for row in book.of("platform", OFFICE) if row.get("sector") == code]
        parts.convene(book, own[0], people[26 + number], date(2024, 1, 4))
    for number in range(2):
        gone = parts.member(book, OFFICE, AREA, "蔡", sectors[number], left_on=date(2023, 12, 31))
        book.add("assignment", member=gone, area=communities[number].code, role="resident",
                 since=date(2023, 3, 1), until=date(2023, 12, 31))
        parts.member(book, OFFICE, AREA, "蔡", sectors[number], joined_on=date(2024, 10, 8))
    return people


def child(number):
    """Whether the problem of this number is one of children: 28 of the first 46."""
    return number * CHILDREN // SOLVED != (number + 1) * CHILDREN // SOLVED


def matter_of(book, number):
    group = parts.matters(book, "child" if child(number) else "general")
    return group[number % len(group)]


def grassroots(book, places):
    """Who sits at the table with the members in a street: its 综治中心, and the committees of its first community."""
    return {street.code: [book.add("unit", code=book.code("unit", OFFICE), name=name, kind=kind, area=place.code)
                          for name, kind, place in ((f"{street.name}综治中心", "department", street),
                                                    (f"{street.communities[0].name}居民委员会", "resident", street.communities[0]),
                                                    (f"{street.communities[0].name}业主委员会", "resident", street.communities[0]))]
            for street in places}


def committees(book):
    """各专工委全员参与，指导督导: those beside the page's two, and all of them at the page's meeting."""
    made = [book.add("unit", code=book.code("unit", OFFICE), name=f"蔡甸区政协{name}", kind="committee", area=AREA) for name in parts.COMMITTEES]
    book.get("session", "CD-S2024-00001")["units"] = ";".join(f"{code}:guide" for code in ["CD-U-001", "CD-U-002", *made])
    return made


def consultations(book, homes, neighbours, guides):
    """Those beside the page's five and the joint one that districts.py adds: 44, on homes in turn."""
    held = []
    for number in range(CONSULTATIONS - 6):
        day = parts.workday(date(2024, 1, 9) + days(number * 5 + number // 4))
        home, matter = homes[number * 7 % len(homes)], matter_of(book, number)
        tag = parts.CHILDREN if child(number) else ""
        topic = book.add("topic", tag, code=book.code("topic", OFFICE, 2024), title=f"{home.place}{matter['topic']}",
                         kind="platform", parent="HB-T2024-00001" if tag else None, platform=home.code,
                         proposed_on=parts.workday(day - days(12)),
                         approved_on=parts.workday(day - days(7)))
        code = parts.consult(book, OFFICE, day, home, matter["topic"], number, tag, topic=topic,
                             units=f"{neighbours[home.area[:5]][number % 3]};{guides[number % len(guides)]}:guide")
        held.append((code, day, home, topic))
    return held


def problems(book, held):
    """46 solved by 4 September, from the first 40 consultations; four of the last ones are open or closed."""
    units = [row["code"] for row in book.of("unit", OFFICE) if row["area"] == AREA and row["kind"] == "department"]
    for number in range(SOLVED + 4):
        late = number >= SOLVED
        about = number - 6 if late else number
        code, day, home, topic = held[about if late else about % 40]
        matter = matter_of(book, about)
        end = {"solved_on": day + days(15 + number % 4 * 5)}
        if late:
            end = [{}, {}, {"closed_on": date(2024, 9, 2), "close_reason": "已纳入上级改造计划，不再单独办理"},
                   {}][number - SOLVED]
        made = parts.problem(book, OFFICE, day, home.code, f"{home.place}{matter['problem']}", matter["category"],
                             number=number, tag=parts.CHILDREN if child(about) else "", session=code,
                             topic=topic if number < 40 or late else None, unit=units[number % len(units)], **end)
        if number % 8 == 0 and not late:
            parts.look_back(book, made, end["solved_on"] + days(30), "holding", 88 + number % 9)


def services(book, homes, people):
    """23 acts of care for children (the page says 20余)."""
    for number in range(23):
        home = homes[number * 3 % len(homes)]
        day = parts.workday(date(2024, 1, 18) + days(number * 10))
        parts.session(book, OFFICE, day, home.code, "service", f"{home.place}{CARE[number % len(CARE)]}",
                      parts.CHILDREN, form="onsite", topic="HB-T2024-00002", served=20 + number % 15,
                      members=";".join(people[(number * 4 + i) % MEMBERS] for i in range(3)))


def attend(book, people):
    """The roll-calls of consultations stand in attendance.csv: two speak at each and a third at four of them."""
    meetings = {f"CD-S2024-{number:05}" for number in (1, 2, 3, 4, 6)}
    turn = 0
    for held in book.of("session", OFFICE):
        if held["kind"] == "consult":
            roles = ["chair", "speak", "speak", "speak" if turn % 13 == 5 else "attend", "attend", "leave"]
            roles += ["attend"] * (turn % 3)
            for seat, role in enumerate(roles):
                book.add("attendance", session=held["code"], member=people[(turn * 8 + seat) % MEMBERS], role=role)
            turn += 1
        elif held["code"] in meetings:
            for seat in range(8):
                book.add("attendance", session=held["code"], member=people[seat], role="attend" if seat else "chair")
    for code in ("CD-S2024-00005", "CD-S2024-00012"):  # the inspection and the training: one of each sector
        for person in people[:26]:
            book.add("attendance", session=code, member=person, role="attend")


def documents(book, held):
    """8 proposals and 33 opinions from consultations on children; an advice, and some outside the period."""
    raised, authors = parts.problems_of(book), {}
    for row in book.rows["attendance"]:
        if row["session"].startswith(OFFICE) and row["role"] in ("chair", "speak"):
            authors.setdefault(row["session"], []).append(row["member"])
    children = [each for number, each in enumerate(held) if child(number)]
    for number, (code, day, _, topic) in enumerate(children[:PROPOSALS]):
        filed = parts.workday(day + days(14))
        replied = parts.workday(filed + days(75)) if number < 6 else None
        parts.write(book, OFFICE, "proposal", book.get("topic", topic)["title"], filed, authors[code], parts.CHILDREN,
                    topic=topic, session=code, adopted_on=parts.workday(filed + days(12)), adopted_level="district",
                    replied_on=replied, result="承办单位已答复，委员满意" if replied else "正在办理")
    for number in range(OPINIONS):
        again, (code, day, _, topic) = number // len(children), children[number % len(children)]
        filed = parts.workday(min(day + days(12 + number % 5 + 60 * again), date(2024, 9, 2)))
        adopted = parts.workday(filed + days(18)) if number % 4 == 0 else None
        parts.write(book, OFFICE, "opinion", "持续推进" * again + book.get("topic", topic)["title"], filed,
                    authors[code][:1 + number % 2], parts.CHILDREN, session=code, problem=raised.get(code, [None])[0],
                    adopted_on=adopted, adopted_level=adopted and ("city" if number % 8 == 0 else "district"),
                    result=adopted and "已采用并转有关部门办理")
    parts.write(book, OFFICE, "advice", "以科技创新助力产业发展、以产业转型提升综合实力", date(2024, 7, 8),
                ["CD-M-001", "CD-M-002", "CD-M-003"], session="CD-S2024-00004", topic="CD-T2024-00002",
                adopted_on=date(2024, 7, 30), adopted_level="district", result="区委、区政府有关部门采纳")
    for number, (kind, about, day) in enumerate((
            ("speech", "健全村社区协商议事机制", date(2024, 1, 10)), ("speech", "推动托育服务普惠发展", date(2024, 1, 10)),
            ("proposal", "改善农村中小学通勤条件", date(2023, 12, 12)), ("opinion", "加强乡镇图书室管护", date(2023, 11, 22)))):
        parts.write(book, OFFICE, kind, about, day, [f"CD-M-{number + 11:03}"])


def donations(book):
    """Cash at ten of the acts of care, 51,920 yuan in the period (the page says 5万余元), goods at four."""
    for held in [row for row in book.of("session", OFFICE) if row["kind"] == "service"]:
        giver, served = held["members"].split(";")[0], int(held["served"])
        day = date.fromisoformat(held["held_on"])
        cells = {"session": held["code"], "donor_member": giver, "beneficiaries": served}
        if CARE[1] in held["title"] or CARE[2] in held["title"]:
            parts.give(book, OFFICE, day, held["platform"], cash=3560 + served * 64, **cells)
        elif CARE[4] in held["title"]:
            parts.give(book, OFFICE, day, held["platform"], item="儿童口腔护理包", quantity=served,
                       quantity_unit="份", **cells)
    for day, cash in ((date(2023, 11, 17), "3500.50"), (date(2023, 12, 20), 6000)):
        parts.give(book, OFFICE, day, "CD-P-001", donor="蔡甸区政协委员", cash=cash)


def outside_the_period(book, homes, people):
    general = parts.matters(book, "general")
    for number, day in enumerate((date(2023, 9, 20), date(2023, 11, 15), date(2024, 9, 18), date(2024, 10, 23),
                                  date(2024, 11, 20))):
        home, matter = homes[number], general[number]
        held = parts.consult(book, OFFICE, day, home, matter["topic"], number,
                             members=parts.roll_call(people[number * 5:number * 5 + 5]))
        if parts.by_today(day):
            parts.problem(book, OFFICE, day, home.code, f"{home.place}{matter['problem']}", matter["category"],
                          day + days(40), number, session=held)
