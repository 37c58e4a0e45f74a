/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines of "SHA256 DEVICE:INODE PATH", the path with its controls, spaces and percent
 * signs as %XX; a line whose second word is "no" is a refusal.  The newest are at the
 * end, and the oldest fall out.
 */
#include "notes/registry.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"
#include "notes/anchoring.h"
#include "notes/place.h"
#include "notes/sidecar.h"

#define NAME "articles"
#define SUFFIX ".ann.json"
#define FILE_MOST ((size_t)4 << 20)
#define LINES_MOST 10000
#define HEAD 8192                      /* bytes of a sidecar that its article's digest is in */
#define FOLDER_MOST 2000               /* sidecars of a folder that are looked at */
#define NEAR_MOST 10                   /* … and read, for their quotes */
#define ARTICLE_MOST ((size_t)8 << 20) /* bytes of a text whose digest is worth its time, … */
#define NEAR_ARTICLE ((size_t)1 << 20) /* … and of one that quotes are looked for in */
#define NOTES_MOST 200                 /* quotes that are looked for */
#define LOCK_PATIENCE 200

/* ---- the file */
static char *registry_path(void)
{
	return files_path(FILES_STATE, NAME);
}

static void add_path(struct str *out, const char *path)
{
	for (; *path; path++)
		if ((unsigned char)*path <= ' ' || *path == '%' || *path == 0x7F)
			str_addf(out, "%%%02X", (unsigned char)*path);
		else
			str_addc(out, *path);
}

static char *read_path(const char *text, size_t len)
{
	struct str path;

	str_init(&path);
	for (size_t i = 0; i < len; i++) {
		char hex[3] = "";

		if (text[i] == '%' && i + 2 < len && isxdigit((unsigned char)text[i + 1]) &&
		    isxdigit((unsigned char)text[i + 2])) {
			memcpy(hex, text + i + 1, 2);
			str_addc(&path, (char)strtol(hex, NULL, 16));
			i += 2;
		} else {
			str_addc(&path, text[i]);
		}
	}
	return str_take(&path);
}

static bool read_all(struct str *text)
{
	char *path = registry_path();
	bool read = path && files_read(path, FILE_MOST, text, NULL);

	free(path);
	return read;
}

/* Drops lines from the beginning where there are too many. */
static void shorten(struct str *text)
{
	size_t lines = 0;
	const char *at = text->data;

	for (const char *end = at; (end = strchr(end, '\n')); end++)
		lines++;
	for (; lines > LINES_MOST && (at = strchr(at, '\n')); lines--)
		at++;
	if (at && at > text->data) {
		size_t cut = (size_t)(at - text->data);

		memmove(text->data, at, text->len - cut + 1);
		text->len -= cut;
	}
}

static void add_line(const char *line)
{
	char *path = registry_path(), *lock = files_path(FILES_STATE, NAME ".lock");
	struct str text;
	int fd = -1;

	str_init(&text);
	if (path && lock && files_make_parents(path, NULL))
		fd = files_lock(lock, LOCK_PATIENCE, NULL);
	if (fd >= 0) {
		read_all(&text);
		if (!strstr(text.data, line)) {
			str_add(&text, line);
			shorten(&text);
			files_write_unsynced(path, text.data, text.len, 0600, NULL);
		}
		close(fd);
	}
	str_release(&text);
	free(lock);
	free(path);
}

static bool stat_article(const struct article *a, struct stat *st)
{
	return article_path(a) && stat(article_path(a), st) == 0;
}

static char *absolute(const char *path)
{
	char *resolved = files_resolve(path);

	return resolved ? resolved : mem_strdup(path);
}

void registry_add(struct article *a, const char *sidecar)
{
	struct str line, known;
	struct stat st;
	char *path;

	if (!stat_article(a, &st))
		return;
	path = absolute(sidecar);
	str_init(&line);
	str_init(&known);
	str_addf(&line, "%s %llu:%llu ", article_sha256(a), (unsigned long long)st.st_dev,
		 (unsigned long long)st.st_ino);
	add_path(&line, path);
	str_addc(&line, '\n');
	if (!read_all(&known) || !strstr(known.data, line.data))
		add_line(line.data);
	str_release(&known);
	str_release(&line);
	free(path);
}

void registry_refuse(struct article *a, const char *sidecar)
{
	char *path = absolute(sidecar);
	struct str line;

	str_init(&line);
	str_addf(&line, "%s no ", article_sha256(a));
	add_path(&line, path);
	str_addc(&line, '\n');
	add_line(line.data);
	str_release(&line);
	free(path);
}

/* ---- candidates */
bool registry_has_article(const char *sidecar)
{
	size_t len = strlen(sidecar), end = strlen(SUFFIX);
	char *path;
	bool there;

	if (len <= end || strcmp(sidecar + len - end, SUFFIX))
		return false;
	path = mem_strndup(sidecar, len - end);
	there = access(path, F_OK) == 0;
	free(path);
	return there;
}

static bool is_refused(const struct str *known, const char *sha, const char *path)
{
	struct str line;
	bool refused;

	str_init(&line);
	str_addf(&line, "%s no ", sha);
	add_path(&line, path);
	str_addc(&line, '\n');
	refused = strstr(known->data, line.data);
	str_release(&line);
	return refused;
}

static bool is_candidate(const struct str *known, struct article *a, const char *path,
			 const char *own)
{
	return access(path, R_OK) == 0 && strcmp(path, own) != 0 &&
	       !is_refused(known, article_sha256(a), path);
}

/* The newest line of the same bytes or the same file whose sidecar is there. */
static char *find_known(const struct str *known, struct article *a, const char *own)
{
	char file[64] = "", *found = NULL;
	struct stat st;

	if (stat_article(a, &st))
		snprintf(file, sizeof file, "%llu:%llu", (unsigned long long)st.st_dev,
			 (unsigned long long)st.st_ino);
	for (const char *line = known->data, *end; (end = strchr(line, '\n')); line = end + 1) {
		const char *id = memchr(line, ' ', (size_t)(end - line)), *path;
		char *candidate;

		path = id ? memchr(id + 1, ' ', (size_t)(end - id - 1)) : NULL;
		if (!path || (strncmp(line, article_sha256(a), (size_t)(id - line)) &&
			      strncmp(id + 1, file, (size_t)(path - id - 1))))
			continue;
		if ((size_t)(path - id - 1) == 2 && !strncmp(id + 1, "no", 2))
			continue;
		candidate = read_path(path + 1, (size_t)(end - path - 1));

		if (is_candidate(known, a, candidate, own)) {
			free(found);
			found = candidate;
		} else {
			free(candidate);
		}
	}
	return found;
}

/* Whether the head of a sidecar names the article's digest. */
static bool names_digest(const char *path, const char *sha)
{
	char head[HEAD + 1];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	ssize_t n = fd >= 0 ? read(fd, head, HEAD) : -1;

	if (fd >= 0)
		close(fd);
	return n > 0 && memmem(head, (size_t)n, sha, strlen(sha));
}

/* Whether at least half of the quotes of a sidecar are in the text. */
static bool fits(struct article *a, const char *path)
{
	const struct notebook_writer nobody = {.device = "registry"};
	struct notebook *b = notebook_new(&nobody), *some = notebook_new(&nobody);
	struct sidecar_report report = {0};
	size_t quotes = 0, found = 0;
	struct str bytes;

	str_init(&bytes);
	if (files_read(path, PLACE_LIMIT, &bytes, NULL) &&
	    sidecar_parse(b, bytes.data, bytes.len, &report, NULL)) {
		for (size_t i = 0; i < notebook_count(b) && quotes < NOTES_MOST; i++)
			if (notebook_at(b, i)->quote) {
				notebook_put(some, note_copy(notebook_at(b, i)));
				quotes++;
			}
		anchoring_run(some, a);
		for (size_t i = 0; i < notebook_count(some); i++)
			found += notebook_at(some, i)->status <= NOTE_FUZZY;
	}
	str_release(&bytes);
	notebook_free(some);
	notebook_free(b);
	return quotes > 0 && 2 * found >= quotes;
}

struct listing {
	VEC(char *) paths;
};

/* The sidecars of a folder but our own. */
static void list_sidecars(const char *own, struct listing *l)
{
	const char *slash = strrchr(own, '/');
	char *folder = mem_strndup(own, slash ? (size_t)(slash + 1 - own) : 0);
	DIR *dir = opendir(*folder ? folder : ".");
	struct dirent *entry;

	while (dir && (entry = readdir(dir)) && l->paths.len < FOLDER_MOST) {
		size_t len = strlen(entry->d_name), end = strlen(SUFFIX);
		struct str path;

		if (len <= end || strcmp(entry->d_name + len - end, SUFFIX))
			continue;
		str_init(&path);
		str_addf(&path, "%s%s", folder, entry->d_name);
		vec_push(&l->paths, str_take(&path));
	}
	if (dir)
		closedir(dir);
	free(folder);
}

static char *find_beside(const struct str *known, struct article *a, const char *own)
{
	struct listing l = {0};
	char *found = NULL;
	size_t tried = 0;

	list_sidecars(own, &l);
	for (size_t i = 0; i < l.paths.len && !found; i++)
		if (is_candidate(known, a, l.paths.items[i], own) &&
		    names_digest(l.paths.items[i], article_sha256(a)))
			found = mem_strdup(l.paths.items[i]);
	for (size_t i = 0;
	     i < l.paths.len && !found && tried < NEAR_MOST && article_size(a) <= NEAR_ARTICLE;
	     i++) {
		if (registry_has_article(l.paths.items[i]) ||
		    !is_candidate(known, a, l.paths.items[i], own))
			continue;
		tried++;
		if (fits(a, l.paths.items[i]))
			found = mem_strdup(l.paths.items[i]);
	}
	for (size_t i = 0; i < l.paths.len; i++)
		free(l.paths.items[i]);
	vec_release(&l.paths);
	return found;
}

char *registry_find(struct article *a, const char *sidecar)
{
	char *own, *found;
	struct str known;

	/* The reader is not to be kept waiting for what may well be nothing. */
	if (article_file_size(a) > ARTICLE_MOST)
		return NULL;
	own = absolute(sidecar);
	str_init(&known);
	read_all(&known);
	found = find_beside(&known, a, own);
	if (!found)
		found = find_known(&known, a, own);
	str_release(&known);
	free(own);
	return found;
}
