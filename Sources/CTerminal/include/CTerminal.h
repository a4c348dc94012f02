// SPDX-License-Identifier: Apache-2.0
//
// A terminal through ncursesw, without any of its types: cells and styles in, bytes and events out.
//
// One thread calls everything but tarn_terminal_wake and tarn_terminal_guard_thread. Between open and
// close the terminal is restored on every way out: return, exit, signal, trap, stack overflow. What is
// written to standard output or error meanwhile is captured, and shown after the screen.

#ifndef TARN_CTERMINAL_H
#define TARN_CTERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  TARN_TERMINAL_OK = 0,
  /// Standard input or output is not a terminal.
  TARN_TERMINAL_NOT_A_TERMINAL = 1,
  /// TERM is empty, or names a terminal whose cursor cannot be placed.
  TARN_TERMINAL_DUMB = 2,
  /// There is no description of the terminal, nor of those tried instead.
  TARN_TERMINAL_UNKNOWN = 3,
  /// A call of the system failed.
  TARN_TERMINAL_SYSTEM = 4,
} tarn_terminal_status;

typedef struct {
  int32_t rows;
  int32_t columns;
  /// The number of colours, 0 where there are none.
  int32_t colors;
  /// Colours are numbers of 24 bits.
  bool is_direct_color;
  /// The character encoding of the locale is UTF-8.
  bool is_utf8;
  /// The locale that the environment names is not installed.
  bool is_locale_missing;
  /// The key for erasing sends control-h.
  bool erases_with_control_h;
  /// The description in use, which is not TERM when that one is unknown.
  char term[64];
} tarn_terminal_info;

/// Takes over the terminal of standard input and output.
tarn_terminal_status tarn_terminal_open(tarn_terminal_info *info);

/// Restores the terminal and standard output and error. Calling it again does nothing.
///
/// Writes the last bytes that were captured to `captured` and returns how many.
size_t tarn_terminal_close(char *captured, size_t capacity);

/// Returns a string capability of the terminal's description, or NULL.
const char *tarn_terminal_capability(const char *name);

/// Lets styles have colours. Without it no colour is ever sent.
void tarn_terminal_start_colors(void);

enum {
  TARN_TERMINAL_BOLD = 1,
  TARN_TERMINAL_DIM = 2,
  TARN_TERMINAL_ITALIC = 4,
  TARN_TERMINAL_UNDERLINE = 8,
  TARN_TERMINAL_REVERSE = 16,
  TARN_TERMINAL_CROSSED = 32,
};

/// Forgets all styles; the next frame paints every cell.
void tarn_terminal_clear_styles(void);

/// Says what a style looks like. A colour is -1 for the terminal's own, a number of its palette, or
/// 24 bits where colours are direct.
void tarn_terminal_set_style(uint16_t style, uint32_t attributes, int32_t foreground,
                             int32_t background);

/// Puts a cluster of one base and its marks into the next frame.
void tarn_terminal_put(int32_t row, int32_t column, const uint32_t *scalars, int32_t count,
                       int32_t width, uint16_t style);

/// Shows the frame, with the cursor at a place; a negative row leaves it where it is.
void tarn_terminal_show(int32_t row, int32_t column, bool is_cursor_visible,
                        bool is_synchronized);

/// Blanks the next frame and lets it paint every cell.
void tarn_terminal_invalidate(void);

/// Adapts the next frame to the terminal's size and says it.
void tarn_terminal_measure(int32_t *rows, int32_t *columns);

/// Sends bytes between two frames.
void tarn_terminal_send(const char *bytes, size_t count);

/// Takes the keys that stop or end the process from the terminal's driver: they are input from now on.
void tarn_terminal_take_signal_keys(void);

/// Switches reports of the mouse on or off.
void tarn_terminal_set_mouse(bool is_on);

enum {
  /// There are bytes to read.
  TARN_TERMINAL_INPUT = 1,
  /// tarn_terminal_wake was called.
  TARN_TERMINAL_WAKE = 2,
  /// The window has another size.
  TARN_TERMINAL_RESIZED = 4,
  /// Control-z was pressed, or the stop signal sent.
  TARN_TERMINAL_STOP = 8,
  /// The process was stopped and goes on.
  TARN_TERMINAL_CONTINUED = 16,
  /// The terminal is gone.
  TARN_TERMINAL_HANGUP = 32,
  /// The user signal 1 was sent.
  TARN_TERMINAL_RELOAD = 64,
};

/// Waits for events; a negative time waits without end. Returns 0 when the time is over.
uint32_t tarn_terminal_wait(int32_t milliseconds);

/// Reads bytes that are there; 0 when there are none.
size_t tarn_terminal_read(uint8_t *bytes, size_t capacity);

/// Ends a wait, from any thread.
void tarn_terminal_wake(void);

/// Gives the terminal back, stops the process, or with `whole_group` its group, and takes the terminal
/// over again when it goes on.
void tarn_terminal_suspend(bool whole_group);

/// Takes the terminal over again after something else changed its modes.
void tarn_terminal_reenter(void);

/// Says where the report of a fault is written, and how it begins. The folder must be there.
void tarn_fault_prepare(const char *report_path, const char *report_heading);

/// Keeps the name of a command that is about to run, for the report of a fault.
void tarn_fault_note(const char *command);

/// Chooses whether the loss of the terminal is an event for a while, and does not end the process at once.
void tarn_terminal_hold_hangup(bool holds);

/// Gives the calling thread a stack for signals, so that its stack overflow restores the terminal.
void tarn_terminal_guard_thread(void);

#endif
