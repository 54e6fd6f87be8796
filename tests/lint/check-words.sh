#!/bin/sh
# Habits that a grep can see: no banned calls, no printing or exit below cli, batch and preview, no
# left-over marks.
cd "$(dirname "$0")/../.." || exit 2
bad=0
say() { [ -z "$2" ] || { echo "$1:"; echo "$2"; bad=1; }; }
library='src/base src/plan src/merge src/fo src/chart src/layout src/render src/pdf src/press src/exchange'
say 'unsafe calls' "$(grep -nE '\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atof|scanf|sscanf)[ ]*\(' src/*/*.[ch])"
say 'printing in the library' "$(grep -nE '\b(printf|puts|putchar|perror)[ ]*\(' $(find $library -name '*.[ch]') | grep -vE 'format|:[ \t]*\*')"
say 'exit in the library' "$(grep -nE '\b(exit|abort|_exit)[ ]*\(' $(find $library -name '*.[ch]') | grep -v 'src/base/arena')"
say 'left-over marks' "$(grep -nE 'TODO|FIXME|XXX' src/*/*.[ch] | grep -v '"')"
exit $bad
