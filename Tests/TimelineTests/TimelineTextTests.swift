// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing
import Timeline

@Suite struct TimelineTextTests {
  private func entry(_ type: ResourceType, _ members: String) throws -> TimelineEntry {
    let document = try JSONDocument.parse("{\(members)}")
    let event = try #require(EventRules.events(of: document.root, type: type).first)
    return TimelineEntry(event: event, reference: "\(type.rawValue)/1", version: 2)
  }

  @Test(
    arguments: [
      (.condition, #""onsetDateTime": "2011""#, "2011 – "),
      (.condition, #""onsetDateTime": "2011-03", "abatementDateTime": "2012""#, "2011-03 – 2012"),
      (.condition, #""abatementDateTime": "2012-05-01""#, "? – 2012-05-01"),
      (.condition, "", "no date"),
      (
        .observation, #""effectiveDateTime": "2019-03-02T10:15:00-05:00""#,
        "2019-03-02T10:15:00-05:00"
      ),
      (
        .encounter,
        #""period": {"start": "2019-03-02T23:00:00+02:00", "end": "2019-03-03T01:00:00+02:00"}"#,
        "2019-03-02T23:00:00+02:00 – 2019-03-03T01:00:00+02:00"
      ),
      (
        .encounter, #""period": {"start": "2019-03-02T23:00:00+02:00", "end": "2019-03-05"}"#,
        "2019-03-02T23:00:00+02:00 – 2019-03-05"
      ),
      (
        .medicationDispense, #""whenHandedOver": "2019-01-31", "daysSupply": {"value": 10}"#,
        "2019-01-31 – 2019-02-09"
      ),
    ] as [(ResourceType, String, String)]
  )
  func datesAreAsPreciseAsTheyAreKnown(
    _ type: ResourceType,
    _ members: String,
    _ when: String
  ) throws {
    #expect(TimelineText.when(try entry(type, members).event) == when)
  }

  @Test func aRowHasACellForEachColumn() throws {
    let members = #"""
      "effectiveDateTime": "2022-07-12", "status": "final", "code": {"text": "Creatinine"},
      "valueQuantity": {"value": 1.420, "unit": "mg/dL"},
      "referenceRange": [{"low": {"value": 0.6}, "high": {"value": 1.1}}]
      """#
    let row = TimelineText.row(try entry(.observation, members))
    #expect(row.count == TimelineText.columns.count)
    #expect(
      row == [
        "2022-07-12", "labs", "Creatinine", "1.420 mg/dL", "H", "0.6–1.1", "final", "Observation/1",
      ]
    )
  }

  @Test func jsonSaysWhatIsKnownAndNullForWhatIsNot() throws {
    let members = #"""
      "effectiveDateTime": "2022-07", "code": {"text": "Größe \"x\""}, "valueString": "груз"
      """#
    let json = TimelineText.json(try entry(.observation, members)).text
    let parsed = try JSONDocument.parse(json).root
    #expect(parsed["start"]?.string == "2022-07")
    #expect(parsed["end"]?.kind == .null)
    #expect(parsed["precision"]?.string == "month")
    #expect(parsed["dateElement"]?.string == "effectiveDateTime")
    #expect(parsed["lane"]?.string == "documents")
    #expect(parsed["title"]?.string == "Größe \"x\"")
    #expect(parsed["value"]?.string == "груз")
    #expect(parsed["unit"]?.kind == .null)
    #expect(parsed["flag"]?.kind == .null)
    #expect(parsed["reference"]?.string == "Observation/1")
    #expect(parsed["version"]?.integer == 2)
  }

  @Test(arguments: Lane.allCases)
  func everyLaneIsFoundByItsName(_ lane: Lane) { #expect(Lane(prefix: lane.name) == lane) }

  @Test func lanesAreFoundByTheirBeginning() {
    #expect(Lane(prefix: "LAB") == .labs)
    #expect(Lane(prefix: "med") == .medications)
    #expect(Lane(prefix: "") == nil)
    #expect(Lane(prefix: "x") == nil)
  }
}

@Suite struct RealRecordTests {
  /// The oldest and the most precise records of the packs obey what layout relies on.
  @Test(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
  func eventsOfRealRecordsAreDatedAndLaidOut() throws {
    let parser = JSONParser()
    var datedTypes: [ResourceType: (dated: Int, undated: Int)] = [:]
    for path in try DataPacks.files(in: "fhir-data/emis-synthea", suffix: ".json").prefix(6) {
      let bundle = try parser.parse(try DataPacks.bytes(of: path)).root
      var entries: [TimelineEntry] = []
      for resource in (bundle["entry"]?.elements ?? .empty).compactMap({ $0["resource"] }) {
        let envelope = try #require(ResourceEnvelope(resource))
        for event in EventRules.events(of: resource, type: envelope.type) {
          #expect((event.dateElement == nil) == event.isUndated)
          #expect(!event.title.isEmpty)
          let reference = "\(envelope.type.rawValue)/\(envelope.id ?? "")"
          entries.append(TimelineEntry(event: event, reference: reference, version: 1))
          datedTypes[envelope.type, default: (0, 0)].dated += event.isUndated ? 0 : 1
          datedTypes[envelope.type, default: (0, 0)].undated += event.isUndated ? 1 : 0
        }
      }
      let timeline = PatientTimeline(entries, zone: .utc)
      for level in ZoomLevel.allCases {
        var viewport = Viewport(life: timeline.life, columns: 97)
        viewport.zoom(to: level)
        let layout = TimelineLayout(timeline, viewport: viewport, height: 30)
        #expect(layout.counts.total == entries.count)
      }
    }
    // Devices have no clinical date; everything else that Synthea writes has one.
    for (type, count) in datedTypes where type != .device { #expect(count.undated == 0, "\(type)") }
    #expect((datedTypes[.observation]?.dated ?? 0) > 100)
  }
}
