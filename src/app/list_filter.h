/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is typed into a list to filter it: words that are searched for as everywhere
 * ("…" keeps some together), and in lists that have them #tags and keys with a value,
 * as in color:green.  All of them must be there; those behind a '-' must not.  Must not
 * know of lists and their items.
 */
#ifndef LUTRIN_APP_LIST_FILTER_H
#define LUTRIN_APP_LIST_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "search/query.h"

/* A key and its values, at most 31 of them, in the order of their bits.  All are N_(), and
 * are taken in English and in the reader's language. */
struct list_key {
	const char *name;
	const char *const *values; /* up to NULL */
};

enum list_term_kind { TERM_WORD, TERM_TAG, TERM_KEY };

struct list_term {
	enum list_term_kind kind;
	bool without;        /* what has it is left out */
	struct query *query; /* of TERM_WORD and TERM_TAG; NULL: any tag at all */
	size_t key;          /* TERM_KEY: index of the key … */
	unsigned values;     /* … and bits of the values that begin as was typed */
};

struct list_filter {
	VEC(struct list_term) terms;
};

/* Reads what was typed.  `keys` (up to one without a name) are those of the list; NULL:
 * it has neither keys nor tags.  What cannot be understood is left out and told: false
 * with err.  Release in any case. */
bool list_filter_parse(struct list_filter *f, const char *text, const struct list_key *keys,
		       struct err *err);
void list_filter_release(struct list_filter *f);

/* Whether one of the strings (NULL: none) holds the word, or is a tag that begins so. */
bool list_term_in(const struct list_term *term, const char *const *texts, size_t count);

/* The part of the text that is being typed at its end, where it is a tag: what stands
 * behind its '#'; else NULL. */
const char *list_filter_tag(const char *text);
/* Adds what completes the value that is being typed at the end, if there is one. */
void list_filter_complete(const char *text, const struct list_key *keys, struct str *out);

#endif
