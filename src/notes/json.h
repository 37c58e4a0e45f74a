/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON text that keeps what it does not understand.  Jansson decodes and checks
 * values; but numbers too large for it, and the very spelling of unknown members,
 * must come back word for word, so an object is kept as its members' raw text.
 * No recursion, so no nesting is too deep; knows nothing of annotations.
 *
 * "Raw" is the text of one JSON value, NUL-terminated, without white space around
 * it.  Functions that take raw text rely on its having come from here.  (Names keep
 * clear of Jansson’s own, which begin alike.)
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
	char *key;  /* decoded, UTF-8; the spelling where that cannot be (NUL, lone surrogate) */
	char *name; /* the key as it was written, with its quotes */
	char *raw;  /* the value as it was written, white space around it cut */
};

/* An object's members in their order; or an array's values (key, name NULL). */
struct json_object {
	VEC(struct json_member) members;
};

/* Reads one object or array of `len` bytes; false and nothing kept where it is
 * not JSON (RFC 8259).  Duplicate keys are all kept. */
bool json_parse(struct json_object *o, const char *text, size_t len, struct err *err);
void json_release(struct json_object *o);
/* A member without its value, from a key as it is written, with its quotes. */
struct json_member json_named(const char *name, size_t len);
void json_dup(struct json_object *to, const struct json_object *from);

/* ---- raw values */
static inline bool json_raw_object(const char *raw)
{
	return raw && *raw == '{';
}
static inline bool json_raw_array(const char *raw)
{
	return raw && *raw == '[';
}
/* What a string says, yours.  One that holds a NUL or half a surrogate pair cannot
 * be said. */
bool json_decode_string(const char *raw, char **out);

/* ---- objects */
/* Reads raw text that must be an object; else false and an empty `o`. */
bool json_open(struct json_object *o, const char *raw);
/* The raw text of the last member named `key`, or NULL. */
const char *json_get(const struct json_object *o, const char *key);
/* Replaces the last member of that name, or adds it at the end; raw NULL removes
 * all of them. */
void json_set(struct json_object *o, const char *key, const char *raw);
/* Typed access; false (and *out untouched) when missing or of another type. */
bool json_get_string(const struct json_object *o, const char *key, char **out); /* yours */
bool json_get_size(const struct json_object *o, const char *key, size_t *out);
/* They leave the spelling alone where the member says that already. */
void json_set_string(struct json_object *o, const char *key, const char *value); /* NULL removes */
void json_set_size(struct json_object *o, const char *key, size_t value);

/* ---- arrays, and members that hold one value or an array of them */
void json_list(struct json_object *list, const char *raw);              /* NULL: none */
void json_list_insert(struct json_object *list, size_t at, char *raw);  /* takes */
void json_list_replace(struct json_object *list, size_t at, char *raw); /* takes */
void json_list_remove(struct json_object *list, size_t at);
/* Sets a member to the list: one value stands for itself, several as an array,
 * none removes it. */
void json_set_list(struct json_object *o, const char *key, const struct json_object *list);
/* Whether a member is the string `word`, or an array that holds it. */
bool json_says(const struct json_object *o, const char *key, const char *word);

/* Writes the members: first those named in `order` (NULL-terminated; may be
 * NULL) in that order, then the others as they came. */
void json_write(const struct json_object *o, const char *const *order, bool array, struct str *out);
/* Whether an order names the key. */
bool json_is_among(const char *const *order, const char *key);
/* The same as raw text of its own; yours. */
char *json_text(const struct json_object *o, const char *const *order, bool array);
/* A string with its quotes and escapes; bytes that are not UTF-8 become U+FFFD,
 * and what would act on a terminal is escaped. */
void json_quote(struct str *out, const char *text, size_t len);
/* How many bytes from the start a string in JSON holds just as they are. */
size_t json_plain(const char *text, size_t len);
/* Raw JSON without its white space: equal where two values are the same text. */
void json_compact(struct str *out, const char *raw);
/* Lays raw JSON out with two-space indent, as it stands inside of `depth` others; strings
 * and numbers word for word.  What nests deeper than 32 stays on its line, so that the
 * layout stays in proportion to the text. */
void json_indent(struct str *out, const char *raw, size_t len, size_t depth);

#endif
