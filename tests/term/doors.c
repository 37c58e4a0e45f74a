/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every way by which words of others come to a terminal, with everything in them that a
 * terminal might obey (payloads.h).  What is written is read by a strict reader that knows
 * what lutrin itself sends (strict.h), and the signs that are to show are looked for on the
 * screen, which is libvterm's.
 */
#include "unit/unit.h"

#include <ftw.h>
#include <locale.h>
#include <nettle/base64.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/str.h"
#include "notes/json.h"
#include "term/payloads.h"
#include "term/strict.h"
#include "term/terminal.h"

#define WORDS 12
#define TOGETHER 8 /* payloads in one word: a message has a most length */

static char folder[] = "/tmp/lutrin-doors-XXXXXX";
static char *lutrin;

/* A program, what it has written, and what was wrong with that. */
struct door {
	struct terminal t;
	struct strict strict;
	struct str seen;
	const char *payload, *doing;
};

static void take(void *user, const char *bytes, size_t len)
{
	struct door *d = user;

	strict_take(&d->strict, bytes, len);
	str_addn(&d->seen, bytes, len);
}

static void start(struct door *d, char *const argv[])
{
	d->t.take = take;
	d->t.user = d;
	str_init(&d->seen);
	terminal_start(&d->t, "xterm-256color", argv);
}

static void tell_screen(const struct door *d)
{
	struct str row;

	str_init(&row);
	for (int i = 0; i < d->t.size.rows; i++) {
		str_clear(&row);
		terminal_add_row(&d->t, i, &row);
		while (row.len && row.data[row.len - 1] == ' ')
			str_truncate(&row, row.len - 1);
		if (row.len)
			fprintf(stderr, "# %s\n", row.data);
	}
	str_release(&row);
}

/* Waits for the end of the program. */
static void finish(struct door *d)
{
	int64_t until = terminal_now() + TERMINAL_DEADLINE;
	bool ended = false;
	int status;

	while (!ended && terminal_now() < until)
		ended = !terminal_listen(&d->t, 50);
	if (!ended)
		tell_screen(d);
	status = terminal_stop(&d->t);
	if (!ended)
		fail_msg("%s, %s: does not end", d->payload, d->doing);
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 2)
		fail_msg("%s, %s: ended with %#x", d->payload, d->doing, (unsigned)status);
	if (!strict_good(&d->strict))
		fail_msg("%s, %s: \"%s\" went to the terminal", d->payload, d->doing,
			 d->strict.alien);
}

/* ---- files with a payload in all of their strings */

/* "A…Z", and what shows of it; NULL where that is left open. */
static void add_payload(struct str *out, size_t i)
{
	str_addf(out, "A%sZ", payloads[i].bytes);
}

static char *shown(size_t i)
{
	struct str s;

	if (!payloads[i].shown)
		return NULL;
	str_init(&s);
	str_addf(&s, "A%sZ", payloads[i].shown);
	return str_take(&s);
}

static void write_file(const char *path, const struct str *bytes)
{
	struct err err;

	if (!files_write_unsynced(path, bytes->data, bytes->len, 0600, &err))
		fail_msg("%s", err.text);
}

/* A string of JSON; what is ill-formed stays so, and is no JSON then. */
static void add_string(struct str *out, const char *before, size_t i)
{
	struct str value;

	str_init(&value);
	str_add(&value, before);
	add_payload(&value, i);
	if (payloads[i].ill_formed)
		str_addf(out, "\"%s\"", value.data);
	else
		json_quote(out, value.data, value.len);
	str_release(&value);
}

static void add_item(struct str *out, const char *quote, const char *note, size_t i)
{
	str_add(out, "{\"type\":\"Annotation\",\"motivation\":\"commenting\",\"id\":");
	add_string(out, quote, i);
	str_add(out, ",\"created\":");
	add_string(out, "hier ", i);
	str_add(out, ",\"creator\":{\"type\":\"Person\",\"name\":");
	add_string(out, "qui ", i);
	str_add(out, "},\"body\":[{\"type\":\"TextualBody\",\"purpose\":\"commenting\",\"value\":");
	add_string(out, note, i);
	str_add(out, "},{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":");
	add_string(out, "tag", i);
	str_add(out, "}],\"target\":{\"source\":");
	add_string(out, "", i);
	str_add(out, ",\"selector\":[{\"type\":\"TextQuoteSelector\",\"exact\":");
	add_string(out, quote, i);
	str_add(out, "}]},");
	add_string(out, "inconnu ", i);
	str_addc(out, ':');
	add_string(out, "", i);
	str_addc(out, '}');
}

/* Writes an article and its sidecar into the folder; returns the article's path, whose name
 * holds the payload too. */
static char *write_article(const char *where, size_t i)
{
	struct str path, text, sidecar;

	str_init(&path);
	str_init(&text);
	str_init(&sidecar);
	str_addf(&path, "%s/nom ", where);
	add_payload(&path, i);
	str_add(&path, ".txt");
	str_add(&text, "Titre ");
	add_payload(&text, i);
	str_add(&text, "\n\nPhrase ");
	add_payload(&text, i);
	str_add(&text, " fin.\n\n# Section ");
	add_payload(&text, i);
	str_add(&text, "\n\nSuite.\n\n# Partie\n\nLe reste.\n");
	write_file(path.data, &text);
	str_add(&sidecar, "{\"type\":\"AnnotationSet\",\"sidecarVersion\":1,\"id\":");
	add_string(&sidecar, "", i);
	str_add(&sidecar, ",\"items\":[");
	add_item(&sidecar, "Phrase ", "mot ", i);
	str_addc(&sidecar, ',');
	add_item(&sidecar, "Perdu ", "ailleurs ", i);
	str_add(&sidecar, "]}");
	str_addf(&path, ".ann.json");
	write_file(path.data, &sidecar);
	str_truncate(&path, path.len - strlen(".ann.json"));
	str_release(&text);
	str_release(&sidecar);
	return str_take(&path);
}

/* Each line of a configuration is wrong, and what is told of it quotes it. */
static char *write_config(const char *where)
{
	static const char *const before[] = {
		"",       "set ", "set theme ", "set color-meaning.green ",
		"map x ", "map ", "paint ",     "paint note fg="};
	struct str path, text;

	str_init(&path);
	str_init(&text);
	str_addf(&path, "%s/config", where);
	for (size_t k = 0; k < sizeof before / sizeof *before; k++)
		for (size_t i = 0; i < PAYLOADS; i++) {
			str_add(&text, before[k]);
			add_payload(&text, i);
			str_addc(&text, '\n');
		}
	write_file(path.data, &text);
	str_release(&text);
	return str_take(&path);
}

static char *make_folder(const char *name)
{
	struct str path;

	str_init(&path);
	str_addf(&path, "%s/%s", folder, name);
	assert_int_equal(mkdir(path.data, 0700), 0);
	setenv("HOME", path.data, 1);
	return str_take(&path);
}

/* ---- commands */

/* Runs words with "@" in them for the payload, and "%" for a file; what it wrote is in
 * d->seen, to be released. */
static void run(struct door *d, const char *const *words, const char *payload, const char *file)
{
	char *argv[WORDS + 2] = {lutrin};
	size_t count = strcmp(words[0], "env") ? 1 : 0;

	for (size_t i = 0; words[i]; i++) {
		struct str word;

		str_init(&word);
		for (const char *c = words[i]; *c; c++)
			if (*c == '@')
				str_add(&word, payload);
			else if (*c == '%')
				str_add(&word, file);
			else if (*c == '$')
				str_add(&word, lutrin);
			else
				str_addc(&word, *c);
		argv[count++] = str_take(&word);
	}
	argv[count] = NULL;
	d->t.size = (struct terminal_size){200, 50};
	d->t.untouched = true;
	d->strict.plain = true;
	d->doing = words[0];
	start(d, argv);
	finish(d);
	while (count-- > 1 || (count == 0 && argv[0] != lutrin))
		free(argv[count]);
}

static void what_commands_write_to_a_terminal_are_signs(void **state)
{
	/* Whether the payloads' own signs are looked for. */
	static const struct {
		const char *words[WORDS];
		bool signs, ill_formed_too;
	} calls[] = {
		{{"print", "--encoding", "UTF-8", "%"}, true, true},
		{{"print", "--encoding", "UTF-8", "--notes", "%"}, true, false},
		{{"list", "--encoding", "UTF-8", "%"}, true, false},
		{{"list", "--encoding", "UTF-8", "--format", "tsv", "%"}, false, false},
		{{"list", "--encoding", "UTF-8", "--format", "json", "%"}, false, false},
		{{"check", "--encoding", "UTF-8", "--diff", "%"}, true, false},
		{{"grep", "--encoding", "UTF-8", "Phrase", "%"}, true, true},
		{{"grep", "--encoding", "UTF-8", "-l", "Phrase", "%"}, true, true},
		{{"grep", "--encoding", "UTF-8", "-c", "mot", "%"}, true, true},
		{{"export", "--encoding", "UTF-8", "--format", "markdown", "%"}, false, false},
		{{"export", "--encoding", "UTF-8", "--format", "org", "%"}, false, false},
		{{"export", "--encoding", "UTF-8", "--format", "html", "%"}, false, false},
		{{"export", "--encoding", "UTF-8", "--format", "json", "%"}, false, false},
		{{"export", "--encoding", "UTF-8", "--format", "hypothesis", "%"}, false, false},
		{{"export", "--encoding", "UTF-8", "--format", "koreader", "%"}, false, false},
		{{"export", "--encoding", "UTF-8", "--format", "readwise", "%"}, false, false},
	};
	char *good = make_folder("good"), *bad = make_folder("bad");

	(void)state;
	for (size_t i = 0; i < PAYLOADS; i++)
		free(write_article(payloads[i].ill_formed ? bad : good, i));
	for (size_t k = 0; k < 2 * sizeof calls / sizeof *calls; k++) {
		bool ill_formed = k % 2;
		struct door d = {.payload = "all"};

		run(&d, calls[k / 2].words, "", ill_formed ? bad : good);
		for (size_t i = 0; i < PAYLOADS; i++) {
			char *signs = shown(i);

			if (calls[k / 2].signs && payloads[i].ill_formed == ill_formed && signs &&
			    (!ill_formed || calls[k / 2].ill_formed_too) &&
			    !strstr(d.seen.data, signs))
				fail_msg("%s, %s: no %s in\n%s", payloads[i].name, d.doing, signs,
					 d.seen.data);
			free(signs);
		}
		str_release(&d.seen);
	}
	free(good);
	free(bad);
}

static void what_commands_refuse_is_told_in_signs(void **state)
{
	static const char *const calls[][WORDS] = {
		{"--@"},
		{"-@"},
		{"list", "@"},
		{"@", "@"},
		{"print", "--width", "@", "%"},
		{"--set", "@=1", "print", "%"},
		{"--set", "theme=@", "print", "%"},
		{"--set", "@", "print", "%"},
		{"--config", "@", "print", "%"},
		{"+@", "%"},
		{"export", "--format", "@", "%"},
		{"grep", "-E", "(@", "%"},
		{"grep", "-E", "[[:@:]]", "%"},
		{"add", "%", "--quote", "@"},
		{"add", "%", "--paragraph", "@"},
		{"edit", "%", "@", "--note", "@"},
		{"--encoding", "@", "print", "%"},
		{"git-setup", "@"},
		{"merge", "@", "@", "@"},
		{"import", "%", "@"},
		{"env", "TERM=@", "$", "%"},
		{"env", "TERM=@", "LC_ALL=@", "LANGUAGE=@", "HOME=/@", "XDG_CONFIG_HOME=/@",
		 "XDG_STATE_HOME=@", "$", "list", "%"},
	};
	char *where = make_folder("refused");
	struct str file, text;

	(void)state;
	str_init(&file);
	str_init(&text);
	str_addf(&file, "%s/a.txt", where);
	str_add(&text, "Un texte.\n");
	write_file(file.data, &text);
	for (size_t i = 0; i < PAYLOADS; i += TOGETHER) {
		struct str payload;

		str_init(&payload);
		for (size_t k = i; k < i + TOGETHER && k < PAYLOADS; k++)
			add_payload(&payload, k);
		for (size_t k = 0; k < sizeof calls / sizeof *calls; k++) {
			struct door d = {.payload = payloads[i].name};

			run(&d, calls[k], payload.data, file.data);
			str_release(&d.seen);
		}
		str_release(&payload);
	}
	str_release(&text);
	str_release(&file);
	free(where);
}

static void a_wrong_configuration_is_told_in_signs(void **state)
{
	static const char *const words[] = {"--config", "%", "print", "%", NULL};
	char *where = make_folder("configured"), *config = write_config(where);
	struct door d = {.payload = "all"};

	(void)state;
	run(&d, words, "", config);
	str_release(&d.seen);
	free(config);
	free(where);
}

/* ---- the reader */
static void type(struct door *d, const char *keys)
{
	terminal_type(&d->t, keys, strlen(keys));
}

static void expect(struct door *d, const char *text)
{
	if (terminal_shows(&d->t, text) && !d->strict.alien[0])
		return;
	tell_screen(d);
	terminal_stop(&d->t);
	fail_msg("%s, %s: no \"%s\"; alien: \"%s\"", d->payload, d->doing, text, d->strict.alien);
}

/* Keys, with "@" for a paste of the payload, and what is to show: "@" is its signs, and
 * "|" parts what may stand in different rows. */
static void step(struct door *d, size_t i, const char *doing, const char *keys, const char *want)
{
	struct str typed, text;
	char *signs = shown(i);

	d->doing = doing;
	str_init(&typed);
	str_init(&text);
	for (; *keys; keys++)
		if (*keys == '@')
			str_addf(&typed, "\033[200~A%sZ\033[201~", payloads[i].bytes);
		else
			str_addc(&typed, *keys);
	type(d, typed.data);
	for (bool more = true; more; want++) {
		size_t len = strcspn(want, "@|");

		str_addn(&text, want, len);
		want += len;
		if (*want == '@')
			str_add(&text, signs ? signs : "");
		if (*want == '@' && !signs)
			str_truncate(&text, text.len - len);
		if (*want == '@')
			continue;
		expect(d, text.data);
		str_clear(&text);
		more = *want;
	}
	free(signs);
	str_release(&typed);
	str_release(&text);
}

static const struct {
	const char *doing, *keys, *want;
	bool notes, pasted; /* needs a sidecar that can be read; a payload that can be pasted */
} steps[] = {
	/* Told late, over any other message: what is to show later waits for it. */
	{"the start", "", "The text has changed", true, false},
	{"the page", "", "Phrase @ fin", false, false},
	{"the title", "", "Titre @", false, false},
	{"the margin", "", "mot @", true, false},
	{"the annotations", "A", "Annotations|Perdu @", true, false},
	{"the contents", "\003t", "Contents|Section @", false, false},
	{"the shelf", "\003S", "Shelf|Titre @", false, false},
	{"the review", "\003O", "Perdu @", true, false},
	{"the help", "\003\033OP", "Keys and commands", false, false},
	{"the prompt", "\003:@", ":A", false, true},
	{"a message", "\r", "A", false, true},
	{"its history", "\003:\020", ":A", false, true},
	{"a search", "\003/@\r", "A", false, true},
	{"an expression", "\003/(@[", "A", false, true},
	{"a file that is not there", "\003:source /non/@\r", "/non/A", false, true},
	{"the output of a program", "\003gV!cat\r", "Titre", false, false},
	{"its end", "q", "Le reste", false, false},
	{"a note", "\003Ga@", "A", true, true},
	{"plain screens", "\003g:set plain\r", "Phrase @ fin", false, false},
	{"the same in order", "\003:set noplain\r\x0C", "Phrase @ fin", false, false},
};

static void read_payload(size_t i, const char *where)
{
	struct door d = {.payload = payloads[i].name, .doing = "the start"};
	char *path = write_article(where, i);
	char *argv[] = {lutrin, (char *)"--encoding", (char *)"UTF-8", path, NULL};

	d.t.size = (struct terminal_size){120, 30};
	start(&d, argv);
	for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
		if (!(payloads[i].ill_formed && (steps[k].notes || steps[k].pasted)) &&
		    !(steps[k].pasted && strstr(payloads[i].bytes, "\033[201~")))
			step(&d, i, steps[k].doing, steps[k].keys, steps[k].want);
	type(&d, "\003\003q");
	finish(&d);
	str_release(&d.seen);
	free(path);
}

static void what_the_reader_draws_are_signs(void **state)
{
	char *where = make_folder("read");

	(void)state;
	for (size_t i = 0; i < PAYLOADS; i++)
		read_payload(i, where);
	free(where);
}

/* ---- what comes from the terminal */
static void open_reader(struct door *d, const char *name, char *const *before)
{
	char *where = make_folder(name), *path = write_article(where, 0);
	char *argv[WORDS] = {NULL};
	size_t count = 0;

	for (; before[count]; count++)
		argv[count] = before[count];
	argv[count] = path;
	d->t.size = (struct terminal_size){120, 30};
	d->payload = name;
	start(d, argv);
	d->doing = "the start";
	expect(d, "The text has changed"); /* told late, over any other message */
	free(path);
	free(where);
}

/* "q" would end the reader, "A" shows the annotations. */
static void a_paste_cannot_leave_its_marks(void **state)
{
	char *const argv[] = {lutrin, NULL};
	struct door d = {.doing = "pastes"};

	(void)state;
	open_reader(&d, "pasted", argv);
	type(&d, "\033[200~abc\033[201~q\033[201~");
	expect(&d, "left out");
	type(&d, "\033[201~A"); /* an end alone is nothing */
	expect(&d, "Annotations");
	type(&d, "\003:");
	expect(&d, "Le reste.");
	type(&d, "\033[200~abc\033[201~q\r\033[201~");
	expect(&d, ":abc");
	type(&d, "\003\033[200~abc\033[201~A"); /* a key on its heels is a key */
	expect(&d, "Annotations");
	type(&d, "\003q");
	finish(&d);
	str_release(&d.seen);
}

static void answers_to_others_are_no_keys(void **state)
{
	static const char *const answers[] = {
		"\033]lq\033\\",  "\033]Lq\a",       "\033]52;c;cQ==q\a", "\033]11;rgb:q/q/q\033\\",
		"\033]11;q\a",    "\033P1$rq\033\\", "\033P>|q(1)\033\\", "\033_Gq;OK\033\\",
		"\033^q\033\\",   "\033Xq\033\\",    "\033[24;80R",       "\033[?24;80;1R",
		"\033[8;30;120t", "\033[?1;2q",      "\033[>41;377q",     "\033[?2026;2$q",
		"\033[0q",        "\033[<0;q",
	};
	char *const argv[] = {lutrin, NULL};
	struct door d = {.doing = "answers"};

	(void)state;
	open_reader(&d, "answered", argv);
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		d.payload = answers[i] + 1;
		type(&d, answers[i]);
		type(&d, "A");
		expect(&d, "Perdu");
		type(&d, "\003");
		expect(&d, "F1 help");
	}
	type(&d, "q");
	finish(&d);
	str_release(&d.seen);
}

static void the_clipboard_gets_what_was_copied_and_nothing_else(void **state)
{
	static const char want[] = "Phrase A\x01Z fin.";
	char *argv[] = {(char *)"env", (char *)"PATH=/nowhere", lutrin, NULL};
	struct base64_decode_ctx base64;
	struct door d = {.doing = "copying"};
	uint8_t copied[sizeof d.strict.clipboard];
	size_t len = sizeof copied;

	(void)state;
	open_reader(&d, "copied", argv);
	type(&d, "}Vy");
	expect(&d, "opied");
	base64_decode_init(&base64);
	assert_true(base64_decode_update(&base64, &len, copied, strlen(d.strict.clipboard),
					 d.strict.clipboard));
	assert_int_equal(len, strlen(want));
	assert_memory_equal(copied, want, len);
	type(&d, "\003q");
	finish(&d);
	str_release(&d.seen);
}

static int discard(const char *path, const struct stat *st, int type_, struct FTW *walk)
{
	(void)st, (void)type_, (void)walk;
	return remove(path);
}

static int remove_folder(void **state)
{
	(void)state;
	return nftw(folder, discard, 16, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_commands_write_to_a_terminal_are_signs),
		cmocka_unit_test(what_commands_refuse_is_told_in_signs),
		cmocka_unit_test(a_wrong_configuration_is_told_in_signs),
		cmocka_unit_test(what_the_reader_draws_are_signs),
		cmocka_unit_test(a_paste_cannot_leave_its_marks),
		cmocka_unit_test(answers_to_others_are_no_keys),
		cmocka_unit_test(the_clipboard_gets_what_was_copied_and_nothing_else),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	lutrin = getenv("LUTRIN");
	if (!lutrin || !mkdtemp(folder))
		return 99;
	return cmocka_run_group_tests_name("doors", tests, NULL, remove_folder);
}
