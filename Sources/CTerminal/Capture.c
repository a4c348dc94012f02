// SPDX-License-Identifier: Apache-2.0
//
// Standard output and error while the screen is up.
//
// Both go to one file in memory, which exists only while a process holds it: what a library, or the
// Swift runtime before a trap, says can be shown after the screen, and never reaches the disk.

#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "Shim.h"

enum { TAIL = 16384 };

static int capture = -1;
static int saved_output = -1;
static int saved_error = -1;

bool tarn_capture_begin(void) {
  fflush(stdout);
  fflush(stderr);
  // What was captured last stays readable until here.
  if (capture >= 0) close(capture);
  capture = memfd_create("tarn-stderr", MFD_CLOEXEC);
  if (capture < 0) return false;
  saved_output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  saved_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (saved_output < 0 || dup2(capture, STDOUT_FILENO) < 0 || dup2(capture, STDERR_FILENO) < 0) {
    tarn_capture_end();
    return false;
  }
  return true;
}

void tarn_capture_end(void) {
  if (saved_output < 0) return;
  fflush(stdout);
  fflush(stderr);
  tarn_capture_release();
  if (saved_output >= 0) close(saved_output);
  if (saved_error >= 0) close(saved_error);
  saved_output = saved_error = -1;
}

void tarn_capture_release(void) {
  if (saved_output >= 0) dup2(saved_output, STDOUT_FILENO);
  if (saved_error >= 0) {
    dup2(saved_error, STDERR_FILENO);
  } else {
    // It was closed before.
    close(STDERR_FILENO);
  }
}

size_t tarn_capture_tail(char *bytes, size_t capacity) {
  struct stat status;
  if (capture < 0 || fstat(capture, &status) != 0) return 0;
  off_t start = status.st_size > (off_t)capacity ? status.st_size - (off_t)capacity : 0;
  ssize_t count = pread(capture, bytes, capacity, start);
  return count > 0 ? (size_t)count : 0;
}

void tarn_capture_show(int file) {
  static char bytes[TAIL];
  size_t count = tarn_capture_tail(bytes, sizeof bytes);
  // What a library writes may hold anything; only text goes to the user's terminal.
  for (size_t index = 0; index < count; index++) {
    unsigned char byte = (unsigned char)bytes[index];
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f) bytes[index] = '.';
  }
  tarn_write(file, bytes, count, TARN_LAST_PATIENCE);
  if (count > 0 && bytes[count - 1] != '\n') tarn_write(file, "\n", 1, TARN_LAST_PATIENCE);
}

void tarn_write(int file, const char *bytes, size_t count, int patience) {
  enum { PIECE = 256 };
  struct pollfd ready = {.fd = file, .events = POLLOUT};
  while (count > 0) {
    int result = poll(&ready, 1, patience);
    if (result < 0 && errno == EINTR) continue;
    if (result <= 0 || !(ready.revents & POLLOUT)) return;
    ssize_t written = write(file, bytes, count < PIECE ? count : PIECE);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}
