#!/bin/sh
# Mutants of the corpus: the program neither crashes nor stays busy.  usage: tests/fuzz/run.sh [BUILD]
# More of them: tests/fuzz/mutate_fo.py --count 3000 --seed 7 tests/fuzz/corpus/*.fo
here=$(dirname "$0")
exec python3 "$here/mutate_fo.py" --count 60 --seed 1 --program "${PLANPRESS:-${1:-build}/planpress}" "$here"/corpus/*.fo
