// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Recorder {
  /// Writes a panel: order and specimen now and then, the results, the report.
  mutating func writePanel(_ panel: Panel, at moment: Moment) {
    guard visit.panels.insert(panel).inserted, moment < life.end else { return }
    let fact = panel.fact
    let hasOrder = random.chance(0.3)
    let order = hasOrder ? nextID() : .none
    let specimen = random.chance(0.3) ? nextID() : .none
    if hasOrder { writeOrder(order, fact.concept, fact.name, at: moment - .minutes(6)) }
    if specimen.exists { writeSpecimen(specimen, fact.specimen, at: moment, order: order) }
    let delay =
      fact.analytes.count == 1 ? Int.minutes(random.int(40...300)) : .minutes(random.int(60...240))
    var ids: [ResourceID] = []
    for analyte in fact.analytes {
      if let id = visit.observed[analyte] {
        ids.append(id)
        continue
      }
      let measurement = report(analyte, at: moment)
      ids.append(
        write(measurement, at: moment, issuedAfter: delay, specimen: specimen, order: order)
      )
    }
    guard fact.analytes.count > 1 || random.chance(0.2) else { return }
    writeReport(
      fact.concept,
      fact.name,
      ids,
      at: moment,
      issued: moment + delay,
      order: order,
      specimen: specimen
    )
  }

  private mutating func writeReport(
    _ concept: Concept,
    _ name: String,
    _ results: [ResourceID],
    at moment: Moment,
    issued: Moment,
    order: ResourceID,
    specimen: ResourceID
  ) {
    begin(.diagnosticReport, nextID(), at: issued + 60)
    if order.exists {
      writer.openArray("basedOn")
      writer.reference(.serviceRequest, order)
      writer.closeArray()
    }
    writer.member("status", "final")
    writer.concepts("category", Concept(.diagnosticService, "LAB", "Laboratory"))
    writer.concept("code", concept, text: name)
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.dateTime("effectiveDateTime", moment, zone)
    writer.dateTime("issued", issued, zone)
    writer.openArray("performer")
    writer.reference(shared: town.laboratory.reference, display: town.laboratory.display)
    writer.closeArray()
    if specimen.exists {
      writer.openArray("specimen")
      writer.reference(.specimen, specimen)
      writer.closeArray()
    }
    writer.openArray("result")
    for id in results { writer.reference(.observation, id) }
    writer.closeArray()
    end()
  }

  private mutating func writeOrder(
    _ id: ResourceID,
    _ concept: Concept,
    _ name: String,
    at moment: Moment
  ) {
    begin(.serviceRequest, id, at: moment)
    writer.member("status", "completed")
    writer.member("intent", "order")
    writer.concept("code", concept, text: name)
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.dateTime("authoredOn", moment, zone)
    let doctor = town.practitioner(visit.visit?.specialty ?? .familyMedicine)
    writer.reference("requester", shared: doctor.reference, display: doctor.display)
    end()
  }

  private mutating func writeSpecimen(
    _ id: ResourceID,
    _ specimen: Panel.Specimen,
    at moment: Moment,
    order: ResourceID
  ) {
    begin(.specimen, id, at: moment + .minutes(20))
    writer.member("status", "available")
    writer.concept("type", specimen.concept)
    writer.reference("subject", .patient, patientID)
    writer.dateTime("receivedTime", moment + .minutes(20), zone)
    if order.exists {
      writer.openArray("request")
      writer.reference(.serviceRequest, order)
      writer.closeArray()
    }
    writer.open("collection")
    writer.dateTime("collectedDateTime", moment, zone)
    writer.close()
    end()
  }

  // MARK: - Results in words

  /// Writes a culture, whose result is words.
  mutating func writeCulture(_ result: CultureResult) {
    let at = visit.start + .minutes(25)
    let issued = at + .hours(random.int(44...110))
    visit.cultures.append(result)
    let specimen = nextID()
    writeSpecimen(specimen, result.specimen, at: at, order: .none)
    let id = nextID()
    if issued > life.end { return }
    if options.keepsHistory {
      writeCultureVersion(
        result,
        id,
        specimen,
        at,
        at + .hours(20),
        text: "Preliminary: culture in progress",
        status: "preliminary",
        isFinal: false
      )
    }
    writeCultureVersion(
      result,
      id,
      specimen,
      at,
      issued,
      text: result.text,
      status: "final",
      isFinal: true
    )
  }

  private mutating func writeCultureVersion(
    _ result: CultureResult,
    _ id: ResourceID,
    _ specimen: ResourceID,
    _ at: Moment,
    _ issued: Moment,
    text: String,
    status: StaticString,
    isFinal: Bool
  ) {
    begin(.observation, id, at: issued)
    writer.member("status", status)
    writer.concepts("category", Concept(.observationCategory, "laboratory", "Laboratory"))
    writer.concept("code", result.test, text: result.name)
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.dateTime("effectiveDateTime", at, zone)
    writer.dateTime("issued", issued, zone)
    writer.member("valueString", text: text)
    if isFinal {
      writer.concepts(
        "interpretation",
        result.isPositive
          ? Concept(.interpretation, "A", "Abnormal") : Concept(.interpretation, "N", "Normal")
      )
    }
    writer.reference("specimen", .specimen, specimen)
    end()
  }

  /// Writes a pathology report.
  mutating func writePathology(_ text: String) {
    let at = visit.start + .minutes(50)
    let issued = min(at + .days(random.int(2...6)), life.end)
    visit.pathology.append(text)
    begin(.diagnosticReport, nextID(), at: issued)
    writer.member("status", "final")
    writer.concepts("category", Concept(.diagnosticService, "PAT", "Pathology"))
    writer.concept("code", .loinc("11526-1", "Pathology study"), text: "Surgical pathology report")
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.dateTime("effectiveDateTime", at, zone)
    writer.dateTime("issued", issued, zone)
    let author = town.practitioner(.pathology)
    writer.openArray("performer")
    writer.reference(shared: author.reference, display: author.display)
    writer.closeArray()
    writer.member("conclusion", text: text)
    writeForm(
      NoteComposer.pathologyReport(text, life.person, author.display, at: zone.local(at).day)
    )
    end()
  }

  /// Writes an imaging study with its report.
  mutating func writeImaging(_ study: Study, findings: String, impression: String) {
    let at = visit.start + .minutes(45)
    guard at < life.end else { return }
    visit.studies.append((study, impression))
    let id = nextID()
    begin(.imagingStudy, id, at: at + .minutes(10))
    writer.openArray("identifier")
    writer.open()
    writer.member("system", "urn:dicom:uid")
    writer.openString("value")
    writer.raw("urn:oid:2.25.")
    writer.integer(Int(random.next() >> 12))
    writer.closeString()
    writer.close()
    writer.closeArray()
    writer.member("status", "available")
    writer.openArray("modality")
    writer.coding(study.modality)
    writer.closeArray()
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.dateTime("started", at, zone)
    writer.member("numberOfSeries", 1)
    let count =
      study.modality.code == "CT" || study.modality.code == "MR" ? random.int(40...220) : 2
    writer.member("numberOfInstances", count)
    writer.concepts("procedureCode", study.procedure, text: study.name)
    writer.member("description", text: study.name)
    writer.openArray("series")
    writer.open()
    writer.openString("uid")
    writer.raw("2.25.")
    writer.integer(Int(random.next() >> 12))
    writer.closeString()
    writer.member("number", 1)
    writer.coding("modality", study.modality)
    writer.member("numberOfInstances", count)
    writer.coding("bodySite", study.bodySite)
    writer.close()
    writer.closeArray()
    end()
    writeImagingReport(study, id, findings, impression, at: at)
  }

  private mutating func writeImagingReport(
    _ study: Study,
    _ id: ResourceID,
    _ findings: String,
    _ impression: String,
    at moment: Moment
  ) {
    let issued = moment + .minutes(random.int(30...600))
    begin(.diagnosticReport, nextID(), at: issued)
    writer.member("status", "final")
    writer.concepts("category", Concept(.diagnosticService, "RAD", "Radiology"))
    writer.concept("code", study.report, text: study.name)
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.dateTime("effectiveDateTime", moment, zone)
    writer.dateTime("issued", issued, zone)
    let author = town.practitioner(.radiology)
    writer.openArray("performer")
    writer.reference(shared: author.reference, display: author.display)
    writer.closeArray()
    writer.openArray("imagingStudy")
    writer.reference(.imagingStudy, id)
    writer.closeArray()
    writer.member("conclusion", text: impression)
    writeForm(
      NoteComposer.radiologyReport(
        study,
        findings: findings,
        impression: impression,
        reason: visitReason,
        author.display,
        at: zone.local(moment).day
      )
    )
    end()
  }

  /// What the visit is about, in words.
  var visitReason: String {
    guard let planned = visit.visit else { return "" }
    if !planned.reason.isEmpty { return planned.reason }
    return planned.problem.map { life.problems[$0].disease.name } ?? planned.kind.title
  }

  private mutating func writeForm(_ text: String) {
    writer.openArray("presentedForm")
    writer.open()
    writer.member("contentType", "text/plain")
    writer.member("language", "en")
    writer.member("data", base64: Array(text.utf8))
    writer.close()
    writer.closeArray()
  }
}
