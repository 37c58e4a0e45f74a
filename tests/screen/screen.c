/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a script of keys through the application without a terminal and prints
 * the screens it asks for, with attribute marks, to be compared with a golden.
 *
 *   open FILE          an article, relative to the script's folder
 *   size COLUMNS ROWS  resizes
 *   keys KEYS…         keys as the configuration writes them: j <Space> <C-f>
 *   type TEXT          the rest of the line, character by character
 *   paste TEXT         the rest of the line at once
 *   show TITLE         prints the screen
 *   output TEXT        a line that a program writes
 *   ended TASK [WHY]   its end: define, pipe or speech
 *   tick               a tick of automatic scrolling
 *   quote              prints the annotations as they are in the book
 *
 * A run of cells that are not plain text is printed as {what:cells}.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/keymap.h"
#include "base/files.h"
#include "base/language.h"
#include "base/utf8.h"

struct run {
	struct app *app;
	struct article *article;
	struct notebook *book;
	struct settings settings;
	struct keymap *keymap;
	struct effects effects;
	struct grid grid;
	const char *folder;
	time_t now;
	int rows, columns;
};

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "screen: %s: %s\n", what, why);
	exit(2);
}

/* ---- printing */
static const char *const style_names[] = {
	[STYLE_TEXT] = "",       [STYLE_HEADING] = "heading",      [STYLE_DIM] = "dim",
	[STYLE_TITLE] = "title", [STYLE_POSITION] = "position",    [STYLE_HINT] = "hint",
	[STYLE_KEY] = "key",     [STYLE_MESSAGE] = "message",      [STYLE_ERROR] = "error",
	[STYLE_INPUT] = "input", [STYLE_LABEL] = "label",          [STYLE_GUTTER] = "gutter",
	[STYLE_NOTE] = "note",   [STYLE_NOTE_SIGN] = "sign",       [STYLE_TAG] = "tag",
	[STYLE_LIST] = "list",   [STYLE_LIST_CURRENT] = "current",
};
_Static_assert(sizeof style_names / sizeof *style_names == STYLE_COUNT, "a name for each style");

static void describe(const struct cell *c, char *out, size_t size)
{
	static const struct {
		unsigned flag;
		const char *name;
	} overs[] = {
		{OVER_FOCUS, "focus"},
		{OVER_SELECTION, "selected"},
		{OVER_CURSOR, "cursor"},
		{OVER_HIT, "hit"},
		{OVER_HIT_CURRENT, "current-hit"},
		{OVER_UNDERLINE, "underline"},
		{OVER_STRIKETHROUGH, "strike"},
		{OVER_OUTLINE, "outline"},
	};
	static const char *const colors[] = {"yellow", "green", "blue", "pink", "orange", "purple"};
	size_t len = (size_t)snprintf(out, size, "%s", style_names[c->style]);

	if (c->highlight)
		len += (size_t)snprintf(out + len, size - len, "%s%s", len ? "+" : "",
					colors[(c->highlight & GRID_HIGHLIGHT) - 1]);
	if (c->highlight & ~GRID_HIGHLIGHT)
		len += (size_t)snprintf(out + len, size - len, "-on-%s",
					colors[(c->highlight >> 4) - 1]);
	for (size_t i = 0; i < sizeof overs / sizeof *overs; i++)
		if (c->over & overs[i].flag)
			len += (size_t)snprintf(out + len, size - len, "%s%s", len ? "+" : "",
						overs[i].name);
}

static bool plain_blank(const struct grid *g, const struct cell *c)
{
	return !strcmp(grid_text(g, c), " ") && !c->over && !c->highlight &&
	       (c->style == STYLE_TEXT || c->style == STYLE_LIST || c->style == STYLE_HINT ||
		c->style == STYLE_TITLE);
}

static void print_row(struct grid *g, int row)
{
	char before[128] = "", what[128];
	int end = g->columns;

	while (end > 0 && plain_blank(g, grid_cell(g, row, end - 1)))
		end--;
	printf("%2d|", row);
	for (int column = 0; column < end; column++) {
		const struct cell *c = grid_cell(g, row, column);

		describe(c, what, sizeof what);
		if (strcmp(what, before)) {
			if (*before)
				putchar('}');
			if (*what)
				printf("{%s:", what);
			strcpy(before, what);
		}
		fputs(grid_text(g, c), stdout);
	}
	if (*before)
		putchar('}');
	putchar('\n');
}

static void show(struct run *r, const char *title)
{
	app_render(r->app, &r->grid);
	printf("-- %s (%dx%d)\n", title, r->columns, r->rows);
	for (int row = 0; row < r->grid.rows; row++)
		print_row(&r->grid, row);
	if (r->grid.cursor_row >= 0 && !r->grid.cursor_hidden)
		printf("cursor %d %d\n", r->grid.cursor_row, r->grid.cursor_column);
}

static void print_effects(struct run *r)
{
	static const char *const names[] = {
		[EFFECT_SAVE] = "save",         [EFFECT_SAVE_PLACE] = "save-place",
		[EFFECT_DRAFT] = "draft",       [EFFECT_MARKS] = "marks",
		[EFFECT_EDIT] = "edit",         [EFFECT_COPY] = "copy",
		[EFFECT_SUSPEND] = "suspend",   [EFFECT_REDRAW] = "redraw",
		[EFFECT_BELL] = "bell",         [EFFECT_OPEN] = "open",
		[EFFECT_SHELF] = "shelf",       [EFFECT_SHELF_LOOK] = "look",
		[EFFECT_FORGET] = "forget",     [EFFECT_STATS] = "stats",
		[EFFECT_SOURCE] = "source",     [EFFECT_THEME] = "theme",
		[EFFECT_MERGE] = "merge",       [EFFECT_ENCODING] = "encoding",
		[EFFECT_ANSWER] = "answer",     [EFFECT_RELOAD] = "reload",
		[EFFECT_VERSIONS] = "versions", [EFFECT_EDIT_ARTICLE] = "edit-article",
		[EFFECT_RUN] = "run",           [EFFECT_STOP] = "stop",
		[EFFECT_QUIT] = "quit",
	};

	for (size_t i = 0; i < r->effects.list.len; i++) {
		const struct effect *e = &r->effects.list.items[i];

		/* A draft names its note by an id that is another each time, and comes
		 * with every key; lines come with every prompt. */
		if (e->type == EFFECT_DRAFT || e->type == EFFECT_TYPED)
			continue;
		printf("effect %s%s%s%s%s\n", names[e->type], e->command ? " | " : "",
		       e->command ? e->command : "", e->text ? " " : "", e->text ? e->text : "");
	}
	effects_clear(&r->effects);
}

static void print_notes(struct run *r)
{
	for (size_t i = 0; i < notebook_count(r->book); i++) {
		const struct note *n = notebook_at(r->book, i);

		printf("note %s %s %s %zu-%zu «%s»%s%s\n", note_kind_name(n->kind),
		       note_color_name(n->color), note_style_name(n->style), n->start, n->end,
		       n->quote, n->text ? " " : "", n->text ? n->text : "");
	}
}

/* ---- the script */
static void send(struct run *r, struct event event)
{
	event.now = r->now++;
	app_update(r->app, &event, &r->effects);
	for (int slices = 0; app_busy(r->app) && slices < 10000; slices++) {
		struct event idle = {.type = EVENT_IDLE, .now = r->now};

		app_update(r->app, &idle, &r->effects);
	}
	app_render(r->app, &r->grid); /* every state can be drawn */
}

static void open_article(struct run *r, const char *file)
{
	struct article_options options = {0};
	struct app_setup setup = {.settings = &r->settings,
				  .rows = r->rows,
				  .columns = r->columns,
				  .file_number = 1,
				  .file_count = 1};
	char path[4096];
	struct err err;

	snprintf(path, sizeof path, "%s/%s", r->folder, file);
	r->article = article_open(path, &options, &err);
	if (!r->article)
		fail(path, err.text);
	r->book = notebook_new(&(struct notebook_writer){.device = "test"});
	r->keymap = keymap_new();
	setup.keymap = r->keymap;
	setup.article = r->article;
	setup.notebook = r->book;
	r->app = app_new(&setup);
	send(r, (struct event){.type = EVENT_NONE});
}

static void keys(struct run *r, char *words)
{
	char *save = NULL;

	for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
		struct keys parsed;
		struct err err;

		if (!keys_parse(&parsed, w, &err))
			fail(w, err.text);
		for (size_t i = 0; i < parsed.len; i++)
			send(r, (struct event){.type = EVENT_KEY, .key = parsed.key[i]});
	}
}

static void type(struct run *r, const char *text)
{
	for (size_t len = strlen(text), at = 0; at < len;) {
		char32_t cp;

		at += utf8_decode(text + at, len - at, &cp);
		send(r, (struct event){.type = EVENT_KEY, .key = cp});
	}
}

static void resize(struct run *r, const char *size)
{
	if (sscanf(size, "%d %d", &r->columns, &r->rows) != 2)
		fail(size, "no size");
	if (r->app)
		send(r,
		     (struct event){.type = EVENT_RESIZE, .rows = r->rows, .columns = r->columns});
}

static void output(struct run *r, const char *text)
{
	struct event event = {.type = EVENT_OUTPUT, .text = text, .len = strlen(text)};

	send(r, event);
	event.text = "\n";
	event.len = 1;
	send(r, event);
}

static void ended(struct run *r, char *task)
{
	char *why = strchr(task, ' ');

	send(r, (struct event){.type = EVENT_ENDED,
			       .number = *task == 'd'   ? TASK_DEFINE
					 : *task == 'p' ? TASK_PIPE
							: TASK_SPEECH,
			       .ok = !why,
			       .text = why ? why + 1 : NULL});
}

static void run_line(struct run *r, char *line)
{
	char *rest = line + strcspn(line, " ");

	if (!*line || *line == '#')
		return;
	if (*rest)
		*rest++ = '\0';
	if (!strcmp(line, "open"))
		open_article(r, rest);
	else if (!strcmp(line, "size"))
		resize(r, rest);
	else if (!strcmp(line, "keys"))
		keys(r, rest);
	else if (!strcmp(line, "type"))
		type(r, rest);
	else if (!strcmp(line, "paste"))
		send(r, (struct event){.type = EVENT_PASTE, .text = rest, .len = strlen(rest)});
	else if (!strcmp(line, "output"))
		output(r, rest);
	else if (!strcmp(line, "ended"))
		ended(r, rest);
	else if (!strcmp(line, "tick"))
		send(r, (struct event){.type = EVENT_TICK});
	else if (!strcmp(line, "show"))
		show(r, rest);
	else if (!strcmp(line, "quote"))
		print_notes(r);
	else
		fail(line, "no such line");
	print_effects(r);
}

/* The catalogue stands beside the reader, which this program does not. */
static void bind_catalogue(void)
{
#ifdef ENABLE_NLS
	const char *build = getenv("TOP_BUILDDIR");
	char path[4096];

	snprintf(path, sizeof path, "%s/share/locale", build ? build : ".");
	bindtextdomain("lutrin", path);
#endif
}

int main(int argc, char **argv)
{
	struct run r = {
		.folder = argc > 2 ? argv[2] : ".", .now = 1763708400, .rows = 24, .columns = 80};
	struct str script;
	struct err err;
	char *save = NULL;

	if (argc < 2)
		fail("usage", "screen SCRIPT [FOLDER]");
	language_init();
	bind_catalogue();
	str_init(&script);
	if (!files_read(argv[1], 1 << 20, &script, &err))
		fail("script", err.text);
	settings_init(&r.settings);
	grid_init(&r.grid);
	for (char *line = strtok_r(script.data, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save))
		run_line(&r, line);
	app_free(r.app);
	keymap_free(r.keymap);
	notebook_free(r.book);
	article_free(r.article);
	settings_release(&r.settings);
	effects_release(&r.effects);
	grid_release(&r.grid);
	str_release(&script);
	return 0;
}
