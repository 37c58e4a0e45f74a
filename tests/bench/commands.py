#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the commands of the shell take, beside grep's: commands.py LUTRIN CORPORA NAMES

Times are of whole processes, run in turn; medians, and beside them the least.  What a
command wrote is looked at: one that did not find the needle has failed.  Its output
goes to a file, since grep stops at the first match when nobody reads.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

RUNS = 5
LITERAL = "Évreux remonta la pendule"
CASELESS = "horloger zélé d’évreux remonta"
FOLDED = "horloger zele d'evreux remonta"


def wanted(names, name):
    return names == "all" or name in names.split(",")


def run(command, out):
    with open(out, "wb") as sink:
        start = time.perf_counter()
        code = subprocess.run(command, stdout=sink, stdin=subprocess.DEVNULL).returncode
        return (time.perf_counter() - start) * 1000, code


def matches(out, needle):
    with open(out, "rb") as source:
        return source.read().count(needle.encode())


def compare(title, commands, needle, count, note=None):
    """commands: name to argv, lutrin's first; `count` matches of `needle` are right (None: any)."""
    times = {name: [] for name in commands}
    wrong = set()
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        for _ in range(RUNS):
            for name, command in commands.items():
                ms, code = run(command, out)
                times[name].append(ms)
                found = matches(out, needle)
                if code != 0 or not found or count is not None and found != count:
                    wrong.add(name)
    own = None
    for name, values in times.items():
        values.sort()
        median = values[len(values) // 2]
        if name in wrong:
            print("%-34s %-10s %10s (failed: its output is not what it should be)"
                  % (title, name, "—"))
            continue
        tail = " lutrin / it ×%.2f" % (own / median) if own else "  " + note(median) if note else ""
        own = own or median
        print("%-34s %-10s %10.1f %10.1f %s" % (title, name, median, values[0], tail))


def greps(lutrin, corpora, names):
    tree = os.path.join(corpora, "tree")
    places = [("tree", "10,000 articles", tree, 100),
              ("1g", "1 GB", os.path.join(corpora, "1g.txt"), 1)]
    for corpus, name, path, count in places:
        if not os.path.exists(path) or not wanted(names, corpus):
            continue
        files = ["-r", "--include=*.txt"] if os.path.isdir(path) else []
        compare("grep, literal, " + name, {
            "lutrin": [lutrin, "grep", LITERAL, path],
            "grep": ["grep"] + files + [LITERAL, path],
            "grep -F": ["grep", "-F"] + files + [LITERAL, path],
        }, LITERAL, count)
        compare("grep, folded, " + name, {
            "lutrin": [lutrin, "grep", FOLDED, path],
            "grep -i": ["grep", "-i"] + files + [CASELESS, path],
        }, LITERAL, count)
        if files:  # sidecars hold quotations, which only grep takes for matches
            compare("… and in their sidecars", {
                "lutrin": [lutrin, "grep", FOLDED, path],
                "grep -ri": ["grep", "-ri", CASELESS, path],
            }, LITERAL, None)


def at_rate(files):
    return lambda ms: "%.0f articles a second (wanted: 5,000)" % (files / ms * 1000)


def trees(lutrin, corpora, names):
    tree = os.path.join(corpora, "tree")
    if not os.path.isdir(tree) or not wanted(names, "tree"):
        return
    for command, needle in (("list", "Remarque"), ("check", "exact"), ("export", "Au jour")):
        compare(command + ", 10,000 articles", {"lutrin": [lutrin, command, tree]}, needle, None,
                at_rate(10000))


def adding(lutrin, corpora, names):
    source = os.path.join(corpora, "notes.txt")
    if not os.path.exists(source) or not wanted(names, "notes"):
        return
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(source, folder)
        shutil.copy(source + ".ann.json", folder)
        compare("add to 10,000 annotations",
                {"lutrin": [lutrin, "add", path, "--paragraph", "3000"]}, "urn:uuid", 1,
                lambda ms: "the whole process, fsync too (wanted: 20 without)")


def main():
    lutrin, corpora, names = sys.argv[1:]
    print("\n== Commands (ms)\n%-34s %-10s %10s %10s" % ("command", "program", "median", "least"))
    greps(lutrin, corpora, names)
    trees(lutrin, corpora, names)
    adding(lutrin, corpora, names)


main()
