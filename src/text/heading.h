/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Headings and the title, by what they look like and what stands around them.
 */
#ifndef LUTRIN_TEXT_HEADING_H
#define LUTRIN_TEXT_HEADING_H

#include "text/lines.h"
#include "text/shape.h"

/* As article_title() and article_is_heading(). */
struct span heading_title(const struct lines *l, const struct shape *s);
bool heading_is(const struct lines *l, const struct shape *s, struct span paragraph);

/* As article_heading_level(). */
int heading_level(const struct lines *l, const struct shape *s, struct span paragraph);

#endif
