// SPDX-License-Identifier: Apache-2.0

/// Reads the answers of forms: "[ ] fever [x] cough", "Wheeze: N  SOB: N", "vomiting NO, diarrhea YES", and
/// tables whose last column says "Family hx".
struct AnswerLists {
  let note: TokenizedNote

  private func isEnd(_ at: Int) -> Bool {
    at >= note.tokens.count || note.tokens[at].flags.contains(.lineStart)
  }

  // MARK: Boxes

  /// A box at a token: its end, and whether it is ticked.
  private func box(_ at: Int) -> (end: Int, isTicked: Bool)? {
    let isSquare = note.isSymbol(at, 0x5B)
    if isSquare || note.isSymbol(at, 0x28) {
      let close: UInt8 = isSquare ? 0x5D : 0x29
      if note.isSymbol(at + 1, close) { return (at + 2, false) }
      guard note.isSymbol(at + 2, close), ["x", "*", "+"].contains(note.lower(at + 1)) else {
        return nil
      }
      return (at + 3, true)
    }
    guard note.tokens.indices.contains(at), note.tokens[at].flags.contains(.nonASCII),
      note.tokens[at].kind == .symbol
    else { return nil }
    return switch note.text(at..<at + 1) {
    case "☐", "□", "❏", "◻": (at + 1, false)
    case "☑", "☒", "■", "✓", "✔": (at + 1, true)
    default: nil
    }
  }

  /// How far a line is looked at for boxes, in tokens.
  private static let reach = 60

  /// The empty box of a condition in a line with other boxes; a lone one may be a thing to do.
  func untickedBox(of mention: Mention, _ sentence: Range<Int>) -> Range<Int>? {
    let before = [1, 2, 3].lazy.compactMap { step in
      self.box(mention.start - step).flatMap {
        $0.end == mention.start ? (mention.start - step, $0) : nil
      }
    }.first
    let behind = box(mention.end)
    guard before != nil || behind != nil else { return nil }
    var line = mention.start
    while line > 0, mention.start - line < Self.reach, !note.tokens[line].flags.contains(.lineStart)
    {
      line -= 1
    }
    var first: Int?
    var count = 0
    var at = line
    while at < note.tokens.count, at == line || !isEnd(at), at < line + 2 * Self.reach {
      if let found = box(at) {
        if first == nil { first = at }
        count += 1
        at = found.end
      } else {
        at += 1
      }
    }
    guard let first, count > 1 else { return nil }
    // Boxes stand before their words where the first one begins its line or follows a label.
    if first == line || note.isSymbol(first - 1, 0x3A) {
      return before.flatMap { $0.1.isTicked ? nil : $0.0..<$0.1.end }
    }
    return behind.flatMap { $0.isTicked ? nil : mention.end..<$0.end }
  }

  // MARK: Yes and no

  /// "Wheeze: N  SOB: N", "HTN: No Stroke: Yes", "vomiting NO, diarrhea YES".
  func answer(to mention: Mention) -> (isNo: Bool, range: Range<Int>)? {
    var at = mention.end
    let isLabel = note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x3F)
    if isLabel { at += 1 }
    guard !isEnd(at), note.tokens[at].kind == .word else { return nil }
    let isNo: Bool
    switch note.lower(at) {
    case "no": isNo = true
    case "yes": isNo = false
    case "n" where isLabel: isNo = true
    case "y" where isLabel: isNo = false
    default: return nil
    }
    let next = at + 1
    let isWhole =
      isEnd(next) || note.isSymbol(next, 0x2C) || note.isSymbol(next, 0x3B)
      || note.isSymbol(next, 0x2E) || note.isSymbol(next, 0x29) || isLabel && isNextLabel(next)
    return isWhole ? (isNo, at..<next) : nil
  }

  /// Whether another label follows: one to three words and a colon.
  private func isNextLabel(_ start: Int) -> Bool {
    var at = start
    while at < start + 4, !isEnd(at) {
      if note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x3F) { return at > start }
      guard note.tokens[at].kind == .word || note.isSymbol(at, 0x2F) else { return false }
      at += 1
    }
    return false
  }

  private static let behindFree = Hash.words(
    "since for now today at on x this with and overnight currently after all again during but"
  )

  /// "Chest pain free since admission", "seizure-free".
  func free(of mention: Mention) -> Range<Int>? {
    let at = note.isSymbol(mention.end, 0x2D) ? mention.end + 1 : mention.end
    guard !isEnd(at), note.lower(at) == "free",
      isEnd(at + 1) || note.tokens[at + 1].kind != .word
        || Self.behindFree.contains(note.tokens[at + 1].hash)
    else { return nil }
    return at..<at + 1
  }

  /// "Breast cancer    Family hx" in a table.
  func familyColumn(of mention: Mention) -> Range<Int>? {
    let at = mention.end
    guard !isEnd(at), note.lower(at) == "family", ["hx", "history"].contains(note.lower(at + 1)),
      !isEnd(at + 1), isEnd(at + 2)
    else { return nil }
    return at..<at + 2
  }
}
