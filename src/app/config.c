/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line is walked once, byte by byte: every sign with a meaning here is ASCII, so
 * UTF-8 passes through untouched.  A file is read whole (it is small) and cut at
 * its line ends.
 */
#include "app/config.h"

#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/str.h"
#include "base/utf8.h"

#define CONFIG_LIMIT (1 << 20)

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Adds what stands between the quotes; *line is on the opening one, and goes past
 * the closing one. */
static bool add_quoted(const char **line, struct str *word, struct err *err)
{
	const char quote = **line, *at = *line + 1;

	for (; *at && *at != quote; at++) {
		/* As in a shell: between '…' a backslash is itself. */
		if (*at == '\\' && quote == '"' && at[1])
			at++;
		str_addc(word, *at);
	}
	if (!*at)
		return err_set(err, "the quote %s is not closed", quote == '"' ? "\"" : "'");
	*line = at + 1;
	return true;
}

static bool add_word(const char **line, struct str *word, struct err *err)
{
	while (**line && !is_blank(**line)) {
		if (**line == '"' || **line == '\'') {
			if (!add_quoted(line, word, err))
				return false;
			continue;
		}
		if (**line == '\\' && !*++*line)
			return err_set(err, "nothing follows the last \\");
		str_addc(word, *(*line)++);
	}
	return true;
}

/* "#f4ecd8", a colour and not a comment. */
static bool is_color(const char *text)
{
	size_t digits = strspn(text + 1, "0123456789abcdefABCDEF");

	return digits == 6 && (!text[7] || is_blank(text[7]));
}

bool config_split(const char *line, struct config_words *words, struct err *err)
{
	struct str word;
	bool good = true;

	*words = (struct config_words){0};
	str_init(&word);
	while (good) {
		while (is_blank(*line))
			line++;
		if (!*line || (*line == '#' && !(words->words.len > 0 && is_color(line))))
			break;
		good = add_word(&line, &word, err);
		if (good)
			vec_push(&words->words, str_take(&word));
	}
	str_release(&word);
	if (!good)
		config_release(words);
	return good;
}

void config_release(struct config_words *words)
{
	for (size_t i = 0; i < words->words.len; i++)
		free(words->words.items[i]);
	vec_release(&words->words);
}

/* One line without its end; `len` tells apart a NUL inside it. */
static bool read_line(const struct config_reader *reader, const char *line, size_t len,
		      const char *place, struct err *err)
{
	size_t blank = 0;

	while (is_blank(line[blank]))
		blank++;
	if (blank == len || line[blank] == '#')
		return true;
	if (strlen(line) != len || !utf8_valid(line, len))
		return err_set(err, "this line is not UTF-8 text");
	return reader->line(reader->context, line, place, err);
}

bool config_read(const char *path, const struct config_reader *reader, struct err *err)
{
	struct str text, place;
	size_t at = 0;

	str_init(&text);
	if (!files_read(path, CONFIG_LIMIT, &text, err)) {
		str_release(&text);
		return false;
	}
	str_init(&place);
	if (!strncmp(text.data, "\xEF\xBB\xBF", 3))
		at = 3;
	for (size_t number = 1; at < text.len; number++) {
		char *line = text.data + at;
		char *end = memchr(line, '\n', text.len - at);
		size_t len = end ? (size_t)(end - line) : text.len - at;
		struct err why, told;

		at += len + 1;
		if (len > 0 && line[len - 1] == '\r')
			len--;
		line[len] = '\0';
		str_clear(&place);
		str_addf(&place, "%s:%zu", path, number);
		if (read_line(reader, line, len, place.data, &why))
			continue;
		err_set(&told, "%s: %s", place.data, why.text);
		reader->wrong(reader->context, told.text);
	}
	str_release(&place);
	str_release(&text);
	return true;
}
