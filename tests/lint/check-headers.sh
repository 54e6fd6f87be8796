#!/bin/sh
# Does every header compile alone, and has it its guard?  usage: check-headers.sh BUILD CC FLAGS…
build=$1 cc=$2; shift 2
bad=0
mkdir -p "$build/lint/headers"
for h in src/*/*.h; do
	guard=PP_$(echo "${h#src/}" | tr 'a-z/.-' 'A-Z___')
	room=$(echo "$h" | cut -d/ -f2 | tr a-z A-Z)
	short=$(echo "$guard" | sed "s/^PP_${room}_${room}_/PP_${room}_/") # render_diag.h: PP_RENDER_DIAG_H
	grep -qE "^#ifndef ($guard|$short)\$" "$h" || { echo "$h: guard is not $guard"; bad=1; }
	stamp=$build/lint/headers/$(echo "$h" | tr / _)
	[ "$stamp" -nt "$h" ] && continue
	if printf '#include "%s"\ntypedef int pp_header_check;\n' "${h#src/}" |
		$cc "$@" -fsyntax-only -x c -; then : > "$stamp"; else echo "$h: does not compile alone"; bad=1; fi
done
exit $bad
