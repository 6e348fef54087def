#!/usr/bin/env python3
"""Checks that neither C++ nor SQL compares a choice with a bare number.

Both name the choice by its enum (include/cpcc/records/choices.hpp); 0 means none.
"""
import re

import cpp

COMPARISONS = {'==', '!=', '<', '>', '<=', '>='}
SQL = r'\b(?:{})\s*(?:=|<>|<=?|>=?|(?:NOT\s+)?IN\s*\()\s*[1-9]'


def choice_fields():
    """Returns the ids of the fields with a choice, and the names of variables that hold one."""
    found = {'role', 'choice'}
    for _, text in cpp.sources('src/records/kinds'):
        found.update(re.findall(r'\bchoice\("(\w+)"', text))
    return found


def comparisons(tokens):
    """Yields (name, number, line) for each `name <op> number`. Each sign of an operator is a token."""
    for i, (kind, name, line) in enumerate(tokens):
        if kind != 'word':
            continue
        sign, j = '', i + 1
        while j < len(tokens) and tokens[j][0] == 'sign' and tokens[j][1] in '=!<>':
            sign += tokens[j][1]
            j += 1
        if sign in COMPARISONS and j < len(tokens) and tokens[j][0] == 'number':
            yield name, tokens[j][1], line


def main():
    fields = choice_fields()
    names = {name + ending for name in fields for ending in ('', '_')}
    sql = re.compile(SQL.format('|'.join(sorted(fields))))
    complaints, checked = [], 0
    for path, text in cpp.sources('include', 'src'):
        tokens = cpp.tokens(text)
        checked += len(tokens)
        for name, number, line in comparisons(tokens):
            if name in names and number != '0':
                complaints.append(f'{path}:{line}: {name} is compared with {number}: name the choice')
        for kind, literal, line in tokens:
            match = sql.search(literal) if kind == 'text' else None
            if match:
                complaints.append(f'{path}:{line}: SQL compares a choice with a number: "{match.group(0)}"')
    cpp.finish(complaints, checked if fields else 0)


main()
