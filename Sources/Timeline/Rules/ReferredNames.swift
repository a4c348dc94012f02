// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// What a value says of a resource that it only refers to: `in Location/w7`, until whoever reads it puts the
/// name there, which may be stored later and change.
public enum ReferredNames {
  /// The types whose names are looked for.
  private static let types: Set<String> = [
    "Condition", "DiagnosticReport", "Location", "Observation", "Procedure",
  ]

  /// What stands before a reference in a value.
  private static let leads = ["in ", "for "]

  /// A relative reference to a resource that can be named; `nil` for any other.
  static func mark(_ reference: JSONValue) -> String? {
    guard let text = reference["reference"]?.string,
      case .literal(let type, let id, _, _) = FHIRReference(text), types.contains(type.rawValue)
    else { return nil }
    return "\(type.rawValue)/\(id)"
  }

  /// Puts names in the place of references.
  ///
  /// - Parameters:
  ///   - value: The value of an event.
  ///   - name: The name of the resource of a type and an id; `nil` where there is none.
  /// - Returns: The value, with the references that have a name replaced.
  public static func filled(
    _ value: String,
    _ name: (ResourceType, String) throws -> String?
  ) rethrows -> String {
    guard value.utf8.contains(UInt8(ascii: "/")) else { return value }
    return try value.split(separator: ", ", omittingEmptySubsequences: false).map { part in
      for lead in leads where part.hasPrefix(lead) {
        let target = part.dropFirst(lead.count).split(
          separator: "/",
          omittingEmptySubsequences: false
        )
        guard target.count == 2, types.contains(String(target[0])),
          let type = ResourceType(name: String(target[0])),
          let found = try name(type, String(target[1]))
        else { continue }
        // A comma parts what is said of an event.
        return lead + found.replacing(", ", with: " ")
      }
      return String(part)
    }
    .joined(separator: ", ")
  }
}
