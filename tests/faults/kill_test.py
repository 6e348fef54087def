"""A process killed in the middle of an import leaves either the old data or the whole import, never a part of it."""
import random
import subprocess
import time

import engine
from office import CPCC, OfficeTest, main, on_files

ROWS = 20_000 if engine.ON_SERVER else 100_000


class KillTest(OfficeTest):
    town = True

    def prepare(self):
        self.done("session", "log", "BEFORE", "--held-on", "2024-02-02", "--platform", "P1", "--kind", "consult", "--title", "此前")
        self.office.file("many.csv", [["code", "held_on", "platform", "kind", "title", "members", "residents", "summary"]] +
                         [["S%06d" % n, "2024-%02d-%02d" % (n % 12 + 1, n % 28 + 1), "P2" if n % 2 and n % 12 > 3 else "P1", "consult", "第%d场" % n, "M1;M2:speak", n % 90, "纪要" * 20] for n in range(ROWS)])

    def start(self):
        return subprocess.Popen([CPCC, "import", "session", "many.csv"], cwd=str(self.office.folder), env=self.office.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def test_a_killed_import_changes_nothing_or_completes(self):
        kept = self.office.everything()
        figures = self.done("report", "--period", "2024", "--format", "csv", "--quiet").out
        began = time.monotonic()
        whole = self.run_cpcc("import", "session", "many.csv", "--dry-run")
        self.assertEqual(whole.code, 0, str(whole))
        length = time.monotonic() - began
        self.assertEqual(self.office.everything(), kept)
        chance, killed = random.Random(20240904), 0
        for at in [0.02] + [chance.random() for _ in range(9)] + [0.97, 1.0]:
            running = self.start()
            try:
                running.communicate(timeout=max(0.01, at * length))
            except subprocess.TimeoutExpired:
                running.kill()
                running.communicate()
            if running.returncode == 0:
                break                     # faster than the dry run: later moments have nothing to interrupt
            killed += 1
            self.assertEqual(running.returncode, -9)
            # The first process afterwards is a reader. It too must see all of the old data and no part of the import.
            seen = self.done("report", "--period", "2024", "--format", "csv", "--quiet").out
            self.check_is_clean()
            if seen != figures:           # killed after the commit
                self.assertEqual((self.office.count("session"), self.office.count("attendance")), (ROWS + 1, 2 * ROWS))
                break
            self.assertEqual(self.office.everything(), kept)
        self.assertGreaterEqual(killed, 1)

    @on_files
    def test_a_killed_init_is_taken_up(self):
        """Kills init at random moments. The next run with the same words completes what is there."""
        chance = random.Random(20240905)
        for number in range(12):
            folder = self.office.folder / ("new%d" % number)
            folder.mkdir()
            words = [CPCC, "init", "--office", "QS", "--name", "青山区政协"]
            running = subprocess.Popen(words, cwd=str(folder), env=self.office.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(chance.random() * 0.06)
            running.kill()
            running.communicate()
            if not {"cpcc.toml", "cpcc.db"} <= {path.name for path in folder.iterdir()}:
                self.done(*words[1:], cwd=folder)
            self.done("check", cwd=folder)
            self.assertEqual(sorted(path.name for path in folder.iterdir()), ["cpcc.db", "cpcc.toml"])

    def test_a_killed_import_can_be_repeated(self):
        running = self.start()
        time.sleep(0.4)
        running.kill()
        running.communicate()
        done = self.done("import", "session", "many.csv", "--format", "csv")
        self.assertEqual(sum(int(done.rows[0][key]) for key in ("added", "unchanged")), ROWS)
        self.assertEqual(self.office.count("session"), ROWS + 1)


if __name__ == "__main__":
    main()
