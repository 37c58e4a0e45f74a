/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asks terminfo by the names of its capabilities.  A file of its own because
 * <term.h> turns `lines`, `columns` and many other words into macros.
 */
#include "term/description.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

#include "base/mem.h"

/* NULL where the terminal has no such string. */
static const char *string(const char *capability)
{
	const char *value = tigetstr(capability);

	return value && value != (char *)-1 && *value ? value : NULL;
}

enum description { DESCRIPTION_GOOD, DESCRIPTION_SIMPLE, DESCRIPTION_UNKNOWN };

static enum description look_up(int fd, const char *name)
{
	enum description result = DESCRIPTION_GOOD;
	int status;

	if (setupterm(name, fd, &status) != OK)
		return DESCRIPTION_UNKNOWN;
	if (!string("cup"))
		result = DESCRIPTION_SIMPLE;
	del_curterm(cur_term);
	return result;
}

/* `head`, its tail for plain colours exchanged, when such a terminal is known. */
static char *sister(int fd, const char *head, const char *tail)
{
	size_t len = strlen(head), cut = strlen(tail);
	struct str name;

	if (len <= cut || strcmp(head + len - cut, tail))
		return NULL;
	str_init(&name);
	str_addn(&name, head, len - cut);
	str_add(&name, "-direct");
	if (look_up(fd, name.data) == DESCRIPTION_GOOD)
		return name.data;
	str_release(&name);
	return NULL;
}

/* "xterm-256color" → "xterm-direct", "xterm-kitty" → "kitty-direct". */
static char *direct_name(int fd, const char *name)
{
	static const char *const tails[] = {"-256color", "-color", ""};
	const char *short_name = strncmp(name, "xterm-", 6) ? name : name + 6;
	char *found = NULL;

	for (size_t i = 0; i < sizeof tails / sizeof *tails && !found; i++) {
		found = sister(fd, name, tails[i]);
		if (!found)
			found = sister(fd, short_name, tails[i]);
	}
	return found;
}

static bool promised_direct(const char *name)
{
	const char *color = getenv("COLORTERM");

	return color && (!strcmp(color, "truecolor") || !strcmp(color, "24bit")) &&
	       !strstr(name, "-direct");
}

char *description_name(int fd, struct err *err)
{
	const char *name = getenv("TERM");
	char *direct = NULL;

	if (!name || !*name) {
		err_set(err, "TERM: not set; the terminal is unknown");
		return NULL;
	}
	switch (look_up(fd, name)) {
	case DESCRIPTION_UNKNOWN:
		err_set(err, "TERM=%s: no description of this terminal is installed", name);
		return NULL;
	case DESCRIPTION_SIMPLE:
		err_set(err,
			"TERM=%s: this terminal cannot move its cursor (lutrin print needs none)",
			name);
		return NULL;
	default:
		break;
	}
	if (promised_direct(name))
		direct = direct_name(fd, name);
	return direct ? direct : mem_strdup(name);
}

bool description_direct(void)
{
	return tigetflag("RGB") > 0 || COLORS >= 1 << 24;
}

bool description_ansi(void)
{
	const char *move = string("cup");

	return move && !strncmp(move, "\033[", 2);
}

bool description_mouse(bool tmux)
{
	const char *report = string("kmous"), *modes = string("XM");

	return tmux || (report && !strcmp(report, "\033[<")) || (modes && strstr(modes, "1006"));
}

bool description_answers(void)
{
	static const char *const heads[] = {"linux",  "vt1",    "vt2",   "vt5",    "ansi",
					    "pcansi", "cons25", "wsvt",  "cygwin", "hurd",
					    "mach",   "sun",    "eterm", "Eterm",  "dumb"};
	const char *name = termname();

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (!strncmp(name, heads[i], strlen(heads[i])))
			return false;
	return description_ansi();
}

/* Without the padding ($<…>) that only tputs() understands. */
static void add_plain(struct str *out, const char *value)
{
	while (value && *value) {
		const char *padding = strstr(value, "$<");
		const char *end = padding ? strchr(padding, '>') : NULL;

		if (!end) {
			str_add(out, value);
			return;
		}
		str_addn(out, value, (size_t)(padding - value));
		value = end + 1;
	}
}

void description_place(struct str *out, int row, int column)
{
	add_plain(out, tparm(string("cup"), row, column));
}

void description_clear_line(struct str *out)
{
	add_plain(out, string("el"));
}

void description_hold(struct str *out, bool on)
{
	if (on && description_ansi())
		str_add(out, "\033[?2026h");
	if (string("rmam") && string("smam"))
		add_plain(out, string(on ? "rmam" : "smam"));
	if (!on && description_ansi())
		str_add(out, "\033[?2026l");
}

void description_farewell(struct str *out)
{
	static const char *const capabilities[] = {"sgr0", "op", "smam", "rmkx", "cnorm", "rmcup"};

	for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++)
		add_plain(out, string(capabilities[i]));
}
