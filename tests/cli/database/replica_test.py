"""Tests reports from a replica: a server that follows another one, and that `database_read` names."""

import engine
from office import Office, OfficeTest, main
from server import Server


class ReplicaTest(OfficeTest):
    @classmethod
    def setUpClass(cls):
        cls.server = Server.start()
        cls.addClassCleanup(cls.server.remove)
        cls.replica = cls.server.replica()
        cls.addClassCleanup(cls.replica.remove)

    def setUp(self):
        self.office = Office(init=False)
        self.addCleanup(self.office.close)
        self.office.place.remove()
        place = self.office.place
        place.server, place.name = self.server.url("postgres"), self.server.url(place.own)
        engine.ask(place.server, "CREATE DATABASE " + place.own)
        self.done("init", "--database", place.name, "--office", "QS", "--name", "青山区政协")
        self.office.has_a_town()
        self.office.configure(self.office.config.read_text("utf-8").replace("[office]", 'database_read = "%s"\n[office]' % self.replica.url(place.own), 1))
        self.follow()

    def follow(self):
        engine.follow(self.server, self.replica)

    def log(self, title):
        self.done("session", "log", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "visit", "--title", title)

    def visits(self, *words):
        return self.done("report", "--period", "2024", "--measures", "visits", "--format", "csv", *words).rows[0]["visits"]

    def test_only_reports_read_the_replica(self):
        engine.ask(self.replica.url("postgres"), "SELECT pg_wal_replay_pause()")
        try:
            self.log("走访")
            self.assertEqual(self.visits(), "0")
            self.assertEqual(self.visits("--database", self.office.database), "1")
            self.assertEqual(len(self.codes("session", "list")), 1)
        finally:
            engine.ask(self.replica.url("postgres"), "SELECT pg_wal_replay_resume()")
        self.follow()
        self.assertEqual(self.visits(), "1")

    def test_reports_show_the_time_of_the_replica(self):
        self.log("走访")
        self.follow()
        for words in (("report", "--period", "2024"), ("report", "coverage"), ("report", "followup"), ("report", "calendar"), ("report", "--period", "2024", "--format", "md")):
            said = self.done(*words)
            self.assertRegex(said.out + said.err, r"Data from the replica as of 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", str(said))
        self.assertRegex(self.done("report", "--period", "2024", "--format", "csv").err, "Data from the replica as of 20")
        self.assertIn("数据来自只读副本，截至 20", self.done("report", "--period", "2024", lang="zh").out)
        self.assertNotIn("Data from the replica", self.done("report", "--period", "2024", "--database", self.office.database).out)

    def test_a_replica_is_never_written_to(self):
        replica = self.replica.url(self.office.place.own)
        self.one_line(self.refused(1, "--database", replica, "area", "add", "X1", "--name", "区", "--level", "district", saying="does not allow"))
        self.assertEqual(self.done("--database", replica, "check").out, "")
        self.assertEqual(len(self.done("--database", replica, "member", "list", "--format", "csv").rows), 3)

    def test_an_unreachable_replica_fails_only_reports(self):
        self.office.configure(self.office.config.read_text("utf-8").replace("host=%s" % self.replica.folder, "host=/nonexistent"))
        self.one_line(self.refused(1, "report", "--period", "2024", saying="/nonexistent"))
        self.done("member", "list")


if __name__ == "__main__":
    main()
