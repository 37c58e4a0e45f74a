#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes lineclass.inc from the Unicode Character Database (Debian: unicode-data).

    python3 lineclass.py /usr/share/unicode >lineclass.inc

A class for each code point of Latin-1, and one for each range of code points of one
class; AL is what is in neither.  Classes are
resolved as LB1 says without a dictionary: AI, SG, XX to AL; CJ to NS; SA to CM
where it is a mark, else to AL.  OP that is wide is OPW, CP is CPW (LB30), what may
become a pictograph EP (LB30b).  H2 and H3 alternate: they are one range, HS.
"""
import os
import sys

MAX = 0x110000
folder = sys.argv[1]


def ranges(name):
    """Yields (first, last, value) of a file of properties."""
    with open(os.path.join(folder, name), encoding="utf-8") as lines:
        for line in lines:
            fields = [f.strip() for f in line.split("#")[0].split(";")]
            if len(fields) < 2:
                continue
            ends = [int(e, 16) for e in fields[0].split("..")]
            yield ends[0], ends[-1], fields[1]


def fill(table, name, wanted=None):
    for first, last, value in ranges(name):
        if wanted is None or value == wanted:
            for cp in range(first, last + 1):
                table[cp] = value


def categories():
    table = ["Cn"] * MAX
    start = 0
    with open(os.path.join(folder, "UnicodeData.txt"), encoding="utf-8") as lines:
        for line in lines:
            cp, name, category = line.split(";")[:3]
            cp = int(cp, 16)
            first = start if name.endswith(", Last>") else cp
            start = cp
            for each in range(first, cp + 1):
                table[each] = category
    return table


def main():
    lb, width, category = ["XX"] * MAX, ["N"] * MAX, categories()
    picture = [""] * MAX
    # Where the file says nothing: its header's defaults.
    for first, last, value in (
        (0x3400, 0x4DBF, "ID"), (0x4E00, 0x9FFF, "ID"), (0xF900, 0xFAFF, "ID"),
        (0x20000, 0x2FFFD, "ID"), (0x30000, 0x3FFFD, "ID"), (0x1F000, 0x1FAFF, "ID"),
        (0x1FC00, 0x1FFFD, "ID"), (0x20A0, 0x20CF, "PR"),
    ):
        for cp in range(first, last + 1):
            lb[cp] = value
    fill(lb, "LineBreak.txt")
    fill(width, "EastAsianWidth.txt")
    fill(picture, "emoji/emoji-data.txt", "Extended_Pictographic")
    for cp in range(MAX):
        kind = lb[cp]
        if kind in ("AI", "SG", "XX"):
            kind = "AL"
        elif kind == "CJ":
            kind = "NS"
        elif kind == "SA":
            kind = "CM" if category[cp] in ("Mn", "Mc") else "AL"
        elif kind in ("OP", "CP") and width[cp] in ("F", "W", "H"):
            kind += "W"
        elif kind in ("H2", "H3"):
            kind = "HS"
        if picture[cp] and category[cp] == "Cn":
            kind = "EP"
        lb[cp] = kind
    print("/* Made by lineclass.py from Unicode's LineBreak.txt, EastAsianWidth.txt,")
    print(" * UnicodeData.txt and emoji-data.txt, version 15.0. */")
    print("static const unsigned char low[0x100] = {")
    for cp in range(0x100):
        if lb[cp] != "AL":
            print("[0x%02X] = LINECLASS_%s," % (cp, lb[cp]))
    print("};")
    print("static const struct range ranges[] = {")
    first = 0
    for cp in range(1, MAX + 1):
        if cp < MAX and lb[cp] == lb[first]:
            continue
        if lb[first] != "AL":
            print("{0x%04X, 0x%04X, LINECLASS_%s}," % (first, cp - 1, lb[first]))
        first = cp
    print("};")


main()
