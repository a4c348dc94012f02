// SPDX-License-Identifier: Apache-2.0
//
// Taking a terminal over and giving it back, and waiting for what it says.

#define _GNU_SOURCE

#include "CTerminal.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "Description.h"
#include "Screen.h"
#include "Shim.h"

#define MODES_ON "\033[?2004h"
#define MOUSE_ON "\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l"
struct tarn_shim tarn_shim = {.tty = -1, .wake_read = -1, .wake_write = -1};

static SCREEN *screen;
static FILE *output;
static bool is_mouse_on;
static bool has_exit_handler;

// MARK: - Locale

static bool is_set(const char *name) {
  const char *value = getenv(name);
  return value != NULL && *value != '\0';
}

/// Sets the encoding of characters alone: numbers, dates and sorting stay those of the C locale.
static void set_locale(tarn_terminal_info *info) {
  info->is_locale_missing = false;
  if (!is_set("LC_ALL") && !is_set("LC_CTYPE") && !is_set("LANG")) {
    // Nothing is said, as in containers and over bare ssh: the terminal most likely shows UTF-8.
    setlocale(LC_CTYPE, "C.UTF-8");
  } else if (setlocale(LC_CTYPE, "") == NULL) {
    info->is_locale_missing = true;
    setlocale(LC_CTYPE, "C.UTF-8");
  }
  info->is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// MARK: - Taking over, giving back

/// Keys that the terminal's driver keeps for itself: stop, quit and flow control, but not control-c,
/// control-o and control-v.
static void set_modes(void) {
  cbreak();
  noecho();
  nonl();
  struct termios modes;
  if (tcgetattr(tarn_shim.tty, &modes) == 0) {
    modes.c_cc[VINTR] = _POSIX_VDISABLE;
    modes.c_lflag &= ~(tcflag_t)IEXTEN;
    tcsetattr(tarn_shim.tty, TCSADRAIN, &modes);
  }
  def_prog_mode();
}

static void on_exit_while_open(void) {
  if (!atomic_load(&tarn_shim.is_active)) return;
  tarn_terminal_close(NULL, 0);
  tarn_capture_show(STDERR_FILENO);
}

static tarn_terminal_status open_files(void) {
  int pipe_ends[2];
  tarn_shim.tty = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (tarn_shim.tty < 0 || tcgetattr(tarn_shim.tty, &tarn_shim.modes) != 0) {
    return TARN_TERMINAL_SYSTEM;
  }
  if (tarn_shim.wake_read < 0) {
    if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return TARN_TERMINAL_SYSTEM;
    tarn_shim.wake_read = pipe_ends[0];
    tarn_shim.wake_write = pipe_ends[1];
  }
  int copy = fcntl(tarn_shim.tty, F_DUPFD_CLOEXEC, 3);
  output = copy < 0 ? NULL : fdopen(copy, "w");
  return output == NULL ? TARN_TERMINAL_SYSTEM : TARN_TERMINAL_OK;
}

static void close_files(void) {
  if (output != NULL) fclose(output);
  output = NULL;
  if (tarn_shim.tty >= 0) close(tarn_shim.tty);
  tarn_shim.tty = -1;
}

tarn_terminal_status tarn_terminal_open(tarn_terminal_info *info) {
  memset(info, 0, sizeof *info);
  if (screen != NULL) return TARN_TERMINAL_SYSTEM;
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return TARN_TERMINAL_NOT_A_TERMINAL;
  set_locale(info);
  tarn_terminal_status status = open_files();
  if (status == TARN_TERMINAL_OK) status = tarn_description_choose(info);
  if (status != TARN_TERMINAL_OK) {
    close_files();
    return status;
  }
  // The window's size is asked for; LINES and COLUMNS of some parent are not believed.
  use_env(FALSE);
  use_tioctl(TRUE);
  tarn_signals_install();
  atomic_store(&tarn_shim.is_active, true);
  screen = newterm(info->term, output, stdin);
  // ncurses has put handlers of its own in place.
  tarn_signals_install();
  if (screen == NULL || !tarn_capture_begin()) {
    tarn_terminal_close(NULL, 0);
    return screen == NULL ? TARN_TERMINAL_UNKNOWN : TARN_TERMINAL_SYSTEM;
  }
  if (!has_exit_handler) has_exit_handler = atexit(on_exit_while_open) == 0;
  set_modes();
  keypad(stdscr, TRUE);
  leaveok(stdscr, FALSE);
  tarn_terminal_send(MODES_ON, strlen(MODES_ON));
  info->rows = getmaxy(stdscr);
  info->columns = getmaxx(stdscr);
  info->colors = tigetnum("colors") > 0 ? tigetnum("colors") : 0;
  info->erases_with_control_h = tarn_shim.modes.c_cc[VERASE] == 0x08;
  tarn_screen_begin(info->is_utf8);
  return TARN_TERMINAL_OK;
}

size_t tarn_terminal_close(char *captured, size_t capacity) {
  if (!atomic_load(&tarn_shim.is_active)) return 0;
  if (screen != NULL) endwin();
  tarn_write(tarn_shim.tty, TARN_MODES_OFF, strlen(TARN_MODES_OFF), TARN_LAST_PATIENCE);
  tcsetattr(tarn_shim.tty, TCSADRAIN, &tarn_shim.modes);
  atomic_store(&tarn_shim.is_active, false);
  tarn_signals_remove();
  if (screen != NULL) delscreen(screen);
  screen = NULL;
  tarn_screen_end();
  tarn_capture_end();
  close_files();
  return captured == NULL ? 0 : tarn_capture_tail(captured, capacity);
}

// MARK: - Stopping and going on

void tarn_terminal_send(const char *bytes, size_t count) {
  tarn_write(tarn_shim.tty, bytes, count, -1);
}

void tarn_terminal_take_signal_keys(void) {
  struct termios modes;
  if (tcgetattr(tarn_shim.tty, &modes) != 0) return;
  modes.c_cc[VSUSP] = _POSIX_VDISABLE;
  modes.c_cc[VQUIT] = _POSIX_VDISABLE;
  tcsetattr(tarn_shim.tty, TCSADRAIN, &modes);
  def_prog_mode();
}

void tarn_terminal_set_mouse(bool is_on) {
  is_mouse_on = is_on;
  const char *bytes = is_on ? MOUSE_ON : MOUSE_OFF;
  tarn_terminal_send(bytes, strlen(bytes));
}

void tarn_terminal_reenter(void) {
  endwin();
  reset_prog_mode();
  tarn_terminal_invalidate();
  doupdate();
  tarn_terminal_send(MODES_ON, strlen(MODES_ON));
  if (is_mouse_on) tarn_terminal_set_mouse(true);
}

void tarn_terminal_suspend(bool whole_group) {
  endwin();
  tarn_terminal_send(TARN_MODES_OFF, strlen(TARN_MODES_OFF));
  tcsetattr(tarn_shim.tty, TCSADRAIN, &tarn_shim.modes);
  atomic_store(&tarn_shim.is_active, false);
  tarn_signals_stop(whole_group);
  atomic_store(&tarn_shim.is_active, true);
  tarn_terminal_reenter();
  atomic_fetch_and(&tarn_shim.events, ~(unsigned)(TARN_TERMINAL_STOP | TARN_TERMINAL_CONTINUED));
}

// MARK: - Events

static int64_t milliseconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void tarn_terminal_wake(void) { tarn_signals_post(TARN_TERMINAL_WAKE); }

uint32_t tarn_terminal_wait(int32_t milliseconds) {
  int64_t deadline = milliseconds < 0 ? 0 : milliseconds_now() + milliseconds;
  for (;;) {
    int64_t rest = milliseconds < 0 ? -1 : deadline - milliseconds_now();
    struct pollfd files[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                             {.fd = tarn_shim.wake_read, .events = POLLIN}};
    int ready = poll(files, 2, milliseconds < 0 ? -1 : rest > 0 ? (int)rest : 0);
    if (ready > 0 && (files[1].revents & POLLIN)) {
      char drained[64];
      while (read(tarn_shim.wake_read, drained, sizeof drained) > 0) continue;
    }
    uint32_t events = atomic_exchange(&tarn_shim.events, 0);
    if (ready > 0 && (files[0].revents & POLLIN)) {
      events |= TARN_TERMINAL_INPUT;
    } else if (ready > 0 && (files[0].revents & (POLLHUP | POLLERR | POLLNVAL))) {
      events |= TARN_TERMINAL_HANGUP;
    }
    if (events != 0) return events;
    if (ready == 0 || (ready < 0 && errno != EINTR)) return 0;
  }
}

size_t tarn_terminal_read(uint8_t *bytes, size_t capacity) {
  ssize_t count = read(STDIN_FILENO, bytes, capacity);
  return count > 0 ? (size_t)count : 0;
}

void tarn_terminal_measure(int32_t *rows, int32_t *columns) {
  struct winsize size;
  if (ioctl(tarn_shim.tty, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 &&
      (size.ws_row != getmaxy(stdscr) || size.ws_col != getmaxx(stdscr))) {
    resizeterm(size.ws_row, size.ws_col);
    tarn_terminal_invalidate();
  }
  *rows = getmaxy(stdscr);
  *columns = getmaxx(stdscr);
}
