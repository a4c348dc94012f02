// SPDX-License-Identifier: Apache-2.0

import FHIR

extension SearchRequest {
  /// Parses a request.
  ///
  /// - Parameters:
  ///   - text: `Type?name=value&…`, `Patient/1/Type?…`, `?…` or `Patient/1/$everything`.
  ///   - now: The present, in milliseconds since 1970 UTC, which `ap` on dates measures from.
  ///   - isLenient: Whether what is unknown is ignored with a warning.
  /// - Throws: ``SearchRequestError`` for what is unknown or malformed.
  public init(
    _ text: String,
    now: Int64,
    isLenient: Bool = false
  ) throws(SearchRequestError) {
    let mark = text.firstIndex(of: "?")
    let path = mark.map { text[..<$0] } ?? text[...]
    let query = mark.map { text[$0...].dropFirst() } ?? ""
    var rest = path.split(separator: "/", omittingEmptySubsequences: true)[...]
    if rest.count >= 2, let type = ResourceType(name: String(rest[rest.startIndex])) {
      let id = String(rest[rest.startIndex + 1])
      guard type == .patient else {
        throw SearchRequestError(
          message: "Only a Patient has a compartment here",
          part: String(path),
          suggestion: nil
        )
      }
      criteria.append(
        Criterion(
          name: "compartment",
          text: "\(type.rawValue)/\(id)",
          test: .compartment(type, id: id)
        )
      )
      rest = rest.dropFirst(2)
      if rest.first == "$everything" {
        rest = rest.dropFirst()
        sort = [Sort(code: Self.clinicalDate, isDescending: false)]
      }
    }
    if let name = rest.first, name != "*" {
      guard let type = ResourceType(name: String(name)) else {
        throw SearchRequestError(
          message: "There is no such resource type",
          part: String(name),
          suggestion: NearestName.of(String(name), among: ResourceType.allCases.map(\.rawValue))
        )
      }
      types = [type]
      rest = rest.dropFirst()
    }
    if let extra = rest.first(where: { $0 != "*" && $0 != "_search" }) {
      throw SearchRequestError(message: "This is no search", part: String(extra), suggestion: nil)
    }
    var pairs: [(name: String, value: String)] = []
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count == 2 ? Self.decoded(parts[1]) : ""
      pairs.append((Self.decoded(parts[0]), value))
    }
    // The types that `_type` names must be known before any parameter is looked up.
    for pair in pairs where pair.name == "_type" { try take(types: pair.value) }
    let parser = CriterionParser(types: types, now: now)
    for pair in pairs where pair.name != "_type" {
      do throws(SearchRequestError) {
        if try takeControl(pair.name, pair.value) { continue }
        criteria.append(try parser.criterion(pair.name, pair.value))
      } catch {
        guard isLenient else { throw error }
        warnings.append("Ignored: \(error.text)")
      }
    }
  }

  /// The sort code of `$everything`: the date that the timeline goes by.
  public static let clinicalDate = "$date"

  private mutating func take(types names: String) throws(SearchRequestError) {
    for name in names.split(separator: ",") {
      guard let type = ResourceType(name: String(name)) else {
        throw SearchRequestError(
          message: "There is no such resource type",
          part: "_type=\(name)",
          suggestion: NearestName.of(String(name), among: ResourceType.allCases.map(\.rawValue))
        )
      }
      types.append(type)
    }
  }

  /// Takes a parameter that says what is given and not what is sought.
  private mutating func takeControl(
    _ name: String,
    _ value: String
  ) throws(SearchRequestError) -> Bool {
    let part = "\(name)=\(value)"
    switch name {
    case "_sort":
      for item in value.split(separator: ",") {
        let isDescending = item.hasPrefix("-")
        let code = String(isDescending ? item.dropFirst() : item)
        try check(sort: code)
        sort.append(Sort(code: code, isDescending: isDescending))
      }
    case "_count":
      guard let number = Int(value), number >= 0 else {
        throw SearchRequestError(message: "Not a number of hits", part: part, suggestion: nil)
      }
      count = number
    case "_total": total = try Self.choice(value, part)
    case "_summary": summary = try Self.choice(value, part)
    case "_elements": elements += value.split(separator: ",").map(String.init)
    case "_page": page = value
    case "_format", "_pretty": break
    case "_include", "_include:iterate", "_include:recurse", "_revinclude", "_revinclude:iterate",
      "_revinclude:recurse":
      includes.append(try include(name, value))
    default: return false
    }
    return true
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ value: String,
    _ part: String
  ) throws(SearchRequestError) -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: value) { return choice }
    throw SearchRequestError(
      message: "It is one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))",
      part: part,
      suggestion: NearestName.of(value, among: Choice.allCases.map(\.rawValue))
    )
  }

  private func check(sort code: String) throws(SearchRequestError) {
    if ["_id", "_lastUpdated"].contains(code) { return }
    for type in types where SearchParameters.all.parameter(code, of: type) == nil {
      throw SearchRequestError(
        message: "\(type.rawValue) cannot be sorted by this",
        part: "_sort=\(code)",
        suggestion: NearestName.of(code, among: SearchParameters.all.of(type).map(\.code))
      )
    }
  }

  private func include(_ name: String, _ value: String) throws(SearchRequestError) -> Include {
    let isReverse = name.hasPrefix("_rev")
    let iterates = name.contains(":")
    if value == "*" {
      return Include(source: nil, code: nil, target: nil, isReverse: isReverse, iterates: iterates)
    }
    let parts = value.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let part = "\(name)=\(value)"
    guard parts.count >= 2, let source = ResourceType(name: parts[0]) else {
      throw SearchRequestError(
        message: "An include is Type:parameter or Type:parameter:Target",
        part: part,
        suggestion: nil
      )
    }
    let references = SearchParameters.all.of(source).filter { $0.kind == .reference }.map(\.code)
    guard parts[1] == "*" || references.contains(parts[1]) else {
      throw SearchRequestError(
        message: "\(source.rawValue) has no such reference",
        part: part,
        suggestion: NearestName.of(parts[1], among: references)
      )
    }
    var target: ResourceType?
    if parts.count > 2 {
      target = ResourceType(name: parts[2])
      guard target != nil else {
        throw SearchRequestError(
          message: "There is no such resource type",
          part: part,
          suggestion: NearestName.of(parts[2], among: ResourceType.allCases.map(\.rawValue))
        )
      }
    }
    return Include(
      source: source,
      code: parts[1] == "*" ? nil : parts[1],
      target: target,
      isReverse: isReverse,
      iterates: iterates
    )
  }

  /// Undoes percent encoding; `+` stays, as a time zone needs it.
  static func decoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
