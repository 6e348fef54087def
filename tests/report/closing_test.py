"""Closed periods: frozen figures do not change, and later changes of records show as adjustments, never silently."""
import subprocess

from office import CPCC, OfficeTest, main

MEASURES = "sessions,attendances,donation_cash,solve_rate"


class ClosingTest(OfficeTest):
    town = True

    def prepare(self):
        self.office.file("session.csv", "code,held_on,platform,kind,title,partners,members\n"
                         "S1,2024-08-05,P1,consult,停车,,M1;M2\nS2,2024-08-20,P2,consult,加装电梯,P1,M1\nS3,2024-07-02,P1,consult,食堂,,M3\n")
        self.office.file("problem.csv", "code,title,category,raised_on,platform,solved_on\nQ1,停车难,urgent,2024-08-05,P1,2024-08-30\nQ2,路灯,urgent,2024-08-06,P2,\n")
        self.office.file("donation.csv", "code,given_on,platform,cash\nG1,2024-08-08,P1,1200.50\n")
        for kind in ("session", "problem", "donation"):
            self.done("import", kind, kind + ".csv")

    def close(self, *words, code=0, **more):
        return self.done("period", "close", *words, **more) if code == 0 else self.refused(code, "period", "close", *words, **more)

    def report(self, *words, period="2024-08", measures=MEASURES):
        return self.done("report", "summary", "--period", period, "--measures", measures, *words, "--format", "csv")

    def row(self, *words, **more):
        rows = self.report(*words, **more).rows
        self.assertEqual(len(rows), 1)
        return rows[0]

    def change_something(self):
        self.done("session", "void", "S2", "--why", "重复")
        self.done("donation", "edit", "G1", "--cash", "2000")
        self.done("problem", "solve", "Q2", "--on", "2024-08-31")

    def test_frozen_figures_remain_and_changes_are_adjustments(self):
        before = self.row("--area", "420107")
        self.close("2024-08", "--area", "420107")
        self.assertEqual(list(self.row("--area", "420107")), ["area", "area_name"] + [m + s for m in MEASURES.split(",") for s in ("", "_adjustment")])
        for adjusted in (("0", "0", "0", "0.0000"), ("-1", "-1", "799.50", "0.5000")):
            row = self.row("--area", "420107")
            self.assertEqual({m: row[m] for m in MEASURES.split(",")}, {m: before[m] for m in MEASURES.split(",")})
            self.assertEqual(tuple(row[m + "_adjustment"] for m in MEASURES.split(",")), adjusted)
            self.change_something() if adjusted[0] == "0" else None

    def test_an_import_after_closing_is_an_adjustment(self):
        self.close("2024-08", "--area", "420107")
        self.office.file("late.csv", "code,held_on,platform,kind,title\nS9,2024-08-31,P1,consult,补录\n")
        self.done("import", "session", "late.csv")
        row = self.row("--area", "420107")
        self.assertEqual((row["sessions"], row["sessions_adjustment"]), ("2", "1"))

    def test_closing_defaults_to_the_area_of_the_office_or_to_all_areas(self):
        self.assertIn("Closed 2024-08 for all areas: 5 areas, 69 measures.", self.close("2024-08").err)
        self.assertIn("sessions_adjustment", self.row())
        self.assertIn("sessions_adjustment", self.row("--area", "420107001002"))
        self.office.config.write_text(self.office.config.read_text("utf-8").replace("[office]", '[office]\narea = "420107"'), "utf-8")
        self.assertIn("Closed 2024-08 for area 420107: 4 areas, 69 measures.", self.close("2024-08").err)
        self.assertEqual([row["area"] for row in self.done("period", "list", "--format", "csv").rows], ["", "420107"])

    def test_closing_an_area_with_all_records_freezes_the_total(self):
        self.close("2024-08", "--area", "420107")
        self.assertIn("sessions_adjustment", self.row())
        self.done("area", "add", "420106", "--name", "武昌区", "--level", "district", "--parent", "420100")
        self.close("2024-07", "--area", "420107")
        self.assertNotIn("sessions_adjustment", self.row(period="2024-07"))
        self.assertIn("Closed within this period: 2024-07 420107 青山区", self.report(period="2024-07").err)

    def test_groups_of_areas_are_frozen_with_their_total(self):
        before = self.report("--by", "street", "--total").rows
        self.close("2024-08", "--area", "420107")
        self.done("area", "add", "420107002", "--name", "新街道", "--level", "street", "--parent", "420107")
        self.change_something()
        rows = {row["street"]: row for row in self.report("--by", "street", "--total", "--area", "420107").rows}
        self.assertEqual(list(rows), ["420107001", "420107002", "total"])
        self.assertEqual(rows["420107001"]["sessions"], before[0]["sessions"])
        self.assertEqual([rows[code]["sessions_adjustment"] for code in rows], ["-1", "", "-1"])

    def test_a_row_for_part_of_a_frozen_area_shows_current_figures(self):
        self.done("platform", "add", "P9", "--name", "市工作室", "--kind", "studio", "--area", "420100")
        self.done("session", "log", "S9", "--held-on", "2024-08-09", "--platform", "P9", "--kind", "consult", "--title", "市里的")
        self.close("2024-08", "--area", "420100")
        row = self.row("--by", "city", "--area", "420107")
        self.assertEqual((row["city"], row["sessions"], "sessions_adjustment" in row), ("420100", "2", False))
        cell = ("report", "summary", "--period", "2024-08", "--by", "city", "--explain", "420100:sessions")
        self.assertIn("frozen 3, current 3, adjustment 0.", self.done(*cell).out)
        self.assertNotIn("frozen", self.done(*cell, "--area", "420107").out)

    def test_other_groups_show_current_figures_with_a_note(self):
        self.close("2024-08", "--area", "420107")
        self.change_something()
        result = self.report("--by", "platform", "--area", "420107", "--total")
        self.assertEqual([(row["platform"], row["sessions"], row["sessions_adjustment"]) for row in result.rows], [("P1", "1", ""), ("P2", "0", ""), ("total", "2", "-1")])
        self.assertIn("Only figures by area are frozen; rows in this grouping show current figures.", result.err)
        self.assertNotIn("sessions_adjustment", self.report("--by", "platform", "--area", "420107").rows[0])

    def test_a_closed_month_is_frozen_within_its_quarter(self):
        self.close("2024-08", "--area", "420107")
        self.change_something()
        result = self.report("--by", "month", "--area", "420107", "--total", period="2024Q3")
        self.assertEqual([(row["month"], row["sessions"], row["sessions_adjustment"]) for row in result.rows],
                         [("2024-07", "1", ""), ("2024-08", "2", "-1"), ("2024-09", "0", ""), ("total", "2", "")])
        quarter = self.report("--area", "420107", period="2024Q3")
        self.assertEqual((quarter.rows[0]["sessions"], "sessions_adjustment" in quarter.rows[0]), ("2", False))
        self.assertIn("Closed within this period: 2024-08 420107 青山区 (clerk, ", quarter.err)

    def test_a_comparison_uses_the_reported_figures(self):
        self.close("2024-07", "--area", "420107")
        self.done("session", "void", "S3", "--why", "重复")
        result = self.report("--area", "420107", "--compare", "previous", measures="sessions")
        self.assertEqual(result.rows[0], {"area": "420107", "area_name": "青山区", "sessions": "2", "sessions_previous": "1", "sessions_change": "1"})
        self.assertIn("2024-07 420107 青山区", result.err)

    def test_a_city_can_be_closed_after_its_district(self):
        self.close("2024-08", "--area", "420107")
        self.done("session", "void", "S2", "--why", "重复")
        self.assertEqual([(row["sessions"], row["sessions_adjustment"]) for row in self.report("--by", "district").rows], [("2", "-1")])
        self.close("2024-08", "--area", "420100")
        city = {row["district"]: (row["sessions"], row["sessions_adjustment"]) for row in self.report("--by", "district", "--area", "420100", "--total").rows}
        self.assertEqual(city, {"420107": ("1", "0"), "total": ("1", "0")})
        own = self.row("--area", "420107")
        self.assertEqual((own["sessions"], own["sessions_adjustment"]), ("2", "-1"))

    def test_all_areas_can_be_closed_after_an_area_with_all_records(self):
        self.close("2024-08", "--area", "420107")
        self.done("session", "void", "S2", "--why", "重复")
        self.close("2024-08")
        row = self.row()
        self.assertEqual((row["sessions"], row["sessions_adjustment"]), ("1", "0"))

    def test_a_period_can_be_reopened_and_closed_again(self):
        self.close("2024-08", "--area", "420107")
        self.change_something()
        self.refused(2, "period", "reopen", "2024-08", "--area", "420107")
        self.refused(2, "period", "reopen", "2024-08", "--area", "420107", "--why", " ")
        self.done("period", "reopen", "2024-08", "--area", "420107", "--why", "补录", env={"CPCC_USER": "chief"})
        self.assertNotIn("sessions_adjustment", self.row("--area", "420107"))
        self.assertEqual(self.done("period", "list", "--format", "csv").rows, [])
        self.close("2024-08", "--area", "420107")
        row = self.row("--area", "420107")
        self.assertEqual((row["sessions"], row["sessions_adjustment"]), ("1", "0"))
        kept = self.done("period", "list", "--all", "--format", "json").json
        self.assertEqual([(one["period"], one["area"], one["closed_by"], one["reopened_by"], one["why"]) for one in kept],
                         [("2024-08", "420107", "clerk", "chief", "补录"), ("2024-08", "420107", "clerk", None, None)])
        self.refused(1, "period", "reopen", "2024-07", "--area", "420107", "--why", "x", saying="2024-07 is not closed")

    def test_wrong_closings_are_refused(self):
        self.close("2024-08", "--area", "420107")
        self.one_line(self.close("2024-08", "--area", "420107", code=1, saying=("was closed by clerk at ", "cpcc period reopen 2024-08 --area 420107 --why")))
        self.one_line(self.close("2024-08-01..2024-08-31", "--area", "420107", code=1, saying="was closed by clerk"))
        self.close("this-month", code=1, saying="has not ended", env={"CPCC_TODAY": "2024-09-10"})
        self.close("2024-09", code=1, saying="close it on 2024-10-01 or later", env={"CPCC_TODAY": "2024-09-30"})
        self.close("2024-13", code=2, saying="2024-13")
        self.close("2024-08", "--area", "4201", code=1, saying="area 4201 does not exist")
        self.close(code=2)
        self.refused(2, "period", "shut", "2024-08")
        self.refused(2, "period", "clos", "2024-08", saying="close")
        self.office.lang = "zh"
        self.close("2024-08", "--area", "420107", code=1, saying="区划 420107：2024-08 的数据已由 clerk 于 ")
        self.assertIn("青山区", self.done("period", "list").out)

    def test_an_explained_cell_shows_the_frozen_and_the_current_figure(self):
        self.close("2024-08", "--area", "420107")
        self.change_something()
        said = self.done("report", "summary", "--period", "2024-08", "--by", "district", "--explain", "420107:sessions").out
        self.assertIn("Consultations  青山区: 1", said)
        self.assertRegex(said, r"2024-08 420107 青山区 \(clerk, .*\): frozen 2, current 1, adjustment -1\.")
        self.assertIn("frozen", self.done("report", "summary", "--period", "2024-08", "--area", "420107", "--explain", "solve_rate").out)
        self.assertIn("frozen 1200.50, current 2000, adjustment 799.50", self.done("report", "summary", "--period", "2024-08", "--area", "420107", "--explain", "donation_cash").out)
        self.assertNotIn("frozen", self.done("report", "summary", "--period", "2024-08", "--by", "platform", "--explain", "P1:sessions").out)
        self.assertNotIn("frozen", self.done("report", "summary", "--period", "2024-07", "--area", "420107", "--explain", "sessions").out)

    def test_an_empty_figure_differs_from_zero(self):
        self.close("2024-06", "--area", "420107")
        row = self.row("--area", "420107", period="2024-06")
        self.assertEqual((row["sessions"], row["sessions_adjustment"], row["solve_rate"], row["solve_rate_adjustment"]), ("0", "0", "", ""))
        self.done("problem", "raise", "Q9", "--title", "晚录", "--category", "urgent", "--raised-on", "2024-06-03", "--platform", "P1", "--solved-on", "2024-06-04")
        row = self.row("--area", "420107", period="2024-06")
        self.assertEqual((row["solve_rate"], row["solve_rate_adjustment"]), ("", "1.0000"))

    def test_a_custom_measure_is_frozen_even_if_it_is_removed_later(self):
        plain = self.office.config.read_text("utf-8")
        self.office.config.write_text(plain + '\n[measures.parking]\nbase = "sessions"\ntag = "停车"\n', "utf-8")
        self.done("session", "edit", "S1", "--tags", "停车")
        self.close("2024-08", "--area", "420107")
        self.done("session", "edit", "S1", "--tags", "-")
        row = self.row("--area", "420107", measures="parking,sessions")
        self.assertEqual((row["parking"], row["parking_adjustment"]), ("1", "-1"))
        self.office.config.write_text(plain + '\n[measures.lifts]\nbase = "sessions"\ntag = "电梯"\n', "utf-8")
        self.refused(2, "report", "summary", "--measures", "parking")
        row = self.row("--area", "420107", measures="lifts,sessions")
        self.assertEqual((row["lifts"], row["lifts_adjustment"], row["sessions_adjustment"]), ("0", "", "0"))
        self.done("report", "summary", "--period", "2024-08", "--area", "420107")

    def test_an_area_with_a_closing_date_leaves_the_groups(self):
        self.done("area", "edit", "420107001002", "--closed-on", "2024-08-10")
        self.close("2024-08", "--area", "420107")
        self.done("area", "edit", "420107001002", "--closed-on", "2024-07-31")
        rows = {row["community"]: row for row in self.report("--by", "community", "--area", "420107", "--total", measures="communities,sessions").rows}
        self.assertNotIn("420107001002", rows)
        self.assertEqual((rows["420107001001"]["communities"], rows["total"]["communities"], rows["total"]["communities_adjustment"]), ("1", "1", "0"))

    def test_the_table_shows_adjustments(self):
        self.close("2024-08", "--area", "420107")
        self.change_something()
        self.office.lang = "zh"
        one = self.done("report", "summary", "--period", "2024-08", "--area", "420107").out
        self.assertRegex(one, r"指标 +数值 +调整")
        self.assertRegex(one, r"协商 +2 +-1")
        many = self.done("report", "summary", "--period", "2024-08", "--by", "street").out
        self.assertIn("协商·调整", many)
        self.assertRegex(one, r"已封存，表中为封存时的数据：2024-08 420107 青山区（clerk，20")
        for format in ("md", "html"):
            self.assertIn("调整", self.done("report", "summary", "--period", "2024-08", "--area", "420107", "--format", format).out)

    def test_closings_are_backed_up_checked_and_queried(self):
        self.close("2024-08", "--area", "420107")
        self.done("check")
        self.done("backup", "copy.db")
        rows = self.done("--database", "copy.db", "query", "SELECT area, first_day, closed_by FROM closing", "--format", "csv").rows
        self.assertEqual(rows, [{"area": "420107", "first_day": "2024-08-01", "closed_by": "clerk"}])
        figures = self.done("query", "SELECT area, value FROM closing_figure WHERE measure = 'sessions' AND area IS NOT NULL ORDER BY area", "--format", "csv").rows
        self.assertEqual(figures, [{"area": "420107", "value": "2"}, {"area": "420107001", "value": "2"}, {"area": "420107001001", "value": "2"}])

    def test_simultaneous_commands_close_a_period_once(self):
        runs = [subprocess.Popen([CPCC, "--lang", "en", "period", "close", "2024-08", "--area", "420107"], cwd=str(self.office.folder), env=self.office.environment(),
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
        said = [(run.communicate()[1].decode(), run.returncode) for run in runs]
        self.assertEqual(sorted(code for _, code in said), [0, 1, 1, 1], said)
        self.assertEqual(self.office.count("closing"), 1)


if __name__ == "__main__":
    main()
