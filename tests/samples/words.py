#!/usr/bin/env python3
"""Does a plan document hold every human-readable text of its plan?

usage: words.py PLAN.xml TEXT
       words.py --same TEXT TEXT     the same letters, whatever their order
Compares letters and digits only: line breaks, hyphens and spaces are the typesetter's.  A text may be
split where the document puts something between (a reference's name), so runs of prose are looked for
node by node.
"""
import collections
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET

# attributes that people read; ids, references, enumerations and dates are printed in other words
READ = {"name", "title", "org", "email", "where", "records", "amount", "limit", "model", "lead", "scope", "unit",
        "baseline", "target", "source", "version", "policy", "request"}
NOT_TEXT = {("pilot", "lead"), ("review", "lead"), ("ref", "to")}


def letters(text):
    """What is left when typesetting is taken away."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c.casefold() for c in text if unicodedata.category(c)[0] in "LNS")


def texts(root):
    for element in root.iter():
        tag = re.sub(r"\{.*\}", "", element.tag)
        for name, value in element.attrib.items():
            if name in READ and (tag, name) not in NOT_TEXT:
                yield f"{tag}/@{name}", value
        if element.text and element.text.strip():
            yield tag, element.text
        for child in element:
            if child.tail and child.tail.strip():
                yield tag, child.tail


def same(first, second):
    """Readers of PDF guess the order of columns: count letters."""
    a, b = (collections.Counter(letters(open(name, encoding="utf-8").read())) for name in (first, second))
    for c in sorted((a - b) + (b - a)):
        print(f"{c}: {a[c]} and {b[c]}")
    return 0 if a == b else 1


def main():
    if sys.argv[1] == "--same":
        return same(sys.argv[2], sys.argv[3])
    plan, printed = sys.argv[1], letters(open(sys.argv[2], encoding="utf-8").read())
    missing = 0
    for where, text in texts(ET.parse(plan).getroot()):
        # the typesetter may put a page head between two lines: look for each sentence's parts
        if letters(text) in printed:
            continue
        words = [letters(w) for w in text.split()]
        lost = [w for w in words if w and w not in printed]
        pairs = [a + b for a, b in zip(words, words[1:]) if a and b]
        broken = sum(1 for p in pairs if p not in printed)
        if lost or broken > 2:
            missing += 1
            print(f"{where}: {' '.join(text.split())[:70]}")
    print(f"{missing} texts are missing")
    return 1 if missing else 0


sys.exit(main())
