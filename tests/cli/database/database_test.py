"""Tests the database: created once, private, checked, backed up, restored, queried in SQL, and used concurrently."""
import os
import sqlite3
import stat
import subprocess
import threading
import time

import engine
from office import CPCC, OfficeTest, main, on_files, on_servers


class InitTest(OfficeTest):
    def test_init_creates_a_private_database_and_a_readable_configuration(self):
        if not engine.ON_SERVER:
            self.assertEqual(stat.S_IMODE(os.stat(self.office.database).st_mode), 0o600)
        self.assertIn('code = "QS"', self.office.config.read_text("utf-8"))
        self.assertIn('name = "青山区政协"', self.office.config.read_text("utf-8"))
        self.assertEqual(self.done("check").out, "")

    def test_init_overwrites_nothing(self):
        before = self.office.config.read_bytes(), self.office.everything()
        self.one_line(self.refused(1, "init", saying="cpcc.toml"))
        self.one_line(self.refused(1, "init", "--config", "other.toml", "--database", self.office.database, saying=str(self.office.database)))
        self.assertFalse((self.office.folder / "other.toml").exists())
        self.assertEqual((self.office.config.read_bytes(), self.office.everything()), before)

    @on_files
    def test_init_refuses_an_existing_database(self):
        self.one_line(self.refused(1, "init", "--config", "other.toml", saying="cpcc.db"))

    def test_init_creates_the_database_of_an_existing_configuration(self):
        """On a server, the database already exists and is empty."""
        elsewhere = engine.make(self.office.folder / "town")
        self.addCleanup(elsewhere.remove)
        self.office.file("town/other.toml", 'database = "%s"\n' % elsewhere.name)
        self.done("--config", "town/other.toml", "init")
        self.done("--config", "town/other.toml", "area", "list")
        self.one_line(self.refused(1, "--config", "town/other.toml", "init", saying="other.toml"))

    def test_init_refuses_an_office_code_that_is_no_prefix(self):
        self.refused(2, "init", "--config", "other.toml", "--database", "other.db", "--office", "青山", saying="--office")
        self.assertFalse((self.office.folder / "other.db").exists())

    def test_init_creates_the_database_at_the_given_path(self):
        (self.office.folder / "data").mkdir()
        self.done("init", "--config", "other.toml", "--database", "data/other.db")
        self.done("--config", "other.toml", "area", "list")
        self.assertTrue((self.office.folder / "data" / "other.db").exists())


class SchemaTest(OfficeTest):
    def test_a_newer_schema_is_refused_by_name(self):
        self.office.sql("INSERT INTO migration (number, name, at, by) VALUES (900, 'moon', '2030-01-01T00:00:00', 'x')")
        for words in (("area", "list"), ("report",), ("area", "add", "1", "--name", "x", "--level", "city"), ("migrate",), ("import", "area", "x.csv")):
            self.one_line(self.refused(1, *words, saying="moon"))

    def test_an_older_schema_requires_migrate(self):
        last = self.office.sql("SELECT max(number) FROM migration")[0][0]
        self.office.sql("DELETE FROM migration WHERE number = ?", last)
        self.one_line(self.refused(1, "area", "list", saying="cpcc migrate" if last > 1 else "cpcc init"))

    def test_a_file_that_is_no_cpcc_database_is_refused(self):
        self.office.file("text.db", "no database\n" * 100)
        self.refused(1, "--database", "text.db", "area", "list", saying="text.db")
        foreign = sqlite3.connect(str(self.office.folder / "foreign.db"))
        foreign.execute("CREATE TABLE area (x)")
        foreign.commit()
        foreign.close()
        for words in (("area", "list"), ("migrate",), ("area", "add", "1", "--name", "x", "--level", "city")):
            self.refused(1, "--database", "foreign.db", *words, saying="foreign.db")
        self.assertEqual(self.office.run("migrate").code, 0)

    @on_servers
    def test_a_server_database_of_another_program_is_refused(self):
        foreign = engine.make(self.office.folder)
        self.addCleanup(foreign.remove)
        self.one_line(self.refused(1, "--database", foreign.name, "area", "list", saying="cpcc init"))
        foreign.unchecked("CREATE TABLE area (x INTEGER)")
        for words in (("area", "list"), ("migrate",), ("area", "add", "1", "--name", "x", "--level", "city")):
            self.refused(1, "--database", foreign.name, *words, saying=foreign.name)
        self.one_line(self.refused(1, "--config", "other.toml", "--database", foreign.name, "init", saying="not overwritten"))


class CheckTest(OfficeTest):
    town = True

    def test_a_sound_database_has_no_findings(self):
        self.assertEqual((self.done("check", "--quiet").out, self.done("check").out), ("", ""))

    def test_a_file_gets_the_findings_of_this_run(self):
        self.office.file("found.csv", "old\n")
        self.done("check", "--output", "found.csv")
        self.assertEqual((self.office.folder / "found.csv").read_text(), "severity,record,finding,command\n")

    def test_a_phone_in_a_finding_is_not_shown_and_an_empty_name_is_found(self):
        self.office.sql("UPDATE member SET phone = '138001234567x', name = '' WHERE code = 'M1'")
        found = self.run_cpcc("check", "--format", "csv")
        self.assertEqual([row["finding"] for row in found.rows], ['name: "" is not a possible value', 'phone: "138****567x" is not a possible value'])

    def test_a_broken_rule_is_found(self):
        self.done("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "visit", "--title", "x")
        self.office.sql("UPDATE session SET held_on = 20200101")
        found = self.run_cpcc("check", "--format", "csv")
        self.assertEqual(found.code, 4, str(found))
        self.assertEqual(found.rows, [{"severity": "error", "record": "session S1", "finding": "held_on: 2020-01-01 is before platform P1 opened (2023-01-01)", "command": "cpcc session edit S1 --held-on VALUE"}])

    def test_a_broken_reference_is_found(self):
        self.office.place.unchecked("UPDATE platform SET area = 12345 WHERE code = 'P1'")
        found = self.run_cpcc("check", "--format", "csv")
        self.assertEqual(found.code, 4)
        self.assertIn({"severity": "error", "record": "platform P1", "finding": "area: the area that it refers to does not exist", "command": "cpcc platform edit P1 --area VALUE"}, found.rows)

    def test_a_value_out_of_range_is_found_refused_and_mended(self):
        for sql, words, mend in (("UPDATE platform SET kind = 99 WHERE code = 'P1'", ("platform", "list"), ("platform", "edit", "P1", "--kind", "home")),
                                 ("UPDATE platform SET opened_on = 20230230 WHERE code = 'P1'", ("export", "platform"), ("platform", "edit", "P1", "--opened-on", "2023-01-01")),
                                 ("UPDATE area SET level = 0 WHERE code = '420107'", ("report", "summary", "--period", "2024", "--by", "district"), ("area", "edit", "420107", "--level", "district")),
                                 ("UPDATE area SET parent = (SELECT id FROM area WHERE code = '420107001') WHERE code = '420107'", ("report", "summary", "--period", "2024"), ("area", "edit", "420107", "--parent", "420100"))):
            with self.subTest(sql):
                self.office.sql(sql)
                self.one_line(self.refused(1, *words, saying="cpcc check"))
                found = self.run_cpcc("check", "--format", "csv")
                self.assertEqual((found.code, {row["severity"] for row in found.rows}), (4, {"error"}), str(found))
                self.assertIn(mend[2], found.rows[0]["record"])
                self.done(*mend)
                self.done("check")

    @on_files
    def test_text_that_is_not_utf_8_is_found_refused_and_mended(self):
        self.office.sql("UPDATE unit SET name = CAST(x'D7DFB7C3' AS TEXT) WHERE code = 'U1'")
        self.one_line(self.refused(1, "unit", "list", saying="U1"))
        found = self.run_cpcc("check", "--format", "csv")
        self.assertEqual([(row["record"], row["command"]) for row in found.rows], [("unit U1", "cpcc unit edit U1 --name VALUE")])
        self.done("unit", "edit", "U1", "--name", "走访办")
        self.done("check")
        self.done("unit", "history", "U1")
        self.office.sql("UPDATE platform SET name = CAST(x'D7DFB7C3' AS TEXT) WHERE code = 'P1'")
        refused = self.run_cpcc("report", "summary", "--period", "2024", "--by", "platform")
        self.assertEqual(refused.code, 1)
        self.assertIn("cpcc check", refused.err)

    @on_files
    def test_a_foreign_schema_is_refused_found_and_mended(self):
        for sql, mends in (("CREATE TRIGGER t1 AFTER INSERT ON entry BEGIN UPDATE session SET note = (SELECT group_concat(phone) FROM member); END", True),
                           ("DROP INDEX session_held_on", True), ("CREATE VIEW more AS SELECT 1", True), ("PRAGMA journal_mode = WAL", True),
                           ("DROP TABLE donation_tag", False), ("ALTER TABLE unit ADD COLUMN more TEXT", False)):
            with self.subTest(sql):
                self.done("backup", "good.db")
                self.office.sql(sql)
                if "journal_mode" not in sql:
                    self.one_line(self.refused(1, "area", "list", saying="cpcc check"))
                    self.one_line(self.refused(1, "--database", "good.db", "restore", "cpcc.db", saying="schema"))
                found = self.run_cpcc("check", "--format", "csv")
                self.assertEqual((found.code, {row["command"] for row in found.rows}), (4, {"cpcc check --repair" if mends else "cpcc restore BACKUP"}), str(found))
                if mends:
                    self.done("check", "--repair")
                else:
                    self.done("restore", "good.db")
                    (self.office.folder / "cpcc.db.before-restore").unlink()
                self.done("area", "list")
                (self.office.folder / "good.db").unlink()
        self.assertTrue((self.office.folder / "cpcc.db.before-repair-4").exists())

    @on_files
    def test_modes_and_leftovers_are_found(self):
        os.chmod(self.office.database, 0o644)
        found = self.run_cpcc("check", "--format", "csv")
        self.assertEqual((found.code, [row["command"] for row in found.rows]), (4, ["chmod o= cpcc.db"]))
        os.chmod(self.office.database, 0o600)
        ended = subprocess.Popen(["true"])
        ended.wait()
        self.office.file("cpcc.db.part-%d" % ended.pid, "x")
        found = self.done("check", "--format", "csv")
        self.assertEqual([(row["severity"], row["command"]) for row in found.rows], [("note", "rm cpcc.db.part-%d" % ended.pid)])
        self.done("backup", "cpcc.db.bak")
        self.done("restore", "cpcc.db.bak")


    @on_files
    def test_a_damaged_file_is_never_reported_as_sound(self):
        self.office.file("many.csv", "code,name,kind\n" + "".join("E%05d,单位,other\n" % number for number in range(5000)))
        self.done("import", "unit", "many.csv")
        content = bytearray(self.office.database.read_bytes())
        for at in range(4096 * 20, len(content), 4096):
            content[at:at + 64] = b"\xff" * 64
        self.office.database.write_bytes(content)
        self.assertIn(self.run_cpcc("check").code, (1, 4))
        self.refused(1, "restore", "cpcc.db")


class BackupTest(OfficeTest):
    town = True

    def test_a_restore_brings_back_the_state_of_the_backup(self):
        self.done("backup", "copy.db")
        self.assertEqual(stat.S_IMODE(os.stat(self.office.folder / "copy.db").st_mode), 0o600)
        kept = self.office.everything()
        self.done("member", "void", "M1", "--why", "x")
        changed = self.office.everything()
        said = self.done("restore", "copy.db")
        self.assertEqual(self.office.everything(), kept)
        former = "%s.before-restore" % (self.office.place.own if engine.ON_SERVER else "cpcc.db")
        self.assertIn(former, said.err)
        self.office.place = engine.File(self.office.folder, former)
        self.assertEqual(self.office.everything(), changed)

    def test_a_second_restore_does_not_overwrite_the_saved_database(self):
        self.done("backup", "copy.db")
        self.done("restore", "copy.db")
        kept = self.office.everything()
        self.one_line(self.refused(1, "restore", "copy.db", saying="before-restore"))
        self.assertEqual(self.office.everything(), kept)

    @on_files
    def test_a_restore_needs_nothing_of_what_it_replaces(self):
        self.done("backup", "good.db")
        good, kept = (self.office.folder / "good.db").read_bytes(), self.office.everything()
        damaged = {"its header overwritten": b"\0" * 100 + good[100:], "empty": b"", "cut in half": good[:len(good) // 2],
                   "a page zeroed": good[:4096] + b"\0" * 4096 + good[8192:], "no database": b"a letter\n" * 1000}
        for what, content in damaged.items():
            with self.subTest(what):
                self.office.database.write_bytes(content)
                self.done("restore", "good.db")
                self.assertEqual(self.office.everything(), kept)
                former = self.office.folder / "cpcc.db.before-restore"
                self.assertEqual(former.read_bytes(), content, "what was there is kept")
                former.unlink()
        self.check_is_clean()

    @on_files
    def test_a_restore_goes_on_where_a_killed_one_stopped(self):
        self.done("backup", "copy.db")
        self.done("member", "void", "M1", "--why", "x")
        changed = self.office.database.read_bytes()
        os.link(self.office.database, self.office.folder / "cpcc.db.before-restore")  # killed between the two names
        self.office.file("cpcc.db.restoring", "half a copy")
        self.done("restore", "copy.db")
        self.assertEqual((self.office.folder / "cpcc.db.before-restore").read_bytes(), changed)
        self.assertEqual(self.codes("member", "list"), ["M1", "M2", "M3"])
        self.assertEqual([name for name in self.office.files() if "restoring" in name or ".part-" in name], [])

    @on_files
    def test_a_journal_is_never_played_back_into_the_restored_database(self):
        self.done("backup", "copy.db")
        kept = self.office.everything()
        self.office.database.write_bytes(b"\0" * 8192)
        self.office.file("cpcc.db-journal", bytes.fromhex("d9d505f920a163d7") + b"\0" * 600)
        self.done("restore", "copy.db")
        self.assertEqual(self.office.everything(), kept)
        self.assertFalse((self.office.folder / "cpcc.db-journal").exists())

    @on_files
    def test_a_restore_through_a_link_replaces_the_file(self):
        self.done("backup", "copy.db")
        self.office.database.rename(self.office.folder / "real.db")
        self.office.database.symlink_to("real.db")
        self.done("restore", "copy.db")
        self.assertTrue(self.office.database.is_symlink())
        self.assertEqual(self.codes("member", "list"), ["M1", "M2", "M3"])

    @on_files
    def test_the_database_is_no_backup_of_itself(self):
        kept = self.office.everything()
        self.one_line(self.refused(2, "restore", "cpcc.db", saying="the database itself"))
        self.assertEqual(self.office.everything(), kept)

    @on_files
    def test_what_a_killed_backup_left_is_cleared(self):
        self.office.file("copy.db.part-999999999", "half")
        self.office.file("copy.db.part-%d" % os.getpid(), "of a process that lives")
        self.done("backup", "copy.db")
        self.assertEqual([name for name in self.office.files() if ".part-" in name], ["copy.db.part-%d" % os.getpid()])

    def test_a_backup_overwrites_nothing(self):
        self.office.file("copy.db", "mine")
        self.one_line(self.refused(1, "backup", "copy.db", saying="copy.db"))
        self.assertEqual((self.office.folder / "copy.db").read_text(), "mine")

    def test_a_backup_can_be_restored_without_a_database(self):
        self.done("backup", "copy.db")
        if engine.ON_SERVER:
            self.office.place.unchecked("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        else:
            self.office.database.unlink()
        self.done("restore", "copy.db")
        self.assertEqual(self.codes("member", "list"), ["M1", "M2", "M3"])

    def test_a_file_that_is_no_backup_is_refused(self):
        before = self.office.everything()
        self.office.file("text.db", "no database\n" * 100)
        for name in ("text.db", "nowhere.db", "cpcc.toml"):
            self.one_line(self.refused(1, "restore", name, saying=name))
        self.assertEqual(self.office.everything(), before)


class QueryTest(OfficeTest):
    town = True

    def in_schema(self, sql):
        """Returns the SQL with the schema of the tables, `main` in SQLite, under its name in this engine."""
        return sql.replace("main.", "public.") if engine.ON_SERVER else sql

    def test_kinds_are_views_with_their_fields_as_columns(self):
        rows = self.done("query", "SELECT code, kind, area, opened_on FROM platform ORDER BY code", "--format", "json").json
        self.assertEqual(rows[0], {"code": "P1", "kind": "home", "area": "420107001001", "opened_on": "2023-01-01"})
        self.done("member", "void", "M3", "--why", "x")
        self.assertEqual(self.done("query", "SELECT count(*) AS n FROM member", "--format", "json").json, [{"n": 2}])

    def test_values_keep_their_type(self):
        found = self.done("query", "WITH w(v) AS (VALUES (3), (4)) SELECT NULL AS a, 1 AS b, 1.5 AS c, '1' AS d, 2 = 2 AS e, sum(v) AS f FROM w", "--format", "json").json
        self.assertEqual(found, [{"a": None, "b": 1, "c": 1.5, "d": "1", "e": 1, "f": 7}])

    @on_files
    def test_values_keep_their_type_within_a_column(self):
        found = self.done("query", "SELECT NULL AS a, 1 AS b, 1.5 AS c, '1' AS d UNION ALL SELECT 2, 'x', 3, NULL", "--format", "json").json
        self.assertEqual(found, [{"a": None, "b": 1, "c": 1.5, "d": "1"}, {"a": 2, "b": "x", "c": 3, "d": None}])

    def test_a_query_cannot_write_attach_or_change_settings(self):
        before = self.office.everything()
        for sql in ("DELETE FROM member", "UPDATE main.member SET name = 'x'", "INSERT INTO main.sector (id, code, name) VALUES (99, 'x', 'x')", "DROP TABLE main.member", "CREATE TABLE x (y)",
                    "CREATE TEMP TABLE x (y)", "ATTACH 'other.db' AS other", "PRAGMA journal_mode = WAL", "PRAGMA writable_schema = 1", "VACUUM", "VACUUM INTO 'other.db'", "BEGIN IMMEDIATE", "REINDEX",
                    "SELECT load_extension('x')", "SELECT writefile('x', 'y')"):
            with self.subTest(sql):
                refused = self.run_cpcc("query", self.in_schema(sql))
                self.assertIn(refused.code, (1, 2), str(refused))
                self.assertEqual(refused.out, "", str(refused))
                self.one_line(refused)
        self.assertEqual(self.office.everything(), before)
        self.assertFalse((self.office.folder / "other.db").exists())

    def test_only_one_statement_is_allowed(self):
        self.one_line(self.refused(2, "query", "SELECT 1; DROP TABLE main.member"))
        self.one_line(self.refused(2, "query", "SELECT 1; SELECT 2"))
        self.done("query", "SELECT 1; -- one")
        self.one_line(self.refused(2, "query", ""))

    def test_phones_are_masked_in_every_query(self):
        self.done("member", "edit", "M1", "--phone", "13911112222")
        self.assertIn("139****2222", self.done("query", "SELECT * FROM member").out)
        for sql in ("SELECT phone FROM main.member", "SELECT * FROM main.member", "WITH x AS (SELECT phone FROM main.member) SELECT * FROM x", "WITH member AS (SELECT phone FROM main.member) SELECT * FROM member",
                    "SELECT x.phone FROM (SELECT phone FROM main.member) x", "SELECT count(*) FROM main.member WHERE phone = '13911112222'", "SELECT new FROM change", "SELECT x.phone FROM main.member m JOIN (SELECT '13911112222' AS phone) x USING (phone)",
                    "SELECT phone FROM (SELECT '13911112222' AS phone) x NATURAL JOIN main.member", "WITH change AS (SELECT new FROM main.change) SELECT * FROM change"):
            with self.subTest(sql):
                found = self.run_cpcc("query", self.in_schema(sql))
                self.assertEqual(found.code, 1, str(found))
                self.assertNotIn("1391111", found.out + found.err)

    def test_a_query_ends_when_its_time_is_over(self):
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        self.one_line(self.refused(1, "query", endless, "--timeout", "1", saying="--timeout"))
        self.done("query", "SELECT 1", "--timeout", "0")
        self.one_line(self.refused(2, "query", "SELECT 1", "--timeout", "soon", saying="soon"))

    @on_files
    def test_a_value_is_limited_in_size(self):
        self.one_line(self.refused(1, "query", "SELECT length(hex(zeroblob(450000000)))", saying="16 MB"))

    def test_an_error_is_one_line(self):
        self.one_line(self.refused(1, "query", "SELECT nope FROM member", saying="nope"))
        self.one_line(self.refused(2, "query", "selec", saying=("selec", "SELECT")))
        self.one_line(self.refused(2, "query", "DELETE FROM member", saying=("DELETE", "SELECT")))

    @on_files
    def test_reading_changes_no_byte_of_the_file(self):
        before, files = self.office.database.read_bytes(), self.office.files()
        for words in (("query", "SELECT * FROM member"), ("report", "--period", "2024"), ("check",), ("export", "member"), ("area", "list"), ("member", "history", "M1"), ("complete", "--", "area", "show", "")):
            self.done(*words)
        self.assertEqual(self.office.database.read_bytes(), before)
        self.assertEqual(self.office.files(), files)


class BusyTest(OfficeTest):
    town = True

    def hold(self):
        other = self.office.place.hold()
        self.addCleanup(other.release)
        return other

    def test_an_import_that_waits_for_its_pipe_locks_nothing(self):
        waiting = subprocess.Popen([CPCC, "import", "unit", "-"], cwd=str(self.office.folder), env=self.office.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.3)
        self.done("unit", "add", "E2", "--name", "另一单位", "--kind", "other")
        said = waiting.communicate(b"code,name,kind\nE1,x,other\n", timeout=60)
        self.assertEqual(waiting.returncode, 0, said)
        self.assertEqual(self.office.sql("SELECT count(*) FROM unit WHERE code IN ('E1', 'E2')")[0][0], 2)

    def test_a_blocked_write_gives_up_after_a_few_seconds(self):
        self.hold()
        began = time.monotonic()
        self.one_line(self.refused(75, "area", "add", "X1", "--name", "区", "--level", "district", saying=("later", "role ") if engine.ON_SERVER else "later"))
        waited = time.monotonic() - began
        self.assertGreater(waited, 2, "it should wait a while")
        self.assertLess(waited, 9)

    def test_reads_continue_during_a_write(self):
        self.hold()
        self.assertEqual(self.codes("member", "list"), ["M1", "M2", "M3"])
        self.done("report", "--period", "2024")

    def test_a_write_waits_for_a_short_lock(self):
        other = self.hold()
        timer = threading.Timer(0.7, other.release)
        timer.start()
        self.done("area", "add", "X1", "--name", "区", "--level", "district")
        timer.join()

    def test_two_simultaneous_writers_both_succeed(self):
        results = []
        writers = [threading.Thread(target=lambda n=n: results.append(self.office.run("session", "log", "--platform", "P1", "--held-on", "2024-05-05", "--kind", "visit", "--title", str(n)))) for n in range(6)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        self.assertEqual([result.code for result in results], [0] * 6, "\n".join(map(str, results)))
        self.assertEqual(len({result.out for result in results}), 6)


if __name__ == "__main__":
    main()
