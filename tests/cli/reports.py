#!/usr/bin/env python3
"""Are reports what their readers take?

usage: reports.py sarif|junit|github FILE
SARIF: the rules of the 2.1.0 schema and of the standard's text that a log of ours can break.  JUnit:
what Jenkins' and GitLab's readers ask for.  GitHub: workflow commands.  Prints what is wrong.
"""
import re, sys, xml.etree.ElementTree as ElementTree
import json
from urllib.parse import urlsplit

wrong = []


def need(ok, what):
    if not ok:
        wrong.append(what)


# == SARIF: member → (type, required, allowed) of the objects that occur ==

TEXT = {"text": str}
OBJECTS = {
    "log": {"$schema": str, "version!": str, "runs!": ["run"]},
    "run": {"tool!": "tool", "results": ["result"], "columnKind": str},
    "tool": {"driver!": "driver"},
    "driver": {"name!": str, "version": str, "rules": ["rule"]},
    "rule": {"id!": str, "shortDescription": "text", "fullDescription": "text", "help": "text",
             "defaultConfiguration": "configuration"},
    "configuration": {"level": str},
    "text": {"text!": str},
    "result": {"ruleId": str, "ruleIndex": int, "level": str, "message!": "text", "locations": ["location"],
               "relatedLocations": ["location"], "fixes": ["fix"], "properties": dict},
    "location": {"id": int, "physicalLocation": "physical", "logicalLocations": ["logical"], "message": "text"},
    "physical": {"artifactLocation!": "artifact", "region": "region"},
    "artifact": {"uri!": str},
    "logical": {"fullyQualifiedName": str, "kind": str},
    "region": {"startLine!": int, "startColumn": int, "endColumn": int},
    "fix": {"description": "text", "artifactChanges!": ["change"]},
    "change": {"artifactLocation!": "artifact", "replacements!": ["replacement"]},
    "replacement": {"deletedRegion!": "region", "insertedContent": "text"},
}
LEVELS = {"none", "note", "warning", "error"}


def check_uri(uri, at):
    need(re.fullmatch(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-F]{2})+", uri), "%s: no URI: %s" % (at, uri))
    parts = urlsplit(uri)
    need(parts.scheme in ("", "file"), "%s: the path begins with a scheme: %s" % (at, uri))
    need(parts.scheme != "file" or uri.startswith("file:///"), "%s: a file URI without its path: %s" % (at, uri))


def check(value, kind, at):
    """A value against its type; a type by name is an object."""
    if isinstance(kind, list):
        need(isinstance(value, list), "%s is no array" % at)
        for i, one in enumerate(value):
            check(one, kind[0], "%s[%d]" % (at, i))
        return
    if not isinstance(kind, str):
        need(type(value) is kind, "%s is no %s" % (at, kind.__name__))
        return
    members = {name.rstrip("!"): (t, name.endswith("!")) for name, t in OBJECTS[kind].items()}
    for name, (_, required) in members.items():
        need(not required or name in value, "%s lacks %s" % (at, name))
    for name, one in value.items():
        need(name in members, "%s has an unknown member %s" % (at, name))
        if name in members:
            check(one, members[name][0], at + "." + name)
    if "level" in value:
        need(value["level"] in LEVELS, "%s: level %s" % (at, value["level"]))
    if kind == "region":
        need(value["startLine"] >= 1 and value.get("startColumn", 1) >= 1, "%s counts from 0" % at)
        need(value.get("endColumn", 1) >= value.get("startColumn", 1), "%s ends before it starts" % at)
    if kind == "artifact":
        check_uri(value["uri"], at)
    if kind == "text":
        need(value["text"] != "", "%s is empty" % at) if "insertedContent" not in at else None


def check_sarif(path):
    log = json.load(open(path, encoding="utf-8"))
    check(log, "log", "log")
    need(log["version"] == "2.1.0", "version %s" % log["version"])
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        ids = [rule["id"] for rule in rules]
        need(len(set(ids)) == len(ids), "a rule stands twice")
        need(run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints"), "columnKind")
        for i, result in enumerate(run["results"]):
            at = "result %d" % i
            need(0 <= result["ruleIndex"] < len(rules), "%s: ruleIndex" % at)
            need(ids[result["ruleIndex"]] == result["ruleId"], "%s: ruleIndex is not that of ruleId" % at)
            related = [l["id"] for l in result.get("relatedLocations", [])]
            need(len(set(related)) == len(related), "%s: ids of related locations" % at)
            for fix in result.get("fixes", []):
                need(fix["artifactChanges"], "%s: a fix without a change" % at)
                for change in fix["artifactChanges"]:
                    need(change["replacements"], "%s: a change without a replacement" % at)
        unused = set(ids) - {r["ruleId"] for r in run["results"]}
        need(not unused, "rules that no result names: %s" % unused)


def check_junit(path):
    root = ElementTree.parse(path).getroot()
    need(root.tag == "testsuites", "root %s" % root.tag)
    for suite in root:
        cases = suite.findall("testcase")
        need(suite.tag == "testsuite" and suite.get("name"), "a suite without name")
        need(len(cases) == len(suite) > 0, "a suite holds cases")
        for count, found in (("tests", len(cases)), ("failures", len(suite.findall("testcase/failure"))),
                             ("errors", len(suite.findall("testcase/error"))), ("skipped", 0)):
            need(suite.get(count) == str(found), "%s: %s=%s" % (suite.get("name"), count, suite.get(count)))
        names = [case.get("name") for case in cases]
        need(all(names) and all(case.get("classname") for case in cases), "a case without name or class")
        need(len(set(names)) == len(names), "two cases of one name: only one would be shown")
        for case in cases:
            need(len(case) <= 1 and all(c.tag in ("failure", "error", "system-out") for c in case), "result of a case")
            need(all(c.get("message") and c.get("type") for c in case if c.tag != "system-out"), "failure without message")
            need(case.get("line") is None or int(case.get("line")) > 0, "line")


def check_github(path):
    for line in open(path, encoding="utf-8", newline="\n"):
        ok = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^,:]*,)*\w+=[^,:]*)::([^\r\n]+)\n", line)
        need(ok, "no command: " + line)
        for part in ok.groups()[1:] if ok else ():
            need(not re.search(r"%(?!25|0D|0A|3A|2C)", part), "a bare per cent: " + line)


{"sarif": check_sarif, "junit": check_junit, "github": check_github}[sys.argv[1]](sys.argv[2])
for what in wrong:
    print(what)
sys.exit(bool(wrong))
