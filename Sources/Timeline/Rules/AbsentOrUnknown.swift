// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// Entries of a list that say that there is nothing to list, or that nobody asked: "No known medications".
///
/// They are true of the patient, and are neither a problem nor a medication. See the code system
/// http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips.
enum AbsentOrUnknown {
  private static let codes: Set<String> = [
    "no-known-problems", "no-problem-info", "no-known-medications", "no-medication-info",
    "no-known-immunizations", "no-immunization-info", "no-known-procedures", "no-procedure-info",
    "no-known-devices", "no-device-info",
    // SNOMED CT
    "160245001", "787481004",
  ]

  private static let beginnings = [
    "no known problem", "no known condition", "no known medication", "no information about",
    "no current problem", "no current medication", "no active problem", "no active medication",
  ]

  /// Puts an event whose code says so among the documents, where nothing counts it.
  static func settle(_ event: inout Event) {
    let title = event.title.lowercased()
    guard event.code.map(codes.contains) ?? false || beginnings.contains(where: title.hasPrefix)
    else { return }
    event.lane = .documents
  }
}
