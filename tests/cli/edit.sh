# revise, baseline, sign-record, comment, progress: what is written, what is refused, and that nothing else changes.

# lines OLD NEW GONE COME: so many lines went and came, and no other byte changed
lines() {
	gone=$(diff "$1" "$2" | grep -c '^<')
	come=$(diff "$1" "$2" | grep -c '^>')
	[ "$gone $come" = "$3 $4" ] || { diff "$1" "$2" | head -n 12; fail "$gone lines went and $come came, not $3 and $4"; }
}
# a copy of the sample as plan.xml and old.xml
take() { cp "$samples/$1" plan.xml && cp plan.xml old.xml; }
# peer-reviews with an open review of its revision
take_in_review() {
	sed 's,^<approval ,<review id="RV-2" kind="peer" round="2" revision="1.1" opened="2026-06-01" lead="p-lind">\
  <reviewer who="p-tan" state="pending"/>\
  <comment id="CM-7" by="p-bauer" class="major"><says>Why?</says></comment>\
</review>\
&,' "$samples/peer-reviews.xml" > plan.xml
	cp plan.xml old.xml
}
# the same, reviewed: nobody has signed it yet
take_reviewed() {
	take_in_review
	sed -i 's/opened="2026-06-01"/& closed="2026-06-03"/; s/<comment id="CM-7".*//' plan.xml
	cp plan.xml old.xml
}
# all have signed
take_approved() {
	take_reviewed
	run 0 sign-record --role prepare --on 2026-06-04 plan.xml
	run 0 sign-record --role concur --on 2026-06-04 plan.xml
	run 0 sign-record --role approve --on 2026-06-05 plan.xml
	cp plan.xml old.xml
}

test_progress_changes_what_is_there() {
	take peer-reviews.xml
	run 0 progress plan.xml T-3 --percent 80
	err_has '^plan.xml:187: T-3: percent 80 (was 60)$'
	out_empty
	lines old.xml plan.xml 1 1
	grep -q '^  <progress of="T-3" percent="80" started="2026-04-23" state="at-risk">' plan.xml || fail 'not as it should be'
	run 0 progress plan.xml T-3 --state none --note 'Back & <well>'
	grep -q '^  <progress of="T-3" percent="80" started="2026-04-23">Back &amp; &lt;well&gt;</progress>$' plan.xml || fail 'not as it should be'
	no_rest
}
test_progress_adds_what_is_not_there() {
	take peer-reviews.xml
	run 0 progress plan.xml T-4=40 T-5 --started 2026-05-20 --spent 12h --status-date 2026-06-05
	err_has 'plan.xml:2: status date 2026-06-05 (was 2026-05-29)'
	err_has 'T-4: percent 40, started 2026-05-20, spent 12h'
	lines old.xml plan.xml 1 3
	[ "$(diff old.xml plan.xml | sed -n 's/^> *//p' | sed -n 2p)" = '<progress of="T-4" percent="40" started="2026-05-20" spent="12h"/>' ] || fail 'not as it should be'
	run 0 check plan.xml --gate draft -q
	run 0 progress plan.xml --reading ME-1=41.5 --on 2026-05-31
	grep -q '^  <reading of="ME-1" on="2026-05-31" value="41.5"/>$' plan.xml || fail 'no reading'
}
test_progress_makes_the_section() {
	take smallest.xml
	run 0 progress plan.xml T-1 --finished 2026-06-05 --started 2026-06-01
	tail -n 4 plan.xml > end
	printf '  <tracking>\n    <progress of="T-1" percent="100" started="2026-06-01" finished="2026-06-05"/>\n  </tracking>\n</plan>\n' | cmp - end || fail 'not as it should be'
	lines old.xml plan.xml 0 3
}
test_progress_of_what_remains() {
	take smallest.xml
	# T-1 has five days from Monday 1 June; on Tuesday three are left: Wednesday to Friday.
	run 0 progress plan.xml T-1 --started 2026-06-01 --remaining 3d --status-date 2026-06-02
	grep -q 'expect="2026-06-05"' plan.xml || fail 'not the day it should be'
	run 2 progress plan.xml T-1 --remaining soon
	err_has PPE02
}
test_progress_refuses() {
	take peer-reviews.xml
	run 2 progress plan.xml T-55 --percent 10
	err_has 'PPE04'
	err_has "did you mean 'T-5'"
	run 2 progress plan.xml A-1 --percent 10
	err_has "PPE05.*'A-1' is an action, not a task"
	run 2 progress plan.xml T-5
	err_has PPE08
	run 2 progress plan.xml T-5 T-5 --percent 3
	err_has PPE07
	run 2 progress plan.xml
	err_has PPE01
	run 2 progress plan.xml T-5 --percent 140
	err_has 'PP014'
	err_has 'PPX30.*plan.xml'
	run 2 progress plan.xml T-5 --state blocke
	err_has "did you mean 'blocked'"
	run 2 progress plan.xml T-5 --started 2026-06-09 --finished 2026-06-08
	err_has PPE18
	run 2 progress plan.xml T-1 --percent 60
	err_has 'PPE18.*finished on'
	run 2 progress plan.xml T-5 --started yesterday
	err_has PP014
	run 2 progress plan.xml --status-date yesterday
	err_has PPE02
	run 2 progress plan.xml --reading ME-1
	err_has 'PPE02.*MEASURE=VALUE'
	cmp plan.xml old.xml || fail 'it was written'
	sed 's,<task id="T-2".*,<task id="T-2" name="All"><task id="T-21" name="One" duration="1d"/></task>,' "$samples/smallest.xml" > plan.xml
	run 2 progress plan.xml T-2 --percent 10
	err_has PPE17
}
test_progress_warns_of_what_check_will_ask() {
	take smallest.xml
	run 0 progress plan.xml T-1 --percent 100 --today 2026-06-20
	err_has 'PPE19.*started'
	err_has 'PPE19.*finished'
	run 0 progress plan.xml T-1 --started 2026-06-09 --today 2026-06-04
	err_has 'PPE20.*2026-06-04'
}
test_dry_run_is_a_patch() {
	take peer-reviews.xml
	run 0 progress plan.xml T-3=80 T-4 --started 2026-05-20 --dry-run
	cmp plan.xml old.xml || fail 'it was written'
	err_has '^plan.xml:187: T-3'
	cp out change
	run 0 progress plan.xml T-3=80 T-4 --started 2026-05-20
	command -v patch > /dev/null || skip 'no patch'
	patch -s old.xml change || fail 'not a patch'
	cmp plan.xml old.xml || fail 'another change'
}
test_line_ends_quotes_and_layout_are_kept() {
	sed 's/$/\r/' "$samples/smallest.xml" > plan.xml
	cp plan.xml old.xml
	run 0 progress plan.xml T-1 --percent 10 --started 2026-06-01
	lines old.xml plan.xml 0 3
	[ "$(grep -c "$(printf '\r')$" plan.xml)" = "$(wc -l < plan.xml)" ] || fail 'a line has another end'
	tr -d '\n' < "$samples/smallest.xml" | sed "s/\"/'/g" > plan.xml
	cp plan.xml old.xml
	run 0 progress plan.xml T-1 --percent 10 --started 2026-06-01
	sed "s,<tracking>.*</tracking>,," plan.xml | cmp - old.xml || fail 'more has changed'
	grep -q "<tracking><progress of='T-1' percent='10' started='2026-06-01'/></tracking></plan>" plan.xml || fail 'not as it should be'
}
test_prefix_entities_and_encoding_are_kept() {
	sed 's,<\(/*\)\([a-z]\),<\1p:\2,g; s,xmlns=,xmlns:p=,; s,<p:plan ,<!DOCTYPE p:plan [<!ENTITY n "North">]>\n&,; s,Northwind,\&n;wind \&#x41;,' \
		"$samples/smallest.xml" | sed 's/Bob Moss/B\xf6b M\xf6ss/; s/UTF-8/ISO-8859-1/' > plan.xml
	cp plan.xml old.xml
	run 0 progress plan.xml T-1 --percent 10 --started 2026-06-01 --note 'Größe 5 €'
	lines old.xml plan.xml 0 3
	grep -q '&n;wind &#x41;' plan.xml || fail 'an entity was resolved'
	LC_ALL=C grep -q "<p:progress of=\"T-1\".*>Gr$(printf '\366\337')e 5 &#x20AC;</p:progress>" plan.xml || fail 'not as it should be'
	run 0 check plan.xml --gate draft -q
}
test_what_is_included_is_not_edited() {
	take smallest.xml
	mkdir parts
	printf '<tracking xmlns="urn:planpress:plan:1"><progress of="T-1" percent="5" started="2026-06-01"/></tracking>' > parts/t.xml
	sed -i 's,</plan>,<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="parts/t.xml"/>&,' plan.xml
	cp plan.xml old.xml
	run 3 progress plan.xml T-1 --percent 10
	err_has 'PPB40.*parts/t.xml'
	cmp plan.xml old.xml || fail 'it was written'
	sed 's,<xi:inc.*</plan>,\&t;</plan>,; s,<plan ,<!DOCTYPE plan [<!ENTITY t "<tracking xmlns='"'urn:planpress:plan:1'"'><progress of='"'T-1'"' percent='"'5'"' started='"'2026-06-01'"'/></tracking>">]>&,' old.xml > plan.xml
	run 3 progress plan.xml T-1 --percent 10
	err_has PPB41
}
test_hostile_words() {
	take_in_review
	run 0 comment plan.xml --by p-lind --on T-3 "]]> & <says> \"'"
	grep -q "<says>]]&gt; &amp; &lt;says&gt; \"'</says>" plan.xml || fail 'not escaped'
	run 0 comment plan.xml --by p-lind --on T-3 "One.

Two
lines."
	grep -q '^      <p>One.</p>$' plan.xml || fail 'no paragraph'
	run 2 comment plan.xml --by p-lind "$(printf 'a\033[31mb')"
	err_has PPB42
	err_lacks "$(printf '\033')"
	run 0 check plan.xml --gate draft -q
}
test_comment() {
	take_in_review
	run 0 comment plan.xml --on A-2 --by p-tan --class major --proposes 'Half.' 'Too much.' --today 2026-06-02
	err_has ': CM-8: major comment of p-tan on A-2 in RV-2$'
	lines old.xml plan.xml 1 5
	grep -q '^  <reviewer who="p-tan" state="commented" on="2026-06-02"/>$' plan.xml || fail 'the reviewer is not told'
	run 0 comment plan.xml --by p-tan --review RV-2 - --id X-7
	run 2 comment plan.xml --by p-tan Again --id T-3
	err_has PPE06
	run 2 comment plan.xml --by p-tann x
	err_has "did you mean 'p-tan'"
	run 2 comment plan.xml Words
	err_has 'PPE01.*--by'
	run 5 comment plan.xml --by p-tan --review RV-1 Late
	err_has PPE21
	run 0 status plan.xml
	out_has 'in-review'
}
test_comment_is_answered_and_closed() {
	take_in_review
	run 5 comment plan.xml --close CM-7
	err_has PPE22
	run 0 comment plan.xml --answer CM-7 --by p-lind --is accepted-modified --in 1.1 'Because.' --today 2026-06-02
	grep -q '<says>Why?</says><response is="accepted-modified" by="p-lind" on="2026-06-02" in="1.1">Because.</response></comment>$' plan.xml || fail 'no answer'
	run 5 comment plan.xml --close CM-7 --by p-lind
	err_has 'PPE22.*p-bauer'
	run 0 comment plan.xml --dispute CM-7 --by p-bauer
	grep -q 'concurs="no"' plan.xml || fail 'not disputed'
	run 0 comment plan.xml --answer CM-7 --by p-lind 'Because of that.' --today 2026-06-03
	grep -q '<response is="accepted" by="p-lind" on="2026-06-03" in="1.1">Because of that.</response>' plan.xml || fail 'not answered anew'
	run 0 comment plan.xml --close CM-7
	lines old.xml plan.xml 1 1
	run 5 comment plan.xml --answer CM-7 --by p-lind Again
	err_has 'PPE22.*settled'
	run 2 comment plan.xml --answer CM-7 --close CM-7
	err_has PPE03
	run 2 comment plan.xml --answer CM-77 --by p-lind x
	err_has "did you mean 'CM-7'"
	take peer-reviews.xml
	run 5 comment plan.xml --by p-tan x
	err_has 'PPE21.*revision 1.1'
	err_has '<review id="RV-2"'
}
test_sign_record() {
	take_reviewed
	run 0 sign-record plan.xml --role sponsor --by p-ruiz --on 2026-06-04 --record https://example.org/s?a=1\&b=2
	err_has ': SG-4: approve of revision 1.1 by p-ruiz on 2026-06-04, digest [0-9a-f]\{16\}$'
	err_has PPE29
	lines old.xml plan.xml 1 2
	grep -q '^  <signature of="SG-4" revision="1.1" decision="approve" on="2026-06-04" how="wet-ink" digest="sha256:[0-9a-f]\{64\}" record="https://example.org/s?a=1&amp;b=2"/>$' plan.xml || fail 'not as it should be'
	grep -q '<revision n="1.1" .* digest="sha256:[0-9a-f]\{64\}">' plan.xml || fail 'the row has no digest'
	run 0 status plan.xml
	out_has 'partly-signed.*waiting for Maja Lind, Chidi Okafor'
	run 0 sign-record plan.xml --role SG-2 --condition 'p-lind 2026-07-01 Confirm <it>.' --condition 'p-tan 2026-07-02 Again.' --how minutes --on 2026-06-04
	grep -q '^    <condition id="CN-3" owner="p-tan" due="2026-07-02" state="open">Again.</condition>$' plan.xml || fail 'no condition'
	run 5 sign-record plan.xml --role SG-2
	err_has 'PPE27.*2026-06-04'
	run 0 diff old.xml plan.xml
	out_lacks 'record'
}
test_sign_record_refuses() {
	take_reviewed
	run 2 sign-record plan.xml
	err_has PPE01
	run 2 sign-record plan.xml --role emperor
	err_has PPE23
	err_has 'SG-4: p-ruiz, approve'
	run 5 sign-record plan.xml --role approve --by p-tan
	err_has "PPE24.*'p-tan' may not sign"
	run 2 sign-record plan.xml --by p-tanm
	err_has "did you mean 'p-tan'"
	run 5 sign-record plan.xml --role approve --digest 0123456789abcdef
	err_has PPE26
	run 5 sign-record plan.xml --role approve --digest ''
	run 2 sign-record plan.xml --role approve --decision reject
	err_has 'PPE01.*--reason'
	run 2 sign-record plan.xml --role approve --decision approve-with-conditions
	err_has PPE28
	run 2 sign-record plan.xml --role approve --condition 'soon'
	err_has PPE02
	run 2 sign-record plan.xml --role approve --how ink
	err_has PPX30
	cmp plan.xml old.xml || fail 'it was written'
	sed -i 's/who="p-bauer"  capacity="review" /who="p-ruiz" capacity="review"/' plan.xml
	run 2 sign-record plan.xml --by p-ruiz
	err_has 'PPE25.*2 signatories'
	take_in_review
	run 5 sign-record plan.xml --role approve
	err_has 'PPE11.*review RV-2 is open'
	take peer-reviews.xml
	run 5 sign-record plan.xml --role approve
	err_has 'PPE11.*draft'
}
test_sign_record_of_other_content() {
	take_reviewed
	run 0 sign-record plan.xml --role approve --on 2026-06-04
	digest=$("$PLANPRESS" status --json plan.xml | sed 's/.*"digest":"\([0-9a-f]*\).*/\1/' | cut -c1-16)
	run 0 sign-record plan.xml --role concur --digest "$digest" --dry-run
	sed -i 's/duration="6w"/duration="5w"/' plan.xml
	run 5 sign-record plan.xml --role concur --digest "$digest"
	err_has PPE26
	run 5 sign-record plan.xml --role concur
	err_has 'PPE12'
	err_has 'planpress revise'
}
test_proxy_signs() {
	take_reviewed
	sed -i 's/\(id="SG-4".*\) order="3"/\1 order="3" proxy="p-bauer"/' plan.xml
	run 0 sign-record plan.xml --role sponsor --by p-bauer --on 2026-06-04
	err_has 'by p-bauer for p-ruiz'
	grep -q '<signature of="SG-4".* proxy="p-bauer"/>' plan.xml || fail 'no proxy'
}
test_baseline() {
	take_reviewed
	run 5 baseline plan.xml
	err_has PPE11
	take_approved
	run 0 baseline plan.xml --on 2026-06-05
	err_has ': baseline of revision 1.1: dates of 8 tasks and milestones$'
	lines old.xml plan.xml 0 10
	grep -q '^    <at task="T-4" start="2026-06-1[0-9]" finish="2026-06-[0-9]*" effort="80h"/>$' plan.xml || fail 'no dates'
	run 5 baseline plan.xml
	err_has 'PPE16.*2026-06-05'
	run 1 check plan.xml --gate tracking
	out_lacks PP516
}
test_revise() {
	take_approved
	run 0 revise plan.xml --class minor --trigger slip --trigger scope --change 'T-3=Starts later & longer' --request CR-9 'The tool is late.' --on 2026-06-10
	err_has '^plan.xml:2: revision 1.2, after 1.1$'
	err_has ': minor revision by p-lind on 2026-06-10: slip scope$'
	lines old.xml plan.xml 1 5
	grep -q '^  <revision n="1.2" on="2026-06-10" by="p-lind" class="minor" trigger="slip scope">$' plan.xml || fail 'no row'
	grep -q '^    <change mark="M" at="T-3" request="CR-9">Starts later &amp; longer</change>$' plan.xml || fail 'no change'
	run 0 status plan.xml
	out_has '1.2  approved '
	run 5 revise plan.xml --class minor --trigger slip 'Again' --on 2026-06-10
	err_has PPE13
	sed -i 's/duration="6w"/duration="5w"/' plan.xml
	run 0 status plan.xml
	out_has '1.2  approval-lapsed .*has to be signed again'
}
test_revise_against_the_earlier_file() {
	take_approved
	sed -i 's/duration="6w"/duration="5w"/; s/Tool extension/Tool and more/' plan.xml
	run 0 revise plan.xml --against old.xml --trigger slip 'Shorter.' --on 2026-06-10 --dry-run
	out_has '^+    <change mark="M" at="T-3">duration 5w instead of 6w</change>'
	out_has '^+    <change mark="M" at="RS-2">'
	run 2 revise plan.xml --against old.xml --class editorial --trigger slip 'Shorter.' --on 2026-06-10
	err_has PPE15
	run 0 revise plan.xml --against old.xml --trigger slip 'Shorter.' --on 2026-06-10
	run 0 check plan.xml --against old.xml --gate draft
	out_lacks 'PP81[2-6]'
}
test_revise_completes_the_change_list() {
	take_approved
	run 0 revise plan.xml --class major --trigger slip --change 'RS-2=More.' 'Shorter.' --on 2026-06-10
	sed -i 's/duration="6w"/duration="5w"/; s/Tool extension/Tools/' plan.xml
	cp plan.xml mine.xml
	run 1 check plan.xml --against old.xml --gate approval
	out_has 'PP815'
	run 0 revise plan.xml --complete --against old.xml
	err_has ': T-3: duration 5w instead of 6w$'
	lines mine.xml plan.xml 0 1
	run 1 check plan.xml --against old.xml --gate approval
	out_lacks 'PP815'
	run 0 revise plan.xml --complete --against old.xml
	err_empty
	run 2 revise plan.xml --complete
	err_has 'PPE01.*--against'
	take_approved
	run 5 revise plan.xml --complete --against old.xml
	err_has PPE12
}
test_revise_refuses() {
	take_approved
	run 2 revise plan.xml --class minor --trigger slip
	err_has 'PPE01.*SUMMARY'
	run 2 revise plan.xml --trigger slip x
	err_has 'PPE01.*--class'
	run 2 revise plan.xml --class minor x
	err_has 'PPE01.*--trigger'
	run 2 revise plan.xml --class minor --trigger slip --number 1.0 x
	err_has 'PPE14.*1.1'
	run 2 revise plan.xml --class minor --trigger slip --on 2026-01-01 x
	err_has 'PPE14.*2026-01-01'
	run 2 revise plan.xml --class minro --trigger slip --on 2026-06-10 x
	err_has "did you mean 'minor'"
	run 2 revise plan.xml --class minor --trigger slip --change T-99=x --on 2026-06-10 x
	err_has PPE04
	cmp plan.xml old.xml || fail 'it was written'
	run 0 revise plan.xml --class major --trigger scope --on 2026-06-10 x --dry-run
	out_has '^+<plan .* revision="2.0"'
	take_in_review
	run 5 revise plan.xml --class minor --trigger slip x
	err_has 'PPE11.*RV-2 is open'
	take peer-reviews.xml
	run 5 revise plan.xml --class minor --trigger slip x
	err_has PPE13
}
# From the open review to the next revision, with nothing but commands.
test_a_whole_round() {
	take_in_review
	run 0 comment plan.xml --answer CM-7 --by p-lind 'Because.'
	sed -i 's/opened="2026-06-01"/& closed="2026-06-03"/' plan.xml
	for role in prepare concur approve; do run 0 sign-record plan.xml --role $role --on 2026-06-04; done
	run 0 baseline plan.xml --on 2026-06-04
	run 0 progress plan.xml T-3=100 --finished 2026-06-09 --status-date 2026-06-10
	run 0 status plan.xml
	out_has '1.1  approved '
	run 0 revise plan.xml --class editorial --trigger correction --on 2026-06-11 'Spelling.'
	run 0 check plan.xml --gate draft -q
}
test_a_plan_in_error_is_not_edited() {
	run 1 progress "$samples/broken/cycle.xml" T-1 --percent 4 -o out.xml
	err_has PP501
	missing out.xml
	run 3 progress no.xml T-1 --percent 4
	err_has PPB01
}
test_edit_of_standard_input() {
	"$PLANPRESS" progress - T-1 --percent 4 --started 2026-06-01 < "$samples/smallest.xml" > new.xml 2> err || fail 'failed'
	err_has '^<stdin>:46: T-1'
	lines "$samples/smallest.xml" new.xml 0 3
	run 0 progress "$samples/smallest.xml" T-1 --percent 4 --started 2026-06-01 -o other.xml
	cmp new.xml other.xml || fail 'not the same'
}
test_edit_keeps_mode_and_link() {
	take smallest.xml
	chmod 640 plan.xml
	ln -s plan.xml link.xml
	run 0 progress link.xml T-1 --percent 4 --started 2026-06-01
	[ -h link.xml ] || fail 'the link was replaced'
	[ "$(stat -c %a plan.xml)" = 640 ] || fail "mode $(stat -c %a plan.xml)"
	lines old.xml plan.xml 0 3
}
test_edit_where_nothing_can_be_written() {
	take smallest.xml
	(ulimit -f 1 && run 4 progress plan.xml T-1 --percent 4 --started 2026-06-01 && err_has PPB05) || exit 1
	cmp plan.xml old.xml || fail 'it was changed'
	no_rest
	run 4 progress plan.xml T-1 --percent 4 --started 2026-06-01 -o /dev/full
	err_has 'No space left'
	as_nobody
	mkdir ro
	cp plan.xml ro/plan.xml
	chmod 555 ro
	run 4 progress ro/plan.xml T-1 --percent 4 --started 2026-06-01
	cmp ro/plan.xml old.xml || fail 'it was changed'
	chmod 755 ro
	no_rest ro
}
# It is killed while it works: a pipe holds it up when the plan has been read.
test_edit_is_killed() {
	take_reviewed
	cat > kill.py << 'PY'
import os, signal, subprocess, sys
os.mkfifo("profile.xml")
p = subprocess.Popen([sys.argv[1], "progress", "plan.xml", "T-4", "--percent", "4", "--profile", "profile.xml"])
with open("profile.xml", "w"):
    p.send_signal(getattr(signal, sys.argv[2]))
    p.wait()
PY
	for signal in SIGKILL SIGTERM; do
		python3 kill.py "$PLANPRESS" $signal
		rm profile.xml
		cmp plan.xml old.xml || fail "$signal: it was changed"
		no_rest
	done
}
test_edit_keeps_the_owner() {
	[ "$(id -u)" -eq 0 ] || skip 'not root'
	take smallest.xml
	chown 65534:65534 plan.xml
	run 0 progress plan.xml T-1 --percent 4 --started 2026-06-01
	[ "$(stat -c %u:%g plan.xml)" = 65534:65534 ] || fail "it belongs to $(stat -c %u:%g plan.xml)"
}
# Somebody else writes the file while it is edited: a pipe holds the program up between reading and writing.
test_edit_of_a_file_that_changes_meanwhile() {
	take_in_review
	cat > slow.py << 'PY'
import os, subprocess, sys, time
# The profile is a pipe: the plan has been read when the program opens it.
os.mkfifo("profile.xml")
p = subprocess.Popen([sys.argv[1], "progress", "plan.xml", "T-4", "--percent", "4", "--profile", "profile.xml"], stderr=open("err", "w"))
with open("profile.xml", "w") as f:
    with open("plan.xml", "a") as g:
        g.write("<!-- somebody else -->\n")
    f.write('<profile xmlns="urn:planpress:org:1"/>')
sys.exit(p.wait())
PY
	sed -i 's/opened="2026-06-01"/& closed="2026-06-03"/; s/<comment id="CM-7".*//' plan.xml
	timeout 60 python3 slow.py "$PLANPRESS"
	[ $? = 5 ] || { cat err; fail 'the edit went over the other'; }
	err_has PPX31
	tail -n 1 plan.xml | grep -q 'somebody else' || fail 'the other edit is lost'
}
test_init() {
	for kind in process tool training measurement; do
		run 0 init --from $kind --id P-$kind --name 'A & <plan>' --org "O'Neil" --today 2026-06-03 $kind.xml
		run 0 check --gate draft --fail-level warning --today 2026-06-03 $kind.xml
		err_has 'nothing to find'
		run 0 fmt --check $kind.xml
		grep -q '<title>A &amp; &lt;plan&gt;</title>' $kind.xml || fail 'no title'
		grep -q '<schedule start="2026-06-15" ' $kind.xml || fail 'not the Monday after next'
		! grep -q 'starter\|[{}]' $kind.xml || fail 'a mark is left'
	done
	run 0 status --today 2026-06-03 tool.xml
	out_has '^P-tool  0.1  draft  0 %'
	run 0 render -l gantt -o gantt.pdf tool.xml -q
}
test_init_where() {
	run 0 init
	[ -f plan.xml ] || fail 'no plan.xml'
	echo kept > old.xml
	run 4 init old.xml
	err_has PPX33
	same old.xml kept
	run 0 init new/folder
	run 4 init new/folder
	err_has 'PPX33.*new/folder/plan.xml'
	run 4 init no/plan.xml
	err_has PPB05
	run 0 init -
	cmp out plan.xml || fail 'standard output has another plan'
	run 4 init /dev/full
	no_rest
}
test_init_refuses() {
	run 2 init --from tols x.xml
	err_has "PPE30.*tols"
	err_has "did you mean 'tool'"
	run 2 init --id 'a b' x.xml
	err_has PP014
	run 2 init --name "$(printf 'a\001')" x.xml
	err_has PPB42
	run 2 init a.xml b.xml
	missing x.xml
}
test_fmt() {
	cat > plan.xml << 'XML'
<?xml version="1.0" encoding="UTF-8"?>
<!-- head --> <!-- of it -->
<!DOCTYPE plan [ <!ENTITY co "North &amp; <b xmlns='urn:planpress:plan:1'>wind</b>"> ]>


XML
	sed '1d; s/<org>Northwind/<org>North/
s|<purpose>.*|<purpose>  Reviews <b>take</b><i>n</i> too@   long at @\&co;@ , <![CDATA[  a   <b]]>  says  <code>x   y</code> . </purpose>|
s/ id="A-1" kind="define" team="TM-1" owner="p-bob"/ owner='"'p-\&#98;ob'"' kind = "define"   team="TM-1"@ id="A-1"/
s/<task id="T-1" name="Draft"/<!-- first --><task id="T-1" name='"'the \"Draft\"'"'/
s,<calendar id="cal"/>,<calendar id="cal"></calendar> <!-- usual -->@@@@<milestone id="M-0" name="  Kick   off "/>,' \
		"$samples/smallest.xml" | tr @ '\n' >> plan.xml
	cp plan.xml old.xml
	"$PLANPRESS" status --json --today 2026-06-01 plan.xml | tr , '
' | grep digest > before
	run 1 fmt --check plan.xml
	out_has '^plan.xml$'
	run 0 fmt --dry-run plan.xml
	out_has '^+++ plan.xml$'
	cmp plan.xml old.xml || fail 'it was written'
	run 0 fmt plan.xml
	err_has '^plan.xml: laid out$'
	"$PLANPRESS" status --json --today 2026-06-01 plan.xml | tr , '
' | grep digest | cmp - before || fail 'another digest'
	cp plan.xml once.xml
	run 0 fmt --check plan.xml
	out_empty
	run 0 fmt plan.xml
	err_empty
	cmp plan.xml once.xml || fail 'once is not enough'
	head -n 4 plan.xml > head
	cat > wanted << 'XML'
<?xml version="1.0" encoding="UTF-8"?>
<!-- head --> <!-- of it -->
<!DOCTYPE plan [ <!ENTITY co "North &amp; <b xmlns='urn:planpress:plan:1'>wind</b>"> ]>

XML
	cmp head wanted || fail "the head: $(cat head)"
	cat > wanted << 'XML'
    <purpose>Reviews <b>take</b><i>n</i> too
      long at
      &co;
      , <![CDATA[  a   <b]]> says <code>x   y</code> .</purpose>
      <action id="A-1" kind="define" team="TM-1" owner="p-&#98;ob">
        <!-- first -->
        <task id="T-1" name='the "Draft"' duration="5d"/>
    <calendar id="cal"/> <!-- usual -->

    <milestone id="M-0" name="Kick off"/>
XML
	while IFS= read -r line; do grep -qxF -e "$line" plan.xml || fail "no line: $line"; done < wanted
	grep -A1 'usual' plan.xml | tail -n 1 | grep -q '^$' || fail 'the empty lines are gone'
}
# Nothing is known that comes out saying something else; it would be a fault of ours.
test_fmt_guards_what_is_said() {
	run 0 explain PPX32
	out_has 'exit code 70'
}
test_fmt_of_several_and_of_none() {
	cp "$samples/smallest.xml" a.xml
	cp "$samples/peer-reviews.xml" b.xml
	run 0 fmt a.xml b.xml
	run 0 fmt --check a.xml b.xml
	run 3 fmt "$samples/broken/wrong-enumeration.xml"
	run 3 fmt no.xml
	run 2 fmt a.xml b.xml -o c.xml
	sed 's/$/\r/' "$samples/smallest.xml" > crlf.xml
	run 0 fmt crlf.xml
	[ "$(grep -c "$(printf '\r')$" crlf.xml)" = "$(wc -l < crlf.xml)" ] || fail 'a line has another end'
	"$PLANPRESS" fmt - < "$samples/smallest.xml" 2> err | cmp - a.xml || fail 'standard input gives something else'
}
test_fmt_lays_out_what_is_preserved_not_at_all() {
	sed 's,<purpose>.*</purpose>,<purpose xml:space="preserve">  one   two\
 three  </purpose>,' "$samples/smallest.xml" > plan.xml
	run 0 fmt plan.xml
	grep -q '<purpose xml:space="preserve">  one   two$' plan.xml || fail 'it was touched'
}
# Random edits of samples in random layouts: tests/cli/edit_random.py.
test_edit_at_random() {
	/usr/bin/python3 -c 'import lxml' 2> /dev/null || skip 'no lxml'
	/usr/bin/python3 "$cases/edit_random.py" "$PLANPRESS" "$samples" 40 || fail 'see above'
}
