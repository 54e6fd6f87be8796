#!/usr/bin/python3
"""Mutants of MSPDI and CSV files: importing one neither crashes nor stays busy, and a plan that is written
is valid.

usage: fuzz.py --program PROGRAM [--count N] [--seed N] [--seconds S] FILE...
"""
import argparse
import os
import random
import re
import subprocess
import sys
import tempfile

VALUES = ["", "0", "-1", "1", "7", "19", "53", "99999999999", "-99999999999999999999", "1e9", "2026-13-45T99:99:99",
          "9999-12-31T23:59:00", "0001-01-01T00:00:00", "PT9999999999H0M0S", "-PT8H0M0S", "PT0H0M0S", "24:00:00",
          "00:00:00", "&#x10FFFF;", "&lt;&gt;&amp;", "T-1", "planpress id", "x" * 3000, "\u00e9\u4e00", "=cmd()", "1.2.3.4.5"]


def mutate(rng, text):
    for _ in range(rng.choice([1, 1, 2, 4, 16])):
        kind = rng.choice(["value", "value", "value", "drop", "double", "swap", "bytes", "cut", "nest", "uid"])
        elements = list(re.finditer(r"<(\w+)>([^<>]*)</\1>", text))
        blocks = list(re.finditer(r"<(Task|Calendar|Exception|WeekDay|Assignment|Resource|PredecessorLink|WorkingTime)>.*?</\1>",
                                  text, re.S))
        if kind == "value" and elements:
            m = rng.choice(elements)
            text = text[:m.start(2)] + rng.choice(VALUES) + text[m.end(2):]
        elif kind == "uid" and elements:
            uids = [m for m in elements if m.group(1).endswith("UID")]
            if uids:
                m = rng.choice(uids)
                text = text[:m.start(2)] + rng.choice(uids).group(2) + text[m.end(2):]
        elif kind in ("drop", "double", "swap") and (blocks or elements):
            m = rng.choice(blocks or elements) if rng.random() < 0.5 else rng.choice(elements or blocks)
            other = rng.choice(blocks or elements)
            with_what = {"drop": "", "double": m.group(0) * 2, "swap": other.group(0)}[kind]
            text = text[:m.start()] + with_what + text[m.end():]
        elif kind == "nest" and blocks:
            m = rng.choice(blocks)
            text = text[:m.end() - 1 - len(m.group(1)) - 2] + rng.choice(blocks).group(0) + text[m.end() - 1 - len(m.group(1)) - 2:]
        elif kind == "cut":
            text = text[:rng.randrange(len(text) + 1)] if rng.random() < 0.2 else text
        elif text:
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice(["<", ">", "&", "\0", "\"", "9", ";", ",", "\n", "\u202e"]) + text[at + 1:]
    return text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    failed = 0
    texts = [(f, open(f, encoding="utf-8", newline="").read()) for f in args.files]
    with tempfile.TemporaryDirectory() as folder:
        mutant, plan = os.path.join(folder, "mutant"), os.path.join(folder, "plan.xml")
        for n in range(args.seed, args.seed + args.count):
            rng = random.Random(n)
            name, text = rng.choice(texts)
            kind = "csv" if name.endswith(".csv") else "mspdi"
            with open(mutant, "w", encoding="utf-8", newline="") as f:
                f.write(mutate(rng, text))
            if os.path.exists(plan):
                os.remove(plan)
            what = None
            try:
                answer = subprocess.run([args.program, "import", kind, mutant, "-o", plan, "--format", "short"],
                                        capture_output=True, timeout=args.seconds, check=False)
                if answer.returncode not in (0, 1, 3):
                    what = "exit code %d\n%s" % (answer.returncode, answer.stderr[-1500:].decode("utf-8", "replace"))
                elif os.path.exists(plan):
                    checked = subprocess.run([args.program, "schedule", plan], capture_output=True,
                                             timeout=args.seconds, check=False)
                    if checked.returncode != 0:
                        what = "the plan is wrong\n" + checked.stderr[-1500:].decode("utf-8", "replace")
            except subprocess.TimeoutExpired:
                what = "busy for %g seconds" % args.seconds
            if what is not None:
                failed += 1
                print("exchange mutant %d of %s: %s" % (n, os.path.basename(name), what))
    print("exchange: %d mutants, %d failed" % (args.count, failed))
    return 1 if failed else 0


sys.exit(main())
