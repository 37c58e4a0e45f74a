/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "exchange/export.h"
#include "notes/anchor.h"

#define NOW "2026-11-21T07:31:55Z"

static const char text[] = "La lecture lente\n\n"
			   "# Un titre de travers, <b>gras</b> & `code` ; 1. rien\n\n"
			   "- une liste ?\n---\n> une citation ! ^a-00000000\n\n"
			   "Le soir, la lampe éclaire la page.\n";

struct fixture {
	struct article *article;
	struct notebook *book;
	struct export_item item;
	struct str out;
};

static int set_up(void **state)
{
	const struct article_options options = {.encoding = "UTF-8"};
	const struct notebook_writer writer = {.device = "test-0000"};
	struct fixture *f = mem_zalloc(sizeof *f);

	f->article = article_from_bytes(text, strlen(text), &options, NULL);
	f->book = notebook_new(&writer);
	f->item = (struct export_item){
		.article = f->article, .book = f->book, .title = "La lecture lente"};
	str_init(&f->out);
	*state = f;
	return !f->article;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	article_free(f->article);
	notebook_free(f->book);
	str_release(&f->out);
	free(f);
	return 0;
}

static void annotate(struct fixture *f, const char *id, const char *words, const char *note)
{
	const char *at = strstr(text, words);
	struct note *n = note_new();

	free(n->id);
	n->id = mem_strdup(id);
	anchor_describe(n, f->article,
			(struct span){(size_t)(at - text), (size_t)(at - text) + strlen(words)});
	if (note)
		note_set_text(n, note);
	notebook_add(f->book, n, NOW);
}

static void write_as(struct fixture *f, enum export_format format)
{
	str_clear(&f->out);
	export_write(&f->item, 1, format, NOW, &f->out);
}

static void formats_are_known_by_name(void **state)
{
	enum export_format format = EXPORT_MARKDOWN;

	(void)state;
	assert_true(export_format_parse("json", &format));
	assert_int_equal(format, EXPORT_JSON);
	assert_true(export_format_parse("markdown", &format));
	assert_int_equal(format, EXPORT_MARKDOWN);
	assert_false(export_format_parse("Markdown", &format));
	assert_false(export_format_parse("", &format));
}

static void markdown_has_front_matter_quote_note_tags_and_block_id(void **state)
{
	struct fixture *f = *state;

	annotate(f, "urn:uuid:c2a7e0b4-1f0e-4a8e-8f57-0d6d1b9c7e02", "la lampe éclaire la page",
		 "À relire.\nEt vite.\n\n#relecture");
	write_as(f, EXPORT_MARKDOWN);
	assert_string_equal(f->out.data, "---\n"
					 "title: \"La lecture lente\"\n"
					 "source: \"-\"\n"
					 "created: \"2026-11-21T07:31:55Z\"\n"
					 "tags: [\"relecture\"]\n"
					 "---\n"
					 "\n"
					 "> la lampe éclaire la page\n"
					 "\n"
					 "À relire.  \n"
					 "Et vite.\n"
					 "\n"
					 "\\#relecture\n"
					 "\n"
					 "#relecture\n"
					 "\n"
					 "^a-c2a7e0b4\n");
}

static void nothing_in_a_quote_or_a_note_becomes_markdown(void **state)
{
	struct fixture *f = *state;

	annotate(f, "urn:uuid:00000000-0000-4000-8000-000000000001",
		 "# Un titre de travers, <b>gras</b> & `code` ; 1. rien", NULL);
	annotate(f, "urn:uuid:00000000-0000-4000-8000-000000000002",
		 "- une liste ?\n---\n> une citation ! ^a-00000000",
		 "1. un\n    code ?\n```\n===\n<script>&lt;\n%%caché%%\n2) fin \x1b[31m");
	write_as(f, EXPORT_MARKDOWN);
	assert_non_null(strstr(f->out.data, "> \\# Un titre de travers, \\<b\\>gras\\</b\\> & "
					    "\\`code\\` ; 1. rien\n"));
	assert_non_null(strstr(f->out.data, "> \\- une liste ?\n>\n> \\---\n>\n"
					    "> \\> une citation ! \\^a-00000000\n"));
	assert_non_null(strstr(f->out.data, "\n1\\. un  \n\u00A0\u00A0\u00A0\u00A0code ?  \n"
					    "\\`\\`\\`  \n\\=\\==  \n\\<script\\>\\&lt;  \n"
					    "\\%%caché\\%%  \n2\\) fin ␛\\[31m\n"));
}

static void front_matter_quotes_what_yaml_would_read(void **state)
{
	struct fixture *f = *state;

	f->item.title = "Titre : \"a\"\n---\nb: \\ \x1b";
	write_as(f, EXPORT_MARKDOWN);
	assert_non_null(strstr(f->out.data, "title: \"Titre : \\\"a\\\"␊---␊b: \\\\ ␛\"\n"));
}

static void several_articles_have_a_heading_each(void **state)
{
	struct fixture *f = *state;
	struct export_item items[2];

	annotate(f, "urn:uuid:00000000-0000-4000-8000-000000000001", "Le soir", NULL);
	items[0] = items[1] = f->item;
	items[1].title = "*Autre*";
	export_write(items, 2, EXPORT_MARKDOWN, NOW, &f->out);
	assert_non_null(strstr(f->out.data, "\n# La lecture lente\n"));
	assert_non_null(strstr(f->out.data, "\n# \\*Autre\\*\n"));
	assert_null(strstr(f->out.data, "title:"));
}

static void json_is_a_collection_of_whole_annotations(void **state)
{
	struct fixture *f = *state;
	json_t *root, *first, *item, *items;

	annotate(f, "urn:uuid:c2a7e0b4-1f0e-4a8e-8f57-0d6d1b9c7e02", "la lampe", "À relire.");
	annotate(f, "urn:uuid:c2a7e0b4-1f0e-4a8e-8f57-0d6d1b9c7e03", "la page", NULL);
	vec_push(&notebook_extra(f->book)->items, mem_strdup("{\"rien\": 1}"));
	write_as(f, EXPORT_JSON);
	root = json_loads(f->out.data, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(root);
	assert_string_equal(json_string_value(json_object_get(root, "type")),
			    "AnnotationCollection");
	assert_int_equal(json_integer_value(json_object_get(root, "total")), 2);
	assert_int_equal(strlen(json_string_value(json_object_get(root, "id"))), 45);
	first = json_object_get(root, "first");
	assert_string_equal(json_string_value(json_object_get(first, "type")), "AnnotationPage");
	items = json_object_get(first, "items");
	assert_int_equal(json_array_size(items), 2);
	item = json_array_get(items, 0);
	assert_string_equal(json_string_value(json_object_get(item, "type")), "Annotation");
	assert_string_equal(json_string_value(json_object_get(item, "@context")),
			    "http://www.w3.org/ns/anno.jsonld");
	assert_non_null(json_object_get(item, "target"));
	assert_int_equal(f->out.data[f->out.len - 1], '\n');
	json_decref(root);
	/* The book itself is left as it was. */
	assert_int_equal(notebook_extra(f->book)->items.len, 1);
}

static void an_empty_book_makes_an_empty_collection(void **state)
{
	struct fixture *f = *state;
	json_t *root;

	write_as(f, EXPORT_JSON);
	root = json_loads(f->out.data, 0, NULL);
	assert_non_null(root);
	assert_int_equal(json_integer_value(json_object_get(root, "total")), 0);
	json_decref(root);
	export_write(NULL, 0, EXPORT_MARKDOWN, NOW, &f->out);
}

#define with_a_book(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_are_known_by_name),
		with_a_book(markdown_has_front_matter_quote_note_tags_and_block_id),
		with_a_book(nothing_in_a_quote_or_a_note_becomes_markdown),
		with_a_book(front_matter_quotes_what_yaml_would_read),
		with_a_book(several_articles_have_a_heading_each),
		with_a_book(json_is_a_collection_of_whole_annotations),
		with_a_book(an_empty_book_makes_an_empty_collection),
	};

	return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
