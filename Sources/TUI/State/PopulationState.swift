// SPDX-License-Identifier: Apache-2.0

/// The patients in numbers, as they are looked at.
struct PopulationState: Sendable {
  /// How the rows of problems and medications are ordered.
  enum Sort: String, Sendable {
    case count = "number"
    case title = "name"
  }

  var sort = Sort.count
  var isReversed = false

  /// Whether only problems and drugs count that are so now.
  var isActiveOnly = true

  /// Words that a row must have.
  var words = ""

  /// Raised whenever what is counted may have changed.
  var basis = 0

  /// What was counted last.
  var counted: Int?

  /// What was counted.
  var content: Population?

  /// The rows on the screen, headings among them.
  private(set) var rows: [PopulationRow] = []

  /// Makes the rows of what was counted, in order, with the words in their titles.
  mutating func arrange() {
    let sought = fold(words).split(separator: " ").map(String.init)
    rows = []
    for part in content?.parts ?? [] {
      var kept = part.rows
      if !sought.isEmpty {
        kept = kept.filter { row in
          let title = fold(row.title)
          return sought.allSatisfy { contains(title, $0) }
        }
      }
      if part.section == .problems || part.section == .medications {
        if sort == .title { kept.sort { fold($0.title) < fold($1.title) } }
        if isReversed { kept.reverse() }
      }
      if kept.isEmpty, !sought.isEmpty { continue }
      rows.append(.heading(part.section, count: kept.count))
      rows += kept.map { .row($0) }
    }
  }
}

/// A row of the patients in numbers.
enum PopulationRow: Sendable, Equatable {
  case heading(Population.Section, count: Int)
  case row(Population.Row)

  var isHeading: Bool {
    if case .heading = self { return true }
    return false
  }
}
