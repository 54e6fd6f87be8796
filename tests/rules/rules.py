#!/usr/bin/env python3
"""Every rule on a plan that breaks it, and on one that does not.

usage: rules.py PLANPRESS WORKFOLDER
Judges right.xml at every gate (nothing may be found), then each case of cases.py: just its code,
and the codes it says follow, may be found at warning or the rule's own rank.
"""
import json, os, re, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import cases

program, work = sys.argv[1:3]
os.makedirs(work, exist_ok=True)
RIGHT = open(os.path.join(HERE, "right.xml"), encoding="utf-8").read()
GATES = ("draft", "review", "approval", "tracking", "closure")
good, bad = 0, 0


def found(path, gate, today="2026-05-30"):
    run = subprocess.run([program, "check", "-q", "--gate", gate, "--today", today, "--format", "json", path],
                         capture_output=True, text=True)
    if run.returncode not in (0, 1):
        return [{"code": "exit %d" % run.returncode, "message": run.stdout + run.stderr}]
    return [json.loads(line) for line in run.stdout.splitlines()]


def say(ok, what):
    global good, bad
    good, bad = good + ok, bad + (not ok)
    if not ok:
        print("FAILED " + what)


def make(changes, name):
    text, today = RIGHT, "2026-05-30"
    for old, new in changes:
        if old == "TODAY":
            today = new
        elif old.startswith("RE:"):
            text, n = re.subn(old[3:], new, text, count=1, flags=re.S)
            assert n == 1, old
        else:
            assert text.count(old) >= 1, old
            text = text.replace(old, new, 1)
    path = os.path.join(work, name + ".xml")
    open(path, "w", encoding="utf-8").write(text)
    return path, today


def mended(path, entry):
    """A copy of the file with an entry's fix made."""
    lines = open(path, encoding="utf-8").read().split("\n")
    for edit in sorted(entry["fix"], key=lambda e: (-e["line"], -e["column"])):
        line, at = lines[edit["line"] - 1], edit["column"] - 1
        lines[edit["line"] - 1] = line[:at] + edit["replacement"] + line[at + edit["length"]:]
    path = path.replace(".xml", "-mended.xml")
    open(path, "w", encoding="utf-8").write("\n".join(lines))
    return path


# Rules whose findings mend themselves in some case: what is told as a fix takes the finding away.
fixed = set()


def check_fix(code, path, gate, today, entry):
    left = found(mended(path, entry), gate, today)
    say(not any(e["code"].startswith("exit") or (e["code"], e["message"]) == (code, entry["message"]) for e in left),
        "%s at %s: the fix of '%s' does not mend it: %s" % (code, path, entry["message"], left))
    fixed.add(code)


for gate in GATES:
    say(found(os.path.join(HERE, "right.xml"), gate) == [], "right.xml at %s" % gate)
for i, (code, gate, changes, also) in enumerate(cases.CASES):
    path, today = make(changes, "%s-%d" % (code, i))
    entries = found(path, gate, today)
    codes = {e["code"] for e in entries}
    ok = codes == {code} | set(also)
    say(ok, "%s at %s (%s): found %s\n   %s" % (code, gate, path, " ".join(sorted(codes)) or "nothing",
                                               "\n   ".join(e["message"] for e in entries)))
    for e in entries:
        say(e.get("gate") == gate and e.get("line", 0) > 0 and "{" not in e["message"],
            "%s: gate, line and message of %s" % (path, e))
        if e["code"] == code and "fix" in e:
            check_fix(code, path, gate, today, e)
example = os.path.join(HERE, "../plan/example.xml")
codes = sorted((e["code"], e["id"]) for e in found(example, "approval", "2026-05-29"))
say(codes == sorted(cases.EXAMPLE), "the example at the approval gate: %s" % codes)
text = open(example, encoding="utf-8").read().replace('revision="1.1" xml:lang', 'revision="1.0" xml:lang')
issued = os.path.join(work, "example-1.0.xml")
open(issued, "w", encoding="utf-8").write(text)
status = subprocess.run([program, "status", "--json", "--today", "2026-05-29", issued], capture_output=True, text=True)
say(json.loads(status.stdout)["state"] == "partly-signed", "the example's revision 1.0: " + status.stdout)
for by, until, silent in cases.WAIVERS:
    path, today = make([("<stop-when>Inspections wait for two days.</stop-when>", ""),
                        ("<review id", cases.WAIVER % (by, until))], "waiver-%s%d" % (by, len(until)))
    severity = {e["code"]: e["severity"] for e in found(path, "approval", today)}
    say(severity == {"PP313": "note" if silent else "warning"}, "waiver by %s%s: %s" % (by, until, severity))

# Every rule with a check breaks in some case; those that need an earlier revision are in tests/cli.
elsewhere = {"PP105", "PP110", "PP215", "PP813", "PP815", "PP816"}
rules = open(os.path.join(HERE, "../../src/plan/rules.xml"), encoding="utf-8").read()
checked = {m.group(1) for m in re.finditer(r'<rule code="(PP\d+)".*?</rule>', rules, re.S) if "<check" in m.group(0)}
untested = checked - {c[0] for c in cases.CASES} - elsewhere
say(not untested, "rules without a case: " + " ".join(sorted(untested)))
with_edit = {m.group(1) for m in re.finditer(r'<rule code="(PP\d+)".*?</rule>', rules, re.S) if "<edit" in m.group(0)}
say(not with_edit - fixed - elsewhere, "rules whose fix no case tries: " + " ".join(sorted(with_edit - fixed - elsewhere)))
print("rules: %d passed, %d failed" % (good, bad))
sys.exit(bad > 0)
