// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// What stands in a menu: a key or a number, and words, in each row.
struct MenuContent {
  let title: String

  /// What the keys do, at the right of the title.
  let right: String

  private(set) var rows: [(String, String)]

  private(set) var width = 46

  init(_ menu: Menu, state: AppState) {
    let enter = Character(state.settings.glyphs[.enterKey])
    switch menu {
    case .sort:
      (title, right) = ("Sort by", "esc")
      rows = PatientSort.allCases.map { sort in
        let mark = sort == state.list.sort ? "  (now; again reverses)" : ""
        return (String(sort.key), sort.rawValue + mark)
      }
    case .columns:
      (title, right) = ("Columns", "\(enter) on/off  esc")
      rows = Self.columns(state)
    case .filters:
      let isOn = state.chart?.areFiltersOn == true
      (title, right) = (isOn ? "Filters, on" : "Filters, off", "x removes  \(enter) on/off")
      rows = (state.chart?.filters ?? []).enumerated().map {
        (String($0.offset + 1), $0.element.text)
      }
      width = 60
    case .marks:
      (title, right) = ("Marks", "x removes  \(enter) goes")
      rows = Self.marks(state)
      width = 60
    case .findings(let kind):
      rows = Self.findings(kind, state)
      let count = kind == nil ? state.chart?.findings.count ?? 0 : rows.count
      let words = kind.map { ", \($0.words)" } ?? ""
      title = "To check in this record\(words): \(grouped(count))"
      right = state.jobs.isRunning(.findings) ? "looking…" : "\(enter) goes"
      width = 76
    case .breadcrumb:
      rows = Self.numbered(state.breadcrumb)
      (title, right) = ("Steps to here: \(rows.count)", "\(enter) goes back to it")
      width = 76
    case .evidence:
      (title, right) = (state.reconciled?.evidenceTitle ?? "", "\(enter) opens")
      rows = Self.numbered(state.reconciled?.evidences.map(\.text) ?? [])
      width = 96
    }
  }

  private static func numbered(_ words: [String]) -> [(String, String)] {
    words.enumerated().map { (String($0 + 1), " " + $1) }
  }

  private static func columns(_ state: AppState) -> [(String, String)] {
    let shown = state.shownColumns(width: state.listWidth)
    let kept = PatientColumns(chosen: shown, width: state.listWidth).kept
    return PatientColumn.allCases.map { column in
      let hasRoom = column == .name || kept.contains(column) || !shown.contains(column)
      return (
        shown.contains(column) ? "[x]" : "[ ]",
        " " + column.rawValue + (hasRoom ? "" : "  (no room)")
      )
    }
  }

  private static func marks(_ state: AppState) -> [(String, String)] {
    guard let chart = state.chart else { return [] }
    return chart.marks.sorted { $0.key < $1.key }.map { letter, place in
      let event = place.event.flatMap { chart.chart?.event($0) }
      let what = event?.listTitle ?? place.view.title
      return ("'\(letter)", " \(state.dates.axisDay(place.moment(in: chart.chart))) \(what)")
    }
  }

  private static func findings(
    _ kind: RecordProblem.Kind?,
    _ state: AppState
  ) -> [(String, String)] {
    guard let chart = state.chart, let loaded = chart.chart else { return [] }
    return chart.findingRows(of: kind).map { row in
      switch row {
      case .one(let number):
        let finding = chart.findings[number]
        let event = loaded.event(finding.event)
        let value = event.value == nil ? "" : " \(event.valueText)"
        if finding.kind == .allergic, let allergy = chart.summary?.allergens[finding.event] {
          // To what it is comes before how much of it is taken.
          let words = "\(finding.kind.words) to \(loaded.event(allergy).title)"
          let day = state.dates.day(of: event)
          return (String(number + 1), " \(words): \(event.listTitle)\(value) \(day)")
        }
        return (
          String(number + 1),
          " \(padded(finding.kind.words)) \(state.dates.day(of: event)) \(event.listTitle)\(value)"
        )
      case .many(let kind, let numbers):
        let days = chart.days(ofFindings: numbers).map {
          " \(state.dates.axisDay($0.lowerBound)) to \(state.dates.axisDay($0.upperBound))"
        }
        // A record that lies ahead as a whole was moved there.
        let isMoved = kind == .future && numbers.count * 2 > loaded.count
        return (
          "",
          "\(grouped(numbers.count))× \(padded(kind.words))\(days ?? "")\(isMoved ? ": dates shifted?" : "")"
        )
      }
    }
  }

  private static func padded(_ words: String) -> String {
    words + String(repeating: " ", count: max(0, 20 - words.count))
  }
}
