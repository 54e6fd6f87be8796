/* Words of a text (words.h). */
#include "base/words.h"

#include <string.h>

#define SPACES " \t\r\n"

const char *
words_next(const char **list, size_t *len)
{
	const char *word = *list + strspn(*list, SPACES);

	*len = strcspn(word, SPACES);
	*list = word + *len;
	return *len == 0 ? NULL : word;
}

bool
words_have(const char *list, const char *word)
{
	size_t want = strlen(word), len;

	for (const char *at; (at = words_next(&list, &len)) != NULL;)
		if (len == want && memcmp(at, word, len) == 0)
			return true;
	return false;
}

void
words_collapse(char *text)
{
	const char *list = text;
	char *out = text;
	size_t len;

	for (const char *word; (word = words_next(&list, &len)) != NULL;) {
		if (out > text)
			*out++ = ' ';
		memmove(out, word, len);
		out += len;
	}
	*out = '\0';
}
