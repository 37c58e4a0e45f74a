/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What terminals find hard, to be drawn, typed and searched. */
#ifndef LUTRIN_TESTS_SCRIPTS_H
#define LUTRIN_TESTS_SCRIPTS_H

#define SCRIPTS (sizeof scripts / sizeof *scripts)
#define DOUBTFUL (sizeof doubtful / sizeof *doubtful)

#define OLD_HANGUL "Hangûl ancien"

/* A name, a text that holds bad cases, and a few graphemes to type. */
static const struct {
	const char *name, *text, *typed;
} scripts[] = {
	{"Composé", "L’été, l’œuvre « déjà » finie ; où çà ? à Noël, chez les Çapkın.", "déjà"},
	{"Décomposé",
	 "L’e\u0301te\u0301, l’œuvre de\u0301ja\u0300 finie ; Noe\u0308l, c\u0327a\u0300.",
	 "e\u0301te\u0301"},
	{"Piles de signes",
	 "Z\u0335\u0321\u0322\u0310\u0311\u0312\u0313a\u0300\u0316\u0317\u0318\u0319\u031Al\u0489g"
	 "\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309o, x\u20DD puis y\u20E0, fin.",
	 "g\u0300\u0301\u0302x"},
	{"日本語", "吾輩は猫である。名前はまだ無い。ｶﾞｷﾞ か\u3099と\u3099、「カタカナ」ＡＢＣ！",
	 "猫か\u3099"},
	{"中文", "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？\uF900\uFE00 \U00020000", "学而"},
	{"한국어",
	 "나는 한국어를 \u1112\u1161\u11AB\u1100\u1173\u11AF 읽는다. \u1100\u1160 \u115F\u1161 \u1161 "
	 "\u11AB",
	 "\u1112\u1161\u11AB글"},
	{OLD_HANGUL, "\uA960\uD7B0\uD7CB \uA961\uD7B1", "\uA960\uD7B0"},
	{"Emoji",
	 "😀 ☎ ☎\uFE0E ☎\uFE0F ❤ ❤\uFE0F ⌚\uFE0E 1\uFE0F\u20E3 #\uFE0F\u20E3 ©\uFE0F 👍 👍🏽 "
	 "✌🏿 ✌\uFE0F fin",
	 "❤\uFE0F👍🏽"},
	{"Familles",
	 "👨\u200D👩\u200D👧\u200D👦 et 👩🏽\u200D❤\uFE0F\u200D💋\u200D👨🏻, 👩\u200D💻, 🏳\uFE0F\u200D🌈, "
	 "❤\uFE0F\u200D🔥, 👩\u200D\u200D👧.",
	 "👨\u200D👩\u200D👧x"},
	{"Drapeaux",
	 "🇫🇷 🇧🇪🇨🇭 🇫 🇫🇷🇧 🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F "
	 "🏴\u200D☠\uFE0F a\U000E0067b",
	 "🇫🇷🇧"},
	{"Hébreu", "בְּרֵאשִׁית בָּרָא אֱלֹהִים, שלום עולם.", "שׁלום"},
	{"Arabe", "بِسْمِ اللَّهِ الرَّحْمٰنِ، لا إله, \u0600١٢ السلام.", "لاَ"},
	{"Directions", "a\u202Eb\u202Cc \u2066d\u2069e \u200Ff\u200Eg \u061Ch", "\u200Fx"},
	{"Thaï", "ภาษาไทย กำลัง น้ำ ที่นี่ เป็น ผู้ใหญ่", "น้ำ"},
	{"Lao", "ພາສາລາວ ນ້ຳ ເປັນ", "ນ້ຳ"},
	{"Devanagari", "क्षत्रिय हिन्दी र्क क्\u200Dष क्\u200Cष स्त्री श्रीमान्", "क्षि"},
	{"Tamoul", "தமிழ் கொ ஸ்ரீ யாதும் ஊரே", "கொ"},
	{"Kannada", "ಕನ್ನಡ ಕಿ ಕೆ ಕ್ಷ", "ಕಿ"},
	{"Tibétain", "བོད་ཡིག རྒྱལ་ཁ", "རྒྱ"},
	{"Sans largeur",
	 "a\u200Bb\u200Cc\u200Dd\u2060e\uFEFFf\u180Eg\u034Fh \uFE0F\uFE0Fi co\u00ADopé\u00ADra"
	 "\u00ADtion",
	 "a\u200Bb"},
	{"Tabulations", "\ta\tbc\tdef\t\tghijklmn\to\t漢\t😀\te\u0301\t.", "a b"},
	{"Espaces", "a\u00A0b\u202Fc\u2009d\u2003e\u3000f\u2028g\u1680h\u205Fi", "a\u00A0b"},
	{"Commandes",
	 "\001\033[31mx\033]0;titre\007\x7F\xC2\x80\xC2\x9B"
	 "31m\xC2\x90 fin",
	 "x"},
	{"Octets", "\xED\xA0\x80 \xFF \xC3 \xF0\x9F\x98 \uFFFD \uFFFE \U0001FFFF \U0010FFFF fin",
	 "\uFFFD"},
	{"Ailleurs", "\uE000 \U000F0000 \u0378 \U0001F6DC \u3164x \uFFA0y \u4DC0z \u3248 \u2FF0",
	 "\uE000"},
	{"Largeurs", "Ωα — … “ ” ½ × ÷ ° § ┌──┬──┐ │漢│字│ └──┴──┘ ■ ★ ① ± Я", "Ω…"},
	{"Signes seuls", "\u0301a \u0301 \u0903 \u20E3 \uFF9E \u3099 \U0001F3FB \u200D.",
	 "\u0301x"},
};

/* Graphemes to be set at every column. */
static const char *const doubtful[] = {
	"漢",
	"x\u0301",
	"x\u0300\u0316\u0317\u0318\u0319\u031A",
	"❤\uFE0F",
	"1\uFE0F\u20E3",
	"😀",
	"👍🏽",
	"👨\u200D👩\u200D👧\u200D👦",
	"🏳\uFE0F\u200D🌈",
	"🇫🇷",
	"🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
	"שׁ",
	"لاَ",
	"น้ำ",
	"क्षि",
	"கொ",
	"ಕಿ",
	"\u1100\u1160\u11AB",
	"ｶﾞ",
	"か\u3099",
	"\u4DC0",
	"\u0600١",
	"\U0001F6DC",
	"\u202E",
	"\u115F",
};

#endif
