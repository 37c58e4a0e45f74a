/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a target without a fuzzer: on each file given, then on so many mutations of them,
 * which depend on the seed alone.  TARGET RUNS SEED FILE…; the last input is left in a file
 * where it fails.
 */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "fuzz.h"

#define LONGEST 4096

struct corpus {
	struct str *inputs;
	size_t count;
};

/* The input that is being tried, for the handler. */
static struct {
	uint8_t bytes[LONGEST];
	size_t len;
	char path[128];
} now;

static void keep_input(int number)
{
	FILE *f = fopen(now.path, "wb");

	if (f) {
		fwrite(now.bytes, 1, now.len, f);
		fclose(f);
	}
	fprintf(stderr, "the input is in %s\n", now.path);
	signal(number, SIG_DFL);
	raise(number);
}

static void try_input(const char *bytes, size_t len)
{
	now.len = len < LONGEST ? len : LONGEST;
	memcpy(now.bytes, bytes, now.len);
	LLVMFuzzerTestOneInput(now.bytes, now.len);
}

/* xorshift64 (Marsaglia, "Xorshift RNGs", 2003) */
static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static size_t below(uint64_t *state, size_t limit)
{
	return limit ? (size_t)(next_random(state) % limit) : 0;
}

/* Something that parsers care about, a byte, a part of another input. */
static void insert(struct str *s, size_t at, const struct corpus *c, uint64_t *state)
{
	static const char *const words[] = {"\n",       "\n\n",         "\033[", "\xE2\x80\xAE",
					    "\xCC\x81", "\xFF",         "\"",    "{",
					    "}",        "\\u0000",      "- ",    "\xC2\xAB\xC2\xA0",
					    "\xC5\x93", "\xEF\xAC\x81", "#mot"};
	const struct str *other = &c->inputs[below(state, c->count)];
	size_t from = below(state, other->len), len = below(state, 64);
	char byte = (char)next_random(state);
	struct str out;

	str_init(&out);
	str_addn(&out, s->data, at);
	if (below(state, 3) == 0)
		str_add(&out, words[below(state, sizeof words / sizeof *words)]);
	else if (below(state, 2) == 0)
		str_addn(&out, &byte, 1);
	else
		str_addn(&out, other->data + from,
			 from + len < other->len ? len : other->len - from);
	str_addn(&out, s->data + at, s->len - at);
	str_release(s);
	*s = out;
}

static void mutate(struct str *s, const struct corpus *c, uint64_t *state)
{
	for (size_t n = 1 + below(state, 5); n > 0; n--) {
		size_t at = below(state, s->len), len = 1 + below(state, 16);

		switch (below(state, 4)) {
		case 0:
			if (s->len)
				s->data[at] ^= (char)(1 << below(state, 8));
			break;
		case 1:
			len = at + len < s->len ? len : s->len - at;
			memmove(s->data + at, s->data + at + len, s->len - at - len);
			s->len -= len;
			s->data[s->len] = '\0';
			break;
		default:
			insert(s, at, c, state);
		}
	}
}

static void read_input(struct corpus *c, const char *path)
{
	FILE *f = fopen(path, "rb");
	char bytes[LONGEST];
	size_t len;

	if (!f) {
		perror(path);
		exit(2);
	}
	len = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	c->inputs = mem_resize(c->inputs, c->count + 1, sizeof *c->inputs);
	str_init(&c->inputs[c->count]);
	str_addn(&c->inputs[c->count++], bytes, len);
}

static void run(const struct corpus *c, long runs, uint64_t state)
{
	for (size_t i = 0; i < c->count; i++)
		try_input(c->inputs[i].data, c->inputs[i].len);
	for (long i = 0; i < runs && c->count; i++) {
		const struct str *from = &c->inputs[below(&state, c->count)];
		struct str s;

		str_init(&s);
		str_addn(&s, from->data, from->len);
		mutate(&s, c, &state);
		try_input(s.data, s.len);
		str_release(&s);
	}
}

int main(int argc, char **argv)
{
	struct corpus corpus = {0};

	if (argc < 4) {
		fprintf(stderr, "usage: %s RUNS SEED FILE...\n", argv[0]);
		return 2;
	}
	snprintf(now.path, sizeof now.path, "failed-%ld", (long)getpid());
	signal(SIGABRT, keep_input);
	signal(SIGSEGV, keep_input);
	for (int i = 3; i < argc; i++)
		read_input(&corpus, argv[i]);
	/* A state of 0 would stay so. */
	run(&corpus, atol(argv[1]), strtoull(argv[2], NULL, 10) * 2 + 1);
	for (size_t i = 0; i < corpus.count; i++)
		str_release(&corpus.inputs[i]);
	free(corpus.inputs);
	return 0;
}
