/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of settings is taken in once more, for what settings.h does not tell: ranges.
 */
#include "values.h"

#include "app/settings.h"
#include "base/language.h"

enum kind { NUMBER, FLAG, TEXT, CHOICE, MEANINGS, NAME };

static const struct {
	enum kind kind;
	int low, high;
} settings[] = {
#define SETTING_NUMBER(field, name, initial, low, high, help) {NUMBER, low, high},
#define SETTING_FLAG(field, name, initial, help) {FLAG, 0, 1},
#define SETTING_TEXT(field, name, initial, help) {TEXT, 0, 0},
#define SETTING_CHOICE(field, name, initial, words, help) {CHOICE, 0, 0},
#define SETTING_MEANINGS(field, name, words, help) {MEANINGS, 0, 0},
#define SETTING_NAME(field, name, initial, words, help) {NAME, 0, 0},
#include "app/settings.def"
#undef SETTING_NUMBER
#undef SETTING_FLAG
#undef SETTING_TEXT
#undef SETTING_CHOICE
#undef SETTING_MEANINGS
#undef SETTING_NAME
};

static void initial_value(size_t setting, struct str *value)
{
	struct settings s;

	settings_init(&s);
	settings_get(&s, settings_name(setting), value);
	settings_release(&s);
}

char *values_of(size_t setting)
{
	struct str initial, s;

	str_init(&initial);
	str_init(&s);
	initial_value(setting, &initial);
	switch (settings[setting].kind) {
	case NUMBER:
		str_addf(&s, _("%d to %d; at first %s"), settings[setting].low,
			 settings[setting].high, initial.data);
		break;
	case FLAG:
		str_addf(&s, _("on or off; at first %s"), initial.data);
		break;
	case TEXT:
		if (initial.len > 0)
			str_addf(&s, _("at first %s"), initial.data);
		else
			str_add(&s, _("at first empty"));
		break;
	case CHOICE:
		str_addf(&s, _("one of %s; at first %s"), settings_words(setting), initial.data);
		break;
	case NAME:
		str_addf(&s, _("your own or one of %s; at first %s"), settings_words(setting),
			 initial.data);
		break;
	case MEANINGS:
		str_addf(&s, _("a word and its meaning; the words are %s"),
			 settings_words(setting));
		break;
	}
	str_release(&initial);
	return str_take(&s);
}
