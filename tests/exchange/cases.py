#!/usr/bin/python3
"""What import and export must do, case by case.  The first are the public defects of other programs
that the domain research lists: each has its test here, named by its number.

usage: cases.py --program PROGRAM --samples DIR [--saved DIR] [NAME]      only cases whose name holds NAME
"""
import argparse
import csv
import glob
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

NS = "{http://schemas.microsoft.com/project}"
P = "{urn:planpress:plan:1}"
ARGS = None
DAY = [("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")]


# ---- making MSPDI ----

def week(days=(2, 3, 4, 5, 6), times=None):
    """WeekDays; times: those of the working days."""
    text = "<WeekDays>"
    for day in range(1, 8):
        text += "<WeekDay><DayType>%d</DayType><DayWorking>%d</DayWorking>" % (day, day in days)
        if day in days:
            text += "<WorkingTimes>%s</WorkingTimes>" % "".join(
                "<WorkingTime><FromTime>%s</FromTime><ToTime>%s</ToTime></WorkingTime>" % t for t in times or DAY)
        text += "</WeekDay>"
    return text + "</WeekDays>"


def calendar(uid, name, inner=None, base=-1):
    return ("<Calendar><UID>%d</UID><Name>%s</Name><IsBaseCalendar>%d</IsBaseCalendar><BaseCalendarUID>%d"
            "</BaseCalendarUID>%s</Calendar>" % (uid, name, base < 0, base, week() if inner is None else inner))


def exception(start, end, working=0, rest="<Type>1</Type>", name="Off"):
    return ("<Exception><EnteredByOccurrences>0</EnteredByOccurrences><TimePeriod><FromDate>%sT00:00:00</FromDate>"
            "<ToDate>%sT23:59:00</ToDate></TimePeriod><Name>%s</Name>%s<DayWorking>%d</DayWorking></Exception>"
            % (start, end, name, rest, working))


def link(uid, kind=1, lag=0, unit=7):
    return ("<PredecessorLink><PredecessorUID>%s</PredecessorUID><Type>%d</Type><CrossProject>0</CrossProject>"
            "<LinkLag>%d</LinkLag><LagFormat>%d</LagFormat></PredecessorLink>" % (uid, kind, lag, unit))


def task(uid, name, hours=8, level=1, start=None, finish=None, rest="", head="", unit=7):
    dates = ("<Start>%s</Start><Finish>%s</Finish>" % (start, finish)) if start else ""
    return ("<Task><UID>%d</UID><ID>%d</ID><Name>%s</Name>%s<OutlineLevel>%d</OutlineLevel>%s<Duration>PT%dH0M0S"
            "</Duration><DurationFormat>%d</DurationFormat><Milestone>%d</Milestone>%s</Task>"
            % (uid, uid, name, head, level, dates, hours, unit, hours == 0, rest))


def project(tasks, calendars=None, resources="", assignments="", head="", start="2026-03-16T08:00:00", fields=""):
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="http://schemas.microsoft.com/project">'
            "<SaveVersion>14</SaveVersion><Name>case</Name>%s<StartDate>%s</StartDate><CalendarUID>1</CalendarUID>%s"
            "<Calendars>%s</Calendars>\n<Tasks>%s</Tasks><Resources>%s</Resources><Assignments>%s</Assignments>"
            "</Project>" % (head, start, fields, calendars or calendar(1, "Standard"), "\n".join(tasks), resources,
                            assignments))


def resource(uid, name, rest=""):
    return "<Resource><UID>%d</UID><ID>%d</ID><Name>%s</Name><Type>1</Type>%s</Resource>" % (uid, uid, name, rest)


def assignment(uid, of, who, rest="<Units>1</Units>"):
    return ("<Assignment><UID>%d</UID><TaskUID>%d</TaskUID><ResourceUID>%d</ResourceUID>%s</Assignment>"
            % (uid, of, who, rest))


# ---- running ----

class Failed(Exception):
    pass


def check(truth, *what):
    if not truth:
        raise Failed(" ".join(str(w) for w in what))


def run(code, *args):
    env = dict(os.environ, SOURCE_DATE_EPOCH="1780000000")
    answer = subprocess.run([ARGS.program, *args], capture_output=True, text=True, env=env, check=False)
    check(answer.returncode == code, args, "ended with", answer.returncode, "not", code, "\n", answer.stderr[:2000])
    return answer


def write(name, text):
    with open(name, "w", encoding="utf-8", newline="") as f:
        f.write(text)


def load(text, code=0, kind="mspdi"):
    """The messages, and the schedule by id, of an imported text."""
    write("in." + kind, text)
    answer = run(code, "import", kind, "in." + kind, "-o", "plan.xml", "--format", "short", "-v")
    if not os.path.exists("plan.xml"):
        return answer.stderr, None
    checked = run(0, "check", "--gate", "draft", "--format", "short", "plan.xml")
    check(": error: " not in checked.stdout, checked.stdout)
    return answer.stderr, schedule("plan.xml")


def schedule(path):
    tasks = json.loads(run(0, "schedule", "--to", "json", path).stdout)["tasks"]
    return {t["id"]: t for t in tasks}


def out(path, name="out.xml"):
    run(0, "export", "mspdi", path, "-o", name)
    return ET.parse(name).getroot()


def tasks_of(root):
    return {t.findtext(NS + "Name"): t for t in root.iter(NS + "Task")}


def sample(name):
    return os.path.join(ARGS.samples, name + ".xml")


# ---- the public defects ----

def test_ganttproject_394_tasks_keep_their_days():
    root = out(sample("peer-reviews"))
    starts = {t.findtext(NS + "Start") for t in root.iter(NS + "Task")}
    check(len(starts) > 5, "all tasks start together:", starts)


def test_ganttproject_1139_chain_without_constraints():
    """Dates come from links and calendars, not from the start of the project."""
    text = project([task(1, "A", 40), task(2, "B", 16, rest=link(1)), task(3, "C", 8, rest=link(2, 3, 4800))])
    said, plan = load(text)
    check([plan[i]["start"] for i in ("T-1", "T-2", "T-3")] ==
          ["2026-03-16T08:00", "2026-03-23T08:00", "2026-03-24T08:00"], plan)


def test_ganttproject_433_links_survive_a_chain():
    out(sample("everything"), "a.xml")
    run(0, "import", "mspdi", "a.xml", "-o", "b.xml")
    out("b.xml", "c.xml")
    first, last = (sorted(re.findall(r"<PredecessorUID>.*?</LagFormat>", open(n).read().replace("\n", "")))
                   for n in ("a.xml", "c.xml"))
    check(first == last and len(first) > 5, first, last)


def test_ganttproject_833_reads_its_own_export():
    for name in ("smallest", "peer-reviews", "everything", "world", "measurement", "pruefverfahren"):
        out(sample(name))
        run(0, "import", "mspdi", "out.xml", "-o", "again.xml")


def test_ganttproject_1203_milestones_do_not_end_before_they_start():
    for name in ("peer-reviews", "everything"):
        for t in out(sample(name)).iter(NS + "Task"):
            check(t.findtext(NS + "Start") <= t.findtext(NS + "Finish"), ET.tostring(t))
            if t.findtext(NS + "Milestone") == "1":
                check(t.findtext(NS + "Start") == t.findtext(NS + "Finish"), ET.tostring(t))


def test_ganttproject_1299_start_on_a_day_off():
    off = week() + "<Exceptions>%s</Exceptions>" % exception("2026-03-16", "2026-03-17")
    constraint = "<ConstraintType>2</ConstraintType><ConstraintDate>2026-03-21T08:00:00</ConstraintDate>"
    said, plan = load(project([task(1, "A"), task(2, "B", rest=constraint)], calendar(1, "Standard", off)))
    check(plan["T-1"]["start"] == "2026-03-18T08:00", plan)
    check(plan["T-2"]["start"] == "2026-03-23T08:00", plan)
    out("plan.xml")


def test_ganttproject_2809_calendars_have_names():
    for name in ("peer-reviews", "everything", "world"):
        root = out(sample(name))
        names = {}
        for c in root.iter(NS + "Calendar"):
            check((c.findtext(NS + "Name") or "").strip() != "", ET.tostring(c))
            if c.findtext(NS + "IsBaseCalendar") == "1":
                check(c.findtext(NS + "Name") not in names, "two calendars of one name")
                names[c.findtext(NS + "Name")] = c.findtext(NS + "UID")
        uids = {c.findtext(NS + "UID") for c in root.iter(NS + "Calendar")}
        for used in list(root.iter(NS + "CalendarUID")) + list(root.iter(NS + "BaseCalendarUID")):
            check(used.text == "-1" or used.text in uids, "no calendar has the UID", used.text)


def test_ganttproject_1602_negative_lags():
    said, plan = load(project([task(1, "A", 40), task(2, "B", 16, rest=link(1, 1, -9600)),
                               task(3, "C", 16, rest=link(1, 1, -50, 19))]))
    check(plan["T-2"]["start"] == "2026-03-19T08:00", plan["T-2"])
    check(plan["T-3"]["start"] == "2026-03-18T13:00", plan["T-3"])
    lags = [e.text for e in out("plan.xml").iter(NS + "LinkLag")]
    check(lags == ["-9600", "-50"], lags)


def test_ganttproject_870_a_loop_is_named():
    text = project([task(1, "First", rest=link(2)), task(2, "Second", rest=link(1))])
    said, plan = load(text, 1)
    check(plan is None and "PPE07" in said and "'First'" in said and "'Second'" in said, said)
    check(re.search(r"in\.mspdi:\d+:\d+: error", said), said)


def test_ganttproject_975_a_loop_by_a_summary_is_named():
    said, plan = load(project([task(1, "Stage", level=1, rest=link(3)), task(2, "Part", level=2),
                               task(3, "Next", rest=link(2))]), 1)
    check("PPE07" in said and "'Stage'" in said and "'Next'" in said, said)
    said, plan = load(project([task(1, "Stage"), task(2, "Part", level=2, rest=link(1))]), 1)
    check("PPE09" in said and "'Part'" in said, said)


def test_bryntum_10090_task_calendars_whatever_their_uids():
    """Calendars may stand in any order; those of tasks are base calendars and beat people's."""
    four = week((2, 3, 4, 5))
    calendars = calendar(9, "Anna", "", base=3) + calendar(3, "Four days", four) + calendar(1, "Standard")
    text = project([task(1, "A", 40, rest="<CalendarUID>3</CalendarUID><IgnoreResourceCalendar>1"
                                          "</IgnoreResourceCalendar>"), task(2, "B", 40)], calendars)
    said, plan = load(text)
    check(plan["T-1"]["finish"] == "2026-03-23T17:00" and plan["T-2"]["finish"] == "2026-03-20T17:00", plan)
    root = out("plan.xml")
    base = {c.findtext(NS + "UID") for c in root.iter(NS + "Calendar") if c.findtext(NS + "IsBaseCalendar") == "1"}
    for t in root.iter(NS + "Task"):
        uid = t.findtext(NS + "CalendarUID")
        check(uid == "-1" or (uid in base and t.findtext(NS + "IgnoreResourceCalendar") == "1"), uid)


def test_jquerygantt_93_uid_0_is_the_project():
    said, plan = load(project([task(0, "The project", 16, 0), task(1, "A"), task(2, "B", rest=link(1))]))
    check(list(plan) == ["T-1", "T-2"], plan)
    # A task that is numbered 0 but stands among the tasks is a task.
    said, plan = load(project([task(0, "A", 8, 1), task(1, "B", rest=link(0))]))
    check(len(plan) == 2 and plan["T-1"]["start"] == "2026-03-17T08:00", plan)
    first = next(out(sample("smallest")).iter(NS + "Task"))
    check(first.findtext(NS + "UID") == "0" and first.findtext(NS + "OutlineLevel") == "0", "no project summary")


def test_jquerygantt_93_dates_with_z():
    said, plan = load(project([task(1, "A", 8, 1, "2026-03-16T08:00:00Z", "2026-03-16T17:00:00.000Z")],
                              start="2026-03-16T08:00:00Z"))
    check("PPE20" not in said and "time zones (3)" in said, said)


def test_mpxj_707_units_of_lags():
    """LinkLag is in tenths of minutes whatever the format; only percentages are themselves."""
    said, plan = load(project([task(1, "A"), task(2, "hours", rest=link(1, 1, 2400, 5)),
                               task(3, "days", rest=link(1, 1, 4800, 7)), task(4, "weeks", rest=link(1, 1, 24000, 9)),
                               task(5, "elapsed", rest=link(1, 1, 14400, 8)), task(6, "percent", rest=link(1, 1, 50, 19)),
                               task(7, "months", rest=link(1, 1, 96000, 11))]))
    starts = [plan["T-%d" % i]["start"] for i in range(2, 8)]
    check(starts == ["2026-03-17T13:00", "2026-03-18T08:00", "2026-03-24T08:00", "2026-03-18T08:00",
                     "2026-03-17T13:00", "2026-04-14T08:00"], starts)
    lags = re.findall(r'lag="(.*?)"', open("plan.xml").read())
    check(lags == ["+4h", "+1d", "+1w", "+1ed", "+50%", "+20d"], lags)


# ---- import ----

def test_ids_are_the_same_each_time():
    text = project([task(7, "A"), task(3, "Ready", 0), task(5, "B")],
                   resources=resource(4, "Ann Ø. Lee"), assignments=assignment(1, 7, 4))
    load(text)
    first = open("plan.xml").read()
    check('id="T-7"' in first and 'id="M-3"' in first and 'id="p-ann-lee"' in first, first)
    load(text)
    check(open("plan.xml").read() == first, "the second import differs")


def test_calendars():
    """Weeks that differ, exceptions that come round, hours of the day, people's own days."""
    inner = week() + ("<Exceptions>%s%s</Exceptions><WorkWeeks><WorkWeek><TimePeriod><FromDate>2026-04-06T00:00:00"
                      "</FromDate><ToDate>2026-04-10T23:59:00</ToDate></TimePeriod><Name>Short</Name><WeekDays>"
                      "<WeekDay><DayType>6</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></WorkWeek>"
                      "</WorkWeeks>" % (
                          exception("2026-03-16", "2026-04-30", rest="<Type>6</Type><Period>2</Period>"
                                    "<DaysOfWeek>2</DaysOfWeek>", name="Off"),
                          exception("2026-03-21", "2026-03-21", 1)))
    late = calendar(2, "Late", week(times=[("09:00:00", "13:00:00"), ("14:00:00", "18:00:00")]))
    night = calendar(3, "24 Hours", week(range(1, 8), [("00:00:00", "00:00:00")]))
    own = calendar(4, "Ann", "<Exceptions>%s</Exceptions>" % exception("2026-03-18", "2026-03-18"), base=1)
    said, plan = load(project(
        [task(1, "A", 40), task(2, "B", 8, rest="<CalendarUID>2</CalendarUID>"),
         task(3, "C", 48, rest="<CalendarUID>3</CalendarUID>"), task(4, "D", 24)],
        calendar(1, "Standard", inner) + late + night + own,
        resource(1, "Ann", "<CalendarUID>4</CalendarUID>"), assignment(1, 4, 1)))
    check(plan["T-1"]["start"] == "2026-03-17T08:00" and plan["T-1"]["finish"] == "2026-03-21T17:00", plan["T-1"])
    check(plan["T-2"]["start"] == "2026-03-16T09:00" and plan["T-2"]["finish"] == "2026-03-16T18:00", plan["T-2"])
    check(plan["T-3"]["finish"] == "2026-03-17T24:00", plan["T-3"])
    check(plan["T-4"]["finish"] == "2026-03-20T17:00", plan["T-4"])
    text = open("plan.xml").read()
    check('<off from="2026-04-10" name="Short"/>' in text and '<off from="2026-03-30" name="Off"/>' in text, text)
    check('times="09:00-13:00 14:00-18:00"' in text, text)


def test_old_calendars():
    """Days off as files before 2007 have them: a weekday of type 0 with a period."""
    days = week().replace("</WeekDays>", "<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod>"
                          "<FromDate>2026-03-17T00:00:00</FromDate><ToDate>2026-03-18T23:59:00</ToDate></TimePeriod>"
                          "</WeekDay></WeekDays>")
    said, plan = load(project([task(1, "A", 16)], calendar(1, "Standard", days)))
    check(plan["T-1"]["finish"] == "2026-03-19T17:00", plan)


def test_hours_that_a_plan_cannot_hold_are_counted():
    friday = week().replace("<DayType>6</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>"
                            "08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime><WorkingTime>",
                            "<DayType>6</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime>")
    said, plan = load(project([task(1, "A", 40, 1, "2026-03-16T08:00:00", "2026-03-23T12:00:00")],
                              calendar(1, "Standard", friday)))
    check("weekdays with hours of their own (1)" in said, said)
    check("PPE20" in said and "'A' finishes 2026-03-20 17:00 here, 2026-03-23 12:00 in the file" in said, said)


def test_manual_tasks_are_fixed():
    said, plan = load(project([task(1, "A", head="<Manual>1</Manual>", start="2026-03-20T08:00:00",
                                    finish="2026-03-20T17:00:00")]))
    check(plan["T-1"]["start"] == "2026-03-20T08:00" and "PPE12" in said and "by hand" in said, said)


def test_what_has_begun_stays_where_it_began():
    started = "<ActualStart>2026-03-19T08:00:00</ActualStart><PercentComplete>20</PercentComplete>"
    text = project([task(1, "A", 16, 1, "2026-03-19T08:00:00", "2026-03-20T17:00:00",
                         "<PercentComplete>20</PercentComplete><ActualStart>2026-03-19T08:00:00</ActualStart>"),
                    task(2, "B", 8, 1, "2026-03-23T08:00:00", "2026-03-23T17:00:00", link(1)),
                    task(3, "C", 8, 1, "2026-03-18T08:00:00", "2026-03-18T17:00:00",
                         "<LevelingDelay>9600</LevelingDelay>")])
    said, plan = load(text)
    check(started and "PPE20" not in said and said.count("PPE12") == 1 and said.count("PPE13") == 1, said)
    check('<progress of="T-1" percent="20" started="2026-03-19"/>' in open("plan.xml").read(), "no progress")


def test_dates_that_differ_are_told_with_the_reason():
    said, plan = load(project([task(1, "A", 8, 1, "2026-03-18T08:00:00", "2026-03-18T17:00:00"),
                               task(2, "B", 8, 1, "2026-03-19T08:00:00", "2026-03-19T17:00:00", link(1)),
                               task(3, "C", 8, 1, "2026-03-16T10:00:00", "2026-03-17T10:00:00",
                                    "<ConstraintType>4</ConstraintType><ConstraintDate>2026-03-16T10:00:00"
                                    "</ConstraintDate>")]))
    check("'A' starts 2026-03-16 08:00 here, 2026-03-18 08:00 in the file: the file does not say why" in said, said)
    check("'B' starts" in said and "it waits for 'A', whose dates differ" in said, said)
    check("'C' starts" in said and "its constraint has a time of day" in said, said)


def test_what_is_lost_is_counted():
    said, plan = load(project(
        [task(1, "A", rest="<FixedCost>5</FixedCost>", head="<Active>1</Active>"),
         task(2, "B", rest="<Cost>7</Cost>"), task(3, "Off", head="<Active>0</Active>"),
         task(4, "C", rest=link(3) + "<Weird>1</Weird>"), task(5, "D", rest="<Cost>7</Cost><Priority>900</Priority>")],
        resources=resource(1, "Ann", "<MaxUnits>0.5</MaxUnits>") + resource(2, "Steel").replace("<Type>1", "<Type>0"),
        assignments=assignment(1, 1, 1, "<Units>2</Units>") + assignment(2, 1, 2) + assignment(3, 2, -65535)))
    for what in ("fixed costs of tasks (1)", "costs of tasks (2)", "inactive tasks (1)", "unknown elements 'Weird' (1)",
                 "links to tasks that are left out (1)", "limits of people's units (1)", "priorities (1)",
                 "materials and cost resources (1)", "assignments of materials, costs and nobody (1)",
                 "units above 100 % or of parts of a per cent (1)"):
        check("not carried: " + what in said, what, "in", said)
    check("PPE10" in said and "PPE11" in said, said)


def test_what_is_lost_of_calendars_and_roles_is_counted():
    period = "<TimePeriod><FromDate>%s</FromDate><ToDate>%s</ToDate></TimePeriod>"
    weeks = ("<WorkWeeks><WorkWeek>" + period + "<WeekDays><WeekDay><DayType>0</DayType><DayWorking>0</DayWorking>"
             + period + "</WeekDay></WeekDays></WorkWeek></WorkWeeks>") % (
                 "2026-03-16", "2026-03-20", "2026-03-17", "2026-03-17")
    said, plan = load(project([task(1, "A")], calendar(1, "Standard", week() + weeks)
                              + calendar(2, "Nights", week(times=[("20:00:00", "23:00:00")])),
                              resource(1, "Reader", "<EmailAddress>r@example.org</EmailAddress><CalendarUID>2"
                                       "</CalendarUID><IsGeneric>1</IsGeneric>")))
    for what in ("periods within differing weeks (1)", "calendars of roles (1)", "groups and addresses of roles (1)"):
        check("not carried: " + what in said, what, "in", said)
    said, plan = load(project([task(1, "A")], calendar(1, "Standard", week(times=[("8 am", "noon"), ("", "")]))), 1)
    check(said.count("PPE04") == 5 and "a working time" in said, said)


def test_baselines_and_deadlines():
    def baseline(n, start, finish):
        return ("<Baseline><Number>%d</Number><Start>%s</Start><Finish>%s</Finish></Baseline>" % (n, start, finish))
    said, plan = load(project([task(1, "A", rest="<Deadline>2026-04-01T17:00:00</Deadline>" + baseline(
        0, "2026-03-17T08:00:00", "2026-03-18T17:00:00") + baseline(2, "2026-03-16T08:00:00", "2026-03-16T17:00:00"))]))
    text = open("plan.xml").read()
    check('deadline="2026-04-01"' in text, text)
    first, last = text.index('start="2026-03-16" finish="2026-03-16"'), text.index('start="2026-03-17" finish="2026-03-18"')
    check(first < last, "the last baseline is not number 0")
    check(plan["T-1"]["slip_days"] is not None, plan)


def test_summaries_and_levels():
    said, plan = load(project([task(1, "Stage", 99, 1), task(2, "Part", 8, 2), task(3, "Deep", 8, 9),
                               task(4, "After", 8, 1, rest=link(1))]))
    check(plan["T-1"]["kind"] == "summary" and plan["T-2"]["kind"] == "summary", plan)
    check(plan["T-4"]["start"] == "2026-03-17T08:00", plan)


def test_broken_files():
    said, plan = load("<Project xmlns='http://schemas.microsoft.com/project'><Tasks><Task>", 3)
    check("PPB14" in said, said)
    said, plan = load("<html/>", 3)
    check("PPE01" in said, said)
    said, plan = load("<APIBusinessObjects/>", 3)
    check("PPE01" in said, said)
    said, plan = load('<!DOCTYPE Project [<!ENTITY a SYSTEM "/etc/passwd">]><Project xmlns="http://schemas.microsoft.com/'
                      'project"><Name>&a;</Name></Project>', 3)
    check("root:" not in said, said)
    said, plan = load(project([task(1, "A")]).replace("http://schemas.microsoft.com/project", "urn:other"))
    check("PPE02" in said and len(plan) == 1, said)
    said, plan = load(project([]))
    check("PPE03" in said and len(plan) == 1, said)


def test_wrong_values_are_left_out():
    text = project([task(1, "A", rest=link(99) + link("x")), task(1, "Twin"), task(
        3, "B", rest="<ConstraintType>17</ConstraintType><PercentComplete>1e9</PercentComplete>")],
                   assignments=assignment(1, 1, 7), resources=resource(1, "Ann"))
    text = text.replace("<Duration>PT8H0M0S", "<Duration>eight hours", 1)
    said, plan = load(text, 1)
    check(re.search(r"in\.mspdi:3:\d+: error: 'eight hours' of 'Duration' is not a length", said), said)
    check("'17' of 'ConstraintType' is not" in said and "UID -1" not in said, said)
    check("PPE04" in said and "PPE05" in said and said.count("PPE06") >= 2, said)
    check({"M-1", "T-1", "T-3"} == set(plan), plan)
    many = project([task(i, "A", rest="<Deadline>soon</Deadline>") for i in range(1, 200)])
    said, plan = load(many, 1)
    check("149 more values" in said and said.count("PPE04") == 51, said)


def test_a_plan_that_cannot_be_is_told():
    said, plan = load(project([task(1, "A", 8, rest="<ConstraintType>2</ConstraintType><ConstraintDate>"
                                                    "9999-12-31T08:00:00</ConstraintDate>"),
                               task(2, "B", 80, rest=link(1))]), 1)
    check(plan is None and "PPE08" in said and re.search(r"in\.mspdi:\d+", said), said)


# ---- export ----

def test_own_fields_carry_the_ids():
    root = out(sample("peer-reviews"))
    values = {a.findtext(NS + "Value") for t in root.iter(NS + "Task") for a in t.iter(NS + "ExtendedAttribute")}
    check({"T-1", "M-1", "A-2", "IMP-1", "improvement", "action pilot"} < values, values)
    run(0, "import", "mspdi", "out.xml", "-o", "again.xml")
    check(set(schedule("again.xml")) == set(schedule(sample("peer-reviews"))), "other ids")


def test_text30_of_others_is_not_an_id():
    fields = ("<ExtendedAttributes><ExtendedAttribute><FieldID>188744016</FieldID><FieldName>Text30</FieldName>"
              "<Alias>Cost centre</Alias></ExtendedAttribute></ExtendedAttributes>")
    said, plan = load(project([task(1, "A", rest="<ExtendedAttribute><FieldID>188744016</FieldID><Value>C12</Value>"
                                                 "</ExtendedAttribute>")], fields=fields))
    check("T-1" in plan and "values of the field 'Cost centre' (1)" in said, said)


def test_the_same_bytes_each_time():
    for kind in ("mspdi", "csv", "ics", "json"):
        first = run(0, "export", kind, sample("everything")).stdout
        check(first == run(0, "export", kind, sample("everything")).stdout and first, kind)


def test_json_is_the_schedule():
    check(run(0, "export", "json", sample("everything")).stdout ==
          run(0, "schedule", "--to", "json", sample("everything")).stdout, "another object")


def test_ics():
    run(0, "export", "ics", sample("world"), "-o", "out.ics")
    raw = open("out.ics", "rb").read()
    lines = raw.split(b"\r\n")
    check(b"\n" not in raw.replace(b"\r\n", b""), "a line end that is not CR LF")
    check(all(len(line) <= 75 for line in lines), "a line beyond 75 octets")
    for line in lines:
        line.decode("utf-8")
    text = raw.replace(b"\r\n ", b"").decode("utf-8")
    plan = schedule(sample("world"))
    leaves = [t for t in plan.values() if t["kind"] == "task"]
    stones = [t for t in plan.values() if t["kind"] == "milestone"]
    check(text.count("BEGIN:VTODO") == len(leaves) and text.count("BEGIN:VEVENT") == len(stones), text)
    uids = re.findall(r"UID:(.*)\r", text)
    check(len(set(uids)) == len(uids) == len(leaves) + len(stones), uids)
    for part in ("VTODO", "VEVENT", "VALARM", "VCALENDAR"):
        check(text.count("BEGIN:" + part + "\r\n") == text.count("END:" + part + "\r\n"), part)
    check(text.count("DTSTAMP:") == len(uids), "not each has a stamp")
    check(re.search(r"SUMMARY:[^\r]*[^\\],", text) is None, "a comma that is not escaped")
    due = re.findall(r"BEGIN:VTODO.*?DTSTART:(\S+)\r\n(?:DUE:(\S+)\r\n)?", text, re.S)
    check(all(not end or start < end for start, end in due), due)


def test_csv():
    text = run(0, "export", "csv", sample("everything")).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    plan = schedule(sample("everything"))
    check(rows[0]["kind"] == "project" and len(rows) > len(plan), rows[0])
    for row in rows:
        if row["id"] in plan:
            check(row["start"] == plan[row["id"]]["start"].replace("T", " "), row)
    run(0, "export", "csv", "--separator", "semicolon", "--bom", sample("everything"), "-o", "out.csv")
    raw = open("out.csv", "rb").read()
    check(raw.startswith(b"\xef\xbb\xbfid;kind;level;") and b"\r\n" in raw, raw[:40])
    run(2, "export", "csv", "--separator", "pipe", sample("everything"))
    write("formula.xml", open(sample("peer-reviews")).read().replace('name="Train reviewers"', 'name="=SUM(A1)"'))
    check("\"'=SUM(A1)\"" in run(0, "export", "csv", "formula.xml").stdout, "a formula")


def test_csv_comes_back():
    """A plan without holidays has the same dates again; ids, links, people, constraints anyway."""
    plan = open(sample("peer-reviews")).read()
    plan = re.sub(r"<off .*?/>", "", plan)
    write("plain.xml", plan)
    run(0, "export", "csv", "plain.xml", "-o", "a.csv")
    answer = run(0, "import", "csv", "a.csv", "-o", "b.xml", "--format", "short")
    check("PPE20" not in answer.stderr, answer.stderr)
    run(0, "export", "csv", "b.xml", "-o", "c.csv")
    check(open("a.csv").read() == open("c.csv").read(), "the second table differs")


def test_csv_by_hand():
    said, plan = load("Name;Duration;After;Who;Id\nDraft;5d;;Ann Lee 50%;T-1\nAgree;2d;T-1 FS +1d;;T-2\n"
                      "\"Done; at last\";;T-2;;\n", kind="csv")
    check(plan["T-2"]["finish"].startswith("20") and len(plan) == 3, plan)
    check('name="Done; at last"' in open("plan.xml").read() and 'units="50"' in open("plan.xml").read(), "lost")


def test_csv_what_is_lost_is_counted():
    said, plan = load("id,name,kind,level,must,on,deadline\nI,Imp,improvement,1,,,\nW,Act,action paint,2,,,\n"
                      "T-1,A,,3,alap,2026-03-16,2026-03-17T12:00:00Z\n,,task,1,,,\nT-2,B,,3,,,,more\n,,,,,,\n",
                      kind="csv")
    for what in ("time zones (1)", "days of constraints that have none (1)", "rows without a name and an id (1)",
                 "cells beyond the last column (1)", "kinds of actions that a plan does not know (1)"):
        check("not carried: " + what in said, what, "in", said)
    check(set(plan) == {"T-1", "T-2"}, plan)


def test_csv_mistakes():
    said, plan = load("id,kind\nT-1,task\n", 3, "csv")
    check("PPE30" in said, said)
    said, plan = load('name\n"Draft', 3, "csv")
    check("PPE32" in said, said)
    said, plan = load("id,name,duration,after,colour\nT-1,A,5 days,,red\nT-1,B,1d,,\n3x,C,1d,T-9,\nT-4,D,1d,T-1 XX,\n"
                      "T-5,E,1d,T-9,\n", 1, "csv")
    for code in ("PPE04", "PPE31", "PPE33", "PPE34"):
        check(code in said, code, said)
    check(set(plan) == {"T-1", "T-4", "T-5"}, plan)


def test_usage():
    run(2, "import", "mpp", "x")
    run(2, "export", "mpp", sample("smallest"))
    run(3, "import", "mspdi", "no-such-file.xml")


# ---- into a plan ----

def unsigned(name="peer-reviews"):
    """A copy of a sample that nobody has signed, as plan.xml; its text."""
    text = re.sub(r"\n *<signature .*?(/>|</signature>)", "", open(sample(name)).read(), flags=re.S)
    write("plan.xml", text)
    return text


def test_merging_what_is_the_same_changes_no_byte():
    for name in ("peer-reviews", "everything", "world"):
        text = unsigned(name)
        out("plan.xml")
        action = re.search(r'<action id="(.*?)"', text).group(1)
        run(0, "import", "mspdi", "out.xml", "--into", "plan.xml", "--action", action)
        check(open("plan.xml").read() == text, name, "was changed")


def test_merging_by_id():
    text = unsigned()
    out("plan.xml")
    file = open("out.xml").read()
    # T-1 takes 20 days, T-2 waits two days more, M-1 has another deadline, T-3 another name.
    begin, end = file.index("<Name>Draft procedure"), file.index("<Name>Peer review the draft")
    file = file[:begin] + file[begin:end].replace("<Duration>PT120H", "<Duration>PT160H", 1) + file[end:]
    file = file.replace("<LinkLag>0</LinkLag>", "<LinkLag>9600</LinkLag>", 1)
    file = file.replace("<Name>Run the pilot</Name>", "<Name>Run a long pilot</Name>")
    new = task(900, "A new step", 16, 3, rest=link(3)).replace("<Duration>", "<Duration>", 1)
    file = file.replace("</Tasks>", task(901, "Stage", 8, 1) + task(902, "Part of it", 8, 2) + "</Tasks>")
    at = file.index("<Task>", file.index("<Name>Procedure 5.0 baselined"))
    file = file[:at] + new + file[at:]
    write("changed.xml", file)
    answer = run(0, "import", "mspdi", "changed.xml", "--into", "plan.xml", "--action", "A-1")
    merged = open("plan.xml").read()
    check('duration="20d"' in merged and 'lag="+2d"' in merged and 'name="Run a long pilot"' in merged, merged)
    check('name="A new step" duration="2d"' in merged and "T-902" in merged, merged)
    check("'T-1': duration 20d" in answer.stderr and "is new: A new step" in answer.stderr, answer.stderr)
    gone = [line for line in text.splitlines() if line not in merged.splitlines()]
    check(len(gone) == 3, "lines that went:", gone)
    plan = schedule("plan.xml")
    check(plan["T-900"]["start"] == "2026-04-15T08:00" and plan["T-901"]["kind"] == "summary", plan)
    again = run(0, "import", "mspdi", "changed.xml", "--into", "plan.xml", "--action", "A-1")
    check(open("plan.xml").read() == merged, "the second merge changed something", again.stderr)


def test_merging_takes_links_away_and_tells_what_is_missing():
    unsigned()
    out("plan.xml")
    file = open("out.xml").read()
    file = re.sub(r"<PredecessorLink>.*?</PredecessorLink>\s*", "", file, count=1, flags=re.S)
    begin = file.rindex("<Task>", 0, file.index("<Name>Procedure 5.0 baselined"))
    uid = re.search(r"<UID>(\d+)</UID>", file[begin:]).group(1)
    file = file[:begin] + file[file.index("</Task>", begin) + 7:]
    file = re.sub(r"<PredecessorLink>\s*<PredecessorUID>%s<.*?</PredecessorLink>\s*" % uid, "", file, flags=re.S)
    write("changed.xml", file)
    answer = run(0, "import", "mspdi", "changed.xml", "--into", "plan.xml", "--action", "A-1", "--format", "short")
    merged = open("plan.xml").read()
    check('<after task="T-1"/>' not in merged and '<after task="M-1"/>' not in merged, merged)
    check("PPE40" in answer.stderr and "'M-1'" in answer.stderr and 'id="M-1"' in merged, answer.stderr)


def test_progress_only():
    text = unsigned()
    out("plan.xml")
    file = open("out.xml").read()
    begin = file.index("<Name>Peer review the draft")
    file = file[:begin] + file[begin:].replace(
        "<PercentComplete>0</PercentComplete>", "<PercentComplete>40</PercentComplete><ActualStart>2026-04-09T08:00:00"
        "</ActualStart>", 1).replace("<Duration>PT40H", "<Duration>PT80H", 1)
    write("changed.xml", file)
    run(0, "import", "mspdi", "changed.xml", "--into", "plan.xml", "--progress-only")
    merged = open("plan.xml").read()
    check(re.search(r'<progress of="T-2" percent="40" started="2026-04-09"', merged), merged)
    check(merged.count("\n") - text.count("\n") <= 1 and 'duration="10d"' not in merged.split('id="T-2"')[1][:60], merged)
    dry = run(0, "import", "mspdi", "out.xml", "--into", "plan.xml", "--progress-only", "--dry-run").stdout
    check("T-2" in dry and open("plan.xml").read() == merged, dry)


def test_merging_leaves_what_is_signed():
    write("plan.xml", open(sample("pruefverfahren")).read())
    out("plan.xml")
    file = open("out.xml").read().replace("<Duration>PT", "<Duration>PT1", 40)
    write("changed.xml", file)
    before = open("plan.xml").read()
    action = re.search(r'<action id="(.*?)"', before).group(1)
    run(5, "import", "mspdi", "changed.xml", "--into", "plan.xml", "--action", action)
    check(open("plan.xml").read() == before, "a signed plan was changed")


def test_ids_made_here_take_nobody_s_place():
    unsigned()
    write("other.xml", project([task(1, "Something else", 8), task(2, "More", 8, rest=link(1))]))
    run(0, "import", "mspdi", "other.xml", "--into", "plan.xml", "--action", "A-2")
    merged = open("plan.xml").read()
    check('id="T-1.file" name="Something else"' in merged and 'id="T-1" name="Draft procedure' in merged, merged)
    run(0, "import", "mspdi", "other.xml", "--into", "plan.xml", "--action", "A-2")
    check(open("plan.xml").read() == merged, "the second merge changed something")


def test_merging_usage():
    unsigned()
    write("f.xml", project([task(1, "A")]))
    run(2, "import", "mspdi", "f.xml", "--into", "plan.xml")
    run(2, "import", "mspdi", "f.xml", "--action", "A-1")
    answer = run(2, "import", "mspdi", "f.xml", "--into", "plan.xml", "--action", "A-99", "--format", "short")
    check("PPE41" in answer.stderr, answer.stderr)


# ---- files that Microsoft Project saved ----

def test_saved_files():
    if ARGS.saved is None or not os.path.isdir(ARGS.saved):
        print("SKIPPED: no files saved by Microsoft Project at ../shared/mspdi")
        return
    files = sorted(glob.glob(os.path.join(ARGS.saved, "*-mspdi.xml")))
    check(len(files) > 0, "no files")
    for path in files:
        answer = run(0, "import", "mspdi", path, "-o", "plan.xml", "--format", "short")
        check("PPE20" not in answer.stderr, path, answer.stderr)
        checked = run(0, "check", "--gate", "draft", "--format", "short", "plan.xml")
        check(": error: " not in checked.stdout, path, checked.stdout)
        plan, file = schedule("plan.xml"), ET.parse(path).getroot()
        for t in file.iter(NS + "Task"):
            if t.findtext(NS + "OutlineLevel") == "0":
                continue
            mine = plan["T-" + t.findtext(NS + "UID")]
            for name, key in (("Start", "start"), ("Finish", "finish")):
                check(t.findtext(NS + name)[:16] == mine[key], path, mine)


def test_saved_exceptions():
    """The days written out for old programs are those that the rules give."""
    name = "calendar-recurring-exceptions-project2010-mspdi.xml"
    if ARGS.saved is None or not os.path.isdir(ARGS.saved):
        print("SKIPPED: no files saved by Microsoft Project at ../shared/mspdi")
        return
    path = os.path.join(ARGS.saved, name)
    run(0, "import", "mspdi", path, "-o", "plan.xml")
    days = []
    for element in ET.parse("plan.xml").getroot().iter(P + "calendar"):
        days += [(e.tag == P + "on", e.get("from"), e.get("to") or e.get("from")) for e in element]
    wanted = [(d.findtext(NS + "DayWorking") == "1", d.find(".//" + NS + "FromDate").text[:10],
               d.find(".//" + NS + "ToDate").text[:10]) for d in ET.parse(path).getroot().iter(NS + "WeekDay")
              if d.findtext(NS + "DayType") == "0"]
    check(set(split(days)) == set(split(wanted)), sorted(set(split(days)) ^ set(split(wanted)))[:5])


def split(periods):
    import datetime
    for on, start, end in periods:
        day, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
        while day <= last:
            yield on, day
            day += datetime.timedelta(1)


def main():
    global ARGS
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--samples", required=True)
    parser.add_argument("--saved")
    parser.add_argument("name", nargs="?", default="")
    ARGS = parser.parse_args()
    ARGS.program, ARGS.samples = os.path.abspath(ARGS.program), os.path.abspath(ARGS.samples)
    failed = passed = 0
    for name, case in sorted(globals().items()):
        if not name.startswith("test_") or ARGS.name not in name:
            continue
        here = os.getcwd()
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                case()
                passed += 1
            except Failed as e:
                print("exchange: %s: %s" % (name, e))
                failed += 1
            finally:
                os.chdir(here)
    print("exchange: %d cases passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
