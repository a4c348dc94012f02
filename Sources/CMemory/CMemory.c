// SPDX-License-Identifier: Apache-2.0

#include "CMemory.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

size_t tarn_memory_anonymous(void) {
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

void tarn_memory_release(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
