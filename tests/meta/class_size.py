#!/usr/bin/env python3
"""Checks that a class has at most 30 methods, in one header and one source (architecture.md, promise 5)."""
import re

import cpp

MOST_METHODS = 30
MOST_SOURCES = 1

NOT_A_NAME = {'if', 'for', 'while', 'switch', 'return', 'sizeof', 'decltype', 'noexcept', 'catch', 'alignas', 'requires', 'constexpr'}


def skip(tokens, at, opening, closing):
    """Returns the position after the bracket that closes the one at `at`."""
    depth = 0
    while at < len(tokens):
        depth += (tokens[at] == opening) - (tokens[at] == closing)
        at += 1
        if depth == 0:
            break
    return at


def classes(tokens):
    """Yields (name, tokens of the body) for each class and struct, including nested ones."""
    for at, token in enumerate(tokens):
        if token not in ('class', 'struct') or (at and tokens[at - 1] in ('enum', '<', ',')):
            continue
        name, begin = None, at + 1
        while begin < len(tokens) and tokens[begin] not in ('{', ';', '(', ')', '=', '>'):
            if name is None and re.fullmatch(r'\w+', tokens[begin]) or tokens[begin - 1] == ':' and tokens[begin - 2] == ':' and tokens[begin - 3] == name:
                name = tokens[begin]
            begin += 1
        if name and begin < len(tokens) and tokens[begin] == '{':
            yield name, tokens[begin + 1:skip(tokens, begin, '{', '}') - 1]


def methods(name_of_class, body):
    """Returns the names of the member functions in a class's body, one for each overload.

    Omits constructors, the destructor and assignment.
    """
    found, at, statement = [], 0, []
    while at < len(body):
        token = body[at]
        if token == '(':
            name = statement[-1] if statement else ''
            operator = 'operator' in statement
            counts = (re.fullmatch(r'[A-Za-z_]\w*', name) and name not in NOT_A_NAME) or operator
            # `f(…)` after an `=` or within brackets is a value, not a declaration.
            if counts and name != name_of_class and statement[-2:] != ['operator', '='] and '=' not in statement and 'using' not in statement and '(' not in statement:
                found.append(name)
            at = skip(body, at, '(', ')')
            statement.append('(')
            continue
        if token == '{':
            at = skip(body, at, '{', '}')
            if at < len(body) and body[at] in (';', ','):      # a member's initializer
                continue
            statement = []
            continue
        if token == ';' or (token == ':' and statement in (['public'], ['private'], ['protected'])):
            statement = []
        else:
            statement.append(token)
        at += 1
    return found


def main():
    complaints, checked = [], 0
    declared, homes = {}, {}
    for path, text in cpp.sources('include', 'src'):
        tokens = [token for _, token, _ in cpp.tokens(text)]
        floor = path.split('/')[2 if path.startswith('include/') else 1]
        for name, body in classes(tokens):
            checked += 1
            declared.setdefault((floor, name), path)
            count = len(methods(name, body))
            if count > MOST_METHODS:
                complaints.append(f'{path}: {name} has {count} methods, more than {MOST_METHODS}')
        if path.endswith('.cpp'):
            # In this tree, `Name::method(…)` at the start of a line is a definition.
            for line in text.splitlines():
                match = re.match(r'(?:template <[^>]*> ?)?(?:[\w:<>,*&\s]+[\s*&])?(\w+)(?:::\w+)*::(?:~?\w+|operator\S+)\(.*', line)
                if match and not line.startswith((' ', '\t', '//')):
                    homes.setdefault((floor, match.group(1)), set()).add(path)
    for (floor, name), paths in sorted(homes.items()):
        if (floor, name) in declared and len(paths) > MOST_SOURCES:
            complaints.append(f'{declared[floor, name]}: the methods of {name} are defined in {len(paths)} files: {", ".join(sorted(paths))}')
    cpp.finish(complaints, checked)


if __name__ == '__main__':
    main()
