"""Tests `import --complete`: the file is all there is of a kind in an area and a period."""
from office import OfficeTest, main

HEADER = "code,held_on,platform,kind,title\n"
JULY = ("S1,2024-07-03,P1,consult,停车\n", "S2,2024-07-12,P1,consult,加梯\n", "S3,2024-07-20,P2,service,义诊\n")
ALL_OF_JULY = ("--complete", "--area", "420107", "--period", "2024-07")


class CompleteTest(OfficeTest):
    town = True

    def prepare(self):
        self.office.file("all.csv", HEADER + "".join(JULY) + "S4,2024-08-01,P1,consult,八月\n")
        taken = self.office.run("import", "session", "all.csv")
        assert taken.code == 0, str(taken)

    def sheet(self, *rows):
        self.office.file("july.csv", HEADER + "".join(rows))

    def test_a_missing_record_is_listed_and_nothing_changes_without_consent(self):
        self.sheet(*JULY[:2])
        before = self.office.everything()
        self.refused(2, "import", "session", "july.csv", *ALL_OF_JULY, saying=("Not in the file:", "S3", "义诊", "--yes"))
        self.assertEqual(self.office.everything(), before)

    def test_with_consent_it_is_voided_with_a_reason_that_names_the_file(self):
        self.sheet(*JULY[:2])
        done = self.done("import", "session", "july.csv", *ALL_OF_JULY, "--yes")
        self.assertIn("Voided 1 session.", done.err)
        self.assertEqual(self.codes("session", "list"), ["S1", "S2", "S4"])
        self.assertIn("july.csv", self.done("session", "history", "S3", "--format", "csv").rows[-1]["why"])

    def test_a_reason_can_be_given(self):
        self.sheet(*JULY[:2])
        self.done("import", "session", "july.csv", *ALL_OF_JULY, "--yes", "--why", "区里撤下")
        self.assertEqual(self.done("session", "history", "S3", "--format", "csv").rows[-1]["why"], "区里撤下")
        self.refused(2, "import", "session", "july.csv", *ALL_OF_JULY, "--yes", "--why", " ", saying="--why")

    def test_a_dry_run_lists_and_changes_nothing(self):
        self.sheet(*JULY[1:])
        before = self.office.everything()
        self.assertIn("S1", self.done("import", "session", "july.csv", *ALL_OF_JULY, "--dry-run").err)
        self.assertEqual(self.office.everything(), before)

    def test_added_and_changed_rows_count_as_found(self):
        self.sheet(*JULY[:2], "S3,2024-07-20,P2,service,义诊二次\n", "S9,2024-07-30,P2,service,新的\n")
        done = self.done("import", "session", "july.csv", *ALL_OF_JULY, "--on-existing", "update")
        self.assertNotIn("Not in the file", done.err)
        self.assertEqual(self.codes("session", "list"), ["S1", "S2", "S3", "S4", "S9"])

    def test_only_the_area_and_the_period_are_complete(self):
        self.office.file("area/area.csv", "code,name,level,parent\n420106,武昌区,district,420100\n")
        self.office.file("area/platform.csv", "code,name,kind,area,opened_on\nWC-P1,武昌之家,home,420106,2023-01-01\n")
        self.office.file("area/session.csv", HEADER + "WC-S1,2024-07-05,WC-P1,consult,武昌\n")
        self.done("import", "area")
        self.sheet(JULY[0])
        self.done("import", "session", "july.csv", *ALL_OF_JULY, "--yes")
        self.assertEqual(self.codes("session", "list"), ["S1", "S4", "WC-S1"])

    def test_records_without_codes_are_found_by_their_key(self):
        rows = "session,member,role\nS1,M1,attend\nS1,M2,attend\n"
        self.office.file("first.csv", rows)
        self.done("import", "attendance", "first.csv")
        self.office.file("second.csv", rows.replace("S1,M2,attend\n", ""))
        self.assertIn("Voided 1 attendance.", self.done("import", "attendance", "second.csv", *ALL_OF_JULY, "--yes").err)

    def test_a_rejected_row_voids_nothing(self):
        self.sheet(JULY[0], "S2,2024-07-99,P1,consult,加梯\n")
        before = self.office.everything()
        self.refused(3, "import", "session", "july.csv", *ALL_OF_JULY, "--yes", saying="2024-07-99")
        self.assertEqual(self.office.everything(), before)

    def test_options_that_do_not_fit_are_refused(self):
        self.sheet(*JULY)
        for words, saying in ((("--complete", "--period", "2024-07"), "--area"), (("--complete", "--area", "420107"), "--period"),
                              (("--period", "2024-07"), "--complete"), ((*ALL_OF_JULY, "--keep-good"), "--keep-good")):
            self.one_line(self.refused(2, "import", "session", "july.csv", *words, saying=saying))
        self.office.file("m.csv", "code,name,level,area\nM1,委员一,district,420107\n")
        self.one_line(self.refused(2, "import", "member", "m.csv", *ALL_OF_JULY, saying="member"))
        self.one_line(self.refused(2, "import", "town", *ALL_OF_JULY, saying="directory"))


if __name__ == "__main__":
    main()
