"""Measures a file, a server and its replica (docs/scale.md): import of a city, a month's report, sixteen writers.

Starts its own server, with every safeguard for durability on.
"""
import concurrent.futures
import copy
import pathlib
import time

import crowd
from pairs import median, say, table
from engine import ask, follow
from server import Server

WRITERS, SESSIONS = 16, 25
MONTH = ("report", "summary", "--period", "2024-08", "--by", "district", "--format", "csv")


def seconds(bench, *words, database, times=1):
    return median([bench.call(*words, database=database) for _ in range(times)])


def sizes(bench, server):
    rows = []
    for size in bench.sizes:
        city, file, database = bench.city(size), bench.empty("scale.db"), server.url(f"city{size}")
        ask(server.url("postgres"), f"CREATE DATABASE city{size}")
        bench.call("migrate", database=database)
        imports = [seconds(bench, "import", city, database=place) for place in (file, database)]
        ask(database, "VACUUM ANALYZE")
        replica = server.replica()
        try:
            follow(server, replica)
            places = (file, database, replica.url(f"city{size}"))
            months = [seconds(bench, *MONTH, database=place, times=bench.pairs) for place in places]
        finally:
            replica.remove()
        rows.append([f"{size:,}", *(f"{wall:.1f}" for wall in imports), *(f"{wall:.2f}" for wall in months)])
    say("A whole city imported, and its last month's summary of every measure by district, in seconds\n")
    table(["sessions", "import: file", "import: server", "month: file", "month: server", "month: replica"], rows)


def writers(bench, server):
    for name in ("writers", "offices"):
        ask(server.url("postgres"), "CREATE DATABASE " + name)
        bench.call("migrate", database=server.url(name))
    rows = []
    for name, database, each in (("file", bench.empty("writers.db"), one_office), ("server", server.url("writers"), one_office), ("server, an office each", server.url("offices"), offices)):
        for kind in ("area", "sector", "member", "platform"):
            bench.call("import", kind, bench.city(min(bench.sizes)) / f"{kind}.csv", database=database)
        rows.append([name, *at_once(*each(bench, database))])
    say(f"{WRITERS} processes at once that log {SESSIONS} sessions each, one process a session\n")
    table(["where", "failed", "sessions a second", "median, ms", "99 of 100, ms", "longest, ms"], rows)


def one_office(bench, database):
    return bench, [database] * WRITERS


def offices(bench, owner):
    """Makes an office and a role for each writer. Their configuration names no office."""
    theirs = copy.copy(bench)
    theirs.env = {**bench.env, "CPCC_CONFIG": str(bench.work / "no-office.toml")}
    pathlib.Path(theirs.env["CPCC_CONFIG"]).write_text("")
    for number in range(WRITERS):
        ask(owner, f"CREATE ROLE office{number} LOGIN")
        theirs.call("grant", f"W{number}", f"office{number}", database=owner)
    return theirs, [owner.replace("cpcc@", f"office{number}@") for number in range(WRITERS)]


def at_once(bench, databases):
    """Runs one writer for each of the databases; returns the failures, the rate and the times."""
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(len(databases)) as pool:
        done = list(pool.map(lambda window: crowd.log_sessions(bench, databases[window], window, SESSIONS), range(len(databases))))
    took = sorted(second for seconds, _ in done for second in seconds)
    rate = len(took) / (time.monotonic() - began)
    return [sum(failed for _, failed in done), f"{rate:.0f}", *(f"{1000 * second:.0f}" for second in (took[len(took) // 2], took[len(took) * 99 // 100], took[-1]))]


def run(bench):
    server = Server.start({})
    try:
        sizes(bench, server)
        writers(bench, server)
    finally:
        server.remove()
