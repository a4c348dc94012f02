// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// JSON of a field of a table, in words: a concept by its name and code, a reference by what it
/// names, a quantity with its unit; what has no form of its own without quotes and outer braces.
struct JSONCell {
  /// The name of the patient with an id, where it is known.
  var patientName: (String) -> String? = { _ in nil }

  /// JSON that is longer is shown as it is.
  private static let limit = 16_384

  /// The most items of a list that are named.
  private static let itemLimit = 12

  /// How deep what has no form of its own is looked into.
  private static let depthLimit = 4

  /// Returns a field as a reader wants it; what is no JSON as it is.
  func words(_ text: String) -> String {
    guard let first = text.utf8.first, first == 0x7B || first == 0x5B,
      text.utf8.count <= Self.limit,
      let document = try? JSONDocument.parse(text)
    else { return text }
    let root = document.root
    if let type = root["resourceType"]?.string {
      return root["id"]?.string.map { "\(type)/\($0) {…}" } ?? "\(type) {…}"
    }
    return words(root, depth: 0)
  }

  private func words(_ value: JSONValue, depth: Int) -> String {
    if let string = value.string { return string }
    if value.isArray {
      let elements = Array(value.elements)
      let items = elements.prefix(Self.itemLimit).map { words($0, depth: depth + 1) }
      let rest = elements.count - items.count
      return items.joined(separator: "; ") + (rest > 0 ? "; \(rest) more" : "")
    }
    guard value.isObject else { return value.jsonText }
    if let known = known(value, depth) { return known }
    guard depth < Self.depthLimit else { return value.jsonText }
    let members = value.members.map { "\($0.key): \(words($0.value, depth: depth + 1))" }
      .joined(separator: ", ")
    return depth == 0 ? members : "{\(members)}"
  }

  /// What a data type of FHIR says; `nil` for another object.
  private func known(_ value: JSONValue, _ depth: Int) -> String? {
    let keys = Set(value.members.map(\.key))
    if let coding = value["coding"], coding.isArray { return concept(value, coding) }
    if let reference = value["reference"]?.string {
      return value["display"]?.string ?? patient(reference) ?? reference
    }
    if keys.contains("numerator") || keys.contains("denominator") {
      let parts = [value["numerator"], value["denominator"]]
      return parts.map { $0.map { words($0, depth: depth + 1) } ?? "?" }.joined(separator: " / ")
    }
    if keys.isSubset(of: ["low", "high"]), !keys.isEmpty {
      let low = value["low"].map { words($0, depth: depth + 1) }
      let high = value["high"].map { words($0, depth: depth + 1) }
      return low != nil && high != nil
        ? "\(low ?? "") – \(high ?? "")" : low.map { "from \($0)" } ?? "up to \(high ?? "")"
    }
    if keys.isSubset(of: ["start", "end"]), !keys.isEmpty {
      let (start, end) = (value["start"]?.string, value["end"]?.string)
      return start != nil && end != nil
        ? "\(start ?? "") – \(end ?? "")" : start.map { "since \($0)" } ?? "until \(end ?? "")"
    }
    if let number = value["value"], !number.isObject, !number.isArray {
      return quantity(value, number)
    }
    if let family = value["family"]?.string {
      let given = (value["given"]?.elements ?? .empty).compactMap(\.string)
      return ([family + (given.isEmpty ? "" : ",")] + given).joined(separator: " ")
    }
    if let div = value["div"]?.string { return Self.bare(div) }
    if let type = value["contentType"]?.string {
      let size = value["data"]?.string.map { byteSize($0.utf8.count * 3 / 4) }
      return [value["title"]?.string, type, size, value["url"]?.string].compactMap(\.self)
        .joined(separator: ", ")
    }
    if keys.contains("city") || keys.contains("postalCode") || keys.contains("line") {
      let lines = (value["line"]?.elements ?? .empty).compactMap(\.string)
      let rest = ["postalCode", "city", "state", "country"].compactMap {
        value[dynamic: $0]?.string
      }
      return value["text"]?.string ?? (lines + rest).joined(separator: ", ")
    }
    if let url = value["url"]?.string, keys.contains(where: { $0.hasPrefix("value") }) {
      let content = value.members.first { $0.key.hasPrefix("value") }
      let name = url.split(separator: "/").last.map(String.init) ?? url
      return "\(name): \(content.map { words($0.value, depth: depth + 1) } ?? "")"
    }
    if keys.contains("code"),
      keys.isSubset(of: ["system", "code", "display", "version", "userSelected"])
    {
      return Self.coded(value["display"]?.string, value["code"]?.string)
    }
    return value["text"]?.string
  }

  /// `Essential hypertension (59621000)`.
  private func concept(_ value: JSONValue, _ coding: JSONValue) -> String {
    let codes = coding.elements.compactMap { $0["code"]?.string }
    let display = coding.elements.lazy.compactMap { $0["display"]?.string }.first
    return Self.coded(value["text"]?.string ?? display, codes.first)
  }

  private static func coded(_ name: String?, _ code: String?) -> String {
    guard let name, !name.isEmpty else { return code ?? "" }
    guard let code, !code.isEmpty, code != name else { return name }
    return "\(name) (\(code))"
  }

  /// `< 5.40 mmol/L`; an identifier or a telephone number is what its value is.
  private func quantity(_ value: JSONValue, _ number: JSONValue) -> String {
    if let text = number.string {
      let type = value["type"]?["text"]?.string ?? value["type"]?["coding"]?.first?["code"]?.string
      return [type, text].compactMap(\.self).joined(separator: " ")
    }
    let unit = value["unit"]?.string ?? value["code"]?.string ?? value["currency"]?.string
    return [value["comparator"]?.string, number.jsonText, unit].compactMap(\.self)
      .joined(separator: " ")
  }

  private func patient(_ reference: String) -> String? {
    guard case .literal(let type, let id, _, _) = FHIRReference(reference), type == .patient else {
      return nil
    }
    return patientName(id)
  }

  /// XHTML without its tags.
  private static func bare(_ div: String) -> String {
    var text = ""
    var isTag = false
    for letter in div {
      if letter == "<" {
        isTag = true
        if text.last != " " { text.append(" ") }
      } else if letter == ">" {
        isTag = false
      } else if !isTag {
        text.append(letter)
      }
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
