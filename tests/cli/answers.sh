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

# An old plan and a new one that differ by sed expressions.
revised() {
	cp "$top/tests/rules/right.xml" old.xml
	sed "$@" old.xml > new.xml
}
test_diff() {
	revised -e 's/duration="4w"/duration="5w"/' -e 's/target="60" by/target="65" by/'
	run 0 diff old.xml new.xml
	out_has "^PAP-7  1.0 → 1.0$"
	out_has "^modified   T-2 'Run the pilot'$"
	out_has "^             duration: 4w → 5w$"
	out_has "^             finish: 2026-04-27 → 2026-05-04 (+7 days)$"
	out_has "^moved      M-1 'Pilot decision'$"
	out_has "^             date: 2026-04-29 → 2026-05-06 (+7 days)$"
	out_has "^The changes are major: a target changed (ME-1).$"
	out_has "^To sign again: Maja Lind (prepare), Chidi Okafor (concur), Elena Ruiz (approve).$"
	run 0 diff --json old.xml new.xml
	python3 - << 'PY' || fail "not the object it should be"
import json
o = json.load(open("out"))
i = {i["id"]: i for i in o["items"]}
assert o["class"] == "major" and o["sign_again"] == ["p-lind", "p-okafor", "p-ruiz"], o
assert i["T-2"]["fields"] == [{"name": "duration", "old": "4w", "new": "5w"}] and i["T-2"]["days"] == 7, i
assert i["M-1"]["what"] == "moved" and i["ME-1"]["class"] == "major", i
PY
}
test_diff_of_nothing() {
	revised -e 's/<!-- A plan that is right/<!-- The same plan/' -e 's/  <sponsor/<sponsor/' -e 's/percent="100"/percent="99"/'
	run 0 diff old.xml new.xml
	out_has '^Nothing that is signed has changed.$'
}
test_diff_classes() {
	revised -e 's/Make inspections find defects/Inspections that find defects/'
	run 0 diff old.xml new.xml
	out_has '^The changes are editorial: '
	out_has '^To sign again: Chidi Okafor (concur).$'
	revised -e 's/units="50"/units="40"/'
	run 0 diff old.xml new.xml
	out_has '^The changes are minor: '
	out_has '^To sign again: Maja Lind (prepare), Chidi Okafor (concur).$'
	revised -e 's/<pilot id="PIL-1"/<pilot id="PIL-2"/' -e 's/for="PIL-1"/for="PIL-2"/'
	run 0 diff old.xml new.xml
	out_has '^added      PIL-2$'
	out_has '^removed    PIL-1$'
}
test_against() {
	revised -e 's/duration="4w"/duration="19d"/'
	run 1 check --gate approval --against old.xml --today 2026-05-30 --format short new.xml
	out_has 'error: .*the revision is 1.0 still \[PP812\]$'
	out_has "warning: T-2 'Run the pilot' was modified, .* \[PP815\]$"
	run 1 check --gate approval --against old.xml --today 2026-05-30 new.xml
	out_has "fix: put in '<change mark=\"M\" at=\"T-2\">T-2 'Run the pilot' was modified.</change>' at new.xml:"
	revised -e 's/duration="4w"/duration="19d"/' -e 's/id="PAP-7" revision="1.0"/id="PAP-7" revision="1.1"/' \
		-e 's|</revisions>|<revision n="1.1" on="2026-05-29" by="p-lind" class="editorial" trigger="slip"><summary>Shorter.</summary><change mark="M" at="T-2">Shorter.</change></revision></revisions>|'
	run 1 check --gate approval --against old.xml --today 2026-05-30 --format short new.xml
	out_has "error: revision 1.1 is declared 'editorial'; its changes are 'minor': .* \[PP813\]$"
	out_lacks PP812
	out_lacks PP815
	run 1 check --gate approval --against old.xml --today 2026-05-30 new.xml
	out_has "^fix: write 'minor' instead of 'editorial' at new.xml:"
	sed -i 's/class="editorial"/class="minor"/' new.xml
	run 0 check --gate approval --against old.xml --today 2026-05-30 --format short new.xml
	out_lacks PP81
}
test_against_records() {
	revised -e 's/>Too long.</>Much too long.</' -e '/<signature of="SG-2"/d'
	run 1 check --gate review --against old.xml --today 2026-05-30 --format short new.xml
	out_has 'error: the comment CM-1 was altered since revision 1.0 was issued \[PP816\]$'
	out_has 'error: the signature of p-okafor under revision 1.0 was removed since .* \[PP816\]$'
	revised -e 's/<risk id="R-1"/<risk id="R-9"/' -e 's/of="R-1"/of="R-9"/' -e 's/id="SH-2"/id="R-1"/'
	run 1 check --gate approval --against old.xml --today 2026-05-30 --format short new.xml
	out_has "error: 'R-1' is a stakeholder now; in the earlier revision it was 'risk' \[PP105\]$"
}
# Not the day of an evaluation verifies a finding but its result, and evidence.
test_finding_is_verified_by_a_result() {
	state_of_f1() {
		sed "$@" "$top/tests/rules/right.xml" > plan.xml
		run 0 resolve --today 2027-06-01 plan.xml
		sed -n 's/.*<finding id="F-1".*f:state="\([a-z-]*\)".*/\1/p' out
	}
	[ "$(state_of_f1 -e '')" = verified ] || fail 'effective, with evidence'
	[ "$(state_of_f1 -e '/<result/d')" = implemented ] || fail 'the day has passed, and no result'
	[ "$(state_of_f1 -e 's/is="effective"/is="partly-effective"/')" = implemented ] || fail 'partly'
	[ "$(state_of_f1 -e 's/at="F-1" href/at="SG-1" href/')" = implemented ] || fail 'no evidence'
	[ "$(state_of_f1 -e 's/at="F-1" href/at="A-3" href/')" = verified ] || fail 'evidence of an action'
}
test_plans_together() {
	cp "$top/tests/rules/right.xml" one.xml
	sed -e 's/id="PAP-7"/id="PAP-8"/' -e 's/"Maja Lind"/"Ada King"/' one.xml > two.xml
	run 0 check --gate review --today 2026-05-30 --format short one.xml two.xml
	out_has "one.xml.*'Inspection procedure' (in PAP-8) is changed by another open plan too \[PP215\]$"
	run 0 check --gate review --today 2026-05-30 --format short one.xml
	out_lacks PP215
	sed -e 's/allocation="50"/allocation="60"/' two.xml > three.xml
	run 0 check --gate review --today 2026-05-30 --format short one.xml three.xml
	out_has 'Wei Tan is allocated to teams with 110 % .* \[PP410\]$'
	out_lacks 'Ada King is allocated'
}
test_profile_rule_that_fails() {
	cat > org.xml << 'XML'
<profile xmlns="urn:planpress:org:1">
  <rule code="ORG2" title="calls what is not there" draft="warning" xmlns="urn:planpress:rules:1">
    <check context="/p:plan" test="pp:no-such-function(.)"><says>never said</says></check>
  </rule>
</profile>
XML
	run 2 check --profile org.xml --gate draft --format short "$samples/peer-reviews.xml"
	out_has 'org.xml:3: .*ORG2 cannot be evaluated.* \[PP021\]$'
	out_lacks 'never said'
	[ "$(grep -c PP021 out)" = 1 ] || fail "the rule is reported more than once"
}
# The same person in two plans: the weeks hold the work of both.
test_schedule_load_over_plans() {
	cp "$samples/peer-reviews.xml" a.xml
	sed 's/id="PAP-2026-03"/id="PAP-2026-99"/' a.xml > b.xml
	run 0 schedule --load a.xml
	out_has '^Chidi Okafor  2026-W12  2026-03-16      480      2400    20  T-1$'
	run 0 schedule --load a.xml b.xml
	out_has '^Chidi Okafor  2026-W12  2026-03-16      960      2400    40  '
	[ "$(grep -c 'Chidi Okafor  2026-W12' out)" = 1 ] || fail 'somebody is told twice'
	run 0 schedule --load --to csv a.xml b.xml
	out_has '^p-okafor,Chidi Okafor,2026-W12,2026-03-16,960,2400,40,'
	run 0 schedule --load --to json a.xml b.xml
	python3 -c 'import json,sys; rows = json.load(open("out")); assert [r["minutes"] for r in rows if r["who"] == "p-okafor" and r["week"] == "2026-W12"] == [960]' || fail 'not the JSON'
	run 2 schedule a.xml b.xml
	err_has 'several plans have a load together'
}
