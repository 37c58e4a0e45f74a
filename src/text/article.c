/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article is a view, `lines`, of its text: into the bytes of the source where
 * they are clean UTF-8, or too many to look at; else into `copy`, which a decoder
 * fills.  All offsets are into that view, behind the byte order mark.
 *
 * A stream is an article without a source.  Its first bytes are kept in `early`
 * and decoded anew with each piece, until there are enough to decide by; from
 * then on pieces are decoded as they come.  A character that is cut at the end
 * stands as U+FFFD until its rest is there.
 */
#include "text/article.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/charset.h"
#include "text/furniture.h"
#include "text/heading.h"
#include "text/index.h"
#include "text/inside.h"
#include "text/langid.h"
#include "text/lines.h"
#include "text/settle.h"
#include "text/shape.h"
#include "text/source.h"

#define ENOUGH 4096 /* bytes of a stream to decide by */
#define WINDOW ((size_t)64 << 10)
#define WINDOWS 16            /* of a mapped file, for its encoding … */
#define GLANCE ((size_t)4096) /* bytes of each that do where they are UTF-8 */
#define IN_MEMORY ((size_t)16 << 20)
#define PIECE ((size_t)256 << 10) /* that is read or decoded in one go */

static const char replacement[] = "\xEF\xBF\xBD";

/* ---- making one */
static struct article *article_new(const struct article_options *options, struct err *err)
{
	struct article *a = mem_zalloc(sizeof *a);
	size_t chunk = options->checkpoint ? options->checkpoint : INDEX_CHUNK;

	str_init(&a->copy);
	str_init(&a->early);
	strcpy(a->encoding, "UTF-8");
	sha256_init(&a->digest);
	a->wanted = options->paragraphs;
	a->at_once = options->at_once;
	a->memory.least = options->long_line ? options->long_line : LINES_LONG;
	a->memory.horizon = a->at_once ? LINES_HORIZON : 0;
	a->lines = (struct lines){a->copy.data, 0, ARTICLE_LINE, &a->memory, {0}};
	a->index = index_new(&a->lines, chunk);
	if (options->encoding && strcmp(options->encoding, "auto") != 0 &&
	    !charset_resolve(options->encoding, a->given, err)) {
		article_free(a);
		return NULL;
	}
	return a;
}

static void set_text(struct article *a, const char *text, size_t size)
{
	/* What has little text may change its mind. */
	if (a->lines.size < ENOUGH)
		a->language_known = false;
	a->lines.text = text;
	a->lines.size = size;
	lines_forget(&a->memory);
}

static void find_shape(struct article *a)
{
	a->shape = shape_find(a->lines.text, a->lines.size, a->wanted);
	a->lines.mode = a->shape.mode;
	lines_forget(&a->memory);
}

/* Whether windows spread over a mapped file are UTF-8 without NULs. */
static bool glances_well(const struct source *source)
{
	size_t size = source_size(source), apart = size / WINDOWS;
	char room[GLANCE];

	for (size_t i = 0; i < WINDOWS; i++) {
		struct charset_tally tally = {0};
		size_t at = i * apart, len = size - at < GLANCE ? size - at : GLANCE;

		charset_look(&tally, source_read(source, at, len, room), len, true);
		if (tally.bad || tally.nuls[0] || tally.nuls[1])
			return false;
	}
	return true;
}

/* What the bytes may be; of a mapped file, windows spread over it must do. */
static void rank_encodings(const char *bytes, size_t len, bool mapped, struct charset_guess *guess)
{
	struct charset_tally tally = {0};

	if (mapped && len > WINDOWS * WINDOW)
		for (size_t i = 0; i < WINDOWS; i++)
			charset_look(&tally, bytes + i * (len / WINDOWS), WINDOW, true);
	else
		charset_look(&tally, bytes, len, false);
	if (!tally.bad && !tally.nuls[0] && !tally.nuls[1])
		*guess = (struct charset_guess){{"UTF-8"}, 1, true};
	else
		charset_rank(&tally, bytes, len, guess);
}

/* Decides the encoding of bytes that are all there. */
static void find_encoding(struct article *a, const char *bytes, size_t len, bool mapped)
{
	const char *mark = charset_by_mark(bytes, len);
	struct charset_guess guess;

	if (a->given[0]) {
		strcpy(a->encoding, a->given);
		charset_settle(a->encoding, bytes, len);
		return;
	}
	a->guessed = false;
	if (mark) {
		strcpy(a->encoding, mark);
		return;
	}
	a->clean = mapped ? glances_well(a->source) : article_is_plain(bytes, len);
	if (a->clean)
		return (void)strcpy(a->encoding, "UTF-8");
	rank_encodings(bytes, len, mapped, &guess);
	strcpy(a->encoding, guess.names[0]);
	a->guessed = !guess.sure;
}

/* A stream keeps no bytes: they cannot be read in another way. */
const char *article_next_encoding(const struct article *a, char name[ARTICLE_ENCODING])
{
	struct charset_tally tally = {0};
	struct charset_guess guess;
	size_t size, i = 0;

	if (!a->source)
		return NULL;
	size = source_size(a->source);
	if (size > WINDOWS * WINDOW)
		size = WINDOWS * WINDOW;
	charset_look(&tally, source_bytes(a->source), size, true);
	charset_rank(&tally, source_bytes(a->source), size, &guess);
	while (i < guess.count && strcmp(guess.names[i], a->encoding) != 0)
		i++;
	return strcpy(name, guess.names[i + 1 < guess.count ? i + 1 : 0]);
}

/* A file of old Macs, all of whose lines end with CR, needs a copy however large
 * it is; CRLF does not. */
static bool has_cr_only(const char *bytes, size_t len)
{
	size_t sample = len < WINDOW ? len : WINDOW;

	return sample && memchr(bytes, '\r', sample) && !memchr(bytes, '\n', sample);
}

/* Takes the bytes of a mapped file for UTF-8 as it is, of which the rest will be read
 * later.  False: its beginning is something else. */
static bool expect_plain(struct article *a)
{
	const char *bytes = source_bytes(a->source);
	const char *mark = charset_by_mark(bytes, source_size(a->source));
	size_t skip = mark ? 3 : 0, len;

	if (!a->at_once || !source_mapped(a->source) || (mark && strcmp(mark, "UTF-8") != 0) ||
	    (a->given[0] && strcmp(a->given, "UTF-8") != 0))
		return false;
	len = a->at_once < source_size(a->source) - skip ? a->at_once
							 : source_size(a->source) - skip;
	if (!article_is_plain(bytes + skip, len - article_cut_character(bytes + skip, len)))
		return false;
	set_text(a, bytes + skip, source_size(a->source) - skip);
	a->settling = true;
	return true;
}

static bool decode_source(struct article *a, struct err *err)
{
	const char *bytes = source_bytes(a->source);
	size_t size = source_size(a->source);

	a->decoder = charset_decoder_new(a->encoding, err);
	if (!a->decoder)
		return false;
	for (size_t at = 0; at < size; at += PIECE) {
		size_t n = size - at < PIECE ? size - at : PIECE;

		charset_decode(a->decoder, bytes + at, n, at + n == size, &a->copy);
		source_forget(a->source, at, at + n);
	}
	set_text(a, a->copy.data, a->copy.len);
	return true;
}

static bool take_source(struct article *a, struct err *err)
{
	const char *bytes = source_bytes(a->source);
	size_t size = source_size(a->source), skip = 0;
	bool mapped = source_mapped(a->source);

	find_encoding(a, bytes, size, mapped);
	if (!strcmp(a->encoding, "UTF-8")) {
		const char *mark = charset_by_mark(bytes, size);

		skip = mark && !strcmp(mark, "UTF-8") ? 3 : 0;
		if (mapped ? !has_cr_only(bytes + skip, size - skip)
			   : a->clean || charset_is_clean(bytes + skip, size - skip)) {
			set_text(a, bytes + skip, size - skip);
			return true;
		}
	}
	return decode_source(a, err);
}

static const char *read_text(const void *from, size_t at, size_t len, char *room)
{
	const struct article *a = from;
	size_t skip = (size_t)(a->lines.text - source_bytes(a->source));

	return source_read(a->source, skip + at, len, room);
}

/* Small files are read, those of a middling size are mapped at first if there is time
 * for the rest of them later, large ones are and stay mapped. */
static bool open_source(struct article *a, const char *path, size_t in_memory, struct err *err)
{
	bool later = a->at_once && a->at_once < in_memory;

	a->source = source_open(path, later ? a->at_once : in_memory, err);
	if (!a->source)
		return false;
	if (later && source_size(a->source) <= in_memory) {
		if (expect_plain(a))
			return true;
		while (source_mapped(a->source))
			if (!source_settle(a->source, PIECE))
				break;
	}
	return take_source(a, err);
}

struct article *article_open(const char *path, const struct article_options *options,
			     struct err *err)
{
	struct article *a = article_new(options, err);

	if (!a)
		return NULL;
	if (!open_source(a, path, options->in_memory ? options->in_memory : IN_MEMORY, err)) {
		article_free(a);
		return NULL;
	}
	if (!a->decoder && source_mapped(a->source))
		a->lines.reader = (struct lines_reader){read_text, a};
	a->path = mem_strdup(path);
	find_shape(a);
	return a;
}

struct article *article_view(const struct article *a)
{
	struct article *view = mem_alloc(sizeof *view);

	*view = *a;
	view->index = NULL;
	view->lines.memory = &view->memory;
	lines_forget(&view->memory);
	view->memory.horizon = 0;
	return view;
}

void article_view_free(struct article *view)
{
	free(view);
}

void article_free(struct article *a)
{
	if (!a)
		return;
	index_free(a->index);
	charset_decoder_free(a->decoder);
	source_free(a->source);
	str_release(&a->copy);
	str_release(&a->early);
	free(a->path);
	free(a);
}

/* ---- streams */
struct article *article_from_bytes(const char *bytes, size_t len,
				   const struct article_options *options, struct err *err)
{
	struct article *a = article_new(options, err);

	if (a)
		article_append(a, bytes, len, false);
	return a;
}

static void decode(struct article *a, const char *bytes, size_t len, bool last)
{
	str_truncate(&a->copy, a->copy.len - a->waiting);
	charset_decode(a->decoder, bytes, len, last, &a->copy);
	a->waiting = charset_decoder_waits(a->decoder) ? sizeof replacement - 1 : 0;
	str_addn(&a->copy, replacement, a->waiting);
}

/* Decodes the early bytes anew.  Returns how much of the text stayed. */
static size_t decode_early(struct article *a, bool last)
{
	size_t same = 0, old_len = a->copy.len;
	char *old = str_take(&a->copy);

	a->waiting = 0;
	charset_decoder_free(a->decoder);
	find_encoding(a, a->early.data, a->early.len, false);
	a->decoder = charset_decoder_new(a->encoding, NULL);
	if (!a->decoder) {
		/* The system's iconv lacks what was guessed. */
		strcpy(a->encoding, "UTF-8");
		a->decoder = charset_decoder_new(a->encoding, NULL);
	}
	decode(a, a->early.data, a->early.len, last);
	while (same < old_len && same < a->copy.len && old[same] == a->copy.data[same])
		same++;
	free(old);
	return same;
}

size_t article_append(struct article *a, const char *bytes, size_t len, bool last)
{
	size_t same = a->copy.len - a->waiting;
	struct shape shape = a->shape;

	assert(!a->source);
	bytes = bytes ? bytes : "";
	sha256_update(&a->digest, len, (const uint8_t *)bytes);
	a->streamed += len;
	a->sha256[0] = '\0';
	if (a->decided) {
		decode(a, bytes, len, last);
		set_text(a, a->copy.data, a->copy.len);
	} else {
		str_addn(&a->early, bytes, len);
		same = decode_early(a, last);
		set_text(a, a->copy.data, a->copy.len);
		find_shape(a);
		if (shape.mode != a->shape.mode || shape.wrap != a->shape.wrap)
			same = 0;
		a->decided = last || a->early.len >= ENOUGH;
		if (a->decided) {
			str_release(&a->early);
			str_init(&a->early);
		}
	}
	index_cut(a->index, same);
	return same;
}

/* ---- files that grow */

/* Whether bytes behind others that were used as they are may be so too. */
static bool goes_on(const struct article *a, const char *bytes, size_t len)
{
	if (!a->lines.size && charset_by_mark(bytes, len))
		return false;
	return source_mapped(a->source) || article_is_plain(bytes, len);
}

enum article_growth article_grow(struct article *a)
{
	size_t old = a->lines.size, skip, size;
	struct shape shape = a->shape;
	const char *bytes;

	if (!a->source)
		return ARTICLE_SAME;
	article_settle(a);
	if (a->stale)
		return ARTICLE_OTHER;
	skip = a->decoder ? 0 : (size_t)(a->lines.text - source_bytes(a->source));
	size = source_size(a->source);
	if (!source_grow(a->source, a->path))
		return ARTICLE_OTHER;
	bytes = source_bytes(a->source) + skip;
	if (!a->decoder)
		a->lines.text = bytes; /* they may have moved */
	if (source_size(a->source) == size)
		return ARTICLE_SAME;
	size = source_size(a->source) - skip;
	size -= article_cut_character(bytes, size);
	if (a->decoder || size < old || !goes_on(a, bytes + old, size - old))
		return ARTICLE_OTHER;
	a->sha256[0] = '\0';
	set_text(a, bytes, size);
	if (old < ENOUGH) {
		find_shape(a);
		if (shape.mode != a->shape.mode || shape.wrap != a->shape.wrap)
			old = 0;
	}
	index_cut(a->index, old);
	return ARTICLE_GROWN;
}

/* ---- the text */
const char *article_text(const struct article *a)
{
	return a->lines.text;
}

size_t article_size(const struct article *a)
{
	return a->lines.size;
}

const char *article_path(const struct article *a)
{
	return a->path;
}

const char *article_name(const struct article *a)
{
	const char *slash = a->path ? strrchr(a->path, '/') : NULL;

	return slash ? slash + 1 : a->path ? a->path : "-";
}

const char *article_encoding(const struct article *a)
{
	return a->encoding;
}

bool article_encoding_guessed(const struct article *a)
{
	return a->guessed;
}

size_t article_invalid(const struct article *a)
{
	if (a->decoder)
		return charset_decoder_invalid(a->decoder) + (a->waiting > 0);
	return index_invalid(a->index);
}

size_t article_file_size(const struct article *a)
{
	return a->source ? source_size(a->source) : a->streamed;
}

bool article_is_valid(const struct article *a)
{
	return !a->stale && (!a->source || a->decoder || !source_mapped(a->source));
}

bool article_damaged(const struct article *a)
{
	return a->source && source_damaged(a->source);
}

/* ---- paragraphs */
enum article_paragraphs article_paragraphs(const struct article *a)
{
	return a->shape.mode;
}

bool article_paragraph_at(const struct article *a, size_t offset, struct span *p)
{
	return lines_paragraph_at(&a->lines, offset, p);
}

bool article_paragraph_after(const struct article *a, struct span p, struct span *next)
{
	return lines_paragraph_after(&a->lines, p, next);
}

bool article_paragraph_before(const struct article *a, struct span p, struct span *previous)
{
	return lines_paragraph_before(&a->lines, p, previous);
}

bool article_break_is_meant(const struct article *a, struct span paragraph, size_t offset)
{
	return shape_break_is_meant(&a->shape, &a->lines, paragraph, offset);
}

void article_join_lines(const struct article *a, struct span paragraph, struct span span,
			char *copy)
{
	shape_join_lines(&a->shape, &a->lines, paragraph, span, copy);
}

struct span article_title(const struct article *a)
{
	return heading_title(&a->lines, &a->shape);
}

bool article_is_heading(const struct article *a, struct span paragraph)
{
	return heading_is(&a->lines, &a->shape, paragraph);
}

int article_heading_level(const struct article *a, struct span paragraph)
{
	return heading_level(&a->lines, &a->shape, paragraph);
}

bool article_is_furniture(const struct article *a, struct span paragraph)
{
	return furniture_is(&a->lines, &a->shape, paragraph);
}

size_t article_hanging(const struct article *a, struct span paragraph, size_t offset)
{
	return shape_hanging(&a->shape, &a->lines, paragraph, offset);
}

const char *article_language(struct article *a)
{
	if (!a->language_known) {
		a->language = langid_find(a->lines.text, a->lines.size);
		a->language_known = true;
	}
	return a->language;
}

/* ---- numbers */
size_t article_paragraph_number(struct article *a, size_t offset)
{
	struct span p;

	if (!lines_paragraph_at(&a->lines, offset, &p))
		return 0;
	return index_paragraphs_before(a->index, p.start) + 1;
}

bool article_paragraph_by_number(struct article *a, size_t number, struct span *p)
{
	return index_paragraph(a->index, number, p);
}

size_t article_paragraph_count(struct article *a)
{
	return index_paragraphs_before(a->index, a->lines.size);
}

size_t article_position(struct article *a, size_t offset)
{
	return index_position(a->index, offset);
}

size_t article_offset(struct article *a, size_t position)
{
	return index_offset(a->index, position);
}

bool article_index_reaches(const struct article *a, size_t offset)
{
	return index_reach(a->index) >= (offset < a->lines.size ? offset : a->lines.size);
}
