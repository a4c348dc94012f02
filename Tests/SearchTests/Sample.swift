// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search

/// An event with the fields that a test names.
struct Sample: SearchableEvent {
  var resourceType = "Observation"
  var resourceID: Substring = "1"
  var laneName = "labs"
  var title = ""
  var code: String?
  var status: String?
  var valueText: String?
  var number: Double?
  var isVoid = false
  var isAbove: Bool?
  var abnormality = Abnormality.none
  var noteText: String?
  var isSpan = false
  var start: Int64?
  var end: Int64?
  var startPrecision = DatePrecision.day

  /// Sets the start from a date, and for a span the end: `2019-03-02..2020`, `2019..`.
  func on(_ text: String) -> Sample {
    var sample = self
    let dots = text.firstRange(of: "..")
    let from = dots.map { String(text[..<$0.lowerBound]) } ?? text
    let date = FHIRDateTime(from)
    sample.start = date?.lowerBound
    sample.startPrecision = date?.precision ?? .day
    sample.isSpan = dots != nil
    sample.end = dots.flatMap { FHIRDateTime(String(text[$0.upperBound...])) }?.upperBound
    return sample
  }
}

/// 2024-05-16T10:00:00Z.
let now: Int64 = 1_715_853_600_000

let lanes = ["encounters", "problems", "medications", "labs", "vitals", "notes"]

func matches(_ query: String, _ sample: Sample) throws -> Bool {
  EventMatcher(try EventQuery(parsing: query, lanes: lanes), now: now).matches(sample)
}
