// SPDX-License-Identifier: Apache-2.0

/// Finds what somebody is allergic to and nobody takes: "bee stings: anaphylaxis", "allergic to wasps and eggs".
///
/// Who was stung, or eats eggs, has no allergy: nothing is found without the words that tell of one.
struct OtherAllergens {
  let note: TokenizedNote

  private static let insects = Hash.words("bee wasp hornet insect")
  private static let plurals = Hash.words("bees wasps hornets")
  private static let stings = Hash.words("sting stings venom")
  private static let foods = Hash.words(
    """
    peanut nuts nut walnut walnuts almonds hazelnuts cashew cashews pistachio egg eggs milk dairy sesame kiwi wheat soya \
    soy fish prawns strawberries elastoplast plasters micropore pollen cats dogs
    """
  )
  private static let beginnings = insects.union(plurals).union(foods)
  /// What makes another thing of a food: "fish oil".
  private static let products = Hash.words("oil oils butter bite bites of thistle")

  func find(_ reading: inout Reading) {
    var added: [Mention] = []
    for at in note.tokens.indices where note.holds(at, Self.beginnings) {
      guard let end = end(at) else { continue }
      let next = reading.firstMention(atOrAfter: at)
      if next < reading.mentions.count, reading.mentions[next].start < end { continue }
      if next > 0, reading.mentions[next - 1].end > at { continue }
      if isEaten(at, reading) { continue }
      var mention = Mention(
        start: at,
        end: end,
        category: .medication,
        type: .genericName,
        score: 0.85,
        entry: entry(at),
        sources: ["rule:allergen"]
      )
      guard let source = AllergenFinder(note: note).source(mention, reading) else { continue }
      mention.category = .behavioralEnvironmentalSocial
      mention.type = .allergies
      mention.sources.append(source)
      added.append(mention)
    }
    guard !added.isEmpty else { return }
    reading.mentions += added
    reading.mentions.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  private static let eating = Hash.words(
    "tolerates tolerated tolerating eats eating drinks likes dislikes avoids outgrown"
  )

  /// "Tolerates eggs and milk": what somebody eats does no harm.
  private func isEaten(_ at: Int, _ reading: Reading) -> Bool {
    (reading.sentence(at: at).lowerBound..<at).contains { note.holds($0, Self.eating) }
  }

  /// Where "bee", "bee stings", "wasps", "tree nuts" ends.
  private func end(_ at: Int) -> Int? {
    if note.holds(at, Self.foods) { return note.holds(at + 1, Self.products) ? nil : at + 1 }
    if note.holds(at, Self.plurals) { return at + 1 }
    guard note.holds(at, Self.insects) else { return nil }
    return note.holds(at + 1, Self.stings) ? at + 2 : at + 1
  }

  private func entry(_ at: Int) -> Int32 {
    let word = note.lower(at)
    if word == "peanut" { return Lexicon.shared.entry(named: "peanuts") }
    let isWasp = word.hasPrefix("wasp") || word.hasPrefix("hornet")
    return Lexicon.shared.entry(
      named: word.hasPrefix("bee") ? "bee venom" : isWasp ? "wasp venom" : ""
    )
  }
}
