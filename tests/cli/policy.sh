# The organization's profile: sign-off policies, who signs again after which change.

# profile ELEMENT...: the organization's profile org.xml
profile() {
	printf '<profile xmlns="urn:planpress:org:1">\n%s\n</profile>\n' "$*" > org.xml
}
# plans NEW-CLASS SED...: old.xml, and new.xml that differs and has a revision 1.1 of this class
plans() {
	class=$1
	shift
	cp "$top/tests/rules/right.xml" old.xml
	sed -e 's/id="PAP-7" revision="1.0"/id="PAP-7" revision="1.1"/' \
		-e "s|</revisions>|<revision n=\"1.1\" on=\"2026-05-29\" by=\"p-lind\" class=\"$class\" trigger=\"slip\"><summary>Changed.</summary><change mark=\"M\" at=\"T-2\">Changed.</change></revision></revisions>|" \
		"$@" old.xml > new.xml
}
signs_again() {
	run 0 diff --profile org.xml old.xml new.xml
	out_has "^To sign again: $1\.$"
}
check_right() {
	"$PLANPRESS" check -q --profile org.xml --gate approval --today 2026-05-30 --format short "${1:-old.xml}" > out 2> err
}

test_profile_catalog_of_a_model() {
	printf '<catalog xmlns="urn:planpress:model:1" model="OWN-1"><practice code="A.1">Own</practice></catalog>\n' > own.xml
	profile '<catalog href="own.xml"/>'
	sed 's/practice="CMMI-DEV-1.3:OPF.SP2.1" process/practice="OWN-1:A.1" process/' "$top/tests/rules/right.xml" > old.xml
	check_right || fail 'the catalog has the practice'
	out_lacks PP213
	sed -i 's/OWN-1:A.1/OWN-1:A.2/' old.xml
	check_right
	out_has 'OWN-1:A.2: the catalog has no such practice \[PP213\]$'
	for code in CMMI-DEV-1.3:OPF.SP9.9 CMMI-3.0:PCM.9.9; do
		sed -i "s/practice=\"[^\"]*\" process/practice=\"$code\" process/" old.xml
		check_right
		out_has "$code: the catalog has no such practice"
	done
}
test_explain_every_code() {
	run 0 explain $(cat "$top"/src/*/diag.def | grep -o '"PP[A-Z]*[0-9]*"' | tr -d '"' | sort -u) \
		$(sed -n 's/.*<rule code="\(PP[0-9]*\)".*/\1/p' "$top/src/plan/rules.xml")
	err_empty
}
test_as_approved() {
	cp "$top/tests/rules/right.xml" plan.xml
	run 0 render --as-approved --today 2026-05-30 -l signoff --to text -o - plan.xml
	sed -i '/<signature of="SG-2"/d' plan.xml
	run 5 render --as-approved --today 2026-05-30 -o out.pdf plan.xml
	err_has "error\[PP807\]: revision 1.0 is not approved: it is 'partly-signed' (waiting for Chidi Okafor)"
	missing out.pdf
	run 0 render --today 2026-05-30 --to text -o - plan.xml
	run 5 batch --as-approved --today 2026-05-30 --to text plan.xml
	run 5 packets --as-approved --today 2026-05-30 plan.xml
	run 0 explain PP807
	out_has 'the signatures, not from the wish'
}
test_profile_drops_topics() {
	python3 - "$top/tests/rules/right.xml" > old.xml << 'PY'
import re, sys
print(re.sub("<procedures>.*</procedures>", "", open(sys.argv[1]).read(), flags=re.S))
PY
	profile
	check_right && fail 'a topic is missing'
	out_has 'topic 4.* \[PP211\]$'
	profile '<drop topic="procedures"/>'
	check_right || fail 'the profile drops it'
	profile '<drop topic="people"/>'
	check_right
	out_has "org.xml:2:14: error: a topic that can be dropped is one of procedures .* \[PP020\]$"
}
test_profile_id_patterns() {
	cp "$top/tests/rules/right.xml" old.xml
	profile '<id-pattern for="plan" matches="PAP-[0-9]{4}-[0-9]+"/><id-pattern for="task" matches="T-[0-9]+"/>'
	check_right
	out_has "the id 'PAP-7' does not fit the organization's pattern for 'plan' \[PP110\]$"
	out_lacks "for 'task'"
	profile '<id-pattern for="tusk" matches="T-[0-9]+"/>'
	check_right
	out_has "'for' names an element that has an id"
	profile '<id-pattern for="task" matches="T-[0-9"/>'
	check_right
	out_has "'matches' is a regular expression"
	err_lacks 'regexp error'
}
test_policy_requirements() {
	plans minor
	profile '<sign-off-policy id="lean"><require capacity="approve" from="sponsor"/></sign-off-policy>'
	check_right || fail 'what is signed by more than must is right'
	out_lacks PP806
	profile '<sign-off-policy id="strict">' \
		'<require capacity="authorize" from="sponsor"/>' \
		'<require capacity="concur" from="resource-provider"/></sign-off-policy>'
	check_right && fail 'nobody authorizes'
	out_has 'the sign-off policy wants the sponsor or the chair of the steering committee to authorize: .* \[PP806\]$'
	out_has 'the sign-off policy wants who provides RS-1 to concur: none of Elena Ruiz .* \[PP806\]$'
}
test_policy_by_name() {
	plans minor
	sed -i 's/<approval>/<approval policy="minor-plan">/' old.xml
	profile '<sign-off-policy id="plan-major"><require capacity="authorize" from="sponsor"/></sign-off-policy>' \
		'<sign-off-policy id="minor-plan"><require capacity="approve" from="body:steering-committee:chair"/></sign-off-policy>'
	check_right || fail 'the policy that the plan names holds'
	sed -i 's/policy="minor-plan"/policy="minor-plam"/' old.xml
	check_right && fail 'there is no such policy'
	out_has "profile has no sign-off policy 'minor-plam'; the usual one is applied \[PP806\]$"
	sed -i 's/ policy="minor-plam"//' old.xml
	check_right && fail 'without a name the first holds'
	out_has 'to authorize: '
}
test_policy_separates_capacities() {
	plans minor
	sed -i 's/who="p-okafor" capacity="concur"/who="p-lind" capacity="concur"/; s/owner="p-okafor">/owner="p-lind">/' old.xml
	profile '<sign-off-policy id="p"><separate capacities="prepare concur"/></sign-off-policy>'
	check_right
	out_has 'Maja Lind signs to prepare and to concur; the sign-off policy keeps these apart \[PP407\]$'
	profile '<sign-off-policy id="p"><separate capacities="concur approve"/></sign-off-policy>'
	check_right
	out_lacks PP407
}
test_policy_who_signs_again() {
	plans minor -e 's/units="50"/units="40"/'
	run 0 diff old.xml new.xml
	out_has '^To sign again: Maja Lind (prepare), Chidi Okafor (concur)\.$'
	out_has '^To be told: Elena Ruiz (approve)\.$'
	profile '<sign-off-policy id="p"><on-change class="minor" again="approve" inform="prepare"/></sign-off-policy>'
	signs_again 'Elena Ruiz (approve)'
	out_has '^To be told: Maja Lind (prepare)\.$'
	run 0 diff --json --profile org.xml old.xml new.xml
	out_has '"sign_again":\["p-ruiz"\],"inform":\["p-lind"\]'
	profile '<sign-off-policy id="p"><on-change class="minor" again="none"/></sign-off-policy>'
	signs_again nobody
	profile '<sign-off-policy id="p"><on-change class="minor" again="all"/></sign-off-policy>'
	signs_again 'Maja Lind (prepare), Chidi Okafor (concur), Elena Ruiz (approve)'
	profile '<sign-off-policy id="p"><on-change class="minor" again="team:lead sponsor"/></sign-off-policy>'
	signs_again 'Maja Lind (prepare), Elena Ruiz (approve)'
	profile '<sign-off-policy id="p"><on-change class="minor" again="process-owner:affected"/></sign-off-policy>'
	signs_again 'Chidi Okafor (concur)'
	profile '<sign-off-policy id="p"><on-change class="minor" again="owner"/></sign-off-policy>'
	signs_again 'Chidi Okafor (concur)'
	# Of another class what is usual holds.
	profile '<sign-off-policy id="p"><on-change class="editorial" again="none"/></sign-off-policy>'
	signs_again 'Maja Lind (prepare), Chidi Okafor (concur)'
}
# The state follows: signatures of 1.0 hold for those whom 1.1 asks nothing of.
test_policy_and_state() {
	plans minor -e 's/units="50"/units="40"/'
	run 0 status --today 2026-05-30 new.xml
	out_has 'approval-lapsed .*revision 1.1 has to be signed again by Maja Lind, Chidi Okafor$'
	profile '<sign-off-policy id="p"><on-change class="minor" again="approve"/></sign-off-policy>'
	run 0 status --profile org.xml --today 2026-05-30 new.xml
	out_has 'approval-lapsed .*revision 1.1 has to be signed again by Elena Ruiz$'
	profile '<sign-off-policy id="p"><on-change class="minor" again="none"/></sign-off-policy>'
	run 0 status --profile org.xml --today 2026-05-30 new.xml
	out_has ' approved '
	profile '<sign-off-policy id="yearly" renew-days="30"/>'
	run 0 status --profile org.xml --today 2026-05-30 old.xml
	out_has "approval-lapsed .*approved more than 30 days ago, and 'yearly' asks to renew it$"
	profile '<sign-off-policy id="yearly" renew-days="365"/>'
	run 0 status --profile org.xml --today 2026-05-30 old.xml
	out_has ' approved '
}
# changes WHEN CLASS SED...: what the policy calls at least major
changes() {
	profile "<sign-off-policy id=\"p\"><at-least class=\"major\" when=\"$1\"/></sign-off-policy>"
	wanted_class=$2
	shift 2
	plans minor "$@"
	run 0 diff --profile org.xml old.xml new.xml
	out_has "^The changes are $wanted_class: "
}
test_policy_raises_classes() {
	# T-3 and the deployment start after T-2: 22 working days instead of 20, and of 29.
	changes 'deploy-start-moved-over 5d' minor -e 's/duration="4w"/duration="22d"/'
	changes 'deploy-start-moved-over 5d' major -e 's/duration="4w"/duration="29d"/'
	out_has "^The changes are major: the policy 'p' says so of deploy-start-moved-over 5d\.$"
	out_has '^To sign again: Maja Lind (prepare), Chidi Okafor (concur), Elena Ruiz (approve)\.$'
	changes 'pilot-end-moved-over 1d' major -e 's/duration="4w"/duration="22d"/'
	changes 'pilot-end-moved-over 2d' minor -e 's/duration="4w"/duration="22d"/'
	changes 'finish-moved-over 1w' minor -e 's/duration="4w"/duration="25d"/'
	changes 'finish-moved-over 1w' major -e 's/duration="4w"/duration="26d"/'
	changes 'milestone-moved-over 3d' major -e 's/duration="4w"/duration="24d"/'
	changes 'pilot-passes-deploy-start' minor -e 's/duration="4w"/duration="5w"/'
	changes 'pilot-passes-deploy-start' major -e 's|<after task="M-1"/><assign who="p-lind"|<after task="M-1" type="SS" lag="-10d"/><assign who="p-lind"|'
	changes 'person-added' major -e 's|<person id="p-tan"|<person id="p-new" name="New"/><person id="p-tan"|'
	changes 'person-removed | task-added' minor -e 's|<person id="p-tan"|<person id="p-new" name="New"/><person id="p-tan"|'
	changes 'person-removed | task-duration-changed' major -e 's/duration="4w"/duration="19d"/'
	changes 'task-effort-changed' minor -e 's/duration="4w"/duration="19d"/'
	changes 'task-changed' major -e 's/duration="4w"/duration="19d"/'
}
# These are major without a policy, so the policy's reason is not told; with one they stay so.
test_policy_never_lowers() {
	changes 'task-added' major -e 's/target="60" by/target="65" by/'
	out_has 'a target changed (ME-1)'
	changes 'objective-target-changed | team-lead-changed' major -e 's/target="60" by/target="65" by/'
}
test_policy_mistakes() {
	cp "$top/tests/rules/right.xml" old.xml
	mistake() {
		profile "<sign-off-policy id=\"p\">$1</sign-off-policy>"
		run 2 check --profile org.xml --format short old.xml
		out_has "org.xml:2:[0-9]*: error: $2 \[PP020\]$"
		run 2 status --profile org.xml old.xml
		err_has PP020
	}
	mistake '<require capacity="sing" from="sponsor"/>' "'sing' is no word of 'capacity'"
	mistake '<require capacity="approve" from="king"/>' "'king' is no word of 'from'"
	mistake '<require from="sponsor"/>' "'require' lacks 'capacity'"
	mistake '<on-change class="initial" again="all"/>' "'initial' is no word of 'class'"
	mistake '<on-change class="minor" again="somebody"/>' "'somebody' is no word of 'again'"
	mistake '<at-least class="major" when="moon-full"/>' "there is no condition 'moon-full'"
	mistake '<at-least class="major" when="finish-moved-over"/>' "'finish-moved-over' is followed by a span such as 15d"
	mistake '<at-least class="major" when="finish-moved-over 3ed"/>' "'finish-moved-over' counts working days: d or w"
	mistake '<at-least class="major" when="task-added 3d"/>' "nothing follows 'task-added'"
	mistake '<at-least class="major" when="task-added | "/>' "a condition is missing beside '|'"
	mistake '<asks/>' 'a sign-off policy holds require, separate, on-change and at-least'
	profile '<sign-off-policy id="p" renew-days="soon"/>'
	run 2 check --profile org.xml --format short old.xml
	out_has "'renew-days' is a number of days"
	run 2 render --profile org.xml old.xml
	err_has PP020
}
