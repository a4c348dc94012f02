// SPDX-License-Identifier: Apache-2.0

internal import Foundation
import Store
internal import Synchronization

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
    var leaders: Set<Int64> = []
    try lake.patients(by: .lastSeen, limit: GrowingPages.first) { patient in
      leaders.insert(patient.row)
      pages.page.append(patient)
      pages.deliverIfFull(deliver)
      return !cancellation.isCancelled
    }
    if leaders.count == GrowingPages.first {
      try readOthers(than: leaders, &pages, cancellation, deliver)
    }
    pages.deliverRest(deliver)
  }

  /// Reads the patients that were not read yet; where there are many, half of them on a second thread.
  private func readOthers(
    than leaders: Set<Int64>,
    _ pages: inout GrowingPages,
    _ cancellation: Cancellation,
    _ deliver: (PatientPage) -> Void
  ) throws {
    guard let rows = try lake.patientRows() else { return }
    var last = rows.upperBound
    var count = 0
    var other: FarPatients?
    defer { other?.wait() }
    try lake.patients(inRows: rows) { patient in
      guard patient.row <= last, !cancellation.isCancelled else { return false }
      if leaders.contains(patient.row) { return true }
      pages.page.append(patient)
      if pages.deliverIfFull(deliver) { other?.takePages().forEach(deliver) }
      count += 1
      if count == patientsForThread, patient.row < last {
        let middle = patient.row + (last - patient.row) / 2
        other = FarPatients(lake, rows: middle + 1...max(middle + 1, last), leaders, cancellation)
        last = middle
      }
      return true
    }
    pages.deliverRest(deliver)
    guard let other else { return }
    other.wait()
    try other.end()
    other.takePages().forEach(deliver)
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

  init(size: Int = first) {
    self.size = size
    page = PatientPage.Builder(size)
  }

  /// Delivers the page that is full.
  ///
  /// - Returns: Whether it was.
  @discardableResult
  mutating func deliverIfFull(_ deliver: (PatientPage) -> Void) -> Bool {
    guard page.count >= size else { return false }
    deliver(page.finish())
    size = min(size * 4, Self.limit)
    page = PatientPage.Builder(size)
    return true
  }

  /// Delivers what is left.
  mutating func deliverRest(_ deliver: (PatientPage) -> Void) {
    if page.count > 0 { deliver(page.finish()) }
    page = PatientPage.Builder()
  }
}

/// Patients that are read on a thread of their own, while the first ones are.
private final class FarPatients: Sendable {
  private let pages = Mutex<[PatientPage]>([])
  private let failure = Mutex<(any Error)?>(nil)
  private let ended = DispatchSemaphore(value: 0)

  /// Begins to read the patients of some rows but for those that were read.
  init(_ lake: Lake, rows: ClosedRange<Int64>, _ leaders: Set<Int64>, _ cancellation: Cancellation)
  {
    let thread = Thread { [self] in
      defer { ended.signal() }
      do {
        var pages = GrowingPages(size: 6_400)
        func add(_ page: PatientPage) { self.pages.withLock { $0.append(page) } }
        try lake.patients(inRows: rows) { patient in
          guard !cancellation.isCancelled else { return false }
          if leaders.contains(patient.row) { return true }
          pages.page.append(patient)
          pages.deliverIfFull(add)
          return true
        }
        pages.deliverRest(add)
      } catch {
        failure.withLock { $0 = error }
      }
    }
    thread.name = "tarn patients"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Returns the pages that were read since it was last asked.
  func takePages() -> [PatientPage] {
    pages.withLock { pages in
      defer { pages = [] }
      return pages
    }
  }

  /// Waits until everything is read.
  func wait() {
    ended.wait()
    ended.signal()
  }

  /// Throws what ended the reading early.
  func end() throws {
    if let error = failure.withLock({ $0 }) { throw error }
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
    }
  }
}
