/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any keys, clicks, pastes and sizes on any article.  At the end all is undone: the notebook
 * is as at the start; all is done again: it is as it was.
 */
#include <string.h>

#include "fuzz.h"
#include "look.h"
#include "notes/sidecar.h"

#define NOW 1763708400
#define MOMENT "2026-01-02T03:04:05Z"

static void happens(struct reader *r, struct event event)
{
	event.now = NOW;
	app_update(r->app, &event, &r->effects);
	effects_clear(&r->effects);
}

/* The window, a click, a paste or idle time. */
static void event_of(struct reader *r, struct fuzz_bytes *b)
{
	struct event event = {.row = (int)(fuzz_byte(b) % 64), .column = (int)fuzz_byte(b)};

	switch (fuzz_byte(b) % 8) {
	case 0:
		event.type = EVENT_RESIZE;
		event.rows = 1 + event.row;
		event.columns = 1 + event.column;
		break;
	case 1:
		event.type = EVENT_PASTE;
		event.text = (const char *)b->at;
		event.len = b->left < 40 ? b->left : 40;
		break;
	case 2:
		event.type = EVENT_NOTES;
		event.ok = true;
		break;
	case 3:
		event.type = EVENT_TICK;
		break;
	case 4:
	case 5:
		event.type = EVENT_IDLE;
		break;
	default:
		event.type = EVENT_MOUSE;
		event.mouse = (enum mouse_event)(fuzz_byte(b) % 5);
		event.number = 1 + (int)(fuzz_byte(b) % 3);
	}
	happens(r, event);
}

/* Bytes from 0x80 on are named keys, keys with Ctrl or Alt, or other events. */
static void key_of(struct reader *r, unsigned byte)
{
	struct event event = {.type = EVENT_KEY, .key = byte};

	if (byte == '\n')
		event.key = KEY_ENTER_KEY;
	else if (byte < ' ')
		event.key = (byte + '`') | KEY_CTRL;
	else if (byte >= 0xE0)
		event.key = (byte - 0xE0 + 'a' - 1) | KEY_ALT;
	else if (byte >= 0x80)
		event.key = KEY_NAMED + 1 + (byte - 0x80) % (KEY_LAST - KEY_NAMED - 1);
	happens(r, event);
}

static char *book_text(const struct notebook *b)
{
	struct str s;

	str_init(&s);
	for (size_t i = 0; i < notebook_count(b); i++) {
		const struct note *n = notebook_at(b, i);

		str_addf(&s, "%s %zu-%zu %d %d %d %s\n", n->id, n->span.start, n->span.end,
			 (int)n->kind, (int)n->color, (int)n->style, n->text ? n->text : "");
	}
	return str_take(&s);
}

static void undo_and_redo(struct notebook *b)
{
	char *as_it_was, *again;
	enum notebook_change what;
	const char *id;
	int steps = 0;

	while (notebook_redo(b, MOMENT, &what, &id)) /* what the keys have undone */
		continue;
	as_it_was = book_text(b);
	while (notebook_undo(b, MOMENT, &what, &id))
		HOLDS(++steps < 100000);
	HOLDS(notebook_count(b) == 0);
	while (notebook_redo(b, MOMENT, &what, &id))
		continue;
	again = book_text(b);
	HOLDS(!strcmp(as_it_was, again));
	free(as_it_was);
	free(again);
}

/* What was written reads as the same. */
static void save_and_load(const struct notebook *b)
{
	struct notebook *loaded = notebook_new(&(struct notebook_writer){.device = "test"});
	struct sidecar_report report;
	struct str one, two;

	str_init(&one);
	str_init(&two);
	sidecar_write(b, NULL, MOMENT, &one);
	HOLDS(sidecar_parse(loaded, one.data, one.len, &report, NULL));
	HOLDS(!report.not_understood);
	sidecar_write(loaded, NULL, MOMENT, &two);
	HOLDS(one.len == two.len && !memcmp(one.data, two.data, one.len));
	str_release(&one);
	str_release(&two);
	notebook_free(loaded);
}

/* The article is what stands before the first NUL. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = memchr(data, '\0', size);
	size_t len = end ? (size_t)(end - data) : size / 2;
	struct fuzz_bytes b = {data + len, size - len};
	struct reader r;

	(void)fuzz_byte(&b);
	reader_begin(&r, (const char *)data, len, &(struct article_options){.encoding = "UTF-8"},
		     64);
	while (b.left) {
		unsigned byte = fuzz_byte(&b);

		if (byte == 0xFF)
			event_of(&r, &b);
		else
			key_of(&r, byte);
		look_at_model(&r);
		look_at_screen(&r);
	}
	save_and_load(r.book);
	undo_and_redo(r.book);
	reader_end(&r);
	return 0;
}
