/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text as the escape sequence that puts it on the clipboard (OSC 52, xterm's
 * ctlseqs), wrapped for the multiplexers that stand between.
 */
#ifndef LUTRIN_TERM_CLIPBOARD_H
#define LUTRIN_TERM_CLIPBOARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Terminals drop longer sequences without a word. */
#define CLIPBOARD_MOST 74000 /* bytes of text: 100 kB of base64 */

enum clipboard_path {
	CLIPBOARD_PLAIN = 1,
	CLIPBOARD_TMUX = 2,
	CLIPBOARD_SCREEN = 4,
};

/* The ways to the terminal, by what $TMUX, $STY and $TERM hold (NULL: unset). */
unsigned clipboard_paths(const char *tmux, const char *sty, const char *term);

/* Appends the sequences for each of the ways. */
bool clipboard_sequence(struct str *out, unsigned paths, const char *text, size_t len,
			struct err *err);

#endif
