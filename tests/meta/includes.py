#!/usr/bin/env python3
"""Includes point down only, and each library is included where it belongs (architecture: one way in, one way down, one way out)."""
import re

import cpp

FLOOR = {'base': 0, 'records': 1, 'files': 1, 'db': 2, 'store': 3, 'report': 3, 'cli': 4}

# Libraries of others: how their headers begin, and where they may be included.
LIBRARIES = [
    (r'CLI/', ['src/cli/parse.cpp']),
    (r'nlohmann/', ['src/files/json_writer.cpp']),
    (r'kainjow/', ['src/report/mustache.cpp']),
    (r'SQLiteCpp/', ['src/db/sqlite.cpp']),
    (r'sqlite3\.h', ['src/db/sqlite.cpp', 'src/db/sqlite_feed.cpp']),
    (r'libpq', ['src/db/postgres_library.hpp']),
    (r'toml\+\+/', ['src/cli/config_keys.hpp', 'src/cli/toml.cpp']),
    (r'utf8proc\.h', ['src/base/text.cpp']),
    (r'(zip|expat|xlsxwriter)\.h', ['src/files/']),
]
ONE_FILE = [r'CLI/', r'nlohmann/', r'kainjow/']


def floor_of(path):
    parts = path.split('/')
    if parts[0] == 'include':
        return parts[2]
    return parts[1] if len(parts) > 2 else None   # src/main.cpp stands above all floors


def main():
    complaints, checked, users = [], 0, {}
    files = dict(cpp.sources('include', 'src'))
    for path, text in files.items():
        own = floor_of(path)
        if own is not None and own not in FLOOR:
            complaints.append(f'{path}: {own} is no floor')
            continue
        for number, line in enumerate(text.splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if not match:
                continue
            checked += 1
            quote, name = match.groups()
            here = f'{path}:{number}: {name}'
            if name.startswith('cpcc/'):
                target = name.split('/')[1]
                if 'include/' + name not in files:
                    complaints.append(f'{here}: there is no such header')
                elif own is None:
                    if target != 'cli':
                        complaints.append(f'{here}: main hands over to cli and to nothing else')
                elif target != own and FLOOR[target] >= FLOOR[own]:
                    complaints.append(f'{here}: {own} may not include {target}, which is not below it')
            elif quote == '"':
                if path.startswith('include/'):
                    complaints.append(f'{here}: a public header may not include a private one')
                elif path.rsplit('/', 1)[0] + '/' + name not in files:
                    complaints.append(f'{here}: it does not stand beside the file that includes it')
            for pattern, places in LIBRARIES:
                if re.match(pattern, name):
                    users.setdefault(pattern, set()).add(path)
                    if not any(path.startswith(place) for place in places):
                        complaints.append(f'{here}: it belongs in {" or ".join(places)} alone')
    for pattern in ONE_FILE:
        if len(users.get(pattern, ())) > 1:
            complaints.append(f'{pattern} is included in more than one file: {", ".join(sorted(users[pattern]))}')
    cpp.finish(complaints, checked)


main()
