#define _GNU_SOURCE
#include "CPlatform.h"
#include <errno.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Who listens through a library cannot tell it when to stop taking connections in. So this program's own accept4 stands before the C
// library's: a connection to a guarded listener is taken in only where its number is not above the highest that the listener may give
// away, and is closed at once where it is. The kernel gives the lowest free number, so one above says that all below are in use.
// At the limit of open files the kernel would refuse instead and leave the connection waiting, and whoever polls the listener would spin.

enum { NUMBERS = 1 << 16 };

// By the listener's descriptor: the highest number that it gives away, and its inode; 0 for one that is not guarded. The inode tells it
// from another that has its number later.
static _Atomic int highest[NUMBERS];
static _Atomic uint64_t guarded[NUMBERS];
// By its descriptor: the inode of a connection that was taken in; 0 for none.
static _Atomic uint64_t guests[NUMBERS];
static _Atomic int last_guest = -1;
static _Atomic uint64_t refused;

static uint64_t inode(int descriptor) {
    struct stat known;
    return fstat(descriptor, &known) == 0 && S_ISSOCK(known.st_mode) ? (uint64_t)known.st_ino : 0;
}

static int enter(int listener, int descriptor) {
    if (descriptor < 0 || listener < 0 || listener >= NUMBERS) return descriptor;
    uint64_t known = atomic_load(&guarded[listener]);
    if (known == 0 || known != inode(listener)) return descriptor;
    if (descriptor > atomic_load(&highest[listener]) || descriptor >= NUMBERS) {
        close(descriptor);
        atomic_fetch_add(&refused, 1);
        errno = ECONNABORTED;
        return -1;
    }
    atomic_store(&guests[descriptor], inode(descriptor));
    int last = atomic_load(&last_guest);
    while (descriptor > last && !atomic_compare_exchange_weak(&last_guest, &last, descriptor)) {}
    return descriptor;
}

int accept4(int listener, struct sockaddr *address, socklen_t *length, int flags) {
    return enter(listener, (int)syscall(SYS_accept4, listener, address, length, flags));
}

int accept(int listener, struct sockaddr *address, socklen_t *length) { return accept4(listener, address, length, 0); }

int huibao_door_guard(int descriptor, int most) {
    int listens = 0;
    socklen_t size = sizeof listens;
    if (descriptor < 0 || descriptor >= NUMBERS) return 0;
    if (getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0 || !listens) return 0;
    uint64_t now = inode(descriptor);
    if (atomic_load(&guarded[descriptor]) == now) return 0;
    atomic_store(&highest[descriptor], most);
    atomic_store(&guarded[descriptor], now);
    return 1;
}

int huibao_door_guests(void) {
    int count = 0;
    int last = atomic_load(&last_guest);
    for (int descriptor = 0; descriptor <= last; descriptor++) {
        uint64_t known = atomic_load(&guests[descriptor]);
        if (known == 0) continue;
        if (inode(descriptor) == known) count++;
        else atomic_compare_exchange_strong(&guests[descriptor], &known, 0);
    }
    return count;
}

uint64_t huibao_door_refused(void) { return atomic_load(&refused); }
