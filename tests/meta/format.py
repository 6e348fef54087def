#!/usr/bin/env python3
"""Every C++ source is laid out as clang-format does it (.clang-format)."""
import shutil
import subprocess
import sys

import cpp


def main():
    if not shutil.which('clang-format'):
        print('clang-format is missing: install it with .ci/setup tests', file=sys.stderr)
        sys.exit(1)
    paths = [path for path, _ in cpp.sources('include', 'src', 'tests')]
    ran = subprocess.run(['clang-format', '--dry-run', '--Werror', *paths], cwd=cpp.ROOT, capture_output=True, text=True)
    wrong = sorted({line.split(':')[0] for line in ran.stderr.splitlines() if 'clang-format-violations' in line})
    cpp.finish([f'{path}: run clang-format -i on it' for path in wrong] or ran.stderr.splitlines()[:ran.returncode], len(paths))


main()
