// SPDX-License-Identifier: Apache-2.0

#ifndef TARN_DESCRIPTION_H
#define TARN_DESCRIPTION_H

#include "CTerminal.h"

// The string terminator first: it ends a sequence that was cut in its middle.
#define TARN_MODES_OFF \
  "\033\\\033[?2026l\033[?1006l\033[?1003l\033[?1002l\033[?1000l\033[?1004l\033[?2004l"

/// Finds a description that can place the cursor, and makes ready what leaves the screen.
tarn_terminal_status tarn_description_choose(tarn_terminal_info *info);

#endif
