/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What holds of every text that is set, at every width: French rules, no line too
 * wide, nothing lost or added; ragged, justified, with words divided.
 */
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/str.h"
#include "base/utf8.h"
#include "layout/grapheme.h"
#include "layout/paragraph.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define NARROWEST 12
#define WIDEST 120

static const char *const texts[] = {
	"Cette rencontre, dit le ministre, portera sur trois points : l’énergie, les transports et "
	"la santé ; elle commencera à 9 h 30, le 2 novembre, et finira vers 18 h. Combien de temps "
	"faudra-t-il encore ? Personne ne le sait !",
	"— Vous avez vu M. Dupont ? — Oui, répondit-elle, avec Mme Curie et le Dr Martin, p. 12 du "
	"journal ! — « Quelle histoire ! » s’écria-t-il ; « et que dit-on de Louis XIV ? »",
	"Au XIXe siècle, la ville comptait 1 000 000 d’habitants, dont 50 % d’ouvriers (voir n° 5, "
	"art. 3) ; il y faisait 25 °C en été, et le pain coûtait 12 € – ou presque – le kilo.",
	"Il a lu « La lecture “lente” » (chap. IV, vol. II) ; puis il a dit : « Non ! » [sic] et "
	"s’en est allé… Le 1er mai, à 20 h, rue J.-B. Poquelin, on jouait « Tartuffe ».",
	"L’adresse https://www.exemple.org/un/long/chemin?a=1&b=2#ancre, citée p. 7, ne répond plus "
	"; celle-ci non plus : www.exemple.org/deux/autres/pages.html !",
	"Le rez-de-chaussée, l’arc-en-ciel, le porte-monnaie, le va-et-vient, le qu’en-dira-t-on et "
	"le je-ne-sais-quoi : voilà, dit-il, ce que c’est que d’aimer les traits d’union, non ?",
	"Tél. : 01 42 34 56 78. Ouvert de 9 h à 12 h et de 14 h à 18 h, sauf le 25 décembre. Entrée : "
	"8,50 € (tarif réduit : 5 €). Pages 10–12, § 3, fig. 2. Env. 300 av. J.-C., etc.",
	"De\u0301ja\u0300, en fe\u0301vrier, le 12 fe\u0301vrier, l’e\u0301ve\u0301nement e\u0301tait "
	"pre\u0301vu ; au XIXe sie\u0300cle, qui l’eu\u0302t cru ? « Personne », re\u0301pondit-elle.",
	"Les mots\u00A0: «\u00A0beau\u00A0», «\u202Fbon\u202F»\u202F; les prix\u00A0: 1\u202F000\u00A0€, "
	"12\u00A0%\u00A0! Et M.\u00A0Dupont\u00A0? Il est à 12\u00A0km d’ici, avec ses 3\u00A0kg de pain.",
	"He said \"no\" (twice), then left; the 3 men – all of them – waited until 5 p.m. on 12 May "
	"2010, at 25 °C, for 100 % of the money: nobody came. Why? Who knows!",
	"日本の憲法改正について、政府は「検討する」と述べた。漢字とかなとkanjiが、まざる。そして、終わる。",
	"👩\u200D👧 et 🇫🇷 se sont vus ; « 👍🏽 ! » dit-il. ❤\uFE0F 1\uFE0F\u20E3 — fin ? שלום עולם ! مرحبا ؟",
	"Mot anticonstitutionnellement long, donaudampfschifffahrtsgesellschaftskapitän et puis « Oui ; non », (mots) [fin].",
};

static struct article *article_of(const char *text)
{
	return article_from_bytes(
		text, strlen(text),
		&(struct article_options){.encoding = "UTF-8", .paragraphs = ARTICLE_LINE}, NULL);
}

/* A line as it is drawn, without its indent. */
static void draw(const struct article *a, const struct line *line, struct str *out)
{
	struct glyph g = {0};

	str_clear(out);
	for (size_t at = line->span.start; line_next_glyph(a, line, &at, &g);)
		str_addn(out, g.text, g.len);
}

static bool is_closer(char32_t cp)
{
	return cp && (cp == ';' || cp == ':' || cp == '!' || cp == '?' || cp == '%' || cp == ')' ||
		      cp == ']' || cp == 0xBB || cp == 0x201D || cp == ',' || cp == '.');
}

static bool is_opener(char32_t cp)
{
	return cp == 0xAB || cp == 0x201C || cp == '(' || cp == '[';
}

/* The word groups of `texts` that no line may part, if it can hold them. */
static const char *const held[] = {
	"9 h 30",     "2 novembre", "18 h",           "M. Dupont",   "Mme Curie", "Dr Martin",
	"p. 12",      "Louis XIV",  "XIXe siècle",    "1 000 000",   "50 %",      "n° 5",
	"art. 3",     "25 °C",      "12 €",           "chap. IV",    "vol. II",   "1er mai",
	"20 h",       "p. 7",       "01 42 34 56 78", "25 décembre", "8,50 €",    "5 €",
	"§ 3",        "fig. 2",     "J.-C., etc.",    "av. J.-C.",   "12 km",     "3 kg",
	"12 février", "« La",       "lente” »",
};

struct setting {
	bool justify;
	const char *language;
};

static void check_ends(const char *line, size_t len, const char *all, int width)
{
	char32_t first, last;

	utf8_decode(line, len, &first);
	utf8_decode_before(line, len, &last);
	if (is_closer(first) && len > 1)
		fail_msg("width %d: a line starts with it: %s\n%s", width, line, all);
	if (is_opener(last) && grapheme_string_width(line, len) > 1)
		fail_msg("width %d: a line ends with it: %s\n%s", width, line, all);
}

/* All lines, a line each; white space as one ordinary space. */
static void unwrap(const char *lines, bool hyphens, struct str *out)
{
	str_clear(out);
	for (size_t at = 0, n; lines[at]; at += n) {
		char32_t cp;

		n = utf8_decode(lines + at, strlen(lines + at), &cp);
		if (cp == '\n' && hyphens && out->len && out->data[out->len - 1] == '\1') {
			out->data[--out->len] = '\0';
			continue;
		}
		if (uc_is_property_white_space(cp)) {
			if (out->len && out->data[out->len - 1] != ' ')
				str_addc(out, ' ');
		} else {
			str_addn(out, lines + at, n);
		}
	}
	while (out->len && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

static void check_held(const struct article *a, const struct paragraph *p, int width)
{
	const char *text = article_text(a);
	size_t size = article_size(a);

	for (size_t i = 0; i < COUNT(held); i++) {
		size_t len = strlen(held[i]);
		const char *at = memmem(text, size, held[i], len);

		if (!at || grapheme_string_width(held[i], len) > width)
			continue;
		/* What it is a part of may be wider: the word before and the one after
		 * it, with their signs. */
		if (paragraph_line_at(p, (size_t)(at - text)) !=
			    paragraph_line_at(p, (size_t)(at - text) + len - 1) &&
		    width >= 24)
			fail_msg("width %d parts %s", width, held[i]);
	}
}

static void check_text(const char *source, int width, const struct layout_options *how)
{
	struct article *a = article_of(source);
	struct str line, all, got, want;
	struct paragraph *p;
	struct span span;

	assert_true(article_paragraph_at(a, 0, &span));
	p = paragraph_set(a, span, how);
	str_init(&line);
	str_init(&all);
	str_init(&got);
	str_init(&want);
	for (size_t i = 0; i < p->count; i++) {
		draw(a, &p->lines[i], &line);
		assert_int_equal(grapheme_string_width(line.data, line.len), p->lines[i].width);
		assert_true(p->lines[i].width <= width);
		if (width >= 24)
			check_ends(line.data, line.len, all.data ? all.data : "", width);
		if (p->lines[i].hyphen)
			line.data[line.len - 1] = '\1';
		str_addf(&all, "%s%s", line.data, p->lines[i].hyphen ? "\n" : "");
		/* A line may end inside a word, after a hyphen of its own. */
		if (!p->lines[i].hyphen && i + 1 < p->count &&
		    p->lines[i].span.end < p->lines[i + 1].span.start)
			str_addc(&all, '\n');
	}
	check_held(a, p, width);
	unwrap(all.data, true, &got);
	unwrap(source, false, &want);
	assert_string_equal(got.data, want.data);
	str_release(&line);
	str_release(&all);
	str_release(&got);
	str_release(&want);
	paragraph_free(p);
	article_free(a);
}

static void check_all(struct setting setting)
{
	struct err err;
	struct layout_options how = {.justify = setting.justify};

	if (setting.language) {
		how.hyphenate = hyphenator_new(setting.language, &err);
		if (!how.hyphenate)
			skip();
	}
	for (how.width = NARROWEST; how.width <= WIDEST; how.width++)
		for (size_t i = 0; i < COUNT(texts); i++)
			check_text(texts[i], how.width, &how);
	hyphenator_free(how.hyphenate);
}

static void ragged_text_holds_at_every_width(void **state)
{
	(void)state;
	check_all((struct setting){false, NULL});
}

static void justified_text_holds_at_every_width(void **state)
{
	(void)state;
	check_all((struct setting){true, NULL});
}

static void divided_text_holds_at_every_width(void **state)
{
	(void)state;
	check_all((struct setting){false, "fr"});
	check_all((struct setting){true, "fr"});
}

/* Composed and decomposed text is set in the same lines. */
static void decomposed_text_has_the_same_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		size_t len = 0;
		char *other = (char *)u8_normalize(UNINORM_NFD, (const uint8_t *)texts[i],
						   strlen(texts[i]) + 1, NULL, &len);
		struct article *a = article_of(texts[i]), *b = article_of(other);
		struct span one, two;

		article_paragraph_at(a, 0, &one);
		article_paragraph_at(b, 0, &two);
		for (int width = NARROWEST; width <= WIDEST; width++) {
			struct layout_options how = {.width = width, .justify = width % 2};
			struct paragraph *p = paragraph_set(a, one, &how);
			struct paragraph *q = paragraph_set(b, two, &how);

			assert_int_equal(p->count, q->count);
			for (size_t k = 0; k < p->count; k++) {
				assert_int_equal(p->lines[k].width, q->lines[k].width);
				assert_int_equal(p->lines[k].stretch, q->lines[k].stretch);
			}
			paragraph_free(p);
			paragraph_free(q);
		}
		article_free(a);
		article_free(b);
		free(other);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ragged_text_holds_at_every_width),
		cmocka_unit_test(justified_text_holds_at_every_width),
		cmocka_unit_test(divided_text_holds_at_every_width),
		cmocka_unit_test(decomposed_text_has_the_same_lines),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("typeset", tests, NULL, NULL);
}
