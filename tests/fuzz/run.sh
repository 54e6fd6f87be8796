#!/bin/sh
# Mutants of the corpus and documents of great size: the program neither crashes nor stays busy.  Documents of
# numbered words: none is lost or repeated.
# usage: tests/fuzz/run.sh [BUILD]
# More of them: tests/fuzz/mutate_fo.py --count 3000 --seed 7 tests/fuzz/corpus/*.fo
#               tests/fuzz/words_fo.py --count 300 --seed 7
#               tests/fuzz/sizes.py -v --times 10 --seconds 100 --megabytes 0
# The corpus is seconded by the short documents of ../shared/fo-suite, if they are there.
here=$(dirname "$0")
program=${PLANPRESS:-${1:-build}/planpress}
seconds=10 megabytes=1000 times=1
! grep -q __asan_init "$program" || seconds=60 megabytes=0 times=0.2 # sanitizers take their time and room
documents=$(find "$here/../../../shared/fo-suite/documents" -name '*.fo' -size -24k 2> /dev/null | LC_ALL=C sort)
wrong=0
python3 "$here/sizes.py" --seconds $seconds --megabytes $megabytes --times $times --program "$program" || wrong=1
python3 "$here/words_fo.py" --count 8 --seed 1 --seconds $seconds --program "$program" || wrong=1
python3 "$here/mutate_fo.py" --count 80 --seed 1 --seconds $seconds --program "$program" "$here"/corpus/*.fo $documents ||
	wrong=1
exit $wrong
