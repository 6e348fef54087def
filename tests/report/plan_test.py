"""The year's topics and themes against what was held."""
from office import OfficeTest, main


class PlanTest(OfficeTest):
    town = True

    def prepare(self):
        self.office.file("plan/topic.csv", "code,title,kind,parent,area,unit,planned_for,proposed_on,closed_on\n"
                         "T1,停车,annual,,420107,U1,2024-03,2024-01-02,\nT2,停车收费,platform,T1,,,,2024-01-02,\nT3,养老,annual,,420107,,2024-05,2024-01-02,\n"
                         "T4,托幼,annual,,,,2024-06,2024-01-02,\nT5,全年议题,annual,,,,,2024-01-02,\nT6,旧议题,annual,,,,,2023-01-02,2023-12-31\nT7,年底,monthly,,,,2024-12,2024-01-02,\n")
        self.office.file("plan/theme.csv", "month,title,topic,area\n2024-04,车位开放,T1,420107001001\n2024-05,无议题的主题,,\n")
        self.office.file("plan/session.csv", "code,held_on,state,platform,area,kind,title,topic,partners\n"
                         "S1,2024-03-05,,P1,,consult,一,T2,\nS2,2024-03-06,,P2,,consult,二,T1,\nS3,2024-04-07,,P2,,consult,三,T1,P1\n"
                         "S4,2024-06-08,,,420107,consult,四,T3,\nS5,2024-06-09,cancelled,P1,,consult,五,T4,\nS6,2024-10-09,,P1,,consult,六,T5,\n")
        self.done("import", "plan")

    def rows(self, *words, today="2024-11-30"):
        found = self.done("report", "plan", "--period", "2024", *words, "--format", "csv", env={"CPCC_TODAY": today}).rows
        return [(row["month"], row["code"], row["state"], row["sessions"], row["sessions_in_period"], row["first_on"]) for row in found]

    def test_what_was_held_for_each_plan(self):
        self.assertEqual(self.rows(), [
            ("2024-03", "T1", "held", "2", "3", "2024-03-05"),       # S1 has a topic below it
            ("2024-04", "#1", "held", "1", "2", "2024-03-05"),       # the partner of S3 lies in the area, S2 does not
            ("2024-05", "T3", "shifted", "0", "1", "2024-06-08"),
            ("2024-05", "#2", "", "", "", ""),
            ("2024-06", "T4", "missed", "0", "0", ""),               # S5 was cancelled
            ("2024-12", "T7", "pending", "0", "0", ""),
            ("", "T5", "held", "", "1", "2024-10-09")])

    def test_a_figure_is_explained_by_its_sessions(self):
        def explained(cell, *words):
            found = self.done("report", "plan", "--period", "2024", "--explain", cell, *words, "--format", "csv", env={"CPCC_TODAY": "2024-11-30"})
            return [(row["kind"], row["code"], row["amount"]) for row in found.rows]
        self.assertEqual(explained("T1:sessions"), [("session", "S1", "1"), ("session", "S2", "1")])
        for month, code, _, in_month, in_period, _ in self.rows():
            for figure, number in (("sessions", in_month), ("sessions_in_period", in_period)):
                self.assertEqual(len(explained(f"{code}:{figure}")), int(number or 0), (month, code, figure))
        self.assertEqual(explained("T1:sessions_in_period", "--area", "420107001002"), [])
        shown = self.done("report", "plan", "--period", "2024-04", env={"CPCC_TODAY": "2024-11-30"}).out
        self.assertIn("add --explain '#1:sessions' (or sessions_in_period)", shown)  # a shell takes a bare # for a comment
        self.one_line(self.refused(2, "report", "plan", "--explain", "T1:held", saying="use CODE:sessions"))
        self.one_line(self.refused(1, "report", "plan", "--period", "2024", "--explain", "T9:sessions", saying="the plan has no T9"))

    def test_a_month_that_is_not_over_is_still_to_come(self):
        self.assertEqual([row[2] for row in self.rows(today="2024-06-30") if row[1] in ("T4", "T7")], ["pending", "pending"])

    def test_an_area_has_its_own_plans_and_those_above_it(self):
        self.assertEqual([(row[1], row[4]) for row in self.rows("--area", "420107001002")],
                         [("T1", "0"), ("T3", "0"), ("#2", ""), ("T4", "0"), ("T7", "0"), ("T5", "0")])

    def test_months_without_a_plan_are_named(self):
        shown = self.done("report", "plan", "--period", "2024H1", env={"CPCC_TODAY": "2024-11-30"}).out
        self.assertIn("Months without a plan: 2024-01, 2024-02.", shown)
        self.assertIn("区住建局", shown)
        self.office.lang = "zh"
        shown = self.done("report", "plan", "--period", "2024H1", env={"CPCC_TODAY": "2024-11-30"}).out
        for part in ("改月开展", "没有计划的月份：2024-01、2024-02。", "未关联议题的主题无法统计活动"):
            self.assertIn(part, shown)
        self.one_line(self.refused(1, "report", "plan", "--area", "9", saying="没有编号为“9”的区划"))


if __name__ == "__main__":
    main()
