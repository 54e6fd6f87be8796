#!/bin/sh
# Does every room include only what layers.txt allows?  Prints each breach and ends with 1.
# usage: check-layers.sh   (from the top of the tree)
cd "$(dirname "$0")/../.." || exit 2
grep -Hn '^#[ ]*include' src/*/*.[ch] | awk '
function base_name(path) { sub(/.*\//, "", path); return path }
function glob_match(name, list,    n, parts, i, re) {
	n = split(list, parts, ",")
	for (i = 1; i <= n; i++) {
		re = parts[i]; gsub(/\./, "\\.", re); gsub(/\*/, ".*", re)
		if (name ~ ("^" re "$")) return 1
	}
	return 0
}
BEGIN {
	while ((getline line < "tests/lint/layers.txt") > 0) {
		if (line ~ /^#/ || line == "") continue
		n = split(line, f, /[ \t]+/)
		rooms[f[1]] = "," f[2] ","
		for (i = 3; i <= n; i++) if (split(f[i], p, ":") == 2) foreign[f[1], p[1]] = p[2]
	}
	system_ok = "^(assert|complex|ctype|dirent|errno|fcntl|fnmatch|float|inttypes|limits|locale|math|poll|signal|stdalign|stdarg|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|time|unistd|sys/[a-z]+)\\.h$"
}
{
	split($0, at, ":"); path = at[1]; where = at[1] ":" at[2]
	split(path, dir, "/"); room = dir[2]; file = base_name(path)
	if (match($0, /"[^"]+"/)) {
		name = substr($0, RSTART + 1, RLENGTH - 2)
		split(name, d, "/")
		if (d[1] == room || d[1] == "base") next
		if (index(rooms[room], "," name ",")) next
		print where ": " room " may not include " name; bad = 1
	} else if (match($0, /<[^>]+>/)) {
		name = substr($0, RSTART + 1, RLENGTH - 2)
		if (name ~ system_ok) next
		found = 0
		for (key in foreign) {
			split(key, k, SUBSEP)
			if (k[1] == room && index(name, k[2]) == 1 && (foreign[key] == "*" || glob_match(file, foreign[key]))) found = 1
		}
		if (!found) { print where ": " room " may not include <" name ">"; bad = 1 }
	}
}
END { exit bad }'
