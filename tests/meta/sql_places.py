#!/usr/bin/env python3
"""Checks that SQL occurs only in schema/, src/db, src/store and src/report, and that both engines understand it."""
import re

import cpp

ALLOWED = ('src/db/', 'src/store/', 'src/report/')

STATEMENT = re.compile(r'''\b(
    SELECT\s+[\w*'"({$] | INSERT\s+INTO | UPDATE\s+\S+\s+SET | DELETE\s+FROM | WITH\s+RECURSIVE
  | CREATE\s+(TEMP\s+|UNIQUE\s+)?(TABLE|VIEW|INDEX|TRIGGER) | (ALTER|DROP)\s+(TABLE|VIEW|INDEX)
  | PRAGMA\s+\w | BEGIN\s+(IMMEDIATE|EXCLUSIVE) | ON\s+CONFLICT | ATTACH\s+DATABASE
)''', re.VERBOSE)

# Forbidden outside the engines' own files: syntax that PostgreSQL lacks, or that hides its meaning.
FOREIGN = re.compile(r'''(\bLIKE\s | \bGLOB\s | \bgroup_concat\b | \bstrftime\b | \bjulianday\b | \bIFNULL\b | \bINSERT\s+OR\b | \bREPLACE\s+INTO\b
  | \bAUTOINCREMENT\b | \bPRAGMA\b | \browid\b)''', re.VERBOSE)
ENGINE = ('src/db/sqlite', 'src/db/postgres')



def main():
    complaints, statements = [], 0
    for path, text in cpp.sources('include', 'src'):
        for kind, literal, line in cpp.tokens(text):
            if kind != 'text':
                continue
            match = STATEMENT.search(literal)
            statements += bool(match)
            if match and not path.startswith(ALLOWED):
                complaints.append(f'{path}:{line}: SQL outside {", ".join(ALLOWED)}: "{match.group(0)} …"')
            foreign = FOREIGN.search(literal)
            if foreign and path.startswith(ALLOWED) and not path.startswith(ENGINE):
                complaints.append(f'{path}:{line}: "{foreign.group(0).strip()}" is not what both engines understand')
    cpp.finish(complaints, statements)


main()
