"""Makes the results of a random city: documents, donations, pledges, pairings, publicity, commendations and filings."""

COLUMNS = {
    "document": "code kind title filed_on area session problem topic authors adopted_on adopted_level replied_on result "
                "note tags",
    "handling": "document done_on step level by note tags",
    "donation": "code given_on platform session donor_member donor cash item quantity quantity_unit value "
                "beneficiaries note tags",
    "pledge": "code pledged_on member target title area amount paid done_on note tags",
    "pairing": "code member target_group count area since until note tags",
    "publicity": "code published_on channel title url session problem model_case note tags",
    "commendation": "code issued_on member platform title issuer note tags",
    "theme": "month title topic area note tags",
    "filing": "code area period measure value qualifier filed_on source note tags",
}
DOCUMENT_KINDS = "proposal opinion advice situation speech research initiative plan rule notice minutes".split()
LEVELS = "district city provincial national".split()
STEPS = "approved issued transferred adopted adopted adopted instructed instructed replied".split()


def make_results(maker):
    number = max(40, maker.sessions // 4)
    for make, share in [(document, 1), (donation, 0.8), (pledge, 0.6), (pairing, 0.6), (publicity, 0.8),
                        (commendation, 0.4), (filing, 0.8)]:
        for one in range(1, int(number * share) + 1):
            make(maker, one)
    themes(maker)


def maybe(maker, share, codes):
    return maker.pick(codes) if maker.chance(share) else ""


def yuan(maker, share):
    """Returns mostly whole yuan; sometimes nothing, one fen, or more fen than fit in 32 bits."""
    if not maker.chance(share):
        return ""
    return maker.pick(["0", "0.01", "0.1", "1200.50", "33333333.33", str(maker.random.randint(1, 500) * 100),
                       str(maker.random.randint(1, 90000)),
                       f"{maker.random.randint(0, 9999)}.{maker.random.randint(0, 99):02}"])


def document(maker, number):
    """Adds a document with any of an area, a session, a problem and a topic; some have only authors, some not even these."""
    session = maker.pick(maker.rows("session")) if maker.chance(0.5) else None
    near = bool(session) and maker.chance(0.6)
    filed = maker.soon_after(session["held_on"]) if near else maker.day()
    adopted = maker.day(filed) if maker.chance(0.5) else ""
    authors = maker.some(maker.codes("member"), 3) if maker.chance(0.8) else []
    maker.add("document", code=f"D{number}", kind=maker.pick(DOCUMENT_KINDS), title=f"第{number}份", filed_on=filed,
              area=maybe(maker, 0.2, maker.codes("area")),
              session=session["code"] if session else "", problem=maybe(maker, 0.4, maker.codes("problem")), topic=maybe(maker, 0.4, maker.codes("topic")),
              authors=";".join(authors), adopted_on=adopted,
              adopted_level=maker.pick(LEVELS) if adopted else "",
              replied_on=maker.day(filed) if maker.chance(0.3) else "", result=maker.pick(["", "办结"]))
    handle(maker, f"D{number}", filed, adopted)


def handle(maker, document, filed, adopted):
    """Adds steps of handling, no two of a kind on a day; some adoptions repeat the day that the document names."""
    known = set()
    for _ in range(maker.pick([0, 0, 1, 2, 4])):
        step = maker.pick(STEPS)
        day = adopted if adopted and step == "adopted" and maker.chance(0.4) else maker.day(filed)
        if (day, step) not in known:
            known.add((day, step))
            maker.add("handling", document=document, done_on=day, step=step, by=maker.pick(["", "区政府办"]),
                      level=maybe(maker, 0.7, LEVELS))


def donation(maker, number):
    platform = maker.pick(maker.rows("platform"))
    given = maker.day_at(platform)
    goods = maker.chance(0.5)
    maker.add("donation", code=f"G{number:04}", given_on=given, platform=platform["code"],
              session=maybe(maker, 0.3, maker.codes("session")), donor_member=maker.in_term(given, 0.5),
              donor=maker.pick(["", "爱心企业"]), cash=yuan(maker, 0.6),
              item=maker.pick(["大米", "大米", "书本", "油,盐"]) if goods else "",
              quantity=str(maker.random.randint(1, 300)) if goods else "", quantity_unit=maker.pick(["箱", "箱", "份", ""]) if goods else "",
              value=yuan(maker, 0.5) if goods else "", beneficiaries=maker.count(400, 0.6))


def pledge(maker, number):
    pledged = maker.day()
    maker.add("pledge", code=f"L{number}", pledged_on=pledged, member=maker.in_term(pledged, 1),
              target=maker.pick(["compound", "project"]), title=f"第{number}项", area=maker.pick(maker.codes("area")),
              amount=yuan(maker, 0.8), paid=yuan(maker, 0.5), done_on=maker.day(pledged) if maker.chance(0.4) else "")


def pairing(maker, number):
    since = maker.day()
    maker.add("pairing", code=f"K{number}", member=maker.in_term(since, 1), since=since,
              target_group=maker.pick("child household elder enterprise other".split()),
              count=str(maker.random.randint(1, 6)), area=maker.pick(maker.codes("area")),
              until=maker.day(since) if maker.chance(0.6) else "")


def publicity(maker, number):
    maker.add("publicity", code=f"N{number}", published_on=maker.day(), channel=maker.pick(["公众号", "微邻里"]),
              title=f"第{number}篇", url=maker.pick(["", "https://example.org/a?b=1"]),
              session=maybe(maker, 0.4, maker.codes("session")), problem=maybe(maker, 0.4, maker.codes("problem")),
              model_case=maker.pick(["yes", "no", ""]))


def commendation(maker, number):
    """Adds a commendation of one of a few members and platforms, so that many are commended more than once."""
    platform = maker.pick(maker.rows("platform")[:25]) if maker.chance(0.5) else None
    maker.add("commendation", code=f"C{number}", title="优秀", issuer=maker.pick(["", "区政协"]),
              issued_on=maker.day_at(platform) if platform else maker.day(),
              platform=platform["code"] if platform else "", member="" if platform else
              maker.pick(maker.codes("member")[:40]))


def themes(maker):
    for month in range(1, 13):
        for area in maker.some([""] + maker.codes("area", level="district"), 3):
            maker.add("theme", month=f"2024-{month:02}", title=f"{month}月主题", area=area,
                      topic=maybe(maker, 0.5, maker.codes("topic")))


def filing(maker, number):
    """Adds a filing of few areas, measures and periods, so that a cell has several; some periods have two spellings."""
    measure = maker.pick(["sessions", "members_active", "platforms", "donation_cash", "coverage"])
    values = {"donation_cash": ["0", "1200.5", "90000", "0.01"], "coverage": ["0", "0.1234", "1", "0.5"]}
    area = maker.pick(maker.codes("area", level=maker.pick(["city", "district", "district", "street", "community"])))
    maker.add("filing", code=f"R{number}", area=area, filed_on=maker.day(), measure=measure,
              period=maker.pick(["2024", "2024H1", "2024-01-01..2024-06-30", "2024Q3", "2024-02"]),
              value=maker.pick(values.get(measure, ["0", "637", "60", "7", "20"])), source=maker.pick(["", "区报表"]),
              qualifier=maker.pick(["", "exact", "about", "over", "near"]))
