/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * uchardet is loaded for each question: it is asked once a text, and of few texts.
 */
#include "text/charset.h"

#include <string.h>

#ifdef UCHARDET_SONAME
#include <dlfcn.h>
#include <uchardet/uchardet.h>

struct library {
	void *handle;
	__typeof__(uchardet_new) *new;
	__typeof__(uchardet_delete) *delete;
	__typeof__(uchardet_handle_data) *look;
	__typeof__(uchardet_data_end) *end;
	__typeof__(uchardet_get_charset) *name;
};

static bool open_library(struct library *l)
{
	l->handle = dlopen(UCHARDET_SONAME, RTLD_LAZY | RTLD_LOCAL);
	if (!l->handle)
		return false;
	*(void **)&l->new = dlsym(l->handle, "uchardet_new");
	*(void **)&l->delete = dlsym(l->handle, "uchardet_delete");
	*(void **)&l->look = dlsym(l->handle, "uchardet_handle_data");
	*(void **)&l->end = dlsym(l->handle, "uchardet_data_end");
	*(void **)&l->name = dlsym(l->handle, "uchardet_get_charset");
	return l->new && l->delete &&l->look && l->end && l->name;
}

static bool ask(const struct library *l, const char *bytes, size_t len, char name[CHARSET_NAME])
{
	uchardet_t detector = l->new ();
	bool said = detector && l->look(detector, bytes, len) == 0;

	name[0] = '\0';
	if (said) {
		l->end(detector);
		strncat(name, l->name(detector), CHARSET_NAME - 1);
	}
	if (detector)
		l->delete (detector);
	return name[0];
}

bool charset_ask_uchardet(const char *bytes, size_t len, char name[CHARSET_NAME])
{
	struct library l = {0};
	bool said = open_library(&l) && ask(&l, bytes, len, name);

	if (l.handle)
		dlclose(l.handle);
	return said;
}

const char *charset_library(bool *there)
{
	struct library l = {0};

	*there = open_library(&l);
	if (l.handle)
		dlclose(l.handle);
	return UCHARDET_SONAME;
}

#else

bool charset_ask_uchardet(const char *bytes, size_t len, char name[CHARSET_NAME])
{
	(void)bytes;
	(void)len;
	(void)name;
	return false;
}

const char *charset_library(bool *there)
{
	*there = false;
	return "libuchardet";
}

#endif
