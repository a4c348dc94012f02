// SPDX-License-Identifier: Apache-2.0

import FHIR
import SampleData
import Testing

@Suite struct SampleLakeTests {
  static let now: Int64 = PatientGenerator.referenceNow
  static let deliveries = SampleLake(now: now).deliveries()

  @Test func deliveriesComeInOrderAndNotAfterThePresent() {
    let times = Self.deliveries.map(\.recordedAt)
    #expect(times == times.sorted())
    #expect(times.allSatisfy { $0 <= Self.now })
    #expect(Self.deliveries.count > 40)
    #expect(Self.deliveries.count < 200)
  }

  @Test func theLakeIsSmallEnoughToBeBuiltInSeconds() {
    let count = Self.deliveries.reduce(0) { $0 + $1.resources.count }
    #expect(count < 60_000)
    #expect(count > 30_000)
  }

  @Test func onlyWhatIsThereIsDeletedAndOnlyWhatIsDeletedIsRestored() throws {
    var there: Set<String> = []
    var gone: Set<String> = []
    var restored = 0
    for delivery in Self.deliveries {
      for deletion in delivery.deletions {
        let key = "\(deletion.type)/\(deletion.id)"
        #expect(there.remove(key) != nil, "\(key)")
        gone.insert(key)
      }
      for bytes in delivery.resources {
        let resource = try Written(bytes)
        if delivery.kind == .restore {
          #expect(gone.contains(resource.key), "\(resource.key)")
          restored += 1
        }
        gone.remove(resource.key)
        there.insert(resource.key)
      }
    }
    #expect(restored == 1)
    #expect(gone.count == 1)
  }

  @Test func noVersionComesBeforeAnEarlierOne() throws {
    var ended: Set<String> = []
    for delivery in Self.deliveries {
      for bytes in delivery.resources {
        let resource = try Written(bytes)
        let root = resource.root
        let isEnded: Bool
        switch resource.type {
        case "Condition": isEnded = root["abatementDateTime"] != nil
        case "MedicationRequest": isEnded = root["status"]?.string != "active"
        case "Encounter": isEnded = root["status"]?.string != "in-progress"
        case "Patient": isEnded = root["deceasedDateTime"] != nil
        default: continue
        }
        #expect(isEnded || !ended.contains(resource.key), "\(resource.key)")
        if isEnded { ended.insert(resource.key) }
      }
    }
  }

  @Test func referencesOfTheLakeResolve() throws {
    var known: Set<String> = []
    var referred: [String: String] = [:]
    for delivery in Self.deliveries {
      for bytes in delivery.resources {
        let resource = try Written(bytes)
        known.insert(resource.key)
        for reference in resource.root.references { referred[reference] = resource.key }
      }
    }
    let missing = referred.filter { !known.contains($0.key) && !$0.key.contains("/missing-") }
    #expect(missing == [:])
  }

  @Test func aHemolyzedPotassiumIsCorrectedInALaterDelivery() throws {
    var seen: [String: [(status: String, at: Int64)]] = [:]
    for delivery in Self.deliveries {
      for bytes in delivery.resources {
        let resource = try Written(bytes)
        guard resource.id.hasPrefix("okonkwo-"), resource.type == "Observation" else { continue }
        seen[resource.id, default: []].append(
          (resource.root["status"]?.string ?? "", delivery.recordedAt)
        )
      }
    }
    let corrected = seen.values.filter { $0.last?.status == "corrected" }
    #expect(corrected.contains { $0.count == 2 && $0[0].status == "final" && $0[0].at < $0[1].at })
  }

  @Test func mergedRecordsPointToTheOneThatStays() throws {
    var last: [String: Written] = [:]
    for delivery in Self.deliveries {
      for bytes in delivery.resources {
        let resource = try Written(bytes)
        if resource.id.hasPrefix("gruber-double") { last[resource.key] = resource }
      }
    }
    let patient = try #require(last["Patient/gruber-double"])
    #expect(patient.root["active"]?.bool == false)
    #expect(patient.root["link"]?.first?["type"]?.string == "replaced-by")
    for resource in last.values where resource.type != "Patient" {
      #expect(resource.root.references.contains("Patient/gruber"), "\(resource.key)")
    }
  }

  @Test func theHostileRecordHoldsControlCharactersAndOverrides() throws {
    let lines = Self.deliveries.flatMap(\.resources).filter { $0.count < 60_000 }
    let patient = try #require(
      try lines.lazy.map { try Written($0) }.first { $0.key == "Patient/hostile" }
    )
    let family = try #require(patient.root["name"]?.first?["family"]?.string)
    #expect(family.unicodeScalars.contains("\u{1B}"))
    #expect(family.unicodeScalars.contains("\u{202E}"))
  }

  @Test func theBigRecordIsBig() throws {
    let count = Self.deliveries.reduce(0) { sum, delivery in
      sum
        + delivery.resources.count {
          String(decoding: $0.prefix(120), as: UTF8.self).contains("\"quispe")
        }
    }
    #expect(count > 20_000)
  }
}
