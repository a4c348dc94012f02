// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The patients in numbers as rows.
enum PopulationText {
  static let columns = [
    PaneColumn("WHAT", 24, most: 56, rank: 9),
    PaneColumn("PATIENTS", 8, alignment: .trailing, rank: 9),
    PaneColumn("SHARE", 5, alignment: .trailing, rank: 5),
    PaneColumn("", barWidth, rank: 4),
    PaneColumn("OF THEM", 16, isFlexible: true, rank: 3),
  ]

  private static let barWidth = 12

  static func cells(_ row: PopulationRow, _ state: AppState) -> [PaneCell] {
    switch row {
    case .heading(let section, let count):
      return [PaneCell(heading(section, count, state), .header)]
    case .row(let row):
      let total = state.population.content?.total ?? 0
      let role: Role = row.count == 0 ? .dim : row.section == .quality ? .warning : .text
      return [
        PaneCell("  " + row.title, row.count == 0 ? .dim : .text),
        PaneCell(grouped(row.count), role),
        PaneCell(share(row.count, of: total), .dim),
        PaneCell(bar(row.count, of: total, state.settings.glyphs), .chip),
        PaneCell(row.note, .dim),
      ]
    }
  }

  private static func heading(
    _ section: Population.Section,
    _ count: Int,
    _ state: AppState
  ) -> String {
    guard section == .problems || section == .medications else { return section.rawValue }
    let when = state.population.isActiveOnly ? "NOW" : "EVER"
    return "\(section.rawValue) \(when) (\(grouped(count)))"
  }

  /// `12%`, to the nearest; `<1%` and `>99%` for what is neither none nor all.
  static func share(_ count: Int, of total: Int) -> String {
    guard total > 0, count > 0 else { return "" }
    let percent = (count * 200 + total) / (total * 2)
    if percent == 0 { return "<1%" }
    return percent == 100 && count < total ? ">99%" : "\(percent)%"
  }

  /// A bar that is as long for all as there is room; whoever is one of many has one block.
  private static func bar(_ count: Int, of total: Int, _ glyphs: Glyphs) -> String {
    guard total > 0, count > 0 else { return "" }
    let length = max(1, count * barWidth / total)
    return String(repeating: Character(glyphs[.bar]), count: min(barWidth, length))
  }

  /// Whom the numbers are of, for the title.
  static func title(_ pane: LakePane, _ state: AppState) -> String {
    let whole = state.list.table.count
    let counted = state.population.content?.total ?? state.list.rows.count
    let who =
      pane.scope.isEmpty
      ? "all \(TUI.counted(whole, "patient"))"
      : "\(pane.scope) · \(grouped(counted)) of \(TUI.counted(whole, "patient"))"
    let words = state.population.words.trimmed
    return "Population · " + who + (words.isEmpty ? "" : " · rows with '\(words)'")
  }

  /// What is missing, and why.
  static func remark(_ state: AppState) -> String {
    if state.jobs.isRunning(.facts) {
      let whole = state.list.table.count
      return "counting \(grouped(state.triage.factsProgress)) of \(grouped(whole))…"
    }
    if state.population.content?.isWhole == false { return "problems are not counted; C-r counts" }
    if state.moment != nil { return "what awaited review then is not known" }
    return ""
  }
}
