"""Measures the output of every attendance, against `sqlite3 -csv` with the same columns."""
from pairs import Pairs, once, say, table

ROLES = "attend chair speak written observe leave absent".split()
SHELL = ("SELECT s.code AS session, m.code AS member, CASE a.role " + " ".join(f"WHEN {number} THEN '{role}'" for number, role in enumerate(ROLES, 1)) +
         " END AS role, a.note, (SELECT g.tag FROM attendance_tag g WHERE g.attendance = a.id) AS tags FROM attendance a JOIN session s ON s.id = a.session "
         "JOIN member m ON m.id = a.member WHERE a.voided IS NULL ORDER BY a.session, a.id")
QUERY = "SELECT session, member, role FROM attendance"
SHELL_QUERY = SHELL.split(", a.note")[0] + " FROM attendance a JOIN session s ON s.id = a.session JOIN member m ON m.id = a.member WHERE a.voided IS NULL"


def run(bench):
    rows = []
    for sessions in bench.sizes:
        database = bench.database(sessions)
        for name, words, shell in [("export attendance", ("export", "attendance"), SHELL), ("attendance list", ("attendance", "list", "--format", "csv"), SHELL),
                                   ("query", ("--format", "csv", "query", QUERY), SHELL_QUERY)]:
            measured = Pairs(lambda: once(bench.command(*words, database=database), cwd=bench.work, env=bench.env),
                             lambda: once(["sqlite3", "-csv", "-header", database, shell], cwd=bench.work), bench.pairs)
            rows.append([f"{sessions:,}", name, f"{measured.ratio():.2f}", f"{max(one.memory for one in measured.a):.0f}"])
    say("Streams, against `sqlite3 -csv`\n")
    table(["sessions", "command", "of the shell's time", "memory, MB"], rows)
