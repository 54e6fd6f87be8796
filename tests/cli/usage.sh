# What the command line understands, and how it answers what it does not.

test_help_names_every_command() {
	run 0 --help
	for c in init check render format batch packets revise baseline sign-record comment progress fmt resolve schema layouts support explain; do
		out_has "^  $c "
	done
	err_empty
	cp out program
	run 0 help
	cmp -s out program || fail "help and --help differ"
	for c in init check render format batch packets revise baseline sign-record comment progress fmt resolve schema layouts support explain; do
		run 0 $c --help
		out_has "^usage: planpress $c"
		out_has '--help'
		err_empty
		run 0 help $c
		out_has "^usage: planpress $c"
	done
}
test_help_lines_fit_a_terminal() {
	for c in init check render format batch packets revise baseline sign-record comment progress fmt resolve schema layouts support explain; do
		run 0 $c --help
		awk 'length > 100 { print; bad = 1 } END { exit bad }' out || fail "$c --help is too wide"
	done
}
test_version() {
	run 0 --version
	out_has '^planpress [0-9]*\.[0-9]*\.[0-9]*$'
}
test_nothing_is_usage() {
	run 2
	err_has '^usage:'
	out_empty
}
test_unknown_command_names_the_nearest() {
	run 2 rendr x.xml
	err_has "did you mean 'render'"
	run 2 frobnicate
	err_has "no command 'frobnicate'"
	err_lacks 'did you mean'
	run 2 --render
	err_has 'a command comes first'
}
test_unknown_option_names_the_nearest() {
	run 2 render --layot plan x.xml
	err_has 'did you mean --layout'
	run 2 render -Z x.xml
	err_has 'unknown option -Z'
	run 2 check --renderer cairo x.xml
	err_has 'check takes no option --renderer'
}
test_option_values_are_checked() {
	run 2 check --format yaml x.xml
	err_has 'human, short, json, github, sarif or junit'
	run 2 check --fail-level note x.xml
	run 2 check --color blue x.xml
	run 2 check --today tomorrow x.xml
	err_has 'not .tomorrow.'
	run 2 render --to docx x.xml
	err_has 'pdf, png, svg'
	run 2 render --renderer gdi x.xml
	err_has 'cairo, haru'
	run 2 render --renderer haru --to png x.xml
	err_has 'haru does not write png'
	run 2 render --dpi 0 x.xml
	run 2 render --dpi nan x.xml
	run 2 render --param paper x.xml
	err_has 'NAME=VALUE'
	run 2 render -l plan,,gantt x.xml
	run 2 render --metrics afm x.xml
	run 2 batch -j 0 x.xml
	run 2 render --help=yes x.xml
	err_has 'takes no value'
	run 2 render x.xml --layout
	err_has 'needs a value'
}
test_operands_are_counted() {
	run 2 check
	err_has 'check needs PLAN'
	run 2 render a.xml b.xml
	err_has 'b.xml'
	run 2 schema x
	run 2 check - -
	err_has 'only once'
}
test_forms_of_options() {
	cp "$samples/smallest.xml" ./-odd.xml
	run 0 check -q -- -odd.xml
	run 0 check --format=short "$samples/smallest.xml" -q
	run 0 render -qlgantt --to=fo -oout.fo "$samples/smallest.xml"
	[ -s out.fo ] || fail 'no out.fo'
	run 0 render -q -l gantt -o - --to fo "$samples/smallest.xml"
	cmp -s out out.fo || fail 'the two forms differ'
}
test_bad_source_date_epoch_is_usage() {
	SOURCE_DATE_EPOCH=soon run 2 check "$samples/smallest.xml"
	err_has SOURCE_DATE_EPOCH
}
test_colour() {
	run 3 check --color=always missing.xml
	out_has "$(printf '\033')\\[1;31mfatal"
	run 3 check missing.xml
	out_lacks "$(printf '\033')"
	NO_COLOR=1 run 3 check missing.xml
	out_lacks "$(printf '\033')"
}
test_explain() {
	run 0 explain PP102 ppl01
	out_lacks "{1}"
	out_has '^PP102 (error)'
	out_has '^PPL01 '
	# what only a mistake of our own could bring about
	run 0 explain PPX03 PPX21
	out_has 'exit code 70'
	run 2 explain PP10
	err_has 'did you mean'
}
# A code that cannot be explained would be a riddle.
test_every_code_is_explained() {
	codes=$(sed -n 's/^DIAG([A-Z0-9_]*, *"\([A-Z0-9]*\)".*/\1/p' "$top"/src/*/diag.def | sort -u)
	[ "$(echo "$codes" | wc -l)" -gt 60 ] || fail 'too few codes found'
	for code in $codes; do
		run 0 explain "$code"
		out_has "^$code "
	done
}
test_answers() {
	run 0 layouts
	for l in plan gantt signoff comment-form packet; do out_has "^$l"; done
	run 0 layouts --json
	out_has '^{"name":"plan",'
	run 0 support
	out_has '^fo:block  '
	run 0 support --markdown
	out_has '^| `fo:block` | '
	run 0 schema
	out_has '<xs:schema'
	run 0 schema -o plan.xsd
	cmp -s plan.xsd "$top/src/plan/plan.xsd" || fail 'not the schema of the source'
}
test_failing_standard_output_is_told() {
	[ -c /dev/full ] || skip 'no /dev/full'
	"$PLANPRESS" --help > /dev/full 2> err
	[ $? -eq 4 ] || fail 'exit code is not 4'
	err_has 'No space left'
	"$PLANPRESS" schema > /dev/full 2> err
	[ $? -eq 4 ] || fail 'exit code of schema is not 4'
	err_has 'cannot write standard output'
}
# The manual names every command and option, and no others.
test_manual_is_complete() {
	manual=$top/src/cli/planpress.1
	sed -n 's/^[A-Z]*([A-Z_]*, "\([^"]*\)".*/\1/p' "$top/src/cli/option.def" "$top/src/cli/field.def" | sort -u > options
	sed -n 's/^\.It.* Fl Fl \([a-z0-9-]*\).*/\1/p' "$manual" | sort -u > told
	diff options told > difference || fail "options: $(cat difference)"
	for c in $(sed -n 's/^COMMAND([A-Z_]*, "\([^"]*\)".*/\1/p' "$top/src/cli/command.def"); do
		grep -q "^\.It Cm $c\$" "$manual" || fail "the manual lacks $c"
		grep -q "^\.Cm $c\$" "$manual" || fail "the synopsis lacks $c"
	done
	for to in pdf png svg fo areas text trace; do
		grep -q -- "--to.* $to\|Fl Fl to Ar.*$to" "$manual" || fail "the manual lacks --to $to"
	done
}
