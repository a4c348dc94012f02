// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Recorder {
  /// Writes the note of the visit.
  mutating func writeNote(_ planned: Visit) {
    let signed = visit.end + .minutes(random.int(2...180))
    guard visit.end < life.now else { return }
    let style = NoteStyle.style(
      for: planned,
      language: life.person.place.noteLanguage,
      chance: random.unit()
    )
    let facts = facts(planned)
    var text = NoteComposer.compose(style, facts, &random)
    if life.isHostile { text = HostileText.note + text }
    let document = NoteDocument(
      text: text,
      type: style.concept,
      title: style.title,
      language: style.language,
      at: visit.end,
      signed: signed,
      author: town.practitioner(planned.specialty)
    )
    let id = nextID()
    writeDocument(document, id)
    if options.keepsHistory, random.chance(0.04), signed + .days(2) < life.end {
      writeDocument(document.amended(at: signed + .days(1)), id)
    }
  }

  /// Writes a nursing note in a stay.
  mutating func writeNursingNote(at moment: Moment, hour: Int) {
    func shown(_ analyte: Analyte) -> String {
      lastValues[Int(analyte.rawValue)].map { SampleText.decimal($0, places: 0) } ?? "?"
    }
    let systolic = SampleText.decimal(life.physiology.level(.systolic, at: moment), places: 0)
    let diastolic = SampleText.decimal(life.physiology.level(.diastolic, at: moment), places: 0)
    let author = town.practitioner(.nursing)
    let text = NursingNote.text(
      hour: hour,
      day: hour / 24 + 1,
      pressure: "\(systolic)/\(diastolic)",
      rate: shown(.heartRate),
      urine: shown(.urineOutput),
      isVentilated: life.physiology.level(.oxygenFraction, at: moment) > 24,
      author: author.display
    )
    let document = NoteDocument(
      text: text,
      type: .loinc("34746-8", "Nurse Note"),
      title: "Nursing note",
      language: "en",
      at: moment,
      signed: moment + .minutes(9),
      author: author
    )
    writeDocument(document, nextID())
  }

  /// Writes a DocumentReference with a text.
  mutating func writeDocument(_ document: NoteDocument, _ id: ResourceID) {
    begin(.documentReference, id, at: document.recordedAt)
    writer.member("status", "current")
    writer.member("docStatus", document.isAmended ? "amended" : "final")
    writer.concept("type", document.type, text: document.title)
    writer.concepts("category", Concept(.documentCategory, "clinical-note", "Clinical Note"))
    writer.reference("subject", .patient, patientID)
    writer.dateTime("date", document.signed, zone)
    writer.openArray("author")
    writer.reference(shared: document.author.reference, display: document.author.display)
    writer.closeArray()
    writer.openArray("content")
    writer.open()
    writer.open("attachment")
    writer.member("contentType", "text/plain; charset=utf-8")
    writer.member("language", document.language)
    writer.member("data", base64: Array(document.text.utf8))
    writer.member("title", text: document.title)
    writer.dateTime("creation", document.recordedAt, zone)
    writer.close()
    writer.close()
    writer.closeArray()
    writer.open("context")
    if visit.id.exists {
      writer.openArray("encounter")
      writer.reference(.encounter, visit.id)
      writer.closeArray()
    }
    writer.period("period", visit.start, document.at, zone)
    writer.close()
    end()
  }

  private func facts(_ planned: Visit) -> NoteFacts {
    let inVisit = visit.problems
    let background = life.problems.indices.filter { index in
      let problem = life.problems[index]
      return problem.isRecorded && problem.isChronic && !inVisit.contains(index)
        && problem.isActive(at: visit.start)
    }
    let local = zone.local(visit.start)
    let active = life.treatments.filter {
      $0.isOrdered && $0.isActive(at: visit.end) && $0.start <= visit.end
    }
    return NoteFacts(
      person: life.person,
      visit: planned,
      context: visit,
      age: life.person.age(at: visit.start),
      day: local.day,
      second: local.second,
      zone: zone,
      author: town.practitioner(planned.specialty).display,
      hospital: town.hospital.display,
      reason: visitReason,
      diagnosed: visit.diagnosed.map { life.problems[$0].disease },
      mentioned: inVisit.filter { !visit.diagnosed.contains($0) }.map { life.problems[$0].disease },
      background: background.map {
        (life.problems[$0].disease, CivilDate(life.problems[$0].onset.utcDay).year)
      },
      medications: active,
      begun: visit.begun.map { life.treatments[$0] },
      ended: visit.ended.map { life.treatments[$0] },
      allergies: life.allergies.filter { $0.recordedAt <= visit.start && !$0.isRefuted }.map(
        \.allergy
      ),
      familyHistory: life.familyHistory,
      isSmoker: life.problems.contains {
        $0.disease == .smoker && $0.isActive(at: visit.start) && $0.isRecorded
      },
      copiedPlan: lastPlan
    )
  }

  /// What the plan of an earlier visit would have said.
  private var lastPlan: String? {
    life.treatments.last {
      $0.isOrdered && $0.stopReason != nil && ($0.end ?? .max) < visit.start - .days(60)
    }
    .map { "Continue \($0.drug.name) \($0.drug.dose) (copied from the previous note)." }
  }
}
