#!/bin/sh
# Runs every suite: unit programs (cmocka), then the command-line suite.  Ends with 1 if any failed.
# usage: tests/run.sh BUILD [NAME]     only suites whose path holds NAME
build=$1 only=$2
failed='' count=0
export PLANPRESS="$build/planpress"
[ -z "$CMOCKA_TEST_ABORT" ] || unset CMOCKA_TEST_ABORT
for program in $(find "$build/tests" -type f -name 'test_*' -perm -u+x | LC_ALL=C sort); do
	case $program in *.d) continue ;; *"$only"*) ;; *) continue ;; esac
	source=tests/unit/${program#"$build/tests/"}.c
	[ -f "$source" ] || continue # a test that is gone from the tree
	count=$((count + 1))
	log=$program.log
	if "$program" > "$log" 2>&1; then
		tail -n 3 "$log" | grep -E 'PASSED|SKIPPED'
		grep -iE '^(SKIP|skipped):' "$log"
	else
		failed="$failed ${source}"
		grep -E 'FAILED|ERROR|error:|runtime error|Sanitizer|LastOutput|[0-9]+:' "$log" | head -n 40
	fi
done
for suite in tests/*/run.sh; do
	case $suite in *"$only"*) ;; *) continue ;; esac
	count=$((count + 1))
	sh "$suite" "$build" || failed="$failed $suite"
done
if [ -n "$failed" ]; then
	for f in $failed; do echo "failed: $f"; done
	set -- $failed
	echo "$((count - $#)) passed, $# failed"
	exit 1
fi
echo "$count passed, 0 failed"
