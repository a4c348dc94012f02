// SPDX-License-Identifier: Apache-2.0

/// A text made fit for a screen, whatever it held before; the raw text is for export, never for drawing.
///
/// The text is a row of clusters, each a base of one or two columns and at most four combining marks:
/// - bases and marks are composed as far as Unicode composes them;
/// - variation selectors, joiners, zero-width spaces, soft hyphens, tag characters and skin tones are
///   dropped: terminals disagree about their width;
/// - two regional indicators become their letters: `[CH]`;
/// - control characters, and scalars that the tables do not know, become `·`;
/// - a tab becomes blanks up to the next multiple of eight;
/// - bidirectional controls are dropped, and `⇄` stands at the end of a text that had any.
///
/// So the width is the sum of the widths of the bases, and libc, ncurses and terminal agree on it.
///
/// | raw | clusters | width |
/// | --- | --- | --- |
/// | `é` as two scalars | `é` | 1 |
/// | `山田` | `山` `田` | 4 |
/// | `👩‍⚕️` | `👩` `⚕` | 3 |
/// | `🇨🇭` | `[` `C` `H` `]` | 4 |
/// | escape `[31m` | `·` `[` `3` `1` `m` | 5 |
public struct DisplayText: Sendable, Equatable {
  /// One or two columns of a text.
  public struct Cluster: Sendable, Equatable {
    /// The columns it takes: 1 or 2.
    public let width: Int

    /// Where it began in the raw text, in code points.
    public let offset: Int

    /// Whether a cut before it would tear a syllable, a flag or a tab apart.
    public let joinsPrevious: Bool

    let start: Int
    let end: Int
  }

  /// What stands for a scalar that cannot be shown.
  public static let replacement: Unicode.Scalar = "·"

  /// What stands at the end of a text that was cut.
  public static let ellipsis: Unicode.Scalar = "…"

  /// The most combining marks of one cluster.
  public static let maximumMarks = 4

  /// The clusters.
  public private(set) var clusters: [Cluster]

  /// The columns of the text.
  public private(set) var width: Int

  private var scalars: [Unicode.Scalar]

  /// Makes any text fit for a screen.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - column: The column where it will stand, for its tabs.
  public init(_ text: String, column: Int = 0) {
    var sanitizer = Sanitizer(column: column, capacity: text.utf8.count)
    for scalar in text.unicodeScalars { sanitizer.append(scalar) }
    self = sanitizer.finish()
  }

  /// Makes so much of a text fit for a screen as fills some columns, and a little more.
  ///
  /// Cut to as many columns it is the same as the whole text cut to them, but what it costs does not
  /// grow with the text: a name may be a megabyte long.
  init(_ text: String, filling columns: Int) {
    guard text.utf8.count > columns else {
      self.init(text)
      return
    }
    var sanitizer = Sanitizer(column: 0, capacity: min(text.utf8.count, columns + 8))
    // Marks and what is dropped take no column; a flood of them ends here.
    var left = columns * 16 + 1024
    for scalar in text.unicodeScalars {
      sanitizer.append(scalar)
      left -= 1
      if left == 0 { sanitizer.append(Self.ellipsis) }
      if left == 0 || sanitizer.width > columns + 2 { break }
    }
    self = sanitizer.finish()
  }

  /// Makes a text fit for a screen, cut to a width with an ellipsis where something was cut.
  ///
  /// The same as ``truncated(to:)`` of the whole text, at a cost that grows with the width alone.
  public init(_ text: String, cutTo width: Int) {
    self = DisplayText(text, filling: width).truncated(to: width)
  }

  init(scalars: [Unicode.Scalar], clusters: [Cluster]) {
    self.scalars = scalars
    self.clusters = clusters
    width = clusters.reduce(0) { $0 + $1.width }
  }

  /// The text as it is shown.
  public var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Returns the scalars of a cluster.
  public func scalars(of cluster: Cluster) -> ArraySlice<Unicode.Scalar> {
    scalars[cluster.start..<cluster.end]
  }

  /// Returns the text cut to a width, with an ellipsis in its last column where something was cut.
  ///
  /// What is joined stays whole, and so does a number: the result may be narrower than the width. "20 mg"
  /// is never seen as "2…".
  public func truncated(to limit: Int) -> DisplayText {
    if width <= limit { return self }
    guard limit > 0 else { return DisplayText(scalars: [], clusters: []) }
    var kept = clusterCount(within: limit - 1)
    while kept > 0, clusters[kept].joinsPrevious { kept -= 1 }
    kept = beforeNumber(at: kept)
    let end = kept > 0 ? clusters[kept - 1].end : 0
    let mark = Cluster(
      width: 1,
      offset: clusters[kept].offset,
      joinsPrevious: false,
      start: end,
      end: end + 1
    )
    return DisplayText(
      scalars: scalars[..<end] + [Self.ellipsis],
      clusters: clusters[..<kept] + [mark]
    )
  }

  /// Returns some of the clusters as a text of their own.
  public func slice(_ range: Range<Int>) -> DisplayText {
    let part = clusters[range.clamped(to: 0..<clusters.count)]
    guard let first = part.first, let last = part.last else {
      return DisplayText(scalars: [], clusters: [])
    }
    let moved = part.map { cluster in
      Cluster(
        width: cluster.width,
        offset: cluster.offset,
        joinsPrevious: cluster.joinsPrevious,
        start: cluster.start - first.start,
        end: cluster.end - first.start
      )
    }
    return DisplayText(scalars: Array(scalars[first.start..<last.end]), clusters: moved)
  }

  /// The digits of a number that is kept whole; what is longer is no quantity and may be cut.
  private static let longestNumber = 8

  /// Where a cut falls that would part the digits of a number: before it.
  ///
  /// What a text begins with is cut as it is, for nothing would be left of it.
  private func beforeNumber(at place: Int) -> Int {
    guard isWithinNumber(place) else { return place }
    var first = place
    while first > 0, place - first <= Self.longestNumber, isWithinNumber(first) { first -= 1 }
    var last = place
    while last - first <= Self.longestNumber, isWithinNumber(last) { last += 1 }
    return first == 0 || last - first > Self.longestNumber ? place : first
  }

  /// Whether the clusters before and behind a place belong to one number.
  private func isWithinNumber(_ place: Int) -> Bool {
    func isDigit(_ index: Int) -> Bool {
      guard clusters.indices.contains(index) else { return false }
      return ("0"..."9").contains(scalars[clusters[index].start])
    }
    func isPoint(_ index: Int) -> Bool {
      guard clusters.indices.contains(index), isDigit(index - 1), isDigit(index + 1) else {
        return false
      }
      return [".", ","].contains(scalars[clusters[index].start])
    }
    return (isDigit(place) || isPoint(place)) && (isDigit(place - 1) || isPoint(place - 1))
  }

  /// How many clusters fit a width.
  private func clusterCount(within limit: Int) -> Int {
    var columns = 0
    var count = 0
    for cluster in clusters {
      columns += cluster.width
      if columns > limit { break }
      count += 1
    }
    return count
  }
}
