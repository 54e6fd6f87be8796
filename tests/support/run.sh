#!/bin/sh
# What `planpress support` claims is exercised by a test (claims.awk); tests/known/support.txt lists
# what cannot be, with the reason.
cd "$(dirname "$0")/../.." || exit 2
awk -f tests/support/claims.awk tests/known/support.txt src/fo/property.def src/fo/shorthand.def \
	src/fo/object.def tests/layout/*/*.xml tests/unit/fo/*.c tests/unit/layout/*.c \
	tests/unit/render/*.c tests/unit/pdf/*.c
