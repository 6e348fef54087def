"""A server with many clients, and a killed server: nothing is lost, duplicated or half written, and cpcc reports the
failure."""
import random
import select
import socket
import subprocess
import tempfile
import threading
import time

import engine
from office import CPCC, Office, OfficeTest, main
from server import Server

PROCESSES, SESSIONS = 16, 12
# libpq prints this itself if a server stops immediately during the connection, before cpcc can turn it off.
LAST_WORD = "WARNING:  terminating connection due to immediate shutdown command"


class CrowdTest(OfficeTest):
    town = True

    def start(self, *words):
        return subprocess.Popen([CPCC, *map(str, words)], cwd=str(self.office.folder), env=self.office.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def test_sixteen_processes_log_and_import_at_the_same_time(self):
        """Half of the processes log sessions with generated codes, half import a file each. A process that finds the
        database busy tries again."""
        files = [self.office.file("part%d.csv" % part, [["code", "held_on", "platform", "kind", "title", "members"]] +
                                  [["F%d-%03d" % (part, number), "2024-05-%02d" % (number % 28 + 1), "P1", "consult", "第%d场" % number, "M1;M2:speak"] for number in range(200)])
                 for part in range(PROCESSES // 2)]
        waiting = [("session", "log", "--platform", "P1", "--held-on", "2024-06-0%d" % (turn % 9 + 1), "--kind", "visit", "--title", "%d/%d" % (who, turn), "--members", "M1")
                   for turn in range(SESSIONS) for who in range(PROCESSES // 2)]
        waiting += [("import", "session", file) for file in files]
        random.Random(16).shuffle(waiting)
        expected, codes, running = len(waiting), [], []
        began = time.monotonic()
        while waiting or running:
            self.assertLess(time.monotonic() - began, 240, "they hinder one another")
            while waiting and len(running) < PROCESSES:
                running.append((waiting[0], self.start(*waiting.pop(0))))
            words, process = running.pop(0)
            out, err = process.communicate(timeout=120)
            self.assertIn(process.returncode, (0, 75), err)
            if process.returncode == 75:
                waiting.append(words)
            else:
                codes.append(out.split()[0])
        self.assertEqual(len(codes), expected)
        logged = [code for code in codes if code.startswith("QS-S")]
        self.assertEqual(sorted(logged), ["QS-S2024-%05d" % number for number in range(1, SESSIONS * PROCESSES // 2 + 1)])
        self.assertEqual(self.office.count("session"), SESSIONS * PROCESSES // 2 + 200 * len(files))
        self.assertEqual(self.office.count("attendance"), SESSIONS * PROCESSES // 2 + 400 * len(files))
        self.check_is_clean()


class CutWire:
    """A proxy between client and server. Once the client has sent `enough`, the proxy sends it a notice and stops."""

    SOCKET = ".s.PGSQL.5432"
    NOTICE = b"SWARNING\0VWARNING\0C57P02\0Mterminating connection\0\0"

    def __init__(self, server, enough):
        self.folder = tempfile.TemporaryDirectory(prefix="cpcc-wire-")
        self.server, self.enough = str(server.folder), enough
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(self.folder.name + "/" + self.SOCKET)
        self.listening.listen()
        self.thread = threading.Thread(target=self.carry, daemon=True)
        self.thread.start()

    def carry(self):
        client, _ = self.listening.accept()
        with client, socket.socket(socket.AF_UNIX) as server:
            server.connect(self.server + "/" + self.SOCKET)
            sent = b""
            while not self.enough(sent):
                for source in select.select([client, server], [], [])[0]:
                    data = source.recv(65536)
                    if not data:
                        return
                    (server if source is client else client).sendall(data)
                    sent += data if source is client else b""
            client.sendall(b"N" + (len(self.NOTICE) + 4).to_bytes(4, "big") + self.NOTICE)

    def close(self):
        self.thread.join(60)
        self.listening.close()
        self.folder.cleanup()


class KilledServerTest(OfficeTest):
    """Tests with a server of their own, with the default settings of a real server."""

    def setUp(self):
        self.server = Server.start({})
        self.addCleanup(self.server.remove)
        self.office = Office(init=False)
        self.addCleanup(self.office.close)
        self.office.place.remove()
        self.office.place.server = self.server.url("postgres")
        self.office.place.name = self.server.url(self.office.place.own)
        engine.ask(self.office.place.server, "CREATE DATABASE " + self.office.place.own)
        self.done("init", "--database", self.office.database, "--office", "QS")
        self.office.has_a_town()
        self.office.file("many.csv", [["code", "held_on", "platform", "kind", "title", "members"]] +
                         [["S%05d" % n, "2024-%02d-%02d" % (n % 12 + 1, n % 28 + 1), "P1", "consult", "第%d场" % n, "M1;M2:speak"] for n in range(20000)])

    def kept(self):
        sessions, attendances = self.office.count("session"), self.office.count("attendance")
        self.assertEqual(attendances, 2 * sessions)
        return sessions

    def test_a_killed_server_keeps_whole_imports(self):
        chance, interrupted = random.Random(7), 0
        for at in [0.05, 0.3, 0.6] + [chance.uniform(0, 2) for _ in range(3)]:
            running = subprocess.Popen([CPCC, "--lang", "en", "--yes", "import", "session", "many.csv"], cwd=str(self.office.folder), env=self.office.environment(),
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            time.sleep(at)
            self.server.halt("immediate")
            out, err = running.communicate(timeout=60)
            self.server.resume()
            if running.returncode == 0:
                break
            interrupted += 1
            self.assertIn(running.returncode, (1, 75), err)
            said = err.splitlines()
            if said[0] == LAST_WORD:
                said.pop(0)
            self.assertEqual(len(said), 1, err)
            self.assertRegex(err, "lost the connection|cannot connect|cannot reach|does not accept connections")
            self.assertEqual((out, self.kept()), ("", 0))
        self.assertGreater(interrupted, 2)
        self.assertIn(self.run_cpcc("import", "session", "many.csv").code, (0,))
        self.assertEqual(self.kept(), 20000)
        self.check_is_clean()

    def cut(self, enough):
        """Returns the URL of the database through a connection that is cut."""
        wire = CutWire(self.server, enough)
        self.addCleanup(wire.close)
        return self.office.database.replace(str(self.server.folder), wire.folder.name)

    def test_a_connection_that_cannot_be_written_is_reported_as_lost(self):
        """While it sends rows, libpq cannot write but has something to read, so it considers the connection good."""
        through = self.cut(lambda sent: len(sent) > 300_000)
        lost = self.refused(1, "--database", through, "import", "session", "many.csv", lang="zh", saying="的连接中断")
        self.one_line(lost)
        self.assertNotIn("\t", lost.err)
        self.assertEqual(self.kept(), 0)

    def test_a_commit_with_a_lost_reply_is_reported_as_uncertain(self):
        through = self.cut(lambda sent: sent.endswith(b"COMMIT\0"))
        self.one_line(self.refused(1, "--database", through, "area", "add", "X1", "--name", "区", "--level", "district", saying="the change may or may not be saved"))
        self.done("area", "edit", "X1", "--name", "新区")     # this COMMIT arrived; the edit waits until it ends

    def test_an_unreachable_server_is_reported(self):
        self.server.halt()
        for lang in ("en", "zh"):
            self.one_line(self.refused(1, "area", "list", lang=lang, saying=self.office.database))
        self.server.resume()
        self.done("area", "list")


if __name__ == "__main__":
    main()
