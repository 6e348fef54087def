"""The chain of the history: what it holds, and that it shows every change behind the tool's back."""
import hashlib
import os
import pwd

from office import OfficeTest, main


class Town(OfficeTest):
    town = True

    def prepare(self):
        self.done("session", "add", "S1", "--held-on", "2024-08-01", "--platform", "P1", "--kind", "consult", "--title", "楼道照明", "--members", "M1:speak,M2")
        self.done("session", "edit", "S1", "--title", "照明")
        self.done("member", "edit", "M1", "--phone", "13900001111")

    def head(self):
        return self.done("audit", "head", "--format", "csv").rows[0]["head"]

    def found(self, *words):
        """Returns the findings of `audit verify`, which must find some."""
        said = self.run_cpcc("audit", "verify", *words, "--format", "csv")
        self.assertEqual(said.code, 4, str(said))
        return said.rows

    def whole(self, *words):
        self.assertEqual(self.done("audit", "verify", *words).err, "The trail is whole.\n")


class TrailTest(Town):
    def test_an_entry_names_login_command_and_files(self):
        login = pwd.getpwuid(os.getuid()).pw_name
        [[by, name, command]] = self.office.sql("SELECT by, login, command FROM entry ORDER BY id DESC LIMIT 1")
        self.assertEqual((by, name, command), ("clerk", login, "member edit"))
        [[files]] = self.office.sql("SELECT files FROM entry WHERE action = 'import'")
        sums = {line.split("  ")[1]: line.split("  ")[0] for line in files.splitlines()}
        member = self.office.folder / "town/member.csv"
        self.assertIn(hashlib.sha256(member.read_bytes()).hexdigest(), sums.values())

    def test_every_command_keeps_the_chain(self):
        self.whole()
        self.office.file("member.csv", "code,name,voided\nM3,委员三,调离\nM1,委员甲,\n")
        self.done("import", "member", "member.csv", "--on-existing", "update")
        self.done("member", "list", "--reveal")
        self.done("rename", "member", "M2", "M9")
        self.done("undo")
        self.done("period", "close", "2024-08")
        self.done("period", "reopen", "2024-08", "--why", "补录")
        self.done("merge", "member", "M1", "M2")
        self.done("backup", "b.db")
        self.whole()
        self.check_is_clean()

    def test_an_import_with_reasons_is_taken_back_as_a_whole(self):
        before = self.done("member", "list", "--format", "json").json
        self.office.file("member.csv", "code,name,voided\nM3,委员三,调离\nM1,委员甲,\n")
        self.done("import", "member", "member.csv", "--on-existing", "update")
        self.done("undo")
        self.assertEqual(self.done("member", "list", "--format", "json").json, before)

    def test_the_head_changes_with_every_entry_and_stays_good(self):
        head = self.head()
        self.assertRegex(head, r"^E\d+-[0-9a-f]{20}$")
        self.done("session", "edit", "S1", "--note", "甲")
        self.assertNotEqual(self.head(), head)
        self.whole("--since", head)
        self.whole("--since", head[:14])
        other = head[:-1] + ("0" if head[-1] != "0" else "1")
        self.assertEqual([row["finding"] for row in self.found("--since", other)], ["does not match the kept head"])
        self.assertEqual([row["finding"] for row in self.found("--since", "E999-0123456789")], ["does not exist, but the kept head has it"])
        self.refused(2, "audit", "verify", "--since", "E1", saying="not a head")

    def test_the_order_is_that_of_entries_and_not_of_the_clock(self):
        for day in ("2030-01-01", "2020-01-01"):
            self.done("session", "edit", "S1", "--note", day, env={"CPCC_TODAY": day})
        self.whole()


class EditsTest(Town):
    def edited(self, statement):
        self.office.sql(statement)
        found = self.found()
        check = self.run_cpcc("check", "--format", "csv")
        self.assertEqual(check.code, 4)
        self.assertIn(found[0]["finding"], [row["finding"] for row in check.rows])
        return found

    def test_every_column_of_an_entry_is_held(self):
        for column, value in (("at", "'2020-01-01T00:00:00+08:00'"), ("by", "'other'"), ("login", "'other'"), ("command", "'x'"), ("action", "'void'"), ("source", "'y'"),
                              ("why", "'z'"), ("files", "'f'"), ("added", "99"), ("updated", "99"), ("unchanged", "99"), ("part_of", "1"), ("hash", "'00'"), ("hash", "NULL")):
            with self.subTest(column=column, value=value):
                [[entry, old]] = self.office.sql("SELECT id, %s FROM entry ORDER BY id LIMIT 1 OFFSET 1" % column)
                found = self.edited("UPDATE entry SET %s = %s WHERE id = %d" % (column, value, entry))
                self.assertEqual(found[0]["record"], "entry E%d" % entry)
                self.office.sql("UPDATE entry SET %s = %s WHERE id = %d" % (column, "NULL" if old is None else old if isinstance(old, int) else "'%s'" % old, entry))
                self.whole()

    def test_every_column_of_a_change_is_held(self):
        for column, value in (("kind", "'problem'"), ("record", "record + 1"), ("field", "'note'"), ("old", "'x'"), ("new", "'x'"), ("old", "NULL"), ("salt", "'00'"), ("hash", "'00'")):
            with self.subTest(column=column, value=value):
                [[change, old]] = self.office.sql("SELECT id, %s FROM change WHERE field = 'phone' AND old IS NOT NULL" % column)
                self.edited("UPDATE change SET %s = %s WHERE id = %d" % (column, value, change))
                self.office.sql("UPDATE change SET %s = %s WHERE id = %d" % (column, old if isinstance(old, int) else "'%s'" % old, change))
                self.whole()

    def test_what_is_removed_or_inserted_shows(self):
        self.edited("DELETE FROM change WHERE id = (SELECT max(id) - 1 FROM change)")

    def test_an_inserted_entry_shows(self):
        self.edited("INSERT INTO entry (at, by, action) VALUES ('2024-01-01T00:00:00+08:00', 'x', 'edit')")

    def test_removed_last_entries_show_by_a_kept_head(self):
        self.done("member", "list", "--reveal")
        head = self.head()
        self.office.sql("DELETE FROM entry WHERE id = (SELECT max(id) FROM entry)")
        self.whole()
        self.found("--since", head)


main()
