#!/usr/bin/env python3
"""Compares the cases that fail with those that are known to.

usage: compare.py RESULT KNOWN    RESULT of fop_suite.py --json, KNOWN: lines "case: reason"
"""

import json
import sys


def main(result_file, known_file):
    with open(result_file, encoding="utf-8") as f:
        result = json.load(f)
    judged = {r["case"].removesuffix(".xml"): r for r in result["results"] if r["judged"]}
    failing = {case for case, r in judged.items() if r["held"] < r["judged"]}
    known = {}
    with open(known_file, encoding="utf-8") as f:
        for line in f:
            case, colon, reason = line.partition(":")
            if line.startswith("#") or not line.strip():
                continue
            if not colon or not reason.strip():
                sys.exit(f"{known_file}: no reason in: {line.rstrip()}")
            known[case] = reason.strip()
    wrong = 0
    for case in sorted(failing - known.keys()):
        r = judged[case]
        print(f"FAILED fo-suite {case}: {r['held']} of {r['judged']} checks")
        for bad in r["bad"][:5]:
            print("    |", str(bad[1])[:200])
        wrong += 1
    for case in sorted(known.keys() - failing):
        state = "passes now" if case in judged else "is no case"
        print(f"FAILED fo-suite {case}: {state}: take it out of {known_file}")
        wrong += 1
    print(f"fo-suite: {len(judged) - len(failing)} of {len(judged)} cases pass, "
          f"{len(failing & known.keys())} fail for known reasons")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
