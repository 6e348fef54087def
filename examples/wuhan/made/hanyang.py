"""汉阳区 on 4 September 2024: the 25th of every month since 2019 with over 6,000 attendances, 12 themes a year, over 60
consultations in homes and schools, 19 compounds and 150 projects pledged with just over 3,000,000 yuan paid, and over
200 children and over 200 families paired."""

from datetime import date
from itertools import cycle, islice

from . import parts
from .parts import days

AREA, OFFICE = "420105", "HY"
HOUSE, MISSING = "HY-P-001", "HY-M-050"
LONG_SERVING, SENIORS = date(2012, 1, 1), 24  # members of an earlier committee, re-elected
THEMES = {2: "春季招聘与重点群体就业服务", 9: "老旧小区加装电梯", 10: "居家养老服务", 11: "物业服务质量提升", 12: "共同缔造项目回头看"}
IN_HOMES, COMPOUNDS, PROJECTS = 63, 19, 150
PAIRED_CHILDREN, PAIRED_FAMILIES = 53, 52  # rows, of three to five each
CARE, FAMILIES = "结对儿童", "235幸福工程"
GARDENS = ["花园", "雅苑", "新村"]
WORKS = ["楼道照明更新", "休闲座椅增设", "电动自行车充电棚建设", "儿童活动角改造", "无障碍坡道建设", "口袋花园营造", "公共晾晒区设置",
         "居民公示栏更新", "单元门维修", "楼栋雨棚更换", "健身器材更新", "垃圾分类投放点改造", "便民服务亭设置", "社区图书角建设"]


def make(book, office, homes, people):
    four_in_one(book)
    for person in people:  # 全覆盖编入“界别政协委员之家”
        book.add("assignment", "条", member=person, platform=HOUSE, role="resident", since=date(2022, 3, 1))
    consultation_day(book, office, homes, people, committees(book))
    earlier_days(book)
    in_homes_and_schools(book, homes, people)
    compounds = make_compounds(book)
    visits(book, homes, people, compounds)
    pledges(book, people, compounds)
    pairings(book, people)
    for code in ("HY-S2024-00007", "HY-S2024-00008"):  # the page's training and sharing
        book.get("session", code)["members"] = ";".join(people[int(code[-1])::8][:12])
    for number in range(0, 12, 2):
        parts.commend(book, OFFICE, date(2024, 1, 12), "2023年度履职优秀委员", "汉阳区政协", member=people[number])


def four_in_one(book):
    """“点、线、条、块”四位一体: contact points, studios of industries, the page's house of sectors, homes of streets."""
    for home in book.of("platform", OFFICE):
        home["tags"] += ";条" if home["code"] == HOUSE else ";块"
    communities = [row for row in book.of("area", OFFICE) if row["level"] == "community"]
    for number, spot in enumerate(("社区“阳小驿”", "商务楼宇党群服务站", "防汛哨棚")):
        place = communities[number * 3]
        book.add("platform", "点", code=book.code("platform", OFFICE), name=f"{place['name']}委员联络点", kind="contact",
                 basis="area", area=place["code"], host=spot, opened_on=date(2023, 6, 12))
    for name in ("科技创新", "大健康"):
        book.add("platform", "线", code=book.code("platform", OFFICE), name=f"{name}产业链委员工作室", kind="studio",
                 basis="industry", area=AREA, opened_on=date(2023, 9, 18))


def earlier_days(book):
    """The 25ths from 2019 to October 2023: only how many came is known of them. They were held online in spring 2020 and
    when the 25th fell into the Spring Festival."""
    general = parts.matters(book, "general")
    for number in range(58):
        day = date(2019 + number // 12, number % 12 + 1, 25)
        online = date(2020, 1, 23) <= day <= date(2020, 5, 1) or day == date(2023, 1, 25)
        parts.session(book, OFFICE, day, HOUSE, "consult", f"基层协商日：{general[number % len(general)]['topic']}",
                      form="online" if online else parts.FORMS[number % 2][0],
                      headcount=36 if online else 80 + number // 6 + number * 5 % 13, residents=20 + number % 11,
                      note="早年活动只记人次")


def committees(book):
    return [book.add("unit", code=book.code("unit", OFFICE), name=f"汉阳区政协{name}", kind="committee", area=AREA)
            for name in parts.COMMITTEES]


def consultation_day(book, office, homes, people, guides):
    """On the 25th of every month each home takes up the month's theme, guided by a committee; who stayed away is in the roll-call."""
    for month, title in THEMES.items():
        book.add("topic", code=f"HY-T2024-{month:05}", title=title, kind="monthly", area=AREA,
                 proposed_on=date(2023, 12, 20), approved_on=date(2024, 1, 5))
        book.add("theme", month=f"2024-{month:02}", title=title, topic=f"HY-T2024-{month:05}", area=AREA)
    for number in range(14):
        year, month = (2023, 11 + number) if number < 2 else (2024, number - 1)
        day, topic = date(year, month, 25), f"HY-T2024-{month:05}" if year == 2024 else None
        title = book.get("topic", topic)["title"] if topic else "居民议事月谈"
        if topic and parts.by_today(date(year, month, 10)):
            book.add("document", "专题活动方案", code=book.code("document", OFFICE, year), kind="plan", title=f"{month}月“基层协商日”专题活动方案",
                     filed_on=parts.workday(date(year, month, 10)), area=AREA, topic=topic)
        at_the_house = page_session(book, day, people)
        for turn, home in enumerate(homes):
            held = parts.session(book, office, day, home.code, "consult", f"{home.place}基层协商日：{title}",
                                 form="formal" if turn % 2 else "onsite", topic=topic, residents=15 + (number + turn) % 9,
                                 units=f"{guides[number % len(guides)]}:guide")
            if parts.by_today(day):
                call_the_roll(book, held, [person for person in people[turn::len(homes)]
                                             if person not in at_the_house], number)
    parts.problem(book, OFFICE, date(2024, 8, 25), homes[0].code, f"{homes[0].place}外墙线缆杂乱", "doorstep")


def page_session(book, day, people):
    """Who is at the page's session of that day, if there is one: the last ten members."""
    held = [row["code"] for row in book.of("session", OFFICE) if row["tags"].startswith("报载") and row["held_on"] == str(day)]
    group = people[-10:] if held else []
    for person in group:
        book.add("attendance", session=held[0], member=person, role="attend")
    return group


def call_the_roll(book, held, group, number):
    """One in seven is away, another one each month; one member has not come since June."""
    for seat, person in enumerate(group):
        role = "chair" if seat == 0 else "speak" if seat < 3 else "attend"
        if (seat + number) % 7 == 6:
            role = "leave" if number % 3 else "absent"
        if person == MISSING and number >= 7:
            role = "absent"
        book.add("attendance", session=held, member=person, role=role)


def in_homes_and_schools(book, homes, people):
    """64 with the page's one, not on the 25th; every third raises a problem."""
    children = parts.matters(book, "child")
    for number in range(IN_HOMES):
        day = parts.workday(date(2024, 1, 8) + days(number * 15 // 4))
        day += days(1) if day.day == 25 else days(0)
        home, matter = homes[number % len(homes)], children[(number * 5 + number // 12) % len(children)]
        third = (number + number // 6) % 3 == 0
        pair = [people[number * 2 % len(people)], people[(number * 2 + 1) % len(people)]]
        held = parts.session(book, OFFICE, day, home.code, "consult",
                             f"{home.place}{'入户' if third else '入校'}协商：{matter['topic']}", parts.CHILDREN,
                             form="doorstep", topic="HY-T2024-00006", residents=5 + number % 8,
                             members=parts.roll_call(pair))
        if third:
            solved = day + days(24 + number % 5 * 4) if number < 54 else None
            parts.problem(book, OFFICE, day, home.code, f"{home.place}{matter['problem']}", matter["category"], solved,
                          number, parts.CHILDREN, session=held, topic="HY-T2024-00006", raised_by=pair[1])


def make_compounds(book):
    """19 compounds: two in each of nine communities and a third in the first. Most have become “四无”小区."""
    communities = [row for row in book.of("area", OFFICE) if row["level"] == "community"]
    compounds = []
    for number in range(COMPOUNDS):
        community, turn = communities[number % 9], number // 9
        name = community["name"].removesuffix("社区") + GARDENS[turn]
        code = book.add("area", "四无小区" if number % 3 else "", code=f"{community['code']}-{turn + 1:02}", name=name, level="compound",
                        parent=community["code"])
        compounds.append(parts.Place(code, name))
    return compounds


def visits(book, homes, people, compounds):
    """委员小区遍访: every compound in August."""
    for number, compound in enumerate(compounds):
        street = int(compound.code[4]) - 1
        parts.session(book, OFFICE, parts.workday(date(2024, 8, 1) + days(number)), homes[street * 2].code, "visit",
                      f"委员小区遍访：{compound.name}", "小区遍访", form="doorstep", topic="HY-T2024-00008",
                      members=";".join(people[(number * 2 + i) % len(people)] for i in range(2)),
                      residents=8 + number % 6)


def pledges(book, people, compounds):
    """委员认领, begun on 25 March 2024; the works of the later projects go on."""
    def pledge(number, target, title, area, on, amount, paid, done_on):
        book.add("pledge", code=book.code("pledge", OFFICE, 2024), pledged_on=on, member=people[number % len(people)],
                 target=target, title=title, area=area, amount=amount, paid=paid, done_on=done_on)

    begun = date(2024, 3, 25)
    for number, compound in enumerate(compounds):
        on = begun + days(number % 3)
        pledge(number, "compound", f"领办共同缔造小区：{compound.name}", compound.code, on, 45000, 38500 + number * 250,
               None)
    for number in range(PROJECTS):
        compound, work = compounds[number % COMPOUNDS], WORKS[number % len(WORKS)]
        on = parts.workday(begun + days(number))
        amount = 12000 + number % 9 * 1000
        done = parts.workday(on + days(60)) if number % 4 else None
        paid = amount if done else amount * 3 // 4
        pledge(number + 5, "project", f"{compound.name}{work}", compound.code, on, amount, paid, parts.by_today(done))


def pairings(book, people):
    """Children from spring 2024; families since 2015, by members who sat then. A few ended."""
    communities = [row["code"] for row in book.of("area", OFFICE) if row["level"] == "community"]

    def pair(number, group, tag, count, since, until=None):
        book.add("pairing", tag, code=book.code("pairing", OFFICE), member=people[number % len(people)],
                 target_group=group, count=count, area=communities[number % 9], since=since, until=until)

    for number, count in enumerate(islice(cycle((4, 3, 5, 4)), PAIRED_CHILDREN)):
        pair(number, "child", CARE, count, parts.workday(date(2024, 2, 26) + days(number * 3)))
    for number, count in enumerate(islice(cycle((4, 5, 3, 4)), PAIRED_FAMILIES)):
        senior = number % len(people) < SENIORS
        year = 2015 + number % 10 if senior else 2022 + number % 3
        pair(number, "household", FAMILIES, count, parts.workday(date(year, 3, 25)))
    for number in range(3):
        pair(number, "household", FAMILIES, 2, date(2016, 3, 25), date(2023, 12, 31))
