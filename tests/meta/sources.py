#!/usr/bin/env python3
"""Checks that CMake builds every source, and that no source is too long."""
import re

import cpp

LINES = 450


def listed():
    """Returns the sources that the CMakeLists.txt files name or glob, as paths from the root.

    Each file names sources relative to its own folder.
    """
    found = set()
    for file in sorted(cpp.ROOT.glob('src/**/CMakeLists.txt')) + [cpp.ROOT / 'tests/CMakeLists.txt', cpp.ROOT / 'CMakeLists.txt']:
        folder = file.parent.relative_to(cpp.ROOT).as_posix()
        text = file.read_text(encoding='utf-8')
        for patterns in re.findall(r'file\(GLOB \w+ CONFIGURE_DEPENDS ([^)]*)\)', text):
            found.update(path.relative_to(cpp.ROOT).as_posix() for pattern in patterns.split() for path in file.parent.glob(pattern))
        for call, name, body in re.findall(r'\b(add_\w+)\(\s*(\w+)([^)]*)\)', text):
            within = f'{folder}/{name}' if call == 'add_cpp_tests' else folder
            found.update(f'{within}/{source}'.removeprefix('./') for source in re.findall(r'(?<![\w}/])[\w./-]+\.cpp', body))
        for pattern in re.findall(r'file\(GLOB \w+ CONFIGURE_DEPENDS ([\w/*]+\.cpp)\)', file.read_text(encoding='utf-8')):
            found.update(path.relative_to(cpp.ROOT).as_posix() for path in file.parent.glob(pattern))
    return found


def main():
    complaints, checked = [], 0
    built = listed()
    for path, text in cpp.sources('include', 'src', 'tests', endings=('.cpp', '.hpp', '.py')):
        checked += 1
        lines = text.count('\n')
        if lines > LINES:
            complaints.append(f'{path}: {lines} lines are more than {LINES}')
        if text and not text.endswith('\n'):
            complaints.append(f'{path}: its last line has no end')
        if path.endswith('.hpp') and '#pragma once' not in text:
            complaints.append(f'{path}: it lacks #pragma once')
        is_test = path.startswith('tests/') and path.endswith('_test.cpp')
        if path.endswith('.cpp') and (path.startswith('src/') or is_test) and path not in built:
            complaints.append(f'{path}: CMakeLists.txt does not build it')
    for path in sorted(built):
        if not (cpp.ROOT / path).is_file():
            complaints.append(f'{path}: CMakeLists.txt names it, but there is no such file')
    cpp.finish(complaints, checked)


main()
