"""`cpcc report brief --template FILE.docx`: an office's own document, filled in."""
import zipfile

import docx
from office import OfficeTest, main
from workbook import packed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
         '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')


def runs(*texts):
    return "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>" for text in texts)


def paragraph(*texts):
    return f"<w:p><w:pPr><w:jc/></w:pPr>{runs(*texts)}</w:p>"


def row(*cells):
    return "<w:tr>" + "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def part(name, content):
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{W}">{content}</w:{name}>'


class BriefDocumentTest(OfficeTest):
    town = True

    def prepare(self):
        self.done("area", "add", "420106", "--name", "武昌<区>&", "--level", "district", "--parent", "420100")
        self.done("platform", "add", "P3", "--name", "武昌之家", "--kind", "home", "--area", "420106", "--opened-on", "2023-01-01")
        self.office.file("session.csv", "code,held_on,platform,kind,title\nS1,2024-08-01,P1,consult,一\nS2,2024-08-02,P1,consult,二\nS3,2024-08-03,P3,consult,三\n")
        self.done("import", "session", "session.csv")

    def template(self, body, **parts):
        content = {"[Content_Types].xml": TYPES, "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"), "word/media/seal.png": b"\x89PNG\0"}
        content.update({name.replace("_", "/", 1) + ".xml": text for name, text in parts.items()})
        return self.office.file("t.docx", packed(content))

    def filled(self, body, *words, **parts):
        self.template(body, **parts)
        self.done("report", "brief", "--period", "2024-08", "--template", "t.docx", "--output", "out.docx", *words)
        return self.office.folder / "out.docx"

    def texts(self, path, name="word/document.xml"):
        docx.body(path)     # every part is well-formed
        root = docx.xml.etree.ElementTree.fromstring(zipfile.ZipFile(path).read(name)) if name.endswith(".xml") else None
        return [docx.text(each) for each in root.iter(docx.W + "p")]

    def test_names_are_filled_also_where_runs_cut_them(self):
        path = self.filled(paragraph("共{", "{ses", "sions}}次，", " 平台{{plat", "forms.official}}个") + paragraph("没有名字"),
                           word_header1=part("hdr", paragraph("{{off", "ice}}")), word_footer1=part("ftr", paragraph("{{day}} {{sessions}}")))
        self.assertEqual(self.texts(path), ["共3次， 平台3个", "没有名字"])
        self.assertEqual(self.texts(path, "word/header1.xml"), ["青山区政协"])
        self.assertEqual(self.texts(path, "word/footer1.xml"), ["31 August 2024 3"])
        self.assertEqual(zipfile.ZipFile(path).read("word/media/seal.png"), b"\x89PNG\0")
        once = path.read_bytes()
        self.assertEqual(self.filled(paragraph("共{", "{ses", "sions}}次，", " 平台{{plat", "forms.official}}个") + paragraph("没有名字"),
                                     word_header1=part("hdr", paragraph("{{off", "ice}}")), word_footer1=part("ftr", paragraph("{{day}} {{sessions}}"))).read_bytes(), once)

    def test_a_row_is_repeated_for_each_district_and_paragraphs_for_a_section(self):
        path = self.filled("<w:tbl>" + row("区", "场次") + row("{{#districts}}{{name}}", "{{sessions}}{{/districts}}") + row("合计", "{{sessions}}") + "</w:tbl>" +
                           paragraph("{{#districts}}") + paragraph("{{name}}：") + paragraph("{{#sessions.some}}协商{{sessions}}次{{/sessions.some}}") + paragraph("{{/districts}}") +
                           paragraph("前{{#districts}}，{{name}}", "有{{sessions}}{{/districts}}后"))
        body = docx.body(path)
        rows = [[docx.text(cell) for cell in each.findall(docx.W + "tc")] for each in body.iter(docx.W + "tr")]
        self.assertEqual(rows, [["区", "场次"], ["武昌<区>&", "1"], ["青山区", "2"], ["合计", "3"]])
        self.assertEqual([docx.text(each) for each in body.findall(docx.W + "p")],
                         ["武昌<区>&：", "协商1次", "青山区：", "协商2次", "前，武昌<区>&有1，青山区有2后"])

    def test_a_paragraph_that_a_section_leaves_empty_is_dropped(self):
        path = self.filled(paragraph("{{#relapses.some}}反弹{{relapses}}个{{/relapses.some}}") + paragraph("完") + "<w:tbl>" + row("{{#relapses.some}}x{{/relapses.some}}") + "</w:tbl>")
        self.assertEqual(self.texts(path), ["完", ""])     # a cell keeps its paragraph

    def test_mistakes_are_refused_with_their_paragraph(self):
        for body, saying in ((paragraph("本月{{sesions}}次"), ("t.docx: paragraph \"本月{{sesions}}次\"", "unknown name", "sessions")),
                             (paragraph("共{{sessions"), ("共{{sessions", "no closing }}")),
                             (paragraph("{{#districts}}x"), "not closed"),
                             (paragraph("始{{#districts}}") + "<w:tbl>" + row("终{{/districts}}") + "</w:tbl>", ("始{{#districts}}", "终{{/districts}}", "cannot be repeated together"))):
            self.template(body)
            self.one_line(self.refused(2, "report", "brief", "--template", "t.docx", "--output", "out.docx", saying=saying))
        self.one_line(self.refused(2, "report", "brief", "--template", "t.docx", saying="use --output FILE.docx"))
        self.assertFalse((self.office.folder / "out.docx").exists())

    def test_a_document_that_is_none_is_refused(self):
        for content in (packed({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]>' + part("document", "&a;")}), packed({"word/document.xml": "<w:document"}), packed({"a.xml": "<a/>"}),
                        packed({"word/document.xml": part("document", ""), "word/media/big": b"\0" * (70 << 20)}), b"PK\3\4 no archive"):
            self.office.file("t.docx", content)
            self.one_line(self.refused(1, "report", "brief", "--template", "t.docx", "--output", "out.docx", saying="t.docx"))


if __name__ == "__main__":
    main()
