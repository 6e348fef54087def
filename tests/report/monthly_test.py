"""`cpcc monthly`: everything that is due for a month, in one folder."""
import csv
import hashlib
import io
import zipfile

import docx
from office import OfficeTest, main

SETTINGS = """
[calendar]
[[calendar.rule]]
name = "基层协商日"
day = 25
[lookback]
after_days = [10]
[filings]
areas = ["420107"]
due_day = 5
[appraisal.ours]
for = "members"
label = "委员考评"
label_en = "Rules for members"
area = "420107"
[appraisal.ours.category.all]
label = "参加"
label_en = "Taking part"
[[appraisal.ours.rule]]
id = "came"
category = "all"
event = "attendance"
points = 2
"""
TABLES = ["summary", "calendar", "followup", "appraisal-ours", "filings"]
FILES = sorted(["brief.docx", "brief.html", "dashboard.html", "mail.txt", "manifest.csv"] + [f"{name}.{end}" for name in TABLES for end in ("docx", "html", "xlsx")])


class MonthlyTest(OfficeTest):
    town = True

    def prepare(self):
        with open(self.office.config, "a", encoding="utf-8") as config:
            config.write(SETTINGS)
        self.office.file("session.csv", "code,held_on,platform,kind,title,members,residents\n"
                         "S1,2024-07-25,P1,consult,停车协商,M1:speak;M2,12\nS2,2024-08-26,P1,consult,照明协商,M1,31\nS3,2024-08-27,P2,visit,走访,M2,\n")
        self.done("import", "session", "session.csv")
        self.done("problem", "raise", "Q1", "--title", "停车难", "--category", "doorstep", "--platform", "P1", "--raised-on", "2024-07-25", "--due-on", "2024-08-20")

    def month(self, *words, today="2024-09-02", **more):
        return self.done("monthly", "--output", "out", *words, env={"CPCC_TODAY": today, **more.pop("env", {})}, **more)

    def made(self):
        return {path.name: path.read_bytes() for path in (self.office.folder / "out").iterdir()}

    def manifest(self):
        return list(csv.DictReader(io.StringIO((self.office.folder / "out/manifest.csv").read_text("utf-8"))))

    def test_the_month_is_made_in_one_go_and_twice_the_same(self):
        self.office.file("out/theirs.txt", "theirs\n")
        self.assertEqual(self.month("--quiet").err, "")
        first = self.made()
        self.assertEqual(sorted(first), sorted(FILES + ["theirs.txt"]))
        listed = self.manifest()
        self.assertEqual(sorted(row["file"] for row in listed), [name for name in FILES if name != "manifest.csv"])
        for row in listed:
            self.assertEqual((row["sha256"], int(row["bytes"])), (hashlib.sha256(first[row["file"]]).hexdigest(), len(first[row["file"]])), row)
        self.assertEqual({row["file"]: row["period"] for row in listed}["appraisal-ours.xlsx"], "ytd@2024-08-31")
        self.assertEqual({row["file"]: row["period"] for row in listed}["followup.html"], "2024-08-31")
        again = self.month("--period", "2024-08", env={"TZ": "Asia/Shanghai"})
        self.assertIn("Wrote the reports of 2024-08 to out: %d files." % len(FILES), again.err)
        self.assertEqual({name for name, content in self.made().items() if content != first[name]}, set())
        self.done("session", "log", "S4", "--held-on", "2024-08-28", "--platform", "P1", "--kind", "consult", "--title", "新的协商")
        self.month()
        changed = {name for name, content in self.made().items() if content != first[name]}
        self.assertLessEqual({"summary.xlsx", "summary.html", "summary.docx", "brief.docx", "mail.txt", "manifest.csv"}, changed)
        self.assertNotIn("followup.xlsx", changed)
        self.assertGreater(int(self.manifest()[0]["entry"]), int(listed[0]["entry"]))

    def test_the_reports_have_the_figures_of_the_month(self):
        self.office.lang = "zh"
        self.month("--period", "2024-08")
        out = self.office.folder / "out"
        book = zipfile.ZipFile(out / "summary.xlsx")
        self.assertIn('name="总计"', book.read("xl/workbook.xml").decode())
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        self.assertIn("制表单位：青山区政协", sheet)
        self.assertIn("制表人：clerk　制表日期：2024-09-02", sheet)
        self.assertIn("停车难", "".join(docx.tables(out / "followup.docx")[1][0].values()))
        page = (out / "calendar.html").read_text("utf-8")
        for part in ("协商日", "连续缺席", "连续开展"):
            self.assertIn(part, page)
        self.assertIn("开展一线协商活动1次", (out / "brief.html").read_text("utf-8"))
        mail = (out / "mail.txt").read_text("utf-8").splitlines()
        self.assertEqual(mail[:2], ["青山区政协2024年8月月报", ""])
        self.assertIn("1. 汇总：summary.xlsx, summary.docx, summary.html", "\n".join(mail).replace("、", ", "))

    def test_the_month_is_closed_afterwards_and_only_once(self):
        self.month("--close")
        self.assertEqual([row["period"] for row in self.done("period", "list", "--format", "csv").rows], ["2024-08"])
        before = self.made()
        self.one_line(self.refused(1, "monthly", "--close", "--output", "out", env={"CPCC_TODAY": "2024-09-02"}, saying=("was closed by clerk", "period reopen 2024-08")))
        self.one_line(self.refused(1, "monthly", "--period", "2024-09", "--close", "--output", "none", env={"CPCC_TODAY": "2024-09-02"}, saying="has not ended"))
        self.assertEqual(self.made(), before)
        self.assertFalse((self.office.folder / "none").exists())

    def test_a_folder_is_needed(self):
        self.one_line(self.refused(2, "monthly", saying="--output is missing"))
        self.one_line(self.refused(1, "monthly", "--output", "cpcc.toml", saying="cannot make the folder cpcc.toml: Not a directory"))
        (self.office.folder / "out").mkdir()
        (self.office.folder / "out/brief.docx").symlink_to("../cpcc.toml")
        self.one_line(self.refused(2, "monthly", "--output", "out", saying="cannot be overwritten"))
        self.assertEqual([path.name for path in (self.office.folder / "out").iterdir()], ["brief.docx"])


if __name__ == "__main__":
    main()
