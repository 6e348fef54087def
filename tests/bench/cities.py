"""Cities of any size as directories of CSV files, the same for the same size: what the benchmarks read.

The model's cities (tests/model/city.py) look for edges and are held in memory; these look for size and are written as they are made:
8.3 rows a session (itself, 6.6 attendances, 0.5 problems, 0.2 donations), titles in Chinese, sessions in the order of their days. Every
month has the same number of sessions and the last month is always 2024-08, so that a longer history leaves a month's report as it was.
Every problem ends within a year, as an office follows each until it does: what is open on the last day is the last year's.

    tests/bench/cities.py 100000 /tmp/city
"""
import datetime
import pathlib
import random
import sys

PER_MONTH = 10_000
LAST_MONTH = (2024, 8)
DISTRICTS, STREETS, COMMUNITIES = 13, 12, 8        # each within one of the former
PLATFORMS, MEMBERS = 1006, 3000

PLATFORM_KINDS = {"home": "协商议事之家", "station": "委员工作站", "studio": "委员工作室", "contact": "委员联络点", "opinion": "社情民意联系点"}
SESSION_KINDS = ["consult"] * 9 + ["service"] * 5 + ["visit"] * 3 + ["inspect", "sector", "training", "meeting"]
FORMS = "formal onsite micro salon roundtable doorstep online".split()
ROLES = ["attend"] * 6 + ["speak"] * 3 + ["chair", "written", "observe", "leave", "absent"]
MATTERS = ["加装电梯", "电动车充电棚选址", "楼道照明", "幸福食堂就餐", "夜市油烟扰民", "空置地树木权属", "屋顶渗漏", "停车位改造", "塆路灯点亮", "儿童活动场地"]
CATEGORIES = "urgent doorstep governance".split()
REASONS = ["不属本级职权", "与已办问题重复", "居民意见未达成一致"]
SOON, LATE = 60, 365                                # days within which four problems of five are solved, and the fifth ends


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
    """Areas, sectors, members and platforms; gives the codes of the last two. All of them stand through the whole history."""
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
    """The day of each session, months of equal size up to the last one."""
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
    """When a problem was solved, or closed and why, as cells; all are empty where that is behind the last day: it is open."""
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
            for place in range(4 + int(some() * 6.2)):           # 6.6 of them
                attendance(f"{code},{members[(start + place * 37) % MEMBERS]},{pick(ROLES)}\n")
            if some() < 0.5:
                due = (day + datetime.timedelta(days=30)).isoformat()
                problem(f"Q{day.year}-{number:08},居民反映{matter}问题,{pick(CATEGORIES)},{held},{platform},{code},{due},{end_of(day, last_day, chance)}\n")
            if some() < 0.2:
                donation(f"G{day.year}-{number:08},{held},{platform},{code},{members[start]},{int(some() * 5000)}.50,{int(some() * 80)}\n")


if __name__ == "__main__":
    write_city(sys.argv[2], int(sys.argv[1]))
