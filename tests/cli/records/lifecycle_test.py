"""Tests the verbs of the field, such as `problem solve`, and the life cycles of records."""
from office import OfficeTest, main


class LifecycleTest(OfficeTest):
    town = True

    def rows(self, *words):
        return self.done(*words, "--format", "csv").rows

    # Platforms

    def test_a_closed_platform_accepts_records_up_to_its_last_day(self):
        self.done("platform", "close", "P1", "--on", "2024-06-30")
        self.assertEqual(self.record("platform", "P1")["closed_on"], "2024-06-30")
        self.done("session", "log", "S1", "--held-on", "2024-06-30", "--platform", "P1", "--kind", "consult", "--title", "末日")
        self.refused(1, "session", "log", "S2", "--held-on", "2024-07-01", "--platform", "P1", "--kind", "consult", "--title", "之后", saying=("2024-07-01", "P1", "2024-06-30"))
        self.refused(1, "problem", "raise", "Q1", "--title", "x", "--category", "urgent", "--platform", "P1", "--raised-on", "2024-07-01", saying="--raised-on")

    def test_a_platform_cannot_close_before_its_last_session(self):
        self.done("session", "log", "S1", "--held-on", "2024-06-30", "--platform", "P1", "--kind", "consult", "--title", "x")
        self.refused(1, "platform", "close", "P1", "--on", "2024-06-29", saying="S1")
        self.assertIsNone(self.record("platform", "P1")["closed_on"])

    # Members

    def test_a_member_is_assigned_to_a_platform_or_an_area(self):
        self.assertEqual(self.done("member", "assign", "M1", "--platform", "P1", "--since", "2024-01-01").out, "#1\n")
        self.assertEqual(self.done("member", "assign", "M1", "--area", "420107001001", "--role", "partner", "--since", "2024-01-01", "--until", "2024-06-30").out, "#2\n")
        self.assertEqual([(row["platform"], row["area"], row["role"], row["until"]) for row in self.rows("assignment", "list")],
                         [("P1", "", "resident", ""), ("", "420107001001", "partner", "2024-06-30")])
        self.refused(2, "member", "assign", "M1", saying=("--platform", "--area"))
        self.refused(2, "member", "assign", "M1", "--platform", "P1", "--area", "420107001", saying=("--platform", "--area"))

    def test_assignments_of_one_member_place_and_role_do_not_overlap(self):
        self.done("member", "assign", "M1", "--platform", "P1", "--since", "2024-01-01", "--until", "2024-06-30")
        self.refused(1, "member", "assign", "M1", "--platform", "P1", "--since", "2024-06-30", saying="overlaps")
        self.done("member", "assign", "M1", "--platform", "P1", "--since", "2024-07-01")
        self.done("member", "assign", "M1", "--platform", "P1", "--role", "convener", "--since", "2024-03-01")
        self.done("member", "assign", "M1", "--platform", "P2", "--since", "2024-03-01")
        self.done("member", "assign", "M2", "--platform", "P1", "--since", "2024-03-01")

    def test_an_assignment_lies_within_the_member_s_term(self):
        self.refused(1, "member", "assign", "M3", "--platform", "P2", "--since", "2022-12-31")
        self.refused(1, "member", "assign", "M3", "--area", "420107", "--since", "2022-12-31", saying=("2022-12-31", "M3", "2023-01-01"))

    def test_unassigning_ends_the_matching_assignments(self):
        for platform in ("P1", "P2"):
            self.done("member", "assign", "M1", "--platform", platform, "--since", "2024-01-01")
        self.done("member", "unassign", "M1", "--platform", "P1", "--until", "2024-03-31")
        self.assertEqual([row["until"] for row in self.rows("assignment", "list")], ["2024-03-31", ""])
        self.refused(1, "member", "unassign", "M1", "--platform", "P1", "--until", "2024-03-31", saying="M1")
        self.done("member", "unassign", "M1", "--until", "2024-05-31")
        self.assertEqual([row["until"] for row in self.rows("assignment", "list")], ["2024-03-31", "2024-05-31"])

    def test_leaving_ends_the_assignments_of_a_member(self):
        self.done("member", "assign", "M1", "--platform", "P1", "--since", "2024-01-01")
        self.done("member", "assign", "M1", "--platform", "P2", "--since", "2024-01-01", "--until", "2024-02-29")
        self.done("member", "assign", "M2", "--platform", "P2", "--since", "2024-01-01")
        self.done("member", "leave", "M1", "--on", "2024-05-31")
        self.assertEqual(self.record("member", "M1")["left_on"], "2024-05-31")
        self.assertEqual([row["until"] for row in self.rows("assignment", "list")], ["2024-05-31", "2024-02-29", ""])

    def test_a_member_signs_the_commitment(self):
        self.done("member", "commit", "M1", "--on", "2024-02-03")
        self.assertEqual(self.record("member", "M1")["committed_on"], "2024-02-03")

    # Sessions

    def test_a_session_is_logged_with_its_members(self):
        code = self.done("session", "log", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "consult", "--title", "停车", "--members", "M1,M2:speak", "--partners", "P2", "--units", "U1,U2").out.strip()
        session = self.record("session", code)
        self.assertEqual((session["members"], session["partners"], session["units"]), ("M1;M2:speak", "P2", "U1;U2"))
        self.assertEqual([(row["session"], row["member"], row["role"]) for row in self.rows("attendance", "list")], [(code, "M1", "attend"), (code, "M2", "speak")])

    def test_the_date_of_a_session_defaults_to_today(self):
        self.done("session", "log", "S1", "--platform", "P1", "--kind", "visit", "--title", "走访")
        today = self.done("session", "history", "S1", "--format", "csv").rows[0]["at"][:10]
        self.assertEqual(self.record("session", "S1")["held_on"], today)

    def test_an_attendance_can_be_added_and_changed_later(self):
        self.done("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "consult", "--title", "停车")
        row = self.done("session", "attend", "S1", "--member", "M1").out.strip()
        self.assertEqual(self.record("attendance", row)["role"], "attend")
        self.done("session", "attend", "S1", "--member", "M1", "--role", "leave")
        self.assertEqual(self.record("attendance", row)["role"], "leave")
        self.assertEqual(self.office.count("attendance"), 1)
        self.assertEqual(self.record("session", "S1")["members"], "M1:leave")
        self.refused(1, "session", "attend", "S9", "--member", "M1", saying="S9")
        self.refused(1, "session", "attend", "S1", "--member", "M9", saying="M9")
        self.refused(2, "session", "attend", "S1", saying="--member")

    def test_a_member_attends_a_session_once(self):
        self.refused(2, "session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "consult", "--title", "x", "--members", "M1,M1:speak", saying="M1")
        self.done("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "consult", "--title", "x", "--members", "M1")
        self.refused(1, "attendance", "add", "--session", "S1", "--member", "M1", "--role", "speak")

    def test_editing_the_members_voids_removed_attendances(self):
        self.done("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "consult", "--title", "x", "--members", "M1,M2")
        self.done("session", "edit", "S1", "--members", "M2:chair,M3")
        self.assertEqual(self.record("session", "S1")["members"], "M2:chair;M3")
        self.assertEqual(self.office.count("attendance"), 3)
        self.assertEqual(len(self.rows("attendance", "list")), 2)

    # Problems

    def raise_problem(self, code="Q1"):
        self.done("problem", "raise", code, "--title", "漏水", "--category", "urgent", "--platform", "P1", "--raised-on", "2024-03-01", "--raised-by", "M1")

    def solved(self, code="Q1"):
        problem = self.record("problem", code)
        return problem["solved_on"], problem["closed_on"], problem["close_reason"]

    def test_a_problem_advances_until_it_is_solved(self):
        self.raise_problem()
        for stage, day in (("plan", "2024-03-05"), ("build", "2024-03-20"), ("share", "2024-03-10")):
            self.done("problem", "advance", "Q1", "--stage", stage, "--on", day, "--text", "一步")
        self.assertEqual([row["stage"] for row in self.rows("progress", "list", "--where", "problem=Q1")], ["plan", "build", "share"])
        self.done("problem", "solve", "Q1", "--on", "2024-04-01")
        self.assertEqual(self.solved(), ("2024-04-01", None, None))
        self.refused(1, "problem", "close", "Q1", "--on", "2024-04-02", "--why", "x", saying="--on")
        self.done("problem", "reopen", "Q1", "--why", "群众反映")
        self.assertEqual(self.solved(), (None, None, None))
        self.refused(1, "problem", "reopen", "Q1", "--why", "x", saying="problem Q1 is already open")

    def test_closing_needs_a_reason_and_reopening_removes_it(self):
        self.raise_problem()
        self.refused(2, "problem", "close", "Q1", "--on", "2024-04-01", saying="--why")
        self.done("problem", "close", "Q1", "--on", "2024-04-01", "--why", "职权之外")
        self.assertEqual(self.solved(), (None, "2024-04-01", "职权之外"))
        self.refused(1, "problem", "solve", "Q1", "--on", "2024-04-02")
        self.done("problem", "reopen", "Q1", "--why", "上级交办")
        self.assertEqual(self.solved(), (None, None, None))

    def test_no_event_of_a_problem_precedes_its_raising(self):
        self.raise_problem()
        for words in (("solve", "Q1"), ("advance", "Q1", "--stage", "plan"), ("lookback", "Q1", "--result", "holding")):
            self.refused(1, "problem", *words, "--on", "2024-02-29", saying=("--on: 2024-02-29", "2024-03-01"))

    def test_a_verb_does_nothing_twice(self):
        self.raise_problem()
        self.done("problem", "solve", "Q1", "--on", "2024-04-01")
        self.refused(1, "problem", "solve", "Q1", saying=("was solved on 2024-04-01", "--again"))
        self.assertIn("问题 Q1 已于 2024-04-01 解决", self.refused(1, "problem", "solve", "Q1", "--on", "2024-04-02", lang="zh").err)
        self.refused(2, "problem", "solve", "Q1", "--again", saying="--on")
        self.done("problem", "solve", "Q1", "--on", "2024-04-02", "--again")
        self.assertEqual(self.solved()[0], "2024-04-02")
        self.done("member", "commit", "M1", "--on", "2024-01-10")
        self.refused(1, "member", "commit", "M1", saying="2024-01-10")
        self.done("platform", "close", "P1", "--on", "2025-12-31")
        self.refused(1, "platform", "close", "P1", saying="2025-12-31")

    def test_a_problem_closed_as_a_duplicate_names_the_other(self):
        self.raise_problem()
        self.done("problem", "raise", "Q2", "--title", "路灯又不亮", "--category", "doorstep", "--raised-on", "2024-03-02", "--platform", "P1")
        self.done("problem", "close", "Q2", "--why", "与 Q1 重复", "--duplicate-of", "Q1", "--on", "2024-03-05")
        record = self.record("problem", "Q2")
        self.assertEqual((record["close_kind"], record["duplicate_of"], record["closed_on"]), ("duplicate", "Q1", "2024-03-05"))
        self.refused(1, "problem", "close", "Q2", "--why", "x", saying="2024-03-05")
        self.done("problem", "reopen", "Q2", "--why", "不是同一处")
        self.assertEqual(self.record("problem", "Q2")["close_kind"], None)

    def test_a_member_who_leaves_says_which_platforms_have_no_convener(self):
        self.done("platform", "edit", "P1", "--convener", "M1")
        self.assertIn("it has no convener now", self.done("member", "leave", "M1", "--on", "2025-12-31").err)
        found = self.run_cpcc("check")
        self.assertEqual(found.code, 4)
        self.assertIn("left on 2025-12-31", found.out)
        self.done("member", "assign", "M2", "--platform", "P1", "--role", "convener", "--since", "2024-01-01")
        self.assertIn("another member convenes it", self.run_cpcc("check").out)
        self.refused(1, "member", "leave", "M1", saying="2025-12-31")

    def test_likely_doubles_are_named_until_they_are_confirmed(self):
        log = ("--held-on", "2024-05-01", "--platform", "P1", "--kind", "visit", "--title", "走访老人")
        self.assertNotIn("may be the same", self.done("session", "log", "D1", *log).err)
        self.assertIn("session D1 and D2 may be the same", self.done("session", "log", "D2", *log).err)
        self.assertEqual(self.done("check", "--format", "json").json,
                         [{"severity": "note", "record": "session D1", "finding": "session D1 and D2 may be the same (same held on, platform, kind and a similar title)", "command": "cpcc distinct session D1 D2"}])
        self.refused(2, "distinct", "session", "D1", "D1", saying="same record")
        self.refused(2, "distinct", "topic", "T1", "T2", saying="never reported")
        self.assertNotIn("Not exported", self.done("export", "--all", "--output", "out").err)
        self.done("distinct", "session", "D1", "D2")
        self.done("check")
        self.assertIn("Not exported: 1 pair confirmed by cpcc distinct.", self.done("export", "--all", "--output", "out").err)
        self.assertIn("1 对记录没有导出", self.done("export", "--all", "--output", "out", lang="zh").err)
        self.refused(1, "distinct", "session", "D2", "D1", saying="already")

    def test_a_fact_of_tomorrow_is_refused_and_a_plan_is_not(self):
        log = ("--held-on", "2999-01-01", "--platform", "P1", "--kind", "visit", "--title", "走访")
        self.refused(1, "session", "log", "F1", *log, saying=("--held-on", "after today", "planned"))
        self.done("session", "log", "F1", *log, "--state", "planned")
        self.refused(1, "session", "edit", "F1", "--state", "held", saying="not held yet")
        self.done("session", "log", "F2", *log, "--future")

    def test_a_lookback_without_relapse_changes_nothing(self):
        self.raise_problem()
        self.done("problem", "solve", "Q1", "--on", "2024-04-01")
        for result, day in (("holding", "2024-05-01"), ("partial", "2024-06-01")):
            self.done("problem", "lookback", "Q1", "--result", result, "--on", day, "--satisfaction", "95", "--seen-by", "M2")
            self.assertEqual(self.solved()[0], "2024-04-01")
        self.refused(1, "problem", "lookback", "Q1", "--result", "relapsed", "--on", "2024-06-01", saying="already exists")

    def test_a_relapse_reopens_the_problem_and_keeps_the_solution(self):
        self.raise_problem()
        self.done("problem", "solve", "Q1", "--on", "2024-04-01")
        said = self.done("problem", "lookback", "Q1", "--result", "relapsed", "--on", "2024-05-01")
        self.assertIn("open again", said.err)
        self.assertEqual(self.solved()[0], None)
        self.assertEqual(self.record("problem", "Q1")["settled_before"], "2024-04-01/2024-05-01")
        self.assertIn(("2024-04-01", ""), [(row["old"], row["new"]) for row in self.rows("problem", "history", "Q1") if row["field"] == "solved_on"])
        self.refused(1, "problem", "solve", "Q1", "--on", "2024-05-01", saying="relapse")
        self.done("problem", "solve", "Q1", "--on", "2024-05-02")
        self.assertEqual(self.solved()[0], "2024-05-02")

    def test_a_relapse_before_the_solution_changes_nothing(self):
        self.raise_problem()
        self.done("problem", "solve", "Q1", "--on", "2024-06-01")
        self.done("problem", "lookback", "Q1", "--result", "relapsed", "--on", "2024-05-01")
        self.assertEqual(self.solved()[0], "2024-06-01")

    def test_a_problem_cannot_follow_itself(self):
        self.raise_problem("Q1")
        self.raise_problem("Q2")
        self.done("problem", "edit", "Q2", "--follows", "Q1")
        self.refused(1, "problem", "edit", "Q1", "--follows", "Q2", saying="--follows")
        self.refused(1, "problem", "edit", "Q1", "--follows", "Q1", saying="--follows")

    def test_results_are_reported_in_chinese(self):
        self.raise_problem()
        for words, said in ((("problem", "solve", "Q1", "--on", "2024-04-01"), "问题 Q1 已登记为已解决"), (("problem", "reopen", "Q1", "--why", "又漏"), "问题 Q1 已重新列为在办"),
                            (("problem", "close", "Q1", "--why", "无权"), "问题 Q1 已登记为不予办理"), (("member", "commit", "M1"), "已登记委员一签订承诺书。"),
                            (("platform", "close", "P2"), "教育界别委员工作室已停用。"),
                            (("session", "log", "S1", "--platform", "P1", "--kind", "visit", "--title", "走访"), "已登记活动 S1。"),
                            (("session", "attend", "S1", "--member", "M2"), "已登记委员二参加活动 S1。"),
                            (("member", "assign", "M1", "--platform", "P1"), "已安排委员一下沉到花园社区协商议事之家。"),
                            (("member", "assign", "M2", "--area", "420107"), "已安排委员二下沉到青山区。"), (("member", "unassign", "M1"), "已结束委员一的 1 项下沉安排"),
                            (("member", "leave", "M2"), "已登记委员二于")):
            self.assertIn(said, self.done(*words, lang="zh").err)
            self.assertEqual(self.done("check", "--quiet").err, "")


if __name__ == "__main__":
    main()
