"""Tests several offices in one database on a server: grants, access to records, and the prefixes of codes."""
import os

import engine
import libpq
from office import OfficeTest, main

NAMES = {"QS": "青山区政协", "JA": "江岸区政协", "WH": "武汉市政协"}


class ManyOffices(OfficeTest):
    """A town whose registers the database owner added. QS, JA and WH have a role each, and WH may read all records.

    The configuration names no office.
    """

    town = True

    def setUp(self):          # a copy of a database lacks the settings that a role has there
        super().setUp()
        self.office.configure("")
        self.roles = {}
        self.addCleanup(self.drop_roles)
        for code in NAMES:
            self.make_role(code)
            self.grant(code, *(["--reads", "all"] if code == "WH" else []))

    def make_role(self, code):
        self.roles[code] = "%s_%d" % (code.lower(), os.getpid())
        engine.ask(self.office.place.server, "CREATE ROLE %s LOGIN" % self.roles[code])

    def drop_roles(self):
        self.office.place.remove()
        for role in self.roles.values():
            engine.ask(self.office.place.server, "DROP ROLE " + role)

    def grant(self, code, *words):
        return self.done("grant", code, self.roles[code], "--name", NAMES.get(code, code), *words)

    def url(self, code):
        return self.office.database.replace("cpcc@", self.roles[code] + "@")

    def as_office(self, code, *words):
        return self.done("--database", self.url(code), *words)

    def refused_to(self, code, *words, saying=(), exit=1):
        return self.one_line(self.refused(exit, "--database", self.url(code), *words, saying=saying))

    def logs(self, code, *words, held_on="2024-06-03"):
        return self.as_office(code, "session", "log", "--platform", "P1", "--kind", "consult", "--title", code, "--held-on", held_on, *words).out.strip()

    def by_hand(self, code, statement):
        """Returns the result of a statement that an office sends to the server itself, or the message of a refusal."""
        try:
            return engine.ask(self.url(code), statement)
        except libpq.Refused as refused:
            return str(refused)


class LoadTest(ManyOffices):
    def test_a_load_updates_the_statistics_of_its_office(self):
        self.office.file("s.csv", [["code", "held_on", "platform", "kind", "title", "members"]] + [["QS-%d" % n, "2024-05-06", "P1", "consult", "第%d场" % n, "M1;M2"] for n in range(1500)])
        self.as_office("QS", "import", "session", "s.csv")
        for table in ("session", "attendance"):
            counted = self.office.sql("SELECT c.reltuples FROM pg_class c JOIN office o ON c.oid = ('%s_' || o.id)::regclass WHERE o.code = 'QS'" % table)
            self.assertGreaterEqual(counted[0][0], 1000)


class GrantTest(ManyOffices):
    def test_the_list_shows_who_may_read_what(self):
        self.grant("JA", "--reads", "QS", "--reads", "WH")
        rows = self.done("grant", "--format", "csv").rows
        self.assertEqual([(row["office"], row["name"], row["role"], row["reads"]) for row in rows],
                         [("JA", NAMES["JA"], self.roles["JA"], "QS, WH"), ("QS", NAMES["QS"], self.roles["QS"], ""), ("WH", NAMES["WH"], self.roles["WH"], "all")])

    def test_the_printed_sql_has_the_effect_of_the_command(self):
        """The printed SQL, when an administrator runs it, has the same effect as the command."""
        self.make_role("HS")
        printed = self.done("grant", "HS", self.roles["HS"], "--name", "洪山区政协", "--sql").out
        self.assertNotIn("HS", self.done("grant", "--format", "csv").out)
        engine.ask(self.office.database, printed)
        self.logs("HS")
        self.assertEqual(self.grant("HS", "--sql").out, printed.replace("洪山区政协", "HS"))

    def test_wrong_grants_are_refused_in_one_sentence(self):
        role = self.roles["QS"]
        for words, exit, saying in ((("XX", "nobody_here"), 1, "no role"), (("XX", "cpcc"), 1, "superuser"), (("X Y", role), 2, "cannot be an office code"), (("QS",), 2, "missing office or role"),
                                    (("QS-1", role), 1, "one is a prefix of the other"), (("Q", role, "--reads", "JB"), 1, "did you mean JA?")):
            self.one_line(self.refused(exit, "grant", *words, saying=saying))
        self.one_line(self.refused(1, "--database", self.url("QS"), "grant", "XX", role, saying="run this as the database owner"))
        self.done("--config", "file.toml", "--database", "file.db", "init")
        self.one_line(self.refused(1, "--database", "file.db", "grant", "QS", role, saying="is a file for one office"))

    def test_a_prefix_in_use_is_not_given_to_an_office(self):
        self.done("session", "log", "HS-1", "--platform", "P1", "--kind", "consult", "--title", "早", "--held-on", "2024-06-03")
        self.make_role("HS")
        self.one_line(self.refused(1, "grant", "HS", self.roles["HS"], saying="the database already has session HS-1, which uses the prefix of office HS"))
        self.assertNotIn("HS", self.done("grant", "--format", "csv").out)

    def test_a_revoked_role_has_no_access_and_its_records_remain(self):
        code = self.logs("QS")
        self.done("revoke", self.roles["QS"])
        self.refused_to("QS", "session", "list")
        self.assertEqual(self.codes("session", "list"), [code])
        self.assertEqual([row["role"] for row in self.done("grant", "--format", "csv").rows if row["office"] == "QS"], [""])
        self.one_line(self.refused(1, "revoke", self.roles["QS"], saying="has no access to revoke"))
        self.grant("QS")
        self.assertEqual(self.logs("QS"), "QS-S2024-00002")

    def test_the_configuration_must_name_the_office_of_the_role(self):
        self.office.configure('[office]\ncode = "JA"\n')
        self.refused_to("QS", "session", "list", exit=2, saying=("QS", "JA"))
        self.assertEqual(self.as_office("JA", "session", "list", "--format", "csv").rows, [])


class IsolationTest(ManyOffices):
    def test_an_office_sees_and_changes_its_own_records(self):
        qs, ja = self.logs("QS", "--members", "M1:speak", "--tags", "试点"), self.logs("JA", "--members", "M1;M2")
        self.assertEqual([qs, ja], ["QS-S2024-00001", "JA-S2024-00001"])
        for code, own, others in (("QS", qs, ja), ("JA", ja, qs)):
            listed = self.as_office(code, "session", "list", "--format", "csv").rows
            self.assertEqual([row["code"] for row in listed], [own])
            for words in (("show", others), ("edit", others, "--title", "x"), ("void", others, "--why", "x"), ("history", others)):
                self.refused_to(code, "session", *words, saying="session %s does not exist" % others)
            self.assertEqual(self.by_hand(code, "SELECT code FROM session"), [(own,)])
            self.assertEqual(self.by_hand(code, "SELECT count(*) FROM change WHERE kind = 'session' AND new = '%s'" % others), [(0,)])
            self.assertIn("owner     " + code, self.as_office(code, "session", "show", own).out)
            self.assertIn("Owner: " + code, self.as_office(code, "session", "history", own).out)

    def test_readable_records_of_other_offices_cannot_be_changed(self):
        qs = self.logs("QS", "--members", "M1")
        self.grant("JA", "--reads", "QS")
        for code in ("JA", "WH"):
            self.assertIn(qs, self.as_office(code, "session", "show", qs).out)
            for words in (("edit", qs, "--title", "x"), ("edit", qs, "--tags", "x"), ("void", qs, "--why", "x")):
                self.refused_to(code, "session", *words, saying="this session is owned by office QS; only that office can change it")
            self.refused_to(code, "problem", "raise", code + "-Q1", "--title", "x", "--category", "urgent", "--platform", "P1", "--session", qs, "--raised-on", "2024-06-04",
                            saying="records of another office cannot refer to it")
        self.one_line(self.refused(1, "session", "edit", qs, "--title", "x", saying="this session is owned by office QS; only that office can change it"))       # not even the database owner

    def test_direct_sql_has_no_further_access(self):
        """Tries forged offices, rows of other offices, the partitions themselves and the table of roles."""
        self.logs("QS", "--members", "M1")
        self.logs("JA")
        self.grant("JA", "--reads", "QS")
        before = self.office.everything()
        copied = "SELECT id + 9, 'QS-F', held_on, platform, kind, title, created, changed"
        columns = "INSERT INTO session (id, code, held_on, platform, kind, title, created, changed"
        number = self.office.sql("SELECT id FROM office WHERE code = 'QS'")[0][0]
        for statement in ("%s, office) %s, %d FROM session WHERE code LIKE 'JA%%'" % (columns, copied, number),
                          "SET cpcc.office = '%d'; %s) %s FROM session WHERE code LIKE 'QS%%'" % (number, columns, copied),
                          "UPDATE session SET title = 'x' WHERE code LIKE 'QS%'", "UPDATE session SET office = %d" % number, "DELETE FROM session", "DELETE FROM session_%d" % number,
                          "SELECT * FROM session_%d" % number, "UPDATE office_role SET reads = NULL", "UPDATE platform SET name = 'x'", "DELETE FROM change", "UPDATE change SET new = 'x'"):
            self.assertRegex(str(self.by_hand("JA", statement)), "row-level security|permission denied", statement)
        self.by_hand("JA", "DELETE FROM session_tag")
        self.by_hand("JA", "DELETE FROM platform_tag")
        self.assertEqual(self.office.everything(), before)

    def test_all_offices_read_registers_and_only_the_owner_changes_a_record(self):
        self.as_office("QS", "platform", "add", "P-QS", "--name", "新", "--kind", "home", "--area", "420107001001", "--tags", "a")
        self.as_office("QS", "platform", "edit", "P-QS", "--tags", "b,c")
        self.assertEqual(self.as_office("JA", "platform", "show", "P-QS", "--format", "json").json[0]["tags"], "b,c")
        self.as_office("QS", "platform", "edit", "P-QS", "--area", "420107001002", "--from", "2024-06-10")
        self.by_hand("JA", "DELETE FROM platform_former")
        self.assertEqual([row["until"] for row in self.as_office("JA", "platform", "show", "P-QS", "--format", "csv").rows], ["", "2024-06-09"])
        for words in (("platform", "edit", "P-QS", "--tags", "d"), ("platform", "edit", "P-QS", "--model", "yes", "--from", "2024-06-20"), ("platform", "close", "P-QS", "--on", "2024-06-30"), ("platform", "edit", "P1", "--name", "x")):
            self.refused_to("JA", *words, saying="may change only records owned by its office")
        self.logs("JA", "--partners", "P-QS")
        self.assertIn("138****1111", self.as_office("JA", "member", "show", "M1").out)
        self.refused_to("JA", "platform", "add", "P-QS", "--name", "新", "--kind", "home", "--area", "420107001001", saying="already exists")

    def test_the_city_counts_the_records_of_all_offices(self):
        for turn, code in enumerate(("QS", "JA", "JA", "WH")):
            self.logs(code, "--members", "M1;M2:leave", "--residents", str(10 + turn))
        measures = ("--period", "2024-06", "--measures", "sessions,attendances,members_active,residents", "--format", "csv")
        self.assertEqual([list(row.values())[2:] for row in self.as_office("WH", "report", *measures).rows], [["4", "4", "1", "46"]])
        self.assertEqual(self.as_office("WH", "report", *measures).out, self.done("report", *measures).out)
        self.assertEqual([list(row.values())[2:] for row in self.as_office("JA", "report", *measures).rows], [["2", "2", "1", "23"]])


class CodeTest(ManyOffices):
    def test_no_office_can_use_another_s_codes(self):
        sheet = self.office.file("s.csv", "code,held_on,platform,kind,title\nQS-1,2024-06-03,P1,consult,一\nJA-1,2024-06-03,P1,consult,二\nx,2024-06-03,P1,consult,三\n")
        said = self.refused(3, "--database", self.url("QS"), "import", "session", sheet)
        self.assertEqual(said.err.splitlines()[:2], ['s.csv:3: code: "JA-1" is not a code of this office; use the prefix QS-', 's.csv:4: code: "x" is not a code of this office; use the prefix QS-'])
        said = self.refused(3, "import", "session", sheet)
        self.assertEqual(said.err.splitlines()[:2], ['s.csv:2: code: "QS-1" belongs to office QS', 's.csv:3: code: "JA-1" belongs to office JA'])
        self.assertEqual(self.office.count("session"), 0)
        self.as_office("QS", "import", "session", self.office.file("own.csv", "code,held_on,platform,kind,title\nQS-1,2024-06-03,P1,consult,一\n"))
        for code in ("JA", "QS"):     # the server enforces this without cpcc too
            statement = "INSERT INTO session (id, code, held_on, platform, kind, title, created, changed) SELECT {0}::bigint + 7, 'JA-7', 20240603, 1, 1, 'x', max(id), max(id) FROM entry"
            number = self.office.sql("SELECT id FROM office WHERE code = ?", code)[0][0]
            self.by_hand(code, "INSERT INTO entry (at, by, action) VALUES ('2024', 'x', 'add')")
            self.assertEqual("violates check constraint" in str(self.by_hand(code, statement.format(number << 40))), code == "QS")


class MaintenanceTest(ManyOffices):
    def test_a_shared_database_can_be_checked_copied_backed_up_and_migrated(self):
        self.logs("QS", "--members", "M1", "--tags", "试点")
        self.logs("JA")
        self.done("session", "log", "OWN-1", "--platform", "P1", "--kind", "consult", "--title", "本库", "--held-on", "2024-06-03")
        self.check_is_clean()
        self.as_office("QS", "check")
        self.done("backup", "kept.db")
        for words in (("session", "list", "--format", "csv"), ("report", "--period", "2024-06", "--format", "csv"), ("session", "history", "QS-S2024-00001"), ("session", "show", "JA-S2024-00001")):
            self.assertEqual(self.done("--database", "kept.db", *words).out, self.done(*words).out)
        self.one_line(self.refused(1, "--database", self.url("WH"), "backup", "part.db", saying="run this as the database owner"))
        # A migration changes a partitioned table like any other, and the offices may use its new columns.
        engine.ask(self.office.database, "ALTER TABLE session ADD COLUMN probe BIGINT; CREATE INDEX session_probe ON session (probe)")
        self.done("migrate")
        self.assertEqual(self.by_hand("QS", "UPDATE session SET probe = 1; SELECT probe FROM session"), [(1,)])
        # An update by hand can break a reference, which includes the office.
        self.office.place.unchecked("UPDATE attendance SET session = session + 5")
        self.assertIn("session: the session that it refers to does not exist", self.refused_check())

    def refused_check(self):
        found = self.office.run("check")
        self.assertEqual(found.code, 4)
        return found.out

    def test_a_restored_database_can_be_granted_again(self):
        self.logs("QS")
        self.done("backup", "kept.db")
        self.done("restore", "kept.db")
        self.assertEqual(self.codes("session", "list"), ["QS-S2024-00001"])
        for code in ("QS", "JA"):
            self.grant(code)
        self.assertEqual(self.logs("QS"), "QS-S2024-00002")
        self.assertEqual(self.office.sql("SELECT code, office FROM session_1 ORDER BY code"), [("QS-S2024-00001", 1), ("QS-S2024-00002", 1)])
        self.check_is_clean()


if __name__ == "__main__":
    main()
