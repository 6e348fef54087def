"""`cpcc log` and `cpcc undo`: who did what, and how it is taken back."""
from office import OfficeTest, main


class Town(OfficeTest):
    town = True

    def prepare(self):
        self.done("session", "add", "S1", "--held-on", "2024-08-01", "--platform", "P1", "--kind", "consult", "--title", "楼道照明", "--members", "M1:speak,M2")
        self.done("problem", "add", "Q1", "--title", "路灯", "--category", "urgent", "--platform", "P1", "--raised-on", "2024-08-01", "--raised-by", "M2", "--unit", "U2")

    def log(self, *words):
        return self.done("log", *words, "--format", "csv").rows

    def last(self):
        """Returns the name of the latest entry."""
        return self.log("--limit", "1")[0]["entry"]

    def shown(self):
        """Returns every record as lists and `show` give it, voided ones apart, to compare before and after."""
        kinds = ("area", "sector", "unit", "member", "platform", "assignment", "session", "attendance", "problem", "progress", "lookback", "document")
        return {kind: self.done(kind, "list", "--format", "json", "--all").json for kind in kinds}

    def live(self):
        kinds = ("area", "sector", "unit", "member", "platform", "assignment", "session", "attendance", "problem", "progress", "lookback", "document")
        return {kind: self.done(kind, "list", "--format", "json").json for kind in kinds}

    def taken_back(self, *command, **more):
        """Runs a command and `undo`. All live records are then as before."""
        before = self.live()
        self.done(*command, **more)
        self.assertNotEqual(self.live(), before)
        said = self.done("undo")
        self.assertEqual(self.live(), before)
        self.check_is_clean()
        return said


class LogTest(Town):
    def test_every_entry_names_its_records(self):
        rows = self.log()
        self.assertEqual([(row["action"], row["records"], row["record"], row["record_name"]) for row in rows[:2]],
                         [("add", "problem:1", "Q1", "路灯"), ("add", "session:1;attendance:2", "", "")])
        self.assertEqual((rows[2]["action"], rows[2]["source"], rows[2]["by"]), ("import", "town", "clerk"))
        self.assertEqual(rows[2]["records"], "area:5;sector:2;unit:2;member:3;platform:2")
        self.done("member", "edit", "M1", "--phone", "13900001111")
        self.assertEqual([self.log("--limit", "1")[0][column] for column in ("action", "records", "record", "record_name")], ["edit", "member:1", "M1", "委员一"])
        self.assertNotIn("13900001111", self.done("log").out)

    def test_people_read_words_and_counts(self):
        out = self.done("日志", "--limit", "2", lang="zh").out
        self.assertIn("1 场活动、2 ", out)
        self.assertIn("登记", out)

    def test_filters(self):
        self.done("member", "edit", "M1", "--phone", "13900001111", env={"CPCC_USER": "other"})
        self.assertEqual([row["by"] for row in self.log("--by", "other")], ["other"])
        self.assertEqual([row["action"] for row in self.log("--kind", "委员")], ["edit", "import"])
        self.assertEqual([row["action"] for row in self.log("--kind", "attendance")], ["add"])
        self.assertEqual(self.log("--until", "2020-01-01"), [])
        self.assertEqual(len(self.log("--since", "2020-01-01", "--limit", "2")), 2)
        self.refused(2, "log", "--kind", "membr", saying="member")

    def test_the_order_is_not_that_of_the_clock(self):
        self.done("session", "edit", "S1", "--title", "一")
        self.office.sql("UPDATE entry SET at = '2020-01-01T00:00:00+08:00' WHERE id = (SELECT max(id) FROM entry)")
        self.assertEqual(self.log("--limit", "1")[0]["action"], "edit")
        self.assertEqual(self.done("session", "history", "S1", "--format", "csv").rows[-1]["action"], "edit")

    def test_a_period_is_named(self):
        self.done("period", "close", "2024-08")
        row = self.log("--limit", "1")[0]
        self.assertEqual((row["action"], row["records"], row["record"]), ("period close", "period:1", "2024-08"))


class UndoTest(Town):
    def test_an_added_record_is_voided(self):
        said = self.taken_back("session", "log", "S2", "--held-on", "2024-08-02", "--platform", "P1", "--kind", "consult", "--title", "食堂", "--members", "M1")
        self.assertIn("2 records voided", said.err)
        row = self.log("--limit", "1")[0]
        self.assertEqual((row["action"], row["source"], row["why"]), ("undo", row["source"], "undo of " + row["source"]))
        self.assertEqual(self.done("session", "history", "S2", "--format", "csv").rows[-1]["why"], row["why"])

    def test_an_edit_gets_its_old_values(self):
        self.taken_back("session", "edit", "S1", "--title", "改了", "--members", "M1,M3", "--tags", "甲;乙", "--note", "-")
        self.taken_back("member", "edit", "M1", "--phone", "13900001111", "--skills", "法律;医药")
        self.taken_back("problem", "edit", "Q1", "--raised-by", "-", "--unit", "U1")
        self.taken_back("platform", "edit", "P1", "--name", "新名", "--host", "二楼")

    def test_voids_restores_renames_and_verbs(self):
        self.taken_back("session", "void", "S1", "--why", "重复")
        self.taken_back("rename", "member", "M2", "M9")
        self.assertEqual(self.done("member", "show", "M2", "--format", "json").json[0]["code"], "M2")
        self.refused(1, "member", "show", "M9", saying="M9 is now M2")
        self.taken_back("problem", "solve", "Q1", "--on", "2024-08-20")
        self.taken_back("member", "assign", "M1", "--platform", "P1", "--since", "2024-01-01")
        self.taken_back("platform", "close", "P2", "--on", "2024-09-01")

    def test_a_relapse_is_taken_back_with_its_look_back(self):
        self.done("problem", "solve", "Q1", "--on", "2024-08-20")
        self.taken_back("problem", "lookback", "Q1", "--on", "2024-09-20", "--result", "relapsed")
        self.assertEqual(self.record("problem", "Q1")["solved_on"], "2024-08-20")

    def test_a_merge_is_taken_back(self):
        self.done("session", "add", "S2", "--held-on", "2024-08-02", "--platform", "P2", "--kind", "consult", "--title", "食堂", "--members", "M2,M3")
        self.done("document", "add", "D1", "--kind", "proposal", "--title", "提案", "--filed-on", "2024-08-05", "--authors", "M1,M2,M3")
        self.taken_back("merge", "member", "M1", "M2")
        self.taken_back("merge", "session", "S1", "S2")

    def test_an_import_is_taken_back_as_a_whole(self):
        self.office.file("session.csv", "code,held_on,platform,kind,title,members\n" + "".join("X%d,2024-07-%02d,P1,consult,第%d次,M1;M2\n" % (n, n, n) for n in range(1, 21)) + "S1,2024-08-01,P1,consult,照明,M1:speak;M2;M3\n")
        said = self.taken_back("import", "session", "session.csv", "--on-existing", "update")
        self.assertIn("61 records voided", said.err)
        self.assertIn("1 record changed back", said.err)

    def test_an_undo_is_taken_back(self):
        self.done("session", "edit", "S1", "--title", "改了")
        first = self.last()
        after = self.live()
        self.done("undo")
        undo = self.last()
        self.refused(1, "undo", first, saying=undo)
        self.done("undo", undo)
        self.assertEqual(self.live(), after)
        self.done("undo", first)
        self.assertEqual(self.record("session", "S1")["title"], "楼道照明")

    def test_an_undone_import_comes_back(self):
        self.office.file("member.csv", "code,name,level,area\n" + "".join("N%d,新%d,district,420107\n" % (n, n) for n in range(5)))
        self.done("import", "member", "member.csv")
        after = self.live()
        self.done("undo")
        self.done("undo", self.last())
        self.assertEqual(self.live(), after)

    def test_the_last_entries_of_the_user_are_taken_back(self):
        self.done("session", "edit", "S1", "--title", "一")
        self.done("member", "edit", "M1", "--name", "他人", env={"CPCC_USER": "other"})
        self.done("session", "edit", "S1", "--title", "二")
        self.done("backup", "b.db") if not self.on_server() else None
        self.done("撤销", "2", "--why", "试验", lang="zh")
        self.assertEqual(self.record("session", "S1")["title"], "楼道照明")
        self.assertEqual(self.record("member", "M1")["name"], "他人")
        self.assertEqual(self.log("--limit", "1")[0]["why"], "试验")
        self.refused(1, "undo", "9", saying="clerk has only 3 entries")

    def on_server(self):
        import engine
        return engine.ON_SERVER

    def test_a_closed_period_is_reopened(self):
        self.done("period", "close", "2024-08")
        self.done("undo")
        self.assertEqual(self.done("period", "list", "--format", "csv").rows, [])
        self.done("period", "close", "2024-08")
        self.done("period", "reopen", "2024-08", "--why", "补录")
        self.one_line(self.refused(1, "undo", saying="period close"))

    def test_distinct_is_taken_back(self):
        self.done("session", "add", "S2", "--held-on", "2024-08-01", "--platform", "P1", "--kind", "consult", "--title", "楼道照明", "--members", "M1:speak,M2")
        found = self.run_cpcc("check").out
        self.done("distinct", "session", "S1", "S2")
        self.assertNotEqual(self.run_cpcc("check").out, found)
        self.done("undo")
        self.assertEqual(self.run_cpcc("check").out, found)
        self.done("undo", self.last())
        self.assertNotEqual(self.run_cpcc("check").out, found)

    def test_an_undo_is_not_taken_back_behind_the_undo_of_an_earlier_entry(self):
        self.done("platform", "edit", "P1", "--brand", "B")
        first = self.last()
        self.done("platform", "edit", "P1", "--brand", "C")
        second = self.last()
        self.done("undo", second)
        undo = self.last()
        self.done("undo", first)
        before = self.office.everything()
        self.one_line(self.refused(1, "undo", undo, saying="changed later"))
        self.assertEqual(self.office.everything(), before)
        self.done("undo", self.last())
        self.done("undo", undo)
        self.assertEqual(self.done("platform", "list", "--where", "code=P1", "--columns", "brand", "--format", "csv").rows[0]["brand"], "C")

    def test_several_days_of_one_file_are_refused(self):
        self.office.file("p.csv", "code,from,sector\nP1,2024-03-01,edu\nP1,2024-06-01,med\n")
        self.done("import", "platform", "p.csv")
        before = self.office.everything()
        self.one_line(self.refused(1, "undo", saying=("P1", "--from")))
        self.assertEqual(self.office.everything(), before)

    def test_dated_fields(self):
        self.taken_back("member", "edit", "M1", "--sector", "med", "--from", "2024-05-01")
        self.taken_back("member", "edit", "M1", "--sector", "med", "--yes")
        self.done("member", "edit", "M1", "--sector", "med", "--from", "2024-05-01")
        self.done("member", "edit", "M1", "--sector", "edu", "--yes")
        before = self.office.everything()
        self.one_line(self.refused(1, "undo", saying=("M1", "--from")))
        self.assertEqual(self.office.everything(), before)


class RefusalTest(Town):
    def same(self, *words, saying):
        before = self.office.everything()
        said = self.refused(1, *words, saying=saying)
        self.one_line(said)
        self.assertEqual(self.office.everything(), before)

    def test_a_later_change_of_the_same_field(self):
        self.done("session", "edit", "S1", "--title", "一", "--note", "甲")
        first = self.last()
        self.done("session", "edit", "S1", "--title", "二")
        second = self.last()
        self.same("undo", first, saying=("session S1", "title", second))
        self.done("undo", second)
        self.done("undo", first)
        self.assertEqual(self.record("session", "S1")["title"], "楼道照明")

    def test_a_later_change_of_an_added_record(self):
        added = self.log("--kind", "session")[0]["entry"]
        self.done("session", "edit", "S1", "--note", "甲")
        self.same("undo", added, saying=("session S1", "note"))

    def test_another_field_changed_later_does_not_matter(self):
        self.done("session", "edit", "S1", "--title", "一")
        first = self.last()
        self.done("session", "edit", "S1", "--note", "甲")
        self.done("undo", first)
        self.assertEqual([self.record("session", "S1")[field] for field in ("title", "note")], ["楼道照明", "甲"])

    def test_a_record_that_others_refer_to(self):
        self.done("member", "add", "M4", "--name", "委员四", "--level", "district", "--area", "420107")
        added = self.last()
        self.done("session", "edit", "S1", "--members", "M1:speak,M2,M4")
        self.same("undo", added, saying=("attendance", "M4"))
        self.same("undo", self.log()[-1]["entry"], saying="")

    def test_a_period_that_was_closed_since(self):
        entry = self.log("--kind", "session")[0]["entry"]
        self.done("period", "close", "2024-08", "--area", "420107001001")
        self.same("undo", entry, saying=("S1", "2024-08"))
        self.done("session", "edit", "S1", "--title", "补正")
        self.done("undo")
        self.done("period", "reopen", "2024-08", "--area", "420107001001", "--why", "补录")
        self.done("undo", entry)

    def test_wrong_words(self):
        self.one_line(self.refused(1, "undo", "E999", saying="E999"))
        self.one_line(self.refused(2, "undo", "0"))
        self.one_line(self.refused(2, "undo", "x"))
        self.done("undo", "2")


main()
