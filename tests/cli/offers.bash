# SPDX-License-Identifier: GPL-3.0-or-later
# What bash offers at the end of each line of standard input, "line<TAB>word": the
# completion $1 is called as bash does it.
# shellcheck shell=bash disable=SC1090,SC2034
source "$1"

# Cuts the line as readline does, at blanks, "=" and ":".
cut_words() {
	local rest=$COMP_LINE word
	COMP_WORDS=()
	while [[ $rest =~ ^([[:space:]]*)(\'[^\']*\'?|\"[^\"]*\"?|(\\.|[^[:space:]=:\\])+|[=:]+) ]]; do
		COMP_WORDS+=("${BASH_REMATCH[2]}")
		rest=${rest#"${BASH_REMATCH[0]}"}
	done
	[[ $rest ]] && COMP_WORDS+=('')
	COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
}

while IFS= read -r COMP_LINE; do
	COMP_POINT=${#COMP_LINE}
	cut_words
	_lutrin lutrin "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
	for word in "${COMPREPLY[@]}"; do
		printf '%s\t%s\n' "$COMP_LINE" "$word"
	done
done
