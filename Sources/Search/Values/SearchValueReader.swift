// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// Reads the values of search parameters from resources.
///
/// The mapping from data types to values is the table of
/// https://hl7.org/fhir/R4/search.html#table.
public enum SearchValueReader {
  /// Returns the values of a parameter of a resource, in document order within each path.
  public static func values(of parameter: SearchParameter, in root: JSONValue) -> [SearchValue] {
    var found: [SearchValue] = []
    for path in parameter.paths {
      collect(path, parameter.kind, from: root, into: &found)
    }
    if found.isEmpty, parameter.paths.first?.dataType == "deceased" {
      found.append(.token(system: nil, code: "false", text: []))
    }
    return found
  }

  /// Returns the values of the parts of a composite: an entry for each element it is asked of, in
  /// it the values of each part.
  public static func composites(
    of parameter: SearchParameter,
    in root: JSONValue
  ) -> [[[SearchValue]]] {
    var found: [[[SearchValue]]] = []
    for path in parameter.paths {
      visit(root, path.keys[...]) { element in
        let parts = parameter.components.map { component in
          var values: [SearchValue] = []
          for path in component.paths {
            collect(path, component.kind, from: element, into: &values)
          }
          return values
        }
        if parts.allSatisfy({ !$0.isEmpty }) { found.append(parts) }
      }
    }
    return found
  }

  /// Appends the values at the end of a way.
  static func collect(
    _ path: SearchParameter.Path,
    _ kind: SearchParameter.Kind,
    from root: JSONValue,
    into found: inout [SearchValue]
  ) {
    if path.hasSteps {
      return visitSteps(root, path.keys[...]) { read($0, path, kind, into: &found) }
    }
    visit(root, path.keys[...]) { element in
      if let filter = path.filter, element[dynamic: filter.key]?.string != filter.value { return }
      read(element, path, kind, into: &found)
    }
  }

  /// Calls a closure with every element at the end of a way, going through arrays.
  static func visit(
    _ value: JSONValue,
    _ keys: ArraySlice<String>,
    _ body: (JSONValue) -> Void
  ) {
    if value.isArray {
      for element in value.elements { visit(element, keys, body) }
    } else if let key = keys.first {
      if let child = value[dynamic: key] { visit(child, keys.dropFirst(), body) }
    } else if value.kind != .null {
      body(value)
    }
  }

  /// Does the same along a way with the steps that are no keys; see ``SearchParameter/Path/keys``.
  private static func visitSteps(
    _ value: JSONValue,
    _ keys: ArraySlice<String>,
    _ body: (JSONValue) -> Void
  ) {
    if value.isArray {
      if keys.first == "#0" {
        for element in value.elements { return visitSteps(element, keys.dropFirst(), body) }
      }
      for element in value.elements { visitSteps(element, keys, body) }
      return
    }
    guard let key = keys.first else {
      if value.kind != .null { body(value) }
      return
    }
    guard key.hasPrefix("^") else {
      if let child = value[dynamic: key] { visitSteps(child, keys.dropFirst(), body) }
      return
    }
    let digits = key.dropFirst().prefix { $0 != "?" }
    guard let number = Int(digits), SearchParameters.extensions.indices.contains(number - 1) else {
      return
    }
    let url = SearchParameters.extensions[number - 1]
    let isMet =
      key.hasSuffix("?")
      ? (value["extension"]?.elements ?? .empty).contains { $0["url"]?.string == url }
      : value["url"]?.string == url
    if isMet { visitSteps(value, keys.dropFirst(), body) }
  }

  // MARK: - Data types

  private static func read(
    _ value: JSONValue,
    _ path: SearchParameter.Path,
    _ kind: SearchParameter.Kind,
    into found: inout [SearchValue]
  ) {
    switch kind {
    case .token: token(value, path.dataType, into: &found)
    case .string: string(value, path.dataType, into: &found)
    case .date: if let date = date(value, path.dataType) { found.append(date) }
    case .number: if let number = number(value) { found.append(number) }
    case .quantity: quantity(value, path.dataType, into: &found)
    case .special:
      if let latitude = value["latitude"]?.double, let longitude = value["longitude"]?.double {
        found.append(.position(GeographicPosition(latitude: latitude, longitude: longitude)))
      }
    case .reference:
      if let reference = path.dataType == "Resource" ? embedded(value) : reference(value),
        path.target == nil || reference.type == nil || reference.type == path.target
      {
        found.append(.reference(reference))
      }
    case .uri: if let text = value.string { found.append(.uri(text)) }
    case .composite: return
    }
  }

  private static func token(_ value: JSONValue, _ dataType: String, into found: inout [SearchValue])
  {
    switch dataType {
    case "CodeableConcept":
      let text = value["text"]?.string
      var hasCoding = false
      for coding in value["coding"]?.elements ?? .empty {
        hasCoding = true
        found.append(
          .token(
            system: coding["system"]?.string,
            code: coding["code"]?.string,
            text: [coding["display"]?.string, text].compactMap(\.self)
          )
        )
      }
      if !hasCoding, let text { found.append(.token(system: nil, code: nil, text: [text])) }
    case "Coding":
      found.append(
        .token(
          system: value["system"]?.string,
          code: value["code"]?.string,
          text: [value["display"]?.string].compactMap(\.self)
        )
      )
    case "Identifier":
      found.append(
        .token(
          system: value["system"]?.string,
          code: value["value"]?.string,
          text: [value["type"]?["text"]?.string].compactMap(\.self)
        )
      )
    case "ContactPoint":
      found.append(.token(system: nil, code: value["value"]?.string, text: []))
    case "deceased":
      found.append(.token(system: nil, code: value.kind == .false ? "false" : "true", text: []))
    default:
      if let code = value.string ?? value.bool.map({ $0 ? "true" : "false" }) {
        found.append(.token(system: nil, code: code, text: []))
      }
    }
  }

  private static func string(
    _ value: JSONValue,
    _ dataType: String,
    into found: inout [SearchValue]
  ) {
    guard value.isObject else {
      if let text = value.string { found.append(.string(text)) }
      return
    }
    for member in value.members {
      let isText =
        switch dataType {
        case "HumanName": ["family", "given", "prefix", "suffix", "text"].contains(member.key)
        case "Address":
          ["line", "city", "district", "state", "postalCode", "country", "text"]
            .contains(member.key)
        default: member.key == "text"
        }
      guard isText else { continue }
      if let text = member.value.string { found.append(.string(text)) }
      for element in member.value.elements {
        if let text = element.string { found.append(.string(text)) }
      }
    }
  }

  private static func date(_ value: JSONValue, _ dataType: String) -> SearchValue? {
    if let date = FHIRDateTime(value) {
      return .date(low: date.lowerBound, high: date.upperBound)
    }
    guard value.isObject else { return nil }
    if dataType == "Period" {
      let start = FHIRDateTime(value["start"])
      let end = FHIRDateTime(value["end"])
      // A period that ends before it starts is an error of the record, and stands for the time
      // between its ends.
      if let start, let end, end.upperBound <= start.lowerBound {
        return .date(low: end.lowerBound, high: start.upperBound)
      }
      guard start != nil || end != nil else { return nil }
      return .date(low: start?.lowerBound ?? .min, high: end?.upperBound ?? .max)
    }
    // A Timing stands for all its events, or for the period it is bounded by.
    let events = (value["event"]?.elements ?? .empty).compactMap { FHIRDateTime($0) }
    if let low = events.map(\.lowerBound).min(), let high = events.map(\.upperBound).max() {
      return .date(low: low, high: high)
    }
    return value["repeat"]?["boundsPeriod"].flatMap { date($0, "Period") }
  }

  private static func number(_ value: JSONValue) -> SearchValue? {
    if let number = value.double { return .number(low: number, high: number) }
    if let number = value["value"]?.double { return .number(low: number, high: number) }
    let low = value["low"]?["value"]?.double
    let high = value["high"]?["value"]?.double
    guard low != nil || high != nil else { return nil }
    return .number(low: low ?? -.infinity, high: high ?? .infinity)
  }

  private static func quantity(
    _ value: JSONValue,
    _ dataType: String,
    into found: inout [SearchValue]
  ) {
    switch dataType {
    case "Range":
      let low = value["low"]
      let high = value["high"]
      guard low?["value"] != nil || high?["value"] != nil, let unit = low ?? high else { return }
      found.append(
        .quantity(
          low: low?["value"]?.double ?? -.infinity,
          high: high?["value"]?.double ?? .infinity,
          system: unit["system"]?.string,
          code: unit["code"]?.string,
          unit: unit["unit"]?.string
        )
      )
    case "SampledData":
      let origin = value["origin"]
      let factor = value["factor"]?.double ?? 1
      let base = origin?["value"]?.double ?? 0
      let samples = (value["data"]?.string ?? "").split(separator: " ").compactMap {
        Double(String($0)).map { base + $0 * factor }
      }
      guard let low = samples.min(), let high = samples.max() else { return }
      found.append(
        .quantity(
          low: low,
          high: high,
          system: origin?["system"]?.string,
          code: origin?["code"]?.string,
          unit: origin?["unit"]?.string
        )
      )
    default:
      guard let number = value["value"]?.double else { return }
      // A comparator says on which side of the number the value lies.
      var (low, high) = (number, number)
      switch value["comparator"]?.string {
      case "<", "<=": low = -.infinity
      case ">", ">=": high = .infinity
      default: break
      }
      let currency = value["currency"]?.string
      found.append(
        .quantity(
          low: low,
          high: high,
          system: currency.map { _ in "urn:iso:std:iso:4217" } ?? value["system"]?.string,
          code: currency ?? value["code"]?.string,
          unit: value["unit"]?.string
        )
      )
    }
  }

  /// The reference that a resource within another stands for.
  private static func embedded(_ value: JSONValue) -> SearchReference? {
    guard let type = value["resourceType"]?.string.flatMap(ResourceType.init(name:)),
      let id = value["id"]?.string
    else { return nil }
    return SearchReference(type: type, id: id, url: "\(type.rawValue)/\(id)")
  }

  private static func reference(_ value: JSONValue) -> SearchReference? {
    if let url = value.string { return literal(url) }
    var reference = value["reference"]?.string.map(literal) ?? SearchReference()
    if let name = value["type"]?.string {
      reference.type = reference.type ?? ResourceType(name: name)
    }
    if let identifier = value["identifier"], let text = identifier["value"]?.string {
      reference.identifier = (identifier["system"]?.string, text)
    }
    return reference.url == nil && reference.identifier == nil ? nil : reference
  }

  /// The reference that a text is: literal ones have a type and an id, in whatever form.
  static func literal(_ url: String) -> SearchReference {
    if case .literal(let type, let id, _, _) = FHIRReference(url) {
      return SearchReference(type: type, id: id, url: url)
    }
    return SearchReference(url: url)
  }
}
