"""Tests what an import advises where a sheet is not taken, and what it says about the rest."""
from office import OfficeTest, main
from workbook import Cell, Workbook

HEADER = ["编号", "日期", "平台", "类别", "题目", "群众人次"]


class RemediesTest(OfficeTest):
    town = True

    def said(self, kind, content, *options, code=3, name="in.csv", **more):
        self.office.file(name, content)
        result = self.office.run("import", kind, name, *options, **more)
        self.assertEqual(result.code, code, result)
        return result

    def sessions(self, *rows):
        return "".join(",".join(row) + "\n" for row in [HEADER, *rows])

    def test_a_form_that_lenient_takes_is_refused_with_that_advice(self):
        text = self.sessions(["S1", "2024/1/5", "P1", "visit", "走访", "60人"], ["S2", "1月5日", "P1", "visit", "走访二", "多人"])
        said = self.said("session", text).err
        self.assertIn('"60人" is not a count; use a whole number without sign, separators or unit (--lenient takes it)', said)
        self.assertIn("did you mean 2024-01-05? (--lenient takes it)", said)
        self.assertIn("use YYYY-MM-DD (--lenient --year YEAR takes it)", said)
        self.assertRegex(said, r'"多人" is not a count; [^(]*\n')
        self.assertIn("（可加 --lenient 读取）", self.said("session", text, lang="zh").err)

    def test_marks_of_nothing_are_nothing_with_lenient(self):
        text = self.sessions(["S1", "2024-01-05", "P1", "visit", "无", "—"], ["S2", "2024-01-06", "P1", "visit", "走访", "/"]).replace("群众人次\n", "群众人次,议题\n").replace("—\n", "—,无\n").replace("/\n", "/,－\n")
        self.assertIn('in.csv:2: residents: "—" is not a count', self.said("session", text).err)
        said = self.said("session", text, "--lenient", code=0).err
        for cell in ('residents: "—"', 'residents: "/"', 'topic: "无"', 'topic: "－"'):
            self.assertIn(cell + " read as nothing", said)
        self.assertEqual([self.record("session", "S1")[field] for field in ("title", "residents", "topic")], ["无", None, None])

    def test_a_preview_of_a_refused_header_shows_the_columns(self):
        result = self.said("unit", "编号,名称类,类别,颜色\nE1,甲,other,红\n", "--preview", "--save-map", "street", code=3)
        self.assertRegex(result.out, r"B +名称类 +no such field")
        self.assertRegex(result.out, r"C +类别 +kind")
        self.assertIn('"名称类" = ""\n"类别" = "kind"\n"颜色" = ""', (self.office.folder / "cpcc.toml").read_text("utf-8"))

    def test_the_field_within_a_header_is_suggested_before_one_spelt_alike(self):
        text = self.sessions(["S1", "2024-01-05", "P1", "visit", "走访", "3"])
        self.assertIn("did you mean 平台?", self.said("session", text.replace("平台", "平台全称")).err)

    def test_a_header_may_have_the_kind_before_it_or_name_behind_it(self):
        said = self.said("session", "活动编号,活动日期,平台名称,活动类别,活动题目,群众人次\nS1,2024-01-05,花园社区协商议事之家,走访,走访,3\n", code=0).err
        self.assertIn('"活动日期" as held_on', said)
        self.assertEqual([self.record("session", "S1")[field] for field in ("held_on", "platform", "title")], ["2024-01-05", "P1", "走访"])
        self.assertIn("活动日期: session has no such column", self.said("session", "日期,活动日期,平台,类别,题目\n2024-01-05,2024-01-06,P1,走访,走访\n").err)

    def test_usual_names_of_columns_are_known_and_said(self):
        said = self.said("member", "姓名,级别,所属政协区划,联系电话\n甲,区,420107,13812340001\n", code=0).err
        self.assertIn('"联系电话" as phone', said)
        self.assertIn('"活动时间" as held_on', self.said("session", "活动时间,协商平台,类别,主题\n2024-01-05,P1,走访,走访\n", code=0).err)
        self.assertIn("主题: session has no such column", self.said("session", "日期,平台,类别,题目,主题\n2024-01-05,P1,走访,走访,乙\n").err)

    def test_a_file_of_another_kind_is_named(self):
        said = self.said("member", self.sessions(["S1", "2024-01-05", "P1", "visit", "走访", "3"])).err
        self.assertIn("the header is one of session rather than member; to import it, use cpcc import session", said)

    def test_sheets_of_other_kinds_are_named_with_their_kind(self):
        book = Workbook().sheet("委员", [["编号", "姓名", "级别", "所属政协区划", "备注"], ["M9", "甲", "区", "420107", ""]])
        book.sheet("单位", [["编号", "名称", "类别", "备注", "标签"], ["E1", "甲", "其他", "", ""]]).sheet("说明", [["说明"], ["无"]])
        said = self.said("unit", book.bytes(), code=0, name="in.xlsx").err
        self.assertIn('not read: "委员" (member), "说明"', said)
        self.assertEqual(self.codes("unit", "list").count("E1"), 1)
        self.assertNotIn("M9", self.codes("member", "list"))

    def test_a_huge_cell_is_cut_in_a_message(self):
        said = self.said("unit", "编号,名称,类别\nE1,甲,%s\n" % ("很长" * 5000)).err
        self.assertIn("bytes left out", said)
        self.assertIn("is not a valid value; allowed: department", said)
        self.assertLess(len(said), 3000)
        self.assertIn("no header", self.said("unit", "%s,%s\n" % ("长" * 300_000, "短")).err)

    def test_a_merged_number_that_counts_in_each_row_is_said(self):
        rows = [HEADER] + [["S%d" % n, "2024-01-0%d" % n, "P1", "visit", "走访%d" % n, Cell(30) if n == 1 else None] for n in (1, 2, 3)]
        said = self.said("session", Workbook().sheet("8月", rows, merged=["F2:F4", "D2:D4"]).bytes(), code=0, name="in.xlsx").err
        self.assertIn('in column "群众人次", 2 cells repeat one of merged cells', said)
        self.assertNotIn("类别", said)

    def test_rejects_are_written_as_their_name_says(self):
        self.said("unit", "编号,名称,类别\nE1,甲,othr\n", "--rejects", "bad.xlsx")
        self.assertTrue((self.office.folder / "bad.xlsx").read_bytes().startswith(b"PK"))
        said = self.refused(3, "import", "unit", "bad.xlsx", saying='kind: "othr"')
        self.assertIn("bad.xlsx:2:", said.err)
        self.refused(2, "import", "unit", "in.csv", "--rejects", "bad.html", saying="end its name with .csv")
        self.assertFalse((self.office.folder / "bad.html").exists())

    def test_yes_and_no_are_no_reasons_for_voiding(self):
        for why in ("no", "是", " "):
            self.refused(2, "unit", "void", "U1", "--why", why, saying="--why")


if __name__ == "__main__":
    main()
