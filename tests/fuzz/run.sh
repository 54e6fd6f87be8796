#!/bin/sh
# Mutants of the corpus: the program neither crashes nor stays busy.  usage: tests/fuzz/run.sh [BUILD]
# More of them: tests/fuzz/mutate_fo.py --count 3000 --seed 7 tests/fuzz/corpus/*.fo
# The corpus is seconded by the short documents of ../shared/fo-suite, if they are there.
here=$(dirname "$0")
program=${PLANPRESS:-${1:-build}/planpress}
seconds=10
! grep -q __asan_init "$program" || seconds=60 # sanitizers take their time
documents=$(find "$here/../../../shared/fo-suite/documents" -name '*.fo' -size -24k 2> /dev/null | LC_ALL=C sort)
exec python3 "$here/mutate_fo.py" --count 80 --seed 1 --seconds $seconds --program "$program" "$here"/corpus/*.fo $documents
