// SPDX-License-Identifier: Apache-2.0

#include "CMemory.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// How many bytes of the process are in memory and belong to no file; 0 where that is not known.
static size_t anonymous(void) {
  int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  char text[128];
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return 0;
  text[count] = 0;
  unsigned long size, resident, shared;
  if (sscanf(text, "%lu %lu %lu", &size, &resident, &shared) != 3 || resident < shared) return 0;
  return (resident - shared) * (size_t)sysconf(_SC_PAGESIZE);
}

void tarn_memory_share_heaps(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 2);
#endif
}

void tarn_memory_release(size_t patience) {
#ifdef __GLIBC__
  // As large as after the last look: nothing to count, which takes longer than looking.
  static _Atomic size_t known;
  size_t size = anonymous();
  if (size < known) known = size;
  if (size < known + patience / 4) return;
  struct mallinfo2 info = mallinfo2();
  // What is free and in memory: pages that were given back count as free too, but are not in memory.
  if (size > info.uordblks + info.hblkhd + patience) malloc_trim(0);
  known = anonymous();
#endif
}
