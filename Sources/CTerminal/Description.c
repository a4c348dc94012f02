// SPDX-License-Identifier: Apache-2.0
//
// Which description of the terminal is used, and the bytes that leave its screen.

#include "Description.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
// Defines names such as `columns` and `lines` as macros, so nothing else includes it.
#include <term.h>

#include "Shim.h"

/// Adds a capability to the bytes that leave the screen, without its padding.
static void add_restore(const char *bytes) {
  if (bytes == NULL || bytes == (char *)-1) return;
  size_t length = tarn_shim.restore_length;
  while (*bytes != '\0' && length < sizeof tarn_shim.restore) {
    const char *end = NULL;
    if (bytes[0] == '$' && bytes[1] == '<') end = strchr(bytes, '>');
    if (end != NULL) {
      bytes = end + 1;
    } else {
      tarn_shim.restore[length++] = *bytes++;
    }
  }
  tarn_shim.restore_length = length;
}

static void make_restore(void) {
  tarn_shim.restore_length = 0;
  add_restore(TARN_MODES_OFF);
  add_restore(tigetstr("sgr0"));
  add_restore(tigetstr("rmkx"));
  add_restore(tigetstr("cnorm"));
  add_restore(tigetstr("rmcup"));
}

/// Finds a description that can place the cursor: of TERM, or of what most terminals understand.
tarn_terminal_status tarn_description_choose(tarn_terminal_info *info) {
  const char *term = getenv("TERM");
  if (term == NULL || *term == '\0' || strcmp(term, "dumb") == 0) return TARN_TERMINAL_DUMB;
  const char *names[] = {term, "xterm-256color", "xterm", "vt100"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    int error = 0;
    if (strlen(names[index]) >= sizeof info->term) continue;
    if (setupterm(names[index], tarn_shim.tty, &error) != OK) continue;
    const char *address = tigetstr("cup");
    bool is_usable = address != NULL && address != (char *)-1;
    if (is_usable) {
      make_restore();
      info->is_direct_color = tigetflag("RGB") > 0 || tigetnum("RGB") > 0;
    }
    del_curterm(cur_term);
    if (!is_usable) return TARN_TERMINAL_DUMB;
    strcpy(info->term, names[index]);
    return TARN_TERMINAL_OK;
  }
  return TARN_TERMINAL_UNKNOWN;
}

const char *tarn_terminal_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (char *)-1 ? NULL : value;
}
