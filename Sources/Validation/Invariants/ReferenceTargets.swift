// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// The resource types that the references of R4's elements may lead to.
///
/// See https://hl7.org/fhir/R4/references.html.
struct ReferenceTargets: Sendable {
  private let targets: [String: Set<String>]

  static let r4 = ReferenceTargets()

  private init() {
    var found: [String: Set<String>] = [:]
    var structure = ""
    let text = R4Definitions.structures.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") {
        structure = String(line.dropFirst().prefix { $0 != " " }.drop { $0 == "~" })
        continue
      }
      let words = line.split(separator: " ")
      guard words.count >= 4, let types = words.dropFirst(3).first else { continue }
      for type in types.split(separator: "|") where type.hasPrefix("Reference>") {
        let name = words[0].hasSuffix("[x]") ? words[0].dropLast(3) : words[0]
        let list = type.dropFirst("Reference>".count).split(separator: ",").map(String.init)
        found["\(structure).\(name)"] = Set(list)
      }
    }
    targets = found
  }

  /// Returns a sentence for a reference that leads to a type it may not lead to.
  ///
  /// - Parameters:
  ///   - reference: The Reference.
  ///   - element: The type that holds it and the name of the element: `Observation.subject`.
  ///   - target: What it leads to, where the document has it.
  /// - Returns: `nil` where it may, or where nobody can say.
  func complaint(_ reference: JSONValue, at element: String, target: JSONValue?) -> String? {
    guard let allowed = targets[element], !allowed.contains("Resource"), !allowed.isEmpty else {
      return nil
    }
    var type = target?["resourceType"]?.string
    if type == nil, let text = reference["reference"]?.string,
      case .literal(let literal, _, _, _) = FHIRReference(text)
    {
      type = literal.rawValue
    }
    guard let type = type ?? reference["type"]?.string, !allowed.contains(type) else { return nil }
    return "It may refer to \(allowed.sorted().joined(separator: ", ")), not to \(type)"
  }
}
