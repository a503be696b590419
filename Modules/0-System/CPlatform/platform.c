#define _GNU_SOURCE
#include "CPlatform.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/vfs.h>
#include <unistd.h>

int huibao_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int huibao_eventfd_add(int descriptor) {
    uint64_t one = 1;
    ssize_t n;
    do n = write(descriptor, &one, sizeof one); while (n < 0 && errno == EINTR);
    return n == sizeof one || errno == EAGAIN ? 0 : -1;
}

int huibao_eventfd_drain(int descriptor) {
    uint64_t count;
    ssize_t n;
    do n = read(descriptor, &count, sizeof count); while (n < 0 && errno == EINTR);
    return n == sizeof count ? 1 : (errno == EAGAIN ? 0 : -1);
}

int huibao_signalfd(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0) return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int huibao_signalfd_next(int descriptor) {
    struct signalfd_siginfo info;
    ssize_t n;
    do n = read(descriptor, &info, sizeof info); while (n < 0 && errno == EINTR);
    if (n == sizeof info) return (int)info.ssi_signo;
    return errno == EAGAIN ? 0 : -1;
}

void huibao_thread_name(const char *name) { pthread_setname_np(pthread_self(), name); }

int huibao_die_with_parent(int signal) { return prctl(PR_SET_PDEATHSIG, signal); }

int huibao_terminal_width(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int huibao_spawn(const char *path, char *const arguments[], char *const environment[], int output, int error, int *pid) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int rc = posix_spawn_file_actions_init(&actions);
    if (rc != 0) return rc;
    rc = posix_spawnattr_init(&attributes);
    if (rc != 0) { posix_spawn_file_actions_destroy(&actions); return rc; }
    rc = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (rc == 0) rc = output < 0 ? posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
                                 : posix_spawn_file_actions_adddup2(&actions, output, 1);
    if (rc == 0) rc = error < 0 ? posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
                                : posix_spawn_file_actions_adddup2(&actions, error, 2);
    if (rc == 0) rc = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    if (rc == 0) rc = posix_spawnattr_setsigmask(&attributes, &none);
    if (rc == 0) rc = posix_spawnattr_setsigdefault(&attributes, &all);
    if (rc == 0) rc = posix_spawnattr_setpgroup(&attributes, 0);
    if (rc == 0) rc = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    if (rc == 0) rc = posix_spawn(pid, path, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return rc;
}

int huibao_terminal_rows(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

int huibao_resize_fd(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGWINCH);
    if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0) return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

uint32_t huibao_file_system(const char *path) {
    struct statfs info;
    return statfs(path, &info) == 0 ? (uint32_t)info.f_type : 0;
}
