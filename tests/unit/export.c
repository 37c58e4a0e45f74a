/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <jansson.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "exchange/export.h"
#include "notes/anchor.h"
#include "term/payloads.h"

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

/* ---- words of others in formats that other programs read */

static void hold(struct fixture *f, const char *quote, const char *note)
{
	struct note *n = note_new();

	free(n->id);
	n->id = mem_strdup("urn:uuid:00000000-0000-4000-8000-000000000009");
	n->quote = mem_strdup(quote); /* it is in no text: the export shows it as it is */
	note_set_text(n, note);
	note_add_tag(n, note);
	n->author_name = mem_strdup(note);
	notebook_add(f->book, n, NOW);
}

static bool is_json(enum export_format format)
{
	return format == EXPORT_JSON || format == EXPORT_HYPOTHESIS || format == EXPORT_KOREADER;
}

/* In CSV a line ends with CR LF. */
static void assert_no_control(const struct str *out, enum export_format format, const char *name)
{
	char32_t cp;

	if (!utf8_valid(out->data, out->len))
		fail_msg("%s, format %d: ill-formed", name, format);
	for (size_t at = 0; at < out->len;) {
		size_t n = utf8_decode(out->data + at, out->len - at, &cp);
		bool line_end = cp == '\n' || (cp == '\r' && out->data[at + 1] == '\n');

		if (utf8_is_control(cp) && cp != '\t' && !line_end)
			fail_msg("%s, format %d: U+%04X", name, format, (unsigned)cp);
		at += n;
	}
}

static void no_format_holds_a_control(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < PAYLOADS; i++) {
		struct str s;

		str_init(&s);
		str_addf(&s, "a%sz", payloads[i].bytes);
		hold(f, s.data, s.data);
		f->item.title = s.data;
		for (int format = 0; format < EXPORT_FORMATS; format++) {
			json_t *root = NULL;

			write_as(f, (enum export_format)format);
			assert_no_control(&f->out, (enum export_format)format, payloads[i].name);
			if (is_json((enum export_format)format) &&
			    !(root = json_loads(f->out.data, 0, NULL)))
				fail_msg("%s, format %d: no JSON", payloads[i].name, format);
			json_decref(root);
		}
		str_release(&s);
	}
}

static void nothing_in_org_runs_or_becomes_markup(void **state)
{
	static const struct {
		const char *note, *want;
	} lines[] = {
		{"* un titre", "\n\u200B* un titre\n"},
		{"#+begin_src sh :tangle yes", "\n\u200B#+begin_src sh"},
		{"#+call: x()", "\n\u200B#+call: x()\n"},
		{"  :PROPERTIES:", "\n\u200B  :PROPERTIES:\n"},
		{"%%(ding)", "\n\u200B%%(ding)\n"},
		{"voir src_sh{rm -r x} ici", "voir s\u200Brc_sh{"},
		{"voir call_x(1)", "voir c\u200Ball_x(1)"},
		{"[[elisp:(ding)][ici]]", "\n[\u200B["},
		{"elisp:(ding)", "\nelisp\u200B:(ding)\n"},
		{"<shell:ls>", "<shell\u200B:ls>"},
		{"{{{macro}}}", "{\u200B{"},
		{"@@html:<b>@@", "@\u200B@"},
		{"# Local Variables:", "\n\u200B# Local Variables\u200B:\n"},
		{"vim: set ft=org:", "\nvim\u200B: set ft=org:\n"},
		{"à vi>700:x", "à vi>700\u200B:x"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		hold(f, "une citation", lines[i].note);
		write_as(f, EXPORT_ORG);
		if (!strstr(f->out.data, lines[i].want))
			fail_msg("no \"%s\" in\n%s", lines[i].want, f->out.data);
	}
}

static void a_heading_of_org_is_its_words(void **state)
{
	struct fixture *f = *state;

	hold(f, "COMMENT rien", "x");
	write_as(f, EXPORT_ORG);
	assert_non_null(strstr(f->out.data, "\n* \u200BCOMMENT rien"));
	hold(f, "la suite :ARCHIVE:", "");
	write_as(f, EXPORT_ORG);
	assert_non_null(strstr(f->out.data, "\n* la suite :ARCHIVE:\u200B\n"));
}

static void no_editor_obeys_markdown(void **state)
{
	struct fixture *f = *state;

	hold(f, "Local Variables:\neval: (ding)\nEnd:", "vim: set modeline:\n ex:x\nRolex: non");
	write_as(f, EXPORT_MARKDOWN);
	assert_non_null(strstr(f->out.data, "> Local Variables\\:\n"));
	assert_non_null(strstr(f->out.data, "\nvim\\: set modeline:  \n"));
	assert_non_null(strstr(f->out.data, "ex\\:x"));
	assert_non_null(strstr(f->out.data, "\nRolex: non\n"));
}

static void a_page_of_html_has_no_marks_but_its_own(void **state)
{
	static const char note[] =
		"<script>ding()</script><img src=x onerror=ding()>\" "
		"onmouseover=\"ding()' <a href=javascript:ding()>&lt;--></style>";
	char *meanings[NOTE_COLORS];
	struct fixture *f = *state;

	for (size_t i = 0; i < NOTE_COLORS; i++)
		meanings[i] = (char *)note;
	f->item.meanings = meanings;
	f->item.title = note;
	hold(f, note, note);
	annotate(f, "urn:uuid:00000000-0000-4000-8000-000000000001", "Le soir", note);
	write_as(f, EXPORT_HTML);
	assert_null(strstr(f->out.data, "<script"));
	assert_null(strstr(f->out.data, "<img"));
	assert_null(strstr(f->out.data, "<a href=javascript"));
	assert_null(strstr(f->out.data, "\" onmouseover"));
	assert_null(strstr(strstr(f->out.data, "</style>") + 1, "</style>"));
	assert_non_null(strstr(f->out.data, "&lt;script&gt;ding()&lt;/script&gt;"));
	assert_non_null(strstr(f->out.data, "&amp;lt;"));
	assert_non_null(strstr(f->out.data, "default-src 'none'"));
}

static void no_field_of_csv_is_a_formula(void **state)
{
	static const char *const formulas[] = {"=1+1", "+1",   "-1",  "@SUM(A1)",
					       "\t=1", "\n=1", " =1", "\u00A0=1",
					       "＝1",  "＋1",  "－1", "＠a"};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
		struct str want;

		str_init(&want);
		str_addf(&want, "\"'%s\",", formulas[i]);
		hold(f, formulas[i], "");
		f->item.title = formulas[i];
		write_as(f, EXPORT_READWISE);
		if (!strstr(f->out.data, want.data))
			fail_msg("no %s in\n%s", want.data, f->out.data);
		str_release(&want);
	}
	hold(f, "un \"mot\", puis\nun autre", "");
	write_as(f, EXPORT_READWISE);
	assert_non_null(strstr(f->out.data, "\"un \"\"mot\"\", puis\nun autre\","));
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
		with_a_book(no_format_holds_a_control),
		with_a_book(nothing_in_org_runs_or_becomes_markup),
		with_a_book(a_heading_of_org_is_its_words),
		with_a_book(no_editor_obeys_markdown),
		with_a_book(a_page_of_html_has_no_marks_but_its_own),
		with_a_book(no_field_of_csv_is_a_formula),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
