/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A few terms, parsed anew at each key.  A value that is not typed to its end stands
 * for all that begin so, so that the list narrows while one types.
 */
#include "app/list_filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"

/* ---- what was typed, cut into terms */
/* The next term of the text: its end, or NULL behind the last.  A quote keeps spaces. */
static const char *next_term(const char **text)
{
	const char *end;
	bool quoted = false;

	*text += strspn(*text, " ");
	if (!**text)
		return NULL;
	for (end = *text; *end && (quoted || *end != ' '); end++)
		quoted ^= *end == '"';
	return end;
}

/* Without the quotes around its words. */
static char *unquoted(const char *text, size_t len)
{
	char *word = mem_strndup(text, len);
	size_t n = 0;

	for (const char *c = word; *c; c++)
		if (*c != '"')
			word[n++] = *c;
	word[n] = '\0';
	return word;
}

/* ---- keys and values */
/* Where the value begins if the term has that key, in English or translated; else NULL. */
static const char *value_of(const char *term, const struct list_key *key)
{
	const char *names[] = {key->name, _(key->name)};

	for (size_t i = 0; i < 2; i++) {
		size_t len = strlen(names[i]);

		if (!strncmp(term, names[i], len) && term[len] == ':')
			return term + len + 1;
	}
	return NULL;
}

static bool begins(struct query *q, const char *text)
{
	struct span match;

	return !q || (query_match(q, text, 0, 0, strlen(text), &match) && match.start == 0);
}

static unsigned values_like(const struct list_key *key, const char *typed)
{
	struct query *q = *typed ? query_new(typed, false, NULL) : NULL;
	unsigned values = 0;

	for (size_t i = 0; key->values[i]; i++)
		if (!*typed || (q && (begins(q, key->values[i]) || begins(q, _(key->values[i])))))
			values |= 1U << i;
	query_free(q);
	return values;
}

static bool no_such_value(const struct list_key *key, const char *typed, struct err *err)
{
	struct str all;

	str_init(&all);
	for (size_t i = 0; key->values[i]; i++)
		str_addf(&all, "%s%s", i ? ", " : "", _(key->values[i]));
	err_set(err, "%s: no such value; there are %s", typed, all.data);
	str_release(&all);
	return false;
}

/* ---- terms */
static bool parse_word(struct list_term *term, const char *word, struct err *err)
{
	term->query = query_new(word, false, err);
	return term->query != NULL;
}

static bool parse_term(struct list_term *term, const char *word, const struct list_key *keys,
		       struct err *err)
{
	for (size_t i = 0; keys && keys[i].name; i++) {
		const char *typed = value_of(word, &keys[i]);

		if (!typed)
			continue;
		term->kind = TERM_KEY;
		term->key = i;
		term->values = values_like(&keys[i], typed);
		return term->values || no_such_value(&keys[i], typed, err);
	}
	if (keys && word[0] == '#') {
		term->kind = TERM_TAG;
		return !word[1] || parse_word(term, word + 1, err);
	}
	return parse_word(term, word, err);
}

bool list_filter_parse(struct list_filter *f, const char *text, const struct list_key *keys,
		       struct err *err)
{
	const char *end;
	bool ok = true;

	*f = (struct list_filter){0};
	for (; (end = next_term(&text)); text = end) {
		struct list_term term = {0};
		char *word;

		/* A lone '-' may be the key that is looked for. */
		term.without = text[0] == '-' && end - text > 1;
		word = unquoted(text + term.without, (size_t)(end - text) - term.without);
		if (*word && parse_term(&term, word, keys, err))
			vec_push(&f->terms, term);
		else if (*word)
			ok = false;
		free(word);
	}
	return ok;
}

void list_filter_release(struct list_filter *f)
{
	for (size_t i = 0; i < f->terms.len; i++)
		query_free(f->terms.items[i].query);
	vec_release(&f->terms);
}

bool list_term_in(const struct list_term *term, const char *const *texts, size_t count)
{
	struct span match;

	for (size_t i = 0; i < count; i++) {
		if (!texts[i])
			continue;
		if (term->kind == TERM_TAG
			    ? begins(term->query, texts[i])
			    : query_match(term->query, texts[i], 0, 0, strlen(texts[i]), &match))
			return true;
	}
	return false;
}

/* ---- completion */
static const char *last_term(const char *text)
{
	const char *end, *last = NULL;

	while ((end = next_term(&text))) {
		last = text;
		text = end;
	}
	if (!last || text[-1] == ' ')
		return NULL;
	return last + (*last == '-');
}

const char *list_filter_tag(const char *text)
{
	const char *last = last_term(text);

	return last && *last == '#' ? last + 1 : NULL;
}

void list_filter_complete(const char *text, const struct list_key *keys, struct str *out)
{
	const char *last = last_term(text);

	for (size_t i = 0; last && keys && keys[i].name; i++) {
		const char *typed = value_of(last, &keys[i]);
		size_t len = typed ? strlen(typed) : 0;
		bool english = typed && !strncmp(last, keys[i].name, strlen(keys[i].name));

		for (size_t j = 0; typed && keys[i].values[j]; j++) {
			const char *value = keys[i].values[j], *ours = _(value);

			if (english && !strncmp(value, typed, len))
				str_add(out, value + len);
			else if (!strncmp(ours, typed, len))
				str_add(out, ours + len);
			else
				continue;
			return;
		}
	}
}
