// SPDX-License-Identifier: Apache-2.0

/// Reads "Mg 2 g IV" and "K 40 mEq PO" as what was given, where the letters alone are a test.
struct GivenSalts {
  let note: TokenizedNote
  let lexicon: Lexicon

  private static let magnesium = Hash.words("mg mag magnesium")
  private static let potassium = Hash.words("k potassium")
  private static let grams = Hash.words("g gm gms gram grams")
  private static let equivalents = Hash.words("meq")
  private static let directed = Hash.words("qd daily bid tid qday po iv x")

  func find(_ reading: inout Reading) {
    var chlorides = TokenMask(of: note)
    var amounts = TokenMask(of: note)
    for index in reading.mentions.indices where reading.mentions[index].type == .testName {
      let mention = reading.mentions[index]
      if isChloride(mention.start) {
        // "KCl 20" is given, whatever a model makes of it.
        reading.mentions[index] = Mention(
          start: mention.start,
          end: mention.start + 1,
          category: .medication,
          type: .genericName,
          score: 0.8,
          entry: lexicon.entry(named: "potassium chloride"),
          sources: ["rule:given-salt"]
        )
        chlorides.insert(mention.start..<mention.end + 3)
        continue
      }
      guard mention.end == mention.start + 1, let name = salt(mention.start, mention.end) else {
        continue
      }
      reading.mentions[index] = Mention(
        start: mention.start,
        end: mention.end,
        category: .medication,
        type: .genericName,
        score: 0.8,
        entry: lexicon.entry(named: name),
        sources: ["rule:given-salt"]
      )
      amounts.insert(mention.end..<mention.end + 3)
    }
    reading.pieces.removeAll {
      amounts.touches($0.range) || $0.type == .testValue && chlorides.touches($0.range)
    }
  }

  private static let chloride = Hash.words("kcl ckcl ivkcl pokcl kdur klor")

  /// "KCl 20", "CKCl 20 mEq".
  private func isChloride(_ at: Int) -> Bool {
    Self.chloride.contains(note.tokens[at].hash) && NumberWords.digits(note, at + 1) != nil
  }

  /// What the letters name when an amount follows that no laboratory reports.
  private func salt(_ at: Int, _ number: Int) -> String? {
    guard let amount = NumberWords.digits(note, number),
      !note.tokens[number].flags.contains(.lineStart), note.tokens.indices.contains(number + 1)
    else { return nil }
    let unit = note.tokens[number + 1].hash
    if note.isSymbol(number + 2, 0x2F) {
      // "mag 50 mg/kg"
      return Self.magnesium.contains(note.tokens[at].hash) && note.lower(number + 1) == "mg"
        && note.lower(number + 3) == "kg" ? "magnesium sulfate" : nil
    }
    if Self.magnesium.contains(note.tokens[at].hash), Self.grams.contains(unit) {
      return "magnesium sulfate"
    }
    // "K 20 qd": no potassium is 20.
    if Self.potassium.contains(note.tokens[at].hash), amount >= 10, amount <= 120,
      Self.equivalents.contains(unit) || Self.directed.contains(unit)
    {
      return "potassium chloride"
    }
    return nil
  }
}
