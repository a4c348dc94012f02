// SPDX-License-Identifier: Apache-2.0

import FHIR
import SampleData
import Testing

@Suite struct CoherenceTests {
  static let patients = try? generated(0..<60)

  @Test func referencesResolveButForThoseThatDangleOnPurpose() throws {
    let shared = Set(
      try PatientGenerator(seed: 1).sharedResources.lines.map { try Written($0).key }
    )
    for resources in try #require(Self.patients) {
      let known = shared.union(resources.map(\.key))
      for resource in resources {
        let missing = resource.root.references.filter {
          !known.contains($0) && !$0.contains("/missing-")
        }
        #expect(missing == [], "\(resource.key)")
      }
    }
  }

  @Test func idsAreUniqueWithinAType() throws {
    for resources in try #require(Self.patients) {
      var versions: [String: Set<String>] = [:]
      for resource in resources {
        let updated = resource.root["meta"]?["lastUpdated"]?.string ?? ""
        #expect(versions[resource.key, default: []].insert(updated).inserted, "\(resource.key)")
      }
    }
  }

  @Test func nothingHappensAfterDeathButReports() throws {
    for resources in try #require(Self.patients) {
      let death = resources.first { $0.type == "Patient" }?.root["deceasedDateTime"]?.string
      guard let death else { continue }
      for resource in resources {
        for element in ["effectiveDateTime", "occurrenceDateTime", "authoredOn", "whenHandedOver"] {
          if let at = resource.root[dynamic: element]?.string {
            #expect(day(at) <= day(death), "\(resource.key)")
          }
        }
        for element in ["period", "performedPeriod", "effectivePeriod"] {
          if let at = resource.root[dynamic: element]?["start"]?.string {
            #expect(day(at) <= day(death))
          }
        }
      }
    }
  }

  @Test func nothingEndsBeforeItBegins() throws {
    for resources in try #require(Self.patients) {
      for resource in resources {
        for element in ["period", "performedPeriod", "effectivePeriod", "billablePeriod"] {
          guard let period = resource.root[dynamic: element], let start = period["start"]?.string,
            let end = period["end"]?.string
          else { continue }
          #expect(day(start) <= day(end), "\(resource.key)")
        }
        if let onset = resource.root["onsetDateTime"]?.string,
          let abatement = resource.root["abatementDateTime"]?.string
        {
          #expect(onset.prefix(4) <= abatement.prefix(4), "\(resource.key)")
        }
        let bounds = resource.root["dosageInstruction"]?.first?["timing"]?["repeat"]?[
          "boundsPeriod"
        ]
        if let start = bounds?["start"]?.string, let end = bounds?["end"]?.string {
          #expect(start <= end, "\(resource.key)")
        }
      }
    }
  }

  @Test func nothingIsBeforeBirthOrAfterThePresent() throws {
    for resources in try #require(Self.patients) {
      let birth = try #require(resources.first { $0.type == "Patient" }?.root["birthDate"]?.string)
      for resource in resources {
        for element in ["effectiveDateTime", "onsetDateTime", "authoredOn", "issued"] {
          guard let at = resource.root[dynamic: element]?.string else { continue }
          #expect(at.prefix(4) >= birth.prefix(4), "\(resource.key)")
          #expect(day(at) <= "2026-07-01", "\(resource.key)")
        }
      }
    }
  }

  @Test func aNoteNamesTheConditionsOfItsEncounter() throws {
    var notes = 0
    for resources in try #require(Self.patients) {
      var names: [String: String] = [:]
      for condition in resources where condition.type == "Condition" {
        names[condition.key] = condition.root["code"]?["text"]?.string
      }
      var coded: [String: [String]] = [:]
      for encounter in resources where encounter.type == "Encounter" {
        coded[encounter.key] = encounter.root["diagnosis"]?.references ?? []
      }
      for note in resources where note.type == "DocumentReference" {
        let text = try #require(note.root.noteText).lowercased()
        let encounter = note.root["context"]?["encounter"]?.first?["reference"]?.string ?? ""
        if note.root["type"]?["text"]?.string == "Nursing note" { continue }
        for condition in coded[encounter] ?? [] {
          let name = try #require(names[condition])
          let isNamed =
            text.contains(name.lowercased()) || text.contains(shortName(name).lowercased())
          #expect(isNamed, "\(note.key): \(name)")
          notes += 1
        }
      }
    }
    #expect(notes > 500)
  }

  /// Returns what clinicians shorten a name to, as far as notes do.
  private func shortName(_ name: String) -> String {
    let known = Abbreviations.names
    return known[name.lowercased()] ?? name
  }

  @Test func storiesOfTheLakeAreThere() {
    let ids = SampleLake.patients.map(\.id)
    #expect(ids.count >= 38)
    #expect(Set(ids).count == ids.count)
    for id in ["moreno", "ziegler", "quispe", "hostile", "silent", "potiki"] {
      #expect(ids.contains(id))
    }
  }
}
