/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A cursor over the words.  Names are looked up when they are met, so a second
 * table can be added once the command is known.
 */
#include "cli/options.h"

#include <string.h>

#include "base/language.h"
#include "base/utf8.h"

void options_init(struct options *o, char *const *words, int first, const struct option *table)
{
	*o = (struct options){.words = words, .at = first, .tables = {table, NULL}};
}

static const struct option *find_name(const struct options *o, const char *name, size_t len)
{
	for (int i = 0; i < 2; i++)
		for (const struct option *p = o->tables[i]; p && p->name; p++)
			if (strlen(p->name) == len && !memcmp(p->name, name, len))
				return p;
	return NULL;
}

static const struct option *find_letter(const struct options *o, char letter)
{
	for (int i = 0; i < 2; i++)
		for (const struct option *p = o->tables[i]; p && p->name; p++)
			if (p->letter == letter)
				return p;
	return NULL;
}

static bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *end = words; *end; words = end + strspn(end, " ")) {
		end = words + strcspn(words, " ");
		if ((size_t)(end - words) == len && !memcmp(words, word, len))
			return true;
		if (!strcmp(words, "..."))
			return true;
	}
	return false;
}

/* The option that was met, with its value. */
static int take(const struct option *p, const char *value, struct err *err)
{
	if (!value || !p->words || has_word(p->words, value))
		return p->id;
	err_set(err, "--%s: \"%s\" is not one of: %s", p->name, value, p->words);
	return OPTIONS_WRONG;
}

/* "--name" or "--name=value". */
static int next_long(struct options *o, char *word, char **value, struct err *err)
{
	char *equals = strchr(word, '=');
	size_t len = equals ? (size_t)(equals - word) : strlen(word);
	const struct option *p = find_name(o, word + 2, len - 2);

	if (!p) {
		err_set(err, "%.*s: unknown option", (int)len, word);
		return OPTIONS_WRONG;
	}
	if (equals && !p->argument) {
		err_set(err, "--%s: takes no value", p->name);
		return OPTIONS_WRONG;
	}
	*value = !p->argument ? NULL : equals ? equals + 1 : o->words[o->at];
	if (p->argument && !*value) {
		err_set(err, "--%s: needs a value", p->name);
		return OPTIONS_WRONG;
	}
	if (p->argument && !equals)
		o->at++;
	return take(p, *value, err);
}

/* The next letter of "-abc", or "-ovalue". */
static int next_letter(struct options *o, char **value, struct err *err)
{
	const struct option *p = find_letter(o, *o->letters);
	char32_t cp;

	if (!p) {
		size_t len = utf8_decode(o->letters, strlen(o->letters), &cp);

		err_set(err, "-%.*s: unknown option", (int)len, o->letters);
		return OPTIONS_WRONG;
	}
	o->letters++;
	*value = NULL;
	if (p->argument) {
		*value = *o->letters ? o->letters : o->words[o->at];
		if (!*value) {
			err_set(err, "-%c: needs a value", p->letter);
			return OPTIONS_WRONG;
		}
		if (!*o->letters)
			o->at++;
		o->letters = NULL;
	} else if (!*o->letters) {
		o->letters = NULL;
	}
	return take(p, *value, err);
}

int options_next(struct options *o, char **value, struct err *err)
{
	char *word;

	if (o->letters)
		return next_letter(o, value, err);
	word = o->words[o->at];
	if (!word)
		return OPTIONS_END;
	o->at++;
	if (!o->ended && !strcmp(word, "--")) {
		o->ended = true;
		return options_next(o, value, err);
	}
	if (o->ended || word[0] != '-' || !word[1]) {
		*value = word;
		return OPTIONS_OPERAND;
	}
	if (word[1] == '-')
		return next_long(o, word, value, err);
	o->letters = word + 1;
	return next_letter(o, value, err);
}
