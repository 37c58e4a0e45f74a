# SPDX-License-Identifier: GPL-3.0-or-later
# Signals by the hundred while a note is typed and saved, and terminals that go away: nothing
# is lost, nothing waits for ever, no child is left behind.
import os
import random
import signal
import time

from reader import PATIENCE, Reader, Tests, World, crowd

HARMLESS = (signal.SIGWINCH, signal.SIGCONT, signal.SIGPIPE, signal.SIGTSTP)
ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
tests = Tests()


def children_of(pid):
    try:
        with open(f'/proc/{pid}/task/{pid}/children', encoding='ascii') as file:
            return file.read().split()
    except OSError:
        return []


def storm(r, chance, count, numbers, keys):
    """Signals of all these kinds, windows of all sizes, and the keys between them."""
    every = count // len(keys)
    for i in range(count):
        if r.process.poll() is not None:
            return
        number = chance.choice(numbers)
        if number == signal.SIGWINCH:
            r.size(chance.randint(1, 60), chance.randint(1, 200))
        r.signal(number)
        if number == signal.SIGTSTP:
            r.signal(signal.SIGCONT)
        if i % every == 0:
            r.keys(keys[i // every])
        r.listen(0)


def weather(seed):
    """A note is typed through a storm; then one of those that end it comes, with others."""
    chance = random.Random(seed)
    wrong = []
    with World() as world:
        world.write('a.txt', crowd(40))
        with Reader(world, 'a.txt') as r:
            r.shows('numéro 3')
            storm(r, chance, 200, HARMLESS,
                  ['a', 'un ', 'deux ', 'trois\r', '}', 'a', 'quatre ', 'cinq'])
            r.signal(signal.SIGCONT)
            if not r.until(lambda: 'trois' in world.sidecar() and 'cinq' in world.drafts()):
                wrong.append(f'not kept: {world.sidecar()[-200:]} {world.drafts()}')
            if children_of(r.process.pid):
                wrong.append('children are left')
            last = chance.choice(ENDING)
            for number in (signal.SIGWINCH, last, signal.SIGPIPE, signal.SIGWINCH, last, signal.SIGCONT):
                r.signal(number)
            if r.ended() != 0:
                wrong.append(f'{last.name}: status {r.status}: {r.last_words()}')
            wrong += [f'{line}: not given back' for line in r.wrong()]
        for word in ('un deux trois', 'quatre cinq'):
            if word not in world.sidecar() + world.drafts():
                wrong.append(f'lost: {word}')
    return [f'{seed}: {line}' for line in wrong]


tests.holds('through hundreds of signals a note is typed, saved and kept; one that ends it ends it in order',
            [line for seed in range(4) for line in weather(seed)])


# ---- while it begins
def ended_early(number):
    """At any moment of the beginning the signal ends it, and the terminal is given back."""
    wrong = []
    for moment in range(12):
        with World() as world:
            world.write('a.txt', crowd(40))
            with Reader(world, 'a.txt') as r:
                end = time.monotonic() + moment * 0.004
                while time.monotonic() < end:
                    r.listen(0.001)
                r.signal(number)
                if r.ended() not in (0, -number):
                    wrong.append(f'{moment}: status {r.status}')
                wrong += [f'{moment}: {line}: not given back' for line in r.wrong()]
    return wrong


tests.holds('one that comes while the program begins leaves no terminal in disorder', ended_early(signal.SIGTERM))


# ---- the terminal goes away
def goes_away(how):
    with World() as world:
        world.write('a.txt', crowd(40))
        with Reader(world, 'a.txt') as r:
            r.shows('numéro 3')
            r.keys(')h}agardé')
            if not r.until(lambda: 'gardé' in world.drafts() and 'highlighting' in world.sidecar()):
                return ['it was not typed']
            how(r)
            end = time.monotonic() + PATIENCE
            while r.process.poll() is None and time.monotonic() < end:
                time.sleep(0.005)
            wrong = [] if r.process.poll() in (0, 2) else [f'status {r.process.poll()}']
        if 'gardé' not in world.drafts():
            wrong.append('the draft is lost')
        if 'positions' not in os.listdir(world.at('home/.local/state/lutrin')):
            wrong.append('the place is lost')
    return wrong


def hang_up(r):
    r.hang_up()
    r.master, r.slave = os.openpty()


def hang_up_in_silence(r):
    """The other end goes, while the signal that would tell is on its way."""
    r.keys('x' * 50)
    hang_up(r)


def revoke_and_kill(r):
    hang_up(r)
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGHUP, signal.SIGCONT):
        try:
            r.signal(number)
        except ProcessLookupError:
            pass


for how in (hang_up, hang_up_in_silence, revoke_and_kill):
    tests.holds(f'a terminal that goes away ends the program, with all kept: {how.__name__.replace("_", " ")}',
                goes_away(how))

tests.finish()
