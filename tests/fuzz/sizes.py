#!/usr/bin/env python3
"""Documents that are large in one way: each must end within the CPU seconds and memory allowed.

What grows with the square of a size shows here long before it hangs; ten times the sizes, for
measuring, with --times 10.

    tests/fuzz/sizes.py [--program build/planpress] [--seconds 10] [--times 1] [KIND...]
"""
import argparse
import concurrent.futures
import os
import signal
import subprocess
import sys
import tempfile
import time

WORDS = 'the quick brown fox jumps over a lazy dog while planners measure lines and pages with patience'.split()
HEAD = '''<?xml version="1.0"?>
<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" font-family="Times" font-size="10pt"><fo:layout-master-set>
<fo:simple-page-master master-name="p" page-width="{0}" page-height="{1}" margin="{2}"><fo:region-body/>
</fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="p"><fo:flow flow-name="xsl-region-body">'''
TAIL = '</fo:flow></fo:page-sequence></fo:root>'
TABLE = '<fo:table {0} width="100%"><fo:table-body>'
TABLE_END = '</fo:table-body></fo:table>'


def words(i, n):
    return ' '.join(WORDS[(i * 7 + k * k) % len(WORDS)] for k in range(n))


def block(text, attributes=''):
    return f'<fo:block {attributes}>{text}</fo:block>\n'


def cell(text, attributes=''):
    return f'<fo:table-cell {attributes}>{block(text)}</fo:table-cell>'


def row(cells):
    return '<fo:table-row>' + ''.join(cells) + '</fo:table-row>\n'


def item(label, body):
    return (f'<fo:list-item><fo:list-item-label end-indent="label-end()">{block(label)}</fo:list-item-label>'
            f'<fo:list-item-body start-indent="body-start()">{body}</fo:list-item-body></fo:list-item>\n')


def table(attributes, rows):
    return TABLE.format(attributes) + ''.join(rows) + TABLE_END


def many(make, n):
    return ''.join(make(i) for i in range(n))


def flow(content, page=('595pt', '842pt', '50pt')):
    return HEAD.format(*page) + content + TAIL


FIXED = 'table-layout="fixed"'
COLLAPSED = 'border-collapse="collapse"'
# Kind: size, what makes the document.
KINDS = {
    'blocks': (20000, lambda n: flow(many(lambda i: block(f'{i} {words(i, 6)}'), n))),
    'empty blocks': (50000, lambda n: flow('<fo:block/>' * n)),
    'distinct properties': (5000, lambda n: flow(many(
        lambda i: block(i, f'font-size="{8 + i / 1000:.3f}pt" margin-left="{i % 100}pt" color="#{i:06x}"'), n))),
    'rows': (5000, lambda n: flow(table(FIXED, (row([cell(i), cell(words(i, 7))]) for i in range(n))))),
    'rows of an automatic table': (5000, lambda n: flow(table(COLLAPSED, (
        row([cell(i, 'border="1pt solid red"'), cell(words(i, 7))]) for i in range(n))))),
    'rows beside one cell': (2000, lambda n: flow(table(FIXED, (
        row([cell('all', f'number-rows-spanned="{n}"')] * (i == 0) + [cell(i)]) for i in range(n))))),
    'columns': (4000, lambda n: flow(table(FIXED, [row([cell(i) for i in range(n)])] * 2))),
    'columns of an automatic table': (2000, lambda n: flow(table('', [row([cell(i) for i in range(n)])] * 2))),
    'lines of a paragraph': (4000, lambda n: flow(block(many(lambda i: words(i, 15) + '\n', n), 'text-align="justify"'))),
    'one word': (40000, lambda n: flow(block('x' * n))),
    'Han characters': (30000, lambda n: flow(block('\u6f22\u5b57\u3002' * (n // 3)))),
    'turns of direction': (2000, lambda n: flow(block('\u05d0\u05d1 abc \u0627\u0644 123 ' * n))),
    'inlines': (10000, lambda n: flow(block(many(lambda i: f'<fo:inline font-weight="bold">w{i}</fo:inline> ', n)))),
    'leaders': (2000, lambda n: flow(block('a<fo:leader leader-pattern="dots"/>b ' * n))),
    'items that overflow': (12000, lambda n: flow('<fo:list-block>' + many(
        lambda i: item(i * 10000, block(words(i, 8))), n) + '</fo:list-block>')),
    'blocks of an item': (5000, lambda n: flow(
        '<fo:list-block>' + item('x', many(lambda i: block(words(i, 12)), n)) + '</fo:list-block>')),
    'blocks of a cell': (5000, lambda n: flow(table(FIXED, [row([cell('x'), cell(many(lambda i: block(i), n))])]))),
    'footnotes': (2000, lambda n: flow(many(lambda i: block(
        words(i, 6) + f'<fo:footnote><fo:inline>{i}</fo:inline><fo:footnote-body>{block(i)}</fo:footnote-body>'
        '</fo:footnote>'), n))),
    'floats at the side': (1000, lambda n: flow(many(lambda i: block(
        f'<fo:float float="{"start" if i % 2 else "end"}">{block(i, "inline-progression-dimension=&quot;60pt&quot;")}'
        '</fo:float>' + words(i, 20)), n))),
    'floats before': (1000, lambda n: flow(many(lambda i: block(
        f'<fo:float float="before">{block(i)}</fo:float>' + words(i, 20)), n))),
    'citations forward': (5000, lambda n: flow(many(lambda i: block(
        f'{i} <fo:page-number-citation ref-id="a{n - 1 - i}"/>', f'id="a{i}"'), n))),
    'keeps with next': (5000, lambda n: flow(many(lambda i: block(words(i, 6), 'keep-with-next="always"'), n))),
    'keeps within': (5000, lambda n: flow(block(many(lambda i: block(
        words(i, 6), f'keep-together.within-page="{i % 7}"'), n), 'keep-together="always"'))),
    'nesting': (10000, lambda n: flow('<fo:block>' * n + 'deep' + '</fo:block>' * n)),
    'tables in tables': (50, lambda n: flow('<fo:table><fo:table-body><fo:table-row><fo:table-cell>' * n +
                                            block('deep') + '</fo:table-cell></fo:table-row></fo:table-body></fo:table>' * n)),
    'items in items': (50, lambda n: flow(
        f'<fo:list-block><fo:list-item><fo:list-item-label>{block("x")}</fo:list-item-label><fo:list-item-body>' * n +
        block('deep') + '</fo:list-item-body></fo:list-item></fo:list-block>' * n)),
    'pages of a point': (20, lambda n: flow(many(lambda i: block(words(i, 6)), n), ('1pt', '1pt', '0pt'))),
    'page-sequences': (2000, lambda n: flow(block(0)).replace(TAIL, '') + many(
        lambda i: '</fo:flow></fo:page-sequence><fo:page-sequence master-reference="p">'
        f'<fo:flow flow-name="xsl-region-body">{block(i)}', n) + TAIL),
}


def run(arguments, kind, folder):
    """What is wrong, the seconds and the kilobytes."""
    size, make = KINDS[kind]
    path = os.path.join(folder, kind.replace(' ', '-') + '.fo')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(make(int(size * arguments.times)))
    begin = time.monotonic()
    limits = [f'--cpu={int(arguments.seconds)}']
    if arguments.megabytes:
        limits.append(f'--as={arguments.megabytes << 20}')
    command = ['prlimit', *limits, arguments.program, 'format', '-q', '-o', path + '.pdf', path]
    p = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    said = p.stderr.decode('utf-8', 'replace')
    took = time.monotonic() - begin
    if p.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return f'still busy after {arguments.seconds:.0f} CPU s', took
    if p.returncode < 0 or p.returncode >= 70 or 'Sanitizer' in said or 'runtime error' in said:
        return f'exit code {p.returncode}\n{said[-2000:]}', took
    if p.returncode != 0 and 'fatal[' not in said and 'error[' not in said:
        return f'exit code {p.returncode} without a diagnostic', took
    return None, took


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', default='build/planpress')
    parser.add_argument('--seconds', type=float, default=10)
    parser.add_argument('--times', type=float, default=1, help='so many times the sizes')
    parser.add_argument('--megabytes', type=int, default=1000, help='address space; 0: no limit')
    parser.add_argument('-v', action='store_true', dest='verbose', help='tell the seconds of each')
    parser.add_argument('kinds', nargs='*')
    arguments = parser.parse_args()
    kinds = arguments.kinds or list(KINDS)
    failed = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        for kind, (reason, took) in zip(kinds, pool.map(lambda k: run(arguments, k, folder), kinds)):
            failed += reason is not None
            if reason is not None:
                print(f'FAILED {kind}: {reason}')
            elif arguments.verbose:
                print(f'{took:6.2f} s  {kind}')
    print(f'{len(kinds) - failed} passed, {failed} failed')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
