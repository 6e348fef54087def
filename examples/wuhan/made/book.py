"""The rows of every kind: reading the page's, adding made-up ones, writing the files."""

import csv
from collections import Counter

# One entry a file, in order of import; every kind also has note and tags.
COLUMNS = {
    "area": "code name level parent zone opened_on closed_on",
    "sector": "code name",
    "unit": "code name kind area founded_on",
    "member": "code name level area sector phone skills joined_on left_on committed_on",
    "platform": "code name kind basis area sector host convener brand copied_from model opened_on closed_on",
    "duty": "unit member person post task since until",
    "assignment": "member platform area role since until",
    "topic": "code title kind parent area platform proposed_on approved_on closed_on",
    "session": "code held_on state platform area sector kind form title topic partners members units headcount"
               " residents served summary",
    "attendance": "session member role",
    "problem": "code title category raised_on platform session topic raised_by unit due_on follows"
               " solved_on closed_on close_reason settled_before",
    "progress": "problem noted_on stage text",
    "lookback": "problem seen_on result satisfaction seen_by",
    "document": "code kind title filed_on area session problem topic authors adopted_on adopted_level replied_on result",
    "handling": "document done_on step level by",
    "donation": "code given_on platform session donor_member donor cash item quantity quantity_unit value beneficiaries",
    "pledge": "code pledged_on member target title area amount paid done_on",
    "pairing": "code member target_group count area since until",
    "publicity": "code published_on channel title url session problem model_case",
    "commendation": "code issued_on member platform title issuer",
    "theme": "month title topic area",
    "filing": "code area period measure value qualifier filed_on source",
}
COLUMNS = {kind: f"{fields} note tags".split() for kind, fields in COLUMNS.items()}
LETTERS = {"unit": "U", "member": "M", "platform": "P", "topic": "T", "session": "S", "problem": "Q", "document": "D",
           "donation": "G", "pledge": "L", "pairing": "K", "publicity": "N", "commendation": "C", "filing": "R"}
MADE_UP = "虚构"


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


class Book:
    def __init__(self, folder):
        self.folder = folder
        self.rows = {kind: [] for kind in COLUMNS}
        self.codes = {kind: set() for kind in COLUMNS}
        self.last = Counter()
        self.streets = read(folder / "words/streets.csv")
        self.matters = read(folder / "words/matters.csv")

    def load_page(self):
        for kind in COLUMNS:
            path = self.folder / f"page/{kind}.csv"
            for row in read(path) if path.exists() else []:
                self._keep(kind, row)

    def add(self, kind, tag="", /, **cells):
        """Keeps a made-up row, with `tag` beside 虚构, and returns its code."""
        row = {field: str(value) for field, value in cells.items() if value is not None}
        row["tags"] = f"{MADE_UP};{tag}" if tag else MADE_UP
        self._keep(kind, row)
        return row.get("code")

    def _keep(self, kind, row):
        unknown = set(row) - set(COLUMNS[kind])
        if unknown or None in row.values():
            raise ValueError(f"{kind}: bad cells in {row}")
        if "code" in row:
            if row["code"] in self.codes[kind]:
                raise ValueError(f"{kind}: {row['code']} is there twice")
            self.codes[kind].add(row["code"])
        self.rows[kind].append(row)

    def code(self, kind, office, year=None):
        """The next free code of an office: QS-M-001, or QS-S2024-00001 where a year is given."""
        series = f"{office}-{LETTERS[kind]}" + (str(year) if year else "")
        while True:
            self.last[kind, series] += 1
            number = self.last[kind, series]
            code = f"{series}-{number:05}" if year else f"{series}-{number:03}"
            if code not in self.codes[kind]:
                return code

    def get(self, kind, code):
        return next(row for row in self.rows[kind] if row["code"] == code)

    def of(self, kind, office):
        """The rows of an office, told by their codes."""
        return [row for row in self.rows[kind] if row["code"].startswith(f"{office}-")]

    def write(self):
        for kind, rows in self.rows.items():
            with open(self.folder / f"{kind}.csv", "w", encoding="utf-8", newline="") as file:
                out = csv.DictWriter(file, COLUMNS[kind], restval="", lineterminator="\n")
                out.writeheader()
                out.writerows(rows)
