# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# For tests in a real terminal, to be sourced: a window of 80×24 in a tmux of our
# own, with a shell in it.  Nothing is done after a time, all is waited for: until
# a condition holds, for ten seconds at most.
. "${TOP_SRCDIR:-$PWD}/tests/cli/lib.sh"

if ! tmux -V >/dev/null 2>&1; then
	echo '1..0 # SKIP tmux is missing'
	exit 0
fi
mux() { tmux -S "$work/tmux" -f /dev/null "$@"; }
trap 'mux kill-server 2>/dev/null; chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
unset TMUX STY COLORTERM COLORFGBG LINES COLUMNS ESCDELAY
ENV=$work/prompt
export ENV LUTRIN
echo "PS1='ready> '" >"$ENV"
status=0
: >"$work/out" >"$work/err"

# window [WIDTH HEIGHT]: a new one, with a shell that waits for words.
window() {
	mux kill-server 2>/dev/null
	mux new-session -d -x "${1:-80}" -y "${2:-24}" 'sh -i'
	mux set -g set-clipboard on
	shows 'ready>' && return
	echo 'Bail out! no shell in tmux'
	exit 99
}

# type KEY…, as tmux names them; say TEXT, letter by letter.
type() { mux send-keys "$@"; }
say() { mux send-keys -l "$1"; }
# enter LINE: a line for the shell.
enter() { say "$1" && type Enter; }
size() { mux resize-window -x "$1" -y "$2"; }
screen() { mux capture-pane -p; }
styled() { mux capture-pane -p -e; }

# until CONDITION…
until_true() {
	for _ in $(seq 200); do
		"$@" && return
		sleep 0.05
	done
	screen 2>/dev/null | grep '.' >"$work/out"
	return 1
}
on_screen() { screen | grep -qF -e "$1"; }
not_on_screen() { ! on_screen "$1"; }
shows() { until_true on_screen "$1"; }
hides() { until_true not_on_screen "$1"; }
first_line_has() { screen | sed -n 1p | grep -qF -e "$1"; }
# The reader's own process, the newest.
reader() { pgrep -n -f "^$LUTRIN" -s "$(mux display -p '#{pane_pid}')"; }
reading() { until_true reader >/dev/null; }
left() { until_true not_reading; }
not_reading() { ! reader >/dev/null; }

# The settings of the window's terminal, its cursor, which of its two screens is
# shown, and the modes that a reader changes.
state() {
	stty -a <"$(mux display -p '#{pane_tty}')"
	mux display -p '#{cursor_flag} #{alternate_on} #{keypad_cursor_flag} #{keypad_flag}'
}
# as_before COMMAND…: the terminal is after it as it was before it.
remember() { state >"$work/before"; }
as_before() { until_true same_state; }
same_state() { state | cmp -s - "$work/before"; }

# A text of 60 paragraphs, each but the title with its number.
long_article() {
	echo 'Le long récit'
	for i in $(seq 2 60); do
		printf '\nParagraphe numéro %d : il raconte, en peu de mots, ce que dit le précédent ; puis il ajoute ceci.\n' "$i"
	done
}
