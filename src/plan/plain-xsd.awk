# plan.xsd without comments, annotations and the white space between tags: the same grammar, to
# validate by.
function cut(text, from, to,    at, end, kept) {
	while ((at = index(text, from)) > 0) {
		kept = kept substr(text, 1, at - 1)
		text = substr(text, at)
		end = index(text, to)
		if (end == 0) {
			print "plain-xsd.awk: no " to > "/dev/stderr"
			exit 1
		}
		text = substr(text, end + length(to))
	}
	return kept text
}
{ text = text $0 "\n" }
END {
	text = cut(text, "<!--", "-->")
	text = cut(text, "<xs:annotation>", "</xs:annotation>")
	gsub(/>[ \t\n]+</, "><", text)
	print text
}
