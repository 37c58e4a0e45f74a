/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words are read once, in their order: the first operand, where it names a
 * command, adds that command's options to those that are known.  What goes with
 * every command is kept apart (struct common) from what is the command's (the job).
 */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/commands.h"
#include "app/config.h"
#include "base/confine.h"
#include "base/files.h"
#include "base/language.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/paths.h"

enum {
	OPTION_HELP = 100,
	OPTION_VERSION,
	OPTION_CONFIG,
	OPTION_NO_CONFIG,
	OPTION_ENCODING,
	OPTION_PARAGRAPHS,
	OPTION_READONLY,
	OPTION_SET,
};

const struct option cli_options[] = {
	{OPTION_HELP, "help", 'h', NULL, N_("this help"), NULL},
	{OPTION_VERSION, "version", 'V', NULL, N_("the versions of the program and its libraries"),
	 NULL},
	{OPTION_CONFIG, "config", '\0', N_("FILE"), N_("another configuration than the usual one"),
	 NULL},
	{OPTION_NO_CONFIG, "no-config", '\0', NULL, N_("no configuration"), NULL},
	{OPTION_ENCODING, "encoding", '\0', N_("E"), N_("encoding of the articles, else found out"),
	 "auto UTF-8 ISO-8859-1 ISO-8859-15 WINDOWS-1252 MACINTOSH CP850 UTF-16 UTF-32 ..."},
	{OPTION_PARAGRAPHS, "paragraphs", '\0', N_("HOW"), N_("auto, line, block or indent"),
	 SETTINGS_PARAGRAPHS},
	{OPTION_READONLY, "readonly", '\0', NULL, N_("nothing is written, no program is run"),
	 NULL},
	{OPTION_SET, "set", '\0', N_("NAME=VALUE"), N_("a setting, as in the configuration"), NULL},
	{0, NULL, '\0', NULL, NULL, NULL},
};

const struct cli_command *const cli_commands[] = {
	&command_print, &command_add,   &command_edit,      &command_remove,
	&command_list,  &command_check, &command_export,    &command_import,
	&command_grep,  &command_merge, &command_git_setup, NULL,
};

struct common {
	const struct cli_command *command; /* NULL: to read */
	bool help, version, no_config, readonly;
	const char *config, *encoding, *paragraphs, *position;
	VEC(char *) sets; /* borrowed */
};

static const struct cli_command *find_command(const char *name)
{
	for (size_t i = 0; cli_commands[i]; i++)
		if (!strcmp(cli_commands[i]->name, name))
			return cli_commands[i];
	return NULL;
}

/* A descriptor that is closed would be given to the next file that is opened, and
 * what is meant for standard output would go into it.  The wrong mode makes every
 * use of the stand-in fail, as that of a closed one does. */
static void hold_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			_exit(JOB_FAILED);
}

/* What the environment says (folders, programs, TERMINFO, LANGUAGE) counts because the
 * caller could do all of that himself.  A program that has more rights than its caller is
 * something else, which this one is not made for. */
static bool has_rights_of_others(struct err *err)
{
	if (getuid() == geteuid() && getgid() == getegid())
		return false;
	err_set(err, "setuid or setgid: it runs with the rights of its caller alone");
	return true;
}

/* ---- the words */

/* "12", "30%" or "/text". */
static bool is_position(const char *word)
{
	size_t digits = strspn(word, "0123456789");

	if (word[0] == '/')
		return word[1];
	return digits > 0 && digits < 10 && (!word[digits] || !strcmp(word + digits, "%"));
}

static bool take_operand(struct common *common, struct job *job, struct options *words, char *word,
			 struct err *err)
{
	if (!common->command && !job->operands.len && !common->position && !words->ended) {
		common->command = find_command(word);
		if (common->command) {
			words->tables[1] = common->command->options;
			return true;
		}
	}
	if (common->command || words->ended || word[0] != '+') {
		vec_push(&job->operands, word);
		return true;
	}
	if (!is_position(word + 1))
		return err_set(err, "%s: not a position (+12, +30%%, +/text)", word);
	common->position = word + 1;
	return true;
}

static void take_option(struct common *common, struct job *job, int id, char *value)
{
	struct given given = {id, value};

	switch (id) {
	case OPTION_HELP:
		common->help = true;
		break;
	case OPTION_VERSION:
		common->version = true;
		break;
	case OPTION_CONFIG:
		common->config = value;
		break;
	case OPTION_NO_CONFIG:
		common->no_config = true;
		break;
	case OPTION_ENCODING:
		common->encoding = value;
		break;
	case OPTION_PARAGRAPHS:
		common->paragraphs = value;
		break;
	case OPTION_READONLY:
		common->readonly = true;
		break;
	case OPTION_SET:
		vec_push(&common->sets, value);
		break;
	default:
		vec_push(&job->given, given);
	}
}

static bool read_words(struct common *common, struct job *job, char **argv, struct err *err)
{
	struct options words;
	char *value;
	int id;

	options_init(&words, argv, 1, cli_options);
	while ((id = options_next(&words, &value, err)) != OPTIONS_END) {
		if (id == OPTIONS_WRONG)
			return false;
		if (id != OPTIONS_OPERAND)
			take_option(common, job, id, value);
		else if (!take_operand(common, job, &words, value, err))
			return false;
	}
	return true;
}

/* ---- the configuration */

/* A line of the configuration: settings count here, what else there is is for the
 * reader. */
static bool configure_line(void *context, const char *line, const char *place, struct err *err)
{
	struct job *job = context;
	struct config_words split;
	bool good = true;
	size_t count;

	(void)place;
	if (!config_split(line, &split, err))
		return false;
	count = split.words.len;
	if (count > 0 && !strcmp(split.words.items[0], "set"))
		good = settings_assign(&job->settings, split.words.items + 1, count - 1, err);
	else if (count > 0 && command_find(split.words.items[0]) == COMMAND_COUNT)
		good = err_set(err, "%s: no such command", split.words.items[0]);
	config_release(&split);
	return good;
}

static void tell_line(void *context, const char *message)
{
	job_warn(context, message);
}

/* The file to read, or NULL; yours.  One that was named must be there. */
static char *config_path(const struct common *common)
{
	char *path;

	if (common->no_config)
		return NULL;
	if (common->config)
		return mem_strdup(common->config);
	path = files_path(FILES_CONFIG, "config");
	if (path && access(path, F_OK)) {
		free(path);
		path = NULL;
	}
	return path;
}

static bool configure_from(struct job *job, const struct common *common, const char *path,
			   struct err *err)
{
	struct config_reader reader = {configure_line, tell_line, job};

	if (!path || config_read(path, &reader, err))
		return true;
	if (common->config)
		return false;
	job_warn(job, err->text);
	return true;
}

static bool apply_set(struct job *job, const char *pair, struct err *err)
{
	if (!strchr(pair, '='))
		return err_set(err, "--set: \"%s\" is not NAME=VALUE", pair);
	return settings_assign(&job->settings, (char *const *)&pair, 1, err);
}

static bool configure(struct job *job, const struct common *common, const char *path,
		      struct err *err)
{
	if (!configure_from(job, common, path, err))
		return false;
	for (size_t i = 0; i < common->sets.len; i++)
		if (!apply_set(job, common->sets.items[i], err))
			return false;
	job->readonly = common->readonly;
	return (!common->encoding ||
		settings_set(&job->settings, "encoding", common->encoding, err)) &&
	       (!common->paragraphs ||
		settings_set(&job->settings, "paragraphs", common->paragraphs, err));
}

/* ---- what is done */

/* A mistake of ours in what comes from the web is to do no more than the command. */
static void confine_job(const struct job *job, const struct cli_command *command)
{
	struct writable w = {.folders = {0}};

	if (job->settings.confine == SETTINGS_CONFINE_NO ||
	    (command->runs_programs && !job->readonly))
		return;
	if (command->writes && !job->readonly)
		command->writes(job, &w);
	confine(w.folders.items, w.folders.len);
	writable_release(&w);
}

static void run_command(struct job *job, const struct common *common, struct err *err)
{
	const struct cli_command *command = common->command;
	char *path = config_path(common);
	bool good = configure(job, common, path, err);

	free(path);
	if (!good) {
		job_fail(job, err);
		return;
	}
	if (!job->operands.len && command->takes_input && !isatty(STDIN_FILENO))
		vec_push(&job->operands, (char *)"-");
	if (job->operands.len < command->least) {
		err_set(err, "%s", _(command->missing));
		job_misuse(job, err);
		return;
	}
	confine_job(job, command);
	command->run(job);
}

/* The folder that is to be shown on the shelf: the only operand, or NULL. */
static const char *shelf_folder(const struct job *job)
{
	struct stat st;

	if (job->operands.len != 1 || stat(job->operands.items[0], &st) != 0)
		return NULL;
	return S_ISDIR(st.st_mode) ? job->operands.items[0] : NULL;
}

/* The session reads the configuration itself; here only the words are checked, so
 * that a wrong one is told before the screen is taken. */
static void run_reading(struct job *job, const struct common *common,
			const struct cli_reader *reader, struct err *err)
{
	char *path = config_path(common);
	struct cli_reading reading = {
		.position = common->position,
		.config = path,
		.sets = common->sets.items,
		.set_count = (int)common->sets.len,
		.encoding = common->encoding,
		.paragraphs = common->paragraphs,
		.readonly = common->readonly,
		.folder = shelf_folder(job),
	};
	bool shelf = reading.folder || !job->operands.len;
	struct paths paths = {0};

	if (!shelf)
		paths_expand(&paths, job, PATHS_FOLDER, job->operands.items, job->operands.len);
	reading.files = paths.items.items;
	reading.file_count = (int)paths.items.len;
	if (shelf && common->position) {
		err_set(err, "+%s: a position in which file?", common->position);
		job_misuse(job, err);
	} else if (!configure(job, common, NULL, err) ||
		   ((shelf || reading.file_count) && !reader->read(&reading, err))) {
		job_fail(job, err);
	}
	paths_release(&paths);
	free(path);
}

static void run(struct job *job, struct common *common, const struct cli_reader *reader)
{
	struct err err;

	if (common->version) {
		help_add_version(&job->out, reader->library);
		return;
	}
	if (common->help) {
		if (common->command)
			help_add_command(&job->out, common->command, cli_options);
		else
			help_add_overview(&job->out, cli_commands, cli_options);
		return;
	}
	if (!common->command && !job->operands.len) {
		if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) {
			run_reading(job, common, reader, &err);
			return;
		}
		if (isatty(STDIN_FILENO)) {
			struct str usage;

			str_init(&usage);
			help_add_usage(&usage);
			fputs(usage.data, stderr);
			str_release(&usage);
			job->status = JOB_FAILED;
			return;
		}
		vec_push(&job->operands, (char *)"-");
	}
	if (!common->command && !isatty(STDOUT_FILENO))
		common->command = &command_print;
	if (common->command)
		run_command(job, common, &err);
	else
		run_reading(job, common, reader, &err);
}

int cli_run(int argc, char **argv, const struct cli_reader *reader)
{
	struct common common = {0};
	struct job job = {0};
	struct err err;

	hold_standard_descriptors();
	str_init(&job.out);
	settings_init(&job.settings);
	if (has_rights_of_others(&err))
		job_fail(&job, &err);
	else if (argc < 1 || read_words(&common, &job, argv, &err))
		run(&job, &common, reader);
	else
		job_misuse(&job, &err);
	job_finish(&job);
	settings_release(&job.settings);
	str_release(&job.out);
	vec_release(&job.given);
	vec_release(&job.operands);
	vec_release(&common.sets);
	return job.status;
}
