# SPDX-License-Identifier: GPL-3.0-or-later
# The article's file is broken while it is read, in each way that a file can be; and what is
# around it.
import os
import subprocess

from reader import LUTRIN, Reader, Tests, World, crowd, shim

LARGE = 18 << 20  # bytes: it stays mapped
SMALL = crowd(40)
tests = Tests()


def shrink(path):
    os.truncate(path, 5000)


def empty(path):
    os.truncate(path, 0)


def replace(path):
    with open(path + '.new', 'w', encoding='utf-8') as file:
        file.write(crowd(40).replace('numéro', 'nouveau'))
    os.rename(path + '.new', path)


def overwrite(path):
    with open(path, 'r+b') as file:
        # In paragraphs: one of 18 MB is too long for a note.
        file.write(b'\xff\x00\x1b[2J\n\n' * (os.path.getsize(path) // 8))


def forbid(path):
    os.chmod(path, 0)


def turn_into_folder(path):
    os.unlink(path)
    os.mkdir(path)


def turn_into_fifo(path):
    os.unlink(path)
    os.mkfifo(path)


# ^C and not Esc, which with a key on its heels would be Alt and that key.
KEYS = ('G', 'gg', '50%', ' ', '}', '/raconte\r', 'n', '?récit\r', '&dit\r', '&\r', ')h', 'A', '\003',
        ':stats\r', '\003')


def make(world, large):
    text = SMALL
    if large:
        text = SMALL * (LARGE // len(SMALL.encode()))
    return world.write('a.txt', text)


def elsewhere(world):
    """The notes that were kept where the article's folder could not be written."""
    folder = world.at('home/.local/share/lutrin/annotations')
    return ''.join(world.read(f'{folder}/{name}') for name in os.listdir(folder)) \
        if os.path.isdir(folder) else ''


def kept(world):
    return world.sidecar() + elsewhere(world)


def writes_a_note(r, world, saved):
    """Types a note, and saves it; what went wrong."""
    r.keys('aGardé tout de même')
    if not r.until(lambda: 'tout de même' in world.drafts()):
        return [f'no draft: {r.words()[-300:]}']
    r.keys('\r')
    if not r.until(lambda: 'tout de même' in saved()):
        return [f'not saved: {r.words()[-300:]}']
    r.keys('\033\033q')
    status = r.ended()
    wrong = [] if status == 0 else [f'status {status}: {r.last_words()}']
    return wrong + [f'{line}: not given back' for line in r.wrong()]


def breaks(how, large):
    """A session whose file breaks as it begins, with all that reads it."""
    with World() as world:
        path = make(world, large)
        with Reader(world, 'a.txt') as r:
            if not r.shows('numéro 3'):
                return ['it did not begin']
            how(path)
            for keys in KEYS:
                r.keys(keys)
            wrong = writes_a_note(r, world, lambda: kept(world))
            if b'\033[2J\xff' in r.output:
                wrong.append('what the file holds reached the terminal')
            return [f'{"large" if large else "small"}: {line}' for line in wrong]


for how in (shrink, empty, os.unlink, replace, overwrite, forbid, turn_into_folder, turn_into_fifo):
    tests.holds('a reading goes on, and keeps its notes, where its file is broken: '
                + how.__name__.replace('_', ' '), breaks(how, False) + breaks(how, True))


# ---- the folder goes away
def folder_is_gone(large, wrapper=()):
    """Its file is in `place`, which is no more once `go` is written to; notes are kept."""
    with World() as world:
        path = make(world, large)
        os.mkdir(world.at('place'))
        os.mkfifo(world.at('go'))
        if not wrapper:
            os.rename(path, world.at('place/a.txt'))
        with Reader(world, 'place/a.txt', wrapper=wrapper) as r:
            if not r.shows('numéro 3'):
                return [f'it did not begin: {r.words()[-300:]}']
            if wrapper:
                world.write('go', 'now')
                r.until(lambda: os.path.exists(world.at('gone')))
            else:
                os.rename(world.at('place'), world.at('elsewhere'))
            for keys in KEYS:
                r.keys(keys)
            return writes_a_note(r, world, lambda: kept(world))


tests.holds('a reading goes on, and keeps its notes, where its folder is moved away',
            folder_is_gone(False) + folder_is_gone(True))
MOUNTED = ('unshare', '-rm', 'sh', '-c', """
    mount -t tmpfs none place && cp a.txt place || exit 1
    (timeout 60 cat go && umount -l place && touch gone) </dev/null >/dev/null 2>&1 &
    exec "$@" """, 'mounted')
if subprocess.run((*MOUNTED[:4], 'mount -t tmpfs none /mnt'), capture_output=True, check=False).returncode:
    tests.skip('a mount that vanishes', 'nothing can be mounted here')
else:
    tests.holds('a reading goes on, and keeps its notes, where its mount vanishes',
                folder_is_gone(False, MOUNTED) + folder_is_gone(True, MOUNTED))


# ---- a disk that fails
def told(world, command, library, breaks_what, status, **how):
    """A command that ends in that status, with one line that says why."""
    environment = {'LD_PRELOAD': library, 'LUTRIN_BREAKS': breaks_what} if library else {}
    got, _, error = world.run(*command, environment=environment, **how)
    if got == status and len(error.splitlines()) == 1 and error.startswith('lutrin: '):
        return []
    return [f'{" ".join(command)}: status {got}: {error}']


COMMANDS = (('print', 'a.txt'), ('print', '--notes', 'a.txt'), ('grep', 'raconte', 'a.txt'), ('list', 'a.txt'),
            ('export', 'a.txt'), ('export', '--format', 'html', 'a.txt'), ('check', 'a.txt'))


def disk_fails(library):
    wrong = []
    with World() as world:
        make(world, False)
        world.run('add', 'a.txt', '--paragraph', '3', '--note', 'une note')
        for command in (*COMMANDS, ('a.txt',), ('add', 'a.txt', '--paragraph', '4')):
            wrong += told(world, command, library, 'reads=a.txt', 2)
        if 'une note' not in world.sidecar():
            wrong.append('the notes are gone')
    for error, name in ((122, 'quota'), (28, 'space'), (30, 'Read-only')):
        with World() as world:
            make(world, False)
            wrong += told(world, ('add', 'a.txt', '--paragraph', '4'), library, f'writes={error}', 2)
            with Reader(world, 'a.txt',
                        environment={'LD_PRELOAD': library, 'LUTRIN_BREAKS': f'writes={error}'}) as r:
                r.shows('numéro 3')
                r.keys('ace qui compte\r')
                if not r.shows(name):
                    wrong.append(f'{name}: not told: {r.words()[-300:]}')
                r.keys('\033\033q')
                if r.ended() != 2 or r.wrong() or len(r.last_words().splitlines()) != 1:
                    wrong.append(f'{name}: {r.status} {r.last_words()} {r.wrong()}')
    return wrong


def cut_while_printed():
    """More is promised than there is: what could not be read is told."""
    wrong = []
    for command in (('print',), ('print', '--notes'), ('grep', 'raconte')):
        with World() as world:
            path = make(world, True)
            process = subprocess.Popen([LUTRIN, *command, 'a.txt'], cwd=world.path, env=world.environment,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            process.stdout.read(4096)
            os.truncate(path, 1 << 20)
            error = process.communicate()[1].decode()
            if process.returncode != 2 or len(error.splitlines()) != 1:
                wrong.append(f'{command}: status {process.returncode}: {error}')
    return wrong


with World() as home:
    library = shim(home)
    if library:
        tests.holds('a disk that fails or is full is told in a line, with nothing lost', disk_fails(library))
    else:
        tests.skip('a disk that fails is told', 'nothing can be preloaded')
    tests.holds('a command whose article is cut while it reads says so', cut_while_printed())


# ---- nobody takes what is written
def nowhere_to_write():
    wrong = []
    with World() as world:
        make(world, False)
        world.run('add', 'a.txt', '--paragraph', '3', '--note', 'une note')
        for command in (*COMMANDS, ('--help',), ('--version',), ('add', 'a.txt', '--paragraph', '4')):
            with open('/dev/full', 'wb') as full:
                wrong += told(world, command, None, '', 2, stdout=full)
    return wrong


tests.holds('a full disk under standard output is told in a line, status 2', nowhere_to_write())


# ---- pipes
def pipes():
    wrong = []
    for ends in (False, True):
        with World() as world:
            mine, its = os.pipe()
            with Reader(world, '-', stdin=mine) as r:
                os.close(mine)
                os.write(its, ('Un début.\n\nPuis une moitié de car' + '').encode() + b'\xc3')
                if not r.shows('Un début.'):
                    wrong.append('its beginning is not shown')
                if ends:
                    os.close(its)
                r.keys('aGardé\r')
                r.until(lambda: 'Gardé' in elsewhere(world) or not ends)
                r.keys('q')
                if r.ended() != 0 or r.wrong():
                    wrong.append(f'{r.status}: {r.last_words()} {r.wrong()}')
            if not ends:
                os.close(its)
            if 'Gardé' not in elsewhere(world):
                wrong.append('the note is lost')
    # One that never sends: a signal ends it, whose status it has.
    with World() as world:
        mine, its = os.pipe()
        with Reader(world, '-', stdin=mine) as r:
            r.listen(0.2)
            r.keys('\003')
            if r.ended() not in (-2, 0, 130) or r.wrong():
                wrong.append(f'silent: {r.status} {r.wrong()}')
        os.close(mine)
        os.close(its)
    return wrong


tests.holds('a pipe that stops in the middle, is cut or never sends keeps the notes', pipes())


# ---- a home that is none
def loop(path):
    os.symlink(path, path)


def file(path):
    with open(path, 'w', encoding='utf-8'):
        pass


def nothing(path):
    pass


def read_only(path):
    os.mkdir(path, 0o500)


def homeless():
    wrong = []
    for how in (loop, file, nothing, read_only, None):
        with World() as world:
            make(world, False)
            base = world.at('place')
            if how:
                how(base)
                world.environment.update(HOME=base, XDG_STATE_HOME=base + '/s', XDG_DATA_HOME=base + '/d',
                                         XDG_CONFIG_HOME=base + '/c', XDG_RUNTIME_DIR=base + '/r',
                                         TMPDIR=base + '/t')
            else:
                del world.environment['HOME']
            name = how.__name__ if how else 'no HOME'
            with Reader(world, 'a.txt') as r:
                if not r.shows('numéro 3'):
                    wrong.append(f'{name}: not shown: {r.words()}')
                    continue
                r.keys('aGardé\r')
                if not r.until(lambda: 'Gardé' in world.sidecar()):
                    wrong.append(f'{name}: not saved: {r.words()[-200:]}')
                r.keys('\033q')
                if r.ended() not in (0, 2) or r.wrong() or len(r.last_words().splitlines()) > 1:
                    wrong.append(f'{name}: {r.status} {r.last_words()} {r.wrong()}')
            for command in COMMANDS:
                status, output, error = world.run(*command)
                if status or error or not output:
                    wrong.append(f'{name}: {command}: {status} {error}')
    return wrong


tests.holds('without a home, or with a file, a loop or nothing in its place, one reads and notes', homeless())


# ---- the clock
def clock_jumps(library):
    wrong = []
    with World() as world:
        make(world, False)
        world.write('clock', '0')
        broken = {'LD_PRELOAD': library, 'LUTRIN_BREAKS': 'clock=' + world.at('clock')}
        with Reader(world, 'a.txt', environment=broken) as r:
            r.shows('numéro 3')
            for number, seconds in enumerate((-86400 * 366, 86400 * 366 * 20, -(1 << 30), 0)):
                world.write('clock', str(seconds))
                r.keys(f'}}amot{number}\r')
                if not r.until(lambda: f'mot{number}' in world.sidecar()):
                    wrong.append(f'{seconds}: not saved: {r.words()[-200:]}')
            r.keys('q')
            if r.ended() != 0 or r.wrong():
                wrong.append(f'{r.status} {r.last_words()} {r.wrong()}')
        status, output, error = world.run('list', 'a.txt')
        if status or error or not all(f'mot{i}' in output for i in range(4)):
            wrong.append(f'list: {status} {output} {error}')
    return wrong


with World() as home:
    library = shim(home)
    if library:
        tests.holds('a clock that jumps years back and forward loses nothing', clock_jumps(library))
    else:
        tests.skip('a clock that jumps', 'nothing can be preloaded')


# ---- many at once
def many_at_once():
    wrong = []
    with World() as world:
        make(world, False)
        adding = [subprocess.Popen([LUTRIN, 'add', 'a.txt', '--paragraph', str(i + 2), '--note', f'note{i};'],
                                   cwd=world.path, env=world.environment, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE) for i in range(12)]
        with Reader(world, 'a.txt') as one, Reader(world, 'a.txt') as other:
            for number, r in enumerate((one, other)):
                r.shows('numéro 3')
                r.keys(f'aune{number}\r}}adeux{number}')
            for number, r in enumerate((one, other)):
                if not r.until(lambda: f'une{number}' in world.sidecar() and f'deux{number}' in world.drafts()):
                    wrong.append(f'{number}: {r.words()[-300:]}')
                r.keys('\r')
                if not r.until(lambda: f'deux{number}' in world.sidecar()):
                    wrong.append(f'{number}: {r.words()[-300:]}')
                r.keys('q')
                if r.ended() != 0 or r.wrong():
                    wrong.append(f'{number}: {r.status} {r.wrong()}')
        for process in adding:
            error = process.communicate()[1]
            if process.returncode:
                wrong.append(error.decode())
        wrong += [f'lost: {word}' for word in [f'note{i};' for i in range(12)]
                  + ['une0', 'une1', 'deux0', 'deux1'] if word not in world.sidecar()]
    return wrong


tests.holds('twelve commands and two readers that begin at once on one article lose nothing', many_at_once())
tests.finish()
