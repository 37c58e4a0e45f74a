/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words before each chunk of 16 KiB: what is before any offset is then a sum and a
 * walk of less than a chunk.  Of a large text, only the words of some chunks, at equal
 * distances.  A chunk ends where a character does.
 */
#include "text/tally.h"

#include <stdint.h>
#include <stdlib.h>
#include <unictype.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "text/lines.h"
#include "text/settle.h"

#define CHUNK ((size_t)16 << 10)
#define LARGE ((size_t)16 << 20)
#define SAMPLES 128

struct tally {
	const struct article *article;
	size_t large;
	struct point {
		size_t words; /* before the chunk */
		bool inside;  /* a word of the chunk before goes on in it */
	} now;                /* before what is counted next */
	VEC(struct point) before;
	size_t sampled, sampled_words; /* bytes of a large text that were looked at */
	int samples;
};

/* ---- counting */
enum kind { SIGN, SPACE, LETTER, WIDE };

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static enum kind kind_of(char32_t cp)
{
	if (lines_is_space(cp))
		return SPACE;
	if ((cp >= 0x2E80 && cp < 0xAC00) || (cp >= 0xF900 && cp < 0xFB00) || cp >= 0x20000)
		return uc_is_property_alphabetic(cp) ? WIDE : SIGN;
	return uc_is_property_alphabetic(cp) || uc_is_general_category(cp, UC_NUMBER) ? LETTER
										      : SIGN;
}

/* A no-break space between two digits parts groups of them, not words. */
static bool parts_digits(const unsigned char *text, size_t at, size_t n, size_t len, char32_t cp)
{
	return (cp == 0xA0 || cp == 0x202F) && at > 0 && is_digit(text[at - 1]) && at + n < len &&
	       is_digit(text[at + n]);
}

/* Letters from À to ÿ, which are most of what French has beyond ASCII, need no table. */
static enum kind kind_beyond_ascii(const unsigned char *text, size_t at, size_t len, size_t *n)
{
	char32_t cp;
	enum kind kind;

	if (text[at] == 0xC3 && at + 1 < len && text[at + 1] != 0x97 && text[at + 1] != 0xB7) {
		*n = 2;
		return LETTER;
	}
	*n = utf8_decode((const char *)text + at, len - at, &cp);
	kind = kind_of(cp);
	return kind == SPACE && parts_digits(text, at, *n, len, cp) ? SIGN : kind;
}

static enum kind kind_of_ascii(unsigned char c)
{
	bool letter = (unsigned)(c | 0x20) - 'a' < 26u || is_digit(c);

	return letter ? LETTER : c == ' ' || (c >= '\t' && c <= '\r') ? SPACE : SIGN;
}

static void count(struct point *p, const char *bytes, size_t len)
{
	const unsigned char *text = (const unsigned char *)bytes;
	bool inside = p->inside;
	size_t words = p->words;

	for (size_t at = 0, n; at < len; at += n) {
		enum kind kind;

		n = 1;
		kind = text[at] < 0x80 ? kind_of_ascii(text[at])
				       : kind_beyond_ascii(text, at, len, &n);
		words += (kind == LETTER && !inside) || kind == WIDE;
		inside = kind == LETTER || kind == WIDE || (inside && kind != SPACE);
	}
	*p = (struct point){words, inside};
}

size_t tally_count(const char *text, size_t len)
{
	struct point p = {0};

	count(&p, text, len);
	return p.words;
}

/* ---- chunks */
static size_t chunk_start(const struct tally *t, size_t chunk)
{
	size_t at = chunk * CHUNK, size = article_size(t->article);
	const char *text = article_text(t->article);

	for (int i = 0; i < UTF8_MAX - 1 && at < size && ((unsigned char)text[at] & 0xC0) == 0x80;
	     i++)
		at++;
	return at < size ? at : size;
}

static size_t chunks(const struct tally *t)
{
	return (article_size(t->article) + CHUNK - 1) / CHUNK;
}

static void count_chunk(const struct tally *t, size_t chunk, size_t end, struct point *p)
{
	size_t start = chunk_start(t, chunk);
	char room[CHUNK + UTF8_MAX];

	if (start < end)
		count(p, article_read(t->article, start, end - start, room), end - start);
}

struct tally *tally_new(const struct article *a, size_t large)
{
	struct tally *t = mem_zalloc(sizeof *t);

	t->article = a;
	t->large = large ? large : LARGE;
	return t;
}

void tally_free(struct tally *t)
{
	if (!t)
		return;
	vec_release(&t->before);
	free(t);
}

bool tally_is_estimate(const struct tally *t)
{
	return article_size(t->article) > t->large;
}

/* The last chunk may have been cut where the text ended, or in the middle of a word. */
void tally_grown(struct tally *t)
{
	if (t->before.len) {
		t->before.len--;
		t->now = t->before.items[t->before.len];
	}
	t->samples = 0;
	t->sampled = t->sampled_words = 0;
}

bool tally_busy(const struct tally *t)
{
	return tally_is_estimate(t) ? t->samples < SAMPLES : t->before.len < chunks(t);
}

static void sample(struct tally *t)
{
	size_t chunk = chunks(t) * (size_t)t->samples / SAMPLES, end = chunk_start(t, chunk + 1);
	struct point p = {0};

	count_chunk(t, chunk, end, &p);
	t->sampled += end - chunk_start(t, chunk);
	t->sampled_words += p.words;
	t->samples++;
}

void tally_step(struct tally *t, size_t bytes)
{
	for (size_t done = 0; done < bytes && tally_busy(t); done += CHUNK) {
		size_t chunk = t->before.len;

		if (tally_is_estimate(t)) {
			sample(t);
			continue;
		}
		vec_push(&t->before, t->now);
		count_chunk(t, chunk, chunk_start(t, chunk + 1), &t->now);
	}
}

static size_t words_before(const struct tally *t, size_t offset)
{
	size_t chunk = offset / CHUNK;
	struct point p;

	if (chunk >= t->before.len)
		return t->now.words;
	p = t->before.items[chunk];
	count_chunk(t, chunk, offset, &p);
	return p.words;
}

size_t tally_words(const struct tally *t, struct span span)
{
	size_t size = article_size(t->article);

	if (span.end > size)
		span.end = size;
	if (span_empty(span))
		return 0;
	if (!tally_is_estimate(t))
		return words_before(t, span.end) - words_before(t, span.start);
	return t->sampled ? (size_t)((double)t->sampled_words / (double)t->sampled *
				     (double)span_length(span))
			  : 0;
}
