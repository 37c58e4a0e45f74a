/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two files of one line in the state folder; a line that is not as it was made
 * counts as none. */
#include "notes/identity.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/files.h"
#include "base/mem.h"

#define LINE_MAX_BYTES 128
#define HOST_BYTES 32
#define LOCK_WAIT 2000 /* milliseconds */

static bool random_bytes(uint8_t *bytes, size_t len)
{
	return getrandom(bytes, len, 0) == (ssize_t)len;
}

/* The host's name as far as its first dot, in letters, digits and hyphens. */
static void host_name(char out[HOST_BYTES + 1])
{
	char host[256] = "";
	size_t len = 0;

	gethostname(host, sizeof host - 1);
	for (const char *c = host; *c && *c != '.' && len < HOST_BYTES; c++)
		if (isalnum((unsigned char)*c) || *c == '-')
			out[len++] = (char)tolower((unsigned char)*c);
	out[len] = '\0';
}

static bool make_device(char out[LINE_MAX_BYTES])
{
	char host[HOST_BYTES + 1];
	uint8_t r[2];

	host_name(host);
	if (!random_bytes(r, sizeof r))
		return false;
	snprintf(out, LINE_MAX_BYTES, "%s-%02x%02x", *host ? host : "device", r[0], r[1]);
	return true;
}

static bool is_device(const char *line)
{
	size_t len = strspn(line, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return len > 5 && len <= HOST_BYTES + 5 && !line[len];
}

static bool make_author(char out[LINE_MAX_BYTES])
{
	uint8_t r[16];

	if (!random_bytes(r, sizeof r))
		return false;
	r[6] = (uint8_t)((r[6] & 0x0F) | 0x40); /* version 4 */
	r[8] = (uint8_t)((r[8] & 0x3F) | 0x80); /* variant 10 */
	snprintf(out, LINE_MAX_BYTES,
		 "urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
		 r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9], r[10], r[11], r[12],
		 r[13], r[14], r[15]);
	return true;
}

static bool is_author(const char *line)
{
	return strlen(line) == 45 && strncmp(line, "urn:uuid:", 9) == 0 &&
	       strspn(line + 9, "0123456789abcdef-") == 36;
}

static char *read_line(const char *path, bool (*is_right)(const char *line))
{
	struct str s;
	char *line = NULL;

	str_init(&s);
	if (files_read(path, LINE_MAX_BYTES, &s, NULL)) {
		s.data[strcspn(s.data, "\n")] = '\0';
		if (is_right(s.data))
			line = mem_strdup(s.data);
	}
	str_release(&s);
	return line;
}

static char *make_and_keep(const char *path, bool (*make)(char out[LINE_MAX_BYTES]))
{
	char fresh[LINE_MAX_BYTES];

	if (!make(fresh))
		return NULL;
	strcat(fresh, "\n");
	if (!files_write_unsynced(path, fresh, strlen(fresh), 0600, NULL))
		return NULL;
	return mem_strndup(fresh, strlen(fresh) - 1);
}

/* Made under a lock: of two programs that start at the same time both take the
 * first one's. */
static char *kept(const char *name, bool (*make)(char out[LINE_MAX_BYTES]),
		  bool (*is_right)(const char *line))
{
	char *path = files_path(FILES_STATE, name), *lock_path, *line;
	int lock;

	if (!path)
		return NULL;
	line = read_line(path, is_right);
	if (!line) {
		lock_path = files_path(FILES_STATE, "locks/identity");
		lock = files_lock(lock_path, LOCK_WAIT, NULL);
		line = read_line(path, is_right);
		if (!line && lock >= 0)
			line = make_and_keep(path, make);
		if (lock >= 0)
			close(lock);
		free(lock_path);
	}
	free(path);
	return line;
}

char *identity_device(void)
{
	return kept("device", make_device, is_device);
}

char *identity_author(void)
{
	return kept("author", make_author, is_author);
}
