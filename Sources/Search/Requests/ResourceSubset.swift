// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// Which elements of a resource a request asks for.
///
/// See https://hl7.org/fhir/R4/search.html#summary and #elements.
public struct ResourceSubset: Sendable {
  private let request: SearchRequest

  /// Creates the subset that a request asks for; `nil` where it asks for whole resources.
  public init?(_ request: SearchRequest) {
    if request.elements.isEmpty, request.summary == .false { return nil }
    self.request = request
  }

  /// Returns a resource with the wanted elements alone, tagged as `SUBSETTED`.
  ///
  /// - Parameters:
  ///   - root: The resource.
  ///   - type: Its type.
  /// - Returns: The resource as JSON text.
  public func text(of root: JSONValue, type: ResourceType) -> String {
    let wanted = wanted(type)
    var members: [String] = []
    var hasMeta = false
    for member in root.members {
      let key = member.key
      let name = key.hasPrefix("_") ? String(key.dropFirst()) : key
      if key == "meta" {
        hasMeta = true
        members.append(JSON.string(key).text + ":" + Self.tagged(member.value))
      } else if wanted(name) {
        members.append(JSON.string(key).text + ":" + member.value.jsonText)
      }
    }
    if !hasMeta { members.append("\"meta\":{\"tag\":[\(Self.tag)]}") }
    return "{" + members.joined(separator: ",") + "}"
  }

  private func wanted(_ type: ResourceType) -> (String) -> Bool {
    let always: Set = ["resourceType", "id"]
    let (summary, mandatory) = Self.elements[type] ?? ([], [])
    if !request.elements.isEmpty {
      let names = Set(
        request.elements.map { String($0.split(separator: ".").last ?? "") }
      )
      return { always.contains($0) || names.contains($0) || mandatory.contains($0) }
    }
    switch request.summary {
    case .data: return { $0 != "text" }
    case .text: return { always.contains($0) || $0 == "text" || mandatory.contains($0) }
    default: return { always.contains($0) || summary.contains($0) || mandatory.contains($0) }
    }
  }

  private static let tag =
    "{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ObservationValue\",\"code\":\"SUBSETTED\"}"

  private static func tagged(_ meta: JSONValue) -> String {
    var members = meta.members.filter { $0.key != "tag" }
      .map { JSON.string($0.key).text + ":" + $0.value.jsonText }
    let tags = (meta["tag"]?.elements ?? .empty).map(\.jsonText) + [tag]
    members.append("\"tag\":[\(tags.joined(separator: ","))]")
    return "{" + members.joined(separator: ",") + "}"
  }

  /// The elements of each type that are part of its summary, and those that are mandatory.
  private static let elements: [ResourceType: (summary: Set<String>, mandatory: Set<String>)] = {
    let text = SearchParameters.summaries.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    var elements: [ResourceType: (summary: Set<String>, mandatory: Set<String>)] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ";", omittingEmptySubsequences: false)
      guard parts.count == 2, let type = ResourceType(name: String(parts[0])) else { continue }
      var (summary, mandatory): (Set<String>, Set<String>) = ([], [])
      for item in parts[1].split(separator: " ") {
        let name = String(item.drop { $0 == "!" || $0 == "-" })
        if item.hasPrefix("!") { mandatory.insert(name) }
        if !item.contains("-") { summary.insert(name) }
      }
      elements[type] = (summary, mandatory)
    }
    return elements
  }()
}
