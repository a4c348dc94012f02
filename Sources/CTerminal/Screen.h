// SPDX-License-Identifier: Apache-2.0

#ifndef TARN_SCREEN_H
#define TARN_SCREEN_H

#include <stdbool.h>

/// Prepares drawing on the screen that was just opened.
void tarn_screen_begin(bool is_utf8);

/// Forgets everything about the screen.
void tarn_screen_end(void);

#endif
