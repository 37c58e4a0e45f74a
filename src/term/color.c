/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No table but xterm's first 16 colours: all else is computed, with the two roots that
 * it takes, as the library of mathematics would be one more to load at each start.
 */
#include "term/color.h"

static const int first[16] = {
	0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
	0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
};

/* The n-th root of x, 0 < x <= 1, by Newton's method from above. */
static double root(double x, int n)
{
	double y = 1, last;

	do {
		double power = 1;

		last = y;
		for (int i = 1; i < n; i++)
			power *= y;
		y -= (y * power - x) / (n * power);
	} while (last - y > 1e-9);
	return y;
}

static double channel(int value)
{
	double c = value / 255.0;

	if (c <= 0.04045)
		return c / 12.92;
	c = (c + 0.055) / 1.055;
	return c * c * root(c * c, 5); /* to the power of 2.4 */
}

void color_light(int rgb, double light[3])
{
	for (int i = 0; i < 3; i++)
		light[i] = channel(rgb >> (16 - 8 * i) & 255);
}

double color_luminance(int rgb)
{
	double light[3];

	color_light(rgb, light);
	return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
}

double color_contrast(int a, int b)
{
	double x = color_luminance(a) + 0.05, y = color_luminance(b) + 0.05;

	return x > y ? x / y : y / x;
}

bool color_is_light(int rgb)
{
	return color_contrast(rgb, 0x000000) > color_contrast(rgb, 0xFFFFFF);
}

static double cube_root_or_line(double t)
{
	return t > 216.0 / 24389 ? root(t, 3) : (24389.0 / 27 * t + 16) / 116;
}

void color_lab(const double light[3], double lab[3])
{
	static const double to_xyz[3][3] = {
		{0.4124564, 0.3575761, 0.1804375},
		{0.2126729, 0.7151522, 0.0721750},
		{0.0193339, 0.1191920, 0.9503041},
	};
	static const double white[3] = {0.95047, 1, 1.08883};
	double f[3];

	for (int i = 0; i < 3; i++) {
		double sum = 0;

		for (int k = 0; k < 3; k++)
			sum += to_xyz[i][k] * light[k];
		f[i] = cube_root_or_line(sum / white[i] < 1 ? sum / white[i] : 1);
	}
	lab[0] = 116 * f[1] - 16;
	lab[1] = 500 * (f[0] - f[1]);
	lab[2] = 200 * (f[1] - f[2]);
}

int color_of_palette(int index)
{
	static const int steps[6] = {0, 95, 135, 175, 215, 255};
	int grey = 8 + (index - 232) * 10;

	if (index < 16)
		return first[index];
	if (index >= 232)
		return grey << 16 | grey << 8 | grey;
	index -= 16;
	return steps[index / 36] << 16 | steps[index / 6 % 6] << 8 | steps[index % 6];
}

static int nearest(int rgb, int from, int count)
{
	double light[3], wanted[3], least = 0;
	int best = from;

	color_light(rgb, light);
	color_lab(light, wanted);
	for (int i = from; i < count; i++) {
		double lab[3], distance = 0;

		color_light(color_of_palette(i), light);
		color_lab(light, lab);
		for (int k = 0; k < 3; k++)
			distance += (lab[k] - wanted[k]) * (lab[k] - wanted[k]);
		if (i == from || distance < least) {
			least = distance;
			best = i;
		}
	}
	return best;
}

int color_nearest_256(int rgb)
{
	return nearest(rgb, 16, 256);
}

int color_nearest_basic(int rgb)
{
	return nearest(rgb, 0, 8);
}
