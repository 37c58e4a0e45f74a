/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the marked texts of tests/kinds/texts.txt as articles and compares what
 * lutrin takes them for with the marks, line by line.
 */
#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "text/article.h"

struct mark {
	char text[4];
	size_t at; /* the first byte of its line */
};

struct sample {
	char name[64], mode[16], title[256];
	struct str text;
	VEC(struct mark) marks; /* of the lines that are not blank */
};

struct tally {
	size_t texts, right;
};

static const char *mode_name(const struct article *a)
{
	switch (article_paragraphs(a)) {
	case ARTICLE_LINE:
		return "line";
	case ARTICLE_INDENT:
		return "indent";
	default:
		return "block";
	}
}

/* What lutrin takes the line at `at` for; the line before it ends at `before`. */
static void take_for(const struct article *a, size_t at, size_t before, char out[4])
{
	const char *text = article_text(a);
	struct span p;

	while (text[at] == ' ' || text[at] == '\t')
		at++;
	if (!article_paragraph_at(a, at, &p))
		strcpy(out, "?");
	else if (p.start == at && article_heading_level(a, p))
		snprintf(out, 4, "H%d", article_heading_level(a, p));
	else if (p.start == at)
		strcpy(out, "P");
	else
		strcpy(out, article_break_is_meant(a, p, before) ? "|" : ".");
}

static bool check_title(const struct article *a, const struct sample *s)
{
	struct span title = article_title(a);

	if (!strcmp(s->title, "NONE") ||
	    (span_length(title) == strlen(s->title) &&
	     !memcmp(article_text(a) + title.start, s->title, strlen(s->title))))
		return true;
	print_message("# %s: title %.*s\n", s->name, (int)span_length(title),
		      article_text(a) + title.start);
	return false;
}

static bool check_lines(const struct article *a, const struct sample *s)
{
	bool right = true;

	for (size_t i = 0; i < s->marks.len; i++) {
		const struct mark *mark = &s->marks.items[i];
		char got[4];

		take_for(a, mark->at, mark->at ? mark->at - 1 : 0, got);
		if (!strcmp(got, mark->text))
			continue;
		right = false;
		print_message("# %s: %s, not %s: %.*s\n", s->name, got, mark->text, 50,
			      article_text(a) + mark->at);
	}
	return right;
}

static void check(struct sample *s, struct tally *tally)
{
	struct article *a;
	bool right;

	if (!s->text.len)
		return;
	a = article_from_bytes(s->text.data, s->text.len, &(struct article_options){0}, NULL);
	article_append(a, "", 0, true);
	right = !strcmp(mode_name(a), s->mode);
	if (!right)
		print_message("# %s: mode %s, not %s\n", s->name, mode_name(a), s->mode);
	right &= check_title(a, s);
	right &= check_lines(a, s);
	tally->texts++;
	tally->right += right;
	article_free(a);
	str_clear(&s->text);
	s->marks.len = 0;
}

static void add_line(struct sample *s, char *line)
{
	struct mark mark = {.at = s->text.len};

	line[strcspn(line, "\n")] = '\0';
	if (!*line) {
		str_addc(&s->text, '\n');
		return;
	}
	snprintf(mark.text, sizeof mark.text, "%.*s", (int)strcspn(line, " "), line);
	str_addf(&s->text, "%s\n", line + 3);
	vec_push(&s->marks, mark);
}

static void texts_of_all_kinds_are_taken_for_what_they_are(void **state)
{
	const char *top = getenv("TOP_SRCDIR");
	char path[1024], line[16384];
	struct sample s = {.name = ""};
	struct tally tally = {0};
	FILE *file;

	(void)state;
	snprintf(path, sizeof path, "%s/tests/kinds/texts.txt", top ? top : ".");
	file = fopen(path, "r");
	assert_non_null(file);
	str_init(&s.text);
	while (fgets(line, sizeof line, file)) {
		if (!strncmp(line, "=== ", 4)) {
			check(&s, &tally);
			sscanf(line, "=== %63s %15s %255[^\n]", s.name, s.mode, s.title);
		} else if (*line != '#' && s.name[0]) {
			add_line(&s, line);
		}
	}
	check(&s, &tally);
	fclose(file);
	str_release(&s.text);
	vec_release(&s.marks);
	print_message("# %zu of %zu texts\n", tally.right, tally.texts);
	assert_int_equal(tally.right, tally.texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_of_all_kinds_are_taken_for_what_they_are),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
