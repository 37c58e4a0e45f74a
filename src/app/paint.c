/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A flat list of lines, a few dozen of them; a line about what another one was about
 * takes its place, so that reading a file again does not make the list longer.
 */
#include "app/paint.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"

#define ANSI_COLORS "black red green yellow blue magenta cyan white"
#define BRIGHT "bright-"

static const struct {
	const char *name, *help;
} parts[] = {
#define PAINT_STYLE(id, name, help) {name, help},
#define PAINT_OVER(id, name, help) {name, help},
#include "app/paint.def"
#undef PAINT_STYLE
#undef PAINT_OVER
};

static const struct {
	const char *word;
	unsigned attribute;
} attributes[] = {
	{"bold", PAINT_BOLD},     {"dim", PAINT_DIM},         {"underline", PAINT_UNDERLINE},
	{"italic", PAINT_ITALIC}, {"reverse", PAINT_REVERSE},
};

void paints_release(struct paints *p)
{
	for (size_t i = 0; i < p->lines.len; i++) {
		free(p->lines.items[i].theme);
		free(p->lines.items[i].base);
	}
	vec_release(&p->lines);
}

/* ---- names */
/* The index of a word in a list with spaces between; -1: it is not there. */
static int index_in(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (int i = 0; *list; i++) {
		size_t n = strcspn(list, " ");

		if (n == len && !memcmp(list, word, n))
			return i;
		list += n + (list[n] == ' ');
	}
	return -1;
}

bool paints_brought(const char *name)
{
	return index_in(PAINT_THEMES, name) >= 0;
}

void paint_part_name(enum paint_part part, struct str *out)
{
	if (part < PAINT_PART_HIGHLIGHT)
		str_add(out, parts[part].name);
	else if (part < PAINT_PART_LETTERS)
		str_addf(out, "highlight-%s",
			 note_color_name((enum note_color)(part - PAINT_PART_HIGHLIGHT)));
	else
		str_addf(out, "letters-%s",
			 note_color_name((enum note_color)(part - PAINT_PART_LETTERS)));
}

const char *paint_part_help(enum paint_part part)
{
	if (part < PAINT_PART_HIGHLIGHT)
		return parts[part].help;
	return part < PAINT_PART_LETTERS ? N_("a highlight of this colour")
					 : N_("one that is underlined, struck through or outlined");
}

static bool part_named(const char *word, enum paint_part *part)
{
	struct str name;
	bool found = false;

	str_init(&name);
	for (int i = 0; i < PAINT_PART_COUNT && !found; i++) {
		str_clear(&name);
		paint_part_name((enum paint_part)i, &name);
		found = !strcmp(name.data, word);
		if (found)
			*part = (enum paint_part)i;
	}
	str_release(&name);
	return found;
}

/* ---- the list */
bool paints_have(const struct paints *p, const char *theme)
{
	for (size_t i = 0; i < p->lines.len; i++)
		if (!strcmp(p->lines.items[i].theme, theme))
			return true;
	return false;
}

static bool begins_theme(const struct paints *p, size_t line)
{
	const char *theme = p->lines.items[line].theme;

	for (size_t i = 0; i < line; i++)
		if (!strcmp(p->lines.items[i].theme, theme))
			return false;
	return !paints_brought(theme);
}

const char *paints_theme(const struct paints *p, size_t index)
{
	for (size_t i = 0; i < p->lines.len; i++)
		if (begins_theme(p, i) && index-- == 0)
			return p->lines.items[i].theme;
	return NULL;
}

const char *paints_base(const struct paints *p, const char *theme)
{
	for (size_t i = 0; i < p->lines.len; i++)
		if (p->lines.items[i].base && !strcmp(p->lines.items[i].theme, theme))
			return p->lines.items[i].base;
	return NULL;
}

/* Takes what the line owns. */
static void put(struct paints *p, struct paint_line *line)
{
	for (size_t i = 0; i < p->lines.len; i++) {
		struct paint_line *old = &p->lines.items[i];

		if (strcmp(old->theme, line->theme) || !old->base != !line->base ||
		    (!line->base && old->part != line->part))
			continue;
		free(old->theme);
		free(old->base);
		*old = *line;
		return;
	}
	vec_push(&p->lines, *line);
}

/* ---- words */
/* All of the word as a number; -1: it is none. */
static long whole_number(const char *word, int base)
{
	char *end;
	long number = strtol(word, &end, base);

	return end == word || *end ? -1 : number;
}

static bool color_named(const char *word, struct paint_color *color)
{
	bool bright = !strncmp(word, BRIGHT, strlen(BRIGHT));
	int ansi = index_in(ANSI_COLORS, word + (bright ? strlen(BRIGHT) : 0));
	size_t len = strlen(word);
	long number;

	if (!strcmp(word, "default")) {
		*color = (struct paint_color){PAINT_DEFAULT, 0};
	} else if (ansi >= 0) {
		*color = (struct paint_color){PAINT_PALETTE, ansi + 8 * bright};
	} else if (len == 7 && word[0] == '#' && strspn(word + 1, "0123456789abcdefABCDEF") == 6) {
		*color = (struct paint_color){PAINT_RGB, (int)whole_number(word + 1, 16)};
	} else {
		number = strspn(word, "0123456789") == len ? whole_number(word, 10) : -1;
		if (number < 0 || number > 255)
			return false;
		*color = (struct paint_color){PAINT_PALETTE, (int)number};
	}
	return true;
}

static unsigned attribute_named(const char *word)
{
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
		if (!strcmp(attributes[i].word, word))
			return attributes[i].attribute;
	return 0;
}

static bool take_look(struct paint_line *line, char *const *words, size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		unsigned attribute = attribute_named(words[i]);
		bool ground = !strcmp(words[i], "on");
		struct paint_color *color = ground ? &line->background : &line->foreground;

		line->attributes |= attribute;
		if (attribute)
			continue;
		if (ground && ++i == count)
			return err_set(err, "paint: on which colour?");
		if (!color_named(words[i], color))
			return err_set(err,
				       "%s: no such colour (#rrggbb, 0 to 255, red, bright-red, "
				       "default)",
				       words[i]);
	}
	return true;
}

static bool take_base(struct paint_line *line, char *const *words, size_t count, struct err *err)
{
	if (count != 1 || index_in("dark light sepia", words[0]) < 0)
		return err_set(err, "paint: from is followed by one of: %s", "dark light sepia");
	line->base = mem_strdup(words[0]);
	return true;
}

bool paints_take(struct paints *p, char *const *words, size_t count, struct err *err)
{
	struct paint_line line = {.theme = NULL};

	if (count < 3)
		return err_set(err, "paint: a theme, a part of the screen, colours");
	if (index_in("auto mono", words[0]) >= 0)
		return err_set(err, "paint: the theme %s has no colours of its own", words[0]);
	if (!strcmp(words[1], "from") && paints_brought(words[0]))
		return err_set(err, "paint: the theme %s is there already", words[0]);
	if (!strcmp(words[1], "from")) {
		if (!take_base(&line, words + 2, count - 2, err))
			return false;
	} else if (!part_named(words[1], &line.part)) {
		return err_set(err, "%s: the screen has no such part", words[1]);
	} else if (!take_look(&line, words + 2, count - 2, err)) {
		return false;
	}
	line.theme = mem_strdup(words[0]);
	put(p, &line);
	return true;
}

/* ---- completion */
static void add_word(struct str *out, const char *word)
{
	if (out->len > 0)
		str_addc(out, ' ');
	str_add(out, word);
}

void paints_words(const struct paints *p, size_t index, struct str *out)
{
	const char *own;

	if (index == 0) {
		add_word(out, "dark light sepia");
		for (size_t i = 0; (own = paints_theme(p, i)); i++)
			add_word(out, own);
	} else if (index == 1) {
		add_word(out, "from");
		for (int i = 0; i < PAINT_PART_COUNT; i++) {
			add_word(out, "");
			paint_part_name((enum paint_part)i, out);
		}
	} else {
		add_word(out, "default " ANSI_COLORS " on");
		for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
			add_word(out, attributes[i].word);
	}
}
