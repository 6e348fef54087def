"""Conditions on any field in measures of one's own and in appraisal rules, and groups by any field."""
from office import OfficeTest, main

OWN = '\n[measures.{name}]\nbase = "{base}"\nwhere = [{where}]\n'
RULES = """
[appraisal.ours]
for = "{who}"
[appraisal.ours.category.act]
[[appraisal.ours.rule]]
id = "one"
category = "act"
event = "{event}"
points = 1
where = [{where}]
"""


class FieldsTest(OfficeTest):
    town = True

    def prepare(self):
        super().prepare()
        self.done("--yes", "platform", "edit", "P1", "--basis", "sector", "--convener", "M1", "--brand", "有事好商量")
        self.done("--yes", "platform", "edit", "P2", "--basis", "area")
        self.done("topic", "add", "T1", "--title", "养老", "--kind", "common", "--proposed-on", "2024-01-01")
        self.done("topic", "add", "T2", "--title", "食堂", "--kind", "monthly", "--parent", "T1", "--proposed-on", "2024-01-01")
        self.log("S1", "2024-03-01", "协商食堂", "consult", "--topic", "T2", "--members", "M1,M2:speak")
        self.log("S2", "2024-06-01", "义诊", "service", "--platform", "P2", "--partners", "P1", "--members", "M3:speak")
        self.log("S3", "2024-07-01", "走访", "visit", "--platform", "P2", "--headcount", "5")
        self.done("problem", "raise", "Q1", "--title", "开食堂", "--category", "urgent", "--platform", "P1", "--session", "S1", "--raised-on", "2024-03-01", "--raised-by", "M1")
        self.done("lookback", "add", "--problem", "Q1", "--seen-on", "2024-05-01", "--result", "holding", "--seen-by", "M2")

    def log(self, code, day, title, kind, *more):
        place = [] if "--platform" in more else ["--platform", "P1"]
        self.done("session", "log", code, "--held-on", day, "--title", title, "--kind", kind, *place, *more)

    def own(self, base, *conditions):
        """Returns the figure of a measure with these conditions in 2024."""
        self.configure(OWN.format(name="own", base=base, where=", ".join('"%s"' % one for one in conditions)))
        return self.done("report", "--period", "2024", "--measures", "own", "--format", "csv").rows[0]["own"]

    def refusal(self, base, condition):
        self.configure(OWN.format(name="own", base=base, where='"%s"' % condition))
        ran = self.office.run("report", "--period", "2024", "--measures", "own")
        self.assertEqual(ran.code, 2, ran)
        return ran.err

    def configure(self, text):
        self.office.configure('[office]\ncode = "QS"\n' + text)

    def by(self, group, measures, *words, period="2024"):
        rows = self.done("report", "--period", period, "--by", group, "--measures", measures, *words, "--format", "csv").rows
        return {row[group.split(",")[0]]: row[measures.split(",")[-1]] for row in rows}

    # Conditions

    def test_a_condition_tests_any_field_of_the_record(self):
        self.assertEqual(self.own("activities", "title~食堂"), "1")
        self.assertEqual(self.own("activities", "held_on>=2024-06-01"), "2")
        self.assertEqual(self.own("activities", "held_on<2024-06-01", "title!~食堂"), "0")
        self.assertEqual(self.own("members", "level=city|district"), "3")
        self.assertEqual(self.own("platforms", "basis!=sector"), "1")
        self.assertEqual(self.own("platforms", "convener=M1"), "1")
        self.assertEqual(self.own("platforms", "convener=-"), "1")

    def test_a_condition_tests_fields_of_what_the_record_refers_to(self):
        self.assertEqual(self.own("activities", "platform.basis=sector"), "2")
        self.assertEqual(self.own("activities", "platform.basis!=sector"), "1")
        self.assertEqual(self.own("activities", "platform.convener.level=district"), "2")
        self.assertEqual(self.own("activities", "member.name~委员一"), self.own("activities", "member=M1"))
        self.assertEqual(self.own("problems_raised", "session.kind=consult"), "1")
        self.assertEqual(self.own("problems_raised", "session.kind=service"), "0")
        self.assertEqual(self.own("problems_raised", "raised_by.sector=edu"), "1")

    def test_attendances_have_the_fields_of_their_session_and_look_backs_of_their_problem(self):
        self.assertEqual(self.own("attendances", "session.kind=service"), "1")
        self.assertEqual(self.own("attendances", "title~走访"), "5")
        self.assertEqual(self.own("attendances", "role=speak"), "2")
        self.assertEqual(self.own("speeches", "held_on>=2024-06-01"), "1")
        self.assertEqual(self.own("lookbacks", "problem.category=urgent"), "1")
        self.assertEqual(self.own("lookbacks", "title~食堂", "session.title~食堂"), "1")
        self.assertEqual(self.own("units_active", "session.kind=service"), "0")
        self.assertEqual(self.own("attendances", "session=S3"), "5")
        self.assertEqual(self.own("lookbacks", "problem=Q1"), "1")

    def test_a_record_has_the_fields_of_all_topics_above_its_own(self):
        self.assertEqual(self.own("activities", "topic.kind=monthly"), "1")
        self.assertEqual(self.own("activities", "topic.kind=common"), "1")
        self.assertEqual(self.own("problems_raised", "topic.kind=common"), "1")
        self.assertEqual(self.own("activities", "topic.kind!=common"), "2")

    def test_an_empty_yes_or_no_is_no(self):
        self.assertEqual(self.own("platforms", "model=no"), "2")
        self.assertEqual(self.own("activities", "platform.model=no"), "3")
        self.assertEqual(self.own("activities", "platform.model!=no"), "0")

    def test_a_wrong_condition_is_refused_with_the_nearest_right_one(self):
        for base, condition, nearest in (("activities", "titel~x", "did you mean title?"), ("activities", "platform.bsis=area", "did you mean basis?"),
                                         ("activities", "platfrm.basis=area", "did you mean platform"), ("activities", "platform.basis=sectr", "sector"),
                                         ("platforms", "convener=M11", "did you mean M1?"), ("problems_raised", "session=S11", "did you mean S1?")):
            self.assertIn(nearest, self.refusal(base, condition), condition)

    def test_the_configuration_is_refused_where_a_condition_is_wrong(self):
        self.configure(OWN.format(name="own", base="activities", where='"titel=x"'))
        self.refused(2, "member", "list", saying="did you mean title?")

    def test_a_rule_of_an_appraisal_has_conditions_on_any_field(self):
        for who, event, where, points in (("platforms", "session", '"platform.basis=sector"', {"P1": "2", "P2": "1"}),
                                          ("members", "attendance", '"session.kind=service"', {"M1": "0", "M2": "0", "M3": "1"}),
                                          ("members", "attendance", '"role=speak", "title!~食堂"', {"M1": "0", "M2": "0", "M3": "1"})):
            self.configure(RULES.format(who=who, event=event, where=where))
            rows = self.done("report", "appraisal", who, "--period", "2024", "--format", "csv").rows
            self.assertEqual({row["code"]: row["total"] for row in rows}, points, where)
        self.configure(RULES.format(who="members", event="attendance", where='"sesion.kind=service"'))
        self.refused(2, "report", "appraisal", "members", "--period", "2024", saying="did you mean session")
        self.configure(RULES.format(who="members", event="attendance", where='"session=S12"'))
        self.refused(2, "report", "appraisal", "members", "--period", "2024", saying="did you mean S1?")

    # Groups

    def test_a_group_by_a_choice_has_a_row_for_every_choice(self):
        self.assertEqual(self.by("basis", "platforms"), {"area": "1", "industry": "0", "joint": "0", "personal": "0", "sector": "1"})
        self.assertEqual(self.by("platform.basis", "activities", "--total"), {"area": "2", "industry": "0", "joint": "0", "personal": "0", "sector": "2", "total": "3"})
        self.assertEqual(self.by("role", "attendances"), {"attend": "1", "chair": "0", "speak": "2", "written": "0", "observe": "0", "leave": "0", "absent": "0", "visited": "0", "": "5"})
        self.assertEqual(self.by("session.kind", "lookbacks")["consult"], "1")
        self.assertEqual(self.by("topic.kind", "activities"), {"annual": "0", "common": "1", "monthly": "1", "platform": "0", "": "2"})

    def test_a_group_by_yes_or_no_has_two_rows(self):
        self.assertEqual(self.by("model", "platforms"), {"no": "2", "yes": "0"})
        self.assertEqual(self.by("solved", "problems_raised"), {"no": "1", "yes": "0"})

    def test_a_group_by_a_reference_has_names(self):
        rows = self.done("report", "--period", "2024", "--by", "convener", "--measures", "platforms", "--format", "csv").rows
        self.assertEqual([(row["convener"], row["platforms"]) for row in rows], [("M1", "1"), ("M2", "0"), ("M3", "0"), ("", "1")])
        self.assertEqual(rows[0]["convener_name"], self.done("member", "show", "M1", "--format", "json").json[0]["name"])
        rows = self.done("report", "--period", "2024", "--by", "session", "--measures", "problems_raised", "--format", "csv").rows
        self.assertEqual(rows, [{"session": "S1", "session_name": "协商食堂", "problems_raised": "1"}])
        rows = self.done("report", "--period", "2024", "--by", "session", "--measures", "attendances", "--format", "csv").rows
        self.assertEqual([(row["session"], row["session_name"], row["attendances"]) for row in rows], [("S1", "协商食堂", "2"), ("S2", "义诊", "1"), ("S3", "走访", "5")])

    def test_a_measure_without_the_field_is_empty(self):
        rows = self.done("report", "--period", "2024", "--by", "basis", "--measures", "platforms,sessions", "--format", "csv").rows
        self.assertEqual({row["sessions"] for row in rows}, {""})
        self.assertEqual(set(self.by("platform.basis", "members_assigned").values()), {""})

    def test_a_field_with_several_meanings_is_refused_with_their_paths(self):
        self.refused(2, "report", "--period", "2024", "--by", "level", "--measures", "members,areas", saying="member.level, area.level")
        self.assertEqual(self.by("level", "members")["district"], "2")
        self.assertEqual(self.by("level", "areas")["community"], "2")
        self.assertEqual(self.by("area.level", "members,areas")["community"], "2")

    def test_an_unknown_group_is_refused_with_the_nearest(self):
        self.refused(2, "report", "--period", "2024", "--by", "platform.bsis", saying="did you mean platform.basis?")
        self.refused(2, "report", "--period", "2024", "--by", "bassis", saying="did you mean basis?")

    def test_a_group_is_called_by_its_label_too(self):
        ran = self.done("report", "--period", "2024", "--by", "依托", "--measures", "platforms", "--format", "csv", lang="zh")
        self.assertEqual(ran.rows[0], {"basis": "area", "platforms": "1"})

    def test_a_cell_of_such_a_group_is_explained(self):
        explain = lambda *words: [row["code"] for row in self.done("report", "--period", "2024", *words, "--format", "csv").rows]
        self.assertEqual(explain("--by", "platform.basis", "--explain", "sector:activities"), ["S1", "S2"])
        self.assertEqual(explain("--by", "session,month", "--explain", "S1,2024-03:problems_raised"), ["Q1"])
        self.refused(2, "report", "--period", "2024", "--by", "platform.basis", "--explain", "sectr:activities", saying="sectr")
        self.refused(2, "report", "--period", "2024", "--by", "basis", "--measures", "platforms", "--explain", "sector:activities", saying="basis")

    # Quantities

    def give(self, code, *more):
        self.done("donation", "add", code, "--given-on", "2024-03-01", "--platform", "P1", *more)

    def test_quantities_add_up_by_unit_or_item_only(self):
        self.assertEqual(self.by("quantity_unit", "donation_quantity", "--total"), {"total": ""})  # nothing was given
        self.give("G1", "--item", "大米", "--quantity", "70", "--quantity-unit", "箱")
        self.give("G2", "--item", "油,盐", "--quantity", "30", "--quantity-unit", "箱")
        self.give("G3", "--cash", "100")
        self.assertEqual(self.by("quantity_unit", "donation_quantity", "--total"), {"箱": "100", "": "0", "total": "100"})
        self.give("G4", "--item", "书", "--quantity", "218", "--quantity-unit", "份")
        self.assertEqual(self.by("quantity_unit", "donation_quantity", "--total"), {"份": "218", "箱": "100", "": "0", "total": ""})
        self.assertEqual(self.by("item", "donation_quantity"), {"书": "218", "大米": "70", "油,盐": "30", "": "0"})
        self.assertEqual(set(self.by("platform", "donation_quantity").values()), {""})
        self.assertEqual(self.by("quantity_unit,district", "donation_quantity")["份"], "218")
        self.assertEqual(self.own("donation_quantity", "quantity_unit=箱"), "100")
        rows = self.done("report", "--period", "2024", "--by", "item", "--explain", "油,盐:donation_quantity", "--format", "csv").rows
        self.assertEqual([(row["code"], row["amount"]) for row in rows], [("G2", "30")])
        self.refused(2, "report", "--period", "2024", "--by", "district", "--explain", "420107:donation_quantity", saying="by quantity_unit or item only")
        self.assertIn("quantity given: none", self.done("report", "--period", "2024", "--explain", "donation_quantity", "--format", "table").out.lower())

    def test_a_closed_period_has_no_total_of_different_units(self):
        self.give("G1", "--item", "大米", "--quantity", "70", "--quantity-unit", "箱")
        self.give("G2", "--item", "书", "--quantity", "218", "--quantity-unit", "份")
        self.done("--yes", "period", "close", "2024-03", "--area", "420107")
        row = self.done("report", "--period", "2024-03", "--area", "420107", "--measures", "donation_quantity,donations", "--format", "csv").rows[0]
        self.assertEqual((row["donation_quantity"], row["donation_quantity_adjustment"], row["donations"]), ("", "", "2"))
        explain = lambda measure: self.done("report", "--period", "2024-03", "--area", "420107", "--explain", measure, "--format", "table").out
        self.assertIn("frozen 2", explain("donations"))
        self.assertNotIn("frozen", explain("donation_quantity"))


if __name__ == "__main__":
    main()
