/*
 * What a program does to the files under one folder: written down, made to fail, cut short.
 *
 * Loaded into the program that is tried (LD_PRELOAD). The kernel hands over every system call by which names or contents of
 * files change, or by which something is said (a filter that answers SIGSYS), from wherever it comes: Rust's standard
 * library, SQLite, stdio, or code that calls the kernel without libc, as the crate `rustix` does. Wrapping libc's functions
 * would not see the last two. Children are watched too.
 *
 *   HUDNA_POWER_ROOT   the folder. As if it were a file system of its own: names do not move across its border.
 *   HUDNA_POWER_LOG    the log: one `struct frame` per operation, its two paths and its data after it.
 *   HUDNA_POWER_FAULT  N:before:ERRNO  the N-th operation under the root is not done and fails
 *                      N:after:ERRNO   it is done and reported as failed
 *                      N:short         it writes half, where it is a write
 *                      N:full          from the N-th on, whatever needs space fails with ENOSPC
 *                      N:readonly      from the N-th on, all fails with EROFS, but syncs
 *   HUDNA_POWER_KILL   N:before or N:after  SIGKILL at the N-th operation
 *   HUDNA_POWER_CLOCK  SECONDS or SECONDS@N  shifts the clock, from the N-th operation on
 *
 * Operations are counted from 1, in each process for itself. What is said on standard output or a socket stands in the log in
 * its order, written down before it is said: nobody has read what is not there. It is not counted and never fails.
 *
 * A sync is written down and not done: the power fails only on paper, and the tests need not wait for a real disk.
 *
 * Not seen: stores to mapped memory. SQLite maps its -shm file, which need not survive; of anything else, the reader of the log
 * finds that the folder differs from it. Not kept: permissions, owners, times, attributes. Refused, so that the program takes its
 * other way: io_uring, openat2, copy_file_range, sendfile to a file, exchanging two names, punching holes.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <ucontext.h>

/* ---- calls of our own ---- */

/*
 * Stands in the sixth argument of our own calls, which none of them has: the filter lets these pass. It is cleared afterwards,
 * or a later call of the program could carry it.
 */
#define PASS 0x6875646e61706f77

static long raw(long nr, long a, long b, long c, long d, long e)
{
#if defined(__x86_64__)
    register long r10 __asm__("r10") = d, r8 __asm__("r8") = e, r9 __asm__("r9") = PASS;
    __asm__ volatile("syscall\n\txorl %%r9d, %%r9d"
                     : "+a"(nr), "+r"(r9) : "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8) : "rcx", "r11", "memory");
    return nr;
#elif defined(__aarch64__)
    register long x8 __asm__("x8") = nr, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d, x4 __asm__("x4") = e, x5 __asm__("x5") = PASS;
    __asm__ volatile("svc 0\n\tmov x5, 0" : "+r"(x0), "+r"(x5) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
    return x0;
#else
#error "the shim knows x86_64 and aarch64"
#endif
}

#define CALL(nr, a, b, c, d, e) raw(nr, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e))

static _Noreturn void die(const char *why)
{
    CALL(SYS_write, 2, "power: ", 7, 0, 0);
    CALL(SYS_write, 2, why, strlen(why), 0, 0);
    CALL(SYS_write, 2, "\n", 1, 0, 0);
    for (;;) CALL(SYS_exit_group, 97, 0, 0, 0, 0);
}

/* ---- what was asked for ---- */

enum how { NOTHING, BEFORE, AFTER, SHORT, FULL, READONLY };

static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
static struct { uint64_t at; enum how how; int error; } fault;
static struct { uint64_t at; enum how how; } death;
static struct { uint64_t at; long seconds; } clock_shift;

/* Read by whoever asks for the time, without the lock. */
static volatile uint64_t counted;

/* ---- the log ---- */

enum kind {
    MAKE = 'm',   /* path: a new file; nameless where the path is empty */
    WRITE = 'w',  /* file, at, data */
    SIZE = 's',   /* file, at: its new size */
    SYNC = 'f',   /* file or folder */
    ALL = 'F',    /* everything */
    RENAME = 'r', /* path, path2 */
    LINK = 'l',   /* file, path2 */
    UNLINK = 'u', /* path */
    MKDIR = 'd',  /* path */
    RMDIR = 'x',  /* path */
    SAID = 'o',   /* at: the file descriptor; data */
};

/* Little endian, 56 bytes. */
struct frame {
    uint32_t size; /* with all that follows */
    uint8_t kind, done, injected, unused;
    int32_t error; /* what the program was told; 0 where it was told of no failure */
    uint32_t process;
    uint64_t number, file, at, length;
    uint16_t path, path2;
    uint32_t data;
};

struct operation {
    enum kind kind;
    uint64_t file, at;
    const char *path, *path2;
    const struct iovec *data;
    int vectors;
};

/* More are written in several calls: a write may always be short. */
#define VECTORS 1000

static size_t sum(const struct iovec *data, int vectors)
{
    size_t all = 0;
    for (int i = 0; i < vectors; i++) all += data[i].iov_len;
    return all;
}

static void append(const struct operation *op, uint64_t number, size_t data, int done, int injected, int error)
{
    static struct iovec out[VECTORS + 3];
    const char *path = op->path ? op->path : "", *path2 = op->path2 ? op->path2 : "";
    struct frame frame = {
        .kind = op->kind, .done = done, .injected = injected, .error = error, .number = number, .file = op->file, .at = op->at,
        .length = data, .process = CALL(SYS_getpid, 0, 0, 0, 0, 0), .path = strlen(path), .path2 = strlen(path2), .data = data,
    };
    frame.size = sizeof frame + frame.path + frame.path2 + frame.data;
    out[0] = (struct iovec){&frame, sizeof frame};
    out[1] = (struct iovec){(void *)path, frame.path};
    out[2] = (struct iovec){(void *)path2, frame.path2};
    int n = 3;
    for (int i = 0; i < op->vectors && data > 0; i++) {
        size_t part = op->data[i].iov_len < data ? op->data[i].iov_len : data;
        out[n++] = (struct iovec){op->data[i].iov_base, part};
        data -= part;
    }
    if (CALL(SYS_writev, log_fd, out, n, 0, 0) != (long)frame.size) die("the log cannot be written");
}

/*
 * An operation and its frame are one step, so that the log's order is the order of what happened: in this process by the mutex,
 * among processes by the lock on the log. Signals are blocked in the handler, so nothing interrupts the holder.
 */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void lock(void)
{
    pthread_mutex_lock(&mutex);
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (CALL(SYS_fcntl, log_fd, F_SETLKW, &whole, 0, 0) < 0) die("the log cannot be locked");
}

static void unlock(void)
{
    struct flock whole = {.l_type = F_UNLCK, .l_whence = SEEK_SET};
    CALL(SYS_fcntl, log_fd, F_SETLK, &whole, 0, 0);
    pthread_mutex_unlock(&mutex);
}

/* ---- doing an operation, or not ---- */

static _Noreturn void kill_now(void)
{
    for (;;) CALL(SYS_kill, CALL(SYS_getpid, 0, 0, 0, 0, 0), SIGKILL, 0, 0, 0);
}

static int refused(const struct operation *op, uint64_t number)
{
    int space = op->kind == MAKE || op->kind == WRITE || op->kind == MKDIR;
    if (fault.how == BEFORE && number == fault.at) return fault.error;
    if (fault.how == FULL && number >= fault.at && space) return ENOSPC;
    if (fault.how == READONLY && number >= fault.at && op->kind != SYNC && op->kind != ALL) return EROFS;
    return 0;
}

/* The counted operation `op`, done by the call `nr`. The lock is held. */
static long perform(struct operation *op, long nr, long a, long b, long c, long d, long e)
{
    static struct iovec half[VECTORS];
    uint64_t number = ++counted;
    if (death.how == BEFORE && number == death.at) kill_now();
    int error = refused(op, number);
    if (error) {
        append(op, number, 0, 0, 1, error);
        return -error;
    }
    int injected = 0;
    if (fault.how == SHORT && number == fault.at && op->kind == WRITE) {
        size_t left = (sum(op->data, op->vectors) + 1) / 2;
        int n = 0;
        for (; left > 0; n++) {
            half[n] = op->data[n];
            if (half[n].iov_len > left) half[n].iov_len = left;
            left -= half[n].iov_len;
        }
        b = (long)half;
        c = n;
        injected = 1;
    }
    long result = op->kind == SYNC || op->kind == ALL ? 0 : raw(nr, a, b, c, d, e);
    if (result >= 0 && (op->kind == MAKE || op->kind == MKDIR)) {
        struct stat st;
        long got = op->kind == MAKE ? CALL(SYS_fstat, result, &st, 0, 0, 0)
                                    : CALL(SYS_newfstatat, AT_FDCWD, op->path, &st, AT_SYMLINK_NOFOLLOW, 0);
        if (got < 0) die("what was made cannot be looked at");
        op->file = st.st_ino;
    }
    if (result >= 0 && fault.how == AFTER && number == fault.at) {
        error = fault.error;
        injected = 1;
    }
    size_t data = result >= 0 && op->kind == WRITE ? (size_t)result : 0;
    append(op, number, data, result >= 0, injected, result < 0 ? (int)-result : error);
    if (death.how == AFTER && number == death.at) kill_now();
    if (error && (nr == SYS_openat)) CALL(SYS_close, result, 0, 0, 0, 0);
    return error ? -error : result;
}

/* ---- which file is meant ---- */

static int under(const char *path)
{
    return strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

static long number_to(char *out, long fd)
{
    char digits[20];
    int n = 0, at = 0;
    do digits[n++] = (char)('0' + fd % 10), fd /= 10; while (fd > 0);
    while (n > 0) out[at++] = digits[--n];
    out[at] = 0;
    return at;
}

/* The path of an open file, without links; it may be followed by " (deleted)". */
static int path_of(long fd, char *out)
{
    char link[40] = "/proc/self/fd/";
    if (fd < 0) return 0;
    number_to(link + strlen(link), fd);
    long n = CALL(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1, 0);
    out[n > 0 ? n : 0] = 0;
    return n > 0;
}

/* The path of a name that need not be there: its folder's without links, and its last part. Whether it lies under the root. */
static int resolve(long folder, const char *path, char *out)
{
    static char parent[PATH_MAX];
    size_t n = strlen(path);
    if (n == 0 || n >= PATH_MAX) return 0;
    while (n > 1 && path[n - 1] == '/') n--;
    size_t base = n;
    while (base > 0 && path[base - 1] != '/') base--;
    memcpy(parent, path, base);
    if (base == 0) parent[base++] = '.';
    parent[base] = 0;
    if (path[0] != '/' && base == 1 && parent[0] == '.') base = 0;
    long fd = CALL(SYS_openat, folder, parent, O_PATH | O_DIRECTORY | O_CLOEXEC, 0, 0);
    if (fd < 0) return 0;
    int found = path_of(fd, out);
    CALL(SYS_close, fd, 0, 0, 0, 0);
    size_t length = strlen(out);
    if (!found || length + 1 + n - base >= PATH_MAX) return 0;
    out[length] = '/';
    memcpy(out + length + 1, path + base, n - base);
    out[length + 1 + n - base] = 0;
    return under(out);
}

static uint64_t file_at(long folder, const char *path)
{
    struct stat st;
    return CALL(SYS_newfstatat, folder, path, &st, AT_SYMLINK_NOFOLLOW, 0) < 0 ? 0 : st.st_ino;
}

/* ---- one function per kind of call ---- */

/* Filled under the lock. */
static char path[PATH_MAX], path2[PATH_MAX];

static long on_open(long folder, const char *name, long flags, long mode)
{
    long result;
    lock();
    struct operation op = {.kind = MAKE, .path = path};
    struct stat st;
    long look = flags & O_NOFOLLOW ? AT_SYMLINK_NOFOLLOW : 0;
    int nameless = (flags & O_TMPFILE) == O_TMPFILE;
    int ours = resolve(folder, name, path);
    int there = ours && CALL(SYS_newfstatat, folder, name, &st, look, 0) == 0;
    if (nameless) path[0] = 0;
    if (there && !nameless) {
        op = (struct operation){.kind = SIZE, .file = st.st_ino, .path = path};
        ours = flags & O_TRUNC && !(flags & O_EXCL && flags & O_CREAT) && S_ISREG(st.st_mode);
    } else if (ours) {
        ours = flags & O_CREAT || nameless;
    }
    result = ours ? perform(&op, SYS_openat, folder, (long)name, flags, mode, 0)
                  : raw(SYS_openat, folder, (long)name, flags, mode, 0);
    unlock();
    return result;
}

/* Where a write without an offset goes. */
static uint64_t position(long fd, long offset)
{
    struct stat st;
    if (CALL(SYS_fcntl, fd, F_GETFL, 0, 0, 0) & O_APPEND) {
        return CALL(SYS_fstat, fd, &st, 0, 0, 0) < 0 ? 0 : (uint64_t)st.st_size;
    }
    return (uint64_t)(offset >= 0 ? offset : CALL(SYS_lseek, fd, 0, SEEK_CUR, 0, 0));
}

/* A write at `offset`, or where the file stands (-1); `through` where it is to reach the disk at once. */
static long on_write(long fd, const struct iovec *data, long vectors, long offset, int through)
{
    struct stat st;
    int known = CALL(SYS_fstat, fd, &st, 0, 0, 0) == 0;
    int regular = known && S_ISREG(st.st_mode);
    long nr = offset >= 0 ? SYS_pwritev : SYS_writev;
    if (vectors > VECTORS) vectors = VECTORS;
    if (!regular && fd != 1 && !(known && S_ISSOCK(st.st_mode))) return raw(nr, fd, (long)data, vectors, offset, 0);
    lock();
    struct operation op = {.file = known ? st.st_ino : 0, .path = path, .data = data, .vectors = (int)vectors};
    if (!regular || !path_of(fd, path) || !under(path)) {
        if (fd == 1 || !regular) {
            op.kind = SAID;
            op.at = (uint64_t)fd;
            op.path = "";
            append(&op, 0, sum(data, op.vectors), 1, 0, 0);
        }
        unlock();
        return raw(nr, fd, (long)data, vectors, offset, 0);
    }
    op.kind = WRITE;
    op.at = position(fd, offset);
    long result = perform(&op, nr, fd, (long)data, vectors, offset, 0);
    if (result > 0 && (through || CALL(SYS_fcntl, fd, F_GETFL, 0, 0, 0) & O_DSYNC)) {
        struct operation sync = {.kind = SYNC, .file = op.file, .path = path};
        append(&sync, counted, 0, 1, 0, 0);
    }
    unlock();
    return result;
}

static long on_sync(long nr, long fd)
{
    struct stat st;
    lock();
    int ours = CALL(SYS_fstat, fd, &st, 0, 0, 0) == 0 && path_of(fd, path) && under(path);
    struct operation op = {.kind = nr == SYS_syncfs ? ALL : SYNC, .file = ours ? st.st_ino : 0, .path = path};
    long result = ours ? perform(&op, nr, fd, 0, 0, 0, 0) : raw(nr, fd, 0, 0, 0, 0);
    unlock();
    return result;
}

static long on_sync_all(void)
{
    lock();
    struct operation op = {.kind = ALL};
    long result = perform(&op, SYS_sync, 0, 0, 0, 0, 0);
    unlock();
    return result;
}

/* The file's size, set by its name (`fd` -1) or its descriptor. */
static long on_size(long fd, const char *name, long size)
{
    struct stat st;
    lock();
    int ours = fd < 0 ? resolve(AT_FDCWD, name, path) && CALL(SYS_newfstatat, AT_FDCWD, name, &st, 0, 0) == 0
                      : path_of(fd, path) && under(path) && CALL(SYS_fstat, fd, &st, 0, 0, 0) == 0;
    struct operation op = {.kind = SIZE, .file = ours ? st.st_ino : 0, .at = (uint64_t)size, .path = path};
    long nr = fd < 0 ? SYS_truncate : SYS_ftruncate, target = fd < 0 ? (long)name : fd;
    long result = ours ? perform(&op, nr, target, size, 0, 0, 0) : raw(nr, target, size, 0, 0, 0);
    unlock();
    return result;
}

static long on_allocate(long fd, long mode, long offset, long length)
{
    struct stat st;
    lock();
    long result = -EOPNOTSUPP;
    int ours = path_of(fd, path) && under(path) && CALL(SYS_fstat, fd, &st, 0, 0, 0) == 0;
    if (!ours) {
        result = raw(SYS_fallocate, fd, mode, offset, length, 0);
    } else if ((mode & ~FALLOC_FL_KEEP_SIZE) == 0) {
        long end = offset + length;
        long size = mode || end < st.st_size ? st.st_size : end;
        struct operation op = {.kind = SIZE, .file = st.st_ino, .at = (uint64_t)size, .path = path};
        result = fault.how == FULL && counted + 1 >= fault.at ? -ENOSPC
                                                               : perform(&op, SYS_fallocate, fd, mode, offset, length, 0);
    }
    unlock();
    return result;
}

static long on_rename(long from, const char *name, long to, const char *name2, long flags)
{
    lock();
    int first = resolve(from, name, path), second = resolve(to, name2, path2);
    long result = -EXDEV;
    if (first && second && flags & ~RENAME_NOREPLACE) {
        result = -EINVAL;
    } else if (first && second) {
        struct operation op = {.kind = RENAME, .file = file_at(from, name), .path = path, .path2 = path2};
        result = perform(&op, SYS_renameat2, from, (long)name, to, (long)name2, flags);
    } else if (!first && !second) {
        result = raw(SYS_renameat2, from, (long)name, to, (long)name2, flags);
    }
    unlock();
    return result;
}

static long on_link(long from, const char *name, long to, const char *name2, long flags)
{
    struct stat st;
    lock();
    long look = flags & AT_EMPTY_PATH ? AT_EMPTY_PATH : flags & AT_SYMLINK_FOLLOW ? 0 : AT_SYMLINK_NOFOLLOW;
    int there = CALL(SYS_newfstatat, from, name, &st, look, 0) == 0;
    int second = resolve(to, name2, path2);
    struct operation op = {.kind = LINK, .file = there ? st.st_ino : 0, .path2 = path2};
    long result = second ? perform(&op, SYS_linkat, from, (long)name, to, (long)name2, flags)
                         : raw(SYS_linkat, from, (long)name, to, (long)name2, flags);
    unlock();
    return result;
}

static long on_unlink(long folder, const char *name, long flags)
{
    lock();
    int ours = resolve(folder, name, path);
    struct operation op = {.kind = flags & AT_REMOVEDIR ? RMDIR : UNLINK, .path = path};
    op.file = ours ? file_at(folder, name) : 0;
    long result = ours ? perform(&op, SYS_unlinkat, folder, (long)name, flags, 0, 0)
                       : raw(SYS_unlinkat, folder, (long)name, flags, 0, 0);
    unlock();
    return result;
}

static long on_mkdir(long folder, const char *name, long mode)
{
    lock();
    int ours = resolve(folder, name, path);
    struct operation op = {.kind = MKDIR, .path = path};
    long result = ours ? perform(&op, SYS_mkdirat, folder, (long)name, mode, 0, 0)
                       : raw(SYS_mkdirat, folder, (long)name, mode, 0, 0);
    unlock();
    return result;
}

/* Sent without an address, or with one: `sendto` has six arguments and no place for ours. */
static long on_send(long fd, const struct msghdr *message, long flags)
{
    lock();
    struct operation op = {.kind = SAID, .at = (uint64_t)fd, .data = message->msg_iov,
                           .vectors = message->msg_iovlen > VECTORS ? VECTORS : (int)message->msg_iovlen};
    append(&op, 0, sum(op.data, op.vectors), 1, 0, 0);
    unlock();
    return raw(SYS_sendmsg, fd, (long)message, flags, 0, 0);
}

static int is_file(long fd)
{
    struct stat st;
    return CALL(SYS_fstat, fd, &st, 0, 0, 0) == 0 && S_ISREG(st.st_mode);
}

static long on_call(long nr, const long *a)
{
    switch (nr) {
    case SYS_openat: return on_open((int)a[0], (const char *)a[1], a[2], a[3]);
    case SYS_write: return on_write((int)a[0], &(struct iovec){(void *)a[1], (size_t)a[2]}, 1, -1, 0);
    case SYS_pwrite64:
        if (a[3] < 0) return -EINVAL;
        return on_write((int)a[0], &(struct iovec){(void *)a[1], (size_t)a[2]}, 1, a[3], 0);
    case SYS_writev: return on_write((int)a[0], (const struct iovec *)a[1], a[2], -1, 0);
    case SYS_pwritev:
        if (a[3] < 0) return -EINVAL;
        return on_write((int)a[0], (const struct iovec *)a[1], a[2], a[3], 0);
    case SYS_pwritev2:
        if (a[5] & ~(RWF_DSYNC | RWF_SYNC)) return -EOPNOTSUPP;
        return on_write((int)a[0], (const struct iovec *)a[1], a[2], a[3], a[5] != 0);
    case SYS_fsync: case SYS_fdatasync: case SYS_syncfs: return on_sync(nr, (int)a[0]);
    case SYS_sync: return on_sync_all();
    case SYS_ftruncate: return on_size((int)a[0], NULL, a[1]);
    case SYS_truncate: return on_size(-1, (const char *)a[0], a[1]);
    case SYS_fallocate: return on_allocate((int)a[0], a[1], a[2], a[3]);
    case SYS_renameat2: return on_rename((int)a[0], (const char *)a[1], (int)a[2], (const char *)a[3], a[4]);
    case SYS_renameat: return on_rename((int)a[0], (const char *)a[1], (int)a[2], (const char *)a[3], 0);
    case SYS_linkat: return on_link((int)a[0], (const char *)a[1], (int)a[2], (const char *)a[3], a[4]);
    case SYS_unlinkat: return on_unlink((int)a[0], (const char *)a[1], a[2]);
    case SYS_mkdirat: return on_mkdir((int)a[0], (const char *)a[1], a[2]);
#if defined(__x86_64__)
    case SYS_open: return on_open(AT_FDCWD, (const char *)a[0], a[1], a[2]);
    case SYS_creat: return on_open(AT_FDCWD, (const char *)a[0], O_CREAT | O_WRONLY | O_TRUNC, a[1]);
    case SYS_rename: return on_rename(AT_FDCWD, (const char *)a[0], AT_FDCWD, (const char *)a[1], 0);
    case SYS_link: return on_link(AT_FDCWD, (const char *)a[0], AT_FDCWD, (const char *)a[1], 0);
    case SYS_unlink: return on_unlink(AT_FDCWD, (const char *)a[0], 0);
    case SYS_rmdir: return on_unlink(AT_FDCWD, (const char *)a[0], AT_REMOVEDIR);
    case SYS_mkdir: return on_mkdir(AT_FDCWD, (const char *)a[0], a[1]);
#endif
    case SYS_sendto: {
        struct iovec data = {(void *)a[1], (size_t)a[2]};
        struct msghdr message = {.msg_name = (void *)a[4], .msg_namelen = a[4] ? (socklen_t)a[5] : 0, .msg_iov = &data, .msg_iovlen = 1};
        return on_send((int)a[0], &message, a[3]);
    }
    case SYS_sendmsg: return on_send((int)a[0], (const struct msghdr *)a[1], a[2]);
    case SYS_sendfile: return is_file((int)a[0]) ? -EINVAL : raw(nr, a[0], a[1], a[2], a[3], 0);
    case SYS_copy_file_range: return -EXDEV;
    default: return -ENOSYS;
    }
}

static void on_signal(int signal, siginfo_t *info, void *context)
{
    (void)signal;
    ucontext_t *at = context;
#if defined(__x86_64__)
    greg_t *r = at->uc_mcontext.gregs;
    const long arguments[6] = {r[REG_RDI], r[REG_RSI], r[REG_RDX], r[REG_R10], r[REG_R8], r[REG_R9]};
    r[REG_RAX] = on_call(info->si_syscall, arguments);
#else
    unsigned long long *r = at->uc_mcontext.regs;
    const long arguments[6] = {(long)r[0], (long)r[1], (long)r[2], (long)r[3], (long)r[4], (long)r[5]};
    r[0] = (unsigned long long)on_call(info->si_syscall, arguments);
#endif
}

/* ---- the clock ---- */

static long shift(void)
{
    return clock_shift.seconds != 0 && counted + 1 >= clock_shift.at ? clock_shift.seconds : 0;
}

int clock_gettime(clockid_t which, struct timespec *out)
{
    long result = CALL(SYS_clock_gettime, which, out, 0, 0, 0);
    if (result < 0) {
        errno = (int)-result;
        return -1;
    }
    if (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE) out->tv_sec += shift();
    return 0;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    *out = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}

/* ---- the start ---- */

static void read_wishes(void)
{
    char *rest;
    const char *wish = getenv("HUDNA_POWER_FAULT");
    if (wish) {
        fault.at = strtoull(wish, &rest, 10);
        fault.how = strncmp(rest, ":before:", 8) == 0 ? BEFORE
                  : strncmp(rest, ":after:", 7) == 0  ? AFTER
                  : strcmp(rest, ":short") == 0       ? SHORT
                  : strcmp(rest, ":full") == 0        ? FULL
                  : strcmp(rest, ":readonly") == 0    ? READONLY
                                                      : NOTHING;
        if (fault.how == NOTHING) die("HUDNA_POWER_FAULT is not understood");
        if (fault.how == BEFORE || fault.how == AFTER) fault.error = atoi(strrchr(rest, ':') + 1);
        if ((fault.how == BEFORE || fault.how == AFTER) && fault.error <= 0) die("HUDNA_POWER_FAULT names no error");
    }
    if ((wish = getenv("HUDNA_POWER_KILL"))) {
        death.at = strtoull(wish, &rest, 10);
        death.how = strcmp(rest, ":before") == 0 ? BEFORE : strcmp(rest, ":after") == 0 ? AFTER : NOTHING;
        if (death.how == NOTHING) die("HUDNA_POWER_KILL is not understood");
    }
    if ((wish = getenv("HUDNA_POWER_CLOCK"))) {
        clock_shift.seconds = strtol(wish, &rest, 10);
        clock_shift.at = *rest == '@' ? strtoull(rest + 1, NULL, 10) : 0;
    }
}

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define LOAD_LOW(n) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[n]))
#define LOAD_HIGH(n) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[n]) + 4)
#define SKIP_UNLESS(value, n) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), 0, n)
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, what)
#define TRAP(call) SKIP_UNLESS(call, 1), ANSWER(SECCOMP_RET_TRAP)
/* An open that makes or empties nothing goes by unseen; so the dynamic loader of a child, which has no handler yet, works. */
#define TRAP_OPEN(call, flags) \
    SKIP_UNLESS(call, 4), LOAD_LOW(flags), \
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY), 0, 1), \
    ANSWER(SECCOMP_RET_TRAP), ANSWER(SECCOMP_RET_ALLOW)

static const struct sock_filter filter[] = {
    LOAD(arch), SKIP_UNLESS(ARCHITECTURE, 1), BPF_JUMP(BPF_JMP | BPF_JA, 1, 0, 0), ANSWER(SECCOMP_RET_KILL_PROCESS),
    LOAD_LOW(5), SKIP_UNLESS(PASS, 3), LOAD_HIGH(5), SKIP_UNLESS(PASS >> 32, 1), ANSWER(SECCOMP_RET_ALLOW),
    LOAD(nr),
    TRAP_OPEN(SYS_openat, 2),
    TRAP(SYS_write), TRAP(SYS_pwrite64), TRAP(SYS_writev), TRAP(SYS_pwritev), TRAP(SYS_pwritev2),
    TRAP(SYS_fsync), TRAP(SYS_fdatasync), TRAP(SYS_syncfs), TRAP(SYS_sync),
    TRAP(SYS_ftruncate), TRAP(SYS_truncate), TRAP(SYS_fallocate),
    TRAP(SYS_renameat), TRAP(SYS_renameat2), TRAP(SYS_linkat), TRAP(SYS_unlinkat), TRAP(SYS_mkdirat),
#if defined(__x86_64__)
    TRAP_OPEN(SYS_open, 1), TRAP(SYS_creat),
    TRAP(SYS_rename), TRAP(SYS_link), TRAP(SYS_unlink), TRAP(SYS_rmdir), TRAP(SYS_mkdir),
#endif
    TRAP(SYS_sendto), TRAP(SYS_sendmsg),
    TRAP(SYS_sendfile), TRAP(SYS_copy_file_range), TRAP(SYS_io_uring_setup), TRAP(SYS_openat2),
    ANSWER(SECCOMP_RET_ALLOW),
};

__attribute__((constructor)) static void start(void)
{
    read_wishes();
    const char *folder = getenv("HUDNA_POWER_ROOT"), *log = getenv("HUDNA_POWER_LOG");
    if (!folder || !log) return;
    if (!realpath(folder, root)) die("HUDNA_POWER_ROOT is not there");
    root_length = strlen(root);
    /* Far from the numbers that programs close or expect, and not handed on: a child opens its own. */
    int opened = (int)CALL(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600, 0);
    log_fd = (int)CALL(SYS_fcntl, opened, F_DUPFD_CLOEXEC, 700, 0, 0);
    if (opened < 0 || log_fd < 0) die("HUDNA_POWER_LOG cannot be opened");
    CALL(SYS_close, opened, 0, 0, 0, 0);

    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO};
    sigfillset(&action.sa_mask);
    struct sock_fprog program = {sizeof filter / sizeof *filter, (struct sock_filter *)filter};
    if (sigaction(SIGSYS, &action, NULL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
        || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
        die("this system has no filter for system calls");
    }
}
