#!/bin/sh
# Every diagnostic code of a diag.def stands in one row only, and some test or sample names it (or the
# list of untested codes does, with its reason).
cd "$(dirname "$0")/../.." || exit 2
bad=0
codes=$(grep -ho '"PP[A-Z]*[0-9][0-9]*"' src/*/*diag.def | tr -d '"' | sort)
for code in $(echo "$codes" | uniq -d); do
	echo "$code: more than one row"; bad=1
done
for code in $(echo "$codes" | uniq); do
	grep -rqw "$code" tests samples --include='*' && continue
	echo "$code: no test names it"; bad=1
done
exit $bad
