"""Tests three servers. Two store the facts of different offices; the third has foreign tables in place of their
partitions (examples/offices/reporting-server.sql). Its reports equal those of one database with all records."""
import os
import subprocess

import engine
from office import EXAMPLES, OfficeTest, main
from server import Server

KEEPS = {"north": "QS", "south": "JA"}
OFFICES = ["CITY", "QS", "JA"]


class ThreeServersTest(OfficeTest):
    def setUp(self):
        super().setUp()
        self.office.configure("")
        self.roles = {code: "%s_%d" % (code.lower(), os.getpid()) for code in OFFICES}
        self.here = self.office.place.server
        self.addCleanup(self.drop_roles)
        self.servers = {}
        for name in KEEPS:
            self.servers[name] = Server.start()
            self.addCleanup(self.servers[name].remove)

    def drop_roles(self):
        self.office.place.remove()
        engine.ask(self.here, "DROP ROLE IF EXISTS " + self.roles["CITY"])

    def fill(self, name):
        """Fills a server with the registers, all offices in one order, and the facts of one; returns its URL."""
        server, code = self.servers[name], KEEPS[name]
        engine.ask(server.url("postgres"), "CREATE DATABASE records")
        owner = server.url("records")
        engine.ask(owner, "; ".join("CREATE ROLE %s LOGIN" % role for role in [*self.roles.values(), "reporter"]))
        self.done("--config", name + ".toml", "--database", owner, "init")
        self.done("--database", owner, "import", "town")
        for office in OFFICES:
            self.done("--database", owner, "grant", office, self.roles[office])
        engine.ask(owner, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reporter")
        self.done("--database", owner.replace("cpcc@", self.roles[code] + "@"), "import", self.facts(code))
        return owner

    def facts(self, code):
        """Writes an office's facts of two months, of every kind, to a folder; returns its name."""
        turns = range(40 if code == "QS" else 25)
        day = lambda turn: "2024-%02d-%02d" % (6 + turn % 2, turn % 27 + 1)      # noqa: E731
        sheets = {
            "session": [["code", "held_on", "platform", "kind", "title", "partners", "members", "units", "residents"]] +
                       [["%s-S%d" % (code, turn), day(turn), "P1", ("consult", "visit")[turn % 3 == 0], "第%d场" % turn, "P2" if turn % 4 == 0 else "", "M1;M2:speak" if turn % 2 else "M3", "U1", turn] for turn in turns],
            "problem": [["code", "title", "category", "raised_on", "platform", "session", "solved_on"]] +
                       [["%s-Q%d" % (code, turn), "事", "urgent", day(turn), "P1", "%s-S%d" % (code, turn), "2024-07-30" if turn % 3 else ""] for turn in turns],
            "lookback": [["problem", "seen_on", "result"]] + [["%s-Q%d" % (code, turn), "2024-07-31", "holding"] for turn in turns if turn % 3],
            "document": [["code", "kind", "title", "filed_on", "problem", "authors"]] + [["%s-D%d" % (code, turn), "proposal", "案", day(turn), "%s-Q%d" % (code, turn), "M1;M3"] for turn in turns],
            "donation": [["code", "given_on", "platform", "session", "cash"]] + [["%s-G%d" % (code, turn), day(turn), "P1", "%s-S%d" % (code, turn), "%d.50" % turn] for turn in turns],
            "publicity": [["code", "published_on", "channel", "title", "session"]] + [["%s-N%d" % (code, turn), day(turn), "报", "文", "%s-S%d" % (code, turn)] for turn in turns],
        }
        for kind, rows in sheets.items():
            self.office.file("%s/%s.csv" % (code, kind), rows)
        return code

    def join(self, name, registers):
        """Runs what an administrator runs on the reporting server."""
        server = self.servers[name]
        said = {"ON_ERROR_STOP": 1, "server": name, "host": server.folder, "port": 5432, "dbname": "records", "user": "reporter", "offices": KEEPS[name], "registers": registers}
        ran = subprocess.run(["psql", "--no-psqlrc", "--dbname", self.office.database, *["--variable=%s=%s" % pair for pair in said.items()], "--file", EXAMPLES / "offices" / "reporting-server.sql"],
                             capture_output=True, text=True, timeout=120)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        engine.ask(self.office.database, "ALTER USER MAPPING FOR PUBLIC SERVER %s OPTIONS (ADD password_required 'false')" % name)

    def test_the_third_server_reports_like_one_database(self):
        self.one = self.office.folder / "one.db"
        self.done("--config", "one.toml", "--database", self.one, "init")
        engine.ask(self.here, "CREATE ROLE %s LOGIN" % self.roles["CITY"])
        self.done("grant", "CITY", self.roles["CITY"], "--reads", "all")
        for name, sheet in (("area", "code,name,level,parent\n420100,武汉市,city,\n420107,青山区,district,420100\n420107001001,花园社区,community,420107\n"),
                            ("unit", "code,name,kind\nU1,区住建局,department\n"), ("member", "code,name,level,area\n" + "".join("M%d,委员%d,district,420107\n" % (n, n) for n in (1, 2, 3))),
                            ("platform", "code,name,kind,area\nP1,花园之家,home,420107001001\nP2,工作室,studio,420107\n")):
            self.office.file("town/%s.csv" % name, sheet)
        self.done("--database", self.one, "import", "town")
        for name in KEEPS:
            self.fill(name)
            self.done("--database", self.one, "import", KEEPS[name])
            self.join(name, "yes" if name == "north" else "no")
        city = self.office.database.replace("cpcc@", self.roles["CITY"] + "@")
        for words in (("report", "--period", "2024-06"), ("report", "--period", "2024-07", "--by", "platform,month", "--total", "--format", "csv"), ("report", "brief", "--period", "2024-07"),
                      ("report", "coverage", "--period", "2024-06"), ("report", "--period", "2024-07", "--explain", "donation_cash"), ("session", "list", "--format", "csv")):
            expected = self.done("--database", self.one, *words).out
            self.assertEqual(self.done("--database", city, *words).out, expected)
            self.assertEqual(self.done(*words).out, expected)
        self.look_at_the_plan(city)

    def look_at_the_plan(self, city):
        """Checks that each server gets the range of days, and joins its own attendances with its own sessions."""
        lines = [line for line, in engine.ask(city, "SET enable_partitionwise_join = on; SET enable_seqscan = off; EXPLAIN (VERBOSE, COSTS OFF) SELECT r.session, r.member, r.role, r.id FROM attendance r "
                                            "JOIN session s ON s.id = r.session AND s.office = r.office WHERE r.voided IS NULL AND s.voided IS NULL AND s.held_on BETWEEN 20240601 AND 20240630 ORDER BY r.session, 2")]
        plan, sent = "\n".join(lines), [line for line in lines if "Remote SQL" in line]
        self.assertEqual(len(sent), len(KEEPS), plan)
        for line in sent:
            self.assertRegex(line, r"attendance_\d \w+ INNER JOIN public.session_\d .*held_on >= 20240601", plan)
        self.assertEqual(plan.count("Async Foreign Scan"), len(KEEPS), plan)


if __name__ == "__main__":
    main()
