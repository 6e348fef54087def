"""Runs commands and compares them.

A ratio is the median over pairs of runs, A B A B …, so that a machine that becomes slower affects both.
"""
import os
import statistics
import subprocess
import sys
import time


class Run:
    """A finished command: wall time and processor time in seconds, peak memory in MiB, and its standard error."""

    def __init__(self, wall, cpu, memory, said):
        self.wall, self.cpu, self.memory, self.said = wall, cpu, memory, said


def once(command, stdin=None, cwd=None, env=None):
    """Runs a command with a file as standard input, discards its output, and exits if it fails."""
    with open(stdin or os.devnull, "rb") as source:
        began = time.monotonic()
        running = subprocess.Popen([str(word) for word in command], stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=cwd, env=env)
        said = running.stderr.read().decode(errors="replace")
        _, status, used = os.wait4(running.pid, 0)
        wall = time.monotonic() - began
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: exit {running.returncode}\n{said[-2000:]}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def median(runs, what="wall"):
    return statistics.median(getattr(run, what) for run in runs)


class Pairs:
    """The runs of A and of B, in turn."""

    def __init__(self, a, b, pairs):
        self.a, self.b = [], []
        for _ in range(pairs):
            self.a.append(a())
            self.b.append(b())

    def ratio(self, what="wall"):
        return statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(self.a, self.b))


def say(*words):
    print(*words, flush=True)


def table(header, rows):
    """Prints a Markdown table, ready for docs/speed.md."""
    say("| " + " | ".join(header) + " |")
    say("|" + "---|" * len(header))
    for row in rows:
        say("| " + " | ".join(str(cell) for cell in row) + " |")
    say()


def progress(text):
    print("  …", text, file=sys.stderr, flush=True)
