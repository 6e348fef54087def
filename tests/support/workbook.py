"""Small .xlsx files as other programs write them.

    book = Workbook()
    book.sheet("8月", [["编号", "日期"], ["S1", Cell(45537, "yyyy-mm-dd")]], merged=["A2:A3"])
    office.file("s.xlsx", book.bytes())
"""
import io
import zipfile
from xml.sax.saxutils import escape

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Cell:
    """A number with a format (a code, or the id of a built-in one), or a cell of another type."""

    def __init__(self, value, form=None, kind=None, formula=None):
        self.value, self.form, self.kind, self.formula = value, form, kind, formula


def packed(parts, rename=lambda name: name):
    """Returns a ZIP of these parts by name. `rename` changes their names in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            information = zipfile.ZipInfo(rename(name))
            information.filename = rename(name)     # keeps backslashes
            archive.writestr(information, content)
    return out.getvalue()


def letters(column):
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class Workbook:
    def __init__(self):
        self.sheets, self.forms = [], [0]

    def sheet(self, name, rows, merged=(), hidden=False, hidden_rows=()):
        self.sheets.append((name, rows, merged, hidden, hidden_rows))
        return self

    def style(self, form):
        if form is None:
            return 0
        if form not in self.forms:
            self.forms.append(form)
        return self.forms.index(form)

    def cell(self, place, value):
        if not isinstance(value, Cell):
            if isinstance(value, (int, float)):
                value = Cell(value)
            else:
                return '<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (place, escape(value))
        kind = ' t="%s"' % value.kind if value.kind else ""
        formula = "<f>%s</f>" % escape(value.formula) if value.formula else ""
        shown = "" if value.value is None else "<v>%s</v>" % escape(str(value.value))
        return '<c r="%s" s="%d"%s>%s%s</c>' % (place, self.style(value.form), kind, formula, shown)

    def rows(self, rows, hidden_rows):
        lines = []
        for r, row in enumerate(rows, 1):
            cells = "".join(self.cell(letters(c) + str(r), value) for c, value in enumerate(row) if value is not None)
            lines.append('<row r="%d"%s>%s</row>' % (r, ' hidden="1"' if r in hidden_rows else "", cells))
        return "".join(lines)

    def worksheet(self, rows, merged, hidden_rows):
        merges = "".join('<mergeCell ref="%s"/>' % area for area in merged)
        merges = merges and '<mergeCells count="%d">%s</mergeCells>' % (len(merged), merges)
        return '<worksheet xmlns="%s"><sheetData>%s</sheetData>%s</worksheet>' % (SPREADSHEET, self.rows(rows, hidden_rows), merges)

    def styles(self):
        codes = {form: 164 + i for i, form in enumerate(form for form in self.forms if isinstance(form, str))}
        formats = "".join('<numFmt numFmtId="%d" formatCode="%s"/>' % (number, escape(code, {'"': "&quot;"})) for code, number in codes.items())
        cells = "".join('<xf numFmtId="%d"/>' % codes.get(form, form) for form in self.forms)
        return '<styleSheet xmlns="%s"><numFmts>%s</numFmts><cellXfs>%s</cellXfs></styleSheet>' % (SPREADSHEET, formats, cells)

    def parts(self):
        parts = {"xl/worksheets/sheet%d.xml" % i: self.worksheet(rows, merged, hidden_rows) for i, (_, rows, merged, _, hidden_rows) in enumerate(self.sheets, 1)}
        names = "".join('<sheet name="%s" sheetId="%d"%s r:id="r%d"/>' % (escape(name), i, ' state="hidden"' if hidden else "", i) for i, (name, _, _, hidden, _) in enumerate(self.sheets, 1))
        targets = "".join('<Relationship Id="r%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>' % (i, RELATIONS, i) for i in range(1, len(self.sheets) + 1))
        parts["xl/workbook.xml"] = '<workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets></workbook>' % (SPREADSHEET, RELATIONS, names)
        parts["xl/_rels/workbook.xml.rels"] = '<Relationships xmlns="%s">%s<Relationship Id="s" Type="%s/styles" Target="styles.xml"/></Relationships>' % (PACKAGE, targets, RELATIONS)
        parts["_rels/.rels"] = '<Relationships xmlns="%s"><Relationship Id="b" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % (PACKAGE, RELATIONS)
        parts["xl/styles.xml"] = self.styles()
        return parts

    def bytes(self, rename=lambda name: name):
        """Returns the file. `rename` changes the names of its parts in the ZIP."""
        return packed({name: '<?xml version="1.0" encoding="UTF-8"?>' + text for name, text in self.parts().items()}, rename)
