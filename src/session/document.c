/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file has its store from the beginning.  A stream gets one when it has ended,
 * since the notes of a text without a path are kept under its hash; until then
 * they live in the notebook alone, and whatever ends the stream (its writer, the
 * reader who leaves) makes the store that takes them in.
 */
#include "session/document.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/files.h"
#include "base/language.h"
#include "base/mem.h"
#include "layout/hyphenate.h"
#include "notes/conflict.h"
#include "session/history.h"
#include "text/settle.h"

#define STRANGERS_MOST ((size_t)8 << 20) /* bytes of an article whose digest is waited for */
#define COMPARE_MOST ((size_t)16 << 20)  /* bytes of a file that are read to compare it */

static struct article *open_article(struct document *d, const struct document_options *options,
				    struct err *err)
{
	struct article_options how = {
		.encoding = d->encoding[0] ? d->encoding : options->settings->encoding,
		.paragraphs = (enum article_paragraphs)options->settings->paragraphs,
		.at_once = ARTICLE_AT_ONCE,
	};

	d->stream.fd = -1;
	if (!options->path)
		return article_from_bytes("", 0, &how, err);
	d->is_stream = !strcmp(options->path, "-");
	if (!d->is_stream)
		return article_open(options->path, &how, err);
	if (isatty(STDIN_FILENO)) {
		err_set(err, "standard input is the terminal: there is nothing to read from it");
		return NULL;
	}
	return stream_open(&d->stream, STDIN_FILENO, &how, err);
}

/* The encoding that the reader chose for it, now or before; the settings win over what
 * is remembered. */
static void choose_encoding(struct document *d, const struct document_options *options)
{
	char known[ARTICLE_ENCODING] = "";
	struct article *again;

	if (options->encoding || !options->path || d->is_stream ||
	    strcmp(options->settings->encoding, "auto") != 0)
		return;
	history_place(d->article, known);
	if (!known[0] || !strcmp(known, article_encoding(d->article)))
		return;
	strcpy(d->encoding, known);
	again = open_article(d, options, NULL);
	if (again) {
		article_free(d->article);
		d->article = again;
	}
}

/* ---- the file on disk */
static void remember_file(struct document *d)
{
	const char *path = article_path(d->article);

	if (!path || stat(path, &d->file) != 0)
		d->file = (struct stat){0};
}

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Whether a file of the size that the article had holds what it held: it may only have
 * been touched, or written again. */
static bool same_bytes(const struct document *d, const char *path)
{
	char digest[DIGEST_TEXT];
	struct str bytes;
	bool same;

	str_init(&bytes);
	same = files_read(path, COMPARE_MOST, &bytes, NULL);
	if (same) {
		digest_text(bytes.data, bytes.len, digest);
		same = !strcmp(digest, article_sha256(d->article));
	}
	str_release(&bytes);
	return same;
}

static enum document_change look_for_damage(struct document *d)
{
	if (d->damaged || !article_damaged(d->article))
		return DOCUMENT_SAME;
	d->damaged = true;
	return DOCUMENT_DAMAGED;
}

enum document_change document_changed(struct document *d)
{
	const char *path = article_path(d->article);
	struct stat now;

	if (!path || d->is_stream || !d->file.st_ino)
		return DOCUMENT_SAME;
	if (stat(path, &now) != 0) {
		d->file.st_ino = 0;
		return errno == ENOENT ? DOCUMENT_GONE : DOCUMENT_SAME;
	}
	if (same_file(&now, &d->file))
		return look_for_damage(d);
	d->file = now;
	if ((size_t)now.st_size == article_file_size(d->article) && same_bytes(d, path))
		return DOCUMENT_SAME;
	return DOCUMENT_CHANGED;
}

enum article_growth document_grow(struct document *d)
{
	enum article_growth growth = article_grow(d->article);

	if (growth == ARTICLE_GROWN)
		remember_file(d);
	return growth;
}

bool document_reload(struct document *d, const struct settings *settings,
		     struct store_notice *notice, struct err *err)
{
	struct article_options how = {
		.encoding = d->encoding[0] ? d->encoding : settings->encoding,
		.paragraphs = (enum article_paragraphs)settings->paragraphs,
	};
	struct article *old = d->article, *a;

	notice->text[0] = '\0';
	if (d->is_stream || !article_path(old))
		return err_set(err, "The text came through a pipe: it cannot be read again");
	a = article_open(article_path(old), &how, err);
	if (!a)
		return false;
	notebook_count_marks(d->notebook, old);
	app_set_article(d->app, a);
	d->article = a;
	d->damaged = false;
	d->kept = false;
	if (d->store) {
		store_set_article(d->store, a);
		store_anchor_again(d->store, d->notebook);
		while (!store_anchored(d->store))
			document_anchor(d, notice);
	}
	free(d->hyphenated);
	d->hyphenated = NULL;
	article_free(old);
	remember_file(d);
	return true;
}

static bool wants_reading(const struct document *d)
{
	return article_is_stale(d->article) && !d->kept;
}

/* Whether it was read again. */
static bool read_again(struct document *d, struct store_notice *notice)
{
	if (!wants_reading(d))
		return false;
	d->kept = !document_reload(d, d->settings, notice, NULL);
	return !d->kept;
}

/* Where to open: as a part of the text in code points, which another encoding hardly
 * changes. */
static size_t opening_place(struct document *d, const struct document_options *options)
{
	char encoding[ARTICLE_ENCODING];
	size_t count;

	if (options->place < 0)
		return history_place(d->article, encoding);
	count = article_position(d->article, article_size(d->article));
	return article_offset(d->article, (size_t)(options->place * (double)count + 0.5));
}

static struct notebook *new_notebook(const struct settings *settings, bool readonly)
{
	const struct notebook_writer writer = {
		.author = settings->author[0] ? settings->author : NULL,
		.kept = !readonly,
	};

	return notebook_new(&writer);
}

static void make_store(struct document *d, const struct settings *settings)
{
	const struct store_options how = {
		.in_data = settings->sidecar == 1,
		.readonly = d->readonly,
		.lazily = true,
	};

	d->store = store_new(d->article, &how);
}

static void say(struct store_notice *said, const struct err *err)
{
	snprintf(said->text, sizeof said->text, "%s", err->text);
}

static struct app *new_app(struct document *d, const struct document_options *options)
{
	bool known = d->stream.fd < 0 && options->path; /* what is still coming is new to us */
	char *draft = known ? history_drafts(d->article) : NULL;
	char *marks = known ? history_marks(d->article) : NULL;
	const struct app_setup setup = {
		.article = d->article,
		.notebook = d->notebook,
		.settings = options->settings,
		.keymap = options->keymap,
		.rows = options->rows,
		.columns = options->columns,
		.place = known ? opening_place(d, options) : 0,
		.draft = draft,
		.marks = marks,
		.readonly = d->readonly,
		.file_number = options->number,
		.file_count = options->count,
		.pace = options->pace,
		.nothing = !options->path,
	};
	struct app *app = app_new(&setup);

	free(marks);
	d->drafts_known = draft ? draft : mem_strdup("");
	return app;
}

/* Notes that cannot be read must not be written over; the text can be read. */
static void load_notes(struct document *d, const struct settings *settings,
		       struct store_notice *notice)
{
	struct err err;

	make_store(d, settings);
	if (!store_load(d->store, d->notebook, notice, &err)) {
		say(notice, &err);
		d->readonly = true;
	}
	d->readonly |= store_readonly(d->store);
}

struct document *document_open(const struct document_options *options, struct store_notice *notice,
			       struct err *err)
{
	struct document *d = mem_zalloc(sizeof *d);

	notice->text[0] = '\0';
	d->settings = options->settings;
	d->readonly = options->readonly;
	if (options->encoding && strcmp(options->encoding, "auto") != 0)
		snprintf(d->encoding, sizeof d->encoding, "%s", options->encoding);
	d->article = open_article(d, options, err);
	if (!d->article) {
		document_free(d);
		return NULL;
	}
	choose_encoding(d, options);
	remember_file(d);
	d->notebook = new_notebook(options->settings, options->readonly);
	d->readonly |= !options->path;
	if (d->stream.fd < 0 && options->path)
		load_notes(d, options->settings, notice);
	d->app = new_app(d, options);
	return d;
}

void document_free(struct document *d)
{
	if (!d)
		return;
	app_free(d->app);
	hyphenator_free(d->hyphenator);
	free(d->hyphenated);
	free(d->strangers);
	store_free(d->store);
	notebook_free(d->notebook);
	article_free(d->article);
	free(d->draft);
	free(d->drafts_known);
	free(d);
}

bool document_busy(const struct document *d)
{
	return app_busy(d->app) || wants_reading(d) ||
	       (d->store && (!store_anchored(d->store) || !d->looked || store_waits(d->store) ||
			     !store_settled(d->store)));
}

static size_t count_copies(const struct document *d)
{
	struct conflict_copies copies;
	size_t count;

	conflict_find(store_path(d->store), &copies);
	count = copies.items.len;
	conflict_release(&copies);
	return count;
}

/* The name of a path, without folders, to be shown. */
static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

enum document_asks document_question(struct document *d, struct store_notice *text)
{
	struct err said;
	size_t count;

	if (d->store)
		store_settle(d->store);
	if (!d->store || d->looked || store_waits(d->store))
		return DOCUMENT_ASKS_NOTHING;
	if (article_file_size(d->article) <= STRANGERS_MOST && !article_sha256_known(d->article))
		return DOCUMENT_ASKS_NOTHING;
	d->looked = true;
	if (d->readonly)
		return DOCUMENT_ASKS_NOTHING;
	count = count_copies(d);
	if (count) {
		snprintf(text->text, sizeof text->text,
			 ngettext("%zu conflict copy of these notes is here: take it in?",
				  "%zu conflict copies of these notes are here: take them in?",
				  count),
			 count);
		return DOCUMENT_ASKS_COPIES;
	}
	if (store_is_away(d->store)) {
		snprintf(text->text, sizeof text->text, "%s",
			 _("The notes are in the data folder: move them beside the article?"));
		return DOCUMENT_ASKS_HOME;
	}
	d->strangers = store_strangers(d->store);
	if (!d->strangers)
		return DOCUMENT_ASKS_NOTHING;
	err_set(&said, "The notes in %s seem to be this article's: take them?",
		name_of(d->strangers));
	say(text, &said);
	return DOCUMENT_ASKS_STRANGERS;
}

bool document_answer(struct document *d, enum document_asks asked, bool yes, time_t now,
		     struct store_notice *notice, struct err *err)
{
	notice->text[0] = '\0';
	if (asked == DOCUMENT_ASKS_COPIES)
		return !yes || document_merge(d, now, notice, err);
	if (asked == DOCUMENT_ASKS_HOME)
		return !yes || store_bring_home(d->store, d->notebook, now, notice, err);
	if (!d->strangers)
		return true;
	if (yes)
		return store_adopt(d->store, d->notebook, d->strangers, now, notice, err);
	store_refuse(d->store, d->strangers);
	return true;
}

/* What became of the copies: the first failure, else how many were taken in. */
static bool tell_copies(const struct conflict_copies *copies, size_t count, size_t both,
			struct store_notice *notice, struct err *err)
{
	for (size_t i = 0; i < copies->items.len; i++)
		if (copies->items.items[i].why.text[0]) {
			*err = copies->items.items[i].why;
			return false;
		}
	if (!copies->items.len)
		snprintf(notice->text, sizeof notice->text, "%s",
			 _("There are no conflict copies of these notes"));
	else if (both)
		snprintf(notice->text, sizeof notice->text,
			 _("Changed here and elsewhere, both texts kept: %zu"), both);
	else
		snprintf(notice->text, sizeof notice->text,
			 ngettext("%zu conflict copy taken in", "%zu conflict copies taken in",
				  count),
			 count);
	return true;
}

bool document_merge(struct document *d, time_t now, struct store_notice *notice, struct err *err)
{
	struct conflict_copies copies;
	size_t count, both;
	bool done = true;

	notice->text[0] = '\0';
	if (!d->store)
		return err_set(err, "The text is still coming");
	conflict_find(store_path(d->store), &copies);
	count = conflict_take_all(&copies, d->notebook, &both);
	if (count)
		done = document_save(d, now, notice, err);
	if (count && done) {
		store_anchor_again(d->store, d->notebook);
		conflict_put_all_away(&copies);
	}
	done = done && tell_copies(&copies, count, both, notice, err);
	conflict_release(&copies);
	return done;
}

/* How many notes wait for what the reader says of them. */
static size_t count_unsure(const struct notebook *b)
{
	size_t count = 0;

	for (size_t i = 0; i < notebook_count(b); i++)
		count += note_is_unsure(notebook_at(b, i));
	return count;
}

bool document_anchor(struct document *d, struct store_notice *notice)
{
	size_t count;

	notice->text[0] = '\0';
	if (!d->store || store_anchored(d->store) || store_anchor(d->store))
		return false;
	count = count_unsure(d->notebook);
	if (count)
		snprintf(notice->text, sizeof notice->text,
			 ngettext("The text has changed: %zu annotation to look at (O)",
				  "The text has changed: %zu annotations to look at (O)", count),
			 count);
	return true;
}

bool document_save(struct document *d, time_t now, struct store_notice *notice, struct err *err)
{
	struct err why = {""};

	notice->text[0] = '\0';
	d->unsaved = true;
	if (!d->store) {
		snprintf(notice->text, sizeof notice->text, "%s",
			 _("The text is still coming: notes are saved when all of it is there"));
		return true;
	}
	/* Positions count in what the text is, not in what it seems to be. */
	article_settle(d->article);
	read_again(d, notice);
	d->unsaved = !store_save(d->store, d->notebook, now, notice, &why);
	d->why = why;
	if (d->unsaved && err)
		*err = why;
	return !d->unsaved;
}

bool document_complete(struct document *d, time_t now, struct store_notice *notice)
{
	bool changed, save = false;

	notice->text[0] = '\0';
	changed = read_again(d, notice);
	if (!d->store || !store_waits(d->store))
		return changed;
	changed |= store_digested(d->store, d->notebook, notice, &save);
	if (save && !d->unsaved)
		document_save(d, now, notice, NULL);
	d->readonly |= store_readonly(d->store);
	return changed;
}

/* The store of a stream that has ended, with the notes of earlier readings. */
static bool take_store(struct document *d, const struct settings *settings, time_t now,
		       struct store_notice *notice, struct err *err)
{
	make_store(d, settings);
	if (!store_refresh(d->store, d->notebook, notice, err))
		return false;
	return !d->unsaved || document_save(d, now, notice, err);
}

bool document_save_draft(struct document *d, const char *text, struct err *err)
{
	char *copy = mem_strdup(text); /* it may be the one that waits */

	free(d->draft);
	d->draft = copy;
	if (d->stream.fd >= 0)
		return true;
	if (!history_save_drafts(d->article, d->drafts_known, copy, err))
		return false;
	free(d->drafts_known);
	d->drafts_known = copy;
	d->drafts_afloat = true;
	d->draft = NULL;
	return true;
}

void document_synchronize_drafts(struct document *d)
{
	if (d->drafts_afloat)
		history_synchronize_drafts(d->article);
	d->drafts_afloat = false;
}

static void look_at_stream(struct document *d, const struct settings *settings, time_t now,
			   struct document_news *news, struct err *err)
{
	size_t before = d->stream.len;

	news->ok = stream_read(&d->stream, d->article, err);
	news->grown = d->stream.len > before || d->stream.fd < 0;
	if (d->stream.fd >= 0 || d->store)
		return;
	news->notes = true;
	news->ok &= take_store(d, settings, now, &news->said, err);
	if (d->draft)
		news->ok &= document_save_draft(d, d->draft, err);
}

void document_stream(struct document *d, const struct settings *settings, time_t now,
		     struct document_news *news)
{
	struct err err = {""};

	*news = (struct document_news){.ok = true};
	if (d->stream.fd < 0)
		return;
	look_at_stream(d, settings, now, news, &err);
	if (!news->ok)
		say(&news->said, &err);
}

bool document_settle(struct document *d, const struct settings *settings, time_t now,
		     struct err *err)
{
	struct store_notice notice = {""};
	bool ok = true;

	if (!d->unsaved && !d->draft)
		return true;
	stream_end(&d->stream, d->article);
	if (d->unsaved && !d->store)
		ok = take_store(d, settings, now, &notice, err);
	else if (d->unsaved)
		ok = document_save(d, now, &notice, err);
	if (ok && d->draft)
		ok = document_save_draft(d, d->draft, err);
	return ok;
}

bool document_hyphenate(struct document *d, const struct settings *settings, struct err *err)
{
	struct hyphenator *h;
	struct str wanted;

	str_init(&wanted);
	str_addf(&wanted, "%d %d %s %s", settings->justify, d->stream.fd < 0, settings->hyphenate,
		 settings->language);
	if (d->hyphenated && !strcmp(d->hyphenated, wanted.data)) {
		str_release(&wanted);
		return true;
	}
	free(d->hyphenated);
	d->hyphenated = wanted.data;
	h = hyphenator_choose(settings->hyphenate, settings->language, settings->justify,
			      d->article, err);
	app_set_hyphenator(d->app, h);
	hyphenator_free(d->hyphenator);
	d->hyphenator = h;
	return !err->text[0];
}
