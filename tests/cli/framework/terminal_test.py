"""Tests what happens only at a terminal: questions, colour, width. No command depends on it."""
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
import unicodedata

from office import CPCC, OfficeTest, main, on_files


class TerminalTest(OfficeTest):
    town = True

    def at_terminal(self, *words, answer=None, typed="", columns=120, lang="en", env=None):
        """Runs cpcc with a terminal as its three streams; returns the text shown and the exit code."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        running = subprocess.Popen([CPCC, "--lang", lang, *words], stdin=theirs, stdout=theirs, stderr=theirs, cwd=str(self.office.folder), env=self.office.environment(**{"TERM": "xterm", "PAGER": "cat", **(env or {})}))
        os.close(theirs)
        os.write(ours, typed.encode())
        shown, answered, end = b"", answer is None, time.monotonic() + 20
        while time.monotonic() < end:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    block = os.read(ours, 4096)
                except OSError:
                    break
                if not block:
                    break
                shown += block
                if not answered and b"[y/N]" in shown:
                    os.write(ours, answer.encode() + b"\n")
                    answered = True
        os.close(ours)
        try:
            code = running.wait(20)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            self.fail("it waits for something: " + shown.decode("utf-8", "replace"))
        return shown.decode("utf-8", "replace"), code

    def four_units(self):
        for number in range(1, 5):
            self.done("unit", "add", "E%d" % number, "--name", "单位", "--kind", "other")
        return "E1", "E2", "E3", "E4"

    @on_files
    def test_init_asks_for_what_no_option_gives(self):
        shown, code = self.at_terminal("--config", "new.toml", "--database", "new.db", "init", typed="QS\n青山区政协\n火星\n420107\n\n1、妇联\n\n")
        self.assertEqual(code, 0, shown)
        self.assertIn('no area "火星"', shown)
        self.assertIn("Consultation day of the month, 1 to 31: ", shown)
        new = ["--config", "new.toml", "--database", "new.db"]
        self.assertEqual([(row["code"], row["name"], row["parent"]) for row in self.done(*new, "area", "list", "--format", "csv").rows],
                         [("420000", "湖北省", ""), ("420100", "武汉市", "420000"), ("420107", "青山区", "420100")])
        self.assertEqual([row["name"] for row in self.done(*new, "sector", "list", "--format", "csv").rows], ["中国共产党", "妇联"])
        text = (self.office.folder / "new.toml").read_text("utf-8")
        for line in ('code = "QS"', 'name = "青山区政协"', 'area = "420107"', "# day = 25"):
            self.assertIn("\n" + line + "\n", text)

    def test_a_command_asks_for_what_it_needs_and_says_its_line(self):
        self.done("unit", "add", "E7", "--name", "某单位", "--kind", "other")
        shown, code = self.at_terminal("unit", "add", typed="城建局\nwrong\n1\n\x04")
        self.assertEqual(code, 0, shown)
        self.assertIn('"wrong" is not a choice', shown)
        self.assertIn("cpcc unit add --lang en --name 城建局 --kind department", shown)
        self.assertEqual(self.office.sql("SELECT count(*) FROM unit WHERE name = '城建局'")[0][0], 1)

    def test_a_record_is_chosen_by_a_part_of_its_name_or_by_enter(self):
        self.done("unit", "add", "E7", "--name", "青山区城建局", "--kind", "other")
        self.done("unit", "add", "E8", "--name", "青山区水务局", "--kind", "other")
        shown, code = self.at_terminal("unit", "void", typed="水务\n1\n误录 一次\n\x04", lang="zh")
        self.assertEqual(code, 0, shown)
        self.assertIn("1 E8 青山区水务局", shown)
        self.assertIn("cpcc unit void --lang zh E8 --why '误录 一次'", shown)
        self.assertNotIn("E8", self.codes("unit", "list"))
        self.done("problem", "raise", "--title", "井盖", "--category", "urgent", "--platform", "P1")
        shown, code = self.at_terminal("problem", "raise", typed="路灯\n\n\n\x04")
        self.assertEqual(code, 0, shown)
        self.assertIn("--title 路灯 --category urgent --platform P1", shown)

    def test_an_alternative_is_asked_for_until_one_is_given(self):
        shown, code = self.at_terminal("session", "log", typed="-\n\x04")
        self.assertNotEqual(code, 0)
        shown, code = self.at_terminal("session", "log", typed="P1\n1\n楼道\n\n12\n\x04")
        self.assertEqual(code, 0, shown)
        self.assertNotIn("area", shown.partition("cpcc session log")[0])
        self.assertIn("--platform P1 --kind consult --title 楼道 --residents 12", shown)

    def test_nothing_is_asked_with_yes_or_if_nothing_needed_is_missing(self):
        shown, code = self.at_terminal("unit", "add", "--yes")
        self.assertEqual(code, 2)
        self.assertIn("missing --name", shown)
        before = self.office.everything()
        shown, code = self.at_terminal("unit", "add", "--name", "x", typed="\x04")
        self.assertEqual(code, 2)
        self.assertEqual(self.office.everything(), before)
        shown, code = self.at_terminal("session", "log", "--platform", "P1", "--kind", "consult", "--title", "x")
        self.assertEqual(code, 0, shown)
        self.assertNotIn("Answer", shown)

    @on_files
    def test_init_offers_provinces_and_cities(self):
        shown, code = self.at_terminal("--config", "new.toml", "--database", "new.db", "init", typed="\n\n武\n2\n\n\n")
        self.assertEqual(code, 0, shown)
        self.assertIn("420100 武汉市", shown)
        self.assertIn('area = "620600"', (self.office.folder / "new.toml").read_text("utf-8"))

    def test_more_than_three_records_require_confirmation(self):
        units = self.four_units()
        shown, code = self.at_terminal("unit", "void", *units, "--why", "x", answer="n")
        self.assertIn("4 records will change. Continue?", shown)
        self.assertNotEqual(code, 0)
        self.assertEqual(len(self.codes("unit", "list")), 6)
        shown, code = self.at_terminal("unit", "void", *units, "--why", "x", answer="")
        self.assertNotEqual(code, 0)
        shown, code = self.at_terminal("unit", "void", *units, "--why", "x", answer="y")
        self.assertEqual(code, 0, shown)
        self.assertEqual(len(self.codes("unit", "list")), 2)

    def test_the_question_can_be_in_chinese(self):
        shown, code = self.at_terminal("unit", "void", *self.four_units(), "--why", "x", answer="是", lang="zh")
        self.assertIn("将修改 4 条记录，是否继续？", shown)
        self.assertEqual(code, 0, shown)

    def test_three_records_require_no_confirmation(self):
        units = self.four_units()[:3]
        shown, code = self.at_terminal("unit", "void", *units, "--why", "x")
        self.assertNotIn("[y/N]", shown)
        self.assertEqual(code, 0, shown)

    def test_an_import_requires_confirmation(self):
        self.office.file("units.csv", "code,name,kind\n" + "".join("E%d,单位,other\n" % number for number in range(9)))
        before = self.office.everything()
        shown, code = self.at_terminal("import", "unit", "units.csv", answer="n")
        self.assertIn("9", shown)
        self.assertEqual(code, 1)
        self.assertEqual(self.office.everything(), before)
        shown, code = self.at_terminal("import", "unit", "units.csv", answer="y")
        self.assertEqual((code, self.office.count("unit")), (0, 11), shown)

    def test_the_option_yes_skips_the_question(self):
        shown, code = self.at_terminal("unit", "void", *self.four_units(), "--why", "x", "--yes")
        self.assertNotIn("[y/N]", shown)
        self.assertEqual(code, 0, shown)

    def test_no_question_is_asked_without_a_terminal(self):
        said = self.done("unit", "void", *self.four_units(), "--why", "x")
        self.assertNotIn("[y/N]", said.err)
        self.assertEqual(len(self.codes("unit", "list")), 2)

    def test_a_dry_run_requires_no_confirmation(self):
        self.office.file("units.csv", "code,name,kind\n" + "".join("E%d,单位,other\n" % number for number in range(9)))
        shown, code = self.at_terminal("import", "unit", "units.csv", "--dry-run")
        self.assertNotIn("[y/N]", shown)
        self.assertEqual(code, 0, shown)

    def test_output_longer_than_the_screen_goes_through_the_pager(self):
        self.office.file("units.csv", "code,name,kind\n" + "".join("E%d,单位%d,other\n" % (n, n) for n in range(60)))
        self.done("import", "unit", "units.csv")
        pager = {"PAGER": "sed s/^/paged:/"}
        shown, code = self.at_terminal("unit", "list", env=pager)
        self.assertEqual((code, shown.count("paged:")), (0, 64), shown)
        for words, env in ((["unit", "list", "--limit", "3"], pager), (["unit", "list"], {"PAGER": "cat"}), (["unit", "list"], {**pager, "TERM": "dumb"}),
                           (["unit", "list"], {"PAGER": "no-such-program 2>/dev/null"})):
            shown, code = self.at_terminal(*words, env=env)
            self.assertEqual((code, "paged:" in shown), (0, False), (words, env))
            self.assertIn("E1", shown)
        self.assertNotIn("paged", self.done("unit", "list", env=pager).out)

    def fits(self, shown, columns):
        """Returns the lines without colours; fails if one is wider than the screen."""
        lines = re.sub("\x1b\\[[0-9;]*m", "", shown).split("\r\n")
        for line in lines:
            self.assertLessEqual(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line), columns, line)
        return lines

    def test_a_table_fits_the_screen_with_everything_but_is_not_wrapped_for_a_pipe(self):
        name = "协商议事之家" * 12
        self.done("platform", "edit", "P1", "--name", name)
        shown, code = self.at_terminal("platform", "list", columns=80)
        self.assertEqual(code, 0)
        column = "".join(re.findall("[协商议事之家]+", "".join(self.fits(shown, 80))))
        self.assertEqual(column, name)
        self.assertIn(name, self.done("platform", "list").out)
        for columns in (80, 120, 200):
            lines = self.fits(self.at_terminal("report", "summary", "--by", "community", "--period", "2024", "--total", columns=columns)[0], columns)
            self.assertGreater(sum(line.startswith("total ") for line in lines), 5)     # a block for each theme
            self.assertIn("花园社区", "".join(lines))
        codes = self.fits(self.at_terminal("member", "list", "--columns", "code,name,note,phone,joined_on", columns=40)[0], 40)
        self.assertIn("138****1111", "".join(codes))     # a piece is never divided

    def test_colour_appears_only_on_a_terminal_and_not_with_no_color(self):
        self.assertIn("\x1b[1m", self.at_terminal("area", "list")[0])
        self.assertNotIn("\x1b[", self.at_terminal("area", "list", env={"NO_COLOR": "1"})[0])

    def test_a_terminal_shows_the_values_of_a_pipe(self):
        shown = re.sub("\x1b\\[[0-9;]*m", "", self.at_terminal("area", "list", columns=200)[0]).replace("\r\n", "\n")
        self.assertEqual(shown, self.done("area", "list").out)


if __name__ == "__main__":
    main()
