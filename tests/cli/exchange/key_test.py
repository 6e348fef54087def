"""Tests the key that signs bundles, and the offices whose bundles are taken."""
import os
import shutil
import stat
import subprocess
import unittest

from office import OfficeTest, main

PUBLIC = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"


class KeyTest(OfficeTest):
    def key_file(self):
        return self.office.folder / "cpcc.key"

    def public(self):
        return self.done("key", "show", "--public").out

    def test_a_new_key_is_readable_by_its_owner_only(self):
        self.done("key", "new")
        self.assertEqual(stat.S_IMODE(self.key_file().stat().st_mode), 0o600)
        self.assertRegex(self.public(), r"\ARW[A-Za-z0-9+/]{54}\n\Z")
        self.assertEqual(self.done("key", "show", "--format", "csv").rows[0]["public"], self.public().strip())

    def test_a_key_is_never_overwritten(self):
        self.done("key", "new")
        before = self.key_file().read_bytes()
        self.one_line(self.refused(1, "key", "new", saying="already exists"))
        self.assertEqual(self.key_file().read_bytes(), before)

    def test_two_keys_differ(self):
        self.done("key", "new")
        first = self.public()
        self.key_file().rename(self.office.folder / "old.key")
        self.done("key", "new")
        self.assertNotEqual(self.public(), first)

    def test_no_key_an_open_key_and_a_damaged_key_are_refused(self):
        self.one_line(self.refused(1, "key", "show", saying="cpcc key new"))
        self.done("key", "new")
        self.key_file().chmod(0o640)
        self.one_line(self.refused(1, "key", "show", "--public", saying="chmod 600"))
        self.key_file().chmod(0o600)
        text = self.key_file().read_text()
        self.key_file().write_text(text.replace(text[-20], "A" if text[-20] != "A" else "B"))
        self.one_line(self.refused(1, "key", "show", "--public", saying="is not a key"))

    def test_the_secret_is_never_shown(self):
        self.done("key", "new")
        secret = self.key_file().read_text().splitlines()[1]
        for words in (("key", "show"), ("key", "show", "--public"), ("key", "show", "--format", "json")):
            self.assertNotIn(secret[60:120], self.done(*words).out)

    @unittest.skipUnless(shutil.which("minisign"), "minisign is not installed")
    def test_minisign_reads_the_key_and_its_signature_belongs_to_the_public_key(self):
        self.done("key", "new")
        text = self.office.file("text", "甲乙丙\n")
        subprocess.run(["minisign", "-S", "-s", str(self.key_file()), "-m", str(text)], check=True, capture_output=True, env={**os.environ, "HOME": str(self.office.folder)})
        subprocess.run(["minisign", "-V", "-P", self.public().strip(), "-m", str(text)], check=True, capture_output=True)

    def test_chinese_words_name_the_commands(self):
        self.done("签名密钥", "新建", lang="zh")
        self.assertIn("公钥", self.done("签名密钥", "查看", lang="zh").out)


class SenderTest(OfficeTest):
    town = True

    def add(self, code="HS", key=PUBLIC, areas="420107", level="whole", *more):
        return ("office", "add", code, "--key", key, "--areas", areas, "--level", level, *more)

    def test_an_office_is_added_listed_and_removed(self):
        self.done(*self.add("HS", PUBLIC, "420107,420107001", "counts", "--name", "洪山区政协"))
        self.assertEqual(self.done("office", "list", "--format", "csv").rows,
                         [{"code": "HS", "name": "洪山区政协", "areas": "420107,420107001", "level": "counts", "registers": "", "key": PUBLIC}])
        self.done("office", "remove", "HS", "--why", "换密钥")
        self.assertEqual(self.done("office", "list", "--format", "csv").rows, [])
        self.assertIn("换密钥", self.done("office", "list", "--all", "--format", "csv").rows[0]["removed"])
        self.done(*self.add())

    def test_a_second_office_with_the_code_is_refused(self):
        self.done(*self.add())
        before = self.office.everything()
        self.one_line(self.refused(1, *self.add(), saying="office remove HS"))
        self.assertEqual(self.office.everything(), before)

    def test_wrong_values_are_refused(self):
        for words, code, saying in ((self.add("H-S"), 2, "H-S"), (self.add(key="RWxx"), 2, "public key"), (self.add(areas="999"), 1, "999"),
                                    (self.add(level="all"), 2, "figures"), (("office", "remove", "XX", "--why", "?"), 1, "XX")):
            self.one_line(self.refused(code, *words, saying=saying))

    def test_chinese_words_name_the_commands(self):
        self.done("报送单位", "登记", "HS", "--key", PUBLIC, "--areas", "420107", "--level", "全部记录（不含电话）", lang="zh")
        self.assertIn("HS", self.done("报送单位", "列表", lang="zh").out)
        self.done("报送单位", "移除", "HS", "--why", "撤销", lang="zh")


if __name__ == "__main__":
    main()
