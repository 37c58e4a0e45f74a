# SPDX-License-Identifier: GPL-3.0-or-later
# What fish offers at the end of each line of standard input, "line<TAB>word".
source $argv[1]
while read -l line
	for offer in (complete -C "$line")
		printf '%s\t%s\n' $line (string split -m 1 \t -- $offer)[1]
	end
end
