/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A heading is one line, short, and says so by a sign (#, an underline), a word
 * (CHAPITRE IV), its letters (ALL CAPITALS) or its place (alone before text).
 * Lengths are in code points.
 */
#include "text/heading.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/utf8.h"
#include "text/furniture.h"

#define TITLE_MAX 120
#define TITLE_CUT 2048 /* bytes of one line of megabytes that are called its title */
#define MARKED_MAX 200 /* with a sign of its own */
#define HEADING_MAX 80
#define LONE_MAX 60
#define TEXT_MIN 80         /* a line shorter than that is hardly text … */
#define PARAGRAPH_MIN 120   /* … and one longer is, even without blank lines around */
#define HEAD_LINES 40       /* of a book's licence or a mail's head */
#define PARAGRAPHS_TRIED 20 /* rules and numbers before the title */

/* At most `max` code points, without counting all of a long paragraph. */
static bool is_short(const struct lines *l, struct span s, size_t max)
{
	return span_length(s) <= max * UTF8_MAX &&
	       utf8_count(l->text + s.start, span_length(s)) <= max;
}

static bool has_letter(const struct lines *l, struct span s)
{
	for (size_t at = s.start; at < s.end;) {
		char32_t cp;

		at += utf8_decode(l->text + at, s.end - at, &cp);
		if (uc_is_property_alphabetic(cp))
			return true;
	}
	return false;
}

static bool is_one_line(const struct lines *l, struct span p)
{
	return !memchr(l->text + p.start, '\n', span_length(p));
}

static char32_t last_char(const struct lines *l, struct span p)
{
	char32_t cp;

	utf8_decode_before(l->text + p.start, span_length(p), &cp);
	return cp;
}

/* Bytes of "## " at the start, 0 without. */
static size_t markdown_sign(const struct lines *l, struct span p)
{
	size_t n = 0;

	while (p.start + n < p.end && l->text[p.start + n] == '#')
		n++;
	if (n < 1 || n > 6 || p.start + n >= p.end || l->text[p.start + n] != ' ')
		return 0;
	return n + 1;
}

/* The paragraph is a line and its underline, or a line just above one. */
static bool is_underlined(const struct lines *l, struct span p)
{
	struct span line = lines_at(l, p.start), under;

	if (!lines_next(l, line, &under) || !shape_is_rule(l->text, under) ||
	    shape_is_rule(l->text, line) || !is_short(l, line, HEADING_MAX))
		return false;
	return p.end <= line.end || (p.end > under.start && p.end <= under.end);
}

/* ---- words */
/* Bytes of the number at the start of a folded word: "4", "iv", "premier". */
static size_t number_length(const char *word)
{
	static const char *const ordinals[] = {"premier", "première", "1er", "1re"};
	size_t n;

	for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
		if (!strncmp(word, ordinals[i], strlen(ordinals[i])))
			return strlen(ordinals[i]);
	n = strspn(word, "0123456789");
	return n ? n : strspn(word, "ivxlcdm");
}

/* A number, then nothing, or a stop and whatever the chapter is called. */
static bool is_numbered(const char *rest)
{
	size_t n;

	if (*rest == ' ')
		rest++;
	else if (!strncmp(rest, "\xC2\xA0", 2))
		rest += 2;
	else
		return false;
	n = number_length(rest);
	return n && (!rest[n] || strchr(".:,) ", rest[n]) || !strncmp(rest + n, "\xC2\xA0", 2) ||
		     !strncmp(rest + n, "\xE2\x80", 2));
}

static bool is_heading_word(const struct lines *l, struct span p)
{
	static const char *const numbered[] = {
		"chapitre", "partie",   "livre",  "tome",  "acte",    "scène",
		"section",  "annexe",   "volume", "titre", "chapter", "part",
		"book",     "appendix", "scene",  "act",   "article",
	};
	static const char *const alone[] = {
		"introduction",  "conclusion",         "préface", "avant-propos", "prologue",
		"épilogue",      "postface",           "annexe",  "annexes",      "bibliographie",
		"remerciements", "sommaire",           "résumé",  "notes",        "abstract",
		"preface",       "table des matières",
	};
	size_t len = 0;
	uint8_t *folded;
	char *word;
	bool is = false;

	folded = u8_casefold((const uint8_t *)l->text + p.start, span_length(p), NULL, UNINORM_NFC,
			     NULL, &len);
	if (!folded)
		return false;
	word = strndup((const char *)folded, len);
	free(folded);
	for (size_t i = 0; word && i < sizeof numbered / sizeof *numbered; i++) {
		size_t n = strlen(numbered[i]);

		is = is || (!strncmp(word, numbered[i], n) && is_numbered(word + n));
	}
	for (size_t i = 0; word && i < sizeof alone / sizeof *alone; i++)
		is = is || !strcmp(word, alone[i]);
	free(word);
	return is;
}

/* "IV", "IV." */
static bool is_roman(const struct lines *l, struct span p)
{
	char text[16] = "";
	size_t n;

	if (span_length(p) >= sizeof text)
		return false;
	memcpy(text, l->text + p.start, span_length(p));
	n = strspn(text, "IVXLCDM");
	return n && (!text[n] || !strcmp(text + n, "."));
}

/* "LISE, ARISTE": those who are there, and no heading. */
static bool is_list_of_names(const struct lines *l, struct span p)
{
	bool comma = false;

	for (size_t at = p.start; at < p.end;) {
		char32_t cp;

		at += utf8_decode(l->text + at, p.end - at, &cp);
		if (uc_is_property_lowercase(cp))
			return false;
		comma = comma || cp == ',';
	}
	return comma;
}

static bool is_all_capitals(const struct lines *l, struct span p)
{
	size_t capitals = 0;

	/* "*** START OF … ***" is no title. */
	if (is_list_of_names(l, p) || l->text[p.start] == '*')
		return false;
	for (size_t at = p.start; at < p.end;) {
		char32_t cp;

		at += utf8_decode(l->text + at, p.end - at, &cp);
		if (uc_is_property_lowercase(cp))
			return false;
		capitals += uc_is_property_uppercase(cp);
	}
	return capitals >= 4;
}

/* ---- places */
/* Bytes of "3.1.2. " or "4) " at the start, 0 without. */
static size_t section_length(const struct lines *l, struct span p, size_t *parts)
{
	size_t at = p.start;

	for (*parts = 0; at < p.end && l->text[at] >= '0' && l->text[at] <= '9'; ++*parts) {
		while (at < p.end && l->text[at] >= '0' && l->text[at] <= '9')
			at++;
		if (at < p.end && (l->text[at] == '.' || l->text[at] == ')'))
			at++;
	}
	return *parts && lines_skip_space(l->text, at, p.end) > at ? at - p.start : 0;
}

static bool is_text(const struct lines *l, struct span p)
{
	return !is_short(l, p, TEXT_MIN) || (!is_one_line(l, p) && has_letter(l, p));
}

static bool stands_alone(const struct lines *l, struct span p)
{
	struct span line = lines_at(l, p.start), above, below, other;
	bool open_above = !lines_previous(l, line, &above) || lines_is_blank(l, above);
	bool open_below = lines_next(l, line, &below) && lines_is_blank(l, below);

	if (!lines_paragraph_after(l, p, &other) || !is_text(l, other))
		return false;
	if (open_above && open_below)
		return true;
	/* A text without blank lines: between long paragraphs. */
	return l->mode == ARTICLE_LINE && !is_short(l, other, PARAGRAPH_MIN) &&
	       (open_above || !lines_paragraph_before(l, p, &other) ||
		!is_short(l, other, PARAGRAPH_MIN));
}

static bool ends_open(const struct lines *l, struct span p)
{
	char32_t last = last_char(l, p);

	return last == '.' || last == ',' || last == ';' || last == ':' || last == '!' ||
	       last == 0x2026 || last == '-';
}

/* "3.1.2. What it is about", which may take two lines. */
static bool is_section(const struct lines *l, const struct shape *s, struct span p)
{
	struct span line = lines_at(l, p.start), other;
	size_t parts;

	if (!section_length(l, p, &parts) || parts < 2 || ends_open(l, p))
		return false;
	for (size_t at = p.start; at < p.end; at++)
		if (l->text[at] == '\n' && shape_break_is_meant(s, l, p, at))
			return false;
	return (!lines_previous(l, line, &other) || lines_is_blank(l, other)) &&
	       lines_next(l, lines_at(l, p.end), &other) && lines_is_blank(l, other);
}

/* Whether a sentence ends before the line does: "Il pleut. Tant mieux :-)" */
static bool holds_sentence(const struct lines *l, struct span p)
{
	size_t letters = 0;
	char32_t cp;

	for (size_t at = p.start, n; at < p.end; at += n) {
		n = utf8_decode(l->text + at, p.end - at, &cp);
		if (letters >= 4 && (cp == '.' || cp == '!' || cp == '?') && at + n < p.end &&
		    l->text[at + n] == ' ')
			return true;
		letters = uc_is_property_alphabetic(cp) ? letters + 1 : 0;
	}
	return false;
}

static bool is_lone_line(const struct lines *l, struct span p)
{
	char32_t first;
	size_t parts;

	utf8_decode(l->text + p.start, span_length(p), &first);
	if (!is_short(l, p, LONE_MAX))
		return false;
	if (ends_open(l, p) || holds_sentence(l, p) || is_list_of_names(l, p) ||
	    memmem(l->text + p.start, span_length(p), "\u00A9", 2))
		return false;
	if (first >= '0' && first <= '9') {
		if (!section_length(l, p, &parts))
			return false;
	} else {
		if (!uc_is_property_uppercase(first) && first != 0xAB && first != 0x201C)
			return false;
		if (shape_is_item(l->text, p))
			return false;
	}
	return stands_alone(l, p);
}

/* ---- the module */
/* A title is shown and quoted: not all of a huge line, but what ends at a word. */
static struct span cut_title(const struct lines *l, struct span title)
{
	const char *space;
	size_t end;

	if (span_length(title) <= TITLE_CUT)
		return title;
	end = title.start + TITLE_CUT;
	space = memrchr(l->text + title.start, ' ', TITLE_CUT);
	while (!space && end > title.start + 1 && (l->text[end] & 0xC0) == 0x80)
		end--;
	title.end = space ? (size_t)(space - l->text) : end;
	return title;
}

/* The rest of the line that begins with one of the names and a colon. */
static bool named_line(const struct lines *l, struct span line, const char *const *names,
		       struct span *rest)
{
	for (; *names; names++) {
		size_t n = strlen(*names), at = line.start + n;

		if (span_length(line) <= n || memcmp(l->text + line.start, *names, n) != 0)
			continue;
		at = lines_skip_space(l->text, at, line.end);
		if (at == line.end || l->text[at] != ':')
			continue;
		rest->start = lines_skip_space(l->text, at + 1, line.end);
		rest->end = lines_skip_space_back(l->text, rest->start, line.end);
		return !span_empty(*rest);
	}
	return false;
}

/* What the head of a book or of a mail, its `first` paragraph, calls its title. */
static bool title_of_head(const struct lines *l, struct span first, struct span *title)
{
	static const char *const names[] = {"Title", "Titre", "Subject", "Objet", "Sujet", NULL};
	static const char *const mails[] = {"From", "De",      "To",    "À",
					    "Date", "Subject", "Objet", NULL};
	static const char licence[] = "Project Gutenberg";
	struct span line = lines_at(l, first.start), rest;

	if (!memmem(l->text + line.start, span_length(line) < 200 ? span_length(line) : 200,
		    licence, strlen(licence)) &&
	    !named_line(l, line, mails, &rest))
		return false;
	for (int i = 0; i < HEAD_LINES; i++)
		if (named_line(l, line, names, title))
			return true;
		else if (!lines_next(l, line, &line))
			return false;
	return false;
}

static struct span find_title(const struct lines *l, const struct shape *s)
{
	struct span p, title = {0, 0};
	size_t tried = 0, end;
	bool found = lines_paragraph_at(l, 0, &p);

	if (found && title_of_head(l, p, &title))
		return cut_title(l, title);
	for (; found && tried < PARAGRAPHS_TRIED; tried++) {
		size_t head = span_length(p) < MARKED_MAX ? p.end : p.start + MARKED_MAX;

		if (has_letter(l, (struct span){p.start, head}) && !furniture_is(l, s, p))
			break;
		found = lines_paragraph_after(l, p, &p);
	}
	if (!found || tried == PARAGRAPHS_TRIED)
		found = lines_paragraph_at(l, 0, &p);
	if (!found)
		return title;
	title = (struct span){p.start + markdown_sign(l, p), p.end};
	end = lines_at(l, p.start).end;
	/* Two lines that belong together make one title, if a short one. */
	if (end < p.end && (!is_short(l, p, TITLE_MAX) || shape_break_is_meant(s, l, p, end)))
		title.end = lines_skip_space_back(l->text, title.start, end);
	return cut_title(l, title);
}

/* Kept, since each paragraph that may be a heading asks for it. */
struct span heading_title(const struct lines *l, const struct shape *s)
{
	struct span title;

	if (l->memory && l->memory->knows_title)
		return l->memory->title;
	title = find_title(l, s);
	if (l->memory) {
		l->memory->title = title;
		l->memory->knows_title = true;
	}
	return title;
}

static bool is_title(const struct lines *l, const struct shape *s, struct span p)
{
	struct span title, other;

	if (!is_short(l, p, TITLE_MAX) || !lines_paragraph_after(l, p, &other))
		return false;
	title = heading_title(l, s);
	return title.start == p.start && title.end == p.end;
}

/* How deep what a heading calls itself stands; 0: it names nothing. */
static int level_of_word(const struct lines *l, struct span p)
{
	static const struct {
		const char *word;
		int level;
	} levels[] = {
		{"tome", 1},
		{"volume", 1},
		{"livre", 1},
		{"book", 1},
		{"partie", 1},
		{"part", 1},
		{"acte", 1},
		{"act", 1},
		{"titre", 1},
		{"chapitre", 2},
		{"chapter", 2},
		{"scène", 2},
		{"scene", 2},
		{"section", 3},
		{"article", 3},
		{"première partie", 1},
		{"deuxième partie", 1},
		{"troisième partie", 1},
	};
	char word[24] = "";
	size_t len = sizeof word - 1;

	if (!u8_tolower((const uint8_t *)l->text + p.start,
			span_length(p) < 20 ? span_length(p) : 20, NULL, UNINORM_NFC,
			(uint8_t *)word, &len))
		return 0;
	word[len < sizeof word ? len : 0] = '\0';
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		if (!strncmp(word, levels[i].word, strlen(levels[i].word)))
			return levels[i].level;
	return 0;
}

/* Of a heading with an underline: "===" 1, any other 2. */
static int level_of_underline(const struct lines *l, struct span p)
{
	struct span line = lines_at(l, p.start), under;

	if (!lines_next(l, line, &under))
		return 2;
	return l->text[lines_skip_space(l->text, under.start, under.end)] == '=' ? 1 : 2;
}

static int level_by_looks(const struct lines *l, const struct shape *s, struct span p)
{
	size_t parts = 0;
	int level;

	if (span_empty(p) || !is_short(l, p, MARKED_MAX) || !has_letter(l, p))
		return 0;
	if (is_title(l, s, p))
		return 1;
	if (markdown_sign(l, p) && is_one_line(l, p))
		return (int)markdown_sign(l, p) - 1;
	if (is_underlined(l, p))
		return level_of_underline(l, p);
	if (is_section(l, s, p)) {
		section_length(l, p, &parts);
		return parts < 5 ? (int)parts + 1 : 6; /* below chapters */
	}
	if (!is_one_line(l, p) || !is_short(l, p, HEADING_MAX) || shape_is_rule(l->text, p))
		return 0;
	if (is_heading_word(l, p) && (last_char(l, p) != '.' || is_short(l, p, 24))) {
		level = level_of_word(l, p);
		return level ? level : 2;
	}
	if (is_roman(l, p) || is_all_capitals(l, p))
		return level_of_word(l, p) ? level_of_word(l, p) : 2;
	if (!is_lone_line(l, p))
		return 0;
	return section_length(l, p, &parts) ? 2 : 3;
}

int heading_level(const struct lines *l, const struct shape *s, struct span p)
{
	const struct lines_judged *known = lines_judged(l, p);
	struct lines_judged *place;
	int level;

	if (known && known->level >= 0)
		return known->level;
	level = level_by_looks(l, s, p);
	/* Last, since many paragraphs around are asked. */
	if (level && furniture_is(l, s, p))
		level = 0;
	place = lines_judged(l, p);
	if (place)
		place->level = (signed char)level;
	return level;
}

bool heading_is(const struct lines *l, const struct shape *s, struct span p)
{
	return heading_level(l, s, p) > 0;
}
