// A library for LD_PRELOAD that lets calls of the system fail, and records what a program does to files.
//
//   INJECT_SORT    the sort of call to meet (see `sorts`), or any
//   INJECT_AT      the number of that call, from 1
//   INJECT_HOW     fail: it fails with INJECT_ERRNO; stay: it and all later ones do; lie: it does nothing and reports
//                  success (a control); kill: the process dies before it; tear: the process dies in the middle of a
//                  write
//   INJECT_COUNTS  a file for the number of calls of each sort, as 64-bit numbers in the order of `sorts`
//   INJECT_LOG     a file for every successful change of files, in the form of `struct event`
//   INJECT_SKIP    files or folders: does not record their syncs (a control)
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum sort { s_write, s_sync, s_rename, s_open, s_unlink, s_truncate, s_link, s_mode, s_memory, s_any, n_sorts };
static const char* const sorts[n_sorts] = {"write",    "sync", "rename", "open",   "unlink",
                                           "truncate", "link", "mode",   "memory", "any"};
enum how { fail, stay, lie, kill_before, tear };
static const char* const hows[] = {"fail", "stay", "lie", "kill", "tear"};
enum kind { k_create = 1, k_write, k_truncate, k_sync, k_sync_folder, k_rename, k_link, k_unlink, k_folder };

struct event {
    uint32_t kind, length, path, other;  // lengths of the data, the path and the second path, which follow
    uint64_t inode;
    int64_t offset;
};

static int64_t own_counts[n_sorts];
static int64_t* counts = own_counts;
static int ready, met_sort = -1, met_how, met_errno = EIO, log_file = -1, skip_files, skip_folders;
static int64_t met_at;
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

static int find(const char* name, const char* const* names, int count) {
    for (int n = 0; name && n < count; ++n)
        if (!strcmp(name, names[n])) return n;
    return -1;
}

__attribute__((constructor)) static void begin(void) {
    const char* text = getenv("INJECT_COUNTS");
    if (text) {
        const int file = (int)syscall(SYS_openat, AT_FDCWD, text, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file >= 0 && !syscall(SYS_ftruncate, file, sizeof own_counts)) {
            void* const page = mmap(NULL, sizeof own_counts, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
            if (page != MAP_FAILED) counts = page;
        }
        syscall(SYS_close, file);
    }
    met_sort = find(getenv("INJECT_SORT"), sorts, n_sorts);
    met_how = find(getenv("INJECT_HOW"), hows, 5);
    if ((text = getenv("INJECT_AT"))) met_at = atoll(text);
    if ((text = getenv("INJECT_ERRNO"))) met_errno = atoi(text);
    if ((text = getenv("INJECT_SKIP"))) skip_files = !strcmp(text, "files"), skip_folders = !strcmp(text, "folders");
    if ((text = getenv("INJECT_LOG")))
        log_file = (int)syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    ready = 1;
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static int is_met(int sort, int64_t number) {
    return sort == met_sort && met_at > 0 && (number == met_at || (met_how == stay && number > met_at));
}

// Counts a call and returns whether the caller has to fail, lie or tear.
static int meets(int sort) {
    if (!ready) return 0;
    int met = is_met(sort, __atomic_add_fetch(&counts[sort], 1, __ATOMIC_SEQ_CST));
    if (sort != s_memory) met |= is_met(s_any, __atomic_add_fetch(&counts[s_any], 1, __ATOMIC_SEQ_CST));
    if (met && (met_how == kill_before || (met_how == tear && sort != s_write))) die();
    if (met && met_how != lie) errno = met_errno;
    return met;
}

static void put(const void* from, size_t length) {
    while (length > 0) {
        const long done = syscall(SYS_write, log_file, from, length);
        if (done <= 0) abort();
        from = (const char*)from + done;
        length -= (size_t)done;
    }
}

static const char* absolute(const char* path, char* room) {
    if (path[0] == '/') return path;
    if (syscall(SYS_getcwd, room, 4096) <= 0) abort();
    strcat(strcat(room, "/"), path);
    return room;
}

static void note(int kind, uint64_t inode, int64_t offset, const char* path, const char* other, const void* data,
                 size_t length) {
    if (log_file < 0) return;
    const int cause = errno;
    char one[8400], two[8400];
    path = path ? absolute(path, one) : "";
    other = other ? absolute(other, two) : "";
    const struct event event = {
        (uint32_t)kind, (uint32_t)length, (uint32_t)strlen(path), (uint32_t)strlen(other), inode, offset};
    put(&event, sizeof event);
    put(path, event.path);
    put(other, event.other);
    put(data, length);
    errno = cause;
}

#define REAL(name)                 \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define IN_ORDER(call)                             \
    if (log_file >= 0) pthread_mutex_lock(&order); \
    call;                                          \
    if (log_file >= 0) pthread_mutex_unlock(&order)

// Returns the number of a regular file that is no standard stream, else 0.
static uint64_t file_of(int file) {
    struct stat about;
    return file > 2 && !fstat(file, &about) && S_ISREG(about.st_mode) ? about.st_ino : 0;
}

static uint64_t number_of(const char* path) {
    struct stat about;
    return lstat(path, &about) ? 0 : about.st_ino;
}

#define WRITE_AT(name)                                                                             \
    ssize_t name(int file, const void* from, size_t length, off_t at) {                            \
        REAL(name);                                                                                \
        const uint64_t inode = file_of(file);                                                      \
        if (inode && meets(s_write)) {                                                             \
            if (met_how == tear) real(file, from, length / 2, at), die();                          \
            return met_how == lie ? (ssize_t)length : -1;                                          \
        }                                                                                          \
        ssize_t done;                                                                              \
        IN_ORDER(done = real(file, from, length, at);                                              \
                 if (inode && done > 0) note(k_write, inode, at, NULL, NULL, from, (size_t)done)); \
        return done;                                                                               \
    }
WRITE_AT(pwrite)
WRITE_AT(pwrite64)

ssize_t write(int file, const void* from, size_t length) {
    REAL(write);
    const uint64_t inode = file_of(file);
    if (inode && meets(s_write)) {
        if (met_how == tear) real(file, from, length / 2), die();
        return met_how == lie ? (ssize_t)length : -1;
    }
    ssize_t done;
    IN_ORDER(done = real(file, from, length); if (inode && done > 0)
                 note(k_write, inode, lseek(file, 0, SEEK_CUR) - done, NULL, NULL, from, (size_t)done));
    return done;
}

ssize_t writev(int file, const struct iovec* parts, int count) {
    ssize_t sum = 0;
    for (int n = 0; n < count; ++n) {
        const ssize_t done = parts[n].iov_len ? write(file, parts[n].iov_base, parts[n].iov_len) : 0;
        if (done < 0) return sum ? sum : -1;
        sum += done;
        if ((size_t)done < parts[n].iov_len) break;
    }
    return sum;
}

#define TRUNCATE(name)                                                                                                \
    int name(int file, off_t length) {                                                                                \
        REAL(name);                                                                                                   \
        if (meets(s_truncate)) return met_how == lie ? 0 : -1;                                                        \
        int done;                                                                                                     \
        IN_ORDER(done = real(file, length); if (!done) note(k_truncate, file_of(file), length, NULL, NULL, NULL, 0)); \
        return done;                                                                                                  \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

static void note_sync(int file) {
    struct stat about;
    if (fstat(file, &about)) return;
    const int folder = S_ISDIR(about.st_mode);
    if (folder ? !skip_folders : !skip_files)
        note(folder ? k_sync_folder : k_sync, about.st_ino, 0, NULL, NULL, NULL, 0);
}

#define SYNC(name)                                               \
    int name(int file) {                                         \
        REAL(name);                                              \
        if (meets(s_sync)) return met_how == lie ? 0 : -1;       \
        int done;                                                \
        IN_ORDER(done = real(file); if (!done) note_sync(file)); \
        return done;                                             \
    }
SYNC(fsync)
SYNC(fdatasync)

int fchmod(int file, mode_t mode) {
    REAL(fchmod);
    return meets(s_mode) ? (met_how == lie ? 0 : -1) : real(file, mode);
}
int fchmodat(int folder, const char* path, mode_t mode, int flags) {
    REAL(fchmodat);
    return meets(s_mode) ? (met_how == lie ? 0 : -1) : real(folder, path, mode, flags);
}

#define REMOVE(name)                                                                       \
    int name(const char* path) {                                                           \
        REAL(name);                                                                        \
        if (meets(s_unlink)) return met_how == lie ? 0 : -1;                               \
        int done;                                                                          \
        IN_ORDER(done = real(path); if (!done) note(k_unlink, 0, 0, path, NULL, NULL, 0)); \
        return done;                                                                       \
    }
REMOVE(unlink)
REMOVE(remove)

int rename(const char* from, const char* to) {
    REAL(rename);
    if (meets(s_rename)) return met_how == lie ? 0 : -1;
    int done;
    IN_ORDER(done = real(from, to); if (!done) note(k_rename, 0, 0, from, to, NULL, 0));
    return done;
}

int link(const char* from, const char* to) {
    REAL(link);
    if (meets(s_link)) return met_how == lie ? 0 : -1;
    int done;
    IN_ORDER(done = real(from, to); if (!done) note(k_link, number_of(to), 0, to, NULL, NULL, 0));
    return done;
}

int mkdir(const char* path, mode_t mode) {
    REAL(mkdir);
    if (meets(s_open)) return met_how == lie ? 0 : -1;
    int done;
    IN_ORDER(done = real(path, mode); if (!done) note(k_folder, number_of(path), 0, path, NULL, NULL, 0));
    return done;
}

static void note_open(const char* path, int was_there, int cut) {
    if (!was_there) note(k_create, number_of(path), 0, path, NULL, NULL, 0);
    if (was_there && cut) note(k_truncate, number_of(path), 0, NULL, NULL, NULL, 0);
}

#define OPEN(name)                                                                                        \
    int name(const char* path, int flags, ...) {                                                          \
        REAL(name);                                                                                       \
        va_list more;                                                                                     \
        va_start(more, flags);                                                                            \
        const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                     \
        va_end(more);                                                                                     \
        if (meets(s_open) && met_how != lie) return -1;                                                   \
        int done;                                                                                         \
        IN_ORDER(const int there = !(flags & O_CREAT) || number_of(path); done = real(path, flags, mode); \
                 if (done >= 0) note_open(path, there, flags & O_TRUNC));                                 \
        return done;                                                                                      \
    }
OPEN(open)
OPEN(open64)

#define OPEN_STREAM(name)                                                                    \
    FILE* name(const char* path, const char* mode) {                                         \
        REAL(name);                                                                          \
        if (meets(s_open) && met_how != lie) return NULL;                                    \
        FILE* done;                                                                          \
        IN_ORDER(const int there = *mode == 'r' || number_of(path); done = real(path, mode); \
                 if (done) note_open(path, there, *mode == 'w'));                            \
        return done;                                                                         \
    }
OPEN_STREAM(fopen)
OPEN_STREAM(fopen64)

extern void* __libc_malloc(size_t);
extern void* __libc_realloc(void*, size_t);
void* malloc(size_t size) { return meets(s_memory) && met_how != lie ? (errno = ENOMEM, NULL) : __libc_malloc(size); }
void* realloc(void* old, size_t size) {
    return meets(s_memory) && met_how != lie ? (errno = ENOMEM, NULL) : __libc_realloc(old, size);
}
