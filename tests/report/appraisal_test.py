"""`cpcc report appraisal`: events, caps, the members and platforms scored, and the record behind every point."""
from office import OfficeTest, main

MEMBERS = """
[appraisal.ours]
for = "members"
area = "420107"
{set}
[appraisal.ours.category.act]
label = "活动"
label_en = "Activity"
{act}
[appraisal.ours.category.papers]
"""
RULE = """
[[appraisal.ours.rule]]
id = "{id}"
category = "{category}"
event = "{event}"
points = {points}
"""


def rule(id, event, points, *more, category="act"):
    return RULE.format(id=id, category=category, event=event, points=points) + "".join(line + "\n" for line in more)


class AppraisalTest(OfficeTest):
    town = True

    def rules(self, *rules, set="", act="", who="members"):
        text = '[office]\ncode = "QS"\n' + MEMBERS.format(set=set, act=act) + "".join(rules)
        self.office.configure(text.replace('"members"', '"%s"' % who))

    def log(self, code, day, members="", *more, kind="consult"):
        self.done("session", "log", code, "--held-on", day, "--platform", "P1", "--kind", kind, "--title", "协商 " + code,
                  *(["--members", members] if members else []), *more)

    def rows(self, *words, who="members", period="2024"):
        return self.done("report", "appraisal", who, "--period", period, "--format", "csv", "--quiet", *words).rows

    def row(self, code, *words, **more):
        return next(row for row in self.rows(*words, **more) if row["code"] == code)

    def totals(self, **more):
        return {row["code"]: row["total"] for row in self.rows(**more)}

    def explained(self, cell, **more):
        """Returns the lines behind a cell, and the sum of their counted points, in hundredths."""
        lines = self.rows("--explain", cell, **more)
        return lines, sum(round(float(line["counted"]) * 100) for line in lines)

    def adds_up(self, code, **more):
        row = self.row(code, **more)
        lines, total = self.explained(code, **more)
        self.assertEqual(total, round(float(row["total"]) * 100), lines)
        for column in ("act", "papers", "base", "deductions", "limit"):
            if column in row:
                self.assertEqual(self.explained(code + ":" + column, **more)[1], round(float(row[column]) * 100), column)

    # Events

    def test_leave_and_absence_count_only_if_a_rule_names_them(self):
        self.rules(rule("came", "attendance", 2), rule("leave", "attendance", -0.5, 'role = "leave"'), rule("absent", "attendance", -3, 'role = "absent"'))
        self.log("S1", "2024-03-01", "M1:chair,M2:leave,M3:absent")
        self.log("S2", "2024-03-02", "M1:observe,M2,M3:written")
        self.assertEqual(self.totals(), {"M1": "4", "M2": "1.50", "M3": "-1"})
        self.adds_up("M2")

    def test_every_rule_counts_independently(self):
        self.rules(rule("came", "attendance", 2), rule("spoke", "attendance", 3, 'role = ["speak", "书面发言"]'))
        self.log("S1", "2024-03-01", "M1:speak,M2")
        self.assertEqual(self.totals(), {"M1": "5", "M2": "2", "M3": "0"})

    def test_kind_form_day_and_tag_restrict_a_rule(self):
        self.rules(rule("a", "attendance", 1, 'kind = "consult"', 'form = ["onsite", "micro"]'), rule("b", "attendance", 10, "day = 25"), rule("c", "attendance", 100, 'tag = "书香"'))
        self.log("S1", "2024-03-25", "M1", "--form", "micro", "--tags", "书香")
        self.log("S2", "2024-03-24", "M1", "--form", "formal")
        self.log("S3", "2024-03-26", "M1", "--form", "onsite", kind="visit")
        self.assertEqual(self.row("M1")["total"], "111")
        self.adds_up("M1")

    def test_sessions_in_other_areas_count_for_a_member(self):
        self.office.file("more.csv", "code,name,level,parent\n420106,武昌区,district,420100\n")
        self.done("import", "area", "more.csv")
        self.done("platform", "add", "W1", "--name", "武昌之家", "--kind", "home", "--area", "420106")
        self.rules(rule("came", "attendance", 2))
        self.done("session", "log", "S1", "--held-on", "2024-03-01", "--platform", "W1", "--kind", "consult", "--title", "跨区", "--members", "M1")
        self.assertEqual(self.row("M1")["total"], "2")

    def test_every_other_event_of_a_member_scores(self):
        self.rules(rule("raised", "raised", 1, 'kind = "urgent"'), rule("solved", "solved", 10), rule("look", "lookback", 100, 'kind = "holding"'),
                   rule("given", "donation", 1000), rule("pledge", "pledge", 0.01, 'kind = "compound"'), rule("pair", "pairing", 0.1, 'kind = "child"'),
                   rule("commit", "commitment", 2), rule("convener", "assignment", 20, 'role = "convener"'), rule("praise", "member_commended", 200))
        self.done("problem", "raise", "Q1", "--title", "t", "--category", "urgent", "--platform", "P1", "--raised-on", "2023-12-31", "--raised-by", "M1")
        self.done("problem", "raise", "Q2", "--title", "t", "--category", "urgent", "--platform", "P1", "--raised-on", "2024-01-01", "--raised-by", "M1")
        self.done("problem", "raise", "Q3", "--title", "t", "--category", "doorstep", "--platform", "P1", "--raised-on", "2024-01-01", "--raised-by", "M1")
        self.done("problem", "solve", "Q1", "--on", "2024-12-31")
        self.done("problem", "lookback", "Q1", "--on", "2024-12-31", "--result", "holding", "--seen-by", "M1")
        self.done("donation", "add", "G1", "--given-on", "2024-02-02", "--platform", "P1", "--donor-member", "M1", "--cash", "5")
        for code, target in (("L1", "compound"), ("L2", "project")):
            self.done("pledge", "add", code, "--pledged-on", "2024-02-02", "--member", "M1", "--target", target, "--title", "t", "--area", "420107")
        for code, since, until in (("K1", "2022-01-01", ""), ("K2", "2022-01-01", "2023-12-31"), ("K3", "2024-12-31", "2025-06-30")):
            self.done("pairing", "add", code, "--member", "M1", "--target-group", "child", "--count", "2", "--area", "420107", "--since", since, *(["--until", until] if until else []))
        self.done("member", "commit", "M1", "--on", "2024-05-05")
        self.done("member", "assign", "M1", "--platform", "P1", "--role", "convener", "--since", "2023-05-05", "--until", "2024-01-01")
        self.done("member", "assign", "M1", "--platform", "P2", "--role", "resident", "--since", "2023-05-05")
        self.done("commendation", "add", "C1", "--issued-on", "2024-02-02", "--member", "M1", "--title", "优秀")
        self.assertEqual(self.row("M1")["total"], "1333.21")
        self.adds_up("M1")
        lines, _ = self.explained("M1")
        self.assertEqual([(line["code"], line["date"]) for line in lines if line["rule"] == "pair"], [("K1", "2024-01-01"), ("K3", "2024-12-31")])
        self.assertEqual({line["rule"]: line["kind"] for line in lines}["convener"], "assignment")

    def test_joint_authors_share_the_points(self):
        self.rules(rule("paper", "document", 5, "joint_share = 33", category="papers"), rule("adopted", "adopted", 2, 'level = ["city", "national"]', "lead_share = 60", "joint_share = 0", category="papers"))
        self.done("document", "add", "D1", "--kind", "opinion", "--title", "t", "--filed-on", "2024-02-01", "--authors", "M1;M2;M3", "--adopted-on", "2024-03-01", "--adopted-level", "city")
        self.done("document", "add", "D2", "--kind", "opinion", "--title", "t", "--filed-on", "2024-02-01", "--authors", "M2", "--adopted-on", "2025-01-01", "--adopted-level", "city")
        self.assertEqual(self.totals(), {"M2": "6.65", "M1": "6.20", "M3": "1.65"})
        self.adds_up("M1"), self.adds_up("M2")
        self.assertEqual([line["share"] for line in self.explained("M1")[0]], ["100", "60"])

    def test_half_hundredths_are_rounded_away_from_zero(self):
        self.rules(rule("paper", "document", 0.25, "joint_share = 50", category="papers"))
        self.done("document", "add", "D1", "--kind", "opinion", "--title", "t", "--filed-on", "2024-02-01", "--authors", "M1;M2")
        self.assertEqual(self.totals(), {"M1": "0.25", "M2": "0.13", "M3": "0"})

    def test_voided_records_score_nothing(self):
        self.rules(rule("came", "attendance", 2), rule("paper", "document", 5, category="papers"))
        self.log("S1", "2024-03-01", "M1")
        self.log("S2", "2024-03-02", "M1")
        self.done("document", "add", "D1", "--kind", "opinion", "--title", "t", "--filed-on", "2024-02-01", "--authors", "M1")
        self.assertEqual(self.row("M1")["total"], "9")
        self.done("session", "void", "S1", "--why", "重复")
        self.done("document", "void", "D1", "--why", "重复")
        self.assertEqual(self.row("M1")["total"], "2")

    # Caps

    def test_a_rule_counts_up_to_its_cap_in_order_of_days(self):
        self.rules(rule("came", "attendance", 2, "cap = 5"))
        for day in (4, 3, 2, 1):
            self.log("S%d" % day, "2024-03-0%d" % day, "M1")
        self.assertEqual(self.row("M1")["act"], "5")
        lines, _ = self.explained("M1")
        self.assertEqual([(line["date"], line["points"], line["counted"]) for line in lines],
                         [("2024-03-01", "2", "2"), ("2024-03-02", "2", "2"), ("2024-03-03", "2", "1"), ("2024-03-04", "2", "0")])

    def test_a_category_s_cap_limits_points_but_no_deductions(self):
        self.rules(rule("came", "attendance", 2), rule("absent", "attendance", -3, 'role = "absent"', "cap = 4"), act="cap = 3")
        for day, members in ((1, "M1"), (2, "M1"), (3, "M1:absent"), (4, "M1:absent"), (5, "M1")):
            self.log("S%d" % day, "2024-03-0%d" % day, members)
        row = self.row("M1")
        self.assertEqual((row["act"], row["deductions"], row["total"]), ("3", "-4", "-1"))
        self.adds_up("M1")

    def test_floor_and_ceiling_are_separate_lines(self):
        self.rules(rule("came", "attendance", 30), rule("absent", "attendance", -80, 'role = "absent"'), set="base = 60\nfloor = 0\nceiling = 100")
        self.log("S1", "2024-03-01", "M1,M2:absent")
        self.log("S2", "2024-03-02", "M1")
        self.assertEqual(self.totals(), {"M1": "100", "M3": "60", "M2": "0"})
        self.assertEqual((self.row("M1")["limit"], self.row("M2")["limit"]), ("-20", "20"))
        self.adds_up("M1"), self.adds_up("M2")

    # Rules that change, scoring years

    def test_rules_may_change_within_a_year(self):
        self.rules(rule("came", "attendance", 2, "cap = 3", "until = 2024-06-30"), rule("came", "attendance", 5, "cap = 9", "since = 2024-07-01"))
        for day in ("2024-06-29", "2024-06-30", "2024-07-01", "2024-07-02", "2023-05-01"):
            self.log("S" + day, day, "M1")
        self.assertEqual([line["counted"] for line in self.explained("M1")[0]], ["2", "1", "5", "1"])
        self.assertEqual(self.row("M1", period="2023")["total"], "2")
        self.assertEqual(self.row("M1", period="2024-07")["total"], "9")

    def test_ending_a_rule_does_not_change_earlier_years(self):
        self.log("S1", "2023-05-01", "M1")
        self.rules(rule("came", "attendance", 2))
        before = self.done("report", "appraisal", "members", "--period", "2023", "--format", "csv", "--quiet").out
        self.rules(rule("came", "attendance", 2, "until = 2023-12-31"), rule("came", "attendance", 7, "since = 2024-01-01"))
        self.assertEqual(self.done("report", "appraisal", "members", "--period", "2023", "--format", "csv", "--quiet").out, before)

    def test_a_scoring_year_may_begin_in_december(self):
        self.rules(rule("came", "attendance", 1), set="year_begins = 12")
        for day in ("2023-11-30", "2023-12-01", "2024-11-30", "2024-12-01"):
            self.log("S" + day, day, "M1")
        self.assertEqual([line["date"] for line in self.explained("M1")[0]], ["2023-12-01", "2024-11-30"])
        for today, last, this in (("2024-11-30", "2023", "2024"), ("2024-12-01", "2024", "2025"), ("2025-01-15", "2024", "2025")):
            env = {"CPCC_TODAY": today}
            for words, year in (([], last), (["--period", "last-year"], last), (["--period", "this-year"], this)):
                self.assertIn("  %s\n" % year, self.done("report", "appraisal", "members", *words, env=env).out)
        self.assertIn("Period: 2023-12-01 to 2024-11-30.", self.done("report", "appraisal", "members", "--period", "2024").out)
        self.assertEqual(self.row("M1", period="2024-12")["total"], "1")

    def test_a_rule_set_applies_only_in_its_years(self):
        self.rules(rule("came", "attendance", 1), set='until = "2023-12-31"')
        self.rows(period="2023")
        self.refused(2, "report", "appraisal", "members", "--period", "2024", saying=("no rule set for members applies to this area and period", "available: ours"))
        self.refused(2, "report", "appraisal", "members", "--period", "2024", "--rules", "ours", saying=("2023-12-31", "--period"))

    # Members scored

    def test_members_in_office_on_any_day_of_the_period_are_listed(self):
        self.rules(rule("came", "attendance", 1))
        self.log("S1", "2024-01-05", "M1")
        self.done("member", "leave", "M1", "--on", "2024-01-10")
        self.done("member", "leave", "M2", "--on", "2023-12-31")
        self.done("member", "leave", "M3", "--on", "2024-12-31")
        self.assertEqual(self.totals(), {"M1": "1", "M3": "0"})
        self.assertEqual(sorted(self.totals(period="2023")), ["M1", "M2", "M3"])
        self.assertEqual(self.totals(period="2025"), {})
        self.assertIn("Nothing to list.", self.done("report", "appraisal", "members", "--period", "2025").err)

    def test_ranks_and_grades_obey_their_limits(self):
        people = "".join("N%d,委员,district,420107\n" % n for n in range(1, 9))          # ten in all
        self.office.file("people.csv", "code,name,level,area\n" + people)
        self.done("import", "member", "people.csv")
        self.rules(rule("came", "attendance", 10), set='grades = [ { name = "优秀", name_en = "excellent", from = 20, at_most = 30 }, { name = "称职", from = 10 }, { name = "不称职" } ]')
        self.log("S1", "2024-03-01", "M1,M2,N1,N2,N3")
        self.log("S2", "2024-03-02", "M1,M2,N1,N2")
        self.log("S3", "2024-03-03", "M1")
        found = {row["code"]: (row["total"], row["grade"], row["rank"]) for row in self.rows()}
        self.assertEqual(found["M1"], ("30", "优秀", "1"))
        # With the best grade for these three, four of ten would have it.
        self.assertEqual(found["N1"], ("20", "称职", "2"))
        self.assertEqual(found["N3"], ("10", "称职", "5"))
        self.assertEqual(found["N8"], ("0", "不称职", "6"))
        self.assertEqual([row["code"] for row in self.rows()][:5], ["M1", "M2", "N1", "N2", "N3"])
        self.log("S4", "2024-03-04", "M2,N1")
        found = {row["code"]: row["grade"] for row in self.rows()}
        self.assertEqual([found[code] for code in ("M1", "M2", "N1", "N2")], ["优秀", "优秀", "优秀", "称职"])
        self.assertIn("excellent", self.done("report", "appraisal", "members", "--period", "2024").out)

    def test_the_area_filter_changes_no_rank(self):
        self.rules(rule("held", "session", 1), who="platforms")
        self.log("S1", "2024-03-01")
        whole = {row["code"]: row for row in self.rows(who="platforms")}
        self.assertEqual(sorted(whole), ["P1", "P2"])
        self.done("platform", "add", "P3", "--name", "家", "--kind", "home", "--area", "420107001002")
        row = self.rows("--area", "420107001002", who="platforms")
        self.assertEqual([(one["code"], one["rank"]) for one in row], [("P3", "2")])

    # Platforms

    def test_platforms_share_points_with_their_partners(self):
        self.rules(rule("held", "session", 10, "joint_share = 60", 'kind = "consult"'), rule("topic", "topic", 1), rule("solved", "solved", 100),
                   rule("relapse", "lookback", -4, 'kind = "relapsed"'), rule("case", "model_case", 0.5), rule("news", "publicity", 0.25),
                   rule("model", "model_platform", 1000), rule("people", "assignment", 2000), who="platforms")
        self.log("S1", "2024-03-01", "", "--partners", "P2")
        self.log("S2", "2024-03-02", "", kind="visit")
        self.done("topic", "add", "T1", "--title", "t", "--kind", "platform", "--platform", "P2", "--proposed-on", "2023-12-01", "--approved-on", "2024-01-01")
        self.done("problem", "raise", "Q1", "--title", "t", "--category", "urgent", "--platform", "P1", "--raised-on", "2024-01-01")
        self.done("problem", "solve", "Q1", "--on", "2024-02-01")
        self.done("publicity", "add", "N1", "--published-on", "2024-04-01", "--channel", "报", "--title", "t", "--session", "S1", "--model-case", "yes")
        self.done("publicity", "add", "N2", "--published-on", "2024-04-01", "--channel", "报", "--title", "t", "--problem", "Q1")
        self.done("--yes", "platform", "edit", "P2", "--model", "yes")
        self.done("member", "assign", "M1", "--platform", "P2", "--since", "2024-12-31")
        self.assertEqual(self.totals(who="platforms"), {"P2": "3007.75", "P1": "111"})
        self.adds_up("P1", who="platforms"), self.adds_up("P2", who="platforms")
        self.done("problem", "lookback", "Q1", "--on", "2024-05-01", "--result", "relapsed")
        # The platform keeps the points for the solution, which is dated in the year, and gets a deduction.
        self.assertEqual(self.row("P1", who="platforms")["total"], "107")
        # A second solution in the year gives no more points.
        self.done("problem", "solve", "Q1", "--on", "2024-06-01")
        self.assertEqual(self.row("P1", who="platforms")["total"], "107")

    # Choice of the rule set

    def test_a_missing_rule_set_is_explained(self):
        self.one_line(self.refused(2, "report", "appraisal", "members", saying=("appraisal.NAME", "for = \"members\"")))
        self.rules(rule("came", "attendance", 1))
        self.refused(2, "report", "appraisal", "platforms", saying="platforms")

    def test_wrong_arguments_are_refused(self):
        self.rules(rule("came", "attendance", 1))
        self.refused(2, "report", "appraisal", saying="WHO")
        self.refused(2, "report", "appraisal", "member", saying="members?")
        self.refused(2, "report", "appraisal", "members", "--rules", "our", saying="ours?")
        self.refused(2, "report", "appraisal", "platforms", "--rules", "ours", saying="members")
        self.refused(2, "report", "appraisal", "members", "--explain", "M9", saying="M9")
        self.refused(2, "report", "appraisal", "members", "--explain", "M1:acts", saying="act?")
        self.refused(1, "report", "appraisal", "members", "--area", "9", saying="9")
        self.rules(rule("came", "attendance", 1))
        self.office.config.write_text(self.office.config.read_text("utf-8").replace('area = "420107"', 'area = "4201"'), "utf-8")
        self.refused(2, "report", "appraisal", "members", saying=("appraisal.ours", "4201"))

    def test_a_rule_set_is_chosen_by_name_or_area(self):
        self.rules(rule("came", "attendance", 1))
        text = self.office.config.read_text("utf-8")
        second = MEMBERS.format(set="", act="") + rule("came", "attendance", 7)
        self.office.config.write_text(text + second.replace("ours", "street").replace("420107", "420107001"), "utf-8")
        self.log("S1", "2024-03-01", "M1")
        self.refused(2, "report", "appraisal", "members", "--period", "2024", saying=("ours, street", "--rules"))
        self.assertEqual(self.row("M1", "--rules", "ours")["total"], "1")
        self.assertEqual(self.row("M1", "--area", "420107")["total"], "1")
        # The rules of the street are nearer, and score nobody.
        self.assertEqual(self.rows("--area", "420107001001"), [])

    def test_the_table_names_rules_limits_and_areas(self):
        self.rules(rule("came", "attendance", 1, 'kind = "consult"', 'role = ["speak", "chair"]', "cap = 9"), act="cap = 20")
        self.log("S1", "2024-03-01", "M1:speak")
        text = self.done("report", "appraisal", "members", "--period", "2024").out
        self.assertEqual(text.splitlines()[0], "Member appraisal  2024")
        self.assertIn("M1 委员一: Activity 1\n", self.done("report", "appraisal", "members", "--period", "2024", "--explain", "M1:act").out)
        for part in ("Activity (at most 20): attendance (consultation, chaired, spoke) +1 (at most 9).", "教育", "420107 青山区"):
            self.assertIn(part, text)
        chinese = self.done("report", "appraisal", "members", "--period", "2024", "--explain", "M1", lang="zh").out
        for part in ("委员考核  2024  M1 委员一：总分 1，第 1 名", "参加活动（协商、主持、发言）", "协商 S1"):
            self.assertIn(part, chinese)
        self.assertEqual(self.done("complete", "--", "report", "appraisal", "m").out, "members\n")


if __name__ == "__main__":
    main()
