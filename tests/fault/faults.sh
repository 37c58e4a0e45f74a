# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# Saves whose system calls are killed or fail one by one, in worlds of their own.
# shellcheck disable=SC2086 # $large is a word or none

saver=${TOP_BUILDDIR:-.}/tests/fault/saver
large=${large-}   # "large": sidecars are saved as large ones are
chosen=${chosen-} # system calls, as A|B; all: empty
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
world=$work/world
article=$world/a.txt
sidecar=$article.ann.json
HOME=$world/home
LC_ALL=C
ASAN_OPTIONS=detect_leaks=0 # it would trace itself
export HOME LC_ALL ASAN_OPTIONS
unset XDG_DATA_HOME XDG_STATE_HOME

new_world() {
	rm -rf "$world"
	mkdir -p "$HOME"
	echo 'Un mot, puis un autre.' >"$article"
}

# The three worlds that a save may find, and how many notes each holds.  They are moved, not
# copied: a file that lives on keeps its number, and no copy of it can be taken for it.
new_world
mv "$world" "$work/empty"
cp -a "$work/empty" "$world"
"$saver" $large add "$article" 1 mot
mv "$world" "$work/kept"
cp -a "$work/kept" "$world"
echo '{"items": [' >"$sidecar"
mv "$world" "$work/broken"
notes_in() {
	case $1 in empty) echo 0 ;; *) echo 1 ;; esac
}

enter() {
	rm -rf "$world"
	cp -a "$work/$1" "$world"
}

# The system calls that saving makes, those of the $chosen names, "NAME NUMBER" a line: the
# NUMBER-th call of that name in the whole run.
calls() {
	enter "$1"
	strace -f -o "$work/trace" "$saver" $large add "$article" 1 autre >"$work/out" 2>&1
	awk '{ sub(/^[0-9]+ +/, "") }
		match($0, /^[a-z_0-9]+\(/) {
			name = substr($0, 1, RLENGTH - 1)
			n[name]++
			if (name == "getppid") saving = 1
			else if (saving) print name, n[name]
		}' "$work/trace" |
		grep -Ev '^(brk|mmap|munmap|mprotect|madvise|mremap|futex|exit_group|rt_sig.*) ' |
		grep -E "^(${chosen:-.*}) "
}

inject() {
	strace -f -o "$work/trace" -e "trace=$1" -e "inject=$1:$2:when=$3" \
		"$saver" $large add "$article" 1 autre
}

# Whether the sidecar is byte for byte that of the world $1.
is_old() {
	if test -e "$work/$1/a.txt.ann.json"; then
		cmp -s "$work/$1/a.txt.ann.json" "$sidecar"
	else
		test ! -e "$sidecar"
	fi
}

is_new() {
	grep -q '"exact": "autre"' "$sidecar" 2>/dev/null
}

# What was broken is still there, under its name or set aside.
broken_is_there() {
	for file in "$sidecar" "$sidecar".corrupt-*; do
		cmp -s "$work/broken/a.txt.ann.json" "$file" && return
	done
	return 1
}

# Each backup is the old sidecar or the new one, wherever that is.
broken_backups() {
	find "$HOME" -path '*/backups/*' -name '*.json' | while read -r file; do
		for version in "$work/kept/a.txt.ann.json" "$sidecar" \
			"$HOME"/.local/share/lutrin/annotations/*; do
			cmp -s "$version" "$file" && continue 2
		done
		echo "${file##*/}"
	done
}

# $1 world, $2 what was done, $3 the least and $4 the most notes there may be.
check() {
	is_old "$1" || is_new || echo "$2: the sidecar is neither old nor new"
	test "$1" != broken || broken_is_there || echo "$2: what was broken is gone"
	test -z "$large" || broken_backups | sed "s/^/$2: a backup is neither old nor new: /"
	"$saver" $large verify "$article" >"$work/verify" 2>&1 ||
		echo "$2: no note can be added: $(cat "$work/verify")"
	count=$(sed -n 's/ notes$//p' "$work/verify")
	test "${count:--1}" -ge "$3" && test "$count" -le "$4" || echo "$2: $count notes"
}

killed_everywhere() {
	old=$(notes_in "$1")
	calls "$1" >"$work/calls"
	grep -q '^rename' "$work/calls" || echo 'the trace shows no rename'
	while read -r name number; do
		enter "$1"
		inject "$name" signal=KILL "$number" >"$work/out" 2>&1
		if is_new; then least=$((old + 1)); else least=$old; fi
		check "$1" "killed at $name $number" "$least" $((old + 1))
	done <"$work/calls"
}

# A save that says that it is done has kept the note; and where it is not in the
# sidecar, the reader was told.
failed_everywhere() {
	old=$(notes_in "$1")
	# The kernel always has random bytes, and without a name no note is made.
	calls "$1" | grep -v getrandom >"$work/calls"
	while read -r name number; do
		for error in $2; do
			what="$name $number: $error"
			enter "$1"
			inject "$name" "error=$error" "$number" >"$work/out" 2>&1
			status=$?
			case $status in
			0)
				is_new || grep -q 'the notes are kept in' "$work/out" ||
					echo "$what: kept elsewhere, and not told"
				check "$1" "$what" $((old + 1)) $((old + 1))
				;;
			1)
				check "$1" "$what" "$old" $((old + 1))
				test -s "$work/out" || echo "$what: failed, and not told"
				;;
			*) echo "$what: status $status: $(cat "$work/out")" ;;
			esac
		done
	done <"$work/calls"
}

# What a power cut may not turn round: each file is written, synced and closed before it
# takes its name, and its folder is synced after.  Backups are copies: they need none.
in_order() {
	enter kept
	strace -f -y -o "$work/trace" -e 'trace=openat,write,fsync,fdatasync,close,renameat,rename' \
		"$saver" $large add "$article" 1 autre >"$work/out" 2>&1
	awk -v folder="$world" '
		{ sub(/^[0-9]+ +/, "") }
		/^openat/ && /O_EXCL/ && index($0, folder "/.lutrin") {
			match($0, /"[^"]*"/)
			stage[last(substr($0, RSTART + 1, RLENGTH - 2))] = 1
		}
		function last(path) { sub(/.*\//, "", path); return path }
		function whole(line) { match(line, /<[^>]*>/); return substr(line, RSTART + 1, RLENGTH - 2) }
		function file(line) { return last(whole(line)) }
		/^write\(/ && (f = file($0)) in stage { if (stage[f] != 1) print "written after fsync: " f }
		/^fsync\(/ && (f = file($0)) in stage { stage[f] = 2 }
		/^close\(/ && (f = file($0)) in stage {
			if (stage[f] != 2) print "closed before fsync: " f
			stage[f] = 3
		}
		/^rename/ {
			match($0, /"[^"]*"/)
			f = last(substr($0, RSTART + 1, RLENGTH - 2))
			if (f in stage) {
				if (stage[f] != 3) print "renamed before close: " f
				renamed = 1
				synced = 0
			}
		}
		/^fsync\(/ && whole($0) == folder && renamed { synced = 1 }
		END {
			if (!renamed) print "no file took the name of the sidecar"
			if (!synced) print "the folder was not synced after"
		}' "$work/trace"
}
