# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# For tests that search for what is wrong: reads it from standard input, a line
# each; nothing means that the sentence $1 holds.
holds() {
	wrong=$(cat)
	if test -z "$wrong"; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		printf '%s\n' "$wrong" | sed 's/^/# /'
	fi
}
