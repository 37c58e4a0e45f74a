/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Places are lines of one text file, the newest last:
 *
 *	CONTENT SIZE OFFSET DATE PATH [ENCODING]
 *
 * CONTENT is the SHA-256 of the file's bytes, or "@" and the time of its last change
 * where that was not known: of a large file it takes longer than anyone waits.  SIZE is
 * in bytes, OFFSET in bytes of the article's text, PATH absolute and percent-encoded, "-"
 * where there is none; ENCODING is one that the reader chose.  Lines of another form are
 * kept as they are.
 *
 * A file of the same path and size that was not touched after the line was written has
 * the same content, so that the digest is asked for only where that leaves it open.
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
#include "text/settle.h"

#define HASHED_MOST ((size_t)64 << 20)
#define FILE_MOST ((size_t)32 << 20)
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

struct place {
	const char *content, *date, *path, *encoding; /* not NUL-terminated */
	size_t content_len, date_len, path_len, encoding_len;
	size_t size, offset;
};

/* All but what is printable in ASCII, so that a line is five words whatever the
 * file is called. */
static char *encoded(const char *path)
{
	struct str s;

	str_init(&s);
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (c > ' ' && c < 0x7F && c != '%')
			str_addc(&s, *path);
		else
			str_addf(&s, "%%%02X", c);
	}
	return s.data;
}

static void identity_init(struct identity *id, struct article *a, bool hashes)
{
	const char *path = article_path(a);
	char *absolute = path ? realpath(path, NULL) : NULL;
	struct stat st;

	*id = (struct identity){.article = a, .size = article_file_size(a)};
	id->hashes = hashes && id->size <= HASHED_MOST;
	id->path = encoded(absolute ? absolute : path ? path : "-");
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

/* The word at `*at` in the line that ends at `end`; moves `*at` behind it. */
static const char *word(const char **at, const char *end, size_t *len)
{
	const char *start = *at, *stop = memchr(start, ' ', (size_t)(end - start));

	if (!stop)
		stop = end;
	*len = (size_t)(stop - start);
	*at = stop < end ? stop + 1 : end;
	return start;
}

static bool number(const char *digits, size_t len, size_t *value)
{
	*value = 0;
	for (size_t i = 0; i < len; i++) {
		size_t digit = (size_t)(digits[i] - '0');

		if (digit > 9 || *value > (SIZE_MAX - digit) / 10)
			return false;
		*value = *value * 10 + digit;
	}
	return len > 0;
}

static bool parse(const char *line, size_t len, struct place *p)
{
	const char *at = line, *end = line + len, *digits;
	size_t n;

	p->content = word(&at, end, &p->content_len);
	digits = word(&at, end, &n);
	if (!number(digits, n, &p->size))
		return false;
	digits = word(&at, end, &n);
	if (!number(digits, n, &p->offset))
		return false;
	p->date = word(&at, end, &p->date_len);
	p->path = word(&at, end, &p->path_len);
	p->encoding = word(&at, end, &p->encoding_len);
	return p->path_len > 0 && at == end;
}

static bool is(const char *text, size_t len, const char *want)
{
	return len == strlen(want) && !memcmp(text, want, len);
}

static bool same_path(const struct place *p, const struct identity *id)
{
	return strcmp(id->path, "-") && is(p->path, p->path_len, id->path);
}

/* Dates in this form are in the order of their letters. */
static bool untouched(const struct place *p, const struct identity *id)
{
	return id->touched[0] && p->date_len == strlen(id->touched) &&
	       memcmp(p->date, id->touched, p->date_len) > 0;
}

/* A time of change alone says little; with the path it says enough. */
static bool same_content(const struct place *p, const struct identity *id)
{
	if (p->size != id->size || !p->content_len)
		return false;
	if (same_path(p, id) && (is(p->content, p->content_len, id->changed) || untouched(p, id)))
		return true;
	return p->content[0] != '@' && is(p->content, p->content_len, identity_content(id));
}

/* Lines without their ends, borrowed from the text. */
struct lines {
	VEC(struct text_line {
		const char *text;
		size_t len;
	})
	list;
};

static void cut_lines(const struct str *file, struct lines *lines)
{
	const char *at = file->data, *end = file->data + file->len;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		struct text_line line = {at, (size_t)((stop ? stop : end) - at)};

		if (line.len > 0)
			vec_push(&lines->list, line);
		at = stop ? stop + 1 : end;
	}
}

/* A missing file is an empty one. */
static bool read_places(const char *path, struct str *file, struct err *err)
{
	return files_read(path, FILE_MOST, file, err) || errno == ENOENT;
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

static void take_encoding(const struct place *p, char encoding[ARTICLE_ENCODING])
{
	if (p->encoding_len >= ARTICLE_ENCODING)
		return;
	memcpy(encoding, p->encoding, p->encoding_len);
	encoding[p->encoding_len] = '\0';
}

/* The newest line on the same content (*same), else on a text that had its path. */
static bool find_line(const struct lines *lines, const struct identity *id, struct place *found,
		      bool *same)
{
	bool known = false;

	for (size_t i = lines->list.len; i-- > 0;) {
		struct place p;

		if (!parse(lines->list.items[i].text, lines->list.items[i].len, &p))
			continue;
		*same = same_content(&p, id);
		if (*same || (!known && same_path(&p, id))) {
			*found = p;
			known = true;
		}
		if (*same)
			return true;
	}
	return known;
}

/* Reads a file of the state folder; `found` borrows from `file`. */
static bool read_line_of(struct article *a, const char *name, struct str *file, struct place *found,
			 bool *same)
{
	char *path = files_path(FILES_STATE, name);
	struct lines lines = {0};
	struct identity id;
	bool known = false;

	digest_known(a);
	if (path && read_places(path, file, NULL) && file->len > 0) {
		identity_init(&id, a, true);
		cut_lines(file, &lines);
		known = find_line(&lines, &id, found, same);
		vec_release(&lines.list);
		identity_release(&id);
	}
	free(path);
	return known;
}

size_t history_place(struct article *a, char encoding[ARTICLE_ENCODING])
{
	struct str file;
	struct place p;
	size_t place = 0;
	bool same;

	encoding[0] = '\0';
	str_init(&file);
	if (read_line_of(a, "positions", &file, &p, &same)) {
		if (same)
			take_encoding(&p, encoding);
		place = same ? character_start(a, p.offset) : fitted(a, p.offset);
	}
	str_release(&file);
	return place;
}

char *history_marks(struct article *a)
{
	char *marks = NULL;
	struct str file;
	struct place p;
	bool same;

	str_init(&file);
	if (read_line_of(a, "marks", &file, &p, &same))
		marks = mem_strndup(p.encoding, p.encoding_len);
	str_release(&file);
	return marks;
}

/* Whether the line is an older word on the same text.  Another text that had the
 * same path may be elsewhere now: its line stays. */
static bool outdated(const struct text_line *line, const struct identity *id)
{
	struct place p;

	return parse(line->text, line->len, &p) && same_content(&p, id);
}

/* What the file keeps beside the place that is to be added: the newest. */
static void keep_places(struct str *out, const struct lines *lines, const struct identity *id)
{
	size_t kept = 0, from = lines->list.len;

	while (from > 0 && kept < HISTORY_MOST - 1)
		kept += !outdated(&lines->list.items[--from], id);
	for (; from < lines->list.len; from++) {
		const struct text_line *line = &lines->list.items[from];

		if (outdated(line, id))
			continue;
		str_addn(out, line->text, line->len);
		str_addc(out, '\n');
	}
}

static bool rewrite(const char *path, const struct identity *id, size_t offset, const char *now,
		    const char *encoding, struct err *err)
{
	struct lines lines = {0};
	struct str file, out;
	bool ok;

	str_init(&file);
	str_init(&out);
	ok = read_places(path, &file, err);
	if (ok) {
		cut_lines(&file, &lines);
		keep_places(&out, &lines, id);
		str_addf(&out, "%s %zu %zu %s %s%s%s\n", identity_content(id), id->size, offset,
			 now, id->path, *encoding ? " " : "", encoding);
		ok = files_write(path, out.data, out.len, 0600, err);
		vec_release(&lines.list);
	}
	str_release(&file);
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

static bool save_line(const char *name, struct article *a, size_t offset, const char *now,
		      const char *last, struct err *err)
{
	char *path = state_path(name, err), lock_name[32];
	char *lock_path;
	struct identity id;
	bool ok = false;
	int lock;

	snprintf(lock_name, sizeof lock_name, "%s.lock", name);
	lock_path = files_path(FILES_STATE, lock_name);
	if (path && lock_path) {
		lock = files_lock(lock_path, LOCK_PATIENCE, err);
		if (lock >= 0) {
			identity_init(&id, a, false);
			ok = rewrite(path, &id, offset, now, last, err);
			identity_release(&id);
			close(lock);
		}
	}
	free(lock_path);
	free(path);
	return ok;
}

bool history_save_place(struct article *a, size_t offset, const char *now, const char *encoding,
			struct err *err)
{
	return save_line("positions", a, offset, now, encoding, err);
}

bool history_save_marks(struct article *a, const char *marks, const char *now, struct err *err)
{
	return save_line("marks", a, 0, now, marks, err);
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
