/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A note is a plain record of owned strings.  `start` and `end` count code points
 * of the article as it was when the selectors were written; `span` counts bytes of
 * the article as it is now.  A revision is known by the hash of all that it says,
 * its own number and date included, so that a note that came back to an earlier
 * wording is still a later revision.
 */
#include "notes/note.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/digest.h"
#include "base/mem.h"
#include "base/moment.h"
#include "base/utf8.h"

/* ---- making and unmaking */

char *note_new_id(void)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[16];
	struct str id;

	while (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		if (errno != EINTR)
			abort();
	bytes[6] = (bytes[6] & 0x0F) | 0x40;
	bytes[8] = (bytes[8] & 0x3F) | 0x80;
	str_init(&id);
	str_add(&id, "urn:uuid:");
	for (size_t i = 0; i < sizeof bytes; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			str_addc(&id, '-');
		str_addc(&id, digits[bytes[i] >> 4]);
		str_addc(&id, digits[bytes[i] & 15]);
	}
	return str_take(&id);
}

struct note *note_new(void)
{
	struct note *n = mem_zalloc(sizeof *n);

	n->id = note_new_id();
	return n;
}

/* Every string that a note owns alone, for copying and freeing. */
#define STRINGS 11
static void strings_of(struct note *n, char **strings[STRINGS])
{
	char **all[STRINGS] = {&n->id,     &n->text,      &n->created,    &n->modified,
			       &n->quote,  &n->prefix,    &n->suffix,     &n->source_date,
			       &n->device, &n->author_id, &n->author_name};

	memcpy(strings, all, sizeof all);
}

struct note *note_copy(const struct note *n)
{
	struct note *copy = mem_alloc(sizeof *copy);
	char **strings[STRINGS];

	*copy = *n;
	strings_of(copy, strings);
	for (size_t i = 0; i < STRINGS; i++)
		*strings[i] = mem_strdup(*strings[i]);
	for (size_t i = 0; i < NOTE_PARENTS; i++)
		copy->parents[i] = mem_strdup(n->parents[i]);
	memset(&copy->tags, 0, sizeof copy->tags);
	for (size_t i = 0; i < n->tags.len; i++)
		vec_push(&copy->tags, mem_strdup(n->tags.items[i]));
	json_dup(&copy->raw, &n->raw);
	return copy;
}

void note_expect(const struct note *far, const struct note *near)
{
	__builtin_prefetch(far);
	__builtin_prefetch(&far->text);
	if (!near)
		return;
	__builtin_prefetch(near->id);
	__builtin_prefetch(near->quote);
	__builtin_prefetch(near->text);
	__builtin_prefetch(near->suffix);
}

void note_free(struct note *n)
{
	char **strings[STRINGS];

	if (!n)
		return;
	strings_of(n, strings);
	for (size_t i = 0; i < STRINGS; i++)
		free(*strings[i]);
	for (size_t i = 0; i < NOTE_PARENTS; i++)
		free(n->parents[i]);
	note_clear_tags(n);
	vec_release(&n->tags);
	json_release(&n->raw);
	free(n);
}

bool note_same_string(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

void note_set_string(char **to, const char *value)
{
	char *copy = mem_strdup(value);

	free(*to);
	*to = copy;
}

/* ---- tags */

static bool is_word_character(char32_t cp)
{
	return cp == '_' || cp == '-' || cp == 0x200C || cp == 0x200D ||
	       uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
							    UC_CATEGORY_MASK_N);
}

/* Whether a '#' after `cp` may begin a tag, and not go on with a word or an
 * address. */
static bool may_precede(char32_t cp)
{
	if (uc_is_property_white_space(cp))
		return true;
	if (cp < 0x80)
		return strchr("([{<\"'.,;:!?|", (int)cp) != NULL;
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_P);
}

/* Whether the unbroken run of characters before `at` began an address. */
static bool in_address(const char *text, size_t at)
{
	size_t start = at;
	char32_t cp;

	while (start > 0) {
		size_t len = utf8_decode_before(text, start, &cp);

		if (uc_is_property_white_space(cp))
			break;
		start -= len;
	}
	return memmem(text + start, at - start, "://", 3) != NULL;
}

/* The end of the word that begins at `at`; `at` where there is none with a letter.
 * Hyphens at its end do not belong to it. */
static size_t tag_end(const char *text, size_t len, size_t at)
{
	size_t end = at, stop = at;
	bool letter = false;
	char32_t cp;

	while (stop < len) {
		size_t n = utf8_decode(text + stop, len - stop, &cp);

		if (!is_word_character(cp) || (stop == at && cp == '-'))
			break;
		letter = letter || uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L);
		stop += n;
		if (cp != '-')
			end = stop;
	}
	return letter ? end : at;
}

bool note_next_tag(const char *text, size_t len, size_t *at, size_t *start)
{
	char32_t before;

	for (; *at < len; ++*at) {
		if (text[*at] != '#')
			continue;
		if (*at > 0) {
			utf8_decode_before(text, *at, &before);
			if (!may_precede(before) || in_address(text, *at))
				continue;
		}
		*start = *at + 1;
		if (tag_end(text, len, *start) > *start) {
			*at = tag_end(text, len, *start);
			return true;
		}
	}
	return false;
}

static bool same_tag(const char *a, const char *b)
{
	int result;

	if (u8_casecmp((const uint8_t *)a, strlen(a), (const uint8_t *)b, strlen(b), NULL,
		       UNINORM_NFC, &result))
		return !strcmp(a, b);
	return result == 0;
}

static size_t find_tag(const struct note *n, const char *tag)
{
	size_t i = 0;

	while (i < n->tags.len && !same_tag(n->tags.items[i], tag))
		i++;
	return i;
}

/* The bytes with ill-formed parts turned to U+FFFD; yours. */
static char *well_formed(const char *text, size_t len)
{
	char bytes[UTF8_MAX];
	struct str s;
	char32_t cp;

	str_init(&s);
	for (size_t at = 0; at < len;) {
		at += utf8_decode(text + at, len - at, &cp);
		str_addn(&s, bytes, utf8_encode(cp, bytes));
	}
	return str_take(&s);
}

/* The length of the white space at the start, and at the end. */
static size_t space_before(const char *text, size_t len)
{
	size_t at = 0;
	char32_t cp;

	while (at < len) {
		size_t n = utf8_decode(text + at, len - at, &cp);

		if (!uc_is_property_white_space(cp))
			break;
		at += n;
	}
	return at;
}

static size_t space_after(const char *text, size_t len)
{
	size_t at = len;
	char32_t cp;

	while (at > 0) {
		size_t n = utf8_decode_before(text, at, &cp);

		if (!uc_is_property_white_space(cp))
			break;
		at -= n;
	}
	return len - at;
}

/* A tag as it is kept: without '#' and the space around; yours, maybe empty. */
static char *bare_tag(const char *tag)
{
	size_t len = strlen(tag), before = space_before(tag, len);

	tag += before;
	len -= before;
	while (len > 0 && *tag == '#') {
		tag++;
		len--;
	}
	return well_formed(tag, len - space_after(tag, len));
}

bool note_has_tag(const struct note *n, const char *tag)
{
	char *bare = bare_tag(tag);
	bool found = find_tag(n, bare) < n->tags.len;

	free(bare);
	return found;
}

void note_add_tag(struct note *n, const char *tag)
{
	char *bare = bare_tag(tag);

	if (*bare && find_tag(n, bare) == n->tags.len)
		vec_push(&n->tags, bare);
	else
		free(bare);
}

void note_remove_tag(struct note *n, const char *tag)
{
	char *bare = bare_tag(tag);
	size_t i = find_tag(n, bare);

	if (i < n->tags.len) {
		free(n->tags.items[i]);
		vec_remove(&n->tags, i);
	}
	free(bare);
}

void note_clear_tags(struct note *n)
{
	for (size_t i = 0; i < n->tags.len; i++)
		free(n->tags.items[i]);
	n->tags.len = 0;
}

/* Calls `act` with each tag of the note's text. */
static void each_text_tag(struct note *n, void (*act)(struct note *, const char *))
{
	size_t at = 0, start, len = n->text ? strlen(n->text) : 0;

	while (note_next_tag(n->text, len, &at, &start)) {
		char *tag = mem_strndup(n->text + start, at - start);

		act(n, tag);
		free(tag);
	}
}

void note_add_text_tags(struct note *n)
{
	each_text_tag(n, note_add_tag);
}

void note_write_other_tags(const struct note *n, struct str *out)
{
	struct note said = {.text = n->text};

	note_add_text_tags(&said);
	for (size_t i = 0; i < n->tags.len; i++)
		if (!note_has_tag(&said, n->tags.items[i]))
			str_addf(out, "%s#%s", out->len ? " " : "", n->tags.items[i]);
	note_clear_tags(&said);
	vec_release(&said.tags);
}

void note_set_bookmark(struct note *n, bool bookmark)
{
	n->kind = bookmark ? NOTE_BOOKMARK : n->text ? NOTE_NOTE : NOTE_HIGHLIGHT;
}

void note_set_text(struct note *n, const char *text)
{
	size_t len = text ? strlen(text) : 0;
	char *clean = space_before(text, len) < len ? well_formed(text, len) : NULL;

	each_text_tag(n, note_remove_tag);
	free(n->text);
	n->text = clean;
	note_add_text_tags(n);
	note_set_bookmark(n, n->kind == NOTE_BOOKMARK);
}

/* ---- content and revisions */

static void digest_string(struct str *out, const char *s)
{
	if (s)
		str_addf(out, "%zu:", strlen(s));
	str_add(out, s ? s : "-");
	str_addc(out, '\n');
}

void note_digest(const struct note *n, struct str *out)
{
	digest_string(out, n->modified);
	str_addf(out, "%zu\n", n->rev);
	digest_string(out, n->device);
	digest_string(out, n->text);
	str_addf(out, "%zu\n", n->tags.len);
	for (size_t i = 0; i < n->tags.len; i++)
		digest_string(out, n->tags.items[i]);
	str_addf(out, "%d %d %d %zu %zu\n", (int)n->kind, (int)n->color, (int)n->style, n->start,
		 n->end);
	digest_string(out, n->quote);
	digest_string(out, n->prefix);
	digest_string(out, n->suffix);
	if (n->gone)
		str_add(out, "gone\n");
}

void note_hash(const struct note *n, char out[9])
{
	char digest[DIGEST_TEXT];
	struct str content;

	str_init(&content);
	note_digest(n, &content);
	digest_text(content.data, content.len, digest);
	str_release(&content);
	memcpy(out, digest, 8);
	out[8] = '\0';
}

bool note_has_parent(const struct note *n, const char *hash)
{
	for (size_t i = 0; i < NOTE_PARENTS && n->parents[i]; i++)
		if (!strcmp(n->parents[i], hash))
			return true;
	return false;
}

void note_add_parent(struct note *n, const char *hash)
{
	size_t count = 0;

	if (note_has_parent(n, hash))
		return;
	while (count < NOTE_PARENTS && n->parents[count])
		count++;
	if (count == NOTE_PARENTS) {
		free(n->parents[0]);
		memmove(n->parents, n->parents + 1, --count * sizeof *n->parents);
	}
	n->parents[count] = mem_strdup(hash);
}

static void take_parents(struct note *n, const struct note *from)
{
	char *parents[NOTE_PARENTS];

	for (size_t i = 0; i < NOTE_PARENTS; i++)
		parents[i] = mem_strdup(from->parents[i]);
	for (size_t i = 0; i < NOTE_PARENTS; i++)
		free(n->parents[i]);
	memcpy(n->parents, parents, sizeof parents);
}

void note_touch(struct note *n, const struct note *old, const char *now, const char *device)
{
	bool back = old && note_compare_moments(old->modified, now) > 0;
	char hash[9];

	if (old) {
		note_hash(old, hash);
		take_parents(n, old);
		note_add_parent(n, hash);
	}
	n->rev = (old ? old->rev : 0) + 1;
	note_set_string(&n->modified, back ? old->modified : now);
	note_set_string(&n->device, device);
}

static bool same_tags(const struct note *a, const struct note *b)
{
	for (size_t i = 0; i < a->tags.len; i++)
		if (find_tag(b, a->tags.items[i]) == b->tags.len)
			return false;
	for (size_t i = 0; i < b->tags.len; i++)
		if (find_tag(a, b->tags.items[i]) == a->tags.len)
			return false;
	return true;
}

bool note_same(const struct note *a, const struct note *b)
{
	return a->kind == b->kind && a->color == b->color && a->style == b->style &&
	       note_same_string(a->text, b->text) && same_tags(a, b);
}

bool note_same_place(const struct note *a, const struct note *b)
{
	return a->gone == b->gone && a->start == b->start && a->end == b->end &&
	       note_same_string(a->quote, b->quote) && note_same_string(a->prefix, b->prefix) &&
	       note_same_string(a->suffix, b->suffix);
}

void note_take_place(struct note *to, const struct note *from)
{
	note_set_string(&to->quote, from->quote);
	note_set_string(&to->prefix, from->prefix);
	note_set_string(&to->suffix, from->suffix);
	to->gone = from->gone;
	note_set_string(&to->source_date, from->source_date);
	to->start = from->start;
	to->end = from->end;
	to->uncounted = from->uncounted;
	to->status = from->status;
	to->span = from->span;
}

int note_compare_moments(const char *a, const char *b)
{
	time_t when_a = 0, when_b = 0;
	bool good_a = a && moment_parse(a, &when_a), good_b = b && moment_parse(b, &when_b);

	if (!good_a || !good_b)
		return (int)good_a - (int)good_b;
	return (when_a > when_b) - (when_a < when_b);
}

/* ---- the contract's words */

static const char *const kinds[] = {
	[NOTE_HIGHLIGHT] = "highlight", [NOTE_NOTE] = "note", [NOTE_BOOKMARK] = "bookmark"};
const char *const note_color_words[] = {
	[NOTE_YELLOW] = "yellow", [NOTE_GREEN] = "green",   [NOTE_BLUE] = "blue",
	[NOTE_PINK] = "pink",     [NOTE_ORANGE] = "orange", [NOTE_PURPLE] = "purple"};
const char *const note_style_words[] = {[NOTE_SOLID] = "solid",
					[NOTE_UNDERLINE] = "underline",
					[NOTE_STRIKETHROUGH] = "strikethrough",
					[NOTE_OUTLINE] = "outline"};
static const char *const statuses[] = {
	[NOTE_EXACT] = "exact",     [NOTE_MOVED] = "moved",         [NOTE_FUZZY] = "fuzzy",
	[NOTE_CHANGED] = "changed", [NOTE_AMBIGUOUS] = "ambiguous", [NOTE_ORPHAN] = "orphan"};

#define COUNT(table) (sizeof(table) / sizeof *(table))
static_assert(COUNT(note_color_words) == NOTE_COLORS && COUNT(note_style_words) == NOTE_STYLES,
	      "every colour and style has its word");

static const char *name_in(const char *const *table, size_t count, size_t value)
{
	return value < count ? table[value] : NULL;
}

/* The word's place in the table; `count` where it is none of them. */
static size_t parse_in(const char *const *table, size_t count, const char *word)
{
	size_t i = 0;

	while (i < count && strcmp(table[i], word))
		i++;
	return i;
}

const char *note_kind_name(enum note_kind kind)
{
	return name_in(kinds, COUNT(kinds), kind);
}

const char *note_color_name(enum note_color color)
{
	return name_in(note_color_words, COUNT(note_color_words), color);
}

const char *note_style_name(enum note_style style)
{
	return name_in(note_style_words, COUNT(note_style_words), style);
}

bool note_has_words(const struct note *n)
{
	return n->text || n->tags.len > 0;
}

bool note_is_unsure(const struct note *n)
{
	return n->status != NOTE_EXACT && n->status != NOTE_MOVED && !n->gone;
}

const char *note_status_name(enum note_status status)
{
	return name_in(statuses, COUNT(statuses), status);
}

bool note_kind_parse(const char *word, enum note_kind *kind)
{
	size_t i = parse_in(kinds, COUNT(kinds), word);

	if (i < COUNT(kinds))
		*kind = (enum note_kind)i;
	return i < COUNT(kinds);
}

bool note_color_parse(const char *word, enum note_color *color)
{
	size_t i = parse_in(note_color_words, COUNT(note_color_words), word);

	if (i < COUNT(note_color_words))
		*color = (enum note_color)i;
	return i < COUNT(note_color_words);
}

bool note_style_parse(const char *word, enum note_style *style)
{
	size_t i = parse_in(note_style_words, COUNT(note_style_words), word);

	if (i < COUNT(note_style_words))
		*style = (enum note_style)i;
	return i < COUNT(note_style_words);
}

bool note_status_parse(const char *word, enum note_status *status)
{
	size_t i = parse_in(statuses, COUNT(statuses), word);

	if (i < COUNT(statuses))
		*status = (enum note_status)i;
	return i < COUNT(statuses);
}
