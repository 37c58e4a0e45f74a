/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 (FIPS 180-4, by nettle), as text. */
#ifndef LUTRIN_BASE_DIGEST_H
#define LUTRIN_BASE_DIGEST_H

#include <stddef.h>

#include "base/str.h"

#define DIGEST_TEXT 65 /* 64 lower-case hexadecimal digits and a NUL */

void digest_text(const char *bytes, size_t len, char out[DIGEST_TEXT]);

/* The name and version of the library below: "Nettle 3.8". */
void digest_add_library(struct str *out);

#endif
