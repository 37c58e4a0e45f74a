/* SPDX-License-Identifier: GPL-3.0-or-later */
/* KOReader's words for how a highlight looks, as ours; what it does not know is the
 * first of ours. */
#ifndef LUTRIN_EXCHANGE_KOREADER_H
#define LUTRIN_EXCHANGE_KOREADER_H

#include "notes/note.h"

enum note_style koreader_style(const char *drawer);
enum note_color koreader_color(const char *name);

#endif
