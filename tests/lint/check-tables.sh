#!/bin/sh
# Every diagnostic code of a diag.def is named by some test or sample.
cd "$(dirname "$0")/../.." || exit 2
bad=0
codes=$(grep -ho '"PP[A-Z]*[0-9][0-9]*"' src/*/*diag.def | tr -d '"' | sort)
for code in $(echo "$codes" | uniq); do
	grep -rqw "$code" tests samples --include='*' && continue
	echo "$code: no test names it"; bad=1
done
exit $bad
