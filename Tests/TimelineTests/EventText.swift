// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing
import Timeline

/// Returns the events of a resource as text; the one place of these tests that asks the rules.
///
/// ```
/// labs 2019-03-02 effectiveDateTime | Creatinine | 1.42 mg/dL high 0.6–1.1 | final
/// problems 2019…2020-02-01 onsetDateTime | Asthma | | resolved
/// ```
func eventText(_ type: ResourceType, _ members: String) throws -> String {
  let json = members.isEmpty ? "{}" : "{\(members)}"
  let document = try JSONDocument.parse(json)
  return EventRules.events(of: document.root, type: type).map(\.line).joined(separator: "\n")
}

extension Event {
  /// The event on one line; an end is written as the first moment after it.
  var line: String {
    var when = "undated"
    if !isUndated {
      let from = start.map {
        FHIRDateTime.text(lowerBound: $0, precision: startPrecision, offsetMinutes: offsetMinutes)
      }
      let to = end.map { FHIRDateTime.text(lowerBound: $0, precision: .second, offsetMinutes: nil) }
      when = shape == .span ? "\(from ?? "")…\(Self.short(to ?? ""))" : from ?? ""
      when += " \(dateElement ?? "?")"
    }
    var measured = [value, unit].compactMap(\.self).joined(separator: " ")
    if flag != .none { measured += " \(flag)" }
    if rangeLow != nil || rangeHigh != nil {
      measured += " \(rangeLow.map { "\($0)" } ?? "")–\(rangeHigh.map { "\($0)" } ?? "")"
    }
    let parts = ["\(lane) \(when)", title, measured, status ?? ""]
    var text = parts.joined(separator: " | ")
    while text.hasSuffix(" | ") { text.removeLast(3) }
    return text
  }

  private static func short(_ text: String) -> String {
    text.hasSuffix("T00:00:00") ? String(text.dropLast(9)) : text
  }
}
