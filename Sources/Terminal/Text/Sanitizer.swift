// SPDX-License-Identifier: Apache-2.0

/// Builds a ``DisplayText`` scalar by scalar.
struct Sanitizer {
  private var scalars: [Unicode.Scalar] = []
  private var clusters: [DisplayText.Cluster] = []
  private var column: Int
  private let firstColumn: Int
  private var offset = 0
  private var pendingIndicator: Unicode.Scalar?
  private var hadBidirectionalControl = false

  init(column: Int, capacity: Int) {
    self.column = column
    firstColumn = column
    scalars.reserveCapacity(capacity)
    clusters.reserveCapacity(capacity)
  }

  /// The columns of what was appended so far.
  var width: Int { column - firstColumn }

  mutating func append(_ scalar: Unicode.Scalar) {
    defer { offset += 1 }
    if let first = pendingIndicator {
      pendingIndicator = nil
      if Self.isRegionalIndicator(scalar) { return appendFlag(first, scalar) }
      appendBase(Self.letter(of: first), width: 1, at: offset - 1)
    }
    switch scalar.value {
    case 0x20..<0x7f: appendBase(scalar, width: 1)
    case 0x09: appendTab()
    case _ where Self.isRegionalIndicator(scalar): pendingIndicator = scalar
    case _ where Self.isBidirectionalControl(scalar): hadBidirectionalControl = true
    case _ where Self.isDropped(scalar): break
    default: appendOther(scalar)
    }
  }

  mutating func finish() -> DisplayText {
    if let first = pendingIndicator {
      appendBase(Self.letter(of: first), width: 1, at: offset - 1)
    }
    if hadBidirectionalControl { appendBase("⇄", width: 1) }
    endCluster()
    return DisplayText(scalars: scalars, clusters: clusters)
  }

  private mutating func appendOther(_ scalar: Unicode.Scalar) {
    guard let width = DisplayWidth.of(scalar) else {
      return appendBase(DisplayText.replacement, width: 1)
    }
    if width > 0 {
      return appendBase(scalar, width: width, joinsPrevious: Self.isSpacingMark(scalar))
    }
    appendMark(scalar)
  }

  private mutating func appendBase(
    _ scalar: Unicode.Scalar,
    width: Int,
    at place: Int? = nil,
    joinsPrevious: Bool = false
  ) {
    endCluster()
    clusters.append(
      DisplayText.Cluster(
        width: width,
        offset: place ?? offset,
        joinsPrevious: joinsPrevious && !clusters.isEmpty,
        start: scalars.count,
        end: scalars.count + 1
      )
    )
    scalars.append(scalar)
    column += width
  }

  /// Adds a mark to the last cluster; more than any script has are dropped.
  private mutating func appendMark(_ mark: Unicode.Scalar) {
    if clusters.isEmpty || isTornByMark { appendBase(" ", width: 1) }
    let last = clusters[clusters.count - 1]
    guard last.end - last.start < 3 * DisplayText.maximumMarks else { return }
    scalars.append(mark)
    replaceLast(endingAt: last.end + 1)
  }

  /// Whether the last cluster is a blank of a tab or the end of a flag, which take no marks.
  private var isTornByMark: Bool {
    guard let last = clusters.last, last.joinsPrevious else { return false }
    return scalars[last.start] == " " || scalars[last.start] == "]"
  }

  /// Composes the last cluster once all its marks are there.
  private mutating func endCluster() {
    guard let last = clusters.last, last.end - last.start > 1 else { return }
    var composed = Composition.compose(scalars[last.start...])
    if DisplayWidth.of(composed[0]) != last.width { composed = Array(scalars[last.start...]) }
    scalars.replaceSubrange(last.start..., with: composed.prefix(1 + DisplayText.maximumMarks))
    replaceLast(endingAt: scalars.count)
  }

  private mutating func replaceLast(endingAt end: Int) {
    let last = clusters[clusters.count - 1]
    clusters[clusters.count - 1] = DisplayText.Cluster(
      width: last.width,
      offset: last.offset,
      joinsPrevious: last.joinsPrevious,
      start: last.start,
      end: end
    )
  }

  private mutating func appendTab() {
    let blanks = 8 - column % 8
    for index in 0..<blanks { appendBase(" ", width: 1, joinsPrevious: index > 0) }
  }

  private mutating func appendFlag(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
    let start = offset - 1
    appendBase("[", width: 1, at: start)
    appendBase(Self.letter(of: first), width: 1, at: start, joinsPrevious: true)
    appendBase(Self.letter(of: second), width: 1, at: start, joinsPrevious: true)
    appendBase("]", width: 1, at: start, joinsPrevious: true)
  }
}

extension Sanitizer {
  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    (0x1f1e6...0x1f1ff).contains(scalar.value)
  }

  /// Whether it is a mark that takes columns of its own, as Indic scripts have them.
  private static func isSpacingMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // No such marks are here, and the letters, lines and arrows of most screens are.
    case ..<0x0903, 0x2000..<0x302e: false
    default: scalar.properties.generalCategory == .spacingMark
    }
  }

  private static func letter(of indicator: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(UInt8(truncatingIfNeeded: indicator.value - 0x1f1e6 + 0x41))
  }

  private static func isBidirectionalControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061c, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  /// Variation selectors, joiners and spaces without width, soft hyphen, byte order mark, fillers,
  /// annotation and tag characters, skin tones.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00ad, 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b...0x180f, 0x200b...0x200d,
      0x2028, 0x2029, 0x2060...0x2065, 0x206a...0x206f, 0x3164, 0xfe00...0xfe0f, 0xfeff, 0xffa0,
      0xfff0...0xfffb, 0x1bca0...0x1bca3, 0x1d173...0x1d17a, 0x1f3fb...0x1f3ff,
      0xe0000...0xe0fff:
      true
    default: false
    }
  }
}
