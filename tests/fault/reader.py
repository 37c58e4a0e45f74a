# SPDX-License-Identifier: GPL-3.0-or-later
#
# The program in a pseudo-terminal of our own, for tests that break what is around it: its
# files, its memory, its clock, the terminal itself.  Nothing is done after a time, all is
# waited for.  What it wrote is kept as it came; words() is that without the terminal's
# own sequences, which is enough to see that something is shown.

import fcntl
import os
import re
import resource
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

PATIENCE = 30  # seconds
LUTRIN = os.environ['LUTRIN']
TESTS = os.environ.get('TOP_SRCDIR', '.') + '/tests/fault'
ENTERED, LEFT = b'\033[?1049h', b'\033[?1049l'
CONTROLS = re.compile(rb'\033\[[0-9;?]*[ -/]*[@-~]|\033[()][0-9A-Za-z]|\033[=>78M]|\017|\016')


class World:
    """A folder with a home in it, and nothing else."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix='lutrin-fault-')
        self.environment = {
            'HOME': self.path + '/home', 'LC_ALL': 'C.UTF-8', 'TERM': 'xterm-256color',
            'PATH': os.environ['PATH'], 'ASAN_OPTIONS': 'detect_leaks=0',
        }
        os.mkdir(self.path + '/home')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(['chmod', '-R', 'u+rwX', self.path], check=False)
        shutil.rmtree(self.path)

    def at(self, name):
        return os.path.join(self.path, name)

    def write(self, name, content):
        os.makedirs(os.path.dirname(self.at(name)), exist_ok=True)
        with open(self.at(name), 'wb') as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return self.at(name)

    def read(self, name):
        try:
            with open(self.at(name), 'rb') as file:
                return file.read().decode('utf-8', 'replace')
        except OSError:
            return ''

    def drafts(self):
        """All that is kept of notes that were being typed."""
        folder = 'home/.local/state/lutrin/drafts'
        if not os.path.isdir(self.at(folder)):
            return ''
        return ''.join(self.read(folder + '/' + name) for name in sorted(os.listdir(self.at(folder))))

    def sidecar(self, article='a.txt'):
        return self.read(article + '.ann.json')

    def run(self, *arguments, seconds=PATIENCE, environment=None, **how):
        """A command of the shell: (status, output, error)."""
        done = subprocess.run([LUTRIN, *arguments], cwd=self.path, timeout=seconds,
                              env={**self.environment, **(environment or {})},
                              stdin=how.pop('stdin', subprocess.DEVNULL),
                              stdout=how.pop('stdout', subprocess.PIPE),
                              stderr=subprocess.PIPE, check=False, **how)
        return done.returncode, (done.stdout or b'').decode('utf-8', 'replace'), \
            done.stderr.decode('utf-8', 'replace')


class Reader:
    """The program over an article, with a terminal that listens."""

    def __init__(self, world, *arguments, rows=24, columns=80, environment=None, before=None,
                 stdin=None, wrapper=()):
        self.world = world
        self.master, self.slave = os.openpty()
        self.size(rows, columns)
        self.settings = termios.tcgetattr(self.slave)
        self.output = b''
        self.status = None

        def begin():
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            if before:
                before()

        self.process = subprocess.Popen(
            [*wrapper, LUTRIN, *arguments], cwd=world.path, stdin=self.slave if stdin is None else stdin,
            stdout=self.slave, stderr=self.slave, preexec_fn=begin,
            env={**world.environment, **(environment or {})}, close_fds=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for fd in (self.master, self.slave):
            try:
                os.close(fd)
            except OSError:
                pass

    def size(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))

    def listen(self, seconds=0.02):
        """Takes in what comes within that time; False: nothing did."""
        try:
            if not select.select([self.master], [], [], seconds)[0]:
                return False
            self.output += os.read(self.master, 1 << 16)
        except OSError:
            return False
        return True

    def words(self, since=0):
        return CONTROLS.sub(b'', self.output[since:]).decode('utf-8', 'replace')

    def until(self, condition, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while not condition():
            self.listen()
            if time.monotonic() > end:
                return False
        return True

    def shows(self, what, since=0):
        return self.until(lambda: what in self.words(since) or self.process.poll() is not None) \
            and what in self.words(since)

    def keys(self, keys):
        rest = keys if isinstance(keys, bytes) else keys.encode()
        while rest:
            while self.listen(0):
                pass
            if select.select([], [self.master], [], 0.01)[1]:
                rest = rest[os.write(self.master, rest[:512]):]
            elif self.process.poll() is not None:
                return

    def type(self, keys, what):
        """Keys, and what is written to the screen after them."""
        since = len(self.output)
        self.keys(keys)
        return self.shows(what, since)

    def signal(self, number):
        self.process.send_signal(number)

    def hang_up(self):
        os.close(self.slave)
        os.close(self.master)

    def ended(self, seconds=PATIENCE):
        """Its status once it has ended (negative: the signal), or None."""
        if self.until(lambda: self.process.poll() is not None, seconds):
            while self.listen(0):
                pass
            self.status = self.process.returncode
        return self.status

    def last_words(self):
        """What it wrote once the screen was given back."""
        return CONTROLS.sub(b'', self.output.rpartition(LEFT)[2]).decode('utf-8', 'replace').strip()

    def wrong(self):
        """What is not as it was before: the terminal after the end."""
        if ENTERED not in self.output:
            found = []
        else:
            tail = self.output[self.output.rindex(ENTERED):]
            found = [name for name, on, off in (
                ('the alternate screen', ENTERED, LEFT),
                ('bracketed paste', b'\033[?2004h', b'\033[?2004l'),
                ('the mouse', b'\033[?1002h', b'\033[?1002l'),
                ('no cursor', b'\033[?25l', b'\033[?25h'),
                ('application keys', b'\033[?1h', b'\033[?1l'),
            ) if self.output.rfind(on) > self.output.rfind(off)]
            del tail
        if termios.tcgetattr(self.slave) != self.settings:
            found.append('the settings')
        return found


def crowd(count):
    """A text of that many paragraphs, each with its number."""
    return 'Le long récit\n' + ''.join(
        f'\nParagraphe numéro {i} : il raconte, en peu de mots, ce que dit le précédent.\n'
        for i in range(2, count + 1))


def shim(world):
    """The library that breaks things (tests/fault/shim.c), or None where it cannot be used."""
    path = world.at('shim.so')
    built = subprocess.run([*os.environ.get('CC', 'cc').split(), '-shared', '-fPIC', '-O1', '-o', path,
                            TESTS + '/shim.c'], capture_output=True, check=False)
    if built.returncode:
        return None
    tried = subprocess.run([LUTRIN, '--version'], env={**world.environment, 'LD_PRELOAD': path},
                           capture_output=True, check=False)
    return path if tried.returncode == 0 and not tried.stderr else None


def sanitized():
    """Whether memory cannot be counted or bounded: sanitizers have much of their own."""
    with open(LUTRIN, 'rb') as program:
        return b'__asan_init' in program.read()


class Tests:
    """Counts and tells, in TAP."""

    def __init__(self):
        self.count = 0

    def holds(self, sentence, wrong):
        """`wrong` is what was found wrong: a list of lines; empty where it holds."""
        self.count += 1
        print(f'{"not ok" if wrong else "ok"} {self.count} - {sentence}')
        for line in wrong:
            for part in str(line).splitlines():
                print(f'# {part}')
        sys.stdout.flush()

    def skip(self, sentence, why):
        self.count += 1
        print(f'ok {self.count} - {sentence} # SKIP {why}', flush=True)

    def finish(self):
        print(f'1..{self.count}', flush=True)
