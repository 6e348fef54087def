"""Measures the summary of a month and of a year by district with all measures.

Compares it with hand-written SQL for the same figures, and with a shorter history.
"""
import pathlib
import statistics

from pairs import Pairs, once, say, table

SQL = pathlib.Path(__file__).with_name("summary.sql")
PERIODS = {"2024-08": (20240801, 20240831), "2024": (20240101, 20241231)}


def summary(bench, period, database):
    return once(bench.command("report", "summary", "--period", period, "--by", "district", "--format", "csv", database=database), cwd=bench.work, env=bench.env)


def script(bench, period):
    """Writes the SQL with the period's first and last day; returns its path."""
    path, (first, last) = bench.work / f"summary-{period}.sql", PERIODS[period]
    path.write_text(SQL.read_text(encoding="utf-8").replace("FIRST", str(first)).replace("LAST", str(last)), encoding="utf-8")
    return path


def run(bench):
    rows, shortest = [], bench.database(min(bench.sizes))
    for sessions in bench.sizes:
        database = bench.database(sessions)
        for period in PERIODS:
            by_hand = script(bench, period)
            against_sql = Pairs(lambda: summary(bench, period, database), lambda: once(["sqlite3", "-csv", database], stdin=by_hand, cwd=bench.work), max(5, bench.pairs))
            against_short = Pairs(lambda: summary(bench, period, database), lambda: summary(bench, period, shortest), max(5, bench.pairs))
            rows.append([f"{sessions:,}", period, f"{1000 * statistics.median(one.wall for one in against_sql.a):.0f}", f"{against_sql.ratio():.2f}", f"{against_short.ratio():.2f}",
                         f"{max(one.memory for one in against_sql.a):.0f}"])
    say("A month's and a year's summary by district, all measures; every month has the same number of sessions\n")
    table(["sessions of history", "period", "ms", "of the SQL's time", f"of its own with {min(bench.sizes):,}", "memory, MB"], rows)
