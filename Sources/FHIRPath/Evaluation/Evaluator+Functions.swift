// SPDX-License-Identifier: Apache-2.0

extension Evaluator {
  /// Applies a function to a collection.
  mutating func apply(
    _ call: Call,
    to input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    try step(1, call.place)
    switch call.function {
    case .empty: return boolean(input.isEmpty)
    case .exists where call.arguments.isEmpty: return boolean(!input.isEmpty)
    case .count: return [FHIRPathItem(.integer(input.count))]
    case .not: return boolean(try truth(of: input, call.place).map { !$0 })
    case .exists, .all, .allTrue, .anyTrue, .allFalse, .anyFalse, .subsetOf, .supersetOf,
      .isDistinct:
      return boolean(try applyExistence(call, to: input, scope))
    case .distinct: return try distinct(input, call.place)
    case .where, .select, .repeat, .repeatAll, .ofType, .sort, .aggregate, .iif, .coalesce:
      return try applyProjection(call, to: input, scope)
    case .single: return try single(input, call.place).map { [$0] } ?? []
    case .first: return input.first.map { [$0] } ?? []
    case .last: return input.last.map { [$0] } ?? []
    case .tail: return Array(input.dropFirst())
    case .skip, .take, .intersect, .exclude, .union, .combine:
      return try applySubsetting(call, to: input, scope)
    case .is:
      guard let type = call.type else { return [] }
      return try isType(input, type, call.place)
    case .as:
      guard let type = call.type else { return [] }
      return try asType(input, type, call.place)
    case .type: return input.map(Self.type)
    case .children: return try children(of: input, call.place)
    case .descendants: return try descendants(of: input, call.place)
    case .abs, .ceiling, .exp, .floor, .ln, .log, .power, .round, .sqrt, .truncate:
      return try applyMath(call, to: input, scope)
    case .lowBoundary, .highBoundary, .precision, .comparable, .sum, .min, .max, .avg, .yearOf,
      .monthOf, .dayOf, .hourOf, .minuteOf, .secondOf, .millisecondOf, .timezoneOffsetOf, .dateOf,
      .timeOf:
      return try applyMeasure(call, to: input, scope)
    case .indexOf, .lastIndexOf, .substring, .startsWith, .endsWith, .contains, .upper, .lower,
      .replace, .matches, .matchesFull, .replaceMatches, .length, .toChars, .encode, .decode,
      .escape, .unescape, .trim, .split, .join:
      return try applyString(call, to: input, scope)
    case .toBoolean, .convertsToBoolean, .toInteger, .convertsToInteger, .toLong, .convertsToLong,
      .toDate, .convertsToDate, .toDateTime, .convertsToDateTime, .toTime, .convertsToTime,
      .toDecimal, .convertsToDecimal, .toQuantity, .convertsToQuantity, .toString,
      .convertsToString:
      return try applyConversion(call, to: input, scope)
    case .trace, .now, .timeOfDay, .today, .defineVariable:
      return try applyUtility(call, to: input, scope)
    case .extension, .hasExtension, .hasValue, .getValue, .resolve, .memberOf, .subsumes,
      .subsumedBy, .conformsTo, .htmlChecks, .htmlChecks2, .elementDefinition, .slice,
      .checkModifiers, .getResourceKey, .getReferenceKey:
      return try applyFHIR(call, to: input, scope)
    }
  }

  /// The items of an argument that is evaluated where the call stands.
  mutating func argument(
    _ index: Int,
    _ call: Call,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    guard index < call.arguments.count else { return [] }
    return try inner(call.arguments[index], scope)
  }

  private static func type(of item: FHIRPathItem) -> FHIRPathItem {
    guard case .element(let element) = item.content else {
      return FHIRPathItem(.type(namespace: "System", name: item.typeName ?? "Any"))
    }
    if let type = element.type {
      let info = TypeModel.r4[type]
      // What has no name of its own is named for what it is derived from.
      let isNested = info.name.utf8.contains(UInt8(ascii: "."))
      let name = isNested ? info.base.map { TypeModel.r4[$0].name } ?? info.name : info.name
      return FHIRPathItem(.type(namespace: "FHIR", name: name))
    }
    return FHIRPathItem(.type(namespace: "System", name: item.atom?.typeName ?? "Any"))
  }

  // MARK: - Existence

  /// See https://hl7.org/fhirpath/N1/#existence.
  private mutating func applyExistence(
    _ call: Call,
    to input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Bool? {
    switch call.function {
    case .exists, .all:
      guard let criterion = call.arguments.first else { return !input.isEmpty }
      let isAny = call.function == .exists
      for (index, item) in input.enumerated() {
        let isTrue = try holds(criterion, item, index, scope, call.place)
        if isTrue == isAny { return isAny }
      }
      return !isAny
    case .allTrue: return try booleans(input, call.place).allSatisfy { $0 }
    case .anyTrue: return try booleans(input, call.place).contains(true)
    case .allFalse: return try booleans(input, call.place).allSatisfy { !$0 }
    case .anyFalse: return try booleans(input, call.place).contains(false)
    case .isDistinct: return try distinct(input, call.place).count == input.count
    case .subsetOf:
      let others = ItemSet(try argument(0, call, scope))
      return input.allSatisfy { others.contains($0) }
    default:
      let items = ItemSet(input)
      return try argument(0, call, scope).allSatisfy { items.contains($0) }
    }
  }

  private func booleans(_ items: Items, _ place: Place) throws(FHIRPathError) -> [Bool] {
    var found: [Bool] = []
    for item in items {
      guard let value = item.boolean else { throw wrongType("a Boolean", item, place) }
      found.append(value)
    }
    return found
  }

  /// Whether a criterion is true for an item.
  mutating func holds(
    _ criterion: Node,
    _ item: FHIRPathItem,
    _ index: Int,
    _ scope: Scope,
    _ place: Place
  ) throws(FHIRPathError) -> Bool {
    try step(1, place)
    let inside = Scope(items: [item], index: index, total: scope.total)
    return try truth(of: try inner(criterion, inside), place) ?? false
  }

  // MARK: - Filtering and projection

  /// See https://hl7.org/fhirpath/N1/#filtering-and-projection.
  private mutating func applyProjection(
    _ call: Call,
    to input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    switch call.function {
    case .where:
      var found: Items = []
      for (index, item) in input.enumerated()
      where try holds(call.arguments[0], item, index, scope, call.place) {
        found.append(item)
      }
      return found
    case .select:
      var found: Items = []
      for (index, item) in input.enumerated() {
        let inside = Scope(items: [item], index: index, total: scope.total)
        found += try inner(call.arguments[0], inside)
        try step(1, call.place)
      }
      return found
    case .repeat, .repeatAll: return try repeated(call, input, scope)
    case .ofType:
      guard let type = call.type else { return [] }
      try known(type, call.place)
      return input.filter { Self.isOf(type, $0, isExact: true) }
    case .sort: return try sorted(call, input, scope)
    case .aggregate:
      var total = try argument(1, call, scope)
      for (index, item) in input.enumerated() {
        let inside = Scope(items: [item], index: index, total: total)
        total = try inner(call.arguments[0], inside)
        try step(1, call.place)
      }
      return total
    case .coalesce:
      for index in call.arguments.indices {
        let items = try argument(index, call, scope)
        if !items.isEmpty { return items }
      }
      return []
    default: return try chosen(call, input, scope)
    }
  }

  private mutating func chosen(
    _ call: Call,
    _ input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    _ = try single(input, call.place)
    let inside = Scope(
      items: input.isEmpty ? scope.items : input,
      index: scope.index,
      total: scope.total
    )
    let criterion = try inner(call.arguments[0], inside)
    if try truth(of: criterion, call.place) ?? false {
      return try inner(call.arguments[1], inside)
    }
    return call.arguments.count > 2 ? try inner(call.arguments[2], inside) : []
  }

  private mutating func repeated(
    _ call: Call,
    _ input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    var known = ItemSet()
    var found: Items = []
    var waiting = input
    while !waiting.isEmpty {
      var next: Items = []
      for item in waiting {
        let inside = Scope(items: [item], total: scope.total)
        for one in try inner(call.arguments[0], inside)
        where call.function == .repeatAll || known.insert(one) {
          next.append(one)
        }
        try step(next.count + 1, call.place)
      }
      found += next
      waiting = next
    }
    try step(known.comparisons, call.place)
    return found
  }

  private mutating func sorted(
    _ call: Call,
    _ input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    var rows: [(item: FHIRPathItem, keys: [FHIRPathItem?])] = []
    for (index, item) in input.enumerated() {
      let inside = Scope(items: [item], index: index, total: scope.total)
      var keys: [FHIRPathItem?] = []
      for argument in call.arguments {
        keys.append(try single(try inner(argument, inside), call.place))
      }
      rows.append((item, keys.isEmpty ? [item] : keys))
    }
    try step(rows.count, call.place)
    var failure: FHIRPathError?
    // Sorting keeps the order of equal items by the index.
    let order = rows.indices.sorted { left, right in
      for key in rows[left].keys.indices {
        let isDescending = key < call.isDescending.count && call.isDescending[key]
        do throws(FHIRPathError) {
          // What has no key comes first in either order.
          guard let first = rows[left].keys[key], let second = rows[right].keys[key] else {
            if rows[left].keys[key] == nil, rows[right].keys[key] == nil { continue }
            return rows[left].keys[key] == nil
          }
          let result = try Self.order(first, second, call.place) ?? 0
          if result != 0 { return (result < 0) != isDescending }
        } catch {
          failure = error
        }
      }
      return left < right
    }
    if let failure { throw failure }
    return order.map { rows[$0].item }
  }

  // MARK: - Subsetting and combining

  private mutating func applySubsetting(
    _ call: Call,
    to input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    let argument = try argument(0, call, scope)
    switch call.function {
    case .skip, .take:
      guard let count = try integer(argument, call.place) else { return [] }
      return call.function == .skip
        ? Array(input.dropFirst(max(0, count))) : Array(input.prefix(max(0, count)))
    case .intersect:
      let others = ItemSet(argument)
      return try distinct(input.filter { others.contains($0) }, call.place)
    case .exclude:
      let others = ItemSet(argument)
      return input.filter { !others.contains($0) }
    case .union: return try distinct(input + argument, call.place)
    default: return input + argument
    }
  }
}
