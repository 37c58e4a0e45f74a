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
#include "base/str.h"
#include "base/vec.h"
#include "notes/json.h"

enum note_kind { NOTE_HIGHLIGHT, NOTE_NOTE, NOTE_BOOKMARK };
enum note_color {
	NOTE_YELLOW,
	NOTE_GREEN,
	NOTE_BLUE,
	NOTE_PINK,
	NOTE_ORANGE,
	NOTE_PURPLE,
	NOTE_COLORS
};
enum note_style { NOTE_SOLID, NOTE_UNDERLINE, NOTE_STRIKETHROUGH, NOTE_OUTLINE, NOTE_STYLES };
/* How the annotation was found in the text (design §2). */
enum note_status { NOTE_EXACT, NOTE_MOVED, NOTE_FUZZY, NOTE_CHANGED, NOTE_AMBIGUOUS, NOTE_ORPHAN };

#define NOTE_PARENTS 8

/* All strings are UTF-8 and owned; NULL where absent unless said.  What a walk over many
 * asks of each comes first, and so close together. */
struct note {
	char *id; /* "urn:uuid:…", never NULL */
	/* where it stands in the text now */
	struct span span; /* bytes; empty for an orphan */
	/* selectors; quote NULL: on the whole article, or, where end > start, known
	 * by its position alone (another program's annotation) */
	size_t start, end; /* code points */
	char *quote, *prefix, *suffix;
	char *text;       /* the note, or NULL */
	VEC(char *) tags; /* without '#', in their order */
	enum note_status status;
	/* The W3C motivation: a bookmark is one even when it has a text; else
	 * NOTE_NOTE with a text and NOTE_HIGHLIGHT without. */
	enum note_kind kind;
	enum note_color color;
	enum note_style style;
	bool uncounted;           /* start and end are still to be counted: anchor_count() */
	bool gone;                /* the reader said so: nothing like it is proposed */
	bool undated;             /* it was read without a source_date, and gets none */
	char *source_date;        /* state.sourceDate */
	char *created, *modified; /* ISO 8601 */
	char *author_id, *author_name;
	size_t rev;                  /* rev.n */
	char *device;                /* rev.device */
	char *parents[NOTE_PARENTS]; /* rev.parents, newest last, NULL behind them */
	/* the item as read, for members that are not ours; empty for a new one */
	struct json_object raw;
};

struct note *note_new(void); /* a new id, else zero */
struct note *note_copy(const struct note *n);
void note_free(struct note *n);

/* A walk over many notes in the order of their memory waits for it: this asks early, first
 * for what is `far` away, then, when it is `near` (or NULL), for its words. */
#define NOTE_FAR 16
#define NOTE_NEAR 8
void note_expect(const struct note *far, const struct note *near);

/* A new "urn:uuid:" name (RFC 9562, version 4); yours. */
char *note_new_id(void);

/* Replaces the text (NULL or blank: none).  The `#words` in it become its tags, in
 * addition to `tags` given by other means that are not in the old text.  Kind
 * follows.  Ill-formed UTF-8 becomes U+FFFD.
 *
 * A tag is '#' and a word of letters, marks, digits, '_' and '-', with a letter in
 * it; before the '#' stands nothing, white space or punctuation that is no part of
 * an address (so neither `page#ancre` nor `https://a.example/#b` has one). */
void note_set_text(struct note *n, const char *text);
/* Makes the kind follow from bookmark or not, text or none. */
void note_set_bookmark(struct note *n, bool bookmark);
bool note_has_tag(const struct note *n, const char *tag); /* case and composition aside */
void note_add_tag(struct note *n, const char *tag);       /* no doubles, '#' cut */
void note_remove_tag(struct note *n, const char *tag);
void note_add_text_tags(struct note *n); /* those of the text, again */
void note_clear_tags(struct note *n);
/* The next tag of a text from *at on; its bytes behind the '#' are [*start, *at). */
bool note_next_tag(const char *text, size_t len, size_t *at, size_t *start);
/* Adds those that are no words of the text, "#one #two", after a space where
 * something is there. */
void note_write_other_tags(const struct note *n, struct str *out);

/* Says that the content is another than that of `old` (NULL: a new note):
 * modified, device, rev and parents go on from it.  `modified` never goes back,
 * so a clock that was ahead once does not win over what is written later. */
void note_touch(struct note *n, const struct note *old, const char *now, const char *device);
/* Adds to rev.parents what is not in it yet; the oldest fall out. */
void note_add_parent(struct note *n, const char *hash);
bool note_has_parent(const struct note *n, const char *hash);

/* What a revision says, as bytes that are equal only where it is the same
 * revision with the same content. */
void note_digest(const struct note *n, struct str *out);
/* The short hash of it (8 hex digits), which `rev.parents` is made of. */
void note_hash(const struct note *n, char out[9]);

/* Whether the two say the same to a reader (dates, rev and place aside). */
bool note_same(const struct note *a, const struct note *b);
bool note_same_place(const struct note *a, const struct note *b); /* selectors */
void note_take_place(struct note *to, const struct note *from);   /* copies them */
/* NULL equals NULL only. */
bool note_same_string(const char *a, const char *b);
void note_set_string(char **to, const char *value); /* copies; may be its own part */

/* Whether it says something: a text, or tags. */
bool note_has_words(const struct note *n);
/* Whether its place wants a reader's word: it was not found, or not for sure. */
bool note_is_unsure(const struct note *n);

/* Orders two moments; one that is no date (or NULL) is before all others. */
int note_compare_moments(const char *a, const char *b);

extern const char *const note_color_words[]; /* by enum note_color */
extern const char *const note_style_words[]; /* by enum note_style; none begins with another */
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
