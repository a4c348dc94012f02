// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Recorder {
  /// Writes the Patient.
  mutating func writePatient() {
    let person = life.person
    let first = min(life.visits.first?.start ?? life.end, life.end)
    if options.keepsHistory, life.end < life.now {
      // Known alive first, and dead later.
      writePatient(person, at: first, isDead: false)
      writePatient(person, at: life.end + .hours(20), isDead: true)
    } else {
      writePatient(
        person,
        at: life.end < life.now ? life.end + .hours(20) : first,
        isDead: life.end < life.now
      )
    }
  }

  private mutating func writePatient(_ person: Person, at moment: Moment, isDead: Bool) {
    begin(.patient, patientID, at: moment)
    writer.openArray("extension")
    writer.open()
    writer.member("url", "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex")
    writer.member("valueCode", person.isFemale ? "F" : "M")
    writer.close()
    writer.closeArray()
    writer.openArray("identifier")
    writer.open()
    writer.member("use", "usual")
    writer.concept("type", Concept(.identifierType, "MR", "Medical record number"))
    writer.openString("system")
    writer.raw("urn:oid:2.16.840.1.113883.19.5.")
    writer.integer(100 + person.placeIndex)
    writer.closeString()
    writer.member("value", text: person.recordNumber)
    writer.close()
    writer.closeArray()
    writer.member("active", !isDead)
    writeNames(person)
    writeTelecom(person)
    writer.member("gender", person.sex.code)
    writer.date("birthDate", person.birth, zone, person.birthIsVague ? .year : .day)
    if isDead { writer.dateTime("deceasedDateTime", life.end, zone) }
    writeAddress(person)
    if person.age(at: life.end) > 17 {
      writer.concept(
        "maritalStatus",
        person.isMarried
          ? Concept(.maritalStatus, "M", "Married") : Concept(.maritalStatus, "S", "Never Married")
      )
    }
    writer.openArray("communication")
    writer.open()
    writer.open("language")
    writer.openArray("coding")
    writer.open()
    writer.member("system", "urn:ietf:bcp:47")
    writer.member("code", text: person.culture.language)
    writer.member("display", text: person.culture.languageName)
    writer.close()
    writer.closeArray()
    writer.close()
    writer.member("preferred", true)
    writer.close()
    writer.closeArray()
    writer.openArray("generalPractitioner")
    let doctor = town.practitioner(person.age(at: life.end) < 16 ? .pediatrics : .familyMedicine)
    writer.reference(shared: doctor.reference, display: doctor.display)
    writer.closeArray()
    writer.reference(
      "managingOrganization",
      shared: town.practice.reference,
      display: town.practice.display
    )
    end()
  }

  private mutating func writeNames(_ person: Person) {
    writer.openArray("name")
    writer.open()
    writer.member("use", "official")
    writer.member("text", text: person.nativeName)
    writer.member("family", text: person.family)
    writeGiven(person.given.native)
    writer.close()
    if person.family != person.familyLatin || person.given.native != person.given.latin {
      writer.open()
      writer.member("use", "usual")
      writer.member("text", text: person.latinName)
      writer.member("family", text: person.familyLatin)
      writeGiven(person.given.latin)
      writer.close()
    }
    if let maiden = person.previousFamily {
      writer.open()
      writer.member("use", "maiden")
      writer.member("family", text: maiden)
      writer.close()
    }
    writer.closeArray()
  }

  private mutating func writeTelecom(_ person: Person) {
    guard !person.phone.isEmpty else { return }
    writer.openArray("telecom")
    writer.open()
    writer.member("system", "phone")
    writer.member("value", text: person.phone)
    writer.member("use", "home")
    writer.close()
    writer.closeArray()
  }

  private mutating func writeGiven(_ given: String) {
    writer.openArray("given")
    for part in given.split(separator: " ") { writer.string(String(part)) }
    writer.closeArray()
  }

  private mutating func writeAddress(_ person: Person) {
    writer.openArray("address")
    writer.open()
    writer.member("use", "home")
    writer.openArray("line")
    writer.string("\(person.streetNumber) \(person.street)")
    writer.closeArray()
    writer.member("city", text: person.place.city)
    if !person.place.state.isEmpty { writer.member("state", text: person.place.state) }
    writer.member("postalCode", text: person.postalCode)
    writer.member("country", text: person.place.country)
    writer.close()
    writer.closeArray()
  }

  /// Writes the mother of a child, and the next of kin of some adults.
  mutating func writeRelative() {
    guard let first = life.visits.first?.start, first < life.end else { return }
    let isChild = life.person.age(at: life.end) < 18
    guard isChild || random.chance(0.12) else { return }
    begin(.relatedPerson, nextID(), at: first)
    writer.member("active", true)
    writer.reference("patient", .patient, patientID)
    writer.concepts(
      "relationship",
      isChild
        ? Concept(.roleCode, "MTH", "mother") : Concept(.roleCode, "NOK", "next of kin")
    )
    writer.openArray("name")
    writer.open()
    writer.member("family", text: life.person.family)
    writer.openArray("given")
    writer.string(random.pick(life.person.culture.female).native)
    writer.closeArray()
    writer.close()
    writer.closeArray()
    end()
  }

  /// Writes a FamilyMemberHistory for each relative that something is known of.
  mutating func writeFamilyHistory() {
    guard !life.familyHistory.isEmpty, let first = life.visits.first?.start, first < life.end else {
      return
    }
    for (relation, disease, age) in life.familyHistory {
      begin(.familyMemberHistory, nextID(), at: first)
      writer.member("status", "completed")
      writer.reference("patient", .patient, patientID)
      writer.date("date", first, zone)
      writer.concept("relationship", relation.concept)
      writer.openArray("condition")
      writer.open()
      writer.concept("code", disease.concept, text: disease.name)
      writer.open("onsetAge")
      writer.quantityMembers(Double(age), places: 0, unit: "years", ucum: "a")
      writer.close()
      writer.close()
      writer.closeArray()
      end()
    }
  }

  /// Writes what is recorded after a death.
  mutating func writeDeath() {
    let at = life.end + .hours(3)
    begin(.observation, nextID(), at: life.end + .hours(20))
    writer.member("status", "final")
    writer.concepts("category", Concept(.observationCategory, "exam", "Exam"))
    writer.concept("code", .loinc("69453-9", "Cause of death [US Standard Certificate of Death]"))
    writer.reference("subject", .patient, patientID)
    writer.dateTime("effectiveDateTime", life.end, zone)
    writer.dateTime("issued", at, zone)
    let cause = life.causeOfDeath
    if let cause {
      writer.concept("valueCodeableConcept", cause.concept, text: cause.name)
    } else {
      writer.concept("valueCodeableConcept", text: "Natural causes")
    }
    end()
  }
}
