/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A quote in its context, folded for anchoring, as what is looked for in a folded
 * article.
 */
#ifndef LUTRIN_NOTES_PATTERN_H
#define LUTRIN_NOTES_PATTERN_H

#include "notes/needles.h"
#include "text/fold.h"

struct pattern {
	struct folded *folded; /* prefix, quote, suffix */
	size_t start, end;     /* the quote in it; empty where it folds to nothing */
};

/* `prefix` and `suffix` may be NULL. */
void pattern_init(struct pattern *p, const char *prefix, const char *quote, const char *suffix);
void pattern_release(struct pattern *p);

/* Characters [start, end) of the pattern, sought until found `limit` times. */
struct needle pattern_needle(const struct pattern *p, size_t start, size_t end, size_t limit);

#endif
