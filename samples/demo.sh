#!/bin/sh
# Validates every sample, renders it with every layout, writes packets, and makes an index page with a
# thumbnail of every page.  usage: samples/demo.sh PROGRAM OUTDIR
# A document that is newer than the program, its plan and the layouts is left as it is.
program=$1 out=$2
mkdir -p "$out" || exit 1
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1780012800} # 2026-05-29, the samples' status date
export SOURCE_DATE_EPOCH
layouts="plan signoff gantt comment-form"
made=0 kept=0 failed=0
newest=$(find layouts fonts -type f -newer "$out/index.html" 2>/dev/null | head -n 1)

fresh() { # FILE PLAN: nothing newer than FILE
	[ -s "$1" ] && [ "$1" -nt "$program" ] && [ "$1" -nt "$2" ] && [ -z "$newest" ]
}
run() { # FILE PLAN ARGUMENTS…
	file=$1 plan=$2; shift 2
	if fresh "$file" "$plan"; then kept=$((kept + 1)); return; fi
	if "$program" "$@"; then made=$((made + 1)); echo "  $file"
	else failed=$((failed + 1)); echo "  failed: $file"; fi
}
row() { # PDF TITLE THUMBNAIL-STEM
	n=$(ls "$3"*.png 2>/dev/null | wc -l)
	printf '<h3><a href="%s">%s</a> <small>%s pages</small></h3><p>' "${1#"$out/"}" "$2" "$n"
	for png in $(ls -v "$3"*.png 2>/dev/null); do
		printf '<a href="%s"><img loading="lazy" alt="" src="%s"></a>' "${1#"$out/"}" "${png#"$out/"}"
	done
	printf '</p>\n'
}

cat > "$out/index.tmp" <<'H'
<!doctype html><html lang="en"><meta charset="utf-8"><title>planpress: what it makes</title>
<style>body{font:15px/1.5 Inter,"Noto Sans",sans-serif;color:#1b2430;margin:3em auto;max-width:72em;padding:0 1.5em;background:#f4f6f8}
h1{font-weight:600}h2{margin-top:2.2em;border-bottom:1px solid #c9d0d9}h3{font-weight:600;margin-bottom:.3em}small{color:#5b6675;font-weight:400}
a{color:#0f4c5c}img{height:190px;margin:0 9px 9px 0;border:1px solid #c9d0d9;background:#fff;vertical-align:top}</style>
<h1>planpress: what it makes</h1>
H
for plan in samples/*.xml; do
	name=$(basename "$plan" .xml)
	mkdir -p "$out/$name/pages"
	"$program" check --fail-level error "$plan" --quiet || failed=$((failed + 1))
	echo "<h2>$plan</h2>" >> "$out/index.tmp"
	for layout in $layouts; do
		pdf=$out/$name/$layout.pdf stem=$out/$name/pages/$layout
		run "$pdf" "$plan" render -l "$layout" -o "$pdf" --quiet "$plan"
		if ! fresh "$stem.stamp" "$plan"; then
			rm -f "$stem"-*.png "$stem".png
			"$program" render -l "$layout" --to png --dpi 40 -o "$stem.png" --quiet "$plan" && : > "$stem.stamp"
		fi
		row "$pdf" "$layout" "$stem" >> "$out/index.tmp"
	done
	run "$out/$name/plan-haru.pdf" "$plan" render -l plan --renderer haru -o "$out/$name/plan-haru.pdf" --quiet "$plan"
	run "$out/$name/plan-letter.pdf" "$plan" render -l plan --param paper=letter -o "$out/$name/plan-letter.pdf" --quiet "$plan"
	printf '<p>Also: <a href="%s/plan-haru.pdf">plan by libharu</a>, <a href="%s/plan-letter.pdf">plan on US Letter</a>' "$name" "$name" >> "$out/index.tmp"
	review=$(sed -n 's/.*<review id="\([^"]*\)".*/\1/p' "$plan" | tail -n 1)
	if [ -n "$review" ]; then
		packets=$out/$name/packets
		if ! fresh "$packets/manifest.json" "$plan"; then
			rm -rf "$packets"
			if "$program" packets --review "$review" -o "$packets" --quiet "$plan"; then made=$((made + 1)); echo "  $packets/"
			else failed=$((failed + 1)); fi
		else kept=$((kept + 1)); fi
		printf '; review packets:' >> "$out/index.tmp"
		for packet in "$packets"/*.pdf; do
			printf ' <a href="%s">%s</a>' "${packet#"$out/"}" "$(basename "$packet" .pdf)" >> "$out/index.tmp"
		done
	fi
	echo '</p>' >> "$out/index.tmp"
done
mv "$out/index.tmp" "$out/index.html"
echo "$made made, $kept up to date, $failed failed; look at $out/index.html"
[ "$failed" = 0 ]
