// SPDX-License-Identifier: Apache-2.0

/// How two texts differ: stretches that stay, go and come.
///
/// ```swift
/// let difference = TextDifference(from: "no fever", to: "mild fever", by: .words)
/// // removed "no", added "mild", same " fever"
/// ```
public struct TextDifference: Sendable, Equatable {
  /// What a text is cut into.
  public enum Unit: Sendable, CaseIterable {
    /// Lines, each with its line feed.
    case lines
    /// Words, runs of white space, tags of XHTML, and single other characters: for narrative and
    /// long strings. Numbers, dates and pressures are one word: `1.42`, `2021-03-02`, `120/80`.
    case words
  }

  /// What became of a stretch.
  public enum Kind: Sendable, Equatable {
    /// Both texts have it.
    case same
    /// Only the old text has it.
    case removed
    /// Only the new text has it.
    case added
  }

  /// A stretch of text.
  public struct Segment: Sendable, Equatable {
    /// What became of it.
    public let kind: Kind

    /// The text.
    public let text: String

    /// Creates a segment.
    public init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// A part of the texts that differs, with what surrounds it.
  public struct Hunk: Sendable, Equatable {
    /// The units of the old text, counted from 0.
    public let old: Range<Int>

    /// The units of the new text, counted from 0.
    public let new: Range<Int>

    /// The units, one by one; where text is replaced, what goes is before what comes.
    public let units: [Segment]
  }

  /// One unit after another.
  private let units: [Segment]

  /// The stretches in order, those of one kind in one; what goes is before what comes.
  public let segments: [Segment]

  /// Whether the texts are the same.
  public var isEmpty: Bool { units.allSatisfy { $0.kind == .same } }

  /// Compares two texts.
  ///
  /// Texts with many differences in thousands of units are compared in time that does not grow
  /// with their product; then fewer units may be found to be the same than there are.
  ///
  /// - Parameters:
  ///   - old: The earlier text.
  ///   - new: The later text.
  ///   - unit: What the texts are cut into.
  public init(from old: String, to new: String, by unit: Unit) {
    let oldUnits = Self.units(of: old, unit)
    let newUnits = Self.units(of: new, unit)
    var numbering = Numbering<ExactString>()
    let left = oldUnits.map { numbering.number(of: ExactString($0)) }
    let right = newUnits.map { numbering.number(of: ExactString($0)) }
    var units: [Segment] = []
    units.reserveCapacity(max(left.count, right.count))
    var at = (0, 0)
    let end = CommonSubsequence.Pair(left: left.count, right: right.count)
    for pair in CommonSubsequence.pairs(left, right) + [end] {
      for place in at.0..<pair.left { units.append(Segment(.removed, oldUnits[place])) }
      for place in at.1..<pair.right { units.append(Segment(.added, newUnits[place])) }
      if pair != end { units.append(Segment(.same, oldUnits[pair.left])) }
      at = (pair.left + 1, pair.right + 1)
    }
    self.units = units
    segments = Self.joined(units)
  }

  private static func joined(_ units: [Segment]) -> [Segment] {
    var segments: [Segment] = []
    var text = ""
    for (place, unit) in units.enumerated() {
      text += unit.text
      if place + 1 == units.count || units[place + 1].kind != unit.kind {
        segments.append(Segment(unit.kind, text))
        text = ""
      }
    }
    return segments
  }

  /// Returns the parts that differ, each with units around it that do not; parts whose surroundings
  /// touch are one.
  ///
  /// - Parameter context: How many units to give before and behind.
  /// - Returns: The parts in order; none for the same texts.
  public func hunks(context: Int = 3) -> [Hunk] {
    var stretches: [Range<Int>] = []
    for place in units.indices where units[place].kind != .same {
      let from = max(0, place - context)
      let to = min(units.count, place + context + 1)
      if let last = stretches.last, last.upperBound >= from {
        stretches[stretches.count - 1] = last.lowerBound..<to
      } else {
        stretches.append(from..<to)
      }
    }
    var place = 0
    var at = (old: 0, new: 0)
    func advance(to end: Int) {
      while place < end {
        if units[place].kind != .added { at.old += 1 }
        if units[place].kind != .removed { at.new += 1 }
        place += 1
      }
    }
    return stretches.map { stretch in
      advance(to: stretch.lowerBound)
      let start = at
      advance(to: stretch.upperBound)
      return Hunk(old: start.old..<at.old, new: start.new..<at.new, units: Array(units[stretch]))
    }
  }

  // MARK: - Units

  private static func units(of text: String, _ unit: Unit) -> [String] {
    let bytes = Array(text.utf8)
    var units: [String] = []
    var start = 0
    while start < bytes.count {
      let end =
        switch unit {
        case .lines: lineEnd(bytes, start)
        case .words: wordEnd(bytes, start)
        }
      units.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end
    }
    return units
  }

  private static func lineEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
  }

  private static func wordEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    let first = bytes[start]
    if first == UInt8(ascii: "<"),
      let close = bytes[start...].firstIndex(where: { $0 == UInt8(ascii: ">") }),
      start + 1 < bytes.count, startsTag(bytes[start + 1])
    {
      return close + 1
    }
    guard isWord(first) else {
      guard isSpace(first) else { return start + 1 }
      return bytes[start...].firstIndex { !isSpace($0) } ?? bytes.count
    }
    var end = start
    while true {
      end = bytes[end...].firstIndex { !isWord($0) } ?? bytes.count
      guard end + 1 < bytes.count, joinsDigits(bytes[end]), isDigit(bytes[end - 1]),
        isDigit(bytes[end + 1])
      else { return end }
      end += 1
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// What stands within a number, a date, a time or a pressure.
  private static func joinsDigits(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "/"),
      UInt8(ascii: ":"):
      true
    default: false
    }
  }

  /// Letters and digits of ASCII, and all that is no ASCII, so that no character is cut.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
      true
    default: false
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D) ~= byte }

  private static func startsTag(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || (isWord(byte) && byte < 0x80)
  }
}
