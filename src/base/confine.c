/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two means that know nothing of each other.  Landlock takes a list of what is denied
 * everywhere (rights) and of folders below which some of it is allowed after all.  A
 * seccomp filter is a small program that looks at the number of each system call: it denies
 * those of a list, so that a system call that nobody thought of here still works.  What is
 * asked of Landlock are numbers of the kernel's interface, as the headers of the system may
 * be older than the kernel.
 */
#include "base/confine.h"

#ifdef CONFINEMENT

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- Landlock (linux/landlock.h) */

#define WRITE_FILE (1u << 1)
#define REMOVE_FILE (1u << 5)
#define MAKE_FOLDER (1u << 7)
#define MAKE_FILE (1u << 8)
#define REFER (1u << 13)    /* from one folder to another; ABI 2 */
#define TRUNCATE (1u << 14) /* ABI 3 */
/* Running programs, writing, and removing and making whatever there is: all but reading. */
#define CHANGES 0x1FF3u
#define KEEPING (WRITE_FILE | REMOVE_FILE | MAKE_FOLDER | MAKE_FILE | REFER | TRUNCATE)
#define CONNECTIONS 3u /* TCP: bind and connect; ABI 4 */

/* As far as an older kernel knows it: its size is given. */
struct ruleset {
	uint64_t files, connections;
};

struct beneath {
	uint64_t allowed;
	int32_t folder;
} __attribute__((packed));

static int landlock_abi(void)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1u /* asks for the version */);

	return abi > 0 ? (int)abi : 0;
}

static void allow(int ruleset, const char *path, uint64_t rights)
{
	struct beneath rule = {.allowed = rights, .folder = open(path, O_PATH | O_CLOEXEC)};

	if (rule.folder < 0)
		return;
	syscall(SYS_landlock_add_rule, ruleset, 1 /* beneath a path */, &rule, 0);
	close(rule.folder);
}

static void restrict_files(char *const *folders, size_t count)
{
	int abi = landlock_abi(), fd;
	struct ruleset denied = {CHANGES, CONNECTIONS};

	if (!abi)
		return;
	denied.files |= abi >= 2 ? REFER : 0;
	denied.files |= abi >= 3 ? TRUNCATE : 0;
	fd = (int)syscall(SYS_landlock_create_ruleset, &denied,
			  abi >= 4 ? sizeof denied : sizeof denied.files, 0);
	if (fd < 0)
		return;
	for (size_t i = 0; i < count; i++)
		allow(fd, folders[i], KEEPING & denied.files);
	allow(fd, "/dev/tty", WRITE_FILE);
	allow(fd, "/dev/null", (WRITE_FILE | TRUNCATE) & denied.files);
	syscall(SYS_landlock_restrict_self, fd, 0);
	close(fd);
}

/* ---- seccomp */

#if defined __x86_64__ && !defined __ILP32__
#define MACHINE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define MACHINE AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define MACHINE AUDIT_ARCH_RISCV64
#endif

/* Whose numbers of system calls are of another kind (x32), with this bit. */
#define OTHER_KIND 0x40000000u

/* A sanitizer that looks for leaks traces the process. */
#if defined __SANITIZE_ADDRESS__
#define SEEKS_LEAKS
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define SEEKS_LEAKS
#endif
#endif

#ifdef MACHINE

/* Programs, connections, other processes, and parts of the kernel that no reader needs. */
static const uint32_t denied_calls[] = {
	SYS_execve,
	SYS_execveat,
	SYS_socket,
	SYS_io_uring_setup,
	SYS_process_vm_readv,
	SYS_process_vm_writev,
	SYS_mount,
	SYS_unshare,
	SYS_setns,
	SYS_bpf,
	SYS_perf_event_open,
	SYS_keyctl,
	SYS_add_key,
	SYS_request_key,
#ifndef SEEKS_LEAKS
	SYS_ptrace,
#endif
};

/* What Landlock does not look at, of files: their modes, owners, times and attributes. */
static const uint32_t denied_changes[] = {
	SYS_fchmod,      SYS_fchmodat,     SYS_fchown,       SYS_fchownat,
	SYS_utimensat,   SYS_setxattr,     SYS_lsetxattr,    SYS_fsetxattr,
	SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr,
#ifdef SYS_chmod
	SYS_chmod,       SYS_chown,        SYS_lchown,       SYS_utime,
	SYS_utimes,      SYS_futimesat,
#endif
};

/* What would be typed for the shell that waits, and what is like it on a console. */
static const uint32_t denied_requests[] = {TIOCSTI, TIOCLINUX};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define STEPS_MOST (2 * (COUNT(denied_calls) + COUNT(denied_changes) + COUNT(denied_requests)) + 16)

struct filter {
	struct sock_filter steps[STEPS_MOST];
	unsigned short len;
};

static void add(struct filter *f, uint16_t code, uint32_t number, uint8_t yes, uint8_t no)
{
	f->steps[f->len++] = (struct sock_filter){code, yes, no, number};
}

static void take(struct filter *f, size_t member)
{
	add(f, BPF_LD | BPF_W | BPF_ABS, (uint32_t)member, 0, 0);
}

/* Denies what the number at hand is compared with, else goes on. */
static void deny(struct filter *f, uint16_t comparison, uint32_t number)
{
	add(f, BPF_JMP | comparison | BPF_K, number, 0, 1);
	add(f, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM, 0, 0);
}

static void deny_all(struct filter *f, const uint32_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		deny(f, BPF_JEQ, numbers[i]);
}

static void restrict_calls(bool reads_only)
{
	struct filter f = {.len = 0};
	struct sock_fprog program = {.filter = f.steps};

	take(&f, offsetof(struct seccomp_data, arch));
	add(&f, BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0);
	add(&f, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM, 0, 0);
	take(&f, offsetof(struct seccomp_data, nr));
	deny(&f, BPF_JGE, OTHER_KIND);
	deny_all(&f, denied_calls, COUNT(denied_calls));
	if (reads_only)
		deny_all(&f, denied_changes, COUNT(denied_changes));
	add(&f, BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 1, 0);
	add(&f, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
	/* The lower half of it, which comes first on all of these machines. */
	take(&f, offsetof(struct seccomp_data, args[1]));
	deny_all(&f, denied_requests, COUNT(denied_requests));
	add(&f, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
	program.len = f.len;
	/* The flag: no slower code is wanted, which older kernels would have from now on. */
	syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program);
}

static bool has_filters(void)
{
	uint32_t action = SECCOMP_RET_ERRNO;

	return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

#else

static void restrict_calls(bool reads_only)
{
	(void)reads_only;
}

static bool has_filters(void)
{
	return false;
}

#endif

/* ---- both */

void confine(char *const *folders, size_t count)
{
	/* Without it neither is for those who are not root. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	restrict_files(folders, count);
	restrict_calls(!count);
}

void confine_add_means(struct str *out)
{
	int abi = landlock_abi();

	if (abi)
		str_addf(out, "Landlock ABI %d", abi);
	if (has_filters())
		str_addf(out, "%sseccomp", abi ? ", " : "");
}

#else

void confine(char *const *folders, size_t count)
{
	(void)folders, (void)count;
}

void confine_add_means(struct str *out)
{
	(void)out;
}

#endif
