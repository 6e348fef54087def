"""Bytes that are no text, control characters, empty values and outputs that fail (interface.md, Output and Import)."""
import os
import resource
import subprocess
import unittest

import engine
from office import CPCC, OfficeTest, main

GBK = b"\xc8\xeb\xbb\xa7"  # 入户


class BytesTest(OfficeTest):
    def setUp(self):
        super().setUp()
        self.office.has_a_town()

    def test_arguments_are_utf8_or_of_the_locale_or_refused(self):
        before = self.office.everything()
        self.refused(2, "unit", "add", "U9", "--kind", "other", "--name", os.fsdecode(GBK), saying="is not UTF-8")
        self.refused(2, "unit", "list", "--where", os.fsdecode(b"name~" + GBK[:2]), saying="is not UTF-8")
        self.refused(2, "unit", "add", "U9", "--kind", "other", "--name", "x", env={"CPCC_USER": os.fsdecode(GBK)}, saying="CPCC_USER")
        self.assertEqual(self.office.everything(), before)
        self.done("unit", "add", "U9", "--kind", "other", "--name", os.fsdecode(GBK), env={"LC_ALL": "zh_CN.GBK"})
        self.assertEqual(self.office.sql("SELECT name FROM unit WHERE code = 'U9'"), [("入户",)])
        self.assertEqual(self.done("unit", "show", "U9", "--format", "json").json[0]["name"], "入户")

    def test_no_control_character_reaches_a_terminal_or_a_page(self):
        evil = "A\x1b[2Jx\x07\u009b1m\u202etxt\u2066z"
        sheet = self.office.file("u.csv", [["code", "name", "kind"], ["E1", evil, "red\x1b[31m"]])
        said = self.refused(3, "import", "unit", sheet).err
        said += self.run_cpcc("import", "unit", self.office.file("v.csv", [["code", "na\x1b[2Jme", "kind"], ["E1", "x", "other"]])).err
        said += self.refused(1, "unit", "show", evil).err + self.done("unit", "list", "--where", "name=" + evil).err
        self.done("import", "unit", self.office.file("w.csv", [["code", "name", "kind"], ["E1", evil, "other"]]))
        for words in (("unit", "list"), ("unit", "show", "E1"), ("unit", "history", "E1"), ("unit", "list", "--format", "md"), ("unit", "list", "--format", "html"),
                      ("unit", "show", "E1", "--format", "md")):
            shown = self.done(*words)
            said += shown.out + shown.err
            if "history" not in words:
                self.assertIn("A\ufffd[2Jx\ufffd", shown.out.replace("\\", ""), words)
        for bad in "\x1b\x07\u009b\u202e\u2066":
            self.assertNotIn(bad, said)
        self.assertEqual(self.done("unit", "list", "--where", "code=E1", "--format", "json").json[0]["name"], evil, "data stay as they are")

    def test_one_message_is_one_line(self):
        said = self.refused(1, "unit", "show", "U\n9").err
        self.assertEqual(said.count("\n"), 1)

    def test_an_empty_value_is_refused(self):
        before = self.office.everything()
        for words in (("session", "log", "--platform", "P1", "--kind", "visit", "--title", ""), ("session", "log", "--platform", "P1", "--kind", "visit", "--title", " \u3000"),
                      ("session", "log", "--platform", "", "--kind", "visit", "--title", "x"), ("session", "list", "--where", ""), ("session", "list", "--area", ""),
                      ("report", "--period", ""), ("platform", "void", "P1", "--why", " "), ("platform", "show", ""), ("--output", "", "platform", "list")):
            self.refused(2, *words, saying="is empty")
        self.assertEqual(self.office.everything(), before)

    def test_what_was_saved_is_said_where_the_output_fails(self):
        with open("/dev/full", "wb") as full:
            ran = subprocess.run([CPCC, "--lang", "en", "unit", "add", "U8", "--name", "x", "--kind", "other"], stdout=full, stderr=subprocess.PIPE, cwd=str(self.office.folder), env=self.office.environment())
        self.assertEqual(ran.returncode, 1)
        self.assertIn(b"what the command changed was saved", ran.stderr)
        self.assertEqual(self.office.sql("SELECT count(*) FROM unit WHERE code = 'U8'")[0][0], 1)

    def test_an_import_opens_its_output_before_it_changes_anything(self):
        before = self.office.everything()
        sheet = self.office.file("u.csv", [["code", "name", "kind"], ["E1", "x", "other"]])
        self.refused(1, "import", "unit", sheet, "--output", "no-such-folder/r.csv", saying="no-such-folder/r.csv")
        self.assertEqual(self.office.everything(), before)

    def test_a_link_to_nothing_gets_its_file(self):
        link = self.office.folder / "link.csv"
        link.symlink_to("target.csv")
        self.done("unit", "list", "--output", "link.csv")
        self.assertTrue(link.is_symlink())
        self.assertIn("code", (self.office.folder / "target.csv").read_text("utf-8"))

    def test_whole_phones_are_readable_by_their_owner_only(self):
        old = os.umask(0)
        try:
            self.done("export", "member", "--reveal", "--output", "m.csv")
            self.done("export", "member", "--output", "n.csv")
        finally:
            os.umask(old)
        self.assertEqual((self.office.folder / "m.csv").stat().st_mode & 0o777, 0o600)
        self.assertEqual((self.office.folder / "n.csv").stat().st_mode & 0o777, 0o666)

    @unittest.skipIf(engine.ON_SERVER, "the database is no file")
    def test_a_directory_is_no_database(self):
        (self.office.folder / "d.db").mkdir()
        self.one_line(self.refused(1, "--database", "d.db", "unit", "list", saying="is a directory"))

    def test_a_configuration_in_another_encoding_is_refused_by_name(self):
        text = self.office.config.read_text("utf-8") + "\n# 青山区政协\n"
        self.office.config.write_bytes(text.encode("gb18030"))
        self.one_line(self.refused(2, "unit", "list", saying="is not UTF-8"))

    @unittest.skipIf(engine.ON_SERVER, "a limit of this process's files")
    def test_a_limit_of_file_size_is_said(self):
        sheet = self.office.file("u.csv", [["code", "name", "kind"]] + [["E%06d" % n, "x" * 200, "other"] for n in range(20000)])
        before = self.office.everything()
        self.refused(1, "import", "unit", sheet, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000)))
        self.assertEqual(self.office.everything(), before)


if __name__ == "__main__":
    main()
