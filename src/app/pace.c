/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two sums, of words and of minutes, begun with the usual pace as if some pages had been
 * read at it: so the pace is never wild at first, and after an hour it is the reader's.
 * When the sums are large both shrink, which lets what is old fade.
 *
 * A stretch is what is read between two looks at it: a page, or as many lines as make a
 * hundred words.  One that was too fast to be read, or too slow to be nothing but reading,
 * does not count; nor does one with a long break in it.
 */
#include "app/pace.h"

#include "base/language.h"

#define USUAL_WEIGHT 1000.0 /* words that the usual pace counts for */
#define MOST 30000.0        /* words that are remembered, some two hours */
#define STRETCH 100         /* words */
#define SLOWEST 50.0        /* words a minute; slower is no reading alone … */
#define FASTEST 800.0       /* … and faster is skimming */
#define AWAY 300            /* seconds without a key after which the reader was away */

double pace_per_minute(const struct pace *p)
{
	return (p->words + USUAL_WEIGHT) / (p->minutes + USUAL_WEIGHT / PACE_USUAL);
}

void pace_learn(struct pace *p, double words, double minutes)
{
	p->words += words;
	p->minutes += minutes;
	if (p->words > MOST) {
		p->minutes *= MOST / p->words;
		p->words = MOST;
	}
}

void pace_interrupted(struct pace *p)
{
	p->stretch_words = 0;
	p->stretch_seconds = 0;
}

double pace_key(struct pace *p, time_t now)
{
	double passed = p->since ? (double)(now - p->since) : 0;

	p->since = now;
	if (passed < 0 || passed > AWAY) {
		pace_interrupted(p);
		return 0;
	}
	p->stretch_seconds += passed;
	p->gain.seconds += passed;
	return passed;
}

void pace_moved(struct pace *p, size_t words)
{
	double minutes, count;

	p->stretch_words += words;
	if (p->stretch_words < STRETCH)
		return;
	count = (double)p->stretch_words;
	minutes = p->stretch_seconds / 60;
	pace_interrupted(p);
	if (count < minutes * SLOWEST || count > minutes * FASTEST)
		return;
	pace_learn(p, count, minutes);
	p->gain.words += count;
	p->gain.minutes += minutes;
}

void pace_add_minutes(double minutes, struct str *out)
{
	int whole = minutes < 1e6 ? (int)(minutes + 0.5) : 1000000;

	if (minutes < 1)
		str_add(out, _("< 1 min"));
	else if (whole < 60)
		str_addf(out, _("~%d min"), whole);
	else if (whole < 600)
		str_addf(out, _("~%d h %02d"), whole / 60, whole % 60);
	else
		str_addf(out, _("~%d h"), (whole + 30) / 60);
}

void pace_add_time(const struct pace *p, double words, struct str *out)
{
	pace_add_minutes(words / pace_per_minute(p), out);
}
