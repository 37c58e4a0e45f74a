/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys that a command waits for: a row of entries, a key with a name each, drawn as
 * what it stands for.  Where there is no room for all of that, names give way to what the
 * reader says that they mean, then to the keys alone.
 */
#include "app/annotate.h"
#include "app/marks.h"
#include "app/objects.h"
#include "app/view.h"
#include "base/language.h"
#include "base/utf8.h"

#define GAP 2       /* cells between entries; 1 between keys alone */
#define ROWS_MOST 2 /* of a legend … */
#define ROWS_FEW 10 /* … in a window of more rows than these; else one */
#define LETTERS 52  /* of marks */

struct entry {
	char key[UTF8_MAX + 1];
	const char *name, *meaning; /* borrowed; NULL: none */
	struct brush brush;         /* of the name */
	bool shown_in_key;          /* … and of the key, where it stands alone */
};

struct legend {
	VEC(struct entry) entries;
};

/* How much of each entry is written, from all to little. */
enum detail { ALL, MEANINGS, KEYS };

/* ---- what there is */
static void add(struct legend *l, const char *key, const char *name, struct brush brush)
{
	struct entry e = {.name = name, .brush = brush, .shown_in_key = brush.highlight};

	memcpy(e.key, key, grapheme_length(key, 0, strlen(key)));
	vec_push(&l->entries, e);
}

static void add_colors(const struct app *app, struct legend *l)
{
	for (unsigned i = 0; i < NOTE_COLORS; i++) {
		const char key[] = {ANNOTATE_COLORS[i], '\0'};

		add(l, key, annotate_color_word((enum note_color)i),
		    (struct brush){STYLE_TEXT, 0, 1 + i});
		l->entries.items[i].meaning = settings_color_meaning(app->settings, i);
	}
}

static void add_styles(const struct app *app, struct legend *l)
{
	static const unsigned over[NOTE_STYLES] = {0, OVER_UNDERLINE, OVER_STRIKETHROUGH,
						   OVER_OUTLINE};

	for (unsigned i = 0; i < NOTE_STYLES; i++) {
		const char key[] = {ANNOTATE_STYLES[i], '\0'};

		add(l, key, annotate_style_word((enum note_style)i),
		    (struct brush){STYLE_TEXT, over[i], 1 + (unsigned)app->settings->color});
	}
}

static void add_objects(struct legend *l)
{
	const struct object *o;

	for (size_t i = 0; (o = object_at(i)); i++)
		if (!o->hidden)
			add(l, o->keys, _(o->word), view_brush(STYLE_HINT));
}

static void add_marks(const struct app *app, struct legend *l)
{
	for (int i = 0; i < LETTERS; i++) {
		const char key[] = {mark_letter(i), '\0'};

		if (app->marks[i])
			add(l, key, "", view_brush(STYLE_HINT));
	}
	if (app->jumps.len > 0)
		add(l, "'", _("before the last jump"), view_brush(STYLE_HINT));
}

/* ---- how it is set */
static void entry_text(const struct entry *e, enum detail detail, struct str *out)
{
	str_clear(out);
	if (detail == KEYS)
		return;
	if (detail == MEANINGS && e->meaning)
		str_add(out, e->meaning);
	else
		str_add(out, e->name);
	if (detail == ALL && e->meaning)
		str_addf(out, " (%s)", e->meaning);
}

/* Sets the entries in rows of which the last is the grid's; draws only where `draw`.
 * Returns how many rows they take; `rows`: how many that will be. */
static int set_entries(const struct legend *l, struct grid *g, int limit, enum detail detail,
		       int rows, bool draw)
{
	int row = g->rows - rows, column = 1, used = 1;
	struct str text;

	str_init(&text);
	for (size_t i = 0; i < l->entries.len; i++) {
		const struct entry *e = &l->entries.items[i];
		size_t key = strlen(e->key);
		int width;

		entry_text(e, detail, &text);
		width = grapheme_string_width(e->key, key) + (text.len > 0) +
			grapheme_string_width(text.data, text.len);
		if (column > 1 && column + width > limit) {
			row++;
			used++;
			column = 1;
		}
		if (draw && used <= rows) {
			int at =
				grid_put(g, row, column, limit, e->key, key,
					 detail == KEYS && e->shown_in_key ? e->brush
									   : view_brush(STYLE_KEY));

			if (text.len > 0)
				grid_put_cut(g, row, at + 1, limit, text.data, e->brush);
		}
		column += width + (detail == KEYS ? 1 : GAP);
	}
	str_release(&text);
	return used;
}

static void draw(const struct legend *l, struct grid *g, int limit)
{
	int most = g->rows > ROWS_FEW ? ROWS_MOST : 1, rows;
	enum detail detail = ALL;

	while (detail < KEYS && set_entries(l, g, limit, detail, 1, false) > most)
		detail++;
	rows = set_entries(l, g, limit, detail, 1, false);
	rows = rows < most ? rows : most;
	for (int row = g->rows - rows; row < g->rows - 1; row++)
		grid_fill(g, row, 0, g->columns, view_brush(STYLE_HINT));
	set_entries(l, g, limit, detail, rows, true);
	if (g->cursor_row >= g->rows - rows)
		g->cursor_row = g->cursor_column = -1;
}

bool view_legend(const struct app *app, struct grid *g, int limit)
{
	struct legend l = {0};
	bool shown;

	if (app->wants_key == COMMAND_COLOR)
		add_colors(app, &l);
	else if (app->wants_key == COMMAND_STYLE)
		add_styles(app, &l);
	else if (app->wants_key == COMMAND_INSIDE || app->wants_key == COMMAND_AROUND)
		add_objects(&l);
	else if (app->wants_key == COMMAND_GO_TO_MARK)
		add_marks(app, &l);
	shown = l.entries.len > 0;
	if (shown)
		draw(&l, g, limit);
	vec_release(&l.entries);
	return shown;
}
