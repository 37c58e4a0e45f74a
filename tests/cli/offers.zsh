# SPDX-License-Identifier: GPL-3.0-or-later
# What zsh offers at the end of each line of standard input, "line<TAB>word", with the
# completion $1 and the folder $2 for its own files.  An interactive zsh on a terminal of
# its own has the line typed and a key pressed; what is added is written down on the way.
zmodload zsh/zpty
offers=$2/offers
cat >$2/.zshrc <<END
PS1= RPS1=
fpath=(${(q)1:h} \$fpath)
autoload -Uz compinit
compinit -D -u
compadd() {
	local -a added
	if (( ! \${@[(I)-[a-zA-Z]#[OAD]]} )); then
		builtin compadd -O added "\$@"
		print -rl -- \$added >>${(q)offers}
	fi
	builtin compadd "\$@"
}
tell() { print -n -- OFF''ERED }
offer() { comppostfuncs=(tell); _main_complete; compstate[insert]= compstate[list]= }
zle -C offer complete-word offer
bindkey '^T' offer
print READY
END
export TERM=dumb ZDOTDIR=$2
zpty lutrin zsh -i
zpty -r lutrin said '*READY*' || exit 1
while IFS= read -r line; do
	: >$offers
	zpty -w -n lutrin $'\C-u'"$line"$'\C-t'
	zpty -r lutrin said '*OFFERED*' || exit 1
	for word in ${(f)"$(<$offers)"}; do
		print -r -- "$line	$word"
	done
done
zpty -d lutrin
