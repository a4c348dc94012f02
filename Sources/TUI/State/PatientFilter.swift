// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Worklists

/// What is typed to narrow the patient list: words of names and numbers, and tests such as
/// `is:flagged`, `not:done`, `has:unreviewed`, `sex:f`, `age:60..70`, `problem:"type 2 diabetes"`.
struct PatientFilter: Sendable {
  /// Words that a patient's names and numbers must have, folded.
  private(set) var words: [String] = []

  private(set) var tests: [PatientTest] = []

  init(_ text: String) {
    for word in Self.split(fold(text)) {
      if let test = PatientTest(word) {
        tests.append(test)
      } else {
        // As the list writes it, `moreno, ana`, or in quotes; a name with blanks in it is its words.
        let names = word.filter { $0 != "\"" }.split { $0 == "," || $0 == " " }
        words += names.map { Self.birthDate(String($0)) ?? String($0) }
      }
    }
    // What the banner writes before the number is no part of it.
    if words.count > 1 { words.removeAll { $0 == "mrn" } }
  }

  /// Returns `1961-08-10` for `10.08.1961`; `nil` for what is no date with its day first.
  private static func birthDate(_ word: String) -> String? {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].count == 4,
      let day = Int(parts[0]), let month = Int(parts[1]), Int(parts[2]) != nil,
      1...31 ~= day, 1...12 ~= month
    else { return nil }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(parts[2])-\(two(month))-\(two(day))"
  }

  /// Returns the words of a filter; what stands in quotes is one with what is before it.
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == " ", !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// Looks up which problems and drugs the tests are about.
  ///
  /// - Parameter titles: What problems and drugs are called, by number.
  mutating func resolve(in titles: [String]) {
    guard tests.contains(where: { $0.entry != nil }) else { return }
    let folded = titles.map(fold)
    for index in tests.indices { tests[index].resolve(in: folded) }
  }

  var dependsOnMarks: Bool { tests.contains { $0.dependsOnMarks } }

  var needsFacts: Bool { tests.contains { $0.needsFacts } }

  /// What may stand before a colon.
  static let fields =
    "is not has no sex age problem drug active active-problem active-drug doubt-drug"

  /// What may stand behind `is:` and `not:`.
  static let states = "flagged done seen changed dead merged"

  /// What may stand behind `has:` and `no:`.
  static let things =
    "note unreviewed undated uncoded future beforebirth dangling doubt despite-allergy allergies directive critical birthdate name age"

  /// What to type in place of a filter that finds nobody: its bare words are names.
  static func advice(for text: String) -> [String] {
    let words = split(text).filter { PatientTest($0) == nil }
    guard let word = words.first else { return [] }
    if words.contains(where: { $0.contains { "<>=".contains($0) } }) {
      return ["Values are searched with /: \(words.joined())"]
    }
    let quoted = words.count == 1 ? word : "\"\(words.joined(separator: " "))\""
    return [
      "A bare word is a name or number of a patient",
      "drug:\(quoted) or problem:\(quoted) finds who has it",
      "/ searches values and notes",
    ]
  }

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
    case flagged, done, seen, changed, dead, merged
    case note, unreviewed, undated, uncoded, allergies, directive, critical, birthDate, name, anyAge
    case future, beforeBirth, dangling, doubt, despiteAllergy
    /// A problem or a drug.
    case entry(EntryTest)
    case sex(String)
    case age(ClosedRange<Int>)
    case unknown(String, known: String)
  }

  var subject: Subject
  var isNegated = false

  /// Reads a word; `nil` where it is no test but a word.
  ///
  /// What is being typed counts as what it may become: `is:fl` is `is:flagged`.
  ///
  /// A search is spelled otherwise: `!has:critical` and `age>70` mean the same here.
  init?(_ word: String) {
    if word.hasPrefix("!") {
      guard let test = PatientTest(String(word.dropFirst())) else { return nil }
      self = test
      isNegated.toggle()
      return
    }
    if word.hasPrefix("age"), let sign = word.dropFirst(3).first, "<>=".contains(sign) {
      let value = word.dropFirst(sign == "=" ? 4 : 3)
      guard let test = PatientTest("age:\(value)") else { return nil }
      self = test
      return
    }
    guard let colon = word.firstIndex(of: ":") else { return nil }
    let name = String(word[..<colon])
    let value = String(word[word.index(after: colon)...])
    let states: [(String, Subject)] = [
      ("flagged", .flagged), ("done", .done), ("seen", .seen), ("changed", .changed),
      ("dead", .dead), ("merged", .merged),
    ]
    let things: [(String, Subject)] = [
      ("note", .note), ("unreviewed", .unreviewed), ("undated", .undated), ("uncoded", .uncoded),
      ("allergies", .allergies), ("directive", .directive),
      ("critical", .critical), ("birthdate", .birthDate),
      ("name", .name), ("age", .anyAge), ("future", .future), ("beforebirth", .beforeBirth),
      ("dangling", .dangling), ("doubt", .doubt), ("despite-allergy", .despiteAllergy),
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
    case "problem": subject = .entry(EntryTest(value, isProblem: true))
    case "drug": subject = .entry(EntryTest(value, isProblem: false))
    case "active": subject = .entry(EntryTest(value, state: .active))
    case "active-problem": subject = .entry(EntryTest(value, isProblem: true, state: .active))
    case "active-drug": subject = .entry(EntryTest(value, isProblem: false, state: .active))
    case "doubt-drug": subject = .entry(EntryTest(value, isProblem: false, state: .inDoubt))
    default:
      // "10:30" is a time; "active-drugs:" is meant to be a filter, and finds nobody as a name.
      guard name.count > 1, name.allSatisfy({ $0.isLetter || $0 == "-" }) else { return nil }
      subject = .unknown(word, known: PatientFilter.fields)
    }
  }

  /// The problem or drug that it is about.
  fileprivate var entry: EntryTest? {
    if case .entry(let entry) = subject { return entry }
    return nil
  }

  fileprivate mutating func resolve(in titles: [String]) {
    guard var entry else { return }
    entry.resolve(in: titles)
    subject = .entry(entry)
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
    case .changed, .unreviewed, .undated, .uncoded, .future, .beforeBirth, .dangling, .doubt,
      .despiteAllergy, .entry:
      true
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
    case .merged: patient.replacedBy != nil
    case .note: order.marks[patient.id]?.note.isEmpty == false
    case .unreviewed: (order.facts[patient.id]?.unreviewed ?? 0) > 0
    case .undated: (order.facts[patient.id]?.undated ?? 0) > 0
    case .uncoded: (order.facts[patient.id]?.uncoded ?? 0) > 0
    case .future: (order.facts[patient.id]?.future ?? 0) > 0
    case .beforeBirth: (order.facts[patient.id]?.beforeBirth ?? 0) > 0
    case .dangling: (order.facts[patient.id]?.dangling ?? 0) > 0
    case .doubt: order.facts[patient.id]?.entries.contains(where: \.isInDoubt) == true
    case .despiteAllergy:
      // Nothing is given to the dead.
      patient.deceased == nil && order.facts[patient.id]?.despiteAllergy.isEmpty == false
    case .entry(let test):
      // Of the dead nothing is so now.
      (test.state == .any || patient.deceased == nil)
        && order.facts[patient.id]?.entries.contains(where: test.matches) == true
    case .anyAge: order.age(of: patient) != nil
    case .allergies: patient.allergyCount > 0
    case .directive: patient.directiveCount > 0
    case .critical: patient.criticalCount > 0
    case .birthDate: !patient.birthDate.isEmpty
    case .name: !patient.isNameless
    case .sex(let letters):
      letters.split(separator: "|", omittingEmptySubsequences: false).contains {
        (patient.gender.isEmpty ? "?" : patient.gender).hasPrefix($0)
      }
    case .age(let range):
      order.age(of: patient).map(range.contains) == true
    case .unknown: isNegated
    }
  }
}

/// Which problem or drug a patient must have.
struct EntryTest: Sendable, Equatable {
  /// How it must be now.
  enum State: Sendable, Equatable {
    /// However it is.
    case any
    /// So now, and nothing newer says that it is over.
    case active
    /// Said to be so now, and by something newer to be over.
    case inDoubt
  }

  /// What it is called, folded and without quotes.
  private(set) var title: String

  /// Whether all of the title was said, in quotes.
  private(set) var isWhole: Bool

  /// Whether it is a problem, or a drug; `nil` for either.
  private(set) var isProblem: Bool?

  /// How it must be now.
  private(set) var state: State

  /// The titles that fit, by number: those of drugs wherever they have the words, `statin` and `thyroxine`.
  private var numbers: Set<Int32> = []

  /// Of them those with a word that begins so: who asks for diabetes asks for no prediabetes.
  private var begun: Set<Int32> = []

  init(_ text: String, isProblem: Bool? = nil, state: State = .any) {
    let isOpen = text.hasPrefix("\"") && (text.count == 1 || !text.hasSuffix("\""))
    isWhole = text.hasPrefix("\"") && !isOpen
    title = Self.unquoted(text)
    self.isProblem = isProblem
    self.state = state
  }

  /// A title as it can stand in quotes.
  static func unquoted(_ text: String) -> String { text.filter { $0 != "\"" } }

  mutating func resolve(in titles: [String]) {
    (numbers, begun) = ([], [])
    for (index, other) in titles.enumerated() {
      let fits = isWhole ? Self.unquoted(other) == title : contains(other, title)
      guard fits else { continue }
      let number = Int32(truncatingIfNeeded: index)
      numbers.insert(number)
      if isWhole || Self.hasWord(other, beginning: title) { begun.insert(number) }
    }
  }

  /// Whether a word of a title begins with some letters, or the letters begin with no letter.
  private static func hasWord(_ title: String, beginning letters: String) -> Bool {
    guard letters.first?.isLetter ?? false else { return true }
    return title.ranges(of: letters).contains { range in
      range.lowerBound == title.startIndex || !title[title.index(before: range.lowerBound)].isLetter
    }
  }

  func matches(_ entry: PatientFacts.Entry) -> Bool {
    let fitting = entry.isProblem ? begun : numbers
    guard isProblem.map({ $0 == entry.isProblem }) ?? true, fitting.contains(entry.title) else {
      return false
    }
    switch state {
    case .any: return true
    case .active: return entry.isActive && !entry.isInDoubt
    case .inDoubt: return entry.isInDoubt
    }
  }
}

extension PatientOrder {
  /// The age of a patient, at death for the dead.
  func age(of patient: PatientSummary) -> Int? {
    if let age = patient.age { return age }
    return Age.years(birthDate: patient.birthDate, end: patient.deceased, now: now)
  }
}
