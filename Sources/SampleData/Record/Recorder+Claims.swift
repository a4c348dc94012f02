// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Recorder {
  /// Writes the Coverage.
  mutating func writeCoverage() {
    guard let first = life.visits.first?.start, first < life.end else { return }
    coverageID = nextID()
    begin(.coverage, coverageID, at: first)
    writer.member("status", "active")
    writer.concept("type", text: "Health insurance")
    writer.member("subscriberId", text: "S" + life.person.recordNumber)
    writer.reference("beneficiary", .patient, patientID)
    writer.period("period", first, nil, zone, precision: .day)
    writer.openArray("payor")
    writer.open()
    writer.member("display", "Evergreen Health Fund")
    writer.close()
    writer.closeArray()
    end()
  }

  /// Writes a Claim for the visit, and what was paid.
  mutating func writeClaim(_ planned: Visit) {
    guard coverageID.exists else { return }
    let created = visit.end + .days(2)
    guard created < life.end else { return }
    let claim = nextID()
    let price = Double(planned.kind.isStay ? random.int(3000...28_000) : random.int(60...420))
    let isHospital = isAtHospital(planned)
    let provider = isHospital ? town.hospital : town.practice
    begin(.claim, claim, at: created)
    writer.member("status", "active")
    writer.concept(
      "type",
      Concept(
        .claimType,
        isHospital ? "institutional" : "professional",
        isHospital ? "Institutional" : "Professional"
      )
    )
    writer.member("use", "claim")
    writer.reference("patient", .patient, patientID)
    writer.period("billablePeriod", visit.start, visit.end, zone)
    writer.dateTime("created", created, zone)
    writer.reference("provider", shared: provider.reference, display: provider.display)
    writer.concept("priority", Concept(.priority, "normal", "Normal"))
    writer.openArray("insurance")
    writer.open()
    writer.member("sequence", 1)
    writer.member("focal", true)
    writer.reference("coverage", .coverage, coverageID)
    writer.close()
    writer.closeArray()
    writer.openArray("item")
    writer.open()
    writer.member("sequence", 1)
    writer.concept("productOrService", planned.kind.type)
    writer.openArray("encounter")
    writer.reference(.encounter, visit.id)
    writer.closeArray()
    writer.close()
    writer.closeArray()
    writer.open("total")
    writer.member("value", price, places: 2)
    writer.member("currency", "USD")
    writer.close()
    end()
    if random.chance(0.5) { writeBenefit(claim, price, created, provider) }
  }

  private mutating func writeBenefit(
    _ claim: ResourceID,
    _ price: Double,
    _ created: Moment,
    _ provider: Directory.Entry
  ) {
    let at = created + .days(random.int(7...30))
    guard at < life.end else { return }
    begin(.explanationOfBenefit, nextID(), at: at)
    writer.member("status", "active")
    writer.concept("type", Concept(.claimType, "professional", "Professional"))
    writer.member("use", "claim")
    writer.reference("patient", .patient, patientID)
    writer.period("billablePeriod", visit.start, visit.end, zone)
    writer.dateTime("created", at, zone)
    writer.open("insurer")
    writer.member("display", "Evergreen Health Fund")
    writer.close()
    writer.reference("provider", shared: provider.reference, display: provider.display)
    writer.reference("claim", .claim, claim)
    writer.member("outcome", "complete")
    writer.openArray("insurance")
    writer.open()
    writer.member("focal", true)
    writer.reference("coverage", .coverage, coverageID)
    writer.close()
    writer.closeArray()
    writer.open("payment")
    writer.date("date", at, zone)
    writer.open("amount")
    writer.member("value", price * 0.8, places: 2)
    writer.member("currency", "USD")
    writer.close()
    writer.close()
    end()
  }
}
