# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# For tests of the command line, to be sourced.  Each runs in a folder of its own,
# $work, which is the home too and goes in the end; articles go to $work/texts.

LUTRIN=${LUTRIN:?the program to test}
work=$(mktemp -d) || exit 99
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM
mkdir "$work/texts" && cd "$work/texts" || exit 99
HOME=$work
XDG_CONFIG_HOME=$work/config
XDG_DATA_HOME=$work/data
XDG_STATE_HOME=$work/state
LC_ALL=C.UTF-8
export HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME LC_ALL
unset LANGUAGE LANG NO_COLOR EDITOR VISUAL POSIXLY_CORRECT
tab=$(printf '\t')
count=0

# Runs lutrin; what it wrote is in $work/out and $work/err, its status in $status.
run() {
	"$LUTRIN" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
}

# The same with standard input as it is.
run_piped() {
	"$LUTRIN" "$@" >"$work/out" 2>"$work/err"
	status=$?
}

# ok SENTENCE COMMAND…: one test, that COMMAND succeeds.
ok() {
	sentence=$1
	shift
	count=$((count + 1))
	if "$@"; then
		echo "ok $count - $sentence"
		return
	fi
	echo "not ok $count - $sentence"
	echo "# wrong: $*" | sed '2,$s/^/# /'
	echo "# status $status" 
	sed 's/^/# out: /' "$work/out"
	sed 's/^/# err: /' "$work/err"
}

# Whether --version tells $1 of the program: some parts can be left out of it.
built_with() {
	LANGUAGE=C "$LUTRIN" --version | grep -q -e "$1"
}

# skip SENTENCE WHY
skip() {
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

# Conditions for ok.
out_is() { test "$(cat "$work/out")" = "$1"; }
out_has() { grep -qF -e "$1" "$work/out"; }
file_has() { grep -qsF -e "$2" "$1"; }
out_lacks() { ! out_has "$1"; }
silent() { test ! -s "$work/out" && test ! -s "$work/err"; }

# ended STATUS: that status and not a word on standard error.
ended() { test "$status" -eq "$1" && test ! -s "$work/err"; }

# told STATUS TEXT: that status, and one line of error that holds TEXT.
told() {
	test "$status" -eq "$1" && test "$(wc -l <"$work/err")" -eq 1 &&
		grep -q '^lutrin: ' "$work/err" && grep -qF -e "$2" "$work/err"
}

all() {
	for condition; do
		eval "$condition" || { echo "# not so: $condition"; return 1; }
	done
}

# The characters in the longest line of standard output.
widest() {
	LC_ALL=C tr -d '\200-\277' <"$work/out" |
		awk '{ if (length > most) most = length } END { print most + 0 }'
}

# A short article: three paragraphs, « lecture » twice in the second.
article() {
	printf '%s\n' 'La lecture lente' '' \
		'Une lecture qui prend son temps est une lecture qui garde. Le cœur du texte apparaît enfin.' '' \
		'Ce n’est pas un luxe : « c’est un droit ».' >"$1"
}

finish() {
	echo "1..$count"
	exit 0
}
