/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line, "WORDS MINUTES DAY SECONDS": the sums of the pace (app/pace.h), the day that
 * was the last with reading, and its seconds.
 */
#include "session/habit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/str.h"

#define FILE_MOST 4096
#define DAY_TEXT 16
#define NUMBER_MOST 10    /* digits */
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

/* The next word of the line, at most `most` bytes of it, and what follows; 0: none. */
static size_t next_word(const char **at, size_t most, const char **word)
{
	*word = *at + strspn(*at, " \n");
	*at = *word + strcspn(*word, " \n");
	return *at - *word <= (ptrdiff_t)most ? (size_t)(*at - *word) : 0;
}

/* Whole numbers only, which are written alike in every locale. */
static bool next_number(const char **at, double *number)
{
	const char *word;
	char *end;

	if (!next_word(at, NUMBER_MOST, &word) || *word < '0' || *word > '9')
		return false;
	*number = (double)strtoul(word, &end, 10);
	return end == *at && *number <= SUM_MOST;
}

static bool parse_habit(const char *line, struct habit *habit)
{
	const char *day;
	size_t len;

	if (!next_number(&line, &habit->words) || !next_number(&line, &habit->minutes))
		return false;
	len = next_word(&line, DAY_TEXT - 1, &day);
	memcpy(habit->day, day, len);
	habit->day[len] = '\0';
	habit->minutes /= 1000;
	return len && next_number(&line, &habit->seconds);
}

static void read_habit(const char *path, struct habit *habit)
{
	struct str text;

	str_init(&text);
	if (!files_read(path, FILE_MOST, &text, NULL) || !parse_habit(text.data, habit))
		*habit = (struct habit){0};
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
