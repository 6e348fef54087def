"""Filed figures: compared with those from records, and in place of them for areas without records."""
from office import OfficeTest, main

HEADER = "code,area,period,measure,value,qualifier,filed_on,source\n"


class FilingTest(OfficeTest):
    town = True

    def prepare(self):
        self.done("area", "add", "420102", "--name", "江岸区", "--level", "district", "--parent", "420100")
        self.done("area", "add", "420102001", "--name", "大智街道", "--level", "street", "--parent", "420102")
        self.done("platform", "add", "J1", "--name", "江岸之家", "--kind", "home", "--area", "420102001")
        self.office.file("session.csv", "code,held_on,platform,kind,title,partners,members,served\n"
                         "S1,2024-02-05,P1,consult,停车,,M1;M2,\nS2,2024-05-20,P2,consult,加装电梯,J1,M1,\nS3,2024-05-21,P1,service,义诊,,M2,62\nS4,2024-06-01,J1,consult,食堂,,M3,\n")
        self.office.file("donation.csv", "code,given_on,platform,cash\nG1,2024-03-08,P1,1200.50\n")
        self.done("import", "session", "session.csv")
        self.done("import", "donation", "donation.csv")

    def files(self, *lines):
        self.office.file("filing.csv", HEADER + "".join(line + "\n" for line in lines))
        self.done("import", "filing", "filing.csv")

    def configure(self, text):
        self.office.config.write_text(self.office.config.read_text("utf-8") + "\n" + text, "utf-8")


class ReconcileTest(FilingTest):
    def reconcile(self, *words, **more):
        return self.done("report", "reconcile", *words, "--format", "csv", **more)

    def test_filed_and_recorded_figures_are_listed_side_by_side(self):
        self.files("R1,420107,2024H1,sessions,2,,2024-07-01,区报表", "R2,420107,2024-01-01..2024-06-30,donation_cash,1300,about,2024-07-01,",
                   "R3,420102,2024H1,sessions,5,over,2024-07-01,", "R4,420107,2024,sessions,9,,2024-07-01,", "R5,420107,2024H1,coverage,0.5,exact,2024-07-01,")
        result = self.reconcile("--period", "2024H1")
        self.assertEqual(result.out, "area,area_name,measure,label,filed,qualifier,recorded,difference,agrees\n"
                         "420102,江岸区,sessions,consultations,5,over,2,-3,no\n"
                         "420107,青山区,coverage,coverage,0.5,exact,0.5,0,yes\n"
                         "420107,青山区,sessions,consultations,2,exact,2,0,yes\n"
                         "420107,青山区,donation_cash,cash given,1300,about,1200.5,-99.5,yes\n")
        self.assertIn("Period: 2024-01-01 to 2024-06-30. Area: all. Compared: 4; in agreement: 3.", result.err)
        every = self.reconcile()
        self.assertEqual([(row["period"], row["area"], row["measure"]) for row in every.rows][-1], ("2024", "420107", "sessions"))
        self.assertEqual(len(every.rows), 5)
        self.assertEqual([row["measure"] for row in self.reconcile("--period", "2024H1", "--area", "420107", "--measures", "donation_cash,sessions").rows], ["donation_cash", "sessions"])
        self.assertEqual(self.done("report", "reconcile", "--period", "2024H1", "--area", "420102", "--format", "json").json,
                         [{"area": "420102", "area_name": "江岸区", "measure": "sessions", "label": "consultations", "filed": 5, "qualifier": "over", "recorded": 2, "difference": -3, "agrees": "no"}])

    def test_the_latest_filing_counts(self):
        self.files("R1,420107,2024H1,sessions,7,,2024-07-02,", "R2,420107,2024H1,sessions,8,,2024-07-05,", "R3,420107,2024-01-01..2024-06-30,sessions,9,,2024-07-05,", "R4,420107,2024H1,sessions,6,,2024-07-01,")
        self.assertEqual([row["filed"] for row in self.reconcile("--period", "2024H1").rows], ["9"])
        self.done("filing", "void", "R3", "--why", "填错")
        self.assertEqual([row["filed"] for row in self.reconcile("--period", "2024H1").rows], ["8"])

    def test_a_qualifier_allows_its_range(self):
        # The records give 62 people served. Each case is a filed figure, its wording, and whether it agrees.
        for value, qualifier, agrees in (("62", "", "yes"), ("61", "exact", "no"), ("60", "over", "yes"), ("62", "over", "no"), ("50", "over", "no"), ("52", "over", "no"), ("53", "over", "yes"), ("61", "over", "yes"),
                                         ("0", "over", "no"), ("63", "near", "yes"), ("68", "near", "yes"), ("69", "near", "no"), ("70", "near", "no"), ("62", "near", "no"),
                                         ("57", "about", "yes"), ("56", "about", "no"), ("68", "about", "yes"), ("69", "about", "no")):
            with self.subTest(value + qualifier):
                self.done("filing", "add", "--area", "420107", "--period", "2024H1", "--measure", "served", "--value", value, "--qualifier", qualifier or "exact", "--filed-on", "2024-07-01")
                row = self.reconcile("--period", "2024H1").rows[0]
                self.assertEqual((row["recorded"], row["agrees"]), ("62", agrees))

    def test_each_cell_can_be_explained(self):
        self.files("R1,420107,2024H1,served,60,over,2024-07-01,区报表", "R2,420107,2024,served,70,,2024-07-01,", "R3,420107,2024H1,served,50,,2024-06-01,")
        self.refused(2, "report", "reconcile", "--explain", "420107:served", saying=("2 periods", "--period"))
        rows = self.done("report", "reconcile", "--period", "2024H1", "--explain", "420107:served", "--format", "csv").rows
        self.assertEqual([(row["kind"], row["code"], row["served" if "served" in row else "amount"], row["filed"]) for row in rows],
                         [("filing", "R3", "", "50"), ("filing", "R1", "", "60"), ("session", "S3", "62", "")])
        self.refused(2, "report", "reconcile", "--explain", "served")
        self.refused(2, "report", "reconcile", "--explain", "420107:servd", saying="served")
        self.refused(1, "report", "reconcile", "--explain", "420107:sessions", saying="has not filed sessions")
        self.refused(1, "report", "reconcile", "--explain", "4201:served", saying="no area with code 4201")

    def test_wrong_measures_and_values_are_refused(self):
        self.office.file("bad.csv", HEADER + "R1,420107,2024,sesions,1,,2024-07-01,\nR2,420107,2024,sessions,1.5,,2024-07-01,\nR3,420107,2024,coverage,2,,2024-07-01,\n"
                         "R4,420107,2024,donation_cash,1.005,,2024-07-01,\nR5,420107,2024,servd,1,,x,\n")
        before = self.office.everything()
        refused = self.refused(3, "import", "filing", "bad.csv", saying=("bad.csv:2: measure: unknown measure \"sesions\" (did you mean sessions?)",
                               "bad.csv:3: value: sessions must be a whole number, not 1.5", "bad.csv:4: value: coverage is a share", "bad.csv:5: value: donation_cash is in yuan", "bad.csv:6: measure:", "bad.csv:6: filed_on:"))
        self.assertEqual(len(refused.err.splitlines()), 7)
        self.assertEqual(self.office.everything(), before)
        add = ("filing", "add", "R1", "--area", "420107", "--period", "2024", "--value", "3", "--filed-on", "2024-07-01", "--measure")
        self.one_line(self.refused(1, *add, "sesions", saying="--measure: unknown measure \"sesions\" (did you mean sessions?)"))
        self.done(*add, "canteens")                 # it may be a custom measure of another office
        self.configure('[measures.canteens]\nbase = "problems_solved"\ntag = "食堂"\n')
        self.refused(1, "filing", "edit", "R1", "--measure", "canteen", saying="canteens")
        self.done("check")

    def test_a_measure_removed_from_the_configuration_is_still_listed(self):
        plain = self.office.config.read_text("utf-8")
        self.configure('[measures.canteens]\nbase = "problems_solved"\ntag = "食堂"\n')
        self.files("R1,420107,2024H1,canteens,14,,2024-07-01,")
        self.office.config.write_text(plain, "utf-8")
        result = self.reconcile("--period", "2024H1")
        self.assertEqual(list(result.rows[0].values()), ["420107", "青山区", "canteens", "", "14", "exact", "", "", ""])
        self.assertIn("canteens (R1)", result.err)
        self.done("check")
        self.configure('[measures.canteen]\nbase = "problems_solved"\ntag = "食堂"\n')
        checked = self.run_cpcc("check")
        self.assertEqual(checked.code, 4)
        self.assertIn("measure: unknown measure \"canteens\" (did you mean canteen?)", checked.out)

    def test_a_report_without_filings_says_so(self):
        result = self.reconcile("--period", "2024Q1")
        self.assertEqual(result.rows, [])
        self.assertIn("Nothing to list.", result.err)
        self.office.lang = "zh"
        self.assertIn("无。", self.done("report", "reconcile").err)
        self.refused(1, "report", "reconcile", "--area", "9", saying="没有编号为“9”的区划")
        self.refused(2, "report", "reconcile", "--measures", "session", saying="sessions")


class RollUpTest(FilingTest):
    def rolled(self, *words, period="2024H1", measures="sessions,donation_cash", **more):
        return self.done("report", "summary", "--filed", "--period", period, "--measures", measures, *words, "--format", "csv", **more)

    def figures(self, result, measure):
        return {row["district"]: (row[measure], row[measure + "_source"]) for row in result.rows}

    def test_filed_figures_are_used_where_there_are_no_records(self):
        self.files("R1,420102,2024H1,donation_cash,5000,over,2024-07-01,", "R2,420102,2024H1,sessions,9,,2024-07-01,", "R3,420107,2024Q1,donation_cash,1,,2024-07-01,")
        result = self.rolled("--by", "district", "--total")
        self.assertEqual(result.out.splitlines()[0], "district,district_name,sessions,sessions_source,donation_cash,donation_cash_source")
        self.assertEqual(self.figures(result, "sessions"), {"420102": ("2", "records"), "420107": ("2", "records"), "total": ("3", "records")})
        self.assertEqual(self.figures(result, "donation_cash"), {"420102": ("5000", "filed"), "420107": ("1200.50", "records"), "total": ("6200.50", "mixed")})
        self.assertIn("2024H1: filed figures used for 420102 江岸区 (cash given over 5000); the others come from records.", result.err)
        self.assertIn("approximate", result.err)
        plain = self.done("report", "summary", "--period", "2024H1", "--measures", "donation_cash", "--by", "district", "--format", "csv")
        self.assertEqual([row["donation_cash"] for row in plain.rows], ["0", "1200.50"])

    def test_areas_configured_for_filings_use_filed_figures(self):
        self.configure('[filings]\nareas = ["420102"]\n')
        self.files("R1,420102,2024H1,sessions,9,,2024-07-01,", "R2,420102,2024H1,platforms,0,,2024-07-01,")
        result = self.rolled("--by", "district", "--total", measures="sessions,activities,platforms")
        # S2 is joint with 青山, whose records count it. S4 belongs to 江岸 alone, and does not count.
        self.assertEqual(self.figures(result, "sessions"), {"420102": ("9", "filed"), "420107": ("2", "records"), "total": ("11", "mixed")})
        self.assertEqual(self.figures(result, "activities"), {"420102": ("", "not_filed"), "420107": ("3", "records"), "total": ("", "incomplete")})
        self.assertEqual(self.figures(result, "platforms"), {"420102": ("0", "filed"), "420107": ("2", "records"), "total": ("2", "mixed")})
        self.assertNotIn("approximate", result.err)

    def test_a_sample_of_records_is_never_a_figure(self):
        self.configure('[filings]\nareas = ["420102"]\n')
        self.done("area", "add", "420103", "--name", "江汉区", "--level", "district", "--parent", "420100")
        missing = "2024H1: incomplete: 1 not filed: 420102 江岸区 (consultations, cash given)."
        result = self.rolled("--by", "district", "--total")
        self.assertEqual(self.figures(result, "sessions"), {"420102": ("", "not_filed"), "420103": ("0", "records"), "420107": ("2", "records"), "total": ("", "incomplete")})
        self.assertIn(missing, result.err)
        for words in ((), ("--area", "420100"), ("--by", "city", "--area", "420100"), ("--by", "street", "--total")):
            result = self.rolled(*words)
            self.assertEqual((result.rows[-1]["sessions"], result.rows[-1]["sessions_source"]), ("", "incomplete"), words)
            self.assertIn(missing, result.err)
        street = [row for row in self.rolled("--by", "street").rows if row["street"] == "420102001"]
        self.assertEqual([(row["sessions"], row["sessions_source"]) for row in street], [("", "not_filed")])
        self.assertIn("2024H1: incomplete: 1 not filed: 420102", self.rolled("--area", "420102").err)
        self.assertEqual(self.rolled("--area", "420107").rows[0]["sessions"], "2")

    def test_an_area_of_another_level_is_rolled_up_by_what_it_filed(self):
        self.configure('[filings]\nareas = ["420102"]\n')
        self.files("R1,420102,2024H1,sessions,9,,2024-07-01,")
        for words in ((), ("--by", "city"), ("--by", "street", "--total"), ("--by", "district", "--total")):
            row = self.rolled(*words, measures="sessions").rows[-1]
            self.assertEqual((row["sessions"], row["sessions_source"]), ("11", "mixed"), words)
        row = self.rolled("--area", "420102", measures="sessions").rows[0]
        self.assertEqual((row["sessions"], row["sessions_source"]), ("9", "filed"))

    def test_a_brief_says_who_did_not_file(self):
        self.configure('[filings]\nareas = ["420102"]\n')
        self.office.file("t.mustache", "{{#sessions.some}}held {{sessions}}{{/sessions.some}}\n\nactivities {{activities}}\n")
        text = self.done("report", "brief", "--period", "2024H1", "--filed", "--template", "t.mustache").out
        self.assertEqual(text, "activities –\n\n2024H1: incomplete: 1 not filed: 420102 江岸区 (consultations, activities).\n")
        self.office.lang = "zh"
        text = self.done("report", "brief", "--period", "2024H1", "--filed", "--template", "t.mustache").out
        self.assertIn("2024H1：数据不全，1 个区划未填报：420102 江岸区（协商、活动）。", text)

    def test_without_groups_the_next_lower_level_with_filings_is_used(self):
        self.files("R1,420102,2024H1,donation_cash,5000,,2024-07-01,", "R2,420100,2024H1,sessions,100,,2024-07-01,", "R3,420102001,2024H1,donation_cash,70,,2024-07-01,")
        for area in ((), ("--area", "420100")):
            row = self.rolled(*area).rows[0]
            self.assertEqual((row["sessions"], row["sessions_source"], row["donation_cash"], row["donation_cash_source"]), ("3", "records", "6200.50", "mixed"))
        row = self.rolled("--area", "420102").rows[0]
        self.assertEqual((row["donation_cash"], row["donation_cash_source"]), ("70", "mixed"))
        row = self.rolled("--area", "420107").rows[0]
        self.assertEqual((row["donation_cash"], row["donation_cash_source"]), ("1200.50", "records"))

    def test_a_filed_share_is_not_totalled(self):
        self.files("R1,420102,2024H1,coverage,0.9,,2024-07-01,")
        result = self.rolled("--by", "district", "--total", measures="coverage")
        self.assertEqual(self.figures(result, "coverage"), {"420102": ("0.9000", "filed"), "420107": ("0.5000", "records"), "total": ("", "mixed")})
        self.assertIn("Shares that include filed figures are not totalled.", result.err)

    def test_months_use_the_filings_of_the_month(self):
        self.files("R1,420102,2024-04,donation_cash,40,,2024-07-01,", "R2,420102,2024Q2,donation_cash,99,,2024-07-01,")
        result = self.rolled("--by", "month,district", period="2024Q2", measures="donation_cash", )
        self.assertEqual([(row["month"], row["donation_cash"]) for row in result.rows if row["district"] == "420102"], [("2024-04", "40"), ("2024-05", "0"), ("2024-06", "0")])
        months = self.rolled("--by", "month", "--total", period="2024Q2", measures="donation_cash")
        self.assertEqual([row["donation_cash"] for row in months.rows], ["40", "0", "0", "99"])

    def test_filed_figures_work_in_closed_periods_and_comparisons(self):
        self.files("R1,420102,2024Q2,donation_cash,40,,2024-07-01,", "R2,420102,2024Q1,donation_cash,30,,2024-07-01,")
        self.done("period", "close", "2024Q2")
        result = self.rolled("--compare", "previous", period="2024Q2", measures="donation_cash")
        self.assertEqual(result.rows[0], {"area": "", "area_name": "", "donation_cash": "40", "donation_cash_source": "mixed", "donation_cash_previous": "1230.50", "donation_cash_change": "-1190.50"})
        self.assertIn("The table shows current figures.", result.err)

    def test_the_table_notes_filed_figures_and_wrong_options_are_refused(self):
        self.files("R1,420102,2024H1,donation_cash,5000,near,2024-07-01,")
        self.office.lang = "zh"
        table = self.done("report", "summary", "--filed", "--period", "2024H1", "--by", "district", "--measures", "donation_cash", "--total").out
        self.assertIn("2024H1 采用的填报数据：420102 江岸区（捐赠现金 近5000）；其余按记录统计。", table)
        self.assertNotIn("来源", table)
        self.refused(2, "report", "summary", "--filed", "--by", "platform", saying="--filed")
        self.refused(2, "report", "summary", "--filed", "--by", "district,street", saying="--filed")
        self.refused(2, "report", "summary", "--filed", "--explain", "sessions", saying="reconcile --explain")
        self.configure('[filings]\narea = ["420102"]\n')
        self.refused(2, "report", "summary", saying="filings.areas")
        self.office.config.write_text(self.office.config.read_text("utf-8").replace('area = ["420102"]', 'areas = "420102"'), "utf-8")
        self.refused(2, "report", "summary", saying="列表")
        self.office.config.write_text(self.office.config.read_text("utf-8").replace('areas = "420102"', 'areas = ["4201O2"]'), "utf-8")
        self.refused(2, "report", "summary", "--filed", saying="filings.areas：没有编号为“4201O2”的区划")
        self.done("report", "summary")


class FilingStatusTest(FilingTest):
    def prepare(self):
        super().prepare()
        self.configure('[filings]\nareas = ["420107", "420102"]\ndue_day = 3\n\n[workdays]\noff = ["2024-08-02"]\n')
        self.files("R1,420107,2024-07,sessions,5,,2024-08-06,", "R2,420107,2024-07,sessions,6,over,2024-08-20,", "R3,420102,2024-07,sessions,1,,2024-08-08,",
                   "R4,420107,2024-07,served,70,,2024-08-05,", "R5,420100,2024-07,platforms,3,,2024-08-05,", "R6,420102,2024Q3,platforms,3,,2024-08-05,")

    def status(self, *words, today="2024-08-09"):
        return self.done("report", "filings", "--period", "2024-07", *words, "--format", "csv", env={"CPCC_TODAY": today})

    def test_on_time_late_or_not_at_all(self):
        result = self.status()     # due on Tuesday 6 August, the third working day
        self.assertEqual(result.out, "area,area_name,measure,label,state,filed,qualifier,filed_on,corrected_on,days_late\n"
                         "420102,江岸区,sessions,consultations,late,1,exact,2024-08-08,,2\n"
                         "420102,江岸区,served,served,missing,,,,,3\n"
                         "420107,青山区,sessions,consultations,on_time,6,over,2024-08-06,2024-08-20,\n"
                         "420107,青山区,served,served,on_time,70,exact,2024-08-05,,\n")
        self.assertIn("Areas that file: 2; on time: 2, late: 1, not filed: 1.", result.err)
        self.assertIn("Due on 2024-08-06: working day 3 of the month after the period.", result.err)

    def test_a_figure_is_explained_by_all_its_filings(self):
        self.assertEqual(self.status("--explain", "420107:sessions").out, "filing,filed,qualifier,filed_on,source\nR1,5,exact,2024-08-06,\nR2,6,over,2024-08-20,\n")
        self.one_line(self.refused(1, "report", "filings", "--period", "2024-07", "--explain", "420102:served", saying="area 420102 has not filed served for 2024-07"))
        self.one_line(self.refused(1, "report", "filings", "--period", "2024-07", "--explain", "9:served", saying="no area with code 9"))
        self.one_line(self.refused(2, "report", "filings", "--period", "2024-07", "--explain", "420107", saying="use AREA:MEASURE"))

    def test_before_the_deadline_nothing_is_missing(self):
        self.assertEqual([row["state"] for row in self.status("--area", "420102", today="2024-08-06").rows], ["late", "pending"])

    def test_chosen_measures_and_periods_nobody_filed_for(self):
        self.assertEqual([(row["area"], row["measure"], row["state"]) for row in self.status("--measures", "platforms").rows],
                         [("420102", "platforms", "missing"), ("420107", "platforms", "missing")])
        rows = self.done("report", "filings", "--period", "2024-05", "--format", "csv").rows
        self.assertEqual([(row["area"], row["measure"], row["state"]) for row in rows], [("420102", "", "missing"), ("420107", "", "missing")])
        self.office.lang = "zh"
        shown = self.done("report", "filings", "--period", "2024-07", env={"CPCC_TODAY": "2024-08-09"}).out
        self.assertIn("未填报", shown)
        self.assertIn("填报期限为 2024-08-06：次月第 3 个工作日。", shown)

    def test_an_area_in_which_nobody_files(self):
        result = self.status("--area", "420107001")
        self.assertEqual(result.rows, [])
        self.assertIn("Area: 420107001 钢都街道. Areas that file: 0; none.", result.err)

    def test_without_a_deadline_nothing_is_late(self):
        text = self.office.config.read_text("utf-8")
        self.office.config.write_text(text.replace("due_day = 3\n", ""), "utf-8")
        self.assertEqual([row["state"] for row in self.status().rows], ["filed", "missing", "filed", "filed"])
        self.office.config.write_text(text.replace("due_day = 3", "due_day = 0"), "utf-8")
        self.one_line(self.refused(2, "report", "filings", saying=("filings.due_day", "1")))
        self.office.config.write_text(text.replace("due_day = 3", "dueday = 3"), "utf-8")
        self.one_line(self.refused(2, "report", "filings", saying="due_day"))
        self.office.config.write_text(text.replace('areas = ["420107", "420102"]', ""), "utf-8")
        self.one_line(self.refused(2, "report", "filings", saying="[filings] areas"))


if __name__ == "__main__":
    main()
