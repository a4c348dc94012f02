// SPDX-License-Identifier: Apache-2.0
//
// Cells and styles to ncurses, which finds the shortest way from one frame to the next.

#include "Screen.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "CTerminal.h"
#include "Shim.h"

#define SYNCHRONIZE "\033[?2026h"
#define SHOW_ALL "\033[?2026l"

struct style {
  attr_t attributes;
  int foreground;
  int background;
  /// 0 until the style is used: terminals have few pairs, and most styles are rarely seen.
  int pair;
};

static struct style *styles;
static size_t style_count;
static int next_pair;
static bool has_colors_on;
static bool has_default_colors;
static bool shows_utf8;
static int cursor_visibility;

void tarn_screen_begin(bool is_utf8) {
  shows_utf8 = is_utf8;
  has_colors_on = false;
  has_default_colors = false;
  cursor_visibility = -1;
  next_pair = 1;
}

void tarn_screen_end(void) {
  free(styles);
  styles = NULL;
  style_count = 0;
}

// MARK: - Styles

void tarn_terminal_start_colors(void) {
  if (has_colors_on || start_color() == ERR) return;
  has_colors_on = true;
  has_default_colors = use_default_colors() == OK;
}

void tarn_terminal_clear_styles(void) {
  free(styles);
  styles = NULL;
  style_count = 0;
  next_pair = 1;
  if (has_colors_on) reset_color_pairs();
  tarn_terminal_invalidate();
}

static attr_t attributes_of(uint32_t attributes) {
  attr_t result = A_NORMAL;
  if (attributes & TARN_TERMINAL_BOLD) result |= A_BOLD;
  if (attributes & TARN_TERMINAL_DIM) result |= A_DIM;
  if (attributes & TARN_TERMINAL_ITALIC) result |= A_ITALIC;
  if (attributes & TARN_TERMINAL_UNDERLINE) result |= A_UNDERLINE;
  if (attributes & TARN_TERMINAL_REVERSE) result |= A_REVERSE;
  // ncurses cannot strike through.
  if (attributes & TARN_TERMINAL_CROSSED) result |= A_DIM;
  return result;
}

void tarn_terminal_set_style(uint16_t number, uint32_t attributes, int32_t foreground,
                             int32_t background) {
  if (number >= style_count) {
    size_t count = (size_t)number + 64;
    struct style *grown = realloc(styles, count * sizeof *styles);
    if (grown == NULL) return;
    memset(grown + style_count, 0, (count - style_count) * sizeof *styles);
    for (size_t index = style_count; index < count; index++) {
      grown[index].foreground = grown[index].background = -1;
    }
    styles = grown;
    style_count = count;
  }
  styles[number] = (struct style){attributes_of(attributes), foreground, background, 0};
}

/// The pair of a style, made when it is first used; 0 when the terminal has no more.
static int pair_of(struct style *style) {
  if (!has_colors_on || (style->foreground < 0 && style->background < 0)) return 0;
  if (style->pair != 0) return style->pair > 0 ? style->pair : 0;
  int foreground = style->foreground;
  int background = style->background;
  if (!has_default_colors) {
    if (foreground < 0) foreground = COLOR_WHITE;
    if (background < 0) background = COLOR_BLACK;
  }
  for (size_t index = 0; index < style_count; index++) {
    if (styles[index].pair > 0 && styles[index].foreground == style->foreground &&
        styles[index].background == style->background) {
      return style->pair = styles[index].pair;
    }
  }
  bool is_made = next_pair < COLOR_PAIRS && init_extended_pair(next_pair, foreground, background) == OK;
  style->pair = is_made ? next_pair++ : -1;
  return is_made ? style->pair : 0;
}

// MARK: - Cells

/// Gives a blank the look of what is before it, where nobody sees the difference: each change of the look is
/// twenty bytes over a slow line.
///
/// Behind a bold word only the first blank: a row of blanks is erased, which bold ones cannot be.
static void continue_look(int32_t row, int32_t column, attr_t *attributes, int *pair) {
  const attr_t seen = A_UNDERLINE | A_REVERSE;
  cchar_t left;
  if (column < 1 || (*attributes & seen) || mvin_wch(row, column - 1, &left) == ERR) return;
  wchar_t text[CCHARW_MAX + 1];
  attr_t left_attributes;
  short unused;
  int left_pair = 0;
  if (getcchar(&left, text, &left_attributes, &unused, &left_pair) == ERR) return;
  left_attributes &= ~(attr_t)A_COLOR;
  bool is_blank = text[0] == L' ' || text[0] == L'\0';
  if ((left_attributes & seen) || (is_blank && left_attributes != A_NORMAL)) return;
  int foreground, background, left_background;
  if (extended_pair_content(*pair, &foreground, &background) == ERR ||
      extended_pair_content(left_pair, &foreground, &left_background) == ERR ||
      background != left_background) {
    return;
  }
  *attributes = left_attributes;
  *pair = left_pair;
}

void tarn_terminal_put(int32_t row, int32_t column, const uint32_t *scalars, int32_t count,
                       int32_t width, uint16_t number) {
  wchar_t text[CCHARW_MAX + 1];
  int length = count < CCHARW_MAX ? count : CCHARW_MAX;
  for (int index = 0; index < length; index++) text[index] = (wchar_t)scalars[index];
  text[length] = L'\0';
  bool is_ascii = text[0] < 0x80;
  bool is_shown = is_ascii || (shows_utf8 && wcwidth(text[0]) == width);
  if (!is_shown) {
    // The C library disagrees about the width: one it agrees on keeps the row in place.
    text[0] = shows_utf8 ? L'\u00b7' : L'?';
    text[1] = L'\0';
  }
  attr_t attributes = A_NORMAL;
  int pair = 0;
  if (number < style_count) {
    attributes = styles[number].attributes;
    pair = pair_of(&styles[number]);
  }
  if (text[0] == L' ' && text[1] == L'\0' && width == 1) {
    continue_look(row, column, &attributes, &pair);
  }
  cchar_t cell;
  if (setcchar(&cell, text, attributes, 0, &pair) == ERR) {
    text[1] = L'\0';
    setcchar(&cell, text, attributes, 0, &pair);
  }
  // In the last cell of the screen the cursor has no next place, which ncurses calls an error.
  mvadd_wch(row, column, &cell);
  if ((is_ascii || !is_shown) && width == 2) {
    setcchar(&cell, L" ", attributes, 0, &pair);
    mvadd_wch(row, column + 1, &cell);
  }
}

void tarn_terminal_show(int32_t row, int32_t column, bool is_cursor_visible,
                        bool is_synchronized) {
  if (is_synchronized) tarn_terminal_send(SYNCHRONIZE, strlen(SYNCHRONIZE));
  int visibility = is_cursor_visible ? 1 : 0;
  if (visibility != cursor_visibility) {
    curs_set(visibility);
    cursor_visibility = visibility;
  }
  if (row >= 0) move(row, column);
  refresh();
  if (is_synchronized) tarn_terminal_send(SHOW_ALL, strlen(SHOW_ALL));
}

void tarn_terminal_invalidate(void) {
  erase();
  clearok(curscr, TRUE);
  cursor_visibility = -1;
}
