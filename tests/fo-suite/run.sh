#!/bin/sh
# Half of Apache FOP's layout cases (../shared/fo-suite, or the folder $FO_SUITE names): those that
# fail are exactly those listed with a reason in tests/known/fo-suite.txt.  The cases are not part of
# this repository; where they are not at hand the suite is skipped, loudly.
# usage: tests/fo-suite/run.sh BUILD
cd "$(dirname "$0")/../.." || exit 2
program=$PWD/${1:-build}/planpress
case $1 in /*) program=$1/planpress ;; esac
suite=${FO_SUITE:-../shared/fo-suite}
known=tests/known/fo-suite.txt
export LC_ALL=C.UTF-8

if [ ! -f "$suite/fop_suite.py" ]; then
	echo "SKIPPED: fo-suite: there is no $suite (FO_SUITE=folder names another)"
	exit 0
fi
for python in python3 /usr/bin/python3 ''; do
	[ -z "$python" ] || ! "$python" -c 'import lxml' 2> /dev/null || break
done
if [ -z "$python" ]; then
	echo "SKIPPED: fo-suite: python3 has no lxml (Debian's python3-lxml)"
	exit 0
fi
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
"$python" "$suite/fop_suite.py" "$suite" --judge core --json "$work/result" --cmd \
	"$program format --allow-path $(cd "$suite" && pwd) --to areas --metrics base14 -o {out} {fo}" \
	> "$work/log" 2>&1 # its exit code says that cases fail; some are known to
[ -s "$work/result" ] || { tail -n 5 "$work/log"; exit 1; }
exec "$python" tests/fo-suite/compare.py "$work/result" "$known"
