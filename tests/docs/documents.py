"""Reads the fenced blocks of README*.md and docs/**/*.md, and the marks in HTML comments that belong to them.

    <!-- setup: cd build/quickstart -->       shell commands, hidden from readers; several lines are allowed
    <!-- file: visits.csv -->                 the next block is written to this file (append: adds to it)
    <!-- not run: needs a PostgreSQL server -->  the next block is not run, for this reason

Blocks of language `console` contain commands after `$ ` and their output; a line `…` marks omitted lines.
"""
import dataclasses
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w*)$")
MARK = re.compile(r"<!--\s*(setup|file|append|not run):\s*(.*?)\s*-->", re.DOTALL)
GAP = "…"
TIME = re.compile(r"T\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def paths():
    """Returns the documents as paths from the root, each of the two READMEs first."""
    found = sorted(ROOT.glob("README*.md")) + sorted(ROOT.glob("docs/**/*.md"))
    return [path.relative_to(ROOT).as_posix() for path in found]


@dataclasses.dataclass
class Command:
    """A command, and the lines [first, last) of the document with its output."""
    text: str
    first: int
    last: int


@dataclasses.dataclass
class Block:
    """A fenced block or a setup: `action` is run, setup, file, append, not run, or empty for text that is only read."""
    line: int
    language: str
    action: str
    argument: str
    lines: list


def blocks(text):
    """Returns the blocks of a document in their order."""
    found, lines, at, mark = [], text.split("\n"), 0, ("", "")
    while at < len(lines):
        fence = FENCE.match(lines[at])
        if fence:
            end = lines.index("```", at + 1)
            action = mark[0] or ("run" if fence[1] == "console" else "")
            found.append(Block(at + 1, fence[1], action, mark[1], lines[at + 1:end]))
            mark, at = ("", ""), end + 1
        elif lines[at].startswith("<!--"):
            end = next(place for place in range(at, len(lines)) if "-->" in lines[place])
            mark, setup = read_mark("\n".join(lines[at:end + 1]), at)
            found += setup
            at = end + 1
        else:
            at += 1
    return found


def read_mark(comment, at):
    """Returns the mark that a comment sets for the next block, or the setup that it is."""
    match = MARK.fullmatch(comment.strip())
    if not match:
        return ("", ""), []
    if match[1] == "setup":
        return ("", ""), [Block(at + 1, "", "setup", "", match[2].split("\n"))]
    return (match[1], match[2]), []


def commands(block):
    """Returns the commands of a console block. A backslash at the end of a line continues the command."""
    found = []
    for number, line in enumerate(block.lines, block.line):
        if found and found[-1].text.endswith("\\"):
            found[-1].text = found[-1].text[:-1] + line.strip()
            found[-1].first = found[-1].last = number + 1
        elif line.startswith("$ "):
            found.append(Command(line[2:], number + 1, number + 1))
        elif found:
            found[-1].last = number + 1
    return found


def plain(lines):
    """Returns the lines with one fixed time of day, and without trailing blanks."""
    return [TIME.sub("T09:30:00+08:00", line).rstrip() for line in lines]


def parts(lines):
    """Returns the runs of lines between the gaps."""
    found = [[]]
    for line in lines:
        if line.strip() == GAP:
            found.append([])
        else:
            found[-1].append(line)
    return found


def matches(shown, printed):
    """Returns whether the output is what the document shows, with at least one line in each gap."""
    runs = parts(shown)
    first, last = runs[0], runs[-1]
    if len(runs) == 1:
        return first == printed
    if printed[:len(first)] != first or len(printed) < len(first) + len(last) + 1:
        return False
    if last and printed[-len(last):] != last:
        return False
    at, end = len(first), len(printed) - len(last)
    for run in runs[1:-1]:
        at = next((place for place in range(at + 1, end - len(run)) if printed[place:place + len(run)] == run), None)
        if at is None:
            return False
        at += len(run)
    return at < end
