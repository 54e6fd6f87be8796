# batch: manifests, many plans, workers that die.

manifest() {
	echo '<batch xmlns="urn:planpress:batch:1">'
	cat
	echo '</batch>'
}

test_plans_times_layouts() {
	run 0 batch -o o -l gantt,signoff "$samples/smallest.xml" "$samples/peer-reviews.xml"
	[ "$(grep -c '^ok ' out)" -eq 4 ] || fail 'not four lines'
	[ "$(ls o/*.pdf | wc -l)" -eq 4 ] || fail 'not four files'
	for f in o/*.pdf; do is_pdf "$f"; done
	err_has '^4 documents, [0-9]* pages, 0 failed'
	no_rest o
}
test_manifest() {
	mkdir in
	cp "$samples/smallest.xml" in
	manifest > in/jobs.xml <<-'END'
		<job plan="smallest.xml" layout="gantt" output="a.pdf"/>
		<job plan="smallest.xml" layout="gantt" output="b.png" to="png"/>
		<job plan="smallest.xml" layout="gantt" output="c.pdf" renderer="haru"><param name="paper" value="a3"/></job>
		<job plan="smallest.xml"/>
	END
	run 0 batch -q -j2 -o o in/jobs.xml
	out_empty
	err_empty
	is_pdf in/a.pdf
	[ -s in/b.png ] || fail 'no b.png'
	is_pdf in/c.pdf
	is_pdf o/PAP-1-r1.0-plan.pdf
}
test_a_bad_plan_stops_no_other() {
	run 3 batch -o o -l gantt --report r.json "$samples/broken/cycle.xml" "$samples/smallest.xml" \
		none.xml "$samples/broken/not-well-formed.xml" "$samples/peer-reviews.xml"
	[ "$(ls o/*.pdf | wc -l)" -eq 2 ] || fail 'not two files'
	[ "$(sed -n 1p out | cut -c1-10)" = 'failed (1)' ] || fail 'lines are not in order'
	err_has PP501
	python3 - <<-'END' || fail 'the report is not right'
		import json
		r = json.load(open("r.json"))
		assert [j["exit"] for j in r["jobs"]] == [1, 0, 3, 3, 0]
		assert r["totals"]["failed"] == 3 and r["totals"]["documents"] == 2 and r["totals"]["exit"] == 3
		assert r["jobs"][0]["diagnostics"][0]["code"] == "PP501" and r["jobs"][1]["diagnostics"] == []
	END
	no_rest o
}
test_no_keep_going() {
	run 1 batch --no-keep-going -j1 -o o -l gantt "$samples/smallest.xml" "$samples/broken/cycle.xml" \
		"$samples/peer-reviews.xml"
	[ "$(ls o/*.pdf | wc -l)" -eq 1 ] || fail 'not one file'
	err_has 'PPX23.*not started'
}
test_wrong_manifests() {
	manifest > m.xml <<-'END'
		<job plan="a.xml" output="x.pdf"/>
		<job plan="b.xml" output="x.pdf"/>
	END
	run 3 batch m.xml
	err_has 'PPX15.*x.pdf'
	echo '<job layot="x"/><joob/><job plan="a" to="doc"/>' | manifest > m.xml
	run 3 batch m.xml
	err_has "PPX12.*layot"
	err_has "did you mean 'layout'"
	err_has PPX13
	err_has PPX11
	err_has PPX14
	echo '<batch/>' > m.xml
	run 3 batch m.xml
	err_has PPX10
	missing x.pdf
	run 2 batch -
	manifest < /dev/null > m.xml
	run 0 batch m.xml
}
test_one_name_for_two_documents_is_told() {
	run 1 batch -o o -l gantt "$samples/smallest.xml" "$samples/smallest.xml"
	err_has 'PPX16.*PAP-1-r1.0-gantt.pdf'
}
test_long_options_are_the_short_ones() {
	run 1 batch --jobs 2 --keep-going --output=long --layout gantt "$samples/broken/cycle.xml" "$samples/smallest.xml"
	run 1 batch -j2 -k -o short -l gantt "$samples/broken/cycle.xml" "$samples/smallest.xml"
	[ "$(ls long)" = "$(ls short)" ] || fail 'other files'
	[ "$(ls long | wc -l)" -eq 1 ] || fail 'the good plan was not made'
	run 0 check -v "$samples/smallest.xml"
	mv err short.err
	run 0 check --verbose "$samples/smallest.xml"
	cmp -s err short.err || fail '--verbose is not -v'
}
# slow.xml: a plan whose document takes long.
slow_plan() {
	python3 - "$samples/smallest.xml" > slow.xml <<-'END' || fail 'no python3'
		import sys
		text = open(sys.argv[1]).read()
		at = text.index("</purpose>")
		print(text[:at] + " Words that make this plan long." * 60000 + text[at:])
	END
}
# A worker that hangs is ended; here it has only too little time.
test_late_worker_costs_one_document() {
	slow_plan
	manifest > jobs.xml <<-END
		<job plan="slow.xml"/>
		<job plan="$samples/smallest.xml" layout="gantt"/>
	END
	mkdir o
	run 70 batch -j1 --timeout 1.5 -o o jobs.xml
	err_has 'PPX24.*slow.xml was ended: no answer within 1.5 s'
	[ "$(grep -c '^ok ' out)" -eq 1 ] || fail 'the other was not made'
	[ "$(ls -A o | wc -l)" -eq 1 ] || fail 'something of the first is left'
	run 2 batch --timeout -1 jobs.xml
	err_has '--timeout is a number from 0 to 86400'
}
# A worker is killed from outside while it works on a document that takes long.
test_killed_worker_costs_one_document() {
	slow_plan
	"$PLANPRESS" check -q slow.xml > out 2>&1 || skip 'the slow plan is not valid here'
	manifest > jobs.xml <<-END
		<job plan="slow.xml"/>
		<job plan="$samples/smallest.xml" layout="gantt"/>
		<job plan="$samples/smallest.xml" layout="comment-form"/>
	END
	"$PLANPRESS" batch -j2 -o o jobs.xml > out 2> err &
	pid=$!
	tries=0
	# The first child has the first job.
	while worker=$(pgrep -P $pid | head -n 1); [ -z "$worker" ] && [ $tries -lt 100 ]; do
		tries=$((tries + 1))
		sleep 0.05
	done
	sleep 0.3
	kill -KILL "$worker" 2> /dev/null || fail 'no worker to kill'
	wait $pid
	code=$?
	[ $code -eq 70 ] || fail "exit code $code, not 70"
	err_has 'PPX20.*slow.xml was ended by signal 9'
	[ "$(grep -c '^ok ' out)" -eq 2 ] || fail 'the others were not made'
	[ "$(ls o/*.pdf | wc -l)" -eq 2 ] || fail 'not two files'
}
test_no_process_can_be_made() {
	as_nobody
	! grep -q __asan_init "$PLANPRESS" || skip 'the leak check needs a process of its own'
	command -v prlimit > out || skip 'no prlimit'
	as="prlimit --nproc=1 $as"
	run 70 batch -o . -l gantt "$samples/smallest.xml" "$samples/peer-reviews.xml"
	err_has 'PPX22.*smallest.xml'
	err_has 'PPX22.*peer-reviews.xml'
}
test_interrupted_batch_ends_its_workers() {
	slow_plan
	"$PLANPRESS" batch -j2 -o o -l plan slow.xml slow.xml "$samples/smallest.xml" > out 2> err &
	pid=$!
	workers='' tries=0
	while [ -z "$workers" ] && [ $tries -lt 100 ]; do # a busy machine starts them late
		sleep 0.1
		workers=$(pgrep -P $pid)
		tries=$((tries + 1))
	done
	[ -n "$workers" ] || fail 'no workers'
	kill -TERM $pid
	wait $pid
	[ $? -eq 143 ] || fail "it did not end by the signal"
	for w in $workers; do ! kill -0 "$w" 2> /dev/null || fail "worker $w lives"; done
	err_has 'PPX23'
	no_rest o
}
