"""The column `from`: rows that change dated fields from a day on, in imports and exports."""
from office import Office, OfficeTest, main

HEADER = "code,name,level,area,sector,from\n"
ROWS = "N1,新委员,district,420107,edu,\nN1,,,,med,2024-07-01\nN1,,city,420100,-,2024-09-01\n"


class DatedImportTest(OfficeTest):
    town = True

    def take(self, rows, *words, kind="member", code=0, header=HEADER):
        self.file(f"{kind}.csv", header + rows)
        found = self.run_cpcc("import", kind, f"{kind}.csv", *words, "--format", "csv")
        self.assertEqual(found.code, code, str(found))
        return found

    def file(self, name, text):
        return self.office.file(name, text)

    def counts(self, found):
        return {name: int(found.rows[0][name]) for name in ("added", "updated", "unchanged")}

    def spans(self, code="N1"):
        rows = self.done("member", "show", code, "--format", "csv").rows
        return [(row.get("until", ""), row["level"], row["area"], row["sector"]) for row in rows[1:] + rows[:1]]

    EXPECTED = [("2024-06-30", "district", "420107", "edu"), ("2024-08-31", "district", "420107", "med"), ("", "city", "420100", "")]

    def test_a_file_gives_a_record_and_its_changes(self):
        self.assertEqual(self.counts(self.take(ROWS)), {"added": 1, "updated": 2, "unchanged": 0})
        self.assertEqual(self.spans(), self.EXPECTED)

    def test_the_same_file_twice_changes_nothing(self):
        self.take(ROWS)
        before = self.office.everything()
        for how in ([], ["--on-existing", "update"]):
            self.assertEqual(self.counts(self.take(ROWS, *how)), {"added": 0, "updated": 0, "unchanged": 3})
        self.assertEqual(self.office.everything(), before)

    def test_rows_may_come_in_any_order(self):
        self.take("".join(reversed(ROWS.splitlines(keepends=True))))
        self.assertEqual(self.spans(), self.EXPECTED)

    def test_a_change_of_a_known_record_needs_only_its_code(self):
        found = self.take("M1,med,2024-07-01\n", header="编号,界别,生效日\n")
        self.assertEqual(self.counts(found), {"added": 0, "updated": 1, "unchanged": 0})
        self.assertEqual(self.spans("M1"), [("2024-06-30", "district", "420107", "edu"), ("", "district", "420107", "med")])

    def test_another_value_for_the_same_day_is_refused_unless_records_may_change(self):
        self.take("M1,,,,med,2024-07-01\n")
        refused = self.take("M1,,,,edu,2024-07-01\n", code=3)
        self.assertIn('member.csv:2: sector: M1 already exists: new "edu", existing "med"', refused.err)
        self.assertEqual(self.counts(self.take("M1,,,,edu,2024-07-01\n", "--on-existing", "skip")), {"added": 0, "updated": 0, "unchanged": 1})
        self.take("M1,,,,edu,2024-07-01\n", "--on-existing", "update")
        self.assertEqual(self.spans("M1"), [("", "district", "420107", "edu")])

    def test_wrong_rows_are_refused_at_their_cell(self):
        refused = self.take("X1,,,,med,2024-07-01\nM1,,,,med,2022-01-01\nM1,,,,med,2024-7-1\nM2,改名,,,edu,2024-07-01\nM3,,,,med,2024-07-01\n"
                            "M3,,,,edu,2024-07-01\nM3,,,,zzz,2024-08-01\n", code=3)
        for line in ("member.csv:2: code: no member with code X1; leave the day empty in the first row of a new record",
                     "member.csv:3: from: 2022-01-01 is not after joined on (2022-01-01)", "member.csv:4: from: \"2024-7-1\" is not a date",
                     "member.csv:5: name: this field has no history", 'member.csv:7: code: duplicate "M3" with the same day, first on line 6',
                     "member.csv:8: sector: no sector with code zzz"):
            self.assertIn(line, refused.err)
        self.assertEqual(len(refused.err.splitlines()), 7, refused.err)

    def test_a_change_of_a_refused_record_has_no_error_of_its_own(self):
        refused = self.take("N1,新委员,nowhere,420107,edu,\nN1,,,,med,2024-07-01\n", code=3)
        self.assertEqual([line.split(": ")[0] for line in refused.err.splitlines()[:-1]], ["member.csv:2"])

    def test_a_row_without_a_day_corrects_the_whole_time_and_says_what_moves(self):
        self.done("session", "log", "S1", "--platform", "P1", "--held-on", "2024-05-01", "--kind", "consult", "--title", "甲", "--members", "M1")
        found = self.take("M1,,,,med,\n", "--on-existing", "update")
        self.assertIn("1 attendance now count by the new values", found.err)
        self.assertEqual(self.spans("M1"), [("", "district", "420107", "med")])

    def test_other_kinds_have_no_such_column(self):
        self.file("sector.csv", "code,name,from\nxx,新,2024-07-01\n")
        self.assertIn("sector has no such column", self.refused(3, "import", "sector", "sector.csv").err)

    def test_templates_have_the_column(self):
        for kind, wanted in (("member", True), ("platform", True), ("session", False)):
            self.assertEqual("from" in self.done("template", kind).out.strip().split(","), wanted)

    def test_an_export_gives_the_same_records(self):
        self.take(ROWS)
        self.done("platform", "edit", "P1", "--kind", "station", "--model", "yes", "--from", "2024-03-01")
        self.done("platform", "edit", "P1", "--model", "-", "--area", "420107001002", "--from", "2024-05-01")
        self.done("export", "--all", "--reveal", "--output", "all")
        self.assertIn("N1,,district,420107,med,,,,,,,,2024-07-01", (self.office.folder / "all/member.csv").read_text("utf-8"))
        self.assertNotIn("from", (self.office.folder / "all/sector.csv").read_text("utf-8").splitlines()[0])
        other = Office()
        self.addCleanup(other.close)
        taken = other.run("--yes", "import", self.office.folder / "all")
        self.assertEqual(taken.code, 0, str(taken))
        self.assertEqual(other.run("export", "platform").out, self.done("export", "platform").out)
        self.assertEqual(other.run("export", "member").out, self.done("export", "member").out)
        again = other.run("--yes", "import", self.office.folder / "all", "--format", "csv")
        self.assertEqual({(row["added"], row["updated"]) for row in again.rows}, {("0", "0")}, str(again))


if __name__ == "__main__":
    main()
