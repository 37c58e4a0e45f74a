/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/article.h"
#include "text/settle.h"
#include "text/source.h"

static const struct article_options usual;

/* ---- help */
static struct article *of_text(const char *text, enum article_paragraphs paragraphs)
{
	struct article_options options = {.paragraphs = paragraphs, .checkpoint = 16};
	struct article *a = article_from_bytes(text, strlen(text), &options, NULL);

	assert_non_null(a);
	article_append(a, NULL, 0, true);
	return a;
}

/* All paragraphs, in [ ], with | for a line end that is meant and ~ for one that
 * is not; what is indented inside loses its indent. */
static void show(const struct article *a, struct str *out)
{
	const char *text = article_text(a);
	struct span p;

	str_init(out);
	for (bool more = article_paragraph_at(a, 0, &p); more;
	     more = article_paragraph_after(a, p, &p)) {
		str_addc(out, '[');
		for (size_t i = p.start; i < p.end; i++) {
			if (text[i] != '\n') {
				str_addc(out, text[i]);
				continue;
			}
			str_addc(out, article_break_is_meant(a, p, i) ? '|' : '~');
			while (text[i + 1] == ' ')
				i++;
		}
		str_addc(out, ']');
	}
}

static void cuts(const char *text, enum article_paragraphs wanted, enum article_paragraphs mode,
		 const char *want)
{
	struct article *a = of_text(text, wanted);
	struct str got;

	show(a, &got);
	assert_string_equal(got.data, want);
	assert_int_equal(article_paragraphs(a), mode);
	str_release(&got);
	article_free(a);
}

static char folder[] = "/tmp/lutrin-article-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && !chdir(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	static const char *const names[] = {"text", "fifo", "socket", "old"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(names[i]);
	return chdir("/") || rmdir(folder) ? -1 : 0;
}

static void write_file(const char *name, const char *bytes, size_t len)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	fclose(f);
}

static struct article *of_file(const char *bytes, size_t len, const struct article_options *options)
{
	struct article *a;

	write_file("text", bytes, len);
	a = article_open("text", options, NULL);
	assert_non_null(a);
	return a;
}

#define OF_FILE(bytes, options) of_file(bytes, sizeof bytes - 1, options)

static void has_text(const struct article *a, const char *want)
{
	assert_int_equal(article_size(a), strlen(want));
	assert_memory_equal(article_text(a), want, strlen(want));
}

/* ---- files */
static void what_is_no_regular_file_is_refused_by_name(void **state)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
	int s = socket(AF_UNIX, SOCK_STREAM, 0);
	struct err err;

	(void)state;
	assert_int_equal(mkfifo("fifo", 0600), 0);
	assert_int_equal(bind(s, (struct sockaddr *)&address, sizeof address), 0);
	assert_null(article_open(".", &usual, &err));
	assert_string_equal(err.text, ".: is a directory");
	assert_null(article_open("fifo", &usual, &err));
	assert_string_equal(err.text, "fifo: is a FIFO, not a regular file");
	assert_null(article_open("socket", &usual, &err));
	assert_string_equal(err.text, "socket: is a socket, not a regular file");
	assert_null(article_open("/dev/zero", &usual, &err));
	assert_string_equal(err.text, "/dev/zero: is a device, not a regular file");
	assert_null(article_open("none", &usual, &err));
	assert_string_equal(err.text, "none: No such file or directory");
	close(s);
}

static void an_unknown_encoding_is_an_error(void **state)
{
	struct article_options options = {.encoding = "klingon"};
	struct err err;

	(void)state;
	assert_null(article_from_bytes("a", 1, &options, &err));
	assert_string_equal(err.text, "klingon: unknown encoding");
	write_file("text", "a", 1);
	assert_null(article_open("text", &options, NULL));
}

static void an_empty_file_is_an_article_without_paragraphs(void **state)
{
	struct article *a = OF_FILE("", &usual);
	struct span p;

	(void)state;
	assert_int_equal(article_size(a), 0);
	assert_false(article_paragraph_at(a, 0, &p));
	assert_int_equal(article_paragraph_count(a), 0);
	assert_int_equal(article_paragraph_number(a, 0), 0);
	assert_false(article_paragraph_by_number(a, 1, &p));
	assert_int_equal(article_position(a, 10), 0);
	assert_int_equal(article_offset(a, 10), 0);
	assert_true(span_empty(article_title(a)));
	assert_false(article_step(a, 100));
	assert_string_equal(article_sha256(a),
			    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	article_free(a);
}

static void marks_and_foreign_line_ends_go(void **state)
{
	struct article *a = OF_FILE("\xEF\xBB\xBFl’été\r\n\rœuvre", &usual);

	(void)state;
	has_text(a, "l’été\n\nœuvre");
	assert_string_equal(article_encoding(a), "UTF-8");
	assert_false(article_encoding_guessed(a));
	assert_string_equal(article_name(a), "text");
	article_free(a);
	a = OF_FILE("\xEF\xBB\xBFl’été\n", &usual);
	has_text(a, "l’été\n");
	article_free(a);
}

static void other_encodings_are_decoded(void **state)
{
	struct article_options mac = {.encoding = "mac-roman"};
	struct article *a = OF_FILE("l'\xE9t\xE9\xA0!", &usual);

	(void)state;
	has_text(a, "l'été\xC2\xA0!");
	assert_string_equal(article_encoding(a), "ISO-8859-1");
	assert_false(article_encoding_guessed(a));
	assert_int_equal(article_file_size(a), 7);
	article_free(a);
	a = OF_FILE("l'\x8Et\x8E", &mac);
	has_text(a, "l'été");
	assert_false(article_encoding_guessed(a));
	article_free(a);
	a = OF_FILE("\xFF\xFE"
		    "a\0\n\0",
		    &usual);
	has_text(a, "a\n");
	article_free(a);
}

static void binary_is_an_article_too(void **state)
{
	char bytes[4096];
	unsigned seed = 7;
	struct article *a;
	struct span p;

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++) {
		seed = seed * 1103515245 + 12345;
		bytes[i] = (char)(seed >> 16);
	}
	a = of_file(bytes, sizeof bytes, &usual);
	assert_string_equal(article_encoding(a), "UTF-8");
	assert_true(article_invalid(a) > 100);
	assert_true(utf8_valid(article_text(a), article_size(a)));
	for (bool more = article_paragraph_at(a, 0, &p); more;
	     more = article_paragraph_after(a, p, &p)) {
		article_is_heading(a, p);
		assert_true(p.start < p.end);
	}
	article_title(a);
	article_free(a);
}

static void a_file_that_is_rewritten_leaves_the_article_alone(void **state)
{
	struct article *a = OF_FILE("Un texte.\n", &usual);

	(void)state;
	write_file("text", "", 0);
	has_text(a, "Un texte.\n");
	assert_false(article_damaged(a));
	article_free(a);
}

static void a_mapped_file_reads_as_the_same_text(void **state)
{
	struct article_options mapped = {.in_memory = 4, .checkpoint = 8};
	static const char text[] = "Un.\r\n\r\nDeux \xFF é.\r\nTrois.";
	struct article *a = of_file(text, sizeof text - 1, &mapped);
	struct span p;

	(void)state;
	assert_int_equal(article_size(a), sizeof text - 1); /* nothing is copied */
	assert_int_equal(article_paragraph_count(a), 3);
	assert_true(article_paragraph_by_number(a, 2, &p));
	assert_int_equal(p.start, 7);
	assert_int_equal(p.end, 17);
	assert_int_equal(article_position(a, 7), 5); /* CRLF is one */
	assert_int_equal(article_offset(a, 5), 7);
	assert_int_equal(article_position(a, article_size(a)), 21);
	assert_int_equal(article_invalid(a), 1);
	article_free(a);
	/* Lone CRs could not be found as line ends: there, a copy is made. */
	a = OF_FILE("Un.\rDeux.\r", &mapped);
	has_text(a, "Un.\nDeux.\n");
	article_free(a);
	a = OF_FILE("\xEF\xBB\xBFl’été\n", &mapped);
	has_text(a, "l’été\n");
	article_free(a);
}

/* A mapped file that is cut short must not end the program. */
static void a_mapped_file_may_shrink(void **state)
{
	size_t size = 1 << 20;
	char *bytes = mem_alloc(size);
	struct source *s;
	size_t nuls = 0;

	(void)state;
	memset(bytes, 'a', size);
	write_file("text", bytes, size);
	s = source_open("text", 1000, NULL);
	assert_non_null(s);
	assert_true(source_mapped(s));
	assert_int_equal(source_bytes(s)[size - 1], 'a');
	assert_int_equal(truncate("text", 4096 * 3), 0);
	source_forget(s, 0, size);
	for (size_t i = 0; i < size; i++)
		nuls += source_bytes(s)[i] == '\0';
	assert_int_equal(nuls, size - 4096 * 3);
	assert_true(source_damaged(s));
	source_free(s);
	free(bytes);
}

/* ---- paragraphs */
static void each_line_of_a_web_article_is_a_paragraph(void **state)
{
	static const char line[] =
		"Les ministres russes des Affaires étrangères et de la Défense rencontreront le 2 "
		"novembre à Tokyo leurs homologues japonais, une première dans l’histoire.";
	struct str text, want;

	(void)state;
	str_init(&text);
	str_init(&want);
	str_addf(&text, "Un titre\n\nS’abonner\n  %s  \n\n \xC2\xA0\n%s\nFil d’actu\n0\n", line,
		 line);
	str_addf(&want, "[Un titre][S’abonner][%s][%s][Fil d’actu][0]", line, line);
	cuts(text.data, ARTICLE_AUTO, ARTICLE_LINE, want.data);
	cuts("Un.\nDeux.\nTrois.\n", ARTICLE_AUTO, ARTICLE_LINE, "[Un.][Deux.][Trois.]");
	cuts("Un.\n\nDeux.\n", ARTICLE_AUTO, ARTICLE_LINE, "[Un.][Deux.]");
	str_release(&text);
	str_release(&want);
}

static void hard_wrapped_lines_are_joined(void **state)
{
	(void)state;
	cuts("Ce document présente les questions les plus fréquemment posées\n"
	     "(ainsi que les réponses !) à propos de la distribution Debian\n"
	     "et des liens vers d’autres documentations, indiqués s’il le\n"
	     "faut : nous préférons ne pas citer de trop grands extraits.\n"
	     "\n"
	     "Vous verrez que certaines réponses supposent des connaissances\n"
	     "des systèmes.\n",
	     ARTICLE_AUTO, ARTICLE_BLOCK,
	     "[Ce document présente les questions les plus fréquemment posées~"
	     "(ainsi que les réponses !) à propos de la distribution Debian~"
	     "et des liens vers d’autres documentations, indiqués s’il le~"
	     "faut : nous préférons ne pas citer de trop grands extraits.]"
	     "[Vous verrez que certaines réponses supposent des connaissances~des systèmes.]");
}

#define WRAPPED \
	"Ce document présente les questions les plus fréquemment posées\n" \
	"(ainsi que les réponses !) à propos de la distribution Debian\n" \
	"et des liens vers d’autres documentations, indiqués s’il le\n" \
	"faut : nous préférons ne pas citer de trop grands extraits ni\n" \
	"de trop petits, car le lecteur est seul juge de ce qu’il lit.\n"
#define WRAPPED_SHOWN \
	"[Ce document présente les questions les plus fréquemment posées~" \
	"(ainsi que les réponses !) à propos de la distribution Debian~" \
	"et des liens vers d’autres documentations, indiqués s’il le~" \
	"faut : nous préférons ne pas citer de trop grands extraits ni~" \
	"de trop petits, car le lecteur est seul juge de ce qu’il lit.]"

static void lines_that_ended_early_are_kept(void **state)
{
	(void)state;
	cuts(WRAPPED "\nM. Jean Dupont\n3, rue des Lilas\n75020 Paris\n", ARTICLE_AUTO,
	     ARTICLE_BLOCK, WRAPPED_SHOWN "[M. Jean Dupont|3, rue des Lilas|75020 Paris]");
	cuts(WRAPPED "\n  L’eau qui passe emporte tout,\n  la cendre avec la peine.\n",
	     ARTICLE_AUTO, ARTICLE_BLOCK,
	     WRAPPED_SHOWN "[L’eau qui passe emporte tout,|la cendre avec la peine.]");
}

static void lists_quotes_and_tables_keep_their_lines(void **state)
{
	(void)state;
	cuts(WRAPPED "\n- la charpente, qui est faite en chêne massif du bois communal\n"
		     "  voisin ;\n- les trois pans du toit, avec leurs tuiles plates anciennes.\n",
	     ARTICLE_AUTO, ARTICLE_BLOCK,
	     WRAPPED_SHOWN
	     "[- la charpente, qui est faite en chêne massif du bois communal~"
	     "voisin ;|- les trois pans du toit, avec leurs tuiles plates anciennes.]");
	cuts(WRAPPED "\n1. La charpente, qui est faite en chêne massif du bois communal\n"
		     "2. Les trois pans du toit, avec leurs tuiles plates anciennes.\n",
	     ARTICLE_AUTO, ARTICLE_BLOCK,
	     WRAPPED_SHOWN "[1. La charpente, qui est faite en chêne massif du bois communal|"
			   "2. Les trois pans du toit, avec leurs tuiles plates anciennes.]");
	cuts(WRAPPED "\n> Ce document présente les questions les plus fréquemment posées,\n"
		     "> ainsi que les réponses, à propos de la distribution Debian.\n",
	     ARTICLE_AUTO, ARTICLE_BLOCK,
	     WRAPPED_SHOWN "[> Ce document présente les questions les plus fréquemment posées,|"
			   "> ainsi que les réponses, à propos de la distribution Debian.]");
	cuts(WRAPPED "\nRelease:      une version quelconque de ce système, 7.4\n"
		     "Codename-et-plus-encore:     sid\n",
	     ARTICLE_AUTO, ARTICLE_BLOCK,
	     WRAPPED_SHOWN "[Release:      une version quelconque de ce système, 7.4|"
			   "Codename-et-plus-encore:     sid]");
}

static void a_dash_or_a_number_that_begins_a_wrapped_line_is_joined(void **state)
{
	(void)state;
	cuts(WRAPPED "\nCe document présente toutes les questions posées – fréquemment\n"
		     "– par les lecteurs de ce journal, depuis sa fondation le lundi\n"
		     "12. juin, et même avant.\n",
	     ARTICLE_AUTO, ARTICLE_BLOCK,
	     WRAPPED_SHOWN "[Ce document présente toutes les questions posées – fréquemment~"
			   "– par les lecteurs de ce journal, depuis sa fondation le lundi~"
			   "12. juin, et même avant.]");
}

static void verse_is_never_joined(void **state)
{
	(void)state;
	cuts("Demain, dès l’aube\n\n"
	     "Demain, dès l’aube, à l’heure où blanchit la campagne,\n"
	     "Je partirai. Vois-tu, je sais que tu m’attends.\n"
	     "J’irai par la forêt, j’irai par la montagne.\n"
	     "Je ne puis demeurer loin de toi plus longtemps.\n\n"
	     "Je marcherai les yeux fixés sur mes pensées,\n"
	     "Sans rien voir au dehors, sans entendre aucun bruit,\n"
	     "Seul, inconnu, le dos courbé, les mains croisées,\n"
	     "Triste, et le jour pour moi sera comme la nuit.\n",
	     ARTICLE_AUTO, ARTICLE_BLOCK,
	     "[Demain, dès l’aube]"
	     "[Demain, dès l’aube, à l’heure où blanchit la campagne,|"
	     "Je partirai. Vois-tu, je sais que tu m’attends.|"
	     "J’irai par la forêt, j’irai par la montagne.|"
	     "Je ne puis demeurer loin de toi plus longtemps.]"
	     "[Je marcherai les yeux fixés sur mes pensées,|"
	     "Sans rien voir au dehors, sans entendre aucun bruit,|"
	     "Seul, inconnu, le dos courbé, les mains croisées,|"
	     "Triste, et le jour pour moi sera comme la nuit.]");
}

static void an_indented_line_begins_a_paragraph_where_that_is_the_custom(void **state)
{
	static const char text[] =
		"    Il était une fois un meunier qui avait trois fils et un moulin\n"
		"au bord de la rivière, où tournait depuis toujours la même roue de\n"
		"bois sombre.\n"
		"    À sa mort, les fils partagèrent tout ce qui restait, sans juge\n"
		"ni notaire, car ils auraient mangé le pauvre patrimoine en moins de\n"
		"deux heures.\n"
		"    — Le chat ! dit le cadet.\n"
		"    Il pleura longtemps, assis sur la margelle du puits, et le chat\n"
		"le regardait.\n";
	static const char want[] =
		"[Il était une fois un meunier qui avait trois fils et un moulin~"
		"au bord de la rivière, où tournait depuis toujours la même roue de~bois sombre.]"
		"[À sa mort, les fils partagèrent tout ce qui restait, sans juge~"
		"ni notaire, car ils auraient mangé le pauvre patrimoine en moins de~deux heures.]"
		"[— Le chat ! dit le cadet.]"
		"[Il pleura longtemps, assis sur la margelle du puits, et le chat~le regardait.]";

	(void)state;
	cuts(text, ARTICLE_AUTO, ARTICLE_INDENT, want);
	cuts(text, ARTICLE_INDENT, ARTICLE_INDENT, want);
}

static void the_mode_that_is_asked_for_is_taken(void **state)
{
	(void)state;
	cuts("un deux\ntrois\n\nquatre\n", ARTICLE_LINE, ARTICLE_LINE, "[un deux][trois][quatre]");
	cuts("un deux\ntrois\n\nquatre\n", ARTICLE_BLOCK, ARTICLE_BLOCK, "[un deux~trois][quatre]");
}

static void blank_space_belongs_to_the_paragraph_after(void **state)
{
	struct article *a = of_text("\n  Un.  \n\n\tDeux.\n\n", ARTICLE_LINE);
	struct span one = {3, 6}, two = {11, 16}, p;

	(void)state;
	for (size_t at = 0; at <= article_size(a) + 2; at++) {
		assert_true(article_paragraph_at(a, at, &p));
		assert_true(span_equal(p, at < one.end ? one : two));
	}
	assert_true(article_paragraph_after(a, one, &p));
	assert_true(span_equal(p, two));
	assert_false(article_paragraph_after(a, two, &p));
	assert_true(article_paragraph_before(a, two, &p));
	assert_true(span_equal(p, one));
	assert_false(article_paragraph_before(a, one, &p));
	article_free(a);
}

/* ---- numbers */
/* Numbers and positions agree with what counting from the start gives, for every
 * byte, however far apart the points of the index are. */
static void agrees(struct article *a)
{
	const char *text = article_text(a);
	size_t size = article_size(a), number = 0, at = 0;
	struct span p = {0, 0}, q;

	for (size_t chars = 0; at < size; chars++) {
		char32_t cp;

		assert_int_equal(article_position(a, at), chars);
		assert_int_equal(article_offset(a, chars), at);
		at += utf8_decode(text + at, size - at, &cp);
	}
	assert_int_equal(article_offset(a, 100000), size);
	for (bool more = article_paragraph_at(a, 0, &p); more;
	     more = article_paragraph_after(a, p, &p)) {
		number++;
		assert_int_equal(article_paragraph_number(a, p.start), number);
		assert_int_equal(article_paragraph_number(a, p.end - 1), number);
		assert_true(article_paragraph_by_number(a, number, &q));
		assert_true(span_equal(p, q));
	}
	assert_int_equal(article_paragraph_count(a), number);
	assert_false(article_paragraph_by_number(a, number + 1, &q));
	assert_false(article_paragraph_by_number(a, 0, &q));
}

static const char mixed[] =
	"Un titre\n\nL’été, à Œuilly, un paragraphe assez long pour plusieurs points.\n\n\n"
	"Deux\nlignes 😀\n    trois\n\nx\n\xC2\xA0\nfin sans fin de ligne";

static void numbers_agree_with_counting(void **state)
{
	(void)state;
	for (size_t chunk = 1; chunk < 200; chunk += chunk < 20 ? 1 : 31) {
		for (int mode = ARTICLE_LINE; mode <= ARTICLE_INDENT; mode++) {
			struct article_options options = {
				.paragraphs = (enum article_paragraphs)mode, .checkpoint = chunk};
			struct article *a =
				article_from_bytes(mixed, sizeof mixed - 1, &options, NULL);

			agrees(a);
			article_free(a);
		}
	}
}

static void the_index_grows_in_steps(void **state)
{
	struct article *a = of_text(mixed, ARTICLE_LINE);
	size_t steps = 0;

	(void)state;
	assert_false(article_index_reaches(a, 100));
	while (article_step(a, 20))
		steps++;
	assert_in_range(steps, 3, 12);
	assert_true(article_index_reaches(a, 100));
	assert_true(article_index_reaches(a, 100000));
	agrees(a);
	article_free(a);
}

/* ---- streams */
/* The same bytes in pieces of any size give the same article. */
static void streams(const char *bytes, size_t len)
{
	struct article_options options = {.checkpoint = 8};
	struct article *whole = article_from_bytes(bytes, len, &options, NULL);
	struct str want;

	article_append(whole, NULL, 0, true);
	show(whole, &want);
	for (size_t piece = 1; piece < len + 1; piece += 1 + piece / 3) {
		struct article *a = article_from_bytes(NULL, 0, &options, NULL);
		struct str got;

		for (size_t at = 0; at < len; at += piece) {
			size_t n = len - at < piece ? len - at : piece;

			article_append(a, bytes + at, n, at + n == len);
			article_paragraph_count(a);
		}
		assert_int_equal(article_size(a), article_size(whole));
		assert_memory_equal(article_text(a), article_text(whole), article_size(a));
		assert_string_equal(article_encoding(a), article_encoding(whole));
		assert_string_equal(article_sha256(a), article_sha256(whole));
		assert_int_equal(article_invalid(a), article_invalid(whole));
		assert_int_equal(article_file_size(a), len);
		show(a, &got);
		assert_string_equal(got.data, want.data);
		assert_int_equal(article_paragraph_count(a), article_paragraph_count(whole));
		if (len < 1000)
			agrees(a);
		str_release(&got);
		article_free(a);
	}
	str_release(&want);
	article_free(whole);
}

#define STREAMS(bytes) streams(bytes, sizeof bytes - 1)

static void a_stream_in_pieces_is_the_same_article(void **state)
{
	struct str many;

	(void)state;
	streams(mixed, sizeof mixed - 1);
	STREAMS("\xEF\xBB\xBFl’été\r\n\r\nœuvre\r");
	STREAMS("l'\xE9t\xE9\r\n\xE0 No\xEBl\r\n");
	STREAMS("\xFF\xFE\xE9\0t\0\r\0\n\0\x3D\xD8\x00\xDE");
	STREAMS("l’été \xE2\x80");
	str_init(&many);
	for (int i = 0; i < 300; i++)
		str_addf(&many, "Ligne %d, à l’été.\r\n%s", i, i % 3 ? "" : "\r\n");
	streams(many.data, many.len);
	str_release(&many);
}

static void a_stream_keeps_what_it_has_shown(void **state)
{
	struct article *a = article_from_bytes(NULL, 0, &usual, NULL);
	struct str text;
	size_t size;

	(void)state;
	str_init(&text);
	while (text.len < 5000)
		str_addf(&text, "L’été %zu.\n", text.len);
	article_append(a, text.data, text.len, false);
	size = article_size(a);
	assert_int_equal(article_append(a, "fin \xC3", 5, false), size);
	assert_memory_equal(article_text(a) + size, "fin \xEF\xBF\xBD", 7);
	assert_int_equal(article_append(a, "\xA9", 1, false), size + 4);
	assert_memory_equal(article_text(a) + size, "fin é", 6);
	assert_int_equal(article_invalid(a), 0);
	article_append(a, "\xE9", 1, true); /* decided long ago */
	assert_int_equal(article_invalid(a), 1);
	assert_string_equal(article_encoding(a), "UTF-8");
	assert_string_equal(article_name(a), "-");
	assert_null(article_path(a));
	str_release(&text);
	article_free(a);
}

static void a_stream_shows_its_first_bytes_at_once(void **state)
{
	struct article *a = article_from_bytes("Bonjour", 7, &usual, NULL);

	(void)state;
	has_text(a, "Bonjour");
	assert_int_equal(article_append(a, " l\xE9", 3, false), 7);
	has_text(a, "Bonjour lé");
	article_append(a, "\xA9", 1, false);
	assert_string_equal(article_encoding(a), "ISO-8859-1");
	article_append(a, " l’été", strlen(" l’été"), true);
	assert_string_equal(article_encoding(a), "UTF-8");
	article_free(a);
}

static void same_paragraph(bool found, bool wanted, struct span p, struct span q)
{
	assert_int_equal(found, wanted);
	assert_true(!found || span_equal(p, q));
}

/* Asked at random, an article that remembers every line answers like one that
 * remembers none. */
static void what_is_remembered_is_what_is_there(void **state)
{
	static const char *const parts[] = {"un",   " deux", "\n",   "\n",
					    "\n\n", "   ",   "\n  ", "\n \n"};
	static const enum article_paragraphs modes[] = {ARTICLE_LINE, ARTICLE_BLOCK,
							ARTICLE_INDENT};

	(void)state;
	for (unsigned seed = 0; seed < 300; seed++) {
		struct article_options plain = {.paragraphs = modes[seed % 3]}, all = plain;
		struct article *a, *b;
		char text[512] = "";

		srand(seed);
		all.long_line = 1;
		for (int i = 0; i < 60; i++)
			strcat(text, parts[(size_t)rand() % (sizeof parts / sizeof *parts)]);
		a = article_from_bytes(text, strlen(text), &plain, NULL);
		b = article_from_bytes(text, strlen(text), &all, NULL);
		for (int i = 0; i < 300; i++) {
			size_t at = (size_t)rand() % (article_size(a) + 1);
			struct span p, q, to, there;
			bool found = article_paragraph_at(a, at, &p);

			same_paragraph(article_paragraph_at(b, at, &q), found, q, p);
			if (!found)
				break;
			found = article_paragraph_after(a, p, &to);
			same_paragraph(article_paragraph_after(b, p, &there), found, there, to);
			found = article_paragraph_before(a, p, &to);
			same_paragraph(article_paragraph_before(b, p, &there), found, there, to);
		}
		article_free(a);
		article_free(b);
	}
}

/* ---- files that grow */
static void add_to_file(const char *bytes, size_t len)
{
	FILE *f = fopen("text", "a");

	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

#define ADD_TO_FILE(bytes) add_to_file(bytes, sizeof bytes - 1)

/* In memory and mapped. */
static const struct article_options memories[] = {{.checkpoint = 16},
						  {.checkpoint = 16, .in_memory = 1}};

static void a_file_that_grows_is_the_same_article(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct article *a = OF_FILE("Un\n\nDeux", &memories[i]);
		struct article *whole;
		char sha256[DIGEST_TEXT];

		assert_int_equal(article_grow(a), ARTICLE_SAME);
		assert_int_equal(article_paragraph_count(a), 2);
		strcpy(sha256, article_sha256(a));
		ADD_TO_FILE("ième.\nTrois, l’\xC3"); /* a character is cut */
		assert_int_equal(article_grow(a), ARTICLE_GROWN);
		has_text(a, "Un\n\nDeuxième.\nTrois, l’");
		assert_int_equal(article_paragraph_count(a), 3);
		ADD_TO_FILE("\xA9t\xC3\xA9.\n");
		assert_int_equal(article_grow(a), ARTICLE_GROWN);
		has_text(a, "Un\n\nDeuxième.\nTrois, l’été.\n");
		for (int n = 0; n < 4000; n++) /* over pages */
			ADD_TO_FILE("Encore.\n");
		assert_int_equal(article_grow(a), ARTICLE_GROWN);
		assert_int_equal(article_paragraph_count(a), 4003);
		assert_string_not_equal(article_sha256(a), sha256);
		whole = article_open("text", &memories[i], NULL);
		assert_int_equal(article_size(a), article_size(whole));
		assert_memory_equal(article_text(a), article_text(whole), article_size(whole));
		assert_string_equal(article_sha256(a), article_sha256(whole));
		assert_int_equal(article_position(a, article_size(a)),
				 article_position(whole, article_size(whole)));
		article_free(whole);
		article_free(a);
	}
}

static void a_file_that_is_another_does_not_grow(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct article *a = OF_FILE("Un texte.\n", &memories[i]);

		assert_int_equal(truncate("text", 3), 0);
		assert_int_equal(article_grow(a), ARTICLE_OTHER);
		article_free(a);

		a = OF_FILE("Un texte.\n", &memories[i]);
		assert_int_equal(rename("text", "old"), 0);
		assert_int_equal(article_grow(a), ARTICLE_SAME); /* it may come back */
		write_file("text", "Un texte.\nUn autre.\n", 20);
		assert_int_equal(article_grow(a), ARTICLE_OTHER);
		has_text(a, "Un texte.\n");
		article_free(a);
	}
}

static void what_reads_in_another_way_is_read_again(void **state)
{
	struct article *a = OF_FILE("Un texte.\n", &usual);

	(void)state;
	ADD_TO_FILE("Une ligne.\r\n");
	assert_int_equal(article_grow(a), ARTICLE_OTHER);
	has_text(a, "Un texte.\n");
	article_free(a);

	a = OF_FILE("Un texte.\n", &usual);
	ADD_TO_FILE("\xE9t\xE9 \n"); /* Latin-1 */
	assert_int_equal(article_grow(a), ARTICLE_OTHER);
	article_free(a);

	a = OF_FILE("Un texte.\n", &usual);
	write_file("text", "Une autre chose, et plus.\n", 26);
	assert_int_equal(article_grow(a), ARTICLE_OTHER);
	has_text(a, "Un texte.\n");
	article_free(a);

	a = OF_FILE("", &usual);
	ADD_TO_FILE("Le début.\n");
	assert_int_equal(article_grow(a), ARTICLE_GROWN);
	has_text(a, "Le début.\n");
	article_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_regular_file_is_refused_by_name),
		cmocka_unit_test(an_unknown_encoding_is_an_error),
		cmocka_unit_test(an_empty_file_is_an_article_without_paragraphs),
		cmocka_unit_test(marks_and_foreign_line_ends_go),
		cmocka_unit_test(other_encodings_are_decoded),
		cmocka_unit_test(binary_is_an_article_too),
		cmocka_unit_test(a_file_that_is_rewritten_leaves_the_article_alone),
		cmocka_unit_test(a_mapped_file_reads_as_the_same_text),
		cmocka_unit_test(a_mapped_file_may_shrink),
		cmocka_unit_test(each_line_of_a_web_article_is_a_paragraph),
		cmocka_unit_test(hard_wrapped_lines_are_joined),
		cmocka_unit_test(lines_that_ended_early_are_kept),
		cmocka_unit_test(lists_quotes_and_tables_keep_their_lines),
		cmocka_unit_test(a_dash_or_a_number_that_begins_a_wrapped_line_is_joined),
		cmocka_unit_test(verse_is_never_joined),
		cmocka_unit_test(an_indented_line_begins_a_paragraph_where_that_is_the_custom),
		cmocka_unit_test(the_mode_that_is_asked_for_is_taken),
		cmocka_unit_test(blank_space_belongs_to_the_paragraph_after),
		cmocka_unit_test(what_is_remembered_is_what_is_there),
		cmocka_unit_test(numbers_agree_with_counting),
		cmocka_unit_test(the_index_grows_in_steps),
		cmocka_unit_test(a_stream_in_pieces_is_the_same_article),
		cmocka_unit_test(a_stream_keeps_what_it_has_shown),
		cmocka_unit_test(a_stream_shows_its_first_bytes_at_once),
		cmocka_unit_test(a_file_that_grows_is_the_same_article),
		cmocka_unit_test(a_file_that_is_another_does_not_grow),
		cmocka_unit_test(what_reads_in_another_way_is_read_again),
	};

	return cmocka_run_group_tests_name("article", tests, make_folder, remove_folder);
}
