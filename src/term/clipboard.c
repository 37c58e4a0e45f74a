/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sequence is ESC ] 52 ; c ; BASE64 BEL.  tmux takes it for itself or passes
 * it on, as it is told (set-clipboard); what stands in its own wrapping goes
 * through when allow-passthrough says so.  Either may be off, so it gets both.
 * screen hands on what it gets in DCS strings, and only short ones.
 */
#include "term/clipboard.h"

#include <stdlib.h>
#include <string.h>

#include <nettle/base64.h>

#include "base/mem.h"

#define SCREEN_CHUNK 240

unsigned clipboard_paths(const char *tmux, const char *sty, const char *term)
{
	if (tmux && *tmux)
		return CLIPBOARD_PLAIN | CLIPBOARD_TMUX;
	if (sty && *sty)
		return CLIPBOARD_SCREEN;
	/* Through ssh only the name is left, and tmux uses screen's too. */
	if (term && !strncmp(term, "screen", 6))
		return CLIPBOARD_PLAIN | CLIPBOARD_SCREEN;
	return CLIPBOARD_PLAIN;
}

static void wrap_tmux(struct str *out, const struct str *osc)
{
	str_add(out, "\033Ptmux;");
	for (size_t i = 0; i < osc->len; i++) {
		if (osc->data[i] == '\033')
			str_addc(out, '\033');
		str_addc(out, osc->data[i]);
	}
	str_add(out, "\033\\");
}

static void wrap_screen(struct str *out, const struct str *osc)
{
	for (size_t at = 0; at < osc->len; at += SCREEN_CHUNK) {
		size_t n = osc->len - at < SCREEN_CHUNK ? osc->len - at : SCREEN_CHUNK;

		str_add(out, "\033P");
		str_addn(out, osc->data + at, n);
		str_add(out, "\033\\");
	}
}

bool clipboard_sequence(struct str *out, unsigned paths, const char *text, size_t len,
			struct err *err)
{
	struct str osc;
	char *base64;

	if (len > CLIPBOARD_MOST)
		return err_set(err, "clipboard: %zu kB are too much for the terminal (most: %d kB)",
			       len / 1000, CLIPBOARD_MOST / 1000);
	base64 = mem_alloc(BASE64_ENCODE_RAW_LENGTH(len) + 1);
	base64_encode_raw(base64, len, (const uint8_t *)text);
	str_init(&osc);
	str_add(&osc, "\033]52;c;");
	str_addn(&osc, base64, BASE64_ENCODE_RAW_LENGTH(len));
	str_add(&osc, "\a");
	free(base64);
	if (paths & CLIPBOARD_PLAIN)
		str_addn(out, osc.data, osc.len);
	if (paths & CLIPBOARD_TMUX)
		wrap_tmux(out, &osc);
	if (paths & CLIPBOARD_SCREEN)
		wrap_screen(out, &osc);
	str_release(&osc);
	return true;
}
