// SPDX-License-Identifier: Apache-2.0

internal import Store

/// Patients in numbers: how many there are of each sex, age, problem and drug, how many have
/// entities that wait, and what is wrong with their records.
///
/// Every number is that of the patients whom the patient list shows with ``Row/filter`` added.
struct Population: Sendable, Equatable {
  /// What a part is about.
  enum Section: String, CaseIterable, Sendable {
    case people = "PATIENTS"
    case ages = "AGE"
    case problems = "PROBLEMS"
    case medications = "MEDICATIONS"
    case notes = "NOTES"
    case quality = "DATA QUALITY"
  }

  struct Row: Sendable, Equatable {
    var section: Section
    var title: String

    /// How many patients.
    var count: Int

    /// What else there is to say: how many entries, how many of them female and male.
    var note = ""

    /// The words that narrow the patient list to them; empty for everyone.
    var filter = ""
  }

  /// How many patients were counted.
  var total = 0

  /// The parts in order, each with its rows.
  var parts: [(section: Section, rows: [Row])] = []

  /// Whether problems, medications and quality are among the parts.
  var isWhole = false

  static func == (left: Self, right: Self) -> Bool {
    left.total == right.total && left.isWhole == right.isWhole
      && left.parts.map(\.section) == right.parts.map(\.section)
      && left.parts.map(\.rows) == right.parts.map(\.rows)
  }
}

/// What is counted.
struct PopulationCount: Sendable {
  /// The patients of the lake, and the numbers of those who are counted.
  var table: PatientTable
  var rows: [Int32]

  /// What is known of them; its filter says nothing here.
  var order: PatientOrder

  /// What is counted over the whole lake; `nil` while it is not known.
  var facts: PatientFactTable?

  /// Whether only problems and drugs count that are so now.
  var isActiveOnly = true

  /// Whether it is the past, of which not everything is known.
  var isPast = false

  /// Counts.
  ///
  /// - Throws: `CancellationError`.
  func make(_ cancellation: Cancellation) throws -> Population {
    var population = Population()
    population.total = rows.count
    population.isWhole = facts != nil
    var people = tested(.people, Self.people + (facts == nil ? [] : [Self.medicated]))
    var ages = tested(.ages, Self.ages)
    var quality = tested(.quality, Self.persons + (facts == nil ? [] : Self.entries))
    var notes = tested(.notes, facts == nil || isPast ? [] : [Self.unreviewed])
    if isPast { quality.removeAll { $0.row.filter == "has:dangling" } }
    var sums = Sums()
    let same = Self.spellings(of: facts?.titles ?? [])
    var counted: Set<[Int32]> = []
    var problems: [Int32: Int] = [:]
    var drugs: [Int32: Int] = [:]
    var doubts: [Int32: Int] = [:]
    for (done, number) in rows.enumerated() {
      if done & 0x3FF == 0 { try cancellation.check() }
      let patient = table[Int(number)]
      for index in people.indices { people[index].count(patient, order) }
      for index in ages.indices { ages[index].count(patient, order) }
      for index in quality.indices { quality[index].count(patient, order) }
      for index in notes.indices { notes[index].count(patient, order) }
      guard let known = facts?.patients[patient.id] else { continue }
      sums.add(known, isDead: patient.deceased != nil)
      // The dead have had what they had: nothing is so now.
      guard patient.deceased == nil || !isActiveOnly else { continue }
      counted.removeAll(keepingCapacity: true)
      for entry in known.entries where entry.isActive || !isActiveOnly {
        let isDoubt = entry.isInDoubt && isActiveOnly
        let title = same[Int(entry.title)]
        let kind: Int32 = isDoubt ? 2 : entry.isProblem ? 1 : 0
        guard counted.insert([title, kind]).inserted else { continue }
        if isDoubt {
          doubts[title, default: 0] += 1
        } else if entry.isProblem {
          problems[title, default: 0] += 1
        } else {
          drugs[title, default: 0] += 1
        }
      }
    }
    // Of what there is always a number, none is one; of the rest only what there is has a row.
    let always: Set = ["", "sex:female", "sex:male", "is:dead", Self.medicated.1]
    quality.removeAll { $0.row.filter == "is:merged" && $0.row.count == 0 }
    let worth = people.filter { $0.isWorth(always) }
    population.parts.append((.people, worth.map { $0.row(note: sums.note(of: $0.row.filter)) }))
    population.parts.append((.ages, Self.withoutEnds(ages).map { $0.row(withSexes: true) }))
    if facts != nil {
      population.parts.append((.problems, rows(of: problems, .problems)))
      population.parts.append((.medications, medications(drugs, inDoubt: doubts)))
    }
    if !notes.isEmpty {
      population.parts.append((.notes, notes.map { $0.row(note: sums.note(of: $0.row.filter)) }))
    }
    population.parts.append((.quality, quality.map { $0.row(note: sums.note(of: $0.row.filter)) }))
    return population
  }

  /// The first of the titles that are spelled like each of them but for capitals: the filter behind a row
  /// does not tell them apart.
  private static func spellings(of titles: [String]) -> [Int32] {
    var first: [String: Int32] = [:]
    return titles.enumerated().map { number, title in
      let number = Int32(truncatingIfNeeded: number)
      let known = first[fold(title), default: number]
      first[fold(title)] = known
      return known
    }
  }

  private func rows(of counts: [Int32: Int], _ section: Population.Section) -> [Population.Row] {
    guard let titles = facts?.titles else { return [] }
    let word = (isActiveOnly ? "active-" : "") + (section == .problems ? "problem" : "drug")
    return counts.compactMap { number, count -> Population.Row? in
      guard let title = titles[safe: Int(number)] else { return nil }
      let quoted = EntryTest.unquoted(title)
      return .init(
        section: section,
        title: title,
        count: count,
        filter: "\(word):\"\(quoted)\""
      )
    }
    .sorted { ($1.count, $0.title) < ($0.count, $1.title) }
  }

  /// Those who take a drug, and apart from them those of whom a newer order or statement says that
  /// it is over: a row of its own behind the others of its number, so that it opens whoever that is.
  private func medications(
    _ certain: [Int32: Int],
    inDoubt doubts: [Int32: Int]
  ) -> [Population.Row] {
    guard let titles = facts?.titles, !doubts.isEmpty else {
      return rows(of: certain, .medications)
    }
    var noted: [String: Int] = [:]
    var rows = rows(of: certain, .medications)
    for (number, count) in doubts {
      guard let title = titles[safe: Int(number)] else { continue }
      noted[title] = count
      rows.append(
        .init(
          section: .medications,
          title: "\(title), in doubt",
          count: count,
          note: "stopped or active?",
          filter: "doubt-drug:\"\(EntryTest.unquoted(title))\""
        )
      )
    }
    for index in rows.indices {
      if let count = noted[rows[index].title] {
        rows[index].note = "and \(grouped(count)) in doubt"
      }
    }
    return rows.sorted { ($1.count, $0.title) < ($0.count, $1.title) }
  }

  // MARK: - What is asked of each patient

  /// A row whose number is that of the patients who meet a test.
  private struct Tested {
    var row: Population.Row
    let tests: [PatientTest]
    var sexes = [0, 0]

    mutating func count(_ patient: PatientSummary, _ order: PatientOrder) {
      guard tests.allSatisfy({ $0.matches(patient, order) }) else { return }
      row.count += 1
      if patient.gender == "female" { sexes[0] += 1 }
      if patient.gender == "male" { sexes[1] += 1 }
    }

    func isWorth(_ always: Set<String>) -> Bool { row.count > 0 || always.contains(row.filter) }

    func row(note: String) -> Population.Row {
      var row = row
      row.note = note
      return row
    }

    func row(withSexes: Bool) -> Population.Row {
      row(note: row.count == 0 ? "" : "\(grouped(sexes[0])) F  \(grouped(sexes[1])) M")
    }
  }

  private func tested(
    _ section: Population.Section,
    _ rows: [(title: String, filter: String)]
  ) -> [Tested] {
    rows.map { title, filter in
      Tested(
        row: .init(section: section, title: title, count: 0, filter: filter),
        tests: PatientFilter(filter).tests
      )
    }
  }

  private static let people = [
    ("all", ""), ("female", "sex:female"), ("male", "sex:male"), ("other", "sex:other"),
    ("sex unknown", "sex:unknown"), ("sex not stated", "sex:?"), ("died", "is:dead"),
    ("with allergies", "has:allergies"), ("with critical values", "has:critical"),
  ]

  private static let medicated = ("medication despite an allergy", "has:despite-allergy")

  private static let ages =
    (0..<11).map { ("\($0 * 10)–\($0 * 10 + 9)", "age:\($0 * 10)..\($0 * 10 + 9)") }
    + [("110 and more", "age:>=110"), ("age unknown", "no:age")]

  private static let unreviewed = ("with entities to review", "has:unreviewed")

  private static let entries = [
    ("entries without a date", "has:undated"), ("entries without a code", "has:uncoded"),
    ("entries in the future", "has:future"), ("entries before birth", "has:beforebirth"),
    ("references to what is not there", "has:dangling"),
    ("medications stopped or active?", "has:doubt"),
  ]

  private static let persons = [
    ("no birth date", "no:birthdate"), ("no name", "no:name"),
    ("merged into another record", "is:merged"),
  ]

  /// Leaves out the ages that nobody has at either end, and the unknown where all are known.
  private static func withoutEnds(_ ages: [Tested]) -> ArraySlice<Tested> {
    let unknown = ages.suffix(1).filter { $0.row.count > 0 }
    let known = ages.dropLast()
    guard let first = known.firstIndex(where: { $0.row.count > 0 }),
      let last = known.lastIndex(where: { $0.row.count > 0 })
    else { return unknown[...] }
    return known[first...last] + unknown
  }

  /// How many entries there are of what patients are counted by.
  private struct Sums {
    var undated = 0
    var uncoded = 0
    var future = 0
    var beforeBirth = 0
    var dangling = 0
    var unreviewed = 0
    var despiteAllergy = 0

    mutating func add(_ facts: PatientFacts, isDead: Bool) {
      despiteAllergy += isDead ? 0 : facts.despiteAllergy.count
      undated += facts.undated
      uncoded += facts.uncoded
      future += facts.future
      beforeBirth += facts.beforeBirth
      dangling += facts.dangling
      unreviewed += facts.unreviewed
    }

    func note(of filter: String) -> String {
      switch filter {
      case "has:undated": entries(undated)
      case "has:uncoded": entries(uncoded)
      case "has:future": entries(future)
      case "has:beforebirth": entries(beforeBirth)
      case "has:despite-allergy":
        despiteAllergy == 0 ? "" : counted(despiteAllergy, "medication")
      case "has:dangling": dangling == 0 ? "" : counted(dangling, "reference")
      case "has:unreviewed":
        unreviewed == 0 ? "" : counted(unreviewed, "entity", plural: "entities")
      default: ""
      }
    }

    private func entries(_ count: Int) -> String {
      count == 0 ? "" : counted(count, "entry", plural: "entries")
    }
  }
}
