/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"
#include "layout/cache.h"
#include "layout/grapheme.h"
#include "layout/linebreak.h"
#include "layout/paragraph.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static struct article *article_of(const char *text, size_t len, enum article_paragraphs mode)
{
	struct article_options options = {.encoding = "UTF-8", .paragraphs = mode};
	struct article *a = article_from_bytes(text, len, &options, NULL);

	assert_non_null(a);
	return a;
}

/* The lines of an article's first paragraph as they are drawn, '|' between. */
static void show_with(const char *text, enum article_paragraphs mode,
		      const struct layout_options *options, const char *want)
{
	struct article *a = article_of(text, strlen(text), mode);
	struct span span;
	struct paragraph *p;
	struct str out;

	assert_true(article_paragraph_at(a, 0, &span));
	p = paragraph_set(a, span, options);
	str_init(&out);
	for (size_t i = 0; i < p->count; i++) {
		struct glyph g = {0};

		str_addf(&out, "%s%*s", i ? "|" : "", p->lines[i].indent, "");
		for (size_t at = p->lines[i].span.start; line_next_glyph(a, &p->lines[i], &at, &g);)
			str_addn(&out, g.text, g.len);
	}
	assert_string_equal(out.data, want);
	str_release(&out);
	paragraph_free(p);
	article_free(a);
}

static void show(const char *text, enum article_paragraphs mode, int width, const char *want)
{
	show_with(text, mode, &(struct layout_options){.width = width}, want);
}

static void words_fill_lines(void **state)
{
	(void)state;
	show("un deux trois quatre", ARTICLE_LINE, 8, "un deux|trois|quatre");
	show("un deux trois", ARTICLE_LINE, 13, "un deux trois");
	show("un   deux \u00A0trois", ARTICLE_LINE, 72, "un deux trois");
	show("Quoi ? Rien !", ARTICLE_LINE, 6, "Quoi ?|Rien !");
	show("il dit « oui » et", ARTICLE_LINE, 9, "il dit|« oui »|et");
	show("a", ARTICLE_LINE, 1, "a");
	show("漢字漢", ARTICLE_LINE, 5, "漢字|漢");
}

static void what_is_tied_parts_at_its_spaces_where_no_line_can_hold_it(void **state)
{
	(void)state;
	show("les 1 000 000 ans", ARTICLE_LINE, 6, "les|1 000|000|ans");
	show("Quoi ?", ARTICLE_LINE, 4, "Quoi|?");
	show("mot\u00A0; mot", ARTICLE_LINE, 3, "mot|;|mot");
}

static void a_word_wider_than_the_line_is_cut_between_graphemes(void **state)
{
	(void)state;
	show("un anticonstitutionnel mot", ARTICLE_LINE, 8, "un|anticons|titution|nel mot");
	show("e\u0301e\u0301e\u0301", ARTICLE_LINE, 2, "e\u0301e\u0301|e\u0301");
	show("漢x漢", ARTICLE_LINE, 1, "漢|x|漢");
	show("👨\u200D👩a", ARTICLE_LINE, 3, "👨\u200D👩|a");
}

static void a_soft_hyphen_shows_at_a_lines_end_only(void **state)
{
	(void)state;
	show("extra\u00ADordi\u00ADnaire", ARTICLE_LINE, 72, "extraordinaire");
	show("extra\u00ADordi\u00ADnaire", ARTICLE_LINE, 10, "extraordi-|naire");
	show("extra\u00ADordi\u00ADnaire", ARTICLE_LINE, 9, "extra-|ordinaire");
	show("extra\u00ADordi\u00ADnaire", ARTICLE_LINE, 5, "extra|ordi-|naire");
	show("mot\u00AD mot", ARTICLE_LINE, 4, "mot|mot");
}

static void tabs_reach_to_multiples_of_eight(void **state)
{
	(void)state;
	show("a\tb\tc", ARTICLE_LINE, 72, "a       b       c");
	show("a\t\tb", ARTICLE_LINE, 72, "a               b");
	show("a\tb", ARTICLE_LINE, 8, "a|b");
	show("12345678\tb", ARTICLE_LINE, 72, "12345678        b");
}

static void what_would_act_on_a_terminal_shows_as_a_sign(void **state)
{
	(void)state;
	show("a\x1B[31mb\x7F", ARTICLE_LINE, 72, "a␛[31mb␡");
	show("a\u202Eb\u200E\u200Bc\u2060", ARTICLE_LINE, 72, "a�bc");
	show("\u0301a", ARTICLE_LINE, 72, "◌a");
}

static void verse_keeps_its_lines_and_their_indentation(void **state)
{
	static const char verse[] = "  Mignonne, allons\n    voir\n  si la rose qui ce matin\n";

	(void)state;
	show(verse, ARTICLE_BLOCK, 40, "  Mignonne, allons|    voir|  si la rose qui ce matin");
	show(verse, ARTICLE_BLOCK, 11,
	     "  Mignonne,|  allons|    voir|  si la|  rose qui|  ce matin");
	show(verse, ARTICLE_BLOCK, 4,
	     "  Mi|  gn|  on|  ne|  ,|  al|  lo|  ns|  vo|  ir|  si|  la|  ro|"
	     "  se|  qu|  i|  ce|  ma|  ti|  n");
	show(verse, ARTICLE_BLOCK, 1,
	     "M|i|g|n|o|n|n|e|,|a|l|l|o|n|s|v|o|i|r|s|i|l|a|r|o|s|e|q|u|i|c|e|m|a|t|i|n");
}

static void what_wraps_of_an_item_stands_right_of_its_mark(void **state)
{
	(void)state;
	show("- du pain et du beurre ;", ARTICLE_LINE, 10, "- du pain|  et du|  beurre ;");
	show("• du pain et du beurre", ARTICLE_LINE, 10, "• du pain|  et du|  beurre");
	show("12. du pain et du beurre", ARTICLE_LINE, 12, "12. du pain|    et du|    beurre");
	show("[3] Voir ce livre", ARTICLE_LINE, 10, "[3] Voir|    ce|    livre");
	show("> Voir ce livre", ARTICLE_LINE, 10, "> Voir ce|  livre");
	show("- du pain,\n  frais ;\n- du vin rouge.", ARTICLE_BLOCK, 9,
	     "- du|  pain,|  frais ;|- du vin|  rouge.");
	/* The indent leaves at least half of the line. */
	show("[123456] Voir ce livre", ARTICLE_LINE, 10, "[123456]|     Voir|     ce|     livre");
}

static void the_space_after_a_mark_is_never_spread(void **state)
{
	const struct layout_options justified = {.width = 16, .justify = true};

	(void)state;
	show_with("12. du pain et du vin doux, du pain et du vin", ARTICLE_LINE, &justified,
		  "12. du  pain  et|    du vin doux,|    du  pain  et|    du vin");
	show_with("— Tu as dit du pain et du vin rouge.", ARTICLE_LINE, &justified,
		  "— Tu as  dit  du|pain  et  du vin|rouge.");
}

static void a_speech_is_set_as_any_paragraph(void **state)
{
	(void)state;
	show("— Venez demain matin.", ARTICLE_LINE, 10, "— Venez|demain|matin.");
	show("– Venez-vous demain ?", ARTICLE_LINE, 10, "– Venez-|vous|demain ?");
	show("- Venez demain matin !", ARTICLE_LINE, 10, "- Venez|demain|matin !");
	show("- Les Voyageurs perdus", ARTICLE_LINE, 12, "- Les|  Voyageurs|  perdus");
	show("En 1914. du vin", ARTICLE_LINE, 9, "En 1914.|du vin");
}

static void a_hard_wrapped_paragraph_is_joined(void **state)
{
	show("Ce long texte a été coupé à quarante\ncolonnes par un programme fort ancien et\n"
	     "personne ne s’en souvient plus vraiment\nici.\n",
	     ARTICLE_BLOCK, 20,
	     "Ce long texte a été|coupé à quarante|colonnes par un|programme fort|ancien et "
	     "personne|"
	     "ne s’en souvient|plus vraiment ici.");
	(void)state;
}

/* ---- what holds of every text at every width */
static bool is_white_only(const char *text, struct span s)
{
	for (size_t at = s.start, n; at < s.end; at += n) {
		n = grapheme_length(text, at, s.end);
		if (!grapheme_is_white(text + at, n))
			return false;
	}
	return true;
}

static void check_glyphs(const struct article *a, const struct line *line, int width)
{
	struct glyph g = {0};
	size_t last = line->span.start, count = 0;
	int column = line->indent;

	for (size_t at = line->span.start; line_next_glyph(a, line, &at, &g); count++) {
		assert_int_equal(g.span.start, last);
		if (g.span.end == g.span.start) { /* the hyphen of the line's end */
			assert_true(line->hyphen);
			assert_int_equal(last, line->span.end);
		}
		assert_int_equal(g.column, column);
		assert_int_equal(grapheme_string_width(g.text, g.len), g.width);
		assert_true(utf8_valid(g.text, g.len));
		for (size_t i = 0; i < g.len;) {
			char32_t cp;

			i += utf8_decode(g.text + i, g.len - i, &cp);
			assert_false(utf8_is_control(cp));
		}
		last = g.span.end;
		column += g.width;
	}
	assert_int_equal(last, line->span.end);
	assert_int_equal(column, line->indent + line->width);
	assert_true(count > 0);
	if (column > width) /* nothing but one grapheme may be wider than the line */
		assert_int_equal(line->indent + grapheme_width(article_text(a) + line->span.start,
							       grapheme_length(article_text(a),
									       line->span.start,
									       line->span.end)),
				 column);
}

/* A break that the rules do not allow stands only where the line has no other (but
 * one at a soft hyphen, for which there may be no room). */
static void check_break(const char *text, const char *breaks, size_t base, struct span line,
			size_t next)
{
	if (breaks[next - base] != LINEBREAK_NO ||
	    memchr(breaks + line.end - base, LINEBREAK_MUST, next - line.end))
		return;
	for (size_t at = line.start + 1; at < line.end; at++)
		if (breaks[at - base] == LINEBREAK_MAY && memcmp(text + at - 2, "\u00AD", 2) != 0)
			fail_msg("a better break at byte %zu", at);
}

static void check_paragraph(const struct article *a, struct span span, int width, bool rules)
{
	const char *text = article_text(a);
	struct layout_options options = {.width = width};
	struct paragraph *p = paragraph_set(a, span, &options);
	char *breaks = malloc(span_length(span));
	size_t last = span.start;

	if (rules)
		linebreak_find(text + span.start, span_length(span), true, breaks);
	assert_true(p->count >= 1);
	for (size_t i = 0; i < p->count; i++) {
		const struct line *line = &p->lines[i];

		assert_true(is_white_only(text, (struct span){last, line->span.start}));
		check_glyphs(a, line, width);
		if (rules && i + 1 < p->count)
			check_break(text, breaks, span.start, line->span,
				    p->lines[i + 1].span.start);
		assert_int_equal(paragraph_line_at(p, line->span.start), i);
		assert_int_equal(paragraph_line_at(p, line->span.end - 1), i);
		last = line->span.end;
	}
	assert_int_equal(last, span.end);
	assert_int_equal(paragraph_line_at(p, span.end), p->count - 1);
	free(breaks);
	paragraph_free(p);
}

static const struct {
	enum article_paragraphs mode;
	const char *text;
} texts[] = {
	{ARTICLE_LINE,
	 "Cette rencontre portera sur les projets américains visant à déployer des éléments de "
	 "leur bouclier antimissile au Japon\u00A0; M. Dupont et Mme Curie, le 2 novembre, à 9 h "
	 "30, "
	 "ont dit\u202F: «\u00A0Louis XIV, au XIXe siècle\u202F?\u00A0» Va-t-il payer 1 000 000 € "
	 "ou "
	 "50 %, p. 12, n° 5\u202F! Voir https://www.example.org/un/chemin?a=b&c=d. Fin…"},
	{ARTICLE_LINE,
	 "— Oui, dit-il. De\u0301compose\u0301, extra\u00ADordi\u00ADnaire\u00AD\u00AD, œuvre."},
	{ARTICLE_LINE, "日本の憲法改正について、政府は「検討する」と述べた。漢字 kanji かな。"},
	{ARTICLE_LINE,
	 "👨\u200D👩\u200D👧\u200D👦 🇫🇷🇧🇪🇨🇭 👍🏽 ❤\uFE0F 1\uFE0F\u20E3 a\u200Db \uFE0F "
	 "x\uFE0F"},
	{ARTICLE_LINE, "שָׁלוֹם עולם \u200Fמה שלומך? مرحبا بالعالم السلام عليكم"},
	{ARTICLE_LINE, "ภาษาไทยไม่มีช่องว่างระหว่างคำกำ และ นี่คือ ประโยค"},
	{ARTICLE_LINE, "a\tb\t\tcolonne\tlongue colonne\t\u00A0fin\t.\t12345678\tz"},
	{ARTICLE_LINE,
	 "mal \xFF\xFE formé \xE2\x80 et \xF0\x9F\x98 puis \x80\x80\x80\x80\x80 fin\xC3"},
	{ARTICLE_LINE, "ctrl \x1B[31m \x07 \x7F \u202Ecaché\u202C \u200B\u200B\u2060\u00AD "
		       "\U000E0067 \u0301 \u0378 fin"},
	{ARTICLE_LINE, "한국어 텍스트는 \u1112\u1161\u11AB 띄어쓰기가 있다"},
	{ARTICLE_BLOCK,
	 "  Heureux qui, comme Ulysse, a fait un beau voyage,\n    Ou comme cestuy-là\n\tqui\n"
	 "  conquit la toison,\n"},
	{ARTICLE_BLOCK,
	 "Un texte coupé à quarante colonnes par\nune machine, qui ne savait pas ce qu’elle\n"
	 "faisait, et que personne n’a corrigé\ndepuis.\n"},
};

static void every_line_holds_at_every_width(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct article *a = article_of(texts[i].text, strlen(texts[i].text), texts[i].mode);
		struct span span;

		assert_true(article_paragraph_at(a, 0, &span));
		for (int width = 1; width <= 120; width++) {
			check_paragraph(a, span, width, true);
		}
		article_free(a);
	}
}

static void any_bytes_can_be_set(void **state)
{
	static const unsigned char parts[] =
		"ab ab "
		"\t-?\xC2\xA0\xC2\xAD\xE2\x80\x8B\xF0\x9F\x98\x80\xCC\x81\xFF\xE6\xBC\xA2\x1B";
	char bytes[200];

	(void)state;
	srand(11);
	for (int round = 0; round < 1500; round++) {
		struct article *a;
		struct span span;

		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (char)parts[(size_t)rand() % (sizeof parts - 1)];
		a = article_of(bytes, sizeof bytes, ARTICLE_LINE);
		if (article_paragraph_at(a, 0, &span)) {
			check_paragraph(a, span, 1 + rand() % 40, false);
		}
		article_free(a);
	}
}

/* In a file so large that it is mapped, bytes that are no character stay as they
 * are. */
static void ill_formed_bytes_of_a_mapped_file_can_be_set(void **state)
{
	static const char line[] = "Une ligne parmi tant d’autres, sans rien qui la distingue.\n";
	static const char bad[] = "mal \xFF\xFE formé \xE2\x80 et \xF0\x9F\x98 puis "
				  "\x80\x80\x80\x80\x80 fin\xC3 ?\r\n";
	struct article_options options = {.encoding = "UTF-8", .paragraphs = ARTICLE_LINE};
	char path[] = "/tmp/lutrin-paragraph-XXXXXX";
	struct article *a;
	struct span span;
	FILE *file = fdopen(mkstemp(path), "w");

	(void)state;
	assert_non_null(file);
	for (size_t size = 0; size < (size_t)17 << 20; size += strlen(line))
		fputs(line, file);
	fputs(bad, file);
	assert_int_equal(fclose(file), 0);
	a = article_open(path, &options, NULL);
	unlink(path);
	assert_non_null(a);
	assert_true(article_paragraph_at(a, article_size(a), &span));
	assert_false(utf8_valid(article_text(a) + span.start, span_length(span)));
	for (int width = 1; width <= 60; width++)
		check_paragraph(a, span, width, false);
	article_free(a);
}

/* What is quadratic takes minutes here. */
static void huge_paragraphs_are_set_in_time(void **state)
{
	static const char *const heaps[] = {"mot ",   "a",  "漢", "\u0301", "\u200B",
					    "\u00AD", "« ", "🇫",  "(",      "\t"};

	(void)state;
	for (size_t i = 0; i < COUNT(heaps); i++) {
		struct str text;
		struct article *a;
		struct span span;

		str_init(&text);
		str_addc(&text, 'x');
		while (text.len < 600000)
			str_add(&text, heaps[i]);
		str_addc(&text, 'x');
		a = article_of(text.data, text.len, ARTICLE_LINE);
		assert_true(article_paragraph_at(a, 0, &span));
		paragraph_free(paragraph_set(a, span, &(struct layout_options){.width = 72}));
		article_free(a);
		str_release(&text);
	}
}

static void the_cache_gives_back_what_it_has_and_forgets_the_rest(void **state)
{
	static const char text[] = "Un.\n\nDeux.\n\nTrois.\n";
	struct article *a = article_of(text, strlen(text), ARTICLE_LINE);
	struct layout_options narrow = {.width = 10}, wide = {.width = 20};
	struct cache *c = cache_new(a, 2);
	const struct paragraph *first, *second;
	struct span one, two, three;

	(void)state;
	assert_true(article_paragraph_at(a, 0, &one));
	assert_true(article_paragraph_after(a, one, &two));
	assert_true(article_paragraph_after(a, two, &three));
	first = cache_paragraph(c, one, &narrow);
	second = cache_paragraph(c, two, &narrow);
	assert_ptr_equal(cache_paragraph(c, one, &narrow), first);
	assert_ptr_equal(cache_paragraph(c, two, &narrow), second);
	assert_true(span_equal(cache_paragraph(c, three, &narrow)->span, three));
	assert_ptr_equal(cache_paragraph(c, two, &narrow), second);
	assert_true(span_equal(cache_paragraph(c, one, &wide)->span, one));
	cache_forget(c, two.start);
	assert_true(span_equal(cache_paragraph(c, two, &narrow)->span, two));
	assert_true(span_equal(cache_paragraph(c, one, &wide)->span, one));
	cache_free(c);
	article_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_fill_lines),
		cmocka_unit_test(what_is_tied_parts_at_its_spaces_where_no_line_can_hold_it),
		cmocka_unit_test(a_word_wider_than_the_line_is_cut_between_graphemes),
		cmocka_unit_test(a_soft_hyphen_shows_at_a_lines_end_only),
		cmocka_unit_test(tabs_reach_to_multiples_of_eight),
		cmocka_unit_test(what_would_act_on_a_terminal_shows_as_a_sign),
		cmocka_unit_test(verse_keeps_its_lines_and_their_indentation),
		cmocka_unit_test(what_wraps_of_an_item_stands_right_of_its_mark),
		cmocka_unit_test(a_speech_is_set_as_any_paragraph),
		cmocka_unit_test(the_space_after_a_mark_is_never_spread),
		cmocka_unit_test(a_hard_wrapped_paragraph_is_joined),
		cmocka_unit_test(every_line_holds_at_every_width),
		cmocka_unit_test(any_bytes_can_be_set),
		cmocka_unit_test(ill_formed_bytes_of_a_mapped_file_can_be_set),
		cmocka_unit_test(huge_paragraphs_are_set_in_time),
		cmocka_unit_test(the_cache_gives_back_what_it_has_and_forgets_the_rest),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("paragraph", tests, NULL, NULL);
}
