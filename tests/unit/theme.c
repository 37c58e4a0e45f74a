/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "notes/note.h"
#include "term/color.h"
#include "term/theme.h"

#define READABLE 4.5 /* contrast of text at level AA, Web Content Accessibility Guidelines 2.2 */
#define APART 8.0    /* difference, by CIEDE2000, of two colours that are told apart at a glance */
#define OVERS 256

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What the terminal's own colours are taken to be at worst: a ground from black to a dark
 * grey with letters that are light on it, or from white to a light grey with dark ones. */
static const struct {
	const char *theme;
	int grounds[2], letters;
} own[] = {
	{"dark", {0x000000, 0x303030}, 0xC8C8C8},
	{"light", {0xFFFFFF, 0xE4E4E4}, 0x3C3C3C},
	{"sepia", {0xF4ECD8, 0xF4ECD8}, 0x433422},
};
static const enum theme_depth fine[] = {THEME_256, THEME_DIRECT};

static struct theme *theme_at(const char *name)
{
	struct theme *t = theme_new(name, false, NULL);

	assert_non_null(t);
	return t;
}

static struct look look(const char *theme, enum theme_depth depth, enum style style, unsigned over,
			unsigned highlight)
{
	struct theme *t = theme_at(theme);
	struct look l = theme_look(t, depth, style, over, highlight);

	theme_free(t);
	return l;
}

static bool same(struct look a, struct look b)
{
	return a.foreground == b.foreground && a.background == b.background &&
	       a.attributes == b.attributes;
}

/* A colour of a look as 24 bits. */
static int rgb_of(int color, enum theme_depth depth, int otherwise)
{
	if (color == LOOK_DEFAULT)
		return otherwise;
	return depth == THEME_256 || color < 8 ? color_of_palette(color) : color;
}

/* ---- contrast */
struct worst {
	double contrast;
	enum theme_depth depth;
	enum style style;
	unsigned over, highlight;
};

/* The look against its ground; where that is the terminal's, against both ends of what
 * it may be.  Letters that are the terminal's own on such a ground are its own affair,
 * but on a ground of ours they are not. */
static double contrast_of(size_t theme, enum theme_depth depth, struct look l)
{
	double least = 21;

	if (l.foreground == LOOK_DEFAULT && l.background == LOOK_DEFAULT)
		return least;
	assert_int_not_equal(l.foreground, LOOK_DEFAULT);
	for (size_t i = 0; i < 2; i++) {
		double c = color_contrast(rgb_of(l.foreground, depth, own[theme].letters),
					  rgb_of(l.background, depth, own[theme].grounds[i]));

		least = c < least ? c : least;
	}
	return least;
}

/* None, or one of the colours, alone or over any of them. */
#define HIGHLIGHTS (1 + NOTE_COLORS * (1 + NOTE_COLORS))

static unsigned highlight_at(unsigned i)
{
	unsigned color, under;

	if (i == 0)
		return 0;
	color = 1 + (i - 1) % NOTE_COLORS;
	under = (i - 1) / NOTE_COLORS;
	return under ? color | GRID_UNDER(under - 1) : color;
}

static struct worst worst_of(size_t theme, enum theme_depth depth)
{
	struct theme *t = theme_at(own[theme].theme);
	struct worst w = {.contrast = 21, .depth = depth};

	for (enum style s = 0; s < STYLE_COUNT; s++)
		for (unsigned over = 0; over < OVERS; over++)
			for (unsigned i = 0; i < HIGHLIGHTS; i++) {
				unsigned h = highlight_at(i);
				double c =
					contrast_of(theme, depth, theme_look(t, depth, s, over, h));

				if (c < w.contrast)
					w = (struct worst){c, depth, s, over, h};
			}
	theme_free(t);
	return w;
}

static void everything_reads_well_on_its_ground_in_every_theme(void **state)
{
	bool good = true;

	(void)state;
	for (size_t t = 0; t < COUNT(own); t++)
		for (size_t d = 0; d < COUNT(fine); d++) {
			struct worst w = worst_of(t, fine[d]);

			printf("# %s, %s: least contrast %.2f:1 (style %d, over %u, highlight %u)\n",
			       own[t].theme, fine[d] == THEME_256 ? "256 colours" : "24 bits",
			       w.contrast, (int)w.style, w.over, w.highlight);
			good = good && w.contrast >= READABLE;
		}
	assert_true(good);
}

/* ---- readers who lack a kind of cone */
/* Light as they see it: Machado, Oliveira and Fernandes, A Physiologically-based Model for
 * Simulation of Color Vision Deficiency, 2009, severity 1. */
static const struct vision {
	const char *name;
	double matrix[3][3];
} visions[] = {
	{"all cones", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
	{"protanopia",
	 {{0.152286, 1.052583, -0.204868},
	  {0.114503, 0.786281, 0.099216},
	  {-0.003882, -0.048116, 1.051998}}},
	{"deuteranopia",
	 {{0.367322, 0.860646, -0.227968},
	  {0.280085, 0.672501, 0.047413},
	  {-0.011820, 0.042940, 0.968881}}},
	{"tritanopia",
	 {{1.255528, -0.076749, -0.178779},
	  {-0.078411, 0.930809, 0.147602},
	  {0.004733, 0.691367, 0.303900}}},
};

static void lab_seen(int rgb, const struct vision *v, double lab[3])
{
	double light[3], seen[3];

	color_light(rgb, light);
	for (int i = 0; i < 3; i++) {
		seen[i] = 0;
		for (int k = 0; k < 3; k++)
			seen[i] += v->matrix[i][k] * light[k];
		seen[i] = fmin(1, fmax(0, seen[i]));
	}
	color_lab(seen, lab);
}

static double degrees(double y, double x)
{
	double angle = x == 0 && y == 0 ? 0 : atan2(y, x) * 180 / M_PI;

	return angle < 0 ? angle + 360 : angle;
}

static double radians(double angle)
{
	return angle * M_PI / 180;
}

static double mean_hue(double a, double b, bool grey)
{
	if (grey)
		return a + b;
	if (fabs(a - b) <= 180)
		return (a + b) / 2;
	return a + b < 360 ? (a + b + 360) / 2 : (a + b - 360) / 2;
}

static double power_ratio(double chroma)
{
	return sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7)));
}

/* CIEDE2000 (ISO/CIE 11664-6), as Sharma, Wu and Dalal write it, 2005. */
static double difference(const double p[3], const double q[3])
{
	double g = 0.5 * (1 - power_ratio((hypot(p[1], p[2]) + hypot(q[1], q[2])) / 2));
	double a1 = p[1] * (1 + g), a2 = q[1] * (1 + g);
	double c1 = hypot(a1, p[2]), c2 = hypot(a2, q[2]), c = (c1 + c2) / 2;
	double h1 = degrees(p[2], a1), h2 = degrees(q[2], a2), turn = h2 - h1;
	bool grey = c1 * c2 == 0;
	double hue = mean_hue(h1, h2, grey), l = (p[0] + q[0]) / 2 - 50, t, light, chroma, tint;

	turn = grey ? 0 : turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
	t = 1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue)) +
	    0.32 * cos(radians(3 * hue + 6)) - 0.20 * cos(radians(4 * hue - 63));
	light = (q[0] - p[0]) / (1 + 0.015 * l * l / sqrt(20 + l * l));
	chroma = (c2 - c1) / (1 + 0.045 * c);
	tint = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * c * t);
	return sqrt(light * light + chroma * chroma + tint * tint -
		    sin(radians(60 * exp(-pow((hue - 275) / 25, 2)))) * 2 * power_ratio(c) *
			    chroma * tint);
}

/* From the data that Sharma, Wu and Dalal publish with their paper. */
static void the_difference_of_colours_is_the_published_one(void **state)
{
	static const struct {
		double p[3], q[3], difference;
	} pairs[] = {
		{{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
		{{50, -1, 2}, {50, 0, 0}, 2.3669},
		{{50, 2.49, -0.001}, {50, -2.49, 0.0011}, 7.2195},
		{{50, 2.5, 0}, {73, 25, -18}, 27.1492},
		{{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
		{{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++)
		assert_true(fabs(difference(pairs[i].p, pairs[i].q) - pairs[i].difference) < 1e-4);
}

/* The two colours of highlights that are nearest to each other. */
static double nearest_pair(const struct theme *t, enum theme_depth depth, bool letters,
			   const struct vision *v, unsigned pair[2])
{
	double lab[NOTE_COLORS][3], least = 1000;

	for (unsigned h = 0; h < NOTE_COLORS; h++) {
		struct look l =
			theme_look(t, depth, STYLE_TEXT, letters ? OVER_UNDERLINE : 0, h + 1);

		lab_seen(rgb_of(letters ? l.foreground : l.background, depth, 0), v, lab[h]);
		for (unsigned other = 0; other < h; other++) {
			double d = difference(lab[h], lab[other]);

			if (d >= least)
				continue;
			least = d;
			pair[0] = other;
			pair[1] = h;
		}
	}
	return least;
}

static void colours_of_highlights_are_told_apart_by_readers_who_lack_a_kind_of_cone(void **state)
{
	bool good = true;

	(void)state;
	for (size_t i = 0; i < COUNT(own) * COUNT(fine) * 2; i++) {
		const char *name = own[i / 4].theme;
		enum theme_depth depth = fine[i / 2 % 2];
		struct theme *t = theme_at(name);

		printf("# %s, %s, %s:", name, depth == THEME_256 ? "256 colours" : "24 bits",
		       i % 2 ? "letters" : "grounds");
		for (size_t v = 0; v < COUNT(visions); v++) {
			unsigned pair[2] = {0, 0};
			double d = nearest_pair(t, depth, i % 2, &visions[v], pair);

			printf("%s %s %.1f (%s, %s)", v ? ";" : "", visions[v].name, d,
			       note_color_name((enum note_color)pair[0]),
			       note_color_name((enum note_color)pair[1]));
			good = good && d >= APART;
		}
		putchar('\n');
		theme_free(t);
	}
	assert_true(good);
}

static void no_two_colours_of_highlights_look_the_same(void **state)
{
	static const enum theme_depth depths[] = {THEME_BASIC, THEME_256, THEME_DIRECT};
	static const unsigned overs[] = {0, OVER_UNDERLINE};

	(void)state;
	for (size_t t = 0; t < COUNT(own); t++)
		for (size_t d = 0; d < COUNT(depths); d++)
			for (size_t o = 0; o < COUNT(overs); o++)
				for (unsigned a = 1; a <= NOTE_COLORS; a++)
					for (unsigned b = a + 1; b <= NOTE_COLORS; b++)
						assert_false(same(look(own[t].theme, depths[d],
								       STYLE_TEXT, overs[o], a),
								  look(own[t].theme, depths[d],
								       STYLE_TEXT, overs[o], b)));
}

/* What lies over text, in each of its kinds. */
static const struct {
	unsigned over, highlight;
} kinds[] = {
	{0, 0},
	{OVER_FOCUS, 0},
	{0, 1},
	{OVER_UNDERLINE, 1},
	{OVER_STRIKETHROUGH, 1},
	{OVER_OUTLINE, 1},
	{0, 1 | GRID_UNDER(NOTE_GREEN)},
	{OVER_STRIKETHROUGH, 1 | GRID_UNDER(NOTE_GREEN)},
	{OVER_SELECTION, 0},
	{OVER_SELECTION | OVER_CURSOR, 0},
	{OVER_HIT, 0},
	{OVER_HIT_CURRENT, 0},
};

static void all_that_can_lie_over_text_is_told_apart_with_any_colours_or_none(void **state)
{
	static const enum theme_depth depths[] = {THEME_NONE, THEME_BASIC, THEME_256, THEME_DIRECT};
	static const char *const all[] = {"dark", "light", "sepia", "mono"};

	(void)state;
	for (size_t t = 0; t < COUNT(all); t++)
		for (size_t d = 0; d < COUNT(depths); d++)
			for (size_t a = 0; a < COUNT(kinds); a++)
				for (size_t b = a + 1; b < COUNT(kinds); b++)
					assert_false(same(look(all[t], depths[d], STYLE_TEXT,
							       kinds[a].over, kinds[a].highlight),
							  look(all[t], depths[d], STYLE_TEXT,
							       kinds[b].over, kinds[b].highlight)));
}

static void dimmed_text_is_told_from_all_other_with_any_colours_or_none(void **state)
{
	static const enum theme_depth depths[] = {THEME_NONE, THEME_BASIC, THEME_256, THEME_DIRECT};
	static const enum style lit[] = {STYLE_TEXT, STYLE_HEADING};

	(void)state;
	for (size_t t = 0; t < COUNT(own); t++)
		for (size_t d = 0; d < COUNT(depths); d++)
			for (size_t l = 0; l < COUNT(lit); l++)
				assert_false(same(look(own[t].theme, depths[d], STYLE_DIM, 0, 0),
						  look(own[t].theme, depths[d], lit[l], 0, 0)));
}

static void what_is_marked_in_dimmed_text_looks_as_in_other_text(void **state)
{
	static const enum theme_depth depths[] = {THEME_NONE, THEME_256, THEME_DIRECT};
	static const unsigned overs[] = {OVER_HIT, OVER_HIT_CURRENT};

	(void)state;
	for (size_t t = 0; t < COUNT(own); t++)
		for (size_t d = 0; d < COUNT(depths); d++) {
			for (size_t o = 0; o < COUNT(overs); o++)
				assert_true(same(
					look(own[t].theme, depths[d], STYLE_DIM, overs[o], 0),
					look(own[t].theme, depths[d], STYLE_TEXT, overs[o], 0)));
			for (unsigned h = 1; h <= NOTE_COLORS; h++)
				assert_true(same(look(own[t].theme, depths[d], STYLE_DIM, 0, h),
						 look(own[t].theme, depths[d], STYLE_TEXT, 0, h)));
		}
}

static void without_colours_a_look_has_none(void **state)
{
	struct theme *dark = theme_at("dark"), *mono = theme_at("mono");

	(void)state;
	assert_true(theme_has_colors(dark));
	assert_false(theme_has_colors(mono));
	for (enum style s = 0; s < STYLE_COUNT; s++)
		for (unsigned h = 0; h <= NOTE_COLORS; h++)
			for (unsigned over = 0; over < OVERS; over++) {
				struct look none = theme_look(dark, THEME_NONE, s, over, h);

				assert_int_equal(none.foreground, LOOK_DEFAULT);
				assert_int_equal(none.background, LOOK_DEFAULT);
				assert_true(same(none, theme_look(mono, THEME_DIRECT, s, over, h)));
			}
	theme_free(dark);
	theme_free(mono);
}

static void plain_text_keeps_the_terminals_own_colours(void **state)
{
	struct look dark = look("dark", THEME_DIRECT, STYLE_TEXT, 0, 0);
	struct look light = look("light", THEME_256, STYLE_TEXT, 0, 0);
	struct look sepia = look("sepia", THEME_256, STYLE_TEXT, 0, 0);

	(void)state;
	assert_int_equal(dark.foreground, LOOK_DEFAULT);
	assert_int_equal(dark.background, LOOK_DEFAULT);
	assert_int_equal(light.background, LOOK_DEFAULT);
	assert_int_not_equal(sepia.background, LOOK_DEFAULT);
	assert_null(theme_new("solarized", false, NULL));
}

static void auto_is_what_suits_the_terminals_ground(void **state)
{
	for (int light = 0; light < 2; light++) {
		struct theme *t = theme_new("auto", light, NULL);

		(void)state;
		assert_true(same(theme_look(t, THEME_256, STYLE_NOTE, 0, 0),
				 look(light ? "light" : "dark", THEME_256, STYLE_NOTE, 0, 0)));
		theme_free(t);
	}
}

/* ---- the reader's own */
static void paint(struct paints *p, const char *line)
{
	char *copy = strdup(line), *words[16], *save = NULL;
	size_t count = 0;
	struct err err;

	for (char *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save))
		words[count++] = w;
	if (!paints_take(p, words, count, &err))
		fail_msg("%s: %s", line, err.text);
	free(copy);
}

static struct look painted(const struct paints *p, const char *theme, enum theme_depth depth,
			   enum style style, unsigned over)
{
	struct theme *t = theme_new(theme, false, p);
	struct look l;

	assert_non_null(t);
	l = theme_look(t, depth, style, over, 0);
	theme_free(t);
	return l;
}

static void own_themes_have_their_colours_and_else_those_they_began_as(void **state)
{
	struct paints p = {0};
	struct look l;

	(void)state;
	paint(&p, "mine from sepia");
	paint(&p, "mine heading #aa2200 bold italic");
	paint(&p, "mine tag bright-blue on 17");
	l = painted(&p, "mine", THEME_DIRECT, STYLE_HEADING, 0);
	assert_int_equal(l.foreground, 0xAA2200);
	assert_int_equal(l.background, 0xF4ECD8);
	assert_int_equal(l.attributes, LOOK_BOLD | LOOK_ITALIC);
	l = painted(&p, "mine", THEME_DIRECT, STYLE_TAG, 0);
	assert_int_equal(l.foreground, 0x5C5CFF);
	assert_int_equal(l.background, 0x00005F);
	l = painted(&p, "mine", THEME_256, STYLE_TAG, 0);
	assert_int_equal(l.foreground, 12);
	assert_int_equal(l.background, 17);
	l = painted(&p, "mine", THEME_256, STYLE_NOTE, 0);
	assert_true(same(l, look("sepia", THEME_256, STYLE_NOTE, 0, 0)));
	paints_release(&p);
}

static void an_own_theme_begins_as_what_suits_its_text(void **state)
{
	struct paints p = {0};

	(void)state;
	paint(&p, "day text black on #fffff0");
	paint(&p, "night text 250 on 16");
	assert_true(painted(&p, "day", THEME_256, STYLE_NOTE, 0).foreground ==
		    look("light", THEME_256, STYLE_NOTE, 0, 0).foreground);
	assert_true(painted(&p, "night", THEME_256, STYLE_NOTE, 0).foreground ==
		    look("dark", THEME_256, STYLE_NOTE, 0, 0).foreground);
	/* What has no ground of its own lies on the text's. */
	assert_int_equal(painted(&p, "night", THEME_256, STYLE_NOTE, 0).background, 16);
	assert_int_equal(painted(&p, "night", THEME_DIRECT, STYLE_HINT, 0).background, 0);
	paints_release(&p);
}

static void themes_of_the_program_can_be_painted_over(void **state)
{
	struct paints p = {0};

	(void)state;
	paint(&p, "dark selection white on 24");
	assert_int_equal(painted(&p, "dark", THEME_256, STYLE_TEXT, OVER_SELECTION).background, 24);
	assert_int_equal(painted(&p, "auto", THEME_256, STYLE_TEXT, OVER_SELECTION).background, 24);
	assert_int_equal(painted(&p, "light", THEME_256, STYLE_TEXT, OVER_SELECTION).background,
			 LOOK_DEFAULT);
	paint(&p, "dark text default on default");
	assert_int_equal(painted(&p, "dark", THEME_256, STYLE_TEXT, 0).background, LOOK_DEFAULT);
	paints_release(&p);
}

static void letters_are_never_lost_in_their_ground_with_few_colours(void **state)
{
	struct paints p = {0};
	struct look l;

	(void)state;
	paint(&p, "mine text #202830 on #101820");
	paint(&p, "mine hit #300000 on #200000 italic");
	l = painted(&p, "mine", THEME_BASIC, STYLE_TEXT, 0);
	assert_true(l.foreground == LOOK_DEFAULT || l.foreground != l.background);
	assert_false(same(l, painted(&p, "mine", THEME_BASIC, STYLE_TEXT, OVER_HIT)));
	paints_release(&p);
}

static void the_nearest_of_the_palette_is_the_colour_itself_where_it_is_there(void **state)
{
	(void)state;
	for (int i = 16; i < 256; i++)
		assert_int_equal(color_of_palette(color_nearest_256(color_of_palette(i))),
				 color_of_palette(i));
	for (int i = 0; i < 8; i++)
		assert_int_equal(color_nearest_basic(color_of_palette(i)), i);
	assert_int_equal(color_nearest_256(0xD08030), 130);
	assert_int_equal(color_nearest_basic(0x802020), 1);
}

static void contrast_is_that_of_the_guidelines(void **state)
{
	(void)state;
	assert_true(fabs(color_contrast(0x000000, 0xFFFFFF) - 21) < 1e-6);
	assert_true(fabs(color_contrast(0x777777, 0xFFFFFF) - 4.478) < 1e-3);
	assert_true(fabs(color_luminance(0x804020) - 0.0836) < 1e-4);
	assert_true(color_is_light(0xFDF6E3));
	assert_false(color_is_light(0x002B36));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrast_is_that_of_the_guidelines),
		cmocka_unit_test(everything_reads_well_on_its_ground_in_every_theme),
		cmocka_unit_test(the_difference_of_colours_is_the_published_one),
		cmocka_unit_test(
			colours_of_highlights_are_told_apart_by_readers_who_lack_a_kind_of_cone),
		cmocka_unit_test(no_two_colours_of_highlights_look_the_same),
		cmocka_unit_test(all_that_can_lie_over_text_is_told_apart_with_any_colours_or_none),
		cmocka_unit_test(dimmed_text_is_told_from_all_other_with_any_colours_or_none),
		cmocka_unit_test(what_is_marked_in_dimmed_text_looks_as_in_other_text),
		cmocka_unit_test(without_colours_a_look_has_none),
		cmocka_unit_test(plain_text_keeps_the_terminals_own_colours),
		cmocka_unit_test(auto_is_what_suits_the_terminals_ground),
		cmocka_unit_test(own_themes_have_their_colours_and_else_those_they_began_as),
		cmocka_unit_test(an_own_theme_begins_as_what_suits_its_text),
		cmocka_unit_test(themes_of_the_program_can_be_painted_over),
		cmocka_unit_test(letters_are_never_lost_in_their_ground_with_few_colours),
		cmocka_unit_test(the_nearest_of_the_palette_is_the_colour_itself_where_it_is_there),
	};

	return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
