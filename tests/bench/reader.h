/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program with a corpus open, in a home of its own; does operations and says how long
 * they took, or that the screen did not come to show what they promise. */
#ifndef LUTRIN_BENCH_READER_H
#define LUTRIN_BENCH_READER_H

#include "bench/programs.h"
#include "bench/screen.h"

struct corpus {
	char name[16];
	char path[4096];
	double bytes;
	size_t paragraphs, middle, end; /* how many, and the numbers of the needles' */
};

struct reader {
	const struct program *program;
	const struct corpus *corpus;
	struct screen screen;
	int rows, columns;
	char home[256], article[512];
	char (*pages)[SCREEN_ROW]; /* the rows after OPERATION_PAGES pages; or NULL */
};

/* Where programs are that are not found in PATH. */
struct places {
	const char *lutrin, *floor;
};

/* Makes it a home, opens it and waits for the first screen: ms, or -1 (it is closed then). */
double reader_open(struct reader *r, const struct program *p, const struct places *places,
		   const struct corpus *c, int rows, int columns);
void reader_close(struct reader *r);

/* Types what comes before the operation. */
bool reader_prepare(struct reader *r, enum operation_id op);
/* Does it, and what brings it back: ms, or -1. */
double reader_do(struct reader *r, enum operation_id op);
bool reader_can(const struct program *p, enum operation_id op);

/* Waits until the top row tells all paragraphs, at the one with `number`: ms from what was
 * typed last, or -1. */
double reader_wait_count(struct reader *r, size_t number);

#endif
