#!/usr/bin/env python3
"""Holds plan.xsd and schema.c against plan.rnc.

Makes seeded mutations (elements and attributes dropped, doubled, renamed, moved; values changed; text
put in) of valid plans, every second one a random plan made from plan.xsd, and compares the verdict
of jing on the RELAX NG grammar with ours.

    tests/plan/mutate.py [--count 600] [--seed 1] [--program build/planpress] [--keep DIR]

Needs jing (Debian package) and the grammar; says so and ends with 77 when one is missing.
"""
import argparse
import copy
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

NS = 'urn:planpress:plan:1'
HERE = os.path.dirname(os.path.abspath(__file__))
DESIGN = os.path.join(HERE, '..', '..', '..', 'shared', 'design')
VALUES = ['', ' ', 'x', 'X-1', '9', '-1', '0', '3', '101', 'yes', 'no', 'maybe', '1.2', '1.2.3', '2026-02-29',
          '2024-02-29', '2026-13-01', '2026-05-29Z', '5d', '5 d', '+2d', '-1.5w', '50%', '1mo', '2ed',
          'T-1 T-2', ' T-1', 'T-1 ', 'A#B', 'PAP-1#T-1', 'CMMI:X.1', 'CMMI:X.1 ISO:2', 'mon tue', 'mon  fri',
          'http://a/b c', 'new major', 'week', 'month', 'PP101', '1e3', '.5', '+7', '4.0', 'approve', ':a',
          'F', 'other', 'member', 'text', 'true', '\u00e9t\u00e9', 'a:b', '2-weeks']


SAMPLES = {'xs:NCName': ['X-1', 'T-1', 'p-a'], 'xs:string': ['words', ''], 'xs:date': ['2026-05-29', '2024-02-29'],
           'xs:anyURI': ['a/b.pdf', 'https://x.example/'], 'xs:decimal': ['0.5', '12'], 'xs:positiveInteger': ['1', '20'],
           'Refs': ['X-1', 'X-1 T-1'], 'Xref': ['P-1#X'], 'RefOrXref': ['X-1', 'P-1#X'], 'Practices': ['M-1:P.1', 'M:P N:Q'],
           'Rev': ['1', '1.0'], 'Span': ['5d', '1.5mo', '2ew'], 'Lag': ['2d', '-1.5ed', '+20%'], 'Percent': ['0', '100'],
           'Level': ['1', '5'], 'RuleCode': ['PP101', 'PPL02', 'ORG7']}
# What plan.xsd has beyond plan.rnc.
OURS = {'result', 'times'}
XS = '{http://www.w3.org/2001/XMLSchema}'


class Maker:
    """Random plans that plan.xsd allows."""

    def __init__(self, rng):
        self.rng = rng
        self.top = {(n.tag[len(XS):], n.get('name')): n
                    for n in ET.parse(os.path.join(HERE, '..', '..', 'src', 'plan', 'plan.xsd')).getroot()}

    def value(self, kind):
        name = kind.split(':')[1] if kind.startswith('p:') else kind
        if name in SAMPLES:
            return self.rng.choice(SAMPLES[name])
        node = self.top['simpleType', name]
        lists = node.find('.//%slist' % XS)
        if lists is not None:
            return self.value(lists.get('itemType'))
        return self.rng.choice([e.get('value') for e in node.iter(XS + 'enumeration')])

    def attributes(self, node, out):
        for a in node:
            if a.get('name') in OURS:
                continue
            if a.tag == XS + 'attribute' and (a.get('use') == 'required' or self.rng.random() < 0.5):
                out.set(a.get('name'), self.value(a.get('type')))
            elif a.tag == XS + 'attributeGroup':
                self.attributes(self.top['attributeGroup', a.get('ref')[2:]], out)
            elif a.tag in (XS + 'simpleContent', XS + 'extension'):
                self.attributes(a, out)

    def content(self, node, out, depth):
        for n in node:
            least = 0 if n.get('minOccurs') == '0' else 1
            most = 2 if n.get('maxOccurs') == 'unbounded' else 1
            if least == 0 and depth > 7:
                continue
            for _ in range(self.rng.randint(least, most) if self.rng.random() < 0.7 else least):
                if n.tag == XS + 'element' and n.get('name') not in OURS:
                    out.append(self.element(n.get('name'), n.get('type')[2:], depth + 1))
                elif n.tag == XS + 'group':
                    self.content(self.top['group', n.get('ref')[2:]], out, depth)
                elif n.tag == XS + 'sequence':
                    self.content(n, out, depth)
                elif n.tag == XS + 'choice':
                    self.content([self.rng.choice(list(n)[:1] if depth > 7 else list(n))], out, depth)

    def element(self, name, kind, depth=0):
        out = ET.Element('{%s}%s' % (NS, name))
        node = self.top['complexType', kind]
        self.attributes(node, out)
        self.content(node, out, depth)
        if node.get('mixed') and not any(local(c.tag) in ('p', 'ul', 'ol') for c in out):
            out.text = 'words'
        return out


def local(tag):
    return tag.split('}')[1]


def pick(rng, root):
    parents = {c: p for p in root.iter() for c in p}
    node = rng.choice([n for n in root.iter() if n is not root])
    return node, parents[node]


def mutate(rng, root, names, attrs):
    """One mutation; returns what was done."""
    node, parent = pick(rng, root)
    at = list(parent).index(node)
    kind = rng.choice(['drop', 'double', 'rename', 'swap', 'move', 'attr-drop', 'attr-add', 'attr-value',
                       'attr-value', 'attr-rename', 'text', 'tail', 'empty', 'wrap', 'insert', 'blank', 'block'])
    if kind == 'drop':
        parent.remove(node)
    elif kind == 'double':
        parent.insert(at + 1, copy.deepcopy(node))
    elif kind == 'rename':
        node.tag = '{%s}%s' % (NS, rng.choice(names + [local(node.tag) + 'x']))
    elif kind == 'swap' and at + 1 < len(parent):
        other = parent[at + 1]
        parent.remove(other)
        parent.insert(at, other)
    elif kind == 'move':
        _, target = pick(rng, root)
        if node in target.iter() or target in node.iter():
            return None
        parent.remove(node)
        target.insert(rng.randint(0, len(target)), node)
    elif kind == 'attr-drop' and node.attrib:
        del node.attrib[rng.choice(sorted(node.attrib))]
    elif kind == 'attr-add':
        node.set(rng.choice(attrs), rng.choice(VALUES))
    elif kind == 'attr-value' and node.attrib:
        node.set(rng.choice(sorted(node.attrib)), rng.choice(VALUES))
    elif kind == 'attr-rename' and node.attrib:
        name = rng.choice(sorted(node.attrib))
        node.set(rng.choice(attrs + [name + 'x']), node.attrib.pop(name))
    elif kind == 'text':
        node.text = (node.text or '') + 'stray'
    elif kind == 'tail':
        node.tail = (node.tail or '') + 'stray'
    elif kind == 'empty':
        for child in list(node):
            node.remove(child)
        node.text = None
    elif kind == 'wrap':
        new = ET.Element('{%s}%s' % (NS, rng.choice(['p', 'b', 'ul', 'li', 'task', 'scope'])))
        new.append(node)
        parent[at] = new
    elif kind == 'insert':
        new = ET.Element('{%s}%s' % (NS, rng.choice(names)))
        if rng.random() < 0.5:
            new.set('id', 'Z-%d' % rng.randint(1, 9))
        parent.insert(rng.randint(0, len(parent)), new)
    elif kind == 'blank':
        node.text = (node.text or '') + ' \n '
    elif kind == 'block':
        for name in ('p', 'p', 'ul'):
            new = ET.SubElement(node, '{%s}%s' % (NS, name))
            if name == 'p':
                new.text = 'words'
            else:
                ET.SubElement(new, '{%s}li' % NS).text = 'entry'
        if rng.random() < 0.7:
            node.text = None
            for child in list(node)[:-3]:
                node.remove(child)
    else:
        return None
    return '%s %s' % (kind, local(node.tag))


def jing_invalid(grammar, files):
    out = subprocess.run(['jing', '-c', grammar] + files, capture_output=True, text=True).stdout
    return {m.group(1) for m in re.finditer(r'^(.*?\.xml):\d+:\d+: (?:error|fatal)', out, re.M)}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--count', type=int, default=600)
    ap.add_argument('--seed', type=int, default=1)
    ap.add_argument('--program', default=os.path.join(HERE, '..', '..', 'build', 'planpress'))
    ap.add_argument('--levels', help='a program that prints "FILE LEVEL" lines instead (level 1: invalid)')
    ap.add_argument('--keep')
    args = ap.parse_args()
    grammar = os.path.join(DESIGN, 'plan.rnc')
    example = os.path.join(DESIGN, 'example-plan.xml')
    for need in (grammar, example):
        if not os.path.exists(need):
            print('SKIPPED: the grammar is not here: %s' % need, file=sys.stderr)
            return 77
    if shutil.which('jing') is None:
        print('SKIPPED: jing is not installed', file=sys.stderr)
        return 77
    ET.register_namespace('', NS)
    source = ET.parse(example).getroot()
    text = open(grammar, encoding='utf-8').read()
    names = sorted(set(re.findall(r'element ([a-z-]+) \{', text)))
    attrs = sorted(set(re.findall(r'attribute ([a-z-]+) \{', text)))
    rng = random.Random(args.seed)
    folder = args.keep or tempfile.mkdtemp(prefix='mutate')
    os.makedirs(folder, exist_ok=True)
    files, done = [], {}
    maker = Maker(rng)
    while len(files) < args.count:
        root = maker.element('plan', 'Plan') if len(files) % 2 else copy.deepcopy(source)
        what = 'nothing' if rng.random() < 0.05 else mutate(rng, root, names, attrs)
        if what is not None and rng.random() < 0.2:
            what = '%s, %s' % (what, mutate(rng, root, names, attrs))
        if what is None:
            continue
        path = os.path.join(folder, 'm%04d.xml' % len(files))
        ET.ElementTree(root).write(path, encoding='utf-8', xml_declaration=True)
        files.append(path)
        done[path] = what
    theirs = jing_invalid(grammar, files)
    if args.levels:
        out = subprocess.run([args.levels, '-q'] + files, capture_output=True, text=True).stdout
        ours = {l.split()[0] for l in out.splitlines() if l.split()[1] in '01'}
    else:
        ours = {f for f in files
                if subprocess.run([args.program, 'check', f], capture_output=True).returncode == 3}
    wrong = sorted(theirs ^ ours)
    for f in wrong:
        print('%s: %s: jing says %s, planpress %s' %
              (f, done[f], *('invalid' if f in s else 'valid' for s in (theirs, ours))))
    print('%d mutations: %d invalid by jing, %d by planpress, %d differ' %
          (len(files), len(theirs), len(ours), len(wrong)))
    if not args.keep:
        shutil.rmtree(folder)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
