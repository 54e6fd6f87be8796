#!/bin/sh
# The samples: each broken one gives exactly the diagnostics beside it and leaves no file; each good one
# becomes documents that hold every word of the plan, that other programs read without complaint, and
# that are the same bytes each time.
# usage: tests/samples/run.sh BUILD     ACCEPT=samples renews the .diag files
cd "$(dirname "$0")/../.." || exit 2
program=$PWD/${1:-build}/planpress
case $1 in /*) program=$1/planpress ;; esac
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1780012800
passed=0 failed=0
good="peer-reviews measurement pruefverfahren world smallest everything"

check() { # NAME COMMAND…: counts the outcome
	name=$1; shift
	if "$@" > "$work/log" 2>&1; then passed=$((passed + 1))
	else failed=$((failed + 1)); echo "FAILED $name"; head -n 20 "$work/log" | sed 's/^/    | /'; fi
}

broken() { # PLAN: diagnostics as expected, exit code 1 or 3, no output, an old output untouched
	expected=${1%.xml}.diag
	"$program" check --format short "$1" > "$work/out" 2> "$work/err"
	code=$?
	sed "s|samples/broken/||" "$work/out" > "$work/diag"
	echo "exit $code" >> "$work/diag"
	[ "$ACCEPT" != samples ] || cp "$work/diag" "$expected"
	diff "$expected" "$work/diag" || return 1
	echo old > "$work/old.pdf"
	"$program" render -l plan -o "$work/old.pdf" "$1" > /dev/null 2>&1 && { echo "rendered"; return 1; }
	[ "$(cat "$work/old.pdf")" = old ] || { echo "the old output was touched"; return 1; }
	! "$program" render -l plan -o "$work/new.pdf" "$1" > /dev/null 2>&1 && [ ! -e "$work/new.pdf" ]
}

readable() { # PDF: by qpdf, poppler, mupdf
	qpdf --check "$1" > "$work/q" 2>&1 || { cat "$work/q"; return 1; }
	! grep -i warning "$work/q" || return 1
	pdftoppm -r 10 -png "$1" "$work/page" 2> "$work/e" || return 1
	[ ! -s "$work/e" ] || { cat "$work/e"; return 1; }
	rm -f "$work"/page*
	mutool draw -q -r 10 -o /dev/null -F png "$1" > "$work/e" 2>&1 || { cat "$work/e"; return 1; }
	! grep -v 'ICC support' "$work/e" | grep -iE 'warning|error'
}

same_bytes() { # PLAN LAYOUT RENDERER: from here and from another folder
	"$program" render -l "$2" --renderer "$3" -o "$work/a.pdf" --quiet "$1" || return 1
	absolute=$PWD/$1
	(cd / && "$program" render -l "$2" --renderer "$3" -o "$work/b.pdf" --quiet "$absolute") || return 1
	cmp "$work/a.pdf" "$work/b.pdf"
}

same_text() { # PLAN: cairo's and libharu's pages
	for renderer in cairo haru; do
		"$program" render -l plan --renderer $renderer -o "$work/$renderer.pdf" --quiet "$1" || return 1
		pdftotext "$work/$renderer.pdf" "$work/$renderer.txt" || return 1
	done
	python3 tests/samples/words.py --same "$work/cairo.txt" "$work/haru.txt"
}

for plan in samples/broken/*.xml; do
	check "$plan" broken "$plan"
done
for name in $good; do
	plan=samples/$name.xml
	check "$plan: valid" "$program" check --fail-level error --quiet "$plan"
	"$program" render -l plan --to text -o "$work/text" --quiet "$plan" || echo "no text"
	check "$plan: every word" python3 tests/samples/words.py "$plan" "$work/text"
	check "$plan: same bytes, cairo" same_bytes "$plan" plan cairo
	check "$plan: cairo's file" readable "$work/a.pdf"
	check "$plan: same bytes, haru" same_bytes "$plan" plan haru
	check "$plan: haru's file" readable "$work/a.pdf"
	for layout in signoff gantt comment-form; do
		check "$plan: $layout" same_bytes "$plan" "$layout" cairo
		check "$plan: $layout's file" readable "$work/a.pdf"
	done
	check "$plan: same text" same_text "$plan"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
