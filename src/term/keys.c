/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two lists.  Curses has fixed codes for plain keys and a few shifted ones; the
 * others that xterm and its like send with Shift, Alt and Ctrl get codes when
 * the program starts and are known by their terminfo name: "kLFT5" is Left with
 * modifier 5.
 */
#include "term/keys.h"

#include <curses.h>
#include <string.h>

#include "app/event.h"

static const struct {
	int code;
	uint32_t key;
} codes[] = {
	{KEY_UP, KEY_UP_ARROW},
	{KEY_DOWN, KEY_DOWN_ARROW},
	{KEY_LEFT, KEY_LEFT_ARROW},
	{KEY_RIGHT, KEY_RIGHT_ARROW},
	{KEY_HOME, KEY_HOME_KEY},
	{KEY_FIND, KEY_HOME_KEY},
	{KEY_A1, KEY_HOME_KEY},
	{KEY_END, KEY_END_KEY},
	{KEY_SELECT, KEY_END_KEY},
	{KEY_LL, KEY_END_KEY},
	{KEY_C1, KEY_END_KEY},
	{KEY_PPAGE, KEY_PAGE_UP},
	{KEY_A3, KEY_PAGE_UP},
	{KEY_NPAGE, KEY_PAGE_DOWN},
	{KEY_C3, KEY_PAGE_DOWN},
	{KEY_IC, KEY_INSERT},
	{KEY_DC, KEY_DELETE},
	{KEY_BACKSPACE, KEY_BACKSPACE_KEY},
	{KEY_ENTER, KEY_ENTER_KEY},
	{KEY_BTAB, KEY_BACKTAB},
	{KEY_HELP, KEY_F1},
	{KEY_SUSPEND, 'z' | KEY_CTRL},
	{KEY_SR, KEY_UP_ARROW | KEY_SHIFT},
	{KEY_SF, KEY_DOWN_ARROW | KEY_SHIFT},
	{KEY_SLEFT, KEY_LEFT_ARROW | KEY_SHIFT},
	{KEY_SRIGHT, KEY_RIGHT_ARROW | KEY_SHIFT},
	{KEY_SHOME, KEY_HOME_KEY | KEY_SHIFT},
	{KEY_SEND, KEY_END_KEY | KEY_SHIFT},
	{KEY_SPREVIOUS, KEY_PAGE_UP | KEY_SHIFT},
	{KEY_SNEXT, KEY_PAGE_DOWN | KEY_SHIFT},
	{KEY_SIC, KEY_INSERT | KEY_SHIFT},
	{KEY_SDC, KEY_DELETE | KEY_SHIFT},
};

static const struct {
	const char *name; /* terminfo's, before the modifier's digit */
	uint32_t key;
} modified[] = {
	{"kUP", KEY_UP_ARROW},     {"kDN", KEY_DOWN_ARROW}, {"kLFT", KEY_LEFT_ARROW},
	{"kRIT", KEY_RIGHT_ARROW}, {"kHOM", KEY_HOME_KEY},  {"kEND", KEY_END_KEY},
	{"kPRV", KEY_PAGE_UP},     {"kNXT", KEY_PAGE_DOWN}, {"kIC", KEY_INSERT},
	{"kDC", KEY_DELETE},
};

/* xterm's modifier: 1 + (1 Shift, 2 Alt, 4 Ctrl, 8 Meta). */
static uint32_t modifiers(int parameter)
{
	int bits = parameter - 1;

	return (bits & 1 ? KEY_SHIFT : 0) | (bits & (2 | 8) ? KEY_ALT : 0) |
	       (bits & 4 ? KEY_CTRL : 0);
}

uint32_t keys_of_character(wint_t character)
{
	switch (character) {
	case '\t':
		return KEY_TAB;
	case '\r':
		return KEY_ENTER_KEY;
	case 0x1B:
		return KEY_ESCAPE;
	case 0x7F: /* terminals differ in what Backspace sends */
	case 0x08:
		return KEY_BACKSPACE_KEY;
	case 0:
		return ' ' | KEY_CTRL;
	default:
		break;
	}
	if (character <= 26)
		return ('a' + (uint32_t)character - 1) | KEY_CTRL;
	if (character < ' ')
		return ('@' + (uint32_t)character) | KEY_CTRL;
	return (uint32_t)character;
}

/* F13 … F24 are Shift with F1 … F12, then come Ctrl, Ctrl Shift, Alt, Alt Shift:
 * the order in which terminfo counts what xterm sends. */
static uint32_t function_key(int number)
{
	static const int parameter[] = {1, 2, 5, 6, 3, 4};
	size_t group = (size_t)(number - 1) / 12;

	if (number < 1 || group >= sizeof parameter / sizeof *parameter)
		return 0;
	return (KEY_F1 + (uint32_t)(number - 1) % 12) | modifiers(parameter[group]);
}

uint32_t keys_of_code(int code, const char *name)
{
	size_t len = name ? strlen(name) : 0;

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].code == code)
			return codes[i].key;
	if (code > KEY_F0 && code <= KEY_F0 + 63)
		return function_key(code - KEY_F0);
	for (size_t i = 0; i < sizeof modified / sizeof *modified; i++) {
		size_t base = strlen(modified[i].name);

		if (len == base + 1 && !strncmp(name, modified[i].name, base) &&
		    name[base] >= '1' && name[base] <= '9')
			return modified[i].key | modifiers(name[base] - '0');
	}
	return 0;
}
