"""`cpcc report summary`: the page's figures, periods, groups, totals, comparisons, and the records behind figures."""
import json
from decimal import ROUND_HALF_UP, Decimal

from office import EXAMPLES, Office, OfficeTest, main

PERIOD = "ytd@2024-09-04"
# The figures of each district on the newspaper page, as the example has them (examples/README.md).
PAGE = {
    ("420107", PERIOD): {"platforms_home": 91, "platforms_studio": 6, "platforms_station": 5, "topics": 102, "sessions": 78, "problems_solved": 84, "attendances": 1256,
                         "sector_visits": 30, "unit_visits": 10, "meetings": 5, "canteens": 14},
    ("420114", PERIOD): {"platforms_model": 20, "sector_studios": 26, "personal_studios": 13, "members": 228, "members_assigned": 228, "members_sent": 228, "communities_covered": 58, "sessions": 50, "problems_solved": 46,
                         "child_problems": 28, "services": 23, "speeches": 104},
    ("420113", PERIOD): {"sessions": 42, "problems_solved": 62, "departments": 11, "units_active": 13},
    ("420104", "2024Q2"): {"sector_activities": 143, "served": 9860},
    ("WH-DHFJ", "2024H1"): {"sessions": 7, "problems_solved": 5},
    ("420116", PERIOD): {"members": 30, "members_committed": 30},
}


def rounded(part, of):
    """Returns a share with four decimals, rounded half up in amount."""
    return str((Decimal(part) / Decimal(of)).quantize(Decimal("0.0001"), ROUND_HALF_UP))


class SummaryTest(OfficeTest):
    """All tests read one office with the example; none changes it."""

    @classmethod
    def setUpClass(cls):
        cls.city = Office(init=False)
        cls.addClassCleanup(cls.city.close)
        cls.city.configure((EXAMPLES / "cpcc.toml").read_text("utf-8"))
        made = cls.city.run("init", "--config", "made.toml", "--database", cls.city.database, "--office", "WH")
        taken = cls.city.run("import", EXAMPLES / "wuhan")
        if (made.code, taken.code) != (0, 0):
            raise AssertionError("%s\n%s" % (made, taken))

    def setUp(self):
        self.office = self.city

    def report(self, *words, **more):
        return self.done("report", "summary", *words, "--format", "csv", **more)

    def figures(self, *words):
        return self.report(*words).rows

    def by_code(self, group, *words):
        return {row[group]: row for row in self.figures("--by", group, *words)}

    def test_the_summary_has_the_figures_of_the_page(self):
        for (area, period), figures in PAGE.items():
            with self.subTest(area):
                row = self.figures("--period", period, "--area", area, "--measures", ",".join(figures))[0]
                self.assertEqual(row["area"], area)
                self.assertEqual({measure: int(row[measure]) for measure in figures}, figures)

    def test_the_header_is_the_documented_one(self):
        self.assertEqual(self.report("--period", "2024", "--measures", "sessions,coverage").out.splitlines()[0], "area,area_name,sessions,coverage")
        self.assertEqual(self.report("--period", "2024", "--measures", "sessions", "--by", "district,month").out.splitlines()[0], "district,district_name,month,sessions")
        self.assertEqual(self.report("--period", "2024", "--measures", "sessions", "--by", "kind,platform").out.splitlines()[0], "kind,platform,platform_name,sessions")
        plain = self.figures("--period", "2024", "--measures", "sessions")
        self.assertEqual([(row["area"], row["area_name"]) for row in plain], [("", "")])

    def test_report_without_arguments_is_the_summary_of_last_month(self):
        self.assertEqual(self.done("report", "--format", "csv", "--measures", "sessions,members").out, self.report("--period", "last-month", "--measures", "sessions,members").out)
        self.assertIn("last-month", self.done("report", "summary", "--help").out)

    def test_periods_add_up(self):
        def sessions(period):
            return int(self.figures("--period", period, "--measures", "sessions")[0]["sessions"])
        year = sessions("2024")
        self.assertGreater(year, 0)
        self.assertEqual(year, sessions("2024H1") + sessions("2024H2"))
        self.assertEqual(year, sum(sessions("2024Q%d" % q) for q in (1, 2, 3, 4)))
        self.assertEqual(year, sum(sessions("2024-%02d" % m) for m in range(1, 13)))
        self.assertEqual(sessions("2024-07"), sessions("2024-07-01..2024-07-31"))
        self.assertEqual(sessions("2024-07"), sum(sessions("2024-07-%02d" % d) for d in range(1, 32)))
        self.assertEqual(sessions(PERIOD), sessions("2024-01-01..2024-09-04"))
        for word in ("this-month", "last-quarter", "last-year", "this-year", "ytd", "today", "last-half"):
            sessions(word)

    def test_every_month_has_a_row(self):
        months = self.by_code("month", "--period", "2024", "--measures", "sessions,platforms")
        self.assertEqual(list(months), ["2024-%02d" % m for m in range(1, 13)])
        for month, row in months.items():
            self.assertEqual(row["sessions"], self.figures("--period", month, "--measures", "sessions")[0]["sessions"], month)
            self.assertEqual(row["platforms"], self.figures("--period", month, "--measures", "platforms")[0]["platforms"], month)
        self.assertEqual(list(self.by_code("quarter", "--period", PERIOD, "--measures", "sessions")), ["2024Q1", "2024Q2", "2024Q3"])
        self.assertEqual(list(self.by_code("year", "--period", "2023-12-01..2024-01-31", "--measures", "sessions")), ["2023", "2024"])

    def test_groups_agree_with_single_areas(self):
        districts = self.by_code("district", "--period", "2024", "--measures", "sessions,problems_open,solve_rate,attendances,platforms")
        self.assertIn("420107", districts)
        self.assertIn("", districts, "the city's own platforms lie in no district")
        self.assertEqual(list(districts)[:-1], sorted(code for code in districts if code))
        self.assertEqual(list(districts)[-1], "")
        for code in ("420107", "420113", "WH-DHFJ"):
            alone = self.figures("--period", "2024", "--area", code, "--measures", "sessions,problems_open,solve_rate,attendances")[0]
            for measure in ("sessions", "problems_open", "solve_rate", "attendances"):
                self.assertEqual(districts[code][measure], alone[measure], (code, measure))

    def test_a_total_counts_each_record_once(self):
        rows = self.figures("--period", "2024", "--by", "district", "--total", "--measures", "sessions,members_active")
        total = rows[-1]
        self.assertEqual((total["district"], total["district_name"]), ("total", ""))
        self.assertEqual(total["sessions"], self.figures("--period", "2024", "--measures", "sessions")[0]["sessions"])
        self.assertLess(int(total["sessions"]), sum(int(row["sessions"]) for row in rows[:-1]), "joint sessions count once in a total")

    def test_shares_have_four_decimals_or_are_empty(self):
        rows = self.figures("--period", "2024", "--by", "district", "--measures", "solve_rate,coverage,conversion_rate")
        shares = [row[measure] for row in rows for measure in ("solve_rate", "coverage", "conversion_rate")]
        for share in shares:
            if share:
                self.assertRegex(share, r"^[01]\.\d{4}$")
        self.assertIn("1.0000", shares)
        self.assertEqual(self.figures("--period", "1990", "--measures", "solve_rate")[0]["solve_rate"], "")

    def test_a_measure_is_empty_in_groups_where_it_has_no_meaning(self):
        for row in self.figures("--period", "2024", "--by", "category", "--measures", "problems_raised,sessions"):
            self.assertEqual(row["sessions"], "")
            self.assertRegex(row["problems_raised"], r"^\d+$")

    def test_figures_are_compared_with_the_previous_period_and_year(self):
        for word, before in (("previous", "2024-05"), ("last-year", "2023-06")):
            row = self.figures("--period", "2024-06", "--measures", "sessions,platforms", "--compare", word)[0]
            then = self.figures("--period", before, "--measures", "sessions,platforms")[0]
            values = list(row.values())[2:]
            self.assertEqual(len(values), 6)
            for at, measure in ((0, "sessions"), (3, "platforms")):
                now = int(row[measure])
                self.assertEqual(values[at:at + 3], [str(now), then[measure], str(now - int(then[measure]))], (word, measure))

    def test_two_comparisons_stand_side_by_side_with_their_percentages(self):
        row = self.figures("--period", "2024-06", "--measures", "sessions,solve_rate", "--compare", "previous,last-year", "--percent")[0]
        self.assertEqual(list(row)[2:9], ["sessions", "sessions_previous", "sessions_previous_change", "sessions_previous_percent",
                                          "sessions_last_year", "sessions_last_year_change", "sessions_last_year_percent"])
        now = int(row["sessions"])
        for word, period in (("previous", "2024-05"), ("last_year", "2023-06")):
            then = int(self.figures("--period", period, "--measures", "sessions")[0]["sessions"])
            self.assertEqual((row["sessions_" + word], row["sessions_%s_change" % word]), (str(then), str(now - then)))
            self.assertEqual(row["sessions_%s_percent" % word], rounded(now - then, then) if then else "")
        self.assertEqual(row["solve_rate_previous_percent"], "", "a rate has points of difference, no percentage of a percentage")
        alone = self.figures("--period", "2024-05", "--measures", "sessions", "--compare", "previous", "--percent")[0]
        self.assertEqual(list(alone)[2:], ["sessions", "sessions_previous", "sessions_change", "sessions_percent"])
        shown = self.done("report", "--period", "2024-06", "--measures", "sessions", "--compare", "previous,last-year", "--percent", lang="zh").out
        for word in ("上期", "环比", "上年同期", "同比"):
            self.assertIn(word, shown)

    def test_a_share_is_a_part_of_the_computed_total(self):
        rows = self.figures("--period", "2024", "--by", "district", "--measures", "sessions,solve_rate", "--share", "--total")
        total = int(rows[-1]["sessions"])
        self.assertEqual(rows[-1]["sessions_share"], "1.0000")
        for row in rows:
            self.assertEqual(row["sessions_share"], rounded(int(row["sessions"]), total))
            self.assertEqual(row["solve_rate_share"], "")
        self.assertGreater(sum(float(row["sessions_share"]) for row in rows[:-1]), 1, "joint sessions count in each district")

    def test_a_group_of_time_lies_across(self):
        long = self.figures("--period", "2024Q1", "--by", "district,month", "--measures", "sessions,residents")
        wide = self.figures("--period", "2024Q1", "--by", "district", "--measures", "sessions,residents", "--columns", "month", "--total")
        months = ["2024-01", "2024-02", "2024-03"]
        self.assertEqual(list(wide[0]), ["district", "district_name"] + ["sessions_" + m for m in months] + ["sessions"] + ["residents_" + m for m in months] + ["residents"])
        for row in wide[:-1]:
            for measure in ("sessions", "residents"):
                found = {cell["month"]: cell[measure] for cell in long if cell["district"] == row["district"]}
                self.assertEqual(found, {month: row["%s_%s" % (measure, month)] for month in months})
        for month in months:
            self.assertEqual(wide[-1]["sessions_" + month], self.figures("--period", month, "--measures", "sessions")[0]["sessions"])
        self.assertEqual(wide[-1]["sessions"], self.figures("--period", "2024Q1", "--measures", "sessions")[0]["sessions"])
        self.assertEqual(self.figures("--period", "2024Q1", "--by", "district,month", "--measures", "sessions,residents", "--columns", "month", "--total"), wide)
        alone = self.figures("--period", "2024", "--measures", "sessions", "--columns", "quarter")
        self.assertEqual(list(alone[0]), ["area", "area_name"] + ["sessions_2024Q%d" % n for n in range(1, 5)])
        self.refused(2, "report", "--by", "quarter", "--columns", "month", saying="--columns month")
        self.refused(2, "report", "--columns", "district", saying="month, quarter or year")
        self.refused(2, "report", "--columns", "month", "--compare", "previous", saying="--compare")

    def test_rows_are_ranked_by_a_column(self):
        plain = self.figures("--period", "2024", "--by", "district", "--measures", "sessions,solve_rate", "--total")
        ranked = self.report("--period", "2024", "--by", "district", "--measures", "sessions,solve_rate", "--total", "--sort", "-sessions", "--limit", "3")
        best = sorted(plain[:-1], key=lambda row: -int(row["sessions"]))[:3]
        self.assertEqual(ranked.rows, best + plain[-1:])
        self.assertIn("Rows 1 to 3 of %d" % (len(plain) - 1), self.done("report", "--period", "2024", "--by", "district", "--measures", "sessions", "--limit", "3").err
                      + self.done("report", "--period", "2024", "--by", "district", "--measures", "sessions", "--limit", "3").out)
        self.assertIn("Rows 1 to 3", ranked.err)
        rates = [row["solve_rate"] for row in self.figures("--period", "2024", "--by", "street", "--measures", "solve_rate", "--sort", "solve_rate")]
        filled = [float(rate) for rate in rates if rate]
        self.assertEqual(filled, sorted(filled))
        self.assertTrue(all(rate == "" for rate in rates[len(filled):]), "empty figures come last")
        self.refused(2, "report", "--by", "district", "--measures", "sessions", "--sort", "sesions", saying="sessions?")
        self.refused(2, "report", "--by", "district", "--limit", "x", saying="--limit")

    def test_what_belongs_together_is_required_together(self):
        self.refused(2, "report", "--percent", saying="--percent needs --compare")
        self.refused(2, "report", "--compare", "previous,previous", saying="twice")

    def test_custom_measures_are_counted_and_labelled(self):
        row = self.figures("--period", PERIOD, "--measures", "canteens,problems_solved")[0]
        self.assertEqual(row["canteens"], "14")
        self.assertEqual(row["canteens"], str(len(self.done("problem", "list", "--tag", "幸福食堂", "--where", "solved_on>=2024-01-01", "--where", "solved_on<=2024-09-04", "--format", "csv").rows)))
        self.assertIn("幸福食堂落地", self.done("report", "--period", "2024", "--measures", "canteens", lang="zh").out)
        self.assertIn("Canteens opened", self.done("report", "--period", "2024", "--measures", "canteens", lang="en").out)

    def test_custom_measures_apply_their_conditions(self):
        def listed(kind, *conditions):
            words = [word for condition in conditions for word in ("--where", condition)]
            return len(self.done(kind, "list", "--since", "2024-01-01", "--until", "2024-12-31", "--where", "state!=planned", *words, "--format", "csv").rows)

        plain = self.office.config.read_text("utf-8")
        self.addCleanup(self.office.config.write_text, plain, "utf-8")
        cases = {"large": ("activities", ["kind=consult", "residents>=20"]), "not_formal": ("activities", ["form!=formal"]),
                 "without_topic": ("sessions", ["topic="]), "at_home": ("activities", ["platform=JA-P-001", "residents<30"])}
        for name, (base, where) in cases.items():
            self.office.config.write_text('%s\n[measures.%s]\nbase = "%s"\nwhere = %s\n' % (plain, name, base, json.dumps(where)), "utf-8")
            conditions = where + (["kind=consult"] if base == "sessions" else [])
            figure = int(self.figures("--period", "2024", "--measures", name)[0][name])
            self.assertEqual(figure, listed("session", *conditions), name)
        self.office.config.write_text(plain + '\n[measures.nowhere]\nbase = "sessions"\nwhere = "platform=NONE"\n', "utf-8")
        self.refused(2, "report", "--period", "2024", "--measures", "nowhere", saying="NONE")

    def test_the_explained_records_add_up_to_every_figure(self):
        measures = [row["measure"] for row in self.done("measures", "--format", "csv").rows if row["measure"] != "donation_quantity"]  # not by district
        self.assertGreaterEqual(len(measures), 37)
        area = "420113"
        figures = self.by_code("district", "--period", "2024", "--measures", ",".join(measures))[area]
        wrong = []
        for measure in measures:
            behind = self.report("--period", "2024", "--by", "district", "--explain", "%s:%s" % (area, measure)).rows
            amounts = [float(row["amount"] or 0) for row in behind]
            if "of" in (behind[0] if behind else {}):
                of = sum(float(row["of"]) for row in behind)
                figure = "%.4f" % (sum(amounts) / of) if of else ""
                agree = figures[measure] == figure or abs(float(figures[measure]) - float(figure)) < 0.00011
            else:
                agree = abs(float(figures[measure] or 0) - sum(amounts)) < 0.001
            if not agree:
                wrong.append((measure, figures[measure], amounts))
        self.assertEqual(wrong, [])

    def test_a_total_and_a_cell_of_two_groups_can_be_explained(self):
        total = self.report("--period", "2024", "--by", "district", "--explain", "sessions").rows
        self.assertEqual(len(total), int(self.figures("--period", "2024", "--measures", "sessions")[0]["sessions"]))
        self.assertEqual({row["kind"] for row in total}, {"session"})
        cell = self.report("--period", "2024", "--by", "district,month", "--explain", "420113,2024-06:sessions").rows
        rows = self.figures("--period", "2024", "--by", "district,month", "--measures", "sessions")
        self.assertEqual(len(cell), sum(int(row["sessions"]) for row in rows if (row["district"], row["month"]) == ("420113", "2024-06")))
        self.assertTrue(all(row["date"].startswith("2024-06") for row in cell))
        self.assertEqual(self.done("report", "--period", "2024", "--by", "district,kind", "--explain", "420113,consult:sessions").out.split(":")[0], "Consultations  汉南区, consultation")
        self.assertTrue(self.done("report", "--period", "2024", "--by", "district,kind", "--explain", "420113,consult:sessions", lang="zh").out.startswith("协商  汉南区、协商："))
        self.assertTrue(self.done("report", "--period", "2024", "--explain", "sessions").out.startswith("Consultations: "))
        self.refused(2, "report", "--by", "district", "--explain", "420113,x:sessions", saying="420113,x:sessions")
        self.refused(2, "report", "--explain", "sesions", saying="sessions?")

    def test_every_format_has_the_same_figures(self):
        words = ("--period", PERIOD, "--by", "district", "--measures", "sessions,solve_rate", "--area", "420100")
        found = self.done("report", "summary", *words, "--format", "json").json
        listed = self.report(*words).rows
        self.assertEqual([list(row) for row in found], [list(row) for row in listed])
        for as_json, as_csv in zip(found, listed):
            self.assertIsInstance(as_json["sessions"], int)
            self.assertEqual(as_json["sessions"], int(as_csv["sessions"]))
            self.assertEqual(as_json["solve_rate"], float(as_csv["solve_rate"]) if as_csv["solve_rate"] else None)
        for kind, sign in (("md", "|"), ("html", "<td"), ("table", "──")):
            shown = self.done("report", "summary", *words, "--format", kind, lang="zh").out
            for part in (sign, "青山区", "协商", "解决率", "2024-01-01"):
                self.assertIn(part, shown, kind)

    def test_the_table_shows_period_area_and_definitions(self):
        shown = self.done("report", "--period", PERIOD, "--area", "420107", lang="zh").out
        for part in ("武汉市政协", "2024-01-01", "2024-09-04", "青山区", "cpcc measures", "--explain"):
            self.assertIn(part, shown)
        explained = self.done("report", "--period", PERIOD, "--area", "420107", "--explain", "canteens", lang="zh").out
        self.assertIn("定义", explained)
        self.assertIn("幸福食堂", explained)

    def test_the_table_of_all_measures_by_district_has_headings_and_totals(self):
        shown = self.done("report", "--period", "2024", "--by", "district", "--total", lang="zh")
        for heading in ("平台", "委员", "活动", "问题"):
            self.assertIn(heading, shown.out)
        self.assertGreater(shown.out.count("合计"), 3)
        self.assertEqual(shown.err, "")

    def test_an_unknown_area_is_refused(self):
        self.refused(1, "report", "--area", "999999", saying="999999")


if __name__ == "__main__":
    main()
