#!/usr/bin/env python3
"""Formats documents with planpress and with Apache FOP and tells where the results differ.

Both set with the metrics of the 14 standard fonts of PDF: fop by default, planpress by --metrics
base14.  Compared are pages (2 per cent or, in short documents, one page apart are alike), words and
their order as pdftotext reads them, links and bookmarks:

    tests/documents/compare.py [--program build/planpress] [--fop fop] [--work build/documents] FILE.fo...
        --against FACTS   instead of running fop, compare with the facts noted in a file
        --note FACTS      note fop's facts there
        --known LIST      documents that differ, a "name: reason" on each line

Words are compared without hyphens and with ligatures taken apart; a word that one formatter breaks
and the other does not is no difference, nor is page furniture between other words.  What fop prints as # for want of a glyph is left out.  fop
runs once for a document: its PDF is kept in the work folder under the digest of the document.
"""
import argparse
import collections
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

FO = '{http://www.w3.org/1999/XSL/Format}'
Facts = collections.namedtuple('Facts', 'pages words links bookmarks')


def run(command, **more):
    """Exit code, standard error and CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          check=False, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, done.stderr.decode('utf-8', 'replace'), cpu


def output(*command):
    return subprocess.run(command, capture_output=True, check=False).stdout.decode('utf-8', 'replace')


def split(text):
    """Words without hyphens, numbers apart from letters: leaders and glue between them get lost."""
    text = re.sub('[-\u00ad\u2010\u2011](\\s*\n)?', '', unicodedata.normalize('NFKC', text))
    return re.findall('[^\\W\\d_]+|\\d+', ' '.join(w for w in text.split() if '#' not in w))


def words_of(pdf):
    """Words in the order of the content."""
    return split(output('pdftotext', '-raw', pdf, '-'))


def furniture(path):
    """Words that may stand on other pages, among others: static content, markers, footnotes."""
    words = set()
    for _, element in ET.iterparse(path):
        if element.tag in (FO + 'static-content', FO + 'marker', FO + 'footnote-body', FO + 'table-header',
                           FO + 'table-footer'):
            words.update(split(' '.join(element.itertext())))
    return words


def facts_of(pdf):
    pages = re.search(r'^Pages: +(\d+)', output('pdfinfo', pdf), re.M)
    links = len(re.findall(r'/Subtype ?/Link\b', output('qpdf', '--qdf', '--object-streams=disable', pdf, '-')))
    bookmarks = len(output('mutool', 'show', pdf, 'outline').splitlines())
    return Facts(int(pages.group(1)) if pages else 0, words_of(pdf), links, bookmarks)


def lacking(these, those):
    """Words of these that those lack, even when broken."""
    whole = ''.join(those)
    more = collections.Counter(these) - collections.Counter(those)
    return [w for w in more if not w.isdigit() and w not in whole]


def without(words, furniture):
    """Page numbers and furniture move with every page break."""
    return [w for w in words if not w.isdigit() and w not in furniture]


def disorder(these, those):
    """How many words stand elsewhere: what is left of a word-by-word diff and is not missing."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, words in enumerate((these, those)):
            names.append(os.path.join(folder, str(i)))
            with open(names[-1], 'w', encoding='utf-8') as f:
                f.write('\n'.join(words) + '\n')
        lines = output('diff', *names).splitlines()
    gone = collections.Counter(line[2:] for line in lines if line.startswith('<'))
    come = collections.Counter(line[2:] for line in lines if line.startswith('>'))
    return sum((gone & come).values())


class Document:
    def __init__(self, path, arguments):
        self.path, self.arguments = path, arguments
        self.name = name_of(path)
        self.pdf = os.path.join(arguments.work, self.name + '.pdf')

    def format(self):
        command = [self.arguments.program, 'format', '-q', '--metrics', 'base14', '--format', 'json', '-o',
                   self.pdf, self.path]
        code, said, cpu = run(command, timeout=600)
        return code, [json.loads(line) for line in said.splitlines() if line.startswith('{')], cpu

    def fop(self):
        with open(self.path, 'rb') as f:
            key = hashlib.sha256(f.read()).hexdigest()[:16]
        pdf = os.path.join(self.arguments.work, f'{self.name}-{key}.fop.pdf')
        note = pdf + '.cpu'
        if not os.path.exists(note):
            code, _, cpu = run([self.arguments.fop, '-r', '-fo', self.path, '-pdf', pdf], timeout=1800)
            with open(note, 'w', encoding='utf-8') as f:
                f.write(f'{code} {cpu:.2f}')
        with open(note, encoding='utf-8') as f:
            code, cpu = f.read().split()
        return (pdf if os.path.exists(pdf) else None), float(cpu)


def name_of(path):
    parts = os.path.abspath(path).split(os.sep)
    return '-'.join(parts[parts.index('documents') + 1 if 'documents' in parts else -1:])


def differences(ours, theirs, furniture):
    if abs(ours.pages - theirs.pages) > max(1, theirs.pages * 0.02):
        yield f'{ours.pages} pages, not {theirs.pages}'
    # a link that is broken over lines is several annotations
    if abs(ours.links - theirs.links) > theirs.links * 0.01:
        yield f'{ours.links} links, not {theirs.links}'
    if ours.bookmarks != theirs.bookmarks:
        yield f'{ours.bookmarks} bookmarks, not {theirs.bookmarks}'
    if isinstance(theirs.words, list):
        missing = lacking(theirs.words, ours.words)
        if missing:
            yield f'{len(missing)} words missing: ' + ' '.join(missing[:8])
        moved = disorder(without(theirs.words, furniture), without(ours.words, furniture))
        if moved > max(4, len(theirs.words) // 500):
            yield f'{moved} words in another order'
    else:
        count = len(without(ours.words, furniture))
        if abs(count - theirs.words) > max(3, theirs.words // 100):
            yield f'{count} words, not {theirs.words}'


def read_facts(path):
    facts = {}
    with open(path, encoding='utf-8') as f:
        for line in f:
            if line.strip() and not line.startswith('#'):
                name, *numbers = line.split()
                facts[name] = Facts(*map(int, numbers))
    return facts


def read_known(path):
    with open(path, encoding='utf-8') as f:
        lines = [line.strip() for line in f if line.strip() and not line.startswith('#')]
    return dict(line.split(': ', 1) for line in lines)


def judge(name, bad, expected):
    """A document that is known to differ must do so."""
    if name not in expected:
        return bad
    return [] if bad else ['differs no more: take it out of the list']


def compare(document, known):
    """One line of the table; whether it is well."""
    code, said, cpu = document.format()
    bad, fop_cpu = [], 0.0
    if code != 0:
        bad.append(f'exit code {code}')
    ours = facts_of(document.pdf) if os.path.exists(document.pdf) and code == 0 else Facts(0, [], 0, 0)
    theirs = known.get(document.name) if known is not None else None
    if known is None:
        pdf, fop_cpu = document.fop()
        theirs = facts_of(pdf) if pdf is not None else None
        if theirs is None:
            print(f'{document.name}: fop makes no PDF of it')
    if theirs is not None and code == 0:
        bad += differences(ours, theirs, furniture(document.path))
    told = collections.Counter(d['code'] for d in said)
    return ours, theirs, bad, told, cpu, fop_cpu


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', default='build/planpress')
    parser.add_argument('--fop', default='fop')
    parser.add_argument('--work', default='build/documents')
    parser.add_argument('--against')
    parser.add_argument('--note')
    parser.add_argument('--known', help='documents that differ, each with its reason')
    parser.add_argument('-q', '--quiet', action='store_true', help='only what differs')
    parser.add_argument('files', nargs='+')
    arguments = parser.parse_args()
    os.makedirs(arguments.work, exist_ok=True)
    known = read_facts(arguments.against) if arguments.against else None
    expected = read_known(arguments.known) if arguments.known else {}
    failed, notes = 0, []
    if not arguments.quiet:
        print(f'{"document":44} {"pages":>11} {"words":>15} {"links":>11} {"marks":>9} {"CPU s":>6} {"fop/ours":>8}')
    for path in arguments.files:
        document = Document(path, arguments)
        ours, theirs, bad, told, cpu, fop_cpu = compare(document, known)
        bad = judge(document.name, bad, expected)
        failed += bool(bad)
        if theirs is not None and isinstance(theirs.words, list):
            count = len(without(theirs.words, furniture(path)))
            notes.append(f'{document.name} {theirs.pages} {count} {theirs.links} {theirs.bookmarks}')
        if not arguments.quiet:
            t = theirs or Facts(0, [], 0, 0)
            count = t.words if isinstance(t.words, int) else len(t.words)
            print(f'{document.name:44} {ours.pages:5}/{t.pages:<5} {len(ours.words):7}/{count:<7} '
                  f'{ours.links:5}/{t.links:<5} {ours.bookmarks:4}/{t.bookmarks:<4} {cpu:6.2f} '
                  f'{fop_cpu / cpu if cpu else 0:8.1f}  {" ".join(f"{k}:{n}" for k, n in sorted(told.items()))}')
        for reason in bad:
            print(f'    {document.name}: {reason}')
        sys.stdout.flush()
    if arguments.note:
        with open(arguments.note, 'w', encoding='utf-8') as f:
            f.write('# What Apache FOP 2.8 makes of each document: pages, words (no furniture), links, bookmarks.\n')
            f.write('\n'.join(sorted(notes)) + '\n')
    print(f'{len(arguments.files) - failed} passed, {failed} failed')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
