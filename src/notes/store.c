/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A notebook may be on disk in two places: beside the article and in the data
 * folder.  Each place knows the state of its file as last looked at
 * and `base`, the content that the notebook in memory already holds, which is
 * the ancestor when another program has written since.  Every look is
 * read - compare - merge; every save is lock - look - write.  A save goes to the
 * first place that takes it; a copy in the other is kept equal, so that the two
 * never drift apart.
 */
#include "notes/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/files.h"
#include "base/mem.h"
#include "base/moment.h"
#include "base/str.h"
#include "notes/anchoring.h"
#include "notes/backup.h"
#include "notes/inside.h"
#include "notes/intake.h"
#include "notes/place.h"
#include "notes/registry.h"
#include "notes/sidecar.h"
#include "text/settle.h"

#define SIDECAR_SUFFIX ".ann.json"
#define TITLE_BYTES 500

/* ---- telling */

/* Adds a line that err_set() made. */
static void tell(struct store_notice *notice, const struct err *said)
{
	const char *link = notice && *notice->text ? "; " : "";
	size_t len, room, more = strlen(said->text);

	if (!notice)
		return;
	len = strlen(notice->text);
	room = sizeof notice->text - 1 - len;
	if (room <= strlen(link))
		return;
	room -= strlen(link);
	if (more > room)
		for (more = room; more > 0 && ((unsigned char)said->text[more] & 0xC0) == 0x80;)
			more--;
	snprintf(notice->text + len, sizeof notice->text - len, "%s%.*s", link, (int)more,
		 said->text);
}

/* ---- places */

static char *data_path(const char *sha256)
{
	char name[sizeof "annotations/" + DIGEST_TEXT + sizeof SIDECAR_SUFFIX];

	snprintf(name, sizeof name, "annotations/%s" SIDECAR_SUFFIX, sha256);
	return files_path(FILES_DATA, name);
}

static char *path_beside(const struct article *a)
{
	const char *path = article_path(a);
	char *name;

	if (!path)
		return NULL;
	name = mem_alloc(strlen(path) + sizeof SIDECAR_SUFFIX);
	sprintf(name, "%s" SIDECAR_SUFFIX, path);
	return name;
}

/* NULL: it is not known yet, and nobody is to be kept waiting. */
static const char *digest(const struct store *s)
{
	return s->options.lazily ? article_sha256_known(s->article) : article_sha256(s->article);
}

/* The data folder's place is named by the article's digest, for which all of the
 * article is read: known when it is needed. */
static void name_data_place(struct store *s, const char *sha256)
{
	if (!s->places[DATA].path)
		place_at(&s->places[DATA], data_path(sha256), false);
	s->waits = false;
}

static void find_data_place(struct store *s)
{
	const char *sha256 = digest(s);

	if (sha256)
		name_data_place(s, sha256);
	else
		s->waits = true;
}

static void choose_target(struct store *s)
{
	const struct place *beside = &s->places[BESIDE];

	s->target = beside->path && !s->options.in_data && place_writable(beside) ? BESIDE : DATA;
	if (s->target == DATA)
		find_data_place(s);
}

static bool holds_annotations(void)
{
	char *folder = files_path(FILES_DATA, "annotations");
	bool there = folder && access(folder, F_OK) == 0;

	free(folder);
	return there;
}

/* What is known of the article's file. */
static void look_at_article(struct store *s)
{
	struct stat st;

	if (!article_path(s->article) || stat(article_path(s->article), &st) != 0)
		return;
	s->mode = st.st_mode & 0666;
	s->article_date = st.st_mtime;
	s->dated = true;
}

void store_set_article(struct store *s, struct article *a)
{
	anchoring_free(s->anchoring);
	s->anchoring = NULL;
	s->article = a;
	look_at_article(s);
	if (!s->places[DATA].path)
		return;
	place_release(&s->places[DATA]);
	place_init(&s->places[DATA], s->options.large);
	find_data_place(s);
}

struct store *store_new(struct article *a, const struct store_options *options)
{
	struct store *s = mem_zalloc(sizeof *s);

	s->article = a;
	s->options = *options;
	s->readonly = options->readonly;
	s->mode = 0600;
	for (int i = 0; i < PLACES; i++)
		place_init(&s->places[i], options->large);
	place_at(&s->places[BESIDE], path_beside(a), true);
	look_at_article(s);
	choose_target(s);
	return s;
}

void store_free(struct store *s)
{
	if (!s)
		return;
	store_settle(s);
	anchoring_free(s->anchoring);
	for (int i = 0; i < PLACES; i++)
		place_release(&s->places[i]);
	free(s);
}

const char *store_path(const struct store *s)
{
	return s->places[s->target].path ? s->places[s->target].path : "";
}

bool store_readonly(const struct store *s)
{
	return s->readonly;
}

/* ---- looking */

/* Reads what was found into `b`.  False where it is no sidecar. */
static bool look_parse(struct place_look *l, struct notebook *b, struct sidecar_report *report)
{
	*report = (struct sidecar_report){0};
	if (!intake_read(b, l->bytes, report, &l->why)) {
		l->state = PLACE_BROKEN;
		return false;
	}
	if (report->version > SIDECAR_VERSION)
		l->state = PLACE_NEWER;
	return true;
}

static void tell_state(const struct place *p, const struct place_look *l,
		       struct store_notice *notice)
{
	struct err said;

	if (l->state == PLACE_NEWER)
		err_set(&said, "Opened read-only, the notes are of a newer version: %s", p->path);
	else if (l->state == PLACE_TOO_LARGE)
		err_set(&said, "%s is too large: left as it is, read-only", p->path);
	else if (l->state == PLACE_UNREADABLE)
		err_set(&said, "The notes cannot be read: %s", l->why.text);
	else if (l->state == PLACE_BROKEN)
		err_set(&said, "The notes are broken and left as they are: %s: %s", p->path,
			l->why.text);
	else
		return;
	tell(notice, &said);
}

/* Merges `bytes`, whose common past with the notebook is `base`. */
static void take_in(struct notebook *b, const struct source *bytes, const struct source *base,
		    struct store_notice *notice)
{
	size_t both = intake_merge(b, bytes, base);
	struct err said;

	if (both) {
		err_set(&said, "Changed here and elsewhere, both texts kept: %zu", both);
		tell(notice, &said);
	}
}

/* ---- loading */

/* A sidecar that is none: its last good version stands in, the file is left. */
static void load_backup(struct place *p, const struct place_look *l, struct notebook *b, bool empty,
			struct store_notice *notice)
{
	struct sidecar_report report = {0};
	struct err said;

	source_free(p->base);
	p->base = intake_newest_backup(p->path);
	if (p->base) {
		p->kept = true;
		if (empty)
			intake_read(b, p->base, &report, NULL);
		else
			take_in(b, p->base, NULL, notice);
		err_set(&said,
			"The notes are broken and left as they are, a backup is opened: %s: %s",
			p->path, l->why.text);
	} else {
		err_set(&said,
			"The notes are broken and left as they are, there is no backup: %s: %s",
			p->path, l->why.text);
	}
	tell(notice, &said);
}

/* Reads into the empty notebook, which so gets the sidecar's own members too. */
static void load_first(struct place *p, struct place_look *l, struct notebook *b,
		       struct store_notice *notice)
{
	struct sidecar_report report;
	struct err said;

	if (!look_parse(l, b, &report))
		load_backup(p, l, b, true, notice);
	if (report.not_understood) {
		err_set(&said, "Annotations not understood, kept as they are: %zu",
			report.not_understood);
		tell(notice, &said);
	}
}

/* Merges a second place.  Its newest backup is the version that was last taken
 * in from it, or written to it. */
static void load_second(struct place *p, struct place_look *l, struct notebook *b,
			struct store_notice *notice)
{
	struct notebook *check = notebook_new(notebook_writer(b));
	struct sidecar_report report;
	struct source *seen;

	if (look_parse(l, check, &report)) {
		seen = intake_newest_backup(p->path);
		take_in(b, l->bytes, seen, notice);
		source_free(seen);
	} else {
		load_backup(p, l, b, false, notice);
	}
	notebook_free(check);
}

/* Reads what is in a place; *empty: the notebook is, still. */
static void load_place(struct store *s, struct place *p, struct notebook *b, bool *empty,
		       struct store_notice *notice)
{
	struct place_look l;

	place_look(p, &l);
	if (l.state == PLACE_GOOD) {
		(*empty ? load_first : load_second)(p, &l, b, notice);
		*empty = *empty && l.state == PLACE_BROKEN && !p->base;
	}
	if (l.state != PLACE_BROKEN)
		tell_state(p, &l, notice);
	if (l.state == PLACE_NEWER || l.state == PLACE_TOO_LARGE)
		s->readonly = true;
	place_remember(p, &l);
	place_look_release(&l);
}

/* Notes that are in the data folder alone stay there. */
static void stay_away(struct store *s)
{
	if (s->target != BESIDE || s->places[BESIDE].state != PLACE_ABSENT ||
	    s->places[DATA].state != PLACE_GOOD)
		return;
	s->away = s->options.in_data = true;
	s->target = DATA;
}

bool store_load(struct store *s, struct notebook *b, struct store_notice *notice, struct err *err)
{
	bool empty = true;

	(void)err; /* what cannot be read is told, and the article can be read all the same */
	if (notice)
		notice->text[0] = '\0';
	if (holds_annotations())
		find_data_place(s);
	for (int i = 0; i < PLACES; i++)
		load_place(s, &s->places[i == 0 ? s->target : !s->target], b, &empty, notice);
	stay_away(s);
	store_anchor_again(s, b);
	return true;
}

/* ---- when the digest is known */
bool store_waits(const struct store *s)
{
	return s->waits || s->undigested;
}

bool store_digested(struct store *s, struct notebook *b, struct store_notice *notice, bool *save)
{
	const char *sha256 = digest(s);
	bool empty = !notebook_count(b) && s->places[BESIDE].state == PLACE_ABSENT, looks;

	notice->text[0] = '\0';
	*save = sha256 && s->undigested;
	s->undigested = s->undigested && !sha256;
	looks = sha256 && s->waits;
	if (!looks)
		return false;
	name_data_place(s, sha256);
	load_place(s, &s->places[DATA], b, &empty, notice);
	stay_away(s);
	if (s->places[DATA].state == PLACE_ABSENT)
		return false;
	store_anchor_again(s, b);
	return true;
}

/* ---- another program's changes */

/* Takes in what was written to a place since it was last looked at. */
static bool look_again(struct place *p, struct notebook *b, struct store_notice *notice)
{
	struct sidecar_report report;
	struct notebook *theirs;
	bool taken = false;
	struct place_look l;

	if (place_stands(p))
		return false;
	place_look(p, &l);
	if (place_is_same(p, &l)) {
		p->stat = l.stat;
	} else {
		theirs = notebook_new(notebook_writer(b));
		if (l.state == PLACE_GOOD && look_parse(&l, theirs, &report)) {
			take_in(b, l.bytes, place_base(p, &l), notice);
			taken = true;
		}
		if (l.state != p->state)
			tell_state(p, &l, notice);
		place_remember(p, &l);
		notebook_free(theirs);
	}
	place_look_release(&l);
	return taken;
}

static bool look_at_all_again(struct store *s, struct notebook *b, struct store_notice *notice)
{
	bool taken = false;

	for (int i = 0; i < PLACES; i++)
		if (s->places[i].path && look_again(&s->places[i], b, notice))
			taken = true;
	if (taken)
		store_anchor_again(s, b);
	return taken;
}

bool store_changed(const struct store *s)
{
	for (int i = 0; i < PLACES; i++)
		if (place_changed(&s->places[i]))
			return true;
	return false;
}

bool store_refresh(struct store *s, struct notebook *b, struct store_notice *notice,
		   struct err *err)
{
	(void)err;
	if (notice)
		notice->text[0] = '\0';
	look_at_all_again(s, b, notice);
	return true;
}

/* ---- saving */

/* Always in the same order, so that two programs cannot wait for each other. */
static bool lock_all(struct store *s, struct place_locks *locks, struct store_notice *notice,
		     struct err *err)
{
	struct err said = {""};

	for (int i = 0; i < PLACES; i++) {
		if (!s->places[i].path || place_lock(&s->places[i], locks, &said))
			continue;
		place_unlock(locks);
		return err_set(err, "Another program is writing the notes: %s", s->places[i].path);
	}
	if (!locks->count && *said.text && !s->told_lock) {
		err_set(&said, "No lock could be had while saving: %s", said.text);
		tell(notice, &said);
		s->told_lock = true;
	}
	return true;
}

/* Keeps a version as a backup.  That none can be kept is told once and stops
 * nothing. */
static void keep_backup(struct store *s, struct place *p, bool replaced,
			struct store_notice *notice)
{
	struct err why, said;

	if (!p->base || p->kept)
		return;
	p->kept = backup_keep(p->path, p->base, &p->stat, replaced, &why);
	place_named(p);
	if (p->kept || s->told_backup)
		return;
	err_set(&said, "No backup of the notes can be kept: %s", why.text);
	tell(notice, &said);
	s->told_backup = true;
}

static bool is_unsettled(const struct place *p)
{
	return p->state == PLACE_GOOD && p->written && !p->kept;
}

bool store_settled(const struct store *s)
{
	return !is_unsettled(&s->places[BESIDE]) && !is_unsettled(&s->places[DATA]);
}

void store_settle(struct store *s)
{
	for (int i = 0; i < PLACES; i++) {
		struct place *p = &s->places[i];

		if (is_unsettled(p) && place_stands(p))
			keep_backup(s, p, false, NULL);
		p->written = false;
	}
}

/* The article's title on one line. */
static char *title_of(const struct article *a)
{
	struct span span = article_title(a);
	size_t len = span_length(span) < TITLE_BYTES ? span_length(span) : TITLE_BYTES;
	const char *text = article_text(a) + span.start;
	char *title;

	while (len > 0 && len < span_length(span) && ((unsigned char)text[len] & 0xC0) == 0x80)
		len--;
	title = mem_strndup(text, len);
	for (size_t i = 0; i < len; i++)
		if (title[i] == '\n' || title[i] == '\0')
			title[i] = ' ';
	return title;
}

static struct sidecar_writer *new_writer(struct store *s, const struct notebook *b, time_t now)
{
	struct article *a = s->article;
	char *title = title_of(a), date[MOMENT_TEXT];
	struct sidecar_writer *writer;
	struct sidecar_about about = {
		.name = article_name(a),
		.title = title,
		.size = article_file_size(a),
		.sha256 = digest(s),
	};

	s->undigested = !about.sha256;
	if (about.sha256)
		about.chars = article_position(a, article_size(a));
	moment_text(now, date);
	writer = sidecar_writer_new(b, &about, date);
	free(title);
	return writer;
}

static bool next_part(void *writer, struct str *out)
{
	return sidecar_writer_next(writer, out);
}

/* Whether the article's disk is gone: what is written into the folder under it, nobody
 * sees once it is back. */
static bool is_unmounted(const struct store *s)
{
	return place_moved(&s->places[BESIDE]) && access(article_path(s->article), F_OK) != 0;
}

/* Writes to one place, and keeps the version. */
static bool write_to(struct store *s, int which, const struct notebook *b, time_t now,
		     struct store_notice *notice, struct err *err)
{
	struct place *p = &s->places[which];
	struct sidecar_writer *writer;
	struct err said;
	char *aside;
	bool done;

	if (which == DATA && p->path && !files_make_parents(p->path, err))
		return false;
	if (which == BESIDE && is_unmounted(s))
		return err_set(err, "%s: its disk is no longer there", article_path(s->article));
	writer = new_writer(s, b, now);
	done = place_write(p, &(struct files_parts){next_part, writer},
			   which == DATA ? 0600 : s->mode, now, &aside, err);
	sidecar_writer_free(writer);
	if (aside) {
		err_set(&said, "The broken notes were set aside: %s", aside);
		tell(notice, &said);
	}
	free(aside);
	p->written = done;
	if (done && p->base && !source_mapped(p->base))
		keep_backup(s, p, false, notice);
	return done;
}

/* Notes made here say which version of the article they were made on. */
static void date_sources(struct store *s, struct notebook *b)
{
	VEC(struct note *) dated = {0};
	char date[MOMENT_TEXT];

	moment_text(s->article_date, date);
	for (size_t i = 0; s->dated && i < notebook_count(b); i++) {
		const struct note *n = notebook_at(b, i);
		struct note *copy;

		if (n->source_date || n->undated || n->raw.members.len)
			continue;
		copy = note_copy(n);
		copy->source_date = mem_strdup(date);
		vec_push(&dated, copy);
	}
	for (size_t i = 0; i < dated.len; i++)
		notebook_put(b, dated.items[i]);
	vec_release(&dated);
}

static bool anything_to_write(const struct store *s, struct notebook *b)
{
	return notebook_count(b) || notebook_tombstones(b) || notebook_extra(b)->items.len ||
	       s->places[BESIDE].state == PLACE_GOOD || s->places[DATA].state == PLACE_GOOD;
}

/* Writes to the first place that takes it, beside the article if that may be,
 * and keeps a copy in the data folder equal. */
static bool write_somewhere(struct store *s, const struct notebook *b, time_t now,
			    struct store_notice *notice, struct err *err)
{
	struct err beside, data, said;
	int before = s->target;

	if (s->places[BESIDE].path && !s->options.in_data) {
		if (write_to(s, BESIDE, b, now, notice, &beside)) {
			s->target = BESIDE;
			if (s->places[DATA].state == PLACE_GOOD)
				write_to(s, DATA, b, now, notice, NULL);
			return true;
		}
		if (!s->places[DATA].path) {
			s->target = DATA;
			*err = beside;
			return false;
		}
		if (!write_to(s, DATA, b, now, notice, &data))
			return err_set(err, "%s; %s", beside.text, data.text);
		s->target = DATA;
		if (before != DATA || !s->told_data) {
			err_set(&said, "Away from the article, the notes are kept in %s (%s)",
				s->places[DATA].path, beside.text);
			tell(notice, &said);
		}
		s->told_data = true;
		return true;
	}
	return write_to(s, DATA, b, now, notice, err);
}

static bool save_locked(struct store *s, struct notebook *b, time_t now,
			struct store_notice *notice, struct err *err)
{
	look_at_all_again(s, b, notice);
	if (!anything_to_write(s, b))
		return true;
	for (int i = 0; i < PLACES; i++)
		if (s->places[i].state == PLACE_GOOD)
			keep_backup(s, &s->places[i], true, notice);
	date_sources(s, b);
	return write_somewhere(s, b, now, notice, err);
}

static bool save_once(struct store *s, struct notebook *b, time_t now, struct store_notice *notice,
		      struct err *err)
{
	struct place_locks locks = {.count = 0};
	bool done;

	if (!lock_all(s, &locks, notice, err))
		return false;
	done = save_locked(s, b, now, notice, err);
	place_unlock(&locks);
	return done;
}

/* Sees to what is beside the notes, once they are saved. */
static void finish_save(struct store *s, time_t now)
{
	const struct place *p = &s->places[s->target];

	if (!s->registered && !s->undigested && p->path && p->state == PLACE_GOOD) {
		registry_add(s->article, p->path);
		s->registered = true;
	}
	if (!s->swept && p->path)
		files_sweep(p->path, now);
	s->swept = true;
}

bool store_save(struct store *s, struct notebook *b, time_t now, struct store_notice *notice,
		struct err *err)
{
	struct err why = {""};
	bool done;

	if (notice)
		notice->text[0] = '\0';
	if (s->readonly)
		return err_set(err, "%s: opened read-only", article_name(s->article));
	notebook_count_marks(b, s->article);
	find_data_place(s);
	if (s->target == DATA && !s->places[DATA].path)
		name_data_place(s, article_sha256(s->article));
	done = save_once(s, b, now, notice, &why);
	if (!done && s->target == DATA && !s->places[DATA].path) {
		/* There is no other place now, however long it takes to find it. */
		name_data_place(s, article_sha256(s->article));
		done = save_once(s, b, now, notice, &why);
	}
	if (done)
		finish_save(s, now);
	else if (err)
		*err = why;
	return done;
}
