/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The benchmark: bench LUTRIN FLOOR CORPORA PARTS NAMES
 *
 * Readers do the same on the same texts, in turn, so that a busy moment of the machine
 * falls on all alike.  PARTS are first, keys, large, count, search and memory, NAMES those of
 * corpora; both between commas, or "all".  What takes long is repeated less: three times
 * from a second on.
 */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/memory.h"
#include "bench/reader.h"
#include "bench/samples.h"

enum {
	FIRST_RUNS = 21,
	SLOW = 1000, /* ms from which SLOW_RUNS do */
	SLOW_RUNS = 3,
	CORPORA = 7,
};

struct bench {
	struct places places;
	struct corpus corpora[CORPORA];
	size_t count;
	bool there[PROGRAMS];
	const char *parts;
};

struct size {
	int rows, columns;
};

static const char *const failed = "failed: the screen did not show it within 10 s";
static const char *const not_opened = "failed: no first screen";
static const char *const too_slow = "left out: loads it for seconds";

/* ---- what there is */
static bool installed(const char *name)
{
	char command[512];

	snprintf(command, sizeof command, "command -v '%s' >/dev/null", name);
	return system(command) == 0;
}

static void find_programs(struct bench *b)
{
	const char *readers = getenv("READERS");

	for (int i = 0; i < PROGRAMS; i++) {
		const char *name = programs[i].argv[0];

		b->there[i] = !name || installed(name);
		if (i > LUTRIN && readers && *readers && !listed(readers, programs[i].name)) {
			b->there[i] = false;
			continue;
		}
		if (!b->there[i])
			printf("%s is not installed: left out\n", programs[i].name);
	}
}

static bool read_index(struct bench *b, const char *name, const char *names)
{
	char *folder = realpath(name, NULL);
	char path[4096];
	struct corpus c;
	FILE *in;

	if (!folder) {
		perror(name);
		return false;
	}
	snprintf(path, sizeof path, "%.4000s/index", folder);
	in = fopen(path, "r");
	if (!in) {
		perror(path);
		return false;
	}
	while (b->count < CORPORA &&
	       fscanf(in, "%15s %zu %zu %zu", c.name, &c.paragraphs, &c.middle, &c.end) == 4) {
		struct stat st;

		snprintf(c.path, sizeof c.path, "%.4000s/%s.txt", folder, c.name);
		if (!listed(names, c.name) || stat(c.path, &st) != 0)
			continue;
		c.bytes = (double)st.st_size;
		b->corpora[b->count++] = c;
	}
	fclose(in);
	free(folder);
	return true;
}

/* ---- first screens */
static void first_screens(struct bench *b, const struct corpus *c)
{
	static struct samples samples[PROGRAMS], whole;
	static struct reader r;

	memset(samples, 0, sizeof samples);
	memset(&whole, 0, sizeof whole);
	for (int run = -1; run < FIRST_RUNS; run++) /* the first one warms the caches up */
		for (int i = 0; i < PROGRAMS; i++) {
			struct samples *s = &samples[i];
			bool slow = programs[i].slow && listed(programs[i].slow, c->name);
			double ms;

			if (!b->there[i] || s->why || (slow && run >= 1))
				continue;
			ms = reader_open(&r, &programs[i], &b->places, c, 24, 80);
			if (ms < 0)
				s->why = not_opened;
			else if (run >= 0)
				samples_add(s, r.screen.painted - r.screen.asked);
			if (run >= 0 && ms >= 0 && i == LUTRIN)
				samples_add(&whole, ms);
			if (ms >= 0)
				reader_close(&r);
		}
	for (int i = 0; i < PROGRAMS; i++)
		if (b->there[i])
			report_line("first screen", c->name, programs[i].name, &samples[i],
				    i == LUTRIN ? NULL : &samples[LUTRIN],
				    listed("notes", c->name) ? "30 ms" : "1.5 × less");
	report_line("… and its last byte", c->name, "lutrin", &whole, NULL, "");
}

/* ---- operations */
/* Every program's values of an operation, and the bytes that it wrote for it. */
struct round {
	struct samples ms[PROGRAMS], bytes[PROGRAMS];
};

static bool takes_part(const struct bench *b, int i, enum operation_id op, const struct corpus *c,
		       bool searching)
{
	bool slow = programs[i].slow && listed(programs[i].slow, c->name);

	/* A gigabyte is loaded to be searched, but not by nano. */
	if (searching && strcmp(c->name, "1g") == 0 && i != NANO)
		slow = false;
	return b->there[i] && reader_can(&programs[i], op) && !slow;
}

static void once(struct reader *r, enum operation_id op, struct samples *ms, struct samples *bytes)
{
	double value = reader_do(r, op);

	if (value < 0) {
		ms->why = failed;
		return;
	}
	samples_add(ms, value);
	samples_add(bytes, (double)r->screen.bytes);
}

static bool goes_on(const struct samples *s, int run)
{
	return !s->why && (run < SLOW_RUNS || s->values[0] < SLOW);
}

static void run_round(struct bench *b, enum operation_id op, const struct corpus *c,
		      struct size size, bool only_own, struct round *out)
{
	static struct reader readers[PROGRAMS];
	bool part[PROGRAMS] = {false}, searching = operations[op].expect == EXPECT_NEEDLE;

	memset(out, 0, sizeof *out);
	for (int i = 0; i < PROGRAMS; i++) {
		part[i] = takes_part(b, i, op, c, searching) && (!only_own || i == LUTRIN);
		if (!part[i])
			continue;
		if (reader_open(&readers[i], &programs[i], &b->places, c, size.rows, size.columns) <
		    0)
			out->ms[i].why = not_opened, part[i] = false;
		else if (!reader_prepare(&readers[i], op))
			out->ms[i].why = failed;
	}
	for (int run = 0; run < operations[op].runs; run++)
		for (int i = 0; i < PROGRAMS; i++)
			if (part[i] && goes_on(&out->ms[i], run))
				once(&readers[i], op, &out->ms[i], &out->bytes[i]);
	for (int i = 0; i < PROGRAMS; i++)
		if (part[i])
			reader_close(&readers[i]);
}

static void report_round(const struct bench *b, enum operation_id op, const struct corpus *c,
			 struct round *round, bool only_own)
{
	for (int i = 0; i < PROGRAMS; i++) {
		bool slow = programs[i].slow && listed(programs[i].slow, c->name);

		if (!b->there[i] || !reader_can(&programs[i], op) || (only_own && i != LUTRIN))
			continue;
		if (slow && !round->ms[i].why && !round->ms[i].count)
			round->ms[i].why = too_slow;
		report_line(operations[op].name, c->name, programs[i].name, &round->ms[i],
			    i == LUTRIN ? NULL : &round->ms[LUTRIN],
			    only_own ? "3 ms" : operations[op].wanted);
	}
}

static bool is_search(int op)
{
	return operations[op].expect == EXPECT_NEEDLE;
}

static void all_operations(struct bench *b, struct size size, bool only_own, bool searches,
			   struct round *pages)
{
	static struct round round;

	for (int op = 0; op < OPERATIONS; op++)
		for (size_t i = 0; i < b->count; i++) {
			const struct corpus *c = &b->corpora[i];

			if (is_search(op) != searches || !listed(operations[op].corpora, c->name) ||
			    (only_own && (op == PAGES || op == HIGHLIGHT_SAVED)))
				continue;
			run_round(b, (enum operation_id)op, c, size, only_own, &round);
			report_round(b, (enum operation_id)op, c, &round, only_own);
			if (pages && op == PAGE_DOWN)
				pages[i] = round;
		}
}

static void report_bytes(const struct bench *b, struct round *pages)
{
	report_heading("Written to the terminal for a page down, 80x24", "bytes");
	for (size_t i = 0; i < b->count; i++)
		for (int p = 0; p < PROGRAMS; p++)
			if (pages[i].bytes[p].count)
				report_line("page down", b->corpora[i].name, programs[p].name,
					    &pages[i].bytes[p],
					    p == LUTRIN ? NULL : &pages[i].bytes[LUTRIN],
					    "less, and colours");
}

/* ---- the count of paragraphs */
static void counts(struct bench *b, const struct corpus *c)
{
	static struct samples idle, end;
	static struct reader r;

	memset(&idle, 0, sizeof idle);
	memset(&end, 0, sizeof end);
	for (int run = 0; run < 5 && !idle.why && !end.why; run++) {
		if (reader_open(&r, &programs[LUTRIN], &b->places, c, 24, 80) >= 0) {
			double first = r.screen.last - r.screen.asked,
			       ms = reader_wait_count(&r, 1);

			if (ms < 0)
				idle.why = failed;
			else
				samples_add(&idle, ms > first ? ms - first : 0);
			reader_close(&r);
		}
		if (reader_open(&r, &programs[LUTRIN], &b->places, c, 24, 80) >= 0) {
			double ms;

			screen_send(&r.screen, "G", 1);
			ms = reader_wait_count(&r, c->paragraphs);
			if (ms < 0)
				end.why = failed;
			else
				samples_add(&end, ms);
			reader_close(&r);
		}
	}
	report_line("paragraphs counted, idle", c->name, "lutrin", &idle, NULL, "500 ms");
	report_line("number and percent after G", c->name, "lutrin", &end, NULL, "500 ms");
}

/* ---- memory */
/* Pages, the end, the middle and a search. */
static bool wander(struct reader *r)
{
	static const enum operation_id way[] = {PAGE_DOWN, PAGE_DOWN, PAGE_DOWN,
						TO_END,    TO_MIDDLE, SEARCH_LITERAL};

	for (size_t i = 0; i < sizeof way / sizeof *way; i++)
		if (reader_can(r->program, way[i]) && reader_do(r, way[i]) < 0)
			return false;
	return true;
}

static void memories(struct bench *b, const struct corpus *c)
{
	static struct samples held[PROGRAMS], peak[PROGRAMS];
	static struct reader r;

	memset(held, 0, sizeof held);
	memset(peak, 0, sizeof peak);
	for (int i = 0; i < PROGRAMS; i++) {
		struct memory m = {0};

		if (!takes_part(b, i, PAGE_DOWN, c, false))
			continue;
		if (reader_open(&r, &programs[i], &b->places, c, 24, 80) < 0) {
			held[i].why = not_opened;
			continue;
		}
		if (strcmp(c->name, "3k") != 0 && !wander(&r))
			held[i].why = failed;
		else if (memory_read(r.screen.pid, &m))
			samples_add(&held[i], m.private), samples_add(&peak[i], m.peak);
		reader_close(&r);
	}
	for (int i = 0; i < PROGRAMS; i++)
		if (takes_part(b, i, PAGE_DOWN, c, false)) {
			report_line("private", c->name, programs[i].name, &held[i],
				    i == LUTRIN ? NULL : &held[LUTRIN],
				    listed("notes", c->name) ? "24 MiB" : "12 MiB");
			report_line("resident at most", c->name, programs[i].name, &peak[i],
				    i == LUTRIN ? NULL : &peak[LUTRIN], "");
		}
}

static void run_parts(struct bench *b)
{
	static struct round pages[CORPORA];
	struct size usual = {24, 80}, large = {100, 300};

	if (listed(b->parts, "first")) {
		report_heading("First screen, 80x24", "ms");
		for (size_t i = 0; i < b->count; i++)
			first_screens(b, &b->corpora[i]);
	}
	if (listed(b->parts, "keys")) {
		report_heading("Keys, 80x24: from the key to the last byte that changes the text",
			       "ms");
		all_operations(b, usual, false, false, pages);
		report_bytes(b, pages);
	}
	if (listed(b->parts, "large")) {
		report_heading("Keys, 300x100", "ms");
		all_operations(b, large, true, false, NULL);
	}
	if (listed(b->parts, "count")) {
		report_heading("Number of paragraphs: from the first screen, or the key", "ms");
		for (size_t i = 0; i < b->count; i++)
			if (listed("3m 100m 1g", b->corpora[i].name))
				counts(b, &b->corpora[i]);
	}
	if (listed(b->parts, "search")) {
		report_heading("Search, from the beginning to a sentence near the end", "ms");
		all_operations(b, usual, false, true, NULL);
	}
	if (listed(b->parts, "memory")) {
		report_heading("Memory after pages, end, middle and a search", "MiB");
		for (size_t i = 0; i < b->count; i++)
			memories(b, &b->corpora[i]);
	}
}

int main(int argc, char **argv)
{
	static struct bench b;

	if (argc != 6) {
		fputs("usage: bench LUTRIN FLOOR CORPORA PARTS NAMES\n", stderr);
		return 2;
	}
	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	/* Each reader is started in a folder of its own. */
	b.places = (struct places){realpath(argv[1], NULL), realpath(argv[2], NULL)};
	if (!b.places.lutrin || !b.places.floor) {
		fputs("bench: LUTRIN or FLOOR is not there\n", stderr);
		return 2;
	}
	b.parts = argv[4];
	find_programs(&b);
	if (!read_index(&b, argv[3], argv[5]))
		return 1;
	run_parts(&b);
	return 0;
}
