"""Measures DuckDB, if it is installed: the import of a city, and the figures of a month and a year by district.

Its tables have the same rows, columns, keys and foreign keys as those of cpcc. They lack foreign keys to the history,
and to the table itself, which DuckDB cannot fill in one statement. Dates and choices are numbers, as in cpcc, because
DuckDB counts them faster than texts. It uses all processors.
"""
import pathlib
import shutil

import peers
import reports
from pairs import Pairs, median, once, progress, say, table

SHELL = pathlib.Path(__file__).with_suffix(".mjs")
REGISTERS_AND_FACTS = ["area", "sector", "unit", "member", "platform", "assignment", "topic", "session", "session_partner", "session_unit", "attendance", "problem", "lookback", "document",
                       "document_author", "donation"]


class Duck(peers.Peer):
    """DuckDB needs no staging tables, because it queries the CSV files directly."""

    def __init__(self, bench, city):
        self.modules = bench.work / "duckdb"
        super().__init__(bench, city, "duckdb")

    def command(self):
        return ["node", SHELL, self.modules, self.database]

    def prepare(self):
        for ending in ("", ".wal"):
            self.database.with_name(self.database.name + ending).unlink(missing_ok=True)

    def _duckdb(self):
        for name in REGISTERS_AND_FACTS:
            yield self._whole_table(name)
        yield "BEGIN;"
        for kind in peers.KINDS:
            yield self._insert(kind)
        yield "COMMIT;"

    def _whole_table(self, name):
        target = {row[3]: row[2] for row in self.schema.execute(f"PRAGMA foreign_key_list({name})") if row[2] in REGISTERS_AND_FACTS and row[2] != name}
        columns = []
        for _, column, type_, required, _, key in self.schema.execute(f"PRAGMA table_info({name})"):
            if column in ("created", "changed", "office"):
                continue
            columns.append(f"{column} {'VARCHAR' if type_ == 'TEXT' else 'BIGINT'}{' PRIMARY KEY' if column == 'id' else ' NOT NULL' if required else ''}"
                           f"{' UNIQUE' if column == 'code' else ''}{f' REFERENCES {target[column]} (id)' if column in target else ''}")
        return f"CREATE TABLE {name} ({', '.join(columns)});"

    def _insert(self, kind):
        """Numbers the rows in the order of the file, which also contains the parents of areas."""
        names, values, joins = self._converted(kind)
        read = f"(SELECT row_number() OVER () AS line, * FROM read_csv('{self.city / f'{kind}.csv'}', header = true, all_varchar = true))"
        if kind == "area":
            joins = [f"LEFT JOIN {read} r_parent ON r_parent.code = n.parent"]
            values = [value.replace("r_parent.id", "r_parent.line") for value in values]
        return f"INSERT INTO {kind} (id, {', '.join(names)}) SELECT n.line, {', '.join(values)} FROM {read} n {' '.join(joins)} ORDER BY n.line;"


def seconds(run):
    """Returns the seconds from opening the database to closing it, without the start of Node."""
    return float(run.said.split()[-1])


def importing(bench):
    rows = []
    for size in bench.sizes:
        duck = Duck(bench, bench.city(size))
        progress(f"{size} sessions into DuckDB")

        def theirs():
            duck.prepare()
            return once(duck.command(), stdin=duck.script)
        pairs = Pairs(lambda: bench.call("import", duck.city, database=bench.empty("import.db")), theirs, bench.pairs)
        took = sorted(a.wall / seconds(b) for a, b in zip(pairs.a, pairs.b))
        rows.append([f"{size:,}", f"{median(pairs.a):.2f}", f"{sorted(map(seconds, pairs.b))[len(pairs.b) // 2]:.2f}", f"{took[len(took) // 2]:.2f}", f"{pairs.ratio('cpu'):.2f}", f"{median(pairs.b, 'memory'):.0f}"])
        duck.database.replace(bench.work / f"{duck.city.name}.duckdb")
    say("Import of a city into an empty database, against DuckDB with keys and foreign keys\n")
    table(["sessions", "cpcc, s", "DuckDB, s", "ratio", "of processor time", "DuckDB's memory, MB"], rows)


def counting(bench):
    rows = []
    for size in bench.sizes:
        ours, theirs = bench.database(size), bench.work / f"city-{size}.duckdb"
        for period in reports.PERIODS:
            script = reports.script(bench, period)
            pairs = Pairs(lambda: reports.summary(bench, period, ours), lambda: once(["node", SHELL, bench.work / "duckdb", theirs], stdin=script), max(5, bench.pairs))
            took = sorted(a.wall / seconds(b) for a, b in zip(pairs.a, pairs.b))
            rows.append([f"{size:,}", period, f"{1000 * median(pairs.a):.0f}", f"{1000 * sorted(map(seconds, pairs.b))[len(pairs.b) // 2]:.0f}", f"{took[len(took) // 2]:.2f}", f"{pairs.ratio('cpu'):.2f}"])
    say("A summary by district, all measures, against the same figures by DuckDB\n")
    table(["sessions of history", "period", "cpcc, ms", "DuckDB, ms", "ratio", "of processor time"], rows)


def run(bench):
    modules = bench.work / "duckdb"
    if not shutil.which("node") or not (modules / "node_modules/@duckdb/node-api").exists():
        say(f"DuckDB is not installed. To have it measured: npm install --prefix {modules} @duckdb/node-api\n")
        return
    importing(bench)
    counting(bench)
