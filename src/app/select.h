/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The selection and its motions.  Inside of the application.
 */
#ifndef LUTRIN_APP_SELECT_H
#define LUTRIN_APP_SELECT_H

#include "app/commands.h"
#include "app/model.h"

struct span selection_span(const struct app *app);
void selection_begin(struct app *app, struct span span, bool paragraphs);
void selection_leave(struct app *app);
/* All of the span, its end being the one that moves; without scrolling. */
void selection_set(struct app *app, struct span span);
/* A new selection of it; where the ends of an annotation are moved, these. */
void selection_take(struct app *app, struct span span);
void selection_move_to(struct app *app, size_t offset);
/* What a pointer does: a selection of the character at an offset of the text, and its
 * moving end elsewhere (a new one, where there is none).  Of more at once: objects.h. */
void selection_begin_at(struct app *app, size_t offset);
void selection_drag_to(struct app *app, size_t offset);
/* A motion of the reading commands, made by the selection's moving end; false
 * where it has no meaning there. */
bool selection_motion(struct app *app, enum command_id id, int count);

/* Graphemes of the article: the end of the one at an offset, the last of a span. */
size_t grapheme_end(const struct app *app, size_t at);
size_t last_grapheme(const struct app *app, struct span span);

#endif
