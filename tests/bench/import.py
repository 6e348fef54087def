"""Measures the import of a city: against the sqlite3 shell, by size, of another month, of the same files again."""
import pathlib
import shutil

import cities
from pairs import Pairs, median, once, progress, say, table
from peers import Peer

WAYS = {"keyed": "`.import` into equal tables, codes as keys", "equal": "`.import` into equal tables, codes resolved beforehand", "staged": "`.import` to staging, INSERT … SELECT with joins", "bare": "`.import` into bare tables"}


def rows_of(city):
    return sum(sum(1 for _ in open(path, "rb")) - 1 for path in pathlib.Path(city).glob("*.csv"))


def importing(bench, city):
    def run():
        database = bench.empty("import.db")
        return bench.call("import", city, database=database)
    return run


def of_peer(peer):
    def run():
        peer.prepare()
        return once(peer.command(), stdin=peer.script)
    return run


def against_peers(bench):
    rows = []
    for size in bench.sizes:
        city = bench.city(size)
        for way, label in WAYS.items():
            progress(f"{size} sessions against {way}")
            pairs = Pairs(importing(bench, city), of_peer(Peer(bench, city, way)), bench.pairs)
            rows.append([f"{size:,}", label, f"{median(pairs.a):.2f}", f"{median(pairs.b):.2f}", f"{pairs.ratio():.2f}", f"{pairs.ratio('cpu'):.2f}"])
    say("Import of a city into an empty database, history and foreign keys on, against the `sqlite3` shell\n")
    table(["sessions", "the shell's way", "cpcc, s", "shell, s", "ratio", "of processor time"], rows)


def growth(bench):
    rows = []
    for size in bench.sizes:
        city = bench.city(size)
        progress(f"{size} sessions alone")
        runs = [importing(bench, city)() for _ in range(bench.pairs)]
        count, wall = rows_of(city), median(runs)
        rows.append([f"{size:,}", f"{count:,}", f"{wall:.2f}", f"{median(runs, 'cpu'):.2f}", f"{count / wall:,.0f}", f"{median(runs, 'memory'):.0f}"])
    say("Growth of an import with its size\n")
    table(["sessions", "rows", "s", "s of processor", "rows/s", "MB at most"], rows)


def again_and_more(bench):
    """Measures the same files again, and another month, each imported into a copy of the database with the city."""
    rows = []
    month = later_month(bench)
    for size in bench.sizes:
        city, kept = bench.city(size), bench.database(size)
        progress(f"{size} sessions again, and a month more")

        def into_copy(source):
            def run():
                shutil.copyfile(kept, bench.work / "import.db")
                return bench.call("import", source, database=bench.work / "import.db")
            return run
        again = Pairs(into_copy(city), importing(bench, city), bench.pairs)
        more = [into_copy(month)() for _ in range(bench.pairs)]
        rows.append([f"{size:,}", f"{median(again.b):.2f}", f"{median(again.a):.2f}", f"{again.ratio():.2f}", f"{median(more):.2f}", f"{median(more, 'cpu'):.2f}", f"{median(more, 'memory'):.0f}"])
    say(f"The same files again, and a month of {cities.PER_MONTH:,} sessions more\n")
    table(["sessions kept", "first, s", "again, s", "ratio", "a month more, s", "s of processor", "MB at most"], rows)


def later_month(bench):
    """Returns a folder with the files of another month, with new codes, to add to any city."""
    folder = bench.work / "later-month"
    if not folder.exists():
        folder.mkdir()
        for kind in ("session", "attendance", "problem", "donation"):
            text = (bench.city(cities.PER_MONTH) / f"{kind}.csv").read_text(encoding="utf-8")
            for letter in "SQG":
                text = text.replace(f"{letter}2024-", f"{letter}L2024-")
            (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
    return folder


def run(bench):
    against_peers(bench)
    growth(bench)
    again_and_more(bench)
