"""Dated fields in reports: each fact counts by what held on its own day, each stock by what holds on the period's last."""
from office import OfficeTest, main

HERE, THERE = "420107001001", "420107001002"     # P1 moves from the first community to the second on 2024-07-01


class DatedTest(OfficeTest):
    town = True

    def prepare(self):
        self.done("area", "add", "420106", "--name", "武昌区", "--level", "district", "--parent", "420100")
        self.done("sector", "add", "law", "--name", "法律")
        self.done("platform", "edit", "P1", "--area", THERE, "--sector", "law", "--kind", "station", "--model", "yes", "--from", "2024-07-01")
        self.done("member", "edit", "M1", "--sector", "law", "--area", "420106", "--from", "2024-07-01")
        for number, day in enumerate(("2024-06-30", "2024-07-01"), 1):
            self.done("session", "log", f"S{number}", "--platform", "P1", "--held-on", day, "--kind", "visit", "--title", f"第{number}场",
                      "--members", "M1", "--residents", str(number))

    def by(self, group, measures, *words, period="2024"):
        """Returns the rows with a figure: code → the figures as text."""
        rows = self.done("report", "summary", "--period", period, "--by", group, "--measures", measures, *words, "--format", "csv").rows
        names = measures.split(",")
        return {row[group]: ",".join(row[name] for name in names) for row in rows if any(row[name] not in ("", "0") for name in names)}

    def test_a_session_counts_where_its_platform_was_on_its_day(self):
        self.assertEqual(self.by("community", "visits,residents"), {HERE: "1,1", THERE: "1,2"})
        self.assertEqual(self.by("sector", "visits"), {"": "1", "law": "1"})
        self.assertEqual(self.by("platform", "visits"), {"P1": "2"})
        self.assertEqual(self.by("platform", "visits", "--area", HERE), {"P1": "1"})
        self.assertEqual(self.by("community", "visits", period="2024H1"), {HERE: "1"})

    def test_an_attendance_counts_by_the_sector_of_its_member_on_that_day(self):
        self.assertEqual(self.by("sector", "attendances,members_active"), {"edu": "1,1", "law": "1,1"})

    def test_a_stock_counts_by_the_last_day_of_the_period(self):
        self.assertEqual(self.by("community", "platforms,platforms_home,platforms_station,platforms_model", period="2024H1"),
                         {HERE: "1,1,0,0", "": "1,0,0,0"})
        self.assertEqual(self.by("community", "platforms,platforms_home,platforms_station,platforms_model"), {THERE: "1,0,1,1", "": "1,0,0,0"})
        self.assertEqual(self.by("community", "communities_covered", period="2024H1"), {HERE: "1"})
        self.assertEqual(self.by("community", "communities_covered"), {THERE: "1"})
        self.assertEqual(self.by("district", "members", period="2024H1"), {"420107": "3"})
        self.assertEqual(self.by("district", "members"), {"420106": "1", "420107": "2"})
        self.assertEqual(self.by("sector", "members", period="2024H1"), {"edu": "1", "med": "1", "": "1"})
        self.assertEqual(self.by("sector", "members"), {"law": "1", "med": "1", "": "1"})

    def test_a_problem_counts_on_its_days_and_an_open_one_on_the_last(self):
        self.done("problem", "raise", "Q1", "--platform", "P1", "--title", "路灯", "--category", "urgent", "--raised-on", "2024-06-01",
                  "--due-on", "2024-06-10")
        self.assertEqual(self.by("community", "problems_raised,problems_open,problems_overdue"), {HERE: "1,0,0", THERE: "0,1,1"})
        self.done("problem", "solve", "Q1", "--on", "2024-08-01")
        self.done("problem", "lookback", "Q1", "--on", "2024-09-01", "--result", "holding")
        self.assertEqual(self.by("community", "problems_raised,problems_solved,lookbacks"), {HERE: "1,0,0", THERE: "0,1,1"})

    def test_results_count_on_their_own_day(self):
        for number, day in enumerate(("2024-06-30", "2024-07-01"), 1):
            self.done("document", "add", f"D{number}", "--kind", "advice", "--title", f"建议{number}", "--filed-on", day, "--session", "S1")
            self.done("document", "add", f"E{number}", "--kind", "proposal", "--title", f"提案{number}", "--filed-on", day, "--authors", "M1")
            self.done("donation", "add", f"G{number}", "--given-on", day, "--platform", "P1", "--donor", f"某{number}", "--cash", "5")
            self.done("commendation", "add", f"C{number}", "--issued-on", day, "--member", "M1", "--title", f"表扬{number}")
        self.assertEqual(self.by("community", "advices,donations"), {HERE: "1,1", THERE: "1,1"})
        self.assertEqual(self.by("district", "proposals,commended_members"), {"420106": "1,1", "420107": "1,1"})
        honours = self.done("report", "honours", "--period", "2024", "--format", "csv").rows
        self.assertEqual([row["area"] for row in honours], ["420107", "420106"])
        self.assertEqual([row["code"] for row in self.done("report", "honours", "--period", "2024", "--area", "420106", "--format", "csv").rows], ["M1"])

    def test_a_list_narrowed_by_area_has_the_same_records(self):
        self.assertEqual(self.codes("session", "list", "--area", HERE), ["S1"])
        self.assertEqual(self.codes("session", "list", "--area", THERE), ["S2"])
        self.assertEqual(self.codes("platform", "list", "--area", THERE), ["P1"])
        self.done("document", "add", "D1", "--kind", "advice", "--title", "建议", "--filed-on", "2024-07-05", "--session", "S1")
        self.assertEqual(self.codes("document", "list", "--area", THERE), ["D1"])

    def own(self, base, *conditions, period="2024", which="own"):
        """Returns the figure of a measure with these conditions."""
        self.office.configure('[office]\ncode = "QS"\n[measures.own]\nbase = "%s"\nwhere = [%s]\n'
                              % (base, ", ".join('"%s"' % one for one in conditions)))
        return self.done("report", "summary", "--period", period, "--measures", which, "--format", "csv").rows[0][which]

    def test_a_condition_on_a_field_of_the_platform_goes_by_the_day_of_the_fact(self):
        for conditions, residents in ((["platform.kind=home"], "1"), (["platform.kind=station"], "2"), (["platform.kind!=home"], "2"),
                                      (["platform.kind=home|station"], "3"), (["platform.kind=home", "platform.model=no"], "1"),
                                      (["platform.model=yes"], "2"), (["platform.model!=yes"], "1"), (["platform.sector=-"], "1"),
                                      (["platform.sector=law"], "2"), (["platform.area=" + HERE], "1"), (["platform.area>" + HERE], "2"),
                                      (["platform.sector.name~法律"], "2"), (["platform.sector.name!~法律"], "1"),
                                      (["platform.area.level=community"], "3"), (["platform.area.name~花园"], "1")):
            self.assertEqual(self.own("residents", *conditions), residents, conditions)

    def test_a_condition_on_a_field_of_the_member_goes_by_the_day_of_the_fact(self):
        self.assertEqual(self.own("attendances", "member.sector=edu"), "1")
        self.assertEqual(self.own("attendances", "member.area=420106"), "1")
        self.assertEqual(self.own("attendances", "member.area.name~武昌"), "1")
        self.assertEqual(self.own("members", "area=420107", period="2024H1"), "3")
        self.assertEqual(self.own("members", "area=420107"), "2")
        self.assertEqual(self.own("members", "sector.name~法律", period="2024H1"), "0")
        self.assertEqual(self.own("members", "sector.name~法律"), "1")

    def test_a_field_behind_a_reference_goes_by_the_day_of_the_fact(self):
        self.done("--yes", "platform", "edit", "P1", "--convener", "M1")
        for number, day in enumerate(("2024-06-30", "2024-07-01"), 1):
            self.done("problem", "raise", f"Q{number}", "--platform", "P1", "--title", f"路灯{number}", "--category", "urgent", "--raised-on", day,
                      "--raised-by", "M1")
        self.assertEqual(self.by("raised_by.sector", "problems_raised"), {"edu": "1", "law": "1"})
        self.assertEqual(self.own("problems_raised", "raised_by.area=420106"), "1")
        self.assertEqual(self.own("problems_raised", "raised_by.sector.name~法律"), "1")
        self.assertEqual(self.own("residents", "platform.convener.sector=law"), "2")

    def test_a_group_by_a_field_of_a_register_goes_by_the_day_of_the_fact(self):
        self.assertEqual(self.by("platform.kind", "visits,residents"), {"home": "1,1", "station": "1,2"})
        self.assertEqual(self.by("platform.model", "residents"), {"no": "1", "yes": "2"})
        self.assertEqual(self.by("platform.area", "residents"), {HERE: "1", THERE: "2"})
        self.assertEqual(self.by("platform.sector", "residents"), {"": "1", "law": "2"})
        self.assertEqual(self.by("member.sector", "attendances"), {"edu": "1", "law": "1"})
        self.assertEqual(self.by("member.area", "attendances"), {"420107": "1", "420106": "1"})
        self.assertEqual(self.by("area", "members", period="2024H1"), {"420107": "3"})
        self.assertEqual(self.by("area", "members"), {"420106": "1", "420107": "2"})
        self.assertEqual(self.by("area.name", "members"), {"武昌区": "1", "青山区": "2"})

    def test_rules_of_an_appraisal_go_by_the_day_of_the_fact(self):
        self.office.configure('[office]\ncode = "QS"\n[appraisal.ours]\nfor = "members"\n[appraisal.ours.category.act]\n'
                              '[[appraisal.ours.rule]]\nid = "one"\ncategory = "act"\nevent = "attendance"\npoints = 1\n'
                              'where = ["platform.kind=home"]\n')
        rows = self.done("report", "appraisal", "members", "--period", "2024", "--format", "csv").rows
        self.assertEqual({row["code"]: row["total"] for row in rows}["M1"], "1")

    def test_a_list_shows_what_is_now(self):
        self.assertEqual(self.codes("session", "list", "--where", "platform.kind=home"), [])
        self.assertEqual(self.codes("session", "list", "--where", "platform.kind=station"), ["S1", "S2"])

    def test_explain_lists_the_records_of_the_day(self):
        listed = self.done("report", "summary", "--period", "2024", "--by", "platform.kind", "--measures", "visits", "--explain", "home:visits", "--format", "csv").rows
        self.assertEqual([row["code"] for row in listed], ["S1"])

        listed = self.done("report", "summary", "--period", "2024", "--by", "community", "--measures", "visits", "--explain", f"{HERE}:visits", "--format", "csv").rows
        self.assertEqual([row["code"] for row in listed], ["S1"])

    def test_lists_of_gaps_go_by_the_last_day(self):
        def gaps(period):
            rows = self.done("report", "coverage", "--period", period, "--format", "csv").rows
            return [(row["gap"], row["code"]) for row in rows if row["gap"] in ("community_without_platform", "sector_without_platform", "sector_not_visited")]
        self.assertEqual(gaps("2024H1"), [("community_without_platform", THERE), ("sector_without_platform", "edu"), ("sector_without_platform", "med"),
                                          ("sector_not_visited", "edu"), ("sector_not_visited", "med")])
        self.assertEqual(gaps("2024H2"), [("community_without_platform", HERE), ("sector_without_platform", "med"), ("sector_not_visited", "med")])

    def test_the_points_of_a_file_go_by_the_rules_of_the_area_on_the_last_day(self):
        rules = "".join('[appraisal.r%d]\nfor = "members"\narea = "%s"\n[appraisal.r%d.category.act]\n[[appraisal.r%d.rule]]\nid = "one"\ncategory = "act"\n'
                        'event = "attendance"\npoints = %d\n' % (points, area, points, points, points) for points, area in ((3, "420107"), (5, "420106")))
        self.office.configure('[office]\ncode = "QS"\n' + rules)
        self.done("member", "edit", "M1", "--area", "420107", "--from", "2025-01-01", "--future")
        points = self.done("report", "member", "M1", "--list", "points", "--period", "2024", "--format", "csv").rows
        self.assertEqual([row["counted"] for row in points], ["5", "5"])

    def test_the_roll_of_a_session_shows_its_members_as_they_were(self):
        self.assertIn("教育", self.done("report", "roll", "S1").out)
        self.assertIn("法律", self.done("report", "roll", "S2").out)

    def test_a_record_that_moved_has_a_row_in_both_areas(self):
        rows = self.done("report", "summary", "--period", "2024", "--by", "community,platform", "--measures", "problems_raised", "--format", "csv").rows
        self.assertEqual([row["community"] for row in rows if row["platform"] == "P1"], [HERE, THERE])
        rows = self.done("report", "summary", "--period", "2024", "--by", "platform", "--area", HERE, "--measures", "problems_raised", "--format", "csv").rows
        self.assertEqual([row["platform"] for row in rows], ["P1"])

    def test_a_closed_period_does_not_change_by_a_later_change(self):
        self.done("period", "close", "2024-06")
        self.done("platform", "edit", "P1", "--area", "420107001", "--from", "2024-08-01")
        rows = self.done("report", "summary", "--period", "2024-06", "--by", "community", "--measures", "visits", "--format", "csv").rows
        self.assertEqual({row["community"]: row["visits"] for row in rows if row["visits"] != "0"}, {HERE: "1"})


if __name__ == "__main__":
    main()
