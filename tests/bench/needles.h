/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences that stand once in each corpus, and the patterns that find them.
 *
 * A pattern's last character occurs everywhere in the text: otherwise a search that looks
 * for it alone would measure memchr(). */
#ifndef LUTRIN_BENCH_NEEDLES_H
#define LUTRIN_BENCH_NEEDLES_H

#define NEEDLE_MIDDLE "Le perruquier fêlé d’Honfleur rangea la boussole cuivrée sur l’étagère."
#define NEEDLE_END "L’horloger zélé d’Évreux remonta la pendule dorée qui bégayait."

/* Words of NEEDLE_END as they are: a capital, so that nobody folds them. */
#define PATTERN_LITERAL "Évreux remonta la pendule"
/* Without case, for peers that fold no accents. */
#define PATTERN_CASELESS "horloger zélé d’évreux remonta"
/* Without case and accents. */
#define PATTERN_FOLDED "horloger zele d'evreux remonta"

#endif
