#!/bin/sh
# Schedules of other programs: the cases, plans out and in again, mutants.  usage: tests/exchange/run.sh [BUILD]
# Files that Microsoft Project saved are looked for in ../shared/mspdi (or the folder $MSPDI names).
# More round trips: tests/exchange/roundtrip.py --program P --smallest samples/smallest.xml --count 1000 --seed 1
top=$(cd "$(dirname "$0")/../.." && pwd)
case ${PLANPRESS:=${1:-build}/planpress} in /*) ;; *) PLANPRESS=$PWD/$PLANPRESS ;; esac
count=25
! grep -q __asan_init "$PLANPRESS" || count=8 # sanitizers take their time
status=0
python3 "$top/tests/exchange/cases.py" --program "$PLANPRESS" --samples "$top/samples" --saved "${MSPDI:-$top/../shared/mspdi}" || status=1
python3 "$top/tests/exchange/roundtrip.py" --program "$PLANPRESS" --smallest "$top/samples/smallest.xml" --count $count --seed 1 \
	"$top"/samples/*.xml || status=1
seconds=10
[ $count -eq 25 ] || seconds=60
python3 "$top/tests/exchange/fuzz.py" --program "$PLANPRESS" --count $((count * 2)) --seed 1 --seconds $seconds "$top"/tests/exchange/corpus/* || status=1
exit $status
