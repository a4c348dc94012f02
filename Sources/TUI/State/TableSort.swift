// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// What the rows of views 2 to 5 are sorted by, within each heading.
enum TableSort: String, CaseIterable, Sendable {
  /// The newest first.
  case date
  /// From A to Z.
  case name
  /// What is critical or out of range first, then the newest.
  case flag
  /// What there is most of first.
  case count

  /// Sorts rows that come the newest first.
  func arrange(_ rows: [TableRows.Row], in chart: Chart, isReversed: Bool) -> [TableRows.Row] {
    let sorted: [TableRows.Row]
    switch self {
    case .date: sorted = rows
    case .name:
      let keyed = rows.map { row in
        (row, row.event.map { fold(chart.event($0).listTitle) } ?? "")
      }
      sorted = keyed.enumerated().sorted { left, right in
        (left.element.1, left.offset) < (right.element.1, right.offset)
      }
      .map(\.element.0)
    case .flag:
      sorted = Self.descending(rows) { row in
        row.event.map { Int(chart.event($0).flag.rawValue) } ?? 0
      }
    case .count: sorted = Self.descending(rows) { $0.count }
    }
    return isReversed ? sorted.reversed() : sorted
  }

  private static func descending(
    _ rows: [TableRows.Row],
    _ key: (TableRows.Row) -> Int
  ) -> [TableRows.Row] {
    rows.map { ($0, key($0)) }.enumerated().sorted { left, right in
      (-left.element.1, left.offset) < (-right.element.1, right.offset)
    }
    .map(\.element.0)
  }
}

extension AppState {
  /// Sorts the list by the next thing; the row keeps the focus.
  mutating func sortTable() {
    let all = TableSort.allCases
    arrangeTable { table in
      let at = all.firstIndex(of: table.sort) ?? 0
      table.sort = all[(at + 1) % all.count]
      table.isReversed = false
    }
  }

  /// Sorts the list the other way round.
  mutating func reverseTable() { arrangeTable { $0.isReversed.toggle() } }

  /// Goes to the next row whose value is out of range.
  mutating func moveToAbnormalRow() {
    guard let chart, let loaded = chart.chart else { return }
    let table = TableRows(state: self)
    let at = table.focused(chart.table[chart.view].index) ?? 0
    let next = table.rows.indices.dropFirst(at + 1).first { row in
      table.rows[row].event.map { loaded.event($0).flag.isAbnormal } ?? false
    }
    guard let next else { return say("No later row is abnormal; s sorts by flag") }
    self.chart?.table[chart.view].index = next
    self.chart?.dropFollowers()
  }

  private mutating func arrangeTable(_ change: (inout TableState) -> Void) {
    guard let view = chart?.view, chart?.chart != nil else { return }
    let before = TableRows(state: self)
    let event = before.focused(chart?.table[view].index ?? 0).flatMap { before.rows[$0].event }
    if let table = chart?.table {
      var changed = table
      change(&changed)
      chart?.table = changed
    }
    let after = TableRows(state: self)
    if let event, let at = after.rows.firstIndex(where: { $0.event == event }) {
      chart?.table[view].index = at
    }
    guard let table = chart?.table else { return }
    say("Sorted by \(table.sort.rawValue)\(table.isReversed ? ", the other way round" : "")")
  }
}
