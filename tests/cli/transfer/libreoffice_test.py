"""Tests the workbooks of cpcc in LibreOffice: templates filled in there, and exports saved anew there, are imported."""
import pathlib
import re
import subprocess
import zipfile
from xml.etree import ElementTree

from office import Office, OfficeTest, main
from workbook import packed

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SESSIONS = """code,held_on,platform,kind,title,residents,members,summary
007,2024-01-10,P1,consult,"停车, ""加装""
电梯",20,M1;M2:speak,=1+1
1E5,2024-02-29,P2,service,TRUE,0,,00123
S-3,2024-03-10,P1,visit,2024-1-5,1234567,M2:leave,100%
"""
DONATIONS = """code,given_on,platform,donor,cash,item,quantity
D1,2024-05-01,P1,某企业,1234567.89,,
D2,2024-06-30,P2,某商会,,大米,125
"""


def saved_anew(folder, paths):
    """Saves workbooks anew with LibreOffice, all in one run, and returns the new ones by name."""
    out = folder / "anew"
    profile = (folder / "profile").as_uri()
    ran = subprocess.run(["soffice", "-env:UserInstallation=" + profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, paths)],
                         capture_output=True, timeout=300)
    found = {path.name: path for path in out.glob("*.xlsx")}
    if len(found) < len(paths):
        raise AssertionError(ran.stdout.decode() + ran.stderr.decode())
    return found


class Filled:
    """The first sheet of a workbook, into which a person types a row."""

    def __init__(self, path):
        self.parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
        self.root = ElementTree.fromstring(self.parts["xl/worksheets/sheet1.xml"])
        strings = ElementTree.fromstring(self.parts["xl/sharedStrings.xml"])
        texts = ["".join(t.text or "" for t in si.iter(MAIN + "t")) for si in strings.findall(MAIN + "si")]
        first = self.root.find(MAIN + "sheetData").find(MAIN + "row")
        self.header = [texts[int(c.find(MAIN + "v").text)] for c in first.findall(MAIN + "c") if c.find(MAIN + "v") is not None]

    def column(self, label):
        return next(n for n, text in enumerate(self.header) if re.sub("（必填）", "", text) == label)

    def style(self, column):
        """Returns the style that a cell of the column gets when someone types into it."""
        for col in self.root.iter(MAIN + "col"):
            if int(col.get("min")) <= column + 1 <= int(col.get("max")):
                return col.get("style", "0")
        return "0"

    def type_row(self, line, cells):
        """Types a row: a text, or a number, which is also how a date is held."""
        data = self.root.find(MAIN + "sheetData")
        for row in data.findall(MAIN + "row"):
            if int(row.get("r")) == line:
                data.remove(row)
        row = ElementTree.Element(MAIN + "row", r=str(line))
        for label, value in sorted(cells.items(), key=lambda cell: self.column(cell[0])):
            at = self.column(label)
            cell = ElementTree.SubElement(row, MAIN + "c", r="%s%d" % (chr(65 + at), line), s=self.style(at))
            if isinstance(value, str):
                cell.set("t", "inlineStr")
                ElementTree.SubElement(ElementTree.SubElement(cell, MAIN + "is"), MAIN + "t").text = value
            else:
                ElementTree.SubElement(cell, MAIN + "v").text = str(value)
        before = [r for r in data.findall(MAIN + "row") if int(r.get("r")) < line]
        data.insert(len(before), row)

    def bytes(self):
        parts = dict(self.parts)
        parts["xl/worksheets/sheet1.xml"] = ElementTree.tostring(self.root)
        return packed(parts)


class LibreOfficeTest(OfficeTest):
    town = True
    lang = "zh"

    def prepare(self):
        self.office.file("s.csv", SESSIONS)
        self.office.file("d.csv", DONATIONS)
        self.done("import", "session", "s.csv")
        self.done("import", "donation", "d.csv")
        self.done("unit", "void", "U2", "--why", "重复")
        self.done("export", "--all", "--output", "out", "--reveal")
        self.done("export", "--all", "--output", "books", "--reveal", "--format", "xlsx")
        for kind in ("session", "member"):
            self.done("template", kind, "--output", "template-%s.xlsx" % kind)
        self.office.folder.joinpath("templates").mkdir()
        cls = type(self)
        paths = sorted((self.office.folder / "books").glob("*.xlsx")) + sorted(self.office.folder.glob("template-*.xlsx"))
        cls.books = saved_anew(self.office.folder, paths)

    def test_exports_saved_anew_give_the_same_records(self):
        other = Office("zh")
        self.addCleanup(other.close)
        for name, path in self.books.items():
            if not name.startswith("template-"):
                other.file("in/" + name, path.read_bytes())
        taken = other.run("import", "in")
        self.assertEqual(taken.code, 0, str(taken))
        self.assertEqual(other.run("export", "--all", "--output", "out", "--reveal").code, 0)
        for path in sorted((self.office.folder / "out").iterdir()):
            self.assertEqual((other.folder / "out" / path.name).read_text("utf-8"), path.read_text("utf-8"), path.name)

    def test_templates_saved_and_filled_in_are_imported(self):
        session = Filled(self.books["template-session.xlsx"])
        session.type_row(3, {"日期": 45537, "平台": "花园社区协商议事之家", "类别": "协商", "题目": "路灯", "群众人次": 12, "参加委员": "委员一:发言；委员二"})
        session.type_row(4, {"编号": "0001", "日期": 45538, "平台": "P2", "类别": "走访", "题目": "00123"})
        member = Filled(self.books["template-member.xlsx"])
        member.type_row(3, {"编号": "M010", "姓名": "欧阳芳", "级别": "区", "所属政协区划": "青山区", "电话": "02786550001", "任职日": 45292})
        filled = [self.office.file("filled/%s.xlsx" % name, book.bytes()) for name, book in (("session", session), ("member", member))]
        again = saved_anew(pathlib.Path(self.office.folder) / "filled", filled)
        for name in ("member", "session"):
            said = self.done("import", name, again[name + ".xlsx"])
            self.assertIn("示例行未读取", said.err)
        lamp = [row for row in self.done("export", "session").rows if row["title"] == "路灯"][0]
        self.assertEqual((lamp["held_on"], lamp["platform"], lamp["kind"], lamp["residents"], lamp["members"]), ("2024-09-02", "P1", "consult", "12", "M1:speak;M2"))
        self.assertEqual(self.record("session", "0001")["title"], "00123")
        self.assertEqual(self.record("member", "M010")["joined_on"], "2024-01-01")
        self.assertIn("02786550001", self.done("export", "member", "--reveal").out)


if __name__ == "__main__":
    main()
