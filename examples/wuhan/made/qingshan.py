"""青山区 on 4 September 2024: 91 homes, 6 studios, 5 stations, 102 topics, 78 consultations, 84 problems solved,
5 meetings, 40 visits (30 sectors, 10 big units), 14 canteens, just over 1,200 attendances, 23 platforms and 50 members
commended."""

from datetime import date

from . import parts
from .parts import DAY_ENDS, LAST_THURSDAYS, days

AREA, OFFICE = "420107", "QS"
BRAND = "青山同心·有事好商量"
TOPICS, SOLVED = 102, 84
BIG_UNITS = ["示例冶金集团", "示例石化公司", "示例电力设备公司", "示例港航物流公司", "示例建设工程公司", "示例环保科技公司",
             "示例船舶配套公司", "示例热电公司", "示例商贸集团", "示例职工医院"]
DEPARTMENTS = ["区民政局", "区教育局", "区住房和城市更新局", "区城市管理执法局", "区市场监督管理局", "区卫生健康局"]
SERVICES = ["义诊进社区", "法律咨询进社区", "“关爱困境儿童”暖心服务", "惠民政策宣讲", "为老助餐志愿服务", "家庭教育公益讲座"]
CANTEEN = {"topic": "幸福食堂建设", "problem": "居民就餐不便，盼建幸福食堂", "category": "urgent", "group": "canteen"}


def make(book):
    places = parts.streets(book, OFFICE)
    units = make_units(book, places)
    homes = make_homes(book, places)
    make_studios_and_stations(book)
    people = make_people(book, homes)
    topics = make_topics(book, homes)
    held = regular_days(book, homes, people, topics, units)
    held += extra_consultations(book, homes, people, topics)
    meetings(book, people)
    problems(book, held, people, units)
    documents(book, held)
    commendations(book, homes, people)
    outside_the_period(book, homes, people)


def make_units(book, places):
    """A branch and a big unit in each street, and the departments that answer for problems."""
    def unit(name, kind, area, tag="", founded=None):
        return book.add("unit", tag, code=book.code("unit", OFFICE), name=name, kind=kind, area=area, founded_on=founded)

    return {"branch": [unit(f"{s.name}联络委功能型党支部", "branch", s.code, founded=date(2024, 1, 19) + days(index))
                       for index, s in enumerate(places)],
            "big": [unit(name, "enterprise", s.code, "驻区大单位") for name, s in zip(BIG_UNITS, places)],
            "department": [unit(f"青山{name}", "department", AREA) for name in DEPARTMENTS]}


def make_homes(book, places):
    """91 homes: one a street (10) and one a community (81)."""
    homes = []
    for index, street in enumerate(places):
        own = [parts.home(book, OFFICE, street, date(2022, 9, 1), brand=BRAND)]
        for number, community in enumerate(street.communities):
            late = number == 4 and index % 2
            opened = date(2024, 3, 15) if late else date(2023, 3, 20) + days(30 * number)
            own.append(parts.home(book, OFFICE, community, opened, brand=f"{community.name[:-2]}议事厅"))
        homes.append(own)
    return homes


def make_studios_and_stations(book):
    for number, sector in enumerate(["JB14", "JB15", "JB18", "JB20", "JB22", "JB24"]):
        platform(book, f"{book.get('sector', sector)['name']}界别委员工作室", "studio", AREA, sector,
                 opened_on=date(2023, 5, 10) + days(20 * number))
    platform(book, "青山区政协委员工作站", "station", AREA, host="区政协机关", opened_on=date(2022, 7, 1))
    for number in (1, 3, 5, 7):
        street = book.get("area", f"QS-{number:02}")
        platform(book, f"{street['name']}委员工作站", "station", street["code"], opened_on=date(2023, 1, 10))
    # Two that no longer count on 4 September, and one that does not count yet.
    platform(book, "青禾街道片区委员工作站", "station", "QS-01", opened_on="2022-07-01", closed_on="2023-12-31")
    platform(book, "青黛旧里协商议事之家", "home", "QS-10", opened_on="2022-09-01", closed_on="2024-03-31")
    platform(book, "青澜新苑协商议事之家", "home", "QS-08", opened_on="2024-10-15")


def platform(book, name, kind, area, sector=None, **cells):
    return book.add("platform", code=book.code("platform", OFFICE), name=name, kind=kind, area=area, sector=sector,
                    basis="sector" if sector else "area", **cells)


def make_people(book, homes):
    """16 members in each street, 160 in all; four left in March and four took their places."""
    sectors, people = parts.sectors(book), []
    for index, own in enumerate(homes):
        group = []
        for seat in range(16):
            number = index * 16 + seat
            leaves = date(2024, 3, 31) if seat == 15 and index < 4 else None
            code = parts.member(book, OFFICE, AREA, "青", sectors[number % 30], parts.level_of(number), left_on=leaves,
                                phone=f"1380000{number + 1:04}" if number < 5 else None,
                                committed_on=date(2024, 1, 10) if number % 2 else None)
            home = own[seat % len(own)]
            assign(book, code, home if home.opened < date(2024, 1, 1) else own[0], date(2023, 3, 1), leaves)
            group.append(code)
        people.append(group)
    for index in range(4):
        code = parts.member(book, OFFICE, AREA, "青", sectors[index], joined_on=date(2024, 4, 1))
        assign(book, code, homes[index][index], date(2024, 4, 1))
        people[index].append(code)
    for own, group in zip(homes, people):
        parts.convene(book, own[0].code, group[0], date(2023, 3, 1))
        parts.convene(book, own[1].code, group[1], date(2023, 6, 1))
    return people


def assign(book, person, home, since, until=None):
    book.add("assignment", member=person, platform=home.code, role="resident", since=max(since, home.opened),
             until=until)


def in_term(group, day):
    """The 16 members of a street in term on a day."""
    if len(group) == 16:
        return group
    return group[:15] + [group[15] if day <= date(2024, 3, 31) else group[16]]


def make_topics(book, homes):
    """One topic a home and some more for street homes, 102 approved by 4 September with those of the page."""
    general, topics = parts.matters(book, "general"), {}
    for index, own in enumerate(homes):
        for number, home in enumerate(own):
            matter = general[(index * 7 + number) % len(general)]
            if number == 1 or (number == 2 and index < 4):
                matter = CANTEEN
            topics[home.code] = topic(book, home, matter, date(2024, 1, 8) + days(index % 5)), matter
    children = parts.matters(book, "child")
    more = TOPICS - 91 - len([row for row in book.of("topic", OFFICE) if row["tags"].startswith("报载")])
    for index in range(more):
        topic(book, homes[index][0], children[index], date(2024, 6, 3) + days(index), parts.CHILDREN)
    topic(book, homes[8][0], children[8], date(2024, 9, 2), approved=False)
    topic(book, homes[9][0], children[9], date(2024, 8, 26), approved=False)
    return topics


def topic(book, home, matter, proposed, tag="", approved=True):
    proposed = parts.workday(max(proposed, home.opened))
    tag = "幸福食堂" if matter is CANTEEN else tag
    parent = "HB-T2024-00001" if matter["group"] == "child" else None
    return book.add("topic", tag, code=book.code("topic", OFFICE, 2024), title=f"{home.place}{matter['topic']}",
                    kind="platform", parent=parent, platform=home.code, proposed_on=proposed,
                    approved_on=parts.workday(proposed + days(5)) if approved else None)


def regular_days(book, homes, people, topics, units):
    """委员下沉日: on eight last Thursdays every street holds a consultation (but once) and a visit or a service."""
    held, sectors = [], {row["code"]: row["sector"] for row in book.of("member", OFFICE)}
    for turn, day in enumerate(LAST_THURSDAYS):
        for index, own in enumerate(homes):
            slot = turn * 10 + index
            group = in_term(people[index], day)
            visited = group[visited_seat(turn, index)] if visits(turn, index) and turn < 6 else None
            away = None if slot % 8 == 7 else group[(slot * 5 + (group[slot * 5 % 16] == visited)) % 16]
            present = [person for person in group if person != away]
            excuse = f"{away}:{'absent' if slot % 3 == 0 else 'leave'}" if away else None
            if turn != skipped(index):
                half = [person for person in present if person != visited][turn % 2::2]
                home = own[turn - (turn > skipped(index))]
                held.append(deliberate(book, day, home, topics, slot, half,
                                       units["branch"][index] if slot % 2 else None))
                present = [person for person in present if person not in half]
            if visited:
                present = [person for person in present if person != visited] + [f"{visited}:visited"]
                visit_sector(book, day, own[0].area, sectors[visited], parts.roll_call(present, 0, excuse))
            elif visits(turn, index):
                visit_unit(book, day, own[0].area, units["big"][index], parts.roll_call(present, 0, excuse))
            else:
                serve(book, day, own[2], turn + index, parts.roll_call(present, 0, excuse))
    return held


def visits(turn, index):
    """Whether a street makes a visit, every other time: to three sectors, then to a big unit."""
    return turn % 2 == index % 2


def visited_seat(turn, index):
    """The seat of the member who is visited, chosen so that the 30 visits go to 30 sectors."""
    return index // 2 + turn // 2 + (index % 2 == 0)


def skipped(index):
    """The turn on which a street holds no consultation."""
    return (index + 3) % 8


def deliberate(book, day, home, topics, number, group, unit=None, **cells):
    code, matter = topics[home.code]
    held = parts.consult(book, OFFICE, day, home, matter["topic"], number, topic=code, units=unit,
                         members=parts.roll_call(group, 1 + number % 2), **cells)
    return held, day, home, code, matter


def visit_sector(book, day, street, sector, members):
    """坚持主席会议成员调研界别、走访委员工作机制."""
    name = book.get("sector", sector)["name"]
    parts.session(book, OFFICE, day, None, "visit", f"区政协主席会议成员调研{name}界别、走访委员", area=street, sector=sector,
                  form="roundtable", members=members)


def visit_unit(book, day, street, unit, members):
    parts.session(book, OFFICE, day, None, "visit", f"走访驻区单位{book.get('unit', unit)['name']}", area=street,
                  form="onsite", members=members, units=f"{unit}:visited")


def serve(book, day, home, number, members):
    title = SERVICES[number % len(SERVICES)]
    child = "儿童" in title
    parts.session(book, OFFICE, day, home.code, "service", f"{home.place}{title}", parts.CHILDREN if child else "", form="onsite",
                  members=members, topic="HB-T2024-00002" if child else None, served=30 + 7 * (int(home.area[3:5]) - 1) % 25)


def extra_consultations(book, homes, people, topics):
    """On other days: those of the page get their roll-call, and four more; one is led by 洪山 (see districts)."""
    for index, code in enumerate(("QS-S2024-00002", "QS-S2024-00003", "QS-S2024-00004")):
        book.get("session", code)["members"] = parts.roll_call(people[0][index * 3:index * 3 + 3])
    held = []
    for index in range(4):
        own = homes[index + 4]
        held.append(deliberate(book, date(2024, 6, 13 + index % 2) + days(28 * (index // 2)), own[-1], topics, index,
                               people[index + 4][:3], partners=own[-2].code))
    return held


def meetings(book, people):
    """Five on deployment, the page's 党建 meeting among them; four chair people at each."""
    group = ";".join(f"{own[0]}:{'chair' if i == 0 else 'attend'}" for i, own in enumerate(people[:4]))
    book.get("session", "QS-S2024-00001")["members"] = group
    for month, title in ((2, "年度部署会"), (4, "一季度推进会"), (7, "半年调度会"), (8, "重点工作推进会")):
        parts.session(book, OFFICE, parts.workday(date(2024, month, 20)), None, "meeting",
                      f"“一线协商·共同缔造”行动{title}", area=AREA, form="formal", members=group)


def problems(book, held, people, units):
    """Each consultation raises a problem, every fourth a second; the first are solved in time."""
    held = sorted(held, key=lambda each: each[1])
    raised = [(each, each[4]) for each in held]
    general = parts.matters(book, "general")
    raised += [(each, general[(number * 5 + 4) % len(general)]) for number, each in enumerate(held[::4])]
    raised.sort(key=lambda pair: pair[0][1])
    early = earlier_problems(book)
    for number, ((code, day, home, topic_code, matter), own) in enumerate(raised):
        canteen = own is CANTEEN
        group = in_term(people[int(home.area[3:5]) - 1], day)
        cells = {"session": code, "topic": topic_code if own is matter else None, "raised_by": group[number % 16],
                 "unit": units["department"][number % 6]}
        end = ending(number - (SOLVED - early), day, number)
        made = parts.problem(book, OFFICE, day, home.code, f"{home.place}{own['problem']}", own["category"],
                             number=number, tag="幸福食堂" if canteen else "", **cells, **end)
        if number % 9 == 0 and number < 60:
            parts.look_back(book, made, end["solved_on"] + days(30), "holding", 90 + number % 7, group[0])


def ending(over, day, number):
    """Solved by 4 September while `over` is negative; the rest closed or still open."""
    if over < 0:
        return {"solved_on": min(day + days(18 + number % 5 * 4), DAY_ENDS - days(1))}
    if over < 5:
        return {}
    if over < 7:
        return {"closed_on": DAY_ENDS - days(over - 5), "close_reason": "超出本区职权，已转请市级部门研究办理"}
    return {"due_on": day + days(60)} if over % 2 else {"due_on": DAY_ENDS - days(1)}


def earlier_problems(book):
    """Three raised in 2023: two solved that year, one in 2024. Returns how many are solved in the period."""
    for number, solved in enumerate((date(2023, 11, 20), date(2023, 12, 22), date(2024, 1, 18))):
        home = parts.Home(*[book.of("platform", OFFICE)[number][f] for f in ("code", "name", "area")], None)
        parts.problem(book, OFFICE, date(2023, 10, 26), home.code, f"{home.place[:-6]}消防器材补充配备", "governance",
                      solved, number)
    return 1


def documents(book, held):
    """协商建议书, 情况与建议 and 社情民意 from consultations; some are not adopted, and some not written yet."""
    raised = parts.problems_of(book)
    held = [(code, date.fromisoformat(book.get("session", code)["held_on"])) for code, *_ in held]
    for number, (code, day) in enumerate(sorted(held, key=lambda each: each[1])):
        kind = ["advice", "opinion", None, "situation" if number % 8 == 3 else "opinion"][number % 4]
        if not kind:
            continue
        row = book.get("session", code)
        filed = parts.workday(day + days(10 + number % 6))
        if not parts.by_today(filed):
            continue
        adopted = parts.workday(filed + days(20 + number % 9)) if kind != "opinion" or number % 3 == 0 else None
        upper = adopted and kind == "opinion" and number % 2
        parts.write(book, OFFICE, kind, book.get("topic", row["topic"])["title"], filed, named(row), session=code,
                    topic=row["topic"], problem=raised.get(code, [None])[0], adopted_on=adopted,
                    adopted_level=adopted and ("city" if upper else "district"),
                    replied_on=adopted and kind == "advice" and parts.workday(adopted + days(7)) or None,
                    result=adopted and ("市政协采用" if upper else "区有关部门采纳办理"))


def named(session):
    """The two members who stand first in a session's roll-call."""
    return [part.partition(":")[0] for part in session["members"].split(";")[:2]]


def commendations(book, homes, people):
    """23 platforms and 50 members in 2024, one of each twice; some in the year before."""
    issuer, title = "青山区政协", "“一线协商·共同缔造”行动通报表扬"
    places = [own[turn].code for turn in (1, 2, 7) for own in homes]
    for code in places[:23]:
        parts.commend(book, OFFICE, date(2024, 2, 28), f"2023年度{title}", issuer, platform=code)
    for number in range(50):
        parts.commend(book, OFFICE, date(2024, 2, 28), f"2023年度{title}", issuer,
                      member=people[number % 10][number // 10])
    parts.commend(book, OFFICE, date(2024, 7, 16), "上半年优秀协商案例", issuer, platform=places[0])
    parts.commend(book, OFFICE, date(2024, 7, 16), "上半年优秀协商案例", issuer, member=people[0][0])
    for own, group in zip(homes[:6], people):
        parts.commend(book, OFFICE, date(2023, 3, 10), f"2022年度{title}", issuer, platform=own[0].code)
        parts.commend(book, OFFICE, date(2023, 3, 10), f"2022年度{title}", issuer, member=group[2])


def outside_the_period(book, homes, people):
    """Last Thursdays of autumn 2023, so that periods matter, and those planned for autumn 2024."""
    general = parts.matters(book, "general")
    for turn, day in enumerate((date(2023, 10, 26), date(2023, 11, 30), date(2024, 9, 26), date(2024, 10, 31))):
        for index in range(turn, 10, 3):
            home, group = homes[index][0], in_term(people[index], day)
            matter = general[(index + turn * 4) % len(general)]
            parts.consult(book, OFFICE, day, home, matter["topic"], index, members=parts.roll_call(group[:8]))
