/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paragraph is judged by itself and by the few around it.  Its words, folded
 * (small, without accents and the signs around them), are looked up in lists: some
 * phrases no author writes as a paragraph, others are words like any other, which
 * are furniture only among their like or before and after the article.  That is
 * found by its long paragraphs.  Texts that were wrapped by hand were not scraped.
 * Offsets are bytes of the text, lengths of paragraphs too, as far as they are
 * bounds.
 */
#include "text/furniture.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/phrases.h"

#define PHRASE_MAX 200 /* bytes of one that is looked up */
#define NOTICE_MAX 600 /* of what begins as a notice about cookies */
#define NOTICE_START 60
#define LONG 140 /* of a paragraph that is the article's own */
#define LEDE 80  /* of one whose repetition is a mistake */
#define NEAR 3   /* paragraphs around that are asked */
#define FAR 40   /* paragraphs looked at for long ones */

/* ---- words */

/* A paragraph folded: small letters without accents, white space as one space,
 * apostrophes as '. */
struct phrase {
	char text[PHRASE_MAX * 2];
	size_t len;
};

static bool is_trim(char c)
{
	return c == ' ' || c == ':' || c == '.' || c == '!' || c == '>' || c == '<' || c == '*' ||
	       c == '-' || c == '+' || c == '|' || c == '/' || c == '(' || c == ')' || c == '#' ||
	       c == '[' || c == ']';
}

static void add_folded(struct phrase *f, char32_t cp)
{
	if (cp == 0x2019 || cp == 0x2BC || cp == '`')
		cp = '\'';
	if (uc_is_property_white_space(cp))
		cp = ' ';
	/* Arrows, bullets and guillemets point at things; marks are accents. */
	if (cp >= 0x80 && !uc_is_property_alphabetic(cp) && cp != 0xA9)
		return;
	if (cp == ' ' && (!f->len || f->text[f->len - 1] == ' '))
		return;
	if (f->len + UTF8_MAX < sizeof f->text)
		f->len += utf8_encode(uc_tolower(cp), f->text + f->len);
}

/* The first `most` bytes of a span. */
static void fold(const struct lines *l, struct span p, size_t most, struct phrase *f)
{
	uint8_t *plain;
	size_t len = 0;
	char32_t cp;

	f->len = 0;
	if (span_length(p) > most)
		p.end = p.start + most;
	plain = u8_normalize(UNINORM_NFKD, (const uint8_t *)l->text + p.start, span_length(p), NULL,
			     &len);
	for (size_t at = 0; plain && at < len;) {
		at += utf8_decode((const char *)plain + at, len - at, &cp);
		add_folded(f, cp);
	}
	free(plain);
	f->text[f->len] = '\0';
}

/* Without the signs around it. */
static void trim(struct phrase *f)
{
	size_t from = 0;

	while (f->len && is_trim(f->text[f->len - 1]))
		f->len--;
	while (from < f->len && is_trim(f->text[from]))
		from++;
	f->len -= from;
	memmove(f->text, f->text + from, f->len);
	f->text[f->len] = '\0';
}

static bool is_in(const char *text, const char *const *list)
{
	while (*list && strcmp(text, *list) != 0)
		list++;
	return *list;
}

static bool begins_as(const char *text, const char *const *list)
{
	while (*list && strncmp(text, *list, strlen(*list)) != 0)
		list++;
	return *list;
}

/* ---- one paragraph by itself */
enum grade {
	GRADE_TEXT,
	GRADE_WEAK, /* among its like */
	GRADE_SURE,
};

/* "12 commentaires", "1,2k shares" */
static bool is_count(const char *text)
{
	size_t n = strspn(text, "0123456789., ");

	if (!n || text[0] == ' ')
		return false;
	n += (text[n] == 'k' || text[n] == 'm') && text[n + 1] == ' ';
	return is_in(text + n + strspn(text + n, " "), phrases_counted);
}

static bool is_number(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n && n <= 5 && (!text[n] || (!text[n + 1] && (text[n] == 'k' || text[n] == 'm')));
}

/* "Accueil > Monde > Asie" */
static bool is_trail(const struct phrase *f)
{
	return (!strncmp(f->text, "accueil", 7) || !strncmp(f->text, "home", 4)) && f->len < 120 &&
	       strpbrk(f->text, ">/|") != NULL;
}

/* "Actualité | Sport | Culture | Météo" */
static bool is_menu(const struct phrase *f)
{
	size_t bars = 0;

	for (size_t i = 0; i < f->len; i++)
		bars += f->text[i] == '|';
	return bars >= 2 && f->len < 160;
}

static bool is_copyright(const struct phrase *f)
{
	const char *text = f->text;

	if (!strncmp(text, "copyright", 9))
		text += 9 + strspn(text + 9, " ");
	if (!strncmp(text, "\u00A9", 2))
		text += 2 + strspn(text + 2, " ");
	else if (!strncmp(text, "(c)", 3))
		text += 3 + strspn(text + 3, " ");
	if (text == f->text || f->len > 160)
		return false;
	return (text[0] >= '1' && text[0] <= '2') || strstr(text, "droits reserves") ||
	       strstr(text, "rights reserved");
}

static enum grade grade_by_itself(const struct lines *l, struct span p)
{
	struct phrase f;

	if (span_length(p) > NOTICE_MAX)
		return GRADE_TEXT;
	fold(l, p, PHRASE_MAX, &f);
	if (begins_as(f.text, phrases_notices))
		return GRADE_SURE;
	if (span_length(p) > PHRASE_MAX)
		return GRADE_TEXT;
	if (is_trail(&f) || is_copyright(&f))
		return GRADE_SURE;
	if (is_menu(&f))
		return GRADE_WEAK;
	if (begins_as(f.text, phrases_sure_starts) && f.len < 150)
		return GRADE_SURE;
	trim(&f);
	if (is_in(f.text, phrases_sure) || is_count(f.text))
		return GRADE_SURE;
	return is_in(f.text, phrases_weak) || is_number(f.text) ? GRADE_WEAK : GRADE_TEXT;
}

/* ---- around it */
static bool is_long(const struct lines *l, struct span p)
{
	struct phrase f;

	if (span_length(p) < LONG || span_length(p) > NOTICE_MAX)
		return span_length(p) >= LONG;
	fold(l, p, NOTICE_START, &f);
	return !begins_as(f.text, phrases_notices);
}

static bool step(const struct lines *l, struct span *p, int direction)
{
	return direction > 0 ? lines_paragraph_after(l, *p, p) : lines_paragraph_before(l, *p, p);
}

/* Whether a long paragraph stands in that direction, not too far.  *end: the text
 * ends first. */
static bool sees_long(const struct lines *l, struct span p, int direction, bool *end)
{
	*end = false;
	for (int i = 0; i < FAR; i++) {
		if (!step(l, &p, direction)) {
			*end = true;
			return false;
		}
		if (is_long(l, p))
			return true;
	}
	return false;
}

/* Before the first long paragraph, or after the last one. */
static bool is_outside(const struct lines *l, struct span p)
{
	bool begins, ends, before = sees_long(l, p, -1, &begins), after = sees_long(l, p, 1, &ends);

	return (after && begins) || (before && ends);
}

static bool is_after_article(const struct lines *l, struct span p)
{
	bool begins, ends, before = sees_long(l, p, -1, &begins);

	return before && !sees_long(l, p, 1, &ends) && ends;
}

/* The best grade of its two neighbours. */
static enum grade grade_of_neighbours(const struct lines *l, struct span p)
{
	enum grade best = GRADE_TEXT;

	for (int direction = -1; direction <= 1; direction += 2) {
		struct span near = p;
		enum grade grade =
			step(l, &near, direction) ? grade_by_itself(l, near) : GRADE_TEXT;

		best = grade > best ? grade : best;
	}
	return best;
}

/* Whether what may be furniture is: beside what surely is, or among its like before
 * or after the article. */
static bool has_company(const struct lines *l, struct span p)
{
	enum grade grade = grade_of_neighbours(l, p);

	return grade == GRADE_SURE || (grade == GRADE_WEAK && is_outside(l, p));
}

/* Whether it is a title under "Les plus lus", below the article. */
static bool is_under_opener(const struct lines *l, struct span p)
{
	struct span above = p;
	struct phrase f;

	if (span_length(p) > PHRASE_MAX || !is_after_article(l, p))
		return false;
	for (int i = 0; i < FAR && step(l, &above, -1) && !is_long(l, above); i++) {
		if (span_length(above) > PHRASE_MAX)
			continue;
		fold(l, above, PHRASE_MAX, &f);
		trim(&f);
		if (is_in(f.text, phrases_openers))
			return true;
	}
	return false;
}

static bool same_words(const struct lines *l, struct span a, struct span b)
{
	return span_length(a) == span_length(b) &&
	       !memcmp(l->text + a.start, l->text + b.start, span_length(a));
}

/* The lede, or the title, a second time. */
static bool is_repeated(const struct lines *l, struct span p)
{
	struct span before = p, first;

	for (int i = 0; i < NEAR && step(l, &before, -1); i++)
		if (span_length(p) >= LEDE && same_words(l, before, p))
			return true;
	if (span_length(p) < 20 || !lines_paragraph_at(l, 0, &first) || first.start == p.start)
		return false;
	before = p;
	for (int i = 0; i < 2 * NEAR && step(l, &before, -1); i++)
		if (before.start == first.start)
			return same_words(l, first, p) && is_outside(l, p);
	return false;
}

/* ---- scripts */

/* Whether its letters are of no Latin script (1), Latin (0), or there are none (-1). */
static int is_foreign(const struct lines *l, struct span p)
{
	size_t latin = 0, other = 0;
	char32_t cp;

	if (span_length(p) > PHRASE_MAX)
		p.end = p.start + PHRASE_MAX;
	for (size_t at = p.start; at < p.end;) {
		at += utf8_decode(l->text + at, p.end - at, &cp);
		if (cp != UTF8_REPLACEMENT && uc_is_property_alphabetic(cp)) {
			latin += cp < 0x250;
			other += cp >= 0x370;
		}
	}
	return latin + other == 0 ? -1 : other > 4 * latin;
}

/* A line in another script than all around it, before or after the article. */
static bool is_stray(const struct lines *l, struct span p)
{
	int own = is_foreign(l, p);

	if (own != 1 || span_length(p) > PHRASE_MAX || !is_outside(l, p))
		return false;
	for (int direction = -1; direction <= 1; direction += 2) {
		struct span near = p;

		for (int i = 0; i < 2 * NEAR && step(l, &near, direction); i++)
			if (is_foreign(l, near) == own)
				return false;
	}
	return true;
}

static bool judge(const struct lines *l, struct span p)
{
	enum grade grade = grade_by_itself(l, p);

	if (grade == GRADE_SURE)
		return true;
	if (grade == GRADE_WEAK)
		return has_company(l, p);
	return is_repeated(l, p) || is_under_opener(l, p) || is_stray(l, p);
}

bool furniture_is(const struct lines *l, const struct shape *s, struct span p)
{
	const struct lines_judged *known;
	struct lines_judged *place;
	bool is;

	(void)s;
	if (l->mode != ARTICLE_LINE || span_empty(p) || span_length(p) > (size_t)16 * NOTICE_MAX)
		return false;
	known = lines_judged(l, p);
	if (known && known->furniture >= 0)
		return known->furniture;
	is = judge(l, p);
	place = lines_judged(l, p);
	if (place)
		place->furniture = is;
	return is;
}
