// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import FHIRPath

/// Rules of the base specification that stand in its text and are no FHIRPath.
struct ContentRules: Sendable {
  /// A rule that an element breaks.
  struct Finding {
    let rule: String
    let text: String
    let place: JSONValue?
    /// Whether it is only doubtful.
    var isWarning = false
  }

  private let htmlChecks: FHIRPathExpression

  init() throws { htmlChecks = try FHIRPathExpression(parsing: "`div`.htmlChecks()") }

  /// Returns what an element breaks.
  ///
  /// - Parameters:
  ///   - item: The element.
  ///   - type: Its type.
  ///   - resource: The resource that it is in.
  /// - Returns: The findings.
  func findings(_ item: FHIRPathItem, type: String, in resource: JSONValue?) -> [Finding] {
    guard let value = item.source else { return [] }
    switch type {
    case "Coding": return coding(value)
    case "Attachment": return attachment(value)
    case "Narrative": return narrative(item, value, resource)
    case "Bundle": return links(value) + entries(value) + ambiguities(value)
    default: return []
    }
  }

  // MARK: - Data types

  /// https://hl7.org/fhir/R4/datatypes-definitions.html#Coding.system: an absolute URI, of a code
  /// system and not of a value set.
  private func coding(_ value: JSONValue) -> [Finding] {
    guard let system = value["system"]?.string else { return [] }
    if system.hasPrefix("http://hl7.org/fhir/ValueSet/") {
      return [
        Finding(
          rule: "coding-value-set",
          text: "The system of a code is a code system, and \(system) is a value set",
          place: value["system"]
        )
      ]
    }
    if system.utf8.contains(UInt8(ascii: ":")) { return [] }
    return [
      Finding(
        rule: "coding-system",
        text: "The system of a code must be an absolute URI",
        place: value["system"]
      )
    ]
  }

  /// https://hl7.org/fhir/R4/datatypes-definitions.html#Attachment.size: that of the data.
  private func attachment(_ value: JSONValue) -> [Finding] {
    guard let size = value["size"]?.integer, let data = value["data"] else { return [] }
    let digits = data.withUTF8 { bytes in
      bytes.count { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x3D && $0 != 0x5C }
    }
    guard let digits, digits * 3 / 4 != size else { return [] }
    return [
      Finding(
        rule: "attachment-size",
        text: "The size says \(size) bytes, and the data are \(digits * 3 / 4)",
        place: value["size"]
      )
    ]
  }

  /// txt-1 and txt-2, and links within the narrative that lead nowhere.
  private func narrative(
    _ item: FHIRPathItem,
    _ value: JSONValue,
    _ resource: JSONValue?
  ) -> [Finding] {
    var found: [Finding] = []
    if Self.isEmpty(value["div"]?.string ?? "") {
      found.append(
        Finding(
          rule: "txt-2",
          text: "The narrative has no content",
          place: value["div"],
          isWarning: true
        )
      )
    } else if (try? htmlChecks.evaluateBoolean(on: [item])) == false {
      found.append(
        Finding(
          rule: "txt-1",
          text: "The narrative may have content, basic formatting and styles, and nothing active",
          place: value["div"]
        )
      )
    }
    let text = value["div"]?.string ?? ""
    let contained = (resource?["contained"]?.elements ?? .empty).compactMap { $0["id"]?.string }
    for part in text.components(between: "href=\"#", and: "\"") where !contained.contains(part) {
      let isThere = ["id=\"\(part)\"", "name=\"\(part)\"", "id='\(part)'", "name='\(part)'"]
        .contains { text.contains($0) }
      if !isThere, !part.isEmpty {
        found.append(
          Finding(
            rule: "narrative-link",
            text: "A link of the narrative leads to an id that is not there",
            place: value["div"]
          )
        )
        break
      }
    }
    return found
  }

  /// Whether a narrative has neither text nor an image; examples of R4 itself have none.
  private static func isEmpty(_ text: String) -> Bool {
    var isTag = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "<") { isTag = true }
      if !isTag, byte > 0x20 { return false }
      if byte == UInt8(ascii: ">") { isTag = false }
    }
    return !text.contains("<img") && !text.contains("<script")
  }

  // MARK: - Bundles

  private func links(_ bundle: JSONValue) -> [Finding] {
    var seen: Set<String> = []
    return (bundle["link"]?.elements ?? .empty).compactMap { link in
      let once: Set = ["self", "first", "previous", "prev", "next", "last"]
      guard let relation = link["relation"]?.string, once.contains(relation),
        !seen.insert(relation).inserted
      else { return nil }
      return Finding(
        rule: "bundle-link",
        text: "A Bundle has one link \(relation)",
        place: link["relation"]
      )
    }
  }

  /// References of a document that several versions of a resource in it answer to.
  ///
  /// See https://hl7.org/fhir/R4/bundle.html#references.
  private func ambiguities(_ bundle: JSONValue) -> [Finding] {
    guard bundle["type"]?.string == "document" else { return [] }
    var counts: [String: Int] = [:]
    for entry in bundle["entry"]?.elements ?? .empty {
      guard let resource = entry["resource"], let type = resource["resourceType"]?.string,
        let id = resource["id"]?.string
      else { continue }
      counts["\(type)/\(id)", default: 0] += 1
    }
    let several = Set(counts.filter { $0.value > 1 }.keys)
    guard !several.isEmpty else { return [] }
    var found: [Finding] = []
    collect(bundle, several, depth: 0, into: &found)
    return found
  }

  private func collect(
    _ value: JSONValue,
    _ several: Set<String>,
    depth: Int,
    into found: inout [Finding]
  ) {
    guard depth < 100 else { return }
    if let reference = value["reference"]?.string, several.contains(reference) {
      found.append(
        Finding(
          rule: "bundle-ambiguous",
          text: "The document has several versions of \(reference), and it names none",
          place: value["reference"]
        )
      )
    }
    for member in value.members { collect(member.value, several, depth: depth + 1, into: &found) }
    for element in value.elements { collect(element, several, depth: depth + 1, into: &found) }
  }

  /// https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.fullUrl and
  /// https://hl7.org/fhir/R4/bundle.html#searchset.
  private func entries(_ bundle: JSONValue) -> [Finding] {
    let isSearch = bundle["type"]?.string == "searchset"
    var found: [Finding] = []
    for entry in bundle["entry"]?.elements ?? .empty {
      if let url = entry["fullUrl"]?.string, !url.utf8.contains(UInt8(ascii: ":")) {
        found.append(
          Finding(
            rule: "bundle-full-url",
            text: "The fullUrl must be an absolute URL",
            place: entry["fullUrl"]
          )
        )
      }
      guard isSearch, let resource = entry["resource"] else { continue }
      let isOutcome = resource["resourceType"]?.string == "OperationOutcome"
      if resource["id"] == nil, !isOutcome {
        found.append(
          Finding(
            rule: "bundle-search-id",
            text: "A resource that a search found has an id",
            place: resource
          )
        )
      }
      if let mode = entry["search"]?["mode"]?.string, (mode == "outcome") != isOutcome {
        found.append(
          Finding(
            rule: "bundle-search-outcome",
            text: isOutcome
              ? "An OperationOutcome is the outcome of a search and no hit"
              : "The outcome of a search is an OperationOutcome",
            place: resource
          )
        )
      }
    }
    return found
  }
}

extension String {
  /// The parts that stand between two texts.
  fileprivate func components(between start: String, and end: Character) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: start) {
      rest = rest[range.upperBound...]
      found.append(String(rest.prefix { $0 != end }))
    }
    return found
  }
}
