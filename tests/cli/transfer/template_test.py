"""The sheets of `cpcc template` for .xlsx: marked, with drop-downs and checks, and importable once filled in."""
import io
import re
import zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from office import OfficeTest, main
from workbook import packed

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


class Sheet:
    """A workbook of cpcc, read without it."""

    def __init__(self, content):
        self.parts = {name: zipfile.ZipFile(io.BytesIO(content)).read(name) for name in zipfile.ZipFile(io.BytesIO(content)).namelist()}
        strings = ElementTree.fromstring(self.parts["xl/sharedStrings.xml"])
        self.strings = ["".join(t.text or "" for t in si.iter("{%s}t" % NS["x"])) for si in strings.findall("x:si", NS)]

    def rows(self, number):
        root = ElementTree.fromstring(self.parts["xl/worksheets/sheet%d.xml" % number])
        return [[self.strings[int(c.find("x:v", NS).text)] for c in row.findall("x:c", NS)] for row in root.iter("{%s}row" % NS["x"])]

    def checks(self):
        """Returns the checks by the letter of their column: type, formula."""
        root = ElementTree.fromstring(self.parts["xl/worksheets/sheet1.xml"])
        return {re.match("[A-Z]+", c.get("sqref")).group(): (c.get("type"), c.findtext("x:formula1", "", NS)) for c in root.iter("{%s}dataValidation" % NS["x"])}

    def with_row(self, cells):
        """Returns the workbook with one more row, as a person fills it in: texts by column number."""
        row = '<row r="3">%s</row>' % "".join('<c r="%s3" t="inlineStr"><is><t>%s</t></is></c>' % (chr(65 + n), escape(text)) for n, text in sorted(cells.items()))
        parts = dict(self.parts)
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", row.encode() + b"</sheetData>")
        return packed(parts)


class TemplateTest(OfficeTest):
    town = True

    def sheet(self, kind, lang="zh"):
        self.done("template", kind, "--output", kind + ".xlsx", lang=lang)
        return Sheet((self.office.folder / (kind + ".xlsx")).read_bytes())

    def test_a_sheet_is_marked_and_checked(self):
        sheet = self.sheet("session")
        header, example = sheet.rows(1)
        self.assertEqual(header[:4], ["序号", "编号", "日期（必填）", "状态"])
        self.assertEqual(example[0], "示例")
        columns = {label.replace("（必填）", ""): chr(65 + n) for n, label in enumerate(header)}
        checks = sheet.checks()
        self.assertEqual(checks[columns["日期"]][0], "date")
        self.assertEqual(checks[columns["群众人次"]][0], "whole")
        kind, formula = checks[columns["类别"]]
        self.assertEqual((kind, formula), ("list", "'选项'!$%s$1:$%s$7" % (columns["类别"], columns["类别"])))
        self.assertEqual(checks[columns["平台"]][1], "'选项'!$%s$1:$%s$2" % (columns["平台"], columns["平台"]))
        workbook = sheet.parts["xl/workbook.xml"].decode()
        self.assertRegex(workbook, 'name="选项"[^>]*state="hidden"')
        choices = sum(sheet.rows(3), [])
        for word in ("协商", "会议", "双服务"):
            self.assertIn(word, choices)
        for name, in self.office.sql("SELECT name FROM platform"):
            self.assertIn(name, choices)
        self.assertIn(["日期", "是", "日期，如 2024-08-25", "2024-08-25"], sheet.rows(2))

    def test_a_sheet_that_nobody_filled_in_changes_nothing(self):
        before = self.office.everything()
        for kind in ("session", "member", "problem", "donation", "assignment"):
            self.sheet(kind)
            said = self.done("import", kind, kind + ".xlsx")
            self.assertIn("the example row was not read", said.err)
        self.assertEqual(self.office.everything(), before)

    def test_a_filled_in_row_is_imported(self):
        for lang in ("zh", "en"):
            sheet = self.sheet("unit", lang)
            header = [re.sub("（必填）| \\(required\\)", "", label) for label in sheet.rows(1)[0]]
            name, kind = header.index({"zh": "名称", "en": "name"}[lang]), header.index({"zh": "类别", "en": "kind"}[lang])
            self.office.file("filled.xlsx", sheet.with_row({0: "1", name: "填好的单位" + lang, kind: {"zh": "物业", "en": "property management"}[lang]}))
            self.done("import", "unit", "filled.xlsx")
            self.assertEqual(self.office.sql("SELECT kind FROM unit WHERE name = '填好的单位%s'" % lang), [(6,)])

    def test_without_a_database_it_has_no_records(self):
        self.office.config.unlink()
        said = self.done("template", "session", "--output", "s.xlsx")
        self.assertIn("no drop-downs of records", said.err)


if __name__ == "__main__":
    main()
