/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What web sites write around their articles, in French and English, folded as
 * furniture.c does: small letters without accents, ' for apostrophes, no signs
 * around.  Each list ends with NULL.
 */
#ifndef LUTRIN_TEXT_PHRASES_H
#define LUTRIN_TEXT_PHRASES_H

/* What nobody writes as a paragraph of its own. */
extern const char *const phrases_sure[];

/* How such lines begin. */
extern const char *const phrases_sure_starts[];

/* Notices, which may be longer. */
extern const char *const phrases_notices[];

/* What is furniture among its like, or outside of the article. */
extern const char *const phrases_weak[];

/* After one of these, short lines to the end are titles of other articles. */
extern const char *const phrases_openers[];

/* What is counted under an article. */
extern const char *const phrases_counted[];

#endif
