/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON text that keeps what it does not understand.  Jansson decodes and checks
 * values; but numbers too large for it, and the very spelling of unknown members,
 * must come back word for word, so an object is kept as its members' raw text.
 * No recursion; knows nothing of annotations.
 */
#ifndef LUTRIN_NOTES_JSON_H
#define LUTRIN_NOTES_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

struct json_member {
	char *key; /* decoded, UTF-8 */
	char *raw; /* the value as it was written, white space around it cut */
};

/* An object's members in their order; or an array's values (keys NULL). */
struct json_object {
	VEC(struct json_member) members;
};

/* Reads one object or array of `len` bytes; false and nothing kept where it is
 * not JSON (RFC 8259).  Duplicate keys are all kept. */
bool json_parse(struct json_object *o, const char *text, size_t len, struct err *err);
void json_release(struct json_object *o);
void json_copy(struct json_object *to, const struct json_object *from);

/* The raw text of the last member named `key`, or NULL. */
const char *json_get(const struct json_object *o, const char *key);
/* Replaces the member, or adds it at the end; raw NULL removes it. */
void json_set(struct json_object *o, const char *key, const char *raw);
/* Typed access; false (and *out untouched) when missing or of another type. */
bool json_get_string(const struct json_object *o, const char *key, char **out); /* yours */
bool json_get_size(const struct json_object *o, const char *key, size_t *out);
void json_set_string(struct json_object *o, const char *key, const char *value); /* NULL removes */
void json_set_size(struct json_object *o, const char *key, size_t value);

/* Writes the members: first those named in `order` (NULL-terminated; may be
 * NULL) in that order, then the others as they came. */
void json_write(const struct json_object *o, const char *const *order, bool array,
		struct str *out);
/* A string with its quotes and escapes; bytes that are not UTF-8 become U+FFFD. */
void json_quote(struct str *out, const char *text, size_t len);
/* Lays raw JSON out with two-space indent; strings and numbers word for word. */
void json_indent(struct str *out, const char *raw, size_t len);

#endif
