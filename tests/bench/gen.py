#!/usr/bin/env python3
"""A process plan as XSL-FO, for machines that lack the shared benchmark's own documents.

usage: gen.py --size small|medium|large --out DIR      writes DIR/plan.fo
Of the same making as those (contents, running heads, justified text, lists, bordered tables with repeated headers,
bookmarks, citations), of about as many pages, but not the same words: its figures compare with one another only.
"""
import argparse
import os
import random

SIZES = {"small": 2, "medium": 19, "large": 188}
WORDS = ("project process plan measure review baseline risk owner evidence change request supplier quality audit result "
         "milestone training resource verification validation integration requirement schedule practice deviation "
         "approval record status report team the of and for is are shall by with each before after within").split()
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" font-family="Liberation Sans" font-size="10pt" line-height="13pt">
<fo:layout-master-set><fo:simple-page-master master-name="a4" page-width="210mm" page-height="297mm" margin="12mm 20mm">
<fo:region-body margin="13mm 0 10mm 0"/><fo:region-before extent="10mm"/><fo:region-after extent="8mm"/>
</fo:simple-page-master></fo:layout-master-set>
"""


class Plan:
    def __init__(self, size):
        self.random = random.Random(1)
        self.sections = size
        self.out = [HEAD]

    def words(self, least, most):
        return " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(least, most)))

    def put(self, *lines):
        self.out.extend(lines)

    def begin(self, title):
        self.put('<fo:page-sequence master-reference="a4"><fo:static-content flow-name="xsl-region-before">'
                 '<fo:block font-size="8pt" border-after="0.5pt solid #888888" text-align-last="justify">Process plan'
                 f'<fo:leader leader-pattern="space"/>{title}</fo:block></fo:static-content>'
                 '<fo:static-content flow-name="xsl-region-after"><fo:block font-size="8pt" text-align="center">Page '
                 '<fo:page-number/> of <fo:page-number-citation-last ref-id="end"/></fo:block></fo:static-content>'
                 '<fo:flow flow-name="xsl-region-body">')

    def paragraph(self):
        self.put('<fo:block text-align="justify" space-after="6pt" orphans="2" widows="2">', self.words(30, 70),
                 f' <fo:inline font-weight="bold">{self.words(2, 5)}</fo:inline> ', self.words(15, 40),
                 f' <fo:inline font-style="italic">{self.words(2, 5)}</fo:inline>.</fo:block>')

    def items(self):
        self.put('<fo:list-block provisional-distance-between-starts="5mm" space-after="6pt">')
        for _ in range(self.random.randint(4, 7)):
            self.put('<fo:list-item space-after="2pt"><fo:list-item-label end-indent="label-end()"><fo:block>•</fo:block>'
                     '</fo:list-item-label><fo:list-item-body start-indent="body-start()">'
                     f'<fo:block>{self.words(6, 25)}.</fo:block></fo:list-item-body></fo:list-item>')
        self.put('</fo:list-block>')

    def table(self, rows):
        widths = (20, 60, 40, 30, 20)
        cell = '<fo:table-cell border="0.5pt solid #666666" padding="1.5pt"{}><fo:block>{}</fo:block></fo:table-cell>'
        self.put('<fo:table table-layout="fixed" width="170mm" border-collapse="collapse" font-size="8.5pt" '
                 'line-height="11pt" space-after="8pt">')
        self.put(*(f'<fo:table-column column-width="{w}mm"/>' for w in widths))
        self.put('<fo:table-header><fo:table-row background-color="#dde3ea" font-weight="bold">')
        self.put(*(cell.format('', self.words(1, 2)) for _ in widths), '</fo:table-row></fo:table-header><fo:table-body>')
        for _ in range(rows):
            self.put('<fo:table-row keep-together.within-page="always">')
            for i in range(len(widths)):
                colour = ' background-color="#cfe8cf"' if i == 4 and self.random.random() < 0.5 else ''
                self.put(cell.format(colour, self.words(1, 2 if i in (0, 4) else 9)))
            self.put('</fo:table-row>')
        self.put('</fo:table-body></fo:table>')

    def contents(self, titles):
        self.begin("Contents")
        for i, title in enumerate(titles):
            self.put(f'<fo:block text-align-last="justify"><fo:basic-link internal-destination="s{i}">{i + 1} {title}'
                     f'<fo:leader leader-pattern="dots"/><fo:page-number-citation ref-id="s{i}"/></fo:basic-link></fo:block>')
        self.put('</fo:flow></fo:page-sequence>')

    def section(self, i, title, last):
        self.begin(title)
        self.put(f'<fo:block id="s{i}" font-size="16pt" line-height="20pt" font-weight="bold" space-after="8pt" '
                 f'keep-with-next.within-page="always">{i + 1} {title}</fo:block>')
        for _ in range(3):
            for _ in range(4):
                self.paragraph()
            self.items()
            self.table(self.random.randint(14, 22))
        self.put('<fo:block id="end"/>' if last else '', '</fo:flow></fo:page-sequence>')

    def make(self):
        titles = [self.words(2, 4).title() for _ in range(self.sections)]
        self.put('<fo:bookmark-tree>')
        self.put(*(f'<fo:bookmark internal-destination="s{i}"><fo:bookmark-title>{t}</fo:bookmark-title></fo:bookmark>'
                   for i, t in enumerate(titles)), '</fo:bookmark-tree>')
        self.contents(titles)
        for i, title in enumerate(titles):
            self.section(i, title, i == len(titles) - 1)
        self.put('</fo:root>')
        return "\n".join(self.out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="small", choices=SIZES)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    with open(os.path.join(options.out, "plan.fo"), "w", encoding="utf-8") as f:
        f.write(Plan(SIZES[options.size]).make())


if __name__ == "__main__":
    main()
