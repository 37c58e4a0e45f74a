/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is measured: the readers, how each is started, and by which keys it does what.
 * Only tables; knows nothing of how they are measured. */
#ifndef LUTRIN_BENCH_PROGRAMS_H
#define LUTRIN_BENCH_PROGRAMS_H

#include <stdbool.h>
#include <stddef.h>

enum program_id { FLOOR, LUTRIN, LESS, LESS_N, VIM, VIM_NONE, NVIM, KAK, NANO, PROGRAMS };

enum operation_id {
	LINE_DOWN,
	PAGE_DOWN,
	PARAGRAPH,
	SENTENCE,
	TO_END,
	TO_MIDDLE,
	END_AND_BACK,
	TO_NUMBER,
	NARROWER,
	WIDER,
	NEXT_NOTE,
	SELECT,
	HIGHLIGHT,
	HIGHLIGHT_SAVED,
	WINDOW_NARROWER,
	WINDOW_WIDER,
	NOTE_KEY,
	FILTER_KEY,
	PAGES,
	SEARCH_LITERAL,
	SEARCH_FOLDED,
	OPERATIONS
};

/* What the screen must show for an operation to have been done. */
enum expectation {
	EXPECT_OTHER,       /* another screen than before: characters, attributes or cursor */
	EXPECT_LINE,        /* other rows, most of them the ones from before */
	EXPECT_PAGE,        /* rows that were not there, and no paragraph from before it */
	EXPECT_LAST,        /* the last paragraph */
	EXPECT_MIDDLE,      /* a paragraph within a hundredth of the middle */
	EXPECT_BEFORE_LAST, /* a page before the last paragraph */
	EXPECT_NUMBER,      /* paragraph OPERATION_NUMBER */
	EXPECT_NEEDLE,      /* the paragraph of the second needle */
	EXPECT_WINDOW,      /* the text of before in a window of another size */
	EXPECT_SAVED,       /* another screen, and another sidecar */
	EXPECT_SAME,        /* the rows that the same pages gave one by one */
};

#define OPERATION_NUMBER 12345
#define OPERATION_PAGES 200

struct operation {
	const char *name;
	enum expectation expect;
	int runs;
	const char *corpora; /* between blanks: where it is tried */
	const char *wanted;  /* of lutrin, for people */
	double most;         /* the same in ms; 0: no bound in ms */
	bool returns;        /* the beginning is gone back to before each */
};

struct keys {
	const char *before; /* typed before, and not measured; or NULL */
	const char *keys;   /* NULL: has it not */
	const char *after;  /* typed after each, and not measured; or NULL */
};

struct program {
	const char *name;
	const char *argv[12]; /* the article's path is put behind; argv[0] NULL: LUTRIN, FLOOR */
	int chrome;           /* rows at the top that are not text */
	const char *first;    /* to the beginning */
	const char *slow;     /* corpora that take it too long to load, between blanks */
	struct keys keys[OPERATIONS];
};

extern const struct program programs[PROGRAMS];
extern const struct operation operations[OPERATIONS];

/* Whether `name` is in `list`, where names stand between blanks. */
bool listed(const char *list, const char *name);

#endif
