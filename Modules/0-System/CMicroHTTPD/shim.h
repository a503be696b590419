// Starting takes a variable number of arguments, which Swift cannot pass.
#ifndef HUIBAO_CMICROHTTPD_H
#define HUIBAO_CMICROHTTPD_H
#include <microhttpd.h>

/// Serves a socket that listens already, on `threads` threads of the library's own; takes the socket over when it succeeds.
/// `memory`: bytes that a request's lines and headers may take. `timeout`: seconds of silence on a connection.
static inline struct MHD_Daemon *huibao_http_start(
    int socket, MHD_AccessHandlerCallback handler, void *closure, unsigned connections, unsigned connections_per_address,
    unsigned timeout, size_t memory, unsigned threads) {
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, handler, closure,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket)socket,
        MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, connections_per_address,
        MHD_OPTION_CONNECTION_TIMEOUT, timeout,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory,
        MHD_OPTION_THREAD_POOL_SIZE, threads,
        MHD_OPTION_END);
}
#endif
