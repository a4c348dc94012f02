// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What somebody remarked of a result: `see comment, note: grossly hemolyzed`.
///
/// A value in words is followed by it. A number is not, or no list could set it beside others; but one that
/// is not to be trusted says so, and is in no plot and no comparison.
enum ResultRemark {
  /// Beginnings of words that tell that a number may not be the patient's.
  private static let warnings = [
    "do not use", "hemoly", "haemoly", "contamina", "drip arm", "clotted", "lipaemi", "lipemi",
    "unreliable", "mislabel", "wrong patient", "wrong blood", "insufficient sample", "spurious",
    "artefact", "artifact", "interpret with caution", "unsuitable", "not valid", "invalid",
  ]

  /// Puts the remark behind the value.
  static func add(to event: inout Event, from resource: JSONValue) {
    guard let note = resource["note"]?.first?["text"]?.content.map(Titles.shortened),
      event.value != note
    else { return }
    let text = note.lowercased()
    if event.number != nil, !warnings.contains(where: text.contains) { return }
    let value = event.value.map { value in event.unit.map { "\(value) \($0)" } ?? value }
    event.value = [value, "note: \(note)"].compactMap(\.self).joined(separator: ", ")
    event.number = nil
    event.unit = nil
  }
}
