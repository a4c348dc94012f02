// SPDX-License-Identifier: Apache-2.0

/// Reads the answers of forms: "Wheeze: N  SOB: N", "vomiting NO, diarrhea YES", and
/// tables whose last column says "Family hx".
struct AnswerLists {
  let note: TokenizedNote

  // MARK: Yes and no

  /// "Wheeze: N  SOB: N", "HTN: No Stroke: Yes", "vomiting NO, diarrhea YES".
  func answer(to mention: Mention) -> (isNo: Bool, range: Range<Int>)? {
    var at = mention.end
    let isLabel = note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x3F)
    if isLabel { at += 1 }
    // "Chest pain ..... No"
    let dots = leaders(at)
    at += dots
    guard !note.isLineEnd(at), note.tokens[at].kind == .word else { return nil }
    if let isNo = column(at, mention) { return (isNo, at..<at + 1) }
    let isNo: Bool
    switch note.lower(at) {
    case "no": isNo = true
    case "yes": isNo = false
    case "n" where isLabel || dots > 0: isNo = true
    case "y" where isLabel || dots > 0: isNo = false
    default: return nil
    }
    let next = at + 1
    let isWhole =
      note.isLineEnd(next) || note.isSymbol(next, 0x2C) || note.isSymbol(next, 0x3B)
      || note.isSymbol(next, 0x2E) || note.isSymbol(next, 0x29) || isLabel && isNextLabel(next)
    return isWhole ? (isNo, at..<next) : nil
  }

  /// "Diabetes N", "Smoker Y": a capital letter that ends a line of one name.
  private func column(_ at: Int, _ mention: Mention) -> Bool? {
    guard note.tokens[mention.start].flags.contains(.lineStart), note.isLineEnd(at + 1),
      note.tokens[at].count == 1, note.isCapital(at), note.lower(at) == "n" || note.lower(at) == "y"
    else { return nil }
    return note.lower(at) == "n"
  }

  /// How many dots lead from a name to its answer; none where there are less than three.
  private func leaders(_ start: Int) -> Int {
    var at = start
    while at < start + 80, !note.isLineEnd(at),
      note.isSymbol(at, 0x2E) || note.isSymbol(at, 0x5F)
    {
      at += 1
    }
    return at - start >= 3 ? at - start : 0
  }

  private static let screens = Hash.words("cam 4at")

  /// "Delirium: CAM-ICU negative": what the screen for it says.
  func screened(_ mention: Mention) -> Range<Int>? {
    guard note.lower(mention.end - 1) == "delirium",
      note.isSymbol(mention.end, 0x3A) || note.isDash(mention.end),
      note.holds(mention.end + 1, Self.screens)
    else { return nil }
    var at = mention.end + 2
    while note.isDash(at) || note.lower(at) == "icu" || note.isSymbol(at, 0x3A) { at += 1 }
    guard ["neg", "negative"].contains(note.lower(at)), !note.isLineEnd(at) else { return nil }
    return mention.end + 1..<at + 1
  }

  /// Whether another label follows: one to three words and a colon.
  private func isNextLabel(_ start: Int) -> Bool {
    var at = start
    while at < start + 4, !note.isLineEnd(at) {
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
    guard !note.isLineEnd(at), note.lower(at) == "free",
      note.isLineEnd(at + 1) || note.tokens[at + 1].kind != .word
        || Self.behindFree.contains(note.tokens[at + 1].hash)
    else { return nil }
    return at..<at + 1
  }

  /// "Breast cancer    Family hx" in a table.
  func familyColumn(of mention: Mention) -> Range<Int>? {
    let at = mention.end
    guard !note.isLineEnd(at), note.lower(at) == "family",
      ["hx", "history"].contains(note.lower(at + 1)), !note.isLineEnd(at + 1),
      note.isLineEnd(at + 2)
    else { return nil }
    return at..<at + 2
  }
}
