// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Worklists

/// What is typed to narrow the patient list: words of names and numbers, and tests such as
/// `is:flagged`, `not:done`, `has:unreviewed`, `sex:f`, `age:60..70`.
struct PatientFilter: Sendable {
  /// Words that a patient's names and numbers must have, folded.
  private(set) var words: [String] = []

  private(set) var tests: [PatientTest] = []

  init(_ text: String) {
    for word in fold(text).split(separator: " ").map(String.init) {
      if let test = PatientTest(word) { tests.append(test) } else { words.append(word) }
    }
  }

  var dependsOnMarks: Bool { tests.contains { $0.dependsOnMarks } }

  var needsFacts: Bool { tests.contains { $0.needsFacts } }

  /// What may stand behind `is:` and `not:`.
  static let states = "flagged done seen changed dead"

  /// What may stand behind `has:` and `no:`.
  static let things = "note unreviewed undated uncoded allergies critical birthdate name"

  /// What is wrong with a filter that finds nobody; `nil` when nothing is.
  static func problem(in text: String) -> String? {
    for test in PatientFilter(text).tests {
      if case .unknown(let word, let known) = test.subject {
        return "'\(word)' is no filter; there are: \(known)"
      }
    }
    return nil
  }
}

/// A condition on a patient.
struct PatientTest: Sendable, Equatable {
  enum Subject: Sendable, Equatable {
    case flagged, done, seen, changed, dead
    case note, unreviewed, undated, uncoded, allergies, critical, birthDate, name
    case sex(String)
    case age(ClosedRange<Int>)
    case unknown(String, known: String)
  }

  var subject: Subject
  var isNegated = false

  /// Reads a word; `nil` where it is no test but a word.
  ///
  /// What is being typed counts as what it may become: `is:fl` is `is:flagged`.
  init?(_ word: String) {
    guard let colon = word.firstIndex(of: ":") else { return nil }
    let name = String(word[..<colon])
    let value = String(word[word.index(after: colon)...])
    let states: [(String, Subject)] = [
      ("flagged", .flagged), ("done", .done), ("seen", .seen), ("changed", .changed),
      ("dead", .dead),
    ]
    let things: [(String, Subject)] = [
      ("note", .note), ("unreviewed", .unreviewed), ("undated", .undated), ("uncoded", .uncoded),
      ("allergies", .allergies), ("critical", .critical), ("birthdate", .birthDate),
      ("name", .name),
    ]
    switch name {
    case "is", "not":
      subject = Self.find(value, states) ?? .unknown(word, known: PatientFilter.states)
      isNegated = name == "not"
    case "has", "no":
      subject = Self.find(value, things) ?? .unknown(word, known: PatientFilter.things)
      isNegated = name == "no"
    case "sex":
      subject = .sex(value)
    case "age":
      guard let range = Self.range(value) else {
        subject = .unknown(word, known: "age:60..70  age:>65  age:<18")
        return
      }
      subject = .age(range)
    default: return nil
    }
  }

  private static func find(_ value: String, _ known: [(String, Subject)]) -> Subject? {
    known.first { $0.0.hasPrefix(value) }?.1
  }

  private static func range(_ text: String) -> ClosedRange<Int>? {
    let most = 999
    if text.hasPrefix(">="), let least = Int(text.dropFirst(2)) { return least...max(least, most) }
    if text.hasPrefix(">"), let least = Int(text.dropFirst()), least < most {
      return least + 1...most
    }
    if text.hasPrefix("<="), let last = Int(text.dropFirst(2)), last >= 0 { return 0...last }
    if text.hasPrefix("<"), let last = Int(text.dropFirst()), last > 0 { return 0...last - 1 }
    if let age = Int(text), age >= 0 { return age...age }
    guard let dots = text.firstRange(of: ".."), let first = Int(text[..<dots.lowerBound]) else {
      return nil
    }
    let rest = text[dots.upperBound...]
    guard let last = rest.isEmpty ? most : Int(rest), first <= last else { return nil }
    return first...last
  }

  var dependsOnMarks: Bool {
    switch subject {
    case .flagged, .done, .seen, .changed, .note: true
    default: false
    }
  }

  var needsFacts: Bool {
    switch subject {
    case .changed, .unreviewed, .undated, .uncoded: true
    default: false
    }
  }

  /// Whether a patient meets it, with what the list is arranged by.
  func matches(_ patient: PatientSummary, _ order: PatientOrder) -> Bool {
    isTrue(patient, order) != isNegated
  }

  private func isTrue(_ patient: PatientSummary, _ order: PatientOrder) -> Bool {
    switch subject {
    case .flagged: order.marks[patient.id]?.isFlagged == true
    case .done: order.marks[patient.id]?.isDone == true
    case .seen: order.looked[patient.id]?.seenJob != nil
    case .changed:
      order.looked[patient.id]?.seenJob != nil && (order.facts[patient.id]?.news ?? 0) > 0
    case .dead: patient.deceased != nil
    case .note: order.marks[patient.id]?.note.isEmpty == false
    case .unreviewed: (order.facts[patient.id]?.unreviewed ?? 0) > 0
    case .undated: (order.facts[patient.id]?.undated ?? 0) > 0
    case .uncoded: (order.facts[patient.id]?.uncoded ?? 0) > 0
    case .allergies: patient.allergyCount > 0
    case .critical: patient.criticalCount > 0
    case .birthDate: !patient.birthDate.isEmpty
    case .name: !patient.isNameless
    case .sex(let letter):
      (patient.gender.isEmpty ? "?" : patient.gender).hasPrefix(letter)
    case .age(let range):
      order.age(of: patient).map(range.contains) == true
    case .unknown: isNegated
    }
  }
}

extension PatientOrder {
  /// The age of a patient, at death for the dead.
  func age(of patient: PatientSummary) -> Int? {
    if let age = patient.age { return age }
    let end = patient.deceased == "unknown" ? nil : patient.deceased
    return Age.years(birthDate: patient.birthDate, end: end, now: now)
  }
}
