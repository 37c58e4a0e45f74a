/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Colours as numbers: how light they are, how well they read on each other, and
 * which of a terminal's is nearest.  Knows nothing of themes or terminals.  Colours
 * are 0xRRGGBB in sRGB (IEC 61966-2-1) unless told otherwise.
 */
#ifndef LUTRIN_TERM_COLOR_H
#define LUTRIN_TERM_COLOR_H

#include <stdbool.h>

/* The channels as light, each from 0 to 1: red, green, blue. */
void color_light(int rgb, double light[3]);

/* Relative luminance from 0 to 1, and the contrast of two colours from 1 to 21
 * (Web Content Accessibility Guidelines 2.2). */
double color_luminance(int rgb);
double color_contrast(int a, int b);
/* Whether black letters read better on it than white ones. */
bool color_is_light(int rgb);

/* Light as CIE L*a*b* of 1976 under D65 (ISO/CIE 11664-4), in which distances are
 * about as large as they seem. */
void color_lab(const double light[3], double lab[3]);

/* xterm's palette of 256; the first 16, which terminals let their users choose, as
 * xterm has them. */
int color_of_palette(int index);
/* The entry of the palette from 16 on, and the one of ANSI's 8, that is nearest in
 * L*a*b*. */
int color_nearest_256(int rgb);
int color_nearest_basic(int rgb);

#endif
