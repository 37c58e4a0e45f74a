/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line, "WORDS MINUTES DAY SECONDS": the sums of the pace (app/pace.h), the day that
 * was the last with reading, and its seconds.
 */
#include "session/habit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/str.h"

#define FILE_MOST 4096
#define DAY_TEXT 16
#define LOCK_PATIENCE 500 /* milliseconds */
#define SUM_MOST 1e7      /* of any number that makes sense */

struct habit {
	double words, minutes, seconds;
	char day[DAY_TEXT];
};

static void today_text(time_t now, char day[DAY_TEXT])
{
	struct tm local;

	day[0] = '\0';
	if (localtime_r(&now, &local))
		strftime(day, DAY_TEXT, "%Y-%m-%d", &local);
}

static bool makes_sense(double number)
{
	return number >= 0 && number <= SUM_MOST;
}

/* Whole numbers only, which are written alike in every locale. */
static void read_habit(const char *path, struct habit *habit)
{
	struct str text;
	unsigned long words, minutes, seconds;

	*habit = (struct habit){0};
	str_init(&text);
	if (files_read(path, FILE_MOST, &text, NULL) &&
	    sscanf(text.data, "%10lu %10lu %15s %10lu", &words, &minutes, habit->day, &seconds) ==
		    4 &&
	    makes_sense((double)words) && makes_sense((double)minutes) &&
	    makes_sense((double)seconds)) {
		habit->words = (double)words;
		habit->minutes = (double)minutes / 1000;
		habit->seconds = (double)seconds;
	} else {
		*habit = (struct habit){0};
	}
	str_release(&text);
}

void habit_load(struct pace *pace, time_t now, double *today)
{
	char *path = files_path(FILES_STATE, "pace"), day[DAY_TEXT];
	struct habit habit = {0};

	if (path)
		read_habit(path, &habit);
	free(path);
	pace_learn(pace, habit.words, habit.minutes);
	today_text(now, day);
	if (today)
		*today = strcmp(day, habit.day) ? 0 : habit.seconds;
}

static bool write_habit(const char *path, const struct pace *sums, const struct habit *habit,
			struct err *err)
{
	struct str out;
	bool ok;

	str_init(&out);
	str_addf(&out, "%.0f %.0f %s %.0f\n", sums->words, sums->minutes * 1000, habit->day,
		 habit->seconds);
	ok = files_write_unsynced(path, out.data, out.len, 0600, err);
	str_release(&out);
	return ok;
}

static bool add_gain(const char *path, const struct pace_gain *gain, time_t now, struct err *err)
{
	struct pace sums = {0};
	struct habit habit;
	char day[DAY_TEXT];

	read_habit(path, &habit);
	pace_learn(&sums, habit.words, habit.minutes);
	pace_learn(&sums, gain->words, gain->minutes);
	today_text(now, day);
	if (strcmp(day, habit.day) != 0)
		habit.seconds = 0;
	memcpy(habit.day, day, sizeof day);
	habit.seconds += gain->seconds;
	return write_habit(path, &sums, &habit, err);
}

bool habit_save(struct pace *pace, time_t now, struct err *err)
{
	char *path = files_path(FILES_STATE, "pace"), *lock_path;
	bool ok = false;
	int lock = -1;

	if (!path || pace->gain.seconds < 1) {
		free(path);
		return true;
	}
	lock_path = files_path(FILES_STATE, "pace.lock");
	if (lock_path)
		lock = files_lock(lock_path, LOCK_PATIENCE, err);
	if (lock >= 0) {
		ok = add_gain(path, &pace->gain, now, err);
		close(lock);
	}
	if (ok)
		pace->gain = (struct pace_gain){0};
	free(lock_path);
	free(path);
	return ok;
}
