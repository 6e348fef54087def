"""Sixteen offices use one database at once, each with its own role and partition: nothing is lost, duplicated or
deadlocked."""
import os
import random
import subprocess
import time

import engine
from office import CPCC, OfficeTest, main

OFFICES, SESSIONS, ROWS = 16, 4, 60


class OfficesTest(OfficeTest):
    town = True

    def setUp(self):
        super().setUp()
        self.office.configure("")
        self.addCleanup(self.drop_roles)

    def grant(self, offices):
        engine.ask(self.office.place.server, "; ".join("CREATE ROLE %s LOGIN" % self.role(number) for number in range(1, offices + 1)))
        for number in range(1, offices + 1):
            self.done("grant", "D%02d" % number, self.role(number))

    def drop_roles(self):
        self.office.place.remove()
        engine.ask(self.office.place.server, "; ".join("DROP ROLE IF EXISTS " + self.role(number) for number in range(1, OFFICES + 1)))

    @staticmethod
    def role(number):
        return "d%02d_%d" % (number, os.getpid())

    def start(self, number, *words):
        url = self.office.database.replace("cpcc@", self.role(number) + "@")
        return subprocess.Popen([CPCC, "--database", url, *map(str, words)], cwd=str(self.office.folder), env=self.office.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def test_offices_log_and_import_at_the_same_time(self):
        """Each office imports a file, logs sessions with generated codes, and adds to a register under an exclusive
        lock."""
        self.grant(OFFICES)
        waiting = []
        for number in range(1, OFFICES + 1):
            rows = [["D%02d-F%03d" % (number, row), "2024-05-%02d" % (row % 28 + 1), "P1", "consult", "第%d场" % row, "M1;M2:speak"] for row in range(ROWS)]
            waiting.append((number, "import", "session", self.office.file("part%d.csv" % number, [["code", "held_on", "platform", "kind", "title", "members"]] + rows)))
            waiting += [(number, "session", "log", "--platform", "P1", "--held-on", "2024-06-03", "--kind", "visit", "--title", "%d" % turn, "--members", "M1") for turn in range(SESSIONS)]
            waiting.append((number, "unit", "add", "U-D%02d" % number, "--name", "新", "--kind", "other"))
        random.Random(16).shuffle(waiting)
        running, began = [], time.monotonic()
        while waiting or running:
            self.assertLess(time.monotonic() - began, 240, "they hinder one another")
            while waiting and len(running) < OFFICES:
                running.append((waiting[0], self.start(*waiting.pop(0))))
            words, process = running.pop(0)
            err = process.communicate(timeout=120)[1]
            self.assertIn(process.returncode, (0, 75), err)
            if process.returncode == 75:
                waiting.append(words)
        for number in range(1, OFFICES + 1):
            codes = sorted(code for code, in self.office.sql("SELECT code FROM session_%d" % number))
            self.assertEqual(codes, ["D%02d-F%03d" % (number, row) for row in range(ROWS)] + ["D%02d-S2024-%05d" % (number, turn) for turn in range(1, SESSIONS + 1)])
            self.assertEqual(self.office.sql("SELECT count(*), min(id) / 1099511627776, max(id) / 1099511627776 FROM attendance_%d" % number), [(2 * ROWS + SESSIONS, number, number)])
        self.assertEqual(self.office.sql("SELECT count(*), count(DISTINCT id) FROM attendance"), [(OFFICES * (2 * ROWS + SESSIONS),) * 2])
        self.assertEqual(self.office.count("unit"), OFFICES + 2)
        self.check_is_clean()

    def test_an_office_waits_only_for_itself_and_for_registers(self):
        """An office that writes facts waits only for its own writers. A change of a register waits for all offices, and
        reports that the database is busy."""
        self.grant(3)
        other = engine.ServerHolder(self.office.database, "pg_advisory_xact_lock_shared(1668309859)", "pg_advisory_xact_lock(1668309859, 1)")
        self.addCleanup(other.release)
        logs = ("session", "log", "--platform", "P1", "--kind", "visit", "--title", "x", "--held-on", "2024-06-03")
        free = [self.start(2, *logs), self.start(3, "member", "list", "--reveal")]
        for code, processes in ((0, free), (75, [self.start(1, *logs)])):
            for process in processes:
                self.assertEqual((process.communicate(timeout=60)[1].count("being written by role") > 0, process.returncode), (code == 75, code))
        registers = self.start(2, "unit", "add", "U9", "--name", "x", "--kind", "other")     # later writers queue behind it
        self.assertIn("being written by role", registers.communicate(timeout=60)[1])
        self.assertEqual(registers.returncode, 75)


if __name__ == "__main__":
    main()
