// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// The names of those whom a lake knows beside its patients: practitioners, relatives, institutions.
struct OtherPeople: Sendable {
  /// Folded words, each of which names somebody.
  private(set) var words: Set<String> = []

  /// The folded words of names that name nothing one by one ("Hospital of the Holy Spirit"), behind
  /// the first of them.
  private(set) var phrases: [String: [[String]]] = [:]

  static let none = OtherPeople()

  /// Adds the parts of a name of a person.
  mutating func add(person name: JSONValue) {
    var identity = PatientIdentity()
    identity.addName(name)
    words.formUnion(identity.words)
  }

  /// Adds the name of an institution or a place.
  ///
  /// A single word is a name only where it is no word of any institution.
  mutating func add(place name: String) {
    let parts = PatientIdentity.words(of: name).map { fold(String($0)) }
    guard let first = parts.first else { return }
    if parts.count > 1 {
      phrases[first, default: []].append(parts)
    } else if first.count > 3, !Self.institutions.contains(first), !Self.rooms.contains(first) {
      words.insert(first)
    }
  }

  /// How many characters at the beginning of a text are a name of more than one word; `nil` for none.
  func phraseLength(at text: Substring, first: String) -> Int? {
    guard let candidates = phrases[first] else { return nil }
    var longest: Int?
    for phrase in candidates {
      guard let length = Self.length(of: phrase, at: text) else { continue }
      longest = max(longest ?? 0, length)
    }
    return longest
  }

  private static func length(of phrase: [String], at text: Substring) -> Int? {
    var rest = text
    for (number, word) in phrase.enumerated() {
      if number > 0 { rest = rest.drop { !$0.isLetter && !$0.isNumber } }
      let next = rest.prefix { $0.isLetter || $0.isNumber }
      guard fold(String(next)) == word else { return nil }
      rest = rest[next.endIndex...]
    }
    return text.distance(from: text.startIndex, to: rest.startIndex)
  }

  /// Words that stand in names of institutions.
  private static let institutions: Set<String> = [
    "hospital", "hospitals", "infirmary", "sanatorium", "hospice", "university", "institute",
    "foundation", "krankenhaus", "klinikum", "universitatsklinikum", "spital", "universitat",
    "hopital", "clinique", "ospedale", "policlinico", "gmbh", "inc", "llc", "ltd",
  ]

  private static let rooms: Set<String> = [
    "ward", "clinic", "pharmacy", "laboratory", "radiology", "emergency", "surgery", "home",
    "office", "unknown", "other", "none", "medicine", "oncology", "cardiology", "pediatrics",
    "nursery", "room", "station", "department",
  ]

  /// Words that stand beside those of institutions in what documents are called.
  private static let kinds: Set<String> = [
    "discharge", "summary", "course", "admission", "note", "notes", "letter", "report", "progress",
    "consult", "consultation", "record", "records", "of", "the", "in", "and", "after", "stay",
    "instructions", "follow", "up", "encounter", "plan", "care",
  ]

  /// Whether a text names an institution that the lake may have no resource of: "Letter of
  /// Evergreen Hospital", but not "Hospital discharge summary".
  static func namesInstitution(_ text: String) -> Bool {
    let words = PatientIdentity.words(of: text).map { fold(String($0)) }
    let isCenter = zip(words, words.dropFirst()).contains {
      ["medical", "health", "care"].contains($0) && ["center", "centre", "group"].contains($1)
    }
    guard isCenter || words.contains(where: institutions.contains) else { return false }
    return words.contains { !institutions.contains($0) && !kinds.contains($0) }
  }
}
