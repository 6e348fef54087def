"""Reads and changes a database without cpcc: a file with Python's sqlite3, a server with libpq. $CPCC_TEST_ENGINE
chooses the engine."""
import itertools
import os
import sqlite3
import time

from libpq import Session, ask

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
        """Runs a statement without constraints, as a person may do in the engine's own shell."""
        self.rows(statement)

    def hold(self):
        """Holds the write lock, as another process would, until `release`."""
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
    """A new database on the server of $CPCC_TEST_SERVER, empty or a copy of `like`."""

    made = itertools.count(1)

    def __init__(self, like=None):
        self.server = os.environ["CPCC_TEST_SERVER"]
        self.own = "office_%d_%d" % (os.getpid(), next(self.made))
        ask(self.server, "CREATE DATABASE " + self.own + (" TEMPLATE " + like.own if like else ""))
        self.name = self.server.replace("/postgres?", "/%s?" % self.own)

    def rows(self, statement, values=()):
        for value in values:
            statement = statement.replace("?", str(value) if isinstance(value, int) else "'%s'" % value.replace("'", "''"), 1)
        return ask(self.name, statement)

    def tables(self):
        return [name for name, in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")]

    def everything(self):
        with Session(self.name) as session:
            return {table: session.ask("SELECT * FROM " + table) for table in self.tables()}

    def unchecked(self, statement):
        ask(self.name, "SET session_replication_role = replica; " + statement)

    def hold(self):
        return ServerHolder(self.name, "pg_advisory_xact_lock(1668309859)")

    def remove(self):
        ask(self.server, "DROP DATABASE IF EXISTS %s WITH (FORCE)" % self.own)


class ServerHolder:
    """Holds locks, as another session would, until `release`."""

    def __init__(self, url, *locks):
        self.session = Session(url)
        self.session.ask("BEGIN; SELECT " + ", ".join(locks))

    def release(self):
        self.session.close()


def follow(server, replica):
    """Waits until the replica has everything that the server has, for at most a minute.

    The server of the tests writes its log a little after the commit, so this asks for what is inserted into it.
    """
    [[here]] = ask(server.url("postgres"), "SELECT pg_current_wal_insert_lsn()")
    for _ in range(600):
        if ask(replica.url("postgres"), "SELECT pg_last_wal_replay_lsn() >= '%s'" % here) == [(True,)]:
            return
        time.sleep(0.1)
    raise AssertionError("the replica does not follow")


def make(folder, like=None):
    """Returns a place for `cpcc init --database`. With `like` it has that one's contents: on a server it is a copy; a
    file must already be in the folder."""
    return Database(like) if ON_SERVER else File(folder)
