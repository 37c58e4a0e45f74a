/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader's screen in a terminal, cell by cell against the grid that the
 * application draws without one: the same article, size and keys.
 *
 * The reader runs in a pseudo-terminal whose other end is libvterm.  A screen is
 * waited for until it is the grid or a deadline has passed; then the first row that
 * differs is told, as it is in both.  With tmux in between, the cells have passed
 * through two terminals.
 */
#include "unit/unit.h"

#include <ftw.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unictype.h>
#include <unistd.h>
#include <vterm.h>

#include "app/app.h"
#include "base/files.h"
#include "base/str.h"
#include "base/utf8.h"
#include "term/scripts.h"
#include "term/terminal.h"
#include "term/theme.h"
#include "unit/reader.h"

static const struct terminal_size sizes[] = {{20, 5}, {40, 12}, {80, 24}, {132, 43}};

/* The reader in its terminal, and the model that goes the same way. */
struct pair {
	struct reader model;
	struct str text;
	struct terminal terminal;
	struct theme *theme;
	bool colors; /* they are compared too */
	enum theme_depth depth;
	const char *leave; /* ends the multiplexer that the reader is in; NULL: none */
	const char *doing;
};

static char folder[] = "/tmp/lutrin-cells-XXXXXX";

/* ---- cell by cell */
static size_t code_points(const char *text, uint32_t out[GRID_TEXT])
{
	size_t count = 0, len = strlen(text);

	for (size_t at = 0; at < len; count++) {
		char32_t cp;

		at += utf8_decode(text + at, len - at, &cp);
		out[count] = cp;
	}
	return count;
}

static bool is_in(uint32_t cp, const uint32_t *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == cp)
			return true;
	return false;
}

/* A single character stands as it is, at the first of its cells and nowhere else.
 * Of a grapheme of several, the first one stands there, and what else its cells
 * hold is its own or blank. */
static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* Digits are alike: both programs date what they write by their own clocks. */
static bool same_text(const struct pair *p, int row, int column, const struct cell *cell)
{
	uint32_t want[GRID_TEXT];
	size_t count = code_points(grid_text(&p->model.grid, cell), want);
	VTermScreenCell first;

	vterm_screen_get_cell(p->terminal.screen, (VTermPos){row, column}, &first);
	if (count == 1 && is_digit(want[0]) && is_digit(first.chars[0]) && !first.chars[1])
		return true;
	for (int i = 0; i < cell->width; i++) {
		VTermScreenCell c;

		vterm_screen_get_cell(p->terminal.screen, (VTermPos){row, column + i}, &c);
		if (i == 0 && c.chars[0] != want[0] && !(want[0] == ' ' && c.chars[0] == 0))
			return false;
		if (c.chars[0] == (uint32_t)-1) /* right of a wide one; what follows is stale */
			continue;
		for (size_t k = 0; k < VTERM_MAX_CHARS_PER_CELL && c.chars[k]; k++)
			if (!is_in(c.chars[k], want, count) && !(i > 0 && c.chars[k] == ' '))
				return false;
	}
	return true;
}

/* The colour behind each of its cells: where a highlight ends. */
static bool same_ground(const struct pair *p, int row, int column, const struct cell *cell)
{
	struct look look = theme_look(p->theme, p->depth, cell->style, cell->over, cell->highlight);

	for (int i = 0; i < cell->width; i++) {
		VTermScreenCell c;

		vterm_screen_get_cell(p->terminal.screen, (VTermPos){row, column + i}, &c);
		if (c.chars[0] == (uint32_t)-1)
			continue;
		if (c.attrs.reverse != ((look.attributes & LOOK_REVERSE) != 0))
			return false;
		if (look.background == LOOK_DEFAULT
			    ? !VTERM_COLOR_IS_DEFAULT_BG(&c.bg)
			    : !VTERM_COLOR_IS_INDEXED(&c.bg) || c.bg.indexed.idx != look.background)
			return false;
	}
	return true;
}

/* The first row that is not the grid's, or -1. */
static int differing_row(struct pair *p, int *column)
{
	struct grid *g = &p->model.grid;

	for (int row = 0; row < g->rows; row++)
		for (*column = 0; *column < g->columns; ++*column) {
			const struct cell *c = grid_cell(g, row, *column);

			if (c->width > 0 && (!same_text(p, row, *column, c) ||
					     (p->colors && !same_ground(p, row, *column, c))))
				return row;
		}
	return -1;
}

static void tell_cell(struct pair *p, int row, int column)
{
	const struct cell *cell = grid_cell(&p->model.grid, row, column);
	uint32_t want[GRID_TEXT];
	size_t count = code_points(grid_text(&p->model.grid, cell), want);

	fprintf(stderr, "# grid: width %d,", cell->width);
	for (size_t i = 0; i < count; i++)
		fprintf(stderr, " U+%04X", want[i]);
	fputs("; terminal:", stderr);
	for (int i = 0; i <= cell->width; i++) {
		VTermScreenCell c;

		vterm_screen_get_cell(p->terminal.screen, (VTermPos){row, column + i}, &c);
		for (size_t k = 0; k < VTERM_MAX_CHARS_PER_CELL && c.chars[k]; k++)
			fprintf(stderr, " U+%04X", c.chars[k]);
		fprintf(stderr, "%s ground %d |", c.attrs.reverse ? " reversed," : "",
			VTERM_COLOR_IS_INDEXED(&c.bg) ? c.bg.indexed.idx : -1);
	}
	fputc('\n', stderr);
}

static void tell_row(struct pair *p, int row, int column)
{
	struct grid *g = &p->model.grid;

	fprintf(stderr, "# after \"%s\", %dx%d: row %d differs at column %d\n", p->doing,
		g->columns, g->rows, row, column);
	tell_cell(p, row, column);
	fputs("# grid:     |", stderr);
	for (int i = 0; i < g->columns; i++)
		fputs(grid_text(g, grid_cell(g, row, i)), stderr);
	fputs("|\n# terminal: |", stderr);
	for (int i = 0; i < g->columns; i++) {
		VTermScreenCell c;
		char out[UTF8_MAX];

		vterm_screen_get_cell(p->terminal.screen, (VTermPos){row, i}, &c);
		if (!c.chars[0])
			fputc('_', stderr);
		for (size_t k = 0; k < VTERM_MAX_CHARS_PER_CELL && c.chars[k]; k++) {
			if (c.chars[k] == (uint32_t)-1)
				break;
			fwrite(out, 1, utf8_encode(c.chars[k], out), stderr);
		}
	}
	fputs("|\n", stderr);
}

static void stop(struct pair *p)
{
	if (p->leave)
		assert_int_equal(system(p->leave), 0);
	terminal_stop(&p->terminal);
}

static void check(struct pair *p, const char *doing)
{
	int64_t until = terminal_now() + TERMINAL_DEADLINE;
	int row, column;

	p->doing = doing;
	app_render(p->model.app, &p->model.grid);
	do {
		terminal_listen(&p->terminal, 5);
		row = differing_row(p, &column);
	} while (row >= 0 && terminal_now() < until);
	if (row >= 0) {
		tell_row(p, row, column);
		stop(p);
		fail();
	}
}

/* ---- both go the same way */
static void update(struct pair *p, struct event event)
{
	const time_t now = 1763708400;
	struct event idle = {.type = EVENT_IDLE};

	event.now = idle.now = now;
	app_update(p->model.app, &event, &p->model.effects);
	effects_clear(&p->model.effects);
	for (int slices = 0; app_busy(p->model.app) && slices < 10000; slices++)
		app_update(p->model.app, &idle, &p->model.effects);
	effects_clear(&p->model.effects);
}

static uint32_t key_of(char32_t cp)
{
	if (cp == '\r')
		return KEY_ENTER_KEY;
	if (cp == '\033')
		return KEY_ESCAPE;
	if (cp == 0x7F)
		return KEY_BACKSPACE_KEY;
	return cp < ' ' ? (cp | 0x60) | KEY_CTRL : cp;
}

/* Types `keys`, character by character, and compares the screens after the last. */
static void press(struct pair *p, const char *keys)
{
	size_t len = strlen(keys);

	terminal_type(&p->terminal, keys, len);
	for (size_t at = 0; at < len;) {
		char32_t cp;

		at += utf8_decode(keys + at, len - at, &cp);
		update(p, (struct event){.type = EVENT_KEY, .key = key_of(cp)});
	}
	check(p, keys);
}

static void resize(struct pair *p, struct terminal_size size)
{
	terminal_resize(&p->terminal, size);
	update(p, (struct event){.type = EVENT_RESIZE, .rows = size.rows, .columns = size.columns});
	check(p, "resize");
}

static void begin_model(struct pair *p)
{
	const struct article_options how = {0};

	reader_begin(&p->model, p->text.data, p->text.len, &how, 0);
	update(p, (struct event){.type = EVENT_RESIZE,
				 .rows = p->terminal.size.rows,
				 .columns = p->terminal.size.columns});
}

/* A home of its own for each reader: nothing is remembered from another. */
static char *make_home(const struct pair *p)
{
	static char path[256];
	static int number;
	struct err err;

	snprintf(path, sizeof path, "%s/%d", folder, ++number);
	assert_int_equal(mkdir(path, 0700), 0);
	setenv("HOME", path, 1);
	setenv("TMUX_TMPDIR", path, 1);
	strcat(path, "/article.txt");
	if (!files_write_unsynced(path, p->text.data, p->text.len, 0600, &err))
		fail_msg("%s", err.text);
	return path;
}

static void begin_in(struct pair *p, struct terminal_size size, const char *name,
		     char *const argv[])
{
	p->terminal.size = size;
	p->colors = true;
	p->theme = theme_new("dark", false, NULL);
	begin_model(p);
	app_set_screen(p->model.app,
		       (struct app_screen){.colorless = p->depth == THEME_NONE, .theme = "dark"});
	terminal_start(&p->terminal, name, argv);
	check(p, "the first screen");
}

static void begin(struct pair *p, struct terminal_size size)
{
	char *argv[] = {getenv("LUTRIN"), make_home(p), NULL};

	p->depth = THEME_256;
	begin_in(p, size, "xterm-256color", argv);
}

static void end(struct pair *p)
{
	stop(p);
	theme_free(p->theme);
	reader_end(&p->model);
	str_release(&p->text);
}

/* ---- texts */
/* Each script in a paragraph, then each grapheme between bars, so often that it
 * comes to stand at every column of a narrow page, the last one too. */
static void add_scripts(struct str *text, const char *without)
{
	for (size_t i = 0; i < SCRIPTS; i++)
		if (strcmp(scripts[i].name, without) != 0)
			str_addf(text, "%s : %s\n\n", scripts[i].name, scripts[i].text);
	for (size_t i = 0; i < DOUBTFUL; i++) {
		for (int k = 0; k < 40; k++)
			str_addf(text, "%s|%s", doubtful[i], k % 13 == 12 ? " " : "");
		str_add(text, "\n\n");
	}
}

static void every_script_stands_in_its_columns_at_every_size(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct pair p = {0};

		str_init(&p.text);
		add_scripts(&p.text, "");
		begin(&p, sizes[i]);
		for (size_t at = 0, last = 1; at != last;) {
			last = at;
			press(&p, " ");
			at = app_place(p.model.app);
		}
		for (int k = 0; k < 5; k++)
			press(&p, "k");
		press(&p, "G");
		press(&p, "\x15");
		press(&p, "g");
		end(&p);
	}
}

static void what_is_done_to_a_text_moves_no_column(void **state)
{
	static const char *const keys[] = {
		"vlll",
		"w",
		"o",
		"++",
		"h",
		"}",
		"}vlllll",
		"h",
		"}vwwh",
		"}Vh",
		"}v0llh",
		")h",
		")h",
		"/e\u0301te\u0301\r",
		"n",
		"\033",
		"/שלום\r",
		"\033",
		"/[^a-z]{3}\r",
		"n",
		"n",
		"\033",
		"A",
		"jj",
		"\033",
		":set width 31\r",
		"j",
		"jj",
		"G",
		"kk",
		"vkkkk",
		"\033",
		"\x0c",
	};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct pair p = {0};

		str_init(&p.text);
		add_scripts(&p.text, "");
		begin(&p, sizes[i]);
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
			press(&p, keys[k]);
		end(&p);
	}
}

static void a_note_and_the_prompt_take_every_script(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct pair p = {0};

		str_init(&p.text);
		add_scripts(&p.text, "");
		begin(&p, sizes[i]);
		for (size_t k = 0; k < SCRIPTS; k++) {
			press(&p, "}a");
			press(&p, scripts[k].typed);
			press(&p, "\x7F");
			press(&p, "\r");
			press(&p, "/");
			press(&p, scripts[k].typed);
			press(&p, "\x7F\x7F");
			press(&p, "\033");
		}
		press(&p, "A");
		end(&p);
	}
}

static void resizing_keeps_every_column(void **state)
{
	struct pair p = {0};

	(void)state;
	str_init(&p.text);
	add_scripts(&p.text, "");
	begin(&p, sizes[2]);
	for (int i = 0; i < 8; i++) {
		press(&p, " ");
		resize(&p, sizes[i % 4]);
	}
	end(&p);
}

/* ---- all of Unicode's first plane, and the emoji */
static bool is_assigned(char32_t cp)
{
	return !uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Cs);
}

/* Signs that libvterm has in its table of marks: it draws them upon what stands
 * before them and gives them no cell. */
static bool is_odd(char32_t cp)
{
	return cp == 0x06DE; /* ARABIC START OF RUB EL HIZB */
}

static size_t add_code_points(struct str *text, char32_t first, char32_t last)
{
	size_t count = 0;
	char out[UTF8_MAX];

	for (char32_t cp = first; cp <= last; cp++) {
		if (!is_assigned(cp) || is_odd(cp) || cp == '\n' || cp == '\r' || cp == 0x85 ||
		    cp == 0x2028 || cp == 0x2029)
			continue;
		str_addn(text, out, utf8_encode(cp, out));
		str_add(text, ++count % 16 ? "|" : count % 2048 ? "| " : "|\n");
	}
	return count;
}

static void every_character_leaves_the_others_in_their_columns(void **state)
{
	struct pair p = {0};
	size_t count;

	(void)state;
	str_init(&p.text);
	count = add_code_points(&p.text, 1, 0xFFFF);
	count += add_code_points(&p.text, 0x1F000, 0x1FAFF);
	count += add_code_points(&p.text, 0xE0001, 0xE01EF);
	begin(&p, (struct terminal_size){132, 100});
	press(&p, ":set width 128\r");
	for (size_t at = 0, last = 1; at != last;) {
		last = at;
		press(&p, " ");
		at = app_place(p.model.app);
	}
	print_message("# %zu characters\n", count);
	end(&p);
}

/* ---- through tmux */
static void the_same_columns_come_through_tmux(void **state)
{
	struct pair p = {0};
	char *argv[] = {"tmux", "-u", "-f",          "/dev/null", "new-session", getenv("LUTRIN"),
			NULL,   ";",  "set",         "status",    "off",         ";",
			"set",  "-s", "escape-time", "0",         NULL};

	(void)state;
	if (system("tmux -V >/dev/null 2>&1") != 0)
		skip();
	str_init(&p.text);
	/* The two terminals disagree about it between themselves. */
	add_scripts(&p.text, OLD_HANGUL);
	argv[6] = make_home(&p);
	p.terminal.size = sizes[2];
	p.leave = "tmux kill-server";
	begin_model(&p);
	terminal_start(&p.terminal, "xterm-256color", argv);
	check(&p, "the first screen in tmux");
	for (size_t at = 0, last = 1; at != last;) {
		last = at;
		press(&p, " ");
		at = app_place(p.model.app);
	}
	press(&p, "gvlllh");
	press(&p, "}}V");
	end(&p);
}

/* ---- one session, many terminals */
static void add_article(struct str *text)
{
	str_add(text, "La lecture lente\n\n");
	for (int i = 2; i <= 20; i++)
		str_addf(text,
			 "%sParagraphe %d : « L’été, l’œuvre est finie » ; où çà ? À Noël — déjà ! "
			 "Une lecture qui prend son temps est une lecture qui garde…\n\n",
			 i % 5 ? "" : "# Partie\n\n", i);
}

/* Opening is done: moves, searches, selects, highlights, writes, lists, asks for help. */
static void go_through(struct pair *p)
{
	static const char *const keys[] = {
		" ",
		"b",
		"jj",
		"}",
		")",
		"/lecture\r",
		"n",
		"N",
		"\033",
		"&garde\r",
		"\033",
		"g",
		"}}vlll",
		"wwww",
		"o",
		"h",
		"}V",
		"h",
		"a",
		"À relire : l’été…",
		"\r",
		"c",
		"g",
		"A",
		"lecture",
		"\003",
		"t",
		"\003",
		":help\r",
		"\006",
		"\003",
		":numbers\r",
		"G",
		"\x15",

		":set theme dark\r",
		"\x0C",
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		press(p, keys[i]);
}

static void a_session_is_the_same_on_every_terminal(void **state)
{
	static const struct {
		const char *name;
		enum theme_depth depth;
	} terminals[] = {
		{"xterm-256color", THEME_256},  {"xterm", THEME_BASIC}, {"screen", THEME_BASIC},
		{"screen-256color", THEME_256}, {"linux", THEME_BASIC}, {"vt220", THEME_NONE},
	};

	(void)state;
	for (size_t i = 0; i < 2 * sizeof terminals / sizeof *terminals; i++) {
		struct pair p = {.depth = terminals[i / 2].depth};
		char *argv[] = {getenv("LUTRIN"), NULL, NULL};

		str_init(&p.text);
		add_article(&p.text);
		add_scripts(&p.text, "");
		argv[1] = make_home(&p);
		begin_in(&p, sizes[i % 2 ? 0 : 2], terminals[i / 2].name, argv);
		go_through(&p);
		end(&p);
	}
}

/* The two multiplexers show 8 colours to what runs in them. */
static void through(struct pair *p, struct terminal_size size, const char *leave, char *argv[],
		    size_t article)
{
	*p = (struct pair){.depth = THEME_BASIC, .leave = leave};
	str_init(&p->text);
	add_article(&p->text);
	argv[article] = make_home(p);
	begin_in(p, size, "xterm-256color", argv);
	go_through(p);
	end(p);
}

/* The settings of a multiplexer; returns their path. */
static const char *write_settings(const char *name, const char *settings)
{
	static char path[sizeof folder + 16];
	struct err err;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (!files_write_unsynced(path, settings, strlen(settings), 0600, &err))
		fail_msg("%s", err.text);
	return path;
}

static void a_session_is_the_same_in_tmux(void **state)
{
	static const char settings[] = "set -g default-terminal screen\nset -g status off\n"
				       "set -s escape-time 0\n";
	char *argv[] = {"tmux", "-u", "-f", NULL, "new-session", getenv("LUTRIN"), NULL, NULL};
	struct pair p;

	(void)state;
	if (system("tmux -V >/dev/null 2>&1") != 0)
		skip();
	argv[3] = (char *)write_settings("tmux.conf", settings);
	through(&p, sizes[2], "tmux kill-server", argv, 6);
	through(&p, sizes[0], "tmux kill-server", argv, 6);
}

static void a_session_is_the_same_in_screen(void **state)
{
	static const char settings[] = "startup_message off\nmaptimeout 0\nvbell off\n";
	char sockets[sizeof folder + 16];
	char *argv[] = {"screen",         "-U", "-S", "cells", "-c", NULL, "env", "TERM=screen",
			getenv("LUTRIN"), NULL, NULL};
	struct pair p;

	(void)state;
	if (system("screen -v >/dev/null 2>&1; test $? -ne 127") != 0)
		skip();
	snprintf(sockets, sizeof sockets, "%s/screens", folder);
	assert_int_equal(mkdir(sockets, 0700), 0);
	setenv("SCREENDIR", sockets, 1);
	argv[5] = (char *)write_settings("screenrc", settings);
	through(&p, sizes[2], "screen -S cells -X quit", argv, 9);
	through(&p, sizes[0], "screen -S cells -X quit", argv, 9);
}

static int discard(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	(void)st, (void)type, (void)walk;
	return remove(path);
}

static int remove_folder(void **state)
{
	(void)state;
	return nftw(folder, discard, 16, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_script_stands_in_its_columns_at_every_size),
		cmocka_unit_test(what_is_done_to_a_text_moves_no_column),
		cmocka_unit_test(a_note_and_the_prompt_take_every_script),
		cmocka_unit_test(resizing_keeps_every_column),
		cmocka_unit_test(every_character_leaves_the_others_in_their_columns),
		cmocka_unit_test(the_same_columns_come_through_tmux),
		cmocka_unit_test(a_session_is_the_same_on_every_terminal),
		cmocka_unit_test(a_session_is_the_same_in_tmux),
		cmocka_unit_test(a_session_is_the_same_in_screen),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	if (!getenv("LUTRIN") || !mkdtemp(folder))
		return 99;
	return cmocka_run_group_tests_name("cells", tests, NULL, remove_folder);
}
