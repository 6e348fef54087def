"""The city, the other districts and zones, and sessions that several of them hold together."""

from datetime import date

from . import hanyang, parts
from .parts import days

# office, area, mark in members' names, members
ORDINARY = [
    ("JA", "420102", "岸", 12), ("JH", "420103", "江", 12), ("QK", "420104", "硚", 20), ("HY", "420105", "阳", 104),
    ("WC", "420106", "武", 12), ("HS", "420111", "洪", 12), ("DXH", "420112", "湖", 12), ("JX", "420115", "夏", 12),
    ("HP", "420116", "陂", 30), ("XZ", "420117", "洲", 12), ("DHGX", "WH-DHGX", "新", 10), ("CJXQ", "WH-CJXQ", "长", 10),
]
ZONE = "示例：下沉功能区的市政协委员"
BRANDS, FEATURES = ["邻里圆桌", "街坊说事"], ["银发议事", "亲子议事"]  # 一街一品牌, 一室一特色
INDUSTRIES = ["软件和信息服务", "现代金融", "时尚消费", "中医药健康"]


def city(book):
    book.add("platform", code="WH-P-001", name="武汉市政协委员工作站", kind="station", area="420100", host="市政协机关",
             opened_on=date(2022, 6, 1))
    book.add("platform", code="WH-P-002", name="市政协社情民意联系点", kind="opinion", area="420100",
             host="市政协机关", opened_on=date(2022, 6, 1))


def ordinary_districts(book):
    special = {"JH": industries, "QK": sector_season, "HY": hanyang.make, "HS": reading, "WC": survey,
               "DXH": follow_up, "JX": counselling, "XZ": look_backs}
    for office, area, mark, members in ORDINARY:
        homes, people = ordinary(book, office, area, mark, members)
        if office in special:
            special[office](book, office, homes, people)
    scenic_area(book)


def ordinary(book, office, area, mark, members):
    """Homes in every street and its first community, members sent to them, six consultations, four problems solved."""
    homes = []
    for number, street in enumerate(parts.streets(book, office)):
        brand, feature = (f"{street.name}“{BRANDS[number]}”", FEATURES[number]) if office == "JA" else (None, None)
        copied = {"copied_from": "JA-P-001"} if office == "JA" else {}  # 复制推广百步亭社区“一线协商工作法”
        homes.append(parts.home(book, office, street, date(2022, 10, 10), brand=brand, **copied))
        homes.append(parts.home(book, office, street.communities[0], date(2023, 5, 15), brand=feature, **copied))
    sectors, people = parts.sectors(book), []
    for number in range(members):
        signed = date(2024, 2, 26) if office == "HP" else None
        level = "national" if office == "WC" and number == 0 else parts.level_of(number)
        whose = ({"area": "420100", "level": "city", "note": ZONE} if area.startswith("WH") else
                 {"area": area, "level": level})
        joined = hanyang.LONG_SERVING if office == "HY" and number < hanyang.SENIORS else parts.TERM
        code = parts.member(book, office, mark=mark, sector=sectors[(number * 7 + len(office)) % 30],
                            joined_on=joined, committed_on=signed, **whose)
        if number % 12 != 11 or office == "HY":  # a few are not yet assigned
            book.add("assignment", member=code, platform=homes[number % len(homes)].code, role="resident",
                     since=date(2023, 6, 1))
        people.append(code)
    for home, person in zip(homes, people):
        parts.convene(book, home.code, person, date(2023, 6, 1))
    if office != "HY":  # 汉阳 holds its sessions on the 25th
        usual_sessions(book, office, homes, people)
    return homes, people


def usual_sessions(book, office, homes, people):
    general, shift = parts.matters(book, "general"), sum(map(ord, office)) % 19
    for number in range(7):
        day = parts.workday(date(2023, 11, 7) + days(shift + number * 56))
        home, matter = homes[number % len(homes)], general[(number * 3 + shift) % len(general)]
        held = parts.consult(book, office, day, home, matter["topic"], number,
                             members=parts.roll_call(people[number:number + 4]))
        if parts.by_today(day):
            solved = day + days(25 + number) if number < 4 else None
            parts.problem(book, office, day, home.code, f"{home.place}{matter['problem']}", matter["category"],
                          solved, number, session=held, raised_by=people[number])


def industries(book, office, homes, people):
    """江汉: platforms of sectors and industries."""
    for number, name in enumerate(INDUSTRIES):
        code = book.add("platform", code=book.code("platform", office), name=f"{name}行业委员工作室", kind="studio",
                        basis="industry", area="420103", opened_on=date(2023, 7, 3))
        firm = book.add("unit", code=book.code("unit", office), name=f"示例{name}企业", kind="enterprise", area="420103")
        parts.session(book, office, parts.workday(date(2024, 3, 6) + days(number * 28)), code, "visit", f"走访{name}行业企业",
                      form="roundtable", units=firm, members=parts.roll_call(people[number * 2:number * 2 + 3]))
    for sector in ("JB14", "JB20"):
        book.add("platform", code=book.code("platform", office), kind="studio", basis="sector", area="420103",
                 name=f"{book.get('sector', sector)['name']}界别委员工作室", sector=sector, opened_on=date(2023, 7, 3))


def sector_season(book, office, homes, people):
    """硚口: 143 activities of sectors from April to June 2024 (140多), 9,860 served (近万)."""
    sectors = parts.sectors(book)[10:20]
    studios = [book.add("platform", code=book.code("platform", office), kind="studio", basis="sector", area="420104",
                        name=f"{book.get('sector', sector)['name']}界别委员工作室", sector=sector,
                        opened_on=date(2023, 3, 20)) for sector in sectors]
    places = [row["name"] for row in book.of("area", office) if row["level"] == "community"]
    themes = ["健康义诊", "政策咨询", "科普讲堂", "就业帮扶", "文艺惠民", "法律服务", "助老助残"]
    for number in range(143 + 6):
        last_year = number >= 143
        day = parts.workday(date(2023 if last_year else 2024, 4, 1) + days(number * 12 % 89))
        name = book.get("sector", sectors[number % 10])["name"]
        title = f"{name}界别{themes[number % 7]}走进{places[number % 6]}"
        parts.session(book, office, day, studios[number % 10], "sector", title, "界别活动季", form="onsite",
                      members=people[number % len(people)], headcount=2 + number % 4,
                      served=40 if last_year else 69 + (-24, -11, 0, 7, 28)[number % 5] + (4 if number >= 136 else 0))


def reading(book, office, homes, people):
    """洪山: the 书香润童 series goes on every month from the page's one."""
    for number, title in enumerate(("亲子共读", "爱心图书漂流", "名家故事会", "暑期阅读营", "开学第一课")):
        home = homes[number % len(homes)]
        parts.session(book, office, parts.workday(date(2024, 5, 23) + days(number * 28)), home.code, "service",
                      f"“书香润童”系列活动：{title}", "少年儿童;书香润童", form="onsite", topic="HB-T2024-00002",
                      members=parts.roll_call(people[number:number + 3], 0), served=35 + number * 6)
    book.get("session", "HS-S2024-00001")["members"] = ";".join(people[:5])


def survey(book, office, homes, people):
    """武昌: roll-calls of the page's survey and donation, and a report of the survey."""
    book.get("session", "WC-S2024-00001")["members"] = parts.roll_call(people[:6])
    book.get("session", "WC-S2024-00002")["members"] = ";".join(people[2:8])
    parts.write(book, office, "research", "建立健全儿童关爱帮扶长效机制", date(2024, 5, 10), people[:3], parts.CHILDREN,
                session="WC-S2024-00001", adopted_on=date(2024, 6, 7), adopted_level="district", result="区有关部门采纳")


def follow_up(book, office, homes, people):
    """东西湖: 协商一件、落实一类、带动一片: one problem solved, six that follow it."""
    matter = "老旧楼栋雨棚更换"
    first = parts.problem(book, office, date(2024, 3, 14), homes[1].code, f"{homes[1].place}{matter}", "doorstep",
                          date(2024, 4, 26), tag="带动一片")
    places = [row for row in book.of("area", office) if row["level"] == "community"][1:7]
    for number, place in enumerate(places):
        raised = parts.workday(date(2024, 5, 6) + days(number * 14))
        parts.problem(book, office, raised, homes[number // 3 * 2].code, f"{place['name']}{matter}", "doorstep",
                      raised + days(35) if number < 5 else None, number, "带动一片", follows=first)


def counselling(book, office, homes, people):
    """江夏: visits to families, and counselling rooms set up after the page's one."""
    for code in ("JX-S2024-00001", "JX-S2024-00002"):
        book.get("session", code)["members"] = ";".join(people[:4])
    for number, home in enumerate(homes[1:4]):
        parts.session(book, office, date(2024, 7, 9) + days(number * 14), home.code, "visit",
                      f"{home.place}家庭困难青少年走访", parts.CHILDREN, form="doorstep", topic="HB-T2024-00002",
                      members=";".join(people[number * 2:number * 2 + 2]), served=6 + number)
        parts.session(book, office, parts.workday(date(2024, 8, 6) + days(number * 13)), home.code, "service", f"协助{home.place}设立心理疏导室",
                      f"{parts.CHILDREN};心理疏导室", form="onsite", topic="HB-T2024-00002",
                      members=";".join(people[number * 2:number * 2 + 2]), served=8 + number * 2)


def look_backs(book, office, homes, people):
    """新洲: every solved problem is looked at after 30 and 180 days; one relapsed and was solved again, one is open."""
    solved = [row for row in book.of("problem", office) if row.get("solved_on")]
    for number, row in enumerate(solved):
        day = date.fromisoformat(row["solved_on"])
        parts.look_back(book, row["code"], day + days(30), "partial" if number == 1 else "holding", 84 + number * 3,
                        people[number])
        parts.look_back(book, row["code"], day + days(180), "holding", 86 + number * 2, people[number + 1])
    home = homes[0].code
    again = parts.problem(book, office, date(2024, 1, 11), home, f"{homes[0].place}夜市油烟扰民", "governance",
                          date(2024, 6, 14), settled_before="2024-02-23/2024-04-02", note="2024年2月首次解决，4月反弹，6月再次解决")
    parts.look_back(book, again, date(2024, 4, 2), "relapsed", 55, people[2])
    parts.look_back(book, again, date(2024, 7, 16), "holding", 90, people[2])
    still = parts.problem(book, office, date(2024, 2, 22), home, f"{homes[0].place}共享单车乱停放", "governance",
                          settled_before="2024-04-18/2024-06-20", note="2024年4月解决，6月反弹，重新办理")
    parts.look_back(book, still, date(2024, 6, 20), "relapsed", 48, people[3])
    for number, code in enumerate((solved[1]["code"], solved[2]["code"], again, still)):
        row = book.get("problem", code)
        parts.write(book, office, "opinion", f"{row['title']}问题跟踪督办", parts.workday(date(2024, 5, 14) + days(number * 21)),
                    [people[number + 1]], "回头看", problem=code)


def scenic_area(book):
    """东湖风景区: platforms, sessions and problems are the page's; contact points and members are made up."""
    homes = [row for row in book.of("platform", "DHFJ")]
    names = {row["code"]: row["name"] for row in book.rows["area"]}
    for number, home in enumerate(homes):
        contact = book.add("platform", code=book.code("platform", "DHFJ"), name=f"{names[home['area']]}委员联络点",
                           kind="contact", basis="area", area=home["area"], opened_on=date(2023, 3, 1))
        person = parts.member(book, "DHFJ", "420100", "景", parts.sectors(book)[number * 4], "city", note=ZONE)
        book.add("assignment", member=person, platform=home["code"], role="resident", since=date(2024, 1, 22))
        book.add("assignment", member=person, platform=contact, role="partner", since=date(2024, 1, 22))
        for held in book.of("session", "DHFJ"):
            if held.get("platform") == home["code"]:
                book.add("attendance", session=held["code"], member=person,
                         role="chair" if held["kind"] == "consult" else "attend")
    for person in book.of("member", "DHFJ")[:2]:  # at the meeting of the leading group
        book.add("attendance", session="DHFJ-S2024-00001", member=person["code"], role="observe")


def joint_sessions(book):
    """Held by platforms of several districts: once for each district, once in the city's total."""
    parts.session(book, "HS", date(2024, 6, 13), "HS-P-001", "consult", "跨区道路沿线噪声治理联合协商", "联合协商",
                  form="roundtable", partners="QS-P-002;WC-P-001", residents=32,
                  members="HS-M-001:chair;HS-M-002;WC-M-001:speak;QS-M-002:speak;QS-M-003")
    shared = parts.session(book, "CD", date(2024, 7, 18), "CD-P-005", "consult", "跨区河道保洁联动联合协商", "联合协商",
                  form="onsite", partners="HN-P-001;HY-P-002", residents=27,
                  members="CD-M-005:chair;CD-M-016:speak;HN-M-001:speak;HY-M-001")
    parts.write(book, "CD", "advice", "跨区河道保洁联动", date(2024, 8, 1), ["CD-M-005", "HN-M-001", "HY-M-001"],
                session=shared, adopted_on=date(2024, 8, 28), adopted_level="city", result="市有关部门采纳")
    parts.session(book, "HY", date(2024, 10, 25), "HY-P-002", "consult", "月湖片区交通微循环联合协商", "联合协商",
                  form="onsite", partners="QK-P-001", residents=30, members="HY-M-003:chair;QK-M-002:speak")
    parts.session(book, "DHGX", date(2024, 9, 19), "DHGX-P-001", "consult", "环湖绿道接驳联合协商", "联合协商",
                  form="formal", partners="DHFJ-P-001;HS-P-002", residents=24,
                  members="DHGX-M-001:chair;HS-M-003:speak;DHFJ-M-001")
