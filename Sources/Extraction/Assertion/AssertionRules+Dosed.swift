// SPDX-License-Identifier: Apache-2.0

/// What is given behind a denial or a history of something else.
extension AssertionRules {
  private static let given = Hash.words("tonight today tomorrow stat then")

  /// "no VT/VF, sotalol 80 bid", "no antibiotics, enoxaparin 40 mg tonight": what has a dose and how often,
  /// or when, is taken.
  func isDosed(_ mention: Mention, behind cue: Cue) -> Bool {
    guard mention.category == .medication, cue.end < mention.start,
      mention.attributes.contains(where: { $0.type == .dosage || $0.type == .strength })
    else { return false }
    if cue.end + 3 < mention.start, mention.attributes.contains(where: { $0.type == .frequency }) {
      return (cue.end..<mention.start).contains { note.isSymbol($0, 0x2C) }
    }
    guard cue.end == cue.start + 1, note.lower(cue.start) == "no",
      note.isSymbol(mention.start - 1, 0x2C)
    else { return false }
    let end = mention.attributes.map(\.end).max() ?? mention.end
    return note.holds(end, Self.given)
      || mention.attributes.contains { [.frequency, .duration, .routeOrMode].contains($0.type) }
  }

  private static let works = Hash.words("working works helping helps effective helpful")

  /// "Failed Zyrtec, Xolair 300 mg working": what does its work has not failed.
  func isWorking(_ mention: Mention) -> Bool {
    let end = max(mention.end, mention.attributes.map(\.end).max() ?? mention.end)
    return note.holds(end, Self.works)
  }

  private static let before = Hash.words("being been was were previously formerly")

  /// "Hx HSV on Valtrex": what somebody is on.
  func isOn(_ mention: Mention, behind cue: Cue) -> Bool {
    let on = mention.start - 1
    return note.lower(on) == "on" && on > cue.end && !note.holds(on - 1, Self.before)
      && !note.holds(cue.end - 1, Self.before)
  }

  private static let taking = Hash.words(
    "took taking takes take used using uses swallowed borrowed given had on sharing shares shared share"
  )

  /// "Husband's warfarin", where nobody says who takes it.
  func isTheirs(_ mention: Mention, behind cue: Cue) -> Bool {
    guard note.lower(mention.start - 1) == "s", note.isSymbol(mention.start - 2, 0x27),
      mention.start - 3 < cue.end, mention.start - 1 <= cue.end + 2
    else { return false }
    return !(max(0, cue.start - 4)..<cue.start).contains { note.holds($0, Self.taking) }
  }

  private static let starting = Hash.words("start add commence restart try trial switch needs")

  /// "?start insulin" asks whether to.
  func isAskedToStart(_ cue: Cue) -> Bool {
    note.isSymbol(cue.start, 0x3F) && note.holds(cue.start + 1, Self.starting)
      && !note.tokens[cue.start + 1].flags.contains(.spaceBefore)
  }

  private static let begun = Hash.words("added started commenced introduced begun")

  /// "Previous cycle delayed by neutropenia, pegfilgrastim added": what was begun behind a comma.
  func isBegun(_ mention: Mention) -> Bool {
    note.isSymbol(mention.start - 1, 0x2C) && note.holds(mention.end, Self.begun)
  }
}
