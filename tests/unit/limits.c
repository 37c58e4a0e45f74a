/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that are made to keep a reader waiting: the keys still work, in little memory. */
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/str.h"
#include "reader.h"

/* Of a key, on the processor.  Thirty times what the slowest takes, for slow machines
 * and sanitizers: what walks over all of the text, or over it again and again, takes more. */
#define SECONDS_MOST 1.5
#define MEMORY_MOST ((size_t)64 << 10) /* KiB, beside the text */

struct hostile {
	const char *what, *head, *again, *tail;
	size_t size;
};

static const char *const keys[] = {
	"j",    " ",     "b",    "G", "gg", "50%",  "}",   "{",    ")", "(",
	"v",    "w",     "w",    "+", "-",  "\033", "/zz", "\r",   "n", "*",
	"\033", "&zz\r", "\033", "h", "A",  "\033", "t",   "\033", "M", "u",
};

static void press(struct reader *r, const char *typed)
{
	const struct event idle = {.type = EVENT_IDLE};

	for (; *typed; typed++) {
		struct event event = {.type = EVENT_KEY, .key = (unsigned char)*typed, .now = 1};

		if (*typed == '\r')
			event.key = KEY_ENTER_KEY;
		if (*typed == '\033')
			event.key = KEY_ESCAPE;
		app_update(r->app, &event, &r->effects);
	}
	app_render(r->app, &r->grid);
	app_update(r->app, &idle, &r->effects);
}

static double seconds(void)
{
	struct rusage used;

	getrusage(RUSAGE_SELF, &used);
	return (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec / 1e6;
}

static size_t most_memory(void)
{
	struct rusage used;

	getrusage(RUSAGE_SELF, &used);
	return (size_t)used.ru_maxrss;
}

static void keys_work_on(void **state)
{
	const struct hostile *h = *state;
	const struct article_options options = {.encoding = "UTF-8"};
	size_t memory;
	struct reader r;
	struct str text;

	str_init(&text);
	str_add(&text, h->head);
	while (text.len < h->size)
		str_add(&text, h->again);
	str_add(&text, h->tail);
	reader_begin(&r, text.data, text.len, &options, 0);
	memory = most_memory();
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		double begun = seconds();

		press(&r, keys[i]);
		if (seconds() - begun >= SECONDS_MOST)
			fail_msg("%s: \"%s\" takes %.1f s", h->what, keys[i], seconds() - begun);
	}
	assert_true(most_memory() - memory < MEMORY_MOST);
	reader_end(&r);
	str_release(&text);
}

static struct hostile hostiles[] = {
	{"a million marks", "e", "\u0301", " fin.\n\nAutre.\n", 2000000},
	{"a megabyte of joiners", "", "\u200D", "\n", 1 << 20},
	{"a megabyte of joined emoji", "", "\U0001F468\u200D", "\n", 1 << 20},
	{"a megabyte of flags", "", "\U0001F1EB", "\n", 1 << 20},
	{"a megabyte of soft hyphens", "", "\u00AD", "\n", 1 << 20},
	{"a megabyte from right to left", "", "שלום ", "\n", 1 << 20},
	{"a megabyte of wide characters", "", "漢字", "\n", 1 << 20},
	{"a megabyte of ligatures", "", "\uFDFA\uFB03", "\n", 1 << 20},
	{"a word of a megabyte", "", "anticonstitutionnellement", "\n", 1 << 20},
	{"a megabyte of brackets", "", "(", "\n", 1 << 20},
	{"a megabyte of quotes", "", "« ", "\n", 1 << 20},
	{"a megabyte of hyphens", "", "-", "\n", 1 << 20},
	{"a megabyte of controls", "", "\033", "\n", 1 << 20},
	{"blank lines", "", "\n", "fin\n", 32 << 20},
	{"a blank line", "", " ", "\nfin\n", 32 << 20},
	{"nothing but blank lines", "", "\n", "", 32 << 20},
	{"a million paragraphs", "", "Un mot.\n\n", "", 9000000},
	{"one paragraph of short lines", "", "un mot\n", "", 4 << 20},
};

#define COUNT (sizeof hostiles / sizeof *hostiles)

int main(void)
{
	struct CMUnitTest tests[COUNT];

	setlocale(LC_ALL, "C.UTF-8");
	for (size_t i = 0; i < COUNT; i++)
		tests[i] = (struct CMUnitTest){.name = hostiles[i].what,
					       .test_func = keys_work_on,
					       .initial_state = &hostiles[i]};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
