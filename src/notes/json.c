/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An object is a vector of pieces of text that the scanner (notes/scan.h) cut out.  Only
 * strings and numbers that somebody asks for are decoded, by Jansson.
 */
#include "notes/json.h"

#include <endian.h>
#include <jansson.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "notes/scan.h"

#define INDENT_DEPTH 32

/* ---- objects and arrays */

/* The key that a member's name spells; where Jansson refuses it, the spelling,
 * which no key that is asked for equals. */
static char *key_of(const char *name)
{
	char *key;

	return json_decode_string(name, &key) ? key : mem_strdup(name);
}

struct json_member json_named(const char *name, size_t len)
{
	struct json_member m = {.name = mem_strndup(name, len)};

	m.key = key_of(m.name);
	return m;
}

static bool scan_all(struct scan *s, struct json_object *o)
{
	size_t name = 0, name_len = 0, start;
	struct json_member m = {0};
	enum scan_step step;
	char opening;

	scan_space(s);
	opening = s->at < s->len ? s->text[s->at] : '\0';
	if (opening != '{' && opening != '[')
		return false;
	for (step = scan_enter(s, opening, &name, &name_len); step == SCAN_VALUE;
	     step = scan_next(s, opening, &name, &name_len)) {
		start = s->at;
		if (!scan_value(s))
			return false;
		if (opening == '{')
			m = json_named(s->text + name, name_len);
		m.raw = mem_strndup(s->text + start, s->at - start);
		vec_push(&o->members, m);
	}
	scan_space(s);
	return step == SCAN_END && s->at == s->len;
}

static bool parse(struct json_object *o, const char *text, size_t len, struct err *err)
{
	struct scan s;
	bool good;

	*o = (struct json_object){0};
	scan_init(&s, text, len);
	good = scan_all(&s, o);
	scan_release(&s);
	if (good)
		return true;
	json_release(o);
	return err_set(err, "not JSON: line %zu", scan_line(&s));
}

bool json_parse(struct json_object *o, const char *text, size_t len, struct err *err)
{
	if (utf8_valid(text, len))
		return parse(o, text, len, err);
	*o = (struct json_object){0};
	return err_set(err, "not JSON: not UTF-8");
}

static void member_release(struct json_member *m)
{
	free(m->key);
	free(m->name);
	free(m->raw);
}

void json_release(struct json_object *o)
{
	for (size_t i = 0; i < o->members.len; i++)
		member_release(&o->members.items[i]);
	vec_release(&o->members);
}

void json_dup(struct json_object *to, const struct json_object *from)
{
	*to = (struct json_object){0};
	for (size_t i = 0; i < from->members.len; i++) {
		const struct json_member *m = &from->members.items[i];

		vec_push(&to->members,
			 ((struct json_member){mem_strdup(m->key), mem_strdup(m->name),
					       mem_strdup(m->raw)}));
	}
}

/* ---- values */

static json_t *decode(const char *raw)
{
	return json_loadb(raw, strlen(raw), JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
}

/* A string that spells nothing otherwise: what is between its quotes. */
static bool copy_string(const char *raw, char **out)
{
	size_t len = raw && *raw == '"' ? strlen(raw) : 0;

	if (len < 2 || memchr(raw, '\\', len))
		return false;
	*out = mem_strndup(raw + 1, len - 2);
	return true;
}

bool json_decode_string(const char *raw, char **out)
{
	json_t *value = NULL;
	bool good;

	if (copy_string(raw, out))
		return true;
	if (raw && *raw == '"')
		value = decode(raw);
	good = value && !memchr(json_string_value(value), '\0', json_string_length(value));
	if (good)
		*out = mem_strndup(json_string_value(value), json_string_length(value));
	json_decref(value);
	return good;
}

/* A number that counts: an integer from 0. */
static bool decode_size(const char *raw, size_t *out)
{
	json_t *value = raw && *raw >= '0' && *raw <= '9' ? decode(raw) : NULL;
	bool good = json_is_integer(value);

	if (good)
		*out = (size_t)json_integer_value(value);
	json_decref(value);
	return good;
}

bool json_open(struct json_object *o, const char *raw)
{
	*o = (struct json_object){0};
	/* Raw text is UTF-8, as what it was cut out of is. */
	return json_raw_object(raw) && parse(o, raw, strlen(raw), NULL);
}

static struct json_member *find_last(const struct json_object *o, const char *key)
{
	for (size_t i = o->members.len; i-- > 0;) {
		struct json_member *m = &o->members.items[i];

		if (m->key && !strcmp(m->key, key))
			return m;
	}
	return NULL;
}

const char *json_get(const struct json_object *o, const char *key)
{
	const struct json_member *m = find_last(o, key);

	return m ? m->raw : NULL;
}

static void remove_all(struct json_object *o, const char *key)
{
	for (size_t i = o->members.len; i-- > 0;) {
		if (!o->members.items[i].key || strcmp(o->members.items[i].key, key))
			continue;
		json_list_remove(o, i);
	}
}

static char *quoted(const char *text)
{
	struct str s;

	str_init(&s);
	json_quote(&s, text, strlen(text));
	return str_take(&s);
}

/* As json_set(), and takes `raw`. */
static void set_taken(struct json_object *o, const char *key, char *raw)
{
	struct json_member *m = find_last(o, key);

	if (m) {
		free(m->raw);
		m->raw = raw;
	} else {
		vec_push(&o->members, ((struct json_member){mem_strdup(key), quoted(key), raw}));
	}
}

void json_set(struct json_object *o, const char *key, const char *raw)
{
	if (raw)
		set_taken(o, key, mem_strdup(raw));
	else
		remove_all(o, key);
}

bool json_get_string(const struct json_object *o, const char *key, char **out)
{
	return json_decode_string(json_get(o, key), out);
}

bool json_get_size(const struct json_object *o, const char *key, size_t *out)
{
	return decode_size(json_get(o, key), out);
}

void json_set_string(struct json_object *o, const char *key, const char *value)
{
	char *old = NULL;

	if (!value)
		remove_all(o, key);
	else if (!json_get_string(o, key, &old) || strcmp(old, value))
		set_taken(o, key, quoted(value));
	free(old);
}

void json_set_size(struct json_object *o, const char *key, size_t value)
{
	struct str s;
	size_t old;

	if (json_get_size(o, key, &old) && old == value)
		return;
	str_init(&s);
	str_addf(&s, "%zu", value);
	set_taken(o, key, str_take(&s));
}

void json_list(struct json_object *list, const char *raw)
{
	*list = (struct json_object){0};
	if (json_raw_array(raw))
		parse(list, raw, strlen(raw), NULL);
	else if (raw)
		json_list_insert(list, 0, mem_strdup(raw));
}

void json_list_insert(struct json_object *list, size_t at, char *raw)
{
	vec_insert(&list->members, at, ((struct json_member){.raw = raw}));
}

void json_list_replace(struct json_object *list, size_t at, char *raw)
{
	free(list->members.items[at].raw);
	list->members.items[at].raw = raw;
}

void json_list_remove(struct json_object *list, size_t at)
{
	member_release(&list->members.items[at]);
	vec_remove(&list->members, at);
}

void json_set_list(struct json_object *o, const char *key, const struct json_object *list)
{
	if (list->members.len == 0)
		remove_all(o, key);
	else if (list->members.len == 1)
		json_set(o, key, list->members.items[0].raw);
	else
		set_taken(o, key, json_text(list, NULL, true));
}

bool json_says(const struct json_object *o, const char *key, const char *word)
{
	struct json_object list;
	bool said = false;

	json_list(&list, json_get(o, key));
	for (size_t i = 0; i < list.members.len && !said; i++) {
		char *value;

		if (json_decode_string(list.members.items[i].raw, &value)) {
			said = !strcmp(value, word);
			free(value);
		}
	}
	json_release(&list);
	return said;
}

/* ---- writing */

static void write_member(const struct json_member *m, struct str *out)
{
	char last = out->data[out->len - 1];

	if (last != '{' && last != '[')
		str_addc(out, ',');
	if (m->name) {
		str_add(out, m->name);
		str_addc(out, ':');
	}
	str_add(out, m->raw);
}

bool json_is_among(const char *const *order, const char *key)
{
	for (; key && order && *order; order++)
		if (!strcmp(*order, key))
			return true;
	return false;
}

void json_write(const struct json_object *o, const char *const *order, bool array, struct str *out)
{
	str_addc(out, array ? '[' : '{');
	for (const char *const *key = order; key && *key; key++) {
		for (size_t i = 0; i < o->members.len; i++) {
			const struct json_member *m = &o->members.items[i];

			if (m->key && !strcmp(m->key, *key))
				write_member(m, out);
		}
	}
	for (size_t i = 0; i < o->members.len; i++)
		if (!json_is_among(order, o->members.items[i].key))
			write_member(&o->members.items[i], out);
	str_addc(out, array ? ']' : '}');
}

char *json_text(const struct json_object *o, const char *const *order, bool array)
{
	struct str s;

	str_init(&s);
	json_write(o, order, array, &s);
	return str_take(&s);
}

static void quote_unit(struct str *out, unsigned unit)
{
	str_addf(out, "\\u%04x", unit);
}

static void quote_control(struct str *out, char32_t cp)
{
	static const char names[][2] = {
		{'\b', 'b'}, {'\t', 't'}, {'\n', 'n'}, {'\f', 'f'}, {'\r', 'r'}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (cp == (char32_t)names[i][0]) {
			str_addc(out, '\\');
			str_addc(out, names[i][1]);
			return;
		}
	}
	if (cp > 0xFFFF) {
		quote_unit(out, 0xD800 + (unsigned)((cp - 0x10000) >> 10));
		quote_unit(out, 0xDC00 + (unsigned)((cp - 0x10000) & 0x3FF));
	} else {
		quote_unit(out, (unsigned)cp);
	}
}

/* How many of eight bytes, from the first on, are ASCII that stands for itself.  All of them
 * are looked at at once, each by its highest bit: a byte less than n is one from which
 * taking n borrows, and up to the first of those nothing is borrowed. */
static size_t plain_bytes(const char *text)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
	uint64_t w, quote, slash, odd;

	memcpy(&w, text, sizeof w);
	w = le64toh(w);
	quote = w ^ ones * '"';
	slash = w ^ ones * '\\';
	odd = (w | (w - ones * 0x20) | (w + ones) | (quote - ones) | (slash - ones)) & tops;
	return odd ? (size_t)__builtin_ctzll(odd) / 8 : 8;
}

/* Bytes of the letter or sign at `b`, of two bytes or three, that stands for itself, as most
 * do that are no ASCII; 0: it may not be one. */
static size_t plain_letter(const unsigned char *b, size_t len)
{
	if (b[0] >= 0xC3 && b[0] < 0xE0)
		return len > 1 && (b[1] & 0xC0) == 0x80 ? 2 : 0;
	/* Spaces, dashes, quotation marks, the ellipsis: before U+2028. */
	return b[0] == 0xE2 && len > 2 && b[1] == 0x80 && b[2] >= 0x80 && b[2] < 0xA8 ? 3 : 0;
}

size_t json_plain(const char *text, size_t len)
{
	const unsigned char *b = (const unsigned char *)text;
	size_t at = 0, n;
	char32_t cp;

	while (at < len) {
		if (len - at >= 8) {
			n = plain_bytes(text + at);
			at += n;
			if (n == 8)
				continue;
		}
		if (b[at] < 0x7F) {
			if (b[at] < 0x20 || b[at] == '"' || b[at] == '\\')
				break;
			at++;
			continue;
		}
		n = plain_letter(b + at, len - at);
		if (!n) {
			n = utf8_decode(text + at, len - at, &cp);
			if (utf8_is_control(cp) ||
			    (cp == UTF8_REPLACEMENT && (n != 3 || memcmp(text + at, "�", 3))))
				break;
		}
		at += n;
	}
	return at;
}

void json_quote(struct str *out, const char *text, size_t len)
{
	char bytes[UTF8_MAX];
	char32_t cp;

	str_addc(out, '"');
	for (size_t at = 0; at < len;) {
		size_t plain = json_plain(text + at, len - at);

		str_addn(out, text + at, plain);
		at += plain;
		if (at == len)
			break;
		at += utf8_decode(text + at, len - at, &cp);
		if (utf8_is_control(cp)) {
			quote_control(out, cp);
			continue;
		}
		if (cp == '"' || cp == '\\')
			str_addc(out, '\\');
		str_addn(out, bytes, utf8_encode(cp, bytes));
	}
	str_addc(out, '"');
}

static void new_line(struct str *out, size_t inside, size_t depth)
{
	if (inside > INDENT_DEPTH)
		return;
	str_addc(out, '\n');
	for (size_t i = 0; i < depth; i++)
		str_add(out, "  ");
}

/* Past the string that begins at raw[at]. */
static size_t string_end(const char *raw, size_t len, size_t at)
{
	for (at++; at < len && raw[at] != '"'; at++)
		at += raw[at] == '\\';
	return at < len ? at + 1 : len;
}

void json_compact(struct str *out, const char *raw)
{
	size_t len = strlen(raw);

	for (size_t at = 0; at < len;) {
		size_t end = raw[at] == '"' ? string_end(raw, len, at) : at + 1;

		if (!scan_is_space(raw[at]))
			str_addn(out, raw + at, end - at);
		at = end;
	}
}

static size_t indent_opening(struct str *out, const char *raw, size_t len, size_t at, size_t *depth)
{
	char c = raw[at++];

	while (at < len && scan_is_space(raw[at]))
		at++;
	str_addc(out, c);
	if (at < len && raw[at] == scan_closing(c)) {
		str_addc(out, raw[at]);
		return at + 1;
	}
	++*depth;
	new_line(out, *depth, *depth);
	return at;
}

void json_indent(struct str *out, const char *raw, size_t len, size_t depth)
{
	for (size_t at = 0; at < len;) {
		char c = raw[at];

		if (c == '{' || c == '[') {
			at = indent_opening(out, raw, len, at, &depth);
			continue;
		}
		if (c == '"') {
			size_t end = string_end(raw, len, at);

			str_addn(out, raw + at, end - at);
			at = end;
			continue;
		}
		at++;
		if (scan_is_space(c))
			continue;
		if (c == '}' || c == ']') {
			new_line(out, depth, depth - 1);
			depth--;
		}
		str_addc(out, c);
		if (c == ',')
			new_line(out, depth, depth);
		else if (c == ':')
			str_addc(out, ' ');
	}
}
