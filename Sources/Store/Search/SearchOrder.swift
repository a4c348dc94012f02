// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Search

/// Puts the hits of a search in order.
///
/// Where the candidates are few, all are read and sorted. Where they are many and the first sort
/// parameter's keys have an order (dates, texts, numbers), the index is walked along it, part by
/// part, each part small enough to be read and sorted. What has no value for a parameter comes last,
/// and is never left out; equals stand in the order of their ids.
struct SearchOrder {
  let run: SearchRun
  let sort: [SearchRequest.Sort]
  private(set) var steps: [SearchStep] = []

  init(run: SearchRun, sort: [SearchRequest.Sort]) {
    self.run = run
    self.sort = sort
  }

  /// One value that a resource is sorted by.
  private enum Key: Comparable {
    case number(Double)
    case text(String)
  }

  private struct Entry {
    let candidate: SearchCandidate
    let keys: [Key?]
  }

  /// Returns the first hits in order.
  mutating func hits(of types: [ResourceType], upTo limit: Int) throws -> [SearchCandidate] {
    if types.count == 1, let type = types.first, let walk = try walk(type, upTo: limit) {
      return walk
    }
    var entries: [Entry] = []
    for type in types {
      let step = try run.each(type) { candidate in
        entries.append(try entry(candidate))
        return true
      }
      steps.append(step)
    }
    return sorted(entries).prefix(limit).map(\.candidate)
  }

  // MARK: - Walking

  /// Walks the index in the order of the first parameter; `nil` where that has no order or the
  /// candidates are few.
  private mutating func walk(_ type: ResourceType, upTo limit: Int) throws -> [SearchCandidate]? {
    guard let first = sort.first,
      let parameter = SearchParameters.all.parameter(first.code, of: type),
      [.date, .string, .number, .quantity].contains(parameter.kind)
    else { return nil }
    // What the request names itself is few.
    guard try run.named(type, run.request.criteria) == nil else { return nil }
    let plan = try run.plan(type, run.request.criteria)
    // A query of many keys costs as much as reading some resources, each time that it is asked.
    let few = run.effort.mostSorted + run.effort.perKey * plan.query.keyCount
    guard try run.reader.count(plan.query, upTo: few + 1) > few else { return nil }
    let tree = IndexOrder(parameter, isDescending: first.isDescending)
    var walk = Walk(tree: tree, type: type, limit: limit)
    try descend(tree.roots, run.request.criteria, &walk)
    if walk.found.count < limit {
      // What the order has no place for: no value, or none that a key was made of.
      var rest: [Entry] = []
      let query = IndexQuery.without(IndexPlan.type(type), IndexPlan.exists(parameter))
      let step = try run.each(type, and: query) { candidate in
        if walk.seen.insert(candidate.row).inserted { rest.append(try entry(candidate)) }
        return true
      }
      steps.append(step)
      walk.found += sorted(rest).map(\.candidate)
    }
    return Array(walk.found.prefix(limit))
  }

  /// How far a walk has come.
  private struct Walk {
    let tree: IndexOrder
    let type: ResourceType
    let limit: Int
    var found: [SearchCandidate] = []
    var seen: Set<Int64> = []
  }

  private mutating func descend(
    _ nodes: [IndexOrder.Node],
    _ criteria: [SearchRequest.Criterion],
    _ walk: inout Walk
  ) throws {
    for node in nodes where walk.found.count < walk.limit {
      // What every value there meets is not asked again; where none does, little is left to ask.
      let relations = criteria.map { walk.tree.relation(of: node, to: $0.test) }
      let criteria = zip(criteria, relations).filter { $0.1 != .met }.map(\.0)
      let part = relations.contains(.missed) ? walk.tree.rest(of: node) : node.query
      let query = try run.plan(walk.type, criteria, and: part).query
      let children = walk.tree.children(of: node)
      let rows = try run.reader.rows(query, upTo: run.effort.mostSorted + 1)
      if rows.isEmpty { continue }
      let isWhole = rows.count <= run.effort.mostSorted
      if !isWhole, !children.isEmpty {
        try descend(children, criteria, &walk)
        continue
      }
      var entries: [Entry] = []
      let step = try run.each(
        walk.type,
        and: part,
        first: isWhole ? rows : nil,
        criteria: criteria
      ) { candidate in
        if walk.seen.insert(candidate.row).inserted { entries.append(try entry(candidate)) }
        return true
      }
      steps.append(step)
      walk.found += sorted(entries).map(\.candidate)
    }
  }

  // MARK: - Sorting

  private func sorted(_ entries: [Entry]) -> [Entry] {
    entries.sorted { left, right in
      for (place, item) in sort.enumerated() {
        switch (left.keys[place], right.keys[place]) {
        case (nil, nil): continue
        case (nil, _): return false
        case (_, nil): return true
        case (let a?, let b?):
          if a == b { continue }
          return (a < b) != item.isDescending
        }
      }
      return (left.candidate.key.id, left.candidate.row) < (
        right.candidate.key.id, right.candidate.row
      )
    }
  }

  private func entry(_ candidate: SearchCandidate) throws -> Entry {
    var root: JSONValue?
    let keys = try sort.map { item -> Key? in
      switch item.code {
      case "_id": return .text(candidate.key.id)
      case "_lastUpdated": return .number(Double(candidate.lastUpdated))
      case SearchRequest.clinicalDate:
        return try run.reader.clinicalDate(candidate.row).map { .number(Double($0)) }
      default: break
      }
      guard let parameter = SearchParameters.all.parameter(item.code, of: candidate.key.type) else {
        return nil
      }
      let content = try root ?? run.reader.read(candidate).root
      root = content
      let keys = SearchValueReader.values(of: parameter, in: content).compactMap(Self.key)
      return item.isDescending ? keys.max() : keys.min()
    }
    return Entry(candidate: candidate, keys: keys)
  }

  private static func key(_ value: SearchValue) -> Key? {
    switch value {
    case .token(let system, let code, let text):
      return .text("\(code ?? "")|\(system ?? "")|\(text.first ?? "")")
    case .string(let text): return .text(TextFolding.fold(text))
    case .date(let low, _): return .number(low == .min ? -.infinity : Double(low))
    case .number(let low, _), .quantity(let low, _, _, _, _): return .number(low)
    case .reference(let reference):
      return .text(reference.url ?? reference.identifier?.value ?? "")
    case .uri(let uri): return .text(uri)
    case .position: return nil
    }
  }
}
