// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// A resource as a search looks at it.
public struct SearchableResource: Sendable {
  /// The type.
  public let type: ResourceType
  /// The logical id.
  public let id: String
  /// The content.
  public let root: JSONValue
  /// When it was changed last, in milliseconds since 1970 UTC.
  public let lastUpdated: Int64

  /// Creates a resource.
  public init(type: ResourceType, id: String, root: JSONValue, lastUpdated: Int64) {
    self.type = type
    self.id = id
    self.root = root
    self.lastUpdated = lastUpdated
  }
}

/// The other resources of a lake, as far as chains need them.
public protocol SearchSurroundings {
  /// Returns a current resource.
  func resource(_ type: ResourceType, _ id: String) throws -> SearchableResource?

  /// Whether some current resource of a type refers to another by a parameter and meets a test.
  ///
  /// - Parameters:
  ///   - type: The type of the resource that refers.
  ///   - parameter: The reference.
  ///   - target: What is referred to.
  ///   - test: What the resource must meet.
  ///   - check: Says whether a resource meets it, for those that cannot be told otherwise.
  /// - Returns: Whether there is one.
  /// - Throws: What reading throws, and what `check` does.
  func isReferred(
    from type: ResourceType,
    by parameter: SearchParameter,
    to target: (type: ResourceType, id: String),
    meeting test: SearchRequest.Test,
    check: (SearchableResource) throws -> Bool
  ) throws -> Bool
}

/// Says whether a resource meets a search, by looking at all of it.
///
/// It is slow and obvious: what the index finds is checked by it, and the index is tested against
/// it. See https://hl7.org/fhir/R4/search.html.
public struct SearchMatcher {
  let surroundings: any SearchSurroundings

  /// Creates a matcher.
  public init(_ surroundings: any SearchSurroundings) { self.surroundings = surroundings }

  /// Whether a resource meets every criterion of a request and is of one of its types.
  public func matches(_ resource: SearchableResource, _ request: SearchRequest) throws -> Bool {
    guard request.types.isEmpty || request.types.contains(resource.type) else { return false }
    return try request.criteria.allSatisfy { try matches(resource, $0.test) }
  }

  /// Whether a resource meets a test.
  public func matches(_ resource: SearchableResource, _ test: SearchRequest.Test) throws -> Bool {
    switch test {
    case .parameter(let code, let modifier, let values):
      guard let parameter = SearchParameters.all.parameter(code, of: resource.type) else {
        return false
      }
      return matches(resource, parameter, modifier, values)
    case .chain(let code, let type, let inner):
      return try targets(of: resource, code).contains { key in
        guard type == nil || key.type == type,
          let target = try surroundings.resource(key.type, key.id)
        else { return false }
        return try matches(target, inner)
      }
    case .reverse(let type, let code, let inner):
      guard let parameter = SearchParameters.all.parameter(code, of: type) else { return false }
      let target = (type: resource.type, id: resource.id)
      return try surroundings.isReferred(from: type, by: parameter, to: target, meeting: inner) {
        try matches($0, inner)
      }
    case .id(let ids): return ids.contains(resource.id)
    case .lastUpdated(let values):
      // An instant is kept to the millisecond, which is the width of its range.
      let range = (low: resource.lastUpdated, high: resource.lastUpdated + 1)
      return values.contains { Self.date($0, range.low, range.high) }
    case .compartment(let type, let id):
      if type == resource.type { return id == resource.id }
      return PatientCompartment.patientIDs(of: resource.root, type: resource.type).contains(id)
    case .text(let words, let isContent):
      let text = TextFolding.fold(Self.text(of: resource.root, isContent: isContent))
      let found = Set(text.split { !($0.isLetter || $0.isNumber) })
      return words.allSatisfy { found.contains(Substring($0)) }
    case .entity: return false
    case .list(let id):
      guard let list = try surroundings.resource(.list, id) else { return false }
      return (list.root["entry"]?.elements ?? .empty).contains { entry in
        let item = (entry["item"]?["reference"]?.string).map(SearchValueReader.literal)
        return item?.type == resource.type && item?.id == resource.id
      }
    }
  }

  /// The literal references that a parameter finds in a resource.
  func targets(
    of resource: SearchableResource,
    _ code: String
  ) -> [(type: ResourceType, id: String)] {
    guard let parameter = SearchParameters.all.parameter(code, of: resource.type) else { return [] }
    return SearchValueReader.values(of: parameter, in: resource.root).compactMap { value in
      guard case .reference(let reference) = value, let type = reference.type,
        let id = reference.id
      else { return nil }
      return (type, id)
    }
  }

  private static func text(of root: JSONValue, isContent: Bool) -> String {
    let narrative = root["text"]?["div"]?.string ?? ""
    guard isContent else { return withoutTags(narrative) }
    var text = withoutTags(narrative)
    visitStrings(root) { text += " " + $0 }
    for attachment in (root["content"]?.elements ?? .empty).compactMap({ $0["attachment"] }) {
      text += decoded(attachment)
    }
    for form in root["presentedForm"]?.elements ?? .empty {
      text += decoded(form)
    }
    return text
  }

  private static func decoded(_ attachment: JSONValue) -> String {
    Attachment(attachment).decodedData.map { " " + String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private static func visitStrings(_ value: JSONValue, _ body: (String) -> Void) {
    if let text = value.string { body(text) }
    for element in value.elements { visitStrings(element, body) }
    for member in value.members where !["div", "data"].contains(member.key) {
      visitStrings(member.value, body)
    }
  }

  private static func withoutTags(_ text: String) -> String {
    var result = ""
    var isTag = false
    for character in text {
      if character == "<" { isTag = true } else if character == ">" { isTag = false }
      result.append(isTag || character == ">" ? " " : character)
    }
    return result
  }

  // MARK: - Parameters

  private func matches(
    _ resource: SearchableResource,
    _ parameter: SearchParameter,
    _ modifier: SearchRequest.Modifier?,
    _ values: [SearchRequest.Value]
  ) -> Bool {
    if parameter.kind == .composite {
      let found = SearchValueReader.composites(of: parameter, in: resource.root)
      if case .missing(let isMissing) = modifier { return found.isEmpty == isMissing }
      return values.contains { value in
        guard case .composite(let wanted) = value else { return false }
        return found.contains { parts in
          zip(parts, wanted).allSatisfy { values, value in
            values.contains { Self.matches($0, value, nil) }
          }
        }
      }
    }
    let found = SearchValueReader.values(of: parameter, in: resource.root)
    switch modifier {
    case .missing(let isMissing): return found.isEmpty == isMissing
    case .not:
      return !found.contains { value in values.contains { Self.matches(value, $0, nil) } }
    case .ofType:
      return values.contains { Self.hasTypedIdentifier(resource.root, parameter, $0) }
    case .text where parameter.kind == .reference:
      return values.contains { Self.hasDisplay(resource.root, parameter, $0) }
    default:
      return found.contains { value in values.contains { Self.matches(value, $0, modifier) } }
    }
  }

  private static func hasTypedIdentifier(
    _ root: JSONValue,
    _ parameter: SearchParameter,
    _ wanted: SearchRequest.Value
  ) -> Bool {
    guard case .typed(let system, let code, let value) = wanted else { return false }
    var isFound = false
    for path in parameter.paths where path.dataType == "Identifier" {
      SearchValueReader.visit(root, path.keys[...]) { identifier in
        guard identifier["value"]?.string == value else { return }
        for coding in identifier["type"]?["coding"]?.elements ?? .empty
        where coding["code"]?.string == code
          && (system == nil || coding["system"]?.string == system)
        {
          isFound = true
        }
      }
    }
    return isFound
  }

  private static func hasDisplay(
    _ root: JSONValue,
    _ parameter: SearchParameter,
    _ wanted: SearchRequest.Value
  ) -> Bool {
    guard case .string(let text) = wanted else { return false }
    var isFound = false
    for path in parameter.paths {
      SearchValueReader.visit(root, path.keys[...]) { reference in
        if let display = reference["display"]?.string, hasWords(text, in: [display]) {
          isFound = true
        }
      }
    }
    return isFound
  }

  /// Whether a value of a resource is what one value of a request asks for.
  static func matches(
    _ value: SearchValue,
    _ wanted: SearchRequest.Value,
    _ modifier: SearchRequest.Modifier?
  ) -> Bool {
    switch (value, wanted) {
    case (.token(_, _, let texts), .string(let text)): return hasWords(text, in: texts)
    case (.token(let system, let code, _), .token(let wantedSystem, let wantedCode)):
      if let wantedSystem, wantedSystem != system ?? "" { return false }
      return wantedCode == nil ? true : wantedCode == code
    case (.string(let text), .string(let wanted)):
      switch modifier {
      case .exact: return text == wanted
      case .contains: return TextFolding.fold(text).contains(TextFolding.fold(wanted))
      default: return TextFolding.fold(text).hasPrefix(TextFolding.fold(wanted))
      }
    case (.date(let low, let high), .date): return date(wanted, low, high)
    case (.number(let low, let high), .number(let prefix, let number, let from, let to)):
      return compare(prefix, low...high, number, from, to)
    case (
      .quantity(let low, let high, let system, let code, let unit),
      .quantity(let prefix, let number, let from, let to, let wantedSystem, let wantedCode)
    ):
      var factor = 1.0
      if let wantedCode {
        let isSame =
          wantedSystem == nil
          ? code == wantedCode || unit == wantedCode : code == wantedCode && system == wantedSystem
        if !isSame {
          // Units of UCUM are compared where one can be converted into the other.
          guard wantedSystem == nil || wantedSystem == UnitConversion.system,
            system == UnitConversion.system, let code,
            let ratio = UnitConversion.factor(from: code, to: wantedCode)
          else { return false }
          factor = ratio
        }
      } else if let wantedSystem, wantedSystem != system {
        return false
      }
      return compare(prefix, low * factor...high * factor, number, from, to)
    case (.reference(let reference), .token):
      guard modifier == .identifier, let identifier = reference.identifier else { return false }
      return matches(
        .token(system: identifier.system, code: identifier.value, text: []),
        wanted,
        nil
      )
    case (.reference(let reference), .reference(let wanted)):
      if let id = wanted.id {
        return reference.id == id && (wanted.type == nil || wanted.type == reference.type)
      }
      return reference.url != nil && withoutVersion(reference.url) == withoutVersion(wanted.url)
    case (.position(let place), .near(let wanted, let kilometres)):
      return place.distance(to: wanted) <= kilometres
    case (.uri(let uri), .uri(let wanted)):
      switch modifier {
      case .below: return isBelow(uri, wanted)
      case .above: return isBelow(wanted, uri)
      default: return uri == wanted || (!wanted.contains("|") && withoutVersion(uri) == wanted)
      }
    default: return false
    }
  }

  /// A canonical without the version behind its `|`.
  private static func withoutVersion(_ uri: String?) -> String? {
    uri.map { String($0.split(separator: "|", maxSplits: 1).first ?? "") }
  }

  private static func isBelow(_ uri: String, _ base: String) -> Bool {
    uri == base || uri.hasPrefix(base.hasSuffix("/") ? base : base + "/")
  }

  /// Whether every word of a text begins a word of one of some texts.
  static func hasWords(_ text: String, in texts: [String]) -> Bool {
    let wanted = IndexKeys.words(text)
    return !wanted.isEmpty
      && texts.contains { candidate in
        let words = IndexKeys.words(candidate)
        return wanted.allSatisfy { word in words.contains { $0.starts(with: word) } }
      }
  }

  // MARK: - Comparing

  /// Compares a span of time with a date of a request, by https://hl7.org/fhir/R4/search.html#date.
  static func date(_ wanted: SearchRequest.Value, _ low: Int64, _ high: Int64) -> Bool {
    guard case .date(let prefix, let from, let to) = wanted else { return false }
    switch prefix {
    case .eq: return from <= low && high <= to
    case .ne: return !(from <= low && high <= to)
    case .gt: return high > to
    case .lt: return low < from
    case .ge: return high > to || (from <= low && high <= to)
    case .le: return low < from || (from <= low && high <= to)
    case .sa: return low >= to
    case .eb: return high <= from
    case .ap: return low < to && high > from
    }
  }

  /// Compares a number, or a range, with a number of a request.
  static func compare(
    _ prefix: SearchRequest.Prefix,
    _ value: ClosedRange<Double>,
    _ number: Double,
    _ from: Double,
    _ to: Double
  ) -> Bool {
    switch prefix {
    case .eq: return from <= value.lowerBound && value.upperBound <= to
    case .ne: return !(from <= value.lowerBound && value.upperBound <= to)
    case .gt: return value.upperBound > number
    case .lt: return value.lowerBound < number
    case .ge: return value.upperBound >= number
    case .le: return value.lowerBound <= number
    case .sa: return value.lowerBound > number
    case .eb: return value.upperBound < number
    case .ap:
      let margin = abs(number) / 10
      return value.lowerBound <= number + margin && value.upperBound >= number - margin
    }
  }
}
