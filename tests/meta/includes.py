#!/usr/bin/env python3
"""Checks that includes point down only, and that each library is included only where it belongs (architecture.md)."""
import re

import cpp

FLOOR = {'base': 0, 'records': 1, 'files': 1, 'db': 2, 'store': 3, 'report': 3, 'cli': 4}

# External libraries: how their headers begin, and where they may be included.
LIBRARIES = [
    (r'CLI/', ['src/cli/framework/parse.cpp']),
    (r'nlohmann/', ['src/files/json_reader.cpp', 'src/files/json_writer.cpp']),
    (r'kainjow/', ['src/report/brief/mustache.cpp']),
    (r'SQLiteCpp/', ['src/db/sqlite/']),
    (r'sqlite3\.h', ['src/db/sqlite/']),
    (r'libpq', ['src/db/postgres/library.hpp']),
    (r'toml\+\+/', ['src/cli/config/table_reader.hpp', 'src/cli/config/toml.cpp']),
    (r'utf8proc\.h', ['src/base/text.cpp']),
    (r'sodium\.h', ['src/base/digest.cpp', 'src/base/minisign.cpp', 'src/base/sha256.cpp']),
    (r'(zip|expat|xlsxwriter)\.h', ['src/files/']),
]
ONE_FILE = [r'CLI/', r'kainjow/']


# The rooms of a floor that has any, from the lowest up. Rooms on one line must not include each other.
# A floor's own files are below its rooms.
ROOMS = {
    'records': ['kinds'],
    'files': ['csv xlsx docx page'],
    'db': ['sqlite postgres'],
    'store': ['query', 'context', 'rules', 'merge', 'change', 'exchange import offices'],
    'report': ['evidence measures', 'facts', 'counting lists', 'filings', 'summary',
               'appraisal brief calendar cases honours plan reconcile roll worklists', 'member platform status', 'dashboard'],
    'cli': ['config', 'framework', 'records', 'database exchange report transfer', 'app'],
}
RANK = {(floor, room): rank for floor, rooms in ROOMS.items() for rank, line in enumerate(rooms, 1) for room in line.split()}


def floor_of(path):
    parts = path.split('/')
    if parts[0] == 'include':
        return parts[2]
    return parts[1] if len(parts) > 2 else None   # src/main.cpp is above all floors


def room_of(path, files):
    """Returns the room of a file, or None for a floor's own files.

    A public header belongs to the room of the source with its name.
    """
    parts = path.split('/')
    if parts[0] == 'src':
        return parts[2] if len(parts) > 3 else None
    floor, name = parts[2], parts[-1].removesuffix('.hpp')
    if len(parts) > 4:
        return parts[3]
    homes = {room_of(other, files) for other in files if re.fullmatch(rf'src/{floor}/(.*/)?{name}\.cpp', other)}
    return homes.pop() if len(homes) == 1 else None   # several rooms implement a header of db


def points_up(floor, own, target):
    """Returns whether a file of the room `own` must not include one of the room `target`."""
    if target is None or own == target:
        return False
    # A floor's own files are below its rooms. They may still include a room, to list its contents or to choose one.
    return own is not None and RANK[floor, target] >= RANK[floor, own]


def room_complaint(floor, path, target_path, files):
    """Returns what is wrong with an include within a floor, or None."""
    own, target = room_of(path, files), room_of(target_path, files)
    if points_up(floor, own, target):
        return f'{own} may not include {target}, which is not below it (ROOMS)'
    if own is None and target is not None and path.startswith('include/') and target_path.startswith('include/'):
        return f'a header of the whole floor may not include one of the room {target}'
    return None


def main():
    complaints, checked, users = [], 0, {}
    files = dict(cpp.sources('include', 'src'))
    for path, text in files.items():
        own = floor_of(path)
        if own is not None and own not in FLOOR:
            complaints.append(f'{path}: {own} is no floor')
            continue
        if own is not None and room_of(path, files) is not None and (own, room_of(path, files)) not in RANK:
            complaints.append(f'{path}: {room_of(path, files)} is no room of {own}')
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
                elif target == own and (wrong := room_complaint(own, path, 'include/' + name, files)):
                    complaints.append(f'{here}: {wrong}')
            elif quote == '"':
                if path.startswith('include/'):
                    complaints.append(f'{here}: a public header may not include a private one')
                elif f'src/{own}/{name}' not in files:
                    complaints.append(f'{here}: there is no such header in src/{own}')
                elif wrong := room_complaint(own, path, f'src/{own}/{name}', files):
                    complaints.append(f'{here}: {wrong}')
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
