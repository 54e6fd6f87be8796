# status, schedule: answers about a plan.

test_status_lines() {
	run 0 status --today 2026-05-29 "$samples/peer-reviews.xml" "$samples/pruefverfahren.xml"
	out_has '^PAP-2026-03  1.1  draft  [0-9]* %, 1 late  2026-03-13 to 2026-07-15 (forecast 20'
	out_has '^MP-2026-04  1.0  approved '
	[ "$(wc -l < out)" = 2 ] || fail "not a line a plan"
}
test_status_json() {
	run 0 status --json --today 2026-05-29 "$samples/peer-reviews.xml"
	python3 - << 'PY' || fail "not the object it should be"
import json
o = json.load(open("out"))
assert (o["plan"], o["revision"], o["state"]) == ("PAP-2026-03", "1.1", "draft"), o
assert len(o["digest"]) == 64 and len(o["signatories"]) == 4, o
assert [s["id"] for s in o["signatories"] if not s["required"]] == ["SG-3"], o
PY
}
test_status_of_a_plan_in_error() {
	run 1 status "$samples/broken/cycle.xml" "$samples/smallest.xml"
	err_has PP501
	out_has '^PAP-1  1.0  draft'
}
test_schedule_table() {
	run 0 schedule "$samples/peer-reviews.xml"
	out_has '^WBS  *Id  *Name  *Start  *Finish  *Days  *Slack  *Critical  *Driver  *Who$'
	out_has '^1.3.2  T-5  Switch projects over  *2026-06-18  2026-07-15  *20  *0  yes  *T-4  *p-okafor$'
}
test_schedule_json() {
	run 0 schedule --to json "$samples/peer-reviews.xml"
	python3 - << 'PY' || fail "not the object it should be"
import json
o = json.load(open("out"))
assert (o["plan"], o["revision"], o["start"], o["finish"]) == ("PAP-2026-03", "1.1", "2026-03-13", "2026-07-15"), o
t = {t["id"]: t for t in o["tasks"]}
assert list(t) == ["T-1", "T-2", "M-1", "T-3", "M-2", "T-4", "T-5", "M-0"], list(t)
assert t["T-5"]["start"] == "2026-06-18T08:00" and t["T-5"]["finish"] == "2026-07-15T17:00", t["T-5"]
assert t["T-5"]["slack_minutes"] == 0 and t["T-5"]["critical"] is True and t["T-5"]["driver"] == "T-4", t["T-5"]
assert t["M-2"]["kind"] == "milestone" and t["M-2"]["free_slack_minutes"] == 0, t["M-2"]
PY
}
test_schedule_csv() {
	run 0 schedule --to csv -o s.csv "$samples/peer-reviews.xml"
	python3 - << 'PY' || fail "not the rows it should be"
import csv
rows = list(csv.DictReader(open("s.csv", newline="")))
assert len(rows) == 8 and rows[3]["id"] == "T-3" and rows[3]["minutes"] == "14400", rows[3]
PY
	run 2 schedule --to pdf "$samples/peer-reviews.xml"
	err_has 'table, json or csv'
}
test_schedule_csv_holds_no_formula() {
	sed 's/name="Train reviewers"/name="=SUM(A1)"/' "$samples/peer-reviews.xml" > formula.xml
	run 0 schedule --to csv formula.xml
	out_has "\"'=SUM(A1)\""
}
test_schedule_why() {
	run 0 schedule --why T-5 "$samples/peer-reviews.xml"
	out_has "^T-5 'Switch projects over' ends on 15 Jul 2026: 20 working days from 18 Jun 2026.$"
	out_has "waits for T-4 'Train reviewers' (SS+5d), which starts on 11 Jun 2026.$"
	out_has "^T-1 .* starts with the plan, on 16 Mar 2026.$"
	out_has "^It is critical"
	run 0 schedule --why T-1 "$samples/peer-reviews.xml"
	out_has '2 days off fall in between'
	run 2 schedule --why T-55 "$samples/peer-reviews.xml"
	err_has PP524
	err_has "did you mean 'T-5'"
}
test_gates() {
	run 1 check --gate approval --today 2026-05-29 --format short "$samples/peer-reviews.xml"
	out_has 'error: .* \[PP412\]$'
	run 0 check --gate draft --today 2026-05-29 --format short "$samples/peer-reviews.xml"
	run 1 check --gate draft --fail-level warning --today 2026-05-29 "$samples/peer-reviews.xml"
	run 2 check --gate gold "$samples/peer-reviews.xml"
	err_has 'draft, review, approval'
}
test_profile() {
	cat > org.xml << 'XML'
<profile xmlns="urn:planpress:org:1">
  <severity rule="PP412" approval="off"/>
  <limit name="task-days" value="40"/>
  <id-pattern for="risk" matches="RISK-[0-9]+"/>
  <rule code="ORG1" title="the plan has a subtitle" draft="warning" approval="error" xmlns="urn:planpress:rules:1">
    <check context="/p:plan/p:head" test="p:subtitle"><says>{p:title} has no subtitle</says></check>
    <why>Our registers print it.</why>
  </rule>
</profile>
XML
	run 1 check --profile org.xml --gate approval --today 2026-05-29 --format short "$samples/peer-reviews.xml"
	out_lacks PP412
	out_lacks PP510
	out_has 'warning: .*R-1.* \[PP110\]$'
	out_has 'error: Make peer reviews find defects early has no subtitle \[ORG1\]$'
	run 0 explain --profile org.xml ORG1
	out_has 'Our registers print it'
	sed -i 's/test="p:subtitle"/test="p:subtitle["/' org.xml
	run 2 check --profile org.xml "$samples/peer-reviews.xml"
	out_has 'org.xml:6:.*'
	out_has PP020
	echo '<profile xmlns="urn:planpress:org:1"><severity rule="PP101" draft="off"/></profile>' > org.xml
	run 2 check --profile org.xml --format short "$samples/peer-reviews.xml"
	out_has 'org.xml:1:.*severity is fixed'
}
