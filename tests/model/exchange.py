#!/usr/bin/env python3
"""Districts work at random and send bundles; a city takes them in any order, doubled, and with losses. In the end the
city has what one database has in which all happened.

    exchange.py [--seeds 1,2] [--steps 40]

Receivers that are wrong on purpose take the same bundles: the last one that came wins, the latest clock wins, what a
bundle does not have is deleted. If one of them is right too, the run was too tame, and the test fails.
"""
import argparse
import csv
import io
import os
import random
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from exchange import DISTRICTS, city, district  # noqa: E402


class Worker:
    """Does the same in a district and in the database in which all happens."""

    def __init__(self, chance, code, own, whole):
        self.chance, self.code, self.own, self.whole = chance, code, own, whole
        self.sessions, self.problems, self.platforms, self.members = [code + "-S1"], [code + "-Q1"], [code + "-P1"], [code + "-M1", code + "-M2"]
        self.voided, self.solved, self.moves = set(), set(), 0

    def both(self, *words):
        """Runs a command in both; it must succeed in both or in none."""
        codes = [office.run(*words, "--yes").code for office in (self.own, self.whole)]
        if codes[0] != codes[1]:
            raise AssertionError("%s: %s" % (words, codes))
        return codes[0] == 0

    def pick(self, some):
        return self.chance.choice(some)

    def day(self):
        return "2024-%02d-%02d" % (self.chance.randint(6, 8), self.chance.randint(1, 28))

    def new(self, kind, letter):
        kind.append("%s-%s%d" % (self.code, letter, len(kind) + 1))
        return kind[-1]

    def step(self):
        self.pick([self.log, self.log, self.edit, self.edit, self.attend, self.void, self.restore, self.raise_problem, self.solve, self.progress,
                   self.platform, self.convener, self.member_moves, self.imports])()

    def log(self):
        more = ["--members", self.pick(self.members) + ":" + self.pick(["attend", "speak"])] if self.chance.random() < .6 else []
        self.both("session", "log", self.new(self.sessions, "S"), "--platform", self.pick(self.platforms), "--held-on", self.day(), "--kind",
                  self.pick(["consult", "service", "visit"]), "--title", "活动%d" % self.chance.randint(1, 9999), *more)

    def edit(self):
        session = self.pick(self.sessions)
        self.both("session", "edit", session, *self.pick([("--residents", "-"), ("--residents", str(self.chance.randint(1, 90))), ("--tags", "甲;乙"),
                                                         ("--title", "改%d" % self.chance.randint(1, 9999)), ("--summary", "一行\n\t\"二\"行\\")]))

    def attend(self):
        self.both("session", "edit", self.pick(self.sessions), "--members", self.pick([self.members[0], self.members[1] + ":speak", ",".join(self.members[:2])]))

    def void(self):
        session = self.pick(self.sessions)
        if self.both("session", "void", session, "--why", "原因%d" % self.chance.randint(1, 9)):
            self.voided.add(session)

    def restore(self):
        if self.voided:
            self.both("session", "restore", self.voided.pop())

    def raise_problem(self):
        self.both("problem", "raise", self.new(self.problems, "Q"), "--platform", self.pick(self.platforms), "--raised-on", self.day(), "--category", "urgent",
                  "--title", "问题%d" % self.chance.randint(1, 9999))

    def solve(self):
        self.both("problem", "edit", self.pick(self.problems), "--solved-on", self.pick(["-", "2024-09-01", "2024-09-03"]))

    def progress(self):
        self.both("problem", "advance", self.pick(self.problems), "--stage", self.pick(["plan", "build", "manage"]), "--on", self.pick(["2024-09-01", "2024-09-02"]))

    def platform(self):
        self.both("platform", "add", self.new(self.platforms, "P"), "--name", "之家%d" % self.chance.randint(1, 9999), "--kind", "home", "--area",
                  DISTRICTS[self.code][0] + "001", "--opened-on", "2023-05-01")

    def convener(self):
        self.both("platform", "edit", self.pick(self.platforms), "--convener", self.pick(["-"] + self.members))

    def member_moves(self):
        self.moves += 1
        self.both("member", "edit", self.pick(self.members), "--sector", self.pick(["edu", "med"]), "--from", "2024-%02d-01" % min(9, self.moves + 1))

    def imports(self):
        rows = "code,held_on,platform,kind,title,served\n" + "".join(
            "%s,%s,%s,service,义诊,%d\n" % (self.new(self.sessions, "S"), self.day(), self.platforms[0], self.chance.randint(1, 50)) for _ in range(3))
        for office in (self.own, self.whole):
            office.file("more.csv", rows)
        self.both("import", "session", "more.csv")


class Naive:
    """A receiver of sessions that is wrong on purpose, or right: by counter."""

    def __init__(self, rule):
        self.rule, self.kept = rule, {}

    def take(self, bundle, clock):
        came = set()
        for row in versions(bundle, "session"):
            key, known = (bundle.code, row["version_number"]), self.kept.get((bundle.code, row["version_number"]))
            came.add(key)
            stamp = {"order": 0, "absence": int(row["version_counter"]), "clock": clock, "counter": int(row["version_counter"])}[self.rule]
            if known is None or stamp >= known[0]:
                self.kept[key] = (stamp, row)
        if self.rule == "absence":
            for key in [key for key in self.kept if key[0] == bundle.code and key not in came]:
                del self.kept[key]

    def state(self):
        return sorted((row["code"], row["title"], row["residents"], row["voided"]) for _, row in self.kept.values())


class Bundle:
    def __init__(self, code, path):
        self.code, self.path = code, path


def versions(bundle, kind):
    with zipfile.ZipFile(bundle.path) as parts:
        name = "versions/%s.csv" % kind
        return list(csv.DictReader(io.StringIO(parts.read(name).decode()))) if name in parts.namelist() else []


def made(whole, code):
    """Puts a district's beginning into the database in which all happens."""
    one = district(code)
    for path in (one.folder / "start").iterdir():
        whole.file("%s/%s" % (code, path.name), path.read_bytes())
    whole.do("import", code)
    return one


def run(seed, steps):
    chance = random.Random(seed)
    wh, whole = city(), city()
    districts = {code: made(whole, code) for code in DISTRICTS}
    wh.knows(*districts.values())
    workers = {code: Worker(chance, code, one, whole) for code, one in districts.items()}
    heads, bundles, taken = {code: [0] for code in districts}, [], []
    naive = {rule: Naive(rule) for rule in ("order", "clock", "absence", "counter")}

    def cut(code, full):
        since = 0 if full else chance.choice(heads[code])
        path = districts[code].bundle("b%d" % len(bundles), *(("--full",) if since == 0 else ("--since", str(since))))
        heads[code].append(districts[code].head())
        bundles.append(Bundle(code, path))
        return bundles[-1]

    def take(bundle):
        wh.take(bundle.path)
        taken.append(bundle)
        clock = chance.random()       # the clocks of offices are skewed
        for one in naive.values():
            one.take(bundle, clock)

    for step in range(steps):
        workers[chance.choice(sorted(workers))].step()
        if chance.random() < .25:
            cut(chance.choice(sorted(districts)), chance.random() < .2)
        if bundles and chance.random() < .25:
            take(chance.choice(bundles))      # any one: late, again, or never
    last = [cut(code, True) for code in sorted(districts)]
    for bundle in last + chance.sample(bundles, len(bundles)):
        take(bundle)

    complaints = []
    there, here = whole.exported(), wh.exported()
    for kind in there:
        if there[kind] != here[kind]:
            complaints.append("%s differs:\n  only in one database: %s\n  only in the city: %s" % (
                kind, [dict(row) for row in there[kind] if row not in here[kind]], [dict(row) for row in here[kind] if row not in there[kind]]))
    for by in ("district", "month", "platform", "kind"):
        if whole.summary(by=by) != wh.summary(by=by):
            complaints.append("the summary by %s differs" % by)
    before = wh.everything()
    for bundle in last:
        wh.take(bundle.path)
    if wh.everything() != before:
        complaints.append("taking the last bundles again changed the database")
    truth = sorted((row["code"], row["title"], row["residents"], row["voided"]) for row in map(dict, there["session"]))
    right = {rule: one.state() == truth for rule, one in naive.items()}
    if not right.pop("counter"):
        complaints.append("the receiver by counter is wrong, so the bundles are")
    for office in [wh, whole, *districts.values()]:
        office.close()
    return complaints, right


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cpcc", nargs="?")
    parser.add_argument("--work")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--steps", type=int, default=40)
    asked = parser.parse_args()
    failed, never_wrong = False, {"order", "clock", "absence"}
    for seed in asked.seeds.split(","):
        complaints, right = run(int(seed), asked.steps)
        never_wrong &= {rule for rule, is_right in right.items() if is_right}
        for complaint in complaints:
            failed = True
            print("seed %s: %s" % (seed, complaint))
    for rule in sorted(never_wrong):
        failed = True
        print("the receiver by %s was never wrong: the run is too tame" % rule)
    print("seeds %s: %s" % (asked.seeds, "failed" if failed else "the city agrees"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
