"""`cpcc report brief`: prose from a template, with the figures of the summary."""
import re

import docx
from office import EXAMPLES, OfficeTest, main

PERIOD = ("--period", "ytd@2024-09-04")


class BriefTest(OfficeTest):
    town = True
    lang = "zh"

    def file(self, name, content):
        return self.office.file(name, content)

    def prepare(self):
        rows = ["code,held_on,platform,kind,title,residents"]
        rows += [f"S{n},2024-03-01,P1,consult,协商,10" for n in range(1, 79)]
        rows += [f"B{n},2023-03-01,P1,consult,协商,10" for n in range(1, 67)]
        self.file("session.csv", "\n".join(rows) + "\n")
        self.done("import", "session", "session.csv")
        self.done("donation", "add", "G1", "--given-on", "2024-05-01", "--platform", "P1", "--cash", "51920")
        self.done("problem", "raise", "Q1", "--title", "用餐", "--category", "urgent", "--platform", "P1", "--raised-on", "2024-03-01", "--tags", "食堂")
        self.done("problem", "solve", "Q1", "--on", "2024-04-01")

    def brief(self, template, *words, **more):
        """Returns the brief of a template, without notes."""
        self.file("t.mustache", template)
        return self.done("--quiet", "report", "brief", "--template", "t.mustache", *(words or PERIOD), **more).out

    def wrong(self, template, *saying, code=2, **more):
        self.file("t.mustache", template)
        result = self.refused(code, "report", "brief", "--template", "t.mustache", *PERIOD, saying=saying, **more)
        self.one_line(result)

    # Figures

    def test_a_figure_can_have_every_wording(self):
        self.assertEqual(self.brief("{{sessions}}|{{sessions.exact}}|{{sessions.over}}|{{sessions.near}}|{{sessions.about}}|{{sessions.official}}"), "78|78|70余|近80|约80|78\n")
        self.assertEqual(self.brief("{{residents}}|{{residents.over}}|{{residents.near}}|{{residents.official}}"), "780|780|近800|近800\n")
        self.assertEqual(self.brief("{{donation_cash}}|{{donation_cash.over}}|{{donation_cash.about}}"), "5.192万元|5万余元|约5万元\n")
        self.assertEqual(self.brief("{{residents.near}}|{{donation_cash.over}}|{{donation_cash}}", lang="en"), "nearly 800|over 50,000 yuan|51,920 yuan\n")

    def test_shares_are_per_cent_and_an_undefined_one_is_a_dash(self):
        self.assertEqual(self.brief("{{solve_rate}}、{{coverage}}"), "100%、50%\n")
        self.assertEqual(self.brief("{{solve_rate}}{{#solve_rate.some}}!{{/solve_rate.some}}", "--period", "2024-07"), "–\n")

    def test_the_figures_equal_those_of_the_summary(self):
        row = self.done("report", "summary", *PERIOD, "--measures", "platforms,sessions,residents,members", "--format", "csv").rows[0]
        self.assertEqual(self.brief("{{platforms}},{{sessions}},{{residents}},{{members}}"), ",".join(row[m] for m in ("platforms", "sessions", "residents", "members")) + "\n")

    def test_filed_figures_are_used_where_there_are_no_records(self):
        self.done("area", "add", "420102", "--name", "江岸区", "--level", "district", "--parent", "420100")
        self.done("filing", "add", "--area", "420102", "--period", "2024-01-01..2024-09-04", "--measure", "sessions", "--value", "9", "--filed-on", "2024-09-04")
        template = "{{sessions}}\n{{#districts}}{{name}}{{sessions}}{{/districts}}\n"
        self.assertEqual(self.brief(template), "78江岸区0青山区78\n")
        self.assertEqual(self.brief(template, *PERIOD, "--filed"), "87江岸区9青山区78\n")
        self.file("t.mustache", template)
        result = self.done("report", "brief", "--template", "t.mustache", "--filed", *PERIOD)
        self.assertIn("--measures sessions --filed", result.err)
        self.assertIn("420102", result.err)

    def test_a_closed_period_shows_its_frozen_figures(self):
        self.done("period", "close", "2024H1")
        self.done("session", "log", "S99", "--held-on", "2024-04-01", "--platform", "P1", "--kind", "consult", "--title", "补记")
        self.assertEqual(self.brief("{{sessions}}\n", "--period", "2024H1"), "78\n")

    def test_custom_measures_can_be_used(self):
        self.office.config.write_text(self.office.config.read_text() + '\n[measures.canteens]\nbase = "problems_solved"\ntag = "食堂"\nlabel = "食堂"\n')
        self.assertEqual(self.brief("食堂{{canteens}}家"), "食堂1家\n")

    def test_sentences_about_zero_figures_are_omitted(self):
        template = "开展协商{{sessions}}次。\n{{#visits.some}}走访{{visits}}次。{{/visits.some}}\n{{^visits.some}}未走访。{{/visits.some}}\n"
        self.assertEqual(self.brief(template), "开展协商78次。未走访。\n")

    def test_figures_can_be_compared_with_another_period(self):
        template = "{{sessions}}次{{#sessions.more}}，比{{sessions.before}}次多{{sessions.more}}次{{/sessions.more}}{{#sessions.fewer}}，少{{sessions.fewer}}次{{/sessions.fewer}}"
        self.assertEqual(self.brief(template), "78次，比66次多12次\n")
        self.assertEqual(self.brief(template, "--period", "2024-04", "--compare", "previous"), "0次，少78次\n")
        self.assertEqual(self.brief(template, "--period", "2022"), "0次\n")

    # Words

    def test_periods_are_worded_in_both_languages(self):
        for period, zh, en in (("ytd@2024-09-04", "今年以来|今年以来|2024年9月4日", "So far this year|So far this year|4 September 2024"),
                               ("2024H1", "2024年上半年|上半年|2024年6月30日", "In the first half of 2024|In the first half|30 June 2024"),
                               ("2024-08", "2024年8月|8月|2024年8月31日", "In August 2024|In August|31 August 2024"),
                               ("2024Q3", "2024年三季度|三季度|2024年9月30日", "In the third quarter of 2024|In the third quarter|30 September 2024"),
                               ("2024-07-01..2024-09-04", "2024年7月1日至9月4日|7月1日至9月4日|2024年9月4日",
                                "From 1 July to 4 September 2024|From 1 July to 4 September|4 September 2024")):
            template = "{{period}}|{{period.short}}|{{day}}"
            self.assertEqual(self.brief(template, "--period", period), zh + "\n")
            self.assertEqual(self.brief(template, "--period", period, lang="en"), en + "\n")

    def test_a_document_has_the_paragraphs_of_the_text(self):
        words = ("report", "brief", "--period", "2024", "--quiet")
        self.done(*words, "--output", "brief.docx")
        paragraphs = docx.paragraphs(self.office.folder / "brief.docx")
        plain = [line for line in self.done(*words).out.splitlines() if line]
        self.assertEqual([text for _, text in paragraphs], plain)
        self.assertEqual(paragraphs[0][0], "Title")
        self.assertEqual([style for style, _ in paragraphs[-2:]], ["Signature", "Signature"])
        self.assertEqual(set(style for style, _ in paragraphs[1:-2]), {"Body"})

    def test_the_default_period_is_last_month(self):
        self.assertEqual(self.done("--quiet", "report", "brief", "--template", self.file("t", "{{period}}"), env={"CPCC_TODAY": "2024-04-02"}).out, "2024年3月\n")

    def test_office_and_area_are_named(self):
        self.assertEqual(self.brief("{{office}}，{{#area}}{{area}}{{/area}}{{^area}}各地{{/area}}"), "青山区政协，各地\n")
        self.assertEqual(self.brief("{{area}}{{sessions}}", *PERIOD, "--area", "420107"), "青山区78\n")
        self.office.config.write_text(self.office.config.read_text().replace('# area = "420107"', 'area = "420107"'))
        self.assertEqual(self.brief("{{area}}{{sessions}}"), "青山区78\n")

    def test_text_is_not_escaped(self):
        self.file("one.csv", "code,name,level\nX&<1>,甲\"乙\"'丙',city\n".replace("X&<1>", "X1"))
        self.done("import", "area", "one.csv")
        self.assertEqual(self.brief("<b>&{{area}}&{{{area}}}&{{&area}}</b>", *PERIOD, "--area", "X1"), "<b>&甲\"乙\"'丙'&甲\"乙\"'丙'&甲\"乙\"'丙'</b>\n")

    # Parts

    def test_each_area_has_a_paragraph(self):
        template = "共{{platforms}}个。\n\n{{#communities}}\n{{name}}（{{code}}）{{platforms}}个，{{area}}\n\n{{/communities}}\n"
        self.assertEqual(self.brief(template, *PERIOD, "--area", "420107"),
                         "共2个。\n\n花园社区（420107001001）1个，青山区\n\n钢城社区（420107001002）0个，青山区\n")

    def test_platforms_outside_the_paragraphs_count_only_in_the_total(self):
        self.done("platform", "add", "P3", "--name", "市直委员联络点", "--kind", "contact", "--area", "420100", "--opened-on", "2023-01-01")
        self.assertEqual(self.brief("{{#districts}}[{{name}}{{platforms}}]{{/districts}}{{platforms}}"), "[青山区2]3\n")

    def test_the_option_by_chooses_the_level_of_the_paragraphs(self):
        template = "{{#districts}}区{{name}}{{/districts}}{{#streets}}街{{name}}{{/streets}}."
        self.assertEqual(self.brief(template), "区青山区.\n")
        self.assertEqual(self.brief(template, *PERIOD, "--by", "street"), "街钢都街道.\n")
        self.assertEqual(self.brief(template, *PERIOD, "--area", "420107"), ".\n")
        self.refused(2, "report", "brief", "--template", "t.mustache", *PERIOD, "--by", "community", saying="{{#communities}}")
        self.refused(2, "report", "brief", "--template", "t.mustache", *PERIOD, "--by", "kind", saying="community")
        self.refused(2, "report", "brief", "--template", "t.mustache", *PERIOD, "--by", "distric", saying="district")
        self.refused(2, "report", "brief", "--template", "t.mustache", *PERIOD, "--area", "420107", "--by", "district", saying="青山区")
        self.refused(1, "report", "brief", "--template", "t.mustache", *PERIOD, "--area", "420199", saying="420199")

    def test_an_area_can_have_its_own_text(self):
        template = "{{#area.420107}}{{name}}{{sessions}}次。{{/area.420107}}共{{sessions}}次。"
        self.assertEqual(self.brief(template), "青山区78次。共78次。\n")
        self.assertEqual(self.brief(template, *PERIOD, "--area", "420107"), "共78次。\n")
        self.wrong("\n{{#area.42010}}x{{/area.42010}}", "t.mustache:2", "42010")
        self.wrong("{{#area.420107}}x{{/area.420107}}\n{{#area.420107001}}x{{/area.420107001}}", "t.mustache:2", "420107001")

    # Paragraphs

    def test_lines_are_joined_and_empty_lines_separate_paragraphs(self):
        self.assertEqual(self.brief("# 标题\n甲。\n  乙。\n\n\n\n丙\n78次 a\nb\n- 一\n- 二\n\n", *PERIOD, "--format", "md"),
                         "# 标题\n甲。乙。\n\n丙78次 a b\n- 一\n- 二\n")

    def test_an_omitted_sentence_does_not_end_the_paragraph(self):
        self.assertEqual(self.brief("甲。\n{{#visits.some}}\n走访。\n\n又。\n{{/visits.some}}\n{{! 说明\n\n两行 }}\n乙。"), "甲。乙。\n")

    def test_superfluous_commas_are_removed(self):
        self.assertEqual(self.brief("甲、{{#visits.some}}乙、{{/visits.some}}。丙，，丁；。"), "甲。丙，丁。\n")
        self.assertEqual(self.brief("homes 2, {{#visits.some}}visits, {{/visits.some}}.", lang="en"), "homes 2.\n")

    # The template

    def test_an_unknown_name_is_reported_with_its_line_and_the_nearest_name(self):
        self.wrong("一\n二{{sesions}}", "t.mustache:2", "sesions", "是否应为 sessions？")
        self.wrong("\n\n{{sesions.over}}", "t.mustache:3", "是否应为 sessions.over？")
        self.wrong("{{sessions.ovr}}", "t.mustache:1", "是否应为 sessions.over？")
        self.wrong("{{perod}}", "是否应为 period？")
        self.wrong("{{#distrcts}}{{/distrcts}}", "是否应为 districts？")
        self.wrong("{{#visits.some}}{{sesions}}{{/visits.some}}", "sesions")   # although the section is left out
        self.wrong("{{}}", "t.mustache:1")
        self.wrong("{{name}}", "districts")

    def test_a_wrong_tag_is_reported_with_its_line(self):
        self.wrong("\n{{#districts}}\n", "t.mustache:2", "{{/districts}}")
        self.wrong("{{/districts}}", "t.mustache:1")
        self.wrong("{{#districts}}\n{{#visits.some}}\n{{/districts}}", "t.mustache:3", "第 2 行")
        self.wrong("甲\n{{sessions", "t.mustache:2")
        self.wrong("{{! 没完", "t.mustache:1")
        self.wrong("{{", "t.mustache:1")
        self.wrong("{{{sessions}}", "t.mustache:1", "}}}")
        self.wrong("{{{sessions}} {{{residents}}}", "t.mustache:1", "}}}")
        self.wrong("甲{{sessions\n{{residents}}", "t.mustache:1", "}}")
        self.wrong("\n{{> other}}", "t.mustache:2")
        self.wrong("\n{{=<% %>=}}", "t.mustache:2")
        self.wrong("{{#sessions}}{{/sessions}}", "{{#sessions.some}}")
        self.wrong("{{sessions.some}}", "{{#sessions.some}}")
        self.wrong("{{districts}}", "{{#districts}}")
        self.wrong("{{#districts}}{{#streets}}{{/streets}}{{/districts}}", "streets")

    def test_lines_are_counted_in_every_kind_of_file(self):
        self.wrong("{{! 一\n二\n三 }}\n{{sesions}}", "t.mustache:4")
        self.wrong(b"\xef\xbb\xbf{{sessions}}\r\n\r\n{{sesions}}\r\n", "t.mustache:3")

    def test_a_template_may_have_a_bom_and_crlf(self):
        self.assertEqual(self.brief(b"\xef\xbb\xbf# {{period}}\r\n\r\n\xe7\x94\xb2\r\n{{sessions}}\r\n", *PERIOD, "--format", "md"), "# 今年以来\n\n甲78\n")

    def test_a_template_in_gb18030_is_read_with_a_note(self):
        self.file("t.mustache", "协商{{sessions}}次。\n".encode("gb18030"))
        result = self.done("report", "brief", "--template", "t.mustache", *PERIOD)
        self.assertEqual(result.out, "协商78次。\n")
        self.assertIn("gb18030", result.err)

    def test_a_missing_template_is_reported(self):
        self.one_line(self.refused(2, "report", "brief", "--template", "none.mustache", saying=("none.mustache", "--print-template")))
        self.office.config.write_text(self.office.config.read_text() + '\n[brief]\ntemplate = "none.mustache"\n')
        self.one_line(self.refused(2, "report", "brief", saying=("none.mustache", "[brief]")))
        self.one_line(self.refused(1, "report", "brief", "--template", self.office.folder, saying=""))

    def test_the_path_of_a_configured_template_is_relative_to_the_configuration(self):
        self.file("office/zh.mustache", "我的{{sessions}}")
        self.file("office/en.mustache", "mine {{sessions}}")
        self.office.config.write_text(self.office.config.read_text() + '\n[brief]\ntemplate = "office/zh.mustache"\ntemplate_en = "office/en.mustache"\n')
        elsewhere = self.office.folder / "town"
        for lang, text in (("zh", "我的78\n"), ("en", "mine 78\n")):
            self.assertEqual(self.done("--config", "../cpcc.toml", "report", "brief", *PERIOD, lang=lang, cwd=elsewhere).out, text)
        self.office.config.write_text(self.office.config.read_text().replace("template_en", "tempalte_en"))
        self.refused(2, "report", "brief", saying="brief.template_en")

    def test_a_template_can_come_from_standard_input(self):
        self.assertEqual(self.done("report", "brief", "--template", "-", *PERIOD, input="{{sessions}}").out, "78\n")
        self.refused(2, "report", "brief", "--template", "-", *PERIOD, input="{{sesions}}", saying="标准输入:1")

    # Output

    def test_the_brief_is_plain_text_or_markdown(self):
        self.assertEqual(self.brief("## 题\n\n**甲**乙 #1"), "题\n\n甲乙 #1\n")
        self.assertEqual(self.brief("## 题\n\n**甲**乙 #1", *PERIOD, "--format", "md"), "## 题\n\n**甲**乙 #1\n")

    def test_other_formats_are_refused(self):
        for words in (("--format", "csv"), ("--format", "xlsx"), ("--output", "b.tsv"), ("--excel",)):
            self.one_line(self.refused(2, "report", "brief", *words, saying="md"))
        self.assertFalse((self.office.folder / "b.tsv").exists())

    def test_the_brief_can_be_written_to_a_file(self):
        self.file("t.mustache", "# {{period}}")
        for name, text in (("b.md", "# 今年以来\n"), ("b.txt", "今年以来\n")):
            self.assertEqual(self.done("report", "brief", "--template", "t.mustache", *PERIOD, "--output", name).out, "")
            self.assertEqual((self.office.folder / name).read_text(encoding="utf-8"), text)

    def test_the_note_names_a_command_with_the_same_figures(self):
        """Checks that the command in the note prints the same figures."""
        self.file("t.mustache", "{{#districts}}{{name}}{{sessions}}{{/districts}}/{{sessions}}")
        result = self.done("report", "brief", "--template", "t.mustache", *PERIOD)
        self.assertEqual(result.out, "青山区78/78\n")
        command = re.search(r"cpcc (report summary .*)", result.err).group(1).split()
        self.assertEqual([row["sessions"] for row in self.done(*command, "--format", "csv").rows], ["78", "78"])
        self.assertIn("S1", self.done(*command, "--explain", "420107:sessions", "--format", "csv").out)
        self.assertEqual(self.done("--quiet", "report", "brief", "--template", "t.mustache", *PERIOD).err, "")

    # The built-in templates

    def test_the_built_in_template_reads_well(self):
        zh = self.done("--quiet", "report", "brief", *PERIOD, "--area", "420100").out
        self.assertTrue(zh.startswith("武汉市“一线协商·共同缔造”行动情况通报\n\n今年以来，"), zh)
        self.assertIn("其中协商议事之家1个、委员工作室1个。", zh)
        self.assertIn("开展一线协商活动78次。", zh)
        self.assertIn("捐赠慰问金（物）5万余元。", zh)
        self.assertIn("\n\n青山区建成平台2个，开展一线协商活动78次，解决问题1个，捐赠慰问金（物）5万余元。\n", zh)
        self.assertNotIn("认领", zh)
        en = self.done("--quiet", "report", "brief", *PERIOD, "--area", "420100", lang="en").out
        self.assertIn("Platforms held 78 consultations.", en)
        self.assertIn("\n\n青山区: 2 platforms, 78 consultations, 1 problems solved, over 50,000 yuan in donations.\n", en)
        self.assertNotRegex(en, "[，。、；]")
        for text in (zh, en):
            self.assertNotRegex(text, r"[{}]|\n\n\n|[，、,] *[。.]")

    def test_the_built_in_template_can_be_printed_and_used(self):
        for lang in ("zh", "en"):
            printed = self.done("report", "brief", "--print-template", lang=lang)
            self.assertEqual(printed.err, "")
            own = self.done("--quiet", "report", "brief", "--template", self.file("mine", printed.out), *PERIOD, lang=lang).out
            self.assertEqual(own, self.done("--quiet", "report", "brief", *PERIOD, lang=lang).out)

    def test_an_empty_database_yields_no_sentences(self):
        self.done("init", "--database", "empty.db", "--config", "empty.toml")
        result = self.done("--config", "empty.toml", "--quiet", "report", "brief", *PERIOD)
        self.assertNotIn("次", result.out)


class PageBriefTest(OfficeTest):
    """Checks that the template of the example gives the sentences of the page from the records of the example."""
    lang = "zh"

    SENTENCES = ["全市共建成一线协商平台、社情民意联系点1006个，开展“一线协商·共同缔造”行动637次", "促进了近700个群众急难愁盼问题",
                 "委员双服务活动658次，为困境儿童捐赠慰问金（物）800余万元", "成立91个协商议事之家、6个委员工作室、5个委员工作站", "开展联系服务和调研协商活动达1200余人次", "助推84个群众急难愁盼问题解决",
                 "确定协商议题102个，开展一线协商活动78场次", "对30个界别、10个驻区大单位进行全覆盖走访", "对23个协商议事平台、50名政协委员进行通报表扬",
                 "开展协商活动50次，解决实际问题46个", "融合共建20个村社区协商议事之家示范点", "社情民意和有关工作建议30余篇", "发言100余人次",
                 "捐赠助学累计5万余元", "少年儿童相关问题28个", "60余次，推动委员结对帮扶困境儿童200余人", "小区19个、项目150个，共计出资300余万元",
                 "200余户困难家庭分类结对", "扎实开展协商议事活动42场", "群众急难愁盼问题60余个", "捐赠现金6万元", "11个部门团体组织到平台"]

    def test_the_brief_has_the_sentences_of_the_page(self):
        self.office.configure((EXAMPLES / "cpcc.toml").read_text(encoding="utf-8"))
        self.done("--quiet", "--yes", "import", EXAMPLES / "wuhan")
        text = self.done("--quiet", "report", "brief", *PERIOD, "--filed", "--template", EXAMPLES / "brief-wuhan.md.mustache").out
        for sentence in self.SENTENCES:
            with self.subTest(sentence=sentence):
                self.assertIn(sentence, text)


if __name__ == "__main__":
    main()
