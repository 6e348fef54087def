#!/usr/bin/env python3
"""A temporary PostgreSQL server for tests, in a temporary folder and on a private socket.

    server.py start NOTE          starts a server and writes its folder into the file NOTE
    server.py stop NOTE           stops it and removes its folder
    server.py run NOTE WORDS …    runs a command that tests on it (CPCC_TEST_ENGINE, CPCC_TEST_SERVER)

Its text sorts by a Chinese collation, so that tests fail if SQL relies on the server's order instead of naming its own.
"""
import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import tempfile

# Faster but unsafe in a crash, which would lose only test data. A test of crashes starts a server with other settings.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def folder_of_its_own():
    """Makes a folder, in memory if there is room: a database has some three hundred files, and almost every test
    creates and drops one."""
    memory = "/dev/shm"
    roomy = os.access(memory, os.W_OK | os.X_OK) and shutil.disk_usage(memory).free > 2 << 30
    return tempfile.mkdtemp(prefix="cpcc-pg-", dir=memory if roomy else None)


def programs():
    """Returns the folder of initdb and pg_ctl, which Debian does not put in the PATH."""
    versions = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = [str(versions[-1].parent)] if versions else []
    place = shutil.which("initdb") or (found and found[0] + "/initdb")
    if not place:
        raise SystemExit("there is no PostgreSQL server (Debian: postgresql-15)")
    return os.path.dirname(os.path.realpath(place))


class Server:
    """A running server; `url(name)` names a database of it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    @classmethod
    def start(cls, settings=FAST):
        self = cls(folder_of_its_own())
        self._own(self.folder)
        self._run("initdb", "--pgdata", self.folder / "data", "--username", "cpcc", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8",
                  "--locale-provider", "icu", "--icu-locale", "zh", "--no-sync", "--no-instructions")
        chosen = {"listen_addresses": "''", "unix_socket_directories": "'%s'" % self.folder, "max_connections": "80", "shared_buffers": "'128MB'", "log_checkpoints": "off", "jit": "off", **settings}
        with open(self.folder / "data" / "postgresql.conf", "a", encoding="utf-8") as conf:
            conf.writelines("%s = %s\n" % pair for pair in chosen.items())
        hba = self.folder / "data" / "pg_hba.conf"
        hba.write_text("local all guarded scram-sha-256\n" + hba.read_text())     # one role that needs a password
        self.resume()
        return self

    def replica(self):
        """Starts a second server that follows this one."""
        other = Server(folder_of_its_own())
        self._own(other.folder)
        self._run("pg_basebackup", "--pgdata", other.folder / "data", "--host", self.folder, "--username", "cpcc", "--write-recovery-conf", "--checkpoint", "fast", "--no-sync")
        with open(other.folder / "data" / "postgresql.conf", "a", encoding="utf-8") as conf:
            conf.write("unix_socket_directories = '%s'\n" % other.folder)
        other.resume()
        return other

    def resume(self):
        self._run("pg_ctl", "--pgdata", self.folder / "data", "--wait", "--silent", "--log", self.folder / "log", "start")

    def halt(self, how="fast"):
        """Stops the server; `immediate` stops it like a crash. Its data remain."""
        self._run("pg_ctl", "--pgdata", self.folder / "data", "--wait", "--silent", "--mode", how, "stop")

    def remove(self):
        try:
            if (self.folder / "data" / "postmaster.pid").exists():
                self.halt("immediate")
        except SystemExit:
            pass                                            # it was killed and left the file
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database):
        return "postgresql://cpcc@/%s?host=%s" % (database, self.folder)

    def _run(self, program, *words):
        ran = subprocess.run(self._as() + [programs() + "/" + program] + [str(word) for word in words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, cwd="/", env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, timeout=120)
        if ran.returncode != 0:
            log = self.folder / "log"
            raise SystemExit("%s: %s%s" % (program, ran.stdout.decode(), log.read_text()[-3000:] if log.exists() else ""))

    # PostgreSQL refuses to run as root.
    @staticmethod
    def _as():
        return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] if os.geteuid() == 0 else []

    @staticmethod
    def _own(folder):
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)


def main(verb, note, *words):
    note = pathlib.Path(note)
    if verb == "start":
        if note.exists():                                   # a killed run left it
            Server(note.read_text().strip()).remove()
        note.write_text("%s\n" % Server.start().folder)
    elif verb == "stop":
        Server(note.read_text().strip()).remove()
        note.unlink()
    elif verb == "run":
        os.environ.update(CPCC_TEST_ENGINE="postgresql", CPCC_TEST_SERVER=Server(note.read_text().strip()).url("postgres"))
        os.execvp(words[0], words)
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
