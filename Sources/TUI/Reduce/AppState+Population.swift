// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Terminal
internal import Worklists

extension AppState {
  /// Opens the patients of the list in numbers.
  mutating func openPopulation() {
    var pane = LakePane(.population, scope: populationScope)
    pane.cursor.index = 1
    panes.append(pane)
    population.counted = nil
    population.content = nil
    population.words = ""
    population.arrange()
  }

  /// Who is counted: `worklist CKD · sex:f`, or nothing for everyone.
  private var populationScope: String {
    let worklist = triage.list.map { ["worklist \($0.name)"] } ?? []
    let filter = list.wholeFilter.trimmed
    return (worklist + (filter.isEmpty ? [] : [filter])).joined(separator: " · ")
  }

  /// Counts what the pane shows, once it is known who is counted and when that has changed.
  mutating func settlePopulation() {
    guard panes.last?.kind == .population, population.counted != population.basis,
      !jobs.isRunning(.arrangement), !jobs.isRunning(.pane), list.table.count > 0 || !list.isLoading
    else { return }
    population.counted = population.basis
    start(
      .pane,
      .countPopulation(
        PopulationCount(
          table: list.table,
          rows: list.rows,
          order: patientOrder,
          facts: triage.facts,
          isActiveOnly: population.isActiveOnly,
          isPast: moment != nil
        )
      )
    )
  }

  mutating func receive(_ counted: Population) {
    population.content = counted
    arrangePopulation()
    guard let top = panes.indices.last, panes[top].kind == .population else { return }
    panes[top].content = .population
    panes[top].failure = nil
  }

  /// Makes the rows anew, and keeps the focus on the row that has it.
  mutating func arrangePopulation() {
    let focused = focusedPopulationRow
    population.arrange()
    guard let top = panes.indices.last, panes[top].kind == .population else { return }
    let same = population.rows.firstIndex { row in
      guard case .row(let row) = row, let focused else { return false }
      return row.section == focused.section && row.title == focused.title
    }
    panes[top].cursor.move(to: same ?? panes[top].cursor.index, count: population.rows.count)
    leaveHeading(forward: true)
  }

  /// The row of the patients in numbers that has the focus.
  var focusedPopulationRow: Population.Row? {
    guard let pane = panes.last, pane.kind == .population,
      case .row(let row) = population.rows[safe: pane.cursor.index]
    else { return nil }
    return row
  }

  mutating func moveInPopulation(by offset: Int) {
    panes[panes.count - 1].cursor.move(by: offset, count: population.rows.count)
    leaveHeading(forward: offset > 0)
  }

  /// Headings do not take the focus.
  private mutating func leaveHeading(forward: Bool) {
    let top = panes.count - 1
    let rows = population.rows
    var at = panes[top].cursor.index
    let isFree = { (index: Int) in rows.indices.contains(index) && !rows[index].isHeading }
    guard rows.indices.contains(at), !isFree(at) else { return }
    let next = stride(from: at, to: forward ? rows.count : -1, by: forward ? 1 : -1).first(
      where: isFree
    )
    at = next ?? rows.indices.first(where: isFree) ?? at
    panes[top].cursor.move(to: at, count: rows.count)
  }

  /// Goes to the first row of the next part, or of the one before.
  mutating func moveToSection(forward: Bool) {
    guard let pane = panes.last, pane.kind == .population else { return }
    let rows = population.rows
    let headings = rows.indices.filter { rows[$0].isHeading }
    let at = pane.cursor.index
    let target =
      forward
      ? headings.first { $0 > at }
      // The heading above is that of the own part.
      : headings.last { $0 < at - 1 }
    guard let target else {
      return say(forward ? "This is the last part" : "This is the first part")
    }
    panes[panes.count - 1].cursor.move(to: target + 1, count: rows.count)
    leaveHeading(forward: true)
  }

  /// Shows the patients behind the number that has the focus.
  mutating func openPopulationRow() {
    guard let row = focusedPopulationRow else { return }
    let filter = [list.filter.trimmed, row.filter].filter { !$0.isEmpty }.joined(separator: " ")
    list.numbers = panes.last.map { ($0, list.filter, filter) }
    leaveForList()
    list.cursor = ListCursor()
    list.focusedID = nil
    setPatientFilter(filter)
    say("\(counted(row.count, "patient")): \(row.title); w makes it a worklist, x drops it")
  }

  /// Goes back from the patients behind a number to the numbers; nothing where there is no way back.
  ///
  /// - Returns: Whether the list shows what was opened from them.
  mutating func returnToNumbers() -> Bool {
    guard let numbers = list.numbers, numbers.since == list.filter, screen == .patients else {
      return false
    }
    list.numbers = nil
    setPatientFilter(numbers.before)
    panes.append(numbers.pane)
    population.counted = nil
    return true
  }

  mutating func togglePopulationActivity() {
    population.isActiveOnly.toggle()
    population.counted = nil
    say(
      population.isActiveOnly
        ? "Problems and medications that are so now" : "Problems and medications of all time"
    )
  }

  mutating func sortPopulation() {
    population.sort = population.sort == .count ? .title : .count
    population.isReversed = false
    arrangePopulation()
    say("Problems and medications by \(population.sort.rawValue)")
  }

  mutating func reversePopulation() {
    population.isReversed.toggle()
    arrangePopulation()
    let isByName = population.sort == .title
    let first = population.isReversed ? (isByName ? "Last" : "Fewest") : isByName ? "First" : "Most"
    say("\(first) \(isByName ? "names" : "patients") first")
  }

  /// Narrows the rows to those with words in their titles.
  mutating func setPopulationWords(_ text: String) {
    guard population.words != text else { return }
    population.words = text
    arrangePopulation()
  }
}
