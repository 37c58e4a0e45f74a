/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A word is taken apart at its apostrophes and hyphens.  Each part becomes an array
 * of small letters, composed, in the encoding of the patterns; `starts` says at which
 * byte of the word each of them begins, so that points come back to the text as it
 * stands, decomposed or not.
 */
#include "layout/hyphenate.h"

#include <ctype.h>
#include <dirent.h>
#include <dlfcn.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "layout/grapheme.h"

#define LETTERS_MAX 100 /* of a part; libhyphen is not to be tried with more */
#define TAG_MAX 32

#ifdef HYPHEN_SONAME
#include <hyphen.h>

struct hyphenator {
	void *library;
	HyphenDict *patterns;
	__typeof__(hnj_hyphen_free) *release;
	__typeof__(hnj_hyphen_hyphenate3) *divide;
	iconv_t encoder; /* from UTF-8 to that of the patterns; (iconv_t)-1: none needed */
	bool shared;     /* the patterns are another's */
};

/* ---- the patterns' file */

/* "fr_CH" of "fr-ch"; false where it is no tag. */
static bool file_tag(const char *tag, char out[TAG_MAX])
{
	size_t n = 0, part = 0;

	for (; n < TAG_MAX - 1 && tag[n]; n++) {
		unsigned char c = (unsigned char)tag[n];

		if (c == '-' || c == '_') {
			out[n] = '_';
			part++;
		} else if (isalnum(c) && c < 0x80) {
			out[n] = (char)(part ? toupper(c) : tolower(c));
		} else {
			return false;
		}
	}
	out[n] = '\0';
	return !tag[n] && n >= 2 && out[0] != '_';
}

/* The first file of a folder by its name that has the patterns of `language`. */
static char *any_region(const char *folder, const char *language)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char prefix[TAG_MAX + 8], *found = NULL;

	snprintf(prefix, sizeof prefix, "hyph_%s_", language);
	while (dir && (entry = readdir(dir))) {
		size_t n = strlen(entry->d_name);

		if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0 || n < 4 ||
		    strcmp(entry->d_name + n - 4, ".dic") != 0 ||
		    (found && strcmp(entry->d_name, found) > 0))
			continue;
		free(found);
		found = mem_strdup(entry->d_name);
	}
	if (dir)
		closedir(dir);
	return found;
}

/* The patterns in a folder: of the tag, of its language, of the region that the
 * language is named after, of any. */
static HyphenDict *load_from(const char *folder, const char *tag, __typeof__(hnj_hyphen_load) *load)
{
	char language[TAG_MAX], region[TAG_MAX] = "";
	HyphenDict *patterns = NULL;
	const char *tries[3] = {tag, language, region};
	struct str path;
	char *any;

	strcpy(language, tag);
	language[strcspn(language, "_")] = '\0';
	snprintf(region, sizeof region, "%.8s_%.8s", language, language);
	for (char *c = strchr(region, '_'); *c; c++)
		*c = (char)toupper((unsigned char)*c);
	str_init(&path);
	for (size_t i = 0; i < 3 && !patterns; i++) {
		str_clear(&path);
		str_addf(&path, "%s/hyph_%s.dic", folder, tries[i]);
		patterns = load(path.data);
	}
	any = patterns ? NULL : any_region(folder, language);
	if (any) {
		str_clear(&path);
		str_addf(&path, "%s/%s", folder, any);
		patterns = load(path.data);
	}
	free(any);
	str_release(&path);
	return patterns;
}

/* Looks in each folder of a list with colons. */
static HyphenDict *load_from_list(const char *folders, const char *tag,
				  __typeof__(hnj_hyphen_load) *load)
{
	HyphenDict *patterns = NULL;
	struct str folder;

	str_init(&folder);
	while (*folders && !patterns) {
		size_t n = strcspn(folders, ":");

		str_clear(&folder);
		str_addn(&folder, folders, n);
		str_add(&folder, "/hyphen");
		if (*folders == '/')
			patterns = load_from(folder.data, tag, load);
		folders += n + (folders[n] == ':');
	}
	str_release(&folder);
	return patterns;
}

static HyphenDict *load_patterns(const char *tag, __typeof__(hnj_hyphen_load) *load)
{
	const char *own = getenv("XDG_DATA_HOME"), *shared = getenv("XDG_DATA_DIRS");
	HyphenDict *patterns = NULL;

	if (own && *own == '/')
		patterns = load_from_list(own, tag, load);
	if (!patterns)
		patterns = load_from_list(
			shared && *shared ? shared : "/usr/local/share:/usr/share", tag, load);
	return patterns;
}

/* ---- making one */
static bool link_library(struct hyphenator *h, __typeof__(hnj_hyphen_load) **load)
{
	/* It stays when it is closed, so that what it leaks is known as its own. */
	h->library = dlopen(HYPHEN_SONAME, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
	if (!h->library)
		return false;
	*(void **)load = dlsym(h->library, "hnj_hyphen_load");
	*(void **)&h->release = dlsym(h->library, "hnj_hyphen_free");
	*(void **)&h->divide = dlsym(h->library, "hnj_hyphen_hyphenate3");
	return *load && h->release && h->divide;
}

struct hyphenator *hyphenator_new(const char *language, struct err *err)
{
	struct hyphenator *h = mem_zalloc(sizeof *h);
	__typeof__(hnj_hyphen_load) *load;
	char tag[TAG_MAX];

	h->encoder = (iconv_t)-1;
	if (!link_library(h, &load)) {
		err_set(err, "hyphenate: the library %s cannot be loaded", HYPHEN_SONAME);
	} else if (!file_tag(language, tag)) {
		err_set(err, "hyphenate: \"%s\" is no language", language);
	} else if (!(h->patterns = load_patterns(tag, load))) {
		err_set(err, "hyphenate: there are no patterns for the language \"%s\"", language);
	} else {
		if (!h->patterns->utf8)
			h->encoder = iconv_open(h->patterns->cset, "UTF-8");
		if (h->patterns->utf8 || h->encoder != (iconv_t)-1)
			return h;
		err_set(err, "hyphenate: the patterns for \"%s\" cannot be read", language);
	}
	hyphenator_free(h);
	return NULL;
}

/* The library only reads patterns, and keeps nothing between two words; an encoder does. */
struct hyphenator *hyphenator_share(const struct hyphenator *h)
{
	struct hyphenator *share = mem_alloc(sizeof *share);

	*share = *h;
	share->library = NULL;
	share->shared = true;
	if (h->encoder == (iconv_t)-1)
		return share;
	share->encoder = iconv_open(h->patterns->cset, "UTF-8");
	if (share->encoder != (iconv_t)-1)
		return share;
	free(share);
	return NULL;
}

void hyphenator_free(struct hyphenator *h)
{
	if (!h)
		return;
	if (h->patterns && !h->shared)
		h->release(h->patterns);
	if (h->encoder != (iconv_t)-1)
		iconv_close(h->encoder);
	if (h->library)
		dlclose(h->library);
	free(h);
}

const char *hyphenate_library(bool *there)
{
	struct hyphenator h = {0};
	__typeof__(hnj_hyphen_load) *load;

	*there = link_library(&h, &load);
	if (h.library)
		dlclose(h.library);
	return HYPHEN_SONAME;
}

/* ---- words */

/* Letters of a part as the patterns have them. */
struct letters {
	char bytes[LETTERS_MAX * UTF8_MAX + 8];
	size_t len;
	size_t starts[LETTERS_MAX + 1]; /* bytes of the word */
	size_t ends[LETTERS_MAX + 1];   /* of `bytes`, behind each */
	size_t count;
};

/* Adds the letter of a cluster.  False: it is none that patterns could know. */
static bool add_letter(const struct hyphenator *h, struct letters *l, const char *cluster,
		       size_t len)
{
	uint8_t small[UTF8_MAX * 4];
	size_t n = sizeof small, room = sizeof l->bytes - 1 - l->len;
	char *in = (char *)small, *out = l->bytes + l->len;

	if (!u8_tolower((const uint8_t *)cluster, len, NULL, UNINORM_NFC, small, &n) ||
	    u8_mbsnlen(small, n) != 1)
		return false;
	if (h->encoder == (iconv_t)-1) {
		memcpy(out, small, n);
		l->len += n;
		return true;
	}
	if (iconv(h->encoder, &in, &n, &out, &room) == (size_t)-1)
		return false;
	l->len = (size_t)(out - l->bytes);
	return true;
}

/* Asks for the points of a part, and takes those that leave letters enough. */
static void divide(struct hyphenator *h, struct letters *l, bool *points)
{
	char hyphens[sizeof l->bytes + 8] = {0};
	char **rep = NULL;
	int *pos = NULL, *cut = NULL;

	l->bytes[l->len] = '\0';
	if (l->count < HYPHENATE_BEFORE + HYPHENATE_AFTER ||
	    h->divide(h->patterns, l->bytes, (int)l->len, hyphens, NULL, &rep, &pos, &cut,
		      HYPHENATE_BEFORE, HYPHENATE_AFTER, 0, 0))
		l->count = 0;
	for (size_t i = HYPHENATE_BEFORE; i + HYPHENATE_AFTER <= l->count; i++)
		/* A division that would change the letters is none for us. */
		if (hyphens[i - 1] & 1 && !(rep && rep[i - 1]))
			points[l->starts[i]] = true;
	for (size_t i = 0; rep && i < l->len; i++)
		free(rep[i]);
	free(rep);
	free(pos);
	free(cut);
	l->count = l->len = 0;
}

static bool is_letter(const char *cluster, size_t len)
{
	char32_t cp;

	utf8_decode(cluster, len, &cp);
	return uc_is_property_alphabetic(cp);
}

void hyphenator_points(struct hyphenator *h, const char *word, size_t len, bool *points)
{
	struct letters l = {.len = 0};
	bool whole = false; /* this part is not to be divided */

	memset(points, 0, len * sizeof *points);
	for (size_t at = 0, n; at < len; at += n) {
		n = grapheme_length(word, at, len);
		if (!is_letter(word + at, n)) {
			if (!whole)
				divide(h, &l, points);
			l.count = l.len = 0;
			whole = false;
			continue;
		}
		l.starts[l.count] = at;
		whole = whole || l.count == LETTERS_MAX || !add_letter(h, &l, word + at, n);
		l.count += !whole;
	}
	if (!whole)
		divide(h, &l, points);
}

#else

struct hyphenator *hyphenator_new(const char *language, struct err *err)
{
	(void)language;
	err_set(err, "hyphenate: this lutrin was built without libhyphen");
	return NULL;
}

struct hyphenator *hyphenator_share(const struct hyphenator *h)
{
	(void)h;
	return NULL;
}

void hyphenator_free(struct hyphenator *h)
{
	(void)h;
}

void hyphenator_points(struct hyphenator *h, const char *word, size_t len, bool *points)
{
	(void)h;
	(void)word;
	memset(points, 0, len * sizeof *points);
}

const char *hyphenate_library(bool *there)
{
	*there = false;
	return "libhyphen";
}

#endif

struct hyphenator *hyphenator_choose(const char *hyphenate, const char *language, bool justify,
				     struct article *a, struct err *err)
{
	bool automatic = !strcmp(hyphenate, "auto");
	const char *tag = hyphenate;
	struct hyphenator *h;

	err->text[0] = '\0';
	if (!strcmp(hyphenate, "no") || (automatic && !justify))
		return NULL;
	if (automatic)
		tag = strcmp(language, "auto") != 0 ? language : article_language(a);
	if (!tag)
		return NULL;
	h = hyphenator_new(tag, err);
	if (automatic)
		err->text[0] = '\0'; /* nobody asked for it */
	return h;
}
