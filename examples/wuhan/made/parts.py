"""What every district needs: streets, people, homes, assignments, sessions, problems and what follows them."""

from collections import namedtuple
from datetime import date, timedelta

Street = namedtuple("Street", "code name communities")
Place = namedtuple("Place", "code name")
Home = namedtuple("Home", "code place area opened")

TERM = date(2022, 1, 1)  # first day of the present committees' term
DAY_ENDS = date(2024, 9, 4)  # the day of the page: figures are "since 1 January" on it
TODAY = date(2024, 9, 5)  # the last day of facts: sessions that lie ahead are plans, and nothing else lies ahead
HAPPENED = ["members", "headcount", "residents", "served", "summary"]  # what a planned session does not have
CHILDREN = "少年儿童"
LAST_THURSDAYS = [date(2024, 1, 25), date(2024, 2, 29), date(2024, 3, 28), date(2024, 4, 25),
                  date(2024, 5, 30), date(2024, 6, 27), date(2024, 7, 25), date(2024, 8, 29)]
HOLIDAYS = [(date(2023, 9, 29), date(2023, 10, 6)), (date(2024, 1, 1), date(2024, 1, 1)), (date(2024, 2, 9), date(2024, 2, 17)), (date(2024, 4, 4), date(2024, 4, 6)),
            (date(2024, 5, 1), date(2024, 5, 5)), (date(2024, 6, 8), date(2024, 6, 10)),
            (date(2024, 9, 15), date(2024, 9, 17)), (date(2024, 10, 1), date(2024, 10, 7))]
COMMUNITIES = ["东里", "西里", "南里", "北里", "和苑", "安苑", "康苑", "宁苑", "乐苑"]
SKILLS = {"教育": "家庭教育;课业辅导", "医药卫生": "义诊;健康宣讲", "文体": "书画;文艺辅导", "农林": "农技指导",
          "社会福利和社会保障": "心理疏导;社会救助", "科协科技": "科普", "工商联（总商会）": "企业服务;就业帮扶"}
PAPERS = {"proposal": "的提案", "opinion": "的建议", "advice": "的协商建议书", "situation": "的情况与建议",
          "speech": "的发言", "research": "的调研报告"}
COMMITTEES = ["提案委员会", "经济委员会", "文化文史和学习委员会"]
FORMS = [("formal", "协商议事会"), ("onsite", "现场协商"), ("micro", "“微”协商")]
STAGES = [("plan", "邀请居民代表、责任单位和下沉委员共同商定办理方案"), ("build", "责任单位组织实施，居民参与监督"),
          ("manage", "社区牵头建立日常管护约定"), ("review", "委员和居民代表现场查看，评议办理效果"),
          ("share", "在社区公告栏公布办理结果，推广做法")]


def days(count):
    return timedelta(days=count)


def workday(day):
    """The day itself, or the next one that is neither on a weekend nor in a holiday."""
    while day.weekday() > 4 or any(first <= day <= last for first, last in HOLIDAYS):
        day += days(1)
    return day


def streets(book, office):
    """Adds the made-up streets of a district with their communities."""
    made = []
    own = [row for row in book.streets if row["office"] == office]
    for number, row in enumerate(own, 1):
        code, name = f"{office}-{number:02}", row["root"] + row["suffix"]
        book.add("area", code=code, name=name, level="street", parent=row["district"])
        communities = []
        for index in range(int(row["communities"])):
            place = Place(f"{code}-{index + 1:02}", f"{row['root']}{COMMUNITIES[index]}社区")
            book.add("area", code=place.code, name=place.name, level="community", parent=code)
            communities.append(place)
        made.append(Street(code, name, communities))
    return made


def member(book, office, area, mark, sector, level="district", **cells):
    code = book.code("member", office)
    skills = SKILLS.get(book.get("sector", sector)["name"])
    cells = {"joined_on": TERM, "skills": skills, **cells}
    return book.add("member", code=code, name=f"委员{mark}{code[-3:]}", level=level, area=area, sector=sector,
                    **cells)


def level_of(number):
    """Most members are the district's own, one in ten the city's or the province's."""
    return "provincial" if number % 40 == 39 else "city" if number % 10 == 9 else "district"


def home(book, office, place, opened, **cells):
    """Adds a 协商议事之家 at a street or community and returns what sessions need to know of it."""
    cells = {"basis": "area", "host": "党群服务中心", **cells}
    code = book.add("platform", code=book.code("platform", office), name=f"{place.name}协商议事之家", kind="home",
                    area=place.code, opened_on=opened, **cells)
    return Home(code, place.name, place.code, opened)


def convene(book, platform, person, since):
    """Makes a member the convener of a platform, on its row and by an assignment."""
    book.get("platform", platform)["convener"] = person
    book.add("assignment", member=person, platform=platform, role="convener", since=since)


def session(book, office, held_on, platform, kind, title, tag="", **cells):
    """A session; one that lies ahead is planned, and nothing of what happens there is known."""
    if held_on > TODAY:
        cells = {"state": "planned", **{field: value for field, value in cells.items() if field not in HAPPENED}}
    code = book.code("session", office, held_on.year)
    return book.add("session", tag, code=code, held_on=held_on, platform=platform, kind=kind, title=title, **cells)


def by_today(day):
    """The day itself, or none where it lies ahead."""
    return day if day and day <= TODAY else None


def consult(book, office, held_on, home, topic_title, number, tag="", **cells):
    """A consultation; its form goes round by `number`."""
    form, word = FORMS[number % len(FORMS)]
    return session(book, office, held_on, home.code, "consult", f"{home.place}{topic_title}{word}", tag,
                   form=form, residents=12 + number % 9, **cells)


def roll_call(people, speakers=1, away=None):
    """The cell of a session's members: the first in the chair, the next ones speaking."""
    roles = ["chair"] + ["speak"] * speakers
    named = [f"{person}:{roles[i]}" if i < len(roles) else person for i, person in enumerate(people)]
    return ";".join(named + ([away] if away else []))


def problem(book, office, raised_on, platform, title, category, solved_on=None, number=0, tag="", **cells):
    """A problem; one that is solved gets its progress too, one whose solution lies ahead is open."""
    solved_on = solved_on and by_today(workday(solved_on))
    cells = {**cells, "due_on": workday(cells.get("due_on") or raised_on + days(90))}
    code = book.add("problem", tag, code=book.code("problem", office, raised_on.year), title=title,
                    category=category, raised_on=raised_on, platform=platform, solved_on=solved_on, **cells)
    progress(book, code, raised_on, solved_on, number)
    return code


def progress(book, code, raised_on, solved_on, number):
    wanted = STAGES[:1]
    if solved_on:
        wanted = STAGES if number % 6 == 0 else [STAGES[0], STAGES[1], STAGES[3]]
    for index, (stage, text) in enumerate(wanted):
        noted = workday(raised_on + (solved_on - raised_on) * index // (len(wanted) - 1)) if solved_on else raised_on
        book.add("progress", problem=code, noted_on=noted, stage=stage, text=text)


def look_back(book, code, seen_on, result="holding", satisfaction=None, seen_by=None):
    """A look-back, unless it is not due yet."""
    seen_on = workday(seen_on)
    if by_today(seen_on):
        book.add("lookback", problem=code, seen_on=seen_on, result=result, satisfaction=satisfaction, seen_by=seen_by)


def problems_of(book):
    """The codes of the problems that each session raised."""
    raised = {}
    for row in book.rows["problem"]:
        raised.setdefault(row.get("session"), []).append(row["code"])
    return raised


def write(book, office, kind, about, filed_on, authors, tag="", **cells):
    """A document in the words that its kind has for a title. An adoption or a reply that lies ahead is not known."""
    adopted, replied = cells.get("adopted_on"), cells.get("replied_on")
    if adopted and not by_today(adopted):
        cells = {**cells, "adopted_on": None, "adopted_level": None, "replied_on": None, "result": None}
    elif replied and not by_today(replied):
        cells = {**cells, "replied_on": None}
    code = book.code("document", office, filed_on.year)
    return book.add("document", tag, code=code, kind=kind, title=f"关于{about}{PAPERS[kind]}", filed_on=filed_on,
                    authors=";".join(authors), **cells)


def give(book, office, given_on, platform, **cells):
    return book.add("donation", code=book.code("donation", office, given_on.year), given_on=given_on,
                    platform=platform, **cells)


def commend(book, office, issued_on, title, issuer, **whom):
    return book.add("commendation", code=book.code("commendation", office, issued_on.year), issued_on=issued_on,
                    title=title, issuer=issuer, **whom)


def matters(book, group):
    return [row for row in book.matters if row["group"] == group]


def sectors(book):
    return [row["code"] for row in book.rows["sector"]]
