/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the marked pages of tests/furniture/pages.txt as articles and compares what is
 * taken for furniture with the marks.  Precision and recall are printed for each
 * language and set; not one real paragraph may be dimmed.
 */
#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "text/article.h"

struct page {
	char name[64], language[8], set[8];
	struct str text;
	VEC(bool) marks; /* of each paragraph: furniture */
};

struct score {
	const char *language, *set;
	size_t hits, misses, wrong, real;
};

static struct score scores[] = {
	{.language = "fr", .set = "tuned"},
	{.language = "en", .set = "tuned"},
	{.language = "fr", .set = "held"},
	{.language = "en", .set = "held"},
};

static struct score *score_of(const struct page *page)
{
	for (size_t i = 0; i < sizeof scores / sizeof *scores; i++)
		if (!strcmp(scores[i].language, page->language) &&
		    !strcmp(scores[i].set, page->set))
			return &scores[i];
	fail_msg("%s: no such set", page->name);
	return NULL;
}

static void take(struct page *page)
{
	struct score *score;
	struct article *a;
	struct span p;
	size_t i = 0;

	if (!page->text.len)
		return;
	score = score_of(page);
	a = article_from_bytes(page->text.data, page->text.len, &(struct article_options){0}, NULL);
	article_append(a, "", 0, true);
	for (bool more = article_paragraph_at(a, 0, &p); more && i < page->marks.len;
	     more = article_paragraph_after(a, p, &p), i++) {
		bool is = article_is_furniture(a, p), wanted = page->marks.items[i];

		score->hits += is && wanted;
		score->misses += !is && wanted;
		score->wrong += is && !wanted;
		score->real += !wanted;
		if (is != wanted)
			print_message("# %s: %s: %.*s\n", page->name, is ? "dimmed" : "missed",
				      (int)(span_length(p) < 60 ? span_length(p) : 60),
				      article_text(a) + p.start);
	}
	assert_int_equal(i, page->marks.len);
	article_free(a);
	str_clear(&page->text);
	page->marks.len = 0;
}

static void read_pages(void)
{
	const char *top = getenv("TOP_SRCDIR");
	char path[1024], line[4096];
	struct page page = {.name = ""};
	FILE *file;

	snprintf(path, sizeof path, "%s/tests/furniture/pages.txt", top ? top : ".");
	file = fopen(path, "r");
	assert_non_null(file);
	str_init(&page.text);
	while (fgets(line, sizeof line, file)) {
		if (!strncmp(line, "=== ", 4)) {
			take(&page);
			sscanf(line, "=== %63s %7s %7s", page.name, page.language, page.set);
		} else if (line[0] == '~' || line[0] == '|') {
			str_add(&page.text, line + 2);
			vec_push(&page.marks, line[0] == '~');
		}
	}
	take(&page);
	str_release(&page.text);
	vec_release(&page.marks);
	fclose(file);
}

static void furniture_is_found_and_no_real_paragraph_taken_for_it(void **state)
{
	(void)state;
	read_pages();
	for (size_t i = 0; i < sizeof scores / sizeof *scores; i++) {
		const struct score *s = &scores[i];
		double found = (double)s->hits / (double)(s->hits + s->misses);

		print_message("# %s %-5s precision %zu/%zu   recall %zu/%zu (%.0f %%)   %zu real "
			      "paragraphs\n",
			      s->language, s->set, s->hits, s->hits + s->wrong, s->hits,
			      s->hits + s->misses, 100 * found, s->real);
		assert_int_equal(s->wrong, 0);
		assert_true(found >= 0.9);
	}
}

/* Nothing is dimmed in a text that somebody wrapped by hand, and nothing twice. */
static void wrapped_texts_have_none(void **state)
{
	static const char text[] =
		"Le marchand de couleurs ouvrait sa boutique à l’heure où les autres\n"
		"fermaient la leur, et l’on venait de loin pour lui acheter, la nuit,\n"
		"un bleu qu’il était seul à savoir faire.\n\nS'abonner\n\n"
		"Personne ne sut jamais d’où il tirait ses pigments, ni pourquoi il\n"
		"refusait de vendre du rouge à ceux qui en demandaient sans sourire.\n";
	struct article *a =
		article_from_bytes(text, strlen(text), &(struct article_options){0}, NULL);
	struct span p;

	(void)state;
	article_append(a, "", 0, true);
	assert_int_equal(article_paragraphs(a), ARTICLE_BLOCK);
	for (bool more = article_paragraph_at(a, 0, &p); more;
	     more = article_paragraph_after(a, p, &p))
		assert_false(article_is_furniture(a, p));
	article_free(a);
}

/* What is remembered of a paragraph is forgotten when what stands around it is new. */
static void what_grows_is_judged_anew(void **state)
{
	static const char begun
		[] = "Accueil\n\nRecherche\n\n",
	   rest[] = "On ne sait plus qui eut le premier l’idée de compter les marches du phare ; "
		    "toujours est-il qu’au bout d’un siècle chaque enfant du port en donnait un "
		    "nombre différent, et que tous avaient raison.\n";
	struct article *a =
		article_from_bytes(begun, strlen(begun), &(struct article_options){0}, NULL);
	struct span p;

	(void)state;
	assert_true(article_paragraph_at(a, 0, &p));
	assert_false(article_is_furniture(a, p));
	assert_false(article_is_furniture(a, p));
	article_append(a, rest, strlen(rest), true);
	assert_true(article_is_furniture(a, p));
	assert_true(article_is_furniture(a, p));
	assert_false(article_is_heading(a, p));
	article_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(furniture_is_found_and_no_real_paragraph_taken_for_it),
		cmocka_unit_test(wrapped_texts_have_none),
		cmocka_unit_test(what_grows_is_judged_anew),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("furniture", tests, NULL, NULL);
}
