"""Tests the destinations: data goes to stdout, or to a file that appears only when complete; the rest to stderr."""
import html
import re
import subprocess
import zipfile

import docx
import engine
from office import CPCC, OfficeTest, main


class OutputTest(OfficeTest):
    town = True

    def kept(self, name):
        return (self.office.folder / name).read_text("utf-8")

    def leftovers(self):
        return [name for name in self.office.files() if name not in ("cpcc.db", "cpcc.toml", "town", "old.csv")]

    def test_a_file_has_the_content_of_stdout(self):
        for name, words in (("a.csv", ()), ("a.json", ()), ("a.md", ()), ("a.html", ()), ("a.txt", ()), ("a.dat", ("--format", "csv"))):
            written = self.done("area", "list", "--output", name, *words)
            self.assertEqual((written.out, written.err), ("", ""))
            format = {"a.txt": "table", "a.dat": "csv"}.get(name, name[2:])
            self.assertEqual(self.kept(name), self.done("area", "list", "--format", format).out)
        self.done("area", "list", "--output", "a.xlsx")
        self.assertEqual((self.office.folder / "a.xlsx").read_bytes()[:4], b"PK\3\4")

    def test_a_document_has_every_figure_of_the_csv(self):
        words = ("report", "summary", "--period", "2024", "--by", "community", "--total")
        self.done(*words, "--output", "a.docx")
        header, rows = docx.tables(self.office.folder / "a.docx")
        csv = self.done(*words, "--format", "csv").rows
        labels = self.done(*words, "--excel").rows[0].keys()
        self.assertEqual({label.lstrip("\ufeff") for label in labels} - set(header), {"community name"})     # in place of the code
        self.assertGreater(len(csv[0]), 60)     # more than one table is needed
        self.assertEqual(len(rows), len(csv))
        for shown, raw in zip(rows, csv):
            figures = [value for key, value in raw.items() if key != "community" and value.isdigit()]
            self.assertFalse([value for value in figures if value not in shown.values()])

    def test_the_same_data_give_the_same_document(self):
        for name in ("a.docx", "b.docx"):
            self.done("area", "list", "--output", name, env={"TZ": "UTC" if name[0] == "a" else "Asia/Shanghai"})
        self.assertEqual(*((self.office.folder / name).read_bytes() for name in ("a.docx", "b.docx")))
        page = docx.part(self.office.folder / "a.docx", "word/document.xml")
        self.assertIn('w:w="11906" w:h="16838"', page)     # A4

    def test_a_wide_table_lies_across(self):
        self.done("report", "summary", "--by", "community", "--output", "a.docx")
        self.assertIn('w:orient="landscape"', docx.part(self.office.folder / "a.docx", "word/document.xml"))

    def test_the_database_and_the_configuration_are_never_overwritten(self):
        before = self.office.everything()
        configured = self.kept("cpcc.toml")
        (self.office.folder / "link.csv").symlink_to("cpcc.toml")
        for name in ("cpcc.toml", "link.csv") + (() if engine.ON_SERVER else ("cpcc.db",)):
            with self.subTest(name):
                self.one_line(self.refused(2, "area", "list", "--format", "csv", "--output", name, saying="cannot be overwritten"))
        self.assertEqual(self.kept("cpcc.toml"), configured)
        self.assertEqual(self.office.everything(), before)

    def sheets(self, name):
        """Returns the XML of each sheet by its name, and of the workbook."""
        book = zipfile.ZipFile(self.office.folder / name)
        names = re.findall('<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        found = {sheet: book.read("xl/worksheets/sheet%d.xml" % number).decode() for number, sheet in enumerate(names, 1)}
        return found, book.read("xl/workbook.xml").decode()

    def test_a_list_is_a_plain_sheet_on_a4(self):
        self.done("area", "list", "--output", "a.xlsx")
        sheet = next(iter(self.sheets("a.xlsx")[0].values()))
        self.assertIn('paperSize="9"', sheet)
        self.assertIn('orientation="portrait"', sheet)
        self.assertRegex(sheet, '<row r="1"><c r="A1"[^>]*><is><t>code</t>')
        self.assertIn('fitToPage="1"', sheet)

    def test_a_report_is_a_sheet_to_hand_up(self):
        words = ("report", "summary", "--period", "2024", "--by", "community", "--total")
        self.done(*words, "--output", "a.xlsx", env={"CPCC_TODAY": "2025-01-02", "TZ": "UTC"})
        sheets, book = self.sheets("a.xlsx")
        self.assertEqual(list(sheets)[1:], ["Charts", "Notes"])
        first, _, notes = sheets.values()
        self.assertRegex(first, 'A1"[^>]*><is><t>青山区政协: summary')
        self.assertRegex(first, 'A2"[^>]*><is><t>青山区政协. Prepared by clerk on 2025-01-02')
        self.assertIn('orientation="landscape"', first)
        self.assertEqual(re.findall('scale="([0-9]+)"', first), ["82"])     # 9 of 11 points
        self.assertNotIn("fitToPage", first)
        self.assertNotIn("--explain", notes)
        self.assertIn("<colBreaks", first)     # a page for each theme
        self.assertRegex(book, r"_xlnm.Print_Titles[^>]*>[^<]*\$A:\$A,[^<]*\$3:\$3<")     # heads on each page
        self.assertIn("Period: 2024-01-01 to 2024-12-31", notes)
        self.assertIn("solve rate: ", notes)
        self.assertRegex(first, '<c r="B4" s="[0-9]+"><v>')     # numbers, not text
        self.done(*words, "--output", "b.xlsx", env={"CPCC_TODAY": "2025-01-02", "TZ": "Asia/Shanghai"})
        self.assertEqual(*((self.office.folder / name).read_bytes() for name in ("a.xlsx", "b.xlsx")))

    def test_all_tables_of_a_report_are_in_each_format_for_people(self):
        self.done("report", "roll", self.session(), "--output", "a.xlsx")
        self.assertEqual(list(self.sheets("a.xlsx")[0])[:3], ["Minutes", "Members", "Units"])
        for format in ("html", "md"):
            shown = self.done("report", "roll", "S1", "--format", format).out
            for title in ("S1", "Minutes", "Members", "Units", "Nothing to list."):
                self.assertIn(title, shown)
        self.done("report", "roll", "S1", "--output", "a.docx")
        self.assertEqual([text for style, text in docx.paragraphs(self.office.folder / "a.docx") if style == "Heading1"], ["Minutes", "Members", "Units"])

    def session(self):
        self.done("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "visit", "--title", "x", "--members", "M1")
        return "S1"

    def test_a_page_has_every_figure_and_splits_what_is_too_wide(self):
        words = ("report", "summary", "--period", "2024", "--by", "community", "--total")
        page = self.done(*words, "--format", "html").out
        labels = self.done(*words, "--excel").rows[0].keys()
        heads = {html.unescape(text) for text in re.findall("<th scope=\"col\"[^>]*>([^<]*)</th>", page)}
        self.assertEqual({label.lstrip("\ufeff") for label in labels} - heads, {"community name"})
        self.assertEqual(page.count("<table>"), page.count(">community</th>"))     # the row heads in each
        self.assertGreater(page.count("<tr class=\"total\">"), 5)
        for part in ("prefers-color-scheme: dark", "@media print", "position: sticky"):
            self.assertIn(part, page)
        self.assertNotIn("<script", page)
        self.assertNotIn("http", page)

    def test_a_failed_run_leaves_the_old_file_and_nothing_else(self):
        self.office.file("old.csv", "old\n")
        for words in (("area", "list", "--where", "nope=1"), ("report", "--measures", "nope"), ("query", "SELECT nope"), ("area", "list", "--area", "NOPE"), ("export", "nope")):
            self.assertNotEqual(self.office.run(*words, "--output", "old.csv").code, 0)
            self.assertEqual(self.kept("old.csv"), "old\n")
            self.assertEqual(self.leftovers(), [])

    def test_a_successful_run_replaces_the_old_file(self):
        self.office.file("old.csv", "old\n")
        self.done("area", "list", "--output", "old.csv")
        self.assertIn("420107", self.kept("old.csv"))
        self.assertEqual(self.leftovers(), [])

    def test_an_output_that_cannot_be_written_is_reported(self):
        self.one_line(self.refused(1, "area", "list", "--output", "nowhere/a.csv", saying="nowhere/a.csv"))
        (self.office.folder / "folder").mkdir()
        self.one_line(self.refused(1, "area", "list", "--output", "folder", "--format", "csv", saying="folder"))

    def test_json_is_an_array_of_objects_with_the_columns_of_csv(self):
        listed = self.done("platform", "list", "--format", "csv").rows
        found = self.done("platform", "list", "--format", "json").json
        self.assertEqual([list(row) for row in found], [list(row) for row in listed])
        self.assertEqual([{key: value or "" for key, value in row.items()} for row in found], listed)
        self.assertIsNone(found[0]["brand"])
        self.done("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "consult", "--title", "x", "--residents", "7")
        self.assertEqual(self.record("session", "S1")["residents"], 7)
        self.assertEqual(self.done("area", "list", "--tag", "none", "--format", "json").json, [])

    def test_special_characters_survive_every_format(self):
        text = '引号"逗号,斜杠\\<b>&|管道\n第二行'
        self.done("platform", "edit", "P1", "--brand", text)
        self.assertEqual(self.record("platform", "P1")["brand"], text)
        self.assertEqual(self.done("platform", "list", "--format", "csv").rows[0]["brand"], text)
        page = self.done("platform", "list", "--columns", "brand", "--format", "html").out
        self.assertIn("&lt;b&gt;&amp;", page)
        self.assertNotIn("<b>", page)
        table = self.done("platform", "list", "--columns", "brand", "--format", "md").out
        self.assertIn("\\|管道", table)
        self.assertEqual(len(table.splitlines()), len(self.done("platform", "list", "--columns", "code", "--format", "md").out.splitlines()))

    def test_control_characters_are_not_printed(self):
        self.done("platform", "edit", "P1", "--brand", "红\x1b[31m色\x07")
        shown = self.done("platform", "list", "--columns", "brand").out
        self.assertNotIn("\x1b", shown)
        self.assertNotIn("\x07", shown)

    def test_stdout_contains_only_data(self):
        for words in (("area", "list"), ("area", "list", "--tag", "none"), ("report", "--format", "csv"), ("check",), ("member", "edit", "M1", "--note", "x"), ("backup", "b.db")):
            result = self.done(*words)
            for line in result.out.splitlines():
                self.assertNotRegex(line, "cpcc|There is no|nothing|changed\\.|backup")
        self.assertEqual(self.done("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "visit", "--title", "x").out, "S1\n")
        self.assertEqual(self.done("member", "edit", "M1", "--note", "y").out, "")

    def test_notes_of_a_report_go_to_stderr_with_csv_and_json(self):
        for format in ("csv", "json"):
            result = self.done("report", "--period", "2024", "--format", format)
            self.assertIn("2024-01-01", result.err)
            self.assertNotIn("2024-01-01", result.out)
            self.assertEqual(self.done("report", "--period", "2024", "--format", format, "--quiet").err, "")

    def test_quiet_is_silent_on_success_and_one_line_on_failure(self):
        for words in (("member", "edit", "M1", "--note", "x"), ("platform", "close", "P1", "--on", "2024-05-05"), ("member", "void", "M1", "--why", "x"), ("check",), ("area", "list", "--tag", "none"),
                      ("import", "area", "town/area.csv"), ("backup", "b.db"), ("migrate",)):
            self.assertEqual(self.done(*words, "--quiet").err, "", words)
        self.one_line(self.refused(1, "area", "show", "NOPE", "--quiet"))
        self.one_line(self.refused(2, "area", "lsit", "--quiet"))

    def test_width_and_colour_never_change_the_output_to_a_pipe(self):
        plain = self.done("platform", "list").out
        self.assertEqual(self.done("platform", "list", env={"COLUMNS": "20", "TERM": "xterm-256color"}).out, plain)
        self.assertNotIn("\x1b", plain)
        self.assertNotIn("…", plain)

    def test_a_reader_that_stops_early_is_no_error(self):
        running = subprocess.Popen([CPCC, "query", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT i FROM n", "--format", "csv"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=str(self.office.folder), env=self.office.environment())
        running.stdout.read(100)
        running.stdout.close()
        self.assertEqual(running.stderr.read(), b"")
        running.stderr.close()
        self.assertNotEqual(running.wait(60), 0)


if __name__ == "__main__":
    main()
