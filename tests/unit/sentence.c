/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cases are written with a bar where one sentence or word ends and the next
 * begins; what is asked about is the text without the bars.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/sentence.h"

#define NBSP "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"

/* The text with a bar between sentences, as sentence_at() cuts it.  Every byte
 * must tell the same sentences. */
static void cut(const char *text, size_t len, struct str *out)
{
	struct span all = {0, len}, s = {0, 0};
	size_t from = 0;

	str_init(out);
	for (size_t at = 0; at < len; at++) {
		struct span now = sentence_at(text, all, at);

		if (at && span_equal(now, s))
			continue;
		assert_int_equal(now.start, at);
		assert_true(now.end > now.start && now.end <= len);
		if (at) {
			str_addn(out, text + from, at - from);
			str_addc(out, '|');
		}
		from = at;
		s = now;
	}
	str_addn(out, text + from, len - from);
}

static void sentences(const char *want)
{
	struct str text, got;

	str_init(&text);
	for (const char *c = want; *c; c++)
		if (*c != '|')
			str_addc(&text, *c);
	cut(text.data, text.len, &got);
	assert_string_equal(got.data, want);
	str_release(&text);
	str_release(&got);
}

static void sentences_end_with_stops_and_begin_with_capitals(void **state)
{
	(void)state;
	sentences("Il pleut. |Elle sort ! |Où va-t-elle ? |Nul ne sait… |Personne.");
	sentences("Il pleut." NBSP "|Elle sort" NNBSP "! |Où" NBSP "? |Loin.");
	sentences("Quoi ?! |Rien. |Vraiment ?… |Non.");
	sentences("Une seule, sans fin");
	sentences("Écrit en 2016. |Ému, il relut. |À demain.");
	sentences("Première ligne\nqui continue. |Seconde\nphrase.");
}

static void guillemets_belong_to_the_sentence_they_close(void **state)
{
	(void)state;
	sentences("« Il pleut. » |Elle sort.");
	sentences("«" NBSP "Il pleut." NBSP "» |Elle sort.");
	sentences("“Il pleut.” |Elle sort.");
	sentences("(Il pleut.) |Elle sort.");
	sentences("Il pleut (enfin !). |Elle sort.");
	sentences("Il a dit : « Je viens. » |« Quand ? » |« Demain. »");
}

static void a_quoted_sentence_inside_another_does_not_end_it(void **state)
{
	(void)state;
	sentences("« Je viens. », dit-il en sortant. |Elle rit.");
	sentences("« Tu viens ? » demanda-t-elle. |Il se tut.");
	sentences("Quoi ! dit-il. |Rien.");
	sentences("Le « Peut-être… » de sa mère le fit rire. |Elle aussi.");
}

static void dialogue_dashes_open_sentences(void **state)
{
	(void)state;
	sentences("— Tu viens ? |— Non. |— Alors reste.");
	sentences("— Oui, dit-il – et c’était vrai – sans hésiter. |– Bon.");
}

static void abbreviations_do_not_end_sentences(void **state)
{
	(void)state;
	sentences("M. Dupont et MM. Durand ont vu Mme. Curie. |Ils partent.");
	sentences("Voir p. 12, fig. 3, art. 4, vol. II, chap. VI et n. 7. |Suite.");
	sentences("Cf. Proust, op. cit., p. 45. |Suite.");
	sentences("Il y a env. 300 pages. |Suite.");
	sentences("En 52 av. J.-C. la ville brûla. |En 300 apr. J.-C. |Elle renaquit.");
	sentences("Le Dr. Knock et St. Antoine, i.e. Deux hommes. |Suite.");
	sentences("Mr. Smith vs. Mrs. Jones. |Suite.");
	sentences("Paru aux éd. Gallimard, coll. Folio. |Suite.");
}

static void words_that_look_like_abbreviations_do(void **state)
{
	(void)state;
	sentences("Il aime l’art. |Elle peint.");
	sentences("Il a pris son vol. |Elle est restée.");
	sentences("La salle fait 12 m. |Il y fait froid.");
	sentences("Des pommes, des poires, etc. |On les mange.");
	sentences("Des pommes, etc. sont dans le panier. |Suite.");
	sentences("Il a pris de la vitamine C. |Elle aussi.");
	sentences("Le rapport de l’O.N.U. |Il est long.");
}

static void initials_stay_with_the_name(void **state)
{
	(void)state;
	sentences("J. R. R. Tolkien et J.-P. Sartre ont écrit. |Suite.");
	sentences("J.R.R. Tolkien, É. Zola. |Suite.");
}

static void dots_in_numbers_and_names_are_no_stops(void **state)
{
	(void)state;
	sentences("Pi vaut 3.14 et 1.2.3 est une version. |Voir www.exemple.fr pour la suite.");
	sentences("1. Contexte et méthode. |Suite.");
	sentences("Né le 12. |Mort le 15.");
}

static void an_ellipsis_before_lower_case_goes_on(void **state)
{
	(void)state;
	sentences("Il hésita… puis sortit. |Fin.");
	sentences("Il hésita... puis sortit... |Fin.");
	sentences("Il écrit : « Le mot […] Dieu » en 1900. |Fin.");
	sentences("Le mot (...) Dieu. |Fin.");
}

static void footnote_calls_stay_with_their_sentence(void **state)
{
	(void)state;
	sentences("C’est écrit.[12] |Voilà.");
	sentences("C’est écrit.² |Voilà.");
}

static void white_space_between_belongs_to_the_first_sentence(void **state)
{
	static const char text[] = "Un.  Deux.";
	struct span all = {0, sizeof text - 1};
	struct span first = sentence_at(text, all, 0);

	(void)state;
	assert_true(span_equal(first, (struct span){0, 3}));
	assert_true(span_equal(sentence_at(text, all, 4), first));
	assert_true(span_equal(sentence_at(text, all, 5), (struct span){5, 10}));
	assert_true(span_equal(sentence_at(text, all, 99), (struct span){5, 10}));
}

/* Megabytes without a stop, or with one now and then, are covered in pieces
 * that do not depend on where one asks. */
static void long_paragraphs_are_covered_without_overlap(void **state)
{
	size_t len = (size_t)1 << 20;
	char *text = mem_alloc(len);
	struct span all = {0, len}, s;

	(void)state;
	for (int with_stops = 0; with_stops < 2; with_stops++) {
		for (size_t i = 0; i < len; i++)
			text[i] = i % 7 == 6 ? ' ' : 'a';
		for (size_t i = 5; with_stops && i + 2 < len; i += 7 * 500) {
			text[i] = '.';
			text[i + 2] = 'B';
		}
		for (size_t at = 0; at < len; at = s.end + 1) {
			s = sentence_at(text, all, at);
			assert_int_equal(s.start, at);
			assert_true(s.end > at && s.end <= len);
			assert_true(span_equal(s, sentence_at(text, all, s.end - 1)));
			assert_true(span_equal(s, sentence_at(text, all, at + (s.end - at) / 2)));
			assert_true(!with_stops || at == 0 || text[at] == 'B');
		}
	}
	memset(text, 'a', len); /* not even a space */
	for (size_t at = 0; at < len; at = s.end) {
		s = sentence_at(text, all, at);
		assert_int_equal(s.start, at);
		assert_true(span_equal(s, sentence_at(text, all, s.end - 1)));
	}
	free(text);
}

static void any_bytes_are_cut_somehow(void **state)
{
	char text[300];
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 200; round++) {
		for (size_t i = 0; i < sizeof text; i++) {
			static const char some[] = ".. !?\xC2\xA0\xBB\xE2\x80\xA6"
						   "aB'«-\n\0[1])";

			seed = seed * 1103515245 + 12345;
			text[i] = some[seed / 65536 % (sizeof some - 1)];
		}
		for (size_t at = 0; at < sizeof text; at++) {
			struct span s = sentence_at(text, (struct span){0, sizeof text}, at);
			struct span w = word_at(text, (struct span){0, sizeof text}, at);

			assert_true(s.start <= at && s.start <= s.end && s.end <= sizeof text);
			assert_true(w.start <= w.end && w.end <= sizeof text);
		}
	}
}

/* ---- words */
static void words(const char *want)
{
	struct str text, got;
	struct span all, w, back;
	bool more;

	str_init(&text);
	str_init(&got);
	for (const char *c = want; *c; c++)
		if (*c != '|')
			str_addc(&text, *c);
	all = (struct span){0, text.len};
	w = word_at(text.data, all, 0);
	do {
		for (size_t at = w.start; at < w.end; at++)
			assert_true(span_equal(word_at(text.data, all, at), w));
		assert_true(word_before(text.data, all, w.start + 1, &back));
		assert_true(span_equal(back, w));
		str_addc(&got, '|');
		str_addn(&got, text.data + w.start, span_length(w));
		more = word_after(text.data, all, w.start, &w);
	} while (more);
	str_addc(&got, '|');
	assert_string_equal(got.data, want);
	str_release(&text);
	str_release(&got);
}

static void elisions_are_words(void **state)
{
	(void)state;
	words("|l’|homme|");
	words("|l'|homme|");
	words("|Qu’|il|");
	words("|jusqu’|à|");
	words("|Lorsqu'|elle|");
	words("|d’|aujourd’hui|");
	words("|l’|arc-en-ciel|");
}

static void words_with_an_apostrophe_of_their_own_stay_whole(void **state)
{
	(void)state;
	words("|aujourd’hui|");
	words("|aujourd'hui|");
	words("|presqu’île|");
	words("|prud’homme|");
	words("|entr’ouvrir|");
	words("|quelqu’un|");
	words("|don't|");
}

static void hyphens_join_words(void **state)
{
	(void)state;
	words("|arc-en-ciel|");
	words("|Asie-Pacifique|");
	words("|va-t-il|");
	words("|3,14|");
}

static void what_is_no_word_is_passed_over(void **state)
{
	static const char text[] = "« Oui », dit-il – enfin.";
	struct span all = {0, sizeof text - 1}, w;
	static const char *const want[] = {"Oui", "dit-il", "enfin"};

	(void)state;
	w = word_at(text, all, 0);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(span_length(w), strlen(want[i]));
		assert_memory_equal(text + w.start, want[i], span_length(w));
		assert_int_equal(word_after(text, all, w.start, &w), i < 2);
	}
	assert_true(span_equal(word_at(text, all, all.end), w));
	assert_true(word_before(text, all, w.start, &w));
	assert_memory_equal(text + w.start, "dit-il", 6);
	assert_true(span_empty(word_at("…  !", (struct span){0, 6}, 2)));
}

static void decomposed_letters_stay_in_their_word(void **state)
{
	(void)state;
	words("|e\xCC\x81le\xCC\x80ve|");
	words("|l’|e\xCC\x81"
	      "te\xCC\x81|");
}

static void words_are_found_far_away(void **state)
{
	size_t len = 60000;
	char *text = mem_alloc(len);
	struct span all = {0, len}, w;

	(void)state;
	memset(text, '.', len);
	memcpy(text + len - 4, "fin ", 4);
	memcpy(text, "mot ", 4);
	assert_true(span_equal(word_at(text, all, 10), (struct span){len - 4, len - 1}));
	assert_true(word_before(text, all, len - 4, &w));
	assert_true(span_equal(w, (struct span){0, 3}));
	assert_false(word_before(text, all, 0, &w));
	free(text);
}

static void words_are_not_looked_for_without_end(void **state)
{
	size_t len = 300000;
	char *text = mem_alloc(len);
	struct span all = {0, len}, w;

	(void)state;
	memset(text, '.', len);
	memcpy(text + len - 4, "fin ", 4);
	memcpy(text, "mot ", 4);
	assert_true(span_equal(word_at(text, all, len / 2), (struct span){len - 4, len - 1}));
	assert_false(word_after(text, all, 10, &w));
	assert_false(word_before(text, all, len - 10, &w));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_end_with_stops_and_begin_with_capitals),
		cmocka_unit_test(guillemets_belong_to_the_sentence_they_close),
		cmocka_unit_test(a_quoted_sentence_inside_another_does_not_end_it),
		cmocka_unit_test(dialogue_dashes_open_sentences),
		cmocka_unit_test(abbreviations_do_not_end_sentences),
		cmocka_unit_test(words_that_look_like_abbreviations_do),
		cmocka_unit_test(initials_stay_with_the_name),
		cmocka_unit_test(dots_in_numbers_and_names_are_no_stops),
		cmocka_unit_test(an_ellipsis_before_lower_case_goes_on),
		cmocka_unit_test(footnote_calls_stay_with_their_sentence),
		cmocka_unit_test(white_space_between_belongs_to_the_first_sentence),
		cmocka_unit_test(long_paragraphs_are_covered_without_overlap),
		cmocka_unit_test(any_bytes_are_cut_somehow),
		cmocka_unit_test(elisions_are_words),
		cmocka_unit_test(words_with_an_apostrophe_of_their_own_stay_whole),
		cmocka_unit_test(hyphens_join_words),
		cmocka_unit_test(what_is_no_word_is_passed_over),
		cmocka_unit_test(decomposed_letters_stay_in_their_word),
		cmocka_unit_test(words_are_found_far_away),
		cmocka_unit_test(words_are_not_looked_for_without_end),
	};

	return cmocka_run_group_tests_name("sentence", tests, NULL, NULL);
}
