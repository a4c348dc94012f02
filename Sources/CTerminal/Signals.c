// SPDX-License-Identifier: Apache-2.0
//
// Signals: those that end the process restore the terminal first, the others become events.
//
// A fatal signal does only what a handler may do: it stops the thread that draws, writes bytes made
// ready at the start, sets the modes saved at the start, shows what was captured, gives the signal back
// and lets it come again. So the process still ends by the signal, and a core is dumped where one is
// wanted. Swift's backtracer, which installs its handlers first, runs only when SWIFT_BACKTRACE asks for
// it: unasked it would keep the shell waiting for an answer at its own prompt.

#define _GNU_SOURCE

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "CTerminal.h"
#include "Shim.h"

enum { ALTERNATE_STACK = 128 * 1024 };

/// All that ends a process unless it is caught: faults, what somebody sends, and what limits and timers send.
static const int fatal_signals[] = {SIGSEGV, SIGBUS,  SIGILL,  SIGFPE,  SIGABRT,   SIGTRAP, SIGSYS,
                                    SIGTERM, SIGHUP,  SIGQUIT, SIGINT,  SIGXCPU,   SIGXFSZ, SIGUSR2,
                                    SIGALRM, SIGPROF, SIGIO,   SIGPWR,  SIGVTALRM, SIGSTKFLT};
static const int event_signals[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGUSR1};

static struct sigaction previous[NSIG];
static bool is_installed[NSIG];
static pthread_t drawing_thread;
static int freeze_signal;
static atomic_bool is_dying;
static atomic_bool is_frozen;
static atomic_bool holds_hangup;
static bool wants_backtrace;

/// How long a process whose terminal is gone may go on, in seconds.
enum { HANGUP_PATIENCE = 20 };

void tarn_terminal_hold_hangup(bool holds) { atomic_store(&holds_hangup, holds); }

void tarn_signals_post(unsigned events) {
  int saved_errno = errno;
  atomic_fetch_or(&tarn_shim.events, events);
  // A full pipe wakes as well as one byte more.
  ssize_t ignored = write(tarn_shim.wake_write, "", 1);
  (void)ignored;
  errno = saved_errno;
}

static void on_event(int number) {
  switch (number) {
    case SIGWINCH: tarn_signals_post(TARN_TERMINAL_RESIZED); break;
    case SIGTSTP: tarn_signals_post(TARN_TERMINAL_STOP); break;
    case SIGUSR1: tarn_signals_post(TARN_TERMINAL_RELOAD); break;
    case SIGCONT: tarn_signals_post(TARN_TERMINAL_CONTINUED); break;
    default: break;
  }
}

static void on_freeze(int number) {
  (void)number;
  atomic_store(&is_frozen, true);
  for (;;) pause();
}

/// Keeps the drawing thread from writing over the restored screen.
static void freeze_drawing(void) {
  if (pthread_equal(pthread_self(), drawing_thread)) return;
  if (pthread_kill(drawing_thread, freeze_signal) != 0) return;
  struct timespec pause_time = {0, 1000000};
  for (int tries = 0; tries < 100 && !atomic_load(&is_frozen); tries++) nanosleep(&pause_time, NULL);
}

/// Ends the process at once by a signal.
static void end_by(int number) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(number, &standard, NULL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
}

/// Says which fault ended the process: a shell says it only of programs that it started itself.
static void say_fault(int number) {
  const char *words = NULL;
  switch (number) {
    case SIGSEGV: words = "SIGSEGV"; break;
    case SIGBUS: words = "SIGBUS"; break;
    case SIGILL: words = "SIGILL"; break;
    case SIGFPE: words = "SIGFPE"; break;
    case SIGABRT: words = "SIGABRT"; break;
    case SIGTRAP: words = "SIGTRAP"; break;
    case SIGSYS: words = "SIGSYS"; break;
    // Somebody asked for the end.
    default: return;
  }
  const char *report = tarn_fault_write(words);
  const char *parts[] = {program_invocation_short_name, ": a fault ended the program (", words,
                         ")\nWhat was stored stays stored. Please report what you did, without patient data.\n",
                         report == NULL ? "" : "Where it was is in ", report == NULL ? "" : report,
                         report == NULL ? "" : ", which has no patient data.\n"};
  for (size_t index = 0; index < sizeof parts / sizeof *parts; index++) {
    tarn_write(tarn_shim.tty, parts[index], strlen(parts[index]), TARN_LAST_PATIENCE);
  }
}

static void on_fatal(int number, siginfo_t *info, void *context) {
  (void)context;
  if (number == SIGHUP && atomic_load(&holds_hangup)) {
    // Something is not stored yet: the program ends itself when it is, or is ended.
    alarm(HANGUP_PATIENCE);
    tarn_signals_post(TARN_TERMINAL_HANGUP);
    return;
  }
  if (atomic_exchange(&is_dying, true)) {
    // Another thread is on its way out already; should it be held up, this one ends the process.
    struct timespec patience = {2, 0};
    while (nanosleep(&patience, &patience) != 0 && errno == EINTR) continue;
    end_by(number);
  }
  if (atomic_load(&tarn_shim.is_active)) {
    freeze_drawing();
    tarn_write(tarn_shim.tty, tarn_shim.restore, tarn_shim.restore_length,
               TARN_LAST_PATIENCE);
    tcsetattr(tarn_shim.tty, TCSANOW, &tarn_shim.modes);
    tarn_capture_show(tarn_shim.tty);
    say_fault(number);
    tarn_capture_release();
    atomic_store(&tarn_shim.is_active, false);
  }
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(number, wants_backtrace ? &previous[number] : &standard, NULL);
  // A fault comes again when its instruction runs again, with the true place for a core or a backtrace.
  // All others are sent anew: a trap's instruction has been passed, and what somebody or the kernel sent,
  // as when a window is closed, has none.
  bool is_fault = (number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGFPE) &&
                  info != NULL && info->si_code > 0;
  if (!is_fault) raise(number);
}

void tarn_terminal_guard_thread(void) {
  stack_t current;
  if (sigaltstack(NULL, &current) == 0 && !(current.ss_flags & SS_DISABLE)) return;
  // The stack belongs to the thread for its whole life and is never freed.
  void *memory = mmap(NULL, ALTERNATE_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  stack_t stack = {.ss_sp = memory, .ss_size = ALTERNATE_STACK};
  sigaltstack(&stack, NULL);
}

static void install(int number, const struct sigaction *action) {
  struct sigaction old;
  if (sigaction(number, NULL, &old) != 0) return;
  // Who started the process with nohup wants it to live.
  if (number == SIGHUP && old.sa_handler == SIG_IGN) return;
  if (!is_installed[number]) previous[number] = old;
  is_installed[number] = sigaction(number, action, NULL) == 0;
}

void tarn_signals_install(void) {
  drawing_thread = pthread_self();
  freeze_signal = SIGRTMIN + 5;
  wants_backtrace = getenv("SWIFT_BACKTRACE") != NULL;
  tarn_terminal_guard_thread();
  struct sigaction fatal = {.sa_sigaction = on_fatal, .sa_flags = SA_ONSTACK | SA_SIGINFO};
  sigfillset(&fatal.sa_mask);
  for (size_t index = 0; index < sizeof fatal_signals / sizeof *fatal_signals; index++) {
    install(fatal_signals[index], &fatal);
  }
  struct sigaction event = {.sa_handler = on_event, .sa_flags = SA_ONSTACK | SA_RESTART};
  sigemptyset(&event.sa_mask);
  for (size_t index = 0; index < sizeof event_signals / sizeof *event_signals; index++) {
    install(event_signals[index], &event);
  }
  struct sigaction freeze = {.sa_handler = on_freeze, .sa_flags = SA_ONSTACK};
  sigfillset(&freeze.sa_mask);
  install(freeze_signal, &freeze);
}

void tarn_signals_remove(void) {
  for (int number = 1; number < NSIG; number++) {
    if (!is_installed[number]) continue;
    sigaction(number, &previous[number], NULL);
    is_installed[number] = false;
  }
}

void tarn_signals_stop(bool whole_group) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  struct sigaction ours;
  sigaction(SIGTSTP, &standard, &ours);
  sigset_t stop;
  sigset_t before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &before);
  if (whole_group) {
    kill(0, SIGTSTP);
  } else {
    kill(getpid(), SIGTSTP);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  sigaction(SIGTSTP, &ours, NULL);
}
