"""The commands that write, and what a run of one may leave behind: all as before, or all as after.

Nothing here depends on the schema: a database counts by its rows in every table, and by `export --all` and `check`.
"""
import contextlib
import dataclasses
import hashlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
import zlib

from office import CPCC, ROOT, Office

HERE = pathlib.Path(__file__).resolve().parent
LOG = ("session", "log", "S2", "--held-on", "2024-05-06", "--platform", "P1", "--kind", "consult", "--title", "停车", "--members", "M1,M2:speak", "--units", "U1")


@dataclasses.dataclass(frozen=True)
class Command:
    """A command that writes. It runs in a copy of the office `like`, or in an empty folder."""
    name: str
    words: tuple
    like: str = "town"
    steps: bool = False        # makes several changes of the database, one after another, and goes on with the next
    several: bool = False      # replaces several files, each as a whole; it can fail behind those that change
    # Where the first file is as after, the second must hold what it held before.
    keeps: tuple = ()


COMMANDS = (
    Command("init", ("init", "--office", "QS", "--name", "青山区政协"), like="nothing"),
    Command("log", LOG),
    Command("edit", ("session", "edit", "S1", "--title", "加装电梯")),
    Command("void", ("session", "void", "S1", "--why", "重复")),
    Command("import", ("import", "session", "many.csv")),
    Command("import-directory", ("import", "more")),
    Command("close", ("platform", "close", "P2", "--on", "2024-06-30")),
    Command("period-close", ("period", "close", "2024-05")),
    Command("lookback", ("problem", "lookback", "Q1", "--result", "relapsed", "--on", "2024-07-01")),
    Command("export", ("export", "session", "--output", "list.csv")),
    Command("export-xlsx", ("export", "member", "--output", "list.xlsx")),
    Command("export-all", ("export", "--all", "--output", "out"), several=True),
    Command("backup", ("backup", "copy.db")),
    Command("copy", ("copy", "cpcc.db", "copy.db")),
    Command("restore", ("restore", "old.db"), keeps=("cpcc.db", "cpcc.db.before-restore")),
    Command("migrate", ("migrate",), like="old", steps=True),
    Command("save-map", ("import", "session", "sheet.csv", "--preview", "--ignore-unknown", "--save-map", "street")),
)


def library(folder):
    """Returns the path of the injector: $CPCC_INJECT, or built here."""
    if os.environ.get("CPCC_INJECT"):
        return os.environ["CPCC_INJECT"]
    built = pathlib.Path(folder) / "inject.so"
    subprocess.run(["cc", "-std=gnu11", "-shared", "-fPIC", "-O1", "-o", built, HERE / "inject.c", "-ldl"], check=True)
    return str(built)


def must(ran):
    if ran.code != 0:
        raise AssertionError(str(ran))
    return ran


class Bench:
    """The offices in which the commands run, the injector, and a folder for runs."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cpcc-faults-"))
        self.library = library(self.folder)
        (self.folder / "nothing").mkdir()
        self.offices = {"nothing": self.folder / "nothing", "town": self.moved(self.town(), "town"), "old": self.moved(self.old(), "old")}
        self.made = 0

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def moved(self, office, name):
        shutil.copytree(office.folder, self.folder / name)
        office.close()
        return self.folder / name

    def town(self):
        office = Office().has_a_town()
        must(office.run("session", "log", "S1", "--held-on", "2024-05-05", "--platform", "P1", "--kind", "consult", "--title", "楼道照明", "--members", "M1,M2"))
        must(office.run("problem", "raise", "Q1", "--title", "照明", "--category", "doorstep", "--platform", "P1", "--raised-on", "2024-05-05"))
        must(office.run("problem", "solve", "Q1", "--on", "2024-06-01"))
        must(office.run("export", "--all", "--output", "out"))
        must(office.run("backup", "old.db"))
        must(office.run("session", "edit", "S1", "--title", "楼道照明二"))
        office.file("many.csv", [["code", "held_on", "platform", "kind", "title", "members", "summary"]] + [["N%04d" % n, "2024-04-%02d" % (n % 28 + 1), "P1", "consult", "第%d场" % n, "M1;M2:speak", "纪要" * 20] for n in range(150)])
        office.file("more/sector.csv", "code,name\nlaw,社会法制\n")
        office.file("more/unit.csv", "code,name,kind,area\nU3,区园林局,department,420107\n")
        office.file("sheet.csv", "单位\n日期（必填）,平台,题目,类别,活动成效\n2024-01-05,P1,甲,走访,好\n")
        office.file("list.csv", "old\n")
        shutil.rmtree(office.folder / "town")
        return office

    def old(self):
        """Returns an office whose database has the oldest schema that the tests keep."""
        office = Office()
        office.database.unlink()
        with contextlib.closing(sqlite3.connect(office.database)) as database:
            database.executescript(sorted((ROOT / "tests/store/golden").glob("schema_*.sql"))[0].read_text("utf-8"))
            database.commit()
        os.chmod(office.database, 0o600)
        return office

    def copy_of(self, command):
        self.made += 1
        return pathlib.Path(shutil.copytree(self.offices[command.like], self.folder / ("run%d" % self.made)))

    def run(self, folder, words, **inject):
        """Runs cpcc, with the injector if it is told anything: `sort="write"` becomes INJECT_SORT."""
        environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "CPCC_USER": "clerk", "CPCC_TODAY": "2024-09-05", "LC_ALL": "C.UTF-8", "TMPDIR": str(self.folder)}
        if inject:
            environment["LD_PRELOAD"] = self.library
            environment.update(("INJECT_" + name.upper(), str(value)) for name, value in inject.items())
        return subprocess.run([CPCC, "--yes", *words], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)


def is_database(path):
    with open(path, "rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def rows_of(path):
    """Returns a hash of every row of every table of a database, after SQLite's own recovery; the fault if it is damaged."""
    found = hashlib.sha1()
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.text_factory = bytes
            said = database.execute("PRAGMA integrity_check").fetchall()
            if said != [(b"ok",)]:
                return "damaged: %r" % said[0]
            for kind, name, text in database.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall():
                found.update(repr((kind, name, text)).encode())
                if kind == b"table":
                    found.update(repr(sorted(map(repr, database.execute('SELECT * FROM "%s"' % name.decode())))).encode())
    except sqlite3.Error as error:
        return "damaged: %s" % error
    return found.hexdigest()


def parts_of(path):
    """Returns a hash of a workbook's parts, but for the properties, which hold the time; the fault if it is damaged."""
    try:
        with zipfile.ZipFile(path) as book:
            return hashlib.sha1(b"".join(book.read(name) for name in sorted(book.namelist()) if not name.startswith("docProps/"))).hexdigest()
    except (zipfile.BadZipFile, zlib.error) as error:
        return "damaged: %s" % error


def content_of(path):
    if is_database(path):
        return rows_of(path)
    return parts_of(path) if path.suffix == ".xlsx" else hashlib.sha1(path.read_bytes()).hexdigest()


def names_in(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def contents(folder, names=None):
    """Returns what each file of a folder holds, by its name."""
    return {name: content_of(folder / name) for name in sorted(names_in(folder) if names is None else names) if (folder / name).exists()}


class Ends:
    """What the folder of a command holds before it, and after an undisturbed run."""

    def __init__(self, bench, command):
        self.bench, self.command = bench, command
        self.folder = bench.copy_of(command)
        self.before = contents(self.folder)
        self.run = bench.run(self.folder, command.words)
        if self.run.returncode != 0:
            raise AssertionError("%s: %s" % (command.name, self.run.stderr.decode()))
        self.after = contents(self.folder)
        self.changed = sorted(name for name in self.before.keys() | self.after.keys() if self.before.get(name) != self.after.get(name))
        self.exports = {name: self.exported(self.folder, name) for name in self.changed if is_database(self.folder / name)}

    def exported(self, folder, name):
        """Returns what cpcc exports of a database, and how many rows each table has; the message if `check` finds anything."""
        said = self.bench.run(folder, ("--database", name, "check", "--format", "csv"))
        worse = [line for line in said.stdout.decode().splitlines()[1:] if "may be the same" not in line and "are alike" not in line and not line.startswith("note")]
        if said.returncode not in (0, 4) or worse:
            return "check: %s%s" % (worse[:1], said.stderr.decode())
        with tempfile.TemporaryDirectory(dir=self.bench.folder) as out:
            said = self.bench.run(folder, ("--database", name, "export", "--all", "--output", out))
            if said.returncode != 0:
                return "export: " + said.stderr.decode()
            records = {path.name: path.read_bytes() for path in pathlib.Path(out).iterdir()}
        with contextlib.closing(sqlite3.connect(folder / name)) as database:
            tables = [table for table, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()]
            return records, [(table, database.execute('SELECT count(*) FROM "%s"' % table).fetchone()) for table in tables]

    def state(self, folder, thorough=True):
        """Returns for each file that the command changes whether it is as before, as after, or what is wrong with it.

        Between two steps of a command counts as before: the next run must go on from there. `thorough` takes equal
        exports as equal, for runs that differ in the time of a change.
        """
        found = {}
        for name in self.changed:
            holds = content_of(folder / name) if (folder / name).exists() else None
            if holds == self.before.get(name):
                found[name] = "before"
            elif holds == self.after.get(name):
                found[name] = "after"
            elif holds is None:
                found[name] = "%s is missing" % name
            elif holds.startswith("damaged"):
                found[name] = "%s: %s" % (name, holds)
            elif self.command.steps and is_database(folder / name) and self.exported(folder, name) != self.exports[name]:
                found[name] = "before"
            elif name not in self.exports or not thorough:
                found[name] = "%s is neither as before nor as after" % name
            else:
                exported = self.exported(folder, name)
                whole = exported == self.exports[name]
                found[name] = "after" if whole else "%s: %s" % (name, exported if isinstance(exported, str) else "its records are neither as before nor as after")
        return found
