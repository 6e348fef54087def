"""Runs the table of practices in examples/README.md. Each row has commands that record a practice and one that prints it,
and the figure that is printed before and after. Each row runs on its own copy of the example.

The figure of `report summary` is its measure, that of any other command the number of its rows.
"""
import collections
import contextlib
import re
import shlex
import unittest

from office import EXAMPLES, Office, main

TODAY = {"CPCC_TODAY": "2024-09-05"}
Practice = collections.namedtuple("Practice", "area name recorded printed before after")


def practices():
    """Returns the rows of the table."""
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8").partition("### Practices")[2].partition("\n### ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")]
    return [Practice(area, name, re.findall("`(.+?)`", recorded), printed.strip("`"), *figure.split(" → "))
            for area, name, recorded, printed, figure in rows[1:]]


def figure(office, command):
    """Returns the figure that a command prints."""
    rows = done(office, "--format", "csv", *shlex.split(command)).rows
    return rows[0][shlex.split(command)[-1]] if command.startswith("report summary ") else str(len(rows))


def done(office, *words):
    ran = office.run("--yes", "--quiet", *words, env=TODAY)
    if ran.code != 0:
        raise AssertionError(str(ran))
    return ran


class PracticesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.city = Office("zh")
        cls.addClassCleanup(cls.city.close)
        cls.city.configure((EXAMPLES / "cpcc.toml").read_text(encoding="utf-8"))
        done(cls.city, "import", EXAMPLES / "wuhan")

    def test_every_practice_is_recorded_and_printed(self):
        for practice in practices():
            with self.subTest(area=practice.area, practice=practice.name):
                self.assertEqual(figure(self.city, practice.printed), practice.before, practice.printed)
                with contextlib.closing(Office("zh", like=self.city)) as office:
                    for command in practice.recorded:
                        self.assertEqual(done(office, *shlex.split(command)).err, "", command)
                    self.assertEqual(figure(office, practice.printed), practice.after, practice.printed)

    def test_the_table_covers_the_page(self):
        found = practices()
        self.assertGreaterEqual(len(found), 80)
        table = (EXAMPLES / "README.md").read_text(encoding="utf-8").partition("## District by district")[2].partition("### ")[0]
        districts = {name for row in re.findall(r"^\| (\S+) \|", table, re.MULTILINE) for name in row.split("、")} - {"区"}
        self.assertEqual({practice.area for practice in found}, districts)
        self.assertTrue(all(practice.before != practice.after for practice in found))


if __name__ == "__main__":
    main()
