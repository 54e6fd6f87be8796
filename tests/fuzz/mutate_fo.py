#!/usr/bin/env python3
"""Feeds mutants of FO documents to the program: none may crash it or keep it busy.

Mutants are seeded: attributes and elements dropped, doubled, moved, renamed; lengths huge, negative,
nonsense; elements nested hundreds deep; words without end; and files cut or with bytes changed.  What
the program says of a mutant does not matter.  A signal, exit code 70, a report of a sanitizer, or more
than the seconds allowed is a failure; the mutant is kept, and told with its number:

    tests/fuzz/mutate_fo.py [--count 60] [--seed 1] [--program build/planpress] [--seconds 10]
                            [--keep DIR] [--only N] FILE.fo...
"""
import argparse
import concurrent.futures
import copy
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ET

FO = '{http://www.w3.org/1999/XSL/Format}'
LENGTHS = ['0pt', '-1pt', '0.0001pt', '-72in', '99999999pt', '-99999999pt', '1e9mm', '2097151pt', '2097152pt',
           '999999999999999999999999cm', '-1e308pt', '1e-308pt', '10000in', '0', '1', '-1', '2', '255', '256', '65535',
           '65536', '2147483647', '-2147483648', '4294967296', '18446744073709551616', '100%', '0%', '-50%',
           '99999999%', '1em', '-1em', '1e6em', 'NaN', '1 div 0', '0 div 0 * 1pt', '((((1pt))))', '(' * 400,
           '1pt' + ' + 1pt' * 300, '-' * 200 + '1pt', 'from-parent(font-size)', 'inherited-property-value(width)',
           'proportional-column-width(0)', 'proportional-column-width(-1)', 'proportional-column-width(1e30)',
           'max(1pt, 2em)', 'label-end()', 'body-start()']
WORDS = ['', ' ', 'auto', 'none', 'always', 'inherit', 'indefinite', 'no-limit', 'no-wrap', 'wrap', 'hidden', 'visible',
         'error-if-overflow', 'justify', 'start', 'end', 'center', 'before', 'after', 'page', 'column', 'even-page',
         'odd-page', 'rl-tb', 'tb-rl', 'lr-tb', '90', '-90', '45', 'collapse', 'separate', 'preserve', 'use-content',
         'dots', 'rule', 'absolute', 'fixed', 'relative', 'retain', 'discard', 'force', 'all', 'first', 'last', 'blank',
         'top', 'z', 'xsl-region-body', 'xsl-region-before', 'true', 'false', '1pt solid red', '#12', '#ffffff',
         'rgb(300,-1,50%)', "url('')", "url('data:image/png;base64,AAAA')", "url('../../../etc/passwd')", 'scale-to-fit',
         'xx', 'ar', 'ja', '\u05d0', '\U0001f600', 'a' * 5000]
PROPERTIES = ['margin', 'padding', 'border', 'width', 'height', 'font-size', 'line-height', 'start-indent', 'end-indent',
              'text-indent', 'space-before', 'space-after', 'space-before.minimum', 'space-after.maximum',
              'break-before', 'break-after', 'keep-together', 'keep-with-next', 'keep-with-previous', 'orphans', 'widows',
              'span', 'column-count', 'column-gap', 'page-width', 'page-height', 'extent', 'inline-progression-dimension',
              'block-progression-dimension', 'block-progression-dimension.minimum', 'overflow', 'letter-spacing',
              'word-spacing', 'baseline-shift', 'reference-orientation', 'writing-mode', 'absolute-position', 'top',
              'left', 'right', 'bottom', 'display-align', 'text-align', 'text-align-last', 'number-columns-spanned',
              'number-rows-spanned', 'number-columns-repeated', 'column-number', 'column-width', 'border-collapse',
              'table-layout', 'leader-length', 'leader-pattern', 'leader-pattern-width', 'rule-thickness',
              'content-width', 'content-height', 'hyphenate', 'hyphenation-remain-character-count', 'wrap-option',
              'white-space-collapse', 'linefeed-treatment', 'initial-page-number', 'force-page-count', 'format',
              'maximum-repeats', 'id', 'ref-id', 'master-reference', 'flow-name', 'float', 'clear', 'unicode-bidi',
              'direction', 'line-height-shift-adjustment', 'line-stacking-strategy', 'last-line-end-indent', 'z-index']
TEXTS = ['x' * 20000, 'word ' * 4000, '\u0301' * 3000, '\u05d0\u05d1 a ' * 500, '\u202e\u202d' * 300, '\u00ad' * 4000,
         '\u200b' * 4000, '\u6f22' * 3000, '\t\n ' * 1000, 'a\u0300\u0301\u200d\U0001f468' * 400, '-' * 3000]


def parents(root):
    return [(p, c) for p in root.iter() for c in p]


def some(rng, root):
    return rng.choice(list(root.iter()))


def value(rng):
    return rng.choice(LENGTHS if rng.random() < 0.7 else WORDS)


def with_attribute(rng, root):
    return rng.choice([e for e in root.iter() if e.attrib] or [root])


def change_attribute(rng, root):
    e = with_attribute(rng, root)
    if e.attrib:
        e.set(rng.choice(sorted(e.attrib)), value(rng))


def add_attribute(rng, root):
    some(rng, root).set(rng.choice(PROPERTIES), value(rng))


def drop_attribute(rng, root):
    e = with_attribute(rng, root)
    if e.attrib:
        del e.attrib[rng.choice(sorted(e.attrib))]


def move_attribute(rng, root):
    e = with_attribute(rng, root)
    if e.attrib:
        name = rng.choice(sorted(e.attrib))
        some(rng, root).set(name, e.attrib[name])
        if rng.random() < 0.5:
            e.attrib.pop(name, None)


def drop_element(rng, root):
    pairs = parents(root)
    if pairs:
        p, c = rng.choice(pairs)
        p.remove(c)


def double_element(rng, root):
    pairs = parents(root)
    if pairs:
        p, c = rng.choice(pairs)
        at = list(p).index(c)
        size = sum(1 for _ in c.iter())
        for _ in range(rng.choice([1, 1, 2, max(1, 400 // size)])):
            p.insert(at, copy.deepcopy(c))


def move_element(rng, root):
    pairs = parents(root)
    if pairs:
        p, c = rng.choice(pairs)
        inside = set(c.iter())
        to = rng.choice([e for e in root.iter() if e not in inside])
        p.remove(c)
        to.insert(rng.randint(0, len(to)), c)


def rename_element(rng, root):
    names = sorted({e.tag for e in root.iter()})
    some(rng, root).tag = rng.choice(names)


def nest_element(rng, root):
    """Wraps an element in copies of itself without its content."""
    pairs = parents(root)
    if pairs:
        p, c = rng.choice(pairs)
        at = list(p).index(c)
        p.remove(c)
        for _ in range(rng.choice([1, 10, 100, 240, 600, 3000])):
            shell = ET.Element(rng.choice([c.tag, c.tag, p.tag]), c.attrib)
            shell.append(c)
            c = shell
        p.insert(at, c)


def change_text(rng, root):
    some(rng, root).text = rng.choice(TEXTS)


def damage_bytes(rng, data):
    data = bytearray(data)
    if rng.random() < 0.3:
        return bytes(data[:rng.randrange(len(data))])
    for _ in range(rng.choice([1, 3, 20])):
        data[rng.randrange(len(data))] = rng.choice([0, 10, 34, 38, 60, 62, 0x80, 0xc0, 0xff, rng.randrange(256)])
    return bytes(data)


STEPS = [change_attribute] * 5 + [add_attribute] * 4 + [drop_attribute, move_attribute, move_attribute, drop_element,
         double_element, double_element, move_element, move_element, rename_element, nest_element, change_text]


def mutant(seed, number, files):
    rng = random.Random(f'{seed}:{number}')
    file = rng.choice(files)
    tree = ET.parse(file)
    for _ in range(rng.choice([1, 1, 2, 3, 5, 8])):
        rng.choice(STEPS)(rng, tree.getroot())
    data = serialized(tree.getroot())
    return damage_bytes(rng, data) if rng.random() < 0.06 else data


def serialized(root):
    """Without recursion, for trees thousands deep."""
    out, spaces = ['<?xml version="1.0" encoding="UTF-8"?>'], {}

    def name(qualified):
        if qualified.startswith('{'):
            space, local = qualified[1:].split('}')
            if space.endswith('/namespace'):
                return 'xml:' + local
            return spaces.setdefault(space, f'n{len(spaces)}') + ':' + local
        return qualified

    def escaped(text):
        return (text.replace('&', '&amp;').replace('<', '&lt;').replace('"', '&quot;').replace('\n', '&#10;')
                .replace('\t', '&#9;'))

    work, parts = [('open', root)], []
    while work:
        kind, e = work.pop()
        if kind == 'text':
            parts.append(escaped(e))
        elif kind == 'close':
            parts.append(f'</{name(e.tag)}>')
        else:
            attributes = ''.join(f' {name(k)}="{escaped(v)}"' for k, v in e.attrib.items())
            parts.append((f'<{name(e.tag)}', attributes + '>'))
            work.append(('close', e))
            for child in reversed(list(e)):
                if child.tail:
                    work.append(('text', child.tail))
                work.append(('open', child))
            if e.text:
                work.append(('text', e.text))
    declared = ''.join(f' xmlns:{p}="{s}"' for s, p in spaces.items())
    for i, part in enumerate(parts):
        if isinstance(part, tuple):
            out.append(part[0] + (declared if i == 0 else '') + part[1])
        else:
            out.append(part)
    return ''.join(out).encode('utf-8', 'replace')


def run(arguments, number, folder):
    path = os.path.join(folder, f'{number}.fo')
    with open(path, 'wb') as f:
        f.write(mutant(arguments.seed, number, arguments.files))
    kind = [['--to', 'areas'], ['--to', 'pdf'], ['--to', 'pdf', '--renderer', 'haru'], ['--to', 'text']][number % 4]
    command = [arguments.program, 'format', '-q', *kind, '-o', os.path.join(folder, f'{number}.out'), path]
    begin = time.monotonic()
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=arguments.seconds,
                              check=False)
    except subprocess.TimeoutExpired:
        return number, command, f'still busy after {arguments.seconds} s', arguments.seconds
    took = time.monotonic() - begin
    said = done.stderr.decode('utf-8', 'replace')
    if done.returncode < 0:
        return number, command, f'ended by signal {-done.returncode}\n{said[-2000:]}', took
    if 'Sanitizer' in said or 'runtime error' in said:
        return number, command, said[:4000], took
    if done.returncode >= 70:
        return number, command, f'exit code {done.returncode}\n{said[-2000:]}', took
    return number, command, None, took


def main():
    sys.setrecursionlimit(100000) # deepcopy of a tree thousands deep
    threading.stack_size(256 << 20)
    parser = argparse.ArgumentParser()
    parser.add_argument('--count', type=int, default=60)
    parser.add_argument('--seed', default='1')
    parser.add_argument('--program', default='build/planpress')
    parser.add_argument('--seconds', type=float, default=10)
    parser.add_argument('--keep', help='folder for the mutants that fail')
    parser.add_argument('--only', type=int, help='this mutant alone')
    parser.add_argument('--slowest', action='store_true', help='tell the five slowest')
    parser.add_argument('files', nargs='+')
    arguments = parser.parse_args()
    numbers = range(arguments.count) if arguments.only is None else [arguments.only]
    failed, times = 0, []
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        for number, command, reason, took in pool.map(lambda n: run(arguments, n, folder), numbers):
            times.append((took, number))
            if reason is not None:
                failed += 1
                print(f'FAILED mutant {number} of seed {arguments.seed}: {" ".join(command[1:])}\n{reason}')
            if arguments.keep and (reason is not None or arguments.only is not None):
                os.makedirs(arguments.keep, exist_ok=True)
                os.replace(command[-1], os.path.join(arguments.keep, os.path.basename(command[-1])))
    if arguments.slowest:
        for took, number in sorted(times, reverse=True)[:5]:
            print(f'{took:.2f} s: mutant {number}')
    print(f'{len(times) - failed} passed, {failed} failed')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
