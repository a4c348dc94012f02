// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import Store
internal import Terminal

/// A thing that notes or chart name, as a row.
struct ReconciliationRow: Sendable {
  let item: Reconciliation.Item

  init(_ item: Reconciliation.Item) { self.item = item }

  /// The resource to look at: the newest note that names it, else the chart's entry.
  var evidence: ResourceKey? {
    (item.mentions.first?.entity.note ?? item.chart.first?.key).map(StoreSource.key)
  }

  var cells: [PaneCell] {
    let chart = item.chart.first
    let mention = item.mentions.first
    let said = mention.map { ReviewWords.said($0.entity.settledTraits) } ?? ""
    return [
      PaneCell(item.finding.rawValue, role),
      PaneCell(item.kind.rawValue, .label),
      PaneCell(item.name),
      PaneCell(chart.map { "\($0.date ?? "no date")  \($0.status)" } ?? "-", .dim),
      PaneCell(
        mention.map {
          "\($0.date ?? "no date")  \(said == "-" ? "" : said + " ")'\($0.entity.text)'"
        }
          ?? "-",
        .dim
      ),
      PaneCell(item.remark ?? "", .warning),
    ]
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
  static let reconciliationColumns = [
    PaneColumn("FINDING", 12, rank: 9),
    PaneColumn("KIND", 11, rank: 5),
    PaneColumn("NAME", 20, isFlexible: true, rank: 9),
    PaneColumn("CHART", 20, most: 30, rank: 7),
    PaneColumn("NEWEST NOTE", 24, most: 40, rank: 8),
    PaneColumn("REMARK", 30, isFlexible: true, rank: 4),
  ]
}
