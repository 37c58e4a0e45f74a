/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Confinement: what a mistake in this program could still do, once it was led astray by
 * what it reads.  For Linux; where the kernel or the build knows none of it nothing
 * happens.  Must not know what is written, and why.
 */
#ifndef LUTRIN_BASE_CONFINE_H
#define LUTRIN_BASE_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* From here on this process (the calling thread, and all that it starts) makes, changes
 * and removes files below these folders only, of `count` 0 nowhere; it runs no program,
 * opens no connection and looks into no other process.  It reads what it could, and what
 * is open stays open.  There is no way back.  A folder that is missing counts for nothing. */
void confine(char *const *folders, size_t count);

/* What there is of it here: "Landlock ABI 3, seccomp"; nothing is added where there is
 * none. */
void confine_add_means(struct str *out);

#endif
