"""Tests the help: every noun and verb has one, complete in both languages."""
import re

from office import OfficeTest, main

HAN = re.compile("[\u4e00-\u9fff]")


def listed(text, title):
    """Returns the names in the block below `title`."""
    block = text.split(title, 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^  ([a-z]+)(?:  |$)", block, re.M)


def sentences(text):
    """Yields (line, explanation) for each line of a help text that explains a name."""
    for line in text.splitlines():
        found = re.match(r"  (\S+(?: \S+)?)\s{2,}(.+)$", line)
        if found:
            yield line, found.group(2)


class HelpTest(OfficeTest):
    def help_of(self, *words, lang="en"):
        shown = self.done(*words, "--help", lang=lang)
        self.assertEqual(shown.err, "", str(shown))
        return shown.out

    def pages(self, lang):
        overview = self.help_of(lang=lang)
        yield (), overview
        for noun in listed(overview, "Nouns:\n" if lang == "en" else "对象：\n"):
            page = self.help_of(noun, lang=lang)
            yield (noun,), page
            heading = "Verbs:\n" if lang == "en" else "操作：\n"
            if heading in page:
                for verb in listed(page, heading):
                    yield (noun, verb), self.help_of(noun, verb, lang=lang)

    def test_every_noun_and_verb_has_help_in_english(self):
        pages = dict(self.pages("en"))
        self.assertIn(("platform", "close"), pages)
        self.assertIn(("problem", "lookback"), pages)
        self.assertIn(("session", "log"), pages)
        self.assertGreater(len(pages), 100)
        for words, page in pages.items():
            with self.subTest(words):
                self.assertIn("Usage: cpcc", page)
                self.assertNotRegex(page, r"(?m)^  \S+ *$", "a name without a word of help")
                for line, help_text in sentences(page):
                    self.assertIsNone(re.search("[，。；、]", help_text), line)

    def test_every_line_of_the_chinese_help_is_chinese(self):
        for words, page in self.pages("zh"):
            with self.subTest(words):
                self.assertIn("用法:cpcc" if "用法:cpcc" in page else "用法：cpcc", page)
                self.assertNotIn("Usage", page)
                for line, help_text in sentences(page):
                    self.assertRegex(help_text, HAN, line)

    def test_placeholders_are_in_the_language_of_the_reader(self):
        self.assertIn("用法：cpcc member show 编号", self.help_of("member", "show", lang="zh"))
        self.assertRegex(self.help_of("session", "list", lang="zh"), r"(?m)^  --since 日期 ")
        self.assertIn("Usage: cpcc member show CODE", self.help_of("member", "show"))
        for words, page in self.pages("zh"):
            for placeholder in re.findall(r"(?m)^  --[a-z-]+ ([A-Z,|…]+) ", page):
                self.fail("%s: %s" % (words, placeholder))

    def test_all_kinds_have_the_generic_verbs(self):
        overview = self.help_of()
        kinds = {row["kind"] for row in self.done("fields", "--format", "csv").rows}
        self.assertGreaterEqual(len(kinds), 12)
        for kind in kinds:
            with self.subTest(kind):
                self.assertIn(kind, listed(overview, "Nouns:\n"))
                verbs = listed(self.help_of(kind), "Verbs:\n")
                for verb in ("add", "edit", "show", "list", "void", "restore", "history"):
                    self.assertIn(verb, verbs)

    def test_add_knows_every_field_of_its_kind(self):
        for row in self.done("fields", "--format", "csv").rows:
            if row["field"] != "code":
                option = "--" + row["field"].replace("_", "-")
                self.assertRegex(self.help_of(row["kind"], "add"), r"(?m)^  %s [A-Zy]" % option)

    def test_help_marks_required_options(self):
        page = self.help_of("platform", "add")
        self.assertRegex(page, r"--name TEXT .*\(required\)")
        self.assertNotRegex(page, r"--host TEXT .*\(required\)")
        self.assertRegex(self.help_of("problem", "close"), r"--why TEXT .*\(required\)")

    def test_every_form_of_asking_for_help_works(self):
        asked = self.help_of("platform", "add")
        self.assertEqual(self.done("help", "platform", "add").out, asked)
        self.assertEqual(self.done("platform", "add", "-h").out, asked)
        self.assertEqual(self.done("platform", "--help", "add").out, asked)

    def test_a_command_without_arguments_prints_the_overview_as_an_error(self):
        self.refused(2, saying=("Usage: cpcc", "platform"))

    def test_the_version_is_printed(self):
        self.assertRegex(self.done("--version").out, r"^cpcc \d+\.\d+\.\d+\n$")

    def test_measures_and_fields_are_explained_in_both_languages(self):
        for lang, written in (("zh", HAN), ("en", re.compile("^[^\u4e00-\u9fff]+$"))):
            measures = self.done("measures", "--format", "csv", lang=lang).rows
            self.assertGreaterEqual(len(measures), 37)
            for row in measures:
                self.assertRegex(row["definition"], written)
                self.assertRegex(row["label"], written)
            for row in self.done("fields", "--format", "csv", lang=lang).rows:
                self.assertRegex(row["label"], written)

    def test_the_dictionary_marks_the_fields_that_can_change_from_a_day_on(self):
        dated = [(row["kind"], row["field"]) for row in self.done("fields", "--format", "csv").rows if row["dated"] == "yes"]
        self.assertEqual(sorted(dated), [("member", "area"), ("member", "level"), ("member", "sector"), ("platform", "area"), ("platform", "basis"),
                                         ("platform", "kind"), ("platform", "model"), ("platform", "sector")])


if __name__ == "__main__":
    main()
