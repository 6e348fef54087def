"""What stands in a database, unseen by cpcc: by Python's sqlite3 in a file, by psql on a server. $CPCC_TEST_ENGINE chooses."""
import itertools
import json
import os
import sqlite3
import subprocess

ON_SERVER = os.environ.get("CPCC_TEST_ENGINE") == "postgresql"


class File:
    """A database in a file."""

    def __init__(self, folder, name="cpcc.db"):
        self.name = folder / name

    def rows(self, statement, values=()):
        connection = sqlite3.connect(str(self.name), isolation_level=None)
        try:
            return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def tables(self):
        return [name for name, in self.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")]

    def everything(self):
        return {table: self.rows("SELECT * FROM " + table) for table in self.tables()}

    def unchecked(self, statement):
        """A change that no constraint hinders, as a hand may make it in the engine's own shell."""
        self.rows(statement)

    def hold(self):
        """Writes as another process would, until `release`."""
        return Holder(self.name)

    def remove(self):
        pass


class Holder:
    def __init__(self, path):
        self.connection = sqlite3.connect(str(path), isolation_level=None, check_same_thread=False)
        self.connection.execute("BEGIN IMMEDIATE")

    def release(self):
        self.connection.close()


class Database:
    """A database on the server that $CPCC_TEST_SERVER names, empty at first."""

    made = itertools.count(1)

    def __init__(self):
        self.server = os.environ["CPCC_TEST_SERVER"]
        self.own = "office_%d_%d" % (os.getpid(), next(self.made))
        psql(self.server, "CREATE DATABASE " + self.own)
        self.name = self.server.replace("/postgres?", "/%s?" % self.own)

    def rows(self, statement, values=()):
        for value in values:
            statement = statement.replace("?", str(value) if isinstance(value, int) else "'%s'" % value.replace("'", "''"), 1)
        if not statement.lstrip().upper().startswith("SELECT"):
            psql(self.name, statement)
            return []
        # As JSON numbers stay numbers; as pairs columns of one name stay apart.
        return json.loads(psql(self.name, "SELECT coalesce(json_agg(q), '[]') FROM (%s) q" % statement), object_pairs_hook=lambda pairs: tuple(value for _, value in pairs))

    def tables(self):
        return [name for name, in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")]

    def everything(self):
        """Asked for at once: a shell for each table would take its time."""
        parts = ["SELECT '%s' AS name, (SELECT coalesce(json_agg(q), '[]') FROM %s q) AS rows" % (table, table) for table in self.tables()]
        return {name: found for name, found in self.rows(" UNION ALL ".join(parts))}

    def unchecked(self, statement):
        psql(self.name, "SET session_replication_role = replica; " + statement)

    def hold(self):
        return ServerHolder(self.name)

    def remove(self):
        psql(self.server, "DROP DATABASE IF EXISTS %s WITH (FORCE)" % self.own)


class ServerHolder:
    def __init__(self, url):
        self.shell = subprocess.Popen(["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--dbname", url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.shell.stdin.write("BEGIN; SELECT 'held' FROM pg_advisory_xact_lock(1668309859);\n")
        self.shell.stdin.flush()
        assert "held" in self.shell.stdout.readline()

    def release(self):
        if self.shell.poll() is None:
            self.shell.communicate("ROLLBACK;\n")


def psql(url, statement):
    ran = subprocess.run(["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--dbname", url, "--command", statement],
                         stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    if ran.returncode != 0:
        raise RuntimeError(ran.stderr.decode())
    return ran.stdout.decode()


def make(folder):
    """A place for a database: what `cpcc init --database` is told."""
    return Database() if ON_SERVER else File(folder)
