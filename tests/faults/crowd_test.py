"""Many processes write at once: none fails, nothing is lost or duplicated, and a killed process blocks no other."""
import os
import pathlib
import signal
import stat
import subprocess
import threading
import time

from office import CPCC, OfficeTest, main, on_files

WINDOWS, SESSIONS = 8, 12


class CrowdTest(OfficeTest):
    town = True

    def log(self, code, *more):
        return ("session", "log", *code, "--held-on", "2024-05-06", "--platform", "P1", "--kind", "consult", "--title", "楼道照明", "--members", "M1,M2:speak", *more)

    def test_no_session_is_lost_or_duplicated(self):
        results = []

        def window():
            for _ in range(SESSIONS):
                results.append(self.run_cpcc(*self.log(())))
        windows = [threading.Thread(target=window) for _ in range(WINDOWS)]
        for one in windows:
            one.start()
        for one in windows:
            one.join()
        self.assertEqual({result.code for result in results}, {0}, "\n".join(str(result) for result in results if result.code != 0))
        made = sorted(result.out.strip() for result in results)
        self.assertEqual(made, ["QS-S2024-%05d" % number for number in range(1, WINDOWS * SESSIONS + 1)])
        self.assertEqual([code for code, in self.office.sql("SELECT code FROM session ORDER BY code")], made)
        self.assertEqual(self.office.count("attendance"), 2 * len(made))
        self.assertEqual(self.office.sql("SELECT count(*) FROM entry WHERE action = 'add'"), [(len(made),)])
        self.check_is_clean()

    @on_files
    def test_a_killed_writer_blocks_nobody(self):
        self.office.file("many.csv", [["code", "held_on", "platform", "kind", "title"]] + [["S%06d" % n, "2024-05-06", "P1", "consult", "第%d场" % n] for n in range(200_000)])
        running = subprocess.Popen([CPCC, "import", "session", "many.csv"], cwd=str(self.office.folder), env=self.office.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not pathlib.Path(str(self.office.database) + "-journal").exists() and running.poll() is None:
            time.sleep(0.01)
        waiting = []
        other = threading.Thread(target=lambda: waiting.append(self.run_cpcc(*self.log(["AFTER"]))))
        other.start()
        time.sleep(0.2)
        running.kill()
        running.wait()
        other.join()
        self.assertEqual(waiting[0].code, 0, str(waiting[0]))
        self.assertIn("AFTER", self.codes("session", "list"))

    @on_files
    def test_a_writer_waits_five_seconds_and_names_the_process_that_holds_the_lock(self):
        self.done(*self.log(["S1"]))
        self.office.file("many.csv", [["code", "held_on", "platform", "kind", "title"]] + [["N%06d" % n, "2024-05-06", "P1", "consult", "第%d场" % n] for n in range(50_000)])
        holder = subprocess.Popen([CPCC, "import", "session", "many.csv"], cwd=str(self.office.folder), env=self.office.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not pathlib.Path(str(self.office.database) + "-journal").exists() and holder.poll() is None:
            time.sleep(0.01)
        holder.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        self.one_line(self.refused(75, *self.log(["S2"]), saying="in use by another process (%d, " % holder.pid))
        self.assertGreater(time.monotonic() - began, 4.5)
        self.assertEqual(self.codes("session", "list"), ["S1"])     # readers do not wait
        holder.send_signal(signal.SIGCONT)
        self.assertEqual(holder.wait(), 0)
        self.done(*self.log(["S2"]))
        self.assertEqual(self.office.count("session"), 50_002)

    @property
    def queue(self):
        return pathlib.Path(str(self.office.database) + "-queue")

    @on_files
    def test_the_queue_file_exists_only_during_a_write(self):
        self.office.file("sectors.csv", [["code", "name"]] + [["X%06d" % n, "界别%06d" % n] for n in range(50_000)])
        writing = subprocess.Popen([CPCC, "import", "sector", "sectors.csv"], cwd=str(self.office.folder), env=self.office.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self.queue.exists() and writing.poll() is None:
            time.sleep(0.01)
        self.assertEqual(stat.S_IMODE(os.stat(self.queue).st_mode), 0o600)
        self.assertEqual(self.queue.stat().st_size, 0)
        self.assertEqual(writing.wait(), 0)
        self.assertFalse(self.queue.exists())

    @on_files
    def test_a_database_may_have_special_characters_in_its_name(self):
        self.done(*self.log(["S1"]))
        odd = self.office.folder / "odd %3F?#&名 'q'" / "a b.db"
        odd.parent.mkdir()
        self.done("backup", str(odd))
        self.done("--database", str(odd), *self.log(["S2"]))
        self.assertEqual(sorted(path.name for path in odd.parent.iterdir()), ["a b.db"])
        self.assertEqual(self.codes("--database", str(odd), "session", "list"), ["S1", "S2"])

    @on_files
    def test_reading_leaves_no_file(self):
        copy = self.office.folder / "copy" / "cpcc.db"
        copy.parent.mkdir()
        self.done("backup", str(copy))
        self.done("--database", str(copy), "platform", "list")
        self.done("--database", str(copy), "report", "--period", "2024")
        self.assertEqual([path.name for path in copy.parent.iterdir()], ["cpcc.db"])

    @on_files
    def test_a_link_in_place_of_the_queue_file_is_not_followed(self):
        elsewhere = self.office.folder / "elsewhere"
        self.queue.unlink(missing_ok=True)
        self.queue.symlink_to(elsewhere)
        self.done(*self.log(["S1"]))
        self.assertFalse(elsewhere.exists())


if __name__ == "__main__":
    main()
