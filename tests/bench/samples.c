/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as they came; sorted when they are asked for. */
#include "bench/samples.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void samples_add(struct samples *s, double value)
{
	if (s->count < SAMPLES_MOST)
		s->values[s->count++] = value;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double samples_part(struct samples *s, double part)
{
	size_t at;

	if (!s->count)
		return 0;
	qsort(s->values, s->count, sizeof *s->values, compare);
	at = (size_t)ceil(part * (double)s->count);
	return s->values[at ? at - 1 : 0];
}

void report_heading(const char *title, const char *unit)
{
	printf("\n== %s (%s)\n", title, unit);
	printf("%-26s %-8s %-15s %10s %10s %10s %5s  %-12s %s\n", "operation", "corpus", "program",
	       "median", "p99", "least", "runs", "lutrin / it", "wanted of lutrin");
}

void report_line(const char *operation, const char *corpus, const char *program, struct samples *s,
		 struct samples *own, const char *wanted)
{
	double median = samples_part(s, 0.5);

	printf("%-26s %-8s %-15s ", operation, corpus, program);
	if (s->why || !s->count) {
		printf("%10s (%s)\n", "—", s->why ? s->why : "not measured");
		fflush(stdout);
		return;
	}
	printf("%10.3f %10.3f %10.3f %5zu  ", median, samples_part(s, 0.99), s->values[0],
	       s->count);
	if (own && own->count && !own->why && median > 0)
		printf("×%-11.2f", samples_part(own, 0.5) / median);
	else
		printf("%-12s", "");
	printf(" %s\n", own ? "" : wanted);
	fflush(stdout);
}
