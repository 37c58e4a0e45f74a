/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long it takes to find 1,000 notes again in 3 MB that were changed all over (one
 * paragraph in twenty deleted, one in four reworded, one in twenty new), and one quote
 * in a million characters.
 *
 *   anchoring FOLDER      where french.txt and english.txt are
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/files.h"
#include "base/mem.h"
#include "base/str.h"
#include "notes/anchor.h"
#include "notes/anchoring.h"
#include "notes/myers.h"
#include "text/fold.h"

#define SIZE 3000000
#define NOTES 1000

static unsigned seed = 5;
static struct {
	char *items[200];
	size_t len;
} sentences;

static unsigned any(unsigned below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void load(const char *folder, const char *name)
{
	char path[4096];
	struct str bytes;
	struct err err;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	str_init(&bytes);
	if (!files_read(path, 1 << 20, &bytes, &err)) {
		fprintf(stderr, "anchoring: %s\n", err.text);
		exit(2);
	}
	for (char *line = strtok(bytes.data, "\n"); line && sentences.len < 200;
	     line = strtok(NULL, "\n"))
		sentences.items[sentences.len++] = mem_strdup(line);
	str_release(&bytes);
}

/* A sentence with some of its words those of another. */
static void add_sentence(struct str *out)
{
	const char *one = sentences.items[any((unsigned)sentences.len)];
	const char *other = sentences.items[any((unsigned)sentences.len)];

	while (*one) {
		size_t n = strcspn(one, " ") + (one[strcspn(one, " ")] == ' ');
		size_t m = strcspn(other, " ") + (other[strcspn(other, " ")] == ' ');

		if (any(5) == 0 && m > 1)
			str_addn(out, other, m);
		else
			str_addn(out, one, n);
		one += n;
		other += m;
	}
}

static void add_paragraph(struct str *out)
{
	for (unsigned i = 2 + any(5); i > 0; i--) {
		add_sentence(out);
		str_addc(out, i > 1 ? ' ' : '\n');
	}
}

static void edit(const struct str *before, struct str *after)
{
	for (const char *line = before->data; *line;) {
		size_t n = strcspn(line, "\n") + 1;
		unsigned what = any(20);

		if (what == 1)
			add_paragraph(after);
		if (what >= 2 && what < 7) { /* a sentence in its middle is another */
			str_addn(after, line, n / 3);
			add_sentence(after);
			str_addn(after, line + n / 2, n - n / 2);
		} else if (what) {
			str_addn(after, line, n);
		}
		line += n;
	}
}

static struct article *article_of(const struct str *text)
{
	const struct article_options options = {.encoding = "UTF-8"};

	return article_from_bytes(text->data, text->len, &options, NULL);
}

static void find_all(struct article *before, struct article *after)
{
	struct notebook *b = notebook_new(&(struct notebook_writer){.device = "bench-0000"});
	size_t found[NOTE_ORPHAN + 1] = {0}, steps = 0;
	double start, first, most = 0, all;
	struct anchoring *x;
	bool more = true;

	for (int i = 0; i < NOTES; i++) {
		size_t at = any((unsigned)article_size(before) - 300);
		struct note *n = note_new();

		anchor_describe(n, before, (struct span){at, at + 20 + any(180)});
		notebook_put(b, n);
	}
	start = now();
	x = anchoring_new(b, after);
	first = now() - start;
	for (start = now(); more; steps++) {
		double step = now();

		more = anchoring_step(x);
		step = now() - step;
		most = step > most ? step : most;
	}
	all = now() - start;
	anchoring_free(x);
	for (size_t i = 0; i < notebook_count(b); i++)
		found[notebook_at(b, i)->status]++;
	printf("%d notes, 3 MB that were changed: ready after %.0f ms, all found after %.0f ms more "
	       "in %zu steps, the longest %.0f ms\n",
	       NOTES, first, all, steps, most);
	for (int i = 0; i <= NOTE_ORPHAN; i++)
		printf("%s %zu%s", note_status_name((enum note_status)i), found[i],
		       i < NOTE_ORPHAN ? ", " : "\n");
	notebook_free(b);
}

static void find_one(struct article *a, size_t len)
{
	struct folded *f = folded_new(article_text(a), 0, article_size(a));
	size_t size = f->len < 1000000 ? f->len : 1000000;
	struct myers_matches found = {0};
	struct myers *m;
	char32_t *pattern = mem_alloc(len * sizeof *pattern);
	double start;

	for (size_t i = 0; i < len; i++)
		pattern[i] = f->chars[size / 2 + i * 3 % (2 * len)];
	m = myers_new(pattern, len);
	start = now();
	myers_find(m, f->chars, size, len * 35 / 100, &found);
	printf("a quote of %zu characters in %zu: %.1f ms\n", len, size, now() - start);
	vec_release(&found.items);
	myers_free(m);
	free(pattern);
	folded_free(f);
}

int main(int argc, char **argv)
{
	struct str text, edited;
	struct article *before, *after;

	setlocale(LC_ALL, "C.UTF-8");
	if (argc != 2)
		return 2;
	load(argv[1], "french.txt");
	load(argv[1], "english.txt");
	str_init(&text);
	str_init(&edited);
	while (text.len < SIZE)
		add_paragraph(&text);
	edit(&text, &edited);
	before = article_of(&text);
	after = article_of(&edited);
	find_all(before, after);
	find_one(before, 40);
	find_one(before, 200);
	find_one(before, 1000);
	article_free(before);
	article_free(after);
	str_release(&text);
	str_release(&edited);
	return 0;
}
