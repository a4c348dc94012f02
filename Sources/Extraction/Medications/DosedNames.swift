// SPDX-License-Identifier: Apache-2.0

/// Knows short names of a ward by what they are given at: "levo 8 mcg/min" runs into a vein, "HC 50 q6h" is
/// hydrocortisone, and "CTX 2 g" ceftriaxone.
///
/// Without the dose they are other things, or may be.
struct DosedNames {
  let note: TokenizedNote
  let lexicon: Lexicon

  /// By the name in small letters, what it is where it runs by the minute.
  private static let running: [UInt32: String] = table([
    "levo": "norepinephrine", "epi": "epinephrine", "neo": "phenylephrine",
  ])
  private static let hc = Hash.word("hc".utf8)
  private static let ctx = Hash.word("ctx".utf8)
  private static let dex = Hash.word("dex".utf8)
  private static let morph = Hash.word("morph".utf8)
  private static let prop = Hash.word("prop".utf8)
  private static let names = Hash.words("levo epi neo hc ctx dex morph prop")
  private static let ways = Hash.words("iv po im q tds qds tid qid bd bid")

  private static func table(_ names: [String: String]) -> [UInt32: String] {
    Dictionary(uniqueKeysWithValues: names.map { (Hash.word($0.key.utf8), $0.value) })
  }

  func find(_ reading: inout Reading) {
    var found: [(range: Range<Int>, name: String)] = []
    for at in note.tokens.indices where note.holds(at, Self.names) {
      guard let name = name(at) else { continue }
      found.append((at..<at + 1, name))
    }
    guard !found.isEmpty else { return }
    var known = TokenMask(of: note)
    for mention in reading.mentions where mention.category == .medication && mention.entry >= 0 {
      known.insert(mention.range)
    }
    reading.replaceMentions(
      with: found.filter { !known.touches($0.range) }.map { item in
        Mention(
          start: item.range.lowerBound,
          end: item.range.upperBound,
          category: .medication,
          type: .genericName,
          score: 0.75,
          entry: lexicon.entry(named: item.name),
          sources: ["rule:dosed-name"]
        )
      }
    )
  }

  private func name(_ at: Int) -> String? {
    let hash = note.tokens[at].hash
    if let name = Self.running[hash] { return runs(behind: at + 1) ? name : nil }
    switch hash {
    case Self.morph:
      return NumberWords.digits(note, at + 1) != nil && note.lower(at + 2) == "mg"
        ? "morphine" : nil
    // "Prop 5 ml/h", "Prop 150, sux 100"
    case Self.prop:
      guard let dose = NumberWords.digits(note, at + 1) else { return nil }
      return (50...300).contains(dose) || ["ml", "mg", "mcg"].contains(note.lower(at + 2))
        ? "propofol" : nil
    case Self.dex: return runsByWeight(behind: at + 1) ? "dexmedetomidine" : nil
    case Self.hc:
      guard note.isAllCaps(at), let dose = NumberWords.digits(note, at + 1),
        (10...200).contains(dose)
      else { return nil }
      let next = note.lower(at + 2) == "mg" ? at + 3 : at + 2
      return note.holds(next, Self.ways) && !note.isLineEnd(next) ? "hydrocortisone" : nil
    case Self.ctx:
      guard note.isAllCaps(at), let dose = NumberWords.digits(note, at + 1), dose == 1 || dose == 2
      else { return nil }
      return ["g", "gm"].contains(note.lower(at + 2)) ? "ceftriaxone" : nil
    default: return nil
    }
  }

  private static let micrograms = Hash.words("mcg ug µg μg micrograms")

  /// "8 mcg/min", "0.1 mcg/kg/min".
  private func runs(behind start: Int) -> Bool {
    let at = note.lower(start) == "at" || note.lower(start) == "gtt" ? start + 1 : start
    guard NumberWords.digits(note, at) != nil, note.holds(at + 1, Self.micrograms),
      note.isSymbol(at + 2, 0x2F)
    else { return false }
    return ["min", "minute"].contains(note.lower(at + 3))
      || note.lower(at + 3) == "kg" && note.isSymbol(at + 4, 0x2F) && note.lower(at + 5) == "min"
  }

  /// "0.7 mcg/kg/h".
  private func runsByWeight(behind at: Int) -> Bool {
    NumberWords.digits(note, at) != nil && note.holds(at + 1, Self.micrograms)
      && note.isSymbol(at + 2, 0x2F) && note.lower(at + 3) == "kg" && note.isSymbol(at + 4, 0x2F)
      && ["h", "hr", "hour"].contains(note.lower(at + 5))
  }
}
