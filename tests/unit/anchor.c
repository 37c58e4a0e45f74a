/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "notes/anchor.h"
#include "notes/anchoring.h"

static const char lecture[] =
	"La lecture lente\n\n"
	"On lit trop vite, dit-on ; et l’on retient peu. Celui qui relit trouve ce qu’il cherchait.\n\n"
	"C’est alors que le cœur du texte apparaît enfin, pour qui sait attendre la fin du jour.\n\n"
	"Le soir, la lampe éclaire la page, et la page éclaire celui qui la lit.\n";

static struct article *article_of(const char *text)
{
	const struct article_options options = {.encoding = "UTF-8"};
	struct article *a = article_from_bytes(text, strlen(text), &options, NULL);

	assert_non_null(a);
	return a;
}

static struct span where(const char *text, const char *words)
{
	const char *at = strstr(text, words);

	assert_non_null(at);
	return (struct span){(size_t)(at - text), (size_t)(at - text) + strlen(words)};
}

/* A note on `words` of `text`. */
static struct note *note_on(const char *text, const char *words)
{
	struct article *a = article_of(text);
	struct note *n = note_new();

	anchor_describe(n, a, where(text, words));
	article_free(a);
	return n;
}

/* Where anchoring puts a note: *span is empty for an orphan, and for a note on the whole
 * article. */
static enum note_status anchor_find(const struct note *n, struct article *a, struct span *span)
{
	struct notebook *b = notebook_new(&(struct notebook_writer){.device = "test-0000"});
	enum note_status status;

	notebook_put(b, note_copy(n));
	anchoring_run(b, a);
	status = notebook_at(b, 0)->status;
	*span = notebook_at(b, 0)->span;
	notebook_free(b);
	return status;
}

/* Looks for a note made on `words` of `before` in `after`, and compares. */
static void assert_finds(const char *before, const char *words, const char *after,
			 enum note_status status, const char *found)
{
	struct note *n = note_on(before, words);
	struct article *a = article_of(after);
	struct span span;

	assert_int_equal(anchor_find(n, a, &span), status);
	if (found) {
		assert_int_equal(span_length(span), strlen(found));
		assert_memory_equal(article_text(a) + span.start, found, strlen(found));
	} else {
		assert_true(span_empty(span));
	}
	article_free(a);
	note_free(n);
}

static char *joined(const char *a, const char *b, const char *c)
{
	struct str s;
	char *text;

	str_init(&s);
	str_addf(&s, "%s%s%s", a, b, c);
	text = mem_strdup(s.data);
	str_release(&s);
	return text;
}

/* `text` with the first `from` turned into `to`. */
static char *edited(const char *text, const char *from, const char *to)
{
	struct span at = where(text, from);
	char *before = mem_strndup(text, at.start), *after = joined(before, to, text + at.end);

	free(before);
	return after;
}

/* ---- selectors */

static void selectors_count_code_points_and_quote_the_words(void **state)
{
	struct note *n = note_on(lecture, "le cœur du texte apparaît enfin");
	struct span at = where(lecture, n->quote);

	(void)state;
	assert_string_equal(n->quote, "le cœur du texte apparaît enfin");
	assert_int_equal(n->start, utf8_count(lecture, at.start));
	assert_int_equal(n->end - n->start, 31);
	assert_int_equal(n->status, NOTE_EXACT);
	assert_int_equal(utf8_count(n->prefix, strlen(n->prefix)), ANCHOR_CONTEXT);
	assert_int_equal(utf8_count(n->suffix, strlen(n->suffix)), ANCHOR_CONTEXT);
	assert_memory_equal(lecture + at.start - strlen(n->prefix), n->prefix, strlen(n->prefix));
	assert_memory_equal(lecture + at.end, n->suffix, strlen(n->suffix));
	note_free(n);
}

static void contexts_are_shorter_at_the_ends_of_the_article(void **state)
{
	struct note *n = note_on("Un. Deux.", "Un.");

	(void)state;
	assert_string_equal(n->prefix, "");
	assert_string_equal(n->suffix, " Deux.");
	note_free(n);
	n = note_on("Un. Deux.", "Un. Deux.");
	assert_string_equal(n->prefix, "");
	assert_string_equal(n->suffix, "");
	note_free(n);
}

static void ends_never_fall_inside_a_grapheme(void **state)
{
	/* "é" as e and U+0301; the flag of France is two code points. */
	static const char text[] = "l'e\u0301te\u0301 🇫🇷 fin";
	struct article *a = article_of(text);
	struct note *n = note_new();

	(void)state;
	anchor_describe(n, a, (struct span){3, 7}); /* U+0301, t, e */
	assert_string_equal(n->quote, "e\u0301te\u0301");
	assert_int_equal(n->start, 2);
	assert_int_equal(n->end, 7);
	anchor_describe(n, a, (struct span){10, 14}); /* half of the flag */
	assert_string_equal(n->quote, "🇫🇷");
	article_free(a);
	note_free(n);
}

static void contexts_never_begin_or_end_inside_a_grapheme(void **state)
{
	struct str text;
	struct note *n;
	size_t at;

	(void)state;
	str_init(&text);
	for (int i = 0; i < 101; i++)
		str_add(&text, "e\u0301");
	at = text.len;
	str_add(&text, "mot");
	for (int i = 0; i < 101; i++)
		str_add(&text, i ? "e\u0301" : "z");
	n = note_on(text.data, "mot");
	assert_int_equal(n->span.start, at);
	assert_int_equal(n->prefix[0], 'e');
	assert_string_equal(n->suffix + strlen(n->suffix) - 3, "e\u0301");
	str_release(&text);
	note_free(n);
}

static void ill_formed_bytes_are_quoted_as_they_are_shown(void **state)
{
	static const char text[] = "mal \xFF form\xC3 fin";
	struct article *a = article_of(text);
	struct note *n = note_new();
	struct span span;

	(void)state;
	anchor_describe(n, a, (struct span){4, article_size(a) - 4});
	assert_string_equal(n->quote, "\uFFFD form\uFFFD");
	assert_int_equal(anchor_find(n, a, &span), NOTE_EXACT);
	assert_true(span_equal(span, n->span));
	article_free(a);
	note_free(n);
}

/* ---- finding again */

static void in_an_unchanged_article_a_note_is_exact(void **state)
{
	(void)state;
	assert_finds(lecture, "le cœur du texte", lecture, NOTE_EXACT, "le cœur du texte");
	assert_finds(lecture, "On lit", lecture, NOTE_EXACT, "On lit");
	assert_finds(lecture, "cherchait.\n\nC’est alors", lecture, NOTE_EXACT,
		     "cherchait.\n\nC’est alors");
}

static void after_a_paragraph_came_before_it_is_moved(void **state)
{
	char *after = joined("Un chapeau d’introduction, tout neuf.\n\n", lecture, "");

	(void)state;
	assert_finds(lecture, "le cœur du texte", after, NOTE_MOVED, "le cœur du texte");
	assert_finds(lecture, "cherchait.\n\nC’est", after, NOTE_MOVED, "cherchait.\n\nC’est");
	assert_finds(lecture, "La lecture lente", after, NOTE_MOVED, "La lecture lente");
	assert_finds(after, "le cœur du texte", lecture, NOTE_MOVED, "le cœur du texte");
	free(after);
}

static void new_typography_around_and_in_the_words_does_not_hide_them(void **state)
{
	char *wrapped = edited(lecture, "que le cœur du texte", "que\nle\u00A0cœur du te\u00ADxte");
	char *quotes = edited(lecture, "qu’il cherchait", "qu'il  cherchait");
	char *after = joined("Avant.\n\n", quotes, "");

	(void)state;
	assert_finds(lecture, "cœur du texte", wrapped, NOTE_MOVED, "cœur du te\u00ADxte");
	assert_finds(lecture, "ce qu’il cherchait", after, NOTE_MOVED, "ce qu'il  cherchait");
	assert_finds(lecture, "le cœur du texte", after, NOTE_MOVED, "le cœur du texte");
	free(after);
	free(quotes);
	free(wrapped);
}

static void composed_and_decomposed_accents_are_one(void **state)
{
	char *other = edited(lecture, "apparaît", "apparai\u0302t");

	(void)state;
	assert_finds(lecture, "du texte apparaît enfin", other, NOTE_MOVED,
		     "du texte apparai\u0302t enfin");
	assert_finds(other, "pour qui sait", lecture, NOTE_MOVED, "pour qui sait");
	free(other);
}

static void words_that_stay_where_they_were_are_exact_though_others_changed(void **state)
{
	char *after = edited(lecture, "apparaît enfin", "apparaît bientôt");

	(void)state;
	assert_finds(lecture, "le cœur du texte", after, NOTE_EXACT, "le cœur du texte");
	free(after);
}

static void words_that_are_gone_are_an_orphan(void **state)
{
	char *gone = edited(lecture, "le cœur du texte ", "");

	(void)state;
	assert_finds(lecture, "le cœur du texte", gone, NOTE_ORPHAN, NULL);
	assert_finds(lecture, "Celui", "", NOTE_ORPHAN, NULL);
	assert_finds(lecture, "Celui", "Rien de tout cela.", NOTE_ORPHAN, NULL);
	free(gone);
}

static void words_that_others_replaced_are_changed(void **state)
{
	char *other = edited(lecture, "Celui", "Marie");
	char *more = edited(lecture, "la lampe éclaire la page", "le feu chauffe");

	(void)state;
	assert_finds(lecture, "Celui", other, NOTE_CHANGED, "Marie");
	assert_finds(lecture, "la lampe éclaire la page", more, NOTE_CHANGED, "le feu chauffe");
	free(more);
	free(other);
}

static void words_that_were_corrected_are_recognised(void **state)
{
	char *mended = edited(lecture, "apparaît enfin, pour", "apparait enfin pour");
	char *moved;

	(void)state;
	assert_finds(lecture, "le cœur du texte apparaît enfin, pour qui", mended, NOTE_FUZZY,
		     "le cœur du texte apparait enfin pour qui");
	moved = joined("Le soir venu, la lampe éclairait la page.\n\n", mended, "");
	assert_finds(lecture, "texte apparaît enfin, pour qui", moved, NOTE_FUZZY,
		     "texte apparait enfin pour qui");
	free(moved);
	free(mended);
}

static void what_is_recognised_is_of_whole_words(void **state)
{
	char *after = edited(lecture, "Celui qui relit trouve ce qu’il",
			     "Tout lecteur relisant retrouve cela qu’il");

	(void)state;
	assert_finds(lecture, "Celui qui relit trouve ce qu’il cherchait", after, NOTE_FUZZY,
		     "relisant retrouve cela qu’il cherchait");
	free(after);
}

static void a_short_name_never_lands_in_another_word(void **state)
{
	static const char before[] = "Ce jour-là, Linus répondit à tous ceux qui lui écrivaient.";
	static const char after[] = "Ce jour-là, les machines répondirent à tous ceux qui lui "
				    "écrivaient.";
	struct note *n = note_on(before, "Linus");
	struct article *a = article_of(after);
	struct span span;
	enum note_status status = anchor_find(n, a, &span);

	(void)state;
	assert_true(status == NOTE_CHANGED || status == NOTE_ORPHAN);
	article_free(a);
	note_free(n);
}

static void words_that_could_be_in_two_places_are_not_guessed(void **state)
{
	char *twice = joined(lecture, "\n", lecture), *shifted = joined("Un.\n\n", twice, "");
	char *middle = joined("x\n\n", lecture, "");
	struct note *n = note_on(lecture, "le cœur du texte");
	struct article *a = article_of(shifted);
	struct span span;

	(void)state;
	assert_int_equal(anchor_find(n, a, &span), NOTE_AMBIGUOUS);
	/* The positions still tell them apart where they hold. */
	assert_finds(lecture, "le cœur du texte", twice, NOTE_EXACT, "le cœur du texte");
	assert_finds(middle, "le cœur du texte", lecture, NOTE_MOVED, "le cœur du texte");
	article_free(a);
	note_free(n);
	free(middle);
	free(shifted);
	free(twice);
}

static void a_context_that_another_program_cut_in_a_grapheme_still_helps(void **state)
{
	static const char text[] =
		"Aux e\u0301te\u0301s sans fin de notre enfance, le mot juste venait sans peine, "
		"comme l'eau vive d'un torrent.";
	struct article *a = article_of(text);
	struct note *n = note_on(text, "mot");
	struct span span;

	(void)state;
	free(n->prefix);
	n->prefix = mem_strdup("\u0301te\u0301s sans fin de notre enfance, le ");
	n->start += 40;
	n->end += 40;
	assert_int_equal(anchor_find(n, a, &span), NOTE_MOVED);
	assert_true(span_equal(span, where(text, "mot")));
	article_free(a);
	note_free(n);
}

static void mad_positions_do_no_harm(void **state)
{
	static const size_t mad[][2] = {
		{0, 0}, {SIZE_MAX, SIZE_MAX}, {0, SIZE_MAX}, {9, 3}, {SIZE_MAX - 16, SIZE_MAX},
	};
	struct note *n = note_on(lecture, "le cœur du texte");
	struct article *a = article_of(lecture), *empty = article_of("");
	struct span span;

	(void)state;
	for (size_t i = 0; i < sizeof mad / sizeof *mad; i++) {
		n->start = mad[i][0];
		n->end = mad[i][1];
		assert_int_equal(anchor_find(n, a, &span), NOTE_MOVED);
		assert_true(span_equal(span, where(lecture, "le cœur du texte")));
		assert_int_equal(anchor_find(n, empty, &span), NOTE_ORPHAN);
	}
	article_free(empty);
	article_free(a);
	note_free(n);
}

static void a_note_on_the_whole_article_is_exact_and_a_blank_quote_an_orphan(void **state)
{
	struct article *a = article_of(lecture);
	struct note *n = note_new();
	struct span span = {1, 2};

	(void)state;
	assert_int_equal(anchor_find(n, a, &span), NOTE_EXACT);
	assert_true(span_empty(span));
	n->quote = mem_strdup("");
	assert_int_equal(anchor_find(n, a, &span), NOTE_ORPHAN);
	free(n->quote);
	n->quote = mem_strdup("\u00AD");
	assert_int_equal(anchor_find(n, a, &span), NOTE_ORPHAN);
	article_free(a);
	note_free(n);
}

static void a_thousand_notes_of_a_long_article_are_all_found(void **state)
{
	struct notebook_writer writer = {.device = "test-0000"};
	struct notebook *b = notebook_new(&writer);
	struct str text, words;
	struct article *a;

	(void)state;
	str_init(&text);
	str_init(&words);
	for (int i = 0; i < 20000; i++)
		str_addf(&text, "Le vers numéro %d dit l’été et la mer, puis se tait enfin.\n", i);
	a = article_of(text.data);
	for (int i = 0; i < 1000; i++) {
		struct note *n = note_new();

		str_clear(&words);
		str_addf(&words, "numéro %d dit l’été", i * 20);
		anchor_describe(n, a, where(text.data, words.data));
		n->start += 7;
		n->end += 7;
		notebook_add(b, n, "2026-11-21T07:31:55Z");
	}
	anchoring_run(b, a);
	assert_int_equal(notebook_count(b), 1000);
	for (size_t i = 0; i < 1000; i++) {
		const struct note *n = notebook_at(b, i);

		assert_int_equal(n->status, NOTE_MOVED);
		assert_memory_equal(text.data + n->span.start, n->quote, strlen(n->quote));
	}
	article_free(a);
	str_release(&words);
	str_release(&text);
	notebook_free(b);
}

/* ---- by words */

static void a_quote_is_found_everywhere_or_where_its_context_says(void **state)
{
	struct article *a = article_of(lecture);
	struct anchor_spans found;

	(void)state;
	anchor_quote(a, "la page", NULL, NULL, &found);
	assert_int_equal(found.len, 2);
	vec_release(&found);
	anchor_quote(a, "la page", "et ", NULL, &found);
	assert_int_equal(found.len, 1);
	assert_memory_equal(lecture + found.items[0].start - 3, "et la page", 10);
	vec_release(&found);
	anchor_quote(a, "la page", "éclaire", ", et", &found); /* without the space */
	assert_int_equal(found.len, 1);
	vec_release(&found);
	anchor_quote(a, "page", "la", "éclaire", &found);
	assert_int_equal(found.len, 1);
	vec_release(&found);
	anchor_quote(a, "la plage", NULL, NULL, &found);
	assert_int_equal(found.len, 0);
	vec_release(&found);
	anchor_quote(a, "", NULL, NULL, &found);
	assert_int_equal(found.len, 0);
	vec_release(&found);
	article_free(a);
}

static void a_quote_typed_with_plain_typography_is_found(void **state)
{
	struct article *a = article_of(lecture);
	struct anchor_spans found;

	(void)state;
	anchor_quote(a, "ce qu'il cherchait. C'est alors", NULL, NULL, &found);
	assert_int_equal(found.len, 1);
	assert_true(
		span_equal(found.items[0], where(lecture, "ce qu’il cherchait.\n\nC’est alors")));
	vec_release(&found);
	article_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(selectors_count_code_points_and_quote_the_words),
		cmocka_unit_test(contexts_are_shorter_at_the_ends_of_the_article),
		cmocka_unit_test(ends_never_fall_inside_a_grapheme),
		cmocka_unit_test(contexts_never_begin_or_end_inside_a_grapheme),
		cmocka_unit_test(ill_formed_bytes_are_quoted_as_they_are_shown),
		cmocka_unit_test(in_an_unchanged_article_a_note_is_exact),
		cmocka_unit_test(after_a_paragraph_came_before_it_is_moved),
		cmocka_unit_test(new_typography_around_and_in_the_words_does_not_hide_them),
		cmocka_unit_test(composed_and_decomposed_accents_are_one),
		cmocka_unit_test(words_that_stay_where_they_were_are_exact_though_others_changed),
		cmocka_unit_test(words_that_are_gone_are_an_orphan),
		cmocka_unit_test(words_that_others_replaced_are_changed),
		cmocka_unit_test(words_that_were_corrected_are_recognised),
		cmocka_unit_test(what_is_recognised_is_of_whole_words),
		cmocka_unit_test(a_short_name_never_lands_in_another_word),
		cmocka_unit_test(words_that_could_be_in_two_places_are_not_guessed),
		cmocka_unit_test(a_context_that_another_program_cut_in_a_grapheme_still_helps),
		cmocka_unit_test(mad_positions_do_no_harm),
		cmocka_unit_test(a_note_on_the_whole_article_is_exact_and_a_blank_quote_an_orphan),
		cmocka_unit_test(a_thousand_notes_of_a_long_article_are_all_found),
		cmocka_unit_test(a_quote_is_found_everywhere_or_where_its_context_says),
		cmocka_unit_test(a_quote_typed_with_plain_typography_is_found),
	};

	return cmocka_run_group_tests_name("anchor", tests, NULL, NULL);
}
