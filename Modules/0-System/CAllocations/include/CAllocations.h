#ifndef HUIBAO_CALLOCATIONS_H
#define HUIBAO_CALLOCATIONS_H
#include <stdint.h>

/// Whether allocations are counted in this process: not under a sanitizer, which has an allocator of its own.
int huibao_allocations_counted(void);
/// Blocks that this thread has asked malloc, calloc and realloc for so far.
uint64_t huibao_allocations(void);
/// Bytes that it has asked for with them.
uint64_t huibao_allocated_bytes(void);

#endif
