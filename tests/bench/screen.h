/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program in a pseudo-terminal that libvterm reads, and when its last byte came.
 * Knows nothing of which program it is and what is expected of it. */
#ifndef LUTRIN_BENCH_SCREEN_H
#define LUTRIN_BENCH_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <vterm.h>

#define SCREEN_ROWS 128
#define SCREEN_ROW 2048 /* bytes of a row */

struct screen {
	int rows, columns;
	int fd;
	pid_t pid; /* 0: not running */
	VTerm *vterm;
	VTermScreen *cells;
	double asked, last; /* ms: when keys were last sent, when the last byte came */
	double painted; /* ms: … the last one that changed a row between the first and the last */
	size_t bytes;   /* that came since keys were last sent */
	char row[SCREEN_ROWS]
		[SCREEN_ROW]; /* UTF-8, without blanks at the end; as of the last look */
	char rest[4];         /* the beginning of a character whose other bytes are to come */
	size_t rest_len;
	uint64_t inside; /* a digest of those rows' characters */
	uint64_t digest; /* of characters, attributes and cursor */
};

/* Whether the screen is what was waited for. */
typedef bool screen_check(const struct screen *s, const void *what);

double screen_now(void); /* ms */

/* Starts argv[0] (found in PATH), in the folder `home`, which is its $HOME too. */
bool screen_open(struct screen *s, char *const argv[], const char *home, int rows, int columns);
void screen_close(struct screen *s); /* by SIGKILL */

/* Sets the clock and sends keys, or a new size. */
bool screen_send(struct screen *s, const char *keys, size_t len);
void screen_resize(struct screen *s, int rows, int columns);

/* Takes in what comes until `check` holds and nothing more has come for `silence` ms: the
 * ms from what was sent last to the last byte, or -1 after `deadline` ms.  A program that
 * goes on painting (its progress) for 300 ms after `check` held is given the time at which
 * it first did. */
double screen_wait(struct screen *s, screen_check *check, const void *what, double silence,
		   double deadline);

#endif
