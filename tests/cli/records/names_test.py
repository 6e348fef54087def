#!/usr/bin/env python3
"""Names of records, Chinese words and spoken days on the command line."""
import office
from named_town import NamedTown


class Town(NamedTown):
    lang = "en"

    def prepare(self):
        super().prepare()
        self.done("session", "add", "S1", "--held-on", "2024-08-01", "--platform", "QS-P-1", "--kind", "consult", "--title", "楼道照明")
        self.done("problem", "add", "Q1", "--raised-on", "2024-08-01", "--platform", "QS-P-1", "--title", "路灯不亮", "--category", "urgent", "--session", "S1")

    def area_is(self, code):
        text = self.office.config.read_text("utf-8")
        self.assertIn("[office]\n", text)
        self.office.configure(text.replace("[office]\n", '[office]\narea = "%s"\n' % code))


class NamesTest(Town):
    def test_a_name_is_as_good_as_a_code(self):
        self.assertEqual(self.done("member", "show", "张强", "--format", "json").json[0]["code"], "QS-M-2")
        self.assertEqual(self.codes("member", "list", "--area", "青山区"), ["QS-M-1", "QS-M-2"])
        self.assertEqual(self.codes("session", "list", "--where", "platform=钢都花园协商议事之家"), ["S1"])
        self.assertEqual(self.codes("member", "list", "--where", "sector=教育|医药卫生", "--where", "area!=武昌区"), ["QS-M-1", "QS-M-2"])
        self.assertEqual(self.codes("problem", "list", "--where", "session.platform=钢都花园协商议事之家"), ["Q1"])

    def test_names_are_written_as_codes_and_said(self):
        added = self.done("session", "log", "S2", "--held-on", "2024-08-02", "--platform", "钢都花园协商议事之家", "--kind", "consult",
                          "--title", "食堂", "--members", "王丽:speak,张强")
        self.assertEqual(added.err.splitlines()[0], "钢都花园协商议事之家 = QS-P-1, 王丽 = QS-M-1, 张强 = QS-M-2")
        self.assertEqual(self.record("session", "S2")["members"], "QS-M-1:speak;QS-M-2")
        quiet = self.done("--quiet", "session", "edit", "S2", "--members", "欧阳明")
        self.assertEqual(quiet.err, "")
        self.assertEqual(self.record("session", "S2")["members"], "WC-M-2")

    def test_verbs_take_names(self):
        said = self.done("member", "assign", "张强", "--platform", "钢都花园协商议事之家", "--since", "2024-07-01")
        self.assertIn("张强 = QS-M-2", said.err)
        self.assertEqual(self.done("assignment", "list", "--format", "csv").rows[0]["member"], "QS-M-2")
        self.assertIn("Ended 1 assignment of 张强", self.done("member", "unassign", "张强", "--platform", "QS-P-1", "--until", "2024-08-01").err)
        self.done("problem", "solve", "路灯不亮", "--on", "2024-08-20")
        self.assertEqual(self.record("problem", "Q1")["solved_on"], "2024-08-20")
        self.done("member", "void", "欧阳明", "--why", "登记有误")
        self.refused(1, "member", "edit", "欧阳明", "--note", "甲", saying="no member with name or code \"欧阳明\"")

    def test_reports_take_names(self):
        self.assertIn("张强", self.done("report", "member", "张强").out)
        self.assertIn("路灯不亮", self.done("report", "chain", "楼道照明").out)
        self.assertIn("路灯不亮", self.done("report", "chain", "路灯不亮").out)
        by_name = self.done("report", "summary", "--period", "2024", "--area", "青山区", "--measures", "sessions", "--format", "csv")
        self.assertEqual(by_name.rows, [{"area": "420107", "area_name": "青山区", "sessions": "1"}])

    def test_several_are_refused_and_listed(self):
        refused = self.refused(2, "member", "show", "王丽")
        self.assertEqual(refused.err, "cpcc: 2 member records are named \"王丽\": QS-M-1 (青山区, 教育), WC-M-1 (武昌区, 医药卫生); use the code\n")
        before = self.office.everything()
        self.refused(2, "member", "edit", "王丽", "--note", "甲")
        self.assertEqual(self.office.everything(), before)
        self.refused(2, "area", "show", "和平社区", saying=("420106001 (community, 武昌区)", "420107001001 (community, 钢都街道)"), lang="en")

    def test_the_commands_own_area_comes_first(self):
        self.done("session", "log", "S3", "--held-on", "2024-08-03", "--area", "武昌区", "--kind", "visit", "--title", "走访", "--members", "王丽")
        self.assertEqual(self.record("session", "S3")["members"], "WC-M-1")
        self.assertEqual(self.codes("session", "list", "--area", "武昌区", "--where", "members=王丽"), ["S3"])

    def test_then_the_offices_area(self):
        self.area_is("420106")
        self.assertEqual(self.done("member", "show", "王丽", "--format", "json").json[0]["code"], "WC-M-1")
        self.assertEqual(self.done("area", "show", "和平社区", "--format", "json").json[0]["code"], "420106001")
        # A record that moves to another area is still looked for in the office's.
        self.done("member", "edit", "王丽", "--area", "青山区")
        self.assertEqual(self.record("member", "WC-M-1")["area"], "420107")

    def test_an_unknown_name_names_the_nearest(self):
        self.refused(1, "member", "show", "张强强", saying="no member with name or code \"张强强\"; did you mean 张强 (QS-M-2)?")
        self.refused(1, "session", "list", "--where", "platform=钢都花园", saying="钢都花园协商议事之家 (QS-P-1)")
        self.refused(1, "member", "show", "QS-M-9", saying="QS-M-9 does not exist")

    def test_codes_only(self):
        self.refused(1, "--codes", "member", "show", "张强")
        self.assertEqual(self.done("--codes", "member", "show", "QS-M-2", "--format", "json").json[0]["name"], "张强")

    def test_pinyin(self):
        self.assertEqual(self.done("member", "show", "zhangqiang", "--format", "json").json[0]["code"], "QS-M-2")
        self.assertEqual(self.done("member", "show", "oym", "--format", "json").json[0]["code"], "WC-M-2")
        self.assertEqual(self.codes("member", "list", "--area", "qsq"), ["QS-M-1", "QS-M-2"])
        self.assertIn("zq (张强) = QS-M-2", self.done("member", "edit", "zq", "--note", "甲").err)
        self.refused(2, "member", "show", "wl", saying=("QS-M-1", "WC-M-1"))

    def test_a_code_wins_over_a_name(self):
        self.done("member", "add", "zq", "--name", "赵倩", "--level", "district", "--area", "420107")
        self.assertEqual(self.done("member", "show", "zq", "--format", "json").json[0]["name"], "赵倩")


class NamesOutTest(Town):
    def prepare(self):
        super().prepare()
        self.done("session", "edit", "S1", "--members", "QS-M-1:speak,QS-M-2")

    def test_lists_for_people_have_names(self):
        listed = self.done("session", "list", "--columns", "code,platform,members").out
        self.assertIn("钢都花园协商议事之家", listed)
        self.assertIn("王丽:spoke;张强", listed)
        self.assertNotIn("QS-P-1", listed)
        beside = self.done("--codes", "session", "list", "--columns", "code,platform,members").out
        self.assertIn("钢都花园协商议事之家 (QS-P-1)", beside)
        self.assertIn("王丽 (QS-M-1):spoke;张强 (QS-M-2)", beside)
        self.assertIn("钢都花园协商议事之家（QS-P-1）", self.done("--codes", "session", "list", lang="zh").out)
        for format in ("md", "html"):
            self.assertIn("钢都花园协商议事之家", self.done("session", "list", "--format", format).out)

    def test_show_has_names(self):
        shown = self.done("session", "show", "S1").out
        self.assertIn("钢都花园协商议事之家", shown)
        self.assertNotIn("QS-P-1", shown)
        self.assertIn("钢都花园协商议事之家 (QS-P-1)", self.done("session", "show", "S1", "--codes").out)

    def test_files_have_codes_and_names_beside_them_on_request(self):
        self.assertEqual(self.done("session", "list", "--columns", "code,platform,members", "--format", "csv").out,
                         "code,platform,members\nS1,QS-P-1,QS-M-1:speak;QS-M-2\n")
        self.assertEqual(self.done("session", "list", "--columns", "code,platform,members,topic", "--names", "--format", "csv").out,
                         "code,platform,platform_name,members,members_name,topic,topic_name\n"
                         "S1,QS-P-1,钢都花园协商议事之家,QS-M-1:speak;QS-M-2,王丽:spoke;张强,,\n")
        shown = self.done("session", "show", "S1", "--names", "--format", "json").json[0]
        self.assertEqual((shown["platform"], shown["platform_name"]), ("QS-P-1", "钢都花园协商议事之家"))
        self.assertNotIn("platform_name", self.done("session", "show", "S1", "--format", "json").json[0])

    def test_reports_for_people_have_names(self):
        by = ("report", "summary", "--period", "2024", "--measures", "attendances", "--by")
        self.assertEqual(self.done(*by, "district", "--total", "--format", "md").out.splitlines()[2:7],
                         ["| district | attendances |", "| --- | ---: |", "| 武昌区 | 0 |", "| 青山区 | 2 |", "| total | 2 |"])
        self.assertIn("| 420107 | 青山区 | 2 |", self.done(*by, "district", "--format", "md", "--codes").out)
        self.assertEqual(self.done(*by, "district", "--format", "csv").out.splitlines()[0], "district,district_name,attendances")
        # A name that several records have keeps the code beside it.
        members = self.done(*by, "member", "--format", "md").out
        self.assertIn("| 王丽 (QS-M-1) | 1 |\n| 张强 | 1 |", members)
        gaps = [line.split() for line in self.done("report", "coverage", "--period", "2024", "--gap", "street_without_brand").out.splitlines()]
        self.assertIn(["420107001", "钢都街道", "青山区"], [words[-3:] for words in gaps])

    def test_an_export_has_names_on_request_and_an_import_passes_over_them(self):
        exported = self.done("export", "session", "--names")
        self.assertEqual((exported.rows[0]["platform"], exported.rows[0]["platform_name"], exported.rows[0]["members_name"]), ("QS-P-1", "钢都花园协商议事之家", "王丽:spoke;张强"))
        for name, options in (("s.csv", ()), ("s.xlsx", ("--format", "xlsx")), ("e.csv", ("--excel",))):
            self.done("export", "session", "--names", "--output", name, *options)
            taken = self.done("import", "session", name, "--format", "csv")
            self.assertEqual((taken.rows[0]["unchanged"], taken.rows[0]["rejected"]), ("1", "0"))
            self.assertIn("ignored, 1 cell with text", taken.err)
        # Without the codes there is nothing to pass over.
        self.office.file("n.csv", "code,platform_name\nS1,钢都花园协商议事之家\n")
        self.refused(3, "import", "session", "n.csv", saying="platform_name: session has no such column")

    def test_cells_of_explanations_take_names_and_labels(self):
        by = ("report", "summary", "--period", "2024", "--by", "district,kind", "--format", "csv", "--explain")
        for cell in ("420107,consult:sessions", "青山区,协商:sessions", "qsq,consultation:consultations", "青山区,consult:协商"):
            self.assertEqual([row["code"] for row in self.done(*by, cell, lang="zh" if "协商" in cell else "en").rows], ["S1"], cell)
        self.refused(1, *by, "青山,consult:sessions", saying="青山区 (420107)")
        one = ("report", "summary", "--period", "2024", "--by", "member", "--format", "csv", "--explain")
        self.refused(2, *one, "王丽:attendances", saying=("QS-M-1", "WC-M-1"))
        self.assertEqual([row["code"] for row in self.done(*one, "王丽:attendances", "--area", "青山区").rows], ["S1 / QS-M-1"])

    def test_conditions_of_own_measures_and_rules_take_names(self):
        self.office.configure(self.office.config.read_text("utf-8") + """
[measures.garden]
base = "sessions"
where = ["platform=钢都花园协商议事之家"]
[measures.others]
base = "sessions"
where = ["platform!=钢都花园协商议事之家|教育委员工作室"]
[measures.taught]
base = "members"
sector = "教育"
""")
        counted = self.done("report", "summary", "--period", "2024", "--measures", "garden,others,taught", "--format", "csv").rows[0]
        self.assertEqual((counted["garden"], counted["others"], counted["taught"]), ("1", "0", "2"))
        self.office.configure(self.office.config.read_text("utf-8").replace("=钢都花园协商议事之家\"", "=钢都花园\""))
        self.refused(2, "report", "summary", "--period", "2024", "--measures", "garden", saying=("measures.garden", "钢都花园协商议事之家 (QS-P-1)"))

    def test_people_sort_by_pinyin_and_files_by_bytes(self):
        order = ["欧阳明", "王丽", "王丽", "张强"]
        rows = [line.split()[1] for line in self.done("member", "list", "--sort", "name", "--columns", "code,name").out.splitlines()[2:]]
        self.assertEqual(rows, order)
        rows = [line.split()[1] for line in self.done("member", "list", "--sort=-name", "--limit", "2", "--columns", "code,name").out.splitlines()[2:]]
        self.assertEqual(rows, ["张强", "王丽"])
        listed = [row["name"] for row in self.done("member", "list", "--sort", "name", "--format", "csv").rows]
        self.assertEqual(listed, sorted(order))
        rows = [line.split()[1] for line in self.done("member", "list", "--sort", "area", "--columns", "code,area").out.splitlines()[2:]]
        self.assertEqual(rows, ["青山区", "青山区", "武昌区", "武昌区"])


class WordsTest(Town):
    def test_kinds_and_verbs_in_chinese(self):
        self.assertEqual(self.codes("委员", "list"), self.codes("member", "list"))
        self.assertEqual(self.codes("委员", "列表"), self.codes("member", "list"))
        self.office.file("more.csv", "编号,姓名,级别,所属政协区划\nQS-M-3,李四,区,青山区\n")
        self.done("import", "委员", "more.csv")
        self.assertEqual(self.record("member", "QS-M-3")["area"], "420107")
        self.assertEqual(self.done("fields", "委员").out, self.done("fields", "member").out)
        self.assertEqual(self.done("导出", "委员").out, self.done("export", "member").out)

    def test_groups_measures_and_periods_in_chinese(self):
        plain = self.done("report", "summary", "--period", "2024-08", "--by", "district,month", "--measures", "sessions,problems_raised", "--format", "csv")
        self.assertEqual(self.done("报表", "汇总", "--period", "2024年8月", "--by", "区、月份", "--measures", "协商，收集问题", "--format", "csv").out, plain.out)
        env = {"CPCC_TODAY": "2024-09-04"}
        for words, ids in (("上月", "last-month"), ("今年以来", "ytd"), ("上半年", "2024H1"), ("2024年第三季度", "2024Q3"), ("去年", "2023")):
            self.assertEqual(self.done("report", "summary", "--period", words, env=env).out, self.done("report", "summary", "--period", ids, env=env).out)

    def test_choices_in_chinese(self):
        self.done("session", "add", "S5", "--held-on", "2024-08-05", "--area", "青山区", "--kind", "走访", "--title", "走访")
        self.assertEqual(self.codes("session", "list", "--where", "kind=走访"), ["S5"])

    def test_days_are_read_and_said(self):
        env = {"CPCC_TODAY": "2024-09-04"}
        for written, day in (("8-25", "2024-08-25"), ("2024/8/25", "2024-08-25"), ("-3", "2024-09-01"), ("昨天", "2024-09-03"),
                             ("今天", "2024-09-04"), ("today", "2024-09-04"), ("8月25日", "2024-08-25")):
            said = self.done("problem", "edit", "Q1", "--solved-on", written, env=env)
            self.assertEqual(said.err.splitlines()[0], "--solved-on: %s = %s" % (written, day))
            self.assertEqual(self.record("problem", "Q1")["solved_on"], day)
        self.assertEqual(self.done("--quiet", "problem", "edit", "Q1", "--solved-on", "昨天", env=env).err, "")
        self.assertEqual(self.done("session", "list", "--since", "7-31", "--until", "2024/8/1", "--format", "csv", env=env).rows[0]["code"], "S1")
        self.refused(2, "problem", "edit", "Q1", "--solved-on", "2-30", saying="is not a date")

    def test_files_stay_strict(self):
        self.office.file("session.csv", "code,held_on,platform,kind,title\nS9,8-25,QS-P-1,consult,甲\n")
        self.refused(3, "import", "session", "session.csv", saying="session.csv:2: held_on: \"8-25\" is not a date")
        self.office.file("filing.csv", "code,area,period,measure,value,filed_on\nR1,420107,2024年7月,sessions,3,2024-08-01\n")
        self.refused(3, "import", "filing", "filing.csv", saying="filing.csv:2: period: \"2024年7月\" is not a period")
        self.done("import", "filing", "filing.csv", "--lenient")
        self.assertEqual(self.record("filing", "R1")["period"], "2024-07")


if __name__ == "__main__":
    office.main()
