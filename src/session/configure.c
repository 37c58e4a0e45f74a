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

/* "~/…" for what lies in the reader's home. */
static char *abbreviated(const char *path)
{
	const char *home = getenv("HOME");
	size_t len = home ? strlen(home) : 0;
	struct str s;

	str_init(&s);
	if (len > 1 && !strncmp(path, home, len) && path[len] == '/')
		str_addf(&s, "~%s", path + len);
	else
		str_add(&s, path);
	return str_take(&s);
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

/* Of a theme that stands in a file of its own, what is wrong there is told when the file
 * is read whole. */
static void take_paints_of(struct session *s, const char *name)
{
	struct configure_wrong elsewhere = {0};
	char *path = expanded(name);

	if (s->sourcing < DEEPEST) {
		s->sourcing++;
		read_file(s, path, PART_PAINTS, &elsewhere);
		s->sourcing--;
	}
	free(path);
}

static bool take_words(struct reading *reading, const char *line, const struct config_words *words,
		       struct err *err)
{
	struct session *s = reading->session;
	char *const *argument = words->words.items + 1;
	const char *command = words->words.len > 0 ? words->words.items[0] : "";
	bool is_set = !strcmp(command, "set"), is_paint = !strcmp(command, "paint");

	if (reading->part == PART_PAINTS) {
		if (!strcmp(command, "source") && words->words.len == 2)
			take_paints_of(s, *argument);
		return !is_paint ||
		       paints_take(&s->settings.paints, argument, words->words.len - 1, err);
	}
	if (reading->part == PART_SETTINGS)
		return !is_set ||
		       settings_assign(&s->settings, argument, words->words.len - 1, err);
	if (!*command || is_paint || (reading->part == PART_OTHERS && is_set))
		return true; /* taken by then */
	return app_command(s->document->app, line, time(NULL), &s->effects, err);
}

static bool take_line(void *context, const char *line, const char *place, struct err *err)
{
	struct reading *reading = context;
	struct settings *settings = &reading->session->settings;
	struct config_words words = {0};
	char *from;
	bool ok;

	if (!config_split(line, &words, err))
		return reading->part != PART_PAINTS; /* told the first time */
	from = abbreviated(place);
	settings_from(settings, from);
	ok = take_words(reading, line, &words, err);
	settings_from(settings, NULL);
	free(from);
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

/* A value that the command line gives with an option. */
static bool take_option(struct session *s, const char *name, const char *value, struct err *err)
{
	struct str option;
	bool ok;

	if (!value)
		return true;
	str_init(&option);
	str_addf(&option, "--%s", name);
	settings_from(&s->settings, option.data);
	ok = settings_set(&s->settings, name, value, err);
	settings_from(&s->settings, NULL);
	str_release(&option);
	return ok;
}

static bool take_sets(struct session *s, struct err *err)
{
	const struct session_options *o = s->options;
	bool ok = true;

	settings_from(&s->settings, "--set");
	for (int i = 0; ok && i < o->set_count; i++)
		ok = settings_assign(&s->settings, &o->sets[i], 1, err);
	settings_from(&s->settings, NULL);
	return ok;
}

bool configure_settings(struct session *s, struct configure_wrong *wrong, struct err *err)
{
	const struct session_options *o = s->options;

	read_file(s, o->config, PART_PAINTS, wrong);
	read_file(s, o->config, PART_SETTINGS, wrong);
	return take_sets(s, err) && take_option(s, "encoding", o->encoding, err) &&
	       take_option(s, "paragraphs", o->paragraphs, err);
}

void configure_application(struct session *s, struct configure_wrong *wrong)
{
	read_file(s, s->options->config, PART_OTHERS, wrong);
}

/* Which settings have their value from the file; they disown it. */
static void disown(struct settings *s, const char *path, bool given[SETTINGS_COUNT])
{
	char *from = abbreviated(path);
	size_t len = strlen(from);

	for (size_t i = 0; i < SETTINGS_COUNT; i++) {
		const char *origin = settings_origin(s, i);

		given[i] = origin && !strncmp(origin, from, len) && origin[len] == ':';
		if (given[i])
			settings_disown(s, i);
	}
	free(from);
}

/* Those that the file gave before and does not give now go back to what they were. */
static void reset_disowned(struct session *s, const bool given[SETTINGS_COUNT])
{
	for (size_t i = 0; i < SETTINGS_COUNT; i++) {
		const char *origin = settings_origin(&s->settings, i);
		struct str line;
		struct err err;

		if (!given[i] || !origin || *origin)
			continue;
		str_init(&line);
		str_addf(&line, "set %s&", settings_name(i));
		app_command(s->document->app, line.data, time(NULL), &s->effects, &err);
		str_release(&line);
	}
}

/* The configuration, anew: what it no longer says is as if it had never said so. */
static void read_anew(struct session *s, const char *path, struct configure_wrong *wrong)
{
	bool given[SETTINGS_COUNT];

	disown(&s->settings, path, given);
	keymap_reset(s->keymap);
	paints_release(&s->settings.paints);
	read_file(s, path, PART_PAINTS, wrong);
	read_file(s, path, PART_ALL, wrong);
	reset_disowned(s, given);
}

/* The file that is named, else the configuration; NULL: there is none.  Yours. */
static char *file_of(const struct session *s, const char *path)
{
	if (path)
		return expanded(path);
	return s->options->config ? mem_strdup(s->options->config)
				  : files_path(FILES_CONFIG, "config");
}

void configure_source(struct session *s, const char *path)
{
	struct configure_wrong wrong = {0};
	char *file = file_of(s, path);

	if (s->sourcing >= DEEPEST) {
		perform_message(s, false, _("source: files that read each other without end"));
	} else if (file) {
		s->sourcing++;
		if (path) {
			read_file(s, file, PART_PAINTS, &wrong);
			read_file(s, file, PART_ALL, &wrong);
		} else {
			read_anew(s, file, &wrong);
		}
		/* What these lines ask for is done while the depth still counts. */
		perform_effects(s);
		term_set_theme(s->term, s->settings.theme, &s->settings.paints);
		s->sourcing--;
		configure_tell(s, &wrong);
	}
	free(file);
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
