"""Tests wrong command lines: one line names the error and the nearest correct word, and nothing goes to stdout.

A usage error gives exit code 2.
"""
import json

from office import OfficeTest, main


class ErrorsTest(OfficeTest):
    town = True

    def wrong(self, *words, saying=(), code=2):
        self.one_line(self.refused(code, *words, saying=saying))
        return self.one_line(self.refused(code, *words, lang="zh"))

    def test_an_unknown_noun_is_reported(self):
        self.wrong("platfrom", saying=("platfrom", "platform?"))
        self.wrong("sesion", "list", saying="session?")
        self.wrong("frobnicate", saying=("frobnicate", "cpcc --help"))

    def test_errors_are_objects_for_programs(self):
        def objects(code, *words, **more):
            return [json.loads(line) for line in self.refused(code, "--quiet", "--errors", "json", *words, **more).err.splitlines()]

        self.assertEqual(objects(2, "area", "list", "--limit", "x"), [
            {"code": "usage", "exit": 2, "place": "--limit", "message": '"x" is not a whole number', "hint": None}])
        self.assertEqual(objects(2, "platfrom", "list")[0]["hint"], "did you mean platform?")
        self.office.file("bad.csv", "code,name,level,parent\n1,甲,distrct,\n2,乙,district,9\n")
        found = objects(3, "import", "area", "bad.csv")
        self.assertEqual([(one["code"], one["exit"], one["place"]) for one in found], [("rejected", 3, "bad.csv:2"), ("rejected", 3, "bad.csv:3"), ("rejected", 3, None)])
        self.office.config.write_text("databse = 1\n", "utf-8")
        self.assertEqual(objects(2, "area", "list")[0]["place"], "cpcc.toml:1")
        self.assertEqual(objects(2, "area", "list", lang="zh")[0]["place"], "cpcc.toml:1")
        self.one_line(self.refused(2, "--errors", "xml", "area", "list", saying="use text or json"))

    def test_an_unknown_verb_is_reported(self):
        self.wrong("platform", "ad", saying='add')
        self.wrong("area", "lsit", saying="list?")
        self.wrong("problem", "slove", "Q1", saying="solve?")
        self.wrong("report", "sumary", saying="summary?")
        self.wrong("platform", saying="verb")

    def test_verbs_cannot_be_abbreviated(self):
        self.wrong("platform", "lis", saying="list?")
        self.wrong("plat", "list", saying="platform?")

    def test_an_unknown_option_is_reported(self):
        self.wrong("platform", "add", "--nmae", "x", saying=("--nmae", "--name?"))
        self.wrong("area", "list", "--colums", "code", saying="--columns?")
        self.wrong("area", "list", "--bogus", saying=("--bogus", "--help"))
        self.wrong("--versoin", saying="--version?")
        self.wrong("-x", saying='"-x"')

    def test_options_cannot_be_abbreviated(self):
        self.wrong("area", "list", "--col", "code", saying="--columns?")
        self.wrong("platform", "add", "P9", "--nam", "x", saying="--name?")

    def test_a_missing_value_is_reported(self):
        self.wrong("area", "list", "--limit", saying="--limit needs a value")
        self.wrong("area", "show", saying="missing CODE")
        self.assertIn("请填写编号", self.refused(2, "area", "show", lang="zh").err)
        self.assertIn("--limit 后面没有填写内容", self.refused(2, "area", "list", "--limit", lang="zh").err)
        self.wrong("platform", "add", "P9", saying="--name")
        self.wrong("problem", "close", "Q1", saying=("--why", "cpcc problem close --help"))
        self.wrong("member", "void", "M1", saying="--why")
        self.wrong("import", "area", saying="cpcc import area")

    def test_an_option_with_one_value_may_be_given_only_once(self):
        self.wrong("platform", "list", "--area", "420107", "--area", "420100", saying="--area can be given only once")
        self.wrong("platform", "list", "--limit=1", "--limit", "2", saying="--limit can be given only once")
        self.wrong("area", "list", "--format", "csv", "--format=json", saying="--format can be given only once")
        self.wrong("member", "edit", "M1", "--name", "x", "--name", "y", saying="--name can be given only once")
        self.one_line(self.refused(2, "--lang", "zh", "--lang", "en", "area", "list", lang="", saying="--lang 只能填写一次"))
        self.one_line(self.refused(2, "area", "list", "--lang", "en", saying="--lang can be given only once"))
        self.done("member", "edit", "M1", "--skills", "法律", "--skills", "医疗")
        self.assertEqual(self.codes("member", "list", "--where", "level=district", "--where", "skills=法律", "--where", "skills=医疗"), ["M1"])
        self.done("area", "list", "--quiet", "--quiet")

    def test_an_option_does_not_take_the_next_one_for_its_value(self):
        self.wrong("session", "log", "--platform", "P1", "--kind", "visit", "--title", "--residents", "5", saying="--title needs a value")
        self.wrong("session", "void", "S1", "--why", "--yes", saying="--why needs a value")
        self.wrong("area", "list", "--limit", "--area=420107", saying="--limit needs a value")
        self.assertIn("--limit 后面没有填写内容", self.refused(2, "area", "list", "--limit", "--area", "420107", lang="zh").err)
        self.done("session", "log", "S9", "--platform", "P1", "--kind", "visit", "--title=--residents", "--held-on", "2024-05-06")

    def test_an_option_behind_the_end_of_options_is_an_unexpected_argument(self):
        self.wrong("session", "list", "--", "--limit", "1", saying='unexpected argument "--limit"')

    def test_a_flag_takes_no_value(self):
        self.wrong("area", "list", "--all=maybe", saying="--all takes no value")
        self.assertIn("--all 后面不应填写内容", self.refused(2, "area", "list", "--all=maybe", lang="zh").err)

    def test_help_does_not_hide_what_is_wrong(self):
        """As with gh: a wrong option is an error with and without --help; what is still missing is not."""
        self.wrong("platform", "list", "--bogus", "--help", saying='unknown option "--bogus" for "cpcc platform list"')
        self.wrong("platform", "--help", "list", "--bogus", saying="--bogus")
        self.wrong("platform", "--bogus", "--help", saying='unknown option "--bogus" for "cpcc platform"')
        self.wrong("report", "--bogus", "--help", saying="--bogus")
        self.wrong("platform", "list", "x", "-h", saying='unexpected argument "x"')
        self.wrong("platform", "lst", "--help", saying="list?")
        self.wrong("help", "platform", "list", "--bogus", saying="--bogus")
        self.wrong("help", "counting", "--bogus", saying="--bogus")
        self.wrong("help", "countng", saying="counting?")
        for words in (("problem", "close", "--help"), ("import", "-h"), ("report", "--by", "month", "--help"), ("area", "show", "--help", "420107")):
            self.assertIn("Usage: cpcc", self.done(*words).out)

    def test_the_word_help_is_a_value_like_any_other(self):
        self.assertEqual(self.done("member", "list", "--tag", "help", "--sort", "name", "--format", "csv").rows, [])
        self.wrong("member", "list", "--tag", "help", "counting", saying='unexpected argument "counting"')

    def test_an_unexpected_argument_is_reported(self):
        self.wrong("member", "list", "--tag", "报载", "x", saying='unexpected argument "x"')
        self.wrong("member", "list", "--where", "level=district", "x", saying='unexpected argument "x"')
        self.wrong("member", "edit", "M1", "--skills", "法律", "x", saying='unexpected argument "x"')
        self.wrong("area", "show", "420107", "420100", saying="420100")

    def test_the_error_for_a_wrong_choice_names_the_valid_ones(self):
        self.wrong("platform", "add", "P9", "--name", "x", "--area", "420107", "--kind", "hom", saying=("--kind", "hom", "home"))
        self.wrong("member", "assign", "M1", "--platform", "P1", "--role", "boss", saying=("--role", "resident"))
        self.wrong("problem", "advance", "Q1", "--stage", "buidl", saying=("--stage", "build"))
        self.wrong("--format", "cvs", "area", "list", saying=("cvs", "csv"))
        self.wrong("completion", "fsh", saying="fish")
        self.wrong("import", "area", "-", "--on-existing", "replace", saying=("replace", "update"))

    def test_a_wrong_language_is_refused(self):
        for words in (("--lang", "fr", "area", "list"), ("area", "list", "--lang=de")):
            self.one_line(self.refused(2, *words, lang="", saying="zh"))

    def test_an_invalid_date_or_number_is_reported(self):
        self.wrong("session", "log", "--platform", "P1", "--kind", "consult", "--title", "x", "--held-on", "2024-02-30", saying=("--held-on", "2024-02-30", "YYYY-MM-DD"))
        self.wrong("platform", "close", "P1", "--on", "2024-6-31", saying='--on: "2024-6-31" is not a date; use YYYY-MM-DD')
        self.wrong("area", "list", "--limit", "many", saying=("--limit", "many"))
        self.wrong("session", "list", "--since", "soon", saying=("--since", "soon"))
        self.wrong("session", "log", "--platform", "P1", "--kind", "consult", "--title", "x", "--residents", "1,200", saying=("--residents", "1,200"))
        self.wrong("problem", "lookback", "Q1", "--result", "holding", "--satisfaction", "101", saying=("--satisfaction", "101"))

    def test_a_date_in_another_form_is_read_and_said(self):
        for written in ("2024/9/2", "2024.9.2", "2024年9月2日", "20240902", "２０２４-9-2"):
            self.assertEqual(self.done("session", "list", "--since", written, "--format", "csv").err.splitlines()[0], "--since: %s = 2024-09-02" % written)
            self.assertIn("--since：%s = 2024-09-02" % written, self.done("session", "list", "--since", written, lang="zh").err)
        for unclear in ("2/9/2024", "24-9-2", "2024-9-31", "2024-9"):
            self.wrong("session", "list", "--since", unclear, saying='--since: "%s" is not a date; use YYYY-MM-DD' % unclear)
        self.wrong("theme", "add", "--month", "2024/13", "--area", "420107", "--title", "x", saying='--month: "2024/13" is not a month; use YYYY-MM')

    def test_an_unknown_field_is_reported(self):
        self.wrong("area", "list", "--where", "nmae=x", saying=("nmae", "name?"))
        self.wrong("area", "list", "--sort", "levle", saying="level?")
        self.wrong("area", "list", "--columns", "code,nam", saying="name?")
        self.wrong("area", "list", "--where", "name", saying="--where")

    def test_an_unknown_kind_is_reported(self):
        for words in (("export", "platfrom"), ("template", "platfrom"), ("fields", "platfrom"), ("import", "platfrom", "x.csv")):
            self.wrong(*words, saying=("platfrom", "platform?"))

    def test_an_unknown_group_measure_or_period_is_reported(self):
        self.wrong("report", "--by", "distrct", saying=("distrct", "district?"))
        self.wrong("report", "--measures", "sesions", saying=("sesions", "sessions?"))
        self.wrong("report", "--period", "last-mnth", saying=("last-mnth", "last-month?"))
        self.wrong("report", "--period", "2024Q5", saying=("2024Q5", "2024Q3"))
        self.wrong("report", "--period", "2024-09-01..2024-01-01", saying="2024-09-01..2024-01-01")
        self.wrong("report", "--compare", "prev", saying=("prev", "previous"))
        self.wrong("report", "--by", "month,month", saying="month")
        self.wrong("report", "--measures", "visits,visits", saying="visits")

    def test_a_missing_record_or_file_is_reported(self):
        self.wrong("area", "show", "NOPE", saying="NOPE", code=1)
        self.wrong("assignment", "show", "#999", saying="#999", code=1)
        self.wrong("assignment", "show", "first", saying="first", code=2)
        self.wrong("import", "area", "nowhere.csv", saying="nowhere.csv", code=1)
        self.wrong("member", "assign", "M9", "--platform", "P1", saying=("CODE", "M9"), code=1)
        self.wrong("platform", "add", "P9", "--name", "x", "--kind", "home", "--area", "NOPE", saying=("--area", "NOPE"), code=1)

    def test_a_refusal_names_the_positional_in_the_language(self):
        self.assertIn("cpcc: 编号：没有编号为“M9”的委员", self.refused(1, "member", "assign", "M9", "--platform", "P1", lang="zh").err)
        self.assertIn("请填写目标", self.refused(2, "copy", "cpcc.db", lang="zh").err)

    def test_errors_name_the_options_of_the_verb(self):
        """`platform close` has no --closed-on: a message that names it would send people looking."""
        self.wrong("platform", "close", "P1", "--on", "2020-01-01", saying="--on: 2020-01-01", code=1)
        self.done("problem", "raise", "Q1", "--title", "漏水", "--category", "urgent", "--platform", "P1", "--raised-on", "2024-05-06")
        self.wrong("problem", "solve", "Q1", "--on", "2024-05-01", saying="--on: 2024-05-01", code=1)
        self.wrong("problem", "advance", "Q1", "--stage", "plan", "--on", "2024-01-01", saying="--on: 2024-01-01", code=1)
        self.wrong("member", "leave", "M1", "--on", "2020-01-01", saying="--on: 2020-01-01", code=1)

    def test_a_refused_command_saves_nothing(self):
        before = self.office.everything()
        self.refused(1, "session", "log", "S1", "--platform", "P1", "--kind", "consult", "--title", "x", "--held-on", "2022-01-01")
        self.refused(1, "session", "log", "S1", "--platform", "P1", "--kind", "consult", "--title", "x", "--members", "M1,M9")
        self.assertEqual(self.office.everything(), before)


if __name__ == "__main__":
    main()
