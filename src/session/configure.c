/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The configuration is read three times at the start: its `paint` lines first, since
 * they make the themes that a `set` line may name; these before anything is opened,
 * since they say how to open it; and the others when there is an application to take
 * them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/config.h"
#include "base/files.h"
#include "base/language.h"
#include "session/inside.h"

#define DEEPEST 8 /* files that source each other */

enum part { PART_PAINTS, PART_SETTINGS, PART_OTHERS, PART_ALL };

struct reading {
	struct session *session;
	enum part part;
	struct configure_wrong *wrong;
};

static bool set_words(struct session *s, char *const *words, size_t count, struct err *err)
{
	char *equals = count == 1 ? strchr(words[0], '=') : NULL;

	if (equals) {
		*equals = '\0';
		return settings_set(&s->settings, words[0], equals + 1, err);
	}
	if (count != 2)
		return err_set(err, "set: a name and a value");
	return settings_set(&s->settings, words[0], words[1], err);
}

/* "~/…" is the only thing that a shell would do to a path typed after `:`. */
static char *expanded(const char *path)
{
	const char *home = getenv("HOME");
	struct str s;

	if (strncmp(path, "~/", 2) || !home)
		return mem_strdup(path);
	str_init(&s);
	str_addf(&s, "%s%s", home, path + 1);
	return s.data;
}

static void read_file(struct session *s, const char *path, enum part part,
		      struct configure_wrong *wrong);

/* A theme may stand in a file of its own; what is wrong there is told when the file is
 * read whole. */
static bool take_paint(const struct reading *reading, const struct config_words *words,
		       bool is_paint, struct err *err)
{
	struct session *s = reading->session;
	struct configure_wrong elsewhere = {0};
	char *path;

	if (is_paint)
		return paints_take(&s->settings.paints, words->words.items + 1,
				   words->words.len - 1, err);
	if (words->words.len != 2 || strcmp(words->words.items[0], "source") != 0 ||
	    s->sourcing >= DEEPEST)
		return true;
	path = expanded(words->words.items[1]);
	s->sourcing++;
	read_file(s, path, PART_PAINTS, &elsewhere);
	s->sourcing--;
	free(path);
	return true;
}

static bool take_line(void *context, const char *line, struct err *err)
{
	struct reading *reading = context;
	struct session *s = reading->session;
	struct config_words words = {0};
	bool is_set, is_paint, ok = true;

	if (!config_split(line, &words, err))
		return reading->part != PART_PAINTS; /* told the first time */
	is_set = words.words.len > 0 && !strcmp(words.words.items[0], "set");
	is_paint = words.words.len > 0 && !strcmp(words.words.items[0], "paint");
	if (reading->part == PART_PAINTS)
		ok = take_paint(reading, &words, is_paint, err);
	else if (is_paint)
		ok = true; /* taken by then */
	else if (reading->part == PART_SETTINGS && is_set)
		ok = set_words(s, words.words.items + 1, words.words.len - 1, err);
	else if (reading->part == PART_ALL || (reading->part == PART_OTHERS && !is_set))
		ok = !words.words.len ||
		     app_command(s->document->app, line, time(NULL), &s->effects, err);
	config_release(&words);
	return ok;
}

static void take_wrong(void *context, const char *message)
{
	struct configure_wrong *wrong = ((struct reading *)context)->wrong;

	if (wrong->count++ == 0)
		snprintf(wrong->first, sizeof wrong->first, "%s", message);
}

static void read_file(struct session *s, const char *path, enum part part,
		      struct configure_wrong *wrong)
{
	struct reading reading = {s, part, wrong};
	const struct config_reader reader = {take_line, take_wrong, &reading};
	struct err err;

	if (path && !config_read(path, &reader, &err) && part == PART_PAINTS)
		take_wrong(&reading, err.text);
}

static bool take_option(struct session *s, const char *name, const char *value, struct err *err)
{
	return !value || settings_set(&s->settings, name, value, err);
}

bool configure_settings(struct session *s, struct configure_wrong *wrong, struct err *err)
{
	const struct session_options *o = s->options;

	read_file(s, o->config, PART_PAINTS, wrong);
	read_file(s, o->config, PART_SETTINGS, wrong);
	for (int i = 0; i < o->set_count; i++) {
		char *word = mem_strdup(o->sets[i]);
		bool ok = strchr(word, '=') ? set_words(s, &word, 1, err)
					    : err_set(err, "%s: NAME=VALUE is wanted", word);

		free(word);
		if (!ok)
			return false;
	}
	return take_option(s, "encoding", o->encoding, err) &&
	       take_option(s, "paragraphs", o->paragraphs, err);
}

void configure_application(struct session *s, struct configure_wrong *wrong)
{
	read_file(s, s->options->config, PART_OTHERS, wrong);
}

void configure_source(struct session *s, const char *path)
{
	struct configure_wrong wrong = {0};
	char *usual = path ? NULL : files_path(FILES_CONFIG, "config");
	char *file =
		path ? expanded(path) : mem_strdup(s->options->config ? s->options->config : usual);

	if (s->sourcing >= DEEPEST) {
		perform_message(s, false, _("source: files that read each other without end"));
	} else if (file) {
		s->sourcing++;
		read_file(s, file, PART_PAINTS, &wrong);
		read_file(s, file, PART_ALL, &wrong);
		/* What these lines ask for is done while the depth still counts. */
		perform_effects(s);
		term_set_theme(s->term, s->settings.theme, &s->settings.paints);
		s->sourcing--;
		configure_tell(s, &wrong);
	}
	free(file);
	free(usual);
}

void configure_tell(struct session *s, const struct configure_wrong *wrong)
{
	struct str text;

	if (!wrong->count)
		return;
	str_init(&text);
	str_add(&text, wrong->first);
	if (wrong->count > 1)
		str_addf(&text,
			 ngettext(" (and %d more)", " (and %d more)",
				  (unsigned long)wrong->count - 1),
			 wrong->count - 1);
	perform_message(s, false, text.data);
	str_release(&text);
}
