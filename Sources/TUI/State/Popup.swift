// SPDX-License-Identifier: Apache-2.0

/// What lies over the screen until it is closed.
enum Popup: Sendable {
  case help(HelpState)
  case palette(PaletteState)
  case sortMenu(MenuState)
  case columns(MenuState)
  case filters(MenuState)
  case messages(scroll: Int)
  case marks(MenuState)
  case findings(MenuState)
  case themes(ThemeMenu)
  case breadcrumb(MenuState)
  /// What a row of notes against chart rests on.
  case evidence(MenuState)
  case confirm(Confirmation)
}

/// The help, which can be narrowed by typing.
struct HelpState: Sendable {
  var line = LineEditor()

  /// Where the help was opened: what works there comes first.
  var contexts: [Context]

  /// The first line that is shown.
  var top = 0

  /// Whether the letters typed narrow the help.
  var isFiltering = false
}

/// The command palette.
struct PaletteState: Sendable {
  var line = LineEditor()
  var cursor = ListCursor()

  /// Where the palette was opened: what can be run there.
  var contexts: [Context]
}

/// A short list to choose from.
struct MenuState: Sendable {
  var cursor = ListCursor()
}
