/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a first screen costs at least: floor FILE shows the beginning of a file by curses,
 * as it is, and waits for a key. */
#include <curses.h>
#include <locale.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	FILE *in = argc == 2 ? fopen(argv[1], "r") : NULL;
	char text[16384];
	size_t len;

	if (!in)
		return 2;
	len = fread(text, 1, sizeof text - 1, in);
	text[len] = '\0';
	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	addnstr(text, (int)len);
	move(0, 0);
	refresh();
	getch();
	endwin();
	return 0;
}
