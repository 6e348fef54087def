"""What ten districts and zones filed for 1 January to 4 September 2024. The page gives no figures of theirs, and their records
here are only samples. Their filings are what is missing from the others' records to the city's figures on the page: 1006
platforms and contact points, 637 actions, 696 problems solved (近700), 658 services, 8,236,400 yuan given (800余万元)."""

from decimal import Decimal

from .districts import ORDINARY

CITY, FIRST, LAST = "420100", "2024-01-01", "2024-09-04"
# How large a share each of them has in platforms, sessions, problems, services and gifts.
SHARES = {
    "420102": (13, 11, 12, 12, 14), "420103": (10, 12, 10, 11, 12), "420106": (13, 12, 13, 14, 17), "420111": (12, 11, 12, 13, 13),
    "420112": (9, 10, 11, 8, 9), "420115": (10, 10, 9, 10, 7), "420116": (12, 11, 10, 11, 8), "420117": (9, 10, 11, 9, 6),
    "WH-DHGX": (7, 8, 7, 7, 10), "WH-CJXQ": (5, 5, 5, 5, 4),
}
WANTED = {"platforms": 1006, "sessions": 637, "problems_solved": 696, "services": 658, "donation_total": 8236400}
STEP = {"donation_total": 100}  # gifts are filed in whole hundreds of yuan


def make(book):
    kept, offices = Kept(book), {area: office for office, area, *_ in ORDINARY}
    for column, (measure, wanted) in enumerate(WANTED.items()):
        shares = {area: row[column] for area, row in SHARES.items()}
        for area, value in divided(wanted - kept.counted(measure), shares, STEP.get(measure, 1)).items():
            book.add("filing", code=book.code("filing", offices[area], 2024), area=area, period=f"{FIRST}..{LAST}",
                     measure=measure, value=value, qualifier="exact", filed_on=LAST, source="各区上报（示例）")


def divided(whole, shares, step):
    """The whole in parts of these shares, in multiples of `step`; what is left over goes to the first."""
    parts = {area: whole * share // sum(shares.values()) // step * step for area, share in shares.items()}
    first = next(iter(parts))
    parts[first] += whole - sum(parts.values())
    return parts


class Kept:
    """What the records give of the districts that keep theirs here, and of the city's own platforms: a joint session counts once."""

    def __init__(self, book):
        self.book = book
        self.parents = {row["code"]: row.get("parent") for row in book.rows["area"]}
        self.areas = {row["code"]: row["area"] for row in book.rows["platform"]}

    def counted(self, measure):
        rows = self.book.rows
        if measure == "platforms":
            return len([row for row in rows["platform"] if self.keeps(row["code"])
                        and row["opened_on"] <= LAST <= (row.get("closed_on") or "9")])
        if measure == "problems_solved":
            return len([row for row in rows["problem"] if self.keeps(row["platform"])
                        and FIRST <= (row.get("solved_on") or "") <= LAST])
        if measure == "donation_total":
            given = [row for row in rows["donation"] if self.keeps(row["platform"]) and FIRST <= row["given_on"] <= LAST]
            return int(sum(Decimal(row.get(field) or 0) for row in given for field in ("cash", "value")))
        kind = {"sessions": "consult", "services": "service"}[measure]
        return len([row for row in rows["session"] if row["kind"] == kind and FIRST <= row["held_on"] <= LAST
                    and self.keeps(row.get("platform"), *(row.get("partners") or "").split(";"))])

    def keeps(self, *platforms):
        """Whether one of the platforms lies outside the districts that file."""
        return any(not self.files(self.areas[code]) for code in platforms if code)

    def files(self, area):
        while area and area not in SHARES:
            area = self.parents[area]
        return bool(area)
