// Counts this thread's requests for memory and hands them on to the C library, whose names these functions take in the executable that
// links them. Two additions a request; freeing is untouched.
#include "CAllocations.h"
#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define HUIBAO_SANITIZED 1
#endif
#endif

static __thread uint64_t blocks;
static __thread uint64_t bytes;

uint64_t huibao_allocations(void) { return blocks; }
uint64_t huibao_allocated_bytes(void) { return bytes; }

#ifdef HUIBAO_SANITIZED
int huibao_allocations_counted(void) { return 0; }
#else
int huibao_allocations_counted(void) { return 1; }

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);

void *malloc(size_t size) {
    blocks += 1;
    bytes += size;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    blocks += 1;
    bytes += count * size;
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    blocks += 1;
    bytes += size;
    return __libc_realloc(block, size);
}
#endif
