"""The page's figures and the filings, each beside what the rows give."""

from datetime import date, timedelta
from decimal import Decimal

from .counts import MEASURES, Figures, KeptHere
from .data import BY_CODE, CITY, DATA, above, many, roll_call, span


def agrees(counted, value, qualifier):
    """Whether a count may be worded so: 61-69 are 60余, 9,500-9,999 are 近一万."""
    if qualifier == "over":
        return value < counted < value * Decimal("1.16")
    if qualifier == "near":
        return value * Decimal("0.95") <= counted < value
    return counted == value


def filings():
    """What districts filed against what their records give, and the city against its roll-up. Where the records are only a sample,
    no more is said than that it is smaller than what was filed."""
    for row in DATA["filing"]:
        measure, period = MEASURES[row["measure"]], span(row["period"])
        if row["area"] == CITY:
            counted = measure(KeptHere(CITY, *period)) + filed_by_samples(row)
        else:
            counted = measure(Figures(row["area"], *period))
        sample = row["area"] in KeptHere.samples and counted < Decimal(row["value"])
        yield row, counted, sample or agrees(counted, Decimal(row["value"]), row["qualifier"])


def filed_by_samples(wanted):
    return sum(Decimal(row["value"]) for row in DATA["filing"] if row["area"] in KeptHere.samples
               and (row["measure"], row["period"]) == (wanted["measure"], wanted["period"]))


def last_thursdays(year):
    for month in range(1, 13):
        day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        yield (day - timedelta(days=(day.weekday() - 3) % 7)).isoformat()


def twenty_fifths(year, last):
    return [day for day in (date(year + i // 12, i % 12 + 1, 25).isoformat() for i in range(120)) if day <= last]


def open_units(area, kind):
    return len([row for row in DATA["unit"] if row["kind"] == kind and area in above(row["area"])])


def figures():
    """(what, the page's words, counted, wanted: a number or a span)"""
    to_date = ("2024-01-01", "2024-09-04")
    qs, cd, hn = (Figures(area, *to_date) for area in ("420107", "420114", "420113"))
    dh, qk = Figures("WH-DHFJ", "2024-01-01", "2024-06-30"), Figures("420104", "2024-04-01", "2024-06-30")
    hy, xz = Figures("420105", *to_date), Figures("420117", *to_date)
    july, since_2019 = Figures("420105", "2024-07-01", "2024-07-31"), Figures("420105", "2019-01-01", to_date[1])
    inspected = {member for held, member, _ in roll_call() if held["code"] == "CD-S2024-00005"}
    themes = {row["month"] for row in DATA["theme"] if row["area"] == "420105" and row["month"].startswith("2024-")}
    goods = {row["quantity_unit"]: int(row["quantity"]) for row in hn.flow("donation", "given_on") if row["quantity"]}
    hp = [row["committed_on"] for row in DATA["member"] if row["area"] == "420116"]
    thursdays = [day for day in last_thursdays(2024) if day <= to_date[1]]
    return [
        ("青山 platforms_home", "91个", qs.platforms("home"), 91),
        ("青山 platforms_studio", "6个", qs.platforms("studio"), 6),
        ("青山 platforms_station", "5个", qs.platforms("station"), 5),
        ("青山 topics", "102个", len(qs.flow("topic", "approved_on")), 102),
        ("青山 sessions", "78场次", qs.sessions("consult"), 78),
        ("青山 problems_solved", "84个", qs.solved(), 84),
        ("青山 canteens", "14家", qs.solved("幸福食堂"), 14),
        ("青山 attendances", "1200余人次", qs.present(), range(1201, 1261)),
        ("青山 attendances, last Thursdays", "1200余人次", qs.present(*thursdays), range(1201, 1261)),
        ("青山 meetings", "5次", qs.sessions("meeting"), 5),
        ("青山 visits", "30+10", qs.sessions("visit"), 40),
        ("青山 sectors visited", "30个", qs.sectors_visited(), 30),
        ("青山 units visited", "10个", qs.units_visited(), 10),
        ("青山 members visited", "走访委员", qs.members_visited(), 30),
        ("青山 commended_platforms", "23个", qs.commended("platform"), 23),
        ("青山 commended_members", "50名", qs.commended("member"), 50),
        ("青山 advices", "协商建议书", qs.documents("advice"), 18),
        ("青山 situations", "情况与建议", qs.documents("situation"), 8),
        ("青山 opinions", "社情民意", qs.documents("opinion"), 24),
        ("青山 units of kind branch", "10个", open_units("420107", "branch"), 10),
        ("蔡甸 street homes", "11个街乡", len({row["area"] for row in DATA["platform"] if row["kind"] == "home"
                                        and row["area"] in BY_CODE["area"]
                                        and BY_CODE["area"][row["area"]]["parent"] == "420114"}), 11),
        ("蔡甸 platforms_model", "20个", cd.platforms(model="yes"), 20),
        ("蔡甸 sectors with a studio", "26个界别全覆盖", len({row["sector"] for row in DATA["platform"] if row["kind"] == "studio" and row["sector"]
                                                  and row["area"] == "420114"}), 26),
        ("蔡甸 sector_studios", "26个界别", cd.platforms("studio", basis="sector"), 26),
        ("蔡甸 personal_studios", "13个", cd.platforms("studio", basis="personal"), 13),
        ("蔡甸 members_sent", "228名", cd.sent(), 228),
        ("蔡甸 sectors with a platform", "26个", len({row["sector"] for row in DATA["platform"]
                                              if row["sector"] and cd.here(row["code"])}), 26),
        ("蔡甸 streets with members sent there", "11个街乡", len({code for row in DATA["assignment"] for code in above(
            row["area"] or BY_CODE["platform"][row["platform"]]["area"]) if BY_CODE["area"][code]["parent"] == "420114"}), 11),
        ("蔡甸 members", "228名", len(cd.members()), 228),
        ("蔡甸 members_assigned", "228名", cd.assigned(), 228),
        ("蔡甸 communities", "58个", len(cd.communities()), 58),
        ("蔡甸 communities_covered", "58个", cd.covered(), 58),
        ("蔡甸 sessions", "50次", cd.sessions("consult"), 50),
        ("蔡甸 sessions on homes", "50次", len([r for r in cd.flow("session", "held_on", kind="consult")
                                           if BY_CODE["platform"][r["platform"]]["kind"] == "home"]), 50),
        ("蔡甸 problems_solved", "46个", cd.solved(), 46),
        ("蔡甸 child_problems", "28个", cd.solved("少年儿童"), 28),
        ("蔡甸 services", "20余次", cd.sessions("service"), range(21, 30)),
        ("蔡甸 speeches", "100余人次", cd.speeches(), range(101, 110)),
        ("蔡甸 sectors at the inspection", "26个", len({BY_CODE["member"][code]["sector"] for code in inspected}), 26),
        ("蔡甸 proposals", "8件", cd.documents("proposal"), 8),
        ("蔡甸 opinions", "30余篇", cd.documents("opinion"), 33),
        ("蔡甸 donation_cash", "5万余元", cd.given("cash"), 51920),
        ("汉阳 years of 235幸福工程", "连续10年", len({row["since"][:4] for row in DATA["pairing"] if "235幸福工程" in many(row["tags"])
                                               and row["since"] <= to_date[1]}), 10),
        ("汉阳 themes of 2024", "12个", len(themes), 12),
        ("汉阳 attendances since 2019", "超过6000人次", since_2019.present(), range(6001, 6101)),
        ("汉阳 25ths without an activity", "月月不断档", len(set(twenty_fifths(2019, to_date[1])) - {
            row["held_on"] for row in since_2019.flow("session", "held_on")}), 0),
        ("汉阳 child_consults", "60余次", hy.child_consults(), 64),
        ("汉阳 paired_children", "200余人", hy.paired("结对儿童"), 212),
        ("汉阳 paired_families", "200余户", hy.paired("235幸福工程"), 208),
        ("汉阳 pledged_compounds", "19个", len(hy.flow("pledge", "pledged_on", target="compound")), 19),
        ("汉阳 pledged_projects", "150个", len(hy.flow("pledge", "pledged_on", target="project")), 150),
        ("汉阳 pledge_paid", "300余万元", hy.pledged("paid"), range(3000001, 3100000)),
        ("汉阳 donation_value, July", "近10万元", july.given("value"), 98600),
        ("汉阳 beneficiaries, July", "千余名", july.given("beneficiaries"), 1050),
        ("汉南 donation_cash", "6万元", hn.given("cash"), 60000),
        ("汉南 streets", "7个街道", len([row for row in DATA["area"] if row["level"] == "street" and row["parent"] == "420113"]), 7),
        ("汉南 boxes", "70箱", goods["箱"], 70),
        ("汉南 parcels", "218份", goods["份"], 218),
        ("新洲 lookbacks", "回头看", xz.look_backs(), 9),
        ("汉南 sessions", "42场", hn.sessions("consult"), 42),
        ("汉南 problems_solved", "60余个", hn.solved(), 62),
        ("汉南 departments", "11个", hn.units("department"), 11),
        ("硚口 sector_activities, Apr-Jun", "140多项", qk.sessions("sector"), range(141, 150)),
        ("硚口 served, Apr-Jun", "近万人次", qk.served(), range(9500, 10000)),
        ("东湖风景区 sessions, H1", "7次", dh.sessions("consult"), 7),
        ("东湖风景区 problems_solved, H1", "5个", dh.solved(), 5),
        ("东湖风景区 publicity, H1", "公告栏、微邻里、公众号", dh.publicity(), 5),
        ("东湖风景区 model_cases, H1", "一批典型案例", dh.publicity(model_case="yes"), 2),
        ("全市 levels of members sent down", "四级", len({BY_CODE["member"][row["member"]]["level"] for row in DATA["assignment"]}), 4),
        ("黄陂 members_committed", "全体", len([day for day in hp if day]), len(hp)),
    ]
