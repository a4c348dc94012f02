// SPDX-License-Identifier: Apache-2.0

extension Evaluator {
  mutating func binary(
    _ operation: Node.Operator,
    _ left: Node,
    _ right: Node,
    _ place: Place,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    try step(1, place)
    switch operation {
    case .and, .or, .xor, .implies:
      return boolean(try logic(operation, left, right, place, scope))
    default: break
    }
    let first = try inner(left, scope)
    let second = try inner(right, scope)
    switch operation {
    case .union: return try distinct(first + second, place)
    case .equal: return boolean(isEqual(first, second))
    case .notEqual: return boolean(isEqual(first, second).map { !$0 })
    case .equivalent: return boolean(isEquivalent(first, second))
    case .notEquivalent: return boolean(!isEquivalent(first, second))
    case .in: return boolean(try isIn(first, second, place))
    case .contains: return boolean(try isIn(second, first, place))
    case .less, .greater, .lessOrEqual, .greaterOrEqual:
      return boolean(try compare(operation, first, second, place))
    case .concatenate:
      let text = (try string(first, place) ?? "") + (try string(second, place) ?? "")
      return [FHIRPathItem(.string(text))]
    default: return try calculate(operation, first, second, place)
    }
  }

  func boolean(_ value: Bool?) -> Items { value.map { [FHIRPathItem(.boolean($0))] } ?? [] }

  // MARK: - Logic

  /// See https://hl7.org/fhirpath/N1/#boolean-logic.
  private mutating func logic(
    _ operation: Node.Operator,
    _ left: Node,
    _ right: Node,
    _ place: Place,
    _ scope: Scope
  ) throws(FHIRPathError) -> Bool? {
    let first = try truth(of: try inner(left, scope), place)
    // What the left side decides does not ask the right one.
    switch (operation, first) {
    case (.and, false?): return false
    case (.or, true?), (.implies, false?): return true
    default: break
    }
    let second = try truth(of: try inner(right, scope), place)
    switch operation {
    case .and: return second == false ? false : first == nil || second == nil ? nil : true
    case .or: return second == true ? true : first == nil || second == nil ? nil : false
    case .implies: return second == true ? true : first == nil ? nil : second
    default:
      guard let first, let second else { return nil }
      return first != second
    }
  }

  private func isIn(_ item: Items, _ items: Items, _ place: Place) throws(FHIRPathError) -> Bool? {
    guard let item = try single(item, place) else { return nil }
    return items.contains { Self.isEqual(item, $0) ?? false }
  }

  // MARK: - Comparison

  /// See https://hl7.org/fhirpath/N1/#comparison.
  private func compare(
    _ operation: Node.Operator,
    _ left: Items,
    _ right: Items,
    _ place: Place
  ) throws(FHIRPathError) -> Bool? {
    guard let first = try single(left, place), let second = try single(right, place),
      let order = try Self.order(first, second, place)
    else { return nil }
    switch operation {
    case .less: return order < 0
    case .greater: return order > 0
    case .lessOrEqual: return order <= 0
    default: return order >= 0
    }
  }

  /// Orders two items; `nil` where one has no value or the order is not known.
  static func order(
    _ left: FHIRPathItem,
    _ right: FHIRPathItem,
    _ place: Place
  ) throws(FHIRPathError) -> Int? {
    guard let first = left.atom?.content, let second = right.atom?.content else {
      for case .element(let element) in [left.content, right.content]
      where element.isComplex && !element.isQuantity {
        throw incomparable(left, right, place)
      }
      return nil
    }
    switch (first, second) {
    case (.string(let left), .string(let right)):
      // By code points, which UTF-8 sorts by.
      return left == right ? 0 : left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    case (.integer(let left), .integer(let right)):
      return left < right ? -1 : left == right ? 0 : 1
    case (.temporal(let one), .temporal(let other)):
      guard (one.kind == .time) == (other.kind == .time) else {
        throw incomparable(left, right, place)
      }
      return TemporalValue.compare(one, other)
    default: break
    }
    if let left = first.decimal, let right = second.decimal {
      return DecimalValue.compare(left, right)
    }
    if let left = first.quantity, let right = second.quantity {
      return QuantityValue.compare(left, right)
    }
    throw incomparable(left, right, place)
  }

  private static func incomparable(
    _ left: FHIRPathItem,
    _ right: FHIRPathItem,
    _ place: Place
  ) -> FHIRPathError {
    let names = "\(left.typeName ?? "an object") and \(right.typeName ?? "an object")"
    return FHIRPathError(.wrongType, "\(names) have no order").at(place)
  }

  // MARK: - Types

  func isType(_ items: Items, _ type: TypeSpecifier, _ place: Place) throws(FHIRPathError) -> Items
  {
    try known(type, place)
    guard let item = try single(items, place) else { return [] }
    return boolean(Self.isOf(type, item, isExact: false))
  }

  func asType(_ items: Items, _ type: TypeSpecifier, _ place: Place) throws(FHIRPathError) -> Items
  {
    try known(type, place)
    if !environment.allowsManyInAs { _ = try single(items, place) }
    return items.filter { Self.isOf(type, $0, isExact: true) }
  }

  func known(_ type: TypeSpecifier, _ place: Place) throws(FHIRPathError) {
    guard !type.isUnknown else {
      throw FHIRPathError(.unknownType, "there is no type '\(type.text)'").at(place)
    }
  }

  /// Whether an item is of a type.
  ///
  /// - Parameters:
  ///   - type: The type.
  ///   - item: The item.
  ///   - isExact: Whether a primitive type derived from another does not count as that other, as
  ///     `as` and `ofType` have it: a code is a string, but not as a string.
  /// - Returns: Whether it is.
  static func isOf(_ type: TypeSpecifier, _ item: FHIRPathItem, isExact: Bool) -> Bool {
    guard case .element(let element) = item.content else {
      guard let name = item.typeName else { return false }
      return type.system.map { $0 == .any || $0.rawValue == name } ?? false
    }
    guard let actual = element.type else {
      if let atom = item.atom { return isOf(type, atom, isExact: isExact) }
      return false
    }
    guard let wanted = type.fhir else { return false }
    if isExact, TypeModel.r4.isPrimitive(actual) { return actual == wanted }
    return TypeModel.r4.isKind(actual, of: wanted)
  }
}
