// SPDX-License-Identifier: Apache-2.0

/// What happened in a visit, gathered while it is written, for its note and its claim.
struct VisitContext: Sendable {
  /// A result as a note quotes it.
  struct Result: Sendable {
    let analyte: Analyte
    let text: String
    let value: Double
    let flag: ResultFlag
    let previous: Double?
    let unit: String
    let places: Int
  }

  var id = ResourceID.none
  var visit: Visit?
  var start: Moment = 0
  var end: Moment = 0
  var results: [Result] = []
  var vitals: [Result] = []
  var diagnosed: [Int] = []
  var mentioned: [Int] = []
  var begun: [Int] = []
  var ended: [Int] = []
  var operations: [Operation] = []
  var studies: [(study: Study, impression: String)] = []
  var vaccines: [Vaccine] = []
  var administered: [Drug] = []
  var cultures: [CultureResult] = []
  var pathology: [String] = []
  var history: [String] = []
  var findings: [String] = []
  var plans: [String] = []
  var denied: [String] = []
  /// The Observation of each analyte that has been measured in this visit.
  var observed: [Analyte: ResourceID] = [:]
  var panels: Set<Panel> = []

  /// Everything that is diagnosed or dealt with, without repetition.
  var problems: [Int] {
    var seen: [Int] = []
    for index in diagnosed + mentioned where !seen.contains(index) { seen.append(index) }
    return seen
  }
}

/// What a range says about a value.
enum ResultFlag: Sendable {
  case normal, low, high, criticalLow, criticalHigh, unknown

  /// The code of v3 ObservationInterpretation.
  var concept: Concept? {
    switch self {
    case .normal: Concept(.interpretation, "N", "Normal")
    case .low: Concept(.interpretation, "L", "Low")
    case .high: Concept(.interpretation, "H", "High")
    case .criticalLow: Concept(.interpretation, "LL", "Critical low")
    case .criticalHigh: Concept(.interpretation, "HH", "Critical high")
    case .unknown: nil
    }
  }

  /// What a note puts behind the value.
  var mark: String {
    switch self {
    case .normal, .unknown: ""
    case .low: " (L)"
    case .high: " (H)"
    case .criticalLow: " (LL)"
    case .criticalHigh: " (HH)"
    }
  }

  var isAbnormal: Bool { self != .normal && self != .unknown }
}
