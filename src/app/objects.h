/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be selected at once: a word, a sentence, a paragraph, a section, a quotation,
 * what stands in parentheses.  Inside of the application.
 */
#ifndef LUTRIN_APP_OBJECTS_H
#define LUTRIN_APP_OBJECTS_H

#include "app/model.h"

enum object_unit { OBJECT_WORD, OBJECT_SENTENCE, OBJECT_PARAGRAPH, OBJECT_SECTION, OBJECT_PAIR };

struct object {
	const char *keys; /* characters, each of which names it; the first is the one shown */
	const char *word; /* N_() */
	enum object_unit unit;
	unsigned pairs; /* OBJECT_PAIR: which, of text/pairs.h */
	bool hidden;    /* for who knows of it: no legend shows it */
};
/* The table of them; NULL beyond the last. */
const struct object *object_at(size_t index);

/* Selects the word, sentence … at an offset of the text, as a double click does.  False:
 * there is none. */
bool object_select(struct app *app, enum object_unit unit, size_t offset);

#endif
