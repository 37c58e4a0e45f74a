/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One entry a setting, made from settings.def; an entry knows where its field
 * stands in struct settings, so reading and writing are the same few lines for all.
 */
#include "app/settings.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/utf8.h"

enum type { NUMBER, FLAG, TEXT, CHOICE, NAME };

struct entry {
	const char *name;
	enum type type;
	size_t offset; /* of the field */
	int initial, low, high;
	const char *text;  /* the initial text, or the words of a choice */
	const char *words; /* of a name; its initial one is `text` */
	const char *help;
};

#define FIELD(field) offsetof(struct settings, field)
#define SETTING_NUMBER(field, name, initial, low, high, help) \
	{name, NUMBER, FIELD(field), initial, low, high, NULL, NULL, help},
#define SETTING_FLAG(field, name, initial, help) \
	{name, FLAG, FIELD(field), initial, 0, 1, NULL, NULL, help},
#define SETTING_TEXT(field, name, initial, help) \
	{name, TEXT, FIELD(field), 0, 0, 0, initial, NULL, help},
#define SETTING_CHOICE(field, name, initial, words, help) \
	{name, CHOICE, FIELD(field), initial, 0, 0, words, NULL, help},
#define SETTING_NAME(field, name, initial, words, help) \
	{name, NAME, FIELD(field), 0, 0, 0, initial, words, help},
static const struct entry entries[] = {
#include "app/settings.def"
};
#undef SETTING_NUMBER
#undef SETTING_FLAG
#undef SETTING_TEXT
#undef SETTING_CHOICE
#undef SETTING_NAME

#define COUNT (sizeof entries / sizeof *entries)

static int *number(const struct settings *s, const struct entry *e)
{
	return (int *)(void *)((char *)s + e->offset);
}

static bool *flag(const struct settings *s, const struct entry *e)
{
	return (bool *)(void *)((char *)s + e->offset);
}

static bool is_text(const struct entry *e)
{
	return e->type == TEXT || e->type == NAME;
}

static char **text(const struct settings *s, const struct entry *e)
{
	return (char **)(void *)((char *)s + e->offset);
}

void settings_init(struct settings *s)
{
	s->paints = (struct paints){0};
	for (size_t i = 0; i < COUNT; i++) {
		const struct entry *e = &entries[i];

		if (e->type == FLAG)
			*flag(s, e) = e->initial;
		else if (is_text(e))
			*text(s, e) = mem_strdup(e->text);
		else
			*number(s, e) = e->initial;
	}
}

void settings_release(struct settings *s)
{
	for (size_t i = 0; i < COUNT; i++) {
		if (!is_text(&entries[i]))
			continue;
		free(*text(s, &entries[i]));
		*text(s, &entries[i]) = NULL;
	}
	paints_release(&s->paints);
}

size_t settings_count(void)
{
	return COUNT;
}

static const struct entry *find(const char *name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (!strcmp(entries[i].name, name))
			return &entries[i];
	return NULL;
}

size_t settings_index(const char *name)
{
	const struct entry *e = find(name);

	return e ? (size_t)(e - entries) : COUNT;
}

const char *settings_name(size_t index)
{
	return index < COUNT ? entries[index].name : NULL;
}

const char *settings_help(size_t index)
{
	return index < COUNT ? entries[index].help : NULL;
}

const char *settings_words(size_t index)
{
	const struct entry *e = index < COUNT ? &entries[index] : NULL;

	return e && e->type == CHOICE ? e->text : e ? e->words : NULL;
}

bool settings_is_flag(size_t index)
{
	return index < COUNT && entries[index].type == FLAG;
}

/* Word `index` of a list of words; `len` is 0 beyond the last. */
static const char *word_at(const char *words, int index, size_t *len)
{
	for (; index > 0 && *words; index--) {
		words += strcspn(words, " ");
		words += strspn(words, " ");
	}
	*len = strcspn(words, " ");
	return words;
}

/* Which of the words the value is; -1: none. */
static int index_in(const char *words, const char *value)
{
	size_t len;

	for (int i = 0;; i++) {
		const char *word = word_at(words, i, &len);

		if (!len)
			return -1;
		if (strlen(value) == len && !strncasecmp(value, word, len))
			return i;
	}
}

static bool set_choice(int *field, const struct entry *e, const char *value, struct err *err)
{
	int index = index_in(e->text, value);

	if (index < 0)
		return err_set(err, "%s: \"%s\" is not one of: %s", e->name, value, e->text);
	*field = index;
	return true;
}

static bool set_number(int *field, const struct entry *e, const char *value, struct err *err)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(value, &end, 10);
	if (end == value || *end || errno || n < e->low || n > e->high)
		return err_set(err, "%s: \"%s\" is not a number from %d to %d", e->name, value,
			       e->low, e->high);
	*field = (int)n;
	return true;
}

static bool set_flag(bool *field, const struct entry *e, const char *value, struct err *err)
{
	static const char *const words[][2] = {
		{"off", "on"},
		{"no", "yes"},
		{"false", "true"},
		{"0", "1"},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (int on = 0; on < 2; on++)
			if (!strcasecmp(value, words[i][on])) {
				*field = on;
				return true;
			}
	return err_set(err, "%s: \"%s\" is neither on nor off", e->name, value);
}

static bool set_text(char **field, const struct entry *e, const char *value, struct err *err)
{
	char *copy;

	if (!utf8_valid(value, strlen(value)))
		return err_set(err, "%s: the value is not UTF-8", e->name);
	copy = mem_strdup(value);
	free(*field);
	*field = copy;
	return true;
}

static bool set_name(struct settings *s, const struct entry *e, const char *value, struct err *err)
{
	int index = index_in(e->words, value);
	const char *word = value;
	size_t len = strlen(value);
	struct str all;
	bool known = index >= 0 || paints_have(&s->paints, value);

	if (index >= 0)
		word = word_at(e->words, index, &len);
	if (known) {
		free(*text(s, e));
		*text(s, e) = mem_strndup(word, len);
		return true;
	}
	str_init(&all);
	str_add(&all, e->words);
	for (size_t i = 0; (word = paints_theme(&s->paints, i)); i++)
		str_addf(&all, " %s", word);
	err_set(err, "%s: \"%s\" is not one of: %s", e->name, value, all.data);
	str_release(&all);
	return false;
}

bool settings_set(struct settings *s, const char *name, const char *value, struct err *err)
{
	const struct entry *e = find(name);

	if (!e)
		return err_set(err, "%s: no such setting", name);
	switch (e->type) {
	case NUMBER:
		return set_number(number(s, e), e, value, err);
	case FLAG:
		return set_flag(flag(s, e), e, value, err);
	case TEXT:
		return set_text(text(s, e), e, value, err);
	case CHOICE:
		return set_choice(number(s, e), e, value, err);
	case NAME:
		return set_name(s, e, value, err);
	}
	assert(!"a type of setting");
	return false;
}

bool settings_get(const struct settings *s, const char *name, struct str *value)
{
	const struct entry *e = find(name);
	const char *word;
	size_t len;

	if (!e)
		return false;
	switch (e->type) {
	case NUMBER:
		str_addf(value, "%d", *number(s, e));
		break;
	case FLAG:
		str_add(value, *flag(s, e) ? "on" : "off");
		break;
	case TEXT:
	case NAME:
		str_add(value, *text(s, e));
		break;
	case CHOICE:
		word = word_at(e->text, *number(s, e), &len);
		str_addn(value, word, len);
		break;
	}
	return true;
}

/* "NAME=VALUE" in one word. */
static bool assign_pair(struct settings *s, const char *word, struct err *err)
{
	const char *equals = strchr(word, '=');
	char *name = mem_strndup(word, (size_t)(equals - word));
	bool done = settings_set(s, name, equals + 1, err);

	free(name);
	return done;
}

bool settings_assign(struct settings *s, char *const *words, size_t count, struct err *err)
{
	const struct entry *e = count ? find(words[0]) : NULL;
	struct str value;
	bool done;

	if (!count)
		return err_set(err, "set: which setting?");
	if (count == 1 && strchr(words[0], '='))
		return assign_pair(s, words[0], err);
	if (count == 1 && e)
		return e->type == FLAG ? settings_set(s, words[0], "on", err)
				       : err_set(err, "%s: to what?", words[0]);
	if (count == 1 && !strncmp(words[0], "no", 2) && (e = find(words[0] + 2)) &&
	    e->type == FLAG)
		return settings_set(s, words[0] + 2, "off", err);
	if (!e)
		return err_set(err, "%s: no such setting", words[0]);
	/* A text may be several words without quotes: set author Jeanne Dupont. */
	str_init(&value);
	for (size_t i = 1; i < count; i++) {
		if (i == 1 && count > 2 && !strcmp(words[i], "="))
			continue;
		if (value.len > 0)
			str_addc(&value, ' ');
		str_add(&value, words[i]);
	}
	done = settings_set(s, words[0], value.data, err);
	str_release(&value);
	return done;
}
