#!/usr/bin/env python3
"""Every source is built, and none is too long to be read."""
import re

import cpp

LINES = 450


def listed(cmake):
    """The sources that the CMakeLists.txt name, as paths from the root; a floor's are named within its folder."""
    found = set(re.findall(r'\b(?:src|tests)/[\w./-]+\.cpp', cmake))
    for floor, body in re.findall(r'add_floor\(\s*(\w+)([^)]*)\)', cmake):
        found.update(f'src/{floor}/{name}' for name in re.findall(r'[\w./-]+\.cpp', body))
    for folder, body in re.findall(r'add_cpp_tests\(\s*(\w+)([^)]*)\)', cmake):
        found.update(f'tests/{folder}/{name}' for name in re.findall(r'[\w./-]+\.cpp', body))
    return found


def main():
    complaints, checked = [], 0
    cmake = ''.join((cpp.ROOT / folder / 'CMakeLists.txt').read_text(encoding='utf-8') for folder in ('.', 'tests'))
    built = listed(cmake)
    schema = {path.relative_to(cpp.ROOT).as_posix() for path in (cpp.ROOT / 'schema').glob('*.sql')}
    for path in sorted(schema):
        if path not in cmake:
            complaints.append(f'{path}: CMakeLists.txt does not embed it')
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
