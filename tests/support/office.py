"""An office in a temporary folder, and the commands that people type there.

    class ClosingTest(OfficeTest):
        def test_a_closed_platform_accepts_no_session(self):
            self.office.has_a_platform("QS-P1")
            self.done("platform", "close", "QS-P1", "--on", "2024-06-30")
            self.refused(1, "session", "log", …)

The executable is $CPCC, else build/dev/cpcc, else build/release/cpcc.
"""
import atexit
import csv
import functools
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import engine

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


def executable():
    named = os.environ.get("CPCC")
    places = [pathlib.Path(named).absolute()] if named else [ROOT / "build" / preset / "cpcc" for preset in ("dev", "release")]
    for place in places:
        if place.is_file():
            return str(place)
    raise SystemExit("no executable: build one, or name it in CPCC (looked for " + ", ".join(map(str, places)) + ")")


CPCC = executable()


class Result:
    """The result of a run: its exit code, and both streams as text."""

    def __init__(self, words, code, out, err):
        self.words, self.code, self.raw, self.err = words, code, out, err.decode("utf-8", "surrogateescape")

    @property
    def out(self):
        return self.raw.decode("utf-8", "surrogateescape")

    @property
    def rows(self):
        """Returns the rows of the CSV on stdout as dictionaries."""
        return list(csv.DictReader(io.StringIO(self.out)))

    @property
    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return "cpcc %s\nexit %s\nstdout:\n%s\nstderr:\n%s" % (" ".join(map(str, self.words)), self.code, self.out[-3000:], self.err[-3000:])


def without_holidays(configuration):
    """Returns what `cpcc init` wrote without its holidays: a test that needs some sets its own."""
    return re.sub(r"(?m)^\[workdays\]\n(.+\n)+", "", configuration)


class Office:
    """A folder with a configuration and a database. Every run starts there, with an environment of its own."""

    def __init__(self, lang="en", init=True, like=None):
        """Creates a new office as `cpcc init` does; without `init` an empty folder; with `like` a copy of that office."""
        like = like or (init and Office._new(lang)) or None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cpcc-office-"))
        if like:
            shutil.copytree(like.folder, self.folder, dirs_exist_ok=True)
        self.place = engine.make(self.folder, like and like.place)
        self.config = self.folder / "cpcc.toml"
        self.lang = lang
        if like:
            self.configure(self.config.read_text("utf-8"))

    @staticmethod
    @functools.cache
    def _new(lang):
        """Returns an office that `cpcc init` has made, for copies: on a server a copy takes a fourth of the time."""
        self = Office(lang, init=False)
        atexit.register(self.close)
        named = ["--database", self.database] if engine.ON_SERVER else []
        made = self.run("init", "--office", "QS", "--name", "青山区政协", *named)
        if made.code != 0:
            raise AssertionError(str(made))
        self.config.write_text(without_holidays(self.config.read_text("utf-8")), "utf-8")
        return self

    def configure(self, text):
        """Replaces the configuration; its `database` is always the office's own."""
        own = 'database = "%s"\n' % (self.database if engine.ON_SERVER else self.database.name)
        rest = re.sub(r"^database = .*\n", "", text, flags=re.MULTILINE)
        self.config.write_text(own + rest, "utf-8")

    @property
    def database(self):
        """Returns the path of the database, or its URL on a server."""
        return self.place.name

    def close(self):
        self.place.remove()
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self, **more):
        env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(self.folder / "home"), "CPCC_USER": "clerk"}
        env.update({name: value for name, value in os.environ.items() if name.startswith(("ASAN_", "UBSAN_", "LSAN_", "TSAN_"))})
        env.update(more)
        return {name: value for name, value in env.items() if value is not None}

    def run(self, *words, input=b"", env=None, lang=None, cwd=None, **more):
        lang = self.lang if lang is None else lang
        line = [CPCC] + (["--lang", lang] if lang else []) + [str(word) for word in words]
        if isinstance(input, str):
            input = input.encode()
        ran = subprocess.run(line, input=input, capture_output=True, cwd=str(cwd or self.folder), env=self.environment(**(env or {})), timeout=120, **more)
        return Result(words, ran.returncode, ran.stdout, ran.stderr)

    def file(self, name, content):
        """Writes a file in the office's folder from text, bytes or rows, and returns its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_bytes(content.encode())
        else:
            with open(path, "w", newline="", encoding="utf-8") as out:
                csv.writer(out, lineterminator="\n").writerows(content)
        return path

    def files(self):
        """Returns the names of the files in the office's folder, sorted."""
        return sorted(path.name for path in self.folder.iterdir())

    def sql(self, statement, *values):
        """Returns the rows of a statement, run in the database without cpcc."""
        return self.place.rows(statement, values)

    def count(self, kind):
        return self.sql("SELECT count(*) FROM " + kind)[0][0]

    def everything(self):
        """Returns every row of every table, to compare the database before and after a command."""
        return {table: sorted(rows, key=repr) for table, rows in self.place.everything().items()}

    # Adds a small town: one district with a street and two communities, two platforms, three members, two units.
    def has_a_town(self):
        self.file("town/area.csv", TOWN_AREAS)
        self.file("town/sector.csv", "code,name\nedu,教育\nmed,医药卫生\n")
        self.file("town/unit.csv", "code,name,kind,area\nU1,区住建局,department,420107\nU2,惠民物业,property,420107001\n")
        self.file("town/member.csv", TOWN_MEMBERS)
        self.file("town/platform.csv", TOWN_PLATFORMS)
        taken = self.run("import", "town")
        if taken.code != 0:
            raise AssertionError(str(taken))
        return self


TOWN_AREAS = """code,name,level,parent
420100,武汉市,city,
420107,青山区,district,420100
420107001,钢都街道,street,420107
420107001001,花园社区,community,420107001
420107001002,钢城社区,community,420107001
"""
TOWN_MEMBERS = """code,name,level,area,sector,phone,joined_on
M1,委员一,district,420107,edu,13800001111,2022-01-01
M2,委员二,district,420107,med,13800002222,2022-01-01
M3,委员三,city,420107,,,2023-01-01
"""
TOWN_PLATFORMS = """code,name,kind,area,opened_on
P1,花园社区协商议事之家,home,420107001001,2023-01-01
P2,教育界别委员工作室,studio,420107001,2023-03-01
"""


def on_files(test):
    """Marks a test of behaviour that only a file has, or that differs on a server."""
    return unittest.skipIf(engine.ON_SERVER, "a file's own")(test)


def on_servers(test):
    return unittest.skipUnless(engine.ON_SERVER, "a server's own")(test)


class OfficeTest(unittest.TestCase):
    """A test with an office of its own. `town` gives it a small town, `lang` is its language, and `prepare` is the
    common start of all tests of a class."""

    lang = "en"
    town = False

    def prepare(self):
        """Runs once for each class, in an office that each of its tests then copies."""

    def setUp(self):
        self.office = Office(self.lang, like=self.model())
        self.addCleanup(self.office.close)

    def model(self):
        cls = type(self)
        if "prepared" not in cls.__dict__:
            self.office = Office(self.lang)
            cls.addClassCleanup(self.office.close)
            if self.town:
                self.office.has_a_town()
            self.prepare()
            cls.prepared = self.office
        return cls.prepared

    def check_is_clean(self):
        """Asserts that `check` finds nothing but likely doubles, which a test that repeats itself makes."""
        found = self.run_cpcc("check", "--format", "csv", lang="en")
        self.assertEqual([row for row in found.rows if "may be the same" not in row["finding"] and "are alike" not in row["finding"]] if found.out else [], [])
        self.assertIn(found.code, (0, 4))

    def run_cpcc(self, *words, **more):
        return self.office.run(*words, **more)

    def done(self, *words, **more):
        """Runs a command that must succeed, and returns the result."""
        result = self.office.run(*words, **more)
        self.assertEqual(result.code, 0, str(result))
        return result

    def refused(self, code, *words, saying=(), **more):
        """Runs a command that must fail with this code, print no data, and print all texts of `saying` in its message.
        Returns the result."""
        result = self.office.run(*words, **more)
        self.assertEqual(result.code, code, str(result))
        self.assertEqual(result.out, "", str(result))
        for part in (saying,) if isinstance(saying, str) else saying:
            self.assertIn(part, result.err, str(result))
        return result

    def one_line(self, result):
        self.assertEqual(len(result.err.splitlines()), 1, str(result))
        self.assertTrue(result.err.startswith("cpcc: "), str(result))
        self.assertTrue(result.err.endswith("\n"), str(result))

    def record(self, kind, code):
        """Returns one record, read as JSON."""
        found = self.done(kind, "show", code, "--format", "json").json
        self.assertEqual(len(found), 1)
        return found[0]

    def codes(self, *words):
        """Returns the codes of a list, in its order."""
        return [row["code"] for row in self.done(*words, "--format", "csv").rows]


def main():
    unittest.main(verbosity=1)
