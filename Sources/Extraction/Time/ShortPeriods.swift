// SPDX-License-Identifier: Apache-2.0

/// Reads how long in the shortest spelling: "cough 3d", "pain x 2wk", and "3/7", "2/52", "6/12" of British
/// notes for days, weeks and months.
struct ShortPeriods {
  let note: TokenizedNote

  private static let units: [UInt32: String] = [
    Hash.word("d".utf8): "d", Hash.word("w".utf8): "wk", Hash.word("wk".utf8): "wk",
    Hash.word("wks".utf8): "wk", Hash.word("h".utf8): "h", Hash.word("hr".utf8): "h",
    Hash.word("hrs".utf8): "h", Hash.word("mo".utf8): "mo", Hash.word("mos".utf8): "mo",
    Hash.word("yr".utf8): "a", Hash.word("yrs".utf8): "a", Hash.word("y".utf8): "a",
  ]
  /// Letters that are measures or nothing unless something says that they count time.
  private static let short = Hash.words("w y yr yrs h hr hrs")
  private static let marks = Hash.words("x for past last over since")
  private static let behind = Hash.words("hx history h ago of")
  private static let images = Hash.words(
    "echo echocardiogram echocardiography ct ultrasound us mri model reconstruction reconstructions tte tee"
  )
  private static let parts: [Double: String] = [7: "d", 52: "wk", 12: "mo"]

  /// The time that begins at a number.
  func match(_ index: Int) -> TimeMatch? {
    guard note.tokens[index].kind == .number, let first = NumberWords.digits(note, index),
      first == first.rounded(), first > 0, first < 100
    else { return nil }
    return fraction(index, first) ?? letters(index, first)
  }

  private func isTight(_ at: Int) -> Bool {
    note.tokens.indices.contains(at) && !note.tokens[at].flags.contains(.spaceBefore)
  }

  private func isMarked(_ index: Int) -> Bool { note.holds(index - 1, Self.marks) }

  private func made(
    _ start: Int,
    _ end: Int,
    _ low: Double,
    _ high: Double?,
    _ unit: String
  )
    -> TimeMatch
  {
    TimeMatch(
      start: start,
      end: end,
      value: .duration(low: low, high: high, unit: unit),
      isAbsolute: false
    )
  }

  /// "x 3d", "3-4d", "2wks".
  private func letters(_ index: Int, _ first: Double) -> TimeMatch? {
    var at = index + 1
    var high: Double?
    if note.isSymbol(at, 0x2D), isTight(at), isTight(at + 1),
      let second = NumberWords.digits(note, at + 1), second > first, second < 100
    {
      high = second
      at += 2
    }
    guard isTight(at), let unit = Self.units[note.tokens[at].hash],
      // "3D echo" has a capital, and "a 3d model" a noun.
      !note.isCapital(at) || isMarked(index), !note.holds(at + 1, Self.images)
    else { return nil }
    let end = at + 1
    if note.holds(at, Self.short), !isMarked(index) { return nil }
    // "q6h", "3d/wk", "24h-old", "q 3 d"
    if isTight(end), !note.isSymbol(end, 0x2C), !note.isSymbol(end, 0x2E),
      !note.isSymbol(end, 0x3B),
      !note.isSymbol(end, 0x29)
    {
      return nil
    }
    if ["old", "ago", "later", "o", "m", "f"].contains(note.lower(end))
      || ["q", "every", "pod", "day", "hd", "dol"].contains(note.lower(index - 1))
      || index > 0 && note.isSymbol(index - 1, 0x2F)
    {
      return nil
    }
    return made(index, end, first, high, unit)
  }

  /// "for 2/52", "3/7 hx of cough"; without such words, "6/12" is how well an eye sees.
  private func fraction(_ index: Int, _ first: Double) -> TimeMatch? {
    guard note.isSymbol(index + 1, 0x2F), isTight(index + 1), isTight(index + 2),
      let below = NumberWords.digits(note, index + 2), let unit = Self.parts[below],
      first <= below || below == 12, !note.isSymbol(index + 3, 0x2F),
      isMarked(index) || note.lower(index - 1) == "in" || isTold(index + 3)
        || RepeatIntervals(note: note).range(behind: index) != nil
    else { return nil }
    return made(index, index + 3, first, nil, unit)
  }

  private func isTold(_ at: Int) -> Bool {
    note.holds(at, Self.behind)
      && (note.lower(at) != "of" && note.lower(at) != "h" || note.isSymbol(at + 1, 0x2F))
  }
}
