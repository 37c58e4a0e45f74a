/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How well annotations are found again: texts are made of sentences, passages in them
 * quoted, the texts edited as people edit, and each passage looked for.  Every character
 * knows where it came from, so that what is right is known.
 *
 *   histories FOLDER [ROUNDS]      prints tables; with "check" instead of ROUNDS a short
 *                                  run, as TAP, against the floors below
 *   histories --from OLD NEW       quotes passages of OLD and says where they are in NEW
 *
 * A passage survives where six of ten of its letters are still there, near each other,
 * and is gone where less than two are; what lies between is not counted.  It is right
 * where it is placed (exact, moved, fuzzy) on half at least of what it should, wrong
 * where it is placed elsewhere, and asked where it is ambiguous, changed or an orphan.
 */
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "base/files.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "notes/anchor.h"
#include "notes/anchoring.h"
#include "text/article.h"

enum edit {
	EDIT_TYPOS,
	EDIT_WORDS,
	EDIT_NAMES,
	EDIT_SENTENCE_OUT,
	EDIT_SENTENCE_IN,
	EDIT_SENTENCE_MOVED,
	EDIT_PARAGRAPH_OUT,
	EDIT_PARAGRAPH_IN,
	EDIT_PARAGRAPH_MOVED,
	EDIT_WRAP,
	EDIT_TYPOGRAPHY,
	EDIT_DECOMPOSED,
	EDITS,
	MIXED = EDITS,
	EDIT_PARAGRAPH_TWICE, /* asks who can tell which of the two: not in the sums */
	KINDS
};
static const char *const edit_names[KINDS] = {
	[EDIT_TYPOS] = "typos",
	[EDIT_WORDS] = "words replaced",
	[EDIT_NAMES] = "names replaced",
	[EDIT_SENTENCE_OUT] = "sentences deleted",
	[EDIT_SENTENCE_IN] = "sentences new",
	[EDIT_SENTENCE_MOVED] = "sentences moved",
	[EDIT_PARAGRAPH_OUT] = "paragraphs deleted",
	[EDIT_PARAGRAPH_IN] = "paragraphs new",
	[EDIT_PARAGRAPH_MOVED] = "paragraphs moved",
	[EDIT_WRAP] = "wrapped anew",
	[EDIT_TYPOGRAPHY] = "typography",
	[EDIT_DECOMPOSED] = "decomposed",
	[MIXED] = "all of these",
	[EDIT_PARAGRAPH_TWICE] = "paragraphs doubled",
};
enum length { WORDS, CLAUSE, SENTENCE, PARAGRAPH, LENGTHS };
static const char *const length_names[LENGTHS] = {"1-3 words", "clause", "sentence", "paragraph"};

#define PASSAGES 24 /* of a text */
#define FRESH 8     /* sentences that are kept for what is put in */
#define NOWHERE (-1)

struct character {
	char32_t cp;
	int32_t origin; /* index in the text that was quoted; NOWHERE: it is new */
};
struct text {
	VEC(struct character) chars;
};
struct passage {
	size_t start, end; /* in the text that was quoted */
	enum length length;
};
struct tally {
	size_t alive, right, wrong, asked, gone, placed;
};
struct tables {
	struct tally kinds[KINDS], lengths[LENGTHS], all;
};
struct sentences {
	VEC(char *) items;
};

/* A small generator (Numerical Recipes), so that every run is the same. */
static uint32_t seed;
static size_t any(size_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return below ? (seed >> 8) % below : 0;
}

/* ---- texts */
static void load(struct sentences *s, const char *folder, const char *name)
{
	char path[4096];
	struct str bytes;
	struct err err;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	str_init(&bytes);
	if (!files_read(path, 1 << 20, &bytes, &err)) {
		fprintf(stderr, "histories: %s\n", err.text);
		exit(2);
	}
	for (char *line = strtok(bytes.data, "\n"); line; line = strtok(NULL, "\n"))
		vec_push(&s->items, mem_strdup(line));
	str_release(&bytes);
}

static void insert(struct text *t, size_t at, const char *bytes, bool original)
{
	for (size_t i = 0, len = strlen(bytes); i < len; at++) {
		struct character c = {0, NOWHERE};

		i += utf8_decode(bytes + i, len - i, &c.cp);
		if (original)
			c.origin = (int32_t)at;
		vec_insert(&t->chars, at, c);
	}
}

static void append(struct text *t, const char *bytes)
{
	insert(t, t->chars.len, bytes, true);
}

/* A text of about `paragraphs` paragraphs, no sentence in it twice. */
static void write_text(struct text *t, struct sentences *s, size_t paragraphs)
{
	size_t next = 0;

	for (size_t i = s->items.len - 1; i > 0; i--) {
		size_t j = any(i + 1);
		char *other = s->items.items[i];

		s->items.items[i] = s->items.items[j];
		s->items.items[j] = other;
	}
	append(t, "Un titre pour commencer");
	for (size_t p = 0; p < paragraphs && next + FRESH < s->items.len; p++) {
		size_t count = 2 + any(5);

		append(t, "\n\n");
		for (size_t i = 0; i < count && next + FRESH < s->items.len; i++) {
			if (i > 0)
				append(t, " ");
			append(t, s->items.items[next++]);
		}
	}
	append(t, "\n");
}

static struct article *article_of(const struct text *t)
{
	const struct article_options options = {.encoding = "UTF-8"};
	struct article *a;
	struct str bytes;

	str_init(&bytes);
	for (size_t i = 0; i < t->chars.len; i++) {
		char cp[UTF8_MAX];

		str_addn(&bytes, cp, utf8_encode(t->chars.items[i].cp, cp));
	}
	a = article_from_bytes(bytes.data, bytes.len, &options, NULL);
	str_release(&bytes);
	return a;
}

/* ---- places in a text */
static char32_t at(const struct text *t, size_t i)
{
	return i < t->chars.len ? t->chars.items[i].cp : 0;
}

static bool is_letter(char32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp < 0x370);
}

static bool is_blank(char32_t cp)
{
	return cp == ' ' || cp == '\n';
}

static bool ends_sentence(const struct text *t, size_t i)
{
	return (at(t, i) == '.' || at(t, i) == '?' || at(t, i) == '!' || at(t, i) == 0xBB ||
		at(t, i) == '"') &&
	       is_blank(at(t, i + 1));
}

static size_t word_start(const struct text *t, size_t i)
{
	while (i < t->chars.len && !(is_letter(at(t, i)) && (i == 0 || !is_letter(at(t, i - 1)))))
		i++;
	return i;
}

static size_t word_end(const struct text *t, size_t i)
{
	while (is_letter(at(t, i)))
		i++;
	return i;
}

/* The sentence that character i is in, with its blank. */
static struct span sentence(const struct text *t, size_t i)
{
	struct span s = {i, i};

	while (s.start > 0 &&
	       !(is_blank(at(t, s.start - 1)) &&
		 (s.start == 1 || at(t, s.start - 1) == '\n' || ends_sentence(t, s.start - 2))))
		s.start--;
	while (s.end < t->chars.len && !ends_sentence(t, s.end) && at(t, s.end) != '\n')
		s.end++;
	s.end += s.end < t->chars.len;
	if (at(t, s.end) == ' ')
		s.end++;
	return s;
}

static struct span paragraph(const struct text *t, size_t i)
{
	struct span s = {i, i};

	while (s.start > 0 && !(at(t, s.start - 1) == '\n' && at(t, s.start - 2) == '\n'))
		s.start--;
	while (s.end < t->chars.len && !(at(t, s.end) == '\n' && at(t, s.end + 1) == '\n'))
		s.end++;
	s.end = s.end + 2 < t->chars.len ? s.end + 2 : t->chars.len;
	return s;
}

/* ---- edits */
static void delete (struct text *t, struct span s)
{
	memmove(t->chars.items + s.start, t->chars.items + s.end,
		(t->chars.len - s.end) * sizeof *t->chars.items);
	t->chars.len -= span_length(s);
}

static void move(struct text *t, struct span s, size_t to, bool copy)
{
	VEC(struct character) taken = {0};

	for (size_t i = s.start; i < s.end; i++) {
		struct character c = t->chars.items[i];

		if (copy)
			c.origin = NOWHERE;
		vec_push(&taken, c);
	}
	if (!copy) {
		delete (t, s);
		to = to >= s.end ? to - span_length(s) : to > s.start ? s.start : to;
	}
	for (size_t i = 0; i < taken.len; i++)
		vec_insert(&t->chars, to + i, taken.items[i]);
	vec_release(&taken);
}

static void make_typo(struct text *t)
{
	size_t i = any(t->chars.len);
	struct character c = {U"aeioutrsnl"[any(10)], NOWHERE};

	if (!is_letter(at(t, i)))
		return;
	switch (any(3)) {
	case 0:
		t->chars.items[i] = c;
		break;
	case 1:
		vec_insert(&t->chars, i, c);
		break;
	default:
		vec_remove(&t->chars, i);
	}
}

static void replace_word(struct text *t, size_t i, const char *by)
{
	delete (t, (struct span){i, word_end(t, i)});
	insert(t, i, by, false);
}

static const char *const other_words[] = {
	"lentement", "parfois", "une autre", "maison",     "river",  "quickly",
	"perhaps",   "lumière", "toujours",  "another",    "window", "ancien",
	"silence",   "étrange", "market",    "sans doute",
};

/* A capitalised word that begins no sentence, everywhere it stands. */
static void replace_name(struct text *t)
{
	static const char *const names[] = {"Hortense", "Calloway", "Bratislava", "Ferrand"};
	const char *by = names[any(4)];
	VEC(char32_t) name = {0};
	size_t i = word_start(t, any(t->chars.len));

	if (i >= t->chars.len)
		return;
	for (size_t k = i; k < word_end(t, i); k++)
		vec_push(&name, at(t, k));
	for (i = word_start(t, 0); i < t->chars.len; i = word_start(t, i)) {
		size_t end = word_end(t, i), k = 0;

		while (k < name.len && i + k < end && at(t, i + k) == name.items[k])
			k++;
		if (k == name.len && i + k == end && name.len >= 4)
			replace_word(t, i, by);
		i = word_end(t, i);
	}
	vec_release(&name);
}

static void wrap(struct text *t)
{
	size_t width = 30 + any(60), column = 0;

	for (size_t i = 0; i < t->chars.len; i++) {
		char32_t cp = at(t, i);
		bool single = cp == '\n' && at(t, i + 1) != '\n' && i > 0 && at(t, i - 1) != '\n';

		column = cp == '\n' ? 0 : column + 1;
		if (single)
			t->chars.items[i].cp = ' ';
		else if (cp == ' ' && column > width)
			t->chars.items[i].cp = '\n', column = 0;
	}
}

static void change_typography(struct text *t)
{
	for (size_t i = 0; i < t->chars.len; i++) {
		char32_t *cp = &t->chars.items[i].cp;

		if (*cp == 0x2019)
			*cp = '\'';
		else if (*cp == '\'')
			*cp = 0x2019;
		else if (*cp == ' ' && at(t, i + 1) && strchr(";:!?", (int)(at(t, i + 1) & 0x7F)) &&
			 at(t, i + 1) < 0x80)
			*cp = 0xA0;
		else if (*cp == 0xAB || *cp == 0xBB)
			*cp = '"';
	}
}

static void decompose(struct text *t)
{
	for (size_t i = 0; i < t->chars.len; i++) {
		ucs4_t out[UC_DECOMPOSITION_MAX_LENGTH];
		int len = uc_canonical_decomposition(at(t, i), out);

		if (len < 2)
			continue;
		t->chars.items[i].cp = out[0];
		for (int k = 1; k < len; k++) {
			struct character c = {out[k], t->chars.items[i].origin};

			vec_insert(&t->chars, i + (size_t)k, c);
		}
	}
}

static void edit(struct text *t, enum edit kind, struct sentences *s)
{
	size_t i = any(t->chars.len), to = any(t->chars.len);
	const char *fresh = s->items.items[s->items.len - 1 - any(FRESH)];

	switch (kind) {
	case EDIT_TYPOS:
		make_typo(t);
		break;
	case EDIT_WORDS:
		i = word_start(t, i);
		if (i < t->chars.len)
			replace_word(t, i, other_words[any(16)]);
		break;
	case EDIT_NAMES:
		replace_name(t);
		break;
	case EDIT_SENTENCE_OUT:
		delete (t, sentence(t, i));
		break;
	case EDIT_SENTENCE_IN:
		i = sentence(t, i).start;
		insert(t, i, " ", false);
		insert(t, i, fresh, false);
		break;
	case EDIT_SENTENCE_MOVED:
		move(t, sentence(t, i), sentence(t, to).start, false);
		break;
	case EDIT_PARAGRAPH_OUT:
		delete (t, paragraph(t, i));
		break;
	case EDIT_PARAGRAPH_IN:
		i = paragraph(t, i).start;
		insert(t, i, "\n\n", false);
		insert(t, i, s->items.items[s->items.len - 1 - any(FRESH)], false);
		insert(t, i, " ", false);
		insert(t, i, fresh, false);
		break;
	case EDIT_PARAGRAPH_MOVED:
		move(t, paragraph(t, i), paragraph(t, to).start, false);
		break;
	case EDIT_PARAGRAPH_TWICE:
		move(t, paragraph(t, i), paragraph(t, to).start, true);
		break;
	case EDIT_WRAP:
		wrap(t);
		break;
	case EDIT_TYPOGRAPHY:
		change_typography(t);
		break;
	default:
		decompose(t);
	}
}

static bool is_once(enum edit kind)
{
	return kind >= EDIT_WRAP && kind < EDITS;
}

static void make_history(struct text *t, enum edit kind, struct sentences *s)
{
	size_t edits = 1 + any(20);

	if (is_once(kind))
		edits = 1;
	for (size_t i = 0; i < edits && t->chars.len > 200; i++) {
		enum edit which = kind == MIXED ? (enum edit)any(EDITS) : kind;

		if (kind != MIXED || !is_once(which) || any(4) == 0)
			edit(t, which, s);
	}
}

/* ---- passages */
static struct passage choose(const struct text *t, enum length length)
{
	struct passage p = {.length = length};
	struct span s;
	size_t words = length == WORDS ? 1 + any(3) : 5 + any(5);

	do {
		p.start = word_start(t, any(t->chars.len));
	} while (p.start + 2 >= t->chars.len);
	if (length >= SENTENCE) {
		s = length == SENTENCE ? sentence(t, p.start) : paragraph(t, p.start);
		p.start = s.start;
		p.end = s.end;
	} else {
		p.end = p.start;
		for (size_t i = 0; i < words && at(t, p.end) != '\n'; i++)
			p.end = word_end(t, word_start(t, p.end));
	}
	while (p.end > p.start && is_blank(at(t, p.end - 1)))
		p.end--;
	return p;
}

/* Where the passage is now.  Returns how much of its letters is there. */
static double survivors(const struct text *old, const struct text *t, const struct passage *p,
			struct span *now)
{
	size_t letters = 0, there = 0;

	*now = (struct span){SIZE_MAX, 0};
	for (size_t i = p->start; i < p->end; i++)
		letters += is_letter(at(old, i));
	for (size_t i = 0; i < t->chars.len; i++) {
		int32_t origin = t->chars.items[i].origin;

		if (origin < (int32_t)p->start || origin >= (int32_t)p->end)
			continue;
		there += is_letter(at(old, (size_t)origin)) && is_letter(at(t, i));
		if (now->start == SIZE_MAX)
			now->start = i;
		now->end = i + 1;
	}
	return letters ? (double)there / (double)letters : 0;
}

static bool is_placed(const struct note *n)
{
	return n->status == NOTE_EXACT || n->status == NOTE_MOVED || n->status == NOTE_FUZZY;
}

/* Whether the two have half of what they hold in common, in code points. */
static bool agree(struct span a, struct span b)
{
	size_t start = a.start > b.start ? a.start : b.start;
	size_t end = a.end < b.end ? a.end : b.end;
	size_t most = span_length(a) > span_length(b) ? span_length(a) : span_length(b);

	return end > start && 2 * (end - start) >= most;
}

static void count(struct tally *t, bool alive, bool placed, bool right)
{
	t->alive += alive;
	t->gone += !alive;
	t->right += alive && placed && right;
	t->wrong += alive && placed && !right;
	t->asked += alive && !placed;
	t->placed += !alive && placed;
}

static bool verbose;

static void tell(const struct passage *p, const struct note *n, struct article *a, enum edit kind,
		 bool alive, bool right)
{
	if (verbose && alive != (is_placed(n) && right))
		fprintf(stderr, "%s, %s, %s: %s\n  was «%s»\n  is  «%.*s»\n", edit_names[kind],
			alive ? "alive" : "gone", length_names[p->length],
			note_status_name(n->status), n->quote, (int)span_length(n->span),
			article_text(a) + n->span.start);
}

static void judge(const struct text *old, const struct text *t, const struct passage *p,
		  const struct note *n, struct article *a, enum edit kind, struct tables *tables)
{
	struct span now,
		found = {article_position(a, n->span.start), article_position(a, n->span.end)};
	double there = survivors(old, t, p, &now);
	bool alive = there >= 0.6, right = alive && agree(now, found);

	if ((there > 0.2 && there < 0.6) ||
	    (alive && span_length(now) > 2 * (p->end - p->start) + 64))
		return;
	tell(p, n, a, kind, alive, alive ? right : true);
	count(&tables->kinds[kind], alive, is_placed(n), right);
	if (kind == EDIT_PARAGRAPH_TWICE)
		return;
	count(&tables->lengths[p->length], alive, is_placed(n), right);
	count(&tables->all, alive, is_placed(n), right);
}

/* ---- a history */
static void try_history(struct sentences *s, enum edit kind, struct tables *tables)
{
	struct notebook *b = notebook_new(&(struct notebook_writer){.device = "eval-0000"});
	struct text old = {0}, new = {0};
	struct passage passages[PASSAGES];
	char ids[PASSAGES][64];
	struct article *a;

	write_text(&old, s, 8 + any(10));
	a = article_of(&old);
	for (size_t i = 0; i < PASSAGES; i++) {
		struct note *n = note_new();

		passages[i] = choose(&old, (enum length)(i % LENGTHS));
		anchor_describe(n, a,
				(struct span){article_offset(a, passages[i].start),
					      article_offset(a, passages[i].end)});
		snprintf(ids[i], sizeof ids[i], "%s", n->id);
		notebook_put(b, n);
	}
	article_free(a);
	for (size_t i = 0; i < old.chars.len; i++)
		vec_push(&new.chars, old.chars.items[i]);
	make_history(&new, kind, s);
	a = article_of(&new);
	anchoring_run(b, a);
	for (size_t i = 0; i < PASSAGES; i++)
		judge(&old, &new, &passages[i], notebook_get(b, ids[i]), a, kind, tables);
	article_free(a);
	notebook_free(b);
	vec_release(&old.chars);
	vec_release(&new.chars);
}

static double per_cent(size_t part, size_t whole)
{
	return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void print_tally(const char *name, const struct tally *t)
{
	printf("%-20s %7zu %7.2f %% %7.2f %% %7.2f %%   %7zu %7.2f %%\n", name, t->alive,
	       per_cent(t->right, t->alive), per_cent(t->wrong, t->alive),
	       per_cent(t->asked, t->alive), t->gone, per_cent(t->placed, t->gone));
}

static void print_tables(const struct tables *t)
{
	printf("%-20s %7s %9s %9s %9s   %7s %9s\n", "", "survive", "right", "wrong", "asked",
	       "gone", "placed");
	for (int i = 0; i < KINDS; i++)
		print_tally(edit_names[i], &t->kinds[i]);
	for (int i = 0; i < LENGTHS; i++)
		print_tally(length_names[i], &t->lengths[i]);
	print_tally("all", &t->all);
}

/* ---- two versions of a real text */
static int compare_versions(const char *old, const char *new)
{
	struct notebook *b = notebook_new(&(struct notebook_writer){.device = "eval-0000"});
	size_t statuses[NOTE_ORPHAN + 1] = {0};
	struct article_options options = {0};
	struct article *a, *c;
	struct text t = {0};
	struct err err;
	char32_t cp;

	a = article_open(old, &options, &err);
	c = a ? article_open(new, &options, &err) : NULL;
	if (!c) {
		fprintf(stderr, "histories: %s\n", err.text);
		return 2;
	}
	for (size_t i = 0, n; i < article_size(a); i += n) {
		n = utf8_decode(article_text(a) + i, article_size(a) - i, &cp);
		vec_push(&t.chars, ((struct character){cp, (int32_t)t.chars.len}));
	}
	for (size_t i = 0; i < 1000; i++) {
		struct passage p = choose(&t, (enum length)(i % LENGTHS));
		struct note *n = note_new();

		anchor_describe(
			n, a, (struct span){article_offset(a, p.start), article_offset(a, p.end)});
		notebook_put(b, n);
	}
	anchoring_run(b, c);
	for (size_t i = 0; i < notebook_count(b); i++) {
		const struct note *n = notebook_at(b, i);

		statuses[n->status]++;
		printf("%s\t%s\t%.*s\n", note_status_name(n->status), n->quote,
		       (int)span_length(n->span), article_text(c) + n->span.start);
	}
	notebook_free(b);
	vec_release(&t.chars);
	article_free(a);
	article_free(c);
	for (int i = 0; i <= NOTE_ORPHAN; i++)
		fprintf(stderr, "%-10s %zu\n", note_status_name((enum note_status)i), statuses[i]);
	return 0;
}

static void release(struct sentences *s)
{
	for (size_t i = 0; i < s->items.len; i++)
		free(s->items.items[i]);
	vec_release(&s->items);
}

static bool holds(const char *what, bool true_)
{
	static int number;

	printf("%sok %d - %s\n", true_ ? "" : "not ", ++number, what);
	return true_;
}

int main(int argc, char **argv)
{
	struct sentences french = {0}, english = {0};
	struct tables tables = {0};
	bool check = argc > 2 && !strcmp(argv[2], "check");
	size_t rounds = check ? 8 : argc > 2 ? strtoul(argv[2], NULL, 10) : 100;

	setlocale(LC_ALL, "C.UTF-8");
	if (argc == 4 && !strcmp(argv[1], "--from"))
		return compare_versions(argv[2], argv[3]);
	if (argc < 2) {
		fputs("usage: histories FOLDER [ROUNDS|check]\n", stderr);
		return 2;
	}
	verbose = getenv("VERBOSE");
	load(&french, argv[1], "french.txt");
	load(&english, argv[1], "english.txt");
	seed = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 1;
	for (size_t i = 0; i < rounds; i++)
		for (int kind = 0; kind < KINDS; kind++)
			try_history(i % 2 ? &english : &french, (enum edit)kind, &tables);
	release(&french);
	release(&english);
	if (!check) {
		print_tables(&tables);
		return 0;
	}
	puts("1..3");
	holds("98 % of what survives is found", per_cent(tables.all.right, tables.all.alive) >= 98);
	holds("0.5 % of it at most is placed wrong",
	      per_cent(tables.all.wrong, tables.all.alive) <= 0.5);
	holds("1 % at most of what is gone is placed",
	      per_cent(tables.all.placed, tables.all.gone) <= 1);
	return 0;
}
