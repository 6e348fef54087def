"""Tests import maps: a sheet's own headers, fixed values, dates, unit and words (--map, --save-map)."""
import os

from office import OfficeTest, main, on_files

STREET = """
[import.street]
dates = "D/M/YYYY"
unit = "万元"
key = ["held_on", "platform"]

[import.street.columns]
"活动时间" = "held_on"
"主题" = "title"
"形式分类" = "kind"
"参与群众" = "residents"
"备注2" = ""

[import.street.fixed]
platform = "P1"

[import.street.words]
"会商" = "consult"
"""
SHEET = "钢都街道活动台账,,,\n活动时间,主题,形式分类,参与群众,备注2\n5/1/2024,楼道照明,会商,12,甲\n18/1/2024,入户走访,走访,3,\n"


class MapTest(OfficeTest):
    town = True

    def prepare(self):
        self.configure("")

    def configure(self, text):
        self.office.configure('language = "en"\n[office]\ncode = "QS"\n# our street / 本街道\n' + text)

    def taken(self, kind, text, *options, name="in.csv", **more):
        self.office.file(name, text)
        return self.done("import", kind, name, "--format", "csv", *options, **more)

    def rejected(self, kind, text, *options, saying=(), code=3, **more):
        self.office.file("in.csv", text)
        before = self.office.everything()
        result = self.refused(code, "import", kind, "in.csv", *options, saying=saying, **more)
        self.assertEqual(self.office.everything(), before)
        return result

    def sessions(self):
        return self.done("session", "list", "--columns", "held_on,title,kind,platform,residents", "--sort", "held_on", "--format", "csv").out.splitlines()[1:]

    def map(self, text):
        self.office.file("own.toml", text)
        return ("--map", "own.toml")


class ReadingTest(MapTest):
    def test_a_map_reads_a_sheet_with_its_own_headers_dates_and_words(self):
        self.configure(STREET)
        result = self.taken("session", SHEET, "--map", "street")
        self.assertEqual(self.sessions(), ["2024-01-05,楼道照明,consult,P1,12", "2024-01-18,入户走访,visit,P1,3"])
        self.assertIn('in.csv: column "备注2" ignored, 1 cell with text.', result.err)
        again = self.taken("session", SHEET, "--map", "street")
        self.assertEqual(again.rows, [{"file": "in.csv", "added": "0", "updated": "0", "unchanged": "2", "rejected": "0"}])

    def test_a_map_may_be_a_file(self):
        self.taken("unit", "单位全称,性质\n甲,物业\n", *self.map('columns = { "单位全称" = "名称", "性质" = "kind" }\nwords = { "物业" = "property" }\n'))
        self.assertIn("甲", self.done("unit", "list", "--where", "kind=property", "--format", "csv").out)

    def test_the_fields_below_other_sections_of_the_configuration_stay(self):
        self.configure(STREET)
        self.assertIn("QS-", self.done("session", "log", "--held-on", "2024-02-01", "--platform", "P1", "--kind", "visit", "--title", "x").out)

    def test_one_map_serves_every_file_of_a_command(self):
        self.configure(STREET)
        self.office.file("b.csv", "活动时间,主题,形式分类\n6/2/2024,停车协商,会商\n")
        self.office.file("a.csv", SHEET)
        result = self.done("import", "session", "a.csv", "b.csv", "--map", "street", "--format", "csv")
        self.assertEqual([row["added"] for row in result.rows], ["2", "1"])
        self.assertIn('b.csv: columns of the map that the sheet does not have: "参与群众", "备注2".', result.err)

    def test_a_dressed_header_is_the_same_column_of_the_map(self):
        self.configure(STREET)
        self.taken("session", "* 活动 时间（必填）,主题：,形式分类\n5/1/2024,楼道照明,会商\n", "--map", "street")
        self.assertEqual(self.sessions(), ["2024-01-05,楼道照明,consult,P1,"])

    def test_a_cell_counts_more_than_a_fixed_value_and_is_said(self):
        self.configure(STREET)
        result = self.taken("session", "活动时间,主题,形式分类,平台\n5/1/2024,甲,会商,P2\n6/1/2024,乙,会商,\n7/1/2024,丙,会商,P1\n", "--map", "street")
        self.assertEqual([line.split(",")[3] for line in self.sessions()], ["P2", "P1", "P1"])
        self.assertIn('in.csv: the fixed value of platform, "P1", is not used in 1 row with another value (first in line 2).', result.err)

    def test_amounts_are_in_the_unit_of_the_map(self):
        given = '\n[fixed]\nplatform = "P1"\n'
        self.taken("donation", "编号,日期,捐赠方,现金\nG1,2024-01-05,甲,1.5\nG2,2024-01-05,乙,0.000001\n", *self.map('unit = "万元"\n' + given))
        self.taken("donation", "编号,日期,捐赠方,现金（万元）\nG3,2024-01-05,甲,2\n", *self.map('unit = "万元"\n' + given))
        self.taken("donation", "编号,日期,捐赠方,现金\nG4,2024-01-05,甲,2.5\n", *self.map('unit = "千元"\n' + given))
        self.assertEqual([float(self.record("donation", "G%d" % n)["cash"]) for n in (1, 2, 3, 4)], [15000, 0.01, 20000, 2500])
        self.rejected("donation", "编号,日期,捐赠方,现金（元）\nG5,2024-01-05,甲,2\n", *self.map('unit = "万元"\n' + given), saying=("in.csv:1: 现金（元）", '"元"', '"万元"', "make them agree"))
        self.rejected("donation", "编号,日期,捐赠方,现金\nG5,2024-01-05,甲,0.0000001\n", *self.map('unit = "万元"\n' + given), saying="in.csv:2: cash")
        lenient = self.taken("donation", "编号,日期,捐赠方,现金\nG6,2024-01-05,甲,\"1,200\"\nG7,2024-01-05,乙,3元\nG8,2024-01-05,丙,1.5万元\n", "--lenient", *self.map('unit = "千元"\n' + given))
        self.assertEqual([float(self.record("donation", "G%d" % n)["cash"]) for n in (6, 7, 8)], [1200000, 3, 15000])
        self.assertIn('in.csv:2: cash: "1,200" read as 1200000', lenient.err)

    def test_words_serve_one_field_or_all_roles_and_yes_and_no(self):
        words = 'words = { "主发言" = "speak", "其他" = "visit", kind = { "其他" = "service" } }\n'
        self.taken("session", "日期,平台,题目,类别,参加委员\n2024-01-05,P1,甲,其他,M1:主发言;M2\n", *self.map(words.replace('"其他" = "visit", ', "")))
        self.assertEqual(self.done("attendance", "list", "--columns", "member,role", "--sort", "member", "--format", "csv").out.splitlines()[1:], ["#1,M1,speak", "#2,M2,attend"])
        self.taken("platform", "编号,名称,类别,area,示范点\nP8,甲,home,420107,达标\n", *self.map('words = { "达标" = "yes" }\n'))
        self.assertEqual(self.record("platform", "P8")["model"], "yes")

    def test_a_form_without_a_year_takes_it_from_the_option(self):
        text = "日期,平台,题目,类别\n5月1日,P1,甲,走访\n"
        self.rejected("session", text, *self.map('dates = "M月D日"\n'), saying=("in.csv:2: held_on", "M月D日"))
        self.taken("session", text, "--year", "2024", *self.map('dates = "M月D日"\n'))
        self.assertEqual(self.sessions(), ["2024-05-01,甲,visit,P1,"])
        self.rejected("session", text, "--year", "2024", *self.map('dates = "YYYY-M-D"\n'), code=2, saying="--year")


class KeyTest(MapTest):
    KEY = 'key = ["phone"]\n'

    def test_a_row_without_code_finds_its_record_by_the_key(self):
        text = "姓名,级别,area,电话\n委员一二,district,420107,13800001111\n新人,district,420107,13800009999\n"
        result = self.taken("member", text, "--on-existing", "update", *self.map(self.KEY))
        self.assertEqual((result.rows[0]["added"], result.rows[0]["updated"]), ("1", "1"))
        self.assertEqual(self.record("member", "M1")["name"], "委员一二")
        again = self.taken("member", text, *self.map(self.KEY))
        self.assertEqual(again.rows[0]["unchanged"], "2")

    def test_without_an_option_a_changed_row_is_refused_with_both_values(self):
        self.rejected("member", "姓名,级别,area,电话\n委员一二,district,420107,13800001111\n", *self.map(self.KEY), saying=("in.csv:2: name: M1 already exists", "委员一二"))

    def test_a_row_without_its_key_is_refused(self):
        self.rejected("member", "姓名,级别,area,电话\n某人,district,420107,\n", *self.map(self.KEY), saying=("in.csv:2: phone", "add the code"))
        self.rejected("member", "姓名,级别,area,电话\n某人,district,420107,138****1111\n", *self.map(self.KEY), saying="in.csv:2: phone")
        self.taken("member", "编号,姓名,级别,area,电话\nM9,某人,district,420107,\n", *self.map(self.KEY))

    def test_a_key_occurs_once_in_a_file_and_finds_one_record(self):
        self.rejected("member", "姓名,级别,area,电话\n甲,district,420107,13800005555\n乙,district,420107,13800005555\n", *self.map(self.KEY), saying="in.csv:3: phone: duplicate of line 2")
        self.taken("member", "编号,姓名,级别,area,电话\nM8,某人,district,420107,13800001111\n")
        self.rejected("member", "姓名,级别,area,电话\n某人,district,420107,13800001111\n", *self.map(self.KEY), saying=("in.csv:2: code: the row may be any of", "M1", "M8"))

    def test_a_voided_record_is_matched_only_by_an_equal_row(self):
        self.done("member", "void", "M1", "--why", "x", "--yes")
        result = self.taken("member", "姓名,级别,area,电话\n委员一二,district,420107,13800001111\n", *self.map(self.KEY))
        self.assertEqual(result.rows[0]["added"], "1")

    def test_a_key_of_references_is_looked_up_by_name(self):
        self.taken("session", "日期,平台,题目,类别\n2024-01-05,P1,甲,走访\n")
        text = "日期,平台,题目,类别,群众人次\n2024-01-05,花园社区协商议事之家,乙,走访,5\n"
        result = self.taken("session", text, "--on-existing", "update", *self.map('key = ["held_on", "平台"]\n'))
        self.assertEqual((result.rows[0]["added"], result.rows[0]["updated"]), ("0", "1"))
        self.assertEqual(self.sessions(), ["2024-01-05,乙,visit,P1,5"])

    def test_a_key_must_suit_the_kind(self):
        self.rejected("member", "姓名,级别,area\n甲,district,420107\n", *self.map('key = ["tags"]\n'), code=2, saying=("own.toml", "key", "tags"))
        self.rejected("attendance", "活动,委员\nS1,M1\n", *self.map('key = ["session"]\n'), code=2, saying=("own.toml", "key"))


class FaultTest(MapTest):
    def wrong(self, text, *saying, kind="session"):
        self.one_line(self.rejected(kind, "日期,平台,题目,类别\n2024-01-05,P1,甲,走访\n", *self.map(text), code=2, saying=("own.toml",) + saying))

    def test_a_wrong_map_is_refused_with_its_key_and_the_nearest_word(self):
        self.wrong('colums = { "a" = "title" }\n', 'unknown key "colums"', "columns")
        self.wrong('columns = { "活动时间" = "held_onn" }\n', 'columns."活动时间"', "held_onn", "held_on?")
        self.wrong('columns = { "活动时间" = "held_on", "活动 时间" = "title" }\n', "活动时间", "same column")
        self.wrong('fixed = { platfrom = "P1" }\n', "fixed.platfrom", "platform?")
        self.wrong('fixed = { kind = "vist" }\n', "fixed.kind", "vist")
        self.wrong('fixed = { title = "" }\n', "fixed.title")
        self.wrong('dates = "DD.MM"\n[words]\n"会商" = "consut"\n', 'words."会商"', "consult?")
        self.wrong('words = { platform = { "甲" = "P1" } }\n', "words.platform")
        self.wrong('dates = "%d/%m/%Y"\n', "own.toml:1: dates", "D/M/YYYY")
        self.wrong('dates = "YYYY-D-M"\n', "dates")
        self.wrong('unit = "万"\n', "unit", "万元")
        self.wrong('key = []\n', "key")
        self.wrong("columns = 3\n", "own.toml:1")
        self.wrong("columns = \n", "own.toml:1")

    def test_a_wrong_section_is_refused_by_every_command(self):
        self.configure("[import.street]\nunits = \"万元\"\n")
        self.one_line(self.refused(2, "area", "list", saying=("cpcc.toml:7", 'unknown key "import.street.units"', "import.street.unit")))

    def test_an_unknown_map_names_the_nearest(self):
        self.configure(STREET)
        self.one_line(self.rejected("session", SHEET, "--map", "stret", code=2, saying=("stret", "street?")))
        self.one_line(self.rejected("session", SHEET, "--map", "none.toml", code=2, saying="none.toml"))
        self.one_line(self.refused(2, "import", "town", "--map", "street", saying="--map"))

    def test_mended_rejects_are_read_with_the_same_map(self):
        self.configure(STREET)
        self.rejected("session", SHEET.replace("18/1", "38/1"), "--map", "street", "--rejects", "bad.csv", saying="in.csv:4: held_on")
        self.assertEqual((self.office.folder / "bad.csv").read_text("utf-8").splitlines()[0], "活动时间,主题,形式分类,参与群众,备注2,reason")
        text = (self.office.folder / "bad.csv").read_text("utf-8").replace("38/1/2024,", "18/1/2024,", 1)
        self.taken("session", text, "--map", "street", name="bad.csv")


class SavingTest(MapTest):
    def config(self):
        return self.office.config.read_bytes().decode()

    def test_a_preview_is_saved_and_read_back(self):
        self.office.file("in.csv", "单位\n日期（必填）,平台,题目,类别,活动成效\n2024-01-05,P1,甲,走访,好\n")
        before = self.config()
        self.done("import", "session", "in.csv", "--preview", "--ignore-unknown", "--save-map", "street")
        self.assertEqual(self.sessions(), [])
        self.assertEqual(self.config(), before + '\n[import.street]\n\n[import.street.columns]\n"日期（必填）" = "held_on"\n"平台" = "platform"\n"题目" = "title"\n"类别" = "kind"\n"活动成效" = ""\n')
        self.done("import", "session", "in.csv", "--map", "street")
        self.assertEqual(self.sessions(), ["2024-01-05,甲,visit,P1,"])

    def test_a_map_file_is_saved_whole(self):
        self.office.file("own.toml", STREET.replace("[import.street]", "").replace("import.street.", "") + '[words.form]\n"上门" = "doorstep"\n')
        self.taken("session", SHEET, "--map", "own.toml", "--save-map", "街道", "--dry-run")
        self.assertIn('[import."街道"]\ndates = "D/M/YYYY"\nunit = "万元"\nkey = ["held_on", "platform"]\n', self.config())
        self.assertIn('[import."街道".words.form]\n"上门" = "doorstep"\n', self.config())
        self.taken("session", SHEET, "--map", "街道")
        self.assertEqual(len(self.sessions()), 2)

    def test_a_name_is_never_given_a_second_meaning(self):
        self.configure(STREET)
        before = self.config()
        same = self.taken("session", SHEET, "--map", "street", "--save-map", "street", "--dry-run")
        self.assertIn("has the same [import.street] already", same.err)
        self.office.file("other.csv", "日期,平台,题目,类别\n2024-01-05,P1,甲,走访\n")
        rows = self.office.everything()
        for more in ((), ("--preview",)):
            result = self.run_cpcc("import", "session", "other.csv", "--save-map", "street", *more)
            self.assertEqual(result.code, 2, str(result))
            self.assertIn("has another [import.street]; use another name", result.err)
        self.assertEqual(self.office.everything(), rows)
        self.assertEqual(self.config(), before)

    def test_the_rest_of_the_configuration_stays_as_it_is(self):
        self.office.file("in.csv", "日期,平台,题目,类别\n2024-01-05,P1,甲,走访\n")
        for text in (self.config().rstrip("\n"), self.config().replace("\n", "\r\n")):
            self.office.config.write_bytes(text.encode())
            os.chmod(self.office.config, 0o640)
            self.done("import", "session", "in.csv", "--preview", "--save-map", "street")
            self.assertTrue(self.config().startswith(text))
            self.assertEqual(self.config().count("\r\n"), self.config().count("\n") if "\r\n" in text else 0)
            self.assertEqual(self.office.config.stat().st_mode & 0o777, 0o640)
            self.assertEqual([name for name in self.office.files() if name.startswith(".cpcc")], [])

    def test_names_that_cannot_be_one_are_refused_first(self):
        for name in ("x.toml", "a/b", "a\tb"):
            self.one_line(self.rejected("session", SHEET, "--save-map", name, code=2, saying="--save-map"))

    @on_files
    def test_a_configuration_that_cannot_hold_it_is_left_alone(self):
        self.office.file("in.csv", "日期,平台,题目,类别\n2024-01-05,P1,甲,走访\n")
        self.configure("")
        self.office.config.write_text("import = { a = { unit = \"元\" } }\n" + self.config(), "utf-8")
        before = self.config()
        self.refused(2, "import", "session", "in.csv", "--preview", "--quiet", "--save-map", "street", "--output", "p.csv", saying="cpcc.toml")
        self.assertEqual(self.config(), before)
        self.office.config.unlink()
        self.refused(2, "--database", self.office.database, "import", "session", "in.csv", "--preview", "--save-map", "street", saying=("--save-map", "cpcc init"))


class HelpTest(MapTest):
    def test_the_shell_completes_the_names_of_maps(self):
        self.configure(STREET)
        offered = self.done("complete", "--", "import", "session", "in.csv", "--map", "st").out
        self.assertEqual(offered.split("\t")[0], "street")

    def test_the_preview_shows_what_the_map_gives(self):
        self.configure(STREET)
        shown = self.taken("session", SHEET, "--map", "street", "--preview").out
        self.assertIn("活动时间,held_on session date", shown.replace("held on", "session date"))
        self.assertIn("fixed: P1", shown)


if __name__ == "__main__":
    main()
