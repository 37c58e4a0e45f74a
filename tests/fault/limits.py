# SPDX-License-Identifier: GPL-3.0-or-later
# Files beyond all measure: each is refused in a line or read, in bounded memory, and none is
# changed.
import resource

from reader import Reader, Tests, World, crowd, sanitized

SECONDS = 60  # until it must have ended: what explodes takes hours
MEMORY = 1 << 30  # bytes of addresses
SANITIZED = sanitized()
tests = Tests()


def bounded():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def sidecar_of(body):
    return '{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationSet", ' \
        '"about": {"source": "a.txt"}, "items": [' + body + ']}'


def is_left(world, name, content):
    return [] if world.read(name) == content else [f'{name} was changed']


def hostile_sidecars():
    wrong = []
    deep = 100000
    for name, body in (('arrays', '[' * deep + ']' * deep), ('objects', '{"a":' * deep + '1' + '}' * deep),
                       ('open', '[' * deep), ('in a note', '{"id": "urn:x", "body": ' + '[' * deep + ']' * deep + '}')):
        for content in (sidecar_of(body),) if name != 'open' else (body,):
            with World() as world:
                world.write('a.txt', crowd(5))
                world.write('a.txt.ann.json', content)
                for command in (('list', 'a.txt'), ('export', 'a.txt'), ('check', 'a.txt'),
                                ('merge', 'a.txt.ann.json', 'a.txt.ann.json', 'a.txt.ann.json', '-o', 'merged')):
                    status, _, error = world.run(*command, seconds=SECONDS, preexec_fn=bounded)
                    if status not in (0, 1, 2) or len(error.splitlines()) > 1:
                        wrong.append(f'{name}: {command[0]}: {status} {error[:300]}')
                wrong += is_left(world, 'a.txt.ann.json', content)
                with Reader(world, 'a.txt', before=bounded) as r:
                    if not r.shows('numéro 3'):
                        wrong.append(f'{name}: the text is not shown')
                    r.keys('q')
                    if r.ended() != 0 or r.wrong():
                        wrong.append(f'{name}: reader: {r.status}')
                wrong += is_left(world, 'a.txt.ann.json', content)
    return wrong


tests.holds('a sidecar nested 100,000 deep is read or refused in a line, and left as it is', hostile_sidecars())


def explosions():
    wrong = []
    with World() as world:
        world.write('a.txt', ('a' * 5000 + '!\n\n') * 200)
        for pattern in ('(a+)+$', '(a|a)*b', '(?:a?){500}a{500}', '(.*)*x', r'(a*)*\1b', '((((a*)*)*)*)*c',
                        '(?R)?a*b', '(a(?1)?)+$', '(?=(a+))(a|b|ab)*c'):
            status, _, error = world.run('grep', '--regex', pattern, 'a.txt', seconds=SECONDS, preexec_fn=bounded)
            if status not in (0, 1, 2) or len(error.splitlines()) > 1:
                wrong.append(f'{pattern}: {status} {error}')
        for pattern in ('(' * 60000 + ')' * 60000, 'a{60000}' * 30, '[' + 'é' * 30000 + ']'):
            status, _, error = world.run('grep', '--regex', pattern, 'a.txt', seconds=SECONDS,
                                         preexec_fn=bounded)
            if status not in (0, 1, 2) or len(error.splitlines()) > 1:
                wrong.append(f'{pattern[:20]}…: {status} {error[:300]}')
        with Reader(world, 'a.txt', before=bounded) as r:
            r.shows('aaaa')
            for key in '/&':
                r.keys(key + r'\v(a|a)*b' + '\r')
                r.keys('\033')
            if not r.type(':set\r', 'width'):
                wrong.append('keys are not heard')
            r.keys('\033q')
            if r.ended() != 0 or r.wrong():
                wrong.append(f'reader: {r.status}')
    return wrong


tests.holds('expressions that explode end, on the command line and under any key', explosions())


def configurations():
    wrong = []
    for name, content in (('one line', b'set author ' + b'x' * (8 << 20)), ('many lines', b'nonsense\n' * 300000),
                          ('zeros', b'\0' * (8 << 20))):
        with World() as world:
            world.write('a.txt', crowd(40))
            world.write('home/.config/lutrin/config', content)
            status, _, error = world.run('print', 'a.txt', seconds=SECONDS, preexec_fn=bounded)
            if status not in (0, 2) or len(error) > 2000:
                wrong.append(f'{name}: {status} {len(error)} bytes: {error[:300]}')
            with Reader(world, 'a.txt', before=bounded) as r:
                if not r.shows('numéro 3'):
                    wrong.append(f'{name}: not shown {r.words()[:300]}')
                r.keys('q\033q')
                if r.ended() != 0 or r.wrong():
                    wrong.append(f'{name}: {r.status} {r.wrong()}')
    return wrong


tests.holds('a configuration of megabytes costs no more than a line to tell of it', configurations())


def notes():
    wrong = []
    with World() as world:
        world.write('a.txt', crowd(40))
        text = 'un mot ' * (1 << 18)
        status, _, error = world.run('add', 'a.txt', '--paragraph', '3', '--note', '-', preexec_fn=bounded,
                                     seconds=SECONDS, stdin=open(world.write('note', text), 'rb'))
        if status not in (0, 2) or len(error.splitlines()) > 1:
            wrong.append(f'add: {status} {error[:300]}')
        with Reader(world, 'a.txt', before=bounded) as r:
            r.shows('numéro 3')
            r.keys('G')
            r.keys('a\033[200~' + 'collé ' * 40000 + 'fin\033[201~')
            if not r.until(lambda: 'fin' in world.drafts(), SECONDS):
                wrong.append('the paste is no draft')
            r.keys('\r')
            if not r.until(lambda: 'collé fin' in world.sidecar(), SECONDS):
                wrong.append('the paste is not saved')
            r.keys('q')
            if r.ended() != 0 or r.wrong():
                wrong.append(f'reader: {r.status}')
    return wrong


tests.holds('a note of megabytes, typed or given, is kept', notes())


tests.finish()
