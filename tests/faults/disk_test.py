"""On a full disk cpcc prints one clear message, exits with 1, and leaves the old data unchanged."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from office import CPCC, OfficeTest, main


def small_disk(kilobytes):
    """Mounts a small file system and returns its path; returns None if this process must not mount."""
    place = tempfile.mkdtemp(prefix="cpcc-disk-")
    if os.geteuid() == 0 and shutil.which("mount"):
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%dk" % kilobytes, "tmpfs", place], capture_output=True)
        if mounted.returncode == 0:
            return place
    os.rmdir(place)
    return None


class SmallDiskTest(OfficeTest):
    town = True

    def setUp(self):
        super().setUp()
        self.disk = small_disk(2048)
        if self.disk is None:
            self.skipTest("a small disk can only be mounted by root")
        self.addCleanup(lambda: (subprocess.run(["umount", self.disk], check=True), os.rmdir(self.disk)))
        small = pathlib.Path(self.disk, "cpcc.db")
        shutil.copy(self.office.database, small)
        self.office.place.name = small

    def on_disk(self, *words, **more):
        return self.run_cpcc("--database", self.office.database, *words, **more)

    def many(self):
        return self.office.file("many.csv", "code,name,kind,note\n" + "".join("E%05d,单位,other,%s\n" % (number, "说明" * 40) for number in range(20000)))


class FullDiskTest(SmallDiskTest):
    def test_a_full_disk_rolls_back_an_import(self):
        kept = self.office.everything()
        for lang, words in (("en", "disk is full"), ("zh", "磁盘已满")):
            full = self.on_disk("import", "unit", self.many(), lang=lang)
            self.assertEqual(full.code, 1, str(full))
            self.assertEqual(full.out, "")
            self.one_line(full)
            self.assertIn(words, full.err)
            self.assertEqual(self.on_disk("check").code, 0)
            self.assertEqual(self.office.everything(), kept)
        self.assertEqual(self.on_disk("unit", "add", "E1", "--name", "单位", "--kind", "other").code, 0)

    def test_a_full_disk_leaves_no_partial_backup(self):
        pathlib.Path(self.disk, "filler").write_bytes(b"x" * (2048 * 1024 - os.path.getsize(self.office.database) - 100 * 1024))
        full = self.on_disk("backup", self.disk + "/copy.db")
        self.assertEqual(full.code, 1, str(full))
        self.one_line(full)
        self.assertEqual(sorted(os.listdir(self.disk)), ["cpcc.db", "filler"])

    def test_a_full_disk_leaves_the_old_output_file(self):
        old = pathlib.Path(self.disk, "list.csv")
        old.write_text("old\n")
        rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT i, 'some words' AS t FROM n"
        full = self.on_disk("query", rows, "--format", "csv", "--output", old)
        self.assertEqual(full.code, 1, str(full))
        self.one_line(full)
        self.assertEqual(old.read_text(), "old\n")
        self.assertEqual(sorted(os.listdir(self.disk)), ["cpcc.db", "list.csv"])


class ReadOnlyTest(SmallDiskTest):
    """A file system that is mounted for reading only, as after an error of the disk."""

    def setUp(self):
        super().setUp()
        subprocess.run(["mount", "-o", "remount,ro", self.disk], check=True)

    def test_a_read_only_file_system_can_be_read_and_is_never_changed(self):
        kept = self.office.everything()
        self.assertEqual(self.on_disk("report", "--period", "2024").code, 0)
        self.assertEqual(self.on_disk("check").code, 0)
        for words, named in ((("unit", "add", "E1", "--name", "单位", "--kind", "other"), "cpcc.db"), (("import", "unit", self.many()), "cpcc.db"), (("backup", self.disk + "/copy.db"), "copy.db"),
                             (("export", "unit", "--output", self.disk + "/unit.csv"), "unit.csv"), (("restore", self.office.folder / "copy.db"), "cpcc.db")):
            with self.subTest(words):
                self.run_cpcc("--database", self.office.folder / "cpcc.db", "backup", "copy.db")
                refused = self.on_disk("--yes", *words)
                self.assertEqual((refused.code, refused.out), (1, ""), str(refused))
                self.one_line(refused)
                self.assertIn(named, refused.err)
                self.assertEqual(os.listdir(self.disk), ["cpcc.db"])
        self.assertEqual(self.office.everything(), kept)


class FullTemporaryFolderTest(OfficeTest):
    town = True

    def setUp(self):
        super().setUp()
        self.disk = small_disk(128)
        if self.disk is None:
            self.skipTest("a small disk can only be mounted by root")
        self.addCleanup(lambda: (subprocess.run(["umount", self.disk], check=True), os.rmdir(self.disk)))

    def piped(self, count, *words, kind="other", **more):
        rows = "code,name,kind\n" + "".join("E%05d,unit number %d,%s\n" % (number, number, kind) for number in range(count))
        return self.run_cpcc("--yes", "import", "unit", "-", "--rejects", "bad.csv", *words, input=rows, env={"TMPDIR": self.disk}, **more)

    def test_a_full_temporary_folder_refuses_standard_input(self):
        kept = self.office.everything()
        old = self.office.file("bad.csv", "old\n")
        for lang, words in (("en", "no space left"), ("zh", "磁盘已满")):
            full = self.piped(20000, lang=lang)
            self.assertEqual((full.code, full.out), (1, ""), str(full))
            self.one_line(full)
            self.assertIn(self.disk, full.err)
            self.assertIn(words, full.err)
            self.assertEqual(self.office.everything(), kept)
            self.assertEqual(pathlib.Path(old).read_text("utf-8"), "old\n")
            self.assertEqual(os.listdir(self.disk), [])

    def test_standard_input_is_read_twice(self):
        self.assertEqual(self.piped(1000, kind="othr").code, 3)
        self.assertEqual((self.office.folder / "bad.csv").read_text("utf-8").count("othr,"), 1000)
        self.assertEqual(os.listdir(self.disk), [])


@unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full here")
class FullStreamTest(OfficeTest):
    town = True

    def into(self, path, *words):
        with open(path, "wb") as out:
            ran = subprocess.run([CPCC, *words], stdout=out, stderr=subprocess.PIPE, cwd=str(self.office.folder), env=self.office.environment(), timeout=60)
        return ran.returncode, ran.stderr.decode()

    def test_a_failed_write_to_stdout_is_an_error(self):
        for words in (("report", "--period", "2024"), ("area", "list"), ("export", "area"), ("export", "area", "--format", "json"), ("query", "SELECT 1"), ("member", "show", "M1"), ("fields",), ("measures",),
                      ("--help",), ("--version",), ("completion", "bash"), ("template", "area"), ("report", "--period", "2024", "--by", "district")):
            with self.subTest(words):
                code, said = self.into("/dev/full", *words)
                self.assertEqual(code, 1, said)
                self.assertEqual(len(said.splitlines()), 1, said)
                self.assertIn("cpcc: cannot write the output: ", said)

    def test_a_saved_record_remains_if_its_code_cannot_be_printed(self):
        code, said = self.into("/dev/full", "session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "visit", "--title", "x")
        self.assertEqual(self.codes("session", "list"), ["S1"])
        self.assertEqual(code, 1, said)


if __name__ == "__main__":
    main()
