// SPDX-License-Identifier: Apache-2.0

/// What a patient suffered from an allergen, and would again: no problem of today.
///
/// "Penicillin - anaphylaxis" says that it happened (past) and what would happen (conditional), and the
/// allergen is the reason of both.
struct ReactionFinder {
  let note: TokenizedNote

  /// A condition and the words that cause it.
  struct Reaction {
    var condition: Range<Int>
    var allergen: Range<Int>
  }

  /// Finds reactions, when allergens are told from what is taken.
  func find(in reading: Reading) -> [Reaction] {
    if reading.isLiterature { return [] }
    let mentions = reading.mentions
    let hasSection = reading.sections.contains { $0.kind == .allergies }
    guard hasSection || mentions.contains(where: isAllergen) else { return [] }
    var result: [Reaction] = []
    for (index, mention) in mentions.enumerated() {
      if hasSection, mention.category == .medicalCondition, !isAllergy(mention),
        !mention.sources.contains("rule:broken-bone"),
        let cause = cause(before: mention, in: reading)
      {
        result.append(Reaction(condition: mention.range, allergen: cause))
      }
      guard isAllergen(mention) else { continue }
      if let condition = mentions[..<index].last, let gap = gap(condition, mention),
        condition.category == .medicalCondition, !isAllergy(condition), Self.from.contains(gap)
      {
        // "hives with penicillin"
        result.append(Reaction(condition: condition.range, allergen: mention.range))
      }
      let end = regionEnd(behind: mention, reading)
      for other in mentions[(index + 1)...] {
        if other.start >= end || isAllergen(other) { break }
        guard other.category == .medicalCondition, !isAllergy(other) else { continue }
        result.append(Reaction(condition: other.range, allergen: mention.range))
      }
    }
    return result
  }

  /// Marks what was found, where nothing else is said of it.
  static func mark(_ reactions: [Reaction], _ reading: inout Reading) {
    if reactions.isEmpty { return }
    // Found twice, by its line and by its allergen, it is marked once.
    var allergens: [Int: Range<Int>] = [:]
    for reaction in reactions {
      for token in reaction.condition { allergens[token] = reaction.allergen }
    }
    for index in reading.mentions.indices
    where reading.mentions[index].category == .medicalCondition {
      guard let allergen = reading.mentions[index].range.lazy.compactMap({ allergens[$0] }).last
      else { continue }
      let said = reading.mentions[index].traits.map(\.name)
      if said.contains(.negation) || said.contains(.pertainsToFamily) { continue }
      reading.mentions[index].traits.removeAll { [.pastHistory, .conditional].contains($0.name) }
      for name in [TraitName.pastHistory, .conditional] {
        reading.mentions[index].traits.append(
          TraitMark(name: name, score: 0.9, rule: "allergen:reaction", cue: allergen, scope: nil)
        )
      }
    }
  }

  private func isAllergen(_ mention: Mention) -> Bool {
    mention.type == .allergies && !mention.traits.contains { $0.name == .negation }
      || mention.category == .medicalCondition && mention.end - mention.start > 1
        && note.tokens[mention.end - 1].hash == Self.allergy
  }

  private static let allergy = Hash.word("allergy".utf8)

  /// "allergy", "intolerance": what lasts is no reaction.
  private func isAllergy(_ mention: Mention) -> Bool {
    mention.range.contains { at in
      Self.lasting.contains { note.lower(at).hasPrefix($0) }
    }
  }

  private static let lasting = ["allerg", "intoleran", "hypersens", "asthma", "rhinitis", "eczema"]
  private static let from: Set<String> = ["to", "with", "from", "after", "on", "due to"]
  private static let causes: Set<String> = [
    "causes", "caused", "causing", "gives", "gave", "leads", "led", "resulting", "resulted",
    "produces", "produced", "reaction", "reactions", "makes", "gets", "got",
  ]
  private static let joining: Set<String> = [
    "which", "that", "and", "it", "allergy", "allergies", "allergic",
  ]

  /// The words between a condition and what follows it closely.
  private func gap(_ condition: Mention, _ next: Mention) -> String? {
    guard condition.end < next.start, next.start - condition.end < 3 else { return nil }
    return (condition.end..<next.start).map(note.lower).joined(separator: " ")
  }

  /// Where the reactions of an allergen end that are said behind it.
  private func regionEnd(behind mention: Mention, _ reading: Reading) -> Int {
    var at = mention.end
    let limit = min(reading.sentence(at: mention.start).upperBound, mention.end + 40)
    if note.isSymbol(at, 0x2C) { at += 1 }
    while at < limit, Self.joining.contains(note.lower(at)) { at += 1 }
    guard at < limit, !note.tokens[at].flags.contains(.lineStart) else { return at }
    let isOpen = note.isSymbol(at, 0x28)
    guard
      isOpen || isDash(at) || note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x3D)
        || Self.causes.contains(note.lower(at))
    else { return at }
    at += 1
    while at < limit {
      if isOpen, note.isSymbol(at, 0x29) { return at }
      if note.isSymbol(at, 0x3B) || note.tokens[at].flags.contains(.lineStart) { return at }
      at += 1
    }
    return limit
  }

  private func isDash(_ at: Int) -> Bool {
    note.isSymbol(at, 0x2D)
      || ["–", "—", "→"].contains(note.text(at..<min(at + 1, note.tokens.count)))
  }

  /// The words before a dash or a parenthesis in a line of allergies: "Peanuts - hives".
  private func cause(before mention: Mention, in reading: Reading) -> Range<Int>? {
    guard reading.kind(at: mention.start) == .allergies else { return nil }
    var start = mention.start
    while start > 0, !note.tokens[start].flags.contains(.lineStart), !reading.isHeader(start - 1),
      !note.isSymbol(start - 1, 0x2E), !note.isSymbol(start - 1, 0x3B)
    {
      start -= 1
    }
    guard
      let mark = (start..<mention.start).last(where: {
        isDash($0) || note.isSymbol($0, 0x28) || note.isSymbol($0, 0x3A)
      })
    else { return nil }
    var first = mark
    while first > start, note.tokens[first - 1].kind == .word, mark - first < 3 { first -= 1 }
    // "No fever - cough" names no allergen.
    let isDenial = (first..<mark).contains { ["no", "denies", "not"].contains(note.lower($0)) }
    return first < mark && !isDenial ? first..<mark : nil
  }
}
