/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * PCRE2 expressions, for text that wraps and may be ill-formed; one that explodes
 * is given up.  Must not know of graphemes.
 */
#ifndef LUTRIN_SEARCH_EXPRESSION_H
#define LUTRIN_SEARCH_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"

struct expression;

/* Caseless unless the pattern holds a capital or names a case ("\p{Lu}").  NULL: it is
 * wrong; err says why and where, without the pattern. */
struct expression *expression_new(const char *pattern, struct err *err);
void expression_free(struct expression *e);

/* The first match in text[from, end) that is not empty; `start` is where ^ is.
 * Line ends read as spaces. */
bool expression_match(struct expression *e, const char *text, size_t start, size_t from, size_t end,
		      struct span *match);

/* Whether some text took too many steps and was passed over. */
bool expression_gave_up(const struct expression *e);

#endif
