// SPDX-License-Identifier: Apache-2.0
//
// The report of a fault: which program, which signal, which commands came before, and where it was.
//
// Nothing in it is of a patient: what a trap says may quote what was read, and is shown on the terminal
// only. All bytes are made ready before; the handler opens one file and writes.

#define _GNU_SOURCE

#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CTerminal.h"
#include "Shim.h"

enum { FRAMES = 64, COMMANDS = 24, NAME = 48, HEADING = 256 };

static char path[PATH_MAX];
static char heading[HEADING];
/// The last commands, in a ring; counted when they are whole.
static char commands[COMMANDS][NAME];
static atomic_uint command_count;

static void copy(char *to, size_t capacity, const char *from) {
  size_t count = strlen(from);
  if (count >= capacity) count = capacity - 1;
  memcpy(to, from, count);
  to[count] = '\0';
}

void tarn_fault_prepare(const char *report_path, const char *report_heading) {
  if (strlen(report_path) >= sizeof path) return;
  copy(heading, sizeof heading, report_heading);
  copy(path, sizeof path, report_path);
  // The first look at the stack loads a library, which a handler must not.
  void *frame;
  backtrace(&frame, 1);
}

void tarn_fault_note(const char *command) {
  unsigned count = atomic_load(&command_count);
  copy(commands[count % COMMANDS], NAME, command);
  atomic_store(&command_count, count + 1);
}

static void write_text(int file, const char *text) { tarn_write(file, text, strlen(text), 0); }

const char *tarn_fault_write(const char *signal_name) {
  if (path[0] == '\0') return NULL;
  // Whatever the last report was, this one is new and nobody else's.
  unlink(path);
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return NULL;
  write_text(file, heading);
  write_text(file, "\n");
  write_text(file, signal_name);
  write_text(file, "\n\nThe last commands, the newest last:\n");
  unsigned count = atomic_load(&command_count);
  for (unsigned index = count < COMMANDS ? 0 : count - COMMANDS; index < count; index++) {
    write_text(file, commands[index % COMMANDS]);
    write_text(file, "\n");
  }
  write_text(file, "\nWhere it was:\n");
  void *frames[FRAMES];
  backtrace_symbols_fd(frames, backtrace(frames, FRAMES), file);
  close(file);
  return path;
}
