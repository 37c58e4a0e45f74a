/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The library reads a list of fingerprints from a file.  Its own has more than a
 * hundred languages, of which many are so near to others that a page of French may
 * come out as Walloon; so it is given a list of the languages of `known`, in memory.
 * The sample is long lines from several places of the text: menus and licences are
 * short, or at the ends.
 */
#include "text/langid.h"

#ifdef TEXTCAT_SONAME

#include <dlfcn.h>
#include <libexttextcat/textcat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"

#define PIECES 8   /* places of the text that are looked at … */
#define PIECE 4096 /* … bytes at each */
#define LINE 60    /* bytes of a line that is likely to be prose */
#define LEAST 24   /* letters that tell anything */
#define MOST 16384 /* bytes of the sample */

static const char *const known[] = {
	"fr", "en", "de", "es", "it", "pt", "nl", "ru", "uk", "pl", "cs", "sv", "da", "nb",
	"fi", "hu", "ro", "el", "ca", "tr", "la", "ar", "he", "ja", "ko", "eo", "br",
};

/* ---- the sample */

/* Adds the long lines of a piece, or all of it where it has none. */
static void add_piece(struct str *sample, const char *piece, size_t len)
{
	size_t before = sample->len;

	for (size_t at = 0; at < len;) {
		const char *end = memchr(piece + at, '\n', len - at);
		size_t n = end ? (size_t)(end - piece) - at : len - at;

		if (n >= LINE) {
			str_addn(sample, piece + at, n);
			str_addc(sample, '\n');
		}
		at += n + 1;
	}
	if (sample->len == before)
		str_addn(sample, piece, len);
}

static void take_sample(struct str *sample, const char *text, size_t len)
{
	if (len <= PIECES * PIECE) {
		add_piece(sample, text, len);
	} else {
		for (size_t i = 0; i < PIECES && sample->len < MOST; i++)
			add_piece(sample, text + len / PIECES * i, PIECE);
	}
	if (sample->len > MOST)
		sample->len = MOST;
}

/* Whether there is enough to be sure of anything. */
static bool is_enough(const struct str *sample)
{
	size_t letters = 0;

	for (size_t i = 0; i < sample->len; i++) {
		unsigned char c = (unsigned char)sample->data[i];

		letters += (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? 1 : c >= 0xC3 ? 1 : 0;
	}
	return letters >= LEAST;
}

/* ---- the library */
struct textcat {
	void *library, *handle;
	__typeof__(special_textcat_Init) *init;
	__typeof__(textcat_Done) *done;
	__typeof__(textcat_Classify) *classify;
};

static bool link_library(struct textcat *t)
{
	t->library = dlopen(TEXTCAT_SONAME, RTLD_LAZY | RTLD_LOCAL);
	if (!t->library)
		return false;
	*(void **)&t->init = dlsym(t->library, "special_textcat_Init");
	*(void **)&t->done = dlsym(t->library, "textcat_Done");
	*(void **)&t->classify = dlsym(t->library, "textcat_Classify");
	return t->init && t->done && t->classify;
}

/* Writes the list of fingerprints that are there to a file in memory. */
static int write_list(void)
{
	int fd = memfd_create("fingerprints", MFD_CLOEXEC);

	for (size_t i = 0; fd >= 0 && i < sizeof known / sizeof *known; i++) {
		char path[128];

		snprintf(path, sizeof path, "%s/%s.lm", TEXTCAT_FOLDER, known[i]);
		if (access(path, R_OK) == 0)
			dprintf(fd, "%s.lm %s--utf8\n", known[i], known[i]);
	}
	return fd;
}

static bool open_textcat(struct textcat *t)
{
	char path[64];
	int fd;

	*t = (struct textcat){0};
	if (!link_library(t))
		return false;
	fd = write_list();
	if (fd < 0)
		return false;
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	t->handle = t->init(path, TEXTCAT_FOLDER "/");
	close(fd);
	return t->handle;
}

static void close_textcat(struct textcat *t)
{
	if (t->handle)
		t->done(t->handle);
	if (t->library)
		dlclose(t->library);
}

/* The tag of "[fr--utf8]"; of several answers, which are in order, the first. */
static const char *known_tag(const char *answer)
{
	for (size_t i = 0; answer && *answer == '[' && i < sizeof known / sizeof *known; i++) {
		size_t n = strlen(known[i]);

		if (!strncmp(answer + 1, known[i], n) && answer[n + 1] == '-')
			return known[i];
	}
	return NULL;
}

const char *langid_find(const char *text, size_t len)
{
	const char *tag = NULL;
	struct textcat t;
	struct str sample;

	str_init(&sample);
	take_sample(&sample, text, len);
	if (is_enough(&sample)) {
		if (open_textcat(&t))
			tag = known_tag(t.classify(t.handle, sample.data, sample.len));
		close_textcat(&t);
	}
	str_release(&sample);
	return tag;
}

const char *langid_library(bool *there)
{
	struct textcat t = {0};

	*there = link_library(&t);
	close_textcat(&t);
	return TEXTCAT_SONAME;
}

#else

const char *langid_find(const char *text, size_t len)
{
	(void)text;
	(void)len;
	return NULL;
}

const char *langid_library(bool *there)
{
	*there = false;
	return "libexttextcat";
}

#endif
