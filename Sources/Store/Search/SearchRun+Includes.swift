// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Search

extension SearchRun {
  mutating func include() throws {
    var seen = Set(page.hits.map(\.key))
    var fresh = page.hits
    var isFirst = true
    while !fresh.isEmpty {
      var next: [SearchHit] = []
      for include in request.includes where isFirst || include.iterates {
        for hit in fresh {
          for key in try keys(include, of: hit) where !seen.contains(key) {
            guard let candidate = try reader.candidate(key) else { continue }
            seen.insert(key)
            next.append(try self.hit(candidate, isMatch: false))
          }
        }
      }
      page.hits += next
      fresh = next
      isFirst = false
    }
  }

  private func keys(_ include: SearchRequest.Include, of hit: SearchHit) throws -> [ResourceKey] {
    guard include.isReverse else {
      guard include.source == nil || include.source == hit.key.type else { return [] }
      return SearchParameters.all.of(hit.key.type)
        .filter { $0.kind == .reference && (include.code == nil || include.code == $0.code) }
        .flatMap { SearchReferences.targets(of: hit.document.root, $0) }
        .filter { include.target == nil || include.target == $0.type }
    }
    guard include.target == nil || include.target == hit.key.type else { return [] }
    var found: [ResourceKey] = []
    let sources = try include.source.map { [$0] } ?? SearchRun.present(reader)
    for source in sources {
      for parameter in SearchParameters.all.of(source)
      where parameter.kind == .reference && (include.code == nil || include.code == parameter.code)
      {
        let reference = IndexPlan.references(by: parameter, to: (hit.key.type, hit.key.id))
        let query = IndexPlan.every(source, [reference])
        try reader.candidates(query) { candidate in
          found.append(candidate.key)
          return true
        }
      }
    }
    return found
  }

  private static func present(_ reader: SearchReader) throws -> [ResourceType] {
    try Int.fetchAll(reader.db, sql: "SELECT type FROM resourceCount WHERE versions > 0")
      .compactMap(ResourceType.init(code:))
  }
}

/// The literal references of resources.
enum SearchReferences {
  static func targets(of root: JSONValue, _ parameter: SearchParameter) -> [ResourceKey] {
    SearchValueReader.values(of: parameter, in: root).compactMap { value in
      guard case .reference(let reference) = value, let type = reference.type,
        let id = reference.id
      else { return nil }
      return ResourceKey(type: type, id: id)
    }
  }
}

extension SearchCandidate {
  /// The row of the index.
  var order: Int64 { SearchIndexRow.number(row, version: version) }
}
