// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What somebody remarked of a result: `see comment, note: grossly hemolyzed`.
///
/// A value that only points to it is followed by it, and so is one that is not to be trusted; a number of
/// that kind is in no plot and no comparison. Other remarks are in the detail, or no list could set one value
/// beside others.
enum ResultRemark {
  /// Beginnings of words that tell that a number may not be the patient's.
  private static let warnings = [
    "do not use", "hemoly", "haemoly", "contamina", "drip arm", "clotted", "lipaemi", "lipemi",
    "unreliable", "mislabel", "wrong patient", "wrong blood", "insufficient sample", "spurious",
    "artefact", "artifact", "interpret with caution", "unsuitable", "not valid", "invalid",
  ]

  /// Values that say no more than that there is a remark.
  private static let pointers = ["comment", "see ", "note", "refer to", "other", "text"]

  /// Puts the remark behind the value.
  static func add(to event: inout Event, from resource: JSONValue) {
    guard let note = Remarks.text(resource), event.value != note, note.contains(where: \.isLetter)
    else { return }
    let text = note.lowercased()
    let said = event.value?.lowercased() ?? ""
    let isPointer = event.number == nil && pointers.contains(where: said.hasPrefix)
    guard isPointer || warnings.contains(where: text.contains) else { return }
    let value = event.value.map { value in event.unit.map { "\(value) \($0)" } ?? value }
    event.value = [value, "note: \(note)"].compactMap(\.self).joined(separator: ", ")
    event.number = nil
    event.unit = nil
  }
}

/// What people remarked of a resource, in its `note`.
enum Remarks {
  /// Returns the remarks, one behind the other; `nil` where there is none.
  static func text(_ resource: JSONValue) -> String? {
    let notes = (resource["note"]?.elements ?? .empty).compactMap { $0["text"]?.content }
    return notes.isEmpty ? nil : Titles.shortened(notes.joined(separator: "; "))
  }
}
