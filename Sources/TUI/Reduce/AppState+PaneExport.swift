// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import FHIR
internal import Store
internal import Timeline

extension AppState {
  /// What the pane on top lists; `nil` for panes that are no list.
  var paneTable: ShownTable? {
    guard let pane = panes.last else { return nil }
    var table: ShownTable?
    switch pane.content {
    case .population: table = populationTable
    case .reconciliation(let rows): table = Self.table(of: rows)
    case .comparison(let comparison): table = Self.table(of: comparison, settings)
    case nil where pane.kind == .review: table = entityTable
    case .changes, .jobs, .job, .differences, .worklists: table = listedTable(pane)
    case .schema, .difference, .record, nil: return nil
    }
    guard var table else { return nil }
    if case .changes(let changes, isCut: true) = pane.content {
      table.filters = "only the newest \(grouped(changes.count))"
    }
    table.title = [
      pane.kind == .review ? table.title : LakePaneView.title(of: pane, in: self), table.filters,
      moment.map { "as of \($0.label)" } ?? dates.text(axisNow, precision: .day),
    ].filter { !$0.isEmpty }.joined(separator: " · ")
    return table
  }

  /// The entities of the open note that the least score leaves, as they stand after corrections.
  var entityTable: ShownTable? {
    guard let review, let content = review.content else { return nil }
    var table = ShownTable(columns: [
      "note", "version", "begin", "end", "type", "text", "traits", "score", "system", "code",
      "title", "decision", "by",
    ])
    for entity in review.listed.map({ content.entities[$0] }) {
      let concept = entity.concept
      table.add([
        content.key.description, String(content.version), String(entity.range.lowerBound),
        String(entity.range.upperBound), entity.type.rawValue, entity.stored.text,
        entity.traits.map(\.rawValue).joined(separator: " "),
        decimal(entity.stored.score, places: 2), concept?.system ?? "", concept?.code ?? "",
        concept?.title ?? "", entity.decision.rawValue,
        entity.verdict?.author ?? "",
      ])
    }
    table.title = "Entities · \(content.key)"
    if review.hiddenCount > 0 {
      table.filters = "only scores from \(decimal(review.minimumScore, places: 2))"
    }
    return table
  }

  private var populationTable: ShownTable {
    var table = ShownTable(columns: ["section", "what", "patients", "of them", "filter"])
    for case .row(let row) in population.rows {
      table.add([row.section.rawValue, row.title, String(row.count), row.note, row.filter])
    }
    return table
  }

  private static func table(of rows: [ReconciliationRow]) -> ShownTable {
    var table = ShownTable(columns: ["finding", "kind", "name", "chart", "note", "remark"])
    for row in rows { table.add(row.cells.map(\.text)) }
    return table
  }

  private static func table(
    of comparison: PatientComparison,
    _ settings: Settings
  ) -> ShownTable {
    var table = ShownTable(columns: [
      "patient", "name", "day 0", "before", "after", "change", "unit", "days to the next", "values",
    ])
    let dates = DateText(zone: settings.zone)
    for row in comparison.rows {
      let aligned = row.aligned
      var zero = aligned.dayZero
      if aligned.precision > .day { zero += Int64(settings.zone.offsetMinutes(at: zero)) * 60_000 }
      let day = dates.text(zero, precision: min(aligned.precision, .day))
      let change = aligned.change.map { "\($0)" } ?? ""
      let next = aligned.next.map { "\($0 / CivilTime.millisecondsPerDay)" } ?? ""
      let points = aligned.points.map { "\($0.days):\($0.value ?? "")" }.joined(separator: " ")
      let values = [aligned.before?.value ?? "", aligned.after?.value ?? "", change]
      table.add(
        [aligned.id, row.patient.name, day] + values
          + [comparison.about.unit ?? "", next, points]
      )
    }
    return table
  }

  /// A number without the commas that a reader has it with: `9002` of `9,002`.
  private static func ungrouped(_ text: String) -> String {
    let digits = text.filter { $0 != "," }
    return Int(digits).map { grouped($0) == text } == true ? digits : text
  }

  /// A list as it stands on the screen, with the columns that have no room there.
  private func listedTable(_ pane: LakePane) -> ShownTable? {
    guard let list = PaneTable(pane, state: self) else { return nil }
    var table = ShownTable(columns: list.columns.map { $0.title.lowercased() })
    for number in 0..<list.count { table.add(list.row(number).map { Self.ungrouped($0.text) }) }
    return table
  }
}
