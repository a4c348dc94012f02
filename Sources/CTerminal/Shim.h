// SPDX-License-Identifier: Apache-2.0
//
// What the parts of the shim share.

#ifndef TARN_SHIM_H
#define TARN_SHIM_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/// What has to be undone, readable from a signal handler.
struct tarn_shim {
  /// The terminal, apart from standard output, which is captured.
  int tty;
  /// Its modes before tarn.
  struct termios modes;
  /// The bytes that leave the screen.
  char restore[512];
  size_t restore_length;
  /// Whether the screen is up.
  atomic_bool is_active;
  /// Events that wait to be taken.
  _Atomic unsigned events;
  int wake_read;
  int wake_write;
};

extern struct tarn_shim tarn_shim;

/// Installs the handlers for signals that end the process, and those that wake it.
void tarn_signals_install(void);

/// Gives the signals back.
void tarn_signals_remove(void);

/// Adds events and ends a wait; may be called from a signal handler.
void tarn_signals_post(unsigned events);

/// Stops the process, or its group, as the terminal driver would.
void tarn_signals_stop(bool whole_group);

/// Sends standard output and error to a file in memory.
bool tarn_capture_begin(void);

/// Gives standard output and error back.
void tarn_capture_end(void);

/// Gives standard output and error back; may be called from a signal handler.
void tarn_capture_release(void);

/// Copies the last captured bytes.
size_t tarn_capture_tail(char *bytes, size_t capacity);

/// Writes the last captured bytes to a file; may be called from a signal handler.
void tarn_capture_show(int file);

/// Writes the report of a fault; may be called from a signal handler. Returns its path, NULL where there is
/// none.
const char *tarn_fault_write(const char *signal_name);

/// How long the last words of a process wait for a terminal that takes nothing, as after control-s or when
/// its window hangs.
#define TARN_LAST_PATIENCE 2000

/// Writes all bytes; may be called from a signal handler. What the file does not take within some
/// milliseconds, which may be endless (-1), is lost.
void tarn_write(int file, const char *bytes, size_t count, int patience);

#endif
