/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What scraping a web page leaves in an article and no reader came for: menus,
 * counters, "Subscribe", the lede a second time.  In doubt it is text.
 */
#ifndef LUTRIN_TEXT_FURNITURE_H
#define LUTRIN_TEXT_FURNITURE_H

#include <stdbool.h>

#include "text/lines.h"
#include "text/shape.h"

/* As article_is_furniture(). */
bool furniture_is(const struct lines *l, const struct shape *s, struct span paragraph);

#endif
