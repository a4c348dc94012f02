// SPDX-License-Identifier: Apache-2.0

/// Writes the organizations, locations and practitioners of the directory.
enum SharedResources {
  /// The moment at which the directory was entered: 1990-01-01.
  static let recordedAt: Moment = 631_152_000

  static func record() -> PatientRecord {
    var writer = ResourceWriter()
    var entries: [RecordEntry] = []
    func write(
      _ kind: ResourceKind,
      _ entry: Directory.Entry,
      _ body: (inout ResourceWriter) -> Void
    ) {
      let start = writer.bytes.count
      writer.openResource()
      writer.member("resourceType", kind.name)
      writer.member("id", text: String(entry.reference.split(separator: "/")[1]))
      writer.open("meta")
      writer.dateTime("lastUpdated", recordedAt, Recorder.utc)
      writer.close()
      body(&writer)
      writer.endLine()
      entries.append(
        RecordEntry(
          kind: kind,
          id: .none,
          range: start..<writer.bytes.count,
          recordedAt: recordedAt
        )
      )
    }
    for (index, town) in Directory.shared.towns.enumerated() {
      let place = Place.all[index]
      for entry in [town.hospital, town.practice, town.laboratory] {
        write(.organization, entry) { out in
          out.member("active", true)
          out.concepts("type", Concept(.organizationType, "prov", "Healthcare Provider"))
          out.member("name", text: entry.display)
          if entry.reference != town.hospital.reference {
            out.reference("partOf", shared: town.hospital.reference, display: town.hospital.display)
          }
        }
      }
      for entry in [town.emergencyRoom, town.ward, town.intensiveCareUnit, town.office] {
        write(.location, entry) { out in
          out.member("status", "active")
          out.member("name", text: entry.display)
          out.member("mode", "instance")
          out.open("address")
          out.member("city", text: place.city)
          out.member("country", text: place.country)
          out.close()
          out.concept("physicalType", Concept(.location, "wa", "Ward"))
          let owner = entry.reference == town.office.reference ? town.practice : town.hospital
          out.reference("managingOrganization", shared: owner.reference, display: owner.display)
        }
      }
      for (number, entry) in town.practitioners.enumerated() {
        let name = town.practitionerNames[number]
        write(.practitioner, entry) { out in
          out.openArray("identifier")
          out.open()
          out.member("system", "http://hl7.org/fhir/sid/us-npi")
          out.member("value", text: String(9_990_000_000 + index * 100 + number))
          out.close()
          out.closeArray()
          out.member("active", true)
          out.openArray("name")
          out.open()
          out.member("text", text: entry.display)
          out.member("family", text: name.family)
          out.openArray("given")
          out.string(name.given)
          out.closeArray()
          out.close()
          out.closeArray()
          out.member("gender", name.isFemale ? "female" : "male")
          out.openArray("qualification")
          out.open()
          out.concept("code", Specialty.allCases[number].concept)
          out.close()
          out.closeArray()
        }
      }
    }
    var record = PatientRecord()
    record.fill(writer, entries)
    return record
  }
}
