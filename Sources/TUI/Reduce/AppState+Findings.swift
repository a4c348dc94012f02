// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Timeline

extension AppState {
  /// Looks for what cannot be as it is written in the events that were read.
  mutating func findProblems() {
    guard let chart, let loaded = chart.chart else { return }
    let bounds = RecordCheck.Bounds(
      birth: FHIRDateTime(chart.patient.birthDate)?.lowerBound,
      death: chart.patient.deceased.flatMap { FHIRDateTime($0)?.upperBound },
      now: axisNow
    )
    let numbers = (0..<loaded.count).lazy.filter { loaded.ghosts[$0] == nil }
    self.chart?.findings = RecordCheck.problems(of: numbers, bounds: bounds) { number in
      loaded.isByRecording ? loaded.fact(number) : loaded.event(number)
    }
    self.chart?.findings += loaded.doubts.map { .init(kind: .stoppedElsewhere, event: $0.active) }
  }

  /// Goes to the event of a finding.
  mutating func goToFinding(_ number: Int) {
    guard let chart, chart.findings.indices.contains(number) else { return }
    self.chart?.rememberPlace()
    self.chart?.show(.timeline)
    if sizeClass == .extraSmall { self.chart?.focus = .events }
    let finding = chart.findings[number]
    moveToEvent(finding.event)
    say("\(finding.kind.words): \(number + 1) of \(chart.findings.count) to check")
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
