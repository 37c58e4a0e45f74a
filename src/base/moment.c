/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Seconds since 1970 in UTC (time_t) and ISO 8601 as RFC 3339 narrows it.  Years
 * have four digits: moments outside 0000 to 9999 are clamped.
 */
#include "base/moment.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define FIRST (-62167219200LL) /* 0000-01-01T00:00:00Z */
#define LAST 253402300799LL    /* 9999-12-31T23:59:59Z */

void moment_text(time_t when, char out[MOMENT_TEXT])
{
	struct tm tm;

	if (when < FIRST)
		when = FIRST;
	if (when > LAST)
		when = LAST;
	gmtime_r(&when, &tm);
	snprintf(out, MOMENT_TEXT, "%04u-%02u-%02uT%02u:%02u:%02uZ",
		 (unsigned)(tm.tm_year + 1900) % 10000, (unsigned)(tm.tm_mon + 1) % 100,
		 (unsigned)tm.tm_mday % 100, (unsigned)tm.tm_hour % 100, (unsigned)tm.tm_min % 100,
		 (unsigned)tm.tm_sec % 100);
}

/* Reads exactly `digits` digits into *value, no more than `most`. */
static bool number(const char **text, int digits, int most, int *value)
{
	*value = 0;
	for (int i = 0; i < digits; i++, ++*text) {
		if (**text < '0' || **text > '9')
			return false;
		*value = *value * 10 + (**text - '0');
	}
	return *value <= most;
}

static bool sign(const char **text, const char *set)
{
	if (!**text || !strchr(set, **text))
		return false;
	++*text;
	return true;
}

static bool read_date(const char **text, struct tm *tm)
{
	if (!number(text, 4, 9999, &tm->tm_year) || !sign(text, "-") ||
	    !number(text, 2, 12, &tm->tm_mon) || !sign(text, "-") ||
	    !number(text, 2, 31, &tm->tm_mday))
		return false;
	tm->tm_year -= 1900;
	tm->tm_mon -= 1;
	return tm->tm_mon >= 0 && tm->tm_mday >= 1;
}

/* Up to the second (60: a leap second); a fraction is passed over. */
static bool read_time(const char **text, struct tm *tm)
{
	int nothing;

	if (!number(text, 2, 23, &tm->tm_hour) || !sign(text, ":") ||
	    !number(text, 2, 59, &tm->tm_min) || !sign(text, ":") ||
	    !number(text, 2, 60, &tm->tm_sec))
		return false;
	if (!sign(text, ".,"))
		return true;
	if (!number(text, 1, 9, &nothing))
		return false;
	while (**text >= '0' && **text <= '9')
		++*text;
	return true;
}

/* "Z", "+02:00", "+0200" or "+02", as seconds east of UTC. */
static bool read_zone(const char **text, long *east)
{
	bool west = **text == '-';
	int hours, minutes = 0;

	*east = 0;
	if (sign(text, "Zz"))
		return true;
	if (!sign(text, "+-") || !number(text, 2, 23, &hours))
		return false;
	if (**text && (sign(text, ":"), !number(text, 2, 59, &minutes)))
		return false;
	*east = (hours * 60L + minutes) * (west ? -60 : 60);
	return true;
}

bool moment_parse(const char *text, time_t *when)
{
	struct tm tm = {0}, back;
	long east;
	time_t t;

	if (!read_date(&text, &tm) || !sign(&text, "Tt ") || !read_time(&text, &tm) ||
	    !read_zone(&text, &east) || *text)
		return false;
	back = tm;
	t = timegm(&back);
	/* timegm() makes 3 March of 31 February. */
	if (tm.tm_sec < 60 && back.tm_mday != tm.tm_mday)
		return false;
	*when = t - east;
	return true;
}
