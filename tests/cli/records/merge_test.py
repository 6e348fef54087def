"""`cpcc rename` and `cpcc merge`: references follow, and the history holds what changed."""
from office import OfficeTest, main


class Town(OfficeTest):
    town = True

    def prepare(self):
        self.done("session", "add", "S1", "--held-on", "2024-08-01", "--platform", "P1", "--kind", "consult", "--title", "楼道照明", "--members", "M1:speak,M2", "--units", "U1,U2:lead")
        self.done("session", "add", "S2", "--held-on", "2024-08-02", "--platform", "P2", "--kind", "consult", "--title", "食堂", "--members", "M2,M3", "--partners", "P1")
        self.done("problem", "add", "Q1", "--title", "路灯", "--category", "urgent", "--platform", "P1", "--raised-on", "2024-08-01", "--raised-by", "M2", "--unit", "U2")
        self.done("document", "add", "D1", "--kind", "proposal", "--title", "提案", "--filed-on", "2024-08-05", "--authors", "M1,M2,M3")

    def history(self, kind, code):
        return [(row["action"], row["field"], row["old"], row["new"], row["why"]) for row in self.done(kind, "history", code, "--format", "csv").rows]


class RenameTest(Town):
    def test_references_follow_a_new_code(self):
        said = self.done("rename", "member", "委员二", "QS-M-9")
        self.assertEqual(said.err, "委员二 = M2\nMember M2 is now QS-M-9.\n")
        self.assertEqual(self.record("session", "S1")["members"], "M1:speak;QS-M-9")
        self.assertEqual(self.record("problem", "Q1")["raised_by"], "QS-M-9")
        self.assertIn(("rename", "code", "M2", "QS-M-9", ""), self.history("member", "QS-M-9"))
        self.check_is_clean()

    def test_an_import_of_the_old_code_makes_no_second_record(self):
        self.done("rename", "member", "M2", "M8")
        self.done("改编号", "委员", "M8", "M9")
        before = self.office.everything()
        self.refused(3, "import", "member", self.office.folder / "town/member.csv", saying='member.csv:3: code: M2 is now M9')
        self.office.file("attendance.csv", "session,member,role\nS1,M2,attend\n")
        self.refused(3, "import", "attendance", "attendance.csv", saying="M2 is now M9")
        self.refused(1, "member", "show", "M2", saying="M2 is now M9")
        self.assertEqual(self.office.everything(), before)
        self.done("member", "add", "M2", "--name", "新委员", "--level", "district", "--area", "420107")
        self.office.file("again.csv", "code,name\nM2,新委员\nM9,委员二\n")
        self.assertEqual(self.done("import", "member", "again.csv", "--format", "csv").rows[0]["unchanged"], "2")

    def test_a_code_that_is_taken_or_wrong_is_refused(self):
        before = self.office.everything()
        self.one_line(self.refused(1, "rename", "member", "M2", "M1", saying="M1 already exists"))
        self.one_line(self.refused(2, "rename", "member", "M2", "M 1"))
        self.one_line(self.refused(2, "rename", "member", "M2", "M2"))
        self.one_line(self.refused(2, "rename", "attendance", "#1", "A1", saying="have no codes"))
        self.one_line(self.refused(1, "rename", "member", "M7", "M6", saying="does not exist"))
        self.assertEqual(self.office.everything(), before)


class MergeTest(Town):
    def test_everything_that_refers_to_one_refers_to_the_other(self):
        self.done("member", "edit", "M2", "--skills", "法律")
        said = self.done("merge", "member", "M1", "M2")
        self.assertIn("Merged member M2 into M1.\n", said.err)
        self.assertIn("Now refer to M1: 1 attendance, 1 problem, 1 document.", said.err)
        self.assertIn("Voided, because M1 has the same: 1 attendance.", said.err)
        self.assertIn("Only M2 has these; add them with cpcc member edit if they are right: skills.", said.err)
        self.assertEqual(self.record("session", "S1")["members"], "M1:speak")
        self.assertEqual(self.record("session", "S2")["members"], "M1;M3")
        self.assertEqual(self.record("problem", "Q1")["raised_by"], "M1")
        self.assertEqual(self.record("document", "D1")["authors"], "M1;M3")
        self.assertIn(("merge", "raised_by", "M2", "M1", "merged into M1"), self.history("problem", "Q1"))
        self.assertIn(("merge", "authors", "M1;M2;M3", "M1;M3", "merged into M1"), self.history("document", "D1"))
        self.assertIn(("merge", "voided", "", "yes", "merged into M1"), self.history("member", "M2"))
        self.assertEqual(self.codes("member", "list"), ["M1", "M3"])
        self.check_is_clean()

    def test_sessions_units_platforms_and_areas_merge(self):
        self.done("合并", "活动", "S1", "S2")
        self.assertEqual(self.record("session", "S1")["members"], "M1:speak;M2;M3")
        self.done("merge", "unit", "U2", "U1")
        self.assertEqual(self.record("session", "S1")["units"], "U2")
        self.done("merge", "platform", "P1", "P2")
        self.done("member", "edit", "M3", "--area", "420107001002", "--level", "district", "--from", "2024-05-01")
        self.done("member", "edit", "M3", "--area", "420107", "--from", "2024-06-01")
        self.done("merge", "area", "420107001001", "420107001002")
        self.assertIn(("merge", "area/2024-05-31", "420107001002", "420107001001", "merged into 420107001001"), self.history("member", "M3"))
        self.check_is_clean()

    def test_what_lay_above_both_stays_above(self):
        self.done("problem", "add", "Q2", "--title", "又一", "--category", "urgent", "--platform", "P1", "--raised-on", "2024-08-03", "--follows", "Q1")
        self.done("problem", "add", "Q3", "--title", "再一", "--category", "urgent", "--platform", "P1", "--raised-on", "2024-08-04", "--follows", "Q2")
        self.done("merge", "problem", "Q3", "Q2")
        self.assertEqual(self.record("problem", "Q3")["follows"], "Q1")
        self.done("merge", "problem", "Q3", "Q1")
        self.assertIsNone(self.record("problem", "Q3")["follows"])

    def test_a_merge_that_breaks_a_rule_changes_nothing(self):
        self.done("member", "edit", "M1", "--left-on", "2024-08-01")
        before = self.office.everything()
        self.one_line(self.refused(1, "merge", "member", "M1", "M2", saying="is after member M1 left (2024-08-01)"))
        self.one_line(self.refused(1, "merge", "area", "420107001001", "420107001", saying="is not of a higher level"))
        self.one_line(self.refused(2, "merge", "member", "M1", "M1", saying="the same record"))
        self.assertEqual(self.office.everything(), before)
        self.done("member", "void", "M3", "--why", "重复")
        self.one_line(self.refused(1, "merge", "member", "M2", "M3", saying="voided"))


if __name__ == "__main__":
    main()
