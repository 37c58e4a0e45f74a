/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text is words and gaps: a gap is a run of white space, a word what stands
 * between two.  uax14.c says where the standard allows a break; then each word and
 * each gap is looked at once, and what French readers do not expect is taken away.
 * Nothing is added but the breaks of web addresses.  Most words are small letters
 * between single spaces, which nothing binds: the bytes tell (enum look), and the
 * rules are asked about the others only.  Offsets are bytes of the text.
 */
#include "layout/linebreak.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/utf8.h"
#include "layout/uax14.h"

#define INCISE_MAX 400 /* bytes looked at for the dash that closes one */

/* What the bytes of a word are. */
enum look {
	LOOK_LOWER = 1, /* small letters, accented ones too (and accented capitals) */
	LOOK_UPPER = 2, /* capitals from A to Z */
	LOOK_DIGIT = 4,
	LOOK_SIGN = 8,   /* other ASCII */
	LOOK_OTHER = 16, /* the rest */
	LOOK_MARK = 32,  /* combining marks among it */
	LOOK_WHITE = 64, /* of a byte: what begins with it may be white space */
	LOOKS_ODD = LOOK_UPPER | LOOK_DIGIT | LOOK_SIGN | LOOK_OTHER,
};

/* A word or a part of one. */
struct word {
	const char *text;
	size_t len;
	unsigned look; /* of the whole word */
};

/* ---- lists; a word matches as it stands, capitals too */
static const char *const units[] = {
	"%",   "‰",   "€",    "$",   "£",        "¥",       "F",        "k€",        "M€",
	"Md€", "$US", "$CA",  "US$", "CHF",      "FCFA",    "°",        "°C",        "°F",
	"K",   "km",  "m",    "dm",  "cm",       "mm",      "µm",       "nm",        "km²",
	"m²",  "cm²", "km³",  "m³",  "cm³",      "ha",      "km/h",     "m/s",       "kg",
	"g",   "mg",  "t",    "l",   "L",        "cl",      "ml",       "hl",        "h",
	"min", "mn",  "s",    "ms",  "Hz",       "kHz",     "MHz",      "GHz",       "W",
	"kW",  "MW",  "GW",   "Wh",  "kWh",      "MWh",     "GWh",      "TWh",       "V",
	"J",   "kJ",  "kcal", "Pa",  "hPa",      "o",       "ko",       "Ko",        "Mo",
	"Go",  "To",  "dB",   "pt",  "millions", "million", "milliard", "milliards", NULL,
};
static const char *const months[] = {
	"janvier", "février",   "mars",    "avril",    "mai",      "juin", "juillet",
	"août",    "septembre", "octobre", "novembre", "décembre", NULL,
};
/* Stand before a number. */
static const char *const numbered[] = {
	"n°",   "N°",   "nº",    "Nº",    "n°s",  "no",   "nos",  "p.",   "pp.",  "P.",
	"art.", "Art.", "chap.", "Chap.", "ch.",  "fig.", "Fig.", "vol.", "Vol.", "t.",
	"T.",   "liv.", "al.",   "col.",  "l.",   "v.",   "f°",   "§",    "§§",   "h",
	"min",  "€",    "$",     "£",     "tél.", "Tél.", NULL,
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
static const char *const before_christ[] = {"av.", "apr.", "ap.", NULL};

/* ---- characters */
static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_plain_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
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

static bool is_mark(char32_t cp)
{
	return cp >= 0x300 && uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

/* What the characters of ASCII are to the rules. */
enum { CLOSES = 1, OPENS = 2, NUMBERS = 4 /* of Romans */ };
static const unsigned char roles[128] = {
	[';'] = CLOSES,  [':'] = CLOSES,  ['!'] = CLOSES,  ['?'] = CLOSES,  ['%'] = CLOSES,
	[')'] = CLOSES,  [']'] = CLOSES,  ['}'] = CLOSES,  [','] = CLOSES,  ['.'] = CLOSES,
	['('] = OPENS,   ['['] = OPENS,   ['{'] = OPENS,   ['I'] = NUMBERS, ['V'] = NUMBERS,
	['X'] = NUMBERS, ['L'] = NUMBERS, ['C'] = NUMBERS, ['D'] = NUMBERS, ['M'] = NUMBERS,
};

/* What no line starts with. */
static bool is_closer(char32_t cp)
{
	if (cp < 0x80)
		return roles[cp] & CLOSES;
	return cp == 0x2026 || cp == 0x2030 ||
	       (!is_apostrophe(cp) &&
		uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Pe | UC_CATEGORY_MASK_Pf));
}

/* What no line ends with. */
static bool is_opener(char32_t cp)
{
	if (cp < 0x80)
		return roles[cp] & OPENS;
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
	for (; w.len && *list; list++)
		if (**list == *w.text && word_is(w, *list))
			return true;
	return false;
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
		size_t n = 1;

		if (is_plain_letter(w.text[at - 1])) {
			at--;
			continue;
		}
		if (at > 1 && (unsigned char)w.text[at - 2] == 0xC3) {
			at -= 2;
			continue;
		}
		n = utf8_decode_before(w.text, at, &cp);
		if (is_opener(cp) || is_apostrophe(cp) || cp == '"')
			return (struct word){w.text + at, w.len - at, w.look};
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

static bool is_roman_letter(char c)
{
	return (unsigned char)c < 0x80 && roles[(unsigned char)c] & NUMBERS;
}

/* "XIV", "Ier", "II"; of single letters only those that number kings and acts. */
static bool is_roman(struct word w)
{
	struct word rest = w;

	while (rest.len && is_roman_letter(*rest.text))
		rest = (struct word){rest.text + 1, rest.len - 1, w.look};
	if (rest.len && !word_is(rest, "er") && !word_is(rest, "ᵉʳ") && !word_is(rest, "re"))
		return false;
	return w.len - rest.len > (strchr("IVX", *w.text) ? 0 : 1) &&
	       roman_at_start(w) == w.len - rest.len;
}

/* "XIXe", "Ier", "19e": before "siècle". */
static bool is_ordinal(struct word w)
{
	size_t n = roman_at_start(w);

	if (n == 0)
		n = digits_at_start(w);
	w = (struct word){w.text + n, w.len - n, w.look};
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

/* "01 42 34 56 78" */
static bool is_pair_of_digits(struct word w)
{
	return w.len == 2 && is_digit(w.text[0]) && is_digit(w.text[1]);
}

/* A number and what follows it: its thousands, unit, month. */
static bool number_binds(struct word a, struct word b)
{
	size_t n = digits_at_end(a);
	struct word bare = without_tail(b);

	if (*a.text == '1' && word_is(a, "1er") && word_in(bare, months))
		return true;
	if (n == 0)
		return false;
	if (is_digit(*b.text))
		return (n <= 3 && (n == a.len || !strchr(",.", a.text[a.len - n - 1])) &&
			digits_at_start(b) == 3) ||
		       (is_pair_of_digits(a) && is_pair_of_digits(bare));
	return word_in(bare, units) || (n == a.len && n <= 2 && word_in(bare, months));
}

/* A name and its title. */
static bool name_binds(struct word a, struct word b)
{
	bool capital = uc_is_upper(first_of(b));

	if (word_in(a, titles))
		return uc_is_alpha(first_of(b));
	return capital && (word_in(a, short_titles) || is_initial(a));
}

/* "Louis XIV", "tome II", "vol. II" */
static bool number_of_division_binds(struct word a, struct word b)
{
	return is_roman(without_tail(b)) &&
	       (uc_is_upper(first_of(a)) || word_in(a, divisions) || word_in(a, numbered));
}

/* A dash, perhaps with punctuation behind it. */
static bool is_dash_alone(struct word w)
{
	char32_t cp;
	size_t n;

	if (!(w.look & (LOOK_SIGN | LOOK_OTHER)) || w.look & (LOOK_LOWER | LOOK_UPPER | LOOK_DIGIT))
		return false;
	n = utf8_decode(w.text, w.len, &cp);
	if (!is_dash(cp))
		return false;
	for (size_t at = n; at < w.len; at += n) {
		n = utf8_decode(w.text + at, w.len - at, &cp);
		if (!is_closer(cp))
			return false;
	}
	return true;
}

/* Whether a word ends in a letter or a digit, as far as its bytes tell. */
static bool ends_plainly(struct word w)
{
	return is_plain_letter(w.text[w.len - 1]) ||
	       (w.len > 1 && (unsigned char)w.text[w.len - 2] == 0xC3);
}

/* Whether what a word ends or begins with holds it to its neighbour. */
static bool signs_bind(struct word a, struct word b)
{
	if (b.look & (LOOK_SIGN | LOOK_OTHER) && !is_plain_letter(*b.text) &&
	    is_closer(first_of(b)))
		return true;
	return a.look & (LOOK_SIGN | LOOK_OTHER) && !ends_plainly(a) && is_opener(last_of(a));
}

/* Whether a word is one that any of the rules below may hold to the word before:
 * it begins with a digit, a capital or as "etc" does; or the one before is a number or
 * a title. */
static bool may_be_bound(struct word before, struct word after)
{
	unsigned char c = (unsigned char)*after.text;

	if (before.look & LOOK_UPPER || is_digit(before.text[before.len - 1]))
		return true;
	if (c >= 0x80)
		return before.look & LOOK_DIGIT || after.look & LOOK_OTHER || c == 0xC3;
	return is_digit((char)c) || (c >= 'A' && c <= 'Z') || before.look & LOOK_DIGIT ||
	       (after.len >= 3 && !memcmp(after.text, "etc", 3));
}

/* Whether the word before a gap and the one after it stay on one line.  What costs
 * least to ask comes first. */
static bool words_bind(struct word before, struct word after)
{
	unsigned char first = (unsigned char)*after.text;
	struct word a;

	if (signs_bind(before, after))
		return true;
	if (!may_be_bound(before, after))
		return false;
	a = before.look & (LOOK_SIGN | LOOK_OTHER) ? without_head(before) : before;
	if (a.len == 0)
		return false;
	if (is_digit((char)first) && word_in(a, numbered))
		return true;
	if (a.look & LOOK_DIGIT && number_binds(a, after))
		return true;
	if ((first == 's' || first == 'm') && word_in(without_tail(after), eras) && is_ordinal(a))
		return true;
	if (a.look & LOOK_UPPER && name_binds(a, after))
		return true;
	if (first < 0x80 && roles[first] & NUMBERS && number_of_division_binds(a, after))
		return true;
	return (first == 'e' && word_is(without_tail(after), "etc")) ||
	       (first == 'J' && word_in(a, before_christ));
}

/* ---- decomposed words */

/* The word composed, if it is none so long that it is in no list: in `room`. */
static struct word composed(struct word w, char *room, size_t size)
{
	size_t len = size;

	if (!(w.look & LOOK_MARK) || w.len > size / 2)
		return w;
	if ((char *)u8_normalize(UNINORM_NFC, (const uint8_t *)w.text, w.len, (uint8_t *)room,
				 &len) != room)
		return w;
	return (struct word){room, len, w.look};
}

static bool words_bind_composed(struct word a, struct word b)
{
	char one[128], other[128];

	if (!((a.look | b.look) & LOOK_MARK))
		return words_bind(a, b);
	return words_bind(composed(a, one, sizeof one), composed(b, other, sizeof other));
}

/* ---- inside words */
static bool is_address(struct word w)
{
	if (memchr(w.text, '/', w.len) && memmem(w.text, w.len, "://", 3))
		return true;
	if (!memchr(w.text, 'w', w.len))
		return false;
	w = without_head(w);
	return w.len > 4 && !memcmp(w.text, "www.", 4);
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
		if (!is_closer(first_of((struct word){w.text + at, w.len - at, 0})))
			breaks[at] = LINEBREAK_MAY;
	}
}

/* Whether the word may break at `at`, where UAX #14 would. */
static bool may_part(struct word w, size_t at)
{
	char32_t last, next, before = 0;
	size_t n = utf8_decode_before(w.text, at, &last);

	utf8_decode(w.text + at, w.len - at, &next);
	for (size_t end = at - n; end > 0 && (!before || is_mark(before));)
		end -= utf8_decode_before(w.text, end, &before);
	if (is_apostrophe(last) || is_apostrophe(next) || is_closer(next) || is_opener(last))
		return false;
	if (is_dash(last) && next >= '0' && next <= '9') /* 10–12 */
		return false;
	if (last == '-' && at >= 3 && !memcmp(w.text + at - 3, "-t-", 3))
		return false; /* va-|t-il */
	if (last == '-')      /* "va-t-il", but neither "--width" nor "J.-C." */
		return uc_is_alnum(before) && next != '-';
	if (last == '/') /* "citoyens/citoyennes", but neither "km/h" nor "et/ou" */
		return at - n > 3 && w.len - at > 3;
	return true;
}

static void tailor_word(struct word w, char *breaks)
{
	if (!(w.look & (LOOK_SIGN | LOOK_OTHER)))
		return;
	if (w.look & LOOK_SIGN && is_address(w)) {
		tailor_address(w, breaks);
		return;
	}
	for (char *may = breaks + 1;
	     may < breaks + w.len &&
	     (may = memchr(may, LINEBREAK_MAY, (size_t)(breaks + w.len - may)));
	     may++)
		if (!may_part(w, (size_t)(may - breaks)))
			*may = LINEBREAK_NO;
}

/* ---- the walk */
static const unsigned char looks[256] = {
	[0x00 ... ' '] = LOOK_WHITE | LOOK_SIGN,
	['!' ... '0' - 1] = LOOK_SIGN,
	['0' ... '9'] = LOOK_DIGIT,
	['9' + 1 ... 'A' - 1] = LOOK_SIGN,
	['A' ... 'Z'] = LOOK_UPPER,
	['Z' + 1 ... 'a' - 1] = LOOK_SIGN,
	['a' ... 'z'] = LOOK_LOWER,
	['z' + 1 ... 0x7F] = LOOK_SIGN,
	[0x80 ... 0xBF] = LOOK_LOWER,
	[0xC2] = LOOK_WHITE | LOOK_OTHER,
	[0xC3] = LOOK_LOWER,
	[0xC4 ... 0xCB] = LOOK_OTHER,
	[0xCC ... 0xCD] = LOOK_MARK,
	[0xCE ... 0xE0] = LOOK_OTHER,
	[0xE1 ... 0xE3] = LOOK_WHITE | LOOK_OTHER,
	[0xE4 ... 0xFF] = LOOK_OTHER,
};

/* The word at `at`, up to white space. */
static struct word word_at(const char *text, size_t at, size_t len)
{
	struct word w = {text + at, 0, 0};
	char32_t cp;

	for (size_t n; at < len; at += n) {
		unsigned look = looks[(unsigned char)text[at]];

		n = 1;
		if (look & LOOK_WHITE) {
			if (text[at] == ' ')
				break;
			n = utf8_decode(text + at, len - at, &cp);
			if (is_white(cp))
				break;
		}
		w.look |= look;
	}
	w.len = (size_t)(text + at - w.text);
	return w;
}

/* The end of the gap at `at`; its only possible break moved there.  *ends: a line end
 * is in it. */
static size_t settle_gap(const char *text, size_t at, size_t len, char *breaks, bool *ends)
{
	bool may = false, must = false, held = false;
	char32_t cp;

	*ends = false;
	/* One space, as most gaps are. */
	if (at + 1 < len && text[at] == ' ' && !(looks[(unsigned char)text[at + 1]] & LOOK_WHITE))
		return at + 1;
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
	*ends = must;
	return at;
}

/* Whether a dash alone, or with punctuation behind it, follows in the sentence. */
static bool is_closed(const char *text, size_t at, size_t len)
{
	size_t end = len - at > INCISE_MAX ? at + INCISE_MAX : len;
	char32_t cp, before = 0;

	for (size_t n; at < end; at += n, before = cp) {
		n = utf8_decode(text + at, end - at, &cp);
		if (cp == '\n' || (is_white(cp) && before && strchr(".!?", (int)before)))
			return false;
		if (is_white(before) && is_dash(cp) && at + n < end &&
		    (is_white((unsigned char)text[at + n]) || strchr(",.;:)", text[at + n])))
			return true;
	}
	return false;
}

/* The word that the walk was at last. */
struct walk {
	struct word last;
	bool holds;  /* it is a dash that what follows belongs to */
	bool inside; /* … or stands in an incise between dashes */
};

/* A dash by itself: at the beginning of a line it is speech, else it opens or closes
 * an incise.  One that opens ends no line; any other begins none, or it would look
 * like speech.  Returns whether it holds to the word before. */
static bool dash_binds(struct walk *w, bool starts, bool closed)
{
	bool opens = starts || (!w->inside && closed);

	w->inside = opens && !starts;
	w->holds = opens;
	return !opens;
}

static void tailor(const char *text, size_t len, char *breaks)
{
	struct walk w = {0};

	for (size_t at = 0; at < len; at += w.last.len) {
		struct word word;
		bool starts, binds;

		at = settle_gap(text, at, len, breaks, &starts);
		word = word_at(text, at, len);
		if (!word.len)
			return;
		starts = starts || !w.last.len;
		binds = w.holds || (w.last.len && (w.last.look | word.look) & LOOKS_ODD &&
				    words_bind_composed(w.last, word));
		w.holds = false;
		if (is_dash_alone(word))
			binds |= dash_binds(&w, starts, is_closed(text, at + word.len, len));
		else if (starts)
			w.inside = false;
		if (binds || starts)
			breaks[at] = LINEBREAK_NO;
		tailor_word(word, breaks + at);
		w.last = word;
	}
}

void linebreak_find(const char *text, size_t len, bool french, char *breaks)
{
	uax14_find(text, len, breaks);
	if (french)
		tailor(text, len, breaks);
}
