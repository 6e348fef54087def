"""Measures the import of one kind of sheet: sessions with codes, the same with names, and the same as a workbook."""
import csv
import random
import shutil

from pairs import median, progress, say, table

FAMILIES, GIVEN, SECOND = "王李张刘陈杨黄赵吴周徐孙马朱胡", "伟芳娜敏静丽强磊军洋", "明红霞杰涛"
HEADER = "code held_on platform kind title members residents".split()


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
    return path


def registers(bench):
    """Returns a database with 200 platforms and 500 members, and their names by code."""
    members = {"M%03d" % i: name for i, name in enumerate([a + b + c for a in FAMILIES for b in GIVEN for c in SECOND][:500])}
    platforms = {"P%03d" % i: "第%d社区协商议事之家" % i for i in range(200)}
    database = bench.empty("registers.db")
    for kind, rows in (("area", [("code", "name", "level"), ("420107", "青山区", "district")]),
                       ("platform", [("code", "name", "kind", "area"), *((code, name, "home", "420107") for code, name in platforms.items())]),
                       ("member", [("code", "name", "level", "area"), *((code, name, "district", "420107") for code, name in members.items())])):
        bench.call("import", kind, write(bench.work / ("%s.csv" % kind), rows), database=database)
    return database, members, platforms


def sessions(size, platforms, members):
    """Yields rows of sessions. `platforms` and `members`: what the cells have for each, its code or its name."""
    chance = random.Random(size)
    yield HEADER
    for i in range(size):
        platform, present = chance.choice(platforms), chance.sample(members, 3)
        day = "%d-%02d-%02d" % (2020 + i % 4, 1 + i % 12, 1 + i % 28)
        yield ["S%07d" % i, day, platform, "visit", "入户走访第%d次" % i, ";".join(present), i % 50]


def run(bench):
    base, members, platforms = registers(bench)
    database, rows = bench.work / "sheets.db", []
    for size in bench.sizes:
        files = [write(bench.work / "codes.csv", sessions(size, list(platforms), list(members))),
                 write(bench.work / "names.csv", sessions(size, list(platforms.values()), list(members.values())))]
        runs = {"CSV with codes": [], "CSV with names": [], "XLSX with codes": []}
        for _ in range(bench.pairs):
            for way, file in zip(runs, [*files, bench.work / "codes.xlsx"]):
                progress(f"{size} sessions: {way}")
                shutil.copy(base, database)
                runs[way].append(bench.call("import", "session", file, database=database))
                if way == "CSV with codes":
                    bench.call("--output", bench.work / "codes.xlsx", "export", "session", database=database)
        first = runs["CSV with codes"]
        for way, done in runs.items():
            cost = median(done, "cpu")
            rows.append([f"{size:,}", way, f"{cost:.2f}", f"{cost / median(first, 'cpu'):.2f}", f"{median(done, 'memory'):.0f}"])
    say("Sessions with a platform and three members each, into a database with 200 platforms and 500 members\n")
    table(["sessions", "sheet", "s of processor", "ratio", "MB at most"], rows)
