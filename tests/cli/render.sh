# render, format: what is written, and that nothing is when something failed.

plan=$samples/peer-reviews.xml

test_default_names() {
	run 0 render -l signoff,gantt "$plan"
	is_pdf PAP-2026-03-r1.1-signoff.pdf
	is_pdf PAP-2026-03-r1.1-gantt.pdf
	err_has 'PAP-2026-03-r1.1-gantt.pdf: [0-9]* page'
	no_rest
}
test_every_layout_and_renderer() {
	for l in plan signoff gantt comment-form packet; do
		for r in cairo haru; do
			run 0 render -q --today 2026-05-29 -l $l --renderer $r -o $r/ "$plan"
			err_empty
		done
	done
	[ "$(ls cairo/*.pdf | wc -l)" -ge 6 ] || fail 'documents are missing'
	for f in cairo/*.pdf haru/*.pdf; do is_pdf "$f"; done
	if command -v qpdf > /dev/null; then
		for f in cairo/*.pdf haru/*.pdf; do qpdf --check "$f" > out 2>&1 || fail "qpdf: $f: $(tail -n 1 out)"; done
	fi
}
test_output_file_folder_and_stream() {
	run 0 render -q -l gantt -o x.pdf "$plan"
	is_pdf x.pdf
	mkdir dir
	run 0 render -q -l gantt -o dir "$plan"
	is_pdf dir/PAP-2026-03-r1.1-gantt.pdf
	run 0 render -q -l gantt -o - "$plan"
	is_pdf out
	run 2 render -l gantt,signoff -o x.pdf "$plan"
	err_has 'must be a folder'
	run 2 render -l gantt,signoff -o - "$plan"
}
test_kinds() {
	small_fo 3 > d.fo
	run 0 format -q d.fo
	is_pdf d.pdf
	run 0 format -q --to png -o p.png d.fo
	for i in 1 2 3; do [ -s p-$i.png ] || fail "no p-$i.png"; done
	missing p.png
	missing p-4.png
	run 0 format -q --to svg d.fo
	[ -s d-3.svg ] || fail 'no d-3.svg'
	run 0 format -q --to areas -o - d.fo
	out_has '<areaTree>'
	run 0 format -q --to text -o - d.fo
	out_has 'Page 2 holds a line'
	run 0 format -q --to trace -o - d.fo
	out_has '^page 3 '
	run 2 format --to fo d.fo
	run 4 format --to png -o - d.fo
	err_has PPX01
	small_fo 1 > one.fo
	run 0 format -q --to png one.fo
	[ -s one.png ] || fail 'no one.png'
	run 0 format -q --to png -o - one.fo
	[ "$(head -c 4 out | tail -c 3)" = PNG ] || fail 'no PNG'
	no_rest
}
test_standard_input_of_format() {
	small_fo 1 | "$PLANPRESS" format - > out 2> err || fail "exit code $?"
	is_pdf out
}
test_same_input_same_bytes() {
	for r in cairo haru; do
		SOURCE_DATE_EPOCH=1780000000 run 0 render -q -l plan --renderer $r -o a-$r.pdf "$plan"
		sleep 1
		SOURCE_DATE_EPOCH=1780000000 run 0 render -q -l plan --renderer $r -o b-$r.pdf "$plan"
		cmp a-$r.pdf b-$r.pdf || fail "$r: bytes differ"
	done
	run 0 render -q --today 2026-05-29 -l gantt -o c.pdf "$plan"
	sleep 1
	run 0 render -q --today 2026-05-29 -l gantt -o d.pdf "$plan"
	cmp c.pdf d.pdf || fail '--today: bytes differ'
}
test_broken_plans_write_nothing() {
	echo kept > kept.pdf
	for f in "$samples"/broken/*.xml; do
		"$PLANPRESS" render -l gantt -o kept.pdf "$f" > out 2> err
		case $? in 1 | 3) ;; *) fail "$f: exit code $?" ;; esac
		same kept.pdf kept
	done
	no_rest
}
test_lost_text_is_exit_4_and_no_file() {
	echo kept > x.pdf
	sed 's,</title>,\&#x10FFFD;</title>,' "$plan" > glyph.xml # a private character: no font has it
	grep -q 10FFFD glyph.xml || fail 'the plan has no title'
	run 4 render -q -l plan -o x.pdf glyph.xml
	err_has PPL02
	same x.pdf kept
	run 4 render -q -l plan -o new.pdf glyph.xml
	missing new.pdf
	small_fo 2 | sed 's,<fo:block break,<fo:block-container overflow="error-if-overflow" height="5pt"><fo:block>one</fo:block></fo:block-container><fo:block break,' > late.fo
	run 4 format -o x.pdf late.fo
	err_has PPL01
	same x.pdf kept
	for k in png svg text areas; do
		run 4 format --to $k -o new.$k late.fo
		missing new.$k
		missing new-1.$k
	done
	no_rest
}
test_text_that_a_container_clips_is_told() {
	small_fo 2 | sed 's,<fo:block break,<fo:block-container overflow="hidden" height="5pt"><fo:block>one</fo:block><fo:block>two</fo:block></fo:block-container><fo:block break,' > clip.fo
	run 0 format -o x.pdf clip.fo
	err_has '^warning.PPL01'
	[ -s x.pdf ] || fail 'no file'
	sed 's/overflow="hidden"//' clip.fo > seen.fo
	run 0 format -o y.pdf seen.fo
	err_lacks PPL01
	sed 's/hidden/error-if-overflow/' clip.fo > error.fo
	run 4 format -o z.pdf error.fo
	err_has '^error.PPL01'
	missing z.pdf
}
test_other_peoples_fo_is_made_in_spite_of_what_it_lacks() {
	small_fo 1 | sed 's/Page 1/\&#x10FFFD; <fo:page-number-citation ref-id="nowhere"\/>/' > lacks.fo
	run 0 format -o x.pdf lacks.fo
	err_has '^warning.PPL02'
	err_has '^warning.PPL05'
	[ -s x.pdf ] || fail 'no file'
}
test_images_of_format_come_from_anywhere() {
	mkdir -p doc pics other
	printf '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' > pics/a.svg
	small_fo 1 | sed 's,Page 1,<fo:external-graphic src="../pics/a.svg"/>,' > doc/image.fo
	run 0 format -o x.pdf doc/image.fo
	err_lacks PPL3
	run 0 format --allow-path pics -o x.pdf doc/image.fo
	run 4 format --allow-path other -o y.pdf doc/image.fo
	err_has PPL34
	missing y.pdf
	mkfifo pics/pipe # nobody writes to it
	sed 's,a.svg,pipe,' doc/image.fo > doc/pipe.fo
	run 0 format -o x.pdf doc/pipe.fo
	err_has 'not an ordinary file'
	sed 's,\.\./pics/a.svg,http://127.0.0.1:9/a.svg,' doc/image.fo > doc/net.fo
	run 0 format -o x.pdf doc/net.fo
	err_has 'nothing is fetched'
}
test_indents_of_right_to_left_text_are_at_the_right() {
	small_fo 1 | sed 's,<fo:page-sequence,& writing-mode="rl-tb",; s,<fo:block.*</fo:block>,<fo:list-block provisional-distance-between-starts="30pt" provisional-label-separation="10pt"><fo:list-item><fo:list-item-label end-indent="label-end()"><fo:block>1</fo:block></fo:list-item-label><fo:list-item-body start-indent="body-start()"><fo:block>one</fo:block></fo:list-item-body></fo:list-item></fo:list-block>,' > list.fo
	run 0 format -q --metrics base14 --to trace -o - list.fo
	out_has ' 183.328 "1"' # ends at 190
	out_has ' 139.984 "one"' # ends at 160, 30 from the right
}
test_what_is_alike_is_counted() {
	small_fo 40 | sed 's,<fo:block break,<fo:block wrap-option="no-wrap" break,' > alike.fo
	run 0 format -o x.pdf alike.fo
	[ "$(grep -c PPL01 err)" -eq 4 ] || fail 'not three and a count'
	err_has '… and 37 more like this'
	run 0 format -v -o x.pdf alike.fo
	[ "$(grep -c PPL01 err)" -eq 40 ] || fail 'not all'
	for kind in short json; do
		run 0 format --format $kind -o x.pdf alike.fo
		[ "$(grep -c PPL01 err)" -eq 40 ] || fail "$kind: not all"
	done
}
test_an_image_that_is_missing_is_told() {
	small_fo 2 | sed 's,<fo:block break,<fo:block><fo:external-graphic src="none.png"/></fo:block><fo:block break,' > image.fo
	run 0 format -o x.pdf image.fo
	err_has PPL33
	[ -s x.pdf ] || fail 'no file'
}
test_what_is_no_fo() {
	echo '<html/>' > x.fo
	run 3 format x.fo
	missing x.pdf
	echo '<fo:root' > y.fo
	run 3 format y.fo
	err_has 'y.fo:1'
	run 3 format none.fo
	run 3 format .
	: > e.fo
	run 3 format e.fo
	missing e.pdf
}
test_unknown_layout_parameter_person() {
	run 2 render -l plann "$plan"
	err_has "did you mean 'plan'"
	run 2 render -l gantt --param papr=a3 "$plan"
	err_has PPM03
	run 2 render -l gantt --param paper=a9 "$plan"
	err_has PPM04
	run 2 render -l packet --for p-nobody "$plan"
	err_has PPM14
	[ -z "$(ls ./*.pdf 2> /dev/null)" ] || fail 'a file was written'
}
test_person_documents() {
	run 0 render -q -l packet "$plan"
	[ "$(ls ./*-packet-*.pdf | wc -l)" -ge 2 ] || fail 'not a packet for each reviewer'
	run 2 render -l packet -o x.pdf "$plan"
	missing x.pdf
	one=$(ls ./*-packet-*.pdf | head -n 1 | sed 's/.*-packet-\(.*\)\.pdf/\1/')
	run 0 render -q -l packet --for "$one" -o x.pdf "$plan"
	is_pdf x.pdf
}
test_packets() {
	run 0 packets -q -o pk "$plan"
	python3 - <<-'END' || fail 'manifest.json is not right'
		import json, os
		m = json.load(open("pk/manifest.json"))
		assert m["plan"] == "PAP-2026-03" and len(m["packets"]) >= 2
		for p in m["packets"]:
		    assert os.path.getsize("pk/" + p["file"]) == p["bytes"] and p["pages"] > 2 and p["person"]
	END
	run 1 packets --review RV-none -o no "$plan"
	err_has PP820
	missing no/manifest.json
}
test_timings_and_verbose() {
	run 0 render --timings -l gantt "$plan"
	err_has 'ms  merge'
	run 0 render -q -l gantt "$plan"
	err_empty
}

test_fonts_of_other_folders() {
	small_fo 1 | sed 's/<fo:block /<fo:block font-family="Arial, No Such" /' > arial.fo
	run 0 format -v -o x.pdf arial.fo
	err_has "'Arial' is not there: Liberation Sans stands in"
	small_fo 1 | sed 's/<fo:block /<fo:block font-family="No Such" /' > none.fo
	run 0 format -o x.pdf none.fo
	err_has "'No Such' is there: Liberation Sans is used"
	# the folder's own face goes before ours, and a folder that is not there is told
	cat > none.conf << end
<fontconfig><dir>/usr/share/fonts/opentype/inter</dir><cachedir prefix="xdg">planpress/fonts</cachedir></fontconfig>
end
	mkdir faces && cp /usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf faces || skip 'no DejaVu Serif'
	small_fo 1 | sed 's/<fo:block /<fo:block font-family="DejaVu Serif" /' > serif.fo
	run 0 format --fonts none.conf --font-path faces -o x.pdf serif.fo
	err_lacks PPL32
	pdffonts x.pdf | grep -q DejaVuSerif || fail "DejaVu Serif was not used"
	run 0 format --font-path nowhere -o x.pdf serif.fo
	err_has PPL38
}
test_styles_that_no_face_has() {
	small_fo 1 | sed 's/<fo:block /<fo:block font-family="Noto Sans Math" font-style="italic" /' > math.fo
	for r in cairo haru; do
		run 0 format -v --renderer $r -o x.pdf math.fo
		err_has 'PPL39.*Noto Sans Math has no italic face: its nearest is slanted'
	done
}
# a layout of one's own whose page holds $1
own_layout() {
	mkdir -p lay/own
	echo '<layout xmlns="urn:planpress:layout:1" name="own" title="Own"/>' > lay/own/layout.xml
	cat > lay/own/own.xsl <<-END
		<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
		<xsl:template match="/">$(small_fo 0 | sed "s,</fo:flow>,$1</fo:flow>,")</xsl:template>
		</xsl:stylesheet>
	END
}
test_a_layout_that_loses_something_makes_no_file() {
	own_layout '<fo:block-container absolute-position="absolute" left="-500pt"><fo:block>gone</fo:block></fo:block-container>'
	run 4 render --layout-path lay -l own -o x.pdf "$samples/smallest.xml"
	err_has PPL01
	err_has 'smallest.xml (layout own)'
	missing x.pdf
	own_layout '<fo:block><fo:instream-foreign-object><x xmlns="urn:nobody"/></fo:instream-foreign-object></fo:block>'
	run 4 render --layout-path lay -l own -o x.pdf --format json "$samples/smallest.xml"
	missing x.pdf
	python3 - <<-'END' || fail 'the place of the fault is not right'
		import json
		e = json.loads(open("err").readline())
		assert e["code"] == "PPL36" and e["layout"] == "own" and e["file"].endswith("/smallest.xml"), e
	END
}
test_a_faulty_layout_is_exit_4_whatever_the_fault() {
	own_layout '<fo:block>here</fo:block>'
	run 0 render -q --layout-path lay -l own -o x.pdf "$samples/smallest.xml"
	cp lay/own/own.xsl good.xsl
	sed 's,</xsl:template>,,' good.xsl > lay/own/own.xsl
	run 4 render --layout-path lay -l own -o y.pdf "$samples/smallest.xml"
	sed 's,<xsl:template match="/">,&<xsl:value-of select="("/>,' good.xsl > lay/own/own.xsl
	run 4 render --layout-path lay -l own -o y.pdf "$samples/smallest.xml"
	cp good.xsl lay/own/own.xsl
	echo '<layout' > lay/own/layout.xml
	run 4 render --layout-path lay -l own -o y.pdf "$samples/smallest.xml"
	missing y.pdf
	echo '<theme' > theme.xml
	run 3 render --theme theme.xml -o y.pdf "$samples/smallest.xml"
}
test_tasks_nested_deeply() {
	awk '{ print } /<task id="T-1"/ {
		for (i = 1; i < 40; i++) printf "<task id=\"D-%d\" name=\"Level %d of a deep plan\">", i, i
		printf "<task id=\"D-40\" name=\"Last\" duration=\"1d\"/>"
		for (i = 1; i < 40; i++) printf "</task>" }' "$samples/smallest.xml" > deep.xml
	run 0 render -q -l plan,gantt -o . deep.xml
	err_empty
}
test_names_stay_on_their_line() {
	name=$(printf 'a\nb.pdf')
	run 0 render -o "$name" "$samples/smallest.xml"
	[ "$(wc -l < err)" -eq 1 ] || fail 'the summary is not a line'
	[ -s "$name" ] || fail 'no file'
}
test_one_fault_one_message() {
	echo '<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format"/>' > x.fo
	run 4 format --format short x.fo
	[ "$(wc -l < err)" -eq 1 ] || fail 'more than one message'
	err_has PPF06
}
test_change_bars_count_from_a_revision() {
	run 0 render -q --to fo -o x.fo --param since=1.0 "$samples/measurement.xml"
	grep -q 'change-bar-begin change-bar-class="IMP-6"' x.fo || fail 'no bar beside what changed'
	run 0 render -q --to fo -o x.fo --param since=2.0 "$samples/measurement.xml"
	! grep -q change-bar x.fo || fail 'a bar, though nothing changed since'
	run 4 render --to fo -o y.fo --param since=9.9 "$samples/measurement.xml"
	err_has "no revision '9.9'"
	missing y.fo
}
test_gantt_kinds_by_suffix() {
	run 0 gantt -q -o g.pdf "$plan"
	is_pdf g.pdf
	run 0 gantt -q -o g.svg "$plan"
	grep -q '<svg' g.svg || fail 'g.svg is no SVG'
	run 0 gantt -q -o g.png "$plan"
	[ "$(head -c 4 g.png | tail -c 3)" = PNG ] || fail 'g.png is no PNG'
	run 0 gantt "$plan"
	is_pdf PAP-2026-03-r1.1-gantt.pdf
	no_rest
}
test_gantt_fits_pages() {
	run 0 gantt -q --fit 2x1 --to trace -o g.txt "$plan"
	grep -q 'A1' g.txt && grep -q 'A2' g.txt || fail 'no marks of tiles'
	run 0 gantt -q --scale 4mm --to trace -o g.txt "$plan"
	grep -q 'A2' g.txt || fail 'a true scale takes more pages'
	run 0 gantt -q --paper a1 --to trace -o g.txt "$plan"
	run 0 gantt -q --param weeks=project --to trace -o g.txt "$plan"
	grep -q '"P12"' g.txt || fail 'no project weeks'
	run 0 gantt -q --scale quarter --param fiscal-start=4 --to trace -o g.txt "$plan"
	grep -q 'FY' g.txt || fail 'no fiscal year'
	run 4 gantt --fit three "$plan"
	err_has "'three' is not a value of fit"
	no_rest
}
test_gantt_of_a_person() {
	run 0 gantt -q --for p-tan --to text -o g.txt "$plan"
	grep -q 'Run the pilot' g.txt || fail 'their task is not there'
	grep -q 'Pilot decision' g.txt || fail 'the milestone that waits for it is not there'
	if grep -q 'Switch projects over' g.txt; then fail 'somebody else'"'"'s task'; fi
	run 0 gantt -q --param improvement=IMP-1 --param load=yes --param names=yes --to text -o g.txt "$plan"
	grep -q 'Chidi Okafor' g.txt || fail 'no load'
	grep -q '^ *T-3 Run the pilot: .*, Days.30, Slack.0' g.txt || fail 'no twin of the table'
}
