/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One annotation: a W3C Web Annotation as the sidecar keeps it, and the view of
 * it that the program works with.  No I/O, no clock, no place in any list.
 */
#ifndef LUTRIN_NOTES_NOTE_H
#define LUTRIN_NOTES_NOTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/vec.h"
#include "notes/json.h"

enum note_kind { NOTE_HIGHLIGHT, NOTE_NOTE, NOTE_BOOKMARK };
enum note_color {
	NOTE_YELLOW, NOTE_GREEN, NOTE_BLUE, NOTE_PINK, NOTE_ORANGE, NOTE_PURPLE,
	NOTE_COLORS
};
enum note_style { NOTE_SOLID, NOTE_UNDERLINE, NOTE_STRIKETHROUGH, NOTE_OUTLINE, NOTE_STYLES };
/* How the annotation was found in the text (design §2). */
enum note_status {
	NOTE_EXACT, NOTE_MOVED, NOTE_FUZZY, NOTE_CHANGED, NOTE_AMBIGUOUS, NOTE_ORPHAN
};

/* All strings are UTF-8 and owned; NULL where absent unless said. */
struct note {
	char *id;             /* "urn:uuid:…", never NULL */
	enum note_kind kind;  /* the W3C motivation; NOTE_NOTE iff it has a text */
	enum note_color color;
	enum note_style style;
	char *text;           /* the note, or NULL */
	VEC(char *) tags;     /* without '#', in their order */
	char *created, *modified; /* ISO 8601 */
	/* selectors; quote NULL: on the whole article */
	char *quote, *prefix, *suffix;
	size_t start, end;    /* code points */
	char *source_date;    /* state.sourceDate */
	char *author_id, *author_name;
	size_t rev;           /* rev.n */
	char *device;         /* rev.device */
	char *parents[4];     /* rev.parents, newest last */
	/* where it stands in the text now */
	enum note_status status;
	struct span span;     /* bytes; empty for an orphan */
	/* the item as read, for members that are not ours; empty for a new one */
	struct json_object raw;
};

struct note *note_new(void); /* a new id, else zero */
struct note *note_copy(const struct note *n);
void note_free(struct note *n);

/* Replaces the text (NULL or blank: none).  The `#words` in it become its tags, in
 * addition to `tags` given by other means that are not in the old text.  Kind
 * follows. */
void note_set_text(struct note *n, const char *text);
bool note_has_tag(const struct note *n, const char *tag); /* folded comparison */
void note_add_tag(struct note *n, const char *tag);      /* no doubles, '#' cut */
void note_clear_tags(struct note *n);

/* Says that the content changed: modified, rev and parents go on. */
void note_touch(struct note *n, const char *now, const char *device);

/* The short content hash (8 hex digits) that `rev.parents` is made of. */
void note_hash(const struct note *n, char out[9]);

/* Whether the two say the same to a reader (dates, rev and place aside). */
bool note_same(const struct note *a, const struct note *b);

/* The contract's words; NULL / false for what is none. */
const char *note_kind_name(enum note_kind kind);
const char *note_color_name(enum note_color color);
const char *note_style_name(enum note_style style);
const char *note_status_name(enum note_status status);
bool note_kind_parse(const char *word, enum note_kind *kind);
bool note_color_parse(const char *word, enum note_color *color);
bool note_style_parse(const char *word, enum note_style *style);
bool note_status_parse(const char *word, enum note_status *status);

#endif
