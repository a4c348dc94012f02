// SPDX-License-Identifier: Apache-2.0
//
// Shim over the C library's allocator, which Swift's overlay of it leaves out.

#ifndef TARN_MEMORY_H
#define TARN_MEMORY_H

#include <stddef.h>

/// Lets all threads take their memory from few heaps, of which there is one for each thread otherwise.
///
/// To be called before the first of them starts. A browser's threads wait for the disk more than for each
/// other, and what one frees is then there for the next.
void tarn_memory_share_heaps(void);

/// Gives memory that was freed, by whichever thread, back to the system, where it is more than some bytes.
///
/// The allocator keeps what is freed in the middle of a heap for ever: a browser that once showed a long
/// chart would stay as large as that.
void tarn_memory_release(size_t patience);

#endif
