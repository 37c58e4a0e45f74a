/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A flat list of bindings, one for the same keys in the same context; some dozens of
 * them, looked up once a key.
 */
#include "app/keymap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/event.h"
#include "base/language.h"
#include "base/utf8.h"
#include "base/vec.h"

struct binding {
	struct keys keys;
	enum context context;
	char *line;
};

struct keymap {
	VEC(struct binding) bindings;
};

/* Names in <…>; the first of each key is the one shown. */
static const struct {
	const char *name;
	uint32_t key;
} names[] = {
	{"Up", KEY_UP_ARROW},
	{"Down", KEY_DOWN_ARROW},
	{"Left", KEY_LEFT_ARROW},
	{"Right", KEY_RIGHT_ARROW},
	{"Home", KEY_HOME_KEY},
	{"End", KEY_END_KEY},
	{"PageUp", KEY_PAGE_UP},
	{"PageDown", KEY_PAGE_DOWN},
	{"PgUp", KEY_PAGE_UP},
	{"PgDn", KEY_PAGE_DOWN},
	{"Insert", KEY_INSERT},
	{"Delete", KEY_DELETE},
	{"Del", KEY_DELETE},
	{"Backspace", KEY_BACKSPACE_KEY},
	{"BS", KEY_BACKSPACE_KEY},
	{"Enter", KEY_ENTER_KEY},
	{"Return", KEY_ENTER_KEY},
	{"CR", KEY_ENTER_KEY},
	{"Tab", KEY_TAB},
	{"BackTab", KEY_BACKTAB},
	{"S-Tab", KEY_BACKTAB},
	{"Esc", KEY_ESCAPE},
	{"Escape", KEY_ESCAPE},
	{"Space", ' '},
	{"lt", '<'},
	{"gt", '>'},
	{"Bar", '|'},
};

static const char *shown_name(uint32_t key)
{
	switch (key) {
	case KEY_UP_ARROW:
		return "↑";
	case KEY_DOWN_ARROW:
		return "↓";
	case KEY_LEFT_ARROW:
		return "←";
	case KEY_RIGHT_ARROW:
		return "→";
	case KEY_ENTER_KEY:
		return _("Enter");
	case KEY_ESCAPE:
		return _("Esc");
	case ' ':
		return _("Space");
	case KEY_PAGE_UP:
		return _("PgUp");
	case KEY_PAGE_DOWN:
		return _("PgDn");
	case KEY_HOME_KEY:
		return _("Home");
	case KEY_END_KEY:
		return _("End");
	case KEY_DELETE:
		return _("Del");
	default:
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (names[i].key == key)
				return names[i].name;
		return NULL;
	}
}

/* The key named by `len` bytes inside <…>, modifiers cut; 0: none. */
static uint32_t named_key(const char *text, size_t len)
{
	char32_t cp;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == len && !strncasecmp(names[i].name, text, len))
			return names[i].key;
	if (len >= 2 && len <= 3 && (text[0] == 'F' || text[0] == 'f')) {
		char *end;
		unsigned long n = strtoul(text + 1, &end, 10);

		if (end == text + len && n >= 1 && n <= 12)
			return KEY_F1 + (uint32_t)n - 1;
	}
	if (len > 0 && utf8_decode(text, len, &cp) == len && cp != UTF8_REPLACEMENT)
		return cp;
	return 0;
}

static uint32_t with_control(uint32_t key)
{
	if (key >= 'A' && key <= 'Z')
		key += 'a' - 'A';
	/* What terminals send for these is a key of its own. */
	if (key == 'i')
		return KEY_TAB;
	if (key == 'm')
		return KEY_ENTER_KEY;
	if (key == '[')
		return KEY_ESCAPE;
	return key | KEY_CTRL;
}

/* One key in <…> at `text`; returns its bytes with the brackets, 0 when wrong. */
static size_t bracketed(const char *text, uint32_t *key)
{
	const char *end = strchr(text + 1, '>');
	const char *name = text + 1;
	uint32_t mods = 0;
	bool control = false;

	if (!end || end == name)
		return 0;
	while (end - name > 2 && name[1] == '-' && strncasecmp(name, "S-Tab>", 6)) {
		if (strchr("cC", name[0]))
			control = true;
		else if (strchr("aAmM", name[0]))
			mods |= KEY_ALT;
		else if (strchr("sS", name[0]))
			mods |= KEY_SHIFT;
		else
			break;
		name += 2;
	}
	*key = named_key(name, (size_t)(end - name));
	if (!*key)
		return 0;
	if (control)
		*key = with_control(*key);
	*key |= mods;
	return (size_t)(end - text) + 1;
}

bool keys_parse(struct keys *keys, const char *text, struct err *err)
{
	size_t len = strlen(text), at = 0;

	*keys = (struct keys){0};
	while (at < len) {
		uint32_t key = 0;
		size_t n = 0;
		char32_t cp;

		if (keys->len == KEYMAP_KEYS)
			return err_set(err, "%s: more than %d keys", text, KEYMAP_KEYS);
		if (text[at] == '<')
			n = bracketed(text + at, &key);
		if (!n && text[at] == '^' && at + 1 < len && (unsigned char)text[at + 1] < 0x80) {
			key = with_control((unsigned char)text[at + 1]);
			n = 2;
		}
		if (!n && text[at] == '<' && len - at > 1)
			return err_set(err, "%s: no such key", text + at);
		if (!n) {
			n = utf8_decode(text + at, len - at, &cp);
			key = cp;
		}
		keys->key[keys->len++] = key;
		at += n;
	}
	if (!keys->len)
		return err_set(err, "%s: no key given", "map");
	return true;
}

void keys_show(const struct keys *keys, struct str *out)
{
	for (size_t i = 0; i < keys->len; i++) {
		uint32_t key = keys->key[i], plain = key & ~(KEY_CTRL | KEY_ALT | KEY_SHIFT);
		const char *name = shown_name(plain);
		char bytes[UTF8_MAX];

		if (key & KEY_ALT)
			str_add(out, "Alt-");
		if (key & KEY_SHIFT)
			str_add(out, _("Shift-"));
		if (key & KEY_CTRL)
			str_add(out, name ? "Ctrl-" : "^");
		if (plain >= KEY_F1 && plain < KEY_LAST)
			str_addf(out, "F%d", (int)(plain - KEY_F1) + 1);
		else if (name && !(plain >= '!' && plain <= '~'))
			str_add(out, name);
		else if (key & KEY_CTRL && plain >= 'a' && plain <= 'z')
			str_addc(out, (char)(plain - 'a' + 'A'));
		else
			str_addn(out, bytes, utf8_encode(plain, bytes));
	}
}

static bool keys_equal(const struct keys *a, const struct keys *b)
{
	return a->len == b->len && !memcmp(a->key, b->key, a->len * sizeof *a->key);
}

static void push(struct keymap *m, enum context context, const struct keys *keys, const char *line)
{
	vec_push(&m->bindings, ((struct binding){*keys, context, mem_strdup(line)}));
}

static void add(struct keymap *m, enum context context, const struct keys *keys, const char *line)
{
	for (size_t i = 0; i < m->bindings.len; i++) {
		struct binding *old = &m->bindings.items[i];

		if (old->context == context && keys_equal(&old->keys, keys)) {
			free(old->line);
			old->line = mem_strdup(line);
			return;
		}
	}
	push(m, context, keys, line);
}

/* The keys of the table, which has none twice, in each context that the command is for. */
static void add_defaults(struct keymap *m, const struct command *c)
{
	char *list = mem_strdup(c->keys), *save = NULL;

	for (char *word = strtok_r(list, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
		struct keys keys;

		if (!keys_parse(&keys, word, NULL))
			continue;
		for (int context = 0; context < CONTEXT_COUNT; context++)
			if (c->flags & 1U << context)
				push(m, (enum context)context, &keys, c->name);
	}
	free(list);
}

static void clear(struct keymap *m)
{
	for (size_t i = 0; i < m->bindings.len; i++)
		free(m->bindings.items[i].line);
	m->bindings.len = 0;
}

void keymap_reset(struct keymap *m)
{
	clear(m);
	for (int id = 0; id < COMMAND_COUNT; id++)
		add_defaults(m, command_at((enum command_id)id));
}

struct keymap *keymap_new(void)
{
	struct keymap *m = mem_zalloc(sizeof *m);

	keymap_reset(m);
	return m;
}

void keymap_free(struct keymap *m)
{
	if (!m)
		return;
	clear(m);
	vec_release(&m->bindings);
	free(m);
}

/* The keys of a context: those of one where something is typed stand alone. */
static bool parse_for(struct keys *keys, enum context context, const char *text, struct err *err)
{
	if (!keys_parse(keys, text, err))
		return false;
	if (keys->len > 1 && context != CONTEXT_READ && context != CONTEXT_SELECT)
		return err_set(err, "%s: only one key at a time in the context \"%s\"", text,
			       context_name(context));
	return true;
}

bool keymap_bind(struct keymap *m, enum context context, const char *text, const char *line,
		 struct err *err)
{
	struct keys keys;

	if (!parse_for(&keys, context, text, err))
		return false;
	add(m, context, &keys, line);
	return true;
}

bool keymap_unbind(struct keymap *m, enum context context, const char *text, struct err *err)
{
	struct keys keys;

	if (!parse_for(&keys, context, text, err))
		return false;
	for (size_t i = 0; i < m->bindings.len; i++) {
		struct binding *b = &m->bindings.items[i];

		if (b->context != context || !keys_equal(&b->keys, &keys))
			continue;
		free(b->line);
		vec_remove(&m->bindings, i);
		return true;
	}
	return err_set(err, "%s: this key has no command", text);
}

static bool is_prefix(const struct keys *typed, const struct keys *keys)
{
	return typed->len < keys->len &&
	       !memcmp(typed->key, keys->key, typed->len * sizeof *typed->key);
}

static enum keymap_result look_up(const struct keymap *m, enum context context,
				  const struct keys *typed, const char **line)
{
	enum keymap_result result = KEYMAP_NONE;

	for (size_t i = 0; i < m->bindings.len; i++) {
		const struct binding *b = &m->bindings.items[i];

		if (b->context != context)
			continue;
		if (keys_equal(&b->keys, typed)) {
			*line = b->line;
			return KEYMAP_FOUND;
		}
		if (is_prefix(typed, &b->keys))
			result = KEYMAP_PREFIX;
	}
	return result;
}

enum keymap_result keymap_look_up(const struct keymap *m, enum context context,
				  const struct keys *typed, const char **line)
{
	enum keymap_result result = look_up(m, context, typed, line), reading;

	if (result == KEYMAP_FOUND || context != CONTEXT_SELECT)
		return result;
	reading = look_up(m, CONTEXT_READ, typed, line);
	return reading == KEYMAP_NONE ? result : reading;
}

bool keymap_goes_on(const struct keymap *m, enum context context, const struct keys *typed)
{
	for (size_t i = 0; i < m->bindings.len; i++) {
		const struct binding *b = &m->bindings.items[i];
		bool counts = b->context == context ||
			      (context == CONTEXT_SELECT && b->context == CONTEXT_READ);

		if (counts && is_prefix(typed, &b->keys))
			return true;
	}
	return false;
}

bool keymap_bound(const struct keymap *m, enum context context, const struct keys *keys,
		  const char **line)
{
	return look_up(m, context, keys, line) == KEYMAP_FOUND;
}

/* Whether the binding has the keys and the line of one before it: of a command that is
 * bound in several contexts. */
static bool is_repeated(const struct keymap *m, size_t at)
{
	const struct binding *b = &m->bindings.items[at];

	for (size_t i = 0; i < at; i++)
		if (keys_equal(&m->bindings.items[i].keys, &b->keys) &&
		    !strcmp(m->bindings.items[i].line, b->line))
			return true;
	return false;
}

void keymap_show(const struct keymap *m, enum command_id id, size_t most, struct str *out)
{
	const char *name = command_at(id)->name;

	for (size_t i = 0; i < m->bindings.len && most > 0; i++) {
		if (strcmp(m->bindings.items[i].line, name) || is_repeated(m, i))
			continue;
		if (out->len > 0)
			str_add(out, ", ");
		keys_show(&m->bindings.items[i].keys, out);
		most--;
	}
}

struct keymap_way keymap_way(const struct keymap *m, enum command_id id)
{
	struct keymap_way way;
	struct str key;

	str_init(&key);
	keymap_show(m, id, 1, &key);
	if (key.len > 0 && key.len < sizeof way.text)
		snprintf(way.text, sizeof way.text, "%s", key.data);
	else
		snprintf(way.text, sizeof way.text, ":%s", command_at(id)->name);
	str_release(&key);
	return way;
}

const char *keymap_line(const struct keymap *m, size_t *at, struct str *keys)
{
	while (*at < m->bindings.len) {
		const struct binding *b = &m->bindings.items[(*at)++];

		/* A short name ("q!") is shown with no command, so it is told here. */
		if (command_find(b->line) != COMMAND_COUNT &&
		    !strcmp(command_at(command_find(b->line))->name, b->line))
			continue;
		keys_show(&b->keys, keys);
		return b->line;
	}
	return NULL;
}
