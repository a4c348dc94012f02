// SPDX-License-Identifier: Apache-2.0
//
// Shim over the C library's allocator, which Swift's overlay of it leaves out.

#ifndef TARN_MEMORY_H
#define TARN_MEMORY_H

#include <stddef.h>

/// Returns how many bytes of the process are in memory and belong to no file; 0 where that is not known.
size_t tarn_memory_anonymous(void);

/// Gives memory that was freed, by whichever thread, back to the system.
///
/// The allocator keeps what is freed in the middle of a thread's heap, for ever; a browser that once showed
/// a long chart would stay as large as that.
void tarn_memory_release(void);

#endif
