// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store

extension StoreSource {
  /// Delivers the patients who were seen last, then all others, in growing pages.
  public func readPatients(
    cancellation: Cancellation,
    deliver: (PatientPage) -> Void
  ) throws {
    var pages = GrowingPages()
    if let lastJob {
      let isCancelled = { cancellation.isCancelled }
      try lake.patients(asOf: lastJob, pageSize: 100, isCancelled: isCancelled) { patients in
        for patient in patients { pages.page.append(Self.summary(patient)) }
        pages.deliverIfFull(deliver)
        return !cancellation.isCancelled
      }
      return pages.deliverRest(deliver)
    }
    try lake.patients(by: .lastSeen, first: GrowingPages.first) { patient in
      pages.page.append(patient)
      pages.deliverIfFull(deliver)
      return !cancellation.isCancelled
    }
    pages.deliverRest(deliver)
  }

  /// Returns the line of one patient as it is now.
  public func readPatient(id: String, cancellation: Cancellation) throws -> PatientSummary? {
    guard lastJob == nil else { return nil }
    let key = Store.ResourceKey(type: .patient, id: id)
    if try lake.states(of: [key]).first?.isDeleted == true { return nil }
    do {
      return Self.summary(try lake.patient(id: id))
    } catch let error as StoreError where error.code == .notFound {
      return nil
    }
  }

  /// Returns how many records were merged into the one of a patient.
  public func countMerged(into id: String) throws -> Int? {
    lastJob == nil ? try lake.patients(replacedBy: id).count : nil
  }

  private static func summary(_ patient: Store.PatientSummary) -> PatientSummary {
    var summary = PatientSummary(id: patient.id)
    summary.name = (patient.name ?? "").headline
    summary.sortName = (patient.sortName ?? "").headline
    summary.gender = patient.sex ?? ""
    summary.birthDate = patient.birthDate ?? ""
    summary.deceased = patient.deceased.map { $0 == "true" ? "unknown" : $0 }
    summary.recordNumber = (patient.identifier ?? "").headline
    summary.place = (patient.address ?? "").headline
    summary.lastSeen = patient.lastSeen
    summary.eventCount = patient.events
    summary.allergyCount = patient.allergies
    summary.directiveCount = patient.directives
    summary.criticalCount = patient.critical
    summary.changedCount = patient.changed
    summary.deletedCount = patient.removed
    summary.otherNames = (patient.otherNames ?? "").headline
    summary.otherNumbers = (patient.otherNumbers ?? "").headline
    summary.replacedBy = patient.replacedBy
    return summary
  }
}

/// Pages of patients: small ones first, so that something is seen, then larger ones.
private struct GrowingPages {
  /// How many lines the first page has.
  static let first = 100

  private static let limit = 12_800

  var page = PatientPage.Builder(first)
  private var size = first

  /// Delivers the page that is full.
  mutating func deliverIfFull(_ deliver: (PatientPage) -> Void) {
    guard page.count >= size else { return }
    deliver(page.finish())
    size = min(size * 4, Self.limit)
    page = PatientPage.Builder(size)
  }

  /// Delivers what is left.
  mutating func deliverRest(_ deliver: (PatientPage) -> Void) {
    if page.count > 0 { deliver(page.finish()) }
    page = PatientPage.Builder()
  }
}

extension PatientPage.Builder {
  /// Appends a line of the list.
  fileprivate mutating func append(_ patient: PatientRow) {
    let numbers = PatientPage.Numbers(
      lastSeen: patient.lastSeen ?? .min,
      events: Int32(clamping: patient.events),
      allergies: Int32(clamping: patient.allergies),
      directives: Int32(clamping: patient.directives),
      critical: Int32(clamping: patient.critical),
      changed: Int32(clamping: patient.changed),
      deleted: Int32(clamping: patient.removed)
    )
    append(numbers) { text, bytes in
      let start = bytes.count
      patient.append(text.ofRow, to: &bytes)
      if text == .deceased, bytes[start...].elementsEqual("true".utf8) {
        // Only the fact is known.
        bytes.replaceSubrange(start..., with: "unknown".utf8)
      }
    }
  }
}

extension PatientPage.Text {
  fileprivate var ofRow: PatientRow.Text {
    switch self {
    case .id: .id
    case .name: .name
    case .sortName: .sortName
    case .gender: .sex
    case .birthDate: .birthDate
    case .deceased: .deceased
    case .recordNumber: .identifier
    case .place: .address
    case .otherNames: .otherNames
    case .replacedBy: .replacedBy
    case .otherNumbers: .otherNumbers
    }
  }
}
