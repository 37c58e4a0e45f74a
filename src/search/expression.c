/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * PCRE2 matches the text itself, or where it holds line ends or letters that are
 * decomposed a copy with spaces for the ones and one character for each of the
 * others.  The copy is kept for the next match, but only as long as a search walks
 * on from match to match: any other call may be about another text in the same
 * place.  Offsets are bytes from the start of the text; where a copy is shorter,
 * `bends` go between the two.
 */
#include "search/expression.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"

/* Bounds of one call: some milliseconds and some megabytes. */
#define STEPS_MAX 1000000
#define HEAP_KIB_MAX (32 << 10)
#define STACK_MAX ((size_t)1 << 20)

/* From here on to the next bend, the copy and the text run side by side. */
struct bend {
	size_t copy, text;
};

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
	VEC(struct bend) bends;
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

/* What is wrong, in words; PCRE2's own for what is rare. */
static const struct wrong {
	int code;
	bool ahead; /* the place is the character after */
	const char *why;
} wrongs[] = {
	{PCRE2_ERROR_END_BACKSLASH, false, N_("the \\ at the end stands before nothing")},
	{PCRE2_ERROR_MISSING_SQUARE_BRACKET, false, N_("a ] is missing")},
	{PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS, false, N_("a ) is missing")},
	{PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS, true, N_("a ) closes nothing")},
	{PCRE2_ERROR_QUANTIFIER_INVALID, true, N_("nothing to repeat")},
	{PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER, false, N_("{m,n}: more at least than at most")},
	{PCRE2_ERROR_QUANTIFIER_TOO_BIG, false, N_("too many times to repeat")},
	{PCRE2_ERROR_CLASS_RANGE_ORDER, true, N_("a range runs backwards")},
	{PCRE2_ERROR_CLASS_INVALID_RANGE, false, N_("a range that ends in no character")},
	{PCRE2_ERROR_UNKNOWN_ESCAPE, false, N_("this \\ and its letter mean nothing")},
	{PCRE2_ERROR_INVALID_AFTER_PARENS_QUERY, false, N_("this (? means nothing")},
	{PCRE2_ERROR_UNRECOGNIZED_AFTER_QUERY_P, false, N_("this (? means nothing")},
	{PCRE2_ERROR_MISSING_NAME_TERMINATOR, false, N_("the name of a group does not end")},
	{PCRE2_ERROR_BAD_SUBPATTERN_REFERENCE, false, N_("there is no such group")},
	{PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH, false,
	 N_("what is looked for before must be of one length")},
	{PCRE2_ERROR_UNKNOWN_POSIX_CLASS, false, N_("there is no such class of characters")},
	{PCRE2_ERROR_POSIX_CLASS_NOT_IN_CLASS, false, N_("such a class stands in [ ] only")},
	{PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY, false,
	 N_("there is no such property of characters")},
	{PCRE2_ERROR_MALFORMED_UNICODE_PROPERTY, false, N_("a property without its name")},
};

static void tell(struct err *err, const char *pattern, int code, size_t offset)
{
	PCRE2_UCHAR own[256];
	const struct wrong *w = wrongs, *end = wrongs + sizeof wrongs / sizeof *wrongs;

	while (w < end && w->code != code)
		w++;
	if (w == end)
		pcre2_get_error_message(code, own, sizeof own);
	if (code == PCRE2_ERROR_END_BACKSLASH)
		err_set(err, "%s", _(w->why));
	else
		err_set(err, "%s (character %zu)", w < end ? _(w->why) : (char *)own,
			utf8_count(pattern, offset) + (w < end && w->ahead));
}

/* As the text is read: a letter and its mark are one character.  Yours to free. */
static char *composed_pattern(const char *pattern)
{
	size_t len = 0, size = strlen(pattern) + 1;
	uint8_t *composed = u8_normalize(UNINORM_NFC, (const uint8_t *)pattern, size, NULL, &len);

	return composed ? (char *)composed : mem_strdup(pattern);
}

struct expression *expression_new(const char *pattern, struct err *err)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF;
	struct expression *e;
	pcre2_code *code;
	char *composed;
	size_t offset;
	int error;

	if (!means_case(pattern))
		options |= PCRE2_CASELESS;
	composed = composed_pattern(pattern);
	code = pcre2_compile((PCRE2_SPTR)composed, strlen(composed), options, &error, &offset,
			     NULL);
	if (!code)
		tell(err, composed, error, offset);
	free(composed);
	if (!code)
		return NULL;
	e = mem_zalloc(sizeof *e);
	e->code = code;
	while (!(e->data = pcre2_match_data_create_from_pattern(code, NULL)))
		mem_yield();
	while (!(e->context = pcre2_match_context_create(NULL)))
		mem_yield();
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
	vec_release(&e->bends);
	free(e);
}

/* ---- what PCRE2 reads */
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

/* Marks and jamo that make one character with what stands before them. */
static bool is_joining(char32_t cp)
{
	return (cp >= 0x300 && cp <= 0x36F) || (cp >= 0x653 && cp <= 0x655) ||
	       (cp >= 0x1161 && cp <= 0x11C2) || cp == 0x3099 || cp == 0x309A;
}

/* Looks at first bytes only, and so is right where it says no. */
static bool may_be_decomposed(const char *text, size_t len)
{
	return memchr(text, 0xCC, len) || memchr(text, 0xCD, len) || memchr(text, 0xD9, len) ||
	       memchr(text, 0xE1, len) || memchr(text, 0xE3, len);
}

/* Appends a character and the marks on it, composed. */
static void add_composed(struct expression *e, const char *run, size_t len, size_t at)
{
	char room[128];
	size_t composed = sizeof room;
	uint8_t *got =
		u8_normalize(UNINORM_NFC, (const uint8_t *)run, len, (uint8_t *)room, &composed);

	if (got && composed != len) {
		vec_push(&e->bends, ((struct bend){e->copy.len, at}));
		str_addn(&e->copy, (char *)got, composed);
		vec_push(&e->bends, ((struct bend){e->copy.len, at + len}));
	} else {
		str_addn(&e->copy, run, len);
	}
	if (got != (uint8_t *)room)
		free(got);
}

static void compose(struct expression *e, const char *text, size_t len)
{
	size_t run = 0, marks = 0;
	char32_t cp;

	for (size_t at = 0, n; at < len; at += n) {
		n = utf8_decode(text + at, len - at, &cp);
		if (is_joining(cp)) {
			marks++;
			continue;
		}
		if (marks)
			add_composed(e, text + run, at - run, run);
		else
			str_addn(&e->copy, text + run, at - run);
		run = at;
		marks = 0;
	}
	if (marks)
		add_composed(e, text + run, len - run, run);
	else
		str_addn(&e->copy, text + run, len - run);
}

/* The place in the copy of one in the text, or the other way: what lies between two
 * bends that are closer there than here goes to the second. */
static size_t across(const struct expression *e, size_t at, bool to_text)
{
	size_t low = 0, high = e->bends.len, end;
	const struct bend *b;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		b = &e->bends.items[middle];
		if ((to_text ? b->copy : b->text) <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return at;
	b = &e->bends.items[low - 1];
	end = low < e->bends.len ? to_text ? b[1].text : b[1].copy : SIZE_MAX;
	at = to_text ? b->text + (at - b->copy) : b->copy + (at - b->text);
	return at < end ? at : end;
}

static void make_copy(struct expression *e, const char *text, size_t len)
{
	bool decomposed = may_be_decomposed(text, len);

	str_clear(&e->copy);
	e->bends.len = 0;
	e->copied = decomposed || holds_line_end(text, len);
	if (decomposed)
		compose(e, text, len);
	else if (e->copied)
		str_addn(&e->copy, text, len);
	unwrap(e->copy.data, e->copy.len);
}

/* What PCRE2 reads for text[span]. */
static const char *subject(struct expression *e, const char *text, struct span span, size_t from)
{
	if (e->text != text || !span_equal(e->span, span) || e->next != from) {
		make_copy(e, text + span.start, span_length(span));
		e->text = text;
		e->span = span;
	}
	return e->copied ? e->copy.data : text + span.start;
}

bool expression_match(struct expression *e, const char *text, size_t start, size_t from, size_t end,
		      struct span *match)
{
	struct span span = {start, end};
	const char *read = subject(e, text, span, from);
	size_t len = e->copied ? e->copy.len : end - start;
	const size_t *found;
	int result;

	result = pcre2_match(e->code, (PCRE2_SPTR)read, len, across(e, from - start, false),
			     PCRE2_NOTEMPTY, e->data, e->context);
	e->text = NULL;
	if (result < 0) {
		e->gave_up = e->gave_up || result != PCRE2_ERROR_NOMATCH;
		return false;
	}
	found = pcre2_get_ovector_pointer(e->data);
	if (found[0] >= found[1]) /* what \K makes of some */
		return false;
	*match =
		(struct span){start + across(e, found[0], true), start + across(e, found[1], true)};
	e->text = text;
	e->next = match->end;
	return true;
}

bool expression_gave_up(const struct expression *e)
{
	return e->gave_up;
}
