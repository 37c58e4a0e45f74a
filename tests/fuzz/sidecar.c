/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a sidecar: what is written after reading it reads as the same again. */
#include <string.h>

#include "fuzz.h"
#include "notes/sidecar.h"

#define NOW "2026-01-02T03:04:05Z"

static struct notebook *read_book(const char *bytes, size_t len, struct sidecar_report *report)
{
	struct notebook *b = notebook_new(&(struct notebook_writer){.device = "test"});

	if (sidecar_parse(b, bytes, len, report, NULL))
		return b;
	notebook_free(b);
	return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sidecar_report first, second;
	struct notebook *b = read_book((const char *)data, size, &first), *again;
	struct str one, two;

	if (!b)
		return 0;
	str_init(&one);
	str_init(&two);
	sidecar_write(b, NULL, NOW, &one);
	again = read_book(one.data, one.len, &second);
	HOLDS(again);
	HOLDS(notebook_count(again) == notebook_count(b));
	HOLDS(first.not_understood == second.not_understood);
	sidecar_write(again, NULL, NOW, &two);
	HOLDS(one.len == two.len && !memcmp(one.data, two.data, one.len));
	str_release(&one);
	str_release(&two);
	notebook_free(again);
	notebook_free(b);
	return 0;
}
