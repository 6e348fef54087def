"""Dated fields: `edit --from` keeps what was before that day; without it, an edit corrects the whole time."""
from office import OfficeTest, main

SPANS = "SELECT m.code, f.until, f.level, x.code FROM member_former f JOIN member m ON m.id = f.member LEFT JOIN sector x ON x.id = f.sector " \
        "ORDER BY m.code, f.until"


class DatedTest(OfficeTest):
    town = True

    def prepare(self):
        self.done("sector", "add", "law", "--name", "法律")

    def change(self, *words, kind="member", code="M1"):
        return self.done(kind, "edit", code, *words)

    def sectors(self):
        """Returns the sectors that M1 had, as `last day:sector`, and the current one."""
        spans = [f"{until}:{sector}" for _, until, _, sector in self.office.sql(SPANS)]
        return " ".join(spans + [self.done("member", "show", "M1", "--format", "json").json[0]["sector"] or "-"])

    def test_a_change_from_a_day_keeps_what_was_before(self):
        self.change("--sector", "law", "--from", "2024-07-01")
        self.assertEqual(self.sectors(), "20240630:edu law")
        self.change("--sector", "-", "--from", "2024-09-01")
        self.assertEqual(self.sectors(), "20240630:edu 20240831:law -")

    def test_another_change_of_the_same_day_leaves_the_span(self):
        self.change("--sector", "law", "--from", "2024-07-01")
        self.change("--level", "city", "--from", "2024-07-01")
        self.change("--sector", "med", "--from", "2024-07-01")
        self.assertEqual(self.sectors(), "20240630:edu med")
        self.assertEqual(self.office.sql(SPANS), [("M1", 20240630, 4, "edu")])

    def test_changing_back_from_the_same_day_removes_the_span(self):
        self.change("--sector", "law", "--from", "2024-07-01")
        self.change("--sector", "edu", "--from", "2024-07-01")
        self.assertEqual(self.sectors(), "edu")

    def test_a_change_holds_until_the_next_change_of_that_field(self):
        self.change("--sector", "law", "--from", "2024-07-01")
        self.change("--level", "city", "--from", "2024-08-01")
        self.change("--sector", "med", "--from", "2024-03-01")
        self.assertEqual(self.sectors(), "20240229:edu 20240630:med 20240731:law law")
        self.change("--level", "provincial", "--from", "2024-05-01")
        self.assertEqual([(until, level) for _, until, level, _ in self.office.sql(SPANS)],
                         [(20240229, 4), (20240430, 4), (20240630, 2), (20240731, 2)])

    def test_a_change_that_says_what_held_changes_nothing(self):
        self.assertIn("No change", self.change("--sector", "edu", "--from", "2024-07-01").err)
        self.change("--sector", "law", "--from", "2024-07-01")
        before = self.office.everything()
        self.assertIn("No change", self.change("--sector", "law", "--from", "2024-08-01").err)
        self.assertEqual(self.office.everything(), before)

    def test_a_platform_changes_its_kind_basis_area_sector_and_model(self):
        self.change("--kind", "station", "--basis", "sector", "--area", "420107001002", "--sector", "med", "--model", "yes", "--from", "2024-07-01",
                    kind="platform", code="P1")
        shown = self.done("platform", "show", "P1", "--format", "csv").rows
        self.assertEqual([(row["until"], row["kind"], row["basis"], row["area"], row["sector"], row["model"]) for row in shown],
                         [("", "station", "sector", "420107001002", "med", "yes"), ("2024-06-30", "home", "", "420107001001", "", "")])

    def test_only_dated_fields_take_a_day(self):
        before = self.office.everything()
        refused = self.refused(2, "member", "edit", "M1", "--name", "新名", "--from", "2024-07-01")
        self.assertIn("--from does not apply to --name", refused.err)
        self.assertIn("--level, --area, --sector", refused.err)
        self.refused(2, "member", "edit", "M1", "--from", "2024-07-01")
        self.refused(2, "member", "edit", "M1", "--sector", "law", "--from", "2024-7-41")
        self.refused(2, "session", "edit", "S1", "--title", "x", "--from", "2024-07-01")
        self.refused(2, "member", "add", "M9", "--name", "x", "--level", "city", "--area", "420107", "--from", "2024-07-01")
        self.assertEqual(self.office.everything(), before)

    def test_the_day_lies_after_the_beginning_and_not_after_today(self):
        env = {"CPCC_TODAY": "2024-09-04"}
        self.assertIn("2022-01-01 is not after joined on (2022-01-01)",
                      self.refused(1, "member", "edit", "M1", "--sector", "law", "--from", "2022-01-01").err)
        self.change("--sector", "law", "--from", "2022-01-02")
        self.assertIn("2024-09-05 is after today",
                      self.refused(1, "member", "edit", "M2", "--sector", "law", "--from", "2024-09-05", env=env).err)
        self.done("member", "edit", "M2", "--sector", "law", "--from", "2024-09-05", "--future", env=env)

    def test_the_beginning_cannot_move_behind_a_span(self):
        self.change("--sector", "law", "--from", "2024-07-01")
        self.assertIn("ends on 2024-06-30", self.refused(1, "member", "edit", "M1", "--joined-on", "2024-07-01").err)
        self.change("--joined-on", "2024-06-30")
        self.done("check")

    def test_show_lists_the_earlier_spans(self):
        self.change("--sector", "law", "--from", "2024-07-01")
        shown = self.done("member", "show", "M1").out
        self.assertRegex(shown, "until 2024-06-30 .*%s" % self.office.sql("SELECT x.name FROM member_former f JOIN sector x ON x.id = f.sector ORDER BY f.until")[0][0])
        shown = self.done("member", "show", "M1", "--format", "json").json
        self.assertEqual([(row["until"], row["code"], row["sector"], row["name"]) for row in shown],
                         [(None, "M1", "law", "委员一"), ("2024-06-30", "M1", "edu", None)])
        self.assertNotIn("until", self.done("member", "show", "M2", "--format", "json").json[0])
        self.assertEqual([row["sector"] for row in self.done("member", "list", "--format", "csv").rows], ["law", "med", ""])

    def test_the_history_names_the_day(self):
        self.change("--sector", "law", "--from", "2024-07-01")
        rows = self.done("member", "history", "M1", "--format", "csv").rows
        self.assertEqual([(row["action"], row["field"], row["old"], row["new"]) for row in rows[-2:]],
                         [("edit", "from", "", "2024-07-01"), ("edit", "sector", "edu", "law")])
        self.assertIn("生效日", self.done("member", "history", "M1", lang="zh").out)

    def test_an_edit_without_a_day_corrects_the_whole_time(self):
        self.change("--sector", "law", "--from", "2024-07-01")
        self.change("--level", "city", "--from", "2024-08-01")
        self.change("--sector", "med")
        self.assertEqual(self.sectors(), "20240731:med med")
        rows = self.done("member", "history", "M1", "--format", "csv").rows
        self.assertEqual([(row["field"], row["old"], row["new"]) for row in rows[-3:]],
                         [("sector/2024-06-30", "edu", "med"), ("sector/2024-07-31", "law", "med"), ("sector", "law", "med")])
        self.assertIn("sector (until 2024-06-30)", self.done("member", "history", "M1").out)

    def test_a_correction_that_moves_facts_needs_consent(self):
        self.done("session", "log", "S1", "--platform", "P1", "--held-on", "2024-05-01", "--kind", "consult", "--title", "甲",
                  "--members", "M1,M2", "--residents", "3")
        self.done("document", "add", "D1", "--kind", "advice", "--title", "建议", "--filed-on", "2024-05-02", "--authors", "M1")
        before = self.office.everything()
        refused = self.refused(2, "member", "edit", "M1", "--sector", "law")
        self.assertIn("1 attendance, 1 document of this member will count by the new values", refused.err)
        self.assertIn("--from DATE", refused.err)
        self.assertIn("1 session", self.refused(2, "platform", "edit", "P1", "--area", "420107001").err)
        self.assertEqual(self.office.everything(), before)
        self.change("--name", "新名")
        self.change("--sector", "law", "--from", "2024-07-01")
        self.assertIn("与该委员关联的 1 条参加记录、1 篇成果将", self.refused(2, "member", "edit", "M1", "--sector", "med", lang="zh").err)
        self.done("--yes", "member", "edit", "M1", "--sector", "law")
        self.assertEqual(self.sectors(), "law")

    def test_a_voided_record_keeps_its_spans(self):
        self.change("--sector", "law", "--from", "2024-07-01")
        self.done("member", "void", "M1", "--why", "录入错误")
        self.refused(1, "member", "edit", "M1", "--sector", "med", "--from", "2024-08-01")
        self.done("member", "restore", "M1")
        self.assertEqual(self.sectors(), "20240630:edu law")

    def test_a_session_s_area_lies_in_what_its_platform_s_area_was(self):
        log = ["--platform", "P1", "--kind", "consult", "--title", "甲"]
        self.done("session", "log", "S1", "--held-on", "2024-05-01", "--area", "420107001001", *log)
        self.change("--area", "420107001002", "--from", "2024-07-01", kind="platform", code="P1")
        self.done("session", "log", "S2", "--held-on", "2024-06-30", "--area", "420107001001", *log, "--residents", "2")
        self.assertIn("is not in area 420107001002",
                      self.refused(1, "session", "log", "S3", "--held-on", "2024-07-01", "--area", "420107001001", *log).err)
        self.done("session", "log", "S3", "--held-on", "2024-07-01", "--area", "420107001002", *log)
        self.done("check")
        self.assertIn("session S2", self.refused(1, "platform", "edit", "P1", "--area", "420107001002", "--from", "2024-06-01").err)


if __name__ == "__main__":
    main()
