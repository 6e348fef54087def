"""Tests every kind of record: add, edit, show, list, void, restore, history."""
from office import OfficeTest, main

# For each kind, the arguments that add a record, and a field to edit with its new value.
EXAMPLES = {
    "area": (["420107002", "--name", "红卫街道", "--level", "street", "--parent", "420107"], "name", "红卫路街道"),
    "sector": (["agr", "--name", "农业"], "name", "农业农村"),
    "unit": (["U9", "--name", "街道办", "--kind", "department", "--area", "420107001"], "name", "街道办事处"),
    "member": (["M9", "--name", "委员九", "--level", "city", "--area", "420107", "--skills", "法律;财务"], "level", "district"),
    "platform": (["P9", "--name", "新家", "--kind", "home", "--area", "420107001"], "brand", "好街坊"),
    "duty": (["--unit", "U0", "--person", "王主席", "--post", "组长", "--since", "2024-01-01"], "task", "统筹"),
    "assignment": (["--member", "M1", "--platform", "P1", "--role", "resident", "--since", "2024-01-01"], "until", "2024-12-31"),
    "topic": (["T9", "--title", "停车难", "--kind", "annual", "--proposed-on", "2024-01-10"], "approved_on", "2024-02-01"),
    "session": (["S9", "--held-on", "2024-03-01", "--platform", "P1", "--kind", "consult", "--title", "停车协商", "--members", "M1,M2:speak"], "residents", "25"),
    "attendance": (["--session", "S0", "--member", "M3", "--role", "observe"], "role", "speak"),
    "problem": (["Q9", "--title", "漏水", "--category", "urgent", "--raised-on", "2024-03-01", "--platform", "P1"], "due_on", "2024-04-01"),
    "progress": (["--problem", "Q0", "--noted-on", "2024-04-01", "--stage", "plan"], "text", "入户听取意见"),
    "lookback": (["--problem", "Q0", "--seen-on", "2024-06-01", "--result", "holding"], "satisfaction", "90"),
    "document": (["D9", "--kind", "proposal", "--title", "关于停车的提案", "--filed-on", "2024-05-01", "--authors", "M2,M1"], "adopted_on", "2024-06-01"),
    "handling": (["--document", "D0", "--done-on", "2024-06-01", "--step", "adopted", "--level", "city"], "by", "市城管委"),
    "donation": (["G9", "--given-on", "2024-05-01", "--platform", "P1", "--cash", "1200.50"], "item", "书包"),
    "pledge": (["L9", "--pledged-on", "2024-05-01", "--member", "M1", "--target", "project", "--title", "楼道灯", "--area", "420107001001"], "amount", "3000.55"),
    "pairing": (["K9", "--member", "M1", "--target-group", "elder", "--count", "2", "--area", "420107001001", "--since", "2024-01-01"], "count", "3"),
    "publicity": (["N9", "--published-on", "2024-05-01", "--channel", "公告栏", "--title", "协商见实效"], "model_case", "yes"),
    "commendation": (["C9", "--issued-on", "2024-05-01", "--member", "M1", "--title", "优秀委员"], "issuer", "区政协"),
    "theme": (["--month", "2024-05", "--title", "电梯加装"], "area", "420107"),
    "filing": (["R9", "--area", "420107", "--period", "2024Q1", "--measure", "sessions", "--value", "50", "--filed-on", "2024-04-02"], "qualifier", "over"),
}
CODELESS = {"duty", "handling", "assignment", "attendance", "progress", "lookback", "theme"}


def raw(value):
    return "" if value is None else "%.2f" % value if isinstance(value, float) else str(value)


class RecordsTest(OfficeTest):
    town = True

    def prepare(self):
        self.done("session", "log", "S0", "--held-on", "2024-02-01", "--platform", "P1", "--kind", "consult", "--title", "协商")
        self.done("problem", "raise", "Q0", "--title", "路灯不亮", "--category", "doorstep", "--raised-on", "2024-02-01", "--platform", "P1")
        self.done("unit", "add", "U0", "--name", "整治专班", "--kind", "group")
        self.done("document", "add", "D0", "--kind", "proposal", "--title", "关于路灯的提案", "--filed-on", "2024-04-01", "--authors", "M1")

    def kinds(self):
        return sorted({row["kind"] for row in self.done("fields", "--format", "csv").rows})

    def test_every_kind_supports_the_generic_verbs(self):
        for kind in self.kinds():
            with self.subTest(kind):
                self.assertIn(kind, EXAMPLES, "a new kind wants an example here")
                self.a_whole_life(kind, *EXAMPLES[kind])

    def a_whole_life(self, kind, options, field, value):
        name = self.done(kind, "add", *options).out.strip()
        if kind in CODELESS:
            self.assertRegex(name, r"^#\d+$")
        else:
            self.assertEqual(name, options[0])
        key = "row" if kind in CODELESS else "code"
        before = self.record(kind, name)
        self.assertEqual(before[key], name)
        self.done(kind, "edit", name, "--" + field.replace("_", "-"), value)
        after = self.record(kind, name)
        self.assertEqual(raw(after[field]), value)
        self.assertEqual({k: v for k, v in after.items() if k != field}, {k: v for k, v in before.items() if k != field})
        self.done(kind, "edit", name, "--note", "备注一", "--tags", "甲;乙")
        self.assertEqual((self.record(kind, name)["note"], self.record(kind, name)["tags"]), ("备注一", "甲;乙"))
        self.done(kind, "edit", name, "--note", "-", "--tags", "-")
        self.assertEqual(self.record(kind, name), after)

        self.done(kind, "void", name, "--why", "录错")
        self.assertNotIn(name, [row[key] for row in self.done(kind, "list", "--format", "csv").rows])
        voided = [row for row in self.done(kind, "list", "--all", "--format", "csv").rows if row[key] == name]
        self.assertEqual([row["voided"] for row in voided], ["yes"])
        self.refused(1, kind, "edit", name, "--note", "x", saying=("voided", "restore"))
        self.done(kind, "restore", name)
        self.assertEqual(self.record(kind, name), after)

        history = self.done(kind, "history", name, "--format", "csv").rows
        self.assertEqual(list(dict.fromkeys(row["action"] for row in history)), ["add", "edit", "void", "restore"])
        self.assertTrue(all(row["by"] == "clerk" for row in history))
        edited = [row for row in history if row["field"] == field and row["action"] == "edit"]
        self.assertEqual([row["new"] for row in edited], [value])
        self.assertIn("录错", [row["why"] for row in history])

    def test_records_without_a_code_are_found_by_row_number(self):
        name = self.done("assignment", "add", *EXAMPLES["assignment"][0]).out.strip()
        self.assertEqual(self.record("assignment", name), self.record("assignment", name.lstrip("#")))

    def test_a_missing_code_is_generated(self):
        first = self.done("session", "log", "--held-on", "2024-03-01", "--platform", "P1", "--kind", "visit", "--title", "一").out.strip()
        second = self.done("session", "log", "--held-on", "2024-03-02", "--platform", "P1", "--kind", "visit", "--title", "二").out.strip()
        other_year = self.done("session", "log", "--held-on", "2023-03-02", "--platform", "P1", "--kind", "visit", "--title", "三").out.strip()
        self.assertEqual((first, second, other_year), ("QS-S2024-00001", "QS-S2024-00002", "QS-S2023-00001"))
        self.assertRegex(self.done("problem", "raise", "--title", "x", "--category", "urgent", "--platform", "P1", "--raised-on", "2024-05-01").out, "^QS-Q2024-00001\n$")

    def test_a_voided_code_is_not_generated_again(self):
        first = self.done("session", "log", "--held-on", "2024-03-01", "--platform", "P1", "--kind", "visit", "--title", "一").out.strip()
        self.done("session", "void", first, "--why", "x")
        again = self.done("session", "log", "--held-on", "2024-03-01", "--platform", "P1", "--kind", "visit", "--title", "一").out.strip()
        self.assertNotEqual(first, again)

    def test_codes_are_text_and_not_numbers(self):
        self.done("unit", "add", "007", "--name", "七所", "--kind", "other")
        self.assertEqual(self.record("unit", "007")["code"], "007")
        self.refused(1, "unit", "show", "7")
        self.done("unit", "add", "u1", "--name", "小写", "--kind", "other")
        self.assertEqual((self.record("unit", "u1")["name"], self.record("unit", "U1")["name"]), ("小写", "区住建局"))
        self.refused(1, "unit", "add", "U1", "--name", "又一个", "--kind", "other", saying="U1")
        self.refused(2, "unit", "add", "a b", "--name", "x", "--kind", "other")
        self.refused(2, "unit", "add", "x" * 41, "--name", "x", "--kind", "other")
        self.done("unit", "add", "x" * 40, "--name", "x", "--kind", "other")

    def test_a_required_field_cannot_be_cleared(self):
        self.refused(2, "member", "edit", "M1", "--name", "-", saying="--name")
        self.assertEqual(self.record("member", "M1")["name"], "委员一")

    def test_an_edit_without_changes_leaves_no_history(self):
        before = self.office.everything()
        said = self.done("member", "edit", "M1", "--name", "委员一")
        self.assertIn("No change to member M1.", said.err)
        self.assertEqual(self.office.everything(), before)
        self.refused(2, "member", "edit", "M1", saying="--note")

    def test_phones_are_masked_and_revealing_them_is_recorded(self):
        for words in (("member", "show", "M1"), ("member", "list"), ("member", "show", "M1", "--format", "json"), ("member", "list", "--format", "csv"), ("export", "member"),
                      ("query", "SELECT * FROM member"), ("member", "history", "M1")):
            self.assertNotIn("13800001111", self.done(*words).out, words)
        self.assertIn("138****1111", self.done("member", "show", "M1").out)
        self.assertEqual(self.office.sql("SELECT count(*) FROM entry WHERE action = 'reveal'"), [(0,)])
        self.assertIn("13800001111", self.done("member", "show", "M1", "--reveal").out)
        self.assertIn("13800001111", self.done("export", "member", "--reveal").out)
        self.assertEqual(self.office.sql("SELECT by, source FROM entry WHERE action = 'reveal' ORDER BY id"), [("clerk", "member show M1"), ("clerk", "export")])

    def test_the_history_masks_phones(self):
        self.done("member", "edit", "M1", "--phone", "13911112222")
        shown = self.done("member", "history", "M1", "--format", "csv").out
        self.assertIn("139****2222", shown)
        self.assertNotIn("13911112222", shown)
        self.assertNotIn("13800001111", shown)

    def test_voiding_lists_remaining_references(self):
        said = self.done("platform", "void", "P1", "--why", "重复")
        self.assertIn("  1 session still refers to it.\n", said.err)
        self.assertIn("  1 problem still refers to it.\n", said.err)
        self.assertIn("  3 members still refer to it.\n", self.done("area", "void", "420100", "--why", "x").err + self.done("area", "void", "420107", "--why", "x").err)
        self.done("platform", "restore", "P1")
        self.assertIn("  仍有 1 场活动与该平台关联。\n", self.done("platform", "void", "P1", "--why", "重复", lang="zh").err)

    def test_voiding_several_records_is_atomic(self):
        self.refused(1, "member", "void", "M1", "M9", "--why", "x", saying="M9")
        self.assertEqual(self.codes("member", "list"), ["M1", "M2", "M3"])
        self.done("member", "void", "M1", "M2", "--why", "x")
        self.assertEqual(self.codes("member", "list"), ["M3"])
        self.refused(1, "member", "void", "M1", "--why", "x", saying="member M1 is already voided")

    def test_tables_show_labels_and_csv_shows_ids(self):
        person = self.done("problem", "history", "Q0", lang="zh").out
        self.assertIn("分类", person)
        self.assertIn("房前屋后", person)
        self.assertIn("登记", person)
        program = self.done("problem", "history", "Q0", "--format", "csv", lang="zh").rows
        self.assertEqual([row["new"] for row in program if row["field"] == "category"], ["doorstep"])
        self.assertEqual({row["action"] for row in program}, {"add"})

    def test_values_may_begin_with_a_sign(self):
        self.done("platform", "edit", "P1", "--brand", "=HYPERLINK(1)")
        self.assertEqual(self.record("platform", "P1")["brand"], "=HYPERLINK(1)")
        self.done("platform", "edit", "P1", "--brand=-5 度")
        self.assertEqual(self.record("platform", "P1")["brand"], "-5 度")


if __name__ == "__main__":
    main()
