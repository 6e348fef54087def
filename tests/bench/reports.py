"""The summary of a month by district with all measures, against hand-written SQL for the same figures, and against the length of the history."""
import pathlib
import statistics

from pairs import Pairs, once, say, table

PEER = pathlib.Path(__file__).with_name("month.sql")
SUMMARY = ("report", "summary", "--period", "2024-08", "--by", "district", "--format", "csv")


def run(bench):
    def summary(database):
        return once(bench.command(*SUMMARY, database=database), cwd=bench.work, env=bench.env)

    rows, shortest = [], bench.database(min(bench.sizes))
    for sessions in bench.sizes:
        database = bench.database(sessions)
        against_sql = Pairs(lambda: summary(database), lambda: once(["sqlite3", database], stdin=PEER, cwd=bench.work), max(5, bench.pairs))
        against_short = Pairs(lambda: summary(database), lambda: summary(shortest), max(5, bench.pairs))
        rows.append([f"{sessions:,}", f"{1000 * statistics.median(one.wall for one in against_sql.a):.0f}", f"{against_sql.ratio():.2f}", f"{against_short.ratio():.2f}",
                     f"{max(one.memory for one in against_sql.a):.0f}"])
    say("A month's summary by district, all measures; every month has the same number of sessions\n")
    table(["sessions of history", "ms", "of the SQL's time", f"of its own with {min(bench.sizes):,}", "memory, MB"], rows)
