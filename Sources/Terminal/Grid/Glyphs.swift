// SPDX-License-Identifier: Apache-2.0

/// A glyph that tarn draws itself, by its name in theme files.
public enum Glyph: String, CaseIterable, Sendable {
  /// One event.
  case point
  /// A span shorter than one column.
  case block
  /// The inside of a span.
  case bar
  /// The start of a span.
  case barFrom = "bar-from"
  /// The end of a span.
  case barTo = "bar-to"
  /// A start outside the window or unknown.
  case openLeft = "open-l"
  /// An end outside the window or unknown.
  case openRight = "open-r"
  /// The column of the time cursor.
  case cursor
  /// The time cursor on the axis.
  case cursorMark = "cursor-mark"
  /// The focused row.
  case pointer
  /// The window under the LIFE strip points here.
  case window
  /// More than can be counted, or more below.
  case more
  /// More to the right.
  case moreRight = "more-r"
  /// Something was cut.
  case truncation = "trunc"
  /// A date known only in part.
  case approximate
  /// A tick of the axis.
  case tick
  /// A value in a plot.
  case plotPoint = "plot-point"
  /// The chosen value in a plot.
  case plotFocus = "plot-focus"
  /// The reference band of a plot.
  case plotBand = "plot-band"
  /// A change of a value.
  case delta
  /// From, to.
  case arrow
  /// Pointing back.
  case arrowBack = "arrow-back"
  /// Yes, done, accepted.
  case check
  /// No, failed, rejected.
  case cross
  /// Deceased.
  case deceased
  /// Sorted downwards.
  case sortDown = "sort-down"
  /// Sorted upwards.
  case sortUp = "sort-up"
  /// The enter key in hints.
  case enterKey = "enter-key"
  /// The place where typing goes on, in prompts that do not own the hardware cursor.
  case caret
  /// A line to the right.
  case horizontal
  /// A line downwards.
  case vertical
  /// The top left corner of a box.
  case cornerTopLeft = "corner-tl"
  /// The top right corner of a box.
  case cornerTopRight = "corner-tr"
  /// The bottom left corner of a box.
  case cornerBottomLeft = "corner-bl"
  /// The bottom right corner of a box.
  case cornerBottomRight = "corner-br"
  /// A line to the right that another leaves downwards.
  case teeDown = "tee-down"
  /// A line to the right that another leaves upwards.
  case teeUp = "tee-up"
  /// A line downwards that another leaves to the right.
  case teeRight = "tee-r"
  /// A line downwards that another leaves to the left.
  case teeLeft = "tee-l"
  /// Two lines crossing.
  case crossing
  /// The track of a scroll bar.
  case scrollTrack = "scroll-track"
  /// The thumb of a scroll bar.
  case scrollThumb = "scroll-thumb"
  /// What a popup leaves of the screen behind it.
  case backdrop

  /// The glyph of the unicode set and that of the ascii set.
  fileprivate var standard: (Unicode.Scalar, Unicode.Scalar) {
    switch self {
    case .point: ("·", ".")
    case .block: ("▪", "#")
    case .bar: ("━", "=")
    case .barFrom: ("├", "[")
    case .barTo: ("┤", "]")
    case .openLeft: ("◀", "<")
    case .openRight: ("▶", ">")
    case .cursor: ("┃", "|")
    case .cursorMark: ("▼", "v")
    case .pointer: ("▸", ">")
    case .window: ("▴", "^")
    case .more: ("+", "+")
    case .moreRight: ("»", ">")
    case .truncation: ("…", "~")
    case .approximate: ("≈", "~")
    case .tick: ("┼", "+")
    case .plotPoint: ("●", "o")
    case .plotFocus: ("◉", "@")
    case .plotBand: ("░", ":")
    case .delta: ("Δ", "d")
    case .arrow: ("→", ">")
    case .arrowBack: ("←", "<")
    case .check: ("✓", "v")
    case .cross: ("✗", "x")
    case .deceased: ("✝", "+")
    case .sortDown: ("▼", "v")
    case .sortUp: ("▲", "^")
    case .enterKey: ("⏎", ">")
    case .caret: ("▏", "_")
    case .horizontal: ("─", "-")
    case .vertical: ("│", "|")
    case .cornerTopLeft: ("┌", "+")
    case .cornerTopRight: ("┐", "+")
    case .cornerBottomLeft: ("└", "+")
    case .cornerBottomRight: ("┘", "+")
    case .teeDown: ("┬", "+")
    case .teeUp: ("┴", "+")
    case .teeRight: ("├", "+")
    case .teeLeft: ("┤", "+")
    case .crossing: ("┼", "+")
    case .scrollTrack: ("│", "|")
    case .scrollThumb: ("┃", "#")
    case .backdrop: ("·", ".")
    }
  }
}

/// The glyphs to draw with: a set, with what a theme changes in it.
public struct Glyphs: Sendable, Equatable {
  /// How many steps a sparkline has, nothing included.
  public static let sparkSteps = 9

  /// The characters of the set.
  public let repertoire: Repertoire

  private var overrides: [Glyph: Unicode.Scalar] = [:]
  private var spark: [Unicode.Scalar]

  /// Creates the standard set of a repertoire.
  public init(_ repertoire: Repertoire) {
    self.repertoire = repertoire
    spark = Array((repertoire == .unicode ? " ▁▂▃▄▅▆▇█" : " ..::||##").unicodeScalars)
  }

  /// The set for terminals that show Unicode.
  public static let unicode = Glyphs(.unicode)

  /// The set for all others.
  public static let ascii = Glyphs(.ascii)

  /// The glyph of a name; setting one that does not take exactly one column changes nothing.
  public subscript(glyph: Glyph) -> Unicode.Scalar {
    get {
      if let override = overrides[glyph] { return override }
      return repertoire == .unicode ? glyph.standard.0 : glyph.standard.1
    }
    set {
      guard DisplayWidth.of(newValue) == 1 else { return }
      overrides[glyph] = newValue
    }
  }

  /// The steps of a sparkline, from nothing to full; setting other than nine of one column changes nothing.
  public var sparkline: [Unicode.Scalar] {
    get { spark }
    set {
      guard newValue.count == Self.sparkSteps, newValue.allSatisfy({ DisplayWidth.of($0) == 1 })
      else { return }
      spark = newValue
    }
  }

  /// Returns the step of a sparkline for a part of the maximum; anything above nothing is seen.
  public func spark(_ value: Double, of maximum: Double) -> Unicode.Scalar {
    guard value > 0, maximum > 0 else { return spark[0] }
    let step = Int((value / maximum * Double(Self.sparkSteps - 1)).rounded())
    return spark[min(max(step, 1), Self.sparkSteps - 1)]
  }

  /// The set without lines, boxes and steps, for screens that are read aloud.
  ///
  /// What is left says something as a character: an arrow, a mark, a sign for what was cut.
  public var readAloud: Glyphs {
    var glyphs = Glyphs(.ascii)
    for glyph in Self.drawn { glyphs[glyph] = " " }
    glyphs[.pointer] = ">"
    glyphs[.point] = "-"
    glyphs.sparkline = Array(repeating: " ", count: Self.sparkSteps)
    return glyphs
  }

  /// The glyphs that draw and say nothing.
  private static let drawn: [Glyph] = [
    .block, .bar, .barFrom, .barTo, .openLeft, .openRight, .cursor, .cursorMark, .window, .tick,
    .plotPoint, .plotFocus, .plotBand, .horizontal, .vertical, .cornerTopLeft, .cornerTopRight,
    .cornerBottomLeft, .cornerBottomRight, .teeDown, .teeUp, .teeRight, .teeLeft, .crossing,
    .scrollTrack, .scrollThumb, .backdrop, .caret, .enterKey,
  ]
}
