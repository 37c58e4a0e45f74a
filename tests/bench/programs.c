/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys by program and operation; a peer that has an operation not has none. */
#include "bench/programs.h"

#include <string.h>

#include "bench/needles.h"

#define ALL "3k 3m 100m 1g line wrapped notes"
#define LONG "3m 100m 1g line wrapped notes"
#define ESC "\033"

const struct operation operations[OPERATIONS] = {
	[LINE_DOWN] = {"line down", EXPECT_LINE, 100, LONG, "1 ms, p99 5", 1, false},
	[PAGE_DOWN] = {"page down", EXPECT_PAGE, 100, LONG, "1 ms, p99 5", 1, false},
	[PARAGRAPH] = {"paragraph forward", EXPECT_OTHER, 100, "3m 100m 1g wrapped notes",
		       "1 ms, p99 5", 1, false},
	[SENTENCE] = {"sentence forward", EXPECT_OTHER, 100, LONG, "1 ms, p99 5", 1, false},
	[TO_END] = {"end of file", EXPECT_LAST, 100, LONG, "1 ms, p99 5", 1, true},
	[TO_MIDDLE] = {"middle (50%)", EXPECT_MIDDLE, 100, LONG, "1 ms, p99 5", 1, true},
	[END_AND_BACK] = {"end, then page up", EXPECT_BEFORE_LAST, 100, LONG, "", 0, true},
	[TO_NUMBER] = {"paragraph 12345", EXPECT_NUMBER, 100, "100m 1g", "at once", 1, true},
	[NARROWER] = {"narrower column", EXPECT_OTHER, 100, LONG, "1 ms, p99 5", 1, false},
	[WIDER] = {"wider column", EXPECT_OTHER, 100, LONG, "1 ms, p99 5", 1, false},
	[NEXT_NOTE] = {"next annotation", EXPECT_OTHER, 100, "notes", "1 ms, p99 5", 1, false},
	[SELECT] = {"select, a sentence on", EXPECT_OTHER, 100, LONG, "1 ms, p99 5", 1, false},
	[HIGHLIGHT] = {"highlight", EXPECT_OTHER, 21, "3m 100m 1g line wrapped notes",
		       "1 ms, p99 5", 1, false},
	[HIGHLIGHT_SAVED] = {"highlight, on the disk", EXPECT_SAVED, 21, "3m notes",
			     "20 ms without fsync", 0, false},
	[WINDOW_NARROWER] = {"narrower window", EXPECT_WINDOW, 100, LONG, "1 ms, p99 5", 1, false},
	[WINDOW_WIDER] = {"wider window", EXPECT_WINDOW, 100, LONG, "1 ms, p99 5", 1, false},
	[NOTE_KEY] = {"a key of a note", EXPECT_OTHER, 100, "3m notes", "1 ms", 1, false},
	[FILTER_KEY] = {"a key of the list filter", EXPECT_OTHER, 100, "notes", "10 ms", 10, false},
	[PAGES] = {"200 pages at once", EXPECT_SAME, 7, "3m 100m 1g wrapped notes", "less than vim",
		   0, true},
	[SEARCH_LITERAL] = {"search, literal", EXPECT_NEEDLE, 5, ALL, "3 GB/s", 0, true},
	[SEARCH_FOLDED] = {"search, folded", EXPECT_NEEDLE, 5, ALL, "1 GB/s", 0, true},
};

#define VI \
	{ \
		[LINE_DOWN] = {NULL, "\005", NULL}, [PAGE_DOWN] = {NULL, "\006", NULL}, \
		[PARAGRAPH] = {NULL, "j", NULL}, [SENTENCE] = {NULL, ")", NULL}, \
		[TO_END] = {NULL, "G", NULL}, [TO_MIDDLE] = {NULL, "50%", NULL}, \
		[END_AND_BACK] = {NULL, "G\002", NULL}, [TO_NUMBER] = {NULL, "12345G", NULL}, \
		[SELECT] = {NULL, "v)", "v"}, [PAGES] = {NULL, "\006", NULL}, \
		[SEARCH_LITERAL] = {NULL, "/" PATTERN_LITERAL "\r", NULL}, \
		[SEARCH_FOLDED] = {NULL, "/\\c" PATTERN_CASELESS "\r", NULL}, \
	}

#define PAGER \
	{ \
		[LINE_DOWN] = {NULL, "j", NULL}, [PAGE_DOWN] = {NULL, " ", NULL}, \
		[TO_END] = {NULL, "G", NULL}, [TO_MIDDLE] = {NULL, "50%", NULL}, \
		[END_AND_BACK] = {NULL, "Gb", NULL}, [TO_NUMBER] = {NULL, "12345g", NULL}, \
		[PAGES] = {NULL, " ", NULL}, \
		[SEARCH_LITERAL] = {NULL, "/" PATTERN_LITERAL "\r", NULL}, \
		[SEARCH_FOLDED] = {"-I\r", "/" PATTERN_CASELESS "\r", NULL}, \
	}

const struct program programs[PROGRAMS] = {
	[FLOOR] = {.name = "floor (curses)"},
	[LUTRIN] = {.name = "lutrin",
		    .chrome = 1,
		    .first = "g",
		    .keys = {[LINE_DOWN] = {NULL, "j", NULL},
			     [PAGE_DOWN] = {NULL, " ", NULL},
			     [PARAGRAPH] = {NULL, "}", NULL},
			     [SENTENCE] = {NULL, ")", NULL},
			     [TO_END] = {NULL, "G", NULL},
			     [TO_MIDDLE] = {NULL, "50%", NULL},
			     [END_AND_BACK] = {NULL, "Gb", NULL},
			     [TO_NUMBER] = {NULL, "12345g", NULL},
			     [NARROWER] = {NULL, "-", "+"},
			     [WIDER] = {"-", "+", "-"},
			     [NEXT_NOTE] = {NULL, ">", NULL},
			     [SELECT] = {NULL, "v)", "\003"},
			     [HIGHLIGHT] = {"}", "h", "}"},
			     [HIGHLIGHT_SAVED] = {"}", "h", "}"},
			     [NOTE_KEY] = {"a", "x", NULL},
			     [FILTER_KEY] = {"A", "e", "\177"},
			     [PAGES] = {NULL, " ", NULL},
			     [SEARCH_LITERAL] = {NULL, "/" PATTERN_LITERAL "\r", "\003"},
			     [SEARCH_FOLDED] = {NULL, "/" PATTERN_FOLDED "\r", "\003"}}},
	[LESS] = {.name = "less", .argv = {"less"}, .first = "g", .slow = "", .keys = PAGER},
	[LESS_N] = {.name = "less -n",
		    .argv = {"less", "-n"},
		    .first = "g",
		    .slow = "",
		    .keys = PAGER},
	[VIM] = {.name = "vim",
		 .argv = {"vim", "-i", "NONE", "-n"},
		 .first = "gg",
		 .slow = "1g line",
		 .keys = VI},
	[VIM_NONE] = {.name = "vim -u NONE",
		      .argv = {"vim", "-u", "NONE", "-i", "NONE", "-n", "-N"},
		      .first = "gg",
		      .slow = "1g line",
		      .keys = VI},
	[NVIM] = {.name = "nvim",
		  .argv = {"nvim", "-i", "NONE", "-n"},
		  .first = "gg",
		  .slow = "1g line",
		  .keys = VI},
	[KAK] = {.name = "kak",
		 .argv = {"kak", "-n", "-ro", "-e", "add-highlighter global/ wrap"},
		 .first = "gg",
		 .slow = "1g line",
		 .keys = {[LINE_DOWN] = {NULL, "vj", NULL},
			  [PAGE_DOWN] = {NULL, "\006", NULL},
			  [PARAGRAPH] = {NULL, "j", NULL},
			  [TO_END] = {NULL, "ge", NULL},
			  [END_AND_BACK] = {NULL, "ge\002", NULL},
			  [TO_NUMBER] = {NULL, "12345g", NULL},
			  [PAGES] = {NULL, "\006", NULL},
			  [SEARCH_LITERAL] = {NULL, "/" PATTERN_LITERAL "\r", NULL},
			  [SEARCH_FOLDED] = {NULL, "/(?i)" PATTERN_CASELESS "\r", NULL}}},
	[NANO] = {.name = "nano",
		  .argv = {"nano", "-I", "-v", "-S"},
		  .chrome = 1,
		  .first = ESC "\\",
		  .slow = "100m 1g line",
		  .keys = {[LINE_DOWN] = {NULL, ESC "[1;3B", NULL},
			   [PAGE_DOWN] = {NULL, "\026", NULL},
			   [TO_END] = {NULL, ESC "/", NULL},
			   [END_AND_BACK] = {NULL, ESC "/\031", NULL},
			   [PAGES] = {NULL, "\026", NULL},
			   [SEARCH_FOLDED] = {NULL, "\027" PATTERN_CASELESS "\r", NULL}}},
};

bool listed(const char *list, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = list; (at = strstr(at, name)); at += len)
		if ((at == list || at[-1] == ' ' || at[-1] == ',') &&
		    (!at[len] || at[len] == ' ' || at[len] == ','))
			return true;
	return strcmp(list, "all") == 0;
}
