// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Timeline

/// Resources whose elements have the right names and anything for values.
@Suite struct MalformedResourceTests {
  private static let keys = [
    "status", "code", "coding", "text", "display", "system", "value", "unit", "comparator", "low",
    "high", "type", "start", "end", "event", "repeat", "boundsPeriod", "boundsDuration", "period",
    "category", "component", "interpretation", "referenceRange", "effectiveDateTime",
    "effectivePeriod", "effectiveTiming", "valueQuantity", "valueCodeableConcept", "valueString",
    "valueRange", "valueRatio", "numerator", "denominator", "hasMember", "onsetDateTime",
    "onsetAge",
    "onsetPeriod", "abatementDateTime", "abatementPeriod", "recordedDate", "clinicalStatus",
    "verificationStatus", "reaction", "manifestation", "authoredOn", "dosageInstruction", "timing",
    "doseAndRate", "doseQuantity", "dispenseRequest", "validityPeriod", "expectedSupplyDuration",
    "numberOfRepeatsAllowed", "whenHandedOver", "daysSupply", "medicationReference", "reference",
    "contained", "ingredient", "itemCodeableConcept", "encounter", "context", "content",
    "attachment",
    "contentType", "class", "statusHistory", "location", "performedAge", "occurrenceDateTime",
    "occurrenceString", "questionnaire", "item", "series", "started", "deceasedDateTime",
    "activity",
    "relationship", "condition", "collection", "total", "currency", "target", "participant",
  ]

  private static let texts = [
    "2019", "2019-02-30", "9999-12-31T23:59:59.999+14:00", "0001-01-01T00:00:00-14:00", "mo", "d",
    "active", "resolved", "8480-6", "8462-4", "#x", "Encounter/1", "H", "", " ", "é (disorder)",
    "1e9",
  ]

  private static let numbers = [
    "0", "-1", "1e308", "-1e-308", "9007199254740993", "1.10", "1e999", "3650000",
  ]

  private func value(_ random: inout SeededRandom, depth: Int) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 12 : 6), using: &random) {
    case 0: .null
    case 1: .bool(Bool.random(using: &random))
    case 2: .number(Self.numbers.randomElement(using: &random) ?? "0")
    case 3...5: .string(Self.texts.randomElement(using: &random) ?? "")
    case 6...7:
      .array(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in value(&random, depth: depth - 1) }
      )
    default: object(&random, depth: depth - 1)
    }
  }

  private func object(_ random: inout SeededRandom, depth: Int) -> JSON {
    let count = Int.random(in: 0...10, using: &random)
    return .object(
      (0..<count).map { _ in
        let key = Self.keys.randomElement(using: &random) ?? "code"
        return JSON.Member(key, value(&random, depth: depth))
      }
    )
  }

  @Test(arguments: ResourceType.allCases.filter(EventRules.hasEvents))
  func rulesHoldWhateverTheElementsAre(_ type: ResourceType) throws {
    var random = SeededRandom(seed: UInt64(type.code))
    var entries: [TimelineEntry] = []
    for number in 0..<60 {
      let document = try JSONDocument.parse(object(&random, depth: 4).text)
      for event in EventRules.events(of: document.root, type: type) {
        #expect(!event.title.isEmpty)
        #expect((event.dateElement == nil) == event.isUndated)
        if event.shape == .instant { #expect(event.end == nil) }
        entries.append(TimelineEntry(event: event, reference: "\(type)/\(number)", version: 1))
      }
    }
    let timeline = PatientTimeline(entries, zone: .utc)
    for level in [ZoomLevel.life, .year, .hour] {
      for place in [timeline.life.lowerBound, timeline.life.upperBound - 1] {
        var viewport = Viewport(life: timeline.life, columns: 60)
        viewport.moveCursor(to: place)
        viewport.zoom(to: level)
        let layout = TimelineLayout(timeline, viewport: viewport, height: 20)
        #expect(layout.counts.total == entries.count)
      }
    }
    for index in entries.indices { _ = timeline.comparison(of: index) }
  }
}
