"""Tests `cpcc copy`: it copies a whole database to another place, between any two engines."""
import os
import stat

import engine
from office import OfficeTest, main


class CopyTest(OfficeTest):
    town = True

    def prepare(self):
        self.done("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "visit", "--title", "走访, \"一\"", "--members", "M1,M2:speak", "--tags", "试点;二")

    def contents(self, result):
        return {row["table"]: (row["rows"], row["content"]) for row in result.rows}

    def test_copying_there_and_back_preserves_the_content(self):
        there = self.done("copy", self.office.database, "copy.db", "--format", "csv")
        self.assertEqual(self.contents(there)["session"][0], "1")
        self.assertEqual(stat.S_IMODE(os.stat(self.office.folder / "copy.db").st_mode), 0o600)
        other = engine.make(self.office.folder / "town")
        self.addCleanup(other.remove)
        back = self.done("copy", "copy.db", other.name, "--format", "csv")
        self.assertEqual(self.contents(back), self.contents(there))
        self.assertEqual(self.done("--database", other.name, "export", "session").out, self.done("export", "session").out)
        made = self.done("--database", other.name, "session", "log", "--held-on", "2024-05-06", "--platform", "P1", "--kind", "visit", "--title", "x")
        self.assertEqual(made.out, "QS-S2024-00001\n")

    def test_a_copy_overwrites_nothing(self):
        self.done("copy", self.office.database, "copy.db")
        before = (self.office.folder / "copy.db").read_bytes(), self.office.everything()
        self.one_line(self.refused(1, "copy", self.office.database, "copy.db", saying="copy.db"))
        self.one_line(self.refused(1, "copy", "copy.db", self.office.database, saying=str(self.office.database)))
        self.assertEqual(((self.office.folder / "copy.db").read_bytes(), self.office.everything()), before)

    def test_a_failed_copy_leaves_nothing(self):
        self.one_line(self.refused(1, "copy", "nowhere.db", "copy.db", saying="nowhere.db"))
        self.office.file("text.db", "no database\n" * 100)
        self.one_line(self.refused(1, "copy", "text.db", "copy.db", saying="text.db"))
        self.one_line(self.refused(1, "copy", self.office.database, "no/folder/copy.db"))
        self.one_line(self.refused(2, "copy", self.office.database))
        self.assertEqual([path.name for path in self.office.folder.iterdir() if "copy" in path.name], [])

    def test_the_result_is_reported_in_both_languages(self):
        for lang, words in (("zh", "读回核对"), ("en", "read back")):
            self.assertIn(words, self.done("copy", self.office.database, lang + ".db", lang=lang).err)


if __name__ == "__main__":
    main()
