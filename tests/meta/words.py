#!/usr/bin/env python3
"""Checks that each pair of texts has Chinese first and English second, with the same placeholders.

English may contain a Chinese name (of a unit, an office, an example) if the Chinese text contains it too."""
import re

import cpp

CHINESE = re.compile('[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]')
LETTER = re.compile('[A-Za-z]')
ID = re.compile('[a-z][a-z0-9_-]*')
PLACEHOLDER = re.compile(r'\{\{|\}\}|\{(\d*)(:[^{}]*)?\}|[{}]')


def placeholders(text):
    """Returns the arguments of a text with their formats, and whether they are numbered.

    Returns None if a brace is wrong, or if only some are numbered.
    """
    found, automatic, numbered = set(), 0, 0
    for match in PLACEHOLDER.finditer(text):
        if match.group(0) in ('{{', '}}'):
            continue
        if match.group(0) in ('{', '}'):
            return None
        number = match.group(1)
        if number == '':
            number, automatic = str(automatic), automatic + 1
        else:
            numbered += 1
        found.add((int(number), match.group(2) or ''))
    return None if automatic and numbered else (sorted(found), not automatic)


def agree(zh, en):
    """Returns whether two texts have the same arguments.

    Only the count of numbered ones must agree, because a language may use an argument of its own.
    """
    if zh is None or en is None:
        return False
    if zh[1] or en[1]:
        return len(zh[0]) == len(en[0])
    return zh[0] == en[0]


def is_english(zh, en):
    """Returns whether the English text is English, except for names that the Chinese text contains too."""
    names = re.findall(CHINESE.pattern + '+', en)
    return all(name in zh for name in names) and sum(map(len, names)) <= len(LETTER.findall(en))


def pairs(tokens):
    """Yields (zh, en, line) for each `{"…", "…"}` that is a Words or contains Chinese."""
    for i in range(len(tokens) - 4):
        if [token[0] for token in tokens[i:i + 5]] != ['sign', 'text', 'sign', 'text', 'sign']:
            continue
        if (tokens[i][1], tokens[i + 2][1], tokens[i + 4][1]) != ('{', ',', '}'):
            continue
        zh, en = tokens[i + 1][1], tokens[i + 3][1]
        named = i > 0 and tokens[i - 1][1] == 'Words'
        if named or CHINESE.search(zh) or (CHINESE.search(en) and not ID.fullmatch(zh)):
            yield zh, en, tokens[i][2]


def short(text):
    line = text.replace('\n', ' ')
    return line if len(line) <= 60 else line[:57] + '…'


def main():
    complaints, checked = [], 0
    for path, text in cpp.sources('include', 'src'):
        for zh, en, line in pairs(cpp.tokens(text)):
            checked += 1
            here = f'{path}:{line}: "{short(zh)}" / "{short(en)}"'
            if not CHINESE.search(zh) and LETTER.search(zh) and not zh.startswith('zh'):
                complaints.append(f'{here}: the first is not Chinese')
            if not is_english(zh, en):
                complaints.append(f'{here}: the second is not English')
            if bool(zh) != bool(en):
                complaints.append(f'{here}: one of them is empty')
            if not agree(placeholders(zh), placeholders(en)):
                complaints.append(f'{here}: their placeholders differ')
    cpp.finish(complaints, checked)


main()
