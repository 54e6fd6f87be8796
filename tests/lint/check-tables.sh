#!/bin/sh
# Every diagnostic code of a diag.def is named by some test or sample, and every row is used by a source.
cd "$(dirname "$0")/../.." || exit 2
bad=0
codes=$(grep -ho '"PP[A-Z]*[0-9][0-9]*"' src/*/diag.def | tr -d '"' | sort -u)
grep -rhowE 'PP[A-Z]*[0-9]+' tests samples --exclude-dir=lint | sort -u > "${TMPDIR:-/tmp}/pp-named.$$"
for code in $codes; do
	grep -qx "$code" "${TMPDIR:-/tmp}/pp-named.$$" || { echo "$code: no test names it"; bad=1; }
done
rm -f "${TMPDIR:-/tmp}/pp-named.$$"
for table in src/*/diag.def; do
	for id in $(sed -n 's/^DIAG(\([A-Z0-9_]*\),.*/\1/p' "$table"); do
		grep -qE "(_DIAG_|[^A-Za-z0-9_])$id([^A-Za-z0-9_]|\$)" src/*/*.[ch] ||
			{ echo "$table: nothing uses $id"; bad=1; }
	done
done
exit $bad
