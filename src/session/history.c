/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Places are lines of one text file (session/places.h).  A file of the same path and size
 * that was not touched after its line was written has the same content, so that the digest
 * is asked for only where that leaves it open.
 *
 * Marks are lines of the same form in a file of their own, with what EFFECT_MARKS gives
 * instead of ENCODING.
 *
 * Saving reads the file again under a lock, so that several programs lose
 * nothing of each other's.
 */
#include "session/history.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/event.h"
#include "base/files.h"
#include "base/mem.h"
#include "base/moment.h"
#include "base/str.h"
#include "base/vec.h"
#include "session/places.h"
#include "text/settle.h"

#define HASHED_MOST ((size_t)64 << 20)
#define DRAFT_MOST ((size_t)16 << 20)
#define LOCK_PATIENCE 2000 /* milliseconds */

/* By what an article is known again. */
struct identity {
	struct article *article;
	bool hashes;               /* its digest may be waited for */
	char changed[64];          /* "@" and the time of its last change, or "" */
	char touched[MOMENT_TEXT]; /* when anything about its file was last changed, or "" */
	size_t size;
	char *path; /* percent-encoded */
};

static void identity_init(struct identity *id, struct article *a, bool hashes)
{
	const char *path = article_path(a);
	char *absolute = path ? realpath(path, NULL) : NULL;
	struct stat st;

	*id = (struct identity){.article = a, .size = article_file_size(a)};
	id->hashes = hashes && id->size <= HASHED_MOST;
	id->path = places_encode(absolute ? absolute : path ? path : "-", true);
	free(absolute);
	if (!path || stat(path, &st) != 0)
		return;
	snprintf(id->changed, sizeof id->changed, "@%" PRIdMAX ".%09ld",
		 (intmax_t)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
	moment_text(st.st_ctime, id->touched);
}

/* Sees to it that the digest will be known when the place is saved. */
static const char *digest_known(struct article *a)
{
	return article_file_size(a) <= HASHED_MOST || !article_path(a) ? article_sha256_known(a)
								       : NULL;
}

/* What is known, at this moment, of the content, or the time of its last change. */
static const char *identity_content(const struct identity *id)
{
	const char *digest = digest_known(id->article);

	if (digest)
		return digest;
	return id->hashes || !id->changed[0] ? article_sha256(id->article) : id->changed;
}

static void identity_release(struct identity *id)
{
	free(id->path);
}

static bool same_path(const struct places_line *p, const struct identity *id)
{
	return strcmp(id->path, "-") && places_is(p->path, id->path);
}

/* Dates in this form are in the order of their letters. */
static bool untouched(const struct places_line *p, const struct identity *id)
{
	return id->touched[0] && p->date.len == strlen(id->touched) &&
	       memcmp(p->date.text, id->touched, p->date.len) > 0;
}

/* A time of change alone says little; with the path it says enough. */
static bool same_content(const struct places_line *p, const struct identity *id)
{
	if (p->size != id->size || !p->content.len)
		return false;
	if (same_path(p, id) && (places_is(p->content, id->changed) || untouched(p, id)))
		return true;
	return p->content.text[0] != '@' && places_is(p->content, identity_content(id));
}

/* The article may have been written anew: any offset has to become one in it. */
static size_t fitted(const struct article *a, size_t offset)
{
	struct span p;

	return article_paragraph_at(a, offset, &p) ? p.start : 0;
}

/* The first byte of the character, should another encoding have been chosen. */
static size_t character_start(const struct article *a, size_t offset)
{
	size_t back = 0;

	if (offset >= article_size(a))
		return fitted(a, offset);
	while (back < 3 && offset > 0 && (article_text(a)[offset] & 0xC0) == 0x80) {
		offset--;
		back++;
	}
	return offset;
}

static void take_encoding(struct places_word word, char encoding[ARTICLE_ENCODING])
{
	if (word.len >= ARTICLE_ENCODING)
		return;
	memcpy(encoding, word.text, word.len);
	encoding[word.len] = '\0';
}

/* The newest line on the same content (*same), else on a text that had its path. */
static bool find_line(const struct places *places, const struct identity *id,
		      struct places_line *found, bool *same)
{
	bool known = false;

	*same = false;
	for (size_t i = places->lines.len; i-- > 0 && !*same;) {
		struct places_line p;

		if (!places_parse(places->lines.items[i], &p))
			continue;
		*same = same_content(&p, id);
		if (*same || (!known && same_path(&p, id))) {
			*found = p;
			known = true;
		}
	}
	return known;
}

/* Reads a file of the state folder; `found` borrows from `places`, which is yours. */
static bool read_line_of(struct article *a, const char *name, struct places *places,
			 struct places_line *found, bool *same)
{
	char *path = files_path(FILES_STATE, name);
	struct identity id;
	bool known = false;

	*places = (struct places){0};
	digest_known(a);
	if (path && places_read(path, places, NULL) && places->lines.len > 0) {
		identity_init(&id, a, true);
		known = find_line(places, &id, found, same);
		identity_release(&id);
	}
	free(path);
	return known;
}

size_t history_place(struct article *a, char encoding[ARTICLE_ENCODING])
{
	struct places places;
	struct places_line p;
	size_t place = 0;
	bool same;

	encoding[0] = '\0';
	if (read_line_of(a, "positions", &places, &p, &same)) {
		if (same)
			take_encoding(p.encoding, encoding);
		place = same ? character_start(a, p.offset) : fitted(a, p.offset);
	}
	places_release(&places);
	return place;
}

char *history_marks(struct article *a)
{
	struct places places;
	struct places_line p;
	char *marks = NULL;
	bool same;

	if (read_line_of(a, "marks", &places, &p, &same))
		marks = mem_strndup(p.encoding.text, p.encoding.len);
	places_release(&places);
	return marks;
}

/* Whether the line is an older word on the same text.  Another text that had the
 * same path may be elsewhere now: its line stays. */
static bool outdated(struct places_word line, const struct identity *id)
{
	struct places_line p;

	return places_parse(line, &p) && same_content(&p, id);
}

static void add_line(struct str *out, struct places_word line)
{
	str_addn(out, line.text, line.len);
	str_addc(out, '\n');
}

/* What the file keeps beside the place that is to be added: the newest.  The newest word
 * on the same text, for what it tells of it, or nothing. */
static struct places_line keep_places(struct str *out, const struct places *places,
				      const struct identity *id)
{
	size_t kept = 0, from = places->lines.len;
	struct places_line known = {.members = {"", 0}};

	while (from > 0 && kept < HISTORY_MOST - 1)
		kept += !outdated(places->lines.items[--from], id);
	for (; from < places->lines.len; from++)
		if (outdated(places->lines.items[from], id))
			places_parse(places->lines.items[from], &known);
		else
			add_line(out, places->lines.items[from]);
	return known;
}

/* ---- members */
static void add_number(struct str *out, const char *name, size_t value)
{
	if (value > 0)
		str_addf(out, " %s=%zu", name, value);
}

static void add_members(struct str *out, const struct places_line *known,
			const struct history_about *about)
{
	char *title = about->title ? places_encode(about->title, false) : NULL;

	places_add_others(known, out);
	if (title && *title)
		str_addf(out, " title=%s", title);
	free(title);
	add_number(out, "words", about->words ? about->words : places_number(known, "words"));
	str_addf(out, " percent=%d", about->percent);
	add_number(out, "notes", about->notes);
	add_number(out, "seconds", places_number(known, "seconds") + about->seconds);
}

static void add_place(struct str *out, const struct identity *id, const struct places_line *known,
		      const struct history_save *place)
{
	str_addf(out, "%s %zu %zu %s %s", identity_content(id), id->size, place->offset, place->now,
		 id->path);
	if (*place->encoding)
		str_addf(out, " %s", place->encoding);
	if (place->about)
		add_members(out, known, place->about);
	else if (known->members.len)
		str_addf(out, " %.*s", (int)known->members.len, known->members.text);
	str_addc(out, '\n');
}

static bool rewrite(const char *path, const struct identity *id, const struct history_save *place,
		    struct err *err)
{
	struct places places;
	struct str out;
	bool ok;

	str_init(&out);
	ok = places_read(path, &places, err);
	if (ok) {
		const struct places_line known = keep_places(&out, &places, id);

		add_place(&out, id, &known, place);
		ok = files_write(path, out.data, out.len, 0600, err);
	}
	places_release(&places);
	str_release(&out);
	return ok;
}

/* A path in the state folder, yours; NULL with err. */
static char *state_path(const char *name, struct err *err)
{
	char *path = files_path(FILES_STATE, name);

	if (!path)
		err_set(err, "the state folder: neither XDG_STATE_HOME nor HOME is set");
	return path;
}

size_t history_seconds(struct article *a)
{
	char *path = files_path(FILES_STATE, "positions");
	struct places places;
	struct identity id;
	size_t seconds = 0;

	if (!path)
		return 0;
	identity_init(&id, a, false);
	if (places_read(path, &places, NULL))
		for (size_t i = places.lines.len; i-- > 0;) {
			struct places_line p;

			if (!places_parse(places.lines.items[i], &p) || !same_content(&p, &id))
				continue;
			seconds = places_number(&p, "seconds");
			break;
		}
	places_release(&places);
	identity_release(&id);
	free(path);
	return seconds;
}

/* The lock on a file of the state folder; -1 with err. */
static int lock_file(const char *name, struct err *err)
{
	char lock_name[32], *path;
	int lock;

	snprintf(lock_name, sizeof lock_name, "%s.lock", name);
	path = state_path(lock_name, err);
	lock = path ? files_lock(path, LOCK_PATIENCE, err) : -1;
	free(path);
	return lock;
}

static bool save_line(const char *name, struct article *a, const struct history_save *place,
		      struct err *err)
{
	char *path = state_path(name, err);
	int lock = path ? lock_file(name, err) : -1;
	struct identity id;
	bool ok = false;

	if (lock >= 0) {
		identity_init(&id, a, false);
		ok = rewrite(path, &id, place, err);
		identity_release(&id);
		close(lock);
	}
	free(path);
	return ok;
}

bool history_save_place(struct article *a, const struct history_save *place, struct err *err)
{
	return save_line("positions", a, place, err);
}

bool history_save_marks(struct article *a, const char *marks, const char *now, struct err *err)
{
	const struct history_save line = {.now = now, .encoding = marks};

	return save_line("marks", a, &line, err);
}

static bool rewrite_without(const char *path, const char *forgotten, struct err *err)
{
	struct places places;
	struct str out;
	bool ok;

	str_init(&out);
	ok = places_read(path, &places, err);
	for (size_t i = 0; i < places.lines.len; i++) {
		struct places_line p;

		if (!places_parse(places.lines.items[i], &p) || !places_is(p.path, forgotten))
			add_line(&out, places.lines.items[i]);
	}
	if (ok)
		ok = files_write(path, out.data, out.len, 0600, err);
	places_release(&places);
	str_release(&out);
	return ok;
}

bool history_forget(const char *article, struct err *err)
{
	char *path = state_path("positions", err), *forgotten = places_encode(article, true);
	int lock = path ? lock_file("positions", err) : -1;
	bool ok = false;

	if (lock >= 0) {
		ok = rewrite_without(path, forgotten, err);
		close(lock);
	}
	free(forgotten);
	free(path);
	return ok;
}

/* ---- drafts: a file each, named by the content (or, for what is too large to be
 * hashed, by the path) */
static char *draft_path(struct article *a, struct err *err)
{
	char name[sizeof "drafts/" + DIGEST_TEXT], of_path[DIGEST_TEXT];
	struct identity id;
	const char *content;

	identity_init(&id, a, true);
	content = identity_content(&id);
	if (content[0] == '@') {
		digest_text(id.path, strlen(id.path), of_path);
		content = of_path;
	}
	snprintf(name, sizeof name, "drafts/%s", content);
	identity_release(&id);
	return state_path(name, err);
}

/* Whether there is a draft of any article: mostly there is none. */
static bool has_drafts(void)
{
	char *path = files_path(FILES_STATE, "drafts");
	DIR *folder = path ? opendir(path) : NULL;
	const struct dirent *entry;
	bool found = false;

	while (!found && folder && (entry = readdir(folder)))
		found = strlen(entry->d_name) == DIGEST_TEXT - 1;
	if (folder)
		closedir(folder);
	free(path);
	return found;
}

char *history_drafts(struct article *a)
{
	char *path = has_drafts() ? draft_path(a, NULL) : NULL, *draft = NULL;
	struct str text;

	if (!path)
		return NULL;
	str_init(&text);
	if (files_read(path, DRAFT_MOST, &text, NULL) && text.len > 0)
		draft = mem_strdup(text.data);
	str_release(&text);
	free(path);
	return draft;
}

static bool forget_draft(const char *path, struct err *err)
{
	return unlink(path) == 0 || errno == ENOENT || err_system(err, path);
}

/* The record at the start of `records`, its end counted in. */
static size_t record_length(const char *records)
{
	const char *end = strchr(records, EFFECT_DRAFT_END);

	return end ? (size_t)(end - records) + 1 : strlen(records);
}

static bool has_record(const char *records, const char *record, size_t len)
{
	for (; *records; records += record_length(records))
		if (record_length(records) == len && !memcmp(records, record, len))
			return true;
	return false;
}

static bool rewrite_drafts(struct article *a, const char *path, const char *before,
			   const char *text, struct err *err)
{
	char *there = history_drafts(a);
	struct str all;
	bool ok;

	str_init(&all);
	for (const char *r = there ? there : ""; *r; r += record_length(r))
		if (!has_record(before, r, record_length(r)) &&
		    !has_record(text, r, record_length(r)))
			str_addn(&all, r, record_length(r));
	str_add(&all, text);
	ok = all.len > 0 ? files_write_unsynced(path, all.data, all.len, 0600, err)
			 : forget_draft(path, err);
	str_release(&all);
	free(there);
	return ok;
}

bool history_save_drafts(struct article *a, const char *before, const char *text, struct err *err)
{
	char *path = draft_path(a, err);
	char *lock_path = files_path(FILES_STATE, "drafts/lock");
	bool ok = false;
	int lock;

	if (path && lock_path) {
		lock = files_lock(lock_path, LOCK_PATIENCE, err);
		if (lock >= 0) {
			ok = rewrite_drafts(a, path, before, text, err);
			close(lock);
		}
	}
	free(lock_path);
	free(path);
	return ok;
}

void history_synchronize_drafts(struct article *a)
{
	char *path = draft_path(a, NULL);

	if (path)
		files_synchronize(path);
	free(path);
}
