// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// What people tell in their own words beside what is coded, and of whom: with `--deidentify` it is left out,
/// because nobody knows whom it names.
enum ToldWords {
  /// What stands before such words in values.
  private static let marks = [
    "note: ", "complication: ", "on-hold: ", "stopped: ", "lot ", "disposition: ", "because: ",
    "instruction: ",
  ]

  /// Returns the value of an event without them; `nil` where nothing is left.
  static func removed(from value: String?, of event: Event, type: String) -> String? {
    guard let value else { return nil }
    let parts = value.split(separator: ", ", omittingEmptySubsequences: false).map(String.init)
    var kept: [String]
    switch type {
    case "ServiceRequest", "CarePlan", "Goal", "RequestGroup": kept = Array(parts.prefix(1))
    case "Appointment", "AppointmentResponse", "Task": kept = []
    case "Encounter":
      // Where, and a reference that has no name: its id would say whose it is.
      kept = parts.filter { !$0.hasPrefix("in ") && !($0.hasPrefix("for ") && $0.contains("/")) }
    case "DetectedIssue": kept = [String(value.prefix { $0 != ":" })]
    default: kept = parts
    }
    // What follows such words may be of them, up to the end.
    if let first = kept.firstIndex(where: { part in marks.contains(where: part.hasPrefix) }) {
      kept.removeSubrange(first...)
    }
    let rest = kept.joined(separator: ", ")
    return rest.isEmpty ? nil : rest
  }

  /// Returns a title, behind which a value may stand, without the name of somebody else whom it is about:
  /// `Heart rate (of Fetus) 140 /min`.
  static func removed(fromTitle title: String) -> String {
    var title = title
    if let open = title.firstRange(of: " (of ") {
      let close = title[open.upperBound...].lastIndex(of: ")") ?? title.endIndex
      title.replaceSubrange(open.upperBound..<close, with: "somebody else")
    }
    for mark in marks where !mark.hasPrefix("lot") {
      if let told = title.firstRange(of: mark) { title.removeSubrange(told.lowerBound...) }
    }
    return title
  }
}
