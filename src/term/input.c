/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Curses takes bytes from the terminal one at a time and no further than the key
 * that they make, so a paste can be read past it: from the key that opens one up
 * to the bytes that close it, everything is text.  What the terminal answers begins as
 * no key does and is read past curses in the same way, but without waiting: the rest of
 * it comes when it comes.
 *
 * Bytes on the heels of others (within HEELS) were not typed by hand.  A second end behind
 * that of a paste shows that the first was part of it: what came between is no key.  What
 * a terminal answers to some other program, which may be words that this one chose, is told
 * by its end, and is no key either.
 */
#include "term/input.h"

#define NCURSES_NOMACROS
#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"
#include "term/keys.h"
#include "term/mouse.h"

#define CODE_PASTE 0x7001 /* beyond all that curses gives out itself */
#define CODE_MOUSE 0x7002
#define CODE_OSC 0x7003
#define CODE_CSI 0x7004
#define CODE_PASTE_END 0x7005
#define PASTE_BEGINS "\033[200~"
#define PASTE_ENDS "\033[201~"
#define PASTE_MOST (16u << 20)
#define PASTE_PATIENCE 5000 /* milliseconds without a byte: it will not end */
#define MOUSE_PATIENCE 500
#define REPLY_PATIENCE 1000 /* the same of an answer */
#define HEELS 25            /* milliseconds between bytes that came together */
#define HEELS_MOST 65536    /* keys that are held meanwhile */

struct answer {
	enum reply_kind kind;
	int value;
};

struct input {
	int fd;
	WINDOW *pad;        /* reading from it refreshes no screen */
	VEC(uint32_t) held; /* keys that came with another, or while nobody listened */
	bool held_paste;    /* behind them */
	bool pasted;        /* just now: its end may have been part of it */
	bool stray_end;     /* of a paste, which none began */
	struct reply reply; /* of which a part has come */
	char alien;         /* ] or [: another answer than ours began so; 0: none did */
	int64_t reply_time; /* when its last byte came, in milliseconds */
	VEC(struct answer) answers;
	struct str paste;
	struct err cut; /* what to say of the last paste */
	struct mouse mouse;
	struct event report; /* of the mouse, which came instead of a key; EVENT_NONE: none */
};

struct input *input_new(int fd)
{
	struct input *in = mem_zalloc(sizeof *in);

	in->fd = fd;
	in->pad = newpad(1, 1);
	str_init(&in->paste);
	keypad(in->pad, TRUE);
	nodelay(in->pad, TRUE);
	define_key(PASTE_BEGINS, CODE_PASTE);
	define_key(PASTE_ENDS, CODE_PASTE_END);
	define_key(MOUSE_BEGINS, CODE_MOUSE);
	define_key(REPLY_OSC, CODE_OSC);
	define_key(REPLY_CSI, CODE_CSI);
	return in;
}

void input_free(struct input *in)
{
	if (!in)
		return;
	delwin(in->pad);
	str_release(&in->paste);
	vec_release(&in->held);
	vec_release(&in->answers);
	free(in);
}

/* How many bytes at the end of the paste begin what ends it. */
static size_t ending(const struct str *paste)
{
	size_t most = sizeof PASTE_ENDS - 1;

	for (size_t n = paste->len < most ? paste->len : most; n > 0; n--)
		if (!memcmp(paste->data + paste->len - n, PASTE_ENDS, n))
			return n;
	return 0;
}

/* Up to `len` bytes; 0 when no more come. */
static size_t read_some(int fd, char *bytes, size_t len, int patience)
{
	struct pollfd wait = {.fd = fd, .events = POLLIN};
	ssize_t n;

	do {
		if (poll(&wait, 1, patience) <= 0)
			return 0;
		n = read(fd, bytes, len);
	} while (n < 0 && (errno == EINTR || errno == EAGAIN));
	return n > 0 ? (size_t)n : 0;
}

/* Never reads beyond the end: as long as k bytes of the mark have come, it takes
 * at least the other ones. */
static void read_paste(struct input *in)
{
	const size_t mark = sizeof PASTE_ENDS - 1;
	struct str *paste = &in->paste;
	char bytes[sizeof PASTE_ENDS];
	size_t matched = 0, n;
	bool cut = false;

	str_clear(paste);
	while (matched < mark &&
	       (n = read_some(in->fd, bytes, mark - matched, PASTE_PATIENCE)) > 0) {
		str_addn(paste, bytes, n);
		matched = ending(paste);
		if (paste->len > PASTE_MOST + mark) {
			/* Read on to the end, but keep only what may belong to the mark. */
			cut = true;
			str_remove(paste, PASTE_MOST, paste->len - PASTE_MOST - matched);
		}
	}
	str_truncate(paste, paste->len - (matched == mark ? mark : 0));
	if (cut)
		err_set(&in->cut, "paste: only the first %u MiB were taken", PASTE_MOST >> 20);
}

static bool paste_event(struct input *in, struct event *event)
{
	read_paste(in);
	in->pasted = true;
	event->type = EVENT_PASTE;
	event->text = in->paste.data;
	event->len = in->paste.len;
	event->ok = !in->cut.text[0];
	return true;
}

static int64_t milliseconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The rest of a report, byte by byte, as its end is not known before.  False: it is none
 * that means something. */
static bool take_report(struct input *in)
{
	char report[MOUSE_REPORT];
	size_t len = 0;

	while (len < sizeof report && read_some(in->fd, report + len, 1, MOUSE_PATIENCE)) {
		char last = report[len++];

		if (last != ';' && (last < '0' || last > '9'))
			break;
	}
	return mouse_read(&in->mouse, report, len, milliseconds_now(), &in->report);
}

/* Reads on in an answer as far as it has come.  False: there is more to come. */
static bool read_reply(struct input *in)
{
	struct pollfd wait = {.fd = in->fd, .events = POLLIN};
	char byte;

	if (milliseconds_now() - in->reply_time > REPLY_PATIENCE)
		in->reply.open = false;
	while (in->reply.open && poll(&wait, 1, 0) > 0 && read(in->fd, &byte, 1) == 1) {
		enum reply_step step = reply_take(&in->reply, byte);
		struct answer answer;

		in->reply_time = milliseconds_now();
		if (step == REPLY_ALIEN) {
			ungetch((unsigned char)byte);
			in->alien = in->reply.osc ? ']' : '[';
		}
		if (step != REPLY_DONE)
			continue;
		answer.kind = reply_read(&in->reply, &answer.value);
		vec_push(&in->answers, answer);
	}
	return !in->reply.open;
}

/* A key, or CODE_PASTE; 0: nothing there, nothing we know, or a report of the mouse. */
static uint32_t read_key(struct input *in, bool *paste)
{
	wint_t character = 0;
	int got;

	*paste = false;
	do {
		if (in->reply.open && (!read_reply(in) || in->alien))
			return 0;
		got = wget_wch(in->pad, &character);
		if (got == OK)
			return keys_of_character(character);
		if (got == KEY_CODE_YES && character == CODE_PASTE)
			*paste = true;
		else if (got == KEY_CODE_YES && character == CODE_PASTE_END)
			in->stray_end = true;
		else if (got == KEY_CODE_YES && character == CODE_MOUSE) {
			if (take_report(in))
				return 0;
		} else if (got == KEY_CODE_YES &&
			   (character == CODE_OSC || character == CODE_CSI)) {
			reply_begin(&in->reply, character == CODE_OSC);
			in->reply_time = milliseconds_now();
		} else if (got == KEY_CODE_YES) {
			uint32_t key = keys_of_code((int)character, keyname((int)character));

			if (key)
				return key;
		}
	} while (got == KEY_CODE_YES && !*paste);
	return 0;
}

/* The next key, if it comes on the heels of the last. */
static uint32_t key_on_heels(struct input *in, bool *paste)
{
	struct pollfd wait = {.fd = in->fd, .events = POLLIN};
	uint32_t key = read_key(in, paste);

	if (!key && !*paste && in->report.type == EVENT_NONE && poll(&wait, 1, HEELS) > 0)
		key = read_key(in, paste);
	return key;
}

/* Whether a control sequence or string that begins with Esc and `opener` (ECMA-48) has its
 * end on its heels.  If not, its keys are held. */
static bool is_answer(struct input *in, uint32_t opener)
{
	size_t from = in->held.len;
	uint32_t key, last = 0;
	bool ended = false, more = true;

	while (more && !in->held_paste && in->held.len - from < HEELS_MOST &&
	       (key = key_on_heels(in, &in->held_paste))) {
		vec_push(&in->held, key);
		if (opener == '[')
			ended = key >= '@' && key <= '~';
		else
			ended = key == ('g' | KEY_CTRL) || (key == '\\' && last == KEY_ESCAPE);
		more = !ended && (opener != '[' || (key >= ' ' && key < '@'));
		last = key;
	}
	if (ended)
		in->held.len = from;
	return ended;
}

/* What began as an answer to us goes on as another's, or as keys. */
static void hold_alien(struct input *in)
{
	uint32_t opener = (uint32_t)in->alien;

	in->alien = '\0';
	is_answer(in, opener);
}

/* Alt is an Esc that comes in one go with another key.  0: it was an answer. */
static uint32_t with_alt(struct input *in)
{
	bool paste;
	uint32_t next = read_key(in, &paste);

	if (paste)
		in->held_paste = true;
	else if (next == KEY_ESCAPE)
		vec_push(&in->held, next);
	else if (next && next < 0x80 && strchr("[]PX^_", (int)next) && is_answer(in, next))
		return 0;
	else if (next)
		return next | KEY_ALT;
	return KEY_ESCAPE;
}

/* Holds the keys on the heels of a paste, unless they were part of it. */
static void hold_behind_paste(struct input *in)
{
	size_t from = in->held.len;
	uint32_t key;

	in->pasted = in->stray_end = false;
	while (!in->held_paste && in->held.len < HEELS_MOST &&
	       (key = key_on_heels(in, &in->held_paste)))
		vec_push(&in->held, key);
	if (!in->stray_end)
		return;
	in->held.len = from;
	err_set(&in->cut, "paste: what followed an end of paste in it was left out");
}

static bool cut_event(struct input *in, struct event *event)
{
	str_clear(&in->paste);
	str_add(&in->paste, in->cut.text);
	in->cut.text[0] = '\0';
	event->type = EVENT_MESSAGE;
	event->text = in->paste.data;
	event->len = in->paste.len;
	return true;
}

static bool key_event(struct event *event, uint32_t key)
{
	event->type = EVENT_KEY;
	event->key = key;
	return key;
}

bool input_read(struct input *in, struct event *event)
{
	bool paste = false;
	uint32_t key = 0;

	if (in->pasted)
		hold_behind_paste(in);
	if (in->alien)
		hold_alien(in);
	if (in->cut.text[0])
		return cut_event(in, event);
	if (in->held.len > 0) {
		key = in->held.items[0];
		vec_remove(&in->held, 0);
		return key_event(event, key);
	}
	if (in->held_paste) {
		in->held_paste = false;
		return paste_event(in, event);
	}
	if (in->report.type == EVENT_NONE)
		key = read_key(in, &paste);
	if (paste)
		return paste_event(in, event);
	if (!key && in->report.type != EVENT_NONE) {
		*event = in->report;
		in->report.type = EVENT_NONE;
		return true;
	}
	if (key == KEY_ESCAPE)
		key = with_alt(in);
	if (!key)
		return in->alien && input_read(in, event);
	return key_event(event, key);
}

bool input_answer(struct input *in, enum reply_kind *kind, int *value)
{
	if (!in->answers.len)
		return false;
	*kind = in->answers.items[0].kind;
	*value = in->answers.items[0].value;
	vec_remove(&in->answers, 0);
	return true;
}

static bool settled(const struct input *in)
{
	for (size_t i = 0; i < in->answers.len; i++)
		if (in->answers.items[i].kind == REPLY_DEVICE)
			return true;
	return false;
}

void input_settle(struct input *in, int milliseconds)
{
	struct pollfd wait = {.fd = in->fd, .events = POLLIN};
	int64_t until = milliseconds_now() + milliseconds;
	int left = milliseconds;

	while (left > 0 && !in->held_paste && !settled(in) && poll(&wait, 1, left) > 0) {
		bool paste;
		uint32_t key = read_key(in, &paste);

		in->held_paste = paste; /* what follows is its text */
		if (key)
			vec_push(&in->held, key);
		else if (!paste && !in->reply.open && !in->answers.len)
			return; /* the terminal is gone */
		left = (int)(until - milliseconds_now());
	}
}
