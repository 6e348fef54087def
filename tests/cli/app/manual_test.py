"""Tests the manual pages: they cover every command and option in both languages, and their examples run."""
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

from office import EXAMPLES, ROOT, Office, OfficeTest, main

HAN = re.compile("[\u4e00-\u9fff]")
NOUNS_THAT_ONLY_READ = {"check", "fields", "measures", "query", "report"}
VERBS_THAT_ONLY_READ = {"list", "show", "history"}


def plain(roff):
    """Returns the text of a page without macros and escapes."""
    text = re.sub(r"(?m)^\.(SH|SS) \"(.*)\"$", r"\2", roff)
    text = re.sub(r"(?m)^\.\S+.*\n|^'.*\n", "", text)
    text = re.sub(r"\\f[BRIP]|\\&", "", text)
    for escape, sign in ((r"\-", "-"), (r"\(aq", "'"), (r"\(ha", "^"), (r"\(ti", "~"), (r"\(dq", '"'), (r"\e", "\\")):
        text = text.replace(escape, sign)
    return text


def shape(roff):
    """Returns the macros that structure a page."""
    return re.findall(r"(?m)^\.(SH|SS|TP|nf)\b", roff)


class ManualTest(OfficeTest):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="cpcc-manual-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.made = Office().run("manual", cls.folder / "man")
        cls.pages = {lang: {page.name: page.read_text("utf-8") for page in (cls.folder / "man" / sub).glob("man?/*")}
                     for lang, sub in (("en", "."), ("zh", "zh_CN"))}

    def prepare(self):
        self.office.configure((EXAMPLES / "cpcc.toml").read_text("utf-8"))
        self.done("--quiet", "--yes", "import", EXAMPLES / "wuhan")

    def commands(self, lang):
        """Yields (noun, verb, help) for each command that the help lists."""
        titles = {"en": ("Nouns:\n", "Verbs:\n"), "zh": ("对象：\n", "操作：\n")}[lang]

        def listed(text, title):
            return re.findall(r"^  ([a-z]+)(?: [^ a-z-]+)?(?:  |$)", text.split(title, 1)[1].split("\n\n", 1)[0], re.M)

        for noun in listed(self.done("--help", lang=lang).out, titles[0]):
            text = self.done(noun, "--help", lang=lang).out
            if titles[1] not in text:
                yield noun, "", text
                continue
            for verb in listed(text, titles[1]):
                yield noun, verb, self.done(noun, verb, "--help", lang=lang).out

    def examples(self):
        """Yields (page, command line) for each example on the pages."""
        for name, page in self.pages["en"].items():
            synopsis = page.split('.SH "SYNOPSIS"', 1)[-1].split(".SH", 1)[0]
            for block in re.findall(r"(?ms)^\.nf\n(.*?)^\.fi$", page.replace(synopsis, "")):
                for line in plain(block).splitlines():
                    if line.startswith("cpcc "):
                        yield name, line

    def test_the_pages_are_written_without_output(self):
        self.assertEqual((self.made.code, self.made.out, self.made.err), (0, "", ""))
        self.assertEqual(sorted(self.pages["en"]), sorted(self.pages["zh"]))
        self.assertIn("cpcc.1", self.pages["en"])
        self.assertIn("cpcc.toml.5", self.pages["en"])

    def test_every_command_and_option_is_on_the_page_of_its_noun_in_both_languages(self):
        for lang, pages in self.pages.items():
            seen = 0
            overview = plain(pages["cpcc.1"])
            for noun, verb, text in self.commands(lang):
                page = plain(pages["cpcc-%s.1" % noun])
                self.assertIn("cpcc %s" % " ".join(filter(None, (noun, verb))), page)
                self.assertRegex(overview, r"(?m)^%s$" % noun)
                for option in re.findall(r"(?m)^  (--[a-z-]+)", text):
                    seen += 1
                    self.assertTrue(re.search(r"%s\b" % option, page) or re.search(r"%s\b" % option, overview), (lang, noun, verb, option))
            self.assertGreater(seen, 1000)

    def test_exit_codes_and_environment_are_on_the_first_page(self):
        declared = re.search(r"enum class Exit : int \{(.*?)\}", (ROOT / "include/cpcc/base/error.hpp").read_text("utf-8")).group(1)
        codes = re.findall(r"= (\d+)", declared)
        self.assertGreaterEqual(len(codes), 6)
        for lang, title in (("en", "EXIT STATUS"), ("zh", "退出码")):
            section = self.pages[lang]["cpcc.1"].split('.SH "%s"' % title, 1)[1].split(".SH", 1)[0]
            self.assertEqual(re.findall(r"(?m)^\.TP\n\\fB(\d+)", section), codes)
            for name in ("CPCC_CONFIG", "CPCC_TODAY", "CPCC_USER", "NO_COLOR", "LC_ALL", "XDG_CONFIG_HOME"):
                self.assertIn(name, plain(self.pages[lang]["cpcc.1"]))

    def test_every_key_of_the_configuration_is_on_its_page_and_known_to_the_reader(self):
        keys = {}
        for lang in ("en", "zh"):
            section = None
            for line in self.pages[lang]["cpcc.toml.5"].splitlines():
                heading = re.match(r'\.SH "(\[.*\])"', line)
                section = heading.group(1) if heading else section
                example = re.search(r"\\fB(\w+ = .*?)\\fR[.。]", line)
                if example:
                    keys.setdefault((section, plain(example.group(1))), set()).add(lang)
        self.assertGreater(len(keys), 60)
        for (section, example), languages in keys.items():
            with self.subTest(section=section, example=example):
                self.assertEqual(languages, {"en", "zh"})
                self.office.config.write_text("%s\n%s\n" % (section or "", example), "utf-8")
                self.assertNotIn("unknown key", self.run_cpcc("area", "list").err)

    def test_every_key_of_a_new_configuration_is_on_the_page(self):
        self.done("--config", "new.toml", "--database", "new.db", "init", "--office", "QS")
        page = plain(self.pages["en"]["cpcc.toml.5"])
        for key in re.findall(r"(?m)^(?:# )?(\w+) = ", (self.office.folder / "new.toml").read_text("utf-8")):
            self.assertRegex(page, r"(?m)^%s$" % key)

    def test_both_languages_have_the_same_structure(self):
        for name, page in self.pages["en"].items():
            with self.subTest(name):
                chinese = self.pages["zh"][name]
                self.assertEqual(shape(page), shape(chinese))
                self.assertIsNone(re.search("[，。；、]", plain(page)))
                for title in re.findall(r'(?m)^\.SH "([^"\[]*)"', chinese):
                    self.assertRegex(title, HAN)

    def test_the_formatter_reports_no_errors(self):
        if not shutil.which("groff") and not shutil.which("mandoc"):
            raise unittest.SkipTest("neither groff nor mandoc is installed")
        for page in sorted((self.folder / "man").glob("**/*.?")):
            if shutil.which("groff"):
                ran = subprocess.run(["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z", page], capture_output=True)
                self.assertEqual((ran.returncode, ran.stderr), (0, b""), page.name)
            if shutil.which("mandoc"):
                ran = subprocess.run(["mandoc", "-Tlint", "-Wwarning", page], capture_output=True)
                # groff needs zh.tmac to break Chinese lines. mandoc does not, and skips the request.
                found = [line for line in ran.stdout.splitlines() if not line.endswith(b"skipping insecure request: mso")]
                self.assertEqual(found, [], page.name)

    def test_every_example_runs(self):
        lines = list(self.examples())
        self.assertGreater(len(lines), 60)
        for folder in ("street", "wuhan"):
            shutil.copytree(EXAMPLES / folder, self.office.folder / "examples" / folder)
        for name, line in lines:
            with self.subTest(page=name, line=line):
                words = shlex.split(line)[1:]
                own = Office(like=self.office)          # cpcc undo would take back what another example did
                self.addCleanup(own.close)
                ran = own.run("--yes", *words)
                self.assertNotEqual(ran.code, 2, str(ran))
                if words[0] in NOUNS_THAT_ONLY_READ or VERBS_THAT_ONLY_READ.intersection(words[1:2]):
                    self.assertIn(ran.code, (0, 4), str(ran))

    def test_a_topic_is_shown_as_help(self):
        for lang, word in (("en", "Flows count"), ("zh", "流量计日期")):
            self.assertIn(word, self.done("help", "counting", lang=lang).out)


if __name__ == "__main__":
    main()
