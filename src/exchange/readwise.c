/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Highlights as the CSV file that Readwise reads (RFC 4180: fields in quotes, CR LF).
 * A field that a spreadsheet would take for a formula begins with an apostrophe.
 */
#include <stdio.h>
#include <string.h>
#include <unictype.h>

#include "base/utf8.h"
#include "exchange/export.h"

#define HEADER "Highlight,Title,Author,URL,Note,Location,Date\r\n"

/* Whether the first sign, behind blank space that programs take away, is one that formulas
 * begin with, of full width too. */
static bool is_formula(const char *text, size_t len)
{
	char32_t cp = ' ';

	for (size_t at = 0; at < len && (cp <= ' ' || uc_is_property_white_space(cp));)
		at += utf8_decode(text + at, len - at, &cp);
	return cp == '=' || cp == '+' || cp == '-' || cp == '@' || cp == 0xFF1D || cp == 0xFF0B ||
	       cp == 0xFF0D || cp == 0xFF20;
}

/* Adds a field, then `after`. */
static void add_field(struct str *out, const char *text, const char *after)
{
	size_t len = strlen(text);
	char32_t cp;

	str_addc(out, '"');
	if (is_formula(text, len))
		str_addc(out, '\'');
	for (size_t at = 0, n; at < len; at += n) {
		n = utf8_decode(text + at, len - at, &cp);
		if (cp == '"')
			str_addc(out, '"');
		if (cp == '\n' || cp == '\t')
			str_addc(out, (char)cp);
		else
			export_add_character(out, text + at, n, cp);
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
