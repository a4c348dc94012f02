// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Reads one `name=value` of a request.
struct CriterionParser {
  let types: [ResourceType]
  let now: Int64

  typealias Test = SearchRequest.Test
  typealias Value = SearchRequest.Value
  typealias Modifier = SearchRequest.Modifier

  func criterion(
    _ name: String,
    _ text: String
  ) throws(SearchRequestError) -> SearchRequest.Criterion {
    let test = try test(name[...], text, types: types, part: "\(name)=\(text)")
    return SearchRequest.Criterion(name: name, text: text, test: test)
  }

  private func fail(
    _ message: String,
    _ part: String,
    suggestion: String? = nil
  ) -> SearchRequestError {
    SearchRequestError(message: message, part: part, suggestion: suggestion)
  }

  private func test(
    _ name: Substring,
    _ text: String,
    types: [ResourceType],
    part: String
  ) throws(SearchRequestError) -> Test {
    if name.hasPrefix("_has:") {
      let pieces = name.split(separator: ":", maxSplits: 3)
      guard pieces.count == 4, let type = ResourceType(name: String(pieces[1])) else {
        throw fail("_has is _has:Type:reference:parameter", part)
      }
      let code = String(pieces[2])
      _ = try parameter(code, types: [type], part: part, kind: .reference)
      return .reverse(
        type: type,
        code: code,
        test: try test(pieces[3], text, types: [type], part: part)
      )
    }
    if let dot = name.firstIndex(of: ".") {
      return try chain(name[..<dot], name[dot...].dropFirst(), text, types: types, part: part)
    }
    let pieces = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let code = String(pieces[0])
    let modifier = pieces.count == 2 ? String(pieces[1]) : nil
    let items = Self.split(text, at: ",")
    guard !text.isEmpty, items.allSatisfy({ !$0.isEmpty }) else {
      throw fail("A value is missing", part)
    }
    switch code {
    case "_id" where modifier == nil: return .id(items.map(Self.unescaped))
    case "_lastUpdated" where modifier == nil:
      var values: [Value] = []
      for item in items { values.append(try date(item, part)) }
      return .lastUpdated(values)
    case "_text", "_content":
      let words = text.split { !($0.isLetter || $0.isNumber) }.map { TextFolding.fold(String($0)) }
      guard !words.isEmpty else { throw fail("Words are missing", part) }
      return .text(words: words, isContent: code == "_content")
    case "_list": return .list(String(text.split(separator: "/").last ?? ""))
    case "cm-decoration-status": return text == "SUCCESS" ? .entity([]) : .id([])
    default: break
    }
    if let (source, fields) = EntityTest.fields(of: code) {
      guard modifier == nil, types == [.documentReference] else {
        throw fail("\(code) is a parameter of DocumentReference, without modifiers", part)
      }
      var tests: [EntityTest] = []
      for item in items {
        switch EntityTest.read(Self.unescaped(item), source, fields) {
        case .success(let test): tests.append(test)
        case .failure(let problem): throw fail(problem.message, part)
        }
      }
      return .entity(tests)
    }
    return try plain(code, modifier, items, types: types, part: part)
  }

  private func plain(
    _ code: String,
    _ modifier: String?,
    _ items: [Substring],
    types: [ResourceType],
    part: String
  ) throws(SearchRequestError) -> Test {
    let parameter = try parameter(code, types: types, part: part, kind: nil)
    let checked = try modifier.map { name throws(SearchRequestError) in
      try self.modifier(name, parameter, items, part: part)
    }
    if case .missing = checked { return .parameter(code: code, modifier: checked, values: []) }
    var values: [Value] = []
    for item in items { values.append(try value(item, parameter, checked, part: part)) }
    return .parameter(code: code, modifier: checked, values: values)
  }

  private func chain(
    _ head: Substring,
    _ rest: Substring,
    _ text: String,
    types: [ResourceType],
    part: String
  ) throws(SearchRequestError) -> Test {
    let pieces = head.split(separator: ":", maxSplits: 1)
    let code = String(pieces[0])
    let parameter = try parameter(code, types: types, part: part, kind: .reference)
    var type: ResourceType?
    if pieces.count == 2 {
      type = ResourceType(name: String(pieces[1]))
      guard type != nil else {
        throw fail(
          "There is no such resource type",
          part,
          suggestion: NearestName.of(
            String(pieces[1]),
            among: ResourceType.allCases.map(\.rawValue)
          )
        )
      }
    }
    let targets = type.map { [$0] } ?? parameter.paths.compactMap(\.target)
    let candidates = targets.isEmpty ? parameter.targets : targets
    // Where the type is not named, one of the possible ones must know the rest.
    var failure: SearchRequestError?
    var known: [ResourceType] = []
    for target in candidates.isEmpty ? ResourceType.allCases : candidates {
      do throws(SearchRequestError) {
        _ = try test(rest, text, types: [target], part: part)
        known.append(target)
      } catch {
        failure = failure ?? error
      }
    }
    guard let first = known.first else {
      throw failure ?? fail("The reference leads nowhere", part)
    }
    let inner = try test(rest, text, types: [first], part: part)
    return .chain(code: code, type: known.count == 1 ? first : type, test: inner)
  }

  /// The parameter of the types; of any type where none is named.
  private func parameter(
    _ code: String,
    types: [ResourceType],
    part: String,
    kind: SearchParameter.Kind?
  ) throws(SearchRequestError) -> SearchParameter {
    let all = SearchParameters.all
    if types.isEmpty {
      for type in ResourceType.allCases {
        if let found = all.parameter(code, of: type), kind == nil || found.kind == kind {
          return found
        }
      }
      throw fail("No type has such a parameter", part)
    }
    var found: SearchParameter?
    for type in types {
      guard let parameter = all.parameter(code, of: type) else {
        throw fail(
          "\(type.rawValue) has no such parameter",
          part,
          suggestion: NearestName.of(
            code,
            among: all.of(type).map(\.code) + ["_id", "_lastUpdated", "_text", "_content", "_list"]
          )
        )
      }
      found = found ?? parameter
    }
    guard let found else { throw fail("There is no such parameter", part) }
    if let kind, found.kind != kind { throw fail("This parameter is no \(kind.rawValue)", part) }
    return found
  }

  private func modifier(
    _ name: String,
    _ parameter: SearchParameter,
    _ items: [Substring],
    part: String
  ) throws(SearchRequestError) -> Modifier {
    if name == "missing" {
      guard items == ["true"] || items == ["false"] else {
        throw fail("It is true or false", part)
      }
      return .missing(items[0] == "true")
    }
    switch (parameter.kind, name) {
    case (.string, "exact"): return .exact
    case (.string, "contains"): return .contains
    case (.token, "not"): return .not
    case (.token, "text"), (.reference, "text"): return .text
    case (.token, "of-type"): return .ofType
    case (.token, "in"): return .in
    case (.token, "not-in"): return .notIn
    case (.token, "below"): return .below
    case (.token, "above"): return .above
    case (.uri, "below"): return .below
    case (.uri, "above"): return .above
    case (.reference, "identifier"): return .identifier
    case (.reference, _):
      if let type = ResourceType(name: name) { return .type(type) }
    default: break
    }
    let known =
      switch parameter.kind {
      case .string: ["exact", "contains"]
      case .token: ["not", "text", "of-type", "in", "not-in", "below", "above"]
      case .uri: ["below", "above"]
      case .reference: ["identifier"] + ResourceType.allCases.map(\.rawValue)
      default: [String]()
      }
    throw fail(
      "A \(parameter.kind.rawValue) parameter has no such modifier",
      part,
      suggestion: NearestName.of(name, among: known + ["missing"])
    )
  }

  // MARK: - Values

  private func value(
    _ item: Substring,
    _ parameter: SearchParameter,
    _ modifier: Modifier?,
    part: String
  ) throws(SearchRequestError) -> Value {
    switch modifier {
    case .text: return .string(Self.unescaped(item))
    case .identifier: return Self.token(item)
    case .in, .notIn: return .uri(Self.unescaped(item))
    case .above, .below:
      guard parameter.kind == .token else { break }
      let token = Self.token(item)
      guard case .token(let system?, _?) = token, !system.isEmpty else {
        throw fail("It is system|code: a code alone has no place in a hierarchy", part)
      }
      return token
    case .ofType:
      let parts = Self.split(item, at: "|").map(Self.unescaped)
      guard parts.count == 3 else { throw fail("It is system|code|value", part) }
      return .typed(system: parts[0].isEmpty ? nil : parts[0], code: parts[1], value: parts[2])
    default: break
    }
    guard parameter.kind == .composite else {
      return try value(item, parameter.kind, modifier, part)
    }
    let parts = Self.split(item, at: "$")
    guard parts.count == parameter.components.count else {
      throw fail("It has \(parameter.components.count) parts with $ between them", part)
    }
    var values: [Value] = []
    for (text, component) in zip(parts, parameter.components) {
      values.append(try value(text, component.kind, nil, part))
    }
    return .composite(values)
  }

  private func value(
    _ item: Substring,
    _ kind: SearchParameter.Kind,
    _ modifier: Modifier?,
    _ part: String
  ) throws(SearchRequestError) -> Value {
    switch kind {
    case .string: return .string(Self.unescaped(item))
    case .uri: return .uri(Self.unescaped(item))
    case .token: return Self.token(item)
    case .date: return try date(item, part)
    case .number:
      let (prefix, rest) = Self.prefix(item)
      let (number, low, high) = try Self.number(rest, part)
      return .number(prefix, number, low: low, high: high)
    case .quantity:
      let (prefix, rest) = Self.prefix(item)
      let parts = Self.split(rest, at: "|").map(Self.unescaped)
      guard parts.count == 1 || parts.count == 3 else {
        throw fail("A quantity is number or number|system|code", part)
      }
      let (number, low, high) = try Self.number(parts[0][...], part)
      return .quantity(
        prefix,
        number,
        low: low,
        high: high,
        system: parts.count == 3 && !parts[1].isEmpty ? parts[1] : nil,
        code: parts.count == 3 && !parts[2].isEmpty ? parts[2] : nil
      )
    case .reference:
      let text = Self.unescaped(item)
      var reference = SearchValueReader.literal(text)
      if reference.id == nil, FHIRReference.isID(text) { reference = SearchReference(id: text) }
      if case .type(let type) = modifier { reference.type = reference.type ?? type }
      return .reference(reference)
    case .special: return try near(item, part)
    case .composite: throw fail("A composite holds no composite", part)
    }
  }

  private func date(_ item: Substring, _ part: String) throws(SearchRequestError) -> Value {
    let (prefix, rest) = Self.prefix(item)
    guard let date = FHIRDateTime(String(rest)) else {
      throw fail("Not a date, as 2024, 2024-03 or 2024-03-01T10:00:00Z", part)
    }
    guard prefix == .ap else {
      return .date(prefix, low: date.lowerBound, high: date.upperBound)
    }
    // About: a tenth of the way to now on either side.
    let margin = abs(now - date.lowerBound) / 10
    return .date(.ap, low: date.lowerBound - margin, high: date.upperBound + margin)
  }

  /// How far `near` looks where the request does not say, in kilometres.
  private static let usualDistance = 50.0

  /// `latitude|longitude|distance|units`, https://hl7.org/fhir/R4/location.html#positional.
  private func near(_ item: Substring, _ part: String) throws(SearchRequestError) -> Value {
    let parts = Self.split(item, at: "|").map(Self.unescaped)
    guard (2...4).contains(parts.count), let latitude = Double(parts[0]),
      let longitude = Double(parts[1]), abs(latitude) <= 90, abs(longitude) <= 180
    else { throw fail("It is latitude|longitude|distance|units, in degrees", part) }
    var distance = Self.usualDistance
    if parts.count > 2, !parts[2].isEmpty {
      guard let number = Double(parts[2]), number >= 0 else {
        throw fail("Not a distance", part)
      }
      distance = number
    }
    switch parts.count > 3 ? parts[3] : "" {
    case "", "km": break
    case "m": distance /= 1000
    case "[mi_i]", "mi_us", "mi": distance *= 1.609344
    default: throw fail("The unit is one of km, m, [mi_i]", part)
    }
    return .near(GeographicPosition(latitude: latitude, longitude: longitude), kilometres: distance)
  }

  private static func prefix(_ item: Substring) -> (SearchRequest.Prefix, Substring) {
    if let prefix = SearchRequest.Prefix(rawValue: String(item.prefix(2))) {
      return (prefix, item.dropFirst(2))
    }
    return (.eq, item)
  }

  /// The number and the range that its digits stand for: 7.0 is 6.95 up to 7.05.
  private static func number(
    _ text: Substring,
    _ part: String
  ) throws(SearchRequestError) -> (Double, low: Double, high: Double) {
    guard let number = Double(String(text)), number.isFinite else {
      throw SearchRequestError(message: "Not a number", part: part, suggestion: nil)
    }
    let mantissa = text.prefix { $0 != "e" && $0 != "E" }
    let exponent = Int(text.dropFirst(mantissa.count + 1)) ?? 0
    let decimals = mantissa.firstIndex(of: ".").map { mantissa[$0...].count - 1 } ?? 0
    var half = 0.5
    for _ in 0..<min(abs(exponent - decimals), 400) {
      if exponent > decimals { half *= 10 } else { half /= 10 }
    }
    return (number, number - half, number + half)
  }

  private static func token(_ item: Substring) -> Value {
    let parts = split(item, at: "|").map(unescaped)
    if parts.count == 1 { return .token(system: nil, code: parts[0]) }
    let code = parts.dropFirst().joined(separator: "|")
    return .token(system: parts[0], code: code.isEmpty ? nil : code)
  }

  /// Splits at a character that no backslash stands before.
  static func split(_ text: some StringProtocol, at separator: Character) -> [Substring] {
    var parts: [Substring] = []
    let text = Substring(text)
    var start = text.startIndex
    var at = start
    while at < text.endIndex {
      if text[at] == "\\" {
        at = text.index(after: at)
        if at == text.endIndex { break }
      } else if text[at] == separator {
        parts.append(text[start..<at])
        start = text.index(after: at)
      }
      at = text.index(after: at)
    }
    return parts + [text[start...]]
  }

  static func unescaped(_ text: Substring) -> String {
    guard text.contains("\\") else { return String(text) }
    var result = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      result.append(character)
      isEscaped = false
    }
    return result
  }
}
