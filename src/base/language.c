/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two things are wanted of the locale and they are had separately: LC_CTYPE must
 * be UTF-8 (wcwidth, curses), whatever the system offers under that name, and
 * LC_MESSAGES must let gettext look for the reader's language, which it refuses
 * in the "C" locale only.  All else stays "C": numbers and dates are written for
 * programs, and a category that nobody asks for costs a start two files.
 */
#include "base/language.h"

#include <ctype.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The locale that the environment asks for in a category (POSIX.1, 8.2): an
 * empty value is none. */
static const char *wanted(const char *category)
{
	const char *const names[] = {"LC_ALL", category, "LANG"};

	for (size_t i = 0; i < COUNT(names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return "C";
}

static bool is_utf8(void)
{
	return strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static void init_characters(void)
{
	static const char *const utf8[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"};

	if (setlocale(LC_CTYPE, "") && is_utf8())
		return;
	for (size_t i = 0; i < COUNT(utf8); i++)
		if (setlocale(LC_CTYPE, utf8[i]) && is_utf8())
			return;
}

/* Whether `locale` means no language: C, POSIX and C.UTF-8. */
static bool is_plain(const char *locale)
{
	return strcmp(locale, "C") == 0 || strncmp(locale, "C.", 2) == 0 ||
	       strcmp(locale, "POSIX") == 0;
}

/* gettext follows LANGUAGE only where LC_MESSAGES names a locale that is there.
 * One with a language of its own is tried first: since glibc 2.39 gettext may
 * take C.UTF-8 for "C". */
static void stand_in_for_messages(void)
{
	static const char *const any[] = {"en_US.UTF-8", "en_GB.UTF-8", "fr_FR.UTF-8", "C.UTF-8",
					  "C.utf8"};

	for (size_t i = 0; i < COUNT(any); i++)
		if (setlocale(LC_MESSAGES, any[i]))
			return;
}

static void init_messages(void)
{
	const char *asked = wanted("LC_MESSAGES"), *language = getenv("LANGUAGE");
	bool chosen = language && *language;

	if (!setlocale(LC_MESSAGES, "") && !is_plain(asked)) {
		if (!chosen)
			setenv("LANGUAGE", asked, 1);
		stand_in_for_messages();
	} else if (chosen && strncmp(asked, "C.", 2) == 0) {
		stand_in_for_messages();
	}
}

#ifdef ENABLE_NLS
/* The folder of the catalogues beside the program (as built, or moved together
 * with its prefix), else where they were to be installed. */
static void bind_catalogue(void)
{
	static const char beside[] = "/../share/locale";
	char path[PATH_MAX + sizeof beside];
	ssize_t len = readlink("/proc/self/exe", path, PATH_MAX - 1);
	struct stat st;
	char *slash;

	path[len > 0 ? len : 0] = '\0';
	slash = strrchr(path, '/');
	if (slash)
		memcpy(slash, beside, sizeof beside);
	if (slash && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		bindtextdomain(PACKAGE, path);
	else
		bindtextdomain(PACKAGE, LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
}
#endif

void language_init(void)
{
	init_characters();
	init_messages();
#ifdef ENABLE_NLS
	bind_catalogue();
#endif
}

bool language_is_yes(const char *answer)
{
	const char *yes = _("y"); /* the letter that says yes */

	return tolower((unsigned char)*answer) == 'y' ||
	       tolower((unsigned char)*answer) == tolower((unsigned char)*yes);
}
