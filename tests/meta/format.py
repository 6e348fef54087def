#!/usr/bin/env python3
"""Checks that clang-format, with the .clang-format of the tree, would change no C++ file."""
import shutil
import subprocess
import sys

import cpp


def main():
    if not shutil.which('clang-format'):
        sys.exit('clang-format is missing: sh .ci/setup tests installs it')
    files = [path for path, _ in cpp.sources('include', 'src', 'tests')]
    run = subprocess.run(['clang-format', '--dry-run', '--Werror', *files], cwd=cpp.ROOT, capture_output=True, text=True)
    wrong = sorted({line.split(':')[0] for line in run.stderr.splitlines() if ': error:' in line})
    complaints = [f'{path}: run clang-format -i {path}' for path in wrong]
    if run.returncode and not complaints:
        complaints = [run.stderr.strip()]
    cpp.finish(complaints, len(files))


main()
