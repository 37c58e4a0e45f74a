/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Highlights as the CSV file that Readwise reads (RFC 4180: fields in quotes, CR LF).
 * A field that a spreadsheet would take for a formula begins with an apostrophe.
 */
#include <stdio.h>
#include <string.h>

#include "exchange/export.h"

#define HEADER "Highlight,Title,Author,URL,Note,Location,Date\r\n"

/* Adds a field, then `after`. */
static void add_field(struct str *out, const char *text, const char *after)
{
	str_addc(out, '"');
	if (*text && strchr("=+-@\t\r", *text))
		str_addc(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			str_addc(out, '"');
		str_addc(out, *text);
	}
	str_addf(out, "\"%s", after);
}

/* "2026-11-20 18:07:02"; "" where there is no date. */
static void add_date(struct str *out, const char *moment)
{
	char date[20] = "";

	if (moment && strlen(moment) >= 19) {
		snprintf(date, sizeof date, "%.19s", moment);
		date[10] = ' ';
	}
	add_field(out, date, "\r\n");
}

static void add_row(struct str *out, const struct export_item *item, const struct note *n)
{
	size_t paragraph = export_paragraph(item, n);
	char location[24] = "";
	struct str text;

	str_init(&text);
	export_passage(item, n, &text);
	/* A row without a highlight would be dropped. */
	add_field(out, text.len ? text.data : item->title, ",");
	add_field(out, item->title, ",");
	add_field(out, "", ","); /* whose text it is, is not known */
	add_field(out, export_source(item), ",");
	str_clear(&text);
	export_note_text(n, &text);
	add_field(out, text.data, ",");
	if (paragraph)
		snprintf(location, sizeof location, "%zu", paragraph);
	add_field(out, location, ",");
	add_date(out, n->created);
	str_release(&text);
}

void readwise_write(const struct export_item *items, size_t count, const char *now, struct str *out)
{
	(void)now;
	str_add(out, HEADER);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < notebook_count(items[i].book); k++)
			add_row(out, &items[i], notebook_at(items[i].book, k));
}
