// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import Store
internal import Terminal

/// A thing that notes or chart name, as a row.
struct ReconciliationRow: Sendable {
  let item: Reconciliation.Item

  init(_ item: Reconciliation.Item) { self.item = item }

  /// The resource to look at: what the chart contradicts itself in, the newest note that names it,
  /// else the chart's entry.
  var evidence: ResourceKey? {
    if let found = item.contradiction { return StoreSource.key(found.active.key) }
    return (item.mentions.first?.note ?? item.chart.first?.key).map(StoreSource.key)
  }

  /// The chart's entry, where it has one: the active one, else the newest.
  var entry: ResourceKey? {
    (item.chart.first(where: \.isActive) ?? item.chart.first).map { StoreSource.key($0.key) }
  }

  /// Whether a screen of a width has room for the evidence only below the names.
  static func isStacked(width: Int) -> Bool { (60..<96).contains(width) }

  /// What the chart says and what the newest note says, below the name.
  var under: [PaneCell] {
    [
      PaneCell(
        "chart \(chartText.replacing("  ", with: " "))",
        item.contradiction == nil ? .dim : .warning
      ),
      PaneCell(
        "note \(noteText.replacing("  ", with: " "))",
        item.contradiction == nil ? .dim : .warning
      ),
    ]
  }

  /// Remark and name in full, for the line below the list; the row has the beginning of the name.
  var summary: String { (item.remark.map { "\($0) · " } ?? "") + item.name }

  var cells: [PaneCell] {
    [
      PaneCell(item.finding.rawValue, role),
      PaneCell(item.kind.rawValue, .label),
      PaneCell(item.name),
      PaneCell(chartText, item.contradiction == nil ? .dim : .warning),
      PaneCell(noteText, item.contradiction == nil ? .dim : .warning),
      PaneCell(item.remark ?? "", .warning),
    ]
  }

  /// The newest note that names it: `2024-06-01  no 'metformin'`.
  private var noteText: String {
    guard let mention = item.mentions.first else { return noteRemark }
    // Words like "NKDA" deny by themselves.
    let isDenial = MentionTitle.isDenial(mention.text) || mention.text.lowercased().contains("none")
    let said = isDenial ? "-" : ReviewWords.said(mention.traits)
    let words = mention.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "\(mention.date ?? "no date")  \(said == "-" ? "" : said + " ")'\(words)'"
  }

  /// What stands in place of a note: `order stopped 2021-03-02` where the chart contradicts itself.
  private var noteRemark: String {
    guard item.contradiction != nil, let remark = item.remark else { return "-" }
    return remark.split(separator: ",").first.map(String.init) ?? "-"
  }

  /// The newest entry: `2015-02-01  active`; where the chart contradicts itself, both statuses.
  private var chartText: String {
    if let found = item.contradiction {
      let end = found.ended.endDate ?? found.ended.date ?? ""
      return "\(end)  \(found.ended.status)? active?"
    }
    return item.leading.map { entry in
      // What is over is over since its end.
      let date = entry.isActive ? entry.date : entry.endDate ?? entry.date
      return "\(date ?? "no date")  \(entry.status)"
    } ?? "-"
  }

  private var role: Role {
    switch item.finding {
    case .disagreement: .warning
    case .notesOnly, .chartOnly: .chip
    case .both: .dim
    }
  }

  /// `2 in disagreement, 5 in notes only, 3 in the chart only`.
  static func counts(_ rows: [ReconciliationRow]) -> String {
    let words: [(Reconciliation.Finding, String)] = [
      (.disagreement, "in disagreement"), (.notesOnly, "in notes only"),
      (.chartOnly, "in the chart only"),
    ]
    return words.map { finding, words in
      "\(rows.count { $0.item.finding == finding }) \(words)"
    }.joined(separator: ", ")
  }
}

extension PaneTable {
  /// The columns: names have the room that they need, before kinds and remarks, which the line below
  /// the list says in full; where nothing is to be remarked, there is no column for it.
  static func reconciliationColumns(_ rows: [ReconciliationRow], width: Int) -> [PaneColumn] {
    if ReconciliationRow.isStacked(width: width) {
      return [
        PaneColumn("FINDING", 12, rank: 9), PaneColumn("KIND", 11, rank: 3),
        PaneColumn("NAME, WITH CHART AND NEWEST NOTE BELOW", 34, isFlexible: true, rank: 9),
      ]
    }
    if width < 60 {
      return [
        PaneColumn("FINDING", 12), PaneColumn("KIND", 0), PaneColumn("NAME", 12, isFlexible: true),
      ]
    }
    let longest = rows.reduce(0) { max($0, DisplayWidth.of($1.item.name)) }
    let columns = [
      PaneColumn("FINDING", 12, rank: 9),
      PaneColumn("KIND", 11, rank: 5),
      PaneColumn("NAME", min(width < 140 ? 26 : 34, max(20, longest)), isFlexible: true, rank: 9),
      PaneColumn("CHART", 20, most: 30, rank: 7),
      PaneColumn("NEWEST NOTE", 24, most: 40, rank: 8),
      PaneColumn("REMARK", 24, isFlexible: true, rank: 4),
    ]
    return rows.contains { $0.item.remark != nil } ? columns : columns.dropLast()
  }
}
