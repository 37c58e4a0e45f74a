/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/field.h"

#include "app/event.h"
#include "app/wrap.h"
#include "base/utf8.h"
#include "layout/grapheme.h"

void field_init(struct field *f, bool lines)
{
	*f = (struct field){.lines = lines};
	str_init(&f->text);
}

void field_release(struct field *f)
{
	str_release(&f->text);
}

void field_set(struct field *f, const char *text)
{
	str_clear(&f->text);
	f->cursor = 0;
	field_insert(f, text, strlen(text));
}

/* What comes to stand together may be one grapheme: a mark joins its letter. */
static void leave_grapheme(struct field *f)
{
	if (f->cursor < f->text.len)
		f->cursor = grapheme_floor(f->text.data, 0, f->cursor, f->text.len);
}

void field_insert(struct field *f, const char *bytes, size_t len)
{
	struct str clean;
	char out[UTF8_MAX];

	str_init(&clean);
	for (size_t at = 0; at < len;) {
		char32_t cp;

		at += utf8_decode(bytes + at, len - at, &cp);
		if (cp == '\r') {
			if (at < len && bytes[at] == '\n')
				continue;
			cp = '\n';
		}
		if (cp == '\t' || (cp == '\n' && !f->lines))
			cp = ' ';
		if (cp != '\n' && utf8_is_control(cp))
			continue;
		str_addn(&clean, out, utf8_encode(cp, out));
	}
	str_insert(&f->text, f->cursor, clean.data, clean.len);
	f->cursor += clean.len;
	leave_grapheme(f);
	str_release(&clean);
}

static bool is_space(const struct field *f, size_t at)
{
	return f->text.data[at] == ' ' || f->text.data[at] == '\n';
}

static size_t left(const struct field *f, size_t at)
{
	return at > 0 ? grapheme_before(f->text.data, 0, at) : 0;
}

static size_t right(const struct field *f, size_t at)
{
	return at < f->text.len ? at + grapheme_length(f->text.data, at, f->text.len) : at;
}

static size_t word_left(const struct field *f)
{
	size_t at = f->cursor;

	while (at > 0 && is_space(f, left(f, at)))
		at = left(f, at);
	while (at > 0 && !is_space(f, left(f, at)))
		at = left(f, at);
	return at;
}

static size_t word_right(const struct field *f)
{
	size_t at = f->cursor;

	while (at < f->text.len && is_space(f, at))
		at = right(f, at);
	while (at < f->text.len && !is_space(f, at))
		at = right(f, at);
	return at;
}

static size_t line_start(const struct field *f)
{
	size_t at = f->cursor;

	while (at > 0 && f->text.data[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct field *f)
{
	size_t at = f->cursor;

	while (at < f->text.len && f->text.data[at] != '\n')
		at++;
	return at;
}

static void erase(struct field *f, size_t start, size_t end)
{
	str_remove(&f->text, start, end - start);
	f->cursor = start;
	leave_grapheme(f);
}

static bool move_key(struct field *f, uint32_t key)
{
	switch (key) {
	case KEY_LEFT_ARROW:
		f->cursor = left(f, f->cursor);
		return true;
	case KEY_RIGHT_ARROW:
		f->cursor = right(f, f->cursor);
		return true;
	case KEY_LEFT_ARROW | KEY_CTRL:
	case KEY_LEFT_ARROW | KEY_ALT:
	case 'b' | KEY_ALT:
		f->cursor = word_left(f);
		return true;
	case KEY_RIGHT_ARROW | KEY_CTRL:
	case KEY_RIGHT_ARROW | KEY_ALT:
	case 'f' | KEY_ALT:
		f->cursor = word_right(f);
		return true;
	case KEY_HOME_KEY:
	case 'a' | KEY_CTRL:
		f->cursor = line_start(f);
		return true;
	case KEY_END_KEY:
	case 'e' | KEY_CTRL:
		f->cursor = line_end(f);
		return true;
	default:
		return false;
	}
}

static bool erase_key(struct field *f, uint32_t key)
{
	switch (key) {
	case KEY_BACKSPACE_KEY:
	case 'h' | KEY_CTRL:
		erase(f, left(f, f->cursor), f->cursor);
		return true;
	case KEY_DELETE:
	case 'd' | KEY_CTRL:
		erase(f, f->cursor, right(f, f->cursor));
		return true;
	case 'w' | KEY_CTRL:
	case KEY_BACKSPACE_KEY | KEY_ALT:
	case KEY_BACKSPACE_KEY | KEY_CTRL:
		erase(f, word_left(f), f->cursor);
		return true;
	case 'd' | KEY_ALT:
	case KEY_DELETE | KEY_CTRL:
		erase(f, f->cursor, word_right(f));
		return true;
	case 'u' | KEY_CTRL:
		erase(f, line_start(f), f->cursor);
		return true;
	case 'k' | KEY_CTRL:
		erase(f, f->cursor, line_end(f));
		return true;
	default:
		return false;
	}
}

bool field_key(struct field *f, uint32_t key)
{
	char bytes[UTF8_MAX];

	if (move_key(f, key) || erase_key(f, key))
		return true;
	if (key < ' ' || key >= KEY_NAMED)
		return false;
	field_insert(f, bytes, utf8_encode(key, bytes));
	return true;
}

bool field_takes_alt(uint32_t key)
{
	static const uint32_t keys[] = {
		KEY_LEFT_ARROW, KEY_RIGHT_ARROW, KEY_BACKSPACE_KEY, 'b', 'f', 'd'};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (key == (keys[i] | KEY_ALT))
			return true;
	return false;
}

bool field_move_line(struct field *f, int by, int width)
{
	struct wrap w = {0};
	size_t line;
	bool moved = false;

	wrap_text(&w, f->text.data, f->text.len, width);
	line = wrap_line_at(&w, f->cursor);
	if ((by > 0 && line + (size_t)by < w.lines.len) || (by < 0 && line >= (size_t)-by)) {
		const char *text = f->text.data;
		struct span from = w.lines.items[line];
		struct span to = w.lines.items[line + (size_t)by];
		int cells = grapheme_string_width(text + from.start, f->cursor - from.start);

		f->cursor = to.start + grapheme_fit(text + to.start, span_length(to), cells);
		moved = true;
	}
	wrap_release(&w);
	return moved;
}
