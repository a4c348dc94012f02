// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Knows the codes of value sets and which code lies below which.
///
/// See https://hl7.org/fhir/R4/search.html#modifiers, `:in`, `:not-in`, `:above` and `:below`.
public protocol CodeSets {
  /// Returns the codes of a value set.
  ///
  /// - Parameter valueSet: Its canonical URL, or `ValueSet/id`.
  /// - Returns: Tokens, of which one without a code stands for all codes of its system.
  /// - Throws: Where it is unknown, or cannot be expanded.
  func codes(in valueSet: String) throws -> [SearchRequest.Value]

  /// Returns a code and all that it includes, or that include it.
  ///
  /// - Parameters:
  ///   - code: The code.
  ///   - system: Its system.
  ///   - isAbove: Whether those that include it are wanted.
  /// - Returns: Tokens.
  /// - Throws: Where the hierarchy of the system is unknown.
  func codes(around code: String, system: String, isAbove: Bool) throws -> [SearchRequest.Value]
}

extension SearchRequest {
  /// Returns the request with the codes that its modifiers on tokens stand for in their place.
  ///
  /// - Parameter sets: What knows them.
  /// - Returns: A request without `:in`, `:not-in`, and without `:above` and `:below` on tokens.
  /// - Throws: What `sets` throws.
  public func expanded(by sets: some CodeSets) throws -> SearchRequest {
    guard criteria.contains(where: { $0.test.namesCodeSet }) else { return self }
    var request = self
    request.criteria = try criteria.map { criterion in
      let test = try criterion.test.expanded(by: sets)
      return Criterion(name: criterion.name, text: criterion.text, test: test)
    }
    return request
  }
}

extension SearchRequest.Test {
  /// Whether a modifier in it stands for codes that are not written in the request.
  var namesCodeSet: Bool {
    switch self {
    case .parameter(_, .in, _), .parameter(_, .notIn, _): true
    case .parameter(_, .above, let values), .parameter(_, .below, let values):
      values.contains { if case .token = $0 { true } else { false } }
    case .chain(_, _, let test), .reverse(_, _, let test): test.namesCodeSet
    default: false
    }
  }

  fileprivate func expanded(by sets: some CodeSets) throws -> SearchRequest.Test {
    switch self {
    case .chain(let code, let type, let test):
      return .chain(code: code, type: type, test: try test.expanded(by: sets))
    case .reverse(let type, let code, let test):
      return .reverse(type: type, code: code, test: try test.expanded(by: sets))
    case .parameter(let code, let modifier?, let values) where namesCodeSet:
      let codes = try values.flatMap { value -> [SearchRequest.Value] in
        switch value {
        case .uri(let url): return try sets.codes(in: url)
        case .token(let system?, let code?):
          return try sets.codes(around: code, system: system, isAbove: modifier == .above)
        default: return []
        }
      }
      return .parameter(code: code, modifier: modifier == .notIn ? .not : nil, values: codes)
    default: return self
    }
  }
}
