#!/bin/sh
# Commands as a user types them: exit codes, outputs, and what is left when something fails.
# usage: tests/cli/run.sh [BUILD [NAME]]    only tests whose name holds NAME
# Each function test_* of tests/cli/*.sh runs in a folder of its own; a helper that fails ends it.

top=$(cd "$(dirname "$0")/../.." && pwd)
case ${PLANPRESS:=${1:-build}/planpress} in /*) ;; *) PLANPRESS=$PWD/$PLANPRESS ;; esac
only=$2
samples=$top/samples
cases=$top/tests/cli
unset SOURCE_DATE_EPOCH NO_COLOR
LC_ALL=C.UTF-8
export PLANPRESS LC_ALL

[ -x "$PLANPRESS" ] || { echo "no program $PLANPRESS" >&2; exit 2; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# ---- helpers: what stands in a test ----

fail() { echo "    $*"; exit 1; }

# run CODE ARGUMENT...: the program; its streams go to the files out and err
run() {
	wanted=$1
	shift
	$as "$PLANPRESS" "$@" > out 2> err < /dev/null
	got=$?
	[ $got -eq "$wanted" ] || { sed 's/^/    | /' err | head -n 12; fail "planpress $*: exit code $got, not $wanted"; }
}
# from here on in this test the program runs as somebody who is not root
as_nobody() {
	[ "$(id -u)" -eq 0 ] || return 0
	as='setpriv --reuid 65534 --regid 65534 --clear-groups'
	chmod 755 "$work" && chmod 777 . && $as "$PLANPRESS" --version > out 2>&1 || skip 'cannot run as another user'
	$as test -r "$top/fonts/fonts.conf" || skip 'the source tree is hidden from other users'
}
as=''

out_has() { grep -q -e "$1" out || { head -n 12 out | sed 's/^/    | /'; fail "standard output lacks: $1"; }; }
err_has() { grep -q -e "$1" err || { head -n 12 err | sed 's/^/    | /'; fail "standard error lacks: $1"; }; }
out_lacks() { ! grep -q -e "$1" out || fail "standard output has: $1"; }
err_lacks() { ! grep -q -e "$1" err || fail "standard error has: $1"; }
out_empty() { [ ! -s out ] || { head -n 3 out | sed 's/^/    | /'; fail "standard output is not empty"; }; }
err_empty() { [ ! -s err ] || { head -n 3 err | sed 's/^/    | /'; fail "standard error is not empty"; }; }
is_pdf() { [ "$(head -c 5 "$1" 2> /dev/null)" = "%PDF-" ] || fail "$1 is not a PDF"; }
missing() { [ ! -e "$1" ] || fail "$1 is there"; }
# no temporary file in a folder
no_rest() { [ -z "$(find "${1:-.}" -name '.planpress-*')" ] || fail "a temporary file is left in ${1:-.}"; }
# same FILE TEXT: the file holds the text still
same() { [ "$(cat "$1")" = "$2" ] || fail "$1 was changed"; }
skip() { echo "SKIP: $*" >&2; exit 77; }

# a document of N pages; small, quick and needing no plan
small_fo() {
	echo '<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format"><fo:layout-master-set>'
	echo '<fo:simple-page-master master-name="a" page-width="200pt" page-height="100pt" margin="10pt"><fo:region-body/></fo:simple-page-master>'
	echo '</fo:layout-master-set><fo:page-sequence master-reference="a"><fo:flow flow-name="xsl-region-body">'
	i=0
	while [ $i -lt "$1" ]; do
		i=$((i + 1))
		echo "<fo:block break-before=\"page\">Page $i holds a line of text that is broken somewhere.</fo:block>"
	done
	echo '</fo:flow></fo:page-sequence></fo:root>'
}
# a document that keeps the program busy for seconds
large_fo() { small_fo 1 | sed 's,<fo:block.*,,; s,</fo:flow>.*,,'; awk 'BEGIN {
	for (i = 0; i < 60000; i++) printf "<fo:block>Paragraph %d of a long text, every one of which is to be broken into lines and set on pages.</fo:block>\n", i }'
	echo '</fo:flow></fo:page-sequence></fo:root>'; }

# ---- the tests ----

for file in "$cases"/*.sh; do
	[ "$file" = "$cases/run.sh" ] || . "$file"
done
passed=0 failed=0
for name in $(sed -n 's/^\(test_[a-z0-9_]*\)().*/\1/p' "$cases"/*.sh); do
	case $name in *"$only"*) ;; *) continue ;; esac
	mkdir "$work/$name"
	log=$work/$name.log
	(cd "$work/$name" && "$name") > "$log" 2>&1
	code=$?
	if [ $code -eq 0 ]; then
		passed=$((passed + 1))
	elif [ $code -eq 77 ]; then
		grep '^SKIP' "$log"
	else
		failed=$((failed + 1))
		echo "FAILED $name"
		cat "$log"
	fi
	rm -rf "${work:?}/$name"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
