#!/bin/sh
# The schedule of random plans against a slow reference; the schema against the RELAX NG grammar, where both
# jing and the grammar are at hand.
# usage: tests/plan/run.sh BUILD
program=$1/planpress
[ -x "$program" ] || { echo "tests/plan: SKIPPED: $program is not built"; exit 0; }
python3 "$(dirname "$0")/reference.py" --count 30 --program "$program" --work "$1/tests-plan" || exit 1
python3 "$(dirname "$0")/mutate.py" --count 120 --program "$program"
status=$?
[ $status -eq 77 ] && { echo "tests/plan: SKIPPED"; exit 0; }
exit $status
