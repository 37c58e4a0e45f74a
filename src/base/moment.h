/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Moments as text: ISO 8601 in UTC, "2026-11-21T07:31:55Z".  Has no clock: the
 * time comes from the caller.
 */
#ifndef LUTRIN_BASE_MOMENT_H
#define LUTRIN_BASE_MOMENT_H

#include <stdbool.h>
#include <time.h>

#define MOMENT_TEXT 32

void moment_text(time_t when, char out[MOMENT_TEXT]);

/* Reads what moment_text() writes, and fractions and numeric offsets too. */
bool moment_parse(const char *text, time_t *when);

#endif
