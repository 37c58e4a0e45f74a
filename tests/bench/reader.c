/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A screen is judged by the numbers that its paragraphs begin with and by its rows,
 * without what stands at their left.
 */
#include "bench/reader.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	DEADLINE = 10000, /* ms */
	LOADING = 40000,  /* … for a first screen */
	SILENCE = 15,     /* ms after which nothing more is thought to come */
	PAUSE = 40,       /* … after keys that are not measured */
	UNCHANGED = 2000, /* … that they may take to change the screen */
	BEGINNING = 60,   /* … after a first screen */
};

/* What is waited for. */
struct wish {
	const struct reader *reader;
	enum expectation expect;
	const struct screen *before; /* the screen as it was */
};

/* ---- what a screen shows */
static const char *inner(const char *row)
{
	for (;;) {
		if (*row == ' ')
			row++;
		else if (strncmp(row, "▌", 3) == 0 || strncmp(row, "│", 3) == 0)
			row += 3;
		else
			return row;
	}
}

struct numbers {
	size_t first, last; /* 0: there is none */
	bool wanted;        /* the one that was asked for is there */
};

static struct numbers numbers_of(const struct screen *s, int chrome, size_t wanted)
{
	static char text[SCREEN_ROWS * SCREEN_ROW];
	struct numbers n = {0};
	size_t len = 0;

	for (int row = chrome; row < s->rows && row < SCREEN_ROWS; row++)
		len += (size_t)snprintf(text + len, sizeof text - len, "%s", inner(s->row[row]));
	for (const char *at = text; (at = strstr(at, "jour"));) {
		char *end;
		size_t number;

		at += 4;
		while (*at == ' ')
			at++;
		number = strtoul(at, &end, 10);
		if (end - at != 7)
			continue;
		n.first = n.first ? n.first : number;
		n.last = number;
		n.wanted |= number == wanted;
	}
	return n;
}

static bool in_rows(const struct screen *s, int chrome, const char *text)
{
	for (int row = chrome; row < s->rows && row < SCREEN_ROWS; row++)
		if (strcmp(inner(s->row[row]), text) == 0)
			return true;
	return false;
}

/* How many of its rows were not there before, and how many there are that are not empty. */
static void count_rows(const struct screen *s, const struct screen *before, int chrome, int *fresh,
		       int *full)
{
	*fresh = *full = 0;
	for (int row = chrome; row < s->rows - 1 && row < SCREEN_ROWS; row++) {
		const char *text = inner(s->row[row]);

		if (!*text)
			continue;
		++*full;
		*fresh += before && !in_rows(before, chrome, text);
	}
}

static bool moved(const struct screen *s, const struct screen *before, int chrome)
{
	for (int row = chrome; row < s->rows - 1 && row < SCREEN_ROWS; row++)
		if (strcmp(inner(s->row[row]), inner(before->row[row])) != 0)
			return true;
	return false;
}

static bool same_rows(const struct screen *s, const struct reader *r)
{
	for (int row = r->program->chrome; row < s->rows - 1 && row < SCREEN_ROWS; row++)
		if (strcmp(inner(s->row[row]), inner(r->pages[row])) != 0)
			return false;
	return true;
}

static bool holds(const struct screen *s, const void *what)
{
	const struct wish *w = what;
	const struct corpus *c = w->reader->corpus;
	int chrome = w->reader->program->chrome, fresh, full;
	size_t wanted = w->expect == EXPECT_NUMBER   ? OPERATION_NUMBER
			: w->expect == EXPECT_NEEDLE ? c->end
			: w->expect == EXPECT_LAST || w->expect == EXPECT_BEFORE_LAST
				? c->paragraphs
				: 1;
	struct numbers n = numbers_of(s, chrome, wanted), old = {0};

	if (w->before)
		old = numbers_of(w->before, chrome, 0);
	count_rows(s, w->before, chrome, &fresh, &full);
	switch (w->expect) {
	case EXPECT_OTHER:
	case EXPECT_SAVED:
		return s->bytes && s->digest != w->before->digest;
	case EXPECT_LINE:
		return s->bytes && fresh <= full - full / 4 && moved(s, w->before, chrome);
	case EXPECT_PAGE:
		return s->bytes && n.last >= old.last &&
		       (fresh >= full / 5 || (fresh > 0 && n.first > old.first));
	case EXPECT_MIDDLE:
		return n.first && n.first <= c->middle + c->paragraphs / 100 + 10 &&
		       n.last + c->paragraphs / 100 + 10 >= c->middle;
	case EXPECT_BEFORE_LAST:
		return !n.wanted && n.last + 100 > c->paragraphs;
	case EXPECT_NEEDLE:
	case EXPECT_LAST:
	case EXPECT_NUMBER:
		return n.wanted;
	case EXPECT_WINDOW:
		return s->bytes && full >= s->rows / 2 &&
		       (!old.first || (n.first <= old.last && n.last >= old.first));
	case EXPECT_SAME:
		return same_rows(s, w->reader);
	}
	return false;
}

static bool begins(const struct screen *s, const void *what)
{
	const struct reader *r = what;
	int fresh, full;

	count_rows(s, NULL, r->program->chrome, &fresh, &full);
	return numbers_of(s, r->program->chrome, 1).wanted && full >= s->rows / 3;
}

/* ---- its home */
static int discard(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	(void)st, (void)type, (void)walk;
	return remove(path);
}

static bool copy(const char *from, const char *to)
{
	FILE *in = fopen(from, "r"), *out = in ? fopen(to, "w") : NULL;
	static char bytes[1 << 16];
	size_t n;

	while (out && (n = fread(bytes, 1, sizeof bytes, in)) > 0)
		fwrite(bytes, 1, n, out);
	if (in)
		fclose(in);
	return out && fclose(out) == 0;
}

/* The text is linked, so that a gigabyte is not copied; its sidecar is the reader's own. */
static bool make_home(struct reader *r)
{
	char from[4200], to[600];
	const char *tmp = getenv("TMPDIR");

	snprintf(r->home, sizeof r->home, "%.200s/lutrin-bench-XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(r->home))
		return false;
	snprintf(r->article, sizeof r->article, "%s/%s.txt", r->home, r->corpus->name);
	snprintf(from, sizeof from, "%s.ann.json", r->corpus->path);
	snprintf(to, sizeof to, "%s.ann.json", r->article);
	if (access(from, R_OK) == 0 && !copy(from, to))
		return false;
	return symlink(r->corpus->path, r->article) == 0;
}

double reader_open(struct reader *r, const struct program *p, const struct places *places,
		   const struct corpus *c, int rows, int columns)
{
	const char *argv[16];
	size_t count = 0;
	double ms = -1;

	memset(r, 0, sizeof *r);
	r->program = p;
	r->corpus = c;
	r->rows = rows;
	r->columns = columns;
	for (; p->argv[count]; count++)
		argv[count] = p->argv[count];
	if (!count)
		argv[count++] = p == &programs[FLOOR] ? places->floor : places->lutrin;
	if (make_home(r)) {
		argv[count++] = r->article;
		argv[count] = NULL;
		if (screen_open(&r->screen, (char *const *)argv, r->home, rows, columns))
			ms = screen_wait(&r->screen, begins, r, BEGINNING, LOADING);
	}
	if (ms < 0)
		reader_close(r);
	return ms;
}

void reader_close(struct reader *r)
{
	screen_close(&r->screen);
	if (*r->home)
		nftw(r->home, discard, 16, FTW_DEPTH | FTW_PHYS);
	free(r->pages);
	r->pages = NULL;
}

/* ---- operations */
static bool is_window(enum operation_id op)
{
	return op == WINDOW_NARROWER || op == WINDOW_WIDER;
}

bool reader_can(const struct program *p, enum operation_id op)
{
	return p != &programs[FLOOR] && (is_window(op) || p->keys[op].keys);
}

/* Waits until what was done has changed the screen; there are keys that need not. */
static void settle(struct reader *r, const struct screen *before)
{
	struct wish w = {r, EXPECT_OTHER, before};

	screen_wait(&r->screen, holds, &w, PAUSE, UNCHANGED);
}

static bool type(struct reader *r, const char *keys)
{
	static struct screen before;

	before = r->screen;
	if (!screen_send(&r->screen, keys, strlen(keys)))
		return false;
	settle(r, &before);
	return r->screen.pid > 0;
}

static bool size_window(struct reader *r, int columns)
{
	static struct screen before;

	before = r->screen;
	screen_resize(&r->screen, r->rows, columns);
	settle(r, &before);
	return r->screen.pid > 0;
}

static bool go_to_beginning(struct reader *r)
{
	return screen_send(&r->screen, r->program->first, strlen(r->program->first)) &&
	       screen_wait(&r->screen, begins, r, SILENCE, DEADLINE) >= 0;
}

static double wait_for(struct reader *r, enum expectation expect, const struct screen *before)
{
	struct wish w = {r, expect, before};

	return screen_wait(&r->screen, holds, &w, SILENCE, DEADLINE);
}

/* Pages one by one: where all of them at once have to lead. */
static bool learn_pages(struct reader *r)
{
	static struct screen before;
	const char *key = r->program->keys[PAGES].keys;

	for (int i = 0; i < OPERATION_PAGES; i++) {
		struct wish w = {r, EXPECT_PAGE, &before};

		before = r->screen;
		screen_send(&r->screen, key, strlen(key));
		if (screen_wait(&r->screen, holds, &w, SILENCE, DEADLINE) < 0)
			return false;
	}
	r->pages = malloc(sizeof r->screen.row);
	if (!r->pages)
		return false;
	memcpy(r->pages, r->screen.row, sizeof r->screen.row);
	return go_to_beginning(r);
}

static int other_columns(const struct reader *r, enum operation_id op, bool back)
{
	return (op == WINDOW_NARROWER) == back ? r->columns : r->columns * 3 / 4;
}

bool reader_prepare(struct reader *r, enum operation_id op)
{
	const char *before = r->program->keys[op].before;

	if (op == WINDOW_WIDER)
		return size_window(r, other_columns(r, op, true));
	return (!before || type(r, before)) && (op != PAGES || learn_pages(r));
}

static void begin(struct reader *r, enum operation_id op)
{
	const char *keys = r->program->keys[op].keys;
	char many[OPERATION_PAGES * 4] = "";

	if (is_window(op)) {
		screen_resize(&r->screen, r->rows, other_columns(r, op, false));
		return;
	}
	for (int i = 0; op == PAGES && i < OPERATION_PAGES; i++)
		strcat(many, keys);
	screen_send(&r->screen, op == PAGES ? many : keys, strlen(op == PAGES ? many : keys));
}

/* Milliseconds until the sidecar is another file, or -1. */
static double wait_saved(struct reader *r, const struct stat *old)
{
	char path[600];
	struct stat now;

	snprintf(path, sizeof path, "%s.ann.json", r->article);
	while (screen_now() - r->screen.asked < DEADLINE)
		if (stat(path, &now) == 0 && now.st_ino != old->st_ino)
			return screen_now() - r->screen.asked;
	return -1;
}

static bool go_back(struct reader *r, enum operation_id op)
{
	const char *after = r->program->keys[op].after;

	if (is_window(op))
		return size_window(r, other_columns(r, op, true));
	return (!after || type(r, after)) && (!operations[op].returns || go_to_beginning(r));
}

double reader_do(struct reader *r, enum operation_id op)
{
	static struct screen before;
	struct stat old = {0};
	double ms, saved = -1;
	char path[600];
	size_t bytes;

	before = r->screen;
	snprintf(path, sizeof path, "%s.ann.json", r->article);
	stat(path, &old);
	begin(r, op);
	if (operations[op].expect == EXPECT_SAVED)
		saved = wait_saved(r, &old);
	ms = wait_for(r, operations[op].expect, &before);
	/* What counts on in idle time, and tells so at the edge, may go on for long. */
	if (ms >= 0 && r->screen.painted > r->screen.asked)
		ms = r->screen.painted - r->screen.asked;
	if (ms >= 0 && operations[op].expect == EXPECT_SAVED)
		ms = saved;
	bytes = r->screen.bytes;
	if (ms >= 0 && !go_back(r, op))
		return -1;
	r->screen.bytes = bytes;
	return ms;
}

/* ---- the count of paragraphs */
struct count {
	char text[64];
};

static bool tells_count(const struct screen *s, const void *what)
{
	const struct count *c = what;

	return strstr(s->row[0], c->text) != NULL;
}

double reader_wait_count(struct reader *r, size_t number)
{
	struct count c;

	snprintf(c.text, sizeof c.text, "¶ %zu/%zu ", number, r->corpus->paragraphs);
	return screen_wait(&r->screen, tells_count, &c, SILENCE, DEADLINE);
}
