// SPDX-License-Identifier: Apache-2.0

/// How the reader wants the panes: what is closed, and how far each border was moved.
///
/// It says nothing about a terminal's size, so that one arrangement serves all of them.
struct PaneArrangement: Sendable, Equatable {
  /// Panes that are closed.
  var closed: Set<Pane> = []

  /// How many rows or columns each border stands away from where it stands at first; positive is down
  /// or to the right.
  var moved: [PaneBorder: Int] = [:]

  /// Whether everything stands as at first.
  var isStandard: Bool { closed.isEmpty && moved.isEmpty }

  /// The panes that can be closed; every view keeps the one that it is about.
  static let closable: [Pane] = [.rail, .events, .trends, .detail]
}

/// A border between panes that can be moved.
enum PaneBorder: String, Sendable, CaseIterable {
  /// Right of the patients.
  case rail
  /// Left of the detail, where it fills a column.
  case detail
  /// Between a list and the detail beside it.
  case list
  /// Below the lanes.
  case lanes
  /// Above the trends.
  case trends
  /// Above the detail, where it lies below a list.
  case below
  /// Below the changes.
  case changes
}

extension Pane {
  /// The columns that a pane needs to be of use.
  var leastWidth: Int {
    switch self {
    case .rail: 20
    case .detail, .difference: 24
    case .lanes, .events, .trends, .table, .changes: 36
    }
  }

  /// The rows that a pane needs to be of use, its title included.
  var leastHeight: Int {
    switch self {
    case .rail, .changes: 3
    case .events, .table: 4
    case .lanes, .detail, .difference: 5
    case .trends: 7
    }
  }

  /// What messages call it.
  var name: String {
    switch self {
    case .rail: "the list of patients"
    case .lanes: "the timeline"
    case .events: "the event list"
    case .trends: "the trends"
    case .table: "the list"
    case .detail: "the detail"
    case .changes: "the changes"
    case .difference: "the difference"
    }
  }
}
