"""Checks every number on the page. Each figure is what its command prints from the records of the example, within the
wording of the page; each rule is what the calendar shows.

numbers.csv lists the numbers of the page, and has no other source. figures.csv gives a command for each figure among
them. Its column `how` selects a value of the output:
last     the last cell of the first row
rows     the number of rows
nonzero  the number of rows with a code whose last cell is neither empty nor 0
COLUMN   the cell of that column in the last row
"""
import csv
import datetime
import pathlib
import re
import shlex
import unittest

HERE = pathlib.Path(__file__).resolve().parent
from office import EXAMPLES, Office, main


def read(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FIGURES, NUMBERS = read("figures.csv"), read("numbers.csv")
NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}


def stated(wording):
    """Returns the number in a wording: 3000000 for 300余万元, 1000 for 千余名, 4 for 四级."""
    digits = re.search(r"\d+", wording)
    numeral = next((NUMERALS[each] for each in wording if each in NUMERALS), 1)
    return (int(digits.group()) if digits else numeral) * (10000 if "万" in wording else 1) * (1000 if "千" in wording else 1)


def allowed(value, wording):
    """Returns whether a wording fits a value: 余, 多 and 超过 mean more than the number, 近 a little less."""
    number = stated(wording)
    if re.search("余|多|超过", wording):
        return number < value <= number * 1.2
    if "近" in wording:
        return number * 0.9 <= value < number
    return value == number


# A check of a rule's days in 2024, by the words of the page.
RULES = {
    "每月25日": lambda days: [each["planned_on"] for each in days] == [f"2024-{month:02}-25" for month in range(1, 13)],
    "一": lambda days: len({each["theme"] for each in days} - {""}) == 12,
    "最后一个星期四": lambda days: len(days) == 12 and all(is_last_thursday(each["planned_on"]) for each in days),
    "4—6月": lambda days: [each["month"] for each in days] == ["2024-04", "2024-05", "2024-06"],
}


def is_last_thursday(written):
    day = datetime.date.fromisoformat(written)
    return day.weekday() == 3 and (day + datetime.timedelta(days=7)).month != day.month


def meant(rows, how):
    """Returns the value that `how` selects."""
    if how == "last":
        return list(rows[0].values())[-1]
    if how == "rows":
        return str(len(rows))
    if how == "nonzero":
        return str(sum(list(row.values())[0] != "" and list(row.values())[-1] not in ("", "0") for row in rows))
    return rows[-1][how]


class NumbersTest(unittest.TestCase):
    """Compares the list of the page's numbers with the table of figures."""

    def test_the_rows_match_the_figures_of_the_page(self):
        on_the_page = [(row["where"], row["figure"], row["number"]) for row in NUMBERS if row["what"] == "figure"]
        self.assertEqual([(row["where"], row["figure"], row["wording"]) for row in FIGURES], on_the_page)
        self.assertGreater(len(on_the_page), 50)

    def test_no_figure_appears_twice(self):
        names = [(row["where"], row["figure"]) for row in FIGURES]
        self.assertEqual(len(names), len(set(names)))

    def test_other_numbers_have_a_reason_and_quotes_contain_their_number(self):
        for row in NUMBERS:
            with self.subTest(where=row["where"], quote=row["quote"]):
                self.assertIn(row["what"], ("figure", "date", "rule", "name", "word"))
                self.assertIn(row["number"], row["quote"])
                self.assertEqual(bool(row["figure"]), row["what"] in ("figure", "rule"))
                self.assertEqual(bool(row["reason"]), row["what"] != "figure")

    def test_a_wording_allows_only_its_figures(self):
        self.assertTrue(all(allowed(*each) for each in ((3014250, "300余万元"), (9860, "近万人次"), (1050, "千余名"), (4, "四级"), (143, "140多项"), (6072, "超过6000人次"))))
        self.assertFalse(any(allowed(*each) for each in ((300, "300余万元"), (10000, "近万人次"), (1000, "千余名"), (5, "四级"), (140, "140多项"), (5999, "超过6000人次"))))


class PageTest(unittest.TestCase):
    """Compares the table of figures with the output of the executable."""

    @classmethod
    def setUpClass(cls):
        cls.office = Office("zh")
        cls.office.configure((EXAMPLES / "cpcc.toml").read_text(encoding="utf-8"))
        taken = cls.office.run("--yes", "import", EXAMPLES / "wuhan")
        if taken.code != 0:
            raise AssertionError(str(taken))

    @classmethod
    def tearDownClass(cls):
        cls.office.close()

    def test_reports_reproduce_every_figure(self):
        for row in FIGURES:
            with self.subTest(where=row["where"], figure=row["figure"]):
                printed = self.office.run("--format", "csv", *shlex.split(row["command"]))
                self.assertEqual(printed.code, 0, str(printed))
                self.assertEqual(meant(printed.rows, row["how"]), row["value"], row["command"])
                self.assertTrue(allowed(int(row["value"]), row["wording"]), row["wording"])

    def test_the_calendar_reproduces_every_rule(self):
        for row in (each for each in NUMBERS if each["what"] == "rule"):
            with self.subTest(where=row["where"], quote=row["quote"]):
                printed = self.office.run("--format", "csv", "report", "calendar", "--period", "2024", "--rule", row["figure"], "--list", "days")
                self.assertEqual(printed.code, 0, str(printed))
                self.assertTrue(RULES[row["number"]](printed.rows), str(printed))


if __name__ == "__main__":
    main()
