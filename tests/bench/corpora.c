/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The texts that the benchmark reads: corpora FOLDER NAMES SENTENCES…
 *
 * A stock of paragraphs is put together from the sentences of some files, with a fixed
 * seed; a corpus takes them in turn, so that a gigabyte costs the writing of it.  Each
 * paragraph begins with its number, "Au jour 0001234 : ", by which a screen tells where
 * it is.  Two sentences stand once in each corpus: MIDDLE at its half and END a little
 * before its end.  What is there is left as it is; the file `index` tells of each corpus
 * how many paragraphs it has and which two are those.
 *
 * NAMES are those of corpora, between commas, or "all".
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/span.h"
#include "base/str.h"
#include "base/vec.h"
#include "bench/needles.h"

enum {
	STOCK = 4096,  /* paragraphs of which everything is made */
	NUMBER_AT = 8, /* bytes before the number in a paragraph */
	DIGITS = 7,    /* of the number */
	CONTEXT = 64,  /* code points quoted around a passage */
	HALF_BUFFER = 1 << 20,
	ARTICLES = 10000,
	ARTICLE_BYTES = 3000,
	NOTES = 10000,
	WRAP = 70,
};

enum shape { SHAPE_PARAGRAPHS, SHAPE_LINE, SHAPE_WRAPPED };

static const struct corpus {
	const char *name;
	size_t bytes;
	enum shape shape;
	size_t notes;
} corpora[] = {
	{"3k", 3000, SHAPE_PARAGRAPHS, 0},           {"3m", 3000000, SHAPE_PARAGRAPHS, 0},
	{"100m", 100000000, SHAPE_PARAGRAPHS, 0},    {"1g", 1000000000, SHAPE_PARAGRAPHS, 0},
	{"line", 100000000, SHAPE_LINE, 0},          {"wrapped", 3000000, SHAPE_WRAPPED, 0},
	{"notes", 3000000, SHAPE_PARAGRAPHS, NOTES},
};

/* Bytes of `stock.text`: a paragraph, and the sentences in it. */
struct paragraph {
	struct span all;
	size_t first, count; /* in stock.sentences */
};

struct stock {
	struct str text;
	VEC(struct paragraph) paragraphs;
	VEC(struct span) sentences; /* in their paragraph */
	struct paragraph needles[2];
};

/* What is being written. */
struct writer {
	const struct stock *stock;
	FILE *out;
	enum shape shape;
	size_t written;          /* bytes */
	size_t number;           /* of the paragraph last written */
	size_t needle_at[2];     /* bytes from which it is time for it */
	size_t needle_number[2]; /* 0: not written yet */
	struct str *keep;        /* the text, where annotations are to be made; or NULL */
	VEC(struct span) spans;  /* its sentences */
};

static uint64_t dice = 0x9E3779B97F4A7C15u;

/* xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators"). */
static size_t roll(size_t sides)
{
	dice ^= dice >> 12;
	dice ^= dice << 25;
	dice ^= dice >> 27;
	return (size_t)((dice * 0x2545F4914F6CDD1Du) >> 33) % sides;
}

static _Noreturn void give_up(const char *what)
{
	fprintf(stderr, "corpora: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* ---- the stock */
struct lines {
	struct str text;
	VEC(struct span) items;
};

static void read_lines(struct lines *lines, const char *path)
{
	FILE *in = fopen(path, "r");
	char line[1024];

	if (!in)
		give_up(path);
	while (fgets(line, sizeof line, in)) {
		size_t start = lines->text.len, len = strcspn(line, "\n");

		str_addn(&lines->text, line, len);
		if (len)
			vec_push(&lines->items, ((struct span){start, start + len}));
	}
	fclose(in);
}

static struct paragraph begin_paragraph(struct stock *s)
{
	struct paragraph p = {.all.start = s->text.len, .first = s->sentences.len};

	str_add(&s->text, "Au jour 0000000 :");
	return p;
}

static void add_sentence(struct stock *s, struct paragraph *p, const char *bytes, size_t len)
{
	size_t start = s->text.len + 1 - p->all.start;

	str_addc(&s->text, ' ');
	str_addn(&s->text, bytes, len);
	vec_push(&s->sentences, ((struct span){start, start + len}));
	p->all.end = s->text.len;
	p->count++;
}

static void add_some(struct stock *s, struct paragraph *p, const struct lines *lines, size_t count)
{
	while (count--) {
		struct span one = lines->items.items[roll(lines->items.len)];

		add_sentence(s, p, lines->text.data + one.start, one.end - one.start);
	}
}

static void make_stock(struct stock *s, char **paths)
{
	static const char *const needles[2] = {NEEDLE_MIDDLE, NEEDLE_END};
	struct lines lines = {0};

	str_init(&lines.text);
	str_init(&s->text);
	for (; *paths; paths++)
		read_lines(&lines, *paths);
	if (!lines.items.len) {
		fputs("corpora: no sentences\n", stderr);
		exit(2);
	}
	for (size_t i = 0; i < STOCK; i++) {
		struct paragraph p = begin_paragraph(s);

		add_some(s, &p, &lines, 3 + roll(7));
		vec_push(&s->paragraphs, p);
	}
	for (size_t i = 0; i < 2; i++) {
		s->needles[i] = begin_paragraph(s);
		add_some(s, &s->needles[i], &lines, 1);
		add_sentence(s, &s->needles[i], needles[i], strlen(needles[i]));
		add_some(s, &s->needles[i], &lines, 1);
	}
	str_release(&lines.text);
	vec_release(&lines.items);
}

/* ---- a text */
static void put(struct writer *w, const char *bytes, size_t len)
{
	if (fwrite(bytes, 1, len, w->out) != len)
		give_up("write");
	if (w->keep)
		str_addn(w->keep, bytes, len);
	w->written += len;
}

/* The paragraph in lines of at most WRAP code points. */
static void put_wrapped(struct writer *w, const char *bytes, size_t len)
{
	size_t line = 0, space = 0, column = 0;

	for (size_t at = 0; at < len; at++) {
		if (bytes[at] == ' ')
			space = at;
		column += ((unsigned char)bytes[at] & 0xC0) != 0x80;
		if (column > WRAP && space > line) {
			put(w, bytes + line, space - line);
			put(w, "\n", 1);
			line = space + 1;
			column = 0;
			for (size_t k = line; k <= at; k++)
				column += ((unsigned char)bytes[k] & 0xC0) != 0x80;
		}
	}
	put(w, bytes + line, len - line);
	put(w, "\n\n", 2);
}

static void put_paragraph(struct writer *w, const struct paragraph *p)
{
	char bytes[8192], number[24];
	size_t len = p->all.end - p->all.start, start = w->written;

	memcpy(bytes, w->stock->text.data + p->all.start, len);
	snprintf(number, sizeof number, "%0*zu", DIGITS, ++w->number);
	memcpy(bytes + NUMBER_AT, number, DIGITS);
	if (w->keep)
		for (size_t i = 0; i < p->count; i++) {
			struct span one = w->stock->sentences.items[p->first + i];

			vec_push(&w->spans, ((struct span){start + one.start, start + one.end}));
		}
	if (w->shape == SHAPE_WRAPPED) {
		put_wrapped(w, bytes, len);
	} else {
		bytes[len++] = w->shape == SHAPE_LINE ? ' ' : '\n';
		put(w, bytes, len);
	}
}

/* At least `bytes` of text, with needles if it is `told`. */
static void put_text(struct writer *w, size_t bytes, bool told)
{
	size_t end = w->written + bytes;

	w->needle_at[0] = w->written + bytes / 2;
	w->needle_at[1] = end - (bytes < 50000 ? bytes / 6 : 10000);
	w->needle_number[0] = w->needle_number[1] = 0;
	while (w->written < end || (told && !w->needle_number[1])) {
		const struct paragraph *p = &w->stock->paragraphs.items[w->number % STOCK];

		for (size_t i = 0; i < 2; i++)
			if (told && !w->needle_number[i] && w->written >= w->needle_at[i]) {
				w->needle_number[i] = w->number + 1;
				p = &w->stock->needles[i];
				break;
			}
		put_paragraph(w, p);
	}
}

/* ---- annotations */
static size_t count_points(const char *text, size_t from, size_t to)
{
	size_t count = 0;

	for (size_t i = from; i < to; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return count;
}

static void put_quoted(FILE *out, const char *text, size_t from, size_t to)
{
	fputc('"', out);
	for (size_t i = from; i < to; i++) {
		if (text[i] == '\n')
			fputs("\\n", out);
		else {
			if (text[i] == '"' || text[i] == '\\')
				fputc('\\', out);
			fputc(text[i], out);
		}
	}
	fputc('"', out);
}

/* The byte `count` code points before or behind `at`. */
static size_t walk(const struct str *text, size_t at, int step, size_t count)
{
	while (count && (step < 0 ? at > 0 : at < text->len)) {
		at += (size_t)step;
		if (at == text->len || ((unsigned char)text->data[at] & 0xC0) != 0x80)
			count--;
	}
	return at;
}

static void put_item(FILE *out, const char *name, const struct str *text, struct span s, size_t n,
		     size_t points)
{
	static const char *const colors[] = {"yellow", "green", "blue", "pink"};

	fprintf(out,
		"    {\n      \"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n"
		"      \"id\": \"urn:uuid:%08zx-0000-4000-8000-%012zx\",\n"
		"      \"type\": \"Annotation\",\n      \"motivation\": \"%s\",\n"
		"      \"created\": \"2026-01-01T00:00:00Z\",\n"
		"      \"modified\": \"2026-01-01T00:00:00Z\",\n",
		n + 1, n + 1, n % 5 ? "highlighting" : "commenting");
	if (n % 5 == 0)
		fprintf(out,
			"      \"body\": [\n        {\n          \"type\": \"TextualBody\",\n"
			"          \"purpose\": \"commenting\",\n          \"format\": \"text/plain\",\n"
			"          \"value\": \"Remarque %zu, à relire.\"\n        }\n      ],\n",
			n);
	fprintf(out,
		"      \"target\": {\n        \"type\": \"SpecificResource\",\n"
		"        \"source\": \"%s\",\n        \"selector\": [\n          {\n"
		"            \"type\": \"TextQuoteSelector\",\n            \"exact\": ",
		name);
	put_quoted(out, text->data, s.start, s.end);
	fputs(",\n            \"prefix\": ", out);
	put_quoted(out, text->data, walk(text, s.start, -1, CONTEXT), s.start);
	fputs(",\n            \"suffix\": ", out);
	put_quoted(out, text->data, s.end, walk(text, s.end, 1, CONTEXT));
	fprintf(out,
		"\n          },\n          {\n            \"type\": \"TextPositionSelector\",\n"
		"            \"start\": %zu,\n            \"end\": %zu\n          }\n        ]\n"
		"      },\n      \"color\": \"%s\",\n      \"highlight\": \"solid\",\n"
		"      \"rev\": {\n        \"n\": 1,\n        \"device\": \"bench-0000\",\n"
		"        \"parents\": []\n      }\n    }",
		points, points + count_points(text->data, s.start, s.end), colors[n % 4]);
}

/* The sidecar of `path`, with `count` of the sentences that the writer kept. */
static void put_sidecar(const char *path, const struct writer *w, size_t count)
{
	const char *name = strrchr(path, '/') + 1;
	const struct str *text = w->keep;
	char sidecar[4096], digest[DIGEST_TEXT];
	size_t points = 0, at = 0;
	FILE *out;

	snprintf(sidecar, sizeof sidecar, "%s.ann.json", path);
	out = fopen(sidecar, "w");
	if (!out)
		give_up(sidecar);
	digest_text(text->data, text->len, digest);
	fprintf(out,
		"{\n  \"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n"
		"  \"id\": \"urn:uuid:%.8s-0000-4000-8000-000000000000\",\n"
		"  \"type\": \"AnnotationSet\",\n  \"generated\": \"2026-01-01T00:00:00Z\",\n"
		"  \"sidecarVersion\": 1,\n  \"document\": {\n    \"name\": \"%s\",\n"
		"    \"size\": %zu,\n    \"chars\": %zu,\n    \"sha256\": \"%s\"\n  },\n"
		"  \"items\": [\n",
		digest, name, text->len, count_points(text->data, 0, text->len), digest);
	for (size_t i = 0; i < count; i++) {
		struct span s = w->spans.items[i * w->spans.len / count];

		points += count_points(text->data, at, s.start);
		at = s.start;
		put_item(out, name, text, s, i, points);
		fputs(i + 1 < count ? ",\n" : "\n", out);
	}
	fputs("  ]\n}\n", out);
	if (fclose(out) != 0)
		give_up(sidecar);
}

/* ---- files */
static FILE *begin_file(const char *path)
{
	FILE *out = fopen(path, "w");

	if (!out)
		give_up(path);
	setvbuf(out, NULL, _IOFBF, HALF_BUFFER);
	return out;
}

static bool exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

static void make_corpus(const char *folder, const struct corpus *c, const struct stock *stock)
{
	char path[4096], part[4096 + 8], index[4096];
	struct str kept;
	struct writer w = {.stock = stock, .shape = c->shape, .keep = c->notes ? &kept : NULL};
	FILE *out;

	snprintf(path, sizeof path, "%s/%s.txt", folder, c->name);
	if (exists(path))
		return;
	snprintf(part, sizeof part, "%s.part", path);
	str_init(&kept);
	w.out = begin_file(part);
	put_text(&w, c->bytes, true);
	if (c->shape == SHAPE_LINE)
		put(&w, "\n", 1);
	if (fclose(w.out) != 0)
		give_up(part);
	if (c->notes)
		put_sidecar(path, &w, c->notes);
	snprintf(index, sizeof index, "%s/index", folder);
	out = fopen(index, "a");
	if (!out || fprintf(out, "%s %zu %zu %zu\n", c->name, w.number, w.needle_number[0],
			    w.needle_number[1]) < 0)
		give_up(index);
	fclose(out);
	if (rename(part, path) != 0)
		give_up(path);
	str_release(&kept);
	vec_release(&w.spans);
}

/* Articles of which three of ten have three annotations, and each hundredth the needle. */
static void make_tree(const char *folder, const struct stock *stock)
{
	char path[4096], done[4096];

	snprintf(done, sizeof done, "%s/tree.done", folder);
	if (exists(done))
		return;
	snprintf(path, sizeof path, "%s/tree", folder);
	mkdir(path, 0777);
	for (size_t i = 0; i < ARTICLES; i++) {
		struct str kept;
		struct writer w = {.stock = stock, .keep = &kept, .number = i * 5};

		str_init(&kept);
		snprintf(path, sizeof path, "%s/tree/%02zu", folder, i / 100);
		mkdir(path, 0777);
		snprintf(path, sizeof path, "%s/tree/%02zu/%05zu.txt", folder, i / 100, i);
		w.out = begin_file(path);
		put_text(&w, ARTICLE_BYTES, i % 100 == 50);
		if (fclose(w.out) != 0)
			give_up(path);
		if (i % 10 < 3)
			put_sidecar(path, &w, 3);
		str_release(&kept);
		vec_release(&w.spans);
	}
	fclose(begin_file(done));
}

static bool wanted(const char *names, const char *name)
{
	size_t len = strlen(name);

	if (strcmp(names, "all") == 0)
		return true;
	for (const char *at = names; (at = strstr(at, name)); at += len)
		if ((at == names || at[-1] == ',') && (at[len] == ',' || !at[len]))
			return true;
	return false;
}

int main(int argc, char **argv)
{
	struct stock stock = {0};

	if (argc < 4) {
		fputs("usage: corpora FOLDER NAMES SENTENCES…\n", stderr);
		return 2;
	}
	if (mkdir(argv[1], 0777) != 0 && errno != EEXIST)
		give_up(argv[1]);
	make_stock(&stock, argv + 3);
	for (size_t i = 0; i < sizeof corpora / sizeof *corpora; i++)
		if (wanted(argv[2], corpora[i].name))
			make_corpus(argv[1], &corpora[i], &stock);
	if (wanted(argv[2], "tree"))
		make_tree(argv[1], &stock);
	str_release(&stock.text);
	vec_release(&stock.paragraphs);
	vec_release(&stock.sentences);
	return 0;
}
