"""Every figure in figures.csv is what its command prints from the example's records, and what the page's wording allows."""
import csv
import os
import pathlib
import re
import shlex
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
from office import EXAMPLES, Office, main  # noqa: E402

FIGURES = list(csv.DictReader(open(HERE / "figures.csv", encoding="utf-8")))


def allowed(value, wording):
    """Whether the page may say so of the value: 余, 多 and 超过 are more than the number, 近 a little less, else it is exact."""
    number = int(re.search(r"\d+", wording).group())
    if re.search("余|多|超过", wording):
        return number < value <= number * 1.2
    if "近" in wording:
        return number * 0.9 <= value < number
    return value == number


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.office = Office("zh")
        cls.office.config.write_text((EXAMPLES / "cpcc.toml").read_text(encoding="utf-8"), encoding="utf-8")
        taken = cls.office.run("--yes", "import", EXAMPLES / "wuhan")
        if taken.code != 0:
            raise AssertionError(str(taken))

    @classmethod
    def tearDownClass(cls):
        cls.office.close()

    def test_the_table_is_not_empty_and_names_each_figure_once(self):
        names = [(row["where"], row["figure"]) for row in FIGURES]
        self.assertGreater(len(names), 40)
        self.assertEqual(len(names), len(set(names)))

    def test_every_figure(self):
        for row in FIGURES:
            with self.subTest(where=row["where"], figure=row["figure"]):
                printed = self.office.run("--format", "csv", *shlex.split(row["command"]))
                self.assertEqual(printed.code, 0, str(printed))
                self.assertEqual(list(printed.rows[0].values())[-1], row["value"], row["command"])
                self.assertTrue(allowed(int(row["value"]), row["wording"]), row["wording"])


if __name__ == "__main__":
    main()
