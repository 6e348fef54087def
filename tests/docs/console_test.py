#!/usr/bin/env python3
"""Checks that every console block of README*.md and docs/**/*.md prints what the document shows.

    console_test.py [--update] [DOCUMENT…]      --update writes the printed output into the documents

The blocks of one document run one after another in one shell, in a folder that looks like the repository after
`./examples/quickstart`: build/quickstart contains the example city, in the language of the document.
"""
import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

import documents
from office import CPCC

MARK = "\x01end of command"
ROOT = documents.ROOT
WRAPPER = """#!/bin/sh
exec {cpcc} "$@"
"""
NOT_REACHED = (1, ["not reached"])


def environment(folder, document):
    """Returns the environment of a document's shell. It inherits only the options of the sanitizers."""
    env = {name: value for name, value in os.environ.items() if name.startswith(("ASAN_", "UBSAN_", "LSAN_", "TSAN_"))}
    chinese = is_chinese(document)
    env.update(PATH=f"{folder}/bin:/usr/bin:/bin", HOME=f"{folder}/home", TZ="Asia/Shanghai", CPCC_TODAY="2024-09-05")
    env.update(LANG="zh_CN.UTF-8" if chinese else "en_US.UTF-8", CPCC_USER="王秘书" if chinese else "wang")
    return env


def is_chinese(document):
    return "zh-CN" in document


class Workplace:
    """A folder with the example city, of which each document gets a copy."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cpcc-docs-"))
        (self.folder / "examples").symlink_to(ROOT / "examples")
        (self.folder / "city").mkdir()
        self.cpcc("init", "--office", "WH", "--name", "武汉市政协")
        shutil.copy(ROOT / "examples/cpcc.toml", self.folder / "city")
        self.cpcc("import", "examples/wuhan")

    def cpcc(self, *words):
        subprocess.run([CPCC, "--config", "city/cpcc.toml", "--quiet", "--yes", *words], cwd=self.folder,
                       env=environment(self.folder, ""), check=True)

    def copy(self, document):
        """Makes the folder that a document starts in, and returns it."""
        folder = self.folder / document.replace("/", "-")
        for name in ("bin", "home", "build/release"):
            (folder / name).mkdir(parents=True)
        for name in ("bin/cpcc", "build/release/cpcc"):
            (folder / name).write_text(WRAPPER.format(cpcc=CPCC), encoding="utf-8")
            (folder / name).chmod(0o755)
        (folder / "examples").symlink_to(ROOT / "examples")
        shutil.copytree(self.folder / "city", folder / "build/quickstart")
        return folder

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def script(document_blocks):
    """Returns the shell script of a document, which prints the mark and the exit code after each step."""
    lines = ["exec 2>&1 </dev/null", "code=0"]
    for block in document_blocks:
        if block.action in ("file", "append"):
            arrow = ">>" if block.action == "append" else ">"
            text = "\n".join(block.lines) + "\n"
            lines.append(f"printf %s {shlex.quote(text)} {arrow} {shlex.quote(block.argument)}")
        for text in steps(block):
            lines.append(f"(exit $code); eval {shlex.quote(text)}; code=$?; printf '\\n%s %s\\n' '{MARK}' $code")
    return "\n".join(lines) + "\n"


def steps(block):
    """Returns the shell commands of a block: one for a setup, each command of a console block."""
    if block.action == "setup":
        return ["set -e; " + "\n".join(block.lines) + "\nset +e"]
    return [command.text for command in documents.commands(block)] if block.action == "run" else []


def run(folder, document, document_blocks):
    """Runs a document; returns the exit code and the lines of output for each step."""
    ran = subprocess.run(["bash", "-c", script(document_blocks)], cwd=folder, env=environment(folder, document),
                         stdout=subprocess.PIPE, timeout=300)
    pieces = re.split("\n" + MARK + r" (\d+)\n", ran.stdout.decode("utf-8", "replace"))
    return [(int(code), documents.plain(output.rstrip("\n").split("\n") if output.strip("\n") else []))
            for output, code in zip(pieces[::2], pieces[1::2])]


def updated(shown, printed):
    """Returns the output for the document, with lines omitted where the document omitted them before."""
    runs = documents.parts(shown)
    first, last = len(runs[0]), len(runs[-1])
    if len(runs) == 1 or len(printed) <= first + last:
        return printed
    lines, at, end = printed[:first], first, len(printed) - last
    for middle in runs[1:-1]:
        start = most_alike(middle, printed, at, end)
        lines += [documents.GAP] * (start > at) + printed[start:start + len(middle)]
        at = start + len(middle)
    return lines + [documents.GAP] * (end > at) + printed[end:]


def most_alike(run_of_lines, printed, at, end):
    """Returns the position in the output that is most similar to a run of lines, even if words changed."""
    wanted = "\n".join(run_of_lines)
    places = range(at, max(end - len(run_of_lines), at) + 1)
    return max(places, key=lambda place: difflib.SequenceMatcher(
        None, wanted, "\n".join(printed[place:place + len(run_of_lines)])).ratio())


class Checked:
    """A document after its run: the complaints, and the corrected text."""

    def __init__(self, workplace, document):
        self.path = ROOT / document
        self.lines = self.path.read_text(encoding="utf-8").split("\n")
        self.complaints = []
        self.document_blocks = documents.blocks("\n".join(self.lines))
        self.results = run(workplace.copy(document), document, self.document_blocks)
        self.compare(document)

    def compare(self, document):
        results, changes = iter(self.results), []
        for block in self.document_blocks:
            if block.action == "setup":
                code, printed = next(results, NOT_REACHED)
                if code:
                    self.complaints.append(f"{document}:{block.line}: the setup fails: {printed}")
            for command in documents.commands(block) if block.action == "run" else []:
                code, printed = next(results, NOT_REACHED)
                shown = documents.plain(self.lines[command.first:command.last])
                complaint = fault(shown, code, printed)
                if complaint:
                    self.complaints.append(f"{document}:{command.first}: $ {command.text}\n{complaint}")
                if not shown or shows_failure(shown) == bool(code):
                    changes.append((command, shown, printed))
        for command, shown, printed in reversed(changes):
            if not documents.matches(shown, printed):
                self.lines[command.first:command.last] = updated(shown, printed)

    def save(self):
        self.path.write_text("\n".join(self.lines), encoding="utf-8")


def shows_failure(shown):
    """Returns whether the document shows the message of a command that fails."""
    return any(line.startswith(("cpcc: ", '{"code":"')) for line in shown)


def fault(shown, code, printed):
    """Returns how a command differs from its document, or nothing. An update never accepts another exit code."""
    if shown and shows_failure(shown) != bool(code):
        return f"exit code {code} is not what the document shows\n" + "\n".join(printed)
    if not documents.matches(shown, printed):
        return "\n".join(difflib.unified_diff(shown, printed, "the document shows", "was printed", lineterm=""))
    return f"exit code {code}, but no message is shown" if code and not shown else ""


class ConsoleTest(unittest.TestCase):
    def test_the_documents_show_the_real_output(self):
        workplace = Workplace()
        self.addCleanup(workplace.close)
        ran = 0
        for document in documents.paths():
            with self.subTest(document=document):
                checked = Checked(workplace, document)
                ran += len(checked.results)
                if checked.complaints:
                    self.fail("\n".join(checked.complaints))
        self.assertGreater(ran, 50)

    def test_a_wrong_line_is_noticed(self):
        printed = ["head", "1", "2", "3", "foot"]
        for shown in (printed, ["head", "…", "foot"], ["head", "…", "2", "…"], ["…", "3", "foot"]):
            self.assertTrue(documents.matches(shown, printed), shown)
        for shown in ([], ["head"], ["head", "…", "4", "…"], ["head", "…", "3"], ["head", "1", "2", "3", "foot", "…"]):
            self.assertFalse(documents.matches(shown, printed), shown)

    def test_an_update_keeps_the_gaps(self):
        printed = ["header", "1 a", "2 b", "3 c", "footer"]
        self.assertEqual(updated(["head", "…", "2 x", "…", "foot"], printed), ["header", "…", "2 b", "…", "footer"])
        self.assertEqual(updated(["head", "…"], printed), ["header", "…"])
        for shown in (["head", "1", "2"], ["head", "1 a", "…", "2 b", "3 c", "footer", "…"]):
            self.assertEqual(updated(shown, printed), printed)


def update(named):
    """Writes the printed output into the documents; prints how many outputs differed in each."""
    workplace = Workplace()
    try:
        for document in named or documents.paths():
            checked = Checked(workplace, document)
            checked.save()
            print(f"{document}: {len(checked.complaints)} outputs differed")
            for complaint in checked.complaints:
                print(complaint + "\n" if "exit code" in complaint else "", end="")
    finally:
        workplace.close()


if __name__ == "__main__":
    if "--update" in sys.argv:
        update([name for name in sys.argv[1:] if name != "--update"])
    else:
        unittest.main(verbosity=1)
