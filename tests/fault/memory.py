# SPDX-License-Identifier: GPL-3.0-or-later
# Memory that is out, at allocations all over a session and all over the commands, and a
# program that crashes: what was written is kept, the terminal is as it was.
import signal

from reader import ENTERED, Reader, Tests, World, crowd, shim

STEP = 311  # allocations between two that fail; a session makes some 3000
WORDS = ('un ', 'deux ', 'trois ')
tests = Tests()


def session(r, world):
    """Marks, types and saves for as long as the program lives.  What it had taken."""
    taken = []
    if not r.shows('numéro 3'):
        return taken
    if r.type(')h', '1 note'):
        taken.append('highlighting')
    r.keys('}a')
    r.shows('Note')
    for word in WORDS:
        if not r.type(word, word.strip()) or not r.until(
                lambda: word.strip() in world.drafts() or r.process.poll() is not None):
            break
        if word.strip() in world.drafts():
            taken.append(word.strip())
    if len(taken) > len(WORDS):
        r.keys('\r')
        r.until(lambda: 'trois' in world.sidecar() or r.process.poll() is not None)
    r.keys('\033q')
    return taken


def without_memory(library, what):
    with World() as world:
        world.write('a.txt', crowd(40))
        with Reader(world, 'a.txt', environment={'LD_PRELOAD': library, 'LUTRIN_BREAKS': what}) as r:
            taken = session(r, world)
            status = r.ended()
            wrong = [f'{what}: {line} not given back' for line in r.wrong()]
            # Curses itself falls where it finds no memory for the screen that is to be.
            if status not in (0, 2) and not (status == -signal.SIGSEGV and ENTERED not in r.output):
                wrong.append(f'{what}: status {status}')
            # What curses cannot have it tells of as of what is not there.
            if status == 2 and not any(word in r.words() for word in (
                    'memory', 'cannot be used', 'no description')):
                wrong.append(f'{what}: not told: {r.last_words()}')
        kept = world.sidecar() + world.drafts()
        wrong += [f'{what}: lost: {word}' for word in taken if word not in kept]
        return wrong


def without_memory_for(library, what, count, *command):
    """A command of the shell with an allocation that fails."""
    with World() as world:
        world.write('a.txt', crowd(40))
        world.run('add', 'a.txt', '--paragraph', '3', '--note', 'une note')
        before = world.sidecar()
        # The count is written where a confined command may not.
        command = (command[0], '--set', 'confine=no', *command[1:])
        measured = {'LD_PRELOAD': library, 'LUTRIN_BREAKS': 'count=' + world.at('count')}
        world.run(*command, environment=measured)
        wrong = []
        for i in range(count):
            number = 1 + int(world.read('count')) * i // count
            status, _, told = world.run(*command, environment={
                'LD_PRELOAD': library, 'LUTRIN_BREAKS': f'{what}={number}'})
            if status not in (0, 1, 2) or len(told.splitlines()) > 1 or \
                    (told and not told.startswith('lutrin: ')):
                wrong.append(f'{command[0]}: {what}={number}: status {status}: {told}')
            if 'une note' not in world.sidecar() and before:
                wrong.append(f'{command[0]}: {what}={number}: the notes are gone')
        return wrong


def crashes(library, kind, number):
    with World() as world:
        world.write('a.txt', crowd(40))
        with Reader(world, 'a.txt',
                    environment={'LD_PRELOAD': library, 'LUTRIN_BREAKS': 'crash=' + kind}) as r:
            r.shows('numéro 3')
            r.keys('a')
            r.shows('Note')
            r.keys('dit avant, QUIT')
            status = r.ended()
            wrong = [] if status == -number else [f'status {status}']
            wrong += r.wrong()
        if 'dit avant, QUIT' not in world.drafts():
            wrong.append(f'the draft is lost: {world.drafts()}')
        with Reader(world, 'a.txt') as r:
            r.shows('numéro 3')
            if not r.type('a', 'QUIT'):
                wrong.append(f'the draft is not offered again: {r.words()}')
    return wrong


with World() as home:
    library = shim(home)
    sentences = (
        ('where memory ends at any moment, what was written is kept, the terminal given back, and it is told',
         lambda: [line for n in range(1, 3000, STEP) for line in without_memory(library, f'memory={n}')]),
        ('where any one allocation fails, too',
         lambda: [line for n in range(97, 3000, STEP) for line in without_memory(library, f'only={n}')]),
        ('a command of the shell that finds no memory says so in one line',
         lambda: [line for what in ('memory', 'only') for command in (
             ('print', 'a.txt'), ('grep', 'raconte', 'a.txt'), ('grep', '--regex', 'ra.onte', '.'),
             ('list', '.'), ('export', 'a.txt'), ('check', 'a.txt'),
             ('add', 'a.txt', '--paragraph', '5', '--note', 'une autre'))
             for line in without_memory_for(library, what, 4, *command)]),
        ('a program that aborts gives the terminal back and keeps the draft',
         lambda: crashes(library, 'abort', signal.SIGABRT)),
        ('one that reads what is not there, too', lambda: crashes(library, 'fault', signal.SIGSEGV)),
        ('and one whose stack runs over', lambda: crashes(library, 'stack', signal.SIGSEGV)),
    )
    for sentence, wrong in sentences:
        if library:
            tests.holds(sentence, wrong())
        else:
            tests.skip(sentence, 'nothing can be preloaded')
tests.finish()
