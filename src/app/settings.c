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

enum type { NUMBER, FLAG, TEXT, CHOICE, MEANINGS, NAME };

struct entry {
	const char *name;
	enum type type;
	int initial, low, high;
	size_t offset;     /* of the field */
	const char *text;  /* the initial text, or the words of a choice, or those with meanings */
	const char *words; /* of a name; its initial one is `text` */
	const char *help;
};

#define FIELD(field) offsetof(struct settings, field)
#define SETTING_NUMBER(field, name, initial, low, high, help) \
	{name, NUMBER, initial, low, high, FIELD(field), NULL, NULL, help},
#define SETTING_FLAG(field, name, initial, help) \
	{name, FLAG, initial, 0, 1, FIELD(field), NULL, NULL, help},
#define SETTING_TEXT(field, name, initial, help) \
	{name, TEXT, 0, 0, 0, FIELD(field), initial, NULL, help},
#define SETTING_CHOICE(field, name, initial, words, help) \
	{name, CHOICE, initial, 0, 0, FIELD(field), words, NULL, help},
#define SETTING_MEANINGS(field, name, words, help) \
	{name, MEANINGS, 0, 0, 0, FIELD(field), words, NULL, help},
#define SETTING_NAME(field, name, initial, words, help) \
	{name, NAME, 0, 0, 0, FIELD(field), initial, words, help},
static const struct entry entries[] = {
#include "app/settings.def"
};
#undef SETTING_NUMBER
#undef SETTING_FLAG
#undef SETTING_TEXT
#undef SETTING_CHOICE
#undef SETTING_MEANINGS
#undef SETTING_NAME

static_assert(sizeof entries / sizeof *entries == SETTINGS_COUNT, "a number for each entry");

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

static void set_initial(struct settings *s, const struct entry *e)
{
	if (e->type == FLAG)
		*flag(s, e) = e->initial;
	else if (is_text(e))
		*text(s, e) = mem_strdup(e->text);
	else if (e->type != MEANINGS) /* at first they have none */
		*number(s, e) = e->initial;
}

void settings_init(struct settings *s)
{
	*s = (struct settings){0};
	for (size_t i = 0; i < SETTINGS_COUNT; i++)
		set_initial(s, &entries[i]);
}

/* How many texts the field holds. */
static size_t texts_of(const struct entry *e)
{
	return e->type == MEANINGS ? SETTINGS_MEANINGS : is_text(e);
}

static void release(struct settings *s, const struct entry *e)
{
	for (size_t i = 0; i < texts_of(e); i++) {
		free(text(s, e)[i]);
		text(s, e)[i] = NULL;
	}
}

void settings_release(struct settings *s)
{
	for (size_t i = 0; i < SETTINGS_COUNT; i++) {
		release(s, &entries[i]);
		free(s->origin[i]);
	}
	free(s->source);
	paints_release(&s->paints);
}

size_t settings_count(void)
{
	return SETTINGS_COUNT;
}

static const struct entry *find(const char *name)
{
	for (size_t i = 0; i < SETTINGS_COUNT; i++)
		if (!strcmp(entries[i].name, name))
			return &entries[i];
	return NULL;
}

size_t settings_index(const char *name)
{
	const struct entry *e = find(name);

	return e ? (size_t)(e - entries) : SETTINGS_COUNT;
}

const char *settings_name(size_t index)
{
	return index < SETTINGS_COUNT ? entries[index].name : NULL;
}

const char *settings_help(size_t index)
{
	return index < SETTINGS_COUNT ? entries[index].help : NULL;
}

const char *settings_words(size_t index)
{
	const struct entry *e = index < SETTINGS_COUNT ? &entries[index] : NULL;

	if (!e)
		return NULL;
	return e->type == CHOICE || e->type == MEANINGS ? e->text : e->words;
}

bool settings_is_flag(size_t index)
{
	return index < SETTINGS_COUNT && entries[index].type == FLAG;
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

/* Index of a word of `len` bytes in a list, or -1. */
static int index_of(const char *words, const char *value, size_t len)
{
	const char *word;
	size_t n;

	for (int i = 0; word = word_at(words, i, &n), n > 0; i++)
		if (n == len && !strncasecmp(value, word, len))
			return i;
	return -1;
}

static bool set_choice(int *field, const struct entry *e, const char *value, struct err *err)
{
	int i = index_of(e->text, value, strlen(value));

	if (i < 0)
		return err_set(err, "%s: \"%s\" is not one of: %s", e->name, value, e->text);
	*field = i;
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
	size_t len = strlen(value);
	int index = index_of(e->words, value, len);
	const char *word = index >= 0 ? word_at(e->words, index, &len) : value;
	struct str all;

	if (index >= 0 || paints_have(&s->paints, value)) {
		char *name = mem_strndup(word, len);

		free(*text(s, e));
		*text(s, e) = name;
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

/* One "WORD:MEANING" of `len` bytes. */
static bool set_meaning(char **field, const struct entry *e, const char *value, size_t len,
			struct err *err)
{
	size_t word, from, end = len;
	int i;

	for (word = 0; word < len && !strchr(":= ", value[word]);)
		word++;
	i = index_of(e->text, value, word);
	if (i < 0)
		return err_set(err, "%s: \"%.*s\" is not one of: %s", e->name, (int)word, value,
			       e->text);
	if (word == len)
		return err_set(err, "%s: %.*s is to mean what?", e->name, (int)word, value);
	for (from = word; from < end && strchr(":= ", value[from]);)
		from++;
	while (end > from && value[end - 1] == ' ')
		end--;
	free(field[i]);
	field[i] = end > from ? mem_strndup(value + from, end - from) : NULL;
	return true;
}

static bool set_meanings(char **field, const struct entry *e, const char *value, struct err *err)
{
	if (!utf8_valid(value, strlen(value)))
		return err_set(err, "%s: the value is not UTF-8", e->name);
	for (size_t i = 0; !*value && i < SETTINGS_MEANINGS; i++) {
		free(field[i]);
		field[i] = NULL;
	}
	while (*(value += strspn(value, "; "))) {
		size_t len = strcspn(value, ";");

		if (!set_meaning(field, e, value, len, err))
			return false;
		value += len;
	}
	return true;
}

static void get_meanings(char *const *field, const struct entry *e, struct str *value)
{
	size_t len, from = value->len;

	for (int i = 0; i < SETTINGS_MEANINGS; i++) {
		const char *word = word_at(e->text, i, &len);

		if (field[i])
			str_addf(value, "%s%.*s: %s", value->len > from ? "; " : "", (int)len, word,
				 field[i]);
	}
}

const char *settings_color_meaning(const struct settings *s, unsigned color)
{
	return color < SETTINGS_MEANINGS ? s->color_meaning[color] : NULL;
}

static bool set(struct settings *s, const struct entry *e, const char *value, struct err *err)
{
	switch (e->type) {
	case NUMBER:
		return set_number(number(s, e), e, value, err);
	case FLAG:
		return set_flag(flag(s, e), e, value, err);
	case TEXT:
		return set_text(text(s, e), e, value, err);
	case CHOICE:
		return set_choice(number(s, e), e, value, err);
	case MEANINGS:
		return set_meanings(text(s, e), e, value, err);
	case NAME:
		return set_name(s, e, value, err);
	}
	assert(!"a type of setting");
	return false;
}

static void put_origin(struct settings *s, const struct entry *e, char *origin)
{
	size_t i = (size_t)(e - entries);

	free(s->origin[i]);
	s->origin[i] = origin;
}

bool settings_set(struct settings *s, const char *name, const char *value, struct err *err)
{
	const struct entry *e = find(name);

	if (!e)
		return err_set(err, "%s: no such setting", name);
	if (!set(s, e, value, err))
		return false;
	put_origin(s, e, mem_strdup(s->source ? s->source : ""));
	return true;
}

void settings_disown(struct settings *s, size_t index)
{
	put_origin(s, &entries[index], mem_strdup(""));
}

bool settings_reset(struct settings *s, const char *name, struct err *err)
{
	const struct entry *e = find(name);

	if (!e)
		return err_set(err, "%s: no such setting", name);
	release(s, e);
	set_initial(s, e);
	put_origin(s, e, NULL);
	return true;
}

void settings_from(struct settings *s, const char *source)
{
	char *copy = source ? mem_strdup(source) : NULL;

	free(s->source);
	s->source = copy;
}

const char *settings_origin(const struct settings *s, size_t index)
{
	return s->origin[index];
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
	case MEANINGS:
		get_meanings(text(s, e), e, value);
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

/* "NAME&" */
static bool assign_initial(struct settings *s, const char *word, struct err *err)
{
	char *name = mem_strndup(word, strlen(word) - 1);
	bool done = settings_reset(s, name, err);

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
	if (count == 1 && words[0][0] && words[0][strlen(words[0]) - 1] == '&')
		return assign_initial(s, words[0], err);
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
