// SPDX-License-Identifier: Apache-2.0

import FHIR

extension SearchMatcher {
  /// Says which values of a resource meet a criterion.
  ///
  /// - Parameters:
  ///   - criterion: The criterion, which the resource meets.
  ///   - resource: The resource.
  /// - Returns: Each as `path value`; empty where it is met by what is not there (`:not`,
  ///   `:missing=true`) or by other resources (`_has`).
  /// - Throws: What reading the resources of a chain throws.
  public func evidence(
    for criterion: SearchRequest.Criterion,
    in resource: SearchableResource
  ) throws -> [String] {
    try evidence(criterion.test, resource)
  }

  private func evidence(
    _ test: SearchRequest.Test,
    _ resource: SearchableResource
  ) throws -> [String] {
    switch test {
    case .parameter(let code, let modifier, let values):
      guard let parameter = SearchParameters.all.parameter(code, of: resource.type) else {
        return []
      }
      return Self.evidence(parameter, modifier, values, resource)
    case .chain(let code, let type, let inner):
      return try targets(of: resource, code).flatMap { key -> [String] in
        guard type == nil || key.type == type,
          let target = try surroundings.resource(key.type, key.id), try matches(target, inner)
        else { return [] }
        return try evidence(inner, target).map { "\(key.type.rawValue)/\(key.id) \($0)" }
      }
    case .reverse, .text, .list, .entity: return []
    case .id: return ["id \(resource.id)"]
    case .lastUpdated:
      return ["meta.lastUpdated \(FHIRDateTime.instantText(resource.lastUpdated))"]
    case .compartment(let type, let id): return ["compartment \(type.rawValue)/\(id)"]
    }
  }

  private static func evidence(
    _ parameter: SearchParameter,
    _ modifier: SearchRequest.Modifier?,
    _ values: [SearchRequest.Value],
    _ resource: SearchableResource
  ) -> [String] {
    if parameter.kind == .composite {
      // Each part of a value is shown where it was found.
      return values.flatMap { value -> [String] in
        guard case .composite(let parts) = value else { return [] }
        return zip(parameter.components, parts).flatMap { component, part -> [String] in
          SearchParameters.all.parameter(component.code, of: resource.type)
            .map { evidence($0, nil, [part], resource) } ?? []
        }
      }
    }
    var found: [String] = []
    for path in parameter.paths {
      var candidates: [SearchValue] = []
      SearchValueReader.collect(path, parameter.kind, from: resource.root, into: &candidates)
      for candidate in candidates {
        let isWanted =
          switch modifier {
          case .missing(let isMissing): !isMissing
          case .not: false
          case .ofType: values.contains { matches(candidate, $0.withoutType, nil) }
          case .text where parameter.kind == .reference: true
          default: values.contains { matches(candidate, $0, modifier) }
          }
        let keys = path.keys.filter { !$0.hasPrefix("^") && !$0.hasPrefix("#") }
        let text = "\(keys.joined(separator: ".")) \(candidate.text)"
        if isWanted, !found.contains(text) { found.append(text) }
      }
    }
    return found
  }
}

extension SearchRequest.Value {
  /// The value of an identifier, whatever its type.
  fileprivate var withoutType: SearchRequest.Value {
    if case .typed(_, _, let value) = self { return .token(system: nil, code: value) }
    return self
  }
}

extension SearchValue {
  /// The value as a reader of a search's explanation wants it.
  fileprivate var text: String {
    switch self {
    case .token(let system, let code, let texts):
      let name = texts.first.map { " \"\($0)\"" } ?? ""
      return (system.map { "\($0)|" } ?? "") + (code ?? "") + name
    case .string(let text): return "\"\(text)\""
    case .date(let low, let high):
      let first = low == .min ? "…" : FHIRDateTime.instantText(low)
      return "\(first) to \(high == .max ? "…" : FHIRDateTime.instantText(high))"
    case .number(let low, let high): return low == high ? "\(low)" : "\(low) to \(high)"
    case .quantity(let low, let high, _, let code, let unit):
      return (low == high ? "\(low)" : "\(low) to \(high)")
        + ((unit ?? code).map { " \($0)" } ?? "")
    case .reference(let reference):
      return reference.url
        ?? reference.identifier.map { "\($0.system.map { "\($0)|" } ?? "")\($0.value)" } ?? ""
    case .uri(let uri): return uri
    case .position(let place): return "\(place.latitude), \(place.longitude)"
    }
  }
}
