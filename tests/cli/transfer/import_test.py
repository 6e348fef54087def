"""Tests the import: all rows or none, an error for every bad cell, no change from the same file again."""
import csv
import io
import os
import random
import re

from office import OfficeTest, main
from workbook import packed

SHEET = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>"""


def workbook(rows):
    """Returns a small .xlsx as other programs write it: inline texts, and dates as numbers with a date format."""
    def cell(place, value):
        if isinstance(value, int):
            return '<c r="%s" s="1"><v>%d</v></c>' % (place, value)
        return '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (place, value)
    lines = "".join('<row r="%d">%s</row>' % (r + 1, "".join(cell("%s%d" % (chr(65 + c), r + 1), value) for c, value in enumerate(row) if value is not None))
                    for r, row in enumerate(rows))
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": SHEET % lines,
    }
    return packed({name: '<?xml version="1.0" encoding="UTF-8"?>' + text for name, text in parts.items()})


class ImportTest(OfficeTest):
    town = True

    def import_text(self, kind, text, *options, name="in.csv", **more):
        self.office.file(name, text)
        return self.done("import", kind, name, "--format", "csv", *options, **more)

    def counts(self, result):
        return [tuple(int(row[key]) for key in ("added", "updated", "unchanged", "rejected")) for row in result.rows]

    def rejected(self, kind, text, *options, saying=(), name="in.csv", **more):
        """Checks that an import is refused and changes nothing; returns the result."""
        self.office.file(name, text)
        before = self.office.everything()
        result = self.refused(3, "import", kind, name, *options, saying=saying, **more)
        self.assertEqual(self.office.everything(), before)
        return result

    # Formats of files

    def test_headers_are_ids_or_labels_in_any_order(self):
        for number, header in enumerate(("code,name,level,parent", "编号,名称,层级,上级区划", "名称,level,编号,parent area")):
            cells = {"code": "N%d" % number, "name": "新区", "level": "street", "parent": "420107"}
            order = ["name", "level", "code", "parent"] if header.startswith("名称") else ["code", "name", "level", "parent"]
            self.assertEqual(self.counts(self.import_text("area", header + "\n" + ",".join(cells[key] for key in order) + "\n")), [(1, 0, 0, 0)])
            self.assertEqual(self.record("area", "N%d" % number)["parent"], "420107")

    def test_choices_are_ids_or_labels(self):
        self.import_text("platform", "code,name,kind,area,model\nA1,甲,委员工作站,420107,是\nA2,乙,station,420107,no\n")
        self.assertEqual([(self.record("platform", code)["kind"], self.record("platform", code)["model"]) for code in ("A1", "A2")], [("station", "yes"), ("station", "no")])

    def test_encodings_are_detected(self):
        text = "编号,名称,类别\nE%d,江岸区街道办,department\n"
        said = self.import_text("unit", (text % 1).encode("utf-8-sig"))
        self.assertNotIn("read as", said.err)
        self.assertIn("gb18030", self.import_text("unit", (text % 2).encode("gb18030")).err)
        self.assertIn("gb18030", self.import_text("unit", (text % 3).encode("gbk"), "--encoding", "gb18030").err)
        self.assertIn("utf-16", self.import_text("unit", ("\ufeff" + text % 4).encode("utf-16-le")).err.lower())
        for number in (1, 2, 3, 4):
            self.assertEqual(self.record("unit", "E%d" % number)["name"], "江岸区街道办")

    def test_the_note_about_gb18030_is_in_chinese(self):
        self.office.file("g.csv", "编号,名称,类别\nE1,街道办,department\n".encode("gb18030"))
        self.assertIn("g.csv 按 gb18030 编码读取。", self.done("import", "unit", "g.csv", lang="zh").err)

    def test_cells_may_have_quotes_and_line_breaks(self):
        self.import_text("unit", 'code,name,kind,note\r\nE1,"甲,乙",other,"第一行\n第二行 ""引"""\r\nE2,丙,other,\r\n')
        self.assertEqual(self.record("unit", "E1")["name"], "甲,乙")
        self.assertEqual(self.record("unit", "E1")["note"], '第一行\n第二行 "引"')

    def test_errors_name_the_line_of_the_file(self):
        self.rejected("unit", 'code,name,kind,note\nE1,甲,other,"一\n二\n三"\nE2,乙,othr,\n', saying="in.csv:5: kind:")

    def test_standard_input_can_be_imported(self):
        self.assertEqual(self.counts(self.done("import", "unit", "-", "--format", "csv", input="code,name,kind\nE1,甲,other\n")), [(1, 0, 0, 0)])
        self.refused(3, "import", "unit", "-", "--rejects", "bad.csv", input="code,name,kind\nE2,甲,othr\n", saying="-:2: kind:")
        self.assertIn("othr", (self.office.folder / "bad.csv").read_text("utf-8"))

    def test_a_workbook_is_recognized_by_its_content(self):
        self.office.file("book.csv", workbook([["编号", "日期", "平台", "类别", "题目"], ["007", 45296, "P1", "协商", "停车"], ["008", "2024-01-06", "P1", "service", "义诊"]]))
        self.done("import", "session", "book.csv")
        self.assertEqual([(row["code"], row["held_on"]) for row in self.done("session", "list", "--format", "csv").rows], [("007", "2024-01-05"), ("008", "2024-01-06")])

    def test_an_exported_workbook_is_imported_as_unchanged(self):
        self.done("export", "platform", "--output", "p.xlsx")
        self.assertEqual(self.counts(self.done("import", "platform", "p.xlsx", "--format", "csv")), [(0, 0, 2, 0)])

    def test_an_empty_file_is_refused_and_one_without_rows_accepted(self):
        self.office.file("in.csv", "")
        self.refused(1, "import", "unit", "in.csv", saying=("in.csv", "header"))
        self.assertEqual(self.counts(self.import_text("unit", "code,name,kind\n")), [(0, 0, 0, 0)])

    def test_a_file_that_is_no_table_is_refused(self):
        self.office.file("in.csv", 'code,name,kind\nE1,"never closed,other\n')
        self.refused(1, "import", "unit", "in.csv", saying="in.csv:2")
        self.office.file("in.csv", b"code,name,kind\nE1,a\0b,other\n")
        self.refused(1, "import", "unit", "in.csv", saying="in.csv:2")

    # Errors

    def test_unknown_and_duplicate_columns_are_refused(self):
        self.rejected("unit", "code,nmae,kind\nE1,甲,other\n", saying=("in.csv:1: nmae", "name?"))
        self.rejected("unit", "code,name,kind,颜色,size\nE1,甲,other,红,1\n", saying=("颜色", "size", "--ignore-unknown"))
        self.assertEqual(self.counts(self.import_text("unit", "code,name,kind,颜色\nE1,甲,other,红\n", "--ignore-unknown")), [(1, 0, 0, 0)])
        self.rejected("unit", "code,name,name,kind\nE2,甲,甲,other\n", saying="duplicate column")
        self.rejected("unit", "code,name,名称,kind\nE2,甲,甲,other\n", saying="duplicate column")

    def test_an_empty_column_is_skipped_and_a_cell_without_header_refused(self):
        self.assertEqual(self.counts(self.import_text("sector", "code,name,,\nX1,工会,,\n")), [(1, 0, 0, 0)])
        self.rejected("sector", "code,name,\nX2,妇联,散落\n", saying=("in.csv:2:", "散落"))

    def test_every_invalid_cell_is_reported_with_file_line_and_field(self):
        result = self.rejected("session", "code,held_on,platform,kind,title,members,topic,residents\n"
                               "S1,2024-2-30,P9,consul,,M1;M8,T1,1 200\n"
                               "S2,2024-02-01,P1,consult,好的,M1,,3\n"
                               "S3,2022-01-05,P1,consult,太早,M1,,\n")
        self.assertEqual(sorted(re.match(r"in\.csv:(\d+): (\w+): ", line).groups() for line in result.err.splitlines()[:-1]),
                         sorted([("2", field) for field in ("held_on", "platform", "kind", "title", "members", "topic", "residents")] + [("4", "held_on")]))
        self.assertIn('in.csv:2: held_on: "2024-2-30" is not a date; use YYYY-MM-DD', result.err)
        self.assertIn("2 rows rejected (8 errors); nothing imported.", result.err)

    def test_a_date_in_another_form_names_the_right_one(self):
        rows = "code,held_on,platform,kind,title\nS1,2024/9/2,P1,consult,一\n"
        self.rejected("session", rows, saying='in.csv:2: held_on: "2024/9/2" is not a date; did you mean 2024-09-02?')
        self.rejected("session", rows, lang="zh", saying="in.csv:2: held_on: “2024/9/2”不是有效日期，是否应为 2024-09-02？")

    def test_a_difference_shows_no_whole_phone(self):
        result = self.rejected("member", "code,name,level,area,phone\nM1,委员一,district,420107,13911112222\n")
        self.assertIn('new "139****2222", existing "138****1111"', result.err)

    def test_the_reasons_are_in_chinese(self):
        result = self.rejected("session", "code,held_on,platform,kind,title\nS1,2024-2-30,P9,consul,\n", lang="zh")
        for part in ("in.csv:2: held_on: “2024-2-30”不是有效日期，应为 YYYY-MM-DD", "没有编号为“P9”的平台", "“consul”不是有效值", "title: 此项必填", "有 1 行有误（共 4 处），本次未导入任何数据。"):
            self.assertIn(part, result.err)
        self.assertEqual(re.findall("[a-z]{3,} [a-z]{2,} [a-z]{2,}", result.err), [])

    def test_totals_rows_amid_the_data_are_refused_by_name(self):
        for word in ("合计", "总计", "小计", "合 计", "合　计 "):
            self.rejected("unit", "code,name,kind\nE1,甲,other\n%s,1,\nE2,乙,other\n" % word, saying=("in.csv:3", word.strip(" ")))
        self.rejected("unit", "code,name,kind\nE1,甲,other\n,合计,\nE2,乙,other\n", saying="合计", lang="zh")

    def test_rows_of_the_wrong_length_are_refused(self):
        self.rejected("unit", "code,name,kind\nE1,甲\nE2,乙,other,多\nE3,丙,other\n", saying=("in.csv:2: the row has 2 cells, but the header has 3", "in.csv:3: the row has 4 cells, but the header has 3"))

    def test_a_duplicate_code_is_refused(self):
        self.rejected("unit", "code,name,kind\nE1,甲,other\nE2,乙,other\nE1,丙,other\n", saying=("in.csv:4: code", "E1", "line 2"))

    def test_rows_that_depend_on_an_invalid_row_are_not_reported(self):
        """Reports the error in the street once, and no missing parent for its community."""
        result = self.rejected("area", "code,name,level,parent\nN1,,street,420107\nN2,社区,community,N1\n", saying="in.csv:2: name")
        self.assertNotIn("in.csv:3", result.err)

    def test_rules_name_the_row_that_breaks_them(self):
        self.rejected("member", "code,name,level,area,joined_on,left_on\nM8,甲,city,420107,2024-05-01,2024-04-01\n", saying="in.csv:2: left_on: 2024-04-01 is before 2024-05-01")
        self.rejected("assignment", "member,platform,area,role,since\nM1,P1,420107,resident,2024-01-01\n", saying="in.csv:2: ")
        self.rejected("area", "code,name,level,parent\nN1,甲,district,420107001\n", saying=("in.csv:2: parent", "420107001"))
        self.rejected("assignment", "member,platform,role,since\nM1,P1,resident,2024-01-01\nM1,P1,resident,2024-02-01\n", saying="in.csv:3: since")

    def test_fifty_invalid_cells_in_ten_thousand_rows_are_reported(self):
        chosen = set(random.Random(7).sample(range(2, 10002), 50))
        rows = [["code", "held_on", "platform", "kind", "title", "residents"]]
        rows += [["S%05d" % line, "2024-13-01" if line in chosen else "2024-05-%02d" % (line % 28 + 1), "P1", "consult", "第%d场" % line, line % 90] for line in range(2, 10002)]
        self.office.file("many.csv", rows)
        result = self.refused(3, "import", "session", "many.csv")
        reasons = [int(line) for line in re.findall(r"(?m)^many\.csv:(\d+): held_on: ", result.err)]
        self.assertEqual(reasons, sorted(chosen))
        self.assertIn("50 rows rejected (50 errors)", result.err)
        self.assertEqual(self.office.count("session"), 0)

    # Rejects

    def test_rejects_have_the_file_s_columns_and_can_be_corrected_and_imported(self):
        self.rejected("unit", "备注,名称,编号,类别\n一,甲,E1,other\n=1+1,乙,E2,othr\n三,,E3,other\n", "--rejects", "bad.csv")
        rejects = (self.office.folder / "bad.csv").read_text("utf-8")
        self.rejected("member", "code,phone,name,level,area\nM9,13712345678,甲,district,NIX\n", "--rejects", "whole.csv")
        self.assertEqual(os.stat(self.office.folder / "whole.csv").st_mode & 0o777, 0o600)
        rows = list(csv.reader(io.StringIO(rejects)))
        self.assertEqual(rows[0], ["备注", "名称", "编号", "类别", "reason"])
        self.assertEqual([row[2] for row in rows[1:]], ["E2", "E3"])
        self.assertIn("othr", rows[1][4])
        self.assertIn("name", rows[2][4])
        mended = rejects.replace("othr,", "other,", 1).replace("三,,", "三,丙,")
        self.office.file("mended.csv", mended)
        self.done("import", "unit", "mended.csv")
        self.assertEqual((self.record("unit", "E2")["note"], self.record("unit", "E3")["name"]), ("=1+1", "丙"))

    def test_rejects_of_a_directory_are_written_to_a_directory(self):
        self.office.file("d/unit.csv", "code,name,kind\nE1,甲,othr\n")
        self.refused(3, "import", "d", "--rejects", "bad")
        self.assertIn("E1", (self.office.folder / "bad" / "unit.csv").read_text("utf-8"))
        self.office.file("d/area.csv", "code,name,level\nN1,甲,stret\n")
        self.refused(3, "import", "d", "--rejects", "bad2")
        self.assertEqual(sorted(path.name for path in (self.office.folder / "bad2").iterdir()), ["area.csv", "unit.csv"])

    def test_rejects_never_overwrite_an_input_file(self):
        text = "code,name,kind\nE1,甲,other\nE2,乙,othr\n"
        self.office.file("d/unit.csv", text)
        (self.office.folder / "link.csv").symlink_to("d/unit.csv")
        for words in (("unit", "d/unit.csv", "--rejects", "d/unit.csv"), ("unit", "d/unit.csv", "--rejects", "link.csv"), ("d", "--rejects", "./d"),
                      ("unit", "d/unit.csv", "--output", "d/unit.csv"), ("unit", "d/unit.csv", "--rejects", "cpcc.toml")):
            with self.subTest(words):
                self.one_line(self.refused(2, "import", *words, saying="cannot be overwritten"))
                self.assertEqual((self.office.folder / "d/unit.csv").read_text("utf-8"), text)

    def test_no_rejects_are_written_without_errors(self):
        self.import_text("unit", "code,name,kind\nE1,甲,other\n", "--rejects", "bad.csv")
        self.assertFalse((self.office.folder / "bad.csv").exists())

    # Existing records

    def test_importing_the_same_file_twice_changes_nothing(self):
        text = "code,name,kind,area,tags\nE1,甲,other,420107,一;二\n"
        self.assertEqual(self.counts(self.import_text("unit", text)), [(1, 0, 0, 0)])
        before = self.office.everything()
        self.assertEqual(self.counts(self.import_text("unit", text)), [(0, 0, 1, 0)])
        self.assertEqual(self.office.everything(), before)

    def test_importing_rows_without_codes_twice_changes_nothing(self):
        text = "held_on,platform,kind,title\n2024-01-05,P1,consult,停车\n2024-01-05,P1,consult,停车\n"
        self.assertEqual(self.counts(self.import_text("session", text)), [(2, 0, 0, 0)])
        self.assertEqual(self.counts(self.import_text("session", text)), [(0, 0, 2, 0)])
        text = "member,platform,role,since,until\nM1,P1,resident,2024-01-01,\n"
        self.assertEqual(self.counts(self.import_text("assignment", text)), [(1, 0, 0, 0)])
        self.assertEqual(self.counts(self.import_text("assignment", text)), [(0, 0, 1, 0)])
        self.assertEqual(self.counts(self.import_text("assignment", text.replace("01,\n", "01,2024-06-30\n"), "--on-existing", "update")), [(0, 1, 0, 0)])
        self.assertEqual(self.office.count("assignment"), 1)

    def test_a_difference_is_shown_and_refused_by_default(self):
        self.rejected("unit", "code,name,kind\nU1,区住房局,department\n", saying=("in.csv:2: name", "区住房局", "区住建局", "--on-existing update"))

    def test_the_option_on_existing_decides_about_existing_records(self):
        text = "code,name,kind\nU1,区住房局,department\nE1,新的,other\n"
        self.rejected("unit", text, "--on-existing", "fail", saying="U1")
        self.assertEqual(self.counts(self.import_text("unit", text, "--on-existing", "skip")), [(1, 0, 1, 0)])
        self.assertEqual(self.record("unit", "U1")["name"], "区住建局")
        self.assertEqual(self.counts(self.import_text("unit", text, "--on-existing", "update")), [(0, 1, 1, 0)])
        self.assertEqual(self.record("unit", "U1")["name"], "区住房局")
        self.assertIn(("区住建局", "区住房局"), [(row["old"], row["new"]) for row in self.done("unit", "history", "U1", "--format", "csv").rows])

    def test_only_a_dash_clears_a_field(self):
        self.done("unit", "edit", "U1", "--note", "旧", "--tags", "甲")
        self.import_text("unit", "code,name\nU1,新名\n", "--on-existing", "update")
        self.import_text("unit", "code,note,tags,area\nU1,,,\n", "--on-existing", "update")
        unit = self.record("unit", "U1")
        self.assertEqual((unit["name"], unit["note"], unit["tags"], unit["area"]), ("新名", "旧", "甲", "420107"))
        self.import_text("unit", "code,note,tags,area\nU1,-,-,-\n", "--on-existing", "update")
        unit = self.record("unit", "U1")
        self.assertEqual((unit["note"], unit["tags"], unit["area"]), (None, None, None))
        self.rejected("unit", "code,name\nU1,-\n", "--on-existing", "update", saying="in.csv:2: name")

    def test_a_dry_run_saves_nothing_and_finds_the_same_errors(self):
        before = self.office.everything()
        tried = self.import_text("unit", "code,name,kind\nE1,甲,other\n", "--dry-run")
        self.assertEqual(self.counts(tried), [(1, 0, 0, 0)])
        self.assertIn("Dry run: nothing was saved.", tried.err)
        self.assertEqual(self.office.everything(), before)
        self.rejected("unit", "code,name,kind,area\nE1,甲,other,NOPE\n", "--dry-run", saying="NOPE")

    # --lenient

    def test_lenient_accepts_and_reports_other_forms(self):
        text = "code,held_on,platform,kind,title,residents\nS1,2024/1/5,P1,consult,一,１２\nS2,2024年1月5日,P1,consult,二,\"1,200\"\n"
        result = self.rejected("session", text)
        self.assertEqual(len(result.err.splitlines()), 5)
        taken = self.import_text("session", text, "--lenient")
        for said in ('in.csv:2: held_on: "2024/1/5" read as 2024-01-05', "in.csv:3: held_on", 'in.csv:2: residents: "１２" read as 12', "1200"):
            self.assertIn(said, taken.err)
        self.assertEqual([(row["held_on"], row["residents"]) for row in self.done("session", "list", "--format", "csv").rows], [("2024-01-05", "12"), ("2024-01-05", "1200")])

    def test_counts_that_are_not_exact_are_refused(self):
        header = "code,held_on,platform,kind,title,residents\nS1,2024-01-05,P1,consult,一,"
        for cell in ("60余", "约60", "近百", "六十", "12.5", "-3", "1 200", '"12,00"'):
            self.rejected("session", header + cell + "\n", "--lenient", saying="in.csv:2: residents:")
        self.rejected("session", header + "14.0\n", saying="in.csv:2: residents:")
        for cell, count in (("14.0", "14"), ("60人", "60"), ("１２", "12"), ("0012", "12")):
            self.import_text("session", header + cell + "\n", "--lenient", "--on-existing", "update")
            self.assertEqual(self.done("session", "list", "--format", "csv").rows[0]["residents"], count)

    def test_lenient_still_refuses_invalid_values(self):
        self.rejected("session", "code,held_on,platform,kind,title\nS1,2024/2/30,P1,consult,一\n", "--lenient", saying="2024/2/30")
        self.rejected("session", "code,held_on,platform,kind,title\nS1,1/5,P1,consult,一\n", "--lenient")

    def test_lenient_reads_money_in_ten_thousands(self):
        text = "code,given_on,platform,cash\nG1,2024-01-05,P1,1.5万元\nG2,2024-01-05,P1,\"12,000.50\"\n"
        self.rejected("donation", text)
        self.import_text("donation", text, "--lenient")
        self.assertEqual([float(row["cash"]) for row in self.done("donation", "list", "--format", "csv").rows], [15000, 12000.5])

    # Directories

    def test_a_directory_is_imported_in_the_order_of_references(self):
        for name, text in (("problem.csv", "code,title,category,raised_on,platform,session\nQ1,漏水,urgent,2024-01-06,N9,S1\n"),
                           ("session.csv", "code,held_on,platform,kind,title,members\nS1,2024-01-05,N9,consult,停车,M9\n"),
                           ("platform.csv", "code,name,kind,area,convener\nN9,家,home,N1,M9\n"),
                           ("member.csv", "code,name,level,area\nM9,委员九,city,N1\n"),
                           ("area.csv", "code,name,level,parent\nN2,社区,community,N1\nN1,街道,street,420107\n"),
                           ("notes.csv", "this is not a kind\n")):
            self.office.file("d/" + name, text)
        result = self.done("import", "d", "--format", "csv")
        self.assertEqual([row["file"] for row in result.rows], ["area.csv", "member.csv", "platform.csv", "session.csv", "problem.csv"])
        self.assertEqual(self.counts(self.done("import", "d", "--format", "csv")), [(0, 0, 2, 0)] + [(0, 0, 1, 0)] * 4)

    def test_a_directory_is_one_transaction(self):
        self.office.file("d/area.csv", "code,name,level,parent\nN1,街道,street,420107\n")
        self.office.file("d/platform.csv", "code,name,kind,area\nN9,家,home,NOPE\n")
        before = self.office.everything()
        self.refused(3, "import", "d", saying="platform.csv:2: area")
        self.assertEqual(self.office.everything(), before)

    def test_a_directory_without_tables_or_with_two_of_a_kind_is_refused(self):
        self.office.file("d/readme.txt", "x")
        self.refused(2, "import", "d", saying="platform.csv")
        self.office.file("d/unit.csv", "code,name,kind\n")
        self.office.file("d/unit.xlsx", workbook([["code", "name", "kind"]]))
        self.refused(2, "import", "d", saying=("unit.csv", "unit.xlsx"))
        self.refused(2, "import", "nowhere", saying="nowhere")

    def test_the_template_of_every_kind_can_be_imported(self):
        for kind in {row["kind"] for row in self.done("fields", "--format", "csv").rows}:
            for options in ((), ("--excel",)):
                blank = self.done("template", kind, *options)
                self.assertEqual(len(blank.out.splitlines()), 1)
                self.assertEqual(self.counts(self.import_text(kind, blank.raw)), [(0, 0, 0, 0)], kind)

    def test_quiet_is_silent_on_success(self):
        self.office.file("in.csv", "code,name,kind\nE1,甲,other\n")
        result = self.done("import", "unit", "in.csv", "--quiet")
        self.assertEqual((result.out, result.err), ("", ""))


if __name__ == "__main__":
    main()
