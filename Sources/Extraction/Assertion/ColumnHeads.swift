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
    medication medications medicine medicines meds drug drugs on at admission discharge history hx this and \
    temporarily permanently treatment treatments
    """
  )

  func mark(_ reading: inout Reading) {
    for index in reading.mentions.indices {
      let mention = reading.mentions[index]
      guard AssertionRules.takesAssertions(mention) else { continue }
      let head = reading.columns.head(mention.start)
      let label = reading.columns.label(mention.start).flatMap { label in
        note.isSymbol(label.upperBound - 1, 0x3A) ? label : nil
      }
      for words in [head, label].compactMap({ $0 }) where words.count <= 6 {
        switch mention.category {
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
