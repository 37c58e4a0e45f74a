# SPDX-License-Identifier: GPL-3.0-or-later
# Texts and sidecars as large as they come: every key is answered, and memory stays a small
# multiple of what is on the screen and of the notes.  How fast is for `make bench` to tell.
import json
import os
import uuid

from reader import Reader, Tests, World, sanitized

MIB = 1 << 20
CLEARED = b'\033[2J'
SENTENCES = 'Le lutrin porte le livre, et le lecteur va où il veut ; rien ne le presse. '
MOTIONS = ('G', 'g', '50%', ' ', 'b', 'j', 'k', ')', '(', '}', '{', '\004', '\025', 'v)\033', '+', '-')
tests = Tests()


def room_for(world, size):
    left = os.statvfs(world.path)
    return left.f_bavail * left.f_frsize > 2 * size


def large(world, size, between, last):
    """A text of that many bytes; its last words are on no other place."""
    some = (SENTENCES * 12).rstrip() + between
    some = (some * (MIB // len(some.encode()) + 1)).encode()
    with open(world.at('a.txt'), 'wb') as file:
        while file.tell() < size:
            file.write(some)
        file.write(last.encode())


def private(r):
    """MiB that are the program's own, or 0 where the system does not tell."""
    with open(f'/proc/{r.process.pid}/status', encoding='ascii') as file:
        for line in file:
            if line.startswith('RssAnon'):
                return int(line.split()[1]) // 1024
    return 0


def drawn(r):
    """What is on the screen: all of it, drawn again; None: the program does not answer."""
    since = len(r.output)
    r.keys('\014')
    if not r.until(lambda: CLEARED in r.output[since:]):
        return None
    while r.listen():
        pass
    return r.words(since + r.output[since:].rindex(CLEARED))


def comes(r, words):
    """Waits until words are on the screen: what is looked for there comes in its own time."""
    return r.until(lambda: words in (drawn(r) or ''))


def is_bounded(r, most):
    found = private(r)
    return [] if found <= most or sanitized() else [f'{found} MiB, and not {most}']


def ends_well(r):
    r.keys('\033\033q')
    status = r.ended()
    return [] if status == 0 and not r.wrong() else [f'status {status}: {r.last_words()} {r.wrong()}']


def moves_everywhere(r):
    return [f'{key!r} is not answered' for key in MOTIONS if r.keys(key) or drawn(r) is None]


def large_text(size, between):
    with World() as world:
        large(world, size, between, 'Un mot étrange, et voilà la fin.\n')
        with Reader(world, 'a.txt') as r:
            if not r.shows('rien ne le presse'):
                return [f'not shown: {r.words()[-300:]}']
            wrong = moves_everywhere(r)
            r.keys('g/etrange\r')
            if not comes(r, 'voilà la fin'):
                wrong.append(f'not found: {drawn(r)}')
            r.keys('aGardé')
            if not r.until(lambda: 'Gardé' in world.drafts()):
                wrong.append(f'no draft: {drawn(r)}')
            r.keys('\r')
            if not r.until(lambda: 'Gardé' in world.sidecar()):
                wrong.append(f'not saved: {drawn(r)}')
            return wrong + is_bounded(r, 24) + ends_well(r)


def annotation(number, start, quote):
    return {'@context': 'http://www.w3.org/ns/anno.jsonld', 'id': f'urn:uuid:{uuid.UUID(int=number + 1)}',
            'type': 'Annotation', 'motivation': 'commenting', 'created': '2026-01-01T00:00:00Z',
            'body': [{'type': 'TextualBody', 'purpose': 'commenting', 'value': f'remarque {number}.'}],
            'target': {'source': 'a.txt', 'selector': [
                {'type': 'TextQuoteSelector', 'exact': quote},
                {'type': 'TextPositionSelector', 'start': start, 'end': start + len(quote)}]}}


def many_notes(count):
    paragraphs = [f'Le paragraphe {i} dit peu de choses.\n\n' for i in range(count)]
    items, at = [], 0
    for number, text in enumerate(paragraphs):
        items.append(annotation(number, at, text[:-2]))
        at += len(text)
    with World() as world:
        world.write('a.txt', ''.join(paragraphs))
        world.write('a.txt.ann.json', json.dumps({
            '@context': 'http://www.w3.org/ns/anno.jsonld', 'type': 'AnnotationSet',
            'about': {'dc:format': 'text/plain'}, 'items': items}))
        with Reader(world, 'a.txt') as r:
            if not r.shows('paragraphe 3'):
                return [f'not shown: {r.words()[-300:]}']
            wrong = moves_everywhere(r)
            r.keys(f'Aremarque {count - 1}.')
            if not comes(r, f'Le paragraphe {count - 1} dit'):
                wrong.append(f'not in the list: {drawn(r)}')
            r.keys('\r')
            if not comes(r, f'paragraphe {count - 1} dit'):
                wrong.append(f'not gone to: {drawn(r)}')
            r.keys('{{aGardé\r')
            if not r.until(lambda: 'Gardé' in world.sidecar()):
                wrong.append(f'not saved: {drawn(r)}')
            wrong += is_bounded(r, 320) + ends_well(r)
        if world.sidecar().count('remarque ') < count:
            wrong.append('notes are lost')
        return wrong


tests.holds('100 MB on one line: keys are answered, the last word is found, a note is kept',
            large_text(100 * MIB, ' '))
with World() as home:
    if room_for(home, 1 << 30):
        tests.holds('a gigabyte of paragraphs: the same', large_text(1 << 30, '\n\n'))
    else:
        tests.skip('a gigabyte of paragraphs', 'the disk has no room for it')
tests.holds('100,000 annotations: keys are answered, the last is found, one more is kept', many_notes(100000))
tests.finish()
