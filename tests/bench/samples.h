/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measured values, and the lines of the report. */
#ifndef LUTRIN_BENCH_SAMPLES_H
#define LUTRIN_BENCH_SAMPLES_H

#include <stdbool.h>
#include <stddef.h>

#define SAMPLES_MOST 128

struct samples {
	double values[SAMPLES_MOST];
	size_t count;
	const char *why; /* there are none, or they are not to be trusted: for people; or NULL */
};

void samples_add(struct samples *s, double value);
/* 0 where there are none. */
double samples_part(struct samples *s, double part); /* 0.5: the median */

/* A heading with the names of the columns. */
void report_heading(const char *title, const char *unit);
/* A line; `own` are lutrin's values of the same operation, NULL where this is them. */
void report_line(const char *operation, const char *corpus, const char *program, struct samples *s,
		 struct samples *own, const char *wanted);

#endif
