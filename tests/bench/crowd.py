"""Measures eight windows of offices at once. Each logs sessions one after the other, each by a process of its own."""
import concurrent.futures
import subprocess
import time

from pairs import say, table

WINDOWS, SESSIONS = 8, 200


def log_sessions(bench, database, window, sessions=SESSIONS):
    """Logs sessions; returns the seconds for each of them, and the number that failed."""
    took, failed = [], 0
    for number in range(sessions):
        command = bench.command("session", "log", f"W{window}-{number:04}", "--platform", "P0001", "--kind", "consult", "--held-on", "2024-08-20", "--title", "楼道照明微协商",
                                "--members", "M00001:chair,M00002", database=database)
        began = time.monotonic()
        failed += subprocess.run([str(word) for word in command], cwd=bench.work, env=bench.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode != 0
        took.append(time.monotonic() - began)
    return took, failed


def run(bench):
    rows = []
    for windows in (1, WINDOWS):
        database = bench.empty("crowd.db")
        for kind in ("area", "sector", "member", "platform"):
            bench.call("import", kind, bench.city(min(bench.sizes)) / f"{kind}.csv", database=database)
        with concurrent.futures.ThreadPoolExecutor(windows) as pool:
            done = list(pool.map(lambda window: log_sessions(bench, database, window), range(windows)))
        took = sorted(second for seconds, _ in done for second in seconds)
        rows.append([windows, len(took), sum(failed for _, failed in done), *(f"{1000 * second:.0f}" for second in (took[len(took) // 2], took[len(took) * 99 // 100], took[-1]))])
    say(f"Processes that each log {SESSIONS} sessions, one process a session\n")
    table(["at once", "sessions", "failed", "median, ms", "99 of 100, ms", "longest, ms"], rows)
