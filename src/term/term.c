/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Curses keeps what the terminal shows and sends the difference.  Everything is
 * waited for in one place, term_wait(): keys, signals, the session's descriptor.
 * Signals and losses that one call has seen and not yet told stay in `asked` and
 * `resized`.
 */
#include "term/term.h"

#define NCURSES_NOMACROS
#include <curses.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "term/clipboard.h"
#include "term/description.h"
#include "term/draw.h"
#include "term/ground.h"
#include "term/input.h"
#include "term/mouse.h"
#include "term/signals.h"
#include "term/tty.h"

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define ESCAPE_DELAY 25  /* milliseconds in which the bytes of one key come */
#define ANSWER_DELAY 100 /* … while an answer, which may be cut anywhere, is on its way */

struct term {
	struct tty tty;
	SCREEN *screen;
	struct input *input;
	struct brushes brushes;
	struct canvas canvas;
	int rows, columns;
	unsigned asked; /* SIGNALS_… not yet told */
	bool resized;
	bool pastes; /* the terminal is told to mark pastes */
	bool mouse;  /* … and to report the mouse */
	bool left;   /* between term_leave() and term_enter() */
	bool cursor; /* shown */
	struct ground ground;
	int delay;                   /* for the bytes of a key, in milliseconds */
	bool follows_ground;         /* the theme is "auto" */
	bool turned;                 /* the theme has changed by itself */
	const struct paints *paints; /* borrowed */
};

static void take_size(struct term *t)
{
	int rows, columns;

	tty_size(&t->tty, &rows, &columns);
	if (rows == t->rows && columns == t->columns)
		return;
	t->rows = rows;
	t->columns = columns;
	t->resized = true;
	resize_term(rows, columns);
	/* Terminals move and cut what they show, each in its own way. */
	canvas_forget(&t->canvas);
}

static void prepare_farewell(const struct term *t)
{
	struct str bytes;

	str_init(&bytes);
	/* The mouse may be switched on later. */
	if (t->pastes)
		str_add(&bytes, PASTE_OFF MOUSE_OFF GROUND_SILENCE);
	description_farewell(&bytes);
	signals_farewell(bytes.data, bytes.len);
	str_release(&bytes);
}

/* What is asked of the terminal beyond its description, or given back. */
static void send_modes(const struct term *t, bool on)
{
	struct str bytes;

	str_init(&bytes);
	if (t->pastes)
		str_add(&bytes, on ? PASTE_ON : PASTE_OFF);
	if (t->mouse)
		str_add(&bytes, on ? MOUSE_ON : MOUSE_OFF);
	tty_send(&t->tty, bytes.data, bytes.len);
	str_release(&bytes);
}

void term_set_mouse(struct term *t, enum term_mouse mouse)
{
	bool on = mouse == TERM_MOUSE_ON ||
		  (mouse == TERM_MOUSE_AUTO && description_mouse(getenv("TMUX") != NULL));

	if (on == t->mouse)
		return;
	t->mouse = on;
	if (!t->left)
		tty_send(&t->tty, on ? MOUSE_ON : MOUSE_OFF,
			 on ? sizeof MOUSE_ON - 1 : sizeof MOUSE_OFF - 1);
}

static bool colors_wanted(void)
{
	const char *no_color = getenv("NO_COLOR");

	return !no_color || !*no_color;
}

/* Until its first endwin() curses sends what it has at each move of the cursor, and a first
 * screen would come in as many pieces as it has rows.  So that one is called here, its
 * bytes going nowhere, and the screen is taken again, before there are colours: from then
 * on it would have the terminal's own palette reset. */
static void begin_screen(const struct tty *tty)
{
	int out = fileno(tty->out), kept = dup(out), nowhere = open("/dev/null", O_WRONLY);

	if (kept >= 0 && nowhere >= 0 && dup3(nowhere, out, O_CLOEXEC) == out) {
		endwin();
		while (dup3(kept, out, O_CLOEXEC) < 0)
			;
	}
	close(kept);
	close(nowhere);
	refresh();
	wresize(stdscr, 1, 1); /* newscr is what is drawn on: term/draw */
}

struct term *term_open(struct err *err)
{
	struct term *t = mem_zalloc(sizeof *t);
	char *name = NULL;

	if (!tty_open(&t->tty, err)) {
		free(t);
		return NULL;
	}
	signals_catch(fileno(t->tty.out), &t->tty.settings);
	name = description_name(fileno(t->tty.out), err);
	t->screen = name ? newterm(name, t->tty.out, t->tty.in) : NULL;
	if (!t->screen) {
		if (name)
			err_set(err, "TERM=%s: the terminal cannot be used", name);
		free(name);
		tty_close(&t->tty);
		signals_release();
		free(t);
		return NULL;
	}
	free(name);
	begin_screen(&t->tty);
	if (!getenv("ESCDELAY"))
		set_escdelay(ESCAPE_DELAY);
	t->delay = get_escdelay();
	t->pastes = description_ansi();
	prepare_farewell(t);
	raw();
	noecho();
	nonl();
	brushes_init(&t->brushes, colors_wanted());
	ground_init(&t->ground, getenv("COLORFGBG"));
	canvas_init(&t->canvas, &t->tty);
	t->input = input_new(fileno(t->tty.in));
	send_modes(t, true);
	take_size(t);
	t->resized = false;
	curs_set(0);
	return t;
}

void term_close(struct term *t)
{
	if (!t)
		return;
	if (!t->left)
		term_leave(t);
	input_free(t->input);
	canvas_release(&t->canvas);
	brushes_release(&t->brushes);
	delscreen(t->screen);
	tty_close(&t->tty);
	signals_release();
	free(t);
}

void term_rescue(void)
{
	signals_rescue();
}

void term_size(const struct term *t, int *rows, int *columns)
{
	*rows = t->rows;
	*columns = t->columns;
}

static int64_t milliseconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- the theme */
bool term_set_theme(struct term *t, const char *name, const struct paints *paints)
{
	struct theme *theme = theme_new(name, t->ground.light, paints);

	if (!theme)
		return false;
	brushes_take_theme(&t->brushes, theme);
	t->follows_ground = !strcmp(name, "auto");
	t->paints = paints;
	return true;
}

struct app_screen term_screen(const struct term *t)
{
	return (struct app_screen){
		.colorless = !brushes_have_colors(&t->brushes),
		.theme = t->ground.light ? "light" : "dark",
	};
}

static void ask_for_ground(struct term *t)
{
	if (!t->follows_ground || t->ground.asked || t->brushes.depth == THEME_NONE ||
	    !description_answers())
		return;
	tty_send(&t->tty, GROUND_QUESTION, strlen(GROUND_QUESTION));
	ground_asked(&t->ground, milliseconds_now());
	if (t->delay < ANSWER_DELAY)
		set_escdelay(ANSWER_DELAY);
}

static void take_answers(struct term *t)
{
	int64_t now = milliseconds_now();
	enum reply_kind kind;
	int value;

	while (input_answer(t->input, &kind, &value))
		if (ground_take(&t->ground, kind, value, now) && t->follows_ground)
			t->turned = true;
	if (t->turned)
		term_set_theme(t, "auto", t->paints);
	if (get_escdelay() != t->delay &&
	    (!t->ground.pending || now - t->ground.when > GROUND_LATEST))
		set_escdelay(t->delay);
}

/* Terminals answer to whoever listens then. */
static void stop_asking(struct term *t)
{
	int owed = ground_owes(&t->ground, milliseconds_now());

	if (t->ground.follows)
		tty_send(&t->tty, GROUND_SILENCE, strlen(GROUND_SILENCE));
	if (owed > 0)
		input_settle(t->input, owed);
	take_answers(t);
	t->ground.asked = t->ground.follows = false;
}

static bool read_input(struct term *t, struct event *event)
{
	bool read = input_read(t->input, event);

	take_answers(t);
	return read;
}

void term_draw(struct term *t, const struct grid *g)
{
	bool placed = g->cursor_row >= 0 && g->cursor_column >= 0;
	bool cursor = placed && !g->cursor_hidden;

	if (t->left)
		return;
	draw_grid(&t->brushes, &t->canvas, g);
	if (cursor != t->cursor)
		curs_set(cursor);
	t->cursor = cursor;
	if (placed)
		wmove(newscr, g->cursor_row, g->cursor_column);
	doupdate();
	draw_end(&t->canvas);
	ask_for_ground(t);
}

void term_redraw(struct term *t)
{
	canvas_forget(&t->canvas);
	t->ground.asked = false; /* it may be another terminal, behind a multiplexer */
}

/* Takes the screen again as it is after endwin(), or after a stop that nobody
 * announced: then the settings are the shell's. */
static void take_screen(struct term *t)
{
	reset_prog_mode();
	send_modes(t, true);
	take_size(t);
	canvas_forget(&t->canvas);
	werase(newscr);
	clearok(curscr, TRUE);
	doupdate();
	t->cursor = true;
	curs_set(0);
	t->cursor = false;
}

/* Tells one thing that a signal asked for; false: there is none. */
static bool tell_signal(struct term *t, struct event *event)
{
	t->asked |= signals_asked();
	if (t->asked & SIGNALS_QUIT) {
		event->type = EVENT_QUIT;
		t->asked &= ~(unsigned)SIGNALS_QUIT;
	} else if (t->asked & SIGNALS_SUSPEND) {
		t->asked &= ~(unsigned)SIGNALS_SUSPEND;
		term_suspend(t);
		event->type = EVENT_RESUME;
	} else if (t->asked & SIGNALS_CONTINUE) {
		t->asked &= ~(unsigned)SIGNALS_CONTINUE;
		endwin();
		take_screen(t);
		event->type = EVENT_RESUME;
	} else if (t->resized || t->asked & SIGNALS_RESIZE) {
		t->asked &= ~(unsigned)SIGNALS_RESIZE;
		take_size(t);
		t->resized = false;
		event->type = EVENT_RESIZE;
		event->rows = t->rows;
		event->columns = t->columns;
	}
	return event->type != EVENT_NONE;
}

/* Waits once.  False: the time is over, or `fd` can be read. */
static bool wait_once(struct term *t, int milliseconds, int fd, struct event *event)
{
	struct pollfd fds[] = {
		{.fd = fileno(t->tty.in), .events = POLLIN},
		{.fd = fd, .events = POLLIN},
	};
	int ready = signals_wait(fds, 2, milliseconds);

	if (tell_signal(t, event))
		return true;
	if (ready > 0 && fds[0].revents) {
		if (read_input(t, event))
			return true;
		if (t->turned)
			return false;
		if (tty_gone(&t->tty)) {
			event->type = EVENT_QUIT;
			return true;
		}
	}
	return ready < 0 || (ready > 0 && !fds[1].revents);
}

void term_wait(struct term *t, int milliseconds, int fd, struct event *event)
{
	int64_t until = milliseconds_now() + milliseconds;
	int left = milliseconds;

	*event = (struct event){.type = EVENT_NONE};
	t->turned = false;
	/* A key may wait in curses' own buffer, where poll() cannot see it. */
	if (!tell_signal(t, event) && !read_input(t, event) && !t->turned)
		while (wait_once(t, left, fd, event) && event->type == EVENT_NONE) {
			if (milliseconds < 0)
				continue;
			left = (int)(until - milliseconds_now());
			if (left <= 0)
				break;
		}
	event->now = time(NULL);
}

void term_leave(struct term *t)
{
	if (t->left)
		return;
	send_modes(t, false);
	stop_asking(t);
	curs_set(1);
	endwin();
	tty_restore(&t->tty);
	signals_lend();
	t->left = true;
}

void term_enter(struct term *t)
{
	if (!t->left)
		return;
	signals_take_back();
	t->left = false;
	take_screen(t);
}

void term_suspend(struct term *t)
{
	term_leave(t);
	signals_stop();
	term_enter(t);
}

bool term_copy(struct term *t, const char *text, size_t len, struct err *err)
{
	unsigned paths = clipboard_paths(getenv("TMUX"), getenv("STY"), getenv("TERM"));
	struct str bytes;
	bool ok;

	str_init(&bytes);
	ok = clipboard_sequence(&bytes, paths, text, len, err);
	if (ok)
		tty_send(&t->tty, bytes.data, bytes.len);
	str_release(&bytes);
	return ok;
}

void term_bell(struct term *t)
{
	(void)t;
	beep();
}

const char *term_library(void)
{
	return curses_version();
}
