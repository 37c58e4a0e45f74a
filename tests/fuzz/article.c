/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes, in any encoding, as an article: its text, its paragraphs, its index. */
#include <string.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "text/article.h"
#include "text/sentence.h"

static const char *const encodings[] = {"auto",      "UTF-8",      "ISO-8859-1", "WINDOWS-1252",
					"UTF-16",    "UTF-16BE",   "UTF-32",     "CP850",
					"SHIFT_JIS", "ISO-8859-15"};

static void look_at_sentences(const char *text, struct span p)
{
	size_t at = p.start;

	while (at < p.end) {
		struct span s = sentence_at(text, p, at);

		HOLDS(s.start <= at && s.start < s.end && s.start >= p.start && s.end <= p.end);
		/* White space behind a sentence is no part of it, yet gives it. */
		at = s.end > at ? s.end : at + 1;
	}
}

static void look_at(struct article *a, struct span p, struct span before)
{
	size_t size = article_size(a);
	struct span same, back;

	HOLDS(p.start < p.end && p.end <= size);
	HOLDS(p.start >= before.end);
	HOLDS(article_paragraph_at(a, p.start, &same) && same.start == p.start &&
	      same.end == p.end);
	HOLDS(article_paragraph_at(a, p.end - 1, &same) && same.start == p.start);
	if (before.end > 0)
		HOLDS(article_paragraph_before(a, p, &back) && back.start == before.start);
	HOLDS(article_offset(a, article_position(a, p.start)) == p.start);
	HOLDS(article_heading_level(a, p) >= 0);
	HOLDS(!article_heading_level(a, p) == !article_is_heading(a, p));
	(void)article_is_furniture(a, p);
	HOLDS(article_hanging(a, p, p.start) <= p.end - p.start);
}

static void look_at_all(struct article *a)
{
	struct span p, before = {0, 0}, title = article_title(a);
	size_t count = 0;

	HOLDS(title.start <= title.end && title.end <= article_size(a));
	if (article_is_valid(a))
		HOLDS(utf8_valid(article_text(a), article_size(a)));
	for (bool more = article_paragraph_at(a, 0, &p); more;
	     more = article_paragraph_after(a, p, &p)) {
		look_at(a, p, before);
		HOLDS(article_paragraph_number(a, p.start) == ++count);
		look_at_sentences(article_text(a), p);
		before = p;
	}
	HOLDS(article_paragraph_count(a) == count);
	if (count)
		HOLDS(article_paragraph_by_number(a, count, &p) && p.start == before.start);
	(void)article_language(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_bytes b = {data, size};
	unsigned choice = fuzz_byte(&b);
	struct article_options options = {
		.paragraphs = (enum article_paragraphs)(choice % 4),
		.encoding = encodings[choice / 4 % (sizeof encodings / sizeof *encodings)],
		.checkpoint = 64,
		.long_line = 128,
	};
	struct article *a = article_from_bytes((const char *)b.at, b.left, &options, NULL);

	if (!a)
		return 0;
	look_at_all(a);
	article_free(a);
	return 0;
}
