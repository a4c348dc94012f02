// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import FHIR

/// What names a patient, so that it can be found in any text, and what dates are counted from.
struct PatientIdentity: Sendable {
  var origin = DateOrigin.hidden

  /// Names, numbers, addresses: folded words of three characters or more, or of another script.
  private(set) var words: Set<String> = []

  init() {}

  /// Adds what is known of a patient from the list.
  mutating func add(_ patient: PatientSummary) {
    add(patient.name)
    add(patient.otherNames)
    add(patient.recordNumber)
    add(patient.otherNumbers)
    add(patient.place)
    add(patient.id)
  }

  /// Adds everything in a Patient resource that names the patient, or somebody near.
  mutating func add(_ patient: JSONValue) {
    for key in ["name", "identifier", "telecom", "address", "contact"] {
      if let value = patient[dynamic: key] { addStrings(of: value, key: key) }
    }
  }

  private mutating func addStrings(of value: JSONValue, key: String) {
    // What kind of number it is, or who somebody is to the patient, names nobody.
    if key == "type" || key == "relationship" { return }
    if value.isObject {
      for member in value.members { addStrings(of: member.value, key: member.key) }
    } else if value.isArray {
      for element in value.elements { addStrings(of: element, key: key) }
    } else if !["system", "use", "code", "country", "start", "end", "gender"].contains(key) {
      guard let text = value.string else { return }
      add(key == "line" ? Self.words(of: text).filter(Self.tells).joined(separator: " ") : text)
    }
  }

  /// Words of codes and findings that streets have, too: "High Street" must not hide how bad an allergy is.
  private static let common: Set<String> = [
    "high", "low", "severe", "mild", "moderate", "left", "right", "upper", "lower", "normal",
    "positive", "negative", "active",
  ]

  /// Whether a word of an address may tell whose it is.
  private static func tells(_ word: Substring) -> Bool { !common.contains(fold(String(word))) }

  /// Adds the parts of a name of a person.
  mutating func addName(_ name: JSONValue) { addStrings(of: name, key: "name") }

  mutating func add(_ text: String) {
    for word in Self.words(of: text).map({ fold(String($0)) })
    where word.count > 2 || !word.utf8.allSatisfy({ $0 < 0x80 }) {
      words.insert(word)
    }
  }

  /// The words of a text: letters, marks and digits between anything else.
  static func words(of text: String) -> [Substring] {
    text.split { !$0.isLetter && !$0.isNumber }
  }

  // MARK: - Masking

  /// Returns a text in which what names the patient is starred, character by character, and dates
  /// are counted from the origin.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - others: Others who are named.
  ///   - keepsLength: Whether offsets into the text have to stay: dates are starred, too.
  /// - Returns: The text without what names the patient.
  func masked(_ text: String, others: OtherPeople = .none, keepsLength: Bool = false) -> String {
    guard !text.isEmpty else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var rest = Substring(text)
    var naming = NamingWords()
    while let first = rest.first {
      guard first.isLetter || first.isNumber else {
        naming.pass(first)
        result.append(first)
        rest = rest.dropFirst()
        continue
      }
      if let (length, date) = Self.date(at: rest) {
        let token = rest.prefix(length)
        // A year among words may be part of a name that stands elsewhere as it is, "CKD-EPI 2021": what it is
        // from birth beside it would be the birth.
        let isStarred = keepsLength || length == 4 && length < text.count
        result += isStarred ? Self.stars(token) : self.text(of: String(date))
        rest = rest.dropFirst(length)
        continue
      }
      let word = rest.prefix { $0.isLetter || $0.isNumber }
      let folded = fold(String(word))
      if let length = others.phraseLength(at: rest, first: folded) {
        result += Self.stars(rest.prefix(length))
        rest = rest.dropFirst(length)
        continue
      }
      let isCalled = naming.isName(word)
      let isName = isCalled || words.contains(folded) || others.words.contains(folded)
      result += isName ? Self.stars(word) : String(word)
      rest = rest.dropFirst(word.count)
    }
    return result
  }

  /// Returns a note without what names anybody: what the engine takes for it is starred.
  ///
  /// So is what is known to name the patient, and every date. Offsets stay.
  func maskedNote(_ text: String, others: OtherPeople, engine: ClinicalTextEngine) -> String {
    var scalars = Array(text.unicodeScalars)
    for entity in engine.read(text).entities
    where entity.category == .protectedHealthInformation && entity.type != .profession
      || entity.type == .date
    {
      for index in entity.begin..<min(entity.end, scalars.count)
      where scalars[index].properties.isAlphabetic || scalars[index].properties.numericType != nil {
        scalars[index] = "*"
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return masked(String(view), others: others, keepsLength: true)
  }

  /// Returns a date of FHIR as a distance from the origin.
  func text(of date: String) -> String {
    guard let parsed = FHIRDateTime(date) else { return "–" }
    return origin.text(parsed.lowerBound, precision: parsed.precision)
  }

  private static func stars(_ text: some StringProtocol) -> String {
    String(repeating: "*", count: text.unicodeScalars.count)
  }

  /// Finds a date at the beginning of a text: `2019-03-02`, with or without a time, `3/2/2019`,
  /// `2.3.2019`.
  ///
  /// - Returns: How many characters it takes, and the date as FHIR writes it.
  private static func date(at text: Substring) -> (Int, Substring)? {
    // Every word of every event comes through here, and few begin with a digit.
    guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return nil }
    let head = text.prefix(40)
    if let match = head.prefixMatch(
      of: #/(?:19|20)\d\d-\d\d(?:-\d\d(?:T[0-9:.]+(?:Z|[+-]\d\d:\d\d)?)?)?/#
    ) {
      return (match.output.count, match.output)
    }
    if let match = head.prefixMatch(of: #/\d{1,2}[\/.]\d{1,2}[\/.](?:19|20)?\d\d(?!\d)/#) {
      return (match.output.count, "")
    }
    if let match = head.prefixMatch(of: #/(?:19|20)\d\d(?![\d.\p{L}])/#) {
      return (4, match.output)
    }
    return nil
  }
}
