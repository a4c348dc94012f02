// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Timeline

extension AppState {
  /// Looks for what cannot be as it is written in the events that were read.
  ///
  /// On another thread: it takes longer than a key may, where there are many events.
  mutating func findProblems() {
    guard let chart, let loaded = chart.chart else { return }
    let bounds = RecordCheck.Bounds(
      birth: FHIRDateTime(chart.patient.birthDate)?.lowerBound,
      death: chart.patient.deceased.flatMap { FHIRDateTime($0)?.upperBound },
      now: axisNow
    )
    start(.findings, .checkRecord(loaded, bounds))
  }

  mutating func receive(findings: [RecordProblem], of checked: Chart) {
    guard chart?.chart === checked else { return }
    chart?.findings = findings
  }

  /// Goes to the event of a finding.
  mutating func goToFinding(_ number: Int) {
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

extension Chart {
  /// What cannot be as it is written; what is deleted is not looked at.
  func problems(_ bounds: RecordCheck.Bounds) -> [RecordProblem] {
    let numbers = (0..<count).lazy.filter { self.ghosts.isEmpty || self.ghosts[$0] == nil }
    return RecordCheck.problems(of: numbers, bounds: bounds) { fact($0) }
      + doubts.map { RecordProblem(kind: .stoppedElsewhere, event: $0.active) }
  }
}

extension RecordProblem.Kind {
  /// What is wrong, in a few words.
  var words: String {
    switch self {
    case .endBeforeStart: "ends before it begins"
    case .beforeBirth: "before birth"
    case .afterDeath: "after death"
    case .future: "in the future"
    case .undated: "without a date"
    case .oddUnit: "odd unit"
    case .duplicate: "recorded twice"
    case .stoppedElsewhere: "stopped or active?"
    }
  }
}
