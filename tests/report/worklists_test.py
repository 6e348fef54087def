"""The reports for an office's daily work: coverage, follow-up, chain."""
from office import OfficeTest, main

WORKDAYS = """
[workdays]
off = ["2024-10-01", "2024-10-02", "2024-10-03", "2024-10-04", "2024-10-07"]
on = ["2024-09-29", "2024-10-12"]

[lookback]
after_days = [30, 180]
"""


class WorklistsTest(OfficeTest):
    town = True

    def report(self, *words):
        return self.done("report", *words, "--format", "csv").rows

    def log(self, code, day, *more):
        self.done("session", "log", code, "--held-on", day, "--platform", "P1", "--kind", "consult", "--title", "协商 " + code, *more)

    def raise_problem(self, code, day, *more):
        self.done("problem", "raise", code, "--title", "问题 " + code, "--category", "urgent", "--platform", "P1", "--raised-on", day, *more)

    # Coverage

    def gaps(self, *words):
        found = {}
        for row in self.report("coverage", "--period", "2024-08", *words):
            found.setdefault(row["gap"], []).append(row["code"])
        return found

    def test_a_new_town_has_every_gap(self):
        self.assertEqual(self.gaps(), {
            "community_without_platform": ["420107001002"],
            "sector_without_platform": ["edu", "med"],
            "member_without_assignment": ["M1", "M2", "M3"],
            "member_without_commitment": ["M1", "M2", "M3"],
            "platform_without_convener": ["P1", "P2"],
            "platform_without_member": ["P1", "P2"],
            "platform_without_activity": ["P1", "P2"],
            "street_without_brand": ["420107001"],
            "member_without_training": ["M1", "M2", "M3"],
            "member_without_attendance": ["M1", "M2", "M3"],
            "sector_not_visited": ["edu", "med"],
            "unit_not_visited": ["U1", "U2"],
            "member_not_visited": ["M1", "M2", "M3"]})

    def test_a_brand_trainings_and_visits_leave_the_lists(self):
        self.done("platform", "edit", "P2", "--brand", "钢城夜话")
        self.done("session", "log", "S1", "--held-on", "2024-08-02", "--area", "420107", "--kind", "training", "--title", "培训", "--members", "M1,M2:leave")
        self.done("session", "log", "S2", "--held-on", "2024-08-03", "--area", "420107", "--kind", "visit", "--sector", "edu",
                  "--title", "走访", "--members", "M2,M3:visited", "--units", "U1:visited,U2")
        self.done("session", "log", "S3", "--held-on", "2024-08-04", "--area", "420107", "--kind", "visit", "--sector", "med",
                  "--title", "取消", "--units", "U2:visited", "--state", "cancelled")
        found = self.gaps()
        self.assertEqual([found.get(gap) for gap in ("street_without_brand", "member_without_training", "member_without_attendance", "sector_not_visited", "unit_not_visited", "member_not_visited")],
                         [None, ["M2", "M3"], None, ["med"], ["U2"], ["M1", "M2"]])

    def test_gaps_of_sectors_are_those_of_the_area_s_own_members(self):
        self.done("area", "add", "420102", "--name", "江岸区", "--level", "district", "--parent", "420100")
        self.done("sector", "add", "art", "--name", "文艺")
        self.done("member", "add", "M4", "--name", "委员四", "--level", "district", "--area", "420102", "--sector", "art")
        self.assertEqual(self.gaps("--gap", "sector_without_platform", "--area", "420107"), {"sector_without_platform": ["edu", "med"]})
        self.assertEqual(self.gaps("--gap", "sector_without_platform", "--area", "420102"), {"sector_without_platform": ["art"]})
        self.assertEqual(self.gaps("--gap", "sector_not_visited")["sector_not_visited"], ["art", "edu", "med"])
        self.done("member", "edit", "M4", "--left-on", "2024-07-31")
        self.assertEqual(self.gaps("--gap", "sector_without_platform", "--area", "420102"), {})

    def test_a_convener_counts_while_in_term(self):
        self.done("platform", "edit", "P1", "--convener", "M1")
        self.done("member", "assign", "M2", "--platform", "P2", "--role", "convener", "--since", "2024-01-01")
        self.assertEqual(self.gaps("--gap", "platform_without_convener"), {})
        self.done("member", "edit", "M1", "--left-on", "2024-08-30")
        self.assertEqual(self.gaps("--gap", "platform_without_convener"), {"platform_without_convener": ["P1"]})

    def test_completed_work_leaves_the_lists(self):
        self.done("platform", "edit", "P2", "--sector", "edu", "--convener", "M1")
        self.done("member", "assign", "M1", "--platform", "P1", "--since", "2024-08-31")
        self.done("member", "assign", "M2", "--platform", "P1", "--role", "convener", "--since", "2024-01-01")
        self.done("member", "commit", "M3", "--on", "2024-08-31")
        self.log("S1", "2024-08-15", "--partners", "P2")
        self.assertEqual(self.gaps(), {
            "community_without_platform": ["420107001002"],
            "sector_without_platform": ["med"],
            "member_without_assignment": ["M3"],
            "member_without_commitment": ["M1", "M2"],
            "platform_without_member": ["P2"],
            "street_without_brand": ["420107001"],
            "member_without_training": ["M1", "M2", "M3"],
            "member_without_attendance": ["M1", "M2", "M3"],
            "sector_not_visited": ["edu", "med"],
            "unit_not_visited": ["U1", "U2"],
            "member_not_visited": ["M1", "M2", "M3"]})

    def test_records_after_the_period_do_not_count(self):
        self.done("member", "commit", "M3", "--on", "2024-09-01")
        self.log("S1", "2024-09-01")
        self.assertIn("M3", self.gaps()["member_without_commitment"])
        self.assertIn("P1", self.gaps()["platform_without_activity"])

    def test_planned_and_cancelled_sessions_are_no_activity(self):
        self.log("S1", "2024-08-15", "--partners", "P2", "--state", "cancelled")
        self.log("S2", "2024-08-16", "--state", "planned")
        self.assertEqual(self.gaps()["platform_without_activity"], ["P1", "P2"])
        self.log("S3", "2024-08-17", "--state", "held")
        self.assertEqual(self.gaps()["platform_without_activity"], ["P2"])

    def test_the_lists_can_be_restricted_to_a_gap_and_an_area(self):
        self.assertEqual(self.gaps("--gap", "platform_without_member", "--area", "420107001001"), {"platform_without_member": ["P1"]})
        self.one_line(self.refused(2, "report", "coverage", "--gap", "platform_without_membr", saying="platform_without_member"))

    # Follow-up

    def with_workdays(self):
        self.office.config.write_text(self.office.config.read_text() + WORKDAYS)

    def test_overdue_problems_count_working_days(self):
        self.with_workdays()
        self.raise_problem("Q1", "2024-09-01", "--due-on", "2024-09-27")     # Sunday 29 September is a working day
        self.raise_problem("Q2", "2024-09-01", "--due-on", "2024-09-30")     # the holiday does not count
        self.raise_problem("Q3", "2024-09-01", "--due-on", "2024-10-08")     # not overdue on its due day
        self.raise_problem("Q4", "2024-09-01", "--due-on", "2024-09-10")
        self.done("problem", "solve", "Q4", "--on", "2024-09-20")
        rows = self.report("followup", "--on", "2024-10-08")
        self.assertEqual([(row["state"], row["problem"], row["working_days"]) for row in rows],
                         [("overdue", "Q1", "3"), ("overdue", "Q2", "1")])

    def test_relapsed_problems_come_first_and_due_lookbacks_are_listed(self):
        self.with_workdays()
        self.raise_problem("Q1", "2024-01-01", "--due-on", "2024-02-01")
        self.raise_problem("Q2", "2024-01-01")
        self.done("problem", "solve", "Q2", "--on", "2024-02-01")
        self.done("problem", "lookback", "Q2", "--result", "relapsed", "--on", "2024-06-03")
        self.raise_problem("Q3", "2024-01-01")
        # Look-backs are due on 31 May and 28 October.
        self.done("problem", "solve", "Q3", "--on", "2024-05-01")
        states = lambda day: [(row["state"], row["problem"], row["since"]) for row in self.report("followup", "--on", day)]
        self.assertEqual(states("2024-06-04"), [("relapsed", "Q2", "2024-06-03"), ("overdue", "Q1", "2024-02-01"), ("lookback_due", "Q3", "2024-05-31")])
        self.done("problem", "lookback", "Q3", "--result", "holding", "--on", "2024-06-04")
        self.assertEqual([state for state, _, _ in states("2024-06-04")], ["relapsed", "overdue"])
        self.assertIn(("lookback_due", "Q3", "2024-10-28"), states("2024-10-28"))
        self.assertNotIn(("lookback_due", "Q3", "2024-10-28"), states("2024-10-27"))

    def test_what_falls_due_within_some_working_days(self):
        self.with_workdays()
        self.raise_problem("Q1", "2024-09-01", "--due-on", "2024-09-26")
        self.raise_problem("Q2", "2024-09-01", "--due-on", "2024-09-29", "--unit", "U1")      # a Sunday, but a working day
        self.raise_problem("Q3", "2024-09-01", "--due-on", "2024-10-09", "--unit", "U1")      # the holiday does not count
        self.raise_problem("Q4", "2024-08-01")
        self.done("problem", "solve", "Q4", "--on", "2024-09-01")                              # a look-back is due on 1 October
        self.raise_problem("Q5", "2024-08-01", "--due-on", "2024-09-20", "--unit", "U1")
        rows = lambda *words: [(row["state"], row["problem"], row["unit"], row["since"], row["working_days"]) for row in self.report("followup", "--on", "2024-09-26", *words)]
        self.assertEqual(rows(), [("overdue", "Q5", "U1", "2024-09-20", "4")])
        self.assertEqual(rows("--within", "3"), rows() + [("due_soon", "Q1", "", "2024-09-26", "0"), ("due_soon", "Q2", "U1", "2024-09-29", "2"), ("lookback_soon", "Q4", "", "2024-10-01", "3")])
        self.assertEqual([row[1] for row in rows("--within", "5")], ["Q5", "Q1", "Q2", "Q3", "Q4"])
        lines = self.done("report", "followup", "--on", "2024-09-26", "--within", "3", "--format", "ics").raw.decode().split("\r\n")
        self.assertEqual([line[19:] for line in lines if line.startswith("DTSTART")], [row[3].replace("-", "") for row in rows("--within", "3")])
        self.assertEqual([line for line in lines if line.endswith(" ")], [])
        units = self.done("report", "followup", "--on", "2024-09-26", "--within", "3", "--by", "unit", "--format", "csv")
        self.assertEqual(units.out, "unit,unit_name,relapsed,overdue,lookback_due,due_soon,lookback_soon,all\nU1,区住建局,0,1,0,1,0,2\n,,0,0,0,1,1,2\ntotal,,0,1,0,2,1,4\n")
        self.assertEqual(self.report("followup", "--on", "2024-09-26", "--by", "unit"), [
            {"unit": "U1", "unit_name": "区住建局", "relapsed": "0", "overdue": "1", "lookback_due": "0", "all": "1"},
            {"unit": "total", "unit_name": "", "relapsed": "0", "overdue": "1", "lookback_due": "0", "all": "1"}])
        for cell, codes in (("U1:all", 2), ("区住建局:due_soon", 1), (":all", 2), ("total:overdue", 1), ("total:all", 4)):
            behind = self.report("followup", "--on", "2024-09-26", "--within", "3", "--explain", cell)
            self.assertEqual(len(behind), codes, cell)
        self.one_line(self.refused(2, "report", "followup", "--explain", "U1:late", saying="use UNIT:overdue"))
        self.one_line(self.refused(1, "report", "followup", "--explain", "U9:all", saying="no unit"))
        self.one_line(self.refused(2, "report", "followup", "--within", "0", saying="--within"))
        self.one_line(self.refused(2, "report", "followup", "--by", "platform", saying="use unit"))
        self.office.lang = "zh"
        shown = self.done("report", "followup", "--on", "2024-09-26", "--within", "3").out
        for part in ("即将到期", "即将应回头看", "3 个工作日之内"):
            self.assertIn(part, shown)

    def test_a_year_without_configured_workdays_is_noted(self):
        self.assertIn("[workdays]", self.done("report", "followup", "--on", "2031-05-06").out)

    # Chain

    def make_chain(self):
        self.done("topic", "add", "T0", "--title", "全省共性议题", "--kind", "common", "--proposed-on", "2024-01-01")
        self.done("topic", "add", "T1", "--title", "平台议题", "--kind", "platform", "--parent", "T0", "--proposed-on", "2024-01-02")
        self.log("S1", "2024-02-01", "--topic", "T1")
        self.log("S2", "2024-02-02", "--topic", "T1")
        self.raise_problem("Q1", "2024-02-01", "--session", "S1")
        self.raise_problem("Q2", "2024-03-01", "--follows", "Q1")
        self.done("problem", "solve", "Q1", "--on", "2024-04-01")
        self.done("problem", "lookback", "Q1", "--result", "holding", "--on", "2024-05-01")
        self.done("document", "add", "D1", "--kind", "advice", "--title", "建议书", "--filed-on", "2024-03-01", "--problem", "Q1")

    WHOLE = [("0", "topic", "T0"), ("1", "topic", "T1"), ("2", "session", "S1"), ("3", "problem", "Q1"),
             ("4", "document", "D1"), ("4", "problem", "Q2"), ("4", "lookback", "#1")]

    def test_the_chain_is_the_same_from_any_end(self):
        self.make_chain()
        for end in ("S1", "Q1", "D1", "#1", "Q2"):
            rows = [(row["depth"], row["kind"], row["code"]) for row in self.report("chain", end)]
            self.assertEqual(rows[:4], self.WHOLE[:4], end)
            self.assertEqual(sorted(rows[4:]), sorted(self.WHOLE[4:]), end)

    def test_a_topic_shows_everything_that_follows_from_it(self):
        self.make_chain()
        codes = [row["code"] for row in self.report("chain", "T0")]
        self.assertEqual(sorted(codes), sorted(["T0", "T1", "S1", "S2", "Q1", "D1", "#1"]))

    def test_a_topic_s_chain_and_its_measures_have_the_same_records(self):
        self.make_chain()
        self.done("topic", "add", "T9", "--title", "另一议题", "--kind", "common", "--proposed-on", "2024-01-01")
        self.raise_problem("Q3", "2024-03-01", "--session", "S1", "--topic", "T9")
        self.done("document", "add", "D2", "--kind", "advice", "--title", "建议", "--filed-on", "2024-03-02", "--problem", "Q3", "--topic", "T1")
        self.done("document", "add", "D3", "--kind", "advice", "--title", "建议", "--filed-on", "2024-03-02", "--session", "S2")
        self.done("document", "add", "D4", "--kind", "advice", "--title", "建议", "--filed-on", "2024-03-02", "--problem", "Q3", "--session", "S2")
        measures = {"session": "activities", "problem": "problems_raised", "document": "documents", "lookback": "lookbacks"}
        figures = {row["topic"]: row for row in self.report("summary", "--period", "2024", "--by", "topic", "--measures", ",".join(measures.values()))}
        for topic in ("T0", "T1", "T9"):
            chain = [row["kind"] for row in self.report("chain", topic)]
            self.assertEqual({kind: figures[topic][measure] for kind, measure in measures.items()}, {kind: str(chain.count(kind)) for kind in measures}, topic)
        self.office.config.write_text(self.office.config.read_text() + '\n[measures.common]\nbase = "documents"\ntopic = "T0"\n')
        self.assertEqual(self.report("summary", "--period", "2024", "--measures", "common")[0]["common"], figures["T0"]["documents"])

    def test_a_session_that_was_not_held_is_in_no_chain(self):
        self.make_chain()
        self.done("session", "edit", "S2", "--state", "cancelled")
        self.assertNotIn("S2", [row["code"] for row in self.report("chain", "T0")])
        self.assertEqual([(row["code"], row["state"]) for row in self.report("chain", "S2")][-1], ("S2", "cancelled"))
        self.done("session", "edit", "S1", "--state", "planned")
        self.assertEqual([row["code"] for row in self.report("chain", "D1")][:2], ["Q1", "D1"])

    def test_voided_links_are_not_shown(self):
        self.make_chain()
        self.done("document", "void", "D1", "--why", "重复")
        self.assertNotIn("D1", [row["code"] for row in self.report("chain", "Q1")])
        self.one_line(self.refused(1, "report", "chain", "D1", saying="D1"))

    def make_results(self):
        self.make_chain()
        self.done("progress", "add", "--problem", "Q1", "--noted-on", "2024-02-20", "--stage", "plan", "--text", "定方案")
        self.done("progress", "add", "--problem", "Q1", "--noted-on", "2024-03-10", "--stage", "build")
        self.done("handling", "add", "--document", "D1", "--done-on", "2024-03-15", "--step", "adopted", "--level", "city", "--by", "市政协")
        self.done("donation", "add", "G1", "--given-on", "2024-02-01", "--platform", "P1", "--session", "S1",
                  "--donor", "爱心企业", "--item", "书包", "--quantity", "20", "--quantity-unit", "个")
        self.done("donation", "add", "G2", "--given-on", "2024-02-02", "--platform", "P1", "--session", "S1", "--donor-member", "M1", "--cash", "1200.50")
        self.done("publicity", "add", "N1", "--published-on", "2024-06-01", "--channel", "长江日报", "--title", "一场协商", "--problem", "Q1", "--model-case", "yes")
        self.done("publicity", "add", "N2", "--published-on", "2024-06-02", "--channel", "公众号", "--title", "报道", "--session", "S1")

    RESULTS = [("2", "session", "S1", "2024-02-01", ""), ("3", "donation", "G1", "2024-02-01", "书包 20个"), ("3", "problem", "Q1", "2024-02-01", "solved on 2024-04-01"),
               ("4", "progress", "#1", "2024-02-20", "planned together"), ("4", "document", "D1", "2024-03-01", ""), ("5", "handling", "#1", "2024-03-15", "adopted, city"),
               ("4", "problem", "Q2", "2024-03-01", "open"), ("4", "progress", "#2", "2024-03-10", "built together"), ("4", "lookback", "#1", "2024-05-01", "holding"),
               ("4", "publicity", "N1", "2024-06-01", "长江日报, model case"), ("3", "donation", "G2", "2024-02-02", "1200.50 yuan"), ("3", "publicity", "N2", "2024-06-02", "公众号")]

    def test_the_chain_has_progress_handling_gifts_and_publicity(self):
        self.make_results()
        for end in ("Q1", "G1", "N1", "T1"):
            rows = [(row["depth"], row["kind"], row["code"], row["date"], row["state"]) for row in self.report("chain", end)]
            wanted = [row for row in self.RESULTS if end != "T1" or row[2] != "Q2"]     # Q2 belongs to no topic
            self.assertEqual([row for row in rows if row[1] != "topic" and row[2] != "S2"], wanted, end)
        for kind in ("progress", "handling"):
            self.assertEqual(self.report("chain", "#2" if kind == "progress" else "#1", "--kind", kind)[2]["code"], "S1")
        self.one_line(self.refused(1, "report", "chain", "#9", "--kind", "progress", saying="progress"))
        self.office.lang = "zh"
        self.assertIn("发展共建", self.done("report", "chain", "Q1").out)

    def test_a_solution_that_relapsed_stays_in_the_chain(self):
        self.make_chain()
        self.done("problem", "lookback", "Q1", "--result", "relapsed", "--on", "2024-06-01")
        self.done("problem", "solve", "Q1", "--on", "2024-07-01")
        solutions = lambda: [(row["kind"], row["date"], row["state"]) for row in self.report("chain", "Q1") if row["kind"] in ("solution", "problem")]
        self.assertEqual(solutions()[:2], [("problem", "2024-02-01", "solved on 2024-07-01"), ("problem", "2024-03-01", "open")])
        self.assertEqual(solutions()[2:], [("solution", "2024-04-01", "relapsed on 2024-06-01")])
        self.done("problem", "lookback", "Q1", "--result", "relapsed", "--on", "2024-08-01")
        self.assertEqual([row[1:] for row in solutions() if row[0] == "solution"], [("2024-04-01", "relapsed on 2024-06-01"), ("2024-07-01", "relapsed on 2024-08-01")])
        self.office.lang = "zh"
        self.assertIn("2024-06-01 反弹", self.done("report", "chain", "Q1").out)

    def test_an_ambiguous_code_requires_a_kind(self):
        self.done("topic", "add", "X1", "--title", "议题", "--kind", "common", "--proposed-on", "2024-01-01")
        self.raise_problem("X1", "2024-02-01")
        self.one_line(self.refused(2, "report", "chain", "X1", saying="--kind"))
        self.assertEqual([row["kind"] for row in self.report("chain", "X1", "--kind", "problem")], ["problem"])


if __name__ == "__main__":
    main()
