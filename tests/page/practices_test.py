"""Runs the table of practices in examples/README.md. Each row has commands that record a practice and one that prints it,
and the figure that is printed before and after. Each row runs on its own copy of the example.

The figure of `report summary` is its measure; with --by, the number of groups that have one. The figure of a list with
--columns is the sum of its column, that of any other command the number of its rows.
"""
import collections
import concurrent.futures
import contextlib
import csv
import re
import shlex
import unittest

from office import EXAMPLES, ROOT, Office, main

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
    words = shlex.split(command)
    rows = done(office, "--format", "csv", *words).rows
    if "--by" in words:
        return str(sum(next(iter(row.values())) != "" and row[words[-1]] not in ("", "0") for row in rows))
    if "--columns" in words:
        return str(sum(int(row[words[-1]]) for row in rows))
    return rows[0][words[-1]] if words[:2] == ["report", "summary"] else str(len(rows))


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
        with concurrent.futures.ThreadPoolExecutor(4) as pool:   # most of the time is spent waiting for files
            faults = pool.map(self.fault, practices())
        self.assertEqual([each for each in faults if each], [])

    def fault(self, practice):
        """Returns what is wrong with a practice, or nothing."""
        try:
            found = figure(self.city, practice.printed)
            if found != practice.before:
                return f"{practice.name}: {practice.printed}: {found} before, not {practice.before}"
            with contextlib.closing(Office("zh", like=self.city)) as office:
                notes = "".join(done(office, *shlex.split(command)).err for command in practice.recorded)
                found = figure(office, practice.printed)
            return notes or (found != practice.after and f"{practice.name}: {practice.printed}: {found} after, not {practice.after}")
        except AssertionError as error:
            return f"{practice.name}: {error}"

    def test_the_table_covers_the_page(self):
        found = practices()
        self.assertEqual(len(found), 179, "CHANGELOG.md has this number too")
        table = (EXAMPLES / "README.md").read_text(encoding="utf-8").partition("## District by district")[2].partition("### ")[0]
        districts = {name for row in re.findall(r"^\| (\S+) \|", table, re.MULTILINE) for name in row.split("、")} - {"区"}
        self.assertEqual({practice.area for practice in found}, districts)
        self.assertTrue(all(practice.before != practice.after for practice in found))

    def test_the_table_has_every_figure_of_the_page(self):
        with open(ROOT / "tests/page/figures.csv", encoding="utf-8", newline="") as file:
            figures = {(row["where"], row["value"]) for row in csv.DictReader(file)}
        found = {(practice.area, practice.before) for practice in practices()}
        self.assertEqual(figures - found, {("全市", "4")})   # the four levels of members: there is no fifth to record


if __name__ == "__main__":
    main()
