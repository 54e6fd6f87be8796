#!/bin/sh
# The documents of ../shared/fo-suite: each is formatted, and has the pages, words, links and bookmarks
# that Apache FOP gives it (fop.facts).  usage: tests/documents/run.sh [BUILD]
# `make compare` runs fop itself and compares every word; it renews fop.facts with NOTE=1.
here=$(dirname "$0")
program=${PLANPRESS:-${1:-build}/planpress}
documents=$here/../../../shared/fo-suite/documents
if [ ! -d "$documents" ]; then
	echo "SKIPPED: tests/documents: there is no $documents"
	exit 0
fi
exec python3 "$here/compare.py" -q --program "$program" --work "${1:-build}/documents" \
	--against "$here/fop.facts" --known "$here/../known/documents.txt" \
	"$documents"/*.fo "$documents"/examples/*/*.fo
