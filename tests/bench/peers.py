"""Imports the same city with the sqlite3 shell, in four ways that a person might choose.

`keyed`    `.import` of the original files into tables with the same columns, indexes and foreign keys, but without
           history. Codes are the keys; dates and choices stay texts.
`equal`    `.import` into tables with the same columns, keys, indexes and foreign keys, but without history. The shell
           cannot turn codes into row numbers, so its files contain those. The tables are not STRICT, because STRICT
           would reject empty cells.
`staged`   `.import` of the original files into bare tables, then INSERT … SELECT with joins into equal STRICT tables.
`bare`     `.import` of the original files into tables without keys, indexes or types.

Each runs with the shell's default settings and one transaction for each statement.
"""
import csv
import sqlite3
import subprocess

KINDS = ["area", "sector", "member", "platform", "session", "attendance", "problem", "donation"]


def header_of(path):
    with open(path, encoding="utf-8") as file:
        return file.readline().strip().split(",")


class Peer:
    """One way for one city. `script` is the input of the shell; `database` is the file that it writes."""

    def __init__(self, bench, city, way):
        self.bench, self.city, self.way = bench, city, way
        self.database = bench.work / f"peer-{way}.db"
        self.script = bench.work / f"{city.name}-{way}.sql"
        self.schema = sqlite3.connect(bench.work / "cpcc.db")
        with open(self.script, "w", encoding="utf-8") as out:
            out.write("\n".join(getattr(self, "_" + way)()) + "\n")

    def prepare(self):
        for ending in ("", "-journal"):
            path = self.database.with_name(self.database.name + ending)
            path.unlink(missing_ok=True)

    def command(self):
        return ["sqlite3", "-bail", self.database]

    # --- the four ways -------------------------------------------------------------------------------------------

    def _bare(self):
        for kind in KINDS:
            yield f"CREATE TABLE {kind} ({', '.join(header_of(self.city / f'{kind}.csv'))});"
            yield f".import --csv --skip 1 '{self.city / f'{kind}.csv'}' {kind}"

    def _keyed(self):
        yield "PRAGMA foreign_keys = ON;"
        for kind in KINDS:
            yield from self._keyed_table(kind)
        yield "INSERT INTO area (code, name, level) VALUES ('', '', '');"     # the target of an empty cell
        for kind in KINDS:
            yield f".import --csv --skip 1 '{self.city / f'{kind}.csv'}' {kind}"

    def _equal(self):
        yield "PRAGMA foreign_keys = ON;"
        for kind in KINDS:
            yield from self._table(kind, strict=False)
        for kind in KINDS:
            yield f".import --csv '{self._resolved(kind)}' {kind}"

    def _staged(self):
        yield "PRAGMA foreign_keys = ON;"
        for kind in KINDS:
            yield from self._table(kind, strict=True)
        for kind in KINDS:
            yield f".import --csv '{self.city / f'{kind}.csv'}' new_{kind}"
        for kind in KINDS:
            yield self._insert(kind)
        for kind in KINDS:
            yield f"DROP TABLE new_{kind};"

    # --- pieces --------------------------------------------------------------------------------------------------

    def _columns(self, kind):
        """Returns (name, type, required, referenced table) for each column that the city's files fill."""
        given = header_of(self.city / f"{kind}.csv")
        target = {row[3]: row[2] for row in self.schema.execute(f"PRAGMA foreign_key_list({kind})")}
        return [(name, type_, required, target.get(name)) for _, name, type_, required, *_ in self.schema.execute(f"PRAGMA table_info({kind})") if name in given]

    def _table(self, kind, strict):
        columns = ["id INTEGER PRIMARY KEY"]
        for name, type_, required, target in self._columns(kind):
            unique = " UNIQUE" if name == "code" else ""
            refers = f" REFERENCES {target} (id)" + (" DEFERRABLE INITIALLY DEFERRED" if target == kind else "") if target else ""
            columns.append(f"{name} {type_}{' NOT NULL' if required else ''}{unique}{refers}")
        yield f"CREATE TABLE {kind} ({', '.join(columns)}){' STRICT' if strict else ''};"
        yield from self._indexes(kind)

    def _keyed_table(self, kind):
        """Yields a table with the columns in the order of the file. Columns that are not numbers are texts."""
        about = {name: rest for name, *rest in self._columns(kind)}
        fields = self._fields(kind)
        columns = []
        for name in header_of(self.city / f"{kind}.csv"):
            _, required, target = about[name]
            type_ = "INTEGER" if fields[name]["type"] == "count" else "REAL" if fields[name]["type"] == "yuan" else "TEXT"
            refers = f" REFERENCES {target} (code)" + (" DEFERRABLE INITIALLY DEFERRED" if target == kind else "") if target else ""
            columns.append(f"{name} {type_}{' PRIMARY KEY' if name == 'code' else ''}{' NOT NULL' if required else ''}{refers}")
        yield f"CREATE TABLE {kind} ({', '.join(columns)});"
        yield from self._indexes(kind)

    def _indexes(self, kind):
        names = {name for name, *_ in self._columns(kind)}
        for index, sql in self.schema.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ? ORDER BY name", [kind]):
            if {row[2] for row in self.schema.execute(f"PRAGMA index_info({index})")} <= names:
                kept, _, condition = sql.partition(" WHERE ")
                yield (sql if condition.split(" ")[0] in names else kept) + ";"

    def _resolved(self, kind):
        """Returns the kind's file with numbers for codes, choices and dates, as in the database of cpcc."""
        path = self.bench.work / f"{self.city.name}-resolved-{kind}.csv"
        if not path.exists():
            database = self.bench.database(int(self.city.name.split("-")[1]))
            names = ", ".join(name for name, *_ in self._columns(kind))
            # The top area is its own parent, because an empty cell is not a row number.
            names = names.replace("parent", "coalesce(parent, id)")
            with open(path, "w", encoding="utf-8") as out:
                subprocess.run(["sqlite3", "-readonly", "-csv", database, f"SELECT id, {names} FROM {kind} ORDER BY id"], stdout=out, check=True)
        return path

    def _fields(self, kind):
        lines = subprocess.run([self.bench.cpcc, "--lang", "en", "fields", kind, "--format", "csv"], capture_output=True, text=True, check=True, env=self.bench.env).stdout.splitlines()
        return {row["field"]: row for row in csv.DictReader(lines)}

    def _converted(self, kind):
        """Returns the columns, the SQL that converts a file's cell `n.…` for each, and the joins that resolve codes."""
        about = self._fields(kind)
        names, values, joins = [], [], []
        for name, _, required, target in self._columns(kind):
            cell, field = f"n.{name}", about[name]
            if target:
                joins.append(f"{'LEFT ' if not required else ''}JOIN {target} r_{name} ON r_{name}.code = {cell}")
                cell = f"r_{name}.id"
            elif field["type"] == "YYYY-MM-DD":
                cell = f"CAST(nullif(replace({cell}, '-', ''), '') AS INTEGER)"
            elif field["type"] == "yuan":
                cell = f"CAST(round(CAST({cell} AS REAL) * 100) AS INTEGER)"
            elif field["choices"]:
                cell = f"CASE {cell} " + " ".join(f"WHEN '{word.split(' ')[0]}' THEN {place}" for place, word in enumerate(field["choices"].split("; "), 1)) + " END"
            elif field["type"] == "count":
                cell = f"CAST({cell} AS INTEGER)"
            elif not required:
                cell = f"nullif({cell}, '')"
            names.append(name)
            values.append(cell)
        return names, values, joins

    def _insert(self, kind):
        names, values, joins = self._converted(kind)
        if kind == "area":        # parents are in the same file, which gives their row numbers
            joins = ["LEFT JOIN new_area r_parent ON r_parent.code = n.parent"]
            values = [value.replace("r_parent.id", "r_parent.rowid") for value in values]
            names, values = ["id", *names], ["n.rowid", *values]
        return f"INSERT INTO {kind} ({', '.join(names)}) SELECT {', '.join(values)} FROM new_{kind} n {' '.join(joins)} ORDER BY n.rowid;"
