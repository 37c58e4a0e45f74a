/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two ways to bring notes together: three files, as git hands them over, without an
 * article; or the conflict copies beside the sidecar of an article.
 */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/language.h"
#include "cli/book.h"
#include "cli/command.h"
#include "notes/conflict.h"
#include "notes/merge.h"
#include "notes/place.h"
#include "notes/sidecar.h"

enum { OUT = 1 };

static const struct option options[] = {
	{OUT, "output", 'o', N_("OUT"),
	 N_("the file to write, instead of OURS; - is standard output"), NULL},
	{0, NULL, '\0', NULL, NULL, NULL},
};

/* ---- three files */

/* Reads a sidecar into a new notebook; one that is `optional` may be missing or empty,
 * and *b is NULL then. */
static bool read_side(const char *path, bool optional, struct notebook **b, struct err *err)
{
	const struct notebook_writer nobody = {.device = "merge"};
	struct sidecar_report report = {0};
	struct err why;
	struct str bytes;
	bool done = false;

	*b = NULL;
	str_init(&bytes);
	if (optional && (!access(path, F_OK) || !strcmp(path, "/dev/null"))) {
		struct stat st;

		done = stat(path, &st) == 0 && (st.st_size == 0 || !S_ISREG(st.st_mode));
	} else if (optional) {
		done = true;
	}
	if (done || !files_read(path, PLACE_LIMIT, &bytes, err)) {
		str_release(&bytes);
		return done;
	}
	*b = notebook_new(&nobody);
	if (!sidecar_parse(*b, bytes.data, bytes.len, &report, &why))
		err_set(err, "%s: %s", path, why.text);
	else if (report.version > SIDECAR_VERSION)
		err_set(err, "%s: the notes are of a newer version", path);
	else
		done = true;
	str_release(&bytes);
	if (!done) {
		notebook_free(*b);
		*b = NULL;
	}
	return done;
}

/* The later date of the two sides: whoever merges writes the same bytes. */
static char *later_date(const struct notebook *a, const struct notebook *b)
{
	char *one = NULL, *other = NULL;
	bool first;

	json_get_string(&notebook_extra_read(a)->members, "generated", &one);
	json_get_string(&notebook_extra_read(b)->members, "generated", &other);
	first = note_compare_moments(one, other) >= 0;
	free(first ? other : one);
	return first ? one : other;
}

static bool write_merged(struct job *job, const struct notebook *b, const char *date,
			 const char *path, struct err *err)
{
	char now[MOMENT_TEXT];
	struct str out;
	bool done = true;

	book_now(now);
	str_init(&out);
	sidecar_write(b, NULL, date ? date : now, &out);
	if (!strcmp(path, "-"))
		str_addn(&job->out, out.data, out.len);
	else
		done = files_write(path, out.data, out.len, 0666, err);
	str_release(&out);
	return done;
}

static void tell_conflicts(struct job *job, const char *path, size_t both)
{
	struct err err;

	if (!both)
		return;
	err_set(&err, "%s: changed on both sides, both texts kept: %zu", path, both);
	job_refuse(job, &err);
}

static void merge_three(struct job *job)
{
	char **path = job->operands.items;
	const char *out = job_value(job, OUT) ? job_value(job, OUT) : path[1];
	struct notebook *base = NULL, *ours = NULL, *theirs = NULL;
	struct err err;
	size_t both;
	char *date;

	if (read_side(path[0], true, &base, &err) && read_side(path[1], false, &ours, &err) &&
	    read_side(path[2], false, &theirs, &err)) {
		date = later_date(ours, theirs);
		both = merge_notebooks(ours, theirs, base);
		if (write_merged(job, ours, date, out, &err))
			tell_conflicts(job, out, both);
		else
			job_fail(job, &err);
		free(date);
	} else {
		job_fail(job, &err);
	}
	notebook_free(base);
	notebook_free(ours);
	notebook_free(theirs);
}

/* ---- conflict copies */

/* One that could not be read, or not be put away, stays where it is and is told. */
static void tell_failures(struct job *job, const struct conflict_copies *copies)
{
	for (size_t i = 0; i < copies->items.len; i++)
		if (copies->items.items[i].why.text[0])
			job_fail(job, &copies->items.items[i].why);
}

static void merge_copies(struct job *job)
{
	const char *path = job->operands.items[0];
	struct conflict_copies copies;
	size_t both, count;
	struct book b;
	struct err err;

	if (!book_open(&b, job, path, true, &err)) {
		job_fail(job, &err);
		return;
	}
	conflict_find(store_path(b.store), &copies);
	count = conflict_take_all(&copies, b.notebook, &both);
	if (count && !book_save(&b, job, &err)) {
		job_fail(job, &err);
	} else {
		conflict_put_all_away(&copies);
		str_addf(&job->out,
			 ngettext("%s: %zu conflict copy taken in\n",
				  "%s: %zu conflict copies taken in\n", count),
			 path, count);
		tell_conflicts(job, path, both);
	}
	tell_failures(job, &copies);
	conflict_release(&copies);
	book_close(&b, job);
}

static void add_writable(const struct job *job, struct writable *w)
{
	const char *out = job_value(job, OUT);

	if (job->operands.len == 3)
		writable_add_file(w, out ? out : job->operands.items[1]);
	else
		job_writes_notes(job, w);
}

static void run_merge(struct job *job)
{
	struct err err;

	if (job->readonly) {
		err_set(&err, "merge: --readonly: annotations cannot be changed");
		job_misuse(job, &err);
	} else if (job->operands.len == 1 && !job_has(job, OUT)) {
		merge_copies(job);
	} else if (job->operands.len == 3) {
		merge_three(job);
	} else {
		err_set(&err, "merge: three sidecars are needed, or one article");
		job_misuse(job, &err);
	}
}

const struct cli_command command_merge = {
	.name = "merge",
	.usage = N_("BASE OURS THEIRS [-o OUT]\n  or:  lutrin merge [OPTION]... FILE"),
	.summary = N_("merges sidecars, or takes in conflict copies"),
	.options = options,
	.more = N_(
		"Three sidecars are merged into OURS: BASE is their common ancestor, and may be\n"
		"missing or empty. So git can do it (lutrin git-setup). With one article, what\n"
		"Syncthing, Nextcloud, Dropbox and the like left beside its sidecar is taken in,\n"
		"and then moved to the state folder. Where both sides changed the text of a\n"
		"note, both are kept, and the status is 1."),
	.least = 1,
	.missing = N_("merge: no file given"),
	.writes = add_writable,
	.run = run_merge,
};
