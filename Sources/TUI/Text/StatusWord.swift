// SPDX-License-Identifier: Apache-2.0

internal import Timeline

extension ChartEvent {
  /// The status as a list says it; empty for none.
  ///
  /// Under "Active medications" a supply that is "completed" reads as if the medication were over:
  /// what was completed is said in its place.
  var statusWord: String {
    guard let status = event.status else { return "" }
    guard status == "completed" else { return status }
    switch key.type {
    case "MedicationDispense": return "dispensed"
    case "MedicationAdministration": return "given"
    default: return status
    }
  }
}
