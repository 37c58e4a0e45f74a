#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Annotations out and in again, field by field; what is written against the schemas.

    exchange.py LUTRIN SCHEMA FOLDER     speaks TAP
"""
import copy
import csv
import json
import os
import random
import re
import shutil
import subprocess
import sys

LUTRIN, SCHEMA, FOLDER = sys.argv[1:]
os.chdir(FOLDER)
number = 0


def ok(what, holds, why=""):
    global number
    number += 1
    print("%sok %d - %s" % ("" if holds else "not ", number, what))
    if not holds:
        print("# " + str(why).replace("\n", "\n# ")[:2000])


def skip(what, why):
    global number
    number += 1
    print("ok %d - %s # SKIP %s" % (number, what, why))


def lutrin(*words, status=0, given=None):
    run = subprocess.run([LUTRIN, *words], capture_output=True, input=given)
    if status is not None and run.returncode != status:
        print("# lutrin %s: %d: %s" % (" ".join(words), run.returncode, run.stderr.decode()))
    return run.stdout


# ---- an article and random annotations on it
WORDS = ("la mer, élève « cœur » l’été où 漢字 naïve œuvre dit-elle ; demain ? « oui » 😀 "
         "Straße cafe\u0301 20\u00a0h\u00a030 <b> & \"mot\" *gras* _bas_ #dièse [lien](x) = +1 @moi").split()
random.seed(7)
paragraphs = []
for i in range(40):
    paragraphs.append(" ".join(random.choice(WORDS) for _ in range(random.randint(20, 60))) + " %d." % i)
text = "Un titre\n\n" + "\n\n".join(paragraphs) + "\n"
os.mkdir("from")
open("from/article.txt", "w").write(text)
NOTES = ["", "Une note.", "Deux\nlignes #étiquette", "=SOMME(A1)", "* pas un titre\n#+begin_src", "</p><script>",
         "\"guillemets\", virgule; tab\tici", "😀 漢字 e\u0301", "x" * 3000]
COLORS = "yellow green blue pink orange purple".split()
STYLES = "solid underline strikethrough outline".split()
for i in range(60):
    paragraph = random.choice(paragraphs)
    words = paragraph.split(" ")
    start = random.randrange(len(words) - 6)
    quote = " ".join(words[start:start + random.randint(3, 6)])
    before = text.index(paragraph) + len(" ".join(words[:start])) + (start > 0)
    prefix = text[max(0, before - 40):before]
    call = ["add", "from/article.txt", "--quote", quote, "--prefix", prefix, "--nth", "1",
            "--color", random.choice(COLORS), "--style", random.choice(STYLES)]
    note = random.choice(NOTES)
    if note:
        call += ["--note", note]
    if random.random() < .3:
        call += ["--tag", random.choice(["un", "deux-trois", "été"])]
    lutrin(*call, status=None)
lutrin("add", "from/article.txt", "--paragraph", "9", "--bookmark")


def listed(path):
    return json.loads(lutrin("list", "--format", "json", path))


original = listed("from/article.txt")
ok("there is something to export", len(original) > 40, len(original))


def fields(notes, keys):
    return sorted([tuple(json.dumps(n.get(k), ensure_ascii=False) for k in keys) for n in notes])


KEPT = {
    "json": ["id", "kind", "color", "style", "paragraph", "quote", "note", "tags", "created", "modified", "status"],
    "hypothesis": ["id", "kind", "color", "style", "paragraph", "quote", "note", "tags", "created", "modified"],
    "koreader": ["color", "style", "created"],
}
for name, keys in KEPT.items():
    folder = "to-" + name
    os.mkdir(folder)
    shutil.copy("from/article.txt", folder)
    exported = lutrin("export", "--format", name, "from/article.txt")
    open("out." + name, "wb").write(exported)
    said = lutrin("import", folder + "/article.txt", "out." + name).decode()
    back = listed(folder + "/article.txt")
    ok("%s: as many come back" % name, len(back) == len(original), said)
    ok("%s: they have the same %s" % (name, ", ".join(keys)), fields(back, keys) == fields(original, keys),
       [x for x in zip(fields(back, keys), fields(original, keys)) if x[0] != x[1]][:2])
    again = lutrin("import", "--format", name, folder + "/article.txt", "-", given=exported).decode()
    ok("%s: importing again adds nothing" % name,
       again.startswith("0 ") and len(listed(folder + "/article.txt")) == len(original), again)
words = lambda notes: sorted((re.sub(r"\s+", " ", n["quote"] or ""), n["note"] or "") for n in notes)
back = listed("to-koreader/article.txt")
same = sum(1 for a, b in zip(words(back), words(original)) if a[0] == b[0] and b[1] in a[1])
ok("koreader: words and notes come back", same == len(original), (same, len(original)))
status = [n["status"] for n in back]
ok("koreader: nothing is placed at other words without asking",
   all(n["status"] in ("ambiguous", "orphan", "fuzzy", "changed") or
       re.sub(r"\s+", " ", n["quote"]) in re.sub(r"\s+", " ", text) for n in back), status)

# ---- what does not fit
other = "to-other"
os.mkdir(other)
open(other + "/article.txt", "w").write("Rien de commun avec cela.\n")
said = lutrin("import", other + "/article.txt", "out.hypothesis").decode()
ok("what is not in the text is kept and told", "orphans" in said and
   all(n["status"] in ("orphan", "exact") for n in listed(other + "/article.txt")), said)
both = {"documents": [json.load(open("out.koreader")), dict(json.load(open("out.koreader")), file="autre.txt", title="Autre")]}
json.dump(both, open("both", "w"))
shutil.rmtree("to-koreader")
os.mkdir("to-koreader")
shutil.copy("from/article.txt", "to-koreader")
said = lutrin("import", "to-koreader/article.txt", "both").decode()
ok("of several articles only this one's are taken", "on other articles" in said and
   len(listed("to-koreader/article.txt")) == len(original), said)
json.dump({"documents": [dict(both["documents"][1], file="b.txt"), both["documents"][1]]}, open("none", "w"))
before = open("to-koreader/article.txt.ann.json").read()
for name, bad in (("none", None), ("broken", b"{"), ("number", b"3"), ("nothing", b"{}"), ("empty", b""),
                  ("deep", b"[" * 100000), ("types", b'{"annotations": 3}'), ("items", b'{"items": {"a": 1}}')):
    if bad is not None:
        open(name, "wb").write(bad)
    run = subprocess.run([LUTRIN, "import", "to-koreader/article.txt", name], capture_output=True)
    ok("a file that cannot be imported is told: " + name,
       (run.returncode == 2 and run.stderr.count(b"\n") == 1) or run.stdout.startswith(b"0 "), run)
ok("and changes nothing", open("to-koreader/article.txt.ann.json").read() == before)

# ---- the other formats are what they say
rows = \
    list(csv.reader(lutrin("export", "--format", "readwise", "from/article.txt").decode().splitlines(True)))
ok("readwise: the header", rows[0] == "Highlight,Title,Author,URL,Note,Location,Date".split(","), rows[0])
ok("readwise: a row each, of seven fields", len(rows) == len(original) + 1 and all(len(r) == 7 for r in rows))
ok("readwise: no field begins a formula", not any(f[:1] in "=+-@\t\r" and f for r in rows for f in r))
ok("readwise: dates", all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", r[6]) for r in rows[1:]))
org = lutrin("export", "--format", "org", "from/article.txt").decode()
ok("org: a heading each, and no other", len(re.findall(r"^\*+ ", org, re.M)) == len(original), org[:500])
ok("org: blocks are closed", org.count("#+begin_quote") == org.count("#+end_quote") and
   not re.search(r"^#\+begin_src", org, re.M))
html = lutrin("export", "--format", "html", "from/article.txt").decode()
ok("html: what was typed is text", "<script" not in html and "&lt;/p&gt;&lt;script&gt;" in html)
ok("html: nothing is loaded", not re.search(r"(src|href)=\"(?!#)", html))
opened = [t for t in re.findall(r"<(/?[a-z][a-z0-9]*)", html) if t not in ("meta", "br")]
stack = []
for tag in opened:
    if not tag.startswith("/"):
        stack.append(tag)
    elif not stack or stack.pop() != tag[1:]:
        stack = ["wrong at " + tag]
        break
ok("html: elements are nested as they should be", not stack, stack)
ids = re.findall(r" id=\"([^\"]*)\"", html)
ok("html: ids are unique, and what is linked to is there", len(ids) == len(set(ids)) and
   set(re.findall(r"href=\"#([^\"]*)\"", html)) <= set(ids))
single = json.load(open("out.hypothesis"))
ok("hypothesis: titles are lists, targets have quotes",
   all(isinstance(a["document"]["title"], list) and a["target"][0]["selector"][-1]["type"] == "TextQuoteSelector"
       for a in single["annotations"]))
units = text.encode("utf-16-le")
at = lambda s: units[2 * s["start"]:2 * s["end"]].decode("utf-16-le")
ok("hypothesis: positions count UTF-16 units",
   all(at(a["target"][0]["selector"][0]) == a["target"][0]["selector"][1]["exact"] for a in single["annotations"]))
os.makedirs("tree/sub")
shutil.copy("from/article.txt", "tree/a.txt")
shutil.copy("from/article.txt", "tree/sub/b.txt")
lutrin("add", "tree/a.txt", "--paragraph", "2")
lutrin("add", "tree/sub/b.txt", "--paragraph", "3")
lutrin("export", "--format", "org", "-o", "all/", "tree")
ok("a file each goes into a folder", os.path.exists("all/tree/a.txt.org") and os.path.exists("all/tree/sub/b.txt.org"))
many = lutrin("export", "--format", "koreader", "tree")
ok("koreader: several articles are documents", len(json.loads(many)["documents"]) == 2)
many = lutrin("export", "--format", "html", "tree").decode()
ids = re.findall(r" id=\"([^\"]*)\"", many)
ok("html: several articles on one page do not mix their ids", len(ids) == len(set(ids)) > 0)

# ---- schemas
try:
    import jsonschema
except ImportError:
    skip("what is written is as the Recommendation demands", "python3-jsonschema is missing")
    print("1..%d" % number)
    sys.exit()
schema = json.load(open(SCHEMA))


def errors(value, definition):
    check = jsonschema.Draft7Validator(dict(schema, **{"$ref": "#/definitions/" + definition}))
    return [e.message + " at " + "/".join(map(str, e.absolute_path)) for e in check.iter_errors(value)]


lutrin("remove", "from/article.txt", original[0]["id"])
open("to-json/article.txt", "w").write(text.replace("mer", "montagne")[500:])
for path in ("from", "to-json", "to-hypothesis", "to-koreader", "to-other"):
    found = errors(json.load(open(path + "/article.txt.ann.json")), "set")
    ok("the sidecar in %s is as it must be" % path, not found, found[:3])
collection = json.loads(lutrin("export", "--format", "json", "from/article.txt"))
found = errors(collection, "collection")
ok("an export is as it must be", not found, found[:3])
ok("and says how many there are", collection["total"] == len(collection["first"]["items"]) == len(original) - 1)
item = collection["first"]["items"][0]
WRONG = {
    "no context": lambda a: a.pop("@context"), "another context": lambda a: a.update({"@context": "x"}),
    "no id": lambda a: a.pop("id"), "no IRI": lambda a: a.update(id="a b"),
    "no type": lambda a: a.pop("type"), "another type": lambda a: a.update(type="Note"),
    "no target": lambda a: a.pop("target"), "no source": lambda a: a["target"].pop("source"),
    "no exact": lambda a: a["target"]["selector"][0].pop("exact"),
    "a negative position": lambda a: a["target"]["selector"][1].update(start=-1),
    "no end": lambda a: a["target"]["selector"][1].pop("end"),
    "a body without value": lambda a: a.update(body={"type": "TextualBody"}),
    "no date": lambda a: a.update(created="hier"),
    "two kinds of body": lambda a: a.update(body=[], bodyValue="x"),
    "a state without date": lambda a: a["target"].update(state={"type": "TimeState"}),
}
for name, spoil in WRONG.items():
    bad = copy.deepcopy(item)
    spoil(bad)
    ok("the schema refuses " + name, errors(bad, "annotation"))
print("1..%d" % number)
