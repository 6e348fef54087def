"""Helpers of the scripts in this directory: the C++ sources of the tree and their tokens."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

TOKEN = re.compile(r'''
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<raw>R"(?P<mark>[^(\s]*)\((?P<rawtext>.*?)\)(?P=mark)")
  | "(?P<text>(?:[^"\\\n]|\\.)*)"
  | (?P<char>'(?:[^'\\\n]|\\.)+')
  | (?P<word>[A-Za-z_]\w*)
  | (?P<number>\d[\w.']*)
  | (?P<sign>\S)
''', re.VERBOSE | re.DOTALL)

ESCAPES = {'n': '\n', 't': '\t', 'r': '\r', '0': '\0', '"': '"', "'": "'", '\\': '\\', 'a': '\a', 'b': '\b', 'f': '\f', 'v': '\v'}


def unescape(text):
    def one(match):
        escape = match.group(1)
        if escape[0] in 'uU':
            return chr(int(escape[1:], 16))
        if escape[0] == 'x':
            return '?'
        return ESCAPES.get(escape, escape)
    return re.sub(r'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]+|.)', one, text, flags=re.DOTALL)


def tokens(source):
    """Returns (kind, text, line) for each token but comments. Joins adjacent strings.

    Kinds: text, word, number, char, sign.
    """
    found = []
    for match in TOKEN.finditer(source):
        if match.group('comment') is not None:
            continue
        line = source.count('\n', 0, match.start()) + 1
        if match.group('raw') is not None:
            kind, text = 'text', match.group('rawtext')
        elif match.group('text') is not None:
            kind, text = 'text', unescape(match.group('text'))
        else:
            kind = match.lastgroup
            text = match.group(0)
        if kind == 'text' and found and found[-1][0] == 'text':
            found[-1] = ('text', found[-1][1] + text, found[-1][2])
        else:
            found.append((kind, text, line))
    return found


def sources(*folders, endings=('.cpp', '.hpp')):
    """Yields (path from the root, text) for each file below the folders."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob('*')):
            if path.is_file() and path.suffix in endings:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding='utf-8')


def finish(complaints, checked):
    """Prints the complaints and exits: 1 if there are any, or if nothing was checked."""
    if not checked:
        complaints = ['nothing was found to be checked']
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    sys.exit(1 if complaints else 0)
