/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nothing is kept: a cluster goes in and bytes come out.
 */
#include "layout/shown.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "base/utf8.h"
#include "layout/grapheme.h"

#define MOST (GRAPHEME_MAX * UTF8_MAX + 1)

/* Composes the cluster where that makes it shorter, so that a decomposed text looks
 * as its composed twin on a terminal that puts no marks on letters.  Returns how many
 * bytes `out` holds now; 0: the cluster stays as it is. */
static size_t compose(const char *cluster, size_t len, char *out, size_t size)
{
	size_t count = utf8_count(cluster, len), composed = size;
	uint8_t *got;

	if (count == 1)
		return 0;
	got = u8_normalize(UNINORM_NFC, (const uint8_t *)cluster, len, (uint8_t *)out, &composed);
	if (got != (uint8_t *)out) { /* it has no room there, or cannot be */
		free(got);
		return 0;
	}
	return utf8_count(out, composed) < count ? composed : 0;
}

/* As many whole code points as there is room for, up to the first control. */
static size_t keep(const char *cluster, size_t len, char *out, size_t size)
{
	size_t used = 0;
	char32_t cp;

	for (size_t at = 0; at < len;) {
		char bytes[UTF8_MAX];
		size_t n;

		at += utf8_decode(cluster + at, len - at, &cp);
		n = utf8_encode(grapheme_character(cp), bytes);
		if (used + n >= size || utf8_is_control(cp))
			break;
		memcpy(out + used, bytes, n);
		used += n;
	}
	out[used] = '\0';
	return used;
}

size_t shown_cluster(const char *cluster, size_t len, char *out, size_t size)
{
	const char *sign = grapheme_sign(cluster, len);
	char composed[MOST];
	size_t n;

	if (sign)
		return keep(sign, strlen(sign), out, size);
	if (len > 1 && (n = compose(cluster, len, composed, sizeof composed)) > 0)
		return keep(composed, n, out, size);
	return keep(cluster, len, out, size);
}

/* How many bytes from `at` on are printable ASCII, line feeds and tabs: most of them,
 * and nothing is to be asked about these.  The last may bear a mark that follows. */
static size_t simple(const char *text, size_t at, size_t len)
{
	size_t end = at;

	while (end < len &&
	       ((text[end] >= 0x20 && text[end] < 0x7F) || text[end] == '\n' || text[end] == '\t'))
		end++;
	return end > at && end < len ? end - at - 1 : end - at;
}

void shown_add(struct str *out, const char *text, size_t len)
{
	for (size_t at = 0, n; at < len; at += n) {
		char drawn[MOST];

		n = simple(text, at, len);
		if (n > 0) {
			str_addn(out, text + at, n);
			continue;
		}
		n = grapheme_length(text, at, len);
		if (text[at + n - 1] == '\n' || text[at] == '\t') /* CR LF ends a line too */
			str_addc(out, text[at + n - 1]);
		else if (grapheme_width(text + at, n) > 0)
			str_addn(out, drawn, shown_cluster(text + at, n, drawn, sizeof drawn));
	}
}
