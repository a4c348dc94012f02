// SPDX-License-Identifier: Apache-2.0

/// Tells when a test is to be made from what it showed: "U&E 1/52" is in a week, and no value.
struct RepeatIntervals {
  let note: TokenizedNote

  /// The last words of panels, which have no value of one fraction.
  private static let panels = Hash.words(
    "fbc fbcs lft lfts tft tfts bloods cxr usc echo dexa mri mre mrcp ct us uss usg scan colonoscopy ogd"
  )
  private static let letters = Hash.words("e es")

  /// The fraction behind a test that counts weeks, or days and months where nothing else could be meant.
  func range(behind end: Int) -> Range<Int>? {
    let at = ["in", "at"].contains(note.lower(end)) ? end + 1 : end
    if isGestation(at), note.holds(end - 1, Self.antenatal) { return at..<at + 3 }
    guard isInterval(at),
      note.tokens[at + 2].hash == Self.week || isPanel(end - 1) || isOrdered(end) || at > end
    else { return nil }
    return at..<at + 3
  }

  private static let antenatal = Hash.words(
    "antenatal screen screening scan scans uss anomaly growth gtt ogtt visit clinic booking mlc bloods review dating"
  )

  /// "Growth scan 34/40": in which of forty weeks.
  private func isGestation(_ at: Int) -> Bool {
    guard let weeks = NumberWords.digits(note, at), (4...43).contains(weeks) else { return false }
    return note.isSymbol(at + 1, 0x2F) && NumberWords.digits(note, at + 2) == 40
  }

  private static let orders = Hash.words("repeat rpt recheck rechecked repeated")

  /// "Repeat HbA1c 3/12" is an order, and so no value.
  private func isOrdered(_ end: Int) -> Bool {
    (max(0, end - 4)..<end).contains { note.holds($0, Self.orders) }
  }

  private static let week = Hash.word("52".utf8)
  private static let parts: Set<Double> = [7, 12, 52]

  private func isInterval(_ at: Int) -> Bool {
    guard note.tokens.indices.contains(at), let first = NumberWords.digits(note, at), first > 0,
      first == first.rounded(), first < 53, note.isSymbol(at + 1, 0x2F),
      let below = NumberWords.digits(note, at + 2), Self.parts.contains(below),
      !note.tokens[at + 1].flags.contains(.spaceBefore),
      !note.tokens[at + 2].flags.contains(.spaceBefore),
      !note.tokens[at].flags.contains(.lineStart)
    else { return false }
    // "LFTs 3/12: ALT 80" and "3/12/24" are days.
    if ["ago", "later", "apart", "hx", "history"].contains(note.lower(at + 3)) { return false }
    return !note.isSymbol(at + 3, 0x3A) && !note.isSymbol(at + 3, 0x2F)
  }

  /// Whether a token ends the name of a panel: "FBC", "U&Es".
  private func isPanel(_ at: Int) -> Bool {
    note.holds(at, Self.panels)
      || note.holds(at, Self.letters) && note.isSymbol(at - 1, 0x26) && note.lower(at - 2) == "u"
  }
}
