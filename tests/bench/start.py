"""Measures commands with almost nothing to do, against the sqlite3 shell: version, short list, one logged session."""
import shutil

from pairs import Pairs, once, say, table

LOGGED = ("session", "log", "--platform", "P0001", "--kind", "consult", "--held-on", "2024-08-20", "--title", "楼道照明微协商")
SHELL_LOGS = ("PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; INSERT INTO session (code, held_on, platform, kind, title, created, changed) "
              "SELECT 'X-' || (SELECT coalesce(max(id), 0) + 1 FROM session), 20240820, id, 1, '楼道照明微协商', 1, 1 FROM platform WHERE code = 'P0001'")
SHELL_LISTS = "SELECT p.code, p.name, p.kind, a.code FROM platform p JOIN area a ON a.id = p.area WHERE p.voided IS NULL ORDER BY p.code"


def run(bench):
    # A copy, like an installed file: the page cache holds it in larger pieces than the scattered writes of a linker.
    installed = shutil.copy2(bench.cpcc, bench.work / "cpcc")
    database = bench.empty("start.db")
    for kind in ("area", "sector", "member"):
        bench.call("import", kind, bench.city(min(bench.sizes)) / f"{kind}.csv", database=database)
    lines = (bench.city(min(bench.sizes)) / "platform.csv").read_text(encoding="utf-8").splitlines()[:21]
    few = bench.work / "few-platforms.csv"
    few.write_text("\n".join(lines) + "\n", encoding="utf-8")
    bench.call("import", "platform", few, database=database)
    rows = []
    for name, ours, shell in [
        ("`cpcc --version` : `select 1`", ["--version"], ["sqlite3", ":memory:", "select 1"]),
        ("`platform list`, 20 platforms", bench.command("platform", "list", database=database)[1:], ["sqlite3", "-box", database, SHELL_LISTS]),
        ("`session log` : INSERT, both durable", bench.command(*LOGGED, database=database)[1:], ["sqlite3", database, SHELL_LOGS]),
    ]:
        measured = Pairs(lambda: once([installed, *ours], cwd=bench.work, env=bench.env), lambda: once(shell, cwd=bench.work, env=bench.env), 20 * bench.pairs)
        milliseconds = sorted(1000 * one.wall for one in measured.a)
        rows.append([name, f"{milliseconds[len(milliseconds) // 2]:.1f}", f"{measured.ratio():.2f}"])
    say("Small commands, ms, and against the sqlite3 shell\n")
    table(["command", "ms", "of the shell's time"], rows)
