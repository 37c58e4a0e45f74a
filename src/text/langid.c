/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/langid.h"

const char *langid_find(const char *text, size_t len)
{
	(void)text;
	(void)len;
	return NULL;
}
