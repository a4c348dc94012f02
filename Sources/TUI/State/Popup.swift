// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// What lies over the screen until it is closed.
enum Popup: Sendable {
  case help(HelpState)
  case palette(PaletteState)
  case menu(Menu, ListCursor)
  case messages(scroll: Int)
  case themes(ThemeMenu)
  case confirm(Confirmation)
}

/// A short list to choose from.
enum Menu: Sendable {
  /// What the patient list is sorted by.
  case sort
  /// The columns of the patient list.
  case columns
  /// The filters of the open patient.
  case filters
  /// The places that were marked.
  case marks
  /// What is to be checked in the record: of one kind, or all, where the many of a kind are one row.
  case findings(RecordProblem.Kind?)
  /// The steps that lead to what is open.
  case breadcrumb
  /// What a row of notes against chart rests on.
  case evidence
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
