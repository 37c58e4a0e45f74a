/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/mem.h"
#include "session/history.h"

#define NOW "2026-11-21T07:31:55Z"

/* The place alone, without the encoding. */
static size_t place_of(struct article *a)
{
	char encoding[ARTICLE_ENCODING];

	return history_place(a, encoding);
}

static char home[64];
static const struct article_options usual = {.paragraphs = ARTICLE_LINE};

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static int set_up(void **state)
{
	(void)state;
	strcpy(home, "/tmp/lutrin-history-XXXXXX");
	if (!mkdtemp(home) || chdir(home) < 0)
		return -1;
	return setenv("XDG_STATE_HOME", home, 1);
}

static int tear_down(void **state)
{
	(void)state;
	return chdir("/") || nftw(home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static struct article *open_article(const char *path)
{
	struct err err = {""};
	struct article *a = article_open(path, &usual, &err);

	if (!a)
		fail_msg("%s", err.text);
	return a;
}

static void save_place(const char *path, size_t offset)
{
	struct article *a = open_article(path);
	struct err err = {""};

	if (!history_save_place(a, &(struct history_save){offset, NOW, "", NULL}, &err))
		fail_msg("%s", err.text);
	article_free(a);
}

static size_t place(const char *path)
{
	struct article *a = open_article(path);
	char encoding[ARTICLE_ENCODING];
	size_t offset = history_place(a, encoding);

	article_free(a);
	return offset;
}

static char *positions(void)
{
	char *path = files_path(FILES_STATE, "positions");
	struct str text;

	str_init(&text);
	assert_true(files_read(path, 1 << 24, &text, NULL));
	free(path);
	return text.data;
}

static size_t lines_of(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

static void a_new_article_begins_at_its_beginning(void **state)
{
	(void)state;
	write_file("a.txt", "Un.\n\nDeux.\n");
	assert_int_equal(place("a.txt"), 0);
}

static void an_article_opens_where_it_was_left(void **state)
{
	(void)state;
	write_file("a.txt", "Un.\n\nDeux mots.\n");
	write_file("b.txt", "Autre chose.\n\nEncore.\n");
	save_place("a.txt", 10);
	save_place("b.txt", 14);
	assert_int_equal(place("a.txt"), 10);
	assert_int_equal(place("b.txt"), 14);
	save_place("a.txt", 5);
	assert_int_equal(place("a.txt"), 5);
}

static void an_article_is_known_by_its_content_under_another_name(void **state)
{
	(void)state;
	write_file("a.txt", "Un.\n\nDeux mots.\n");
	save_place("a.txt", 10);
	assert_int_equal(rename("a.txt", "b.txt"), 0);
	assert_int_equal(place("b.txt"), 10);
}

/* Known by its path, the text is another: the paragraph there, whole. */
static void a_changed_article_opens_at_a_paragraph(void **state)
{
	(void)state;
	write_file("a.txt", "Un.\n\nDeux mots et plus.\n\nTrois.\n");
	save_place("a.txt", 16);
	write_file("a.txt", "Un.\n\nDeux mots, et encore plus.\n");
	assert_int_equal(place("a.txt"), 5);
	write_file("a.txt", "Un.\n");
	assert_int_equal(place("a.txt"), 0);
	write_file("a.txt", "");
	assert_int_equal(place("a.txt"), 0);
}

static void content_counts_before_the_path(void **state)
{
	(void)state;
	write_file("a.txt", "Un.\n\nDeux.\n");
	save_place("a.txt", 5);
	assert_int_equal(rename("a.txt", "b.txt"), 0);
	write_file("a.txt", "Tout autre.\n\nTexte.\n");
	save_place("a.txt", 13);
	assert_int_equal(place("b.txt"), 5);
	assert_int_equal(place("a.txt"), 13);
}

static void any_file_name_is_a_word_in_the_file(void **state)
{
	const char *name = "l'été\n à 100 %.txt";
	char *text;

	(void)state;
	write_file(name, "Un.\n\nDeux.\n");
	save_place(name, 5);
	write_file(name, "Un!\n\nDeux!\n");
	assert_int_equal(place(name), 5);
	text = positions();
	assert_int_equal(lines_of(text), 1);
	assert_non_null(strstr(text, "l'%C3%A9t%C3%A9%0A%20%C3%A0%20100%20%25.txt\n"));
	free(text);
}

static void a_text_has_one_line_however_often_it_is_read(void **state)
{
	char *text;

	(void)state;
	write_file("a.txt", "Un.\n\nDeux.\n");
	save_place("a.txt", 5);
	save_place("a.txt", 0);
	assert_int_equal(rename("a.txt", "b.txt"), 0);
	save_place("b.txt", 5);
	text = positions();
	assert_int_equal(lines_of(text), 1);
	free(text);
}

static void lines_of_another_form_are_kept_and_harm_nothing(void **state)
{
	char *path = files_path(FILES_STATE, "positions"), *text;

	(void)state;
	assert_true(files_make_parents(path, NULL));
	write_file(path, "garbage\n\nf00 12 99999999999999999999999999 x y\n# later\nlast");
	write_file("a.txt", "Un.\n\nDeux.\n");
	assert_int_equal(place("a.txt"), 0);
	save_place("a.txt", 5);
	assert_int_equal(place("a.txt"), 5);
	text = positions();
	assert_non_null(strstr(text, "garbage\n"));
	assert_non_null(strstr(text, "# later\nlast\n"));
	free(text);
	free(path);
}

static void an_offset_beyond_the_text_is_brought_back_into_it(void **state)
{
	(void)state;
	write_file("a.txt", "Un.\n\nDeux.\n");
	save_place("a.txt", 5000);
	assert_int_equal(place("a.txt"), 5);
}

static void an_offset_inside_a_character_moves_to_its_beginning(void **state)
{
	(void)state;
	write_file("a.txt", "Été.\n\nDeux.\n");
	save_place("a.txt", 1);
	assert_int_equal(place("a.txt"), 0);
}

static void the_oldest_places_go_first(void **state)
{
	char *path = files_path(FILES_STATE, "positions"), *text;
	struct str many;

	(void)state;
	str_init(&many);
	for (int i = 0; i < HISTORY_MOST + 10; i++)
		str_addf(&many, "%064d 1 0 %s /x/%d\n", i, NOW, i);
	assert_true(files_make_parents(path, NULL));
	write_file(path, many.data);
	write_file("a.txt", "Un.\n\nDeux.\n");
	save_place("a.txt", 5);
	text = positions();
	assert_int_equal(lines_of(text), HISTORY_MOST);
	assert_null(strstr(text, " /x/10\n"));
	assert_non_null(strstr(text, " /x/11\n"));
	assert_int_equal(place("a.txt"), 5);
	free(text);
	free(path);
	str_release(&many);
}

/* Eight programs, ten articles each, all at once. */
static void programs_at_the_same_time_lose_nothing_of_each_other(void **state)
{
	char *text;

	(void)state;
	for (int i = 0; i < 80; i++) {
		char name[16], content[32];

		snprintf(name, sizeof name, "%d.txt", i);
		snprintf(content, sizeof content, "Texte %d.\n\nFin.\n", i);
		write_file(name, content);
	}
	for (int child = 0; child < 8; child++) {
		if (fork() > 0)
			continue;
		for (int i = 0; i < 10; i++) {
			char name[16];

			snprintf(name, sizeof name, "%d.txt", child * 10 + i);
			save_place(name, 1);
		}
		_exit(0);
	}
	for (int child = 0; child < 8; child++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	text = positions();
	assert_int_equal(lines_of(text), 80);
	free(text);
}

static void marks_are_known_again_by_content_and_by_path(void **state)
{
	struct article *a;
	char *marks;

	(void)state;
	write_file("un.txt", "Premier.\nDeuxième.\n");
	a = article_open("un.txt", &usual, NULL);
	assert_null(history_marks(a));
	assert_true(history_save_marks(a, "a0,Z9", NOW, NULL));
	assert_true(history_save_place(a, &(struct history_save){9, NOW, "", NULL}, NULL));
	marks = history_marks(a);
	assert_string_equal(marks, "a0,Z9");
	free(marks);
	assert_int_equal(place_of(a), 9);
	article_free(a);
	write_file("deux.txt", "Premier.\nDeuxième.\n");
	a = article_open("deux.txt", &usual, NULL);
	assert_true(history_save_marks(a, "b9", NOW, NULL));
	article_free(a);
	write_file("deux.txt", "Autre.\n");
	a = article_open("deux.txt", &usual, NULL);
	marks = history_marks(a);
	assert_string_equal(marks, "b9");
	free(marks);
	article_free(a);
}

/* Reading it all for a hash would keep the reader waiting. */
static void a_huge_file_is_known_by_its_path_and_time(void **state)
{
	char *text;

	(void)state;
	write_file("a.txt", "Un.\n\nDeux.\n");
	assert_int_equal(truncate("a.txt", (64 << 20) + 1), 0);
	save_place("a.txt", 5);
	assert_int_equal(place("a.txt"), 5);
	text = positions();
	assert_int_equal(text[0], '@');
	free(text);
}

static void a_text_without_a_path_is_known_by_its_content(void **state)
{
	static const char bytes[] = "Un.\n\nDeux.\n";
	struct article *a = article_from_bytes(bytes, sizeof bytes - 1, &usual, NULL);

	(void)state;
	assert_true(history_save_place(a, &(struct history_save){5, NOW, "", NULL}, NULL));
	article_free(a);
	a = article_from_bytes(bytes, sizeof bytes - 1, &usual, NULL);
	assert_int_equal(place_of(a), 5);
	article_free(a);
	a = article_from_bytes(bytes, sizeof bytes - 2, &usual, NULL);
	assert_int_equal(place_of(a), 0);
	article_free(a);
}

static void a_draft_is_kept_until_it_is_forgotten(void **state)
{
	struct article *a;
	char *draft;

	(void)state;
	write_file("a.txt", "Un.\n");
	a = open_article("a.txt");
	assert_null(history_drafts(a));
	assert_true(history_save_drafts(a, "", "1-2\nÀ vérifier…\x1e", NULL));
	draft = history_drafts(a);
	assert_string_equal(draft, "1-2\nÀ vérifier…\x1e");
	free(draft);
	assert_true(history_save_drafts(a, "1-2\nÀ vérifier…\x1e", "", NULL));
	assert_null(history_drafts(a));
	assert_true(history_save_drafts(a, "", "", NULL));
	article_free(a);
}

/* Two programs write notes on one article, key by key; one of them saves its own. */
static void drafts_of_another_program_stay(void **state)
{
	struct article *a;
	char *drafts;

	(void)state;
	write_file("a.txt", "Un.\n");
	a = open_article("a.txt");
	assert_true(history_save_drafts(a, "", "1-2\nm\x1e", NULL));
	assert_true(history_save_drafts(a, "", "3-4\nt\x1e", NULL));
	assert_true(history_save_drafts(a, "1-2\nm\x1e", "1-2\nmoi\x1e", NULL));
	drafts = history_drafts(a);
	assert_string_equal(drafts, "3-4\nt\x1e"
				    "1-2\nmoi\x1e");
	free(drafts);
	assert_true(history_save_drafts(a, "3-4\nt\x1e", "", NULL));
	drafts = history_drafts(a);
	assert_string_equal(drafts, "1-2\nmoi\x1e");
	free(drafts);
	article_free(a);
}

static void what_is_kept_is_for_its_owner_alone(void **state)
{
	char *path = files_path(FILES_STATE, "positions");
	struct stat st;

	(void)state;
	write_file("a.txt", "Un.\n");
	save_place("a.txt", 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	free(path);
}

static void a_folder_that_cannot_be_made_is_an_error_that_names_it(void **state)
{
	struct err err = {""};
	struct article *a;

	(void)state;
	write_file("state", "");
	write_file("a.txt", "Un.\n");
	setenv("XDG_STATE_HOME", "/dev/null/state", 1);
	a = open_article("a.txt");
	assert_int_equal(place_of(a), 0);
	assert_false(history_save_place(a, &(struct history_save){0, NOW, "", NULL}, &err));
	assert_non_null(strstr(err.text, "/dev/null"));
	assert_false(history_save_drafts(a, "", "x", &err));
	article_free(a);
}

static void the_encoding_that_was_chosen_is_remembered(void **state)
{
	char encoding[ARTICLE_ENCODING];
	struct article *a = article_from_bytes("l'\xE9t\xE9\n", 6, &usual, NULL);

	(void)state;
	assert_true(history_save_place(a, &(struct history_save){0, NOW, "CP850", NULL}, NULL));
	history_place(a, encoding);
	assert_string_equal(encoding, "CP850");
	assert_true(history_save_place(a, &(struct history_save){0, NOW, "", NULL}, NULL));
	history_place(a, encoding);
	assert_string_equal(encoding, "");
	article_free(a);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(marks_are_known_again_by_content_and_by_path),
		TEST(a_new_article_begins_at_its_beginning),
		TEST(an_article_opens_where_it_was_left),
		TEST(an_article_is_known_by_its_content_under_another_name),
		TEST(a_changed_article_opens_at_a_paragraph),
		TEST(content_counts_before_the_path),
		TEST(any_file_name_is_a_word_in_the_file),
		TEST(a_text_has_one_line_however_often_it_is_read),
		TEST(lines_of_another_form_are_kept_and_harm_nothing),
		TEST(the_encoding_that_was_chosen_is_remembered),
		TEST(an_offset_beyond_the_text_is_brought_back_into_it),
		TEST(an_offset_inside_a_character_moves_to_its_beginning),
		TEST(the_oldest_places_go_first),
		TEST(programs_at_the_same_time_lose_nothing_of_each_other),
		TEST(a_huge_file_is_known_by_its_path_and_time),
		TEST(a_text_without_a_path_is_known_by_its_content),
		TEST(a_draft_is_kept_until_it_is_forgotten),
		TEST(drafts_of_another_program_stay),
		TEST(what_is_kept_is_for_its_owner_alone),
		TEST(a_folder_that_cannot_be_made_is_an_error_that_names_it),
	};

	return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
