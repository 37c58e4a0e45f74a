/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One description of the layout serves both directions: a pass goes through it and
 * either appends what it says to `out` or compares it with what stands at `at`.  A member
 * that may be missing is known by its text, which differs from that of what may follow.
 */
#include "notes/usual.h"

#include <string.h>

#include "base/mem.h"
#include "notes/json.h"

#define DIGITS 18 /* of a number that surely fits */

struct pass {
	const char *at, *end; /* what is still to be read */
	struct str *out;      /* NULL: reading */
	bool good;
};

/* ---- the smallest parts */

/* Nearly all texts are known where these are called, so that they are compared in place. */
#define IN_PLACE inline __attribute__((always_inline))

static IN_PLACE bool comes_next(const struct pass *p, const char *text, size_t len)
{
	return p->good && (size_t)(p->end - p->at) >= len && !memcmp(p->at, text, len);
}

static IN_PLACE void literal(struct pass *p, const char *text)
{
	size_t len = strlen(text);

	if (p->out) {
		str_addn(p->out, text, len);
		return;
	}
	p->good = comes_next(p, text, len);
	p->at += p->good ? len : 0;
}

/* Whether a part that may be missing is there: because it is `wanted`, or because `text`,
 * with which it begins, comes next. */
static IN_PLACE bool has(struct pass *p, bool wanted, const char *text)
{
	size_t len = strlen(text);

	if (p->out) {
		if (wanted)
			str_addn(p->out, text, len);
		return wanted;
	}
	if (!comes_next(p, text, len))
		return false;
	p->at += len;
	return true;
}

/* The string up to the quotation mark that ends it, where it spells nothing otherwise
 * than json_quote() does, and no character by its number; yours. */
static char *read_string(struct pass *p)
{
	static const char names[] = "\"\\bfnrt", meant[] = "\"\\\b\f\n\r\t";
	size_t left = (size_t)(p->end - p->at), len = json_plain(p->at, left);
	const char *name = NULL;
	struct str text;

	if (len < left && p->at[len] == '"') {
		p->at += len + 1;
		return mem_strndup(p->at - len - 1, len);
	}
	str_init(&text);
	while (len + 1 < left && p->at[len] == '\\' && p->at[len + 1] &&
	       (name = strchr(names, p->at[len + 1]))) {
		str_addn(&text, p->at, len);
		str_addc(&text, meant[name - names]);
		p->at += len + 2;
		left -= len + 2;
		len = json_plain(p->at, left);
	}
	str_addn(&text, p->at, len);
	p->at += len;
	if (len < left && *p->at++ == '"')
		return str_take(&text);
	str_release(&text);
	return NULL;
}

static void string(struct pass *p, char **text)
{
	if (p->out) {
		json_quote(p->out, *text, strlen(*text));
		return;
	}
	literal(p, "\"");
	if (!p->good)
		return;
	free(*text);
	*text = read_string(p);
	p->good = *text;
}

static void add_number(struct str *out, size_t value)
{
	char digits[3 * sizeof value], *at = digits + sizeof digits;

	do
		*--at = (char)('0' + value % 10);
	while (value /= 10);
	str_addn(out, at, (size_t)(digits + sizeof digits - at));
}

static void number(struct pass *p, size_t *value)
{
	const char *start = p->at;

	if (p->out) {
		add_number(p->out, *value);
		return;
	}
	for (*value = 0; p->at < p->end && *p->at >= '0' && *p->at <= '9'; p->at++)
		*value = *value * 10 + (size_t)(*p->at - '0');
	p->good = p->good && p->at > start && p->at - start <= DIGITS &&
		  (*start != '0' || p->at - start == 1);
}

/* One of a few words, by its number. */
static void word(struct pass *p, const char *const *words, size_t count, size_t *value)
{
	size_t i = 0;

	if (p->out) {
		literal(p, words[*value]);
		return;
	}
	while (i < count && !has(p, false, words[i]))
		i++;
	*value = i;
	p->good = p->good && i < count;
}

/* ---- the members */

static bool is_blank(const char *s)
{
	return s[strspn(s, " \t\r\n")] == '\0';
}

static void kind(struct pass *p, struct note *n)
{
	static const char *const words[] = {[NOTE_HIGHLIGHT] = "\"highlighting\"",
					    [NOTE_NOTE] = "\"commenting\"",
					    [NOTE_BOOKMARK] = "\"bookmarking\""};
	size_t value = n->kind;

	word(p, words, sizeof words / sizeof *words, &value);
	n->kind = (enum note_kind)value;
}

static void creator(struct pass *p, struct note *n)
{
	if (!has(p, n->author_id || n->author_name, ",\n      \"creator\": {\n        "))
		return;
	if (has(p, n->author_id, "\"id\": ")) {
		string(p, &n->author_id);
		literal(p, ",\n        ");
	}
	literal(p, "\"type\": \"Person\"");
	if (has(p, n->author_name, ",\n        \"name\": "))
		string(p, &n->author_name);
	literal(p, "\n      }");
}

/* A tag is one as note_add_tag() leaves it, and comes once. */
static void tag(struct pass *p, struct note *n, size_t i)
{
	char *value = NULL;

	if (p->out) {
		string(p, &n->tags.items[i]);
		return;
	}
	string(p, &value);
	if (p->good) {
		note_add_tag(n, value);
		p->good = n->tags.len == i + 1 && !strcmp(n->tags.items[i], value);
	}
	free(value);
}

#define TAG \
	"\n        {\n          \"type\": \"TextualBody\",\n          \"purpose\": \"tagging\"," \
	"\n          \"value\": "

static void bodies(struct pass *p, struct note *n)
{
	bool text;

	if (!has(p, n->text || n->tags.len, ",\n      \"body\": ["))
		return;
	text = has(p, n->text,
		   "\n        {\n          \"type\": \"TextualBody\","
		   "\n          \"purpose\": \"commenting\",\n          \"format\": \"text/plain\","
		   "\n          \"value\": ");
	if (text) {
		string(p, &n->text);
		literal(p, "\n        }");
		p->good = p->good && !is_blank(n->text);
	}
	for (size_t i = 0; has(p, i < n->tags.len, i || text ? "," TAG : TAG); i++) {
		tag(p, n, i);
		literal(p, "\n        }");
	}
	p->good = p->good && (n->text || n->tags.len);
	literal(p, "\n      ]");
}

static void selectors(struct pass *p, struct note *n)
{
	bool quote;

	if (!has(p, n->quote || n->end > n->start, ",\n        \"selector\": ["))
		return;
	quote = has(p, n->quote,
		    "\n          {\n            \"type\": \"TextQuoteSelector\","
		    "\n            \"exact\": ");
	if (quote) {
		string(p, &n->quote);
		if (has(p, n->prefix, ",\n            \"prefix\": "))
			string(p, &n->prefix);
		if (has(p, n->suffix, ",\n            \"suffix\": "))
			string(p, &n->suffix);
		literal(p, "\n          }");
	}
	if (has(p, n->end > n->start,
		quote ? ",\n          {\n            \"type\": \"TextPositionSelector\","
			"\n            \"start\": "
		      : "\n          {\n            \"type\": \"TextPositionSelector\","
			"\n            \"start\": ")) {
		number(p, &n->start);
		literal(p, ",\n            \"end\": ");
		number(p, &n->end);
		literal(p, "\n          }");
		p->good = p->good && n->end > n->start;
	}
	p->good = p->good && (n->quote || n->end > n->start);
	literal(p, "\n        ]");
}

static void target(struct pass *p, struct note *n, const char *source)
{
	literal(p, ",\n      \"target\": {\n        \"type\": \"SpecificResource\","
		   "\n        \"source\": \"");
	literal(p, source);
	literal(p, "\"");
	if (has(p, n->source_date,
		",\n        \"state\": {\n          \"type\": \"TimeState\","
		"\n          \"sourceDate\": ")) {
		string(p, &n->source_date);
		literal(p, "\n        }");
	}
	selectors(p, n);
	literal(p, "\n      }");
}

static void look(struct pass *p, struct note *n)
{
	size_t color = n->color, style = n->style;

	literal(p, ",\n      \"color\": \"");
	word(p, note_color_words, NOTE_COLORS, &color);
	literal(p, "\",\n      \"highlight\": \"");
	word(p, note_style_words, NOTE_STYLES, &style);
	literal(p, "\"");
	n->color = (enum note_color)color;
	n->style = (enum note_style)style;
}

static void parents(struct pass *p, struct note *n)
{
	char *hash = NULL;
	size_t i = 0;

	literal(p, ",\n        \"parents\": [");
	while (i < NOTE_PARENTS && has(p, n->parents[i], i ? ",\n          " : "\n          ")) {
		if (p->out) {
			string(p, &n->parents[i++]);
			continue;
		}
		string(p, &hash);
		if (p->good)
			note_add_parent(n, hash);
		p->good = p->good && n->parents[i++];
	}
	free(hash);
	literal(p, i ? "\n        ]" : "]");
}

static void revision(struct pass *p, struct note *n)
{
	if (!has(p, n->rev || n->device || n->parents[0], ",\n      \"rev\": {\n        \"n\": "))
		return;
	number(p, &n->rev);
	if (has(p, n->device, ",\n        \"device\": "))
		string(p, &n->device);
	parents(p, n);
	literal(p, "\n      }");
	p->good = p->good && (n->rev || n->device || n->parents[0]);
}

static void item(struct pass *p, struct note *n, const char *source)
{
	literal(p, "{\n      \"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n      \"id\": ");
	string(p, &n->id);
	literal(p, ",\n      \"type\": \"Annotation\",\n      \"motivation\": ");
	kind(p, n);
	if (has(p, n->created, ",\n      \"created\": "))
		string(p, &n->created);
	if (has(p, n->modified, ",\n      \"modified\": "))
		string(p, &n->modified);
	creator(p, n);
	bodies(p, n);
	target(p, n, source);
	look(p, n);
	if (has(p, n->gone, ",\n      \"gone\": true"))
		n->gone = true;
	revision(p, n);
	literal(p, "\n    }");
}

/* ---- both directions */

struct note *usual_read(const char *text, size_t len, const char *source, size_t *used)
{
	struct note *n = mem_zalloc(sizeof *n);
	struct pass p = {.at = text, .end = text + len, .good = true};
	enum note_kind said;

	n->status = NOTE_ORPHAN;
	item(&p, n, source);
	said = n->kind;
	note_set_bookmark(n, said == NOTE_BOOKMARK);
	n->undated = !n->source_date;
	if (!p.good || !*n->id || n->kind != said) {
		note_free(n);
		return NULL;
	}
	*used = (size_t)(p.at - text);
	return n;
}

void usual_write(const struct note *n, const char *source, struct str *out)
{
	struct pass p = {.out = out, .good = true};

	/* A pass that writes changes nothing. */
	item(&p, (struct note *)n, source);
}
