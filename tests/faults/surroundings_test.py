"""Environments without the usual conditions: no home, no locale, closed streams, unwritable folders."""
import os
import subprocess
import unittest

import engine
from office import CPCC, OfficeTest, main


class SurroundingsTest(OfficeTest):
    town = True

    def bare(self, *words, env=None, shell=""):
        """Runs cpcc by the shell with an almost empty environment and appends `shell` to the command."""
        line = 'exec "$0" "$@" ' + shell
        ran = subprocess.run(["sh", "-c", line, CPCC, *words], capture_output=True, cwd=str(self.office.folder), env=env or {}, timeout=60)
        return ran.returncode, ran.stdout.decode(), ran.stderr.decode()

    def test_commands_run_in_the_empty_environment_of_cron(self):
        self.office.configure('language = "zh"\n[office]\ncode = "QS"\nname = "青山区政协"\n')
        code, out, err = self.bare("report", "--period", "2024")
        self.assertEqual((code, err), (0, ""))
        self.assertIn("青山区政协", out)
        self.assertEqual(self.bare("report", "--quiet", "--output", "month.csv"), (0, "", ""))
        self.assertTrue((self.office.folder / "month.csv").exists())
        code, out, err = self.bare("session", "log", "S1", "--platform", "P1", "--kind", "visit", "--title", "走访")
        self.assertEqual((code, out), (0, "S1\n"), err)

    def test_commands_run_without_a_home_folder(self):
        for home in (None, "", "/nonexistent"):
            self.done("area", "list", env={"HOME": home})
        self.office.config.unlink()
        for home in (None, "", "/nonexistent"):
            self.one_line(self.refused(2, "area", "list", env={"HOME": home}, saying="cpcc init"))

    def test_a_closed_stdout_is_reported(self):
        code, out, err = self.bare("area", "list", shell=">&-")
        self.assertEqual((code, out), (1, ""))
        self.assertEqual(len(err.splitlines()), 1, err)
        code, out, err = self.bare("platform", "close", "P1", "--on", "2024-05-05", shell=">&-")
        self.assertEqual(code, 0, err)
        self.assertEqual(self.record("platform", "P1")["closed_on"], "2024-05-05")

    def test_a_closed_stderr_changes_no_exit_code(self):
        code, out, _ = self.bare("area", "list", shell="2>&-")
        self.assertEqual(code, 0)
        self.assertIn("420107", out)
        self.assertEqual(self.bare("area", "lsit", shell="2>&-"), (2, "", ""))
        self.assertEqual(self.bare("platform", "close", "P1", "--on", "2024-05-05", shell="2>&-")[0], 0)

    def test_closed_streams_are_never_written_into_the_database(self):
        """The next opened file gets the number of a closed stream; cpcc must not write the stream's output into it."""
        for words in (("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "visit", "--title", "x"), ("area", "list"), ("area", "lsit"), ("report", "--period", "2024")):
            self.bare(*words, shell="<&- >&- 2>&-")
            self.check_is_clean()
            if not engine.ON_SERVER:
                self.assertEqual(self.office.database.read_bytes()[:16], b"SQLite format 3\0")
        self.assertEqual(self.codes("session", "list"), ["S1"])

    def test_a_closed_stdin_is_reported(self):
        self.assertEqual(self.bare("area", "list", shell="<&-")[0], 0)
        code, out, err = self.bare("import", "unit", "-", shell="<&-")
        self.assertEqual((code, out), (1, ""), err)

    def test_a_missing_temporary_folder_is_tolerated(self):
        text = "code,name,kind\nE1,甲,othr\n"
        self.refused(3, "import", "unit", "-", "--rejects", "bad.csv", input=text, env={"TMPDIR": "/nonexistent"})
        self.assertIn("othr", (self.office.folder / "bad.csv").read_text("utf-8"))

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_a_read_only_folder_is_reported(self):
        os.chmod(self.office.folder, 0o500)
        self.addCleanup(os.chmod, self.office.folder, 0o700)
        self.done("area", "list")
        self.done("report", "--period", "2024")
        self.one_line(self.refused(1, "area", "list", "--output", "a.csv", saying="a.csv"))
        self.one_line(self.refused(1, "area", "add", "X1", "--name", "区", "--level", "district"))

    @unittest.skipIf(os.geteuid() == 0, "root may read and write anything")
    def test_a_database_without_permissions_is_reported(self):
        os.chmod(self.office.database, 0o400)
        self.done("area", "list")
        self.one_line(self.refused(1, "area", "add", "X1", "--name", "区", "--level", "district", saying="cpcc.db"))
        os.chmod(self.office.database, 0)
        self.one_line(self.refused(1, "area", "list", saying="cpcc.db"))

    def test_a_folder_in_place_of_a_file_is_reported(self):
        (self.office.folder / "folder").mkdir()
        self.one_line(self.refused(1, "--database", "folder", "area", "list", saying="folder"))
        self.one_line(self.refused(2, "--config", "folder", "area", "list", saying="folder"))
        self.one_line(self.refused(1, "import", "unit", "folder", saying="folder"))
        self.one_line(self.refused(1, "backup", "folder", saying="folder"))
        self.one_line(self.refused(1, "restore", "folder", saying="folder"))

    def test_file_names_may_have_blanks_quotes_and_chinese(self):
        name = "九月 的'\"表.csv"
        self.office.file(name, "code,name,kind\nE1,甲,other\n")
        self.done("import", "unit", name)
        self.done("export", "unit", "--output", "导出 一.csv")
        self.assertIn("E1", (self.office.folder / "导出 一.csv").read_text("utf-8"))
        self.refused(3, "import", "platform", self.office.file("坏 的.csv", "code,name\nX,y\n"), saying="坏 的.csv:2: kind")


if __name__ == "__main__":
    main()
