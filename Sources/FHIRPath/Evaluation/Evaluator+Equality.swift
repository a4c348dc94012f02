// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Evaluator {
  // MARK: - Equal

  /// Whether two collections are equal: item by item, in their order; `nil` where that is not known.
  ///
  /// See https://hl7.org/fhirpath/N1/#equality.
  func isEqual(_ left: Items, _ right: Items) -> Bool? {
    if left.isEmpty || right.isEmpty { return nil }
    guard left.count == right.count else { return false }
    var isKnown = true
    for index in left.indices {
      switch Self.isEqual(left[index], right[index]) {
      case false?: return false
      case nil: isKnown = false
      default: break
      }
    }
    return isKnown ? true : nil
  }

  static func isEqual(_ left: FHIRPathItem, _ right: FHIRPathItem) -> Bool? {
    // The most frequent by far: an element and a literal.
    if case .element(let element) = left.content, case .string(let text) = right.content,
      let isSame = element.isString(text)
    {
      return isSame
    }
    if let first = left.atom, let second = right.atom {
      return isEqualAtom(first.content, second.content)
    }
    guard case .element(let first) = left.content, case .element(let second) = right.content else {
      // An element without a value against a value.
      if isComplex(left) || isComplex(right) { return false }
      return nil
    }
    if first.value == nil || second.value == nil {
      guard first.value == nil, second.value == nil else {
        return first.isComplex || second.isComplex ? false : nil
      }
      return compareChildren(first, second, isSameChild)
    }
    guard first.isComplex, second.isComplex else { return false }
    return compareChildren(first, second, isSameChild)
  }

  /// Whether two children are equal, their ids and extensions too.
  private static func isSameChild(_ left: FHIRPathItem, _ right: FHIRPathItem) -> Bool {
    guard isEqual(left, right) ?? false else { return false }
    guard case .element(let first) = left.content, case .element(let second) = right.content,
      first.sibling != nil || second.sibling != nil
    else { return true }
    guard let first = first.sibling, let second = second.sibling else { return false }
    return first.isEqual(to: second)
  }

  private static func isComplex(_ item: FHIRPathItem) -> Bool {
    if case .element(let element) = item.content { element.isComplex } else { false }
  }

  private static func isEqualAtom(
    _ left: FHIRPathItem.Content,
    _ right: FHIRPathItem.Content
  ) -> Bool? {
    switch (left, right) {
    case (.boolean(let left), .boolean(let right)): return left == right
    case (.string(let left), .string(let right)): return left == right
    case (.integer(let left), .integer(let right)): return left == right
    case (.temporal(let left), .temporal(let right)):
      guard (left.kind == .time) == (right.kind == .time) else { return false }
      return TemporalValue.compare(left, right).map { $0 == 0 }
    case (.type(let namespace, let name), .type(let other, let otherName)):
      return namespace == other && name == otherName
    default: break
    }
    if let left = left.decimal, let right = right.decimal { return left == right }
    if let left = left.quantity, let right = right.quantity {
      return QuantityValue.isEqual(left, right)
    }
    return false
  }

  private static func compareChildren(
    _ left: FHIRPathItem.Element,
    _ right: FHIRPathItem.Element,
    _ isSame: (FHIRPathItem, FHIRPathItem) -> Bool
  ) -> Bool {
    let (first, second) = (groups(left), groups(right))
    guard first.count == second.count, left.value?.kind == right.value?.kind else { return false }
    for (name, items) in first {
      guard let others = second[name], items.count == others.count else { return false }
      for index in items.indices where !isSame(items[index], others[index]) { return false }
    }
    return true
  }

  /// The children of an element by the key that JSON has for them.
  private static func groups(_ element: FHIRPathItem.Element) -> [String: Items] {
    var object = element.value
    if object?.isObject != true { object = element.sibling }
    var groups: [String: Items] = [:]
    guard let object else { return groups }
    for member in object.members {
      var key = member.key
      let isSibling = key.utf8.first == UInt8(ascii: "_")
      if isSibling { key.removeFirst() }
      if groups[key] != nil { continue }
      let type = element.type.flatMap { TypeModel.r4.key(key, of: $0)?.type }
      var items: Items = []
      append(object[dynamic: key], object[dynamic: "_" + key], type, to: &items)
      groups[key] = items
    }
    return groups
  }

  // MARK: - Equivalent

  /// Whether two collections are equivalent, in whatever order.
  ///
  /// See https://hl7.org/fhirpath/N1/#equivalence.
  func isEquivalent(_ left: Items, _ right: Items) -> Bool {
    guard left.count == right.count else { return false }
    var rest = right
    for item in left {
      guard let index = rest.firstIndex(where: { Self.isEquivalent(item, $0) }) else {
        return false
      }
      rest.remove(at: index)
    }
    return true
  }

  static func isEquivalent(_ left: FHIRPathItem, _ right: FHIRPathItem) -> Bool {
    if let first = left.atom, let second = right.atom {
      return isEquivalentAtom(first.content, second.content)
    }
    guard case .element(let first) = left.content, case .element(let second) = right.content else {
      return false
    }
    guard (first.value == nil) == (second.value == nil) else { return false }
    return compareChildren(first, second) { isEquivalent($0, $1) }
  }

  private static func isEquivalentAtom(
    _ left: FHIRPathItem.Content,
    _ right: FHIRPathItem.Content
  ) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      return left == right || normalized(left) == normalized(right)
    case (.integer, .integer): return isEqualAtom(left, right) ?? false
    case (.temporal(let left), .temporal(let right)):
      guard (left.kind == .time) == (right.kind == .time) else { return false }
      return TemporalValue.isEquivalent(left, right)
    default: break
    }
    if let left = left.decimal, let right = right.decimal { return isEquivalent(left, right) }
    if let left = left.quantity, let right = right.quantity {
      return QuantityValue.isEquivalent(left, right)
    }
    return isEqualAtom(left, right) ?? false
  }

  /// Whether two numbers are equal when rounded to the digits of the less precise one.
  static func isEquivalent(_ left: DecimalValue, _ right: DecimalValue) -> Bool {
    let digits = min(left.significantScale, right.significantScale)
    guard let left = left.rounded(to: digits, .nearest),
      let right = right.rounded(to: digits, .nearest)
    else { return left == right }
    return left == right
  }

  /// Lower case, and a space for each white space.
  private static func normalized(_ text: String) -> String {
    String(text.lowercased().map { $0.isWhitespace ? " " : $0 })
  }

  // MARK: - Sets

  /// The items without those that equal one before them.
  mutating func distinct(_ items: Items, _ place: Place) throws(FHIRPathError) -> Items {
    guard items.count > 1 else { return items }
    var known = ItemSet()
    var found: Items = []
    for item in items where known.insert(item) { found.append(item) }
    try step(known.comparisons, place)
    return found
  }
}

/// Items that differ from each other.
struct ItemSet {
  private var strings: Set<String> = []
  private var others: [FHIRPathItem] = []
  private(set) var comparisons = 0

  init(_ items: [FHIRPathItem] = []) { for item in items { insert(item) } }

  /// Adds an item; `false` where an equal one is there.
  @discardableResult
  mutating func insert(_ item: FHIRPathItem) -> Bool {
    if let text = item.string { return strings.insert(text).inserted }
    comparisons += others.count
    if others.contains(where: { Evaluator.isEqual($0, item) ?? false }) { return false }
    others.append(item)
    return true
  }

  func contains(_ item: FHIRPathItem) -> Bool {
    if let text = item.string { return strings.contains(text) }
    return others.contains { Evaluator.isEqual($0, item) ?? false }
  }
}

extension FHIRPathItem.Content {
  /// The value of a number.
  var decimal: DecimalValue? {
    switch self {
    case .integer(let value): DecimalValue(value)
    case .decimal(let value): value
    default: nil
    }
  }

  /// A quantity, which a number is as well: of the unit 1.
  var quantity: QuantityValue? {
    if case .quantity(let value) = self { return value }
    return decimal.map { QuantityValue($0, "1") }
  }
}
