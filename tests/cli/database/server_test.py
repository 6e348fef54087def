"""Tests what applies only to a database on a server: URLs, passwords, roles, a missing server."""
import os
import subprocess

import engine
from office import CPCC, OfficeTest, main


class UrlTest(OfficeTest):
    def test_a_password_in_a_url_is_refused_and_never_printed(self):
        host = self.office.database.split("host=")[1]
        for url in ("postgresql://cpcc:s3cret@/x?host=" + host, "postgresql://cpcc@/x?host=%s&password=s3cret" % host, "postgres://cpcc:s3cret@nowhere.invalid/x"):
            for lang, words in (("en", ".pgpass"), ("zh", ".pgpass")):
                said = self.refused(2, "--database", url, "area", "list", saying=words, lang=lang)
                self.one_line(said)
                self.assertNotIn("s3cret", said.err)
            self.office.file("named.toml", 'database = "%s"\n' % url)
            said = self.refused(2, "--config", "named.toml", "area", "list", saying=".pgpass")
            self.assertNotIn("s3cret", said.err)

    def test_the_password_comes_from_pgpass_and_the_environment(self):
        url = self.with_password("s3cret")
        self.assertEqual(self.office.run("--database", url, "area", "list", env={"PGPASSWORD": "s3cret"}).code, 0)
        wrong = self.refused(1, "--database", url, "area", "list", env={"PGPASSWORD": "wr0ng"}, saying=".pgpass")
        self.assertNotIn("wr0ng", wrong.err)
        self.one_line(wrong)
        home = self.office.folder / "home"
        home.mkdir(exist_ok=True)
        (home / ".pgpass").write_text("*:*:*:guarded:s3cret\n")
        (home / ".pgpass").chmod(0o600)
        self.done("--database", url, "area", "list")

    def with_password(self, password):
        """Returns the URL of the office's database for a role that needs a password (tests/support/server.py)."""
        engine.ask(self.office.place.server, "DO $$ BEGIN CREATE ROLE guarded LOGIN SUPERUSER PASSWORD '%s'; EXCEPTION WHEN duplicate_object THEN NULL; END $$" % password)
        return self.office.database.replace("cpcc@", "guarded@")

    def test_a_missing_database_or_server_is_reported(self):
        for url in (self.office.database.replace("office_", "nowhere_"), "postgresql://cpcc@/x?host=/nonexistent", "postgresql://cpcc@127.0.0.1:1/x"):
            said = self.refused(1, "--database", url, "area", "list", saying=url)
            self.one_line(said)
            self.one_line(self.refused(1, "--database", url, "area", "list", lang="zh"))

    def test_a_malformed_url_is_refused(self):
        self.one_line(self.refused(2, "--database", "postgresql://[x", "area", "list", saying="postgresql://USER@HOST"))
        self.one_line(self.refused(2, "--database", "postgresql:///x?hsot=y", "area", "list"))

    def test_a_database_of_another_encoding_is_refused(self):
        engine.ask(self.office.place.server, "CREATE DATABASE %s_latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0" % self.office.place.own)
        self.addCleanup(engine.ask, self.office.place.server, "DROP DATABASE %s_latin" % self.office.place.own)
        url = self.office.place.server.replace("/postgres?", "/%s_latin?" % self.office.place.own)
        self.one_line(self.refused(1, "--config", "other.toml", "--database", url, "init", saying="UTF8"))
        self.assertFalse((self.office.folder / "other.toml").exists())

    def test_a_file_needs_no_libpq(self):
        linked = subprocess.run(["ldd", CPCC], capture_output=True, text=True).stdout
        self.assertNotIn("libpq", linked)
        self.done("--config", "file.toml", "--database", "file.db", "init")
        loaded = subprocess.run([CPCC, "--database", "file.db", "area", "list"], capture_output=True, text=True, cwd=self.office.folder,
                                env={**self.office.environment(), "LD_DEBUG": "files"}).stderr
        self.assertIn("libc.so", loaded)
        self.assertNotIn("libpq", loaded)


class LoadTest(OfficeTest):
    town = True

    def test_a_load_updates_statistics_before_its_commit(self):
        """Otherwise the server would query the rows with a plan for an empty table (docs/scale.md)."""
        engine.ask(self.office.database, "ANALYZE")
        self.office.file("s.csv", [["code", "held_on", "platform", "kind", "title", "members"]] + [["S%d" % n, "2024-05-06", "P1", "consult", "第%d场" % n, "M1;M2"] for n in range(1500)])
        self.done("import", "session", "s.csv")
        for table in ("session", "attendance"):
            self.assertGreaterEqual(self.office.sql("SELECT reltuples FROM pg_class WHERE oid = '%s'::regclass" % table)[0][0], 1000)


class RoleTest(OfficeTest):
    town = True

    def as_reader(self):
        role = "reader_%d" % os.getpid()
        engine.ask(self.office.database, "CREATE ROLE %s LOGIN" % role)
        engine.ask(self.office.database, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO %s" % role)
        self.addCleanup(lambda: engine.ask(self.office.database, "DROP OWNED BY %s" % role) or engine.ask(self.office.place.server, "DROP ROLE %s" % role))
        return self.office.database.replace("cpcc@", role + "@")

    def test_a_read_only_role_can_report_but_not_write(self):
        url = self.as_reader()
        self.assertEqual(self.done("--database", url, "report", "--period", "2024").out, self.done("report", "--period", "2024").out)
        before = self.office.everything()
        for words in (("area", "add", "X1", "--name", "区", "--level", "district"), ("import", "town", "--on-existing", "skip"), ("member", "void", "M1", "--why", "x")):
            refused = self.office.run("--database", url, *words)
            if words[0] == "import" and refused.code == 0:
                continue                                        # it had nothing to write
            self.assertEqual(refused.code, 1, str(refused))
            self.one_line(refused)
        self.assertEqual(self.office.everything(), before)


class OrderTest(OfficeTest):
    def test_text_sorts_by_its_bytes_with_any_collation(self):
        codes = ["a", "B", "b", "A", "_x", "0", "Z"]
        self.office.file("sector.csv", [["code", "name"]] + [[code, "界别"] for code in codes])
        self.done("import", "sector", "sector.csv")
        self.assertEqual(self.codes("sector", "list"), sorted(codes))
        self.assertEqual([row["code"] for row in self.done("query", "SELECT code FROM sector ORDER BY code", "--format", "csv").rows], sorted(codes))
        self.assertNotEqual([name for name, in self.office.sql("SELECT code FROM (VALUES ('a'), ('B')) v(code) ORDER BY code")], ["B", "a"], "the server must sort otherwise, or this says nothing")


if __name__ == "__main__":
    main()
