/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who writes, in a form that stays: made once, kept in the state folder.  Both
 * are yours to free, and NULL where nothing can be kept.
 */
#ifndef LUTRIN_NOTES_IDENTITY_H
#define LUTRIN_NOTES_IDENTITY_H

/* The name of this machine's copy, "portable-7f3a". */
char *identity_device(void);

/* The author's id, "urn:uuid:…" (a random UUID, RFC 9562). */
char *identity_author(void);

#endif
