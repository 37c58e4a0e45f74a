/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three walks, one after the other, each from where it stands: over what is not a copy of
 * our own yet (offsets of the text), over what the index has not reached, and over what
 * the digest lacks (offsets of the file).
 */
#include "text/settle.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "text/inside.h"

#define ROOM ((size_t)64 << 10)   /* bytes that are digested in one go */
#define PIECE ((size_t)256 << 10) /* … that are copied */
#define SLOW 8                    /* times that this takes more than a walk through the text */
#define DIGEST_AT_ONCE ((size_t)16 << 10) /* bytes */

bool article_is_plain(const char *bytes, size_t len)
{
	return charset_is_clean(bytes, len) && !memchr(bytes, '\0', len);
}

size_t article_cut_character(const char *bytes, size_t len)
{
	for (size_t back = 1; back < UTF8_MAX && back <= len; back++) {
		unsigned char c = (unsigned char)bytes[len - back];

		if ((c & 0xC0) != 0x80)
			return c >= (back == 1 ? 0xC0 : back == 2 ? 0xE0 : 0xF0) ? back : 0;
	}
	return 0;
}

/* ---- the digest */
/* Digests a piece; false when there is none. */
static bool digest_piece(struct article *a, size_t most)
{
	size_t left = a->source ? source_size(a->source) - a->digested : 0;
	char room[ROOM];

	if (!left)
		return false;
	most = most < sizeof room ? most : sizeof room;
	most = most < left ? most : left;
	sha256_update(&a->digest, most,
		      (const uint8_t *)source_read(a->source, a->digested, most, room));
	a->digested += most;
	return true;
}

const char *article_sha256(struct article *a)
{
	uint8_t bytes[SHA256_DIGEST_SIZE];
	struct sha256_ctx digest;

	if (a->sha256[0])
		return a->sha256;
	while (digest_piece(a, SIZE_MAX))
		;
	digest = a->digest; /* a stream goes on with it */
	sha256_digest(&digest, sizeof bytes, bytes);
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(a->sha256 + 2 * i, 3, "%02x", bytes[i]);
	return a->sha256;
}

const char *article_sha256_known(struct article *a)
{
	if (a->sha256[0] || !a->source || source_size(a->source) - a->digested <= DIGEST_AT_ONCE)
		return article_sha256(a);
	a->wants_digest = true;
	return NULL;
}

/* ---- idle time */
static bool lacks_digest(const struct article *a)
{
	return a->wants_digest && !a->sha256[0];
}

bool article_look_far(struct article *a)
{
	bool cut = a->memory.cut;

	a->memory.horizon = 0;
	a->memory.cut = false;
	if (cut)
		lines_forget(&a->memory);
	return cut;
}

bool article_busy(const struct article *a)
{
	return a->settling || !article_index_reaches(a, a->lines.size) || lacks_digest(a);
}

static void settle_piece(struct article *a, size_t bytes)
{
	size_t skip, end;

	a->stale = !source_settle(a->source, bytes);
	skip = (size_t)(a->lines.text - source_bytes(a->source));
	end = source_settled(a->source) - skip;
	if (end < a->lines.size)
		end -= article_cut_character(a->lines.text + a->settled, end - a->settled);
	a->stale = a->stale || !article_is_plain(a->lines.text + a->settled, end - a->settled);
	a->settled = end;
	a->settling = !a->stale && source_mapped(a->source);
}

void article_settle(struct article *a)
{
	while (a->settling)
		settle_piece(a, PIECE);
}

bool article_is_stale(const struct article *a)
{
	return a->stale;
}

bool article_step(struct article *a, size_t bytes)
{
	if (a->settling)
		settle_piece(a, bytes / SLOW);
	else if (!article_index_reaches(a, a->lines.size))
		index_step(a->index, bytes);
	else if (lacks_digest(a) && !digest_piece(a, bytes / SLOW))
		article_sha256(a);
	if (article_busy(a))
		return true;
	/* A scan for the end of a long line may have touched all of the file. */
	if (a->source)
		source_forget(a->source, 0, source_size(a->source));
	return false;
}

/* ---- memory */
const char *article_read(const struct article *a, size_t at, size_t len, char *room)
{
	return lines_read(&a->lines, at, len, room);
}

void article_forget(const struct article *a, struct span span)
{
	if (a->source && !a->decoder)
		source_forget(a->source, span.start, span.end);
}
