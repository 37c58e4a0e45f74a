/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One walk over the pattern.  Only what stands outside of groups and classes counts;
 * where there is a choice between two wholes, or anything that changes what letters
 * mean, there is nothing to be told.
 */
#include "search/literal.h"

#include <stdbool.h>
#include <string.h>
#include <uchar.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Letters whose other case folds to the same. */
static bool is_letter(char32_t cp)
{
	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
		       (cp >= '0' && cp <= '9');
	return cp >= 0xC0 && cp <= 0xFF && cp != 0xD7 && cp != 0xF7;
}

/* Past the class that begins at `p`; NULL: it has no end. */
static const char *class_end(const char *p)
{
	p += p[1] == '^' ? 2 : 1;
	if (*p == ']') /* stands for itself where it is first */
		p++;
	for (; *p && *p != ']'; p++)
		if (p[0] == '[' && p[1] == ':' && strstr(p, ":]"))
			p = strstr(p, ":]") + 1;
		else if (p[0] == '\\' && p[1])
			p++;
	return *p ? p + 1 : NULL;
}

/* Past the escape at `p` and its argument; NULL: it may change what follows. */
static const char *past_escape(const char *p)
{
	char letter = p[1];

	if (!letter || strchr("QEgk", letter))
		return NULL;
	if (strchr("pPxNo", letter) && p[2] == '{')
		return strchr(p, '}') ? strchr(p, '}') + 1 : NULL;
	if (strchr("pPc", letter))
		return p[2] ? p + 3 : NULL;
	p += 2;
	/* More than belongs to it is passed at worst. */
	if (letter == 'x')
		return p + strspn(p, "0123456789ABCDEFabcdef");
	return letter >= '0' && letter <= '9' ? p + strspn(p, "0123456789") : p;
}

/* Whether a group begins that is no more than one, or looks around. */
static bool is_plain_group(const char *p)
{
	return p[1] != '*' && (p[1] != '?' || (p[2] && strchr(":=!<|>", p[2])));
}

/* Past what stands at `p` but letters; NULL where nothing can be told. */
static const char *pass(const char *p, int *depth)
{
	switch (*p) {
	case '\\':
		return past_escape(p);
	case '[':
		return class_end(p);
	case '(':
		++*depth;
		return is_plain_group(p) ? p + 1 : NULL;
	case ')':
		return --*depth < 0 ? NULL : p + 1;
	case '|':
		return *depth ? p + 1 : NULL;
	case '{': /* how many times */
		return strchr(p, '}') ? strchr(p, '}') : p + 1;
	default:
		return p + 1;
	}
}

/* Past the letters at `p`, those that must be there; `*n` is how many bytes they take. */
static const char *pass_letters(const char *p, size_t *n)
{
	const char *end = p + strlen(p), *at = p;
	size_t len = 0, last = 0;
	char32_t cp;

	while (at < end && (last = utf8_decode(at, (size_t)(end - at), &cp), is_letter(cp))) {
		at += last;
		len = last;
	}
	/* The last of them may be there several times, or not, or have a mark. */
	*n = (size_t)(at - p) - (*at && (strchr("?*{", *at) || *at & 0x80) ? len : 0);
	return at;
}

char *literal_of(const char *pattern)
{
	const char *p = pattern, *best = pattern;
	size_t len = 0, n;
	int depth = 0;

	while (p && *p) {
		const char *from = p;

		p = pass_letters(p, &n);
		if (!depth && n > len) {
			best = from;
			len = n;
		}
		if (p == from)
			p = pass(p, &depth);
	}
	return mem_strndup(best, p && !depth ? len : 0);
}
