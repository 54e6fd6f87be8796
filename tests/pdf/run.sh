#!/bin/sh
# Facts of finished PDFs, read back by qpdf and poppler: CASE.fo by each renderer against CASE.facts.
# usage: tests/pdf/run.sh [BUILD [NAME]]    ACCEPT=NAME in the environment renews CASE.facts

top=$(cd "$(dirname "$0")/../.." && pwd)
case ${PLANPRESS:=${1:-build}/planpress} in /*) ;; *) PLANPRESS=$PWD/$PLANPRESS ;; esac
only=$2
cases=$top/tests/pdf
LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=1800000000
export LC_ALL TZ SOURCE_DATE_EPOCH

[ -x "$PLANPRESS" ] || { echo "no program $PLANPRESS" >&2; exit 2; }
for tool in qpdf pdfinfo pdftotext; do
	command -v $tool > /dev/null || { echo "SKIPPED: tests/pdf, $tool is not installed"; exit 0; }
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=''

# facts FILE: what both renderers must agree on
facts() {
	qpdf --check "$1" > "$work/check" 2>&1 || { echo 'not sound:'; cat "$work/check"; }
	pdfinfo "$1" | grep -E '^(Title|Subject|Keywords|Author|Creator|Producer|CreationDate|Tagged|Pages|Page size|PDF version)'
	pdfinfo -dests "$1" | sed '1d' | sort
	pdfinfo -url "$1" | sed '1d'
	qpdf --json --json-key=outlines --json-key=pagelabels "$1" |
		grep -E '"(title|destpageposfrom1|open|label|index|/P|/S|/St)"' | sed 's/^ *//'
	pdftotext -enc UTF-8 "$1" - | grep -v '^$'
}

for case in "$cases"/*.fo; do
	name=$(basename "$case" .fo)
	case $name in *"$only"*) ;; *) continue ;; esac
	for renderer in cairo haru; do
		pdf=$work/$name-$renderer.pdf
		if ! "$PLANPRESS" format --renderer $renderer -o "$pdf" "$case" > "$work/log" 2>&1; then
			sed 's/^/    | /' "$work/log" | head -n 12
			failed="$failed $name($renderer)"
			continue
		fi
		facts "$pdf" > "$work/facts"
		[ -n "$ACCEPT" ] && [ $renderer = cairo ] && cp "$work/facts" "$cases/$name.facts"
		if ! diff -u "$cases/$name.facts" "$work/facts" > "$work/diff"; then
			sed 's/^/    | /' "$work/diff" | head -n 30
			failed="$failed $name($renderer)"
			continue
		fi
		"$PLANPRESS" format --renderer $renderer -o "$work/again.pdf" "$case" > "$work/log" 2>&1
		cmp -s "$pdf" "$work/again.pdf" || { echo "    | not the same bytes twice"; failed="$failed $name($renderer)"; continue; }
		passed=$((passed + 1))
	done
done
echo "pdf: $passed passed${failed:+, failed:$failed}"
[ -z "$failed" ]
