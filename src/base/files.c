/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths are bytes that the kernel takes, never changed for show (err_set() does
 * that).  A write goes through `struct writing`: the folder as a descriptor, so
 * that neither a long path nor a folder renamed meanwhile matters, and two names
 * in it, the target's and that of the temporary file.  The latter is short and
 * of its own (a target's name may take all of NAME_MAX) and begins with a digest
 * of the target's name, so that what a killed writer left can be told and swept.
 */
#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/mem.h"

#define READ_STEP 16384
#define WRITE_STEP ((size_t)256 << 10)
#define LINKS_MAX 40         /* as the kernel follows */
#define ATTRIBUTES_MAX 65536 /* XATTR_LIST_MAX, XATTR_SIZE_MAX */
#define STALE 3600           /* seconds after which a temporary file has no writer */
#define TEMPORARY "%s%08x.tmp"
#define PREFIX_MAX 32

static char *join(const char *folder, const char *name)
{
	size_t len = strlen(folder);
	bool slash = len && folder[len - 1] != '/';
	char *path = mem_alloc(len + slash + strlen(name) + 1);

	stpcpy(stpcpy(stpcpy(path, folder), slash ? "/" : ""), name);
	return path;
}

/* The folder of `path`, and where its last part begins. */
static char *folder_of(const char *path, const char **last)
{
	const char *slash = strrchr(path, '/');

	*last = slash ? slash + 1 : path;
	if (!slash)
		return mem_strdup(".");
	return slash == path ? mem_strdup("/") : mem_strndup(path, (size_t)(slash - path));
}

/* Closes what may be open; -1, errno as it was. */
static int close_quietly(int fd)
{
	int saved = errno;

	if (fd >= 0)
		close(fd);
	errno = saved;
	return -1;
}

/* ---- the program's folders */

/* An absolute folder that the environment names, or NULL. */
static const char *absolute(const char *variable)
{
	const char *value = getenv(variable);

	return value && value[0] == '/' ? value : NULL;
}

static char *home(void)
{
	const char *set = absolute("HOME");
	struct passwd entry, *found = NULL;
	char bytes[4096];

	if (set)
		return mem_strdup(set);
	if (getpwuid_r(getuid(), &entry, bytes, sizeof bytes, &found) || !found ||
	    found->pw_dir[0] != '/')
		return NULL;
	return mem_strdup(found->pw_dir);
}

char *files_path(enum files_folder folder, const char *name)
{
	static const struct {
		const char *variable, *below_home;
	} folders[] = {
		[FILES_CONFIG] = {"XDG_CONFIG_HOME", ".config"},
		[FILES_DATA] = {"XDG_DATA_HOME", ".local/share"},
		[FILES_STATE] = {"XDG_STATE_HOME", ".local/state"},
	};
	const char *set = absolute(folders[folder].variable);
	char *user = set ? NULL : home(), *base, *path;

	if (!set && !user)
		return NULL;
	base = set ? mem_strdup(set) : join(user, folders[folder].below_home);
	path = join(base, name ? PACKAGE "/" : PACKAGE);
	free(base);
	if (name) {
		base = path;
		path = join(base, name);
		free(base);
	}
	free(user);
	return path;
}

/* A folder's entry is on disk only when the one above it is. */
static void synchronize_above(const char *folder)
{
	const char *last;
	char *above = folder_of(folder, &last);
	int fd = open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		fsync(fd);
	close_quietly(fd);
	free(above);
}

static bool make_folder(const char *folder, struct err *err)
{
	if (mkdir(folder, 0700) == 0)
		synchronize_above(folder);
	/* One that is there may be where nothing can be made. */
	else if (errno != EEXIST && access(folder, F_OK) < 0)
		return err_system(err, folder);
	return true;
}

bool files_make_parents(const char *path, struct err *err)
{
	const char *last;
	char *folder = folder_of(path, &last);
	bool made = access(folder, F_OK) == 0;

	for (char *slash = folder; !made && (slash = strchr(slash + 1, '/'));) {
		*slash = '\0';
		if (!make_folder(folder, err)) {
			free(folder);
			return false;
		}
		*slash = '/';
	}
	made = made || make_folder(folder, err);
	free(folder);
	return made;
}

/* ---- reading */

static bool read_all(int fd, size_t limit, struct str *out)
{
	char buffer[READ_STEP];
	size_t before = out->len;
	ssize_t n;

	while ((n = read(fd, buffer, sizeof buffer)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n > 0 && (size_t)n > limit - (out->len - before)) {
			errno = EFBIG;
			n = -1;
		}
		if (n < 0)
			break;
		str_addn(out, buffer, (size_t)n);
	}
	if (n < 0)
		str_truncate(out, before);
	return n == 0;
}

/* EISDIR, EINVAL and EFBIG for what cannot be read whole. */
static bool is_readable(int fd, size_t limit)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return false;
	if (S_ISDIR(st.st_mode))
		errno = EISDIR;
	else if (!S_ISREG(st.st_mode))
		errno = EINVAL;
	else if ((uintmax_t)st.st_size > limit)
		errno = EFBIG;
	else
		return true;
	return false;
}

bool files_read(const char *path, size_t limit, struct str *out, struct err *err)
{
	/* Not to wait for the writer of a FIFO. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	bool done = fd >= 0 && is_readable(fd, limit) && read_all(fd, limit, out);

	if (!done)
		err_system(err, path);
	close_quietly(fd);
	return done;
}

/* ---- names */

/* Where the symbolic link `path` points, or NULL. */
static char *link_target(const char *path)
{
	char target[PATH_MAX];
	ssize_t len = readlink(path, target, sizeof target - 1);
	const char *last;
	char *folder, *whole;

	if (len < 0)
		return NULL;
	target[len] = '\0';
	if (target[0] == '/')
		return mem_strdup(target);
	folder = folder_of(path, &last);
	whole = join(folder, target);
	free(folder);
	return whole;
}

/* The path of a file that is not there yet, its folder's links resolved. */
static char *resolve_new(const char *path)
{
	const char *last;
	char *folder = folder_of(path, &last), *real, *whole = NULL;

	real = *last ? realpath(folder, NULL) : NULL;
	if (real)
		whole = join(real, last);
	else if (!*last)
		errno = EISDIR;
	free(real);
	free(folder);
	return whole;
}

/* A link that somebody else made may lead to any file of the reader's. */
static bool may_follow(const char *link)
{
	struct stat st;

	if (lstat(link, &st) != 0)
		return false;
	if (st.st_uid == geteuid() || st.st_uid == 0)
		return true;
	errno = EPERM;
	return false;
}

char *files_resolve(const char *path)
{
	char *at = mem_strdup(path), *real = NULL, *next;
	int links = 0;

	while ((next = link_target(at)) && links++ < LINKS_MAX && may_follow(at)) {
		free(at);
		at = next;
	}
	if (!next) {
		real = realpath(at, NULL);
		if (!real && errno == ENOENT)
			real = resolve_new(at);
	} else if (links > LINKS_MAX) {
		errno = ELOOP;
	}
	free(next);
	free(at);
	return real;
}

/* ---- writing */

struct writing {
	int folder, file;
	bool synced;      /* whether the disk is waited for */
	bool private;     /* whether it is to be the reader's alone, whatever the old one was */
	const char *name; /* of the target, in the folder */
	struct files_written *written;
	char temporary[PREFIX_MAX + 16];
};

static void prefix_of(const char *name, char prefix[PREFIX_MAX])
{
	char digest[DIGEST_TEXT];

	digest_text(name, strlen(name), digest);
	snprintf(prefix, PREFIX_MAX, ".lutrin-%.8s-", digest);
}

/* Makes the temporary file, readable by nobody else until it is known who may. */
static bool create_temporary(struct writing *w, unsigned mode)
{
	char prefix[PREFIX_MAX];

	prefix_of(w->name, prefix);
	for (int tries = 0; tries < 100; tries++) {
		unsigned number;

		if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
			number = (unsigned)getpid() + (unsigned)tries;
		snprintf(w->temporary, sizeof w->temporary, TEMPORARY, prefix, number);
		w->file = openat(w->folder, w->temporary,
				 O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		if (w->file >= 0 || errno != EEXIST)
			break;
	}
	return w->file >= 0;
}

/* Best effort: a file system may know none, the kernel keep some to itself. */
static void copy_attributes(int from, int to)
{
	char *names = mem_alloc(ATTRIBUTES_MAX), *value = mem_alloc(ATTRIBUTES_MAX);
	ssize_t len = flistxattr(from, names, ATTRIBUTES_MAX);

	for (ssize_t at = 0; at < len; at += (ssize_t)strlen(names + at) + 1) {
		ssize_t size = fgetxattr(from, names + at, value, ATTRIBUTES_MAX);

		if (size >= 0)
			fsetxattr(to, names + at, value, (size_t)size, 0);
	}
	free(value);
	free(names);
}

/* Gives the temporary file what the old one had.  The owner goes first: a change
 * of owner clears bits of the mode; and an ACL among the attributes sets them. */
static bool copy_nature(struct writing *w, const struct stat *old)
{
	int from = openat(w->folder, w->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	/* Only root may give a file away: where that fails the writer owns it. */
	if (fchown(w->file, old->st_uid, old->st_gid) < 0 &&
	    fchown(w->file, (uid_t)-1, old->st_gid) < 0)
		errno = 0;
	if (from >= 0)
		copy_attributes(from, w->file);
	close_quietly(from);
	return fchmod(w->file, old->st_mode & (w->private ? 0700 : 07777)) == 0;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len < SSIZE_MAX ? len : SSIZE_MAX);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
	return true;
}

static bool synchronize(int fd)
{
	int done;

	do
		done = fsync(fd);
	while (done < 0 && errno == EINTR);
	return done == 0;
}

/* Some file systems cannot fsync a folder, and one that may not be read cannot
 * be opened for it. */
static bool synchronize_folder(int fd)
{
	return synchronize(fd) || errno == EINVAL || errno == EBADF || errno == ENOTSUP ||
	       errno == EROFS;
}

static bool close_checked(int *fd)
{
	int closed = close(*fd);

	*fd = -1;
	return closed == 0 || errno == EINTR;
}

/* Opens the folder of `path` and looks at the file that is to be replaced.  One
 * that may not be written is one that its owner wants left alone, although a
 * rename would go through. */
static bool begin(struct writing *w, const char *path, struct stat *old, bool *replaces)
{
	char *folder = folder_of(path, &w->name);

	w->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (w->folder < 0 && errno == EACCES)
		w->folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (w->folder < 0)
		return false;
	*replaces = fstatat(w->folder, w->name, old, AT_SYMLINK_NOFOLLOW) == 0;
	if (!*replaces)
		return errno == ENOENT;
	if (S_ISREG(old->st_mode))
		return faccessat(w->folder, w->name, W_OK, AT_EACCESS) == 0;
	errno = S_ISDIR(old->st_mode) ? EISDIR : S_ISLNK(old->st_mode) ? ELOOP : EINVAL;
	return false;
}

static void discard(struct writing *w)
{
	int saved = errno;

	close_quietly(w->file);
	unlinkat(w->folder, w->temporary, 0);
	errno = saved;
}

static bool write_parts(int fd, const struct files_parts *parts)
{
	struct str part;
	bool done = true;

	str_init(&part);
	while (done && parts->next(parts->from, &part)) {
		done = write_all(fd, part.data, part.len);
		str_clear(&part);
	}
	str_release(&part);
	return done;
}

/* Best effort: where the time cannot be set, it is the one that the system gave. */
static void hand_out(struct writing *w)
{
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}};

	clock_gettime(CLOCK_REALTIME, &times[1]);
	futimens(w->file, times);
	w->written->fd = openat(w->folder, w->temporary, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (w->written->fd >= 0 && fstat(w->written->fd, &w->written->file) < 0)
		w->written->fd = close_quietly(w->written->fd);
}

static bool replace(struct writing *w, const char *path, const struct files_parts *parts,
		    unsigned mode)
{
	struct stat old;
	bool replaces;

	if (!begin(w, path, &old, &replaces) || !create_temporary(w, replaces ? 0600 : mode))
		return false;
	if ((replaces && !copy_nature(w, &old)) || !write_parts(w->file, parts)) {
		discard(w);
		return false;
	}
	if (w->written)
		hand_out(w);
	if ((w->synced && !synchronize(w->file)) || !close_checked(&w->file) ||
	    renameat(w->folder, w->temporary, w->folder, w->name) < 0) {
		discard(w);
		return false;
	}
	return !w->synced || synchronize_folder(w->folder);
}

/* `path` leads to what is replaced, without a link in its last part; `name` is what it is
 * called where it cannot be. */
static bool write_at(struct writing *w, const char *path, const char *name,
		     const struct files_parts *parts, unsigned mode, struct err *err)
{
	bool done = path && replace(w, path, parts, mode);

	close_quietly(w->folder);
	return done || err_system(err, name);
}

bool files_write_parts(const char *path, const struct files_parts *parts, unsigned mode,
		       struct files_written *written, struct err *err)
{
	struct writing w = {.folder = -1, .file = -1, .synced = true, .written = written};

	written->fd = -1;
	if (write_at(&w, path, path, parts, mode, err))
		return true;
	written->fd = close_quietly(written->fd);
	return false;
}

/* Content that is all there. */
struct whole {
	const char *bytes;
	size_t len; /* that are left */
};

static bool give_whole(void *from, struct str *out)
{
	struct whole *w = from;
	size_t len = w->len < WRITE_STEP ? w->len : WRITE_STEP;

	str_addn(out, w->bytes, len);
	w->bytes += len;
	w->len -= len;
	return len > 0;
}

static bool write_whole(const char *path, struct whole whole, unsigned mode, bool synced,
			struct err *err)
{
	struct writing w = {.folder = -1, .file = -1, .synced = synced, .private = !(mode & 077)};
	char *resolved = files_resolve(path);
	bool done =
		write_at(&w, resolved, path, &(struct files_parts){give_whole, &whole}, mode, err);

	free(resolved);
	return done;
}

bool files_write(const char *path, const char *bytes, size_t len, unsigned mode, struct err *err)
{
	return write_whole(path, (struct whole){bytes, len}, mode, true, err);
}

bool files_write_unsynced(const char *path, const char *bytes, size_t len, unsigned mode,
			  struct err *err)
{
	return write_whole(path, (struct whole){bytes, len}, mode, false, err);
}

void files_synchronize(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd >= 0)
		synchronize(fd);
	close_quietly(fd);
	synchronize_above(path);
}

void files_sweep(const char *path, time_t now)
{
	char prefix[PREFIX_MAX], *resolved = files_resolve(path), *folder;
	const struct dirent *entry;
	const char *name;
	struct stat st;
	DIR *dir;

	if (!resolved)
		return;
	folder = folder_of(resolved, &name);
	prefix_of(name, prefix);
	dir = opendir(folder);
	while (dir && (entry = readdir(dir)))
		if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0 &&
		    fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(st.st_mode) && st.st_mtime < now - STALE)
			unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
	free(folder);
	free(resolved);
}

/* ---- locks */

static long milliseconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - start->tv_sec) * 1000L + (now.tv_nsec - start->tv_nsec) / 1000000L;
}

/* flock() has no time limit, so it is asked again and again: often, for the one
 * who holds the lock may take it again at once. */
static bool lock_within(int fd, int milliseconds)
{
	const struct timespec pause = {.tv_nsec = 1000000};
	struct timespec start;

	clock_gettime(CLOCK_MONOTONIC, &start);
	while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return false;
		if (milliseconds_since(&start) >= milliseconds) {
			errno = EWOULDBLOCK;
			return false;
		}
		nanosleep(&pause, NULL);
	}
	return true;
}

static int lock_opened(int fd, const char *path, int milliseconds, struct err *err)
{
	if (fd >= 0 && lock_within(fd, milliseconds))
		return fd;
	err_system(err, path);
	return close_quietly(fd);
}

int files_lock(const char *path, int milliseconds, struct err *err)
{
	if (!files_make_parents(path, err))
		return -1;
	return lock_opened(open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600), path,
			   milliseconds, err);
}

int files_lock_folder(const char *path, int milliseconds, struct err *err)
{
	const char *last;
	char *folder = folder_of(path, &last);
	int fd = lock_opened(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder, milliseconds,
			     err);

	free(folder);
	return fd;
}
