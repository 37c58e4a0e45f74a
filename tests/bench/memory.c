/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /proc/PID/smaps, mapping by mapping: smaps_rollup does not tell a file's clean pages,
 * which the kernel may drop, from others. */
#include "bench/memory.h"

#include <stdio.h>
#include <string.h>

static double add_private(FILE *in)
{
	char line[4352], permissions[8];
	unsigned long from, to, offset, inode = 0, kib;
	double sum = 0;

	while (fgets(line, sizeof line, in)) {
		if (sscanf(line, "%lx-%lx %7s %lx %*s %lu", &from, &to, permissions, &offset,
			   &inode) == 5)
			continue;
		if (sscanf(line, "Private_Dirty: %lu", &kib) == 1 ||
		    (inode == 0 && sscanf(line, "Private_Clean: %lu", &kib) == 1))
			sum += (double)kib / 1024;
	}
	return sum;
}

bool memory_read(pid_t pid, struct memory *out)
{
	char path[64], line[256];
	unsigned long kib;
	FILE *in;

	snprintf(path, sizeof path, "/proc/%d/smaps", (int)pid);
	in = fopen(path, "r");
	if (!in)
		return false;
	out->private = add_private(in);
	fclose(in);
	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	in = fopen(path, "r");
	if (!in)
		return false;
	while (fgets(line, sizeof line, in))
		if (sscanf(line, "VmHWM: %lu", &kib) == 1)
			out->peak = (double)kib / 1024;
	fclose(in);
	return true;
}
