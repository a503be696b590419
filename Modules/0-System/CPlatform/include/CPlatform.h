// Linux calls that Swift's Glibc overlay does not carry: event and signal descriptors, thread names, a process's parent-death signal.
#ifndef HUIBAO_CPLATFORM_H
#define HUIBAO_CPLATFORM_H
#include <stdint.h>
#include <sys/types.h>

int huibao_eventfd(void);
int huibao_eventfd_add(int descriptor);
int huibao_eventfd_drain(int descriptor);
/// Blocks SIGTERM, SIGINT and SIGHUP in the calling thread (and its children) and returns a descriptor that reads them; -1 with errno.
int huibao_signalfd(void);
/// The next pending signal's number, 0 when none, -1 with errno.
int huibao_signalfd_next(int descriptor);
void huibao_thread_name(const char *name);
/// Asks the kernel to send `signal` to this process when its parent dies.
int huibao_die_with_parent(int signal);
/// Columns of the terminal behind a descriptor; 0 when it is none.
int huibao_terminal_width(int descriptor);
/// Rows of the terminal behind a descriptor; 0 when it is none.
int huibao_terminal_rows(int descriptor);
/// The number of the file system's kind at a path, as linux/magic.h has it; 0 where the system does not tell.
uint32_t huibao_file_system(const char *path);
/// Blocks SIGWINCH and returns a descriptor that reads it (`huibao_signalfd_next`); -1 with errno.
int huibao_resize_fd(void);
/// Guards a listening socket: connections to it may have descriptors up to `most`, others are closed at once. 1, or 0 for a descriptor that
/// is none or that is guarded already.
int huibao_door_guard(int descriptor, int most);
/// Connections that came in through guarded listeners and are open.
int huibao_door_guests(void);
/// Connections that were closed at once since the process began.
uint64_t huibao_door_refused(void);
/// Starts a program in a process group of its own: input from /dev/null, output and error to the descriptors given (/dev/null below 0),
/// all other descriptors closed, no signal blocked or ignored. 0, or an error number.
int huibao_spawn(const char *path, char *const arguments[], char *const environment[], int output, int error, int *pid);
#endif
