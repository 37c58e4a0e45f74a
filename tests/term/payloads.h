/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would act on a terminal, or deceive who looks at it, and what shows of it. */
#ifndef LUTRIN_TESTS_PAYLOADS_H
#define LUTRIN_TESTS_PAYLOADS_H

#define PAYLOADS (sizeof payloads / sizeof *payloads)

/* None holds a NUL or a slash: each can be a file's name. */
static const struct {
	const char *name, *bytes;
	const char *shown; /* NULL: white space, of which each door makes what it makes */
	bool ill_formed;   /* no UTF-8: not to be had in JSON or typed */
} payloads[] = {
	{"SOH", "\x01", "␁", false},
	{"ENQ asks for the answerback", "\x05", "␅", false},
	{"BEL", "\a", "␇", false},
	{"BS", "\b\b\b", "␈␈␈", false},
	{"VT", "\v", NULL, false},
	{"FF", "\f", NULL, false},
	{"CR", "\r", NULL, false},
	{"LF", "\n", NULL, false},
	{"tab", "\t", NULL, false},
	{"SO and SI change the charset", "\x0E\x0F", "␎␏", false},
	{"CAN and SUB", "\x18\x1A", "␘␚", false},
	{"DEL", "\x7F", "␡", false},
	{"ESC alone", "\033", "␛", false},
	{"RIS resets", "\033c", "␛c", false},
	{"DECALN fills the screen", "\033#8", "␛#8", false},
	{"CSI concealed", "\033[5;8m", "␛[5;8m", false},
	{"CSI asks for the cursor", "\033[6n", "␛[6n", false},
	{"CSI asks for the device", "\033[>q", "␛[>q", false},
	{"CSI asks for the title", "\033[21t", "␛[21t", false},
	{"CSI prints", "\033[5i", "␛[5i", false},
	{"CSI ends a paste", "\033[201~", "␛[201~", false},
	{"CSI private mode", "\033[?47h", "␛[?47h", false},
	{"OSC title", "\033]0;vu\a", "␛]0;vu␇", false},
	{"OSC title, ST", "\033]2;vu\033\\", "␛]2;vu␛\\", false},
	{"OSC clipboard", "\033]52;p;dnU=\a", "␛]52;p;dnU=␇", false},
	{"OSC link", "\033]8;;x:y\a", "␛]8;;x:y␇", false},
	{"DCS asks for a setting", "\033P$qm\033\\", "␛P$qm␛\\", false},
	{"DCS through tmux", "\033Ptmux;\033\033c\033\\", "␛Ptmux;␛␛c␛\\", false},
	{"APC", "\033_Gi=1;\033\\", "␛_Gi=1;␛\\", false},
	{"PM and SOS", "\033^a\033\\\033Xa\033\\", "␛^a␛\\␛Xa␛\\", false},
	{"C1 CSI",
	 "\xC2\x9B"
	 "6n",
	 "�6n", false},
	{"C1 OSC",
	 "\xC2\x9D"
	 "0;vu\xC2\x9C",
	 "�0;vu�", false},
	{"C1 DCS", "\xC2\x90qm\xC2\x9C", "�qm�", false},
	{"NEL", "\xC2\x85", NULL, false},
	{"raw C1 CSI", "\x9B\x36n", "�6n", true},
	{"raw C1 OSC", "\x9D\x30;vu\x9C", "�0;vu�", true},
	{"overlong ESC", "\xC0\x9B", "��", true},
	{"a surrogate", "\xED\xA0\x80", "���", true},
	{"beyond Unicode", "\xF4\x90\x80\x80", "����", true},
	{"a character cut off", "\xE2\x82", "�", true},
	{"override", "\u202E", "�", false},
	{"embedding", "\u202Aa\u202C", "�a�", false},
	{"isolate", "\u2066a\u2069", "�a�", false},
	{"deprecated format character", "\u206A", "�", false},
	{"line separator", "\u2028", NULL, false},
	{"paragraph separator", "\u2029", NULL, false},
	{"tags", "\U000E0001\U000E0061\U000E007F", "���", false},
	{"annotation", "\uFFF9a\uFFFA\uFFFB", "�a��", false},
	{"noncharacter", "\uFFFE", "�", false},
	{"byte order mark", "\uFEFF", "", false},
	{"marks of direction", "\u200E\u200F\u061C", "", false},
	{"spaces of no width", "\u200B\u2060\u180E", "", false},
	{"soft hyphen", "\u00AD", "", false},
};

#endif
