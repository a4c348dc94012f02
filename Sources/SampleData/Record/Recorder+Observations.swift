// SPDX-License-Identifier: Apache-2.0

import FHIR

/// A value that is about to be written: converted, judged, spelled.
struct Measurement {
  let analyte: Analyte
  let value: Double
  let places: Int
  let unit: String
  let ucum: String
  let concept: Concept
  let low: Double?
  let high: Double?
  let flag: ResultFlag
  let comparator: StaticString?
}

extension Recorder {
  // MARK: - Values

  /// Returns a value of the body as it is reported here.
  mutating func report(
    _ analyte: Analyte,
    at moment: Moment,
    value given: Double? = nil
  ) -> Measurement {
    let fact = analyte.fact
    let raw = given ?? life.physiology.measured(analyte, at: moment, &random)
    var (low, high) = range(analyte, at: moment)
    let flag = judge(raw, fact, low, high)
    var comparator: StaticString?
    var value = raw
    switch analyte {
    case .viralLoad where raw < 20: (value, comparator) = (20, "<")
    case .troponin where raw < 3: (value, comparator) = (3, "<")
    case .albuminRatio where raw < 4: (value, comparator) = (4, "<")
    case .tsh where raw < 0.01: (value, comparator) = (0.01, "<")
    case .crp where raw < 0.6: (value, comparator) = (0.6, "<")
    case .procalcitonin where raw < 0.05: (value, comparator) = (0.05, "<")
    case .egfr where raw > 90 && life.person.place.usesSIUnits: (value, comparator) = (90, ">")
    default: break
    }
    guard life.person.place.usesSIUnits, let si = fact.si else {
      return Measurement(
        analyte: analyte,
        value: value,
        places: fact.places,
        unit: fact.unit,
        ucum: fact.ucum,
        concept: fact.concept,
        low: low,
        high: high,
        flag: flag,
        comparator: comparator
      )
    }
    value = value * si.factor + si.plus
    low = low.map { $0 * si.factor + si.plus }
    high = high.map { $0 * si.factor + si.plus }
    return Measurement(
      analyte: analyte,
      value: value,
      places: si.places,
      unit: si.unit,
      ucum: si.ucum,
      concept: si.concept,
      low: low,
      high: high,
      flag: flag,
      comparator: comparator
    )
  }

  private func range(_ analyte: Analyte, at moment: Moment) -> (Double?, Double?) {
    let fact = analyte.fact
    let isFemale = life.person.isFemale
    let age = (moment - life.person.birth).inYears
    switch analyte {
    case .creatinine where age >= 18: return isFemale ? (0.5, 1.1) : (0.7, 1.3)
    case .hemoglobin where age >= 18: return isFemale ? (12, 15.5) : (13.5, 17.5)
    case .hematocrit where age >= 18: return isFemale ? (36, 46) : (40, 52)
    case .erythrocytes where age >= 18: return isFemale ? (3.8, 5.1) : (4.4, 5.8)
    case .inr, .prothrombin:
      let isOnWarfarin = life.treatments.contains {
        $0.drug.name == "warfarin" && $0.isActive(at: moment)
      }
      if isOnWarfarin { return analyte == .inr ? (2.0, 3.0) : (nil, nil) }
      return (fact.low, fact.high)
    case .bilirubin where age < 0.1: return (0, 12)
    case .tScore, .height, .weight: return (fact.low, nil)
    default:
      // Ranges for adults say nothing about children.
      let isForAll = [.sodium, .potassium, .temperature, .saturation, .glucose].contains(analyte)
      return age < 18 && !isForAll ? (nil, nil) : (fact.low, fact.high)
    }
  }

  private func judge(
    _ value: Double,
    _ fact: Analyte.Fact,
    _ low: Double?,
    _ high: Double?
  ) -> ResultFlag {
    // What is judged is the value as it is printed.
    var scale = 1.0
    for _ in 0..<fact.places { scale *= 10 }
    let shown = (value * scale).rounded() / scale
    if low == nil, high == nil { return .unknown }
    if let low, shown < low {
      return fact.criticalLow.map { shown <= $0 } ?? false ? .criticalLow : .low
    }
    if let high, shown > high {
      return fact.criticalHigh.map { shown >= $0 } ?? false ? .criticalHigh : .high
    }
    return .normal
  }

  // MARK: - Observations

  /// Measures something in the visit, writes it and returns its id.
  @discardableResult
  mutating func measure(_ analyte: Analyte, at moment: Moment? = nil) -> ResourceID {
    if let id = visit.observed[analyte] { return id }
    switch analyte {
    case .systolic, .diastolic: return writeBloodPressure(at: moment ?? visit.start + .minutes(5))
    default: break
    }
    let at = moment ?? visit.start + .minutes(6)
    let measurement = report(analyte, at: at)
    return write(measurement, at: at, issuedAfter: .minutes(1))
  }

  /// Writes an Observation of a measurement, remembers it for the note and returns its id.
  @discardableResult
  mutating func write(
    _ measurement: Measurement,
    at moment: Moment,
    issuedAfter delay: Int,
    specimen: ResourceID = .none,
    order: ResourceID = .none,
    isRemembered: Bool = true
  ) -> ResourceID {
    let id = nextID()
    writeObservation(
      measurement,
      id,
      at: moment,
      issued: moment + delay,
      specimen: specimen,
      order: order
    )
    if isRemembered {
      visit.observed[measurement.analyte] = id
      remember(measurement)
    }
    return id
  }

  /// Keeps a measurement for the note.
  mutating func remember(_ measurement: Measurement) {
    let slot = Int(measurement.analyte.rawValue)
    let text = SampleText.decimal(measurement.value, places: measurement.places)
    let sign = measurement.comparator.map { "\($0)" } ?? ""
    let result = VisitContext.Result(
      analyte: measurement.analyte,
      text: sign + text,
      value: measurement.value,
      flag: measurement.flag,
      previous: lastValues[slot],
      unit: measurement.unit,
      places: measurement.places
    )
    if measurement.analyte.fact.category == .vital {
      visit.vitals.append(result)
    } else {
      visit.results.append(result)
    }
    lastValues[slot] = measurement.value
  }

  /// Writes one version of an Observation.
  mutating func writeObservation(
    _ measurement: Measurement,
    _ id: ResourceID,
    at moment: Moment,
    issued: Moment,
    specimen: ResourceID = .none,
    order: ResourceID = .none,
    status: StaticString = "final",
    note: String? = nil,
    recordedAt: Moment? = nil
  ) {
    let fact = measurement.analyte.fact
    begin(.observation, id, at: recordedAt ?? issued)
    if order.exists {
      writer.openArray("basedOn")
      writer.reference(.serviceRequest, order)
      writer.closeArray()
    }
    writer.member("status", status)
    writer.concepts("category", fact.category.concept)
    writer.concept(
      "code",
      measurement.concept,
      text: fact.category.isLaboratory ? nil : measurement.concept.display
    )
    writer.reference("subject", .patient, patientID)
    if visit.id.exists { writer.reference("encounter", .encounter, visit.id) }
    writer.dateTime("effectiveDateTime", moment, zone)
    writer.dateTime("issued", issued, zone)
    if fact.category.isLaboratory {
      writer.openArray("performer")
      writer.reference(shared: town.laboratory.reference, display: town.laboratory.display)
      writer.closeArray()
    }
    writer.open("valueQuantity")
    writer.quantityMembers(
      measurement.value,
      places: measurement.places,
      unit: measurement.unit,
      ucum: measurement.ucum,
      comparator: measurement.comparator
    )
    writer.close()
    // As in life, some results come without interpretation or range.
    let draw = random.unit()
    if draw > 0.14 { writeInterpretation(measurement.flag) }
    if let note {
      writer.openArray("note")
      writer.open()
      writer.member("text", text: note)
      writer.close()
      writer.closeArray()
    }
    if specimen.exists { writer.reference("specimen", .specimen, specimen) }
    if fact.category != .vital || measurement.flag.isAbnormal, draw < 0.93 {
      writeRange(measurement)
    }
    end()
  }

  private mutating func writeInterpretation(_ flag: ResultFlag) {
    guard let concept = flag.concept else { return }
    writer.concepts("interpretation", concept)
  }

  private mutating func writeRange(_ measurement: Measurement) {
    guard measurement.low != nil || measurement.high != nil else { return }
    writer.openArray("referenceRange")
    writer.open()
    if let low = measurement.low {
      writer.quantity(
        "low",
        low,
        places: measurement.places,
        unit: measurement.unit,
        ucum: measurement.ucum
      )
    }
    if let high = measurement.high {
      writer.quantity(
        "high",
        high,
        places: measurement.places,
        unit: measurement.unit,
        ucum: measurement.ucum
      )
    }
    writer.close()
    writer.closeArray()
  }

  // MARK: - Vital signs

  /// Writes the usual vital signs.
  mutating func writeVitals(at moment: Moment) {
    writeBloodPressure(at: moment)
    for analyte in [Analyte.heartRate, .respiratoryRate, .temperature, .saturation, .weight] {
      measure(analyte, at: moment)
    }
    if random.chance(0.5) {
      measure(.height, at: moment)
      measure(.bmi, at: moment)
    }
    if random.chance(0.3) { writeSmoking(at: moment) }
  }

  /// Writes a blood pressure with its two components and returns its id.
  @discardableResult
  mutating func writeBloodPressure(at moment: Moment, isRemembered: Bool = true) -> ResourceID {
    if isRemembered, let id = visit.observed[.systolic] { return id }
    let systolic = report(.systolic, at: moment)
    let diastolic = report(.diastolic, at: moment)
    let id = nextID()
    begin(.observation, id, at: moment + .minutes(1))
    writer.member("status", "final")
    writer.concepts("category", Analyte.Fact.Category.vital.concept)
    writer.concept(
      "code",
      .loinc("85354-9", "Blood pressure panel with all children optional"),
      text: "Blood pressure"
    )
    writer.reference("subject", .patient, patientID)
    if visit.id.exists { writer.reference("encounter", .encounter, visit.id) }
    writer.dateTime("effectiveDateTime", moment, zone)
    writer.dateTime("issued", moment + .minutes(1), zone)
    writer.openArray("component")
    for part in [systolic, diastolic] {
      writer.open()
      writer.concept("code", part.concept)
      writer.quantity("valueQuantity", part.value, places: 0, unit: "mmHg", ucum: "mm[Hg]")
      if part.flag.isAbnormal { writeInterpretation(part.flag) }
      writer.close()
    }
    writer.closeArray()
    end()
    if isRemembered {
      visit.observed[.systolic] = id
      visit.observed[.diastolic] = id
      remember(systolic)
      remember(diastolic)
    }
    return id
  }

  private mutating func writeSmoking(at moment: Moment) {
    guard (moment - life.person.birth).inYears > 13 else { return }
    let problem = life.problems.first { $0.disease == .smoker }
    let status: Concept =
      if let problem {
        problem.isActive(at: moment)
          ? .snomed("449868002", "Smokes tobacco daily") : .snomed("8517006", "Ex-smoker")
      } else {
        .snomed("266919005", "Never smoked tobacco")
      }
    begin(.observation, nextID(), at: moment + .minutes(2))
    writer.member("status", "final")
    writer.concepts("category", Concept(.observationCategory, "social-history", "Social History"))
    writer.concept("code", .loinc("72166-2", "Tobacco smoking status"))
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.dateTime("effectiveDateTime", moment, zone)
    writer.concept("valueCodeableConcept", status)
    end()
  }
}
