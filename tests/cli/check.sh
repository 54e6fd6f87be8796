# check, resolve: findings, formats, exit codes, inputs that are none.

test_samples_are_clean() {
	run 0 check "$samples"/*.xml
	out_lacks 'error: '
}
test_many_plans_the_worst_code() {
	run 3 check "$samples/smallest.xml" "$samples/broken/cycle.xml" "$samples/broken/empty.xml"
	out_has PP501
	out_has PPB10
	err_has 'smallest.xml: [0-9]* warnings$'
	run 1 check "$samples/broken/cycle.xml" "$samples/smallest.xml"
}
test_quiet_leaves_the_findings() {
	run 1 check -q "$samples/broken/cycle.xml"
	out_has PP501
	err_empty
}
test_formats() {
	run 1 check "$samples/broken/cycle.xml"
	out_has '^error\[PP501\]: '
	out_has '^ *--> .*cycle.xml:[0-9]*:[0-9]*$'
	out_has '^ *| *^'
	run 1 check --format short "$samples/broken/cycle.xml"
	out_has '^[^ ]*cycle.xml:[0-9]*:[0-9]*: error: .* \[PP501\]$'
	run 1 check --format json "$samples/broken/cycle.xml"
	out_has '^{"code":"PP501","severity":"error","file":'
	[ "$(wc -l < out)" -eq 1 ] || fail 'not one object a line'
	python3 -c 'import json, sys; [json.loads(l) for l in open("out")]' || fail 'not JSON'
}
# reports FORMAT CODE ARGUMENT...: check's report is what its readers take
reports() {
	format=$1
	shift
	run "$@" --format "$format"
	python3 "$cases/reports.py" "$format" out || fail "no $format"
}
test_reports_are_whole() {
	cp "$samples/smallest.xml" 'a plan: 50 %, "näher" & <so>.xml'
	for format in sarif junit github; do
		reports $format 3 check "$samples"/*.xml "$samples"/broken/*.xml *.xml no-such.xml
		reports $format 0 check --gate draft "$samples/smallest.xml"
	done
	reports sarif 3 check -q /dev/null
	run 0 check --format junit --gate tracking --today 2026-05-30 "$top/tests/rules/right.xml"
	out_has 'name="nothing to find"'
	python3 "$cases/reports.py" junit out || fail 'no junit'
}
test_report_of_a_fix() {
	sed 's/<owner who="[^"]*"/<owner who="p-bop"/' "$samples/smallest.xml" > plan.xml
	run 1 check --format sarif plan.xml
	out_has '"fixes":.*"deletedRegion":{"startLine":[0-9]*,"startColumn":[0-9]*,"endColumn":[0-9]*},"insertedContent":{"text":"p-bob"}'
	run 1 check plan.xml
	out_has "^fix: write 'p-bob' instead of 'p-bop' at plan.xml:"
}
test_junit_fails_as_the_run_does() {
	run 0 check --format junit --gate draft "$samples/smallest.xml"; cp out a
	run 1 check --format junit --gate draft --fail-level warning "$samples/smallest.xml"
	grep -q '<failure' a && fail 'a warning fails'
	out_has '<failure'
}
test_reports_are_made_by_check_alone() {
	run 2 render --format sarif "$samples/smallest.xml"
	err_has 'which check makes'
	run 2 check --format xml "$samples/smallest.xml"
	err_has '--format is human, short, json, github, sarif or junit'
	run 3 status --format github "$samples/broken/empty.xml"
	err_has '^::error '
}
test_colour_on_terminals_only() {
	run 1 check "$samples/broken/cycle.xml"
	grep -q "$(printf '\033')" out && fail 'colour in a file'
	run 1 check --color always "$samples/broken/cycle.xml"
	grep -q "$(printf '\033')" out || fail 'no colour'
	script -qec true /dev/null > tty 2>&1 < /dev/null || skip 'no terminal to try'
	script -qec "$PLANPRESS check -q $samples/broken/cycle.xml" /dev/null > tty < /dev/null
	grep -q "$(printf '\033')\[1;31m" tty || fail 'no colour on a terminal'
	NO_COLOR=1 script -qec "$PLANPRESS check -q $samples/broken/cycle.xml" /dev/null > tty < /dev/null
	grep -q "$(printf '\033')\[1;31m" tty && fail 'colour in spite of NO_COLOR'
	return 0
}
test_standard_input() {
	"$PLANPRESS" check - < "$samples/smallest.xml" > out 2> err || fail "exit code $?"
	"$PLANPRESS" check - < "$samples/broken/not-well-formed.xml" > out 2> err
	[ $? -eq 3 ] || fail 'exit code is not 3'
	out_has '<stdin>:[0-9]*:[0-9]*'
}
test_what_is_no_plan() {
	: > empty.xml
	run 3 check empty.xml
	out_has PPB10
	run 3 check .
	out_has PPB02
	run 3 check no-such.xml
	out_has 'PPB01.*no-such.xml does not exist'
	printf '%%PDF-1.4\n' > x.pdf
	run 3 check x.pdf
	out_has 'PPB11.*PDF'
	head -c 100000 /dev/urandom > noise
	run 3 check noise
	run 3 check /dev/null
	out_has PPB10
}
test_unreadable_file() {
	as_nobody
	cp "$samples/smallest.xml" secret.xml
	chmod 0 secret.xml
	run 3 check secret.xml
	out_has PPB03
}
test_entity_bomb_costs_nothing() {
	grep -q __asan_init "$PLANPRESS" && memory=unlimited || memory=400000
	(ulimit -v $memory && ulimit -t 5 && run 3 check "$samples/broken/entity-bomb.xml" && out_has PPB18) || exit 1
}
test_one_mistake_one_message() {
	for f in "$samples"/broken/*.xml; do
		"$PLANPRESS" check -q --format short "$f" > out 2> err
		status=$?
		case $status in 1 | 3) ;; *) fail "$f: exit code $status" ;; esac
		[ "$(grep -c -E ': (error|fatal): ' out)" -ge 1 ] || fail "$f: nothing is said"
	done
}
test_resolve() {
	run 0 resolve --today 2026-05-29 "$samples/peer-reviews.xml"
	out_has 'urn:planpress:facts:1'
	out_has 'f:digest='
	run 0 resolve --today 2026-05-29 -o facts.xml "$samples/peer-reviews.xml"
	cmp -s out facts.xml && fail 'standard output got it too'
	run 3 resolve "$samples/broken/wrong-root.xml"
	out_empty
}
