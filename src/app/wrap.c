/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/wrap.h"

#include "layout/grapheme.h"
#include "layout/linebreak.h"

static void end_line(struct wrap *w, const char *text, size_t start, size_t end)
{
	struct span line = {start, end};

	while (line.end > line.start && (text[line.end - 1] == ' ' || text[line.end - 1] == '\n'))
		line.end--;
	vec_push(&w->lines, line);
}

void wrap_text(struct wrap *w, const char *text, size_t len, int width)
{
	char *breaks = mem_alloc(len + 1);
	size_t start = 0, may = 0;
	int cells = 0;

	linebreak_find(text, len, true, breaks);
	for (size_t at = 0; at < len;) {
		size_t n = grapheme_length(text, at, len);
		int wide = text[at] == '\n' ? 0 : grapheme_width(text + at, n);

		if (at > start && breaks[at] != LINEBREAK_NO)
			may = at;
		if (at > start && text[at - 1] == '\n') {
			end_line(w, text, start, at);
			start = may = at;
			cells = 0;
		} else if (cells + wide > width && text[at] != ' ' && at > start) {
			size_t cut = may > start ? may : at;

			end_line(w, text, start, cut);
			start = may = cut;
			cells = grapheme_string_width(text + start, at - start);
		}
		cells += wide;
		at += n;
	}
	end_line(w, text, start, len);
	if (len > 0 && text[len - 1] == '\n')
		end_line(w, text, len, len);
	free(breaks);
}

void wrap_release(struct wrap *w)
{
	vec_release(&w->lines);
}

size_t wrap_line_at(const struct wrap *w, size_t at)
{
	size_t i = 0;

	while (i + 1 < w->lines.len && w->lines.items[i + 1].start <= at)
		i++;
	return i;
}
