#!/bin/sh
# Every rule on a plan that breaks it, and on one that does not.
# usage: tests/rules/run.sh BUILD
cd "$(dirname "$0")/../.." || exit 2
python3 tests/rules/rules.py "${PLANPRESS:-$1/planpress}" "$1/tests-rules"
