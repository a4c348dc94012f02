// SPDX-License-Identifier: Apache-2.0

/// Names beside a relation or a degree, and what only looks like one.
extension PrivacyFinder {
  static let letters: Set<String> = ["alpha", "beta", "gamma", "delta", "omega"]

  /// Letters of a diagnosis, and no title: "no DR", "sister with MS, Neuro exam".
  func isDiagnosis(_ index: Int) -> Bool {
    guard note.isAllCaps(index), index + 1 < note.tokens.count else { return false }
    if note.tokens[index + 1].flags.contains(.lineStart) { return true }
    return ["with", "no", "has", "had", "hx", "of", "w"].contains(lower(index - 1))
      && !note.isAllCaps(index + 2)
  }

  static let kin = Hash.words(
    """
    husband wife son daughter dtr mother father mom mum dad brother sister niece nephew aunt uncle cousin \
    partner spouse grandson granddaughter grandmother grandfather friend neighbor neighbour caregiver carer \
    guardian boyfriend girlfriend fiance fiancee parents hcp hcpoa poa sib
    """
  )
  static let notNames: Set<String> = [
    "has", "had", "is", "was", "were", "reports", "states", "denies", "says", "died", "with", "at",
    "passed", "also", "not", "deceased", "living", "alive", "healthy", "and", "or", "no", "unknown",
    "age", "aware", "called", "present", "notes", "verbalized", "updated", "history", "side", "the",
    "a", "in", "to", "on", "of", "who", "pt", "patient", "dx", "hx", "ca", "both", "none",
    "concerned",
  ]

  /// "Daughter Ingrid at bedside", "niece Odalys Brandt", "Parents Lena & Tom": who is named beside the patient.
  func relative(_ index: Int) -> Found? {
    guard Self.kin.contains(note.tokens[index].hash) else { return nil }
    let start = index + 1
    guard isName(start) else { return nil }
    var end = start + 1
    if isName(end), !note.isSymbol(end - 1, 0x2E) { end += 1 }
    if note.isSymbol(end, 0x26) || lower(end) == "and", isName(end + 1) { end += 2 }
    return Found(range: start..<end, type: .name, rule: "relative", score: 0.8)
  }

  func isName(_ at: Int) -> Bool {
    guard at < note.tokens.count, note.tokens[at].kind == .word, note.isCapital(at),
      note.tokens[at].count > 2, !note.isAllCaps(at), isNameShaped(at),
      !note.tokens[at].flags.contains(.lineStart), !note.isSymbol(at + 1, 0x3A)
    else { return false }
    return !Self.notNames.contains(note.lower(at)) && !Self.eponyms.contains(note.lower(at))
  }

  /// "K. Osei LPN"
  func initialed(_ index: Int) -> Found? {
    guard note.tokens[index].count == 1, note.isSymbol(index + 1, 0x2E), isTight(index + 1),
      isName(index + 2), index + 3 < note.tokens.count, note.isAllCaps(index + 3),
      Self.degrees.contains(lower(index + 3))
    else { return nil }
    return Found(range: index..<index + 3, type: .name, rule: "initial", score: 0.9)
  }
}
