#!/usr/bin/env python3
"""Makes FO documents of numbered words: each must stand on the pages, and once.

Documents are seeded: blocks, lists, tables, containers, footnotes and floats nested at random, with keeps,
breaks, columns and pages of changing sizes, so that everything is cut everywhere.  A word that is missing
from the areas or stands there twice is a failure, and so are signals, the exit code of an error and more
than the seconds allowed; the document is kept, and told with its number:

    tests/fuzz/words_fo.py [--count 60] [--seed 1] [--program build/planpress] [--seconds 10]
                           [--mix floats|plain|tables|lists] [--keep DIR] [--only N]
"""
import argparse
import collections
import concurrent.futures
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

# How often each kind of block and of inline comes, by mix.
MIXES = {
    'floats': {'text': 50, 'blocks': 8, 'float': 8, 'list': 10, 'table': 12, 'container': 10,
               'words': 60, 'inline': 8, 'side': 20, 'note': 6, 'leader': 4, 'nested': 2},
    'plain': {'text': 45, 'blocks': 10, 'float': 0, 'list': 15, 'table': 18, 'container': 10,
              'words': 70, 'inline': 10, 'side': 0, 'note': 12, 'leader': 4, 'nested': 4},
    'tables': {'text': 40, 'blocks': 6, 'float': 2, 'list': 8, 'table': 40, 'container': 4,
               'words': 70, 'inline': 6, 'side': 8, 'note': 14, 'leader': 2, 'nested': 0},
    'lists': {'text': 40, 'blocks': 6, 'float': 5, 'list': 40, 'table': 6, 'container': 4,
              'words': 65, 'inline': 6, 'side': 16, 'note': 10, 'leader': 2, 'nested': 1},
}
BLOCKS = ['text', 'blocks', 'float', 'list', 'table', 'container']
INLINES = ['words', 'inline', 'side', 'note', 'leader', 'nested']
# Property, values, how often it is given.
PROPERTIES = [
    ('start-indent', ['0pt', '11pt', '38pt'], .12), ('end-indent', ['7pt', '23pt'], .08),
    ('space-before', ['3pt', '14pt', '27pt'], .2), ('space-after', ['5pt', '19pt'], .1),
    ('clear', ['start', 'end', 'both', 'none', 'outside'], .06),
    ('intrusion-displace', ['none', 'line', 'indent', 'block'], .1),
    ('keep-together.within-page', ['always', '5'], .1), ('keep-together.within-column', ['always'], .05),
    ('keep-with-next.within-column', ['always', '3'], .08), ('keep-with-previous.within-page', ['always'], .06),
    ('break-before', ['page', 'column', 'even-page'], .05), ('break-after', ['page', 'column', 'odd-page'], .03),
    ('border', ['1pt solid black'], .08), ('padding', ['3pt'], .08), ('text-align', ['justify', 'end', 'center'], .2),
    ('text-indent', ['12pt'], .1), ('widows', ['1', '3'], .1), ('orphans', ['1', '4'], .1), ('span', ['all'], .06),
    ('writing-mode', ['rl-tb'], .03), ('line-height', ['20pt', '8pt'], .1), ('linefeed-treatment', ['preserve'], .04),
]
SIDES = ['start', 'end', 'left', 'right', 'inside', 'outside', 'start', 'end', 'before', 'none']


class Document:
    def __init__(self, seed, number, mix):
        self.rng = random.Random(f'{seed}:{number}:{mix}')
        self.mix = MIXES[mix]
        self.count = 0
        self.repeated = set()   # words of headers and footers

    def chance(self, p):
        return self.rng.random() < p

    def kind(self, kinds):
        return self.rng.choices(kinds, [self.mix[k] for k in kinds])[0]

    def some(self, low, high, make):
        return ''.join(make() for _ in range(self.rng.randrange(low, high)))

    def words(self, n):
        out = []
        for _ in range(n):
            self.count += 1
            out.append(f'w{self.count}' + 'x' * self.rng.choice([0, 0, 1, 3, 6, self.rng.randrange(30)]))
        return ' '.join(out)

    def properties(self):
        given = [(p, self.rng.choice(values)) for p, values, often in PROPERTIES if self.chance(often)]
        return ''.join(f' {p}="{v}"' for p, v in given)

    # ---- out of line

    def side_float(self):
        k = self.rng.random()
        size = f'width="{self.rng.randrange(5, 150)}pt" height="{self.rng.randrange(1, 120)}pt"'
        if k < .5:
            content = f'<fo:block-container {size}><fo:block>{self.words(1)}</fo:block></fo:block-container>'
        elif k < .8:
            more = self.rng.choice(['', 'border="1pt solid red" padding="3pt"', 'start-indent="0pt"'])
            content = f'<fo:block {more}>{self.words(self.rng.randrange(1, 8))}</fo:block>'
        elif k < .9:
            cell = f'<fo:table-cell><fo:block>{self.words(3)}</fo:block></fo:table-cell>'
            width = self.rng.choice(['60pt', '40%'])
            content = (f'<fo:table table-layout="fixed" width="{width}"><fo:table-body><fo:table-row>{cell}'
                       '</fo:table-row></fo:table-body></fo:table>')
        else:
            content = self.some(1, 40, lambda: f'<fo:block>{self.words(1)}</fo:block>')
        clear = f' clear="{self.rng.choice(["start", "end", "both"])}"' if self.chance(.25) else ''
        return f'<fo:float float="{self.rng.choice(SIDES)}"{clear}>{content}</fo:float>'

    def footnote(self):
        body = self.some(1, 3, lambda: f'<fo:block>{self.words(self.rng.randrange(1, 12))}</fo:block>')
        return (f'{self.words(1)}<fo:footnote><fo:inline>{self.words(1)}</fo:inline>'
                f'<fo:footnote-body>{body}</fo:footnote-body></fo:footnote> ')

    # ---- inline

    def inline(self, notes):
        k = self.kind(INLINES)
        if k == 'inline':
            size = self.rng.choice(['', ' font-size="18pt"', ' border="1pt solid blue"'])
            inner = self.side_float() if self.mix['side'] and notes and self.chance(.2) else ''
            return f'<fo:inline{size}>{self.words(3)}{inner}</fo:inline> '
        if k == 'side' and notes:
            return self.side_float()
        if k == 'note' and notes:
            return self.footnote()
        if k == 'leader':
            return '<fo:leader leader-pattern="dots"/>'
        if k == 'nested':
            return f'<fo:inline><fo:block>{self.words(5)}</fo:block></fo:inline> '
        return self.words(self.rng.randrange(1, 30)) + ' '

    def paragraph(self, notes=True):
        return self.some(1, 5, lambda: self.inline(notes))

    # ---- blocks

    def list_block(self, depth):
        def item():
            label = f'<fo:block>{self.words(self.rng.choice([1, 1, 1, 4]))}</fo:block>'
            body = self.some(1, 3, lambda: self.block(depth - 1))
            keep = ' keep-together.within-page="always"' if self.chance(.1) else ''
            return (f'<fo:list-item{keep}><fo:list-item-label end-indent="label-end()">{label}</fo:list-item-label>'
                    f'<fo:list-item-body start-indent="body-start()">{body}</fo:list-item-body></fo:list-item>')
        return (f'<fo:list-block{self.properties()} provisional-distance-between-starts="24pt" '
                f'provisional-label-separation="4pt">{self.some(1, 5, item)}</fo:list-block>')

    def section(self, name):
        """A header or footer: its words may stand on several pages."""
        before = self.count
        text = self.words(self.rng.randrange(1, 3))
        self.repeated.update(range(before + 1, self.count + 1))
        return (f'<fo:{name}><fo:table-row><fo:table-cell number-columns-spanned="2"><fo:block>{text}</fo:block>'
                f'</fo:table-cell></fo:table-row></fo:{name}>')

    def rows(self, depth):
        def cell(spans=''):
            more = self.rng.choice(['', '', '', ' padding="2pt"', ' border="1pt solid black"', ' display-align="after"'])
            return f'<fo:table-cell{more}{spans}>{self.block(depth - 1)}</fo:table-cell>'

        def row():
            more = self.rng.choice(['', '', '', '', ' keep-together.within-page="always"', ' break-before="page"',
                                    ' keep-with-next.within-column="always"', ' height="70pt"'])
            return f'<fo:table-row{more}>{{}}</fo:table-row>'
        k = self.rng.random()
        if k < .15:     # one cell beside two rows
            high = cell(' number-rows-spanned="2"')
            return row().format(high + cell()) + row().format(cell())
        if k < .3:
            return row().format(cell(' number-columns-spanned="2"'))
        return row().format(cell() + cell())

    def table(self, depth):
        layout = self.rng.choice([' table-layout="fixed"', ''])
        width = self.rng.choice([' width="100%"', ' width="120pt"', ''])
        collapse = self.rng.choice(['', ' border-collapse="collapse"', ' table-omit-header-at-break="true"'])
        head = self.section('table-header') if self.chance(.3) else ''
        foot = self.section('table-footer') if self.chance(.2) else ''
        more = self.properties().replace(' writing-mode="rl-tb"', '')
        return (f'<fo:table{layout}{width}{collapse}{more}>{head}{foot}<fo:table-body>'
                f'{self.some(1, 6, lambda: self.rows(depth))}</fo:table-body></fo:table>')

    def container(self, depth):
        size = self.rng.choice(['', '', f' width="{self.rng.randrange(40, 150)}pt"',
                                f' height="{self.rng.randrange(20, 200)}pt"', ' reference-orientation="90" width="80pt"'])
        return (f'<fo:block-container{self.properties()}{size}>{self.some(1, 4, lambda: self.block(depth - 1))}'
                '</fo:block-container>')

    def block(self, depth):
        k = self.kind(BLOCKS) if depth > 0 else 'text'
        if k == 'blocks':
            return f'<fo:block{self.properties()}>{self.some(1, 4, lambda: self.block(depth - 1))}</fo:block>'
        if k == 'float':
            content = self.side_float()
            return f'<fo:block>{content}</fo:block>' if self.chance(.4) else content
        if k == 'list':
            return self.list_block(depth)
        if k == 'table':
            return self.table(depth)
        if k == 'container':
            return self.container(depth)
        return f'<fo:block{self.properties()}>{self.paragraph(depth >= 0)}</fo:block>'

    # ---- the document

    def masters(self):
        choose = self.rng.choice
        page = '<fo:simple-page-master master-name="{}" page-width="{}pt" page-height="{}pt" margin="10pt">{}' \
               '</fo:simple-page-master>'
        body = f'<fo:region-body column-count="{choose([1, 1, 1, 2, 3])}" column-gap="8pt"/>'
        return (page.format('p', choose([150, 250, 400]), choose([80, 200, 400]), body) +
                page.format('q', choose([150, 300]), choose([100, 300]), '<fo:region-body/>') +
                '<fo:page-sequence-master master-name="s"><fo:repeatable-page-master-alternatives>'
                '<fo:conditional-page-master-reference master-reference="p" odd-or-even="odd"/>'
                '<fo:conditional-page-master-reference master-reference="q" '
                f'page-position="{choose(["any", "last", "rest"])}"/>'
                '<fo:conditional-page-master-reference master-reference="p"/>'
                '</fo:repeatable-page-master-alternatives></fo:page-sequence-master>')

    def text(self):
        flow = self.some(2, 14, lambda: self.block(2))
        return ('<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" font-size="10pt" line-height="12pt">'
                f'<fo:layout-master-set>{self.masters()}</fo:layout-master-set>'
                f'<fo:page-sequence master-reference="{self.rng.choice("pps")}">'
                f'<fo:flow flow-name="xsl-region-body">{flow}</fo:flow></fo:page-sequence></fo:root>')


def faults(document, areas):
    """What is wrong with the words of an area tree."""
    text = ' '.join(''.join(w.itertext()) for w in ET.parse(areas).iter('word'))
    seen = collections.Counter(int(n) for n in re.findall(r'\bw(\d+)x*', text))
    lost = [n for n in range(1, document.count + 1) if seen[n] == 0]
    twice = [n for n in seen if seen[n] > 1 and n not in document.repeated]
    return '; '.join(f'{what} {len(words)} words, as w{words[0]}'
                     for what, words in (('loses', lost), ('repeats', twice)) if words)


def run(options, mix, number):
    document = Document(options.seed, number, mix)
    text = document.text()
    with tempfile.TemporaryDirectory() as folder:
        source, areas = os.path.join(folder, 'words.fo'), os.path.join(folder, 'words.xml')
        with open(source, 'w', encoding='utf-8') as file:
            file.write(text)
        try:
            p = subprocess.run([options.program, 'format', '--to', 'areas', '-o', areas, source],
                               capture_output=True, text=True, timeout=options.seconds)
            errors = [line for line in p.stderr.split('\n') if line.startswith('error')]
            fault = faults(document, areas) if p.returncode in (0, 1) else f'exit code {p.returncode} {errors[:1]}'
        except subprocess.TimeoutExpired:
            fault = f'takes more than {options.seconds} s'
        if fault or options.only is not None:
            os.makedirs(options.keep, exist_ok=True)
            with open(os.path.join(options.keep, f'words-{mix}-{number}.fo'), 'w', encoding='utf-8') as file:
                file.write(text)
    return f'{mix} {number}: {fault}' if fault else None


def main():
    parser = argparse.ArgumentParser(description='Numbered words: each must stand on the pages, and once.')
    parser.add_argument('--count', type=int, default=60, help='documents of each mix')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--program', default='build/planpress')
    parser.add_argument('--seconds', type=float, default=10)
    parser.add_argument('--mix', choices=MIXES)
    parser.add_argument('--keep', default=os.path.join(tempfile.gettempdir(), 'planpress-words'))
    parser.add_argument('--only', type=int)
    options = parser.parse_args()
    mixes = [options.mix] if options.mix else list(MIXES)
    numbers = [options.only] if options.only is not None else range(options.count)
    work = [(mix, number) for mix in mixes for number in numbers]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        wrong = [fault for fault in pool.map(lambda w: run(options, *w), work) if fault]
    for fault in wrong:
        print(fault, file=sys.stderr)
    if wrong:
        print(f'{options.keep} holds them', file=sys.stderr)
    print(f'{len(work)} documents of numbered words, {len(wrong)} wrong')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
