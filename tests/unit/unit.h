/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cmocka wants to be included before it, once. */
#ifndef LUTRIN_TESTS_UNIT_H
#define LUTRIN_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
