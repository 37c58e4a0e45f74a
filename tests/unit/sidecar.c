/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "notes/item.h"
#include "notes/json.h"
#include "notes/sidecar.h"
#include "notes/usual.h"

#define NOW "2026-11-21T07:31:55Z"

static const struct notebook_writer writer = {"Colette", "urn:uuid:0b9f6a1e", "portable-7f3a"};
static const struct sidecar_about about = {
	.name = "lecture lente.txt",
	.title = "La lecture lente",
	.language = "fr",
	.size = 417,
	.chars = 392,
	.sha256 = "823a",
};

/* A set with the given items, and other members before them. */
static char *set_of(const char *members, const char *items)
{
	struct str s;

	str_init(&s);
	str_addf(&s, "{\"id\":\"urn:uuid:s\",%s\"items\":[%s]}", members, items);
	return str_take(&s);
}

static struct notebook *read_bytes(const char *bytes, size_t len, struct sidecar_report *report)
{
	struct notebook *b = notebook_new(&writer);

	if (sidecar_parse(b, bytes, len, report, NULL))
		return b;
	notebook_free(b);
	return NULL;
}

static struct notebook *read_items(const char *members, const char *items,
				   struct sidecar_report *report)
{
	char *set = set_of(members, items);
	struct notebook *b = read_bytes(set, strlen(set), report);

	free(set);
	assert_non_null(b);
	return b;
}

static char *write_book(const struct notebook *b)
{
	struct str s;

	str_init(&s);
	sidecar_write(b, &about, NOW, &s);
	return str_take(&s);
}

/* What a file becomes when it is read and written; frees the file. */
static char *rewrite(const char *text)
{
	struct sidecar_report report;
	struct notebook *b = read_bytes(text, strlen(text), &report);
	char *out;

	assert_non_null(b);
	out = write_book(b);
	notebook_free(b);
	return out;
}

static void assert_holds(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("%s\nis not in\n%s", part, text);
}

static void assert_fixed(const char *text)
{
	char *once = rewrite(text), *twice = rewrite(once);

	assert_string_equal(once, twice);
	free(once);
	free(twice);
}

static struct note *example_note(void)
{
	struct note *n = note_new();

	free(n->id);
	n->id = strdup("urn:uuid:c2a7e0b4");
	n->quote = strdup("le cœur");
	n->prefix = strdup("enfin ");
	n->suffix = strdup(" du texte");
	n->start = 232;
	n->end = 239;
	n->span = (struct span){240, 248};
	n->source_date = strdup("2026-11-20T18:02:11Z");
	n->color = NOTE_GREEN;
	note_set_text(n, "À rapprocher de Proust. #relecture");
	return n;
}

static void a_note_is_written_as_the_format_says(void **state)
{
	static const char want[] = "{\n"
				   "  \"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n"
				   "  \"id\": \"urn:uuid:s\",\n"
				   "  \"type\": \"AnnotationSet\",\n"
				   "  \"generator\": {\n"
				   "    \"id\": \"https://example.org/lutrin\",\n"
				   "    \"type\": \"Software\",\n"
				   "    \"name\": \"lutrin " VERSION "\"\n"
				   "  },\n"
				   "  \"generated\": \"2026-11-21T07:31:55Z\",\n"
				   "  \"about\": {\n"
				   "    \"dc:title\": \"La lecture lente\",\n"
				   "    \"dc:format\": \"text/plain\",\n"
				   "    \"dc:language\": \"fr\"\n"
				   "  },\n"
				   "  \"sidecarVersion\": 1,\n"
				   "  \"document\": {\n"
				   "    \"name\": \"lecture lente.txt\",\n"
				   "    \"size\": 417,\n"
				   "    \"chars\": 392,\n"
				   "    \"sha256\": \"823a\"\n"
				   "  },\n"
				   "  \"items\": [\n"
				   "    {\n"
				   "      \"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n"
				   "      \"id\": \"urn:uuid:c2a7e0b4\",\n"
				   "      \"type\": \"Annotation\",\n"
				   "      \"motivation\": \"commenting\",\n"
				   "      \"created\": \"2026-11-20T18:07:02Z\",\n"
				   "      \"modified\": \"2026-11-20T18:07:02Z\",\n"
				   "      \"creator\": {\n"
				   "        \"id\": \"urn:uuid:0b9f6a1e\",\n"
				   "        \"type\": \"Person\",\n"
				   "        \"name\": \"Colette\"\n"
				   "      },\n"
				   "      \"body\": [\n"
				   "        {\n"
				   "          \"type\": \"TextualBody\",\n"
				   "          \"purpose\": \"commenting\",\n"
				   "          \"format\": \"text/plain\",\n"
				   "          \"value\": \"À rapprocher de Proust. #relecture\"\n"
				   "        },\n"
				   "        {\n"
				   "          \"type\": \"TextualBody\",\n"
				   "          \"purpose\": \"tagging\",\n"
				   "          \"value\": \"relecture\"\n"
				   "        }\n"
				   "      ],\n"
				   "      \"target\": {\n"
				   "        \"type\": \"SpecificResource\",\n"
				   "        \"source\": \"lecture%20lente.txt\",\n"
				   "        \"state\": {\n"
				   "          \"type\": \"TimeState\",\n"
				   "          \"sourceDate\": \"2026-11-20T18:02:11Z\"\n"
				   "        },\n"
				   "        \"selector\": [\n"
				   "          {\n"
				   "            \"type\": \"TextQuoteSelector\",\n"
				   "            \"exact\": \"le cœur\",\n"
				   "            \"prefix\": \"enfin \",\n"
				   "            \"suffix\": \" du texte\"\n"
				   "          },\n"
				   "          {\n"
				   "            \"type\": \"TextPositionSelector\",\n"
				   "            \"start\": 232,\n"
				   "            \"end\": 239\n"
				   "          }\n"
				   "        ]\n"
				   "      },\n"
				   "      \"color\": \"green\",\n"
				   "      \"highlight\": \"solid\",\n"
				   "      \"rev\": {\n"
				   "        \"n\": 1,\n"
				   "        \"device\": \"portable-7f3a\",\n"
				   "        \"parents\": []\n"
				   "      }\n"
				   "    }\n"
				   "  ]\n"
				   "}\n";
	struct notebook *b = notebook_new(&writer);
	char *text;

	(void)state;
	json_set_string(&notebook_extra(b)->members, "id", "urn:uuid:s");
	notebook_add(b, example_note(), "2026-11-20T18:07:02Z");
	text = write_book(b);
	assert_string_equal(text, want);
	assert_fixed(text);
	free(text);
	notebook_free(b);
}

static void a_note_comes_back_from_its_bytes(void **state)
{
	struct notebook *b = notebook_new(&writer), *back;
	struct sidecar_report report;
	const struct note *n, *m;
	char *text;

	(void)state;
	n = notebook_add(b, example_note(), NOW);
	text = write_book(b);
	back = read_bytes(text, strlen(text), &report);
	assert_int_equal(report.not_understood, 0);
	assert_int_equal(report.version, SIDECAR_VERSION);
	m = notebook_get(back, n->id);
	assert_true(note_same(n, m) && note_same_place(n, m));
	assert_string_equal(m->source_date, n->source_date);
	assert_string_equal(m->author_name, "Colette");
	assert_string_equal(m->author_id, "urn:uuid:0b9f6a1e");
	assert_string_equal(m->created, NOW);
	assert_int_equal(m->rev, 1);
	assert_int_equal(m->status, NOTE_ORPHAN);
	free(text);
	notebook_free(back);
	notebook_free(b);
}

static void a_note_on_the_whole_article_has_no_selector(void **state)
{
	struct notebook *b = notebook_new(&writer);
	struct note *n = note_new();
	char *text;

	(void)state;
	note_set_text(n, "Un bel article.");
	notebook_add(b, n, NOW);
	text = write_book(b);
	assert_null(strstr(text, "selector"));
	assert_holds(text, "\"source\": \"lecture%20lente.txt\"");
	assert_fixed(text);
	free(text);
	notebook_free(b);
}

static void a_highlight_has_no_body_and_a_bookmark_may(void **state)
{
	struct notebook *b = notebook_new(&writer);
	struct note *n = note_new();
	char *text;

	(void)state;
	n->quote = strdup("mot");
	n->end = 3;
	n = note_copy(notebook_add(b, n, NOW));
	text = write_book(b);
	assert_holds(text, "\"motivation\": \"highlighting\"");
	assert_null(strstr(text, "body"));
	free(text);
	note_set_bookmark(n, true);
	note_set_text(n, "ici");
	notebook_replace(b, n, NOW);
	text = write_book(b);
	assert_holds(text, "\"motivation\": \"bookmarking\"");
	assert_holds(text, "\"value\": \"ici\"");
	assert_fixed(text);
	free(text);
	notebook_free(b);
}

static void any_file_name_is_a_relative_reference(void **state)
{
	static const char *const names[][2] = {
		{"a:b/../c?d#e%f", "a%3Ab%2F..%2Fc%3Fd%23e%25f"},
		{"\xE9t\xE9 \xFF.txt", "%E9t%E9%20%FF.txt"},
		{"été~_-.txt", "%C3%A9t%C3%A9~_-.txt"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct notebook *b = notebook_new(&writer);
		struct sidecar_about named = about;
		struct str s;

		str_init(&s);
		named.name = names[i][0];
		notebook_add(b, example_note(), NOW);
		sidecar_write(b, &named, NOW, &s);
		assert_holds(s.data, names[i][1]);
		assert_true(utf8_valid(s.data, s.len));
		str_release(&s);
		notebook_free(b);
	}
}

static void items_are_in_the_order_of_their_positions(void **state)
{
	static const size_t starts[] = {50, 9, 100, 9};
	static const char *const ids[] = {"urn:d", "urn:c", "urn:b", "urn:a"};
	struct notebook *b = notebook_new(&writer);
	const char *at, *last = "";
	char *text;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct note *n = example_note();

		note_set_string(&n->id, ids[i]);
		n->start = starts[i];
		n->end = n->start + 7;
		n->span = (struct span){1000 - starts[i], 1001};
		notebook_add(b, n, NOW);
	}
	text = write_book(b);
	for (size_t i = 0; i < 4; i++) {
		static const size_t order[] = {3, 1, 0, 2};

		at = strstr(text, ids[order[i]]);
		assert_true(i == 0 || at > last);
		last = at;
	}
	free(text);
	notebook_free(b);
}

/* ---- what is not ours */

#define FULL_ITEM \
	"{\"id\":\"urn:a\",\"type\":\"Annotation\",\"x1\":1e999,\"motivation\":\"commenting\"," \
	"\"created\":\"2026-01-01T00:00:00.5+01:00\",\"creator\":{\"name\":\"\\u00c9mile\"," \
	"\"x2\":2}," \
	"\"body\":[{\"type\":\"TextualBody\",\"value\":\"mot\",\"x3\":[3]}," \
	"{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"un\",\"x4\":4}," \
	"{\"type\":\"Video\",\"id\":\"http://v.example/\"},\"http://w.example/\"," \
	"{\"type\":\"TextualBody\",\"purpose\":\"describing\",\"value\":\"deux\"}]," \
	"\"target\":[{\"type\":\"SpecificResource\",\"source\":\"ancien.txt\",\"x5\":5," \
	"\"state\":[{\"type\":\"HttpRequestState\",\"value\":\"A\"}," \
	"{\"type\":\"TimeState\",\"sourceDate\":\"2026-01-01T00:00:00Z\",\"x6\":6}]," \
	"\"selector\":[{\"type\":\"XPathSelector\",\"value\":\"/p[1]\"}," \
	"{\"type\":\"TextQuoteSelector\",\"exact\":\"mot\",\"x7\":7,\"prefix\":\"le \"}," \
	"{\"type\":\"TextPositionSelector\",\"start\":3,\"end\":6,\"x8\":8}]}," \
	"\"http://other.example/" \
	"\"],\"rev\":{\"n\":3,\"device\":\"d\",\"x9\":9,\"parents\":[\"p\"]}," \
	"\"color\":\"mauve\",\"highlight\":\"wavy\",\"canonical\":\"urn:b\"}"

/* Every unknown thing of the item above, as the layout spells it. */
static const char *const unknown[] = {
	"\"x1\": 1e999",
	"\"name\": \"\\u00c9mile\"",
	"\"x2\": 2",
	"\"x3\": [\n            3\n          ]",
	"\"x4\": 4",
	"\"id\": \"http://v.example/\"",
	"\"http://w.example/\"",
	"\"value\": \"deux\"",
	"\"x5\": 5",
	"\"HttpRequestState\"",
	"\"x6\": 6",
	"\"XPathSelector\"",
	"\"x7\": 7",
	"\"x8\": 8",
	"\"http://other.example/\"",
	"\"x9\": 9",
	"\"color\": \"mauve\"",
	"\"highlight\": \"wavy\"",
	"\"canonical\": \"urn:b\"",
	"\"created\": \"2026-01-01T00:00:00.5+01:00\"",
};

static void assert_all_unknown(const char *text, size_t without)
{
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		if (i != without)
			assert_holds(text, unknown[i]);
}

static void unknown_members_at_every_level_come_back(void **state)
{
	static const char members[] =
		"\"y1\":{\"deep\":[1.50]},\"about\":{\"dc:title\":\"T\",\"y2\":2},"
		"\"document\":{\"name\":\"n\",\"y3\":3},"
		"\"deleted\":[{\"id\":\"urn:z\",\"deleted\":\"2026-11-20T19:00:00Z\",\"y4\":4},"
		"\"not one\",{\"y5\":5}],";
	char *set = set_of(members, FULL_ITEM), *text = rewrite(set);

	(void)state;
	assert_all_unknown(text, SIZE_MAX);
	assert_holds(text, "1.50");
	assert_holds(text, "\"y2\": 2");
	assert_holds(text, "\"y3\": 3");
	assert_holds(text, "\"y4\": 4");
	assert_holds(text, "\"not one\"");
	assert_holds(text, "\"y5\": 5");
	assert_holds(text, "\"source\": \"lecture%20lente.txt\"");
	assert_fixed(text);
	free(text);
	free(set);
}

static void unknown_members_stay_when_the_note_is_changed(void **state)
{
	struct sidecar_report report;
	struct notebook *b = read_items("", FULL_ITEM, &report);
	struct note *n = note_copy(notebook_at(b, 0));
	char *text;

	(void)state;
	assert_string_equal(n->text, "mot");
	assert_int_equal(n->color, NOTE_YELLOW);
	note_set_text(n, "changé #neuf");
	n->color = NOTE_BLUE;
	n->start = 4;
	n->end = 7;
	notebook_replace(b, n, NOW);
	text = write_book(b);
	assert_all_unknown(text, 16);
	assert_holds(text, "\"color\": \"blue\"");
	assert_holds(text, "\"value\": \"changé #neuf\"");
	assert_holds(text, "\"value\": \"neuf\"");
	assert_holds(text, "\"start\": 4");
	assert_holds(text, "\"n\": 4");
	assert_null(strstr(text, "\"value\": \"mot\""));
	assert_fixed(text);
	free(text);
	notebook_free(b);
}

static void a_text_taken_away_leaves_the_other_bodies(void **state)
{
	struct sidecar_report report;
	struct notebook *b = read_items("", FULL_ITEM, &report);
	struct note *n = note_copy(notebook_at(b, 0));
	char *text;

	(void)state;
	note_set_text(n, NULL);
	note_clear_tags(n);
	notebook_replace(b, n, NOW);
	text = write_book(b);
	assert_holds(text, "\"motivation\": \"highlighting\"");
	assert_holds(text, "\"http://v.example/\"");
	assert_null(strstr(text, "x3"));
	assert_null(strstr(text, "x4"));
	free(text);
	notebook_free(b);
}

/* ---- other spellings */

static void other_legal_spellings_are_read(void **state)
{
	static const struct {
		const char *item, *text, *quote;
		enum note_kind kind;
		size_t tags;
	} cases[] = {
		{"{\"id\":\"a\",\"type\":\"Annotation\",\"bodyValue\":\"mot\",\"target\":\"http://"
		 "x.example/\"}",
		 "mot", NULL, NOTE_NOTE, 0},
		{"{\"id\":\"a\",\"type\":[\"Annotation\",\"x\"],\"body\":\"http://b.example/"
		 "\",\"target\":\"a.txt\"}",
		 NULL, NULL, NOTE_HIGHLIGHT, 0},
		{"{\"id\":\"a\",\"type\":\"Annotation\",\"body\":{\"value\":\"mot\"},\"target\":{"
		 "\"source\":\"a.txt\","
		 "\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"q\"}}}",
		 "mot", "q", NOTE_NOTE, 0},
		{"{\"id\":\"a\",\"type\":\"Annotation\",\"motivation\":[\"tagging\","
		 "\"bookmarking\"],"
		 "\"body\":{\"type\":[\"TextualBody\"],\"purpose\":[\"tagging\"],\"value\":\"t\"},"
		 "\"target\":[{\"id\":\"http://x.example/\"}]}",
		 NULL, NULL, NOTE_BOOKMARK, 1},
		{"{\"id\":\"a\",\"type\":\"Annotation\",\"motivation\":\"assessing\",\"body\":[{"
		 "\"type\":\"TextualBody\","
		 "\"value\":\"bien\",\"format\":\"text/"
		 "html\",\"language\":\"fr\"}],\"target\":[{\"source\":\"a\","
		 "\"selector\":[{\"type\":\"FragmentSelector\",\"value\":\"x\"},"
		 "{\"type\":[\"TextQuoteSelector\"],\"exact\":\"q\"}]}]}",
		 "bien", "q", NOTE_NOTE, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sidecar_report report;
		struct notebook *b = read_items("", cases[i].item, &report);
		const struct note *n;
		char *text = write_book(b);

		assert_int_equal(report.not_understood, 0);
		n = notebook_at(b, 0);
		assert_true(note_same_string(n->text, cases[i].text));
		assert_true(note_same_string(n->quote, cases[i].quote));
		assert_int_equal(n->kind, cases[i].kind);
		assert_int_equal(n->tags.len, cases[i].tags);
		assert_fixed(text);
		free(text);
		notebook_free(b);
	}
}

static void a_source_that_is_absolute_stays(void **state)
{
	char *set =
		set_of("", "{\"id\":\"a\",\"type\":\"Annotation\",\"target\":{\"source\":"
			   "\"https://x.example/a\",\"selector\":{\"type\":\"TextQuoteSelector\","
			   "\"exact\":\"q\"}}}");
	char *text = rewrite(set);

	(void)state;
	assert_holds(text, "\"source\": \"https://x.example/a\"");
	assert_null(strstr(text, "TextPositionSelector"));
	free(text);
	free(set);
}

static void a_motivation_that_is_not_ours_stays(void **state)
{
	struct sidecar_report report;
	struct notebook *b = read_items("",
					"{\"id\":\"a\",\"type\":\"Annotation\",\"motivation\":"
					"[\"highlighting\",\"tagging\"],\"target\":\"a\"}",
					&report);
	struct note *n = note_copy(notebook_at(b, 0));
	char *text;

	(void)state;
	note_set_text(n, "mot");
	notebook_replace(b, n, NOW);
	text = write_book(b);
	assert_holds(text,
		     "\"motivation\": [\n        \"commenting\",\n        \"tagging\"\n      ]");
	free(text);
	notebook_free(b);
}

/* ---- what cannot be understood */

static void items_that_are_none_are_kept_and_counted(void **state)
{
	static const char items[] =
		"1,null,\"x\",[],{},{\"id\":\"a\"},{\"id\":5,\"type\":\"Annotation\",\"target\":"
		"\"t\"},"
		"{\"id\":\"\",\"type\":\"Annotation\",\"target\":\"t\"},"
		"{\"id\":\"a\",\"type\":\"Annotation\"},"
		"{\"id\":\"a\",\"type\":\"Annotation\",\"target\":[]},"
		"{\"id\":\"a\",\"type\":\"Annotation\",\"target\":7},"
		"{\"id\":\"a\",\"type\":\"Annotation\",\"target\":{}},"
		"{\"id\":\"a\",\"type\":\"Note\",\"target\":\"t\"},"
		"{\"id\":\"a\",\"type\":\"Annotation\",\"target\":\"t\",\"n\":1},"
		"{\"id\":\"a\",\"type\":\"Annotation\",\"target\":\"t\",\"n\":2},"
		"{\"id\":\"\\ud800\",\"type\":\"Annotation\",\"target\":\"t\"}";
	struct sidecar_report report;
	struct notebook *b = read_items("", items, &report);
	char *text = write_book(b);

	(void)state;
	assert_int_equal(notebook_count(b), 1);
	assert_int_equal(report.not_understood, 15);
	assert_holds(text, "\"n\": 1");
	assert_holds(text, "\"n\": 2");
	assert_holds(text, "\"\\ud800\"");
	assert_fixed(text);
	free(text);
	notebook_free(b);
}

static void odd_values_are_kept_and_the_rest_is_read(void **state)
{
	static const char *const odd[] = {
		"\"motivation\":7",
		"\"motivation\":[null,{}]",
		"\"created\":12",
		"\"modified\":[]",
		"\"creator\":[[]]",
		"\"creator\":{\"name\":5}",
		"\"body\":5",
		"\"body\":[null,[],{\"type\":\"TextualBody\",\"value\":6}]",
		"\"body\":{\"type\":\"TextualBody\",\"value\":\" \"}",
		"\"bodyValue\":{}",
		"\"color\":9",
		"\"highlight\":{}",
		"\"rev\":\"x\"",
		"\"rev\":{\"n\":-1,\"device\":[],\"parents\":{\"a\":1}}",
		"\"rev\":{\"n\":99999999999999999999999}",
		"\"rev\":{\"n\":1,\"parents\":[1,\"a\"]}",
		"\"body\":{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"#\"}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct sidecar_report report;
		struct notebook *b;
		struct str item, laid;
		char *text;

		str_init(&item);
		str_init(&laid);
		str_addf(&item,
			 "{\"id\":\"a\",\"type\":\"Annotation\",%s,\"target\":{\"source\":\"s\","
			 "\"selector\":[{\"type\":\"TextQuoteSelector\",\"exact\":\"q\"},"
			 "{\"type\":\"TextPositionSelector\",\"start\":1e9,\"end\":-1}]}}",
			 odd[i]);
		b = read_items("", item.data, &report);
		assert_int_equal(report.not_understood, 0);
		assert_string_equal(notebook_at(b, 0)->quote, "q");
		text = write_book(b);
		json_compact(&laid, text);
		if (!strstr(odd[i], "\"body\":{") && !strstr(odd[i], "\"body\":5"))
			assert_holds(laid.data, odd[i]);
		assert_holds(laid.data, "\"start\":1e9,\"end\":-1");
		assert_fixed(text);
		free(text);
		str_release(&item);
		str_release(&laid);
		notebook_free(b);
	}
}

static void what_is_no_sidecar_is_refused(void **state)
{
	static const char *const bad[] = {"",
					  "[]",
					  "{}",
					  "{\"items\":{}}",
					  "{\"items\":[}",
					  "null",
					  "{\"items\":[]",
					  "\xff",
					  "{\"items\":\"x\"}"};
	struct sidecar_report report;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_null(read_bytes(bad[i], strlen(bad[i]), &report));
}

/* What breaks off late has been read for the most part by then. */
static void a_file_that_breaks_off_leaves_the_notebook_empty(void **state)
{
	static const char item[] = "{\"type\":\"Annotation\",\"id\":\"a\","
				   "\"target\":{\"source\":\"x\"}}";
	static const char *const ends[] = {"]", "],", "],\"rest\":", ",5", ",{", "]}}"};
	struct notebook *b = notebook_new(&writer);
	struct sidecar_report report;
	struct str s;

	(void)state;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		str_init(&s);
		str_addf(&s, "{\"items\":[%s,7%s", item, ends[i]);
		assert_false(sidecar_parse(b, s.data, s.len, &report, NULL));
		assert_int_equal(notebook_count(b), 0);
		assert_int_equal(notebook_extra_read(b)->items.len, 0);
		assert_null(notebook_get(b, "a"));
		str_release(&s);
	}
	str_init(&s);
	str_addf(&s, "{\"items\":[%s,7]}", item);
	assert_true(sidecar_parse(b, s.data, s.len, &report, NULL));
	assert_int_equal(notebook_count(b), 1);
	assert_int_equal(report.not_understood, 1);
	str_release(&s);
	notebook_free(b);
}

static void the_version_and_the_hash_are_reported(void **state)
{
	static const struct {
		const char *members;
		size_t version;
	} cases[] = {
		{"", 1},
		{"\"sidecarVersion\":1,", 1},
		{"\"sidecarVersion\":2,", 2},
		{"\"sidecarVersion\":\"1\",", SIZE_MAX},
		{"\"sidecarVersion\":1e99,", SIZE_MAX},
	};
	static const char hash[] =
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	struct sidecar_report report;
	struct str members;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		notebook_free(read_items(cases[i].members, "", &report));
		assert_int_equal(report.version, cases[i].version);
		assert_string_equal(report.sha256, "");
	}
	str_init(&members);
	str_addf(&members, "\"document\":{\"sha256\":\"%s\"},", hash);
	notebook_free(read_items(members.data, "", &report));
	assert_string_equal(report.sha256, hash);
	str_release(&members);
}

static void a_byte_order_mark_is_passed_over(void **state)
{
	static const char text[] = "\xEF\xBB\xBF{\"items\":[]}";
	struct sidecar_report report;
	struct notebook *b = read_bytes(text, sizeof text - 1, &report);

	(void)state;
	assert_non_null(b);
	notebook_free(b);
}

static void items_under_several_names_alike_are_all_read(void **state)
{
	static const char text[] =
		"{\"items\":[{\"id\":\"a\",\"type\":\"Annotation\",\"target\":\"t\"}],"
		"\"items\":[{\"id\":\"b\",\"type\":\"Annotation\",\"target\":\"t\"}],\"x\":1}";
	struct sidecar_report report;
	struct notebook *b = read_bytes(text, sizeof text - 1, &report);

	(void)state;
	assert_int_equal(notebook_count(b), 2);
	notebook_free(b);
	assert_fixed("{\"id\":\"s\",\"items\":[1],\"items\":[2],\"deleted\":5}");
}

/* ---- tombstones */

static void a_deleted_note_leaves_itself_in_its_tombstone(void **state)
{
	struct notebook *b = notebook_new(&writer), *back;
	struct sidecar_report report;
	char *text;

	(void)state;
	notebook_add(b, example_note(), "2026-11-20T18:07:02Z");
	assert_true(notebook_remove(b, "urn:uuid:c2a7e0b4", NOW));
	text = write_book(b);
	assert_holds(text, "\"deleted\": \"2026-11-21T07:31:55Z\"");
	assert_holds(text, "\"annotation\": {");
	back = read_bytes(text, strlen(text), &report);
	assert_int_equal(notebook_count(back), 0);
	assert_int_equal(notebook_tombstones(back), 1);
	assert_string_equal(notebook_tombstone_at(back, 0)->device, "portable-7f3a");
	assert_string_equal(notebook_tombstone_at(back, 0)->note->quote, "le cœur");
	assert_fixed(text);
	free(text);
	notebook_free(back);
	notebook_free(b);
}

static void a_tombstone_keeps_its_note_for_ninety_days(void **state)
{
	struct notebook *b = notebook_new(&writer);
	struct str s;

	(void)state;
	notebook_add(b, example_note(), "2026-01-01T00:00:00Z");
	notebook_remove(b, "urn:uuid:c2a7e0b4", "2026-01-01T00:00:00Z");
	str_init(&s);
	sidecar_write(b, &about, "2026-04-01T00:00:00Z", &s);
	assert_holds(s.data, "\"annotation\"");
	str_clear(&s);
	sidecar_write(b, &about, "2026-04-01T00:00:01Z", &s);
	assert_null(strstr(s.data, "\"annotation\""));
	assert_holds(s.data, "\"deleted\": \"2026-01-01T00:00:00Z\"");
	str_release(&s);
	notebook_free(b);
}

static void a_note_that_is_dead_and_alive_lives(void **state)
{
	struct sidecar_report report;
	struct notebook *b =
		read_items("\"deleted\":[{\"id\":\"a\",\"deleted\":\"2027-01-01T00:00:00Z\"}],",
			   "{\"id\":\"a\",\"type\":\"Annotation\",\"target\":\"t\"}", &report);
	char *text = write_book(b);

	(void)state;
	assert_int_equal(notebook_count(b), 1);
	assert_int_equal(notebook_tombstones(b), 0);
	assert_holds(text, "2027");
	assert_fixed(text);
	free(text);
	notebook_free(b);
}

static void without_the_article_what_was_known_of_it_stays(void **state)
{
	struct sidecar_report report;
	struct notebook *b = notebook_new(&writer), *back;
	struct str s;
	char *text;

	(void)state;
	notebook_add(b, example_note(), NOW);
	text = write_book(b);
	back = read_bytes(text, strlen(text), &report);
	str_init(&s);
	sidecar_write(back, NULL, NOW, &s);
	assert_string_equal(s.data, text);
	str_release(&s);
	free(text);
	notebook_free(back);
	notebook_free(b);
}

/* ---- damage */

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void damage(struct str *s, unsigned *seed)
{
	static const char *const bits[] = {"{",  "}",  "[",       "]",     "\"",      ",",
					   ":",  "\\", "null",    "1e999", "\\u0000", "\xff",
					   "[[", "{}", "\"id\":", "-",     "\n"};
	size_t at = next_random(seed) % s->len;
	const char *bit = bits[next_random(seed) % (sizeof bits / sizeof *bits)];

	switch (next_random(seed) % 4) {
	case 0:
		s->data[at] = (char)next_random(seed);
		break;
	case 1:
		str_insert(s, at, bit, strlen(bit));
		break;
	case 2:
		str_remove(s, at, next_random(seed) % (s->len - at) % 40);
		break;
	default:
		/* A value for another: most results are JSON still. */
		if (s->data[at] >= '0' && s->data[at] <= '9')
			str_insert(s, at, "9", 1);
		else if (s->data[at] == '"' && at + 1 < s->len)
			s->data[at + 1] = (char)('a' + next_random(seed) % 26);
		break;
	}
}

static void damaged_bytes_never_crash_and_are_fixed_once_read(void **state)
{
	char *set = set_of("\"deleted\":[{\"id\":\"urn:z\",\"annotation\":" FULL_ITEM "}],",
			   FULL_ITEM ",{\"id\":\"b\",\"type\":\"Annotation\",\"bodyValue\":\"x\","
				     "\"target\":\"t\"}");
	unsigned seed = 20261121;
	size_t read = 0;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct sidecar_report report;
		struct notebook *b;
		struct str s;

		str_init(&s);
		str_add(&s, set);
		for (unsigned i = next_random(&seed) % 3 + 1; i-- > 0;)
			damage(&s, &seed);
		b = read_bytes(s.data, s.len, &report);
		if (b) {
			char *text = write_book(b);

			read++;
			assert_true(utf8_valid(text, strlen(text)));
			assert_fixed(text);
			free(text);
		}
		notebook_free(b);
		str_release(&s);
	}
	assert_true(read > 500);
	free(set);
}

/* ---- the usual layout */

#define SOURCE "lecture%20lente.txt"

static unsigned any(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static char *some_text(unsigned *seed)
{
	static const char *const parts[] = {"mot",
					    " ",
					    "é",
					    "œ",
					    "\n",
					    "\"",
					    "\\",
					    "\t",
					    "« x »",
					    "\xF0\x9F\x93\x96",
					    "…",
					    "/",
					    "\x7F",
					    "\xC2\x85",
					    "\xE2\x80\xAE",
					    "\xEF\xBF\xBD",
					    "longuement"};
	struct str s;

	str_init(&s);
	str_add(&s, "a");
	for (unsigned i = any(seed, 12); i > 0; i--)
		str_add(&s, parts[any(seed, sizeof parts / sizeof *parts)]);
	return str_take(&s);
}

static struct note *some_note(unsigned *seed)
{
	struct note *n = note_new();

	n->color = (enum note_color)any(seed, NOTE_COLORS);
	n->style = (enum note_style)any(seed, NOTE_STYLES);
	n->created = mem_strdup(NOW);
	n->modified = any(seed, 9) ? mem_strdup(NOW) : NULL;
	n->source_date = mem_strdup(NOW);
	n->author_id = any(seed, 3) ? mem_strdup("urn:uuid:0b9f6a1e") : NULL;
	n->author_name = any(seed, 3) ? some_text(seed) : NULL;
	n->quote = any(seed, 5) ? some_text(seed) : NULL;
	n->prefix = n->quote && any(seed, 3) ? some_text(seed) : NULL;
	n->suffix = n->quote && any(seed, 3) ? some_text(seed) : NULL;
	n->start = any(seed, 1000);
	n->end = any(seed, 5) ? n->start + 1 + any(seed, 100) : n->start;
	if (any(seed, 2)) {
		char *text = some_text(seed);

		note_set_text(n, text);
		free(text);
	}
	for (unsigned i = any(seed, 3); i > 0; i--) {
		char *tag = some_text(seed);

		note_add_tag(n, tag);
		free(tag);
	}
	note_set_bookmark(n, !any(seed, 6));
	n->gone = !any(seed, 8);
	n->rev = any(seed, 4);
	n->device = any(seed, 4) ? mem_strdup("portable-7f3a") : NULL;
	for (unsigned i = any(seed, NOTE_PARENTS + 1); i > 0; i--) {
		char hash[9];

		snprintf(hash, sizeof hash, "%08x", any(seed, 1u << 24));
		note_add_parent(n, hash);
	}
	return n;
}

/* As the general way writes it and lays it out. */
static char *general_way(const struct note *n)
{
	struct str raw, out;

	str_init(&raw);
	str_init(&out);
	item_write(n, SOURCE, &raw);
	json_indent(&out, raw.data, raw.len, 2);
	str_release(&raw);
	return str_take(&out);
}

static void the_usual_layout_is_what_the_general_way_writes(void **state)
{
	unsigned seed = 3, read = 0;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct note *n = some_note(&seed), *back;
		char *general = general_way(n);
		struct str s;
		size_t used;

		str_init(&s);
		usual_write(n, SOURCE, &s);
		assert_string_equal(s.data, general);
		back = usual_read(s.data, s.len, SOURCE, &used);
		if (back) {
			read++;
			assert_int_equal(used, s.len);
			assert_int_equal(back->raw.members.len, 0);
			str_clear(&s);
			usual_write(back, SOURCE, &s);
			assert_string_equal(s.data, general);
		}
		note_free(back);
		note_free(n);
		free(general);
		str_release(&s);
	}
	/* All but those with a character that is spelt by its number. */
	assert_true(read > 100);
}

/* Whatever byte is changed: the quick way reads only what it would write, and reads of it
 * what the general way reads. */
static void what_differs_from_the_usual_layout_is_left_to_the_general_way(void **state)
{
	unsigned seed = 11;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		static const char bytes[] = "\"\\{}[],: 019aeé\n\x01\xFF";
		struct note *n = some_note(&seed), *back, *slow;
		char *text = general_way(n), *again;
		size_t len = strlen(text), used = 0;
		struct str s;

		text[any(&seed, (unsigned)len)] = bytes[any(&seed, sizeof bytes - 1)];
		back = usual_read(text, len, SOURCE, &used);
		if (back) {
			str_init(&s);
			usual_write(back, SOURCE, &s);
			assert_int_equal(s.len, used);
			assert_memory_equal(s.data, text, used);
			str_release(&s);
			text[used] = '\0';
			slow = item_parse(text);
			assert_non_null(slow);
			again = general_way(slow);
			assert_string_equal(again, text);
			assert_true(note_same(slow, back) && note_same_place(slow, back));
			assert_string_equal(slow->id, back->id);
			note_free(slow);
			free(again);
		}
		note_free(back);
		note_free(n);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_usual_layout_is_what_the_general_way_writes),
		cmocka_unit_test(what_differs_from_the_usual_layout_is_left_to_the_general_way),
		cmocka_unit_test(a_note_is_written_as_the_format_says),
		cmocka_unit_test(a_note_comes_back_from_its_bytes),
		cmocka_unit_test(a_note_on_the_whole_article_has_no_selector),
		cmocka_unit_test(a_highlight_has_no_body_and_a_bookmark_may),
		cmocka_unit_test(any_file_name_is_a_relative_reference),
		cmocka_unit_test(items_are_in_the_order_of_their_positions),
		cmocka_unit_test(unknown_members_at_every_level_come_back),
		cmocka_unit_test(unknown_members_stay_when_the_note_is_changed),
		cmocka_unit_test(a_text_taken_away_leaves_the_other_bodies),
		cmocka_unit_test(other_legal_spellings_are_read),
		cmocka_unit_test(a_source_that_is_absolute_stays),
		cmocka_unit_test(a_motivation_that_is_not_ours_stays),
		cmocka_unit_test(items_that_are_none_are_kept_and_counted),
		cmocka_unit_test(odd_values_are_kept_and_the_rest_is_read),
		cmocka_unit_test(what_is_no_sidecar_is_refused),
		cmocka_unit_test(a_file_that_breaks_off_leaves_the_notebook_empty),
		cmocka_unit_test(the_version_and_the_hash_are_reported),
		cmocka_unit_test(a_byte_order_mark_is_passed_over),
		cmocka_unit_test(items_under_several_names_alike_are_all_read),
		cmocka_unit_test(a_deleted_note_leaves_itself_in_its_tombstone),
		cmocka_unit_test(a_tombstone_keeps_its_note_for_ninety_days),
		cmocka_unit_test(a_note_that_is_dead_and_alive_lives),
		cmocka_unit_test(without_the_article_what_was_known_of_it_stays),
		cmocka_unit_test(damaged_bytes_never_crash_and_are_fixed_once_read),
	};

	return cmocka_run_group_tests_name("sidecar", tests, NULL, NULL);
}
