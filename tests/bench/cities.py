"""Makes cities of any size for the benchmarks, as directories of CSV files. The same size gives the same city.

The model's cities (tests/model/city.py) cover edge cases and stay in memory. These cities are large, and are written
row by row. A session has 8.3 rows: itself, 6.6 attendances, 0.5 problems and 0.2 donations. Titles are Chinese.
Sessions are sorted by date.

Every month has the same number of sessions, and the last month is always 2024-08, so that a longer history does not
change a month's report. Every problem ends within a year, because an office follows each to its end. The open problems
of the last day are therefore at most a year old.

    tests/bench/cities.py 100000 /tmp/city
"""
import datetime
import pathlib
import random
import sys

PER_MONTH = 10_000
LAST_MONTH = (2024, 8)
DISTRICTS, STREETS, COMMUNITIES = 13, 12, 8        # of the second and third: in each of the former
PLATFORMS, MEMBERS = 1006, 3000

PLATFORM_KINDS = {"home": "协商议事之家", "station": "委员工作站", "studio": "委员工作室", "contact": "委员联络点", "opinion": "社情民意联系点"}
SESSION_KINDS = ["consult"] * 9 + ["service"] * 5 + ["visit"] * 3 + ["inspect", "sector", "training", "meeting"]
FORMS = "formal onsite micro salon roundtable doorstep online".split()
ROLES = ["attend"] * 6 + ["speak"] * 3 + ["chair", "written", "observe", "leave", "absent"]
MATTERS = ["加装电梯", "电动车充电棚选址", "楼道照明", "幸福食堂就餐", "夜市油烟扰民", "空置地树木权属", "屋顶渗漏", "停车位改造", "塆路灯点亮", "儿童活动场地"]
CATEGORIES = "urgent doorstep governance".split()
REASONS = ["不属本级职权", "与已办问题重复", "居民意见未达成一致"]
SOON, LATE = 60, 365                                # days: 4 of 5 problems are solved within SOON, all end by LATE


class Sheet:
    """A file of one kind, written row by row."""

    def __init__(self, folder, kind, header):
        self.out = open(pathlib.Path(folder) / (kind + ".csv"), "w", encoding="utf-8", newline="", buffering=1 << 20)
        self.out.write(header + "\n")

    def __enter__(self):
        return self.out.write

    def __exit__(self, *_):
        self.out.close()


def write_registers(folder, chance):
    """Writes areas, sectors, members and platforms, which exist throughout; returns the codes of the last two."""
    districts = [f"4201{d:02}" for d in range(1, DISTRICTS + 1)]
    communities = []
    with Sheet(folder, "area", "code,name,level,parent") as area:
        area("420100,武汉市,city,\n")
        for district in districts:
            area(f"{district},第{district[4:]}区,district,420100\n")
            for street in range(1, STREETS + 1):
                area(f"{district}{street:03},第{street}街道,street,{district}\n")
                for community in range(1, COMMUNITIES + 1):
                    communities.append(f"{district}{street:03}{community:03}")
                    area(f"{communities[-1]},第{street}街第{community}社区,community,{district}{street:03}\n")
    sectors = [f"X{n:02}" for n in range(1, 31)]
    with Sheet(folder, "sector", "code,name") as sector:
        for code in sectors:
            sector(f"{code},第{code[1:]}界别\n")
    members = [f"M{n:05}" for n in range(1, MEMBERS + 1)]
    with Sheet(folder, "member", "code,name,level,area,sector,phone") as member:
        for number, code in enumerate(members):
            member(f"{code},委员{number},{'city' if number % 5 == 0 else 'district'},"
                   f"{'420100' if number % 5 == 0 else chance.choice(districts)},{chance.choice(sectors)},138{number:08}\n")
    platforms = [f"P{n:04}" for n in range(1, PLATFORMS + 1)]
    with Sheet(folder, "platform", "code,name,kind,area,sector") as platform:
        for number, code in enumerate(platforms):
            kind = chance.choice(list(PLATFORM_KINDS))
            platform(f"{code},第{number}{PLATFORM_KINDS[kind]},{kind},{communities[number % len(communities)]},{chance.choice(sectors)}\n")
    return members, platforms


def days_of(sessions, per_month):
    """Yields the day of each session. Months have equal numbers of sessions, except perhaps the last."""
    months = -(-sessions // per_month)
    last = LAST_MONTH[0] * 12 + LAST_MONTH[1] - 1
    left = sessions
    for month in range(last - months + 1, last + 1):
        first = datetime.date(month // 12, month % 12 + 1, 1)
        length = (datetime.date((month + 1) // 12, (month + 1) % 12 + 1, 1) - first).days
        here = min(per_month, left)
        left -= here
        for number in range(here):
            yield first + datetime.timedelta(days=number * length // here)


def end_of(raised, last_day, chance):
    """Returns the cells of a problem's end: solved, closed, reason. They are empty if it is open on the last day."""
    soon = chance.random() < 0.8
    day = raised + datetime.timedelta(days=int(chance.random() * SOON) if soon else chance.randrange(SOON, LATE))
    if day > last_day:
        return ",,"
    return f"{day.isoformat()},," if soon or chance.random() < 0.5 else f",{day.isoformat()},{chance.choice(REASONS)}"


def write_city(folder, sessions, per_month=PER_MONTH):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(sessions)
    members, platforms = write_registers(folder, chance)
    some, pick = chance.random, chance.choice
    last_day = datetime.date(LAST_MONTH[0], LAST_MONTH[1] + 1, 1) - datetime.timedelta(days=1)
    with Sheet(folder, "session", "code,held_on,platform,kind,form,title,residents") as session, \
            Sheet(folder, "attendance", "session,member,role") as attendance, \
            Sheet(folder, "problem", "code,title,category,raised_on,platform,session,due_on,solved_on,closed_on,close_reason") as problem, \
            Sheet(folder, "donation", "code,given_on,platform,session,donor_member,cash,beneficiaries") as donation:
        for number, day in enumerate(days_of(sessions, per_month), 1):
            code, platform, matter, held = f"S{day.year}-{number:08}", pick(platforms), pick(MATTERS), day.isoformat()
            session(f"{code},{held},{platform},{pick(SESSION_KINDS)},{pick(FORMS)},第{number % 977}场{matter}协商会,{int(some() * 120)}\n")
            start = int(some() * MEMBERS)
            for place in range(4 + int(some() * 6.2)):           # 6.6 on average
                attendance(f"{code},{members[(start + place * 37) % MEMBERS]},{pick(ROLES)}\n")
            if some() < 0.5:
                due = (day + datetime.timedelta(days=30)).isoformat()
                problem(f"Q{day.year}-{number:08},居民反映{matter}问题,{pick(CATEGORIES)},{held},{platform},{code},{due},{end_of(day, last_day, chance)}\n")
            if some() < 0.2:
                donation(f"G{day.year}-{number:08},{held},{platform},{code},{members[start]},{int(some() * 5000)}.50,{int(some() * 80)}\n")


if __name__ == "__main__":
    write_city(sys.argv[2], int(sys.argv[1]))
