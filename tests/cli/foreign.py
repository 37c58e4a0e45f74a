#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program that reads and writes sidecars, by docs/SIDECAR alone.

    foreign.py LUTRIN FOLDER     speaks TAP
"""
import hashlib
import json
import os
import subprocess
import sys
import unicodedata
import uuid

LUTRIN, FOLDER = sys.argv[1:]
os.chdir(FOLDER)
number = 0
ARTICLE = "aé.txt"
SIDECAR = ARTICLE + ".ann.json"
TEXT = ("\ufeffUn titre\r\n\r\nLe cœur 😀 du texte apparaît enfin, e\u0301te\u0301 comme hiver.\r\n\r\n"
        "Ici, le 漢字 et la fin.\r\n")


def ok(what, holds, why=""):
    global number
    number += 1
    print("%sok %d - %s" % ("" if holds else "not ", number, what))
    if not holds:
        print("# " + str(why)[:1500].replace("\n", "\n# "))


def lutrin(*words):
    return subprocess.run([LUTRIN, *words], capture_output=True, text=True)


def listed():
    return json.loads(lutrin("list", "--format", "json", ARTICLE).stdout)


def load():
    return json.load(open(SIDECAR, encoding="utf-8"))


def store(value):
    json.dump(value, open(SIDECAR, "w", encoding="utf-8"), ensure_ascii=False)


# Section 2: what positions count in.
text = TEXT.lstrip("\ufeff").replace("\r\n", "\n")


def annotation(quote, note=None):
    start = text.index(quote)
    end = start + len(quote)
    value = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:uuid:%s" % uuid.uuid4(), "type": "Annotation",
        "motivation": "commenting" if note else "highlighting",
        "created": "2026-11-20T18:07:02Z", "modified": "2026-11-20T18:07:02Z",
        "target": {
            "source": "a%C3%A9.txt", "type": "SpecificResource",
            "selector": [
                {"type": "TextQuoteSelector", "exact": quote, "prefix": text[max(0, start - 64):start],
                 "suffix": text[end:end + 64]},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
        "color": "green", "highlight": "underline",
        "rev": {"n": 1, "device": "other-0001", "parents": []},
    }
    if note:
        value["body"] = [{"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": note}]
    return value


open(ARTICLE, "wb").write(TEXT.encode("utf-8"))
one, two = annotation("cœur 😀 du texte", "Une note #étiquette"), annotation("漢字")
# Members that nobody knows, at every level, in spellings of their own.
store({"items": [one, two]})
raw = open(SIDECAR, encoding="utf-8").read()
raw = raw.replace('{"items": [', '{"x:set": {"a": [1, 2.50, 1e400, "\\u00e9"]}, "items": [', 1)
raw = raw.replace('"color": "green", ', '"x:item": {"deep": [[[null, true]]]}, "color": "green", ', 1)
raw = raw.replace('"source": "a%C3%A9.txt", ', '"x:target": "\\u2028", "source": "a%C3%A9.txt", ', 1)
raw = raw.replace('{"type": "TextQuoteSelector", ', '{"x:selector": -0.0, "type": "TextQuoteSelector", ', 1)
raw = raw.replace('"format": "text/plain", ', '"x:body": 12345678901234567890, "format": "text/plain", ', 1)
raw = raw.replace('"rev": {"n": 1, ', '"rev": {"x:rev": "0", "n": 1, ', 1)
UNKNOWN = ['"a": [', "2.50", "1e400", '"\\u00e9"', '"x:item"', '"deep"', '"x:target": "\\u2028"',
           '"x:selector": -0.0', '"x:body": 12345678901234567890', '"x:rev": "0"']
open(SIDECAR, "w", encoding="utf-8").write(raw)
notes = listed()
ok("what another program wrote is read", len(notes) == 2 and notes[0]["note"] == "Une note #étiquette", notes)
ok("and stands exactly", [n["status"] for n in notes] == ["exact", "exact"], notes)
ok("words, colour and style are its own", (notes[0]["quote"], notes[0]["color"], notes[0]["style"]) ==
   ("cœur 😀 du texte", "green", "underline"), notes[0])
ok("its tags are the bodies for tagging, and no others", notes[0]["tags"] == [], notes[0])
ok("reading writes nothing", open(SIDECAR, encoding="utf-8").read() == raw)

third = lutrin("add", ARTICLE, "--quote", "été comme hiver", "--note", "de lutrin").stdout.strip()


def kept(what):
    now = open(SIDECAR, encoding="utf-8").read()
    lost = [u for u in UNKNOWN if u not in now]
    ok("after %s every unknown member is there, word for word" % what, not lost, (lost, now))


kept("another annotation was added")
lutrin("edit", ARTICLE, one["id"], "--note", "Changée", "--color", "pink")
kept("the annotation itself was changed")
lutrin("remove", ARTICLE, third)
kept("one was deleted")

raw = open(SIDECAR, encoding="utf-8").read()
open(SIDECAR, "w", encoding="utf-8").write(raw.replace("1e400", "1"))  # json would make it Infinity

# Section 2, what lutrin wrote, read by the rules.
third = lutrin("add", ARTICLE, "--quote", "été comme", "--tag", "saison").stdout.strip()
item = [i for i in load()["items"] if i["id"] == third][0]
quote, position = item["target"]["selector"]
ok("positions are code points of the text as it is described",
   text[position["start"]:position["end"]] == quote["exact"] and
   unicodedata.normalize("NFC", quote["exact"]) == "été comme", (quote, position))
ok("contexts are what is around", text[:position["start"]].endswith(quote["prefix"]) and
   text[position["end"]:].startswith(quote["suffix"]) and max(len(quote["prefix"]), len(quote["suffix"])) <= 64, quote)
document = load()["document"]
ok("the article is described", document == {
    "name": ARTICLE, "size": len(TEXT.encode()), "chars": len(text),
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}, document)
ok("the source is percent-encoded", item["target"]["source"] == "a%C3%A9.txt", item["target"]["source"])

# Section 3: a tombstone of ours.
value = load()
dead = [i for i in value["items"] if i["id"] == third][0]
value["items"].remove(dead)
value.setdefault("deleted", []).append({"id": third, "deleted": "2036-11-20T19:00:00Z", "device": "other-0001",
                                        "annotation": dead, "x:dead": 1})
store(value)
ok("a tombstone deletes", third not in [n["id"] for n in listed()])
lutrin("add", ARTICLE, "--quote", "la fin")
ok("and stays, with what it holds", "x:dead" in open(SIDECAR).read() and
   third not in [i["id"] for i in load()["items"]])

# Section 2: a change of ours, by the rules, wins.
value = load()
for i in value["items"]:
    if i["id"] == one["id"]:
        i["body"][0]["value"] = "Par un autre programme"
        i["rev"] = dict(i["rev"], n=i["rev"]["n"] + 1, device="other-0001")
        i["modified"] = "2036-11-20T19:00:00Z"
store(value)
ok("a change of another program is seen", "Par un autre programme" in [n["note"] for n in listed()])

# Section 1: versions.
value = load()
value["sidecarVersion"] = 2
store(value)
before = open(SIDECAR).read()
run = lutrin("add", ARTICLE, "--quote", "titre")
ok("a newer version is not written", run.returncode == 2 and "newer" in run.stderr and open(SIDECAR).read() == before, run)
ok("but read", len(listed()) == len(value["items"]))
del value["sidecarVersion"]
store(value)
ok("no version is the first", lutrin("add", ARTICLE, "--quote", "titre").returncode == 0 and
   load()["sidecarVersion"] == 1)

# Section 1: as little as a sidecar can be, and the members in forms that W3C allows.
kept_aside = open(SIDECAR, encoding="utf-8").read()
least = {"id": "urn:uuid:11111111-2222-4333-8444-555555555555", "type": "Annotation", "mood": "calm",
         "body": {"type": "TextualBody", "value": "À vérifier"},
         "target": {"source": ARTICLE, "selector": {"type": "TextQuoteSelector", "exact": "été comme"}}}
store({"items": [least], "x-kept": [1, 2]})
before = open(SIDECAR, encoding="utf-8").read()
ok("a sidecar without version, dates and places is read", [(n["note"], n["status"]) for n in listed()] ==
   [("À vérifier", "moved")] and open(SIDECAR, encoding="utf-8").read() == before, listed())
run = lutrin("add", ARTICLE, "--quote", "titre")
value = load()
item = [i for i in value["items"] if i["id"] == least["id"]][0]
ok("and saved as what it is now", run.returncode == 0 and value["sidecarVersion"] == 1 and
   value["x-kept"] == [1, 2] and len(value["items"]) == 2 and item["mood"] == "calm" and
   item["body"] == [least["body"]] and item["target"]["selector"] == [least["target"]["selector"]] and
   "created" not in item, value)
os.remove(SIDECAR)
open(SIDECAR, "w", encoding="utf-8").write(kept_aside)

# Section 1: items that nobody understands.
value = load()
strange = [7, "x", {"type": "Annotation"}, {"id": 3}, dict(two, target=[]), dict(one), [[]]]
value["items"] += strange
store(value)
run = lutrin("add", ARTICLE, "--quote", "Ici")
after = load()["items"]
ok("items that are not understood, or whose id is taken, are kept", run.returncode == 0 and
   all(s in after for s in strange), [s for s in strange if s not in after])
os.remove(SIDECAR)
open(SIDECAR, "w").write('{"items": [], "x": %s1%s}' % ("[" * 100000, "]" * 100000))
run = lutrin("add", ARTICLE, "--quote", "Ici")
ok("what nests 100,000 deep is kept", run.returncode == 0 and "[" * 100000 in open(SIDECAR).read().replace("\n", "").replace(" ", ""),
   run.stderr)
print("1..%d" % number)
