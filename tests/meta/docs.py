#!/usr/bin/env python3
"""Checks the documents: short READMEs, commands that run or have an excuse, links and paths that exist, and the same
commands in both languages."""
import pathlib
import re
import sys

import cpp

sys.path.insert(0, str(cpp.ROOT / 'tests/docs'))
import documents  # noqa: E402 (needs the path above)

README_LINES = 200
SHELL = {'console', 'sh', 'bash', 'shell'}
LINK = re.compile(r'\]\(([^)\s]+)\)')
PATH = re.compile(r'`((?:src|include|tests|schema|examples|docs|completions)/[\w./-]+)`')
PLACEHOLDER = re.compile('[A-Z]{3}')


def complaints_about_blocks(document, text):
    """Yields the fenced blocks whose commands the test of the documents would not run."""
    for block in documents.blocks(text):
        here = f'{document}:{block.line}'
        prompts = any(line.startswith('$ ') for line in block.lines)
        if block.action == 'not run' and not block.argument:
            yield f'{here}: a block that is not run needs a reason'
        elif block.action in ('', 'run') and block.language in SHELL - {'console'}:
            yield f'{here}: make it a console block, or excuse it: <!-- not run: REASON -->'
        elif block.action == '' and prompts:
            yield f'{here}: it has a prompt; make it a console block'
        elif block.action == 'run' and not documents.commands(block):
            yield f'{here}: a console block without a command'


def anchors(path):
    """Returns the anchors of a document's headings, as GitHub makes them."""
    heads = re.findall(r'^#+ (.*)$', path.read_text(encoding='utf-8'), re.MULTILINE)
    return {re.sub(r'[^\w\- ]', '', head.lower()).replace(' ', '-') for head in heads}


def complaints_about_links(document, text):
    """Yields the links and paths whose target does not exist."""
    folder = (cpp.ROOT / document).parent
    for target in LINK.findall(text):
        name, _, anchor = target.partition('#')
        path = (folder / name) if name else cpp.ROOT / document
        if '://' in target:
            continue
        if not path.exists():
            yield f'{document}: the link {target} leads nowhere'
        elif anchor and anchor not in anchors(path):
            yield f'{document}: {target}: there is no such heading'
    for path in PATH.findall(text):
        if not PLACEHOLDER.search(path) and not (cpp.ROOT / path).exists():
            yield f'{document}: there is no {path}'


def complaints_about_languages(found):
    """Yields the Chinese documents that have no English version, or none with a link to them."""
    for name in sorted(path for path in found if path.startswith('docs/zh-CN/')):
        english = name.replace('zh-CN/', '')
        if english not in found:
            yield f'{name}: {english} is missing'
        elif pathlib.PurePath(name).name not in (cpp.ROOT / english).read_text(encoding='utf-8'):
            yield f'{english}: it has no link to {name}'


def commands_shown(document):
    """Returns the noun and the verb of each command that a document runs, in its order."""
    text = (cpp.ROOT / document).read_text(encoding='utf-8')
    run = [block for block in documents.blocks(text) if block.action == 'run']
    found = [command.text for block in run for command in documents.commands(block)]
    named = [re.match(r'cpcc (?:--lang zh )?([a-z]+(?: [a-z-]+(?= |$))?)', command) for command in found]
    return [match[1] for match in named if match]


def complaints_about_commands(found):
    """Yields the documents whose languages show different commands."""
    pairs = [('README.md', 'README.zh-CN.md')]
    pairs += [(name.replace('zh-CN/', ''), name) for name in found if name.startswith('docs/zh-CN/')]
    for english, chinese in pairs:
        if (cpp.ROOT / english).exists() and commands_shown(english) != commands_shown(chinese):
            yield f'{chinese}: its commands are not those of {english}'


def main():
    found, complaints = documents.paths(), []
    for document in found:
        text = (cpp.ROOT / document).read_text(encoding='utf-8')
        if document.startswith('README') and text.count('\n') > README_LINES:
            complaints.append(f'{document}: {text.count(chr(10))} lines are more than {README_LINES}')
        complaints += complaints_about_blocks(document, text)
        complaints += complaints_about_links(document, text)
    complaints += complaints_about_languages(found)
    complaints += complaints_about_commands(found)
    cpp.finish(complaints, len(found))


main()
