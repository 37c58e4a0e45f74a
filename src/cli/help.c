/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two columns, measured in cells because translations are not ASCII; the second is
 * broken at spaces so that no line is wider than 79.
 */
#include "cli/help.h"

#include <jansson.h>
#include <string.h>
#include <unistring/version.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/confine.h"
#include "base/digest.h"
#include "base/language.h"
#include "layout/grapheme.h"
#include "layout/hyphenate.h"
#include "text/charset.h"
#include "text/langid.h"

enum { LINE = 79, TERM_COLUMN = 2, TEXT_COLUMN = 26 };

static int cells(const char *text)
{
	return grapheme_string_width(text, strlen(text));
}

static void add_spaces(struct str *out, int count)
{
	while (count-- > 0)
		str_addc(out, ' ');
}

/* Words of `text` from `column` on; new lines begin at `margin`. */
static void add_wrapped(struct str *out, const char *text, int column, int margin)
{
	bool first = true;

	while (*text) {
		size_t len = strcspn(text, " ");
		int width = grapheme_string_width(text, len);

		if (!first && column + 1 + width > LINE) {
			str_addc(out, '\n');
			add_spaces(out, margin);
			column = margin;
		} else if (!first) {
			str_addc(out, ' ');
			column++;
		}
		str_addn(out, text, len);
		column += width;
		first = false;
		text += len;
		text += strspn(text, " ");
	}
	str_addc(out, '\n');
}

/* "  term          what it is, as far as it takes". */
static void add_entry(struct str *out, const char *term, const char *text)
{
	int column = TERM_COLUMN + cells(term);

	add_spaces(out, TERM_COLUMN);
	str_add(out, term);
	if (column + 2 > TEXT_COLUMN) {
		str_addc(out, '\n');
		column = 0;
	}
	add_spaces(out, TEXT_COLUMN - column);
	add_wrapped(out, text, TEXT_COLUMN, TEXT_COLUMN);
}

static void add_options(struct str *out, const struct option *options)
{
	struct str term;

	str_init(&term);
	for (const struct option *o = options; o && o->name; o++) {
		str_clear(&term);
		if (o->letter)
			str_addf(&term, "-%c, ", o->letter);
		str_addf(&term, "--%s", o->name);
		if (o->argument)
			str_addf(&term, " %s", _(o->argument));
		add_entry(out, term.data, _(o->help));
	}
	str_release(&term);
}

void help_add_usage(struct str *out)
{
	str_add(out, _("usage: lutrin [OPTION]... [+POSITION] [FILE | DIRECTORY | -]...\n"
		       "       lutrin COMMAND [OPTION]... ARGUMENT...\n"));
}

void help_add_overview(struct str *out, const struct cli_command *const *commands,
		       const struct option *common)
{
	help_add_usage(out);
	str_add(out,
		_("\nReads plain-text articles on the terminal, with highlights and notes that are\n"
		  "kept beside the article. Where standard output is no terminal, the text is\n"
		  "set and written there.\n"));
	str_addf(out, "\n%s\n", _("POSITION:"));
	add_entry(out, "+12", _("paragraph 12"));
	add_entry(out, "+30%", _("30 percent of the text"));
	add_entry(out, _("+/TEXT"), _("the first place where TEXT is found"));
	str_addf(out, "\n%s\n", _("Commands (a file named like one: ./list):"));
	for (; *commands; commands++)
		add_entry(out, (*commands)->name, _((*commands)->summary));
	str_addf(out, "\n%s\n", _("Options, for reading and for every command:"));
	add_options(out, common);
	str_addf(
		out, "\n%s\n",
		_("lutrin COMMAND --help tells more of a command; F1 while reading shows the keys."));
	str_addf(out, "%s\n",
		 _("Exit status: 0 done, 1 the answer is no, 2 wrong usage or an error."));
}

void help_add_command(struct str *out, const struct cli_command *command,
		      const struct option *common)
{
	str_addf(out, _("usage: lutrin %s %s\n"), command->name, _(command->usage));
	str_addc(out, '\n');
	add_wrapped(out, _(command->summary), 0, 0);
	if (command->options->name) {
		str_addf(out, "\n%s\n", _("Options:"));
		add_options(out, command->options);
	}
	str_addf(out, "\n%s\n", _("Options of every command:"));
	add_options(out, common);
	if (command->more)
		str_addf(out, "\n%s\n", _(command->more));
}

static void add_pcre2(struct str *out)
{
	char version[64] = "";
	uint32_t jit = 0;

	pcre2_config(PCRE2_CONFIG_VERSION, version);
	pcre2_config(PCRE2_CONFIG_JIT, &jit);
	/* "10.42 2022-12-11": the date says nothing more. */
	version[strcspn(version, " ")] = '\0';
	str_addf(out, "PCRE2 %s (%s)", version, jit ? "JIT" : _("without JIT"));
}

/* What is done by libraries that are loaded when they are needed, and may be missing. */
static void add_features(struct str *out)
{
	static const struct {
		const char *(*library)(bool *there);
		const char *name;
	} features[] = {
		{hyphenate_library, N_("hyphenation")},
		{langid_library, N_("detection of languages")},
		{charset_library, N_("detection of encodings")},
	};

	for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
		bool there;
		const char *library = features[i].library(&there);

		if (there)
			str_addf(out, _("%s: by %s"), _(features[i].name), library);
		else
			str_addf(out, _("%s: none, without %s"), _(features[i].name), library);
		str_addc(out, '\n');
	}
}

/* What there is of it here; whether it is used is the reader's setting. */
static void add_confinement(struct str *out)
{
	struct str means;

	str_init(&means);
	confine_add_means(&means);
	if (means.len)
		str_addf(out, _("confinement: %s"), means.data);
	else
		str_add(out, _("confinement: none"));
	str_addc(out, '\n');
	str_release(&means);
}

void help_add_version(struct str *out, const char *terminal)
{
	str_addf(out, "%s %s\n", PACKAGE, PACKAGE_VERSION);
	str_addf(out, "%s, libunistring %d.%d, Jansson %s, ", terminal, _libunistring_version >> 16,
		 _libunistring_version >> 8 & 0xFF, jansson_version_str());
	digest_add_library(out);
	str_add(out, ", ");
	add_pcre2(out);
	str_addc(out, '\n');
	add_features(out);
	add_confinement(out);
#ifdef ENABLE_NLS
	str_addf(out, "%s\n", _("interface in English and French"));
#else
	str_addf(out, "%s\n", _("interface in English only"));
#endif
	str_addf(out, "%s\n", _("License GPL-3.0-or-later: free software, without any warranty."));
}
