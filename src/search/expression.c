/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * PCRE2 matches the text itself, or where it holds line ends a copy of the same
 * length with spaces for them.  The copy is kept for the next match, but only as
 * long as a search walks on from match to match: any other call may be about
 * another text in the same place.  Offsets are bytes from the start of the text.
 */
#include "search/expression.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* Bounds of one call: some milliseconds and some megabytes. */
#define STEPS_MAX 1000000
#define HEAP_KIB_MAX (32 << 10)
#define STACK_MAX ((size_t)1 << 20)

struct expression {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	bool gave_up;
	/* The text of the last match, its copy if it needed one, and where the search
	 * walks on. */
	const char *text;
	struct span span;
	size_t next;
	bool copied;
	struct str copy;
};

/* The end of the escape that begins at `p`: "\W", "\x41", "\p{Lu}", "\k<name>". */
static const char *escape_end(const char *p)
{
	const char *close = NULL;
	char letter = p[1];

	if (!letter)
		return p + 1;
	p += 2;
	if (*p && strchr("pPxNogk", letter)) {
		if (*p == '{')
			close = strchr(p, '}');
		else if (*p == '<')
			close = strchr(p, '>');
	}
	if (close)
		return close + 1;
	if (letter == 'x')
		return p + strspn(p, "0123456789ABCDEFabcdef");
	return (letter == 'p' || letter == 'P' || letter == 'c') && *p ? p + 1 : p;
}

/* Smart case: whether the pattern says what case it means. */
static bool means_case(const char *pattern)
{
	static const char *const named[] = {"{Lu}",  "{Ll}",      "{Lt}",     "{^Lu}",
					    "{^Ll}", "[:upper:]", "[:lower:]"};

	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (strstr(pattern, named[i]))
			return true;
	for (const char *p = pattern, *end = p + strlen(p); p < end;) {
		char32_t cp;

		if (*p == '\\') {
			p = escape_end(p);
		} else if (strncmp(p, "(?P", 3) == 0) {
			p += 3;
		} else {
			p += utf8_decode(p, (size_t)(end - p), &cp);
			if (uc_is_property_uppercase(cp))
				return true;
		}
	}
	return false;
}

/* Tells in words what is wrong and where; PCRE2's own words for what is rare. */
static void tell(struct err *err, const char *pattern, int code, size_t offset)
{
	PCRE2_UCHAR why[256];
	size_t place = utf8_count(pattern, offset);

	switch (code) {
	case PCRE2_ERROR_END_BACKSLASH:
		err_set(err, "%s: the \\ at the end stands before nothing", pattern);
		break;
	case PCRE2_ERROR_MISSING_SQUARE_BRACKET:
		err_set(err, "%s: a ] is missing (character %zu)", pattern, place);
		break;
	case PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS:
		err_set(err, "%s: a ) is missing (character %zu)", pattern, place);
		break;
	case PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS:
		err_set(err, "%s: a ) closes nothing (character %zu)", pattern, place + 1);
		break;
	case PCRE2_ERROR_QUANTIFIER_INVALID:
		err_set(err, "%s: nothing to repeat (character %zu)", pattern, place + 1);
		break;
	case PCRE2_ERROR_CLASS_RANGE_ORDER:
		err_set(err, "%s: a range runs backwards (character %zu)", pattern, place + 1);
		break;
	default:
		pcre2_get_error_message(code, why, sizeof why);
		err_set(err, "%s: %s (character %zu)", pattern, (char *)why, place);
	}
}

struct expression *expression_new(const char *pattern, struct err *err)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF;
	struct expression *e;
	pcre2_code *code;
	size_t offset;
	int error;

	if (!means_case(pattern))
		options |= PCRE2_CASELESS;
	code = pcre2_compile((PCRE2_SPTR)pattern, strlen(pattern), options, &error, &offset, NULL);
	if (!code) {
		tell(err, pattern, error, offset);
		return NULL;
	}
	e = mem_zalloc(sizeof *e);
	e->code = code;
	e->data = pcre2_match_data_create_from_pattern(code, NULL);
	e->context = pcre2_match_context_create(NULL);
	if (!e->data || !e->context)
		abort();
	pcre2_set_match_limit(e->context, STEPS_MAX);
	pcre2_set_heap_limit(e->context, HEAP_KIB_MAX);
	/* Where the system has no JIT, matching is slower and no worse. */
	if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0) {
		e->stack = pcre2_jit_stack_create(STACK_MAX / 16, STACK_MAX, NULL);
		pcre2_jit_stack_assign(e->context, NULL, e->stack);
	}
	str_init(&e->copy);
	return e;
}

void expression_free(struct expression *e)
{
	if (!e)
		return;
	pcre2_jit_stack_free(e->stack);
	pcre2_match_context_free(e->context);
	pcre2_match_data_free(e->data);
	pcre2_code_free(e->code);
	str_release(&e->copy);
	free(e);
}

static bool holds_line_end(const char *text, size_t len)
{
	return memchr(text, '\n', len) || memchr(text, '\r', len);
}

static void unwrap(char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\n' || text[i] == '\r')
			text[i] = ' ';
}

/* What PCRE2 reads for text[span]. */
static const char *subject(struct expression *e, const char *text, struct span span, size_t from)
{
	size_t len = span_length(span);

	if (e->text != text || !span_equal(e->span, span) || e->next != from) {
		e->copied = holds_line_end(text + span.start, len);
		str_clear(&e->copy);
		if (e->copied) {
			str_addn(&e->copy, text + span.start, len);
			unwrap(e->copy.data, len);
		}
		e->text = text;
		e->span = span;
	}
	return e->copied ? e->copy.data : text + span.start;
}

bool expression_match(struct expression *e, const char *text, size_t start, size_t from, size_t end,
		      struct span *match)
{
	struct span span = {start, end};
	const size_t *found;
	int result;

	result = pcre2_match(e->code, (PCRE2_SPTR)subject(e, text, span, from), end - start,
			     from - start, PCRE2_NOTEMPTY, e->data, e->context);
	e->text = NULL;
	if (result < 0) {
		e->gave_up = e->gave_up || result != PCRE2_ERROR_NOMATCH;
		return false;
	}
	found = pcre2_get_ovector_pointer(e->data);
	if (found[0] >= found[1]) /* what \K makes of some */
		return false;
	*match = (struct span){start + found[0], start + found[1]};
	e->text = text;
	e->next = match->end;
	return true;
}

bool expression_gave_up(const struct expression *e)
{
	return e->gave_up;
}
