// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Timeline

extension AppState {
  /// Looks for what cannot be as it is written in the events that were read.
  ///
  /// On another thread: it takes longer than a key may, where there are many events.
  ///
  /// - Parameter withReferences: Whether what leads nowhere is looked for as well, which may take a while
  ///   and is asked for with the list.
  mutating func findProblems(withReferences: Bool = false) {
    guard let chart, let loaded = chart.chart else { return }
    let bounds = RecordCheck.Bounds(
      birth: FHIRDateTime(chart.patient.birthDate)?.lowerBound,
      death: chart.patient.deceased.flatMap { FHIRDateTime($0)?.upperBound },
      now: axisNow
    )
    start(.findings, .checkRecord(loaded, bounds, withReferences: withReferences))
  }

  mutating func receive(findings: [RecordProblem], of checked: Chart) {
    guard chart?.chart === checked else { return }
    chart?.findings = findings
    guard findings.isEmpty, case .menu(.findings, _)? = popups.last else { return }
    popups.removeLast()
    say("In this record nothing looks wrong")
  }

  /// Does what a row of the findings says: goes to an event, or lists the many of a kind.
  mutating func chooseFinding(_ index: Int, of kind: RecordProblem.Kind?, _ popup: Popup) {
    switch chart?.findingRows(of: kind)[safe: index] {
    case .one(let number):
      popups.removeAll()
      goToFinding(number)
    case .many(let kind, _):
      popups.append(popup)
      popups.append(.menu(.findings(kind), ListCursor()))
    case nil: break
    }
  }

  /// Goes to the event of a finding.
  private mutating func goToFinding(_ number: Int) {
    guard let chart, chart.findings.indices.contains(number) else { return }
    self.chart?.rememberPlace()
    self.chart?.show(.timeline)
    if sizeClass == .extraSmall { self.chart?.focus = .events }
    let finding = chart.findings[number]
    moveToEvent(finding.event)
    say(
      "\(finding.kind.words): \(grouped(number + 1)) of \(grouped(chart.findings.count)) to check"
    )
  }
}

/// A row of what is to be checked.
enum FindingRow: Equatable {
  /// A finding, by its number.
  case one(Int)
  /// More findings of a kind than are read one by one, by their numbers.
  case many(RecordProblem.Kind, Range<Int>)
}

extension ChartState {
  /// How many findings of a kind are listed among those of other kinds.
  private static let mostOfKind = 12

  /// Returns the rows of the findings: of one kind, or of all, where the many of a kind are one row.
  ///
  /// Dates that were shifted make thousands; what else is wrong would stand behind them.
  func findingRows(of kind: RecordProblem.Kind?) -> [FindingRow] {
    RecordProblem.Kind.allCases.flatMap { each -> [FindingRow] in
      guard kind == nil || kind == each,
        let first = findings.firstIndex(where: { $0.kind == each }),
        let last = findings.lastIndex(where: { $0.kind == each })
      else { return [] }
      return kind == nil && last - first >= Self.mostOfKind
        ? [.many(each, first..<last + 1)] : (first...last).map { .one($0) }
    }
  }

  /// Returns the days of the first and the last of some findings that have a date.
  func days(ofFindings numbers: Range<Int>) -> ClosedRange<Int64>? {
    guard let chart else { return nil }
    let starts = findings[numbers].lazy.compactMap { chart.event($0.event).start }
    guard let first = starts.min(), let last = starts.max() else { return nil }
    return first...last
  }
}

extension Chart {
  /// What cannot be as it is written; what is deleted is not looked at.
  ///
  /// - Parameters:
  ///   - bounds: Birth, death and the present.
  ///   - dangling: The resources that refer to what the lake does not have.
  /// - Returns: The problems, in the order of the kinds.
  func problems(_ bounds: RecordCheck.Bounds, dangling: Set<ResourceKey> = []) -> [RecordProblem] {
    let numbers = (0..<count).lazy.filter { self.ghosts.isEmpty || self.ghosts[$0] == nil }
    let allergic = ChartSummary(chart: self, now: bounds.now).allergens.keys.sorted()
    return allergic.map { RecordProblem(kind: .allergic, event: $0) }
      + RecordCheck.problems(of: numbers, bounds: bounds) { fact($0) }
      + doubts.map { RecordProblem(kind: .stoppedElsewhere, event: $0.active) }
      + (dangling.isEmpty
      ? [] : numbers.filter { dangling.contains(self[$0].key) && self.lane($0) != .entities })
      .map { RecordProblem(kind: .dangling, event: $0) }
  }
}

extension RecordProblem.Kind {
  /// What is wrong, in a few words.
  var words: String {
    switch self {
    case .allergic: "ordered despite allergy"
    case .endBeforeStart: "ends before it begins"
    case .beforeBirth: "before birth"
    case .afterDeath: "after death"
    case .future: "in the future"
    case .undated: "without a date"
    case .oddUnit: "odd unit"
    case .duplicate: "recorded twice"
    case .stoppedElsewhere: "stopped or active?"
    case .dangling: "refers to what is not there"
    }
  }
}
