// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import FHIR
internal import Store
internal import Terminal

/// A thing that notes or chart name, as a row.
struct ReconciliationRow: Sendable {
  let item: Reconciliation.Item

  init(_ item: Reconciliation.Item) { self.item = item }

  /// An entry of the chart, or where a note names it.
  struct Evidence: Sendable {
    var key: ResourceKey

    /// The words of the note; `nil` for an entry of the chart.
    var mention: Reconciliation.Mention?

    /// `chart  2021-03-02  stopped  Metformin 500 MG · MedicationRequest`.
    var text: String

    init(_ entry: Reconciliation.ChartItem) {
      key = StoreSource.key(entry.key)
      // What is over is over since its end.
      let date = (entry.isActive ? entry.date : entry.endDate ?? entry.date) ?? "no date"
      let dose = entry.dose.map { ", \($0)" } ?? ""
      text = "chart  \(date)  \(entry.status)  \(entry.name)\(dose) · \(entry.key.type.rawValue)"
    }

    /// - Parameters:
    ///   - mention: The first mention, where the note is opened.
    ///   - count: How often the note says so.
    init(_ mention: Reconciliation.Mention, count: Int = 1) {
      key = StoreSource.key(mention.note)
      self.mention = mention
      text = "note   \(ReconciliationRow.text(of: mention)) · \(mention.note.type.rawValue)"
      if count > 1 { text += ", \(grouped(count)) times" }
    }
  }

  /// `Metformin: 3 entries of the chart, 12 mentions`.
  var evidenceTitle: String {
    "\(item.name): \(counted(item.chart.count, "entry", plural: "entries")) of the chart, "
      + counted(item.mentions.count, "mention")
  }

  /// Everything that it rests on: where the chart contradicts itself the two sides, then the rest of the
  /// chart, the notes, and what was handed out or given once, each newest first.
  var evidences: [Evidence] {
    let sides = item.contradiction.map { [$0.active, $0.ended] } ?? []
    let rest = item.chart.filter { entry in !sides.contains { $0.key == entry.key } }
    func isGiven(_ entry: Reconciliation.ChartItem) -> Bool {
      [.medicationDispense, .medicationAdministration].contains(entry.key.type)
    }
    return (sides + rest.filter { !isGiven($0) }).map { Evidence($0) } + notes
      + rest.filter(isGiven).map { Evidence($0) }
  }

  /// The notes that name it, each once for what it says of it: that it is taken, or not.
  private var notes: [Evidence] {
    var counts: [String: Int] = [:]
    var first: [(key: String, mention: Reconciliation.Mention)] = []
    for mention in item.mentions {
      let key = "\(mention.note.reference) \(ReviewWords.said(mention.traits))"
      if counts[key] == nil { first.append((key, mention)) }
      counts[key, default: 0] += 1
    }
    return first.map { Evidence($0.mention, count: counts[$0.key] ?? 1) }
  }

  /// What to look at first: what the chart contradicts itself in, the newest note that names it, else the
  /// chart's entry.
  var leading: Evidence? {
    if let found = item.contradiction { return Evidence(found.active) }
    return item.mentions.first.map { Evidence($0) } ?? item.chart.first.map { Evidence($0) }
  }

  /// The chart's entry, where it has one: the active one, else the newest.
  var entry: Evidence? {
    (item.chart.first(where: \.isActive) ?? item.chart.first).map(Evidence.init)
  }

  /// Whether a screen of a width has room for the evidence only below the names.
  static func isStacked(width: Int) -> Bool { (60..<140).contains(width) }

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
    item.mentions.first.map(Self.text) ?? noteRemark
  }

  private static func text(of mention: Reconciliation.Mention) -> String {
    // Words like "NKDA" deny by themselves.
    let isDenial = MentionTitle.isDenial(mention.text) || mention.text.lowercased().contains("none")
    let said = isDenial ? "-" : ReviewWords.said(mention.traits)
    let words = mention.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let dose = mention.dose.map { " \($0)" } ?? ""
    return "\(mention.date ?? "no date")  \(said == "-" ? "" : said + " ")'\(words)\(dose)'"
  }

  /// What stands in place of a note: `order stopped 2021-03-02` where the chart contradicts itself.
  private var noteRemark: String {
    guard item.contradiction != nil, let remark = item.remark else { return "-" }
    return remark.split(separator: ",").first.map(String.init) ?? "-"
  }

  /// The newest entry: `2015-02-01  active  40 mg daily`; where the chart contradicts itself, both statuses.
  private var chartText: String {
    if let found = item.contradiction {
      let end = found.ended.endDate ?? found.ended.date ?? ""
      return "\(end)  \(found.ended.status)? active?"
    }
    return item.leading.map { entry in
      // What is over is over since its end.
      let date = entry.isActive ? entry.date : entry.endDate ?? entry.date
      return "\(date ?? "no date")  \(entry.status)" + (entry.dose.map { "  \($0)" } ?? "")
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
      PaneColumn("CHART", 20, most: 46, rank: 7),
      PaneColumn("NEWEST NOTE", 24, most: 56, rank: 8),
      PaneColumn("REMARK", 24, isFlexible: true, rank: 4),
    ]
    return rows.contains { $0.item.remark != nil } ? columns : columns.dropLast()
  }
}
