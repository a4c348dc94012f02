// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Worklists

/// Worklists in words.
enum WorklistText {
  static let columns = [
    PaneColumn("NAME", 16, isFlexible: true, rank: 9),
    PaneColumn("PATIENTS", 8, alignment: .trailing, rank: 8),
    PaneColumn("FLAGGED", 7, alignment: .trailing, rank: 7),
    PaneColumn("DONE", 7, alignment: .trailing, rank: 8),
    PaneColumn("WHO IS ON IT", 18, isFlexible: true, rank: 6),
    PaneColumn("BY", 8, most: 16, rank: 3),
    PaneColumn("MADE", 10, rank: 4),
  ]

  static func row(_ worklist: Worklist?, _ state: AppState) -> [PaneCell] {
    let scope = worklist.map { WorklistMark.Scope.list($0.name) } ?? .lake(state.triage.lake)
    let marks = state.triage.table[scope].values
    let flagged = marks.count { $0.isFlagged }
    let done = marks.count { $0.isDone }
    guard let worklist else {
      return [
        PaneCell("all patients", .strong), PaneCell(grouped(state.list.table.count)),
        PaneCell(count(flagged), .warning), PaneCell(count(done)), PaneCell("the lake", .dim),
      ]
    }
    let time = state.settings.zone.civilTime(at: worklist.madeAt)
    return [
      PaneCell(worklist.name, state.triage.list == worklist ? .headerActive : .text),
      PaneCell(patients(worklist, state).map(grouped) ?? "?"),
      PaneCell(count(flagged), .warning),
      PaneCell(count(done)),
      PaneCell(who(worklist.members), .dim),
      PaneCell(worklist.madeBy, .dim),
      PaneCell(worklist.madeAt == 0 ? "" : DateText.day(time), .dim),
    ]
  }

  private static func count(_ number: Int) -> String { number > 0 ? grouped(number) : "" }

  /// How many patients are on it, where that is known.
  private static func patients(_ worklist: Worklist, _ state: AppState) -> Int? {
    if case .patients(let ids) = worklist.members { return ids.count }
    return state.triage.counts[worklist.name]
  }

  /// Who is on a worklist: `chosen one by one`, `Condition?code=44054006`.
  static func who(_ members: Worklist.Members) -> String {
    switch members {
    case .patients: "chosen"
    case .filter(let text): "filter: \(text)"
    case .events(let text): "events: \(text)"
    case .search(let text): text
    }
  }

  /// What a worklist will be that is being named.
  static func draft(_ members: Worklist.Members?) -> String {
    switch members {
    case .patients(let ids): "a name for \(counted(ids.count, "patient"))"
    case .some(let members): "a name for whoever this finds each time: \(who(members))"
    case nil: ""
    }
  }
}
