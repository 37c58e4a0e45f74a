/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A report is "BUTTON;COLUMN;ROW" and M, or m when the button is let go; BUTTON has bits
 * for the keys held, for motion and for the wheel (XTerm Control Sequences, "Extended
 * coordinates").
 */
#include "term/mouse.h"

#define BUTTON 3u /* 0: left, 1: middle, 2: right, 3: none */
#define KEYS 28u  /* Shift, Alt, Ctrl */
#define MOTION 32u
#define WHEEL 64u
#define FURTHER 128u /* buttons 8 to 11 */

#define NUMBER_MOST 100000u
#define DOUBLE 400 /* milliseconds between the clicks of one */
#define CLICKS 3

/* A number up to `end`; moves *at behind it. */
static bool take_number(const char *report, size_t len, size_t *at, char end, unsigned *number)
{
	size_t first = *at;

	*number = 0;
	while (*at < len && report[*at] >= '0' && report[*at] <= '9' && *number < NUMBER_MOST)
		*number = *number * 10 + (unsigned)(report[(*at)++] - '0');
	if (*at == first || *at == len || (end && report[*at] != end))
		return false;
	++*at;
	return true;
}

static int clicks_at(struct mouse *m, int row, int column, int64_t now)
{
	bool again = row == m->row && column == m->column && now - m->pressed <= DOUBLE;

	m->clicks = again && m->clicks < CLICKS ? m->clicks + 1 : 1;
	m->row = row;
	m->column = column;
	m->pressed = now;
	return m->clicks;
}

bool mouse_read(struct mouse *m, const char *report, size_t len, int64_t now, struct event *event)
{
	unsigned button, column, row;
	size_t at = 0;
	bool down;

	if (!take_number(report, len, &at, ';', &button) ||
	    !take_number(report, len, &at, ';', &column) ||
	    !take_number(report, len, &at, '\0', &row) || at != len || !row || !column)
		return false;
	down = report[len - 1] == 'M';
	if ((!down && report[len - 1] != 'm') || button & (FURTHER | KEYS))
		return false;
	*event =
		(struct event){.type = EVENT_MOUSE, .row = (int)row - 1, .column = (int)column - 1};
	if (button & WHEEL) {
		event->mouse = button & 1 ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP;
		return down && (button & BUTTON) < 2; /* the others turn sideways */
	}
	if (button & BUTTON)
		return false;
	if (button & MOTION)
		event->mouse = MOUSE_DRAG;
	else
		event->mouse = down ? MOUSE_PRESS : MOUSE_RELEASE;
	if (event->mouse == MOUSE_PRESS)
		event->number = clicks_at(m, event->row, event->column, now);
	return true;
}
