/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast the reader reads, learned quietly from how the text moves on, and how long
 * there has been reading.  Plain arithmetic: must not know of the article or the screen.
 *
 * Until something is learned a pace of 230 words a minute is taken: a meta-analysis of 190
 * studies has 238 for silent reading of English that is no fiction, most people between 175
 * and 300, and other languages by the words that they need to say the same (M. Brysbaert,
 * “How many words do we read per minute?”, Journal of Memory and Language 109, 2019).
 */
#ifndef LUTRIN_APP_PACE_H
#define LUTRIN_APP_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/str.h"

#define PACE_USUAL 230.0 /* words a minute */

struct pace {
	double words, minutes; /* read in this and earlier sessions, older ones fading */
	/* Since the session took it over, to be added to what is kept: */
	struct pace_gain {
		double words, minutes; /* that the pace was learned from */
		double seconds;        /* spent reading */
	} gain;
	/* The stretch that is being read, not yet long enough to tell. */
	size_t stretch_words;
	double stretch_seconds;
	time_t since; /* the last key; 0: none yet */
};

/* Words a minute. */
double pace_per_minute(const struct pace *p);
/* Adds what was read elsewhere or before; the older fades. */
void pace_learn(struct pace *p, double words, double minutes);

/* A key came; returns the seconds since the one before, 0 where that is so long that the
 * reader was away. */
double pace_key(struct pace *p, time_t now);
/* With it the text on the screen moved on by so many words, that were on it before. */
void pace_moved(struct pace *p, size_t words);
/* It went elsewhere, or something else was done: what was begun tells nothing. */
void pace_interrupted(struct pace *p);

/* "~12 min" that so many words take. */
void pace_add_time(const struct pace *p, double words, struct str *out);
/* "~12 min", "~1 h 05", "< 1 min". */
void pace_add_minutes(double minutes, struct str *out);

#endif
