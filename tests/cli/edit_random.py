#!/usr/bin/env python3
"""Random edits of sample plans in random layouts.

usage: edit_random.py PROGRAM SAMPLES ROUNDS

Each round takes a sample, gives it another layout (line ends, quotes, indentation, one line, a byte order mark, another
encoding), records the progress of a random task, and asks: is the tree what it was but for that progress, and is the text
around the edit byte for byte what it was?  Then it lays the sample out by fmt: is the tree what it was but for white space
that means nothing, and does a second fmt change nothing?
"""
import copy
import os
import random
import subprocess
import sys
import tempfile

from lxml import etree

NS = "{urn:planpress:plan:1}"
NOTES = ["", "plain", "]]> & <b>", "\"quoted\" 'twice'", "Größe ✓ 5 €", "two\nlines", "  blanks  "]


def relayout(text, rng):
    """The same plan in another dress; what comes back is bytes."""
    if rng.random() < 0.3:
        text = text.replace("  ", "\t")
    if rng.random() < 0.2:
        text = " ".join(text.split("\n"))
    if rng.random() < 0.3 and "'" not in text:
        text = text.replace('"', "'")
    if rng.random() < 0.3:
        text = text.replace("<task ", "<!-- a task --><task ").replace("<revisions>", "<?here now?>\n<revisions>")
    if rng.random() < 0.3:
        text = text.replace(' id="', '\n      id="')
    if rng.random() < 0.4:
        text = text.replace("\n", "\r\n")
    encoding = rng.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
    if encoding == "utf-16":
        text = text.replace('encoding="UTF-8"', "").replace("encoding='UTF-8'", "")
    if encoding == "iso-8859-1":
        text = text.replace("UTF-8", "ISO-8859-1")
    return text.encode(encoding, "xmlcharrefreplace")


def blank(element):
    return (element.tag, sorted(element.attrib.items()), (element.text or "").split(),
            [blank(child) for child in element if isinstance(child.tag, str)])


def normal(root):
    """A tree to compare: tracking without progress and an empty one are the same."""
    root = copy.deepcopy(root)
    tracking = root.find(NS + "tracking")
    if tracking is not None and len(tracking) == 0:
        root.remove(tracking)
    return blank(root)


def one(program, path, rng, work):
    old = relayout(open(path, encoding="utf-8").read(), rng)
    plan = os.path.join(work, "plan.xml")
    with open(plan, "wb") as f:
        f.write(old)
    before = etree.fromstring(old)
    tasks = [t for t in before.iter(NS + "task") if t.find(NS + "task") is None]
    if not tasks:
        return
    task = rng.choice(tasks).get("id")
    known = [p for p in before.iter(NS + "progress") if p.get("of") == task]
    note = rng.choice(NOTES)
    args = [program, "progress", plan, task, "--percent", str(rng.randrange(0, 99)), "--finished", "none", "--started", "2026-05-04"]
    if note:
        args += ["--note", note]
    done = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, (args, done.stderr.decode())
    new = open(plan, "rb").read()

    # The tree.
    after = etree.fromstring(new)
    mine = [p for p in after.iter(NS + "progress") if p.get("of") == task][-1]
    assert mine.get("percent") == args[5] and mine.get("started") == "2026-05-04", etree.tostring(mine)
    if note:
        assert mine.text == note, (mine.text, note)
    if known:
        place = list(before.iter(NS + "progress")).index(known[-1])
        then = list(before.iter(NS + "progress"))[place]
        for name, value in mine.attrib.items():
            then.set(name, value)
        for name in [n for n in then.attrib if n not in mine.attrib]:
            del then.attrib[name]
        then.text = mine.text
        for child in list(then) if note else []:
            then.remove(child)
    else:
        mine.getparent().remove(mine)
    assert normal(before) == normal(after), "more has changed"

    # The bytes.
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    gone = old[start:len(old) - end]
    limit = 0 if not known else 4 * len(etree.tostring(known[-1], encoding="utf-8"))
    # "<tracking/>" opens up: its end goes.
    assert len(gone) <= limit + 4, gone[:200]


INLINE = {NS + name for name in ("b", "i", "code", "ref", "a", "br")}


def words(element, inner=False):
    """What is left of a tree when layout is taken off: gaps in prose are one blank, elsewhere nothing."""
    texts = [element.text] + [child.tail for child in element]
    prose = inner or any(t and t.strip() for t in texts) or any(child.tag in INLINE for child in element)
    told = ["".join(" " if c in " \t\r\n" else c for c in t or "") if prose else "" for t in texts]
    while any("  " in t for t in told):
        told = [t.replace("  ", " ") for t in told]
    if prose and not inner:
        told[0] = told[0].lstrip()
        told[-1] = told[-1].rstrip()
    parts = [told[0]]
    for child, tail in zip(element, told[1:]):
        if isinstance(child.tag, str):
            parts.append(words(child, prose))
        else:
            parts.append((str(child.tag), child.text))
        parts.append(tail)
    attrs = sorted((name, " ".join(value.split())) for name, value in element.attrib.items())
    return (element.tag, attrs, parts)


def lay_out(program, path, rng, work):
    """fmt: says the same, and once is enough."""
    plan = os.path.join(work, "plan.xml")
    with open(plan, "wb") as f:
        f.write(relayout(open(path, encoding="utf-8").read(), rng))
    before = etree.parse(plan).getroot()
    done = subprocess.run([program, "fmt", plan], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, done.stderr.decode()
    after = etree.parse(plan).getroot()
    assert words(before) == words(after), "it says something else"
    again = subprocess.run([program, "fmt", "--check", plan], stdout=subprocess.PIPE)
    assert again.returncode == 0, "a second time changes it again"


def main():
    program, samples, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    names = ["peer-reviews.xml", "pruefverfahren.xml", "smallest.xml", "everything.xml"]
    with tempfile.TemporaryDirectory() as work:
        for seed in range(rounds):
            try:
                path = os.path.join(samples, names[seed % len(names)])
                one(program, path, random.Random(seed), work)
                lay_out(program, path, random.Random(seed + 1000), work)
            except Exception:
                print("seed", seed)
                raise


main()
