"""Tests the export: after an import of its files, another export is equal byte for byte."""
import csv
import io

from office import EXAMPLES, Office, OfficeTest, main


class ExportTest(OfficeTest):
    town = True

    def test_export_import_and_export_are_byte_for_byte_equal(self):
        example = (EXAMPLES / "cpcc.toml").read_text("utf-8")      # defines the measures that its filings name
        for name in ("big", "again"):
            self.office.file(name + ".toml", example.replace('"cpcc.db"', '"%s.db"' % name))
        self.done("init", "--config", "big.toml")
        big = ("--config", "big.toml")
        self.done("import", EXAMPLES / "wuhan", *big)
        self.done("export", "--all", "--output", "one", "--reveal", *big)
        self.done("init", "--config", "again.toml")
        again = ("--config", "again.toml")
        self.done("import", "one", *again)
        self.done("export", "--all", "--output", "two", "--reveal", *again)
        first, second = ({path.name: path.read_bytes() for path in (self.office.folder / name).iterdir()} for name in ("one", "two"))
        self.assertGreaterEqual(len(first), 12)
        self.assertEqual(sorted(first), sorted(second))
        for name, content in first.items():
            self.assertTrue(content == second[name], name + " differs")
        self.assertGreater(len(first["session.csv"].splitlines()), 500)
        unchanged = self.done("import", "one", "--format", "csv", *big)
        self.assertEqual({(row["added"], row["updated"], row["rejected"]) for row in unchanged.rows}, {("0", "0", "0")})

    def test_csv_is_utf8_with_lf_ids_and_raw_values(self):
        self.done("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "consult", "--title", "停车,加 \"装\"", "--residents", "1200", "--members", "M1,M2:speak", lang="zh")
        exported = self.done("export", "session", lang="zh").raw
        self.assertEqual(exported.decode(), 'code,held_on,state,platform,area,sector,kind,form,title,topic,partners,members,units,headcount,residents,served,summary,note,tags\n'
                                            'S1,2024-05-05,,P1,,,consult,,"停车,加 ""装""",,,M1;M2:speak,,,1200,,,,\n')

    def test_csv_for_excel_has_a_bom_crlf_and_labels(self):
        for lang, label in (("zh", "编号"), ("en", "code")):
            exported = self.done("export", "platform", "--excel", lang=lang).raw
            self.assertTrue(exported.startswith(b"\xef\xbb\xbf" + label.encode()), exported[:40])
            self.assertEqual(exported.count(b"\r\n"), exported.count(b"\n"))
            self.assertEqual(exported.count(b"\n"), 3)

    def test_csv_for_excel_can_be_imported(self):
        for lang in ("zh", "en"):
            self.office.file("e.csv", self.done("export", "platform", "--excel", lang=lang).raw)
            back = self.done("import", "platform", "e.csv", "--format", "csv")
            self.assertEqual([(row["added"], row["unchanged"]) for row in back.rows], [("0", "2")])

    def test_an_export_can_be_in_gb18030(self):
        exported = self.done("export", "platform", "--encoding", "gb18030").raw
        self.assertIn("花园社区协商议事之家", exported.decode("gb18030"))
        self.assertRaises(UnicodeDecodeError, exported.decode, "utf-8")
        self.office.file("g.csv", exported)
        self.assertEqual(self.done("import", "platform", "g.csv", "--format", "csv").rows[0]["unchanged"], "2")
        self.refused(2, "export", "platform", "--encoding", "latin1", saying=("latin1", "gb18030"))

    def test_formulas_are_defused_and_imported_unchanged(self):
        texts = ["=1+1", "+86", "-5 度", "@all", "＝和", "'=x", "''=x", "'quoted'", "\t=x", "a=b"]
        for number, text in enumerate(texts):
            self.done("unit", "add", "F%d" % number, "--name=单位", "--kind", "other", "--note=" + text)
        kept = [self.record("unit", "F%d" % number)["note"] for number in range(len(texts))]
        exported = self.done("export", "unit")
        cells = {row["code"]: row["note"] for row in exported.rows}
        for number, text in enumerate(kept):
            with self.subTest(text):
                cell = cells["F%d" % number]
                self.assertFalse(cell.startswith(tuple("=+-@\t\r＝＋－＠")), cell)
        self.assertEqual(cells["F9"], "a=b")
        self.assertEqual(cells["F7"], "'quoted'")
        self.office.file("u.csv", exported.raw)
        other = Office()
        self.addCleanup(other.close)
        other.has_a_town()
        self.assertEqual(other.run("import", "unit", self.office.folder / "u.csv").code, 0)
        self.assertEqual(other.run("export", "unit").raw, exported.raw)
        back = other.run("unit", "show", "F0", "--format", "json").json[0]["note"]
        self.assertEqual(back, "=1+1")

    def test_a_spreadsheet_cannot_change_the_texts_of_csv_for_it(self):
        altered = ["007", "00123", "420107001001", "3E5", "1-2", "2024-09", "9/5", "1.50", "1,200", "50%", "9:30", "MAR-1", "dec1", "5 Sept", "TRUE", "（5）", "００７"]
        kept = ["7", "42", "13800001111", "027-88881234", "QS-001", "1号楼", "'90s", "market 1", "true story", "5;6", "'7"]
        for number, text in enumerate(altered + kept):
            self.done("unit", "add", "F%d" % number, "--name=单位", "--kind", "other", "--note=" + text, "--tags=" + text)
        for code in ("007", "1-2", "3E5", "420107001001"):
            self.done("unit", "add", code, "--name", "单位", "--kind", "other")
        exported = self.done("export", "unit", "--excel", lang="zh")
        rows = list(csv.reader(io.StringIO(exported.raw.decode("utf-8-sig"))))
        cells = {row[0]: row[rows[0].index("备注")] for row in rows[1:]}
        for number, text in enumerate(altered + kept):
            self.assertEqual(cells["F%d" % number], ("'" + text) if number < len(altered) else text)
        self.assertTrue({"'007", "'1-2", "'3E5", "'420107001001"} <= set(cells), cells)
        plain = self.done("export", "unit")
        self.assertIn("\n007,", plain.out)
        for text, options in ((exported.raw, ("--excel",)), (plain.raw, ())):
            other = Office()
            self.addCleanup(other.close)
            other.has_a_town()
            other.file("u.csv", text)
            self.assertEqual(other.run("import", "unit", "u.csv").code, 0)
            self.assertEqual(other.run("export", "unit", *options, lang="zh").raw, text)
            self.assertEqual(other.run("export", "unit").raw, plain.raw)

    def test_months_and_periods_of_csv_for_a_spreadsheet_are_imported(self):
        self.done("theme", "add", "--month", "2024-07", "--title", "甲", "--area", "420107")
        self.done("filing", "add", "--area", "420107", "--period", "2024-07", "--measure", "sessions", "--value", "7", "--filed-on", "2024-08-05")
        for kind in ("theme", "filing"):
            exported = self.done("export", kind, "--excel").raw
            self.assertIn(b"'2024-07", exported)
            self.office.file("e.csv", exported)
            self.assertEqual(self.done("import", kind, "e.csv", "--format", "csv").rows[0]["unchanged"], "1")

    def test_numbers_are_never_defused(self):
        self.done("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "consult", "--title", "x", "--residents", "7")
        shown = self.done("query", "SELECT -5 AS n, 'x' AS t UNION ALL SELECT -6, '-6'", "--format", "csv").out
        self.assertEqual(shown, "n,t\n-5,x\n-6,'-6\n")

    def test_a_masked_export_is_imported_as_unchanged(self):
        exported = self.done("export", "member")
        self.assertIn("138****1111", exported.out)
        self.office.file("m.csv", exported.raw)
        self.assertEqual(self.done("import", "member", "m.csv", "--format", "csv").rows[0]["unchanged"], "3")
        self.assertIn("13800001111", self.done("export", "member", "--reveal").out)
        self.office.file("new.csv", "code,name,level,area,phone\nM9,委员九,city,420107,139****0000\n")
        self.assertIn("new.csv:2: phone: the number is masked", self.done("import", "member", "new.csv").err)
        self.assertEqual(self.record("member", "M9")["phone"], None)

    def test_voided_records_are_not_exported(self):
        self.done("platform", "void", "P2", "--why", "重复")
        self.assertEqual([row["code"] for row in self.done("export", "platform").rows], ["P1"])

    def test_the_option_all_requires_a_directory_and_no_kind(self):
        self.refused(2, "export", "--all", saying="--output")
        self.refused(2, "export", "area", "--all", "--output", "x")
        self.refused(2, "export", saying="--all")

    def test_the_option_all_works_with_other_formats(self):
        self.done("export", "--all", "--output", "books", "--format", "xlsx")
        self.assertEqual((self.office.folder / "books" / "area.xlsx").read_bytes()[:2], b"PK")
        self.done("export", "--all", "--output", "objects", "--format", "json")
        self.assertTrue((self.office.folder / "objects" / "area.json").read_text("utf-8").startswith("["))

    def test_the_template_is_the_header_of_the_export(self):
        for kind in ("area", "session", "assignment"):
            self.assertEqual(list(csv.reader(io.StringIO(self.done("template", kind).out)))[0],
                             list(csv.reader(io.StringIO(self.done("export", kind).out)))[0])


if __name__ == "__main__":
    main()
