/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "base/str.h"
#include "text/langid.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct {
	const char *tag, *text;
} texts[] = {
	{"fr",
	 "Le train de nuit entra en gare avec vingt minutes de retard, et personne sur le quai "
	 "ne songea à s’en plaindre. Il pleuvait. Une femme tenait un parapluie rouge au-dessus "
	 "d’un enfant qui dormait debout."},
	{"fr",
	 "On ne sait plus très bien qui, le premier, eut l’idée de planter des pommiers le long "
	 "de la route. Les plus vieux du village disent que c’était avant la guerre."},
	{"fr",
	 "La commune a voté hier soir le budget de la nouvelle école. Les travaux commenceront "
	 "au printemps, a précisé le maire, si la préfecture donne son accord."},
	{"en",
	 "The night train pulled in twenty minutes late, and nobody on the platform thought of "
	 "complaining. It was raining. A woman held a red umbrella over a child who was asleep "
	 "on his feet."},
	{"en",
	 "Nobody remembers who first had the idea of planting apple trees along the road. The "
	 "oldest people in the village say that it was before the war."},
	{"de",
	 "Der Nachtzug fuhr mit zwanzig Minuten Verspätung ein, und niemand auf dem Bahnsteig "
	 "dachte daran, sich zu beschweren. Es regnete. Eine Frau hielt einen roten Schirm über "
	 "ein Kind, das im Stehen schlief."},
	{"es",
	 "El tren nocturno llegó con veinte minutos de retraso y nadie en el andén pensó en "
	 "quejarse. Llovía. Una mujer sostenía un paraguas rojo sobre un niño que dormía de pie."},
	{"it",
	 "Il treno della notte arrivò con venti minuti di ritardo e nessuno sul marciapiede pensò "
	 "di lamentarsi. Pioveva. Una donna teneva un ombrello rosso sopra un bambino che "
	 "dormiva in piedi."},
	{"ru",
	 "Ночной поезд пришёл с опозданием на двадцать минут, и никто на платформе не подумал "
	 "жаловаться. Шёл дождь. Женщина держала красный зонт над ребёнком, который спал стоя."},
	{"pt",
	 "O comboio da noite chegou com vinte minutos de atraso e ninguém na plataforma pensou em "
	 "queixar-se. Chovia. Uma mulher segurava um guarda-chuva vermelho sobre uma criança."},
	{"nl",
	 "De nachttrein kwam twintig minuten te laat binnen en niemand op het perron dacht eraan "
	 "te klagen. Het regende. Een vrouw hield een rode paraplu boven een kind dat stond te "
	 "slapen."},
};

static void needs_the_library(void)
{
	bool there;

	langid_library(&there);
	if (!there)
		skip();
}

static void a_paragraph_is_enough(void **state)
{
	(void)state;
	needs_the_library();
	for (size_t i = 0; i < COUNT(texts); i++) {
		const char *tag = langid_find(texts[i].text, strlen(texts[i].text));

		assert_non_null(tag);
		assert_string_equal(tag, texts[i].tag);
	}
}

static void what_says_nothing_is_in_no_language(void **state)
{
	static const char *const none[] = {"", "Oui.", "12 000 €", "\n\n\n", "== -- ==", "\0\1\2"};

	(void)state;
	for (size_t i = 0; i < COUNT(none); i++)
		assert_null(langid_find(none[i], strlen(none[i])));
}

/* The licence and the menus at the beginning are in English, the book is not. */
static void a_book_is_in_the_language_of_its_prose(void **state)
{
	struct str book;

	(void)state;
	needs_the_library();
	str_init(&book);
	for (int i = 0; i < 30; i++)
		str_add(&book, "You may copy it, give it away or re-use it under the terms of the "
			       "licence included.\n");
	for (int i = 0; i < 600; i++)
		str_addf(&book, "%s\n\n", texts[i % 3].text);
	assert_string_equal(langid_find(book.data, book.len), "fr");
	str_release(&book);
	str_init(&book);
	for (int i = 0; i < 20; i++)
		str_add(&book, "Home\nWorld\nSubscribe\nSign in\nShare this\n0\n");
	str_add(&book, texts[0].text);
	assert_string_equal(langid_find(book.data, book.len), "fr");
	str_release(&book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_paragraph_is_enough),
		cmocka_unit_test(what_says_nothing_is_in_no_language),
		cmocka_unit_test(a_book_is_in_the_language_of_its_prose),
	};

	return cmocka_run_group_tests_name("langid", tests, NULL, NULL);
}
