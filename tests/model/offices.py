#!/usr/bin/env python3
"""Compares a server's database of several offices with one file of the same random city, byte for byte.

Divides the facts among offices. Each office imports its facts in its own role; the file gets all of them at once.
Compares every report. Then copies the server's database to a file, which has the same row numbers, and back to a
server, and grants the rights again. Exit 0: no difference; 1: differences; 2: the import failed.
"""
import argparse
import csv
import os
import pathlib
import random
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import engine  # noqa: E402
from appraisal import random_rules, toml  # noqa: E402
from city import write_city  # noqa: E402
from compare import Program  # noqa: E402
from engines import RULES, Differences, compare_everything, said, words_of  # noqa: E402
from own import chance_of, own_measures, write_own  # noqa: E402
from records import KINDS, City  # noqa: E402

FACTS = "session attendance problem progress lookback document handling donation pledge pairing publicity".split()
# Column → the kind of fact to which it refers.
REFERENCES = {"session": "session", "problem": "problem", "follows": "problem", "document": "document", "duplicate_of": "problem"}
OFFICES = ["JA", "QS", "WC"]


def read(folder, kind):
    path = pathlib.Path(folder, kind + ".csv")
    if not path.exists():
        return [], []
    with open(path, encoding="utf-8", newline="") as rows:
        table = csv.DictReader(rows)
        return table.fieldnames, list(table)


def write(folder, kind, columns, rows):
    os.makedirs(folder, exist_ok=True)
    with open(pathlib.Path(folder, kind + ".csv"), "w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, columns, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def keepers(tables, chance):
    """Returns an office for every fact with a code. Facts that refer to one another have the same office."""
    above = {}

    def root(node):
        while above.setdefault(node, node) != node:
            node = above[node]
        return node

    for kind, (_, rows) in tables.items():
        for row in rows:
            for column, target in REFERENCES.items():
                if row.get(column) and "code" in row:
                    above[root((kind, row["code"]))] = root((target, row[column]))
    offices = {}
    return {(kind, row["code"]): offices.setdefault(root((kind, row["code"])), chance.choice(OFFICES)) for kind, (_, rows) in tables.items() for row in rows if "code" in row}


def part(city, work, chance):
    """Writes the city with the prefixes of its offices, as folders of registers, of each office's facts, and of all."""
    tables = {kind: read(city, kind) for kind in FACTS}
    keeper = keepers(tables, chance)
    for kind, (columns, rows) in tables.items():
        for row in rows:
            named = (("code", kind), ("session", "session"), ("problem", "problem"), ("document", "document"))
            owner = keeper[next((target, row[column]) for column, target in named if row.get(column))]
            for column, target in [("code", kind), *REFERENCES.items()]:
                if row.get(column):
                    row[column] = "%s-%s" % (keeper[target, row[column]], row[column])
            row[None] = owner
        rows.sort(key=lambda row: row[None])
        for office in OFFICES:
            write(work / office, kind, columns, [{column: row[column] for column in columns} for row in rows if row[None] == office])
        write(work / "whole", kind, columns, [{column: row[column] for column in columns} for row in rows])
    for kind in KINDS:
        if kind not in FACTS and pathlib.Path(city, kind + ".csv").exists():
            for folder in ("registers", "whole"):
                os.makedirs(work / folder, exist_ok=True)
                shutil.copy(pathlib.Path(city, kind + ".csv"), work / folder)


def begin(cpcc, folder, database, own, sets):
    folder.mkdir()
    program = Program(cpcc, folder)
    program.environment.update(CPCC_USER="clerk")
    program.must("init", "--database", str(database), "--name", "模型市政协")
    with open(folder / "cpcc.toml", "a", encoding="utf-8") as config:
        config.writelines([RULES, *map(toml, sets)])
    write_own(str(folder / "cpcc.toml"), own)
    return program


class Roles:
    """A role for each office and one for the city, on the test server."""

    def __init__(self, server):
        self.server, self.names = server, {office: "%s_%d" % (office.lower(), os.getpid()) for office in OFFICES + ["CITY"]}
        for role in self.names.values():
            engine.ask(server, "CREATE ROLE %s LOGIN" % role)

    def grant(self, program):
        for office, role in self.names.items():
            program.must("grant", office, role, *(["--reads", "all"] if office == "CITY" else []))

    def remove(self):
        for role in self.names.values():
            engine.ask(self.server, "DROP ROLE " + role)


def without_rows(words):
    """Returns whether the output depends neither on row numbers nor on the order in which the records were imported."""
    return words[0] not in ("export", "attendance", "progress", "lookback", "query") and not {"chain", "history"} & set(words)


def compare_city(options, seed, differences, place, again, roles):
    work = pathlib.Path(options.work, "seed-%d" % seed).absolute()
    shutil.rmtree(work, ignore_errors=True)
    write_city(str(work / "city"), seed, options.sessions)
    part(work / "city", work, random.Random(seed))
    city = City(str(work / "whole"))
    own = own_measures(city, chance_of(seed), 4)
    sets = [random_rules(city, random.Random(seed), target, 1) for target in ("members", "platforms")]
    file, server = (begin(options.cpcc, work / name, database, own, sets) for name, database in (("file", work / "file" / "records.db"), ("server", place.name)))
    file.must("--yes", "import", str(work / "whole"))
    roles.grant(server)
    server.must("--yes", "import", str(work / "registers"))
    for office in OFFICES:
        server.must("--yes", "--database", place.name.replace("cpcc@", roles.names[office] + "@"), "import", str(work / office))
    asked = words_of(city, seed, own, sets)
    compare_everything(file, server, [words for words in asked if without_rows(words)][::2], differences)

    server.must("copy", place.name, "copy.db")
    for words in asked[::3]:
        differences.compare(words, said(server, ["--database", "copy.db", *words]), said(server, words))
    # The city reads what the owner reads, except the history of others.
    for words in asked[::8]:
        if "history" not in words:
            differences.compare(words, said(server, words), said(server, ["--database", place.name.replace("cpcc@", roles.names["CITY"] + "@"), *words]))
    server.must("copy", "copy.db", again.name)
    server.must("--database", again.name, "migrate")
    roles.grant(Again(server, again.name))
    for words in asked[1::8]:
        differences.compare(words, said(server, words), said(server, ["--database", again.name, *words]))


class Again:
    """The same program on another database."""

    def __init__(self, program, name):
        self.program, self.name = program, name

    def must(self, *words):
        self.program.must("--database", self.name, *words)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cpcc", help="the executable")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sessions", type=int, default=500)
    parser.add_argument("--work", required=True, metavar="DIR", help="its folder seed-N is made anew")
    options = parser.parse_args()
    differences, place, again = Differences(), engine.Database(), engine.Database()
    roles = Roles(place.server)
    try:
        compare_city(options, options.seed, differences, place, again, roles)
    finally:
        place.remove()
        again.remove()
        roles.remove()
    print("%d outputs compared, %d differ" % (differences.compared, differences.found))
    return 1 if differences.found else 0


if __name__ == "__main__":
    sys.exit(main())
