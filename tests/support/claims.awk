# What property.def, shorthand.def and object.def claim against what tests exercise.
#
#	awk -f claims.awk KNOWN TABLES... TESTS...
#
# A row marked FULL or PART is a claim.  It is exercised where a test gives the property, or one of
# its components, a value that is neither the initial one nor inherit, or uses the object; each
# keyword of a row marked FULL is a claim of its own, and so are percentages (name=%) and the
# components of compound values (name.minimum).  KNOWN lists, one a line, claims that no test
# can show, with the reason.

function fields(line) {
	sub(/^[A-Z]+\(/, "", line)
	sub(/\)[^)]*$/, "", line)
	return split(line, field, /", *"|", *|, *"/)
}

function strip(s) {
	gsub(/[" ]+$|^[" ]+/, "", s)
	return s
}

function claim_property(    n, i, word, words) {
	fields($0)
	name = strip(field[2])
	if (field[7] !~ /FULL|PART/ && field[6] !~ /FULL|PART/)
		return
	claims[name] = FILENAME ":" FNR
	initial[name] = strip(field[5])
	if ($0 !~ / FULL,/)
		return
	n = split(field[3], words, " ")
	for (i = 1; i <= n; i++) {
		word = strip(words[i])
		if (word ~ /^[a-z-]+$/ && word != initial[name])
			claims[name "=" word] = FILENAME ":" FNR
		else if (word == "<percentage>")
			claims[name "=%"] = FILENAME ":" FNR
		else if (word in components)
			claim_components(name, components[word])
	}
}

function claim_components(name, list,    i, n, part) {
	n = split(list, part, " ")
	for (i = 1; i <= n; i++)
		claims[name "." part[i]] = FILENAME ":" FNR
}

BEGIN {
	components["<space>"] = "minimum optimum maximum"
	components["<length-range>"] = "minimum optimum maximum"
	components["<keep>"] = "within-line within-column within-page"
	components["<conditional>"] = "conditionality"
	components["<directions>"] = "block-progression-direction inline-progression-direction"
}

# Everything that looks like an attribute, and every object's tag.
function take_uses(line,    token, eq, name, value, plain) {
	while (match(line, /[a-z][a-z:-]*(\.[a-z-]+)?=\\?["'][^"'\\]*/)) {
		token = substr(line, RSTART, RLENGTH)
		line = substr(line, RSTART + RLENGTH)
		eq = index(token, "=")
		name = substr(token, 1, eq - 1)
		value = substr(token, eq + 1)
		sub(/^\\?["']/, "", value)
		plain = name
		sub(/\..*/, "", plain)
		used[plain "=" value] = used[name] = 1
		if (value ~ /%/)
			used[plain "=%"] = 1
		if (value != "inherit" && value != initial[plain])
			used[plain] = 1
	}
}

function take_objects(line) {
	while (match(line, /<fo:[a-z-]+/)) {
		used[substr(line, RSTART + 1, RLENGTH - 1)] = 1
		line = substr(line, RSTART + RLENGTH)
	}
}

FILENAME ~ /known\// { if ($0 !~ /^#/ && $1 != "") { sub(/:$/, "", $1); known[$1] = FILENAME ":" FNR }; next }
FILENAME ~ /\.def$/ && /^PROP\(/ { claim_property(); next }
FILENAME ~ /\.def$/ && /^SHORTHAND\(.*(FULL|PART),/ { fields($0); claims[strip(field[2])] = FILENAME ":" FNR; next }
FILENAME ~ /\.def$/ && /^OBJECT\(/ { if (/(FULL|PART),/) { fields($0); claims[strip(field[2])] = FILENAME ":" FNR }; next }
FILENAME ~ /\.def$/ { next }
{ take_uses($0); take_objects($0) }

END {
	for (c in claims) {
		total++
		if (c in used) {
			if (c in known) { print known[c] ": " c " is exercised: take it out"; bad = 1 }
		} else if (!(c in known)) {
			print claims[c] ": no test exercises " c
			bad = 1
		}
	}
	for (k in known)
		if (!(k in claims)) { print known[k] ": nothing claims " k; bad = 1 }
	if (!bad)
		print "support: " total " claims are exercised by tests"
	exit bad
}
