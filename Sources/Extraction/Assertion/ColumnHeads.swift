// SPDX-License-Identifier: Apache-2.0

/// Marks what stands in columns whose heads say what they hold, and in lines below a label: "Stopped
/// Medication" beside "Continued Medication", "Family history" beside "Past history".
struct ColumnHeads {
  let note: TokenizedNote

  private static let stopping = Hash.words(
    "stopped discontinued ceased held withheld stop suspended previous former"
  )
  private static let family = Hash.words("family fh fhx")
  private static let filling = Hash.words(
    """
    drug drugs and known adverse medication medications medicine medicines meds drug drugs on at admission discharge history hx this and \
    temporarily permanently treatment treatments
    """
  )

  private static let allergens = Hash.words(
    "allergies allergy allergen allergens intolerances adr adrs"
  )
  private static let reactions = Hash.words("reaction reactions")
  private static let vaccines = Hash.words(
    "immunisation immunisations immunization immunizations vaccine vaccines vaccination vaccinations"
  )

  func mark(_ reading: inout Reading) {
    // "Influenza" below "Immunisation" is a vaccine.
    reading.mentions.removeAll { [columns = reading.columns] mention in
      mention.category == .medicalCondition
        && columns.head(mention.start).map { isHead($0, Self.vaccines) } ?? false
    }
    for index in reading.mentions.indices {
      let mention = reading.mentions[index]
      guard AssertionRules.takesAssertions(mention) else { continue }
      let head = reading.columns.head(mention.start)
      let label = reading.columns.label(mention.start).flatMap { label in
        note.isSymbol(label.upperBound - 1, 0x3A) ? label : nil
      }
      for words in [head, label].compactMap({ $0 }) where words.count <= 6 {
        switch mention.category {
        case .medication where isHead(words, Self.allergens):
          reading.mentions[index].category = .behavioralEnvironmentalSocial
          reading.mentions[index].type = .allergies
        case .medicalCondition where isHead(words, Self.reactions):
          append(.pastHistory, "column:reaction", words, &reading.mentions[index])
          append(.conditional, "column:reaction", words, &reading.mentions[index])
        case .medication where isHead(words, Self.stopping):
          append(.negation, "column:stopped", words, &reading.mentions[index])
        case .medicalCondition where isHead(words, Self.family):
          append(.pertainsToFamily, "column:family", words, &reading.mentions[index])
        default: break
        }
      }
    }
  }

  /// Whether a head has one of some words, and nothing else than what heads have.
  private func isHead(_ head: Range<Int>, _ words: Set<UInt32>) -> Bool {
    head.contains { note.holds($0, words) }
      && head.allSatisfy { at in
        note.tokens[at].kind == .symbol || note.holds(at, words) || note.holds(at, Self.filling)
      }
  }

  private func append(
    _ name: TraitName,
    _ rule: String,
    _ head: Range<Int>,
    _ mention: inout Mention
  ) {
    guard !mention.traits.contains(where: { $0.name == name }) else { return }
    mention.traits.append(TraitMark(name: name, score: 0.85, rule: rule, cue: head, scope: nil))
  }
}
