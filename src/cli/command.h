/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the commands share: a job (one call of the program), what it was given,
 * where its output and its errors go.  Nothing is written but from here, and to a terminal
 * as layout/shown.h shows it.  Must not know what any command does.
 */
#ifndef LUTRIN_CLI_COMMAND_H
#define LUTRIN_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/settings.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "cli/options.h"
#include "notes/writable.h"

/* Exit statuses, worse ones greater. */
enum {
	JOB_DONE = 0,
	JOB_NO = 1,     /* the answer is no */
	JOB_FAILED = 2, /* wrong usage, or an error */
};

/* An option of the command's own, as it was given. */
struct given {
	int id;
	char *value; /* borrowed; NULL: it takes none */
};

struct job {
	VEC(struct given) given;  /* in their order */
	VEC(char *) operands;     /* borrowed */
	struct settings settings; /* defaults, configuration, --set and the like */
	bool readonly;
	int status;     /* the worst so far */
	struct str out; /* what is still to be written */
	int out_error;  /* errno of the write that failed, or 0 */
	struct {
		int64_t began; /* milliseconds; 0: not yet */
		int64_t shown; /* when the line was last written, 0: it is not there */
	} progress;
};

struct cli_command {
	const char *name;
	const char *usage;   /* what follows the name, N_() */
	const char *summary; /* N_() */
	const struct option *options;
	const char *more;    /* paragraphs of help below the options, N_(); or NULL */
	size_t least;        /* operands that must be there … */
	const char *missing; /* … else the error, N_() */
	bool takes_input;    /* … or standard input stands for them */
	bool runs_programs;  /* so it cannot be confined */
	/* Adds the folders that it writes to; NULL: it writes nowhere. */
	void (*writes)(const struct job *job, struct writable *w);
	void (*run)(struct job *job);
};

extern const struct cli_command command_print, command_add, command_edit, command_remove,
	command_list, command_check, command_export, command_import, command_grep, command_merge,
	command_git_setup;

/* All of them, NULL behind the last, and the options that go with each and with reading. */
extern const struct cli_command *const cli_commands[];
extern const struct option cli_options[];

/* One line on standard error, "lutrin: …"; the status becomes at least JOB_FAILED
 * or JOB_NO, or (job_warn) stays. */
void job_fail(struct job *job, const struct err *err);
void job_refuse(struct job *job, const struct err *err);
void job_warn(struct job *job, const char *text);

/* How far a long job is: after a second, a line on standard error that is written over
 * and over, where that is a terminal. */
void job_progress(struct job *job, size_t done, size_t all);

/* Wrong usage: the error, and where help is. */
void job_misuse(struct job *job, const struct err *err);

/* Writes job->out when much of it waits.  False once writing has failed: nothing
 * more need be made. */
bool job_put(struct job *job);
/* Writes what waits, before something is asked. */
void job_flush(struct job *job);
/* Writes the rest and closes standard output; failures are told. */
void job_finish(struct job *job);

/* The value of the last option `id`; NULL where it was not given (or takes none). */
char *job_value(const struct job *job, int id);
bool job_has(const struct job *job, int id);
/* A whole number of at least `low` in option `id`; `*n` stays where not given. */
bool job_number(const struct job *job, int id, const char *name, size_t low, size_t *n,
		struct err *err);

/* Adds what the commands write to that change the notes of their first operand. */
void job_writes_notes(const struct job *job, struct writable *w);

/* All of standard input, at most `limit` bytes. */
bool job_read_input(size_t limit, struct str *out, struct err *err);

#endif
