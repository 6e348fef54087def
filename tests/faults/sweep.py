#!/usr/bin/env python3
"""Lets every call of the system that a writing command makes fail once, or kills the command there, and checks what is left.

    tests/faults/sweep.py                          every k-th call of each sort, in every command: an hour
    tests/faults/sweep.py --most 12 --only log     at most twelve of each sort, in one command
    tests/faults/sweep.py --kills 10000            kills at random moments instead
    tests/faults/sweep.py --control                calls that lie and files that change: every one must be found

After each run all files are as before or all as after, and the exit code says which. Only a run that could not delete
leaves files behind. The same command then succeeds, and nothing of the disturbed run is left.
"""
import argparse
import collections
import errno
import os
import pathlib
import random
import shutil
import struct
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from commands import COMMANDS, Bench, Ends, names_in  # noqa: E402 (needs the path above)
from office import CPCC  # noqa: E402

SORTS = ("write", "sync", "rename", "open", "unlink", "truncate", "link", "mode", "memory", "any")
# How each sort of call is disturbed.
FAULTS = {sort: (("fail", errno.EIO), ("stay", errno.EIO), ("kill", 0)) for sort in SORTS[:-2]}
FAULTS["write"] = (("fail", errno.EIO), ("fail", errno.ENOSPC), ("stay", errno.ENOSPC), ("kill", 0), ("tear", 0))
FAULTS["open"] += (("fail", errno.ENOSPC), ("fail", errno.EACCES))
FAULTS["memory"] = (("fail", errno.ENOMEM), ("stay", errno.ENOMEM))


def calls(bench, command):
    """Returns how many calls of each sort a command makes."""
    counts, folder = bench.folder / "counts", bench.copy_of(command)
    counts.unlink(missing_ok=True)
    bench.run(folder, command.words, counts=counts)
    shutil.rmtree(folder)
    return dict(zip(SORTS, struct.unpack("%dq" % len(SORTS), counts.read_bytes())))


class Trial:
    """One disturbed run, and what is wrong with what it left."""

    def __init__(self, bench, ends, may_leave_files):
        self.bench, self.ends, self.may_leave_files = bench, ends, may_leave_files
        self.folder = bench.copy_of(ends.command)
        self.faults = []

    def judge(self, code, message):
        """Judges a run that ended with this exit code; a negative one is a signal."""
        left = names_in(self.folder) - self.ends.before.keys() - self.ends.after.keys()
        if code >= 0 and left and not self.may_leave_files:
            self.faults.append("it left %s" % ", ".join(sorted(left)))
        self.settle()
        state = self.ends.state(self.folder)
        self.faults += sorted(set(state.values()) - {"before", "after"})
        if code not in (0, 1, 2, -9):
            self.faults.append("exit code %s" % code)
        if code > 0 and (not message.startswith("cpcc: ") or message.count("\n") != 1):
            self.faults.append("its message is not one line")
        if not self.faults:
            self.judge_outcome(code, message, state)
        if not self.faults:
            self.judge_next(state)
        return self.faults

    def settle(self):
        """Lets cpcc, and not Python's SQLite, be the first to open a database with a journal."""
        for name in sorted(names_in(self.folder)):
            if name.endswith("-journal") and (self.folder / name.removesuffix("-journal")).exists():
                self.bench.run(self.folder, ("--database", name.removesuffix("-journal"), "check", "--quiet"))

    def judge_outcome(self, code, message, state):
        found = set(state.values())
        if code == 0 and "before" in found:
            self.faults.append("exit code 0, but %s is as before" % ", ".join(name for name in state if state[name] == "before"))
        if code > 0 and self.is_done(state) and not self.ends.command.several and "did not confirm" not in message:
            self.faults.append("exit code %d, but it is done" % code)
        keeps = self.ends.command.keeps
        if keeps and state[keeps[0]] == "after" and state[keeps[1]] != "after":
            self.faults.append("%s is lost" % keeps[1])

    def is_done(self, state):
        return "before" not in state.values()

    def judge_next(self, state):
        """Runs the command again where it is not done. It must succeed and leave nothing of the disturbed run."""
        if not self.is_done(state):
            again = self.bench.run(self.folder, self.ends.command.words)
            if again.returncode != 0:
                return self.faults.append("the next run fails: " + again.stderr.decode().strip())
            state = self.ends.state(self.folder)
            if set(state.values()) != {"after"}:
                self.faults.append("after the next run: %s" % state)
            left = names_in(self.folder) - self.ends.after.keys()
            if left and self.ends.command.name != "migrate":    # its backup before a disturbed upgrade stays
                self.faults.append("after the next run there is still %s" % ", ".join(sorted(left)))

    def close(self):
        shutil.rmtree(self.folder)


def disturbed(bench, ends, sort, at, how, cause):
    """Runs a command in which one call is disturbed, and returns the faults and the message."""
    trial = Trial(bench, ends, sort == "unlink" or how == "stay")
    try:
        ran = bench.run(trial.folder, ends.command.words, sort=sort, at=at, how=how, errno=cause)
        message = ran.stderr.decode("utf-8", "replace")
        return trial.judge(ran.returncode, message), message
    except subprocess.TimeoutExpired:
        return ["it does not end"], ""
    finally:
        trial.close()


def sweep(bench, command, options, tell):
    """Disturbs a command in every way; returns how many runs there were of each sort, and how many faults."""
    ends, tried, faults = Ends(bench, command), collections.Counter(), 0
    chance = random.Random(options.seed + command.name)
    for sort, count in calls(bench, command).items():
        for how, cause in FAULTS.get(sort, ()):
            step = max(options.every * (options.memory_every if sort == "memory" else 1), -(-count // options.most) if options.most else 1)
            for at in range(1 + chance.randrange(step), count + 1, step):
                tried[sort] += 1
                found, message = disturbed(bench, ends, sort, at, how, cause)
                if found:
                    faults += 1
                    tell("%s: %s %d of %d, %s %s: %s\n    %s" % (command.name, sort, at, count, how, errno.errorcode.get(cause, ""), "; ".join(found), message.strip()))
    return tried, faults


def kills(bench, commands, count, seed, tell):
    """Kills random commands at random moments; returns how many died, and how many faults there were."""
    chance, died, faults = random.Random(seed), 0, 0
    ends = [Ends(bench, command) for command in commands]
    lengths = {}
    while died < count:
        end = chance.choice(ends)
        trial = Trial(bench, end, True)
        began = time.monotonic()
        with subprocess.Popen([CPCC, "--yes", *end.command.words], cwd=trial.folder, env={"CPCC_TODAY": "2024-09-05", "CPCC_USER": "clerk"}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            time.sleep(chance.random() * lengths.get(end.command.name, 0.05))
            running.kill()
        if running.returncode == -9:
            died += 1
        else:
            lengths[end.command.name] = time.monotonic() - began
        found = trial.judge(running.returncode, "cpcc: killed\n")
        if found:
            faults += 1
            tell("%s, killed: %s" % (end.command.name, "; ".join(found)))
        trial.close()
    return died, faults


def control(bench, commands, tell):
    """Lets calls report what they did not do. Returns how many of these runs there were, and how many were found."""
    tried = found = 0
    for command in commands:
        ends, counts = Ends(bench, command), calls(bench, command)
        for sort in ("write", "rename"):
            # The last write of a file is that of its last page or line.
            for at in range(max(1, counts[sort] - 2), counts[sort] + 1):
                tried += 1
                faults, _ = disturbed(bench, ends, sort, at, "lie", 0)
                found += bool(faults)
                if not faults:
                    tell("%s: %s %d of %d was left out, and nothing was found" % (command.name, sort, at, counts[sort]))
    return tried, found


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="", help="names of commands, separated by commas (default: all)")
    options.add_argument("--every", type=int, default=1, help="disturb each N-th call (default: 1)")
    options.add_argument("--memory-every", type=int, default=10, help="that many times fewer allocations (default: 10)")
    options.add_argument("--most", type=int, default=0, help="disturb at most N calls of a sort in a way (default: no limit)")
    options.add_argument("--seed", default="1", help="which of them (default: 1)")
    options.add_argument("--kills", type=int, default=0, help="kill at so many random moments instead")
    options.add_argument("--control", action="store_true", help="let calls lie instead")
    options = options.parse_args()
    commands = [command for command in COMMANDS if not options.only or command.name in options.only.split(",")]
    bench = Bench()

    def tell(line):
        print(line, flush=True)
    try:
        if options.control:
            tried, found = control(bench, commands, tell)
            print("control: %d lies, %d found" % (tried, found))
            return found * 10 < tried * 9
        if options.kills:
            died, faults = kills(bench, commands, options.kills, options.seed, tell)
            print("%d kills, %d faults" % (died, faults))
            return faults > 0
        total, faults = collections.Counter(), 0
        for command in commands:
            tried, found = sweep(bench, command, options, tell)
            print("%s: %s; faults: %d" % (command.name, ", ".join("%d %s" % (tried[sort], sort) for sort in SORTS if tried[sort]), found), flush=True)
            total += tried
            faults += found
        print("%d disturbed calls, %d faults" % (sum(total.values()), faults))
        return faults > 0
    finally:
        bench.close()


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())
