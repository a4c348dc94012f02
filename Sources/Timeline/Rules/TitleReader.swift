// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What an element says for a title or a value.
struct Reading {
  var text: String

  /// Whether the text is a code, for want of words.
  var isCode = false

  var coding: Coding?
  var number: Double?
  var unit: String?
}

extension TitleRule {
  /// Reads the element; `nil` when it says nothing.
  func read(_ resource: JSONValue) -> Reading? {
    switch self {
    case .concept(let key): Self.concept(resource[key])
    case .conceptIn(let key, let inner): Self.inner(resource[key], inner).flatMap(Self.concept)
    case .text(let key): Self.text(resource[key])
    case .textIn(let key, let inner): Self.inner(resource[key], inner).flatMap(Self.text)
    case .reference(let key): Self.reference(resource[key], in: resource)
    case .referenceIn(let key, let inner):
      Self.inner(resource[key], inner).flatMap { Self.reference($0, in: resource) }
    case .quantity(let key): Self.quantity(resource[key])
    case .money(let key): Self.money(resource[key])
    case .moneyIn(let key, let inner): Self.inner(resource[key], inner).flatMap(Self.money)
    }
  }

  private static func inner(_ value: JSONValue?, _ key: StaticString) -> JSONValue? {
    guard let value, value.isArray else { return value?[key] }
    return value.elements.lazy.compactMap { $0[key] }.first
  }

  static func concept(_ value: JSONValue?) -> Reading? {
    guard let value = value?.isArray == true ? value?.first : value else { return nil }
    let concept = CodeableConcept(value)
    guard let display = concept.display else { return nil }
    let coding = concept.principal
    return Reading(
      text: Titles.plain(display),
      isCode: coding.map { $0.has(code: display) } ?? false && concept.text == nil,
      coding: coding
    )
  }

  private static func text(_ value: JSONValue?) -> Reading? {
    guard let value = value?.isArray == true ? value?.first : value else { return nil }
    if let number = value.numberText { return Reading(text: number, number: Double(number)) }
    return value.content.map { Reading(text: Titles.shortened($0)) }
  }

  private static func reference(_ value: JSONValue?, in resource: JSONValue) -> Reading? {
    guard let value = value?.isArray == true ? value?.first : value else { return nil }
    if let target = value["reference"], let contained = References.contained(target, in: resource),
      let reading = concept(contained["code"] ?? contained["type"]) ?? mixture(contained)
    {
      return reading
    }
    if let display = value["display"]?.content { return Reading(text: Titles.plain(display)) }
    return value["identifier"]?["value"]?.content.map { Reading(text: $0) }
  }

  /// What a medication without a name of its own is made of: `piperacillin / tazobactam`.
  private static func mixture(_ medication: JSONValue) -> Reading? {
    let names = (medication["ingredient"]?.elements ?? .empty).compactMap { ingredient in
      let name =
        ingredient["itemCodeableConcept"].flatMap { CodeableConcept($0).display }
        ?? ingredient["itemReference"]?["display"]?.content
      return name.map { Titles.plain($0) + MedicationName.strength(of: ingredient) }
    }
    guard !names.isEmpty else { return nil }
    return Reading(text: names.joined(separator: " / "))
  }

  private static func quantity(_ value: JSONValue?) -> Reading? {
    guard let value else { return nil }
    let quantity = Quantity(value)
    return quantity.text.map {
      Reading(text: $0, number: quantity.number, unit: quantity.shownUnit)
    }
  }

  private static func money(_ value: JSONValue?) -> Reading? {
    guard let value, let amount = value["value"]?.numberText else { return nil }
    return Reading(text: amount, number: Double(amount), unit: value["currency"]?.content)
  }
}

/// How titles are written.
enum Titles {
  /// The most bytes that a value or a title taken from running text has.
  private static let limit = 1000

  /// The tags by which SNOMED CT tells like-named concepts apart; to a reader they say nothing.
  private static let semanticTags: Set<String> = [
    "administrative concept", "assessment scale", "body structure", "cell", "cell structure",
    "clinical drug", "contextual qualifier", "disorder", "dose form", "environment",
    "environment / location", "ethnic group", "event", "finding", "geographic location",
    "inactive concept", "life style", "medicinal product", "medicinal product form",
    "metadata", "morphologic abnormality", "navigational concept", "observable entity",
    "occupation", "organism", "person", "physical force", "physical object", "procedure", "product",
    "qualifier value", "racial group", "record artifact", "regime/therapy", "religion/philosophy",
    "situation", "social concept", "special concept", "specimen", "staging scale", "substance",
    "tumor staging",
  ]

  /// Returns a display without white space around it and without the semantic tag of SNOMED CT.
  static func plain(_ display: String) -> String {
    let text = shortened(display)
    guard text.utf8.last == UInt8(ascii: ")"),
      let open = text.utf8.lastIndex(of: UInt8(ascii: "(")), open > text.startIndex
    else { return text }
    let tag = text[text.utf8.index(after: open)..<text.utf8.index(before: text.endIndex)]
    guard semanticTags.contains(String(tag)) else { return text }
    let name = trimmed(text[..<open])
    return name.isEmpty ? text : String(name)
  }

  /// Returns a text on one line, cut where it is very long.
  static func shortened(_ text: String) -> String {
    let utf8 = text.utf8
    let isPlain = utf8.first.map { $0 > 0x20 } ?? true && utf8.last.map { $0 > 0x20 } ?? true
    if isPlain && utf8.count <= limit && !utf8.contains(where: { $0 < 0x20 }) { return text }
    var words = ""
    var isBetween = false
    for character in text {
      if character.isWhitespace {
        isBetween = !words.isEmpty
        continue
      }
      if isBetween { words.append(" ") }
      isBetween = false
      words.append(character)
      // Of a text of megabytes no more is looked at than is shown.
      if words.utf8.count > limit {
        var end = words.utf8.index(words.startIndex, offsetBy: limit - 3)
        while end.samePosition(in: words) == nil { end = words.utf8.index(before: end) }
        return words[..<end] + "…"
      }
    }
    return words
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// Returns an age or a duration in words: `45 years`.
  static func words(_ quantity: Quantity) -> String? {
    guard let number = quantity.text else { return nil }
    let unit: String
    switch quantity.code ?? quantity.unit {
    case "a": unit = "years"
    case "mo": unit = "months"
    case "wk": unit = "weeks"
    case "d": unit = "days"
    case "h": unit = "hours"
    case "min": unit = "minutes"
    case let other: unit = quantity.unit ?? other ?? ""
    }
    return unit.isEmpty ? number : "\(number) \(unit)"
  }
}

/// References within a resource and to its encounter.
enum References {
  /// Returns the resource that a literal like `#med` points to.
  static func contained(_ reference: JSONValue, in resource: JSONValue) -> JSONValue? {
    guard let contained = resource["contained"] else { return nil }
    guard let text = reference.string, text.utf8.first == UInt8(ascii: "#") else { return nil }
    let id = text.dropFirst()
    return contained.elements.first { $0["id"]?.string.map { $0 == id } ?? false }
  }

  /// Returns the logical id of the Encounter that a Reference points to.
  static func encounterID(in resource: JSONValue, at path: [StaticString]) -> String? {
    guard !path.isEmpty else { return nil }
    var value = resource
    for step in path {
      if value.isArray {
        guard let first = value.first else { return nil }
        value = first
      }
      guard let next = value[step] else { return nil }
      value = next
    }
    if value.isArray {
      guard let first = value.first else { return nil }
      value = first
    }
    guard let reference = value["reference"] else { return nil }
    return reference.withUTF8(encounterID) ?? nil
  }

  /// The id in `Encounter/id`, `…/Encounter/id` or `…/Encounter/id/_history/version`.
  private static func encounterID(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var start = 0
    while !isName(in: bytes, at: start) {
      // The name stands at the beginning of a step of the path.
      repeat { start += 1 } while start < bytes.count && bytes[start - 1] != UInt8(ascii: "/")
      if start >= bytes.count { return nil }
    }
    let first = start + name.utf8CodeUnitCount
    var end = first
    while end < bytes.count, bytes[end] != UInt8(ascii: "/") {
      guard isOfID(bytes[end]) else { return nil }
      end += 1
    }
    guard (1...64).contains(end - first) else { return nil }
    let rest = UnsafeBufferPointer(rebasing: bytes[end...])
    guard rest.isEmpty || rest.starts(with: "/_history/".utf8) else { return nil }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[first..<end]), as: UTF8.self)
  }

  private static let name: StaticString = "Encounter/"

  private static func isName(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard bytes.count - start > name.utf8CodeUnitCount else { return false }
    for offset in 0..<name.utf8CodeUnitCount where bytes[start + offset] != name.utf8Start[offset] {
      return false
    }
    return true
  }

  private static func isOfID(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}

extension Event {
  /// The value with its unit.
  var measuredText: String? {
    value.map { value in unit.map { "\(value) \($0)" } ?? value }
  }

  /// Puts words behind the value, which is one in words then: a number beside them would lose them.
  mutating func say(_ words: String?) {
    guard let words else { return }
    value = [measuredText, words].compactMap(\.self).joined(separator: ", ")
    number = nil
    unit = nil
  }
}
