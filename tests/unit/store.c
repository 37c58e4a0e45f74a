/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/mem.h"
#include "notes/anchor.h"
#include "notes/backup.h"
#include "notes/identity.h"
#include "notes/place.h"
#include "notes/store.h"

#define NOW 1795246315 /* 2026-11-21T07:31:55Z */
#define NOBODY 12345

static const char text[] =
	"La lecture lente\n\n"
	"On lit trop vite, dit-on ; et l’on retient peu.\n\n"
	"Le soir, la lampe éclaire la page, et la page éclaire celui qui la lit.\n";

/* ---- a world of its own for each test: the current folder is ./, with ./home
 * for what the program keeps, and no privileges */

static int enter(void **state)
{
	char *folder = strdup("/tmp/lutrin-store-XXXXXX"), home[64];

	*state = folder;
	if (!mkdtemp(folder) || chdir(folder) < 0)
		return -1;
	if (geteuid() == 0 && (chown(folder, NOBODY, NOBODY) < 0 || seteuid(NOBODY) < 0))
		return -1;
	snprintf(home, sizeof home, "%s/home", folder);
	setenv("HOME", home, 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_STATE_HOME");
	umask(022);
	return mkdir(home, 0700);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int leave(void **state)
{
	int left = seteuid(getuid()) | chdir("/");

	left |= nftw(*state, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(*state);
	return left;
}

static void put(const char *path, const char *bytes)
{
	assert_true(files_write(path, bytes, strlen(bytes), 0644, NULL));
}

/* A file's content; NULL where there is none.  Yours to free. */
static char *get(const char *path)
{
	struct str s;
	char *bytes = NULL;

	str_init(&s);
	if (files_read(path, 1 << 24, &s, NULL))
		bytes = mem_strndup(s.data, s.len);
	str_release(&s);
	return bytes;
}

static void assert_content(const char *path, const char *want)
{
	char *have = get(path);

	assert_non_null(have);
	assert_string_equal(have, want);
	free(have);
}

static bool exists(const char *path)
{
	return access(path, F_OK) == 0;
}

/* How many entries of a folder begin so; the last one's path goes to `found`. */
static size_t entries(const char *folder, const char *prefix, char found[PATH_MAX])
{
	DIR *dir = opendir(folder);
	const struct dirent *e;
	size_t n = 0;

	while (dir && (e = readdir(dir)))
		if (strncmp(e->d_name, prefix, strlen(prefix)) == 0 && strcmp(e->d_name, ".") &&
		    strcmp(e->d_name, "..")) {
			n++;
			if (found)
				snprintf(found, PATH_MAX, "%s/%s", folder, e->d_name);
		}
	if (dir)
		closedir(dir);
	return n;
}

/* ---- a reader at work */

struct reader {
	struct article *article;
	struct store *store;
	struct notebook *book;
	struct store_notice notice;
	struct err err;
};

static void open_with(struct reader *r, const char *path, struct store_options options)
{
	const struct notebook_writer writer = {.device = "test-0000"};
	const struct article_options encoding = {.encoding = "UTF-8"};

	*r = (struct reader){0};
	r->article = path ? article_open(path, &encoding, &r->err)
			  : article_from_bytes(text, strlen(text), &encoding, &r->err);
	assert_non_null(r->article);
	r->store = store_new(r->article, &options);
	r->book = notebook_new(&writer);
	assert_true(store_load(r->store, r->book, &r->notice, &r->err));
}

static void open_article(struct reader *r, const char *path)
{
	if (path && !exists(path))
		put(path, text);
	open_with(r, path, (struct store_options){0});
}

static void close_article(struct reader *r)
{
	notebook_free(r->book);
	store_free(r->store);
	article_free(r->article);
}

/* Adds a highlight on `words` with a note; its id is the book's until it goes. */
static const char *add(struct reader *r, const char *words, const char *note)
{
	const char *at = strstr(text, words);
	struct note *n = note_new();

	assert_non_null(at);
	anchor_describe(n, r->article,
			(struct span){(size_t)(at - text), (size_t)(at - text) + strlen(words)});
	note_set_text(n, note);
	return notebook_add(r->book, n, "2026-11-21T07:31:55Z")->id;
}

static bool save(struct reader *r)
{
	return store_save(r->store, r->book, NOW, &r->notice, &r->err);
}

static void make(const char *path, const char *words, const char *note)
{
	struct reader r;

	open_article(&r, path);
	add(&r, words, note);
	assert_true(save(&r));
	close_article(&r);
}

static void assert_notes(const char *path, size_t count)
{
	struct reader r;

	open_article(&r, path);
	assert_int_equal(notebook_count(r.book), count);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(notebook_at(r.book, i)->status, NOTE_EXACT);
	close_article(&r);
}

#define SIDECAR "a.txt.ann.json"

/* ---- what is kept */

static void reading_alone_writes_nothing(void **state)
{
	struct reader r;

	(void)state;
	open_article(&r, "a.txt");
	assert_string_equal(r.notice.text, "");
	assert_false(store_changed(r.store));
	assert_true(save(&r));
	close_article(&r);
	assert_int_equal(entries(".", "", NULL), 2); /* a.txt, home */
}

static void a_saved_note_comes_back_where_it_was(void **state)
{
	struct reader r;
	struct stat st;

	(void)state;
	put("a.txt", text);
	assert_int_equal(chmod("a.txt", 0640), 0);
	make("a.txt", "la lampe éclaire la page", "À relire. #soir");
	assert_int_equal(stat(SIDECAR, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	open_article(&r, "a.txt");
	assert_int_equal(notebook_count(r.book), 1);
	assert_string_equal(notebook_at(r.book, 0)->text, "À relire. #soir");
	assert_int_equal(notebook_at(r.book, 0)->status, NOTE_EXACT);
	assert_non_null(notebook_at(r.book, 0)->source_date);
	assert_string_equal(r.notice.text, "");
	close_article(&r);
	assert_content("a.txt", text);
	assert_int_equal(entries(".", "", NULL), 3); /* no temporary file */
}

static void a_read_only_store_writes_nothing(void **state)
{
	struct reader r;

	(void)state;
	put("a.txt", text);
	open_with(&r, "a.txt", (struct store_options){.readonly = true});
	add(&r, "Le soir", NULL);
	assert_true(store_readonly(r.store));
	assert_false(save(&r));
	assert_int_equal(notebook_count(r.book), 1);
	close_article(&r);
	assert_int_equal(entries(".", "", NULL), 2);
	assert_int_equal(entries("home", "", NULL), 0);
}

static void a_sidecar_that_is_a_symbolic_link_stays_one(void **state)
{
	struct stat st;

	(void)state;
	assert_int_equal(mkdir("notes", 0700), 0);
	assert_int_equal(symlink("notes/far.json", SIDECAR), 0);
	make("a.txt", "Le soir", "un");
	make("a.txt", "la page", "deux");
	assert_int_equal(lstat(SIDECAR, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_true(exists("notes/far.json"));
	assert_int_equal(entries("notes", "", NULL), 1);
	assert_notes("a.txt", 2);
}

static void a_link_that_comes_meanwhile_is_not_followed(void **state)
{
	struct reader r;
	struct stat st;

	(void)state;
	put("precious", "export A=1\n");
	open_article(&r, "a.txt");
	assert_int_equal(symlink("precious", SIDECAR), 0);
	add(&r, "Le soir", "un");
	assert_true(save(&r));
	assert_non_null(strstr(r.notice.text, "annotations/"));
	close_article(&r);
	assert_content("precious", "export A=1\n");
	assert_int_equal(lstat(SIDECAR, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(unlink(SIDECAR), 0);
	assert_notes("a.txt", 1);
}

static void a_deleted_sidecar_is_written_again_whole(void **state)
{
	struct reader r;

	(void)state;
	make("a.txt", "Le soir", "un");
	open_article(&r, "a.txt");
	assert_int_equal(unlink(SIDECAR), 0);
	assert_true(store_changed(r.store));
	assert_true(store_refresh(r.store, r.book, &r.notice, &r.err));
	assert_int_equal(notebook_count(r.book), 1);
	add(&r, "la page", "deux");
	assert_true(save(&r));
	close_article(&r);
	assert_notes("a.txt", 2);
}

/* ---- with others */

static void two_readers_keep_each_others_notes(void **state)
{
	struct reader one, two;

	(void)state;
	open_article(&one, "a.txt");
	open_article(&two, "a.txt");
	add(&one, "Le soir", "un");
	assert_true(save(&one));
	assert_true(store_changed(two.store));
	add(&two, "la page", "deux");
	assert_true(save(&two));
	assert_int_equal(notebook_count(two.book), 2);
	assert_false(store_changed(two.store));
	assert_true(store_changed(one.store));
	assert_true(store_refresh(one.store, one.book, &one.notice, &one.err));
	assert_int_equal(notebook_count(one.book), 2);
	assert_int_equal(notebook_at(one.book, 1)->status, NOTE_EXACT);
	assert_false(store_changed(one.store));
	close_article(&one);
	close_article(&two);
	assert_notes("a.txt", 2);
}

static void what_one_reader_deletes_another_does_not_bring_back(void **state)
{
	struct reader one, two;
	char *id;

	(void)state;
	make("a.txt", "Le soir", "un");
	open_article(&one, "a.txt");
	open_article(&two, "a.txt");
	id = mem_strdup(notebook_at(one.book, 0)->id);
	assert_true(notebook_remove(one.book, id, "2026-11-21T08:00:00Z"));
	assert_true(save(&one));
	add(&two, "la page", "deux");
	assert_true(save(&two));
	assert_int_equal(notebook_count(two.book), 1);
	free(id);
	close_article(&one);
	close_article(&two);
	assert_notes("a.txt", 1);
}

static void a_text_changed_on_both_sides_is_kept_twice_and_told(void **state)
{
	struct reader one, two;
	struct note *n;
	char *sidecar;

	(void)state;
	make("a.txt", "Le soir", "un");
	open_article(&one, "a.txt");
	open_article(&two, "a.txt");
	n = note_copy(notebook_at(one.book, 0));
	note_set_text(n, "premier avis");
	notebook_replace(one.book, n, "2026-11-21T08:00:00Z");
	assert_true(save(&one));
	n = note_copy(notebook_at(two.book, 0));
	note_set_text(n, "second avis");
	notebook_replace(two.book, n, "2026-11-21T08:00:01Z");
	assert_true(save(&two));
	assert_non_null(strstr(two.notice.text, "both texts kept"));
	sidecar = get(SIDECAR);
	assert_non_null(strstr(sidecar, "premier avis"));
	assert_non_null(strstr(sidecar, "second avis"));
	free(sidecar);
	close_article(&one);
	close_article(&two);
}

/* ---- what is broken */

static void a_broken_sidecar_is_left_alone_and_its_backup_opened(void **state)
{
	struct reader r;

	(void)state;
	make("a.txt", "Le soir", "un");
	make("a.txt", "la page", "deux");
	put(SIDECAR, "{\"items\": [");
	open_article(&r, "a.txt");
	assert_int_equal(notebook_count(r.book), 2);
	assert_non_null(strstr(r.notice.text, "broken"));
	assert_false(store_readonly(r.store));
	close_article(&r);
	assert_content(SIDECAR, "{\"items\": [");
	assert_int_equal(entries(".", SIDECAR ".corrupt-", NULL), 0);
}

static void at_the_first_save_a_broken_sidecar_is_set_aside_untouched(void **state)
{
	char aside[PATH_MAX];
	struct reader r;

	(void)state;
	make("a.txt", "Le soir", "un");
	for (int i = 0; i < 3; i++) {
		put(SIDECAR, "\xFF rien de bon");
		open_article(&r, "a.txt");
		assert_int_equal(notebook_count(r.book), 1 + i);
		add(&r, "la page", "encore");
		assert_true(save(&r));
		assert_non_null(strstr(r.notice.text, ".corrupt-20261121T073155Z"));
		close_article(&r);
		assert_notes("a.txt", 2 + i);
	}
	assert_int_equal(entries(".", SIDECAR ".corrupt-20261121T073155Z", aside), 3);
	assert_content(aside, "\xFF rien de bon");
}

static void a_broken_sidecar_without_a_backup_is_told_and_set_aside(void **state)
{
	char aside[PATH_MAX];
	struct reader r;

	(void)state;
	put(SIDECAR, "");
	open_article(&r, "a.txt");
	assert_non_null(strstr(r.notice.text, "no backup"));
	assert_true(save(&r)); /* nothing to write: nothing is touched */
	assert_content(SIDECAR, "");
	add(&r, "Le soir", "un");
	assert_true(save(&r));
	close_article(&r);
	assert_int_equal(entries(".", SIDECAR ".corrupt-", aside), 1);
	assert_content(aside, "");
	assert_notes("a.txt", 1);
}

static void a_sidecar_that_breaks_while_open_is_set_aside_and_nothing_is_lost(void **state)
{
	struct reader r;

	(void)state;
	make("a.txt", "Le soir", "un");
	open_article(&r, "a.txt");
	put(SIDECAR, "[1, 2");
	assert_true(store_refresh(r.store, r.book, &r.notice, &r.err));
	assert_non_null(strstr(r.notice.text, "broken"));
	assert_int_equal(notebook_count(r.book), 1);
	add(&r, "la page", "deux");
	assert_true(save(&r));
	close_article(&r);
	assert_int_equal(entries(".", SIDECAR ".corrupt-", NULL), 1);
	assert_notes("a.txt", 2);
}

static void a_newer_sidecar_opens_read_only(void **state)
{
	struct reader r;
	char *sidecar, *version;

	(void)state;
	make("a.txt", "Le soir", "un");
	sidecar = get(SIDECAR);
	version = strstr(sidecar, "\"sidecarVersion\": 1");
	assert_non_null(version);
	version[strlen("\"sidecarVersion\": ")] = '9';
	put(SIDECAR, sidecar);
	open_article(&r, "a.txt");
	assert_true(store_readonly(r.store));
	assert_non_null(
		strstr(r.notice.text, "Opened read-only, the notes are of a newer version: "));
	assert_int_equal(notebook_count(r.book), 1);
	add(&r, "la page", "deux");
	assert_false(save(&r));
	close_article(&r);
	assert_content(SIDECAR, sidecar);
	free(sidecar);
}

static void a_sidecar_that_is_too_large_is_refused_and_left(void **state)
{
	struct reader r;
	struct stat st;
	int fd = open(SIDECAR, O_WRONLY | O_CREAT, 0644);

	(void)state;
	assert_int_equal(ftruncate(fd, (off_t)PLACE_LIMIT + 1), 0);
	close(fd);
	open_article(&r, "a.txt");
	assert_true(store_readonly(r.store));
	assert_non_null(strstr(r.notice.text, "too large"));
	add(&r, "Le soir", "un");
	assert_false(save(&r));
	close_article(&r);
	assert_int_equal(stat(SIDECAR, &st), 0);
	assert_int_equal(st.st_size, PLACE_LIMIT + 1);
}

static void hostile_sidecars_do_no_harm(void **state)
{
	static const char far_away[] =
		"{\"items\": [{\"type\": \"Annotation\", \"id\": \"x\", \"target\": {\"source\": \"\", "
		"\"selector\": [{\"type\": \"TextPositionSelector\", "
		"\"start\": 99999999999999999999, \"end\": -5}]}}]}";
	static const char *const hostile[] = {
		"null",
		"[]",
		"{}",
		"\"items\"",
		"{\"items\": {}}",
		"{\"items\": [null, 3, [], {}]}",
		"{\"items\": [{\"id\": 7, \"target\": [[[]]]}], \"deleted\": 12}",
		"{\"sidecarVersion\": -1, \"items\": []}",
		"{\"sidecarVersion\": 1e400, \"items\": []}",
		far_away,
		"{\"items\": [{\"id\": \"a\\u0000b\"}]}",
		"\xEF\xBB\xBF{\"items\": []}",
	};
	struct reader r;

	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		char *kept;

		put(SIDECAR, hostile[i]);
		open_article(&r, "a.txt");
		add(&r, "Le soir", "un");
		if (!store_readonly(r.store)) {
			assert_true(save(&r));
			kept = get(SIDECAR);
			assert_non_null(strstr(kept, "Le soir"));
			free(kept);
		}
		close_article(&r);
	}
}

static void deep_nesting_does_no_harm(void **state)
{
	struct reader r;
	struct str deep;

	(void)state;
	str_init(&deep);
	str_add(&deep, "{\"items\": [], \"x\": ");
	for (int i = 0; i < 200000; i++)
		str_addc(&deep, '[');
	put(SIDECAR, deep.data);
	open_article(&r, "a.txt");
	assert_int_equal(notebook_count(r.book), 0);
	close_article(&r);
	for (int i = 0; i < 200000; i++)
		str_addc(&deep, ']');
	str_addc(&deep, '}');
	put(SIDECAR, deep.data);
	open_article(&r, "a.txt");
	add(&r, "Le soir", "un");
	assert_true(save(&r));
	close_article(&r);
	str_release(&deep);
}

/* ---- where there is no room */

static void notes_of_a_folder_that_cannot_be_written_go_to_the_data_folder(void **state)
{
	struct reader r;

	(void)state;
	put("a.txt", text);
	assert_int_equal(chmod(".", 0500), 0);
	open_article(&r, "a.txt");
	assert_non_null(strstr(store_path(r.store), "home/.local/share/lutrin/annotations/"));
	add(&r, "Le soir", "un");
	assert_true(save(&r));
	assert_non_null(strstr(r.notice.text, "Away from the article, the notes are kept in "));
	assert_non_null(strstr(r.notice.text, store_path(r.store)));
	add(&r, "la page", "deux");
	assert_true(save(&r));
	assert_string_equal(r.notice.text, ""); /* told once */
	close_article(&r);
	assert_false(exists(SIDECAR));
	assert_notes("a.txt", 2);
	/* Writable again: they stay there until the reader agrees that they are moved. */
	assert_int_equal(chmod(".", 0700), 0);
	make("a.txt", "On lit", "trois");
	assert_false(exists(SIDECAR));
	open_article(&r, "a.txt");
	assert_true(store_is_away(r.store));
	assert_true(store_bring_home(r.store, r.book, NOW, &r.notice, &r.err));
	assert_false(store_is_away(r.store));
	close_article(&r);
	assert_true(exists(SIDECAR));
	assert_notes("a.txt", 3);
}

static void a_folder_that_locks_up_while_open_loses_nothing(void **state)
{
	struct reader r;

	(void)state;
	make("a.txt", "Le soir", "un");
	open_article(&r, "a.txt");
	assert_int_equal(chmod(".", 0500), 0);
	add(&r, "la page", "deux");
	assert_true(save(&r));
	assert_non_null(strstr(r.notice.text, "Away from the article, the notes are kept in "));
	close_article(&r);
	assert_notes("a.txt", 2);
	assert_int_equal(chmod(".", 0700), 0);
	assert_notes("a.txt", 2);
}

static void a_sidecar_that_may_not_be_written_is_respected(void **state)
{
	char *before;
	struct reader r;

	(void)state;
	make("a.txt", "Le soir", "un");
	assert_int_equal(chmod(SIDECAR, 0444), 0);
	before = get(SIDECAR);
	open_article(&r, "a.txt");
	add(&r, "la page", "deux");
	assert_true(save(&r));
	close_article(&r);
	assert_content(SIDECAR, before);
	free(before);
	assert_notes("a.txt", 2);
}

static void with_no_place_at_all_the_notes_stay_in_memory(void **state)
{
	struct reader r;

	(void)state;
	put("a.txt", text);
	open_article(&r, "a.txt");
	add(&r, "Le soir", "un");
	assert_int_equal(chmod(".", 0500), 0);
	assert_int_equal(chmod("home", 0500), 0);
	assert_false(save(&r));
	assert_true(strlen(r.err.text) > 0);
	assert_int_equal(notebook_count(r.book), 1);
	assert_int_equal(chmod(".", 0700), 0);
	assert_true(save(&r));
	assert_non_null(strstr(r.notice.text, "No backup"));
	close_article(&r);
	assert_int_equal(chmod("home", 0700), 0);
	assert_notes("a.txt", 1);
}

static void a_name_with_no_room_for_the_suffix_uses_the_data_folder(void **state)
{
	char name[NAME_MAX + 1];

	(void)state;
	memset(name, 'n', NAME_MAX);
	name[NAME_MAX] = '\0';
	make(name, "Le soir", "un");
	assert_notes(name, 1);
	assert_int_equal(entries("home/.local/share/lutrin/annotations", "", NULL), 1);
}

static void a_folder_in_the_place_of_the_sidecar_is_left_alone(void **state)
{
	struct reader r;

	(void)state;
	assert_int_equal(mkdir(SIDECAR, 0700), 0);
	open_article(&r, "a.txt");
	assert_non_null(strstr(r.notice.text, "cannot be read"));
	add(&r, "Le soir", "un");
	assert_true(save(&r));
	close_article(&r);
	assert_int_equal(rmdir(SIDECAR), 0);
	assert_notes("a.txt", 1);
}

static void what_came_by_a_pipe_is_kept_by_its_content(void **state)
{
	(void)state;
	make(NULL, "Le soir", "un");
	assert_notes(NULL, 1);
	assert_int_equal(entries(".", "", NULL), 1); /* home */
	/* The same words in a file are the same article. */
	assert_notes("a.txt", 1);
}

static void the_setting_keeps_notes_out_of_the_articles_folder(void **state)
{
	const struct store_options data = {.in_data = true};
	struct reader r;

	(void)state;
	make("a.txt", "Le soir", "un");
	for (int i = 0; i < 8; i++) {
		struct note *n;

		open_with(&r, "a.txt", data);
		assert_int_equal(notebook_count(r.book), 1);
		n = note_copy(notebook_at(r.book, 0));
		note_set_text(n, i % 2 ? "impair" : "pair");
		notebook_replace(r.book, n, "2026-11-22T07:31:55Z");
		assert_true(save(&r));
		/* What is beside is old, and no conflict. */
		assert_string_equal(r.notice.text, "");
		close_article(&r);
	}
	open_with(&r, "a.txt", data);
	assert_string_equal(notebook_at(r.book, 0)->text, "impair");
	assert_string_equal(r.notice.text, "");
	close_article(&r);
}

/* ---- backups, names */

static void the_last_twenty_versions_are_kept(void **state)
{
	char folder[PATH_MAX];
	struct source *newest, *oldest;
	struct reader r;
	char *sidecar;

	(void)state;
	open_article(&r, "a.txt");
	for (int i = 0; i < 25; i++) {
		add(&r, "Le soir", "encore");
		assert_true(save(&r));
	}
	assert_int_equal(entries("home/.local/state/lutrin/backups", "", folder), 1);
	assert_int_equal(entries(folder, "", NULL), BACKUP_COUNT);
	newest = backup_open(store_path(r.store), 0);
	oldest = backup_open(store_path(r.store), BACKUP_COUNT - 1);
	assert_non_null(newest);
	sidecar = mem_strndup(source_bytes(newest), source_size(newest));
	assert_content(SIDECAR, sidecar);
	assert_non_null(oldest);
	assert_null(backup_open(store_path(r.store), BACKUP_COUNT));
	free(sidecar);
	source_free(newest);
	source_free(oldest);
	close_article(&r);
}

static void device_and_author_are_made_once(void **state)
{
	char *device = identity_device(), *author = identity_author();
	char *device_again = identity_device(), *author_again = identity_author();

	(void)state;
	assert_non_null(device);
	assert_string_equal(device, device_again);
	assert_string_equal(author, author_again);
	assert_int_equal(strlen(author), 45);
	assert_memory_equal(author, "urn:uuid:", 9);
	free(device_again);
	put("home/.local/state/lutrin/device", "\x1b[31m\n");
	device_again = identity_device();
	assert_int_not_equal(device_again[0], '\x1b');
	free(device_again);
	free(author_again);
	free(device);
	free(author);
}

static void who_only_reads_is_given_no_name(void **state)
{
	struct reader r;
	char *device;

	(void)state;
	open_article(&r, "a.txt");
	notebook_free(r.book);
	r.book = notebook_new(&(struct notebook_writer){.author = "Colette", .kept = true});
	assert_false(exists("home/.local/state/lutrin/device"));
	assert_false(exists("home/.local/state/lutrin/author"));
	add(&r, "la lampe", NULL);
	device = identity_device();
	assert_string_equal(notebook_at(r.book, 0)->device, device);
	assert_string_equal(notebook_at(r.book, 0)->author_name, "Colette");
	assert_non_null(notebook_at(r.book, 0)->author_id);
	free(device);
	close_article(&r);
}

static void without_a_place_for_it_there_is_no_device(void **state)
{
	(void)state;
	assert_int_equal(chmod("home", 0500), 0);
	assert_null(identity_device());
	assert_null(identity_author());
	assert_int_equal(chmod("home", 0700), 0);
}

#define in_a_world(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_world(reading_alone_writes_nothing),
		in_a_world(a_saved_note_comes_back_where_it_was),
		in_a_world(a_read_only_store_writes_nothing),
		in_a_world(a_sidecar_that_is_a_symbolic_link_stays_one),
		in_a_world(a_link_that_comes_meanwhile_is_not_followed),
		in_a_world(a_deleted_sidecar_is_written_again_whole),
		in_a_world(two_readers_keep_each_others_notes),
		in_a_world(what_one_reader_deletes_another_does_not_bring_back),
		in_a_world(a_text_changed_on_both_sides_is_kept_twice_and_told),
		in_a_world(a_broken_sidecar_is_left_alone_and_its_backup_opened),
		in_a_world(at_the_first_save_a_broken_sidecar_is_set_aside_untouched),
		in_a_world(a_broken_sidecar_without_a_backup_is_told_and_set_aside),
		in_a_world(a_sidecar_that_breaks_while_open_is_set_aside_and_nothing_is_lost),
		in_a_world(a_newer_sidecar_opens_read_only),
		in_a_world(a_sidecar_that_is_too_large_is_refused_and_left),
		in_a_world(hostile_sidecars_do_no_harm),
		in_a_world(deep_nesting_does_no_harm),
		in_a_world(notes_of_a_folder_that_cannot_be_written_go_to_the_data_folder),
		in_a_world(a_folder_that_locks_up_while_open_loses_nothing),
		in_a_world(a_sidecar_that_may_not_be_written_is_respected),
		in_a_world(with_no_place_at_all_the_notes_stay_in_memory),
		in_a_world(a_name_with_no_room_for_the_suffix_uses_the_data_folder),
		in_a_world(a_folder_in_the_place_of_the_sidecar_is_left_alone),
		in_a_world(what_came_by_a_pipe_is_kept_by_its_content),
		in_a_world(the_setting_keeps_notes_out_of_the_articles_folder),
		in_a_world(the_last_twenty_versions_are_kept),
		in_a_world(device_and_author_are_made_once),
		in_a_world(who_only_reads_is_given_no_name),
		in_a_world(without_a_place_for_it_there_is_no_device),
	};

	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
