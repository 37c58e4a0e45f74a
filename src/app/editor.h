/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing a note, and the drafts of notes.  Inside of the application.
 */
#ifndef LUTRIN_APP_EDITOR_H
#define LUTRIN_APP_EDITOR_H

#include "app/annotate.h"
#include "app/model.h"

void editor_open(struct app *app, const struct target *target, const char *text);
void editor_close(struct app *app);
bool editor_save(struct app *app, time_t now, struct effects *effects, struct err *err);
/* A key that has no command there, or a paste: what is typed. */
void editor_key(struct app *app, const struct event *event);
int editor_height(const struct app *app); /* rows of text it shows now */
int editor_width(const struct app *app);
void editor_edited(struct app *app, const struct event *event, struct effects *effects);
void drafts_read(struct app *app, const char *blob);
/* Gives what is not yet known by code points its name, before the article is another. */
void drafts_name(struct app *app);
bool drafts_ready(const struct app *app); /* what drafts_name() has to count is known */
void drafts_hand_out(struct app *app, struct effects *effects); /* to be kept */
void drafts_release(struct app *app);
/* Keeps what is being typed as a draft. */
void draft_keep(struct app *app);

#endif
