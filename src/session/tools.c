/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table of the programs that are known, by task and in the order in which they are
 * tried.  espeak-ng stands before spd-say because it is silent as soon as it is ended.
 */
#include "session/tools.h"

#include <string.h>
#include <unictype.h>

#include "base/str.h"
#include "base/utf8.h"

#define PLAIN_MOST 100

/* dict and sdcv read no word from their standard input: they get it as an argument. */
static const struct {
	enum task task;
	const char *name, *command, *silencer;
} known[] = {
	{TASK_DEFINE, "dict", "dict -- %w", NULL},
	{TASK_DEFINE, "sdcv", "sdcv --non-interactive --utf8-input --utf8-output -- %w", NULL},
	{TASK_SPEECH, "espeak-ng", "espeak-ng --stdin -b 1 -v %l", NULL},
	{TASK_SPEECH, "espeak", "espeak --stdin -b 1 -v %l", NULL},
	{TASK_SPEECH, "spd-say", "spd-say --wait --pipe-mode --language %l", "spd-say --stop"},
};

#define KNOWN (sizeof known / sizeof *known)

const char *tools_candidate(enum task task, const char *command, size_t tried)
{
	for (size_t i = 0; i < KNOWN; i++) {
		if (known[i].task != task)
			continue;
		if (*command && !tried && !strcmp(known[i].name, command))
			return known[i].command;
		if (!*command && !tried--)
			return known[i].command;
	}
	return *command && !tried ? command : NULL;
}

const char *tools_silencer(const char *program)
{
	const char *slash = strrchr(program, '/');

	for (size_t i = 0; i < KNOWN; i++)
		if (!strcmp(known[i].name, slash ? slash + 1 : program))
			return known[i].silencer;
	return NULL;
}

/* ---- fields */
static bool is_joint(char32_t cp)
{
	return cp == ' ' || cp == 0xA0 || cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == '\'' ||
	       cp == 0x2019 || cp == '.';
}

bool tools_is_plain(const char *text)
{
	size_t len = strlen(text);

	for (size_t at = 0; at < len;) {
		char32_t cp;
		size_t n = utf8_decode(text + at, len - at, &cp);
		bool of_word =
			uc_is_property_alphabetic(cp) || uc_is_general_category(cp, UC_NUMBER);

		if (!of_word && (at == 0 || !(is_joint(cp) || uc_is_general_category(cp, UC_MARK))))
			return false;
		at += n;
	}
	return len > 0 && len <= PLAIN_MOST;
}

/* The word with what its fields stand for. */
static bool fill(const char *word, const struct tools_fields *fields, struct str *out,
		 struct err *err)
{
	for (; *word; word++) {
		if (*word != '%' || !word[1]) {
			str_addc(out, *word);
		} else if (*++word == 'w') {
			if (!fields->word || !tools_is_plain(fields->word))
				return err_set(err, "Only a word or a few can be looked up");
			str_add(out, fields->word);
		} else if (*word == 'l') {
			str_add(out, fields->language);
		} else {
			if (*word != '%')
				str_addc(out, '%');
			str_addc(out, *word);
		}
	}
	return true;
}

static bool end_words(struct config_words *words, struct err *err)
{
	if (!words->words.len) {
		config_release(words);
		return err_set(err, "no program is set");
	}
	vec_push(&words->words, NULL);
	return true;
}

bool tools_words(const char *command, const struct tools_fields *fields, struct config_words *words,
		 struct err *err)
{
	bool ok = config_split(command, words, err);
	struct str filled;

	if (!ok)
		return false;
	str_init(&filled);
	for (size_t i = 0; fields && i < words->words.len && ok; i++) {
		str_clear(&filled);
		ok = fill(words->words.items[i], fields, &filled, err);
		free(words->words.items[i]);
		words->words.items[i] = mem_strdup(filled.data);
	}
	str_release(&filled);
	if (!ok) {
		config_release(words);
		return false;
	}
	return end_words(words, err);
}

bool tools_words_for_shell(const char *shell, const char *command, struct config_words *words,
			   struct err *err)
{
	if (!config_split(shell, words, err))
		return false;
	if (words->words.len == 1)
		vec_push(&words->words, mem_strdup("-c"));
	if (words->words.len)
		vec_push(&words->words, mem_strdup(command));
	return end_words(words, err);
}

bool tools_wants_shell(const char *command)
{
	char quote = '\0', before = ' ';

	for (; *command; before = *command++) {
		if (quote) {
			quote = *command == quote ? '\0' : quote;
		} else if (*command == '"' || *command == '\'') {
			quote = *command;
		} else if (*command == '\\' && command[1]) {
			command++;
		} else if (before == ' ' && strchr("|<>;&", *command)) {
			size_t signs = strspn(command, "|<>;&");

			if (!command[signs] || command[signs] == ' ')
				return true;
		}
	}
	return false;
}
