#define _GNU_SOURCE
#include "CPlatform.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
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
