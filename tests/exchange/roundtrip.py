#!/usr/bin/python3
"""Plans out as MSPDI and in again: the second export has the bytes of the first, and every task the
dates it had.  Plans are the files given, and --count random ones by --seed.

usage: roundtrip.py --program PROGRAM [--count N] [--seed N] [PLAN...]
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

UNITS = ["d"] * 6 + ["h", "w", "mo", "ed", "ew", "eh"]
MUSTS = ["alap", "start-on", "finish-on", "start-no-earlier", "start-no-later", "finish-no-earlier",
         "finish-no-later"]


def run(program, *args):
    env = dict(os.environ, SOURCE_DATE_EPOCH="1780000000")
    return subprocess.run([program, *args], capture_output=True, text=True, env=env, check=False)


def schedule(program, path):
    answer = run(program, "schedule", "--to", "json", path)
    if answer.returncode != 0:
        return None
    tasks = json.loads(answer.stdout)["tasks"]
    return {t["id"]: (t["kind"], t["start"], t["finish"], t["slack_minutes"], t["critical"]) for t in tasks}


def round_trip(program, path, folder):
    """What is wrong, or None."""
    before = schedule(program, path)
    if before is None:
        return "skipped"
    first, plan, second = (os.path.join(folder, n) for n in ("first.xml", "plan.xml", "second.xml"))
    for args in (("export", "mspdi", path, "-o", first), ("import", "mspdi", first, "-o", plan),
                 ("export", "mspdi", plan, "-o", second)):
        answer = run(program, *args)
        if answer.returncode != 0:
            return "%s: exit %d\n%s" % (" ".join(args[:2]), answer.returncode, answer.stderr)
        if "PPE20" in answer.stderr:
            return answer.stderr
    after = schedule(program, plan)
    for task, dates in before.items():
        if after is None or after.get(task) != dates:
            return "%s: %s became %s" % (task, dates, after and after.get(task))
    if open(first, "rb").read() != open(second, "rb").read():
        diff = subprocess.run(["diff", first, second], capture_output=True, text=True, check=False)
        return "the second export differs:\n" + diff.stdout[:2000]
    return None


def day(rng):
    return "2026-%02d-%02d" % (rng.randint(1, 12), rng.randint(1, 28))


def random_calendar(rng, ident, base):
    text = '<calendar id="%s"%s' % (ident, ' base="%s"' % base if base else "")
    if rng.random() < 0.3:
        text += ' hours="%s"' % rng.choice(["4", "6", "7.5", "8", "10", "16", "24"])
    elif rng.random() < 0.2:
        text += ' times="%s"' % rng.choice(["09:00-12:30 13:15-18:00", "00:00-06:00 22:00-24:00", "07:00-15:00"])
    if rng.random() < 0.3:
        text += ' week="%s"' % rng.choice(["mon tue wed thu", "mon tue wed thu fri sat", "sun mon tue wed thu",
                                           "mon tue wed thu fri sat sun", "tue"])
    text += ">"
    for kind in ("off", "on"):
        for _ in range(rng.randint(0, 4)):
            start = rng.randint(1, 27)
            month = rng.randint(1, 12)
            text += '<%s from="2026-%02d-%02d" to="2026-%02d-%02d"%s/>' % (
                kind, month, start, month, rng.randint(start, 28), rng.choice(["", ' name="A &amp; &lt;B&gt;"']))
    return text + "</calendar>"


class Work:
    """Tasks of one plan; links go only to what stands before, which makes no ring."""

    def __init__(self, rng, people, calendars):
        self.rng, self.people, self.calendars = rng, people, calendars
        self.done = []  # (id, ids of its summaries)
        self.number = 0

    def constraint(self, summary):
        rng = self.rng
        if rng.random() > 0.25:
            return ""
        must = "start-no-earlier" if summary else rng.choice(MUSTS + [None])
        if must == "alap":
            return ' must="alap"'
        return '%s on="%s"' % (' must="%s"' % must if must else "", day(rng))

    def links(self, above, summary):
        rng, text = self.rng, ""
        for target, over in rng.sample(self.done, min(len(self.done), rng.randint(0, 2))):
            if target in above or set(over) - set(above) and rng.random() < 0.5:
                continue
            kind = rng.choice(["FS", "FS", "FS", "SS"] if summary else ["FS", "FS", "SS", "FF", "SF"])
            lag = rng.choice(["", "", ' lag="+2d"', ' lag="-1d"', ' lag="3h"', ' lag="+1w"', ' lag="2ed"',
                              ' lag="-50%"', ' lag="30%"', ' lag="+1.5d"', ' lag="5eh"', ' lag="1ew"'])
            text += '<after task="%s"%s%s/>' % (target, "" if kind == "FS" else ' type="%s"' % kind, lag)
        return text

    def item(self, depth, above):
        rng = self.rng
        self.number += 1
        ident = "T-%d" % self.number
        kind = rng.choice(["task"] * 6 + ["milestone", "summary"])
        if kind == "summary" and depth > 3:
            kind = "task"
        name = rng.choice(["Draft", 'Quote &quot;it&quot;', "A &amp; B", "Überprüfen", "  two   blanks ", "=SUM(A1)", "評価"])
        text = '<%s id="%s" name="%s"' % ("milestone" if kind == "milestone" else "task", ident, name)
        if kind == "task" and rng.random() < 0.9:
            text += ' duration="%s%s"' % (rng.choice(["1", "2", "3", "5", "10", "2.5", "0.5", "7.25"]),
                                          rng.choice(UNITS))
        if kind == "task" and rng.random() < 0.2:
            text += ' effort="%dh"' % rng.randint(1, 90)
        text += self.constraint(kind == "summary")
        if rng.random() < 0.2:
            text += ' deadline="%s"' % day(rng)
        if kind != "summary" and rng.random() < 0.2:
            text += ' calendar="%s"' % rng.choice(self.calendars)
        text += ">" + self.links(above, kind == "summary")
        if kind == "task":
            for who in rng.sample(self.people, rng.choice([0, 0, 1, 1, 2, 3])):
                text += '<assign who="%s"%s%s/>' % (who, rng.choice(["", ' units="25"', ' units="50"', ' units="0"']),
                                                    rng.choice(["", "", ' effort="12h"']))
        if kind == "summary":
            for _ in range(rng.randint(1, 4)):
                text += self.item(depth + 1, above + [ident])
        self.done.append((ident, above))
        return text + ("</milestone>" if kind == "milestone" else "</task>")

    def items(self, count):
        return "".join(self.item(1, []) for _ in range(count))


def random_plan(rng, smallest):
    people = ["p-%d" % i for i in range(4)]
    calendars = ["cal"] + ["cal-%d" % i for i in range(rng.randint(0, 3))]
    work = Work(rng, people, calendars)
    improvements = ""
    for i in range(rng.randint(1, 3)):
        improvements += ('<improvement id="IMP-%d" addresses="F-1" objectives="OBJ-1" process="PR-1" nature="minor">'
                         "<title>Improvement %d</title><strategy>S</strategy><approach>A</approach>" % (i, i))
        for a in range(rng.randint(1, 3)):
            improvements += '<action id="A-%d-%d" kind="%s" team="TM-1" owner="p-bob"><title>Action</title>' % (
                i, a, rng.choice(["develop", "pilot", "deploy", "other"]))
            improvements += work.items(rng.randint(0, 6)) + "</action>"
        improvements += "</improvement>"
    schedule_text = '<schedule start="%s" calendar="cal">' % day(rng)
    for i, calendar in enumerate(calendars):
        schedule_text += random_calendar(rng, calendar, calendars[rng.randint(0, i - 1)] if i and rng.random() < .5 else "")
    schedule_text += work.items(rng.randint(0, 3))
    if rng.random() < 0.5:
        schedule_text += '<external id="X-1" plan="PAP-9#M-3" on="%s">Trainer</external>' % day(rng)
    ids = [t for t, _ in work.done]
    for revision in range(rng.randint(0, 3)):
        schedule_text += '<baseline revision="1.%d" on="2026-01-02">' % revision
        for task in rng.sample(ids, min(len(ids), 4)):
            start = day(rng)
            schedule_text += '<at task="%s" start="%s" finish="%s"/>' % (task, start, max(start, day(rng)))
        schedule_text += "</baseline>"
    schedule_text += "</schedule>"
    tracking = "".join('<progress of="%s" percent="%d"%s>%s</progress>' % (
        task, rng.randint(0, 100), rng.choice(["", ' started="2026-03-02"', ' started="2026-03-02" spent="9h"']),
        rng.choice(["", "Going well; more &lt;later&gt;."])) for task in rng.sample(ids, min(len(ids), 5)))
    plan = open(smallest, encoding="utf-8").read()
    begin, end = plan.index("<improvements>"), plan.index("<approval>")
    plan = plan[:begin] + "<improvements>" + improvements + "</improvements>" + schedule_text + plan[end:]
    persons = "".join('<person id="%s" name="Person %s"%s%s/>' % (
        p, p, rng.choice(["", ' email="%s@x.example"' % p]),
        ' calendar="%s"' % rng.choice(calendars) if rng.random() < 0.5 else "") for p in people)
    plan = plan.replace("  </people>", persons + "</people>")
    return plan.replace("</plan>", "<tracking>%s</tracking></plan>" % tracking if tracking else "</plan>")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--smallest")
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("plans", nargs="*")
    args = parser.parse_args()
    failed = made = skipped = 0
    with tempfile.TemporaryDirectory() as folder:
        cases = [(p, p) for p in args.plans]
        for n in range(args.seed, args.seed + args.count):
            cases.append(("seed %d" % n, n))
        for name, case in cases:
            path = case
            if isinstance(case, int):
                path = os.path.join(folder, "random.xml")
                with open(path, "w", encoding="utf-8") as f:
                    f.write(random_plan(random.Random(case), args.smallest))
            wrong = round_trip(args.program, path, folder)
            if wrong == "skipped" and isinstance(case, int):
                skipped += 1
            elif wrong is not None:
                print("%s: %s" % (name, wrong))
                failed += 1
            else:
                made += 1
    print("round trips: %d the same, %d not, %d random plans that cannot be scheduled" % (made, failed, skipped))
    return 1 if failed or skipped > args.count // 2 else 0


sys.exit(main())
