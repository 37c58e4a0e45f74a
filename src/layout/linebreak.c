/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text is words and gaps: a gap is a run of white space, a word what stands
 * between two.  libunistring says where UAX #14 allows a break; then each word and
 * each gap is looked at once, and what French readers do not expect is taken away.
 * Nothing is added but the breaks of web addresses.  Offsets are bytes of the text.
 */
#include "layout/linebreak.h"

#include <string.h>
#include <unictype.h>
#include <unilbrk.h>

#include "base/utf8.h"

/* A word or a part of one. */
struct word {
	const char *text;
	size_t len;
};

/* ---- lists; a word matches as it stands, capitals too */
static const char *const units[] = {
	"%",    "‰",  "€",   "$",  "£",    "¥",   "F",   "k€",  "M€",  "Md€", "°",   "°C",
	"°F",   "K",  "km",  "m",  "dm",   "cm",  "mm",  "µm",  "nm",  "km²", "m²",  "cm²",
	"km³",  "m³", "cm³", "ha", "km/h", "m/s", "kg",  "g",   "mg",  "t",   "l",   "L",
	"cl",   "ml", "hl",  "h",  "min",  "mn",  "s",   "ms",  "Hz",  "kHz", "MHz", "GHz",
	"W",    "kW", "MW",  "GW", "Wh",   "kWh", "MWh", "GWh", "TWh", "V",   "J",   "kJ",
	"kcal", "Pa", "hPa", "o",  "ko",   "Ko",  "Mo",  "Go",  "To",  "dB",  "pt",  NULL,
};
static const char *const months[] = {
	"janvier", "février",   "mars",    "avril",    "mai",      "juin", "juillet",
	"août",    "septembre", "octobre", "novembre", "décembre", NULL,
};
/* Stand before a number. */
static const char *const numbered[] = {
	"n°",   "N°",   "nº",    "Nº",    "n°s",  "nos",  "p.",   "pp.",  "P.",
	"art.", "Art.", "chap.", "Chap.", "ch.",  "fig.", "Fig.", "vol.", "Vol.",
	"t.",   "T.",   "liv.",  "al.",   "col.", "l.",   "v.",   "f°",   "§",
	"§§",   "h",    "min",   "€",     "$",    "£",    NULL,
};
/* Stand before a name: the first with "de" or "la" too, the others where a capital follows. */
static const char *const titles[] = {
	"M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Mgr", NULL,
};
static const char *const short_titles[] = {
	"Me", "Mes", "Dr", "Drs", "Pr", "Prs", "St", "Ste", "Mr", "Mr.", "Dr.", "Pr.", NULL,
};
static const char *const divisions[] = {
	"tome",    "livre",  "volume", "chapitre", "acte",  "scène", "titre",
	"article", "partie", "annexe", "page",     "pages", NULL,
};
static const char *const eras[] = {
	"siècle", "siècles", "s", "millénaire", "millénaires", NULL,
};

/* ---- characters */
static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_white(char32_t cp)
{
	return cp < 0x80 ? cp == ' ' || (cp >= '\t' && cp <= '\r') : uc_is_property_white_space(cp);
}

static bool is_no_break_space(char32_t cp)
{
	return cp == 0xA0 || cp == 0x202F || cp == 0x2007;
}

static bool is_apostrophe(char32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == 0x02BC;
}

static bool is_dash(char32_t cp)
{
	return cp == '-' || (cp >= 0x2012 && cp <= 0x2015);
}

/* What no line starts with. */
static bool is_closer(char32_t cp)
{
	if (cp < 0x80)
		return cp && strchr(";:!?%)]},.", (int)cp);
	return cp == 0x2026 || cp == 0x2030 ||
	       (!is_apostrophe(cp) &&
		uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Pe | UC_CATEGORY_MASK_Pf));
}

/* What no line ends with. */
static bool is_opener(char32_t cp)
{
	if (cp < 0x80)
		return cp && strchr("([{", (int)cp);
	return cp == 0xBF || cp == 0xA1 ||
	       uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Ps | UC_CATEGORY_MASK_Pi);
}

/* ---- words */
static bool word_is(struct word w, const char *text)
{
	return w.len == strlen(text) && memcmp(w.text, text, w.len) == 0;
}

static bool word_in(struct word w, const char *const *list)
{
	while (*list && !word_is(w, *list))
		list++;
	return *list;
}

static bool word_ends(struct word w, const char *end)
{
	size_t n = strlen(end);

	return w.len >= n && memcmp(w.text + w.len - n, end, n) == 0;
}

static char32_t first_of(struct word w)
{
	char32_t cp = 0;

	if (w.len)
		utf8_decode(w.text, w.len, &cp);
	return cp;
}

static char32_t last_of(struct word w)
{
	char32_t cp = 0;

	if (w.len)
		utf8_decode_before(w.text, w.len, &cp);
	return cp;
}

/* The end of a word, without the brackets, quotes and elided words before it:
 * "(p." and "l’art." bind as "p." and "art." do. */
static struct word without_head(struct word w)
{
	char32_t cp;

	for (size_t at = w.len; at > 0;) {
		size_t n = utf8_decode_before(w.text, at, &cp);

		if (is_opener(cp) || is_apostrophe(cp) || cp == '"')
			return (struct word){w.text + at, w.len - at};
		at -= n;
	}
	return w;
}

/* A word without the punctuation at its end. */
static struct word without_tail(struct word w)
{
	while (w.len > 1) {
		char32_t cp;
		size_t n = utf8_decode_before(w.text, w.len, &cp);

		if (cp == '%' || cp == 0x2030 || !(is_closer(cp) || is_apostrophe(cp) || cp == '"'))
			break;
		w.len -= n;
	}
	return w;
}

static size_t digits_at_end(struct word w)
{
	size_t n = 0;

	while (n < w.len && is_digit(w.text[w.len - 1 - n]))
		n++;
	return n;
}

static size_t digits_at_start(struct word w)
{
	size_t n = 0;

	while (n < w.len && is_digit(w.text[n]))
		n++;
	return n;
}

/* Bytes of the Roman numeral that the word begins with: its parts come in this
 * order, and only the powers of ten more than once. */
static size_t roman_at_start(struct word w)
{
	static const char *const parts[] = {"M",  "CM", "D",  "CD", "C",  "XC", "L",
					    "XL", "X",  "IX", "V",  "IV", "I"};
	size_t n = 0;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t len = strlen(parts[i]);

		for (int times = i % 4 ? 1 : 3; times > 0; times--)
			if (w.len - n >= len && !memcmp(w.text + n, parts[i], len))
				n += len;
	}
	return n;
}

/* "XIV", "Ier", "II"; of single letters only those that number kings and acts. */
static bool is_roman(struct word w)
{
	size_t n = roman_at_start(w);

	if (n == 0 || (n == 1 && !strchr("IVX", *w.text)))
		return false;
	w = (struct word){w.text + n, w.len - n};
	return w.len == 0 || word_is(w, "er") || word_is(w, "ᵉʳ") || word_is(w, "re");
}

/* "XIXe", "Ier", "19e": before "siècle". */
static bool is_ordinal(struct word w)
{
	size_t n = roman_at_start(w);

	if (n == 0)
		n = digits_at_start(w);
	w = (struct word){w.text + n, w.len - n};
	return n && (word_is(w, "e") || word_is(w, "er") || word_is(w, "ème") || word_is(w, "ᵉ") ||
		     word_is(w, "ᵉʳ"));
}

/* "J.", "J.-P." */
static bool is_initial(struct word w)
{
	char32_t letter = 0, before = 0;
	size_t at;

	if (!word_ends(w, ".") || w.len < 2)
		return false;
	at = w.len - 1 - utf8_decode_before(w.text, w.len - 1, &letter);
	if (at > 0)
		utf8_decode_before(w.text, at, &before);
	return uc_is_upper(letter) && (at == 0 || before == '-' || before == '.');
}

/* ---- what holds together */

/* A number and what follows it: its thousands, unit, month. */
static bool number_binds(struct word a, struct word b)
{
	size_t n = digits_at_end(a);
	struct word bare = without_tail(b);

	if (word_is(a, "1er") && word_in(bare, months))
		return true;
	if (n == 0)
		return false;
	if (word_in(bare, units) || (n == a.len && n <= 2 && word_in(bare, months)))
		return true;
	return n <= 3 && (n == a.len || !strchr(",.", a.text[a.len - n - 1])) &&
	       digits_at_start(b) == 3;
}

/* A name and its title or number. */
static bool name_binds(struct word a, struct word b)
{
	bool capital = uc_is_upper(first_of(b));

	if (word_in(a, titles))
		return uc_is_alpha(first_of(b));
	if (capital && (word_in(a, short_titles) || is_initial(a)))
		return true;
	return is_roman(without_tail(b)) &&
	       (uc_is_upper(first_of(a)) || word_in(a, divisions) || word_in(a, numbered));
}

/* The dash that opens a line of dialogue. */
static bool is_dash_alone(struct word w)
{
	char32_t cp;

	return w.len && utf8_decode(w.text, w.len, &cp) == w.len && is_dash(cp);
}

/* Whether the word before a gap and the one after it stay on one line. */
static bool words_bind(struct word before, struct word after)
{
	struct word a = without_head(before);

	if (is_closer(first_of(after)) || is_opener(last_of(before)))
		return true;
	if (a.len == 0 || after.len == 0)
		return false;
	if (word_in(a, numbered) && is_digit(*after.text))
		return true;
	if (is_ordinal(a) && word_in(without_tail(after), eras))
		return true;
	return number_binds(a, after) || name_binds(a, after);
}

/* ---- inside words */
static bool is_address(struct word w)
{
	struct word bare = without_head(w);

	return memmem(w.text, w.len, "://", 3) || (bare.len > 4 && !memcmp(bare.text, "www.", 4));
}

static bool is_address_mark(char c)
{
	return c && strchr("/.?&=-", c);
}

/* A web address breaks after / . ? & = - where something else follows, but stays
 * with its "https://". */
static void tailor_address(struct word w, char *breaks)
{
	memset(breaks + 1, LINEBREAK_NO, w.len - 1);
	for (size_t at = 1; at < w.len; at++) {
		if (!is_address_mark(w.text[at - 1]) || is_address_mark(w.text[at]))
			continue;
		if (at >= 2 && w.text[at - 1] == '/' && w.text[at - 2] == '/')
			continue;
		if (!is_closer(first_of((struct word){w.text + at, w.len - at})))
			breaks[at] = LINEBREAK_MAY;
	}
}

/* Whether the word may break at `at`, where UAX #14 would. */
static bool may_part(struct word w, size_t at)
{
	char32_t last, next, before = 0;
	size_t n = utf8_decode_before(w.text, at, &last);

	utf8_decode(w.text + at, w.len - at, &next);
	if (at > n)
		utf8_decode_before(w.text, at - n, &before);
	if (is_apostrophe(last) || is_apostrophe(next) || is_closer(next) || is_opener(last))
		return false;
	if (last == '-') /* "va-t-il", but neither "--width" nor "J.-C." */
		return uc_is_alnum(before) && next != '-';
	if (last == '/') /* "citoyens/citoyennes", but neither "km/h" nor "et/ou" */
		return at - n > 3 && w.len - at > 3;
	return true;
}

static void tailor_word(struct word w, char *breaks)
{
	if (w.len > 1 && is_address(w)) {
		tailor_address(w, breaks);
		return;
	}
	for (size_t at = 1; at < w.len; at++)
		if (breaks[at] == LINEBREAK_MAY && !may_part(w, at))
			breaks[at] = LINEBREAK_NO;
}

/* ---- the walk */
static size_t word_end(const char *text, size_t at, size_t len)
{
	char32_t cp;

	while (at < len) {
		size_t n = utf8_decode(text + at, len - at, &cp);

		if (is_white(cp))
			break;
		at += n;
	}
	return at;
}

/* The end of the gap at `at`; its only possible break moved there. */
static size_t settle_gap(const char *text, size_t at, size_t len, char *breaks)
{
	bool may = false, must = false, held = false;
	char32_t cp;

	while (at < len) {
		size_t n = utf8_decode(text + at, len - at, &cp);

		may |= breaks[at] == LINEBREAK_MAY;
		if (!is_white(cp))
			break;
		must |= breaks[at] == LINEBREAK_MUST;
		held |= is_no_break_space(cp);
		if (breaks[at] != LINEBREAK_MUST)
			breaks[at] = LINEBREAK_NO;
		at += n;
	}
	if (at < len)
		breaks[at] = may && !must && !held ? LINEBREAK_MAY : LINEBREAK_NO;
	return at;
}

static void from_unistring(char *breaks, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (breaks[i] == UC_BREAK_MANDATORY)
			breaks[i] = LINEBREAK_MUST;
		else
			breaks[i] = breaks[i] == UC_BREAK_POSSIBLE ? LINEBREAK_MAY : LINEBREAK_NO;
	}
}

/* Whether a line end stands in the gap [start, end). */
static bool gap_ends_line(const char *breaks, size_t start, size_t end)
{
	return memchr(breaks + start, LINEBREAK_MUST, end - start);
}

void linebreak_find(const char *text, size_t len, bool french, char *breaks)
{
	struct word last = {0};
	bool last_opens = false; /* `last` begins a line of the author's */
	size_t gap, at = 0;

	if (len == 0)
		return;
	u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", breaks);
	from_unistring(breaks, len);
	while (at < len) {
		size_t end;
		struct word word;
		bool opens;

		gap = at;
		at = settle_gap(text, at, len, breaks);
		end = word_end(text, at, len);
		word = (struct word){text + at, end - at};
		opens = last.len == 0 || gap_ends_line(breaks, gap, at);
		if (french && word.len) {
			if (!opens &&
			    ((last_opens && is_dash_alone(last)) || words_bind(last, word)))
				breaks[at] = LINEBREAK_NO;
			tailor_word(word, breaks + at);
		}
		last = word;
		last_opens = opens;
		at = end;
	}
}
