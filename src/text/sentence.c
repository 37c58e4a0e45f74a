/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A border is where a sentence ends and the next one starts.  Whether a sign is a
 * border is told by the few words around it alone, so that the sentences of a
 * paragraph are the same whichever of its bytes one asks about.  A paragraph of
 * megabytes is worked on in segments, cut near the multiples of SEGMENT bytes
 * from its start, at a border if there is one.  Offsets are bytes of the text.
 * Words are in words.c.
 */
#include "text/sentence.h"

#include <string.h>
#include <unictype.h>
#include <unigbrk.h>

#include "base/utf8.h"
#include "text/lines.h"

#define SEGMENT ((size_t)64 << 10)
#define SLACK 4096   /* how far from its multiple a segment may be cut */
#define TOKEN_MAX 32 /* bytes of the longest abbreviation, and of a first word */

struct border {
	size_t end;  /* of the sentence */
	size_t next; /* where the next one starts */
};

/* ---- characters */
static char32_t char_at(const char *text, size_t at, size_t end)
{
	char32_t cp = 0;

	if (at < end)
		utf8_decode(text + at, end - at, &cp);
	return cp;
}

static char32_t char_before(const char *text, size_t start, size_t at)
{
	char32_t cp = 0;

	if (at > start)
		utf8_decode_before(text + start, at - start, &cp);
	return cp;
}

static size_t length_at(const char *text, size_t at, size_t end)
{
	char32_t cp;

	return at < end ? utf8_decode(text + at, end - at, &cp) : 0;
}

static bool is_stop(char32_t cp)
{
	return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || cp == 0x203C ||
	       cp == 0x2047 || cp == 0x2048 || cp == 0x2049 || cp == 0x203D;
}

/* Closes what it touches; » may stand behind a space as well. */
static bool is_closer(char32_t cp)
{
	return cp == ')' || cp == ']' || cp == '}' || cp == '"' || cp == '\'' || cp == 0xBB ||
	       cp == 0x2019 || cp == 0x201D || cp == 0x203A;
}

static bool is_opener(char32_t cp)
{
	return cp == '(' || cp == '[' || cp == '{' || cp == '"' || cp == '\'' || cp == 0xAB ||
	       cp == 0x2018 || cp == 0x201C || cp == 0x201E || cp == 0x2039 || cp == 0xBF ||
	       cp == 0xA1;
}

static bool is_dash(char32_t cp)
{
	return cp == '-' || (cp >= 0x2012 && cp <= 0x2015);
}

static bool is_letter(char32_t cp)
{
	return uc_is_property_alphabetic(cp);
}

static bool is_digit(char32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool is_superscript(char32_t cp)
{
	return cp == 0xB2 || cp == 0xB3 || cp == 0xB9 || (cp >= 0x2070 && cp <= 0x2079);
}

/* ---- abbreviations */
static const char *const titles[] = {
	/* a name or a number follows, always */
	"M",    "MM",   "Mme",  "Mmes", "Mlle", "Mlles", "Mgr",  "Dr",   "Drs",   "Pr",   "Prof",
	"St",   "Ste",  "Sts",  "Stes", "Mr",   "Mrs",   "Ms",   "Gén",  "Cdt",   "Lt",   "Sgt",
	"cf",   "p",    "pp",   "fig",  "chap", "ch",    "av",   "apr",  "ap",    "env",  "éd",
	"rééd", "coll", "trad", "dir",  "op",   "loc",   "bd",   "boul", "tél",   "réf",  "ex",
	"n",    "t",    "vs",   "v",    "i.e",  "e.g",   "p.ex", "fol",  "suppl", "spéc", "adj",
};

static const char *const numbered[] = {
	/* words too, unless a number follows */
	"art", "vol", "col",  "no",   "nos", "num",  "par",  "tab", "pl",  "sect", "liv",
	"l",   "s",   "janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc",  "al",
};

/* Words that begin sentences and no names. */
static const char *const starters[] = {
	"Il",    "Ils",   "Elle",  "Elles", "On",   "Je",  "Tu",  "Nous", "Vous",
	"Ce",    "Cette", "Ces",   "Cet",   "C",    "Un",  "Une", "Mais", "Et",
	"Or",    "Donc",  "Puis",  "Dans",  "Pour", "Par", "Sur", "En",   "Ensuite",
	"Alors", "Si",    "Quand", "Comme", "Son",  "Sa",  "Ses", "He",   "She",
	"It",    "They",  "We",    "This",  "That", "The", "But", "And",
};

#define IN_LIST(list, token) in_list(list, sizeof list / sizeof *list, token)

static bool in_list(const char *const *list, size_t count, const char *token)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(list[i], token))
			return true;
	return false;
}

/* Copies text[start, end) if it is short enough, else nothing. */
static void copy_token(char token[TOKEN_MAX], const char *text, size_t start, size_t end)
{
	size_t len = end - start < TOKEN_MAX ? end - start : 0;

	memcpy(token, text + start, len);
	token[len] = '\0';
}

/* Where the word before the dot at `dot` begins, dots and hyphens inside taken
 * with it ("J.-C", "U.S.A"); `dot` itself where it is too long to matter. */
static size_t token_start(const char *text, size_t start, size_t dot)
{
	size_t at = dot;

	while (at > start && dot - at < TOKEN_MAX) {
		char32_t cp = char_before(text, start, at);

		if (!is_letter(cp) && !is_digit(cp) && cp != '.' && cp != '-' && cp != 0xB0)
			return at;
		at -= utf8_decode_before(text + start, at - start, &cp);
	}
	return at == start ? at : dot;
}

static void first_word(char token[TOKEN_MAX], const char *text, size_t at, size_t end)
{
	size_t start = at;

	while (at < end && at - start < TOKEN_MAX && is_letter(char_at(text, at, end)))
		at += length_at(text, at, end);
	copy_token(token, text, start, at);
}

static bool is_number(const char *token)
{
	return *token && (strspn(token, "0123456789") == strlen(token) ||
			  strspn(token, "IVXLCDM") == strlen(token));
}

/* "J", "É", "J.R.R", "J.-P", "U.S.A": single letters with dots and hyphens. */
static bool is_initials(const char *token)
{
	size_t len = strlen(token), at = 0;
	bool letter = false;
	char32_t cp;

	while (at < len) {
		at += utf8_decode(token + at, len - at, &cp);
		if (cp == '.' || cp == '-')
			letter = false;
		else if (letter || !uc_is_property_uppercase(cp))
			return false;
		else
			letter = true;
	}
	return len > 0;
}

/* The dot at `dot` ends an abbreviation and the sentence goes on with what is at
 * `next` (a capital, a number or a sign). */
static bool is_abbreviation(const char *text, struct span paragraph, size_t dot, size_t next)
{
	size_t start = token_start(text, paragraph.start, dot);
	char token[TOKEN_MAX], lower[TOKEN_MAX], word[TOKEN_MAX];

	copy_token(token, text, start, dot);
	if (!*token)
		return false;
	memcpy(lower, token, sizeof lower);
	if (lower[0] >= 'A' && lower[0] <= 'Z')
		lower[0] = (char)(lower[0] - 'A' + 'a');
	first_word(word, text, next, paragraph.end);
	/* "1. Contexte": the number of an item, not the end of one. */
	if (start == paragraph.start && is_number(token))
		return true;
	/* "12 m. Il": the metre is no gentleman. */
	if (IN_LIST(titles, token) || (strlen(token) > 1 && IN_LIST(titles, lower)))
		return true;
	if (IN_LIST(numbered, token) || IN_LIST(numbered, lower))
		return is_digit(char_at(text, next, paragraph.end)) || is_number(word);
	if (!strcmp(token, "J.-C"))
		return false;
	return is_initials(token) && !IN_LIST(starters, word);
}

/* ---- borders */
/* Past what still belongs to the sentence whose last stop ends at `at`: quotes,
 * brackets and the calls of footnotes. */
static size_t skip_closers(const char *text, size_t at, size_t end)
{
	for (;;) {
		size_t after = lines_skip_space(text, at, end);
		char32_t cp = char_at(text, at, end);

		if (cp == '[' && is_digit(char_at(text, at + 1, end))) {
			size_t close = at + 1;

			while (is_digit(char_at(text, close, end)))
				close++;
			if (char_at(text, close, end) != ']')
				return at;
			at = close + 1;
		} else if (is_closer(cp) || is_superscript(cp)) {
			at += length_at(text, at, end);
		} else if (char_at(text, after, end) == 0xBB) {
			at = after + length_at(text, after, end);
		} else {
			return at;
		}
	}
}

/* What the next sentence would begin with, openers and a dash put aside. */
static size_t skip_openers(const char *text, size_t at, size_t end)
{
	char32_t cp = char_at(text, at, end);

	while (at < end && (is_opener(cp) || is_dash(cp) || lines_is_space(cp))) {
		at += length_at(text, at, end);
		cp = char_at(text, at, end);
	}
	return at;
}

/* Whether the stop at `at` ends a sentence and another follows. */
static bool is_border(const char *text, struct span paragraph, size_t at, struct border *b)
{
	char32_t stop = char_at(text, at, paragraph.end), before, next;
	size_t after = at + length_at(text, at, paragraph.end), word;

	if (is_stop(char_at(text, after, paragraph.end)))
		return false; /* "...", "?!": the last one decides */
	before = char_before(text, paragraph.start, at);
	b->end = skip_closers(text, after, paragraph.end);
	b->next = lines_skip_space(text, b->end, paragraph.end);
	if (b->next == b->end || b->next >= paragraph.end)
		return false;
	next = char_at(text, b->next, paragraph.end);
	if (is_stop(next) || next == ',' || next == ';' || next == ':' ||
	    !uc_is_grapheme_break(char_before(text, paragraph.start, b->next), next))
		return false;
	/* "[…]" and "(...)" leave words out, inside a sentence. */
	if ((stop == 0x2026 || before == '.') && b->end > after &&
	    (text[after] == ']' || text[after] == ')')) {
		size_t first = at;

		while (first > paragraph.start && text[first - 1] == '.')
			first--;
		before = char_before(text, paragraph.start, first);
		if (before == '[' || before == '(')
			return false;
	}
	word = skip_openers(text, b->next, paragraph.end);
	next = char_at(text, word, paragraph.end);
	if (uc_is_property_lowercase(next))
		return false;
	return stop != '.' || before == '.' || !is_abbreviation(text, paragraph, at, word);
}

/* The first border whose stop is at or after `from` and before `to`. */
static bool border_after(const char *text, struct span paragraph, size_t from, size_t to,
			 struct border *b)
{
	for (size_t at = from; at < to; at += length_at(text, at, paragraph.end))
		if (is_stop(char_at(text, at, paragraph.end)) && is_border(text, paragraph, at, b))
			return true;
	return false;
}

/* ---- segments */
static size_t char_floor(const char *text, size_t start, size_t at)
{
	for (int i = 0; i < UTF8_MAX - 1 && at > start; i++, at--)
		if (((unsigned char)text[at] & 0xC0) != 0x80)
			break;
	return at;
}

/* Where segment `k` of the paragraph starts: told by its own surroundings. */
static size_t segment_start(const char *text, struct span paragraph, size_t k)
{
	size_t from = paragraph.start + k * SEGMENT, to;
	struct border b;

	if (!k)
		return paragraph.start;
	if (from >= paragraph.end)
		return paragraph.end;
	from = char_floor(text, paragraph.start, from);
	to = paragraph.end - from < SLACK ? paragraph.end : from + SLACK;
	if (border_after(text, paragraph, from, to, &b))
		return b.next;
	for (size_t at = from; at < to; at += length_at(text, at, paragraph.end))
		if (lines_is_space(char_at(text, at, paragraph.end)))
			return lines_skip_space(text, at, paragraph.end);
	return from;
}

static struct span segment_at(const char *text, struct span paragraph, size_t offset)
{
	size_t k = (offset - paragraph.start) / SEGMENT;
	struct span segment = {segment_start(text, paragraph, k), 0};

	while (segment.start > offset)
		segment.start = segment_start(text, paragraph, --k);
	/* A run of blanks may carry one start over the next multiples. */
	do
		segment.end = segment_start(text, paragraph, ++k);
	while (segment.end <= offset && segment.end < paragraph.end);
	return segment;
}

struct span sentence_at(const char *text, struct span paragraph, size_t offset)
{
	struct span segment, sentence;
	struct border b;
	size_t at;

	if (span_empty(paragraph))
		return (struct span){paragraph.start, paragraph.start};
	if (offset < paragraph.start)
		offset = paragraph.start;
	if (offset >= paragraph.end)
		offset = paragraph.end - 1;
	segment = segment_at(text, paragraph, offset);
	sentence = segment;
	/* Backwards to the nearest stop after which a sentence has started. */
	for (at = char_floor(text, segment.start, offset); at > segment.start;) {
		char32_t cp;

		at -= utf8_decode_before(text + segment.start, at - segment.start, &cp);
		if (is_stop(cp) && is_border(text, paragraph, at, &b) && b.next <= offset) {
			sentence.start = b.next;
			break;
		}
	}
	/* And from there to the next one that ends. */
	for (at = sentence.start; border_after(text, paragraph, at, segment.end, &b); at = b.end) {
		if (b.next > offset) {
			sentence.end = b.end < segment.end ? b.end : segment.end;
			break;
		}
	}
	sentence.end = lines_skip_space_back(text, sentence.start, sentence.end);
	return sentence;
}
