// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Terminal
internal import Worklists

extension AppState {
  /// Asks for what is counted over the whole lake where something on the screen needs it.
  mutating func settleFacts() {
    let isPopulation = panes.last?.kind == .population
    guard screen == .patients || isPopulation, !triage.areFactsWanted,
      isPopulation || list.needsFacts, !jobs.isRunning(.facts)
    else { return }
    triage.areFactsWanted = true
    triage.factsProgress = 0
    let seen = triage.table[.lake(triage.lake)].compactMapValues(\.seenJob)
    start(.facts, .readFacts(after: seen, now: presentMoment))
  }

  /// Lets what is counted be counted anew when it is needed next.
  mutating func forgetFacts() {
    triage.areFactsWanted = false
    cancel(.facts)
  }

  mutating func receive(_ table: PatientFactTable) {
    triage.facts = table
    population.basis += 1
    if list.needsFacts { arrangePatients() }
  }

  // MARK: - Columns

  /// Shows a column, or leaves it out.
  mutating func toggleColumn(_ column: PatientColumn) {
    guard column != .name else { return say("The name is always shown") }
    var chosen = shownColumns(width: listWidth)
    if let at = chosen.firstIndex(of: column) {
      chosen.remove(at: at)
    } else {
      chosen.append(column)
    }
    list.columns = PatientColumn.allCases.filter { chosen.contains($0) }
  }

  /// How wide the patient list is.
  var listWidth: Int {
    PatientListView.split(frameLayout(hasTabs: false).body, sizeClass).list.width
  }
}
