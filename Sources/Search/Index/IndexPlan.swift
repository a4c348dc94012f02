// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// How a test of a request is asked of the index.
public enum IndexPlan {
  /// Returns the query for a test on resources of a type.
  ///
  /// - Parameters:
  ///   - test: The test.
  ///   - type: The type of the resources.
  ///   - resolve: Finds the keys (`Type/id`) of the resources that a chain may lead to, or `nil`
  ///     where they are too many to list.
  /// - Returns: The query, and whether it finds just what the test matches.
  public static func query(
    _ test: SearchRequest.Test,
    type: ResourceType,
    resolve: (ResourceType, SearchRequest.Test) throws -> [String]?
  ) rethrows -> (query: IndexQuery, isExact: Bool) {
    switch test {
    case .parameter(let code, let modifier, let values):
      guard let parameter = SearchParameters.all.parameter(code, of: type) else {
        return (.nothing, true)
      }
      return self.parameter(parameter, modifier, values, type)
    case .chain(let code, let target, let inner):
      guard let parameter = SearchParameters.all.parameter(code, of: type) else {
        return (.nothing, true)
      }
      let named = target.map { [$0] } ?? Array(Set(parameter.paths.compactMap(\.target)))
      let targets = named.isEmpty ? parameter.targets : named
      guard !targets.isEmpty else { return (exists(parameter), false) }
      var queries: [IndexQuery] = []
      for target in targets {
        guard let keys = try resolve(target, inner) else { return (exists(parameter), false) }
        guard SharedKeys.takes(target, parameter) else { continue }
        queries += keys.map { self.reference(parameter, hash: IndexKeys.hash($0)) }
      }
      return (.any(queries), false)
    case .reverse, .id, .lastUpdated, .list, .entity: return (.all, false)
    case .compartment(let compartment, let id):
      guard type != compartment else { return (.all, false) }
      let hash = IndexKeys.hash("\(compartment.rawValue)/\(id)")
      let references = SearchParameters.all.of(type).filter {
        $0.kind == .reference && SharedKeys.holdsItsOwn($0)
      }
      return (.any(references.map { self.reference($0, hash: hash) }), false)
    case .text: return (.all, false)
    }
  }

  /// The query for the resources of a type.
  public static func type(_ type: ResourceType) -> IndexQuery { .key("y" + number(type.code)) }

  /// Joins queries on the resources of a type, and names the type where none of them does.
  ///
  /// Most keys belong to a parameter of one type; the list of all resources of the type, the longest
  /// of the index, is then not read.
  ///
  /// - Parameters:
  ///   - type: The type.
  ///   - queries: What must be met, all of it.
  /// - Returns: The query.
  public static func every(_ type: ResourceType, _ queries: [IndexQuery]) -> IndexQuery {
    let parts = queries.filter { $0 != .all }
    return parts.contains(where: namesType)
      ? IndexQuery.every(parts) : IndexQuery.every([self.type(type)] + parts)
  }

  /// Whether all that a query finds is of one type.
  private static func namesType(_ query: IndexQuery) -> Bool {
    switch query {
    case .all: false
    case .nothing: true
    case .key(let key), .prefix(let key): namesType(key)
    case .and(let parts): parts.contains(where: namesType)
    case .or(let parts): parts.allSatisfy(namesType)
    case .without(let base, _): namesType(base)
    }
  }

  private static func namesType(_ key: String) -> Bool {
    switch key.utf8.first {
    case UInt8(ascii: "y"): return true
    case UInt8(ascii: "w"), nil: return false
    default: break
    }
    let digits = key.utf8.dropFirst().prefix { $0 != UInt8(ascii: "_") }
    return !sharedNumbers.contains(String(decoding: digits, as: UTF8.self))
  }

  /// The numbers of the parameters that every type has, as keys spell them.
  private static let sharedNumbers = Set(
    SearchParameters.all.of(.patient).map(\.number).filter { number in
      SearchParameters.all.of(.observation).contains { $0.number == number }
    }.map(number)
  )

  /// The query for the resources that refer to another by a parameter.
  public static func references(
    by parameter: SearchParameter,
    to target: (type: ResourceType, id: String)
  ) -> IndexQuery {
    guard SharedKeys.takes(target.type, parameter) else { return .nothing }
    return reference(parameter, hash: IndexKeys.hash("\(target.type.rawValue)/\(target.id)"))
  }

  /// The query for the resources that have a value for a parameter.
  public static func exists(_ parameter: SearchParameter) -> IndexQuery {
    .key("e" + number(parameter.number))
  }

  /// The query for the resources that have several values for a parameter of dates or numbers.
  static func several(_ parameter: SearchParameter) -> IndexQuery {
    .key("m" + number(parameter.number))
  }

  // MARK: - Parameters

  private static func parameter(
    _ parameter: SearchParameter,
    _ modifier: SearchRequest.Modifier?,
    _ values: [SearchRequest.Value],
    _ type: ResourceType
  ) -> (query: IndexQuery, isExact: Bool) {
    if parameter.kind == .composite { return composite(parameter, modifier, values, type) }
    let exists = exists(parameter)
    switch modifier {
    case .missing(let isMissing):
      return (isMissing ? .without(self.type(type), exists) : exists, true)
    case .not:
      let found = values.map { value(parameter, $0, nil) }
      guard found.allSatisfy(\.isExact) else { return (.all, false) }
      let query = IndexQuery.any(found.map(\.query))
      guard query.text != nil else { return (.all, false) }
      return (.without(self.type(type), query), true)
    case .text:
      return (.every([exists, .any(values.map(wordQuery))]), false)
    case .contains, .above, .below, .ofType: return (exists, false)
    default:
      let found = values.map { value(parameter, $0, modifier) }
      return (.any(found.map(\.query)), found.allSatisfy(\.isExact))
    }
  }

  private static func wordQuery(_ value: SearchRequest.Value) -> IndexQuery {
    guard case .string(let text) = value else { return .nothing }
    let words = IndexKeys.words(text)
    return words.isEmpty
      ? .nothing : .every(words.map { .prefix("w_" + String(decoding: $0, as: UTF8.self)) })
  }

  /// The parts of a composite are asked for each by itself, in whatever element they stand.
  private static func composite(
    _ parameter: SearchParameter,
    _ modifier: SearchRequest.Modifier?,
    _ values: [SearchRequest.Value],
    _ type: ResourceType
  ) -> (query: IndexQuery, isExact: Bool) {
    let parts = parameter.components.map { SearchParameters.all.parameter($0.code, of: type) }
    if case .missing = modifier { return (.all, false) }
    let queries = values.map { value -> IndexQuery in
      guard case .composite(let wanted) = value else { return .nothing }
      return .every(
        zip(parts, wanted).map { part, value in
          part.map { self.value($0, value, nil).query } ?? .all
        }
      )
    }
    return (.any(queries), false)
  }

  private static func value(
    _ parameter: SearchParameter,
    _ value: SearchRequest.Value,
    _ modifier: SearchRequest.Modifier?
  ) -> (query: IndexQuery, isExact: Bool) {
    let found = SharedKeys.holders(of: parameter).map { held($0, value, modifier) }
    var isExact = found.allSatisfy(\.isExact)
    // Who holds the keys of references may have others too, to types that this one does not take.
    if parameter.kind == .reference, !SharedKeys.holdsItsOwn(parameter) {
      if case .reference(let reference) = value, let type = reference.type {
        guard SharedKeys.takes(type, parameter) else { return (.nothing, true) }
      } else {
        isExact = false
      }
    }
    return (.any(found.map(\.query)), isExact)
  }

  /// What finds a value of a parameter under its own keys.
  private static func held(
    _ parameter: SearchParameter,
    _ value: SearchRequest.Value,
    _ modifier: SearchRequest.Modifier?
  ) -> (query: IndexQuery, isExact: Bool) {
    switch value {
    case .token(let system, let code):
      guard let code else { return (exists(parameter), false) }
      let sort = modifier == .identifier ? "i" : "t"
      let key = self.key(sort, parameter) {
        if let system {
          IndexKeys.code(code, of: system.isEmpty ? nil : system, into: &$0)
        } else {
          IndexKeys.code(code, into: &$0)
        }
      }
      return (system == nil ? .prefix(key) : .key(key), true)
    case .string(let text):
      let folded = TextFolding.folded(text)
      let key = self.key("s", parameter) {
        IndexKeys.hex(folded.prefix(IndexKeys.textLimit), into: &$0)
      }
      return (.prefix(key), folded.count <= IndexKeys.textLimit && modifier == nil)
    case .reference(let reference):
      if let hash = IndexKeys.target(reference) {
        return (self.reference(parameter, hash: hash), modifier == nil)
      }
      guard let id = reference.id else { return (exists(parameter), false) }
      let other = key("j", parameter) {
        IndexKeys.append(hash: IndexKeys.hash(id), count: 8, to: &$0)
      }
      let targets = parameter.targets.isEmpty ? ResourceType.allCases : parameter.targets
      let queries = targets.map {
        self.reference(parameter, hash: IndexKeys.hash("\($0.rawValue)/\(id)"))
      }
      return (.any(queries + [.key(other)]), modifier == nil)
    case .uri(let uri):
      let hash = IndexKeys.hash(IndexKeys.uri(uri))
      return (
        .key(key("u", parameter) { IndexKeys.append(hash: hash, count: 10, to: &$0) }),
        IndexKeys.uri(uri) == uri
      )
    case .date: return (DateCover(parameter).query(value), false)
    case .number(let prefix, let number, let low, let high):
      return (NumberCover(parameter).query(prefix, number, low, high), false)
    case .quantity(let prefix, let number, let low, let high, _, let code):
      let cover = NumberCover(parameter)
      guard let code else { return (cover.query(prefix, number, low, high), false) }
      // What stands in another unit is found where its number would be.
      let units = UnitConversion.relatives(of: code)
      return (
        .any(
          units.map { cover.query(prefix, number * $0.factor, low * $0.factor, high * $0.factor) }
        ),
        false
      )
    case .typed(_, _, let value):
      return (
        .prefix(key("t", parameter) { IndexKeys.code(value, into: &$0) }),
        false
      )
    case .near: return (exists(parameter), false)
    case .composite: return (.nothing, true)
    }
  }

  private static func reference(_ parameter: SearchParameter, hash: UInt64) -> IndexQuery {
    .any(
      SharedKeys.holders(of: parameter).map {
        .key(key("r", $0) { IndexKeys.append(hash: hash, count: 10, to: &$0) })
      }
    )
  }

  // MARK: - Keys

  static func number(_ number: Int) -> String {
    var bytes: [UInt8] = []
    IndexKeys.append(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func key(
    _ sort: String,
    _ parameter: SearchParameter,
    _ body: (inout [UInt8]) -> Void
  ) -> String {
    var bytes = Array((sort + number(parameter.number) + "_").utf8)
    body(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
