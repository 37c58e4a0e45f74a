/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One table says of each signal what it asks for.  The handler only sets flags;
 * it runs in ppoll() alone, which opens the mask and waits in one step, so that
 * no signal slips in between and no other system call is cut short.
 */
#include "term/signals.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct {
	int number;
	unsigned asks;
} asking[] = {
	{SIGTERM, SIGNALS_QUIT},     {SIGHUP, SIGNALS_QUIT},     {SIGINT, SIGNALS_QUIT},
	{SIGQUIT, SIGNALS_QUIT},     {SIGWINCH, SIGNALS_RESIZE}, {SIGTSTP, SIGNALS_SUSPEND},
	{SIGCONT, SIGNALS_CONTINUE},
};

static const int deadly[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};

#define FAILED 2 /* the exit status */
#define STACK ((size_t)64 << 10)
#define ASKING (sizeof asking / sizeof *asking)
#define DEADLY (sizeof deadly / sizeof *deadly)

/* A handler has no argument to pass this by. */
static struct {
	volatile sig_atomic_t asked[ASKING];
	struct {
		int fd;
		char bytes[256];
		volatile size_t len;
		struct termios settings;
	} terminal;                  /* and what puts it right in a crash */
	volatile sig_atomic_t taken; /* the terminal is ours */
	bool stopped;                /* since it was lent */
	struct sigaction before[ASKING], before_deadly[DEADLY], before_pipe;
	sigset_t mask_before, mask_ours;
	stack_t stack_before;
	char stack[STACK]; /* for handlers: a stack that ran over leaves none */
} state;

static void note_signal(int number)
{
	for (size_t i = 0; i < ASKING; i++)
		if (asking[i].number == number)
			state.asked[i] = 1;
}

static size_t deadly_index(int number)
{
	size_t i = 0;

	while (i + 1 < DEADLY && deadly[i] != number)
		i++;
	return i;
}

/* Only what is safe in a handler. */
void signals_rescue(void)
{
	ssize_t written;

	if (!state.taken)
		return;
	state.taken = 0;
	written = write(state.terminal.fd, state.terminal.bytes, state.terminal.len);
	(void)written;
	tcsetattr(state.terminal.fd, TCSANOW, &state.terminal.settings);
}

/* Whoever had the signal before gets it then: a fault happens again on return, what a
 * program sent is sent again. */
static void rescue(int number, siginfo_t *info, void *context)
{
	int saved = errno;

	(void)context;
	signals_rescue();
	sigaction(number, &state.before_deadly[deadly_index(number)], NULL);
	errno = saved;
	if (info->si_code <= 0)
		raise(number);
}

/* Of SIGBUS nobody comes after us: whoever has it is the guard of mapped files, which
 * takes it again (source_guard()) to be before us. */
static void catch_deadly(size_t i)
{
	struct sigaction action = {.sa_sigaction = rescue};

	action.sa_flags = (int)(SA_SIGINFO | SA_NODEFER | SA_ONSTACK);
	sigemptyset(&action.sa_mask);
	sigaction(deadly[i], &action, &state.before_deadly[i]);
	if (deadly[i] == SIGBUS)
		state.before_deadly[i] = (struct sigaction){.sa_handler = SIG_DFL};
}

static void release_deadly(size_t i)
{
	struct sigaction now;

	sigaction(deadly[i], NULL, &now);
	if (now.sa_flags & SA_SIGINFO && now.sa_sigaction == rescue)
		sigaction(deadly[i], &state.before_deadly[i], NULL);
}

static void set_action(int number, void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler};

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

/* A signal that was ignored when we started (nohup, no job control) stays so. */
static void catch_asking(size_t i)
{
	if (state.before[i].sa_handler != SIG_IGN)
		set_action(asking[i].number, note_signal);
}

static void block_ours(void)
{
	pthread_sigmask(SIG_BLOCK, &state.mask_ours, NULL);
}

/* Curses ends the program itself where it finds no memory. */
static void end_orderly(void)
{
	if (!state.taken)
		return;
	signals_rescue();
	_exit(FAILED);
}

void signals_farewell(const char *bytes, size_t len)
{
	state.terminal.len = 0;
	if (len > sizeof state.terminal.bytes)
		return;
	memcpy(state.terminal.bytes, bytes, len);
	state.terminal.len = len;
}

void signals_catch(int fd, const struct termios *settings)
{
	const stack_t stack = {.ss_sp = state.stack, .ss_size = sizeof state.stack};

	state.terminal.fd = fd;
	state.terminal.settings = *settings;
	state.terminal.len = 0;
	state.taken = 1;
	atexit(end_orderly);
	sigemptyset(&state.mask_ours);
	for (size_t i = 0; i < ASKING; i++)
		sigaddset(&state.mask_ours, asking[i].number);
	pthread_sigmask(SIG_BLOCK, &state.mask_ours, &state.mask_before);
	for (size_t i = 0; i < ASKING; i++) {
		state.asked[i] = 0;
		sigaction(asking[i].number, NULL, &state.before[i]);
		catch_asking(i);
	}
	sigaction(SIGPIPE, NULL, &state.before_pipe);
	set_action(SIGPIPE, SIG_IGN);
	sigaltstack(&stack, &state.stack_before);
	for (size_t i = 0; i < DEADLY; i++)
		catch_deadly(i);
}

/* Ignoring a signal forgets the one that is pending. */
static void forget(size_t i)
{
	set_action(asking[i].number, SIG_IGN);
	catch_asking(i);
	state.asked[i] = 0;
}

void signals_release(void)
{
	for (size_t i = 0; i < ASKING; i++) {
		/* One that asks again for what is done: a hangup comes more than once. */
		forget(i);
		sigaction(asking[i].number, &state.before[i], NULL);
	}
	sigaction(SIGPIPE, &state.before_pipe, NULL);
	for (size_t i = 0; i < DEADLY; i++)
		release_deadly(i);
	sigaltstack(&state.stack_before, NULL);
	state.taken = 0;
	pthread_sigmask(SIG_SETMASK, &state.mask_before, NULL);
}

void signals_lend(void)
{
	sigset_t open;

	sigemptyset(&open);
	for (size_t i = 0; i < ASKING; i++) {
		if (asking[i].number == SIGTSTP) {
			sigaction(SIGTSTP, &state.before[i], NULL);
			sigaddset(&open, SIGTSTP);
		}
	}
	state.taken = 0;
	pthread_sigmask(SIG_UNBLOCK, &open, NULL);
}

/* Of what came while another had the terminal.  The keys' signals were for the program that
 * ran, if there was one; if we were only stopped, who sent them meant us. */
static bool is_ours(int number)
{
	return number == SIGTERM || number == SIGHUP ||
	       (state.stopped && (number == SIGINT || number == SIGQUIT));
}

void signals_take_back(void)
{
	block_ours();
	state.taken = 1;
	for (size_t i = 0; i < ASKING; i++)
		if (!is_ours(asking[i].number))
			forget(i);
	state.stopped = false;
}

int signals_wait(struct pollfd *fds, nfds_t count, int milliseconds)
{
	struct timespec timeout = {milliseconds / 1000, milliseconds % 1000 * 1000000L};

	return ppoll(fds, count, milliseconds < 0 ? NULL : &timeout, &state.mask_before);
}

unsigned signals_asked(void)
{
	unsigned asked = 0;

	for (size_t i = 0; i < ASKING; i++) {
		if (state.asked[i])
			asked |= asking[i].asks;
		state.asked[i] = 0;
	}
	return asked;
}

void signals_stop(void)
{
	state.stopped = true;
	kill(0, SIGTSTP);
}
