/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much memory a process holds. */
#ifndef LUTRIN_BENCH_MEMORY_H
#define LUTRIN_BENCH_MEMORY_H

#include <stdbool.h>
#include <sys/types.h>

struct memory {
	double private; /* MiB that go with it: dirty pages, and clean ones that are no file's */
	double peak;    /* MiB resident at most, mapped files among them */
};

bool memory_read(pid_t pid, struct memory *out);

#endif
