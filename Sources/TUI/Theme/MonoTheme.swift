// SPDX-License-Identifier: Apache-2.0

/// The built-in theme, the last resort of every other: attributes only.
enum MonoTheme {
  /// The look of plain text.
  static let plain: StyleSpec = look("")

  /// The looks of all roles.
  static let looks: [String: StyleSpec] = file.styles.mapValues { look($0.text) }

  private static let file = ThemeFile(text: text, file: "mono.toml")

  private static func look(_ text: String) -> StyleSpec {
    do throws(StyleSpec.Problem) {
      return try StyleSpec(text, palette: [:])
    } catch {
      preconditionFailure("The built-in theme can be read: \(error.message)")
    }
  }

  /// The text of themes/mono.toml.
  static let text = """
    # Attributes only: for terminals without colours, and what every other theme ends in.
    # The program has a copy of this file in it; a test compares the two.

    name    = "mono"
    variant = "mono"
    author  = "tarn"

    [style]
    "ui.text"            = ""
    "ui.dim"             = "dim"
    "ui.label"           = "dim"
    "ui.strong"          = "bold"
    "ui.heading"         = "bold"
    "ui.header"          = "underline"
    "ui.header.active"   = "bold underline"
    "ui.border"          = "dim"
    "ui.border.focus"    = "bold"
    "ui.title"           = ""
    "ui.title.focus"     = "bold"
    "ui.banner"          = "reverse"
    "ui.banner.alert"    = "reverse bold"
    "ui.banner.as-of"    = "reverse underline"
    "ui.tab"             = ""
    "ui.tab.active"      = "reverse bold"
    "ui.chip"            = "underline"
    "ui.chip.off"        = "dim"
    "ui.selection"       = "reverse"
    "ui.selection.blur"  = "underline"
    "ui.mark"            = "bold"
    "ui.match"           = "underline bold"
    "ui.match.selection" = "underline bold"
    "ui.link"            = "underline"
    "ui.hint"            = "dim"
    "ui.key"             = "bold"
    "ui.disabled"        = "dim"
    "ui.status"          = ""
    "ui.busy"            = "bold"
    "ui.notice"          = ""
    "ui.warning"         = "bold"
    "ui.error"           = "reverse bold"
    "ui.prompt"          = ""
    "ui.prompt.ghost"    = "dim"
    "ui.prompt.error"    = "reverse"
    "ui.popup"           = ""
    "ui.popup.border"    = ""
    "ui.popup.selection" = "reverse"
    "ui.backdrop"        = "dim"
    "ui.scroll"          = "dim"
    "ui.scroll.thumb"    = "bold"
    "ui.progress"        = "reverse"
    "ui.progress.rest"   = "dim"
    "ui.cursor.column"   = "bold"
    "ui.cursor.mark"     = "bold"
    "ui.range"           = "reverse"

    "axis.line"          = "dim"
    "axis.label"         = ""
    "axis.year"          = "bold"
    "life.bar"           = ""
    "life.window"        = "bold"
    "life.hit"           = "bold underline"
    "plot.spark"         = ""
    "plot.axis"          = "dim"
    "plot.band"          = "dim"
    "plot.point"         = "bold"
    "plot.focus"         = "reverse bold"

    "flag.high"          = "bold"
    "flag.low"           = "bold"
    "flag.critical"      = "reverse bold"
    "flag.abnormal"      = "bold"
    "flag.deleted"       = "crossed dim"
    "flag.deleted.ghost" = "crossed dim"
    "flag.changed"       = "underline"
    "flag.unreviewed"    = "underline bold"
    "flag.issue"         = "reverse"
    "flag.delta"         = ""

    "lane"               = ""
    "lane.changed"       = "underline"
    "lane.undated"       = "dim"
    "lane.focus"         = "bold"
    "lane.count"         = "dim"

    "ent.problem"        = "underline"
    "ent.med"            = "underline"
    "ent.test"           = "underline"
    "ent.procedure"      = "underline"
    "ent.negated"        = "dim"
    "ent.family"         = "dim underline"
    "ent.hypothetical"   = "italic underline"
    "ent.past"           = "dim italic"
    "ent.focus"          = "reverse"

    "review.accepted"    = ""
    "review.rejected"    = "dim"
    "review.pending"     = "bold"

    "diff.added"         = "bold"
    "diff.removed"       = "dim"
    "diff.changed"       = "underline"
    "diff.word"          = "reverse"
    "diff.meta"          = "dim italic"

    "json.key"           = "bold"
    "json.string"        = ""
    "json.number"        = ""
    "json.punctuation"   = "dim"
    "note.section"       = "bold underline"

    """
}
