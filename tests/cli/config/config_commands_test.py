"""`cpcc config get`, `set` and `check`."""
from office import OfficeTest, main

TEXT = """# 首行说明
database = "cpcc.db"   # 数据库
# language = "zh"

[office]
code = "QS"            # 前缀
# area = "420107"

# 回头看
# [lookback]
# after_days = [30, 180]

[measures.canteens]
base = "problems_solved"
where = [
    "tag=幸福食堂",    # 标签
    "platform.basis=sector",
]
label = "食堂，'新'"
"""


class ConfigCommandsTest(OfficeTest):
    town = True

    def setUp(self):
        super().setUp()
        self.office.configure(TEXT)

    def text(self):
        return self.office.config.read_text("utf-8")

    def lines_changed_by(self, *words):
        before = self.text().splitlines()
        self.done("config", "set", *words)
        after = self.text().splitlines()
        return [line for line in before if line not in after], [line for line in after if line not in before]

    def test_get_prints_values_and_defaults(self):
        self.assertEqual(self.done("config", "get", "office.code").out, "QS\n")
        self.assertEqual(self.done("配置", "读取", "measures.canteens.where").out, "tag=幸福食堂\nplatform.basis=sector\n")
        self.assertEqual(self.done("config", "get", "calendar.missed_running").out, "3\n")
        self.one_line(self.refused(1, "config", "get", "office.area", saying="does not set office.area"))
        self.one_line(self.refused(2, "config", "get", "office.aera", saying="did you mean office.area?"))
        self.one_line(self.refused(2, "config", "get", "measures.canteens.bse", saying="did you mean measures.canteens.base?"))
        self.one_line(self.refused(2, "config", "get", "calendar.rule.day", saying="edit the configuration file itself"))

    def test_set_changes_one_line_and_keeps_the_rest(self):
        self.assertEqual(self.lines_changed_by("office.code", "WC"), (['code = "QS"            # 前缀'], ['code = "WC"            # 前缀']))
        self.assertEqual(self.lines_changed_by("office.area", "420107"), (['# area = "420107"'], ['area = "420107"']))
        self.assertEqual(self.lines_changed_by("office.name", '青山区"政协"'), ([], ['name = "青山区\\"政协\\""']))
        self.assertEqual(self.lines_changed_by("lookback.after_days", "10, 20"), (["# [lookback]", "# after_days = [30, 180]"], ["[lookback]", "after_days = [10, 20]"]))
        self.assertEqual(self.lines_changed_by("language", "en"), (['# language = "zh"'], ['language = "en"']))
        self.assertEqual(self.lines_changed_by("measures.canteens.where", "tag=食堂"), (
            ["where = [", '    "tag=幸福食堂",    # 标签', '    "platform.basis=sector",', "]"], ['where = "tag=食堂"']))
        self.assertEqual(self.lines_changed_by("measures.canteens.label", "食堂"), (["label = \"食堂，'新'\""], ['label = "食堂"']))
        self.assertEqual(self.lines_changed_by("filings.areas", "420107001,420107"), ([], ["[filings]", 'areas = ["420107001", "420107"]']))
        self.assertEqual(self.lines_changed_by("filings.areas", "-"), (['areas = ["420107001", "420107"]'], []))
        self.assertEqual(self.done("config", "get", "lookback.after_days").out, "10\n20\n")
        self.done("config", "check")

    def test_set_keeps_the_line_ends_of_the_file(self):
        self.office.config.write_bytes(self.office.config.read_bytes().replace(b"\n", b"\r\n"))
        self.done("config", "set", "office.area", "420107")
        self.done("config", "set", "lookback.after_days", "30")
        self.assertNotIn(b"\n", self.office.config.read_bytes().replace(b"\r\n", b""))
        self.assertEqual(self.done("config", "get", "office.area").out, "420107\n")

    def test_a_wrong_value_changes_nothing(self):
        before = self.text()
        for key, value in (("language", "de"), ("calendar.missed_running", "x"), ("lookback.after_days", "180,30"), ("workdays.off", "2024-2-30"),
                           ("measures.canteens.base", "problem_solved"), ("office.cod", "X"), ("import.s.columns", "no")):
            self.one_line(self.refused(2, "config", "set", key, value))
            self.assertEqual(self.text(), before)

    def test_check_compares_the_configuration_with_the_database(self):
        self.assertIn("no problems found", self.done("config", "check").err)
        self.office.config.write_text(self.text() + '\n[calendar]\n[[calendar.rule]]\nday = 25\narea = "999"\n[filings]\nareas = ["998"]\n'
                                      '[brief]\ntemplate = "none.mustache"\n[import.street]\ncolumns = { "日期" = "heldon" }\n', "utf-8")
        self.done("config", "set", "office.area", "997")
        found = self.run_cpcc("config", "check", "--format", "json")
        self.assertEqual((found.code, [row["section"] for row in found.json]), (4, ["office.area", "calendar", "filings", "import.street", "brief.template"]))
        self.office.config.write_text("database = 3\n", "utf-8")
        self.one_line(self.refused(2, "config", "check", saying="cpcc.toml:1"))


if __name__ == "__main__":
    main()
