// SPDX-License-Identifier: Apache-2.0

/// Reads what was measured of a medication as a test: "digoxin level 2.8", "vanc trough 18", "tacro 7.2".
struct DrugLevels {
  let note: TokenizedNote
  let lexicon: Lexicon

  private static let nouns = Hash.words(
    "level levels lvl trough troughs peak random concentration concentrations"
  )
  /// What may stand between the name and the noun.
  private static let kinds = Hash.words("trough peak random serum blood drug plasma total free")
  /// What follows a noun that is none of a test: "peak flow".
  private static let others = Hash.words("flow flows expiratory of dose dosing effect")

  func find(_ reading: inout Reading) {
    var levels = TokenMask(of: note)
    for index in reading.mentions.indices where reading.mentions[index].category == .medication {
      let mention = reading.mentions[index]
      let isWhole = mention.end > mention.start + 1 && note.holds(mention.end - 1, Self.nouns)
      guard
        let end = isWhole
          ? mention.end : noun(behind: mention.end) ?? value(behind: mention, reading)
      else { continue }
      let name = note.text(mention.start..<end).lowercased()
      reading.mentions[index] = Mention(
        start: mention.start,
        end: end,
        category: .testTreatmentProcedure,
        type: .testName,
        score: 0.8,
        entry: lexicon.entry(named: name),
        sources: mention.sources + ["rule:drug-level"]
      )
      levels.insert(mention.start..<end + 3)
    }
    // A number behind it is a value, and no dose.
    reading.pieces.removeAll { $0.category == .medication && levels.touches($0.range) }
  }

  /// Where "level", "random level", "trough" end.
  private func noun(behind start: Int) -> Int? {
    var at = start
    while at < start + 2, isWord(at), note.holds(at, Self.kinds), isWord(at + 1),
      note.holds(at + 1, Self.nouns)
    {
      at += 1
    }
    guard isWord(at), note.holds(at, Self.nouns),
      !(isWord(at + 1) && note.holds(at + 1, Self.others))
    else { return nil }
    return at + 1
  }

  private func isWord(_ at: Int) -> Bool {
    note.tokens.indices.contains(at) && note.tokens[at].kind == .word
      && !note.tokens[at].flags.contains(.lineStart)
  }

  // MARK: Numbers alone

  /// Concentrations that no product has.
  private static let concentrations = Hash.words("ng pg")
  /// What is measured in the blood by its ingredient: values that are no dose, and their units.
  private static let measured: [String: (low: Double, high: Double, units: [String])] = [
    "digoxin": (0.3, 6, ["ng"]), "lithium": (0.2, 4, ["mmol", "meq"]),
    "vancomycin": (3, 60, ["mcg", "ug", "mg"]), "tacrolimus": (5.1, 40, ["ng"]),
    "phenytoin": (2, 45, ["mcg", "ug"]), "carbamazepine": (2, 20, ["mcg", "ug"]),
    "valproic acid": (20, 124, ["mcg", "ug"]), "gentamicin": (0.3, 15, ["mcg", "ug"]),
    "tobramycin": (0.3, 15, ["mcg", "ug"]), "theophylline": (2, 40, ["mcg", "ug"]),
    "vitamin D": (5, 300, ["nmol", "ng", "ug", "mcg"]),
    "vitamin B12": (50, 2000, ["ng", "pg", "pmol"]), "folic acid": (0.5, 40, ["ug", "ng", "nmol"]),
  ]

  /// The end of a name that a value follows: "tacro 7.2", "lithium 0.8 mmol/L".
  private func value(behind mention: Mention, _ reading: Reading) -> Int? {
    guard mention.entry >= 0 else { return nil }
    var at = mention.end
    if note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x3D)
      || ["of", "was", "is"].contains(note.lower(at))
    {
      at += 1
    }
    guard note.tokens.indices.contains(at), !note.tokens[at].flags.contains(.lineStart),
      let value = NumberWords.digits(note, at)
    else { return nil }
    // "tacrolimus 8.1 ng/mL on 3 mg bd": what is taken is more than what was measured.
    if hasDose(behind: at, before: reading) { return nil }
    let unit = note.lower(at + 1)
    let isOfVolume =
      note.isSymbol(at + 2, 0x2F) && ["ml", "l", "dl"].contains(note.lower(at + 3))
    if isOfVolume, Self.concentrations.contains(where: { note.tokens[at + 1].hash == $0 }) {
      return mention.end
    }
    let name = lexicon.entries[Int(mention.entry)].name
    guard let known = Self.measured[name], value >= known.low, value <= known.high else {
      return nil
    }
    if isOfVolume { return known.units.contains(unit) ? mention.end : nil }
    let kind = reading.kind(at: mention.start)
    if kind == .medications || kind == .dischargeMedications { return nil }
    return isAlone(at) && isPlausible(value, name) ? mention.end : nil
  }

  private static let masses = Hash.words("mg mcg ug g gram grams tab tabs tablet tablets")

  /// Whether a dose that is taken follows a value, before another medication and the end of the line.
  private func hasDose(behind value: Int, before reading: Reading) -> Bool {
    for at in value + 1..<value + 12 {
      guard note.tokens.indices.contains(at + 1), !note.tokens[at].flags.contains(.lineStart),
        !reading.mentions(startingAt: at).contains(where: { $0.category == .medication })
      else { return false }
      if NumberWords.digits(note, at) != nil, note.holds(at + 1, Self.masses),
        !note.isSymbol(at + 2, 0x2F)
      {
        return true
      }
    }
    return false
  }

  /// Whether nothing behind a number makes it a dose.
  private func isAlone(_ at: Int) -> Bool {
    let next = at + 1
    guard note.tokens.indices.contains(next), !note.tokens[next].flags.contains(.lineStart) else {
      return true
    }
    if note.isSymbol(next, 0x2F) || note.isDash(next) && !note.isArrowEnd(next + 1) { return false }
    // "vancomycin 15 q12h", "gent 5 mg/kg"
    return note.tokens[next].kind != .number
      && (next..<next + 3).allSatisfy { place in
        !note.tokens.indices.contains(place)
          || SigWords.shared.word(note.tokens[place].hash).map {
            $0.role == .per || $0.role == .period
          } ?? true
      }
  }

  /// Tablets of digoxin have quarters of a milligram, capsules of tacrolimus halves.
  private func isPlausible(_ value: Double, _ name: String) -> Bool {
    switch name {
    // Tablets and injections have round amounts: "B12 1000", "vit D 800", "folate 5".
    case "vitamin B12": value < 1000 && value.truncatingRemainder(dividingBy: 50) != 0
    case "vitamin D": value < 200 && value != 50 && value != 25 && value != 20 && value != 10
    case "folic acid": value != value.rounded()
    case "tacrolimus": value != (value * 2).rounded() / 2
    case "digoxin", "lithium", "valproic acid": true
    default: value > 3
    }
  }
}
