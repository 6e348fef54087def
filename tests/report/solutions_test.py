"""Problems that are solved more than once: a relapse opens a problem again from its day on, and the months before keep
what they had."""
from office import Office, OfficeTest, main

MONTHS = ["2024-%02d" % month for month in range(1, 13)]


class SolutionsTest(OfficeTest):
    town = True

    def prepare(self):
        self.done("session", "log", "S1", "--held-on", "2024-01-10", "--platform", "P1", "--kind", "consult", "--title", "停车")
        self.raise_problem("Q1", "--due-on", "2024-03-31", "--session", "S1")

    def raise_problem(self, code, *more):
        self.done("problem", "raise", code, "--title", "问题 " + code, "--category", "urgent", "--platform", "P1", "--raised-on", "2024-01-10", "--raised-by", "M1", *more)

    def solve(self, day, code="Q1"):
        self.done("problem", "solve", code, "--on", day)

    def relapse(self, day, code="Q1"):
        return self.done("problem", "lookback", code, "--result", "relapsed", "--on", day)

    def solve_twice(self):
        self.solve("2024-03-01"), self.relapse("2024-05-01"), self.solve("2024-07-01")

    def figures(self, measures, period="2024", *words, office=None):
        row, = (office or self.office).run("report", "summary", "--period", period, "--measures", measures, "--format", "csv", *words).rows
        return [row[measure] for measure in measures.split(",")]

    def by_month(self, measure, office=None):
        rows = (office or self.office).run("report", "summary", "--period", "2024", "--by", "month", "--measures", measure, "--total", "--format", "csv").rows
        return " ".join(row[measure] or "-" for row in rows)

    def life(self, code="Q1"):
        problem = self.record("problem", code)
        return problem["solved_on"], problem["closed_on"], problem["settled_before"]

    # Counting

    def test_the_months_before_a_relapse_keep_what_they_had(self):
        self.solve_twice()
        self.assertEqual(self.life(), ("2024-07-01", None, "2024-03-01/2024-05-01"))
        self.assertEqual(self.by_month("problems_solved"), "0 0 1 0 0 0 1 0 0 0 0 0 1")
        self.assertEqual(self.by_month("problems_open"), "1 1 0 0 1 1 0 0 0 0 0 0 0")
        self.assertEqual(self.by_month("problems_overdue"), "0 0 0 0 1 1 0 0 0 0 0 0 0")
        self.assertEqual(self.by_month("on_time_rate"), "- - 1.0000 - - - 0.0000 - - - - - 0.0000")
        self.assertEqual([self.figures("solve_rate,conversion_rate", "2024-01-01.." + day) for day in ("2024-02-29", "2024-04-30", "2024-05-01", "2024-06-30", "2024-07-01")],
                         [["0.0000"] * 2, ["1.0000"] * 2, ["0.0000"] * 2, ["0.0000"] * 2, ["1.0000"] * 2])

    def test_a_problem_open_again_was_solved_in_the_period_and_is_not_on_time(self):
        self.solve("2024-03-01"), self.relapse("2024-05-01")
        self.assertEqual(self.figures("problems_raised,problems_solved,problems_open,solve_rate,on_time_rate"), ["1", "1", "1", "0.0000", "0.0000"])
        self.assertEqual(self.figures("problems_raised,problems_solved,problems_open,solve_rate,on_time_rate", "2024Q1"), ["1", "1", "0", "1.0000", "1.0000"])
        self.assertEqual(self.figures("problems_solved,problems_open", "2024Q2"), ["0", "1"])

    def test_a_problem_solved_twice_in_a_month_counts_once(self):
        self.solve("2024-03-01"), self.relapse("2024-03-10"), self.solve("2024-03-20")
        self.assertEqual(self.by_month("problems_solved"), "0 0 1 0 0 0 0 0 0 0 0 0 1")
        rows = self.done("report", "summary", "--period", "2024-03", "--explain", "problems_solved", "--format", "csv").rows
        self.assertEqual([row["code"] for row in rows], ["Q1"])

    def test_the_records_behind_a_figure_have_each_problem_once(self):
        self.solve_twice()
        for period, codes in (("2024-03", ["Q1"]), ("2024-05", []), ("2024-07", ["Q1"]), ("2024", ["Q1"])):
            rows = self.done("report", "summary", "--period", period, "--explain", "problems_solved", "--format", "csv").rows
            self.assertEqual([row["code"] for row in rows], codes)

    def test_a_closed_period_has_no_adjustment_for_a_later_relapse(self):
        self.solve("2024-03-01")
        measures = "problems_solved,problems_open,solve_rate,on_time_rate,conversion_rate"
        for period in ("2024-03", "2024Q1"):
            self.done("period", "close", period)
        self.relapse("2024-05-01")
        self.solve("2024-07-01")
        for period in ("2024-03", "2024Q1"):
            row, = self.done("report", "summary", "--period", period, "--measures", measures, "--format", "csv").rows
            self.assertEqual([row[name + "_adjustment"] for name in measures.split(",")], ["0", "0", "" if period == "2024-03" else "0.0000", "0.0000", "" if period == "2024-03" else "0.0000"])

    # Solving, reopening, closing

    def test_a_solved_problem_is_not_solved_again_until_it_is_open(self):
        self.solve("2024-03-01")
        self.refused(1, "problem", "solve", "Q1", "--on", "2024-04-01", saying="was solved on 2024-03-01")
        self.relapse("2024-05-01")
        self.refused(1, "problem", "solve", "Q1", "--on", "2024-05-01", saying="--on: 2024-05-01 is not after the last relapse (2024-05-01)")
        self.solve("2024-07-01")
        self.refused(1, "problem", "solve", "Q1", "--on", "2024-08-01", saying="was solved on 2024-07-01")

    def test_reopening_keeps_the_solution_for_the_time_before(self):
        self.solve("2024-03-01")
        self.refused(1, "problem", "reopen", "Q1", "--why", "又漏", "--on", "2024-02-29", saying=("--on", "2024-03-01"))
        self.refused(1, "problem", "reopen", "Q1", "--why", "又漏", "--on", "2999-01-01", saying=("--on", "after today"))
        self.done("problem", "reopen", "Q1", "--why", "又漏", "--on", "2024-05-01")
        self.assertEqual(self.life(), (None, None, "2024-03-01/2024-05-01"))
        self.assertEqual(self.by_month("problems_open"), "1 1 0 0 1 1 1 1 1 1 1 1 1")
        self.refused(1, "problem", "solve", "Q1", "--on", "2024-04-30", saying="--on: 2024-04-30 is before the problem was reopened (2024-05-01)")
        self.solve("2024-05-01")
        self.assertEqual(self.by_month("problems_solved"), "0 0 1 0 1 0 0 0 0 0 0 0 1")

    def test_a_closing_that_was_reopened_stays_where_it_was(self):
        self.done("problem", "close", "Q1", "--on", "2024-02-10", "--why", "不属本级职权")
        self.done("problem", "reopen", "Q1", "--why", "上级交办", "--on", "2024-04-01")
        self.assertEqual(self.life(), (None, None, "2024-02-10/2024-04-01:closed"))
        self.solve("2024-06-01")
        self.assertEqual(self.by_month("problems_closed"), "0 1 0 0 0 0 0 0 0 0 0 0 1")
        self.assertEqual(self.by_month("problems_open"), "1 0 0 1 1 0 0 0 0 0 0 0 0")
        self.assertEqual(self.by_month("problems_solved"), "0 0 0 0 0 1 0 0 0 0 0 0 1")

    def test_a_slip_is_corrected_for_all_months(self):
        self.solve("2024-03-01")
        self.done("problem", "edit", "Q1", "--solved-on", "-")
        self.assertEqual(self.life(), (None, None, None))
        self.assertEqual(self.by_month("problems_solved"), " ".join(["0"] * 13))

    def test_voiding_the_relapse_restores_the_solution(self):
        self.solve("2024-03-01")
        self.assertIn("open again from that date", self.relapse("2024-05-01").err)
        self.assertIn("stands again", self.done("lookback", "void", "#1", "--why", "看错").err)
        self.assertEqual(self.life(), ("2024-03-01", None, None))
        self.done("lookback", "restore", "#1")
        self.assertEqual(self.life(), (None, None, "2024-03-01/2024-05-01"))
        self.office.lang = "zh"
        self.assertIn("原来的解决恢复", self.done("lookback", "edit", "#1", "--result", "holding").err)

    # Other reports

    def test_the_chain_has_all_solutions(self):
        self.done("problem", "close", "Q1", "--on", "2024-02-10", "--why", "不属本级职权")
        self.done("problem", "reopen", "Q1", "--why", "上级交办", "--on", "2024-02-20")
        self.solve_twice()
        self.done("problem", "reopen", "Q1", "--why", "又堵", "--on", "2024-08-01")
        rows = self.done("report", "chain", "Q1", "--format", "csv").rows
        self.assertEqual([(row["kind"], row["date"], row["state"]) for row in rows if row["kind"] in ("problem", "solution", "closing")],
                         [("problem", "2024-01-10", "open"), ("closing", "2024-02-10", "reopened on 2024-02-20"), ("solution", "2024-03-01", "relapsed on 2024-05-01"),
                          ("solution", "2024-07-01", "reopened on 2024-08-01")])

    def test_files_of_members_and_platforms_show_the_state_on_the_last_day(self):
        self.solve_twice()
        for kind, code in (("member", "M1"), ("platform", "P1")):
            for period, state in (("2024-03", ("solved", "2024-03-01")), ("2024Q2", None), ("2024H1", ("open", "")), ("2024", ("solved", "2024-07-01"))):
                rows = self.done("report", kind, code, "--list", "problems", "--period", period, "--format", "csv").rows
                self.assertEqual([(row["state"], row["settled_on"]) for row in rows], [state] if state else [], (kind, period))

    def test_followup_of_a_past_day_shows_the_solution_of_then(self):
        self.office.config.write_text(self.office.config.read_text("utf-8") + "\n[lookback]\nafter_days = [30, 180]\n", "utf-8")
        self.solve("2024-03-01"), self.relapse("2024-05-01")
        states = lambda day: [(row["state"], row["since"]) for row in self.done("report", "followup", "--on", day, "--format", "csv").rows]
        self.assertEqual(states("2024-04-15"), [("lookback_due", "2024-03-31")])
        self.assertEqual(states("2024-05-01"), [("relapsed", "2024-05-01")])
        self.solve("2024-07-01")
        self.done("problem", "reopen", "Q1", "--why", "又堵", "--on", "2024-07-10")
        self.assertEqual(states("2024-06-30"), [("relapsed", "2024-05-01")])
        self.assertEqual(states("2024-07-05"), [])
        self.assertEqual(states("2024-07-11"), [("overdue", "2024-03-31")])

    # Files

    def test_an_export_gives_the_same_figures_in_an_empty_database(self):
        self.solve_twice()
        self.raise_problem("Q2")
        self.solve("2024-02-01", "Q2"), self.relapse("2024-06-01", "Q2")
        self.raise_problem("Q3")
        self.done("problem", "close", "Q3", "--on", "2024-02-10", "--why", "不属本级职权")
        self.done("problem", "reopen", "Q3", "--why", "上级交办", "--on", "2024-04-01")
        self.done("export", "--all", "--output", self.office.folder / "all", "--reveal")
        other = Office()
        self.addCleanup(other.close)
        taken = other.run("import", self.office.folder / "all")
        self.assertEqual(taken.code, 0, str(taken))
        self.assertEqual(other.run("problem", "list", "--columns", "code,solved_on,settled_before", "--format", "csv").out,
                         "code,solved_on,settled_before\nQ1,2024-07-01,2024-03-01/2024-05-01\nQ2,,2024-02-01/2024-06-01\nQ3,,2024-02-10/2024-04-01:closed\n")
        for measure in ("problems_solved", "problems_closed", "problems_open", "on_time_rate"):
            self.assertEqual(self.by_month(measure, office=other), self.by_month(measure), measure)
        self.assertIn("unchanged", self.done("import", self.office.folder / "all").out)

    def test_look_backs_in_a_file_do_the_same_as_the_command(self):
        self.office.file("problem.csv", "code,title,category,platform,raised_on,solved_on\nQ5,路灯,urgent,P1,2024-01-10,2024-03-01\n")
        self.office.file("lookback.csv", "problem,seen_on,result\nQ5,2024-05-01,relapsed\nQ5,2024-05-20,relapsed\n")
        self.done("import", "problem", "problem.csv")
        self.assertIn("open again", self.done("import", "lookback", "lookback.csv").err)
        self.assertEqual(self.life("Q5"), (None, None, "2024-03-01/2024-05-01"))
        self.assertIn("1,0,0,1", self.done("import", "problem", "problem.csv", "--format", "csv").out.replace("problem.csv,", "1,"))

    def test_the_list_and_the_dictionary_know_earlier_settlements(self):
        self.solve_twice()
        self.raise_problem("Q2")
        self.assertEqual(self.codes("problem", "list", "--where", "settled_before!="), ["Q1"])
        self.assertEqual(self.codes("problem", "list", "--where", "settled_before=2024-03-01/2024-05-01"), ["Q1"])
        row, = [row for row in self.done("fields", "problem", "--format", "csv").rows if row["field"] == "settled_before"]
        self.assertEqual((row["type"], row["choices"]), ("list of SETTLED/REOPENED dates, each optionally with :how", "solved; closed"))
        self.office.lang = "zh"
        self.assertIn("此前办结", self.done("problem", "show", "Q1").out)
        self.refused(2, "problem", "edit", "Q1", "--settled-before", "2024-05-01/2024-03-01", saying="“2024-05-01/2024-03-01”不是有效起止日期")


if __name__ == "__main__":
    main()
