"""A database of every released schema opens, migrates and reports the same figures.

golden/schema_NNN.sql is a dump of a random city's database: 60 sessions, one closed month, one voided session. The
executable of that schema made it, and reported the CSV files beside it. Later versions may add columns, and rows
without figures (a new choice). schema_NNN.changed.csv lists the figures that later definitions count otherwise, and
why.
"""
import csv
import io
import pathlib
import sqlite3

from office import OfficeTest, main

GOLDEN = pathlib.Path(__file__).resolve().parent / "golden"
REPORTS = {"district": ("2024", "--total"), "month": ("2024", "--total"), "sector": ("2024", "--total"), "kind": ("2024", "--total"),
           "member": ("2024", "--total"), "closed": ("2024-03",)}


def rows_by_key(text):
    """Returns the rows of a report by their first column."""
    return {next(iter(row.values())): row for row in csv.DictReader(io.StringIO(text))}


class GoldenTest(OfficeTest):
    def restored(self, dump):
        """Replaces the office's database with the dumped one and migrates it to the current schema."""
        path = self.office.folder / "cpcc.db"
        path.unlink()
        with sqlite3.connect(path) as database:
            database.executescript(dump.read_text(encoding="utf-8"))
        database.close()
        path.chmod(0o600)
        self.done("migrate")

    def reported(self, name):
        period, *more = REPORTS[name]
        by = "district" if name == "closed" else name
        return self.done("report", "summary", "--period", period, "--by", by, *more, "--format", "csv").out

    def change(self, rows, dump, report):
        """Replaces the figures that a later definition counts otherwise."""
        path = GOLDEN / f"{dump}.changed.csv"
        for change in csv.DictReader(path.open(encoding="utf-8")) if path.exists() else ():
            if change["report"] == report:
                self.assertEqual(rows[change["row"]][change["measure"]], change["was"], change)
                rows[change["row"]][change["measure"]] = change["now"]

    def test_figures_do_not_change_between_versions(self):
        dumps = sorted(GOLDEN.glob("schema_*.sql"))
        self.assertTrue(dumps)
        for dump in dumps:
            self.restored(dump)
            found = self.run_cpcc("check", "--format", "csv").rows
            self.assertEqual([row for row in found if "left on" not in row["finding"] and "may be the same" not in row["finding"]], [])
            for name in REPORTS:
                with self.subTest(schema=dump.stem, report=name):
                    kept = rows_by_key((GOLDEN / f"{dump.stem}.{name}.csv").read_text(encoding="utf-8"))
                    self.change(kept, dump.stem, name)
                    now = rows_by_key(self.reported(name))
                    for key, row in kept.items():
                        self.assertEqual(row, {column: now[key][column] for column in row})
                    for key in now.keys() - kept.keys():
                        self.assertFalse(set(list(now[key].values())[1:]) - {"", "0", "0.00"}, key)


main()
