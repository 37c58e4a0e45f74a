#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How ragged lutrin's lines are, and how fast `print` makes them.

    typeset.py LUTRIN SENTENCES

Paragraphs are made of the sentences of a file, with a fixed seed.  Raggedness is the
sum of the squared shortfalls, in cells, of all lines but the last of each paragraph.
fmt counts bytes: it is also given the text without accents, so that it errs in
nothing but its choice.  Times are of whole processes, run in turn so that a busy
moment of the machine falls on all alike; the median counts, and beside it the
least.  What is not installed is left out by name.
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata

RUNS = 11
ENV = dict(os.environ, LC_ALL="C.UTF-8")


def cells(line):
    return sum(1 for c in line if not unicodedata.combining(c) and c != "\u00ad")


def bare(text):
    plain = text.replace("’", "'").replace("œ", "oe").replace("–", "-").replace("…", "...")
    plain = plain.replace("«", "<").replace("»", ">").replace("€", "E").replace("°", "o")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if ord(c) < 0x80)


def paragraphs(sentences, count):
    dice = random.Random(1)
    return [" ".join(dice.choice(sentences) for _ in range(dice.randint(3, 9)))
            for _ in range(count)]


def shortfall(text, width):
    total = 0
    for paragraph in text.strip("\n").split("\n\n"):
        for line in paragraph.split("\n")[:-1]:
            total += (width - cells(line.rstrip())) ** 2
    return total


def greedy(texts, width):
    out = []
    for text in texts:
        lines, line = [], ""
        for word in text.split(" "):
            if line and cells(line) + 1 + cells(word) > width:
                lines.append(line)
                line = word
            else:
                line = line + " " + word if line else word
        out.append("\n".join(lines + [line]))
    return "\n\n".join(out)


def run(command, text):
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, env=ENV, check=True,
                          text=True).stdout


def show(name, values):
    print("%-22s" % name + "".join("%8s" % v for v in values))


def ragged(lutrin, texts):
    text, plain = "\n\n".join(texts) + "\n", bare("\n\n".join(texts)) + "\n"
    widths = range(30, 85, 5)
    rows = {"lutrin": [], "greedy": [], "fmt": [], "fmt, no accents": [], "par": []}
    for width in widths:
        w = str(width)
        own = run([lutrin, "print", "--hyphenate", "no", "--width", w, "-"], text)
        rows["lutrin"].append(shortfall(own, width))
        rows["greedy"].append(shortfall(greedy(texts, width), width))
        if shutil.which("fmt"):
            rows["fmt"].append(shortfall(run(["fmt", "-w", w], text), width))
            rows["fmt, no accents"].append(shortfall(run(["fmt", "-w", w], plain), width))
        if shutil.which("par"):
            rows["par"].append(shortfall(run(["par", w], text), width))
    print("Raggedness, %d paragraphs: sum of squared shortfalls" % len(texts))
    show("width", widths)
    for name, values in rows.items():
        show(name, values or ["(not installed)"])
    print("lutrin / …")
    for name, values in list(rows.items())[1:]:
        show(name, ["%.2f" % (a / b) for a, b in zip(rows["lutrin"], values)])


def timed(command, path):
    with open(path, "rb") as source, open(os.devnull, "wb") as sink:
        start = time.perf_counter()
        subprocess.run(command, stdin=source, stdout=sink, env=ENV, check=True)
        return (time.perf_counter() - start) * 1000


def speed(lutrin, name, path):
    commands = {"lutrin": [lutrin, "print", path]}
    for peer, command in (("fmt", ["fmt", "-w", "72"]), ("par", ["par", "72"])):
        if shutil.which(peer):
            commands[peer] = command
    times = {peer: [] for peer in commands}
    for _ in range(RUNS):
        for peer, command in commands.items():
            times[peer].append(timed(command, path))
    own = sorted(times["lutrin"])[RUNS // 2]
    print("\n%s: ms, median (least) of %d runs" % (name, RUNS))
    for peer, values in times.items():
        values.sort()
        print("%-10s %7.1f (%.1f)   lutrin / it %.2f"
              % (peer, values[RUNS // 2], values[0], own / values[RUNS // 2]))


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def huge(lutrin, folder, texts):
    line = (" ".join(texts) + " ").encode()
    path = os.path.join(folder, "line")
    with open(path, "wb") as out: # piece by piece: a child counts our own memory as its peak
        for _ in range(100_000_000 // len(line)):
            out.write(line)
    start = time.perf_counter()
    child = subprocess.Popen([lutrin, "print", path], stdout=subprocess.DEVNULL, env=ENV)
    usage = os.wait4(child.pid, 0)[2]
    print("\nA line of 100 MB: %.1f s, peak %.0f MiB, mapped pages counted"
          % (time.perf_counter() - start, usage.ru_maxrss / 1024))


def main():
    lutrin, sentences = sys.argv[1:]
    with open(sentences, encoding="utf-8") as source:
        texts = paragraphs([s.strip() for s in source if s.strip()], 120)
    ragged(lutrin, texts)
    novel = (texts * (3_000_000 // len("\n".join(texts).encode()) + 1))
    wrapped = run(["fmt", "-w", "70"], "\n\n".join(novel)) if shutil.which("fmt") else None
    with tempfile.TemporaryDirectory() as folder:
        speed(lutrin, "3 MB, a paragraph a line", write(folder, "long", "\n".join(novel) + "\n"))
        if wrapped:
            speed(lutrin, "3 MB, wrapped by hand", write(folder, "hard", wrapped))
        huge(lutrin, folder, texts)


main()
