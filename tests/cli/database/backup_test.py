"""`cpcc backup --keep` and `--verify`."""
import re
import sqlite3

from office import OfficeTest, main


class BackupTest(OfficeTest):
    town = True

    def backups(self, folder="backups"):
        return sorted(path.name for path in (self.office.folder / folder).iterdir())

    def made(self, place, keep, second):
        return self.done("backup", place, "--keep", keep, env={"CPCC_TODAY": "2024-09-%02d" % second})

    def test_only_the_last_are_kept(self):
        folder = self.office.folder / "backups"
        folder.mkdir()
        (folder / "notes.txt").write_text("mine")
        (folder / "cpcc-20200101-000000.db").write_text("not made by this database")
        for day in range(1, 5):
            said = self.made("backups", 2, day)
        self.assertIn("Deleted the old backup", said.err)
        names = self.backups()
        self.assertEqual(names[0], "cpcc-20200101-000000.db")
        self.assertEqual(names[-1], "notes.txt")
        self.assertEqual([re.sub(r"-\d{6}\.", ".", name) for name in names[1:-1]], ["cpcc-20240903.db", "cpcc-20240904.db"])
        self.done("backup", "--verify", folder / names[1])

    def test_a_file_name_gets_the_time(self):
        (self.office.folder / "backups").mkdir()
        self.made("backups/nightly.db", 1, 1)
        self.made("backups/nightly.db", 1, 2)
        self.assertEqual([re.sub(r"-\d{6}\.", ".", name) for name in self.backups()], ["nightly-20240902.db"])

    def test_verify_finds_what_is_wrong(self):
        self.done("backup", "good.db")
        self.assertEqual(self.done("backup", "good.db", "--verify").err, "The backup is good: schema, records and history.\n")
        for name, statement in (("title", "UPDATE entry SET by = 'other' WHERE id = 1"), ("table", "DROP TABLE progress_tag"), ("value", "UPDATE member SET level = 99")):
            with self.subTest(name):
                self.done("backup", name + ".db")
                with sqlite3.connect(self.office.folder / (name + ".db")) as copy:
                    copy.execute(statement)
                copy.close()
                self.assertEqual(self.run_cpcc("backup", name + ".db", "--verify").code, 4)
        self.one_line(self.refused(1, "backup", "none.db", "--verify"))
        self.one_line(self.refused(2, "backup", "x", "--keep", "0"))
        self.one_line(self.refused(2, "backup", "x", "--keep", "2", "--verify"))


main()
