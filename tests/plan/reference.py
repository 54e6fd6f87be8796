#!/usr/bin/env python3
"""The schedule of random plans against a slow and obvious reference.

usage: reference.py --count N [--seed S] --program FILE --work DIR
A calendar is the list of its working minutes.  Early dates come from relaxation: every bound is
applied again until nothing moves.  Slack is what it means: a task that is moved by its slack moves
neither the end of the plan nor breaks a constraint, and moved by a minute more it does; free slack,
the same for any other task.  Semantics: design, semantics.md, Schedule; man planpress-schedule.
"""
import argparse, bisect, datetime, json, os, random, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
DAY, EPOCH = 1440, datetime.date(1970, 1, 1)
START = datetime.date(2026, 3, 2)  # a Monday
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPAN = 560  # days that calendars are drawn out for, a hundred of them before the start


def day_number(d):
    return (d - EPOCH).days


def iso(minute):
    d = EPOCH + datetime.timedelta(days=minute // DAY)
    return "%sT%02d:%02d" % (d, minute % DAY // 60, minute % 60)


class Calendar:
    def __init__(self, hours, week, off):
        self.hours, self.week, self.off = hours, week, off
        self.minutes, first = [], day_number(START) - 100
        self.days = set()
        for n in range(first, first + SPAN):
            d = EPOCH + datetime.timedelta(days=n)
            if WEEK[d.weekday()] not in week or d in off:
                continue
            self.days.add(n)
            # From 08:00, an hour's break after the fourth hour.
            for m in range(hours * 60):
                self.minutes.append(n * DAY + 480 + m + (60 if m >= 240 else 0))

    def work(self, at):
        """Working minutes before an instant."""
        return bisect.bisect_left(self.minutes, at)

    def start(self, work):
        return self.minutes[work]

    def finish(self, work):
        return self.minutes[work - 1] + 1

    def touches(self, at):
        """Is the instant in working time, or at the end of some?"""
        n = self.work(at)
        return self.minutes[n] == at or self.minutes[n - 1] + 1 == at

    def first_minute(self, d):
        return self.start(self.work(day_number(d) * DAY))

    def last_minute(self, d):
        return self.finish(self.work((day_number(d) + 1) * DAY))


class Task:
    pass


def make(r):
    """A random plan: calendars, tasks in order, links from earlier to later ones."""
    def off():
        return {START + datetime.timedelta(days=r.randrange(0, 40)) for _ in range(r.randrange(4))}
    calendars = [Calendar(8, WEEK[:5], off()), Calendar(r.choice((4, 6, 8)), r.choice((WEEK[:5], WEEK[:4], WEEK)), off())]
    tasks, count = [], r.randrange(3, 13)
    while len(tasks) < count:
        t = Task()
        t.i, t.links, t.parts, t.parent = len(tasks), [], [], None
        t.kind = r.choice(("task", "task", "task", "task", "milestone", "summary"))
        t.cal = calendars[r.choice((0, 0, 1))]
        t.must, t.on = None, None
        if tasks and tasks[-1].kind == "summary" and not tasks[-1].parts:
            t.kind, t.parent = r.choice(("task", "milestone")), tasks[-1]
        elif tasks and tasks[-1].parent and r.random() < 0.5:
            t.kind, t.parent = r.choice(("task", "milestone")), tasks[-1].parent
        if t.kind == "summary":
            t.cal = calendars[0]
        if t.parent:
            t.parent.parts.append(t)
        t.length = r.choice((30, 60, 240, 300, 480, 900, 1440)) if t.kind == "task" else 0
        if t.kind == "task" and r.random() < 0.2:
            t.must = r.choice(("start-on", "finish-on", "start-no-earlier", "finish-no-earlier", "start-no-later", "finish-no-later"))
            t.on = START + datetime.timedelta(days=r.randrange(0, 30))
        tasks.append(t)
    if tasks[-1].kind == "summary":
        tasks.pop()
    for t in tasks:
        for _ in range(r.choice((0, 1, 1, 2, 3))):
            before = [p for p in tasks[:t.i] if p is not t.parent and p not in t.parts]
            if not before:
                continue
            p = r.choice(before)
            kinds = ("FS", "FS", "SS", "FF", "SF") if t.kind != "summary" else ("FS", "SS")
            link = (p, r.choice(kinds), r.choice(("", "", "", "h", "%", "e")), r.choice((-3, -1, 1, 2, 5, 26)))
            # Two summaries that wait for each other's parts would be a ring.
            if all(l[0] is not p for l in t.links) and not (t.parent and p.parent is t.parent and p.i > t.i):
                t.links.append(link)
    return calendars, tasks


def write(calendars, tasks, path):
    def attrs(t):
        out = ' calendar="c%d"' % calendars.index(t.cal) if t.kind != "summary" else ""
        if t.kind == "task":
            out += ' duration="%.4gh"' % (t.length / 60)
        if t.must:
            out += ' must="%s" on="%s"' % (t.must, t.on)
        return out

    def lag(kind, n):
        return {"": "", "h": ' lag="%dh"' % n, "%": ' lag="%d%%"' % (n * 10), "e": ' lag="%ded"' % n}[kind]

    def element(t):
        name = "milestone" if t.kind == "milestone" else "task"
        after = "".join('<after task="T-%d" type="%s"%s/>' % (p.i, type_, lag(k, n)) for p, type_, k, n in t.links)
        return '<%s id="T-%d" name="t"%s>%s%s</%s>\n' % (name, t.i, attrs(t), after, "".join(map(element, t.parts)), name)

    cals = "".join('<calendar id="c%d" hours="%d" week="%s">%s</calendar>\n' % (
        i, c.hours, " ".join(c.week), "".join('<off from="%s"/>' % d for d in sorted(c.off))) for i, c in enumerate(calendars))
    text = open(os.path.join(HERE, "../../samples/smallest.xml"), encoding="utf-8").read()
    first, last = text.index('        <task id="T-1"'), text.index("      </action>")
    text = text[:first] + text[last:]
    first, last = text.index("  <schedule"), text.index("  <approval>")
    text = text[:first] + '<schedule start="%s" calendar="c0">\n%s%s</schedule>\n' % (
        START, cals, "".join(element(t) for t in tasks if not t.parent)) + text[last:]
    open(path, "w", encoding="utf-8").write(text)


class Run:
    """All dates; moved: a task that starts so many working minutes later; own: is its constraint heard?"""

    def __init__(self, tasks, moved=None, at=0, own=True):
        self.tasks, self.moved, self.at, self.own = tasks, moved, at, own
        self.start, self.finish, self.bound = {}, {}, {}
        for t in tasks:
            self.start[t] = self.finish[t] = t.cal.first_minute(START)
        self.broken = False
        for _ in range(len(tasks) * 4 + 4):
            before = dict(self.start), dict(self.finish)
            for t in tasks:
                self.relax(t)
            if before == (self.start, self.finish):
                break
        else:
            raise RuntimeError("no fixed point")
        self.end = max(self.finish.values())
        self.check()

    def link_bound(self, t, link):
        """The instant before which the link lets t not start."""
        p, type_, kind, n = link
        at = self.finish[p] if type_[0] == "F" else self.start[p]
        work = p.length if p.kind == "task" else t_work(p, self)
        if kind == "e":
            at += n * DAY
        elif kind:
            lag = n * 60 if kind == "h" else round_half(work * n * 10)
            if lag:
                count = t.cal.work(at) + lag
                at = t.cal.finish(count) if type_[0] == "F" else t.cal.start(count)
        if type_[1] == "F" and t.kind == "task":
            at = t.cal.start(t.cal.work(at) - t.length)
        return at

    def relax(self, t):
        if t.kind == "summary":
            self.bound[t] = max([START_MINUTE] + [self.link_bound(t, l) for l in t.links])
            self.start[t] = min(self.start[p] for p in t.parts)
            self.finish[t] = max(self.finish[p] for p in t.parts)
            return
        at = max([t.cal.first_minute(START)] + [self.link_bound(t, l) for l in t.links])
        if t.parent:
            at = max(at, self.bound.get(t.parent, START_MINUTE))
        self.bound[t] = at
        c = t.cal
        must = t.must if self.own or t is not self.moved else None
        if must == "start-on":
            at = c.first_minute(t.on)
        elif must == "finish-on":
            at = c.start(c.work(c.last_minute(t.on)) - t.length)
        elif must == "start-no-earlier":
            at = max(at, c.first_minute(t.on))
        elif must == "finish-no-earlier":
            at = max(at, c.start(c.work(c.last_minute(t.on)) - t.length))
        if t is self.moved:
            at = max(at, self.at)
        if t.kind == "milestone":
            # At a working minute or at the end of work.
            if not c.touches(at):
                at = c.start(c.work(at))
            self.start[t] = self.finish[t] = at
        else:
            work = c.work(at)
            self.start[t], self.finish[t] = c.start(work), c.finish(work + t.length)

    def check(self):
        """Is a constraint broken: a fixed task that would have to wait, a late date that is passed?"""
        for t in self.tasks:
            if t is self.moved and not self.own:
                continue
            c = t.cal
            if t.must in ("start-on", "finish-on"):
                self.broken |= c.work(self.bound[t]) > c.work(self.start[t]) or (t is self.moved and self.at > self.fixed(t))
            elif t.must == "start-no-later":
                self.broken |= self.start[t] > c.first_minute(t.on)
            elif t.must == "finish-no-later":
                self.broken |= self.finish[t] > c.last_minute(t.on)

    def fixed(self, t):
        c = t.cal
        return c.first_minute(t.on) if t.must == "start-on" else c.start(c.work(c.last_minute(t.on)) - t.length)


def t_work(t, run):
    return t.cal.work(run.finish[t]) - t.cal.work(run.start[t])


def round_half(n):
    """A hundredth of n, halves away from zero."""
    return (abs(n) + 50) // 100 * (1 if n >= 0 else -1)


START_MINUTE = day_number(START) * DAY


def moved_to(t, run, by):
    """The instant at which t starts when it starts so many working minutes later."""
    count = t.cal.work(run.start[t]) + by
    return t.cal.finish(count) if t.kind == "milestone" else t.cal.start(count)


def judge(calendars, tasks, rows):
    """What differs, as text."""
    run, wrong = Run(tasks), []
    for t in tasks:
        row = rows["T-%d" % t.i]
        if (row["start"], row["finish"]) != (iso(run.start[t]), iso(run.finish[t])):
            wrong.append("T-%d: %s to %s; reference %s to %s" % (t.i, row["start"], row["finish"], iso(run.start[t]), iso(run.finish[t])))
    # Where something is broken already slack is negative; a summary starts with its first part, so the others'
    # slack depends on which that is; a percentage of a summary is of its length as planned, which changes here.
    whole = any(p.kind == "summary" and (type_[0] == "S" or kind == "%") for t in tasks for p, type_, kind, _ in t.links)
    if wrong or run.broken or whole:
        return wrong, False
    for t in tasks:
        row = rows["T-%d" % t.i]
        if row["critical"] != (row["slack_minutes"] <= 0):
            wrong.append("T-%d: critical is not slack" % t.i)
        if t.kind == "summary":
            continue
        for key, free in (("slack_minutes", False), ("free_slack_minutes", True)):
            def holds(by):
                other = Run(tasks, t, moved_to(t, run, by), own=not free) if by > 0 else run
                still = all(other.start[o] == run.start[o] and other.finish[o] == run.finish[o]
                            for o in tasks if o is not t and o is not t.parent)
                return not other.broken and other.end <= run.end and (still or not free)
            if row[key] < 0 or not holds(row[key]) or holds(row[key] + 1):
                wrong.append("T-%d: %s is %d" % (t.i, key, row[key]))
    return wrong, True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", required=True)
    parser.add_argument("--work", required=True)
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    failed = slacks = 0
    for n in range(args.seed, args.seed + args.count):
        calendars, tasks = make(random.Random(n))
        path = os.path.join(args.work, "reference-%d.xml" % n)
        write(calendars, tasks, path)
        out = subprocess.run([args.program, "schedule", "--to", "json", path], capture_output=True, text=True)
        if out.returncode != 0:
            wrong, whole = ["exit code %d: %s" % (out.returncode, out.stderr)], False
        else:
            wrong, whole = judge(calendars, tasks, {t["id"]: t for t in json.loads(out.stdout)["tasks"]})
        slacks += whole
        if wrong:
            failed += 1
            print("%s (seed %d):\n  %s" % (path, n, "\n  ".join(wrong[:6])))
        else:
            os.unlink(path)
    print("%d random schedules, %d with slack: %d differ from the reference" % (args.count, slacks, failed))
    return failed > 0


sys.exit(main())
