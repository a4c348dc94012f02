// SPDX-License-Identifier: Apache-2.0

import FHIR

/// FHIR's data types.
extension ResourceWriter {
  // MARK: - Codes

  /// Writes a Coding as an element of an array.
  mutating func coding(_ concept: Concept) {
    open()
    codingMembers(concept)
    close()
  }

  /// Writes a Coding as a member.
  mutating func coding(_ key: StaticString, _ concept: Concept) {
    open(key)
    codingMembers(concept)
    close()
  }

  private mutating func codingMembers(_ concept: Concept) {
    member("system", concept.system.uri)
    member("code", text: concept.code)
    if !concept.display.isEmpty { member("display", text: concept.display) }
  }

  /// Writes the members of a CodeableConcept.
  mutating func conceptMembers(_ codings: Concept..., text: String? = nil) {
    if !codings.isEmpty {
      openArray("coding")
      for concept in codings { coding(concept) }
      closeArray()
    }
    if let text { member("text", text: text) }
  }

  /// Writes a CodeableConcept as a member.
  mutating func concept(_ key: StaticString, _ concept: Concept, text: String? = nil) {
    open(key)
    conceptMembers(concept, text: text)
    close()
  }

  /// Writes an array of one CodeableConcept.
  mutating func concepts(_ key: StaticString, _ concept: Concept, text: String? = nil) {
    openArray(key)
    open()
    conceptMembers(concept, text: text)
    close()
    closeArray()
  }

  /// Writes a CodeableConcept that has only text.
  mutating func concept(_ key: StaticString, text: String) {
    open(key)
    member("text", text: text)
    close()
  }

  // MARK: - References

  /// Writes a Reference to one of the patient's resources.
  mutating func reference(_ key: StaticString, _ type: ResourceKind, _ id: ResourceID) {
    open(key)
    referenceMember(type, id)
    close()
  }

  /// Writes a Reference to one of the patient's resources as an element of an array.
  mutating func reference(_ type: ResourceKind, _ id: ResourceID) {
    open()
    referenceMember(type, id)
    close()
  }

  private mutating func referenceMember(_ type: ResourceKind, _ id: ResourceID) {
    openString("reference")
    raw(type.name)
    raw("/")
    piece(id)
    closeString()
  }

  /// Writes a Reference to a shared resource, with what it is called.
  mutating func reference(_ key: StaticString, shared: String, display: String) {
    open(key)
    member("reference", text: shared)
    member("display", text: display)
    close()
  }

  /// Writes a Reference to a shared resource as an element of an array.
  mutating func reference(shared: String, display: String) {
    open()
    member("reference", text: shared)
    member("display", text: display)
    close()
  }

  // MARK: - Dates

  /// Writes an instant or dateTime to the second.
  mutating func dateTime(_ key: StaticString, _ moment: Moment, _ zone: TimeZoneRule) {
    openString(key)
    appendDateTime(moment, zone)
    closeString()
  }

  /// Writes a date or a dateTime as precisely as is known.
  mutating func date(
    _ key: StaticString,
    _ moment: Moment,
    _ zone: TimeZoneRule,
    _ precision: DatePrecision = .day
  ) {
    if precision >= .minute { return dateTime(key, moment, zone) }
    openString(key)
    appendDate(zone.local(moment).day, precision)
    closeString()
  }

  /// Writes a Period; an end that is missing is open.
  mutating func period(
    _ key: StaticString,
    _ start: Moment,
    _ end: Moment?,
    _ zone: TimeZoneRule,
    precision: DatePrecision = .second
  ) {
    open(key)
    date("start", start, zone, precision)
    if let end { date("end", end, zone, precision) }
    close()
  }

  /// Appends a date to an open string.
  mutating func appendDate(_ day: Day, _ precision: DatePrecision = .day) {
    let date = CivilDate(day)
    integer(date.year)
    if precision == .year { return }
    raw("-")
    twoDigits(date.month)
    if precision == .month { return }
    raw("-")
    twoDigits(date.day)
  }

  /// Appends a moment to an open string.
  mutating func appendDateTime(_ moment: Moment, _ zone: TimeZoneRule) {
    let offset = zone.offset(at: moment)
    let shifted = moment + offset * 60
    let day = shifted.utcDay
    let second = shifted - day * 86_400
    appendDate(day)
    raw("T")
    twoDigits(second / 3600)
    raw(":")
    twoDigits(second / 60 % 60)
    raw(":")
    twoDigits(second % 60)
    if offset == 0 { return raw("Z") }
    raw(offset < 0 ? "-" : "+")
    twoDigits(abs(offset) / 60)
    raw(":")
    twoDigits(abs(offset) % 60)
  }

  // MARK: - Quantities

  /// Writes the members of a Quantity in UCUM.
  mutating func quantityMembers(
    _ value: Double,
    places: Int,
    unit: String,
    ucum: String,
    comparator: StaticString? = nil
  ) {
    member("value", value, places: places)
    if let comparator { member("comparator", comparator) }
    member("unit", text: unit)
    member("system", "http://unitsofmeasure.org")
    member("code", text: ucum)
  }

  /// Writes a Quantity in UCUM.
  mutating func quantity(
    _ key: StaticString,
    _ value: Double,
    places: Int,
    unit: String,
    ucum: String
  ) {
    open(key)
    quantityMembers(value, places: places, unit: unit, ucum: ucum)
    close()
  }
}
