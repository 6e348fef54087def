"""`cpcc report dashboard`: a period on one page, with the figures of the reports that it takes them from."""
import csv
import html.parser
import io
import zipfile

from office import OfficeTest, main

SETTINGS = """
[calendar]
[[calendar.rule]]
name = "基层协商日"
day = 25
since = "2024-07-01"
[lookback]
after_days = [10]
"""


class Page(html.parser.HTMLParser):
    """The texts, anchors and links of a page, and the elements that it loads."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.elements, self.texts = [], [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.add(tag)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])
        assert "src" not in attributes

    def handle_data(self, data):
        self.texts.append(data)


class DashboardTest(OfficeTest):
    town = True

    def prepare(self):
        with open(self.office.config, "a", encoding="utf-8") as config:
            config.write(SETTINGS)
        self.office.file("session.csv", "code,held_on,platform,kind,title,members,residents\n"
                         "S1,2024-07-25,P1,consult,停车协商,M1:speak;M2,12\nS2,2024-08-26,P1,consult,照明协商,M1,31\nS3,2024-08-27,P2,consult,<b>走访</b>,M2,\n")
        self.done("import", "session", "session.csv")
        self.done("problem", "raise", "Q1", "--title", "停车难", "--category", "doorstep", "--platform", "P1", "--raised-on", "2024-07-25", "--due-on", "2024-08-20")

    def dashboard(self, *words, **more):
        return self.done("report", "dashboard", "--period", "2024-08", *words, env={"CPCC_TODAY": "2024-09-02"}, **more)

    def page(self, *words):
        self.dashboard("--output", "d.html", *words)
        return Page((self.office.folder / "d.html").read_text("utf-8"))

    def test_the_figures_are_those_of_the_summary(self):
        rows = {row["measure"]: row for row in self.dashboard("--format", "csv").rows}
        self.assertEqual((rows["sessions"]["value"], rows["sessions"]["previous"], rows["sessions"]["previous_change"]), ("2", "1", "1"))
        self.assertEqual((rows["attendances"]["value"], rows["problems_overdue"]["value"]), ("2", "1"))
        [summary] = self.done("report", "summary", "--period", "2024-08", "--measures", ",".join(rows), "--compare", "last-year", "--format", "csv").rows
        for measure, row in rows.items():
            self.assertEqual((row["value"], row["last_year"]), (summary[measure], summary[measure + "_last_year"]), measure)

    def test_each_figure_of_the_page_leads_to_the_rows_behind_it(self):
        page = self.page()
        self.assertEqual(len(page.ids), len(set(page.ids)))
        self.assertLessEqual({link[1:] for link in page.links}, set(page.ids))
        self.assertLessEqual({"#rows-sessions", "#rows-attendances", "#rows-due-overdue"}, set(page.links))
        self.assertNotIn("script", page.elements)
        self.assertFalse([link for link in page.links if not link.startswith("#")])
        self.assertIn("<b>走访</b>", page.texts)

    def test_the_page_draws_months_places_stages_and_days(self):
        text = "".join(self.page("--by", "platform").texts)
        for words in ("Month by month", "Ranking by", "Problems, from raised to look-back", "Consultation days", "Gaps in coverage", "not held"):
            self.assertIn(words, text)
        self.assertIn("基层协商日: 2024-07 held, 2024-08 not held", text)

    def test_a_workbook_has_the_tables_and_native_charts_and_the_same_bytes(self):
        for name in ("a.xlsx", "b.xlsx"):
            self.dashboard("--output", name)
        books = [(self.office.folder / name).read_bytes() for name in ("a.xlsx", "b.xlsx")]
        self.assertEqual(books[0], books[1])
        self.assertTrue([name for name in zipfile.ZipFile(io.BytesIO(books[0])).namelist() if name.startswith("xl/charts/")])

    def test_every_figure_of_the_csv_stands_in_page_and_document(self):
        self.dashboard("--output", "d.docx")
        document = zipfile.ZipFile(self.office.folder / "d.docx").read("word/document.xml").decode()
        page = "".join(self.page().texts)
        for row in csv.reader(io.StringIO(self.dashboard("--format", "csv").out)):
            for figure in row[1:]:
                if figure.lstrip("-").isdigit():
                    self.assertIn(">%s<" % figure, document.replace("</w:t>", "<"), row)
                    self.assertIn(figure, page, row)

    def test_a_terminal_shows_one_screen(self):
        shown = self.dashboard().out
        self.assertLessEqual(len(shown.splitlines()), 50)
        self.assertIn("consultations  ", shown)
        self.assertIn("● held", shown)

    def test_a_group_of_time_is_refused(self):
        self.assertIn("--by cannot be \"month\"", self.refused(2, "report", "dashboard", "--by", "month").err)


if __name__ == "__main__":
    main()
