/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes that came so far, without beginning and end.  An answer that is cut off must
 * not swallow what is typed after it, so only bytes that such answers have are taken.
 */
#include "term/reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void reply_begin(struct reply *r, bool osc)
{
	*r = (struct reply){.open = true, .osc = osc};
}

static enum reply_step end(struct reply *r, enum reply_step step)
{
	r->open = false;
	r->text[r->len] = '\0';
	return step;
}

static enum reply_step keep(struct reply *r, char byte)
{
	if (r->len + 1 == sizeof r->text)
		return end(r, REPLY_ALIEN);
	r->text[r->len++] = byte;
	return REPLY_MORE;
}

/* "rgb:ffff/ffff/ffff" with BEL or ESC \ after it. */
static enum reply_step take_osc(struct reply *r, char byte)
{
	if (r->escaped)
		return end(r, byte == '\\' ? REPLY_DONE : REPLY_ALIEN);
	if (byte == '\a')
		return end(r, REPLY_DONE);
	r->escaped = byte == '\033';
	if (r->escaped)
		return REPLY_MORE;
	if (byte && strchr("0123456789abcdefABCDEFrg:/#", byte))
		return keep(r, byte);
	return end(r, REPLY_ALIEN);
}

/* "62;22c", "997;1n": parameters and a letter. */
static enum reply_step take_csi(struct reply *r, char byte)
{
	enum reply_step step;

	if ((byte < '0' || byte > ';') && byte != '$' && (byte < 'a' || byte > 'z'))
		return end(r, REPLY_ALIEN);
	step = keep(r, byte);
	return step == REPLY_MORE && byte >= 'a' ? end(r, REPLY_DONE) : step;
}

enum reply_step reply_take(struct reply *r, char byte)
{
	return r->osc ? take_osc(r, byte) : take_csi(r, byte);
}

/* One to four hexadecimal digits, the most of them 255; -1: something else. */
static int channel(const char *digits, size_t len)
{
	char text[5] = "";
	char *stop;
	long value;

	if (len < 1 || len > 4)
		return -1;
	memcpy(text, digits, len);
	value = strtol(text, &stop, 16);
	return *stop ? -1 : (int)(value * 255 / ((1L << 4 * len) - 1));
}

/* "rgb:R/G/B", "rgba:R/G/B/A", "#RRGGBB". */
static int color(const char *text)
{
	const char *at = strchr(text, ':');
	size_t len = strlen(text) / 3;
	int rgb = 0;

	if (!at && (text[0] != '#' || strlen(text) % 3 != 1))
		return -1;
	at = at && strncmp(text, "rgb", 3) ? NULL : at ? at + 1 : text + 1;
	for (int i = 0; at && i < 3; i++) {
		size_t n = text[0] == '#' ? len : strcspn(at, "/");
		int value = channel(at, n);

		if (value < 0)
			return -1;
		rgb = rgb << 8 | value;
		at += n + (at[n] == '/');
	}
	return at ? rgb : -1;
}

enum reply_kind reply_read(const struct reply *r, int *value)
{
	*value = 0;
	if (r->osc) {
		*value = color(r->text);
		return *value < 0 ? REPLY_OTHER : REPLY_GROUND;
	}
	if (!strcmp(r->text, "997;1n") || !strcmp(r->text, "997;2n")) {
		*value = r->text[4] == '2';
		return REPLY_LIGHT;
	}
	return r->len > 0 && r->text[r->len - 1] == 'c' ? REPLY_DEVICE : REPLY_OTHER;
}
