/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The history is read from its end, so that the last line on a path is met first; later
 * ones (of other texts that stood there) are passed over by a sorted list of the paths.
 * The names of the folder are then looked up in it.
 */
#include "session/shelf.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/mem.h"
#include "base/moment.h"
#include "notes/sidecar.h"
#include "session/places.h"
#include "text/passage.h"
#include "text/tally.h"
#include "text/texts.h"

#define RECENT 1000               /* articles elsewhere that are shown */
#define CHECKED 200               /* files of a folder that are looked into for what is no text */
#define TITLE 200                 /* bytes of one */
#define SAMPLE ((size_t)64 << 10) /* bytes from which words are estimated */
#define NOTES_MOST ((size_t)1 << 20) /* … of a sidecar that is read for its count */
#define SUFFIX ".ann.json"

/* ---- titles */
/* On one line, and not too long. */
static char *title_text(const struct article *a, struct span title)
{
	struct str text, line;

	str_init(&text);
	str_init(&line);
	passage_text(a, title, &text);
	for (const char *at = text.data; *at && line.len < TITLE;) {
		size_t word = strcspn(at, " \t\n\r\v\f");

		if (word && line.len)
			str_addc(&line, ' ');
		str_addn(&line, at, word);
		at += word;
		at += strspn(at, " \t\n\r\v\f");
	}
	str_release(&text);
	return str_take(&line);
}

void shelf_about(const struct document *d, struct history_about *about, char **title)
{
	struct app_standing standing;

	app_standing(d->app, &standing);
	*title = span_empty(standing.title) ? NULL : title_text(d->article, standing.title);
	*about = (struct history_about){
		.title = *title,
		.words = standing.words,
		.percent = standing.percent,
		.notes = notebook_count(d->notebook),
		.seconds = standing.seconds,
	};
}

/* ---- what was read */
static int by_path(const void *a, const void *b)
{
	const struct shelf_entry *const *one = a, *const *other = b;

	return strcmp((*one)->path, (*other)->path);
}

static int by_path_and_date(const void *a, const void *b)
{
	const struct shelf_entry *const *one = a, *const *other = b;
	int order = by_path(a, b);

	return order ? order : (*one < *other ? -1 : *one > *other); /* the newer come first */
}

static time_t moment_of(struct places_word date)
{
	char *text = mem_strndup(date.text, date.len);
	time_t when;

	if (!moment_parse(text, &when) || when <= 0)
		when = 1;
	free(text);
	return when;
}

static void take_line(struct shelf *shelf, const struct places_line *line)
{
	struct shelf_entry entry = {
		.path = places_decode(line->path),
		.words = places_number(line, "words"),
		.percent = (int)places_number(line, "percent"),
		.notes = places_number(line, "notes"),
		.read = moment_of(line->date),
	};
	struct places_word title = places_member(line, "title");

	if (title.len)
		entry.title = places_decode(title);
	if (entry.percent > 100)
		entry.percent = 100;
	/* Left by a version that did not tell how far it was read. */
	if (!places_member(line, "percent").len && line->size)
		entry.percent = line->offset >= line->size
					? 100
					: (int)(100.0 * (double)line->offset / (double)line->size);
	vec_push(&shelf->entries, entry);
}

static void read_history(struct shelf *shelf)
{
	char *path = files_path(FILES_STATE, "positions");
	struct places places;

	if (!path)
		return;
	if (places_read(path, &places, NULL))
		for (size_t i = places.lines.len; i-- > 0;) {
			struct places_line line;

			if (places_parse(places.lines.items[i], &line) &&
			    line.path.text[0] == '/' && line.content.len)
				take_line(shelf, &line);
		}
	places_release(&places);
	free(path);
}

/* Pointers to the entries, in the order of their paths. */
struct sorted {
	VEC(struct shelf_entry *) list;
};

static void sort(struct shelf *shelf, struct sorted *sorted)
{
	*sorted = (struct sorted){0};
	for (size_t i = 0; i < shelf->entries.len; i++)
		vec_push(&sorted->list, &shelf->entries.items[i]);
	if (sorted->list.len)
		qsort(sorted->list.items, sorted->list.len, sizeof *sorted->list.items,
		      by_path_and_date);
}

static struct shelf_entry *find(const struct sorted *sorted, const char *path)
{
	const struct shelf_entry key = {.path = (char *)path}, *wanted = &key;
	struct shelf_entry **found = NULL;

	if (sorted->list.len)
		found = bsearch(&wanted, sorted->list.items, sorted->list.len,
				sizeof *sorted->list.items, by_path);
	return found ? *found : NULL;
}

static void release_entry(struct shelf_entry *entry)
{
	free(entry->path);
	free(entry->title);
}

/* Keeps the newest entry of each path. */
static void drop_repeated(struct shelf *shelf)
{
	struct sorted sorted;
	size_t kept = 0;

	sort(shelf, &sorted);
	for (size_t i = 1; i < sorted.list.len; i++)
		if (!strcmp(sorted.list.items[i - 1]->path, sorted.list.items[i]->path))
			sorted.list.items[i]->no_text = true;
	vec_release(&sorted.list);
	for (size_t i = 0; i < shelf->entries.len; i++) {
		struct shelf_entry entry = shelf->entries.items[i];

		if (entry.no_text)
			release_entry(&entry);
		else
			shelf->entries.items[kept++] = entry;
	}
	shelf->entries.len = kept;
}

/* ---- the folder */
static char *join(const char *folder, const char *name)
{
	struct str path;

	str_init(&path);
	str_addf(&path, "%s/%s", strcmp(folder, "/") ? folder : "", name);
	return str_take(&path);
}

/* What an entry of the folder is, by its real path, yours; NULL: no file. */
static char *file_path(const char *folder, const struct dirent *entry)
{
	char *path = join(folder, entry->d_name), *real;
	struct stat st;

	if (entry->d_type == DT_REG)
		return path;
	if ((entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN) || stat(path, &st) ||
	    !S_ISREG(st.st_mode)) {
		free(path);
		return NULL;
	}
	real = realpath(path, NULL);
	free(path);
	return real;
}

struct folder {
	VEC(char *) paths; /* of what is not in the history yet; taken by the shelf */
	size_t texts;
};

static void take_file(struct folder *f, const struct sorted *known, char *path)
{
	struct shelf_entry *entry = find(known, path);

	if (!entry) {
		vec_push(&f->paths, path);
		return;
	}
	f->texts++;
	entry->in_folder = true;
	free(path);
}

static void add_new(struct shelf *shelf, struct folder *f)
{
	size_t checked = 0;

	for (size_t i = 0; i < f->paths.len; i++) {
		struct shelf_entry entry = {.path = f->paths.items[i], .in_folder = true};

		/* As many as a screen may show, and until one is a text. */
		if ((checked++ < CHECKED || !f->texts) && texts_is_binary_file(entry.path)) {
			free(entry.path);
			continue;
		}
		f->texts++;
		vec_push(&shelf->entries, entry);
	}
	vec_release(&f->paths);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool read_folder(struct shelf *shelf, const char *folder, struct err *err)
{
	struct dirent **names;
	struct folder f = {0};
	struct sorted known;
	int count = scandir(folder, &names, NULL, by_name);

	if (count < 0)
		return err_system(err, folder);
	sort(shelf, &known);
	for (int i = 0; i < count; i++) {
		char *path =
			texts_is_by_product(names[i]->d_name) ? NULL : file_path(folder, names[i]);

		if (path)
			take_file(&f, &known, path);
		free(names[i]);
	}
	free(names);
	vec_release(&known.list);
	add_new(shelf, &f);
	return f.texts || err_set(err, "%s: no texts in this folder", folder);
}

/* ---- the article that is open */
/* It comes first, as it stands now. */
static void add_open(struct shelf *shelf, const struct document *d, time_t now)
{
	char *path = article_path(d->article) ? realpath(article_path(d->article), NULL) : NULL;
	struct shelf_entry entry = {.path = path, .read = now, .open = true, .looked = true};
	struct history_about about;

	if (!path)
		return;
	for (size_t i = 0; i < shelf->entries.len; i++) {
		if (strcmp(shelf->entries.items[i].path, path) != 0)
			continue;
		entry.words = shelf->entries.items[i].words;
		entry.in_folder = shelf->entries.items[i].in_folder;
		release_entry(&shelf->entries.items[i]);
		vec_remove(&shelf->entries, i);
		break;
	}
	shelf_about(d, &about, &entry.title);
	entry.words = about.words ? about.words : entry.words;
	entry.percent = about.percent;
	entry.notes = about.notes;
	vec_insert(&shelf->entries, 0, entry);
}

/* Of what was read elsewhere, the newest. */
static void drop_old(struct shelf *shelf)
{
	size_t kept = 0, elsewhere = 0;

	for (size_t i = 0; i < shelf->entries.len; i++) {
		struct shelf_entry entry = shelf->entries.items[i];

		if (!entry.in_folder && elsewhere++ >= RECENT)
			release_entry(&entry);
		else
			shelf->entries.items[kept++] = entry;
	}
	shelf->entries.len = kept;
}

bool shelf_gather(struct shelf *shelf, const struct shelf_options *options, struct err *err)
{
	const char *home = getenv("HOME");
	bool ok = true;

	*shelf = (struct shelf){.now = options->now, .folder_first = options->folder_first};
	shelf->folder = options->folder ? realpath(options->folder, NULL) : NULL;
	shelf->home = home ? mem_strdup(home) : NULL;
	read_history(shelf);
	drop_repeated(shelf);
	if (options->folder)
		ok = read_folder(shelf, shelf->folder ? shelf->folder : options->folder, err) ||
		     !options->folder_first;
	if (options->open)
		add_open(shelf, options->open, options->now);
	drop_old(shelf);
	if (!ok)
		shelf_release(shelf);
	return ok;
}

/* ---- a look at one file */
static size_t count_notes(const char *path)
{
	struct notebook *b;
	struct str name, bytes;
	size_t count = 0;

	str_init(&name);
	str_init(&bytes);
	str_addf(&name, "%s%s", path, SUFFIX);
	if (files_read(name.data, NOTES_MOST, &bytes, NULL)) {
		struct sidecar_report report;

		b = notebook_new(&(struct notebook_writer){0});
		if (sidecar_parse(b, bytes.data, bytes.len, &report, NULL))
			count = notebook_count(b);
		notebook_free(b);
	}
	str_release(&bytes);
	str_release(&name);
	return count;
}

/* From the beginning alone. */
static size_t estimate_words(const struct article *a)
{
	size_t size = article_size(a), len = size < SAMPLE ? size : SAMPLE;
	size_t words = tally_count(article_text(a), len);

	return len ? (size_t)((double)words / (double)len * (double)size) : 0;
}

static void look_inside(const char *path, struct shelf_entry *found)
{
	const struct article_options how = {.at_once = ARTICLE_AT_ONCE};
	struct article *a;

	found->no_text = texts_is_binary_file(path);
	a = found->no_text ? NULL : article_open(path, &how, NULL);
	if (!a)
		return;
	found->title = title_text(a, article_title(a));
	found->words = estimate_words(a);
	article_free(a);
}

void shelf_look(const char *path, bool known, struct shelf_entry *found)
{
	struct stat st;

	*found = (struct shelf_entry){0};
	if (stat(path, &st) != 0) {
		found->gone = errno == ENOENT || errno == ENOTDIR;
		return;
	}
	found->notes = count_notes(path);
	if (S_ISREG(st.st_mode) && !known)
		look_inside(path, found);
}
