#!/usr/bin/env python3
"""Records what a writing command does to its files, builds what a power loss could leave at each moment, and checks it.

    tests/faults/power_loss.py                     every moment of every command, 4 + 12 images each
    tests/faults/power_loss.py --images 2 --only log,backup
    tests/faults/power_loss.py --control           the same with recordings that lack a kind of sync: images must fail

A write that is not synced is lost, kept, kept in part, or kept without an earlier one. A name that is not synced with
its folder is lost or kept. In each image every file is as before or as after; at the end of the command, as after.
Each image is opened by SQLite, and of every --share-th one cpcc runs the command again.
"""
import argparse
import collections
import hashlib
import os
import pathlib
import random
import shutil
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from commands import COMMANDS, Bench, Ends, contents, names_in  # noqa: E402 (needs the path above)

CREATE, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, RENAME, LINK, UNLINK, FOLDER = range(1, 10)
EVENT = struct.Struct("IIIIQq")
SECTOR = 512
Event = collections.namedtuple("Event", "kind inode offset path other data")


def events(log):
    """Yields the events of a recording (inject.c)."""
    data, at = log.read_bytes(), 0
    while at < len(data):
        kind, length, path, other, inode, offset = EVENT.unpack_from(data, at)
        at += EVENT.size
        parts = []
        for size in (path, other, length):
            parts.append(data[at:at + size])
            at += size
        yield Event(kind, inode, offset, os.path.normpath(parts[0].decode()) if path else "", os.path.normpath(parts[1].decode()) if other else "", parts[2])


def applied(content, changes):
    """Returns the content of a file after some writes and truncations."""
    content = bytearray(content)
    for kind, offset, data in changes:
        if kind == TRUNCATE:
            del content[offset:]
            content.extend(bytes(offset - len(content)))
        else:
            content.extend(bytes(max(0, offset - len(content))))
            content[offset:offset + len(data)] = data
    return bytes(content)


class Disk:
    """The files of a folder: what is surely on the disk, and what may still be lost."""

    def __init__(self, folder):
        self.files = {}                            # number: [content on the disk, changes that may be lost]
        self.names = {}                            # folder: ({name: number} on the disk, changes that may be lost)
        self.folders = {}                          # number of a folder: its path
        for place in [folder] + sorted(path for path in folder.rglob("*") if path.is_dir()):
            self.folders[place.stat().st_ino] = str(place)
            self.names[str(place)] = ({}, [])
            for path in place.iterdir():
                if path.is_file():
                    self.names[str(place)][0][path.name] = path.stat().st_ino
                    self.files[path.stat().st_ino] = [path.read_bytes(), []]

    def meet(self, event):
        if event.kind in (WRITE, TRUNCATE) and event.inode in self.files:
            self.files[event.inode][1].append((event.kind, event.offset, event.data))
        elif event.kind == SYNC and event.inode in self.files:
            content, changes = self.files[event.inode]
            self.files[event.inode] = [applied(content, changes), []]
        elif event.kind == SYNC_FOLDER and event.inode in self.folders:
            names, changes = self.names[self.folders[event.inode]]
            self.names[self.folders[event.inode]] = (renamed(names, changes), [])
        elif event.kind == FOLDER:
            self.folders[event.inode] = event.path
            self.names[event.path] = ({}, [])
        elif event.kind in (CREATE, LINK, RENAME, UNLINK):
            self.change_name(event)

    def change_name(self, event):
        folder, name = os.path.split(event.path)
        if folder not in self.names:               # the spool of standard input, say
            return
        names, changes = self.names[folder]
        other = os.path.basename(event.other)
        number = event.inode or renamed(names, changes).get(name)
        if event.kind == CREATE:
            self.files[number] = [b"", []]
        changes.append((event.kind, name, other, number))

    def image(self, keep_data, keep_name):
        """Returns {path: content} if `keep_data` and `keep_name` choose among the changes that may be lost."""
        found = {}
        for folder, (names, changes) in self.names.items():
            for name, number in renamed(names, keep_name(changes)).items():
                content, writes = self.files[number]
                found[os.path.join(folder, name)] = applied(content, keep_data(writes)) if writes else content
        return found


def renamed(names, changes):
    names = dict(names)
    for kind, name, other, number in changes:
        if kind in (CREATE, LINK):
            names[name] = number
        elif kind == UNLINK:
            names.pop(name, None)
        else:                                      # a rename is whole: it takes the file, wherever its old name was lost
            names.pop(name, None)
            names[other] = number
    return names


def every(changes):
    return changes


def none(changes):
    return []


def some_writes(chance):
    """Returns a choice of writes: a beginning, or any of them, with one that is cut at a sector."""
    def choose(changes):
        share = chance.choice((0.1, 0.5, 0.9))
        kept = changes[:chance.randrange(len(changes) + 1)] if chance.random() < 0.3 else [change for change in changes if chance.random() < share]
        if kept and chance.random() < 0.5:
            at = chance.randrange(len(kept))
            kind, offset, data = kept[at]
            if kind == WRITE and len(data) > SECTOR:
                kept[at] = (kind, offset, data[:SECTOR * chance.randrange(1, len(data) // SECTOR + 1)])
        return kept
    return choose


def some_names(chance):
    return lambda changes: [change for change in changes if chance.random() < 0.5]


def images(disk, chance, count):
    """Yields the images of a moment: all kept, all lost, either of both, and some at random."""
    for data, names in ((every, every), (none, none), (every, none), (none, every)):
        yield disk.image(data, names)
    for _ in range(count):
        yield disk.image(chance.choice((every, none, some_writes(chance), some_writes(chance))), chance.choice((every, none, some_names(chance))))


class Loss:
    """The images of one command, and what is wrong with them."""

    def __init__(self, bench, command, options, skip=None):
        self.bench, self.options = bench, options
        self.folder, log = bench.copy_of(command), bench.folder / "recording"
        log.unlink(missing_ok=True)
        self.disk, before = Disk(self.folder), contents(self.folder)
        ran = bench.run(self.folder, command.words, log=log, **({"skip": skip} if skip else {}))
        if ran.returncode != 0:
            raise AssertionError(ran.stderr.decode())
        self.ends = Ends(bench, command)
        self.ends.before, self.ends.after = before, contents(self.folder)      # of this very run
        self.events = list(events(log))
        self.seen, self.built, self.held, self.faults = {}, 0, 0, collections.Counter()

    def run(self):
        chance = random.Random(self.options.seed + self.ends.command.name)
        for at, event in enumerate(self.events):
            if at == 0 or self.events[at - 1].kind != WRITE or event.kind != WRITE or at % self.options.every == 0:
                self.hold_all(chance, "before step %d of %d" % (at + 1, len(self.events)), False)
            self.disk.meet(event)
        self.require_whole_recording()
        self.hold_all(chance, "after exit code 0", True)

    def require_whole_recording(self):
        """Throws if the recording does not lead to what the command left: a call was missed."""
        left = self.disk.image(every, every)
        if left != {str(self.folder / name): (self.folder / name).read_bytes() for name in names_in(self.folder)}:
            raise AssertionError("the recording of %s is not complete" % self.ends.command.name)

    def hold_all(self, chance, moment, done):
        for image in images(self.disk, chance, self.options.images * (5 if done else 1)):
            self.built += 1
            mark = hashlib.sha1(b"".join(name.encode() + hashlib.sha1(content).digest() for name, content in sorted(image.items()))).digest()
            if (mark, done) not in self.seen:
                self.seen[mark, done] = self.hold(image, done)
                self.held += 1
            for fault in self.seen[mark, done]:
                self.faults["%s: %s" % (moment if done else "within", fault)] += 1

    def hold(self, image, done):
        """Returns what is wrong with an image."""
        place = self.bench.folder / "image"
        for path, content in image.items():
            file = place / os.path.relpath(path, self.folder)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_bytes(content)
        place.mkdir(exist_ok=True)
        try:
            return self.judge(place, done)
        finally:
            shutil.rmtree(place)

    def judge(self, place, done):
        again = self.held % self.options.share == 0 or self.ends.command.steps
        faults = []
        if again:                                  # the first program to open it is cpcc
            for name in self.ends.changed:
                if name + "-journal" in names_in(place):
                    self.bench.run(place, ("--database", name, "check", "--quiet"))
        state = self.ends.state(place, thorough=False)
        for name, found in state.items():
            if found not in ("before", "after"):
                faults.append(found)
            elif done and found == "before":
                faults.append("%s is as before" % name)
        keeps = self.ends.command.keeps
        if keeps and state[keeps[0]] == "after" and state[keeps[1]] != "after":
            faults.append("%s is lost" % keeps[1])
        if again and not faults and "before" in state.values():
            ran = self.bench.run(place, self.ends.command.words)
            if ran.returncode != 0:
                faults.append("the next run fails: " + ran.stderr.decode().strip())
            elif set(self.ends.state(place).values()) != {"after"}:
                faults.append("after the next run: %s" % self.ends.state(place))
        return faults


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="", help="names of commands, separated by commas (default: all)")
    options.add_argument("--images", type=int, default=12, help="random images of a moment (default: 12)")
    options.add_argument("--every", type=int, default=1, help="within a row of writes, take each N-th moment (default: 1)")
    options.add_argument("--share", type=int, default=50, help="run the command again on each N-th image (default: 50)")
    options.add_argument("--seed", default="1", help="which random images (default: 1)")
    options.add_argument("--control", action="store_true", help="leave syncs out of the recording")
    options = options.parse_args()
    commands = [command for command in COMMANDS if not options.only or command.name in options.only.split(",")]
    bench, built, held, faulty, missed = Bench(), 0, 0, 0, 0
    try:
        for skip in ("files", "folders") if options.control else (None,):
            for command in commands:
                loss = Loss(bench, command, options, skip)
                loss.run()
                shutil.rmtree(loss.folder)
                built, held, faulty = built + loss.built, held + loss.held, faulty + sum(loss.faults.values())
                missed += options.control and not loss.faults
                print("%s%s: %d images, %d of them different, %d faults" % (command.name, " without syncs of %s" % skip if skip else "", loss.built, loss.held, sum(loss.faults.values())), flush=True)
                for fault, times in ([] if options.control else loss.faults.most_common()):
                    print("    %d times %s" % (times, fault), flush=True)
        print("%d images, %d of them different, %d faults" % (built, held, faulty))
        return missed > 0 if options.control else faulty > 0
    finally:
        bench.close()


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())
