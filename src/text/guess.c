/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which encoding the bytes are in.  A tally says whether they are UTF-8, and so can
 * be made of windows of a large file.  What is not is decoded by each of the
 * encodings that Western text comes in, and each character beyond ASCII is judged by
 * its neighbours, as a reader would: é between small letters is a word, È there is
 * none.  That settles texts of a sentence, of which the statistics of uchardet know
 * too little; it is asked about what makes no Western text at all.
 */
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/charset.h"

#define SAMPLE ((size_t)16 << 10)
#define CONTEXT 48   /* bytes around what is beyond ASCII that are looked at */
#define SURE 3       /* points more than the next one */
#define STATISTICS 8 /* bytes that uchardet can make anything of */
#define ASKED 65536  /* bytes shown to uchardet */

const char *charset_by_mark(const char *bytes, size_t len)
{
	static const struct {
		const char *mark;
		size_t len;
		const char *name;
	} marks[] = {
		{"\xEF\xBB\xBF", 3, "UTF-8"},
		{"\xFF\xFE\0\0", 4, "UTF-32LE"}, /* before UTF-16LE, whose mark begins it */
		{"\0\0\xFE\xFF", 4, "UTF-32BE"},
		{"\xFF\xFE", 2, "UTF-16LE"},
		{"\xFE\xFF", 2, "UTF-16BE"},
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (len >= marks[i].len && !memcmp(bytes, marks[i].mark, marks[i].len))
			return marks[i].name;
	return NULL;
}

/* ---- the tally */

/* Half of a surrogate pair, encoded as if it were a character: ill-formed, but nothing
 * else writes it. */
static bool is_surrogate(const unsigned char *b, size_t len)
{
	return len >= 3 && b[0] == 0xED && b[1] >= 0xA0 && b[1] <= 0xBF && (b[2] & 0xC0) == 0x80;
}

void charset_look(struct charset_tally *t, const char *bytes, size_t len, bool inner)
{
	const unsigned char *b = (const unsigned char *)bytes;
	size_t at = 0;

	while (inner && at < len && at < UTF8_MAX - 1 && (b[at] & 0xC0) == 0x80)
		at++;
	while (at < len) {
		char32_t cp;
		size_t n = 1;

		if (b[at] < 0x80) {
			if (!b[at])
				t->nuls[(t->bytes + at) % 2]++;
			at++;
			continue;
		}
		n = utf8_decode(bytes + at, len - at, &cp);
		if (cp != UTF8_REPLACEMENT || (n == 3 && b[at] == 0xEF)) {
			t->good++;
		} else if (is_surrogate(b + at, len - at)) {
			n = 3;
			t->good++;
		} else if (!inner || at + n < len) {
			t->bad++;
		}
		at += n;
	}
	t->bytes += len;
}

/* UTF-16 without a mark: of Western text every other byte is a NUL. */
static const char *utf16(const struct charset_tally *t)
{
	size_t even = t->nuls[0], odd = t->nuls[1];

	if (t->bytes < 4 || (even + odd) * 10 < t->bytes * 3)
		return NULL;
	if (odd > 20 * even)
		return "UTF-16LE";
	return even > 20 * odd ? "UTF-16BE" : NULL;
}

/* ---- the sample: what stands around the bytes that are not ASCII */
static size_t back_to_space(const char *bytes, size_t from, size_t at)
{
	size_t start = at - from > CONTEXT ? at - CONTEXT : from;

	for (size_t i = at; i > start; i--)
		if (bytes[i - 1] == '\n')
			return i;
	return start;
}

static void take_sample(struct str *sample, const char *bytes, size_t len)
{
	size_t done = 0;

	for (size_t at = 0; at < len && sample->len < SAMPLE; at++) {
		size_t start, end;

		if ((unsigned char)bytes[at] < 0x80)
			continue;
		start = back_to_space(bytes, done, at);
		end = len - at > CONTEXT ? at + CONTEXT : len;
		if (start > done)
			str_addc(sample, '\n');
		str_addn(sample, bytes + start, end - start);
		done = at = end;
	}
}

/* ---- a character between its neighbours */
struct place {
	char32_t before, cp, after;
};

static bool is_blank(char32_t cp)
{
	return cp <= ' ' || cp == 0xA0 || cp == 0x202F;
}

static bool is_digit(char32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool is_letter(char32_t cp)
{
	return cp < 0x80 ? (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z'
			 : uc_is_property_alphabetic(cp) && cp != 0xAA && cp != 0xBA;
}

static bool is_upper(char32_t cp)
{
	return is_letter(cp) && uc_is_property_uppercase(cp);
}

static bool is_lower(char32_t cp)
{
	return is_letter(cp) && !uc_is_property_uppercase(cp);
}

/* What a letter is worth in a word: the commoner, the more. */
static int weight_of(char32_t cp)
{
	static const struct {
		char32_t cp;
		int weight;
	} weights[] = {
		{U'é', 5},  {U'è', 4},  {U'à', 4},  {U'ê', 3},  {U'ç', 3},  {U'ù', 2},
		{U'â', 2},  {U'î', 2},  {U'ô', 2},  {U'û', 2},  {U'ë', 2},  {U'ï', 2},
		{U'œ', 3},  {U'ü', 2},  {U'ä', 2},  {U'ö', 2},  {U'ß', 2},  {U'ñ', 2},
		{U'á', 1},  {U'í', 1},  {U'ó', 1},  {U'ú', 1},  {U'ã', 1},  {U'õ', 1},
		{U'ì', 1},  {U'ò', 1},  {U'å', 1},  {U'ø', 1},  {U'æ', 1},  {U'ÿ', -2},
		{U'ð', -4}, {U'þ', -4}, {U'ý', -1}, {U'ı', -5}, {U'ƒ', -5}, {U'µ', -3},
	};

	for (size_t i = 0; i < sizeof weights / sizeof *weights; i++)
		if (weights[i].cp == cp)
			return weights[i].weight;
	return cp < 0x180 ? 0 : -4;
}

/* Two letters beyond ASCII in a row are rare, but for those of "créé", "Größe". */
static bool joins_badly(struct place p)
{
	static const char32_t usual[] = U"éÉß";

	for (size_t i = 0; usual[i]; i++)
		if (p.before == usual[i] || p.cp == usual[i] || p.after == usual[i])
			return false;
	return (p.before >= 0xC0 && is_letter(p.before)) || (p.after >= 0xC0 && is_letter(p.after));
}

static int judge_capital(struct place p)
{
	static const char32_t usual[] = U"ÉÀÈÊÇÔÎŒÂÄÖÜÑÁÍÓÚŠŽ";
	bool known = false;

	for (size_t i = 0; usual[i]; i++)
		known = known || usual[i] == p.cp;
	if (is_lower(p.before))
		return -6;
	if (!is_letter(p.before) && !is_letter(p.after))
		return p.cp == U'À' || p.cp == U'Ô' ? 2 : -3;
	if (weight_of(uc_tolower(p.cp)) < 0)
		return -3;
	return known ? 2 : 0;
}

static int judge_letter(struct place p)
{
	bool inside = is_letter(p.after);

	if (joins_badly(p))
		return -4;
	if (is_upper(p.cp))
		return judge_capital(p);
	if (is_upper(p.after) || (is_upper(p.before) && is_upper(p.after)))
		return -4;
	if (!is_letter(p.before) && !inside)
		return p.cp == U'à' || p.cp == U'ô' ? weight_of(p.cp) : -3;
	if (inside && (p.cp == U'à' || p.cp == U'ì'))
		return p.cp == U'à' ? 1 : 0; /* "là": the last letter, in French */
	return weight_of(p.cp);
}

static int judge_space(struct place p)
{
	if (strchr(";:!?%", (int)(p.after < 0x80 ? p.after : 0)) && p.after)
		return 3;
	if (p.before == 0xAB || p.after == 0xBB || p.after == 0x20AC)
		return 3;
	return is_digit(p.before) || is_digit(p.after) ? 2 : 0;
}

static int judge_quote(struct place p)
{
	bool inside = is_letter(p.before) && is_letter(p.after);

	switch (p.cp) {
	case 0x2019: /* ’ */
		return inside ? 3 : is_letter(p.before) ? 1 : -1;
	case 0xAB: /* « */
	case 0x201C:
		return inside ? -4 : is_blank(p.before) || p.before == '(' ? 2 : -1;
	case 0xBB: /* » */
	case 0x201D:
		return inside ? -4 : is_blank(p.after) || !is_letter(p.after) ? 2 : -1;
	case 0x2018:
		return inside ? -3 : 0;
	case 0x2026: /* … */
		return inside || (is_blank(p.before) && is_letter(p.after)) ? -2
		       : is_letter(p.before)                                ? 2
									    : 0;
	default: /* – — */
		return inside ? -3 : is_blank(p.before) && is_blank(p.after) ? 2 : 0;
	}
}

static int judge_sign(struct place p)
{
	switch (p.cp) {
	case 0x20AC: /* € */
		return is_digit(p.before) || is_blank(p.before) ? 3 : -2;
	case 0xA3: /* £ */
		return is_digit(p.before) || is_digit(p.after) ? 1 : -4;
	case 0xB0: /* ° */
		return is_digit(p.before) || p.before == 'n' || p.before == 'N' ? 2
		       : is_blank(p.before) && p.after == 'C'                   ? 2
										: -3;
	case 0xA7: /* § */
		return is_blank(p.before) ? 1 : -3;
	case 0xB2:
	case 0xB3: /* m² */
		return p.before == 'm' || is_digit(p.before) ? 1 : -4;
	case 0xBC:
	case 0xBD:
	case 0xBE: /* ½ */
		return is_letter(p.before) || is_letter(p.after) ? -5 : is_digit(p.before) ? 1 : -1;
	case 0xA9:
	case 0xAE:
	case 0x2122: /* © ® ™ */
		return is_letter(p.after) ? -4 : p.cp == 0xA9 ? 1 : 0;
	case 0xA1:
	case 0xBF: /* ¡ ¿ */
		return is_letter(p.after) && !is_letter(p.before) ? 1 : -3;
	case 0xB7:
	case 0x2022: /* · • */
		return is_letter(p.before) && is_letter(p.after) ? 0 : -1;
	default:
		return -4;
	}
}

static int judge(struct place p)
{
	if (p.cp < 0xA0 || p.cp == UTF8_REPLACEMENT)
		return -8;
	if (p.cp == 0xA0 || p.cp == 0x202F)
		return judge_space(p);
	if (p.cp == 0xAD)
		return is_letter(p.before) && is_letter(p.after) ? 1 : -4;
	if (p.cp == 0xAB || p.cp == 0xBB ||
	    (p.cp >= 0x2013 && p.cp <= 0x2026 && p.cp != 0x2020 && p.cp != 0x2021 &&
	     p.cp != 0x2022 && p.cp != 0x201A && p.cp != 0x201E))
		return judge_quote(p);
	return is_letter(p.cp) ? judge_letter(p) : judge_sign(p);
}

/* Points of a text, for what is beyond ASCII in it. */
static long score_of(const char *text, size_t len)
{
	struct place p = {.before = '\n', .cp = '\n'};
	long score = 0;

	for (size_t at = 0; at <= len;) {
		if (at < len)
			at += utf8_decode(text + at, len - at, &p.after);
		else
			p.after = '\n', at++;
		if (p.cp >= 0x80)
			score += judge(p);
		p.before = p.cp;
		p.cp = p.after;
	}
	return score;
}

/* ---- the candidates */
struct candidate {
	const char *name;
	struct str text;
	long score;
};

static const char *const western[] = {"ISO-8859-1", "ISO-8859-15", "WINDOWS-1252", "MACINTOSH",
				      "CP850"};
#define WESTERN (sizeof western / sizeof *western)

static void try_candidate(struct candidate *c, const char *name, const struct str *sample)
{
	struct charset_decoder *d = charset_decoder_new(name, NULL);

	c->name = name;
	str_init(&c->text);
	c->score = -1000000; /* the system's iconv may lack it */
	if (!d)
		return;
	charset_decode(d, sample->data, sample->len, true, &c->text);
	c->score = score_of(c->text.data, c->text.len);
	charset_decoder_free(d);
}

/* The better ones first, those that are equal in the order they were in. */
static void sort(struct candidate *c, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct candidate one = c[i];
		size_t k = i;

		for (; k > 0 && c[k - 1].score < one.score; k--)
			c[k] = c[k - 1];
		c[k] = one;
	}
}

static void add_name(struct charset_guess *g, const char *name)
{
	for (size_t i = 0; i < g->count; i++)
		if (!strcmp(g->names[i], name))
			return;
	if (g->count < CHARSET_GUESSES)
		strcpy(g->names[g->count++], name);
}

/* Adds those that make different texts; *sure: the first is much better than the
 * next. */
static void add_candidates(struct charset_guess *g, const struct candidate *c, size_t count,
			   bool *sure)
{
	*sure = true;
	for (size_t i = 0; i < count; i++) {
		bool same = false;

		for (size_t k = 0; k < i; k++)
			same = same || (c[k].text.len == c[i].text.len &&
					!memcmp(c[k].text.data, c[i].text.data, c[i].text.len));
		if (!same && i && c[0].score - c[i].score < SURE)
			*sure = false;
		if (!same)
			add_name(g, c[i].name);
	}
}

/* What uchardet says of what is no French: *other is an encoding beside the Western
 * ones, or one of these comes to be the first. */
static bool ask_uchardet(const char *bytes, size_t len, struct candidate *c,
			 char other[CHARSET_NAME])
{
	char said[CHARSET_NAME];

	if (!charset_ask_uchardet(bytes, len < ASKED ? len : ASKED, said) ||
	    !charset_resolve(said, other, NULL))
		return false;
	for (size_t i = 0; i < WESTERN; i++) {
		if (strcmp(other, c[i].name) != 0)
			continue;
		c[i].score = c[0].score + 1;
		sort(c, WESTERN);
		return true;
	}
	return strcmp(other, "UTF-8") && strcmp(other, "US-ASCII");
}

/* Whether all of the sample is text in that encoding. */
static bool decodes(const char *name, const struct str *sample)
{
	struct charset_decoder *d = charset_decoder_new(name, NULL);
	struct str text;
	bool clean;

	if (!d)
		return false;
	str_init(&text);
	charset_decode(d, sample->data, sample->len, true, &text);
	clean = charset_decoder_invalid(d) <= sample->len / CONTEXT / 8;
	str_release(&text);
	charset_decoder_free(d);
	return clean;
}

static size_t high_bytes(const struct str *sample)
{
	size_t n = 0;

	for (size_t i = 0; i < sample->len; i++)
		n += (unsigned char)sample->data[i] >= 0x80;
	return n;
}

static void rank_8_bit(const char *bytes, size_t len, struct charset_guess *g)
{
	struct candidate c[WESTERN];
	char other[CHARSET_NAME];
	struct str sample;
	bool sure, is_western;

	str_init(&sample);
	take_sample(&sample, bytes, len);
	for (size_t i = 0; i < WESTERN; i++)
		try_candidate(&c[i], western[i], &sample);
	sort(c, WESTERN);
	is_western = c[0].score > 0;
	/* What is text in no encoding is best shown as what it is not. */
	if (!is_western)
		add_name(g, high_bytes(&sample) >= STATISTICS &&
					    ask_uchardet(bytes, len, c, other) &&
					    decodes(other, &sample)
				    ? other
				    : "UTF-8");
	add_candidates(g, c, WESTERN, &sure);
	g->sure = is_western && sure;
	for (size_t i = 0; i < WESTERN; i++)
		str_release(&c[i].text);
	str_release(&sample);
	add_name(g, "UTF-8");
}

void charset_rank(const struct charset_tally *t, const char *bytes, size_t len,
		  struct charset_guess *g)
{
	const char *wide = utf16(t);

	*g = (struct charset_guess){.sure = true};
	if (wide)
		add_name(g, wide);
	/* A few bytes that went wrong do not make a UTF-8 text Latin-1: there, two
	 * high bytes that happen to be UTF-8 are rare.  Neither is Latin-1 what has
	 * NULs in it. */
	if (wide || t->good >= t->bad || t->nuls[0] || t->nuls[1]) {
		bool sure = wide || !t->bad || t->good > 4 * t->bad;

		add_name(g, "UTF-8");
		rank_8_bit(bytes, len, g);
		g->sure = sure;
	} else {
		rank_8_bit(bytes, len, g);
	}
}
