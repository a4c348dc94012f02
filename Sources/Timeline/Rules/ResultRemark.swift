// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What somebody remarked of a result: `see comment, note: grossly hemolyzed`.
///
/// A value that only points to it is followed by it, and so is one that is not to be trusted; a number of
/// that kind is in no plot and no comparison. A short one stands behind any value in words. Other remarks are in the detail, or no list could set one value
/// beside others.
enum ResultRemark {
  /// Beginnings of words that tell that a number may not be the patient's.
  private static let warnings = [
    "hemolys", "haemolys", "hemolyz", "haemolyz", "contamina", "drip arm", "clotted", "lipaemi",
    "lipemi", "unreliable", "mislabel", "unlabel", "wrong patient", "wrong blood", "insufficient",
    "spurious", "artefact", "artifact", "interpret with caution", "unsuitable", "invalid",
    "falsely", "pseudohyper", "short sample", "diluted", "delayed separation", "clump",
    "not labelled", "not labeled", "not to be used", "wbit", "hämoly", "hémoly", "hemoliz",
    "emolizz", "not for clinical use", "not calibrated", "underfilled", "delayed transport",
    "transport delay", "icteric",
  ]

  /// Words before a warning that deny it, or that say it of another sample.
  private static let denials: Set<String> = [
    "no", "not", "non", "nil", "without", "never", "previous", "previously", "prior", "last", "if",
    "first", "initial", "earlier", "original",
  ]

  /// What says that the number is the patient's after all.
  private static let assurances = [
    "unaffected", "not affected", "repeat of", "replaces", "corrected result", "corrected value",
    "from the repeat",
    "is the repeat",
  ]

  /// The warnings by their first byte: most of the bytes of a note begin none.
  private static let warningsByFirst: [[[UInt8]]] = {
    var table = [[[UInt8]]](repeating: [], count: 256)
    for word in warnings + ["do not use"] {
      table[Int(word.utf8.first ?? 0)].append(Array(word.utf8))
    }
    return table
  }()

  /// Whether a remark says that a number may not be the patient's.
  static func warns(_ note: String) -> Bool {
    let bytes = note.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let isSuspect = bytes.indices.contains { start in
      warningsByFirst[Int(bytes[start])].contains { bytes[start...].starts(with: $0) }
    }
    guard isSuspect else { return false }
    let text = note.lowercased()
    // "Mild haemolysis, result unaffected."
    if assurances.contains(where: text.contains) { return false }
    if text.firstMatch(of: #/do not use(\s*$|\s*[:.,;!-]|\s+(this|these|result|sample|value|for))/#)
      != nil
    {
      return true
    }
    return warnings.contains { warning in
      text.ranges(of: warning).contains { !isDenied($0, in: text) }
    }
  }

  /// Whether a warning is denied where it stands: "No haemolysis", "Haemolysed: no", "non-haemolysed".
  ///
  /// A denial ends with its sentence, and before a participle with its clause: "No clot, haemolysed" says that
  /// it is.
  private static func isDenied(_ range: Range<String.Index>, in text: String) -> Bool {
    let before = text[..<range.lowerBound]
    // "Unhaemolysed", and "non-haemolysed" in one word.
    if before.last?.isLetter == true || before.hasSuffix("non-") { return true }
    let rest = text[range.lowerBound...]
    let word = rest.prefix { $0.isLetter }
    let behind = rest.dropFirst(word.count)
    let next = behind.drop { !$0.isLetter }.prefix { $0.isLetter }
    if denialsBehind.contains(String(next)) {
      let end = behind.drop { !$0.isLetter }.dropFirst(next.count).drop { $0.isWhitespace }.first
      // "Haemolysed - no other sample" goes on.
      if next == "index" || end?.isLetter != true { return true }
    }
    let isClause = word.hasSuffix("ed") || ["present", "seen", "noted", "evident"].contains(next)
    var clause = before
    for end in isClause ? sentenceEnds + [","] : sentenceEnds {
      if let last = clause.ranges(of: end).last { clause = clause[last.upperBound...] }
    }
    let words = clause.split(separator: " ").suffix(4).map { $0.trimmingPrefix("(") }
    return words.enumerated().contains { place, word in
      denials.contains(String(word)) && !(place + 1 < words.count && words[place + 1] == "doubt")
    }
  }

  /// What ends what a "no" denies.
  private static let sentenceEnds = [";", ".", ":", "!", "?", "\n", " - ", " – ", " but "]

  /// What denies a warning that it stands behind.
  private static let denialsBehind: Set<String> = [
    "index", "no", "none", "nil", "absent", "negative", "unlikely",
  ]

  /// How many bytes a remark has at most that stands behind any value in words.
  private static let shortLength = 60

  /// Values that say no more than that there is a remark.
  private static let pointers = ["comment", "see ", "note", "refer to", "other", "text"]

  /// Puts the remark behind the value.
  static func add(to event: inout Event, from resource: JSONValue) {
    guard let note = Remarks.text(resource), event.value != note, note.contains(where: \.isLetter)
    else { return }
    let said = event.value?.lowercased() ?? ""
    let isPointer = event.number == nil && pointers.contains(where: said.hasPrefix)
    // "Positive" has no number that a remark could take out of its series: "anti-K" says which antibody.
    let isShort = event.number == nil && !said.isEmpty && note.utf8.count <= shortLength
    guard isPointer || isShort || warns(note) else { return }
    event.say(Remarks.note(resource))
  }
}

/// What people remarked of a resource, in its `note`.
enum Remarks {
  /// Returns the remarks, one behind the other; `nil` where there is none.
  static func text(_ resource: JSONValue) -> String? {
    let notes = (resource["note"]?.elements ?? .empty).compactMap { $0["text"]?.content }
    return notes.isEmpty ? nil : Titles.shortened(notes.joined(separator: "; "))
  }

  /// Returns them as a line says them: `note: last fit 2026-10`.
  static func note(_ resource: JSONValue) -> String? { text(resource).map { "note: \($0)" } }
}
