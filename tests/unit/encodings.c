/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts of one, three and ten sentences, written in each encoding that can hold
 * them, and read without being told which it is.  A hit is a text that reads as it
 * was written.  The table is printed; docs/UNICODE has it.
 *
 * The rules were made looking at `tuned`; `held_out` was not looked at.
 */
#include "unit.h"

#include <iconv.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "text/article.h"
#include "text/charset.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const tuned[] = {
	"Le facteur est passé à midi.",
	"Où vas-tu si tôt ?",
	"L’été dernier, nous avons loué une maison près de la mer.",
	"Ça ne fait rien, répondit-elle en fermant la fenêtre.",
	"Il neige depuis hier soir, et personne n’a encore déblayé l’allée.",
	"« Entrez », dit une voix au fond du couloir.",
	"Son cœur battait si fort qu’elle crut que tout le wagon l’entendait.",
	"Le café coûte 2 € au comptoir et 3 € en terrasse.",
	"À force de chercher, on finit par trouver autre chose.",
	"Les élèves de la troisième ont repeint le préau en bleu.",
	"Noël approche… et rien n’est prêt.",
	"Rien à signaler.",
	"La forêt, là-bas, brûle encore.",
	"ÉCOLE FERMÉE POUR TRAVAUX",
	"Elle a reçu la lettre le 12 août, sans un mot d’explication.",
	"On lui avait promis un poste à Alençon ; on l’envoya à Nîmes.",
	"Le maître d’hôtel s’excusa : il n’y avait plus de pâté.",
	"Voilà l’addition.",
	"Cet été-là, les blés étaient hauts et les journées sans fin.",
	"Un œuf, deux œufs, trois œufs – et voici l’omelette.",
	"Il faisait 35 °C à l’ombre ; le thermomètre de la gare en affichait 38.",
	"Je l’ai vu hier, au marché, avec sa sœur aînée.",
	"« Où est passé l’hôtelier ? » demanda-t-il, « et qui garde la clé ? »",
	"La séance est levée.",
	"Personne ne bougea.",
	"Les naïfs croient que l’âne est têtu ; il réfléchit, voilà tout.",
	"Le conseil a voté un crédit de 12 500 € pour la réfection du théâtre.",
	"Les Français d’outre-mer voteront dès samedi.",
	"Être ou paraître, c’est la question que pose la pièce.",
	"Grâce à elle, l’œuvre fut achevée avant l’hiver.",
	"Le garçon se tut.",
	"Août fut brûlant, septembre pluvieux, octobre d’une douceur inespérée.",
	"Il a plu toute la nuit sur les toits de zinc.",
	"L’île d’Yeu se voit d’ici par temps clair.",
	"Ils s’aimèrent, se quittèrent, se retrouvèrent à Gênes vingt ans après.",
	"Chère Hélène, je t’écris du train.",
	"Combien de pêcheurs reste-t-il au village ? Une douzaine, peut-être.",
	"Le n° 12 de la revue est épuisé.",
	"Tout cela est bien étrange, murmura le commissaire.",
	"Les députés ont siégé jusqu’à l’aube.",
};

static const char *const held_out[] = {
	"La rivière a débordé dans la nuit de mardi à mercredi.",
	"Qui t’a dit ça ?",
	"Mon grand-père réparait les horloges ; il en avait toujours une dizaine en pièces.",
	"Le dîner sera servi à huit heures.",
	"Élise, l’aînée, s’est installée à Besançon l’année passée.",
	"« C’est déjà fini ? » soupira l’enfant.",
	"Le bœuf était trop cuit, les légumes ne l’étaient pas assez.",
	"L’abonnement passe de 9 € à 11 € par mois.",
	"Il pleut.",
	"Dès l’aube, les chasseurs avaient pris le chemin du lac gelé.",
	"On entendait, au loin, une cloche fêlée.",
	"La grève continue à l’usine de pneus.",
	"Ce vieux châtaignier a vu passer trois guerres…",
	"À qui la faute ?",
	"Rentrée scolaire : les cantines rouvrent lundi.",
	"Nous n’avons ni sel ni poivre.",
	"Il écrivait peu, lisait beaucoup, et ne parlait guère.",
	"Ç’aurait pu être pire, conclut le médecin.",
	"Le château, vendu aux enchères, deviendra un hôtel de luxe.",
	"Les mots manquaient à l’orateur ; le silence fit le reste.",
};

static const char *const encodings[] = {"UTF-8",     "ISO-8859-1", "ISO-8859-15", "WINDOWS-1252",
					"MACINTOSH", "CP850",      "UTF-16LE",    "UTF-16BE"};

/* The text in an encoding; false where that lacks a character of it. */
static bool encode(const char *text, const char *encoding, struct str *out)
{
	iconv_t to = iconv_open(encoding, "UTF-8");
	char buffer[16384], *in = (char *)text, *at = buffer;
	size_t left = strlen(text), room = sizeof buffer;
	bool ok = to != (iconv_t)-1 && iconv(to, &in, &left, &at, &room) == 0;

	str_clear(out);
	if (ok)
		str_addn(out, buffer, (size_t)(at - buffer));
	if (to != (iconv_t)-1)
		iconv_close(to);
	return ok;
}

/* As one typed where an encoding had no œ, no € and no quotes but the typewriter's. */
static void plain(struct str *text)
{
	struct str out;

	str_init(&out);
	for (size_t i = 0; i < text->len; i++) {
		if (!strncmp(text->data + i, "’", 3))
			str_addc(&out, '\''), i += 2;
		else if (!strncmp(text->data + i, "…", 3))
			str_add(&out, "..."), i += 2;
		else if (!strncmp(text->data + i, "–", 3))
			str_addc(&out, '-'), i += 2;
		else if (!strncmp(text->data + i, "œ", 2))
			str_add(&out, "oe"), i += 1;
		else if (!strncmp(text->data + i, "€", 3))
			str_add(&out, "F"), i += 2;
		else
			str_addc(&out, text->data[i]);
	}
	str_release(text);
	*text = out;
}

static bool reads(const struct str *bytes, const struct str *want)
{
	struct article *a = article_from_bytes(bytes->data, bytes->len,
					       &(struct article_options){.encoding = "auto"}, NULL);
	bool same;

	article_append(a, "", 0, true);
	same = article_size(a) == want->len && !memcmp(article_text(a), want->data, want->len);
	article_free(a);
	return same;
}

struct hits {
	size_t hits, all;
};

static void count(const char *const *sentences, size_t n, size_t length, const char *encoding,
		  struct hits *h)
{
	struct str text, bytes;

	*h = (struct hits){0};
	str_init(&text);
	str_init(&bytes);
	for (size_t from = 0; from + length <= n; from++) {
		str_clear(&text);
		for (size_t i = from; i < from + length; i++)
			str_addf(&text, "%s%s", sentences[i], (i - from) % 5 == 4 ? "\n" : " ");
		if (!encode(text.data, encoding, &bytes)) {
			plain(&text);
			if (!encode(text.data, encoding, &bytes))
				continue;
		}
		h->all++;
		if (reads(&bytes, &text))
			h->hits++;
		else if (getenv("SHOW_MISSES"))
			print_message("# %s: %s\n", encoding, text.data);
	}
	str_release(&text);
	str_release(&bytes);
}

/* Prints a row for each encoding; all texts of three sentences or more must read. */
static void table(const char *const *sentences, size_t n)
{
	static const size_t lengths[] = {1, 3, 10};

	for (size_t e = 0; e < COUNT(encodings); e++) {
		struct hits h[3];

		for (size_t i = 0; i < 3; i++)
			count(sentences, n, lengths[i], encodings[e], &h[i]);
		print_message("# %-13s 1: %2zu/%2zu   3: %2zu/%2zu   10: %2zu/%2zu\n", encodings[e],
			      h[0].hits, h[0].all, h[1].hits, h[1].all, h[2].hits, h[2].all);
		assert_true(h[0].hits * 100 >= h[0].all * 95);
		assert_int_equal(h[1].hits, h[1].all);
		assert_int_equal(h[2].hits, h[2].all);
	}
}

static void short_french_texts_read_in_any_encoding(void **state)
{
	(void)state;
	table(tuned, COUNT(tuned));
}

static void so_do_texts_that_the_rules_were_not_made_for(void **state)
{
	(void)state;
	table(held_out, COUNT(held_out));
}

static void other_languages_read_too(void **state)
{
	static const struct {
		const char *encoding, *text;
	} texts[] = {
		{"ISO-8859-1",
		 "El niño pequeño se cayó del árbol, pero no lloró. ¿Dónde está su mamá?"},
		{"WINDOWS-1252",
		 "Die Straße ist schön, aber die Häuser sind häßlich und übel gebaut."},
		{"MACINTOSH",
		 "Die Straße ist schön, aber die Häuser sind häßlich und übel gebaut."},
		{"ISO-8859-1", "Perché non è più così? La città è già là, però nessuno la vede."},
		{"ISO-8859-1",
		 "A maçã caiu no chão; não há razão para tanta emoção, disse o irmão."},
		{"KOI8-R",
		 "Ночной поезд пришёл с опозданием на двадцать минут, и никто на платформе "
		 "не подумал жаловаться. Шёл дождь."},
		{"WINDOWS-1251", "Ночной поезд пришёл с опозданием на двадцать минут, и никто на "
				 "платформе не подумал жаловаться. Шёл дождь."},
		{"SHIFT_JIS",
		 "日本の憲法改正について、政府は「検討する」と述べた。漢字とかながまざる。"},
		{"EUC-JP",
		 "日本の憲法改正について、政府は「検討する」と述べた。漢字とかながまざる。"},
	};
	struct str bytes, want;
	char name[CHARSET_NAME];

	(void)state;
	if (!charset_ask_uchardet("\xE9t\xE9", 3, name)) {
		bool there;

		charset_library(&there);
		if (!there)
			skip();
	}
	str_init(&bytes);
	str_init(&want);
	for (size_t i = 0; i < COUNT(texts); i++) {
		str_clear(&want);
		str_add(&want, texts[i].text);
		assert_true(encode(texts[i].text, texts[i].encoding, &bytes));
		if (!reads(&bytes, &want))
			fail_msg("%s: %s", texts[i].encoding, texts[i].text);
	}
	str_release(&bytes);
	str_release(&want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_french_texts_read_in_any_encoding),
		cmocka_unit_test(so_do_texts_that_the_rules_were_not_made_for),
		cmocka_unit_test(other_languages_read_too),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("encodings", tests, NULL, NULL);
}
