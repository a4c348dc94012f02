// SPDX-License-Identifier: Apache-2.0

/// Follows the types through an expression, to find what can never be right.
///
/// See https://hl7.org/fhirpath/N1/#type-safety-and-strict-evaluation.
struct TypeChecker {
  /// What is known of a collection before there is one.
  struct Found: Sendable {
    /// The types of FHIR that its items may have.
    var types: [TypeID] = []
    /// The types of FHIRPath that its items may have.
    var systems: [SystemType] = []
    /// Whether nothing is known of it.
    var isOpen = false
    /// Whether it has no defined order.
    var isUnordered = false

    static let unknown = Self(isOpen: true)

    static func system(_ type: SystemType) -> Self { Self(systems: [type]) }

    var isEmpty: Bool { types.isEmpty && systems.isEmpty && !isOpen }

    /// Whether no item can be a Boolean.
    var isNeverBoolean: Bool {
      guard !isOpen, !isEmpty else { return false }
      return types.isEmpty && !systems.contains(.boolean) && !systems.contains(.any)
    }

    func joined(_ other: Self) -> Self {
      var result = self
      result.types += other.types.filter { !types.contains($0) }
      result.systems += other.systems.filter { !systems.contains($0) }
      result.isOpen = isOpen || other.isOpen
      result.isUnordered = isUnordered || other.isUnordered
      return result
    }
  }

  /// What `$this` is.
  struct Focus: Sendable {
    var this: Found
    var total = Found.unknown
  }

  private let model = TypeModel.r4
  private let context: TypeID

  init(context: TypeID) { self.context = context }

  var start: Focus { Focus(this: Found(types: [context])) }

  // MARK: - Nodes

  mutating func check(_ node: Node, _ focus: Focus) throws(FHIRPathError) -> Found {
    switch node {
    case .literal(let item):
      return item.typeName.flatMap(SystemType.init).map(Found.system) ?? .unknown
    case .empty: return Found()
    case .this: return focus.this
    case .index: return .system(.integer)
    case .total: return focus.total
    case .variable(let name, _): return variable(name)
    case .member(nil, let step): return try first(step, focus.this)
    case .member(let left?, let step): return try member(step, of: try check(left, focus))
    case .call(let left, let call):
      let input = if let left { try check(left, focus) } else { focus.this }
      return try apply(call, to: input, focus)
    case .indexer(let left, let number, let place):
      _ = try check(number, focus)
      return try ordered(try check(left, focus), place)
    case .polarity(let operand, _, _): return try check(operand, focus)
    case .binary(let operation, let left, let right, _):
      return result(operation, try check(left, focus), try check(right, focus))
    case .isType(let operand, let type, let place):
      _ = try check(operand, focus)
      try known(type, place)
      return .system(.boolean)
    case .asType(let operand, let type, let place):
      return try narrowed(try check(operand, focus), type, place)
    }
  }

  private func variable(_ name: String) -> Found {
    switch name {
    case "context": Found(types: [context])
    case "resource":
      model[context].isResource ? Found(types: [context]) : .unknown
    case "sct", "loinc", "ucum": .system(.string)
    default:
      name.hasPrefix("vs-") || name.hasPrefix("ext-") ? .system(.string) : .unknown
    }
  }

  private func result(_ operation: Node.Operator, _ left: Found, _ right: Found) -> Found {
    switch operation {
    case .union: left.joined(right)
    case .multiply, .divide, .div, .mod, .add, .subtract: .unknown
    case .concatenate: .system(.string)
    default: .system(.boolean)
    }
  }

  private func known(_ type: TypeSpecifier, _ place: Place) throws(FHIRPathError) {
    guard !type.isUnknown else {
      throw FHIRPathError(.unknownType, "there is no type '\(type.text)'").at(place)
    }
  }

  private func ordered(_ found: Found, _ place: Place) throws(FHIRPathError) -> Found {
    guard !found.isUnordered else {
      throw FHIRPathError(.unordered, "the collection has no order").at(place)
    }
    return found
  }

  // MARK: - Paths

  private func first(_ step: Step, _ this: Found) throws(FHIRPathError) -> Found {
    guard step.isCapitalized else { return try member(step, of: this) }
    guard !this.isOpen, let type = step.type else {
      if this.isOpen { return .unknown }
      throw FHIRPathError(.unknownType, "there is no type '\(step.name)'").at(step.place)
    }
    // A more general name leaves the type, a more special one narrows it.
    let fitting = this.types.compactMap { candidate -> TypeID? in
      if model.isKind(candidate, of: type) { return candidate }
      return model.isKind(type, of: candidate) ? type : nil
    }
    guard !fitting.isEmpty else {
      let names = this.types.map { model[$0].name }.joined(separator: " or ")
      throw FHIRPathError(.unknownElement, "expected \(names), not '\(step.name)'").at(step.place)
    }
    return Found(types: fitting)
  }

  private func member(_ step: Step, of parent: Found) throws(FHIRPathError) -> Found {
    guard !parent.isOpen, !parent.isEmpty else { return .unknown }
    if parent.systems.contains(.quantity) { return .unknown }
    var found = Found(isUnordered: parent.isUnordered)
    var isFound = false
    for type in parent.types {
      // What is any resource, or any element, has what its kinds have.
      if model[type].isAbstract { return .unknown }
      guard let element = model.element(step.nameNumber, of: type) else { continue }
      isFound = true
      for choice in element.choices where !found.types.contains(choice.type) {
        found.types.append(choice.type)
      }
    }
    guard isFound else {
      let types = parent.types.map { model[$0].name } + parent.systems.map(\.rawValue)
      let names = types.prefix(3).joined(separator: " or ")
      throw FHIRPathError(.unknownElement, "\(names) has no element '\(step.name)'").at(step.place)
    }
    return found
  }

  private func narrowed(
    _ found: Found,
    _ type: TypeSpecifier,
    _ place: Place
  ) throws(FHIRPathError) -> Found {
    try known(type, place)
    guard !found.isOpen else {
      return Found(types: type.fhir.map { [$0] } ?? [], systems: type.system.map { [$0] } ?? [])
    }
    var result = Found(isUnordered: found.isUnordered)
    for candidate in found.types {
      if let wanted = type.fhir {
        if model.isKind(candidate, of: wanted) {
          result.types.append(candidate)
        } else if model.isKind(wanted, of: candidate) {
          result.types.append(wanted)
        }
      }
    }
    if let system = type.system, found.systems.contains(system) { result.systems.append(system) }
    return result
  }

  // MARK: - Calls

  private mutating func apply(
    _ call: Call,
    to input: Found,
    _ focus: Focus
  ) throws(FHIRPathError) -> Found {
    let inside = Focus(this: input, total: .unknown)
    switch call.function {
    case .where, .all, .exists, .select, .sort, .repeat, .repeatAll, .aggregate, .trace:
      return try iterate(call, input, inside, focus)
    case .iif:
      let own = input.isEmpty ? focus : inside
      let criterion = try check(call.arguments[0], own)
      guard !criterion.isNeverBoolean else {
        throw FHIRPathError(.wrongType, "the criterion of 'iif' is no Boolean").at(call.place)
      }
      var found = try check(call.arguments[1], own)
      if call.arguments.count > 2 { found = found.joined(try check(call.arguments[2], own)) }
      return found
    case .ofType, .as:
      guard let type = call.type else { return .unknown }
      return try narrowed(input, type, call.place)
    case .is:
      if let type = call.type { try known(type, call.place) }
      return .system(.boolean)
    default: break
    }
    var arguments = Found()
    for argument in call.arguments { arguments = arguments.joined(try check(argument, focus)) }
    switch call.function {
    case .skip, .tail, .first, .last, .take: return try ordered(input, call.place)
    case .distinct, .single, .exclude, .intersect: return input
    case .union, .combine: return input.joined(arguments)
    case .children, .descendants: return Found(isOpen: true, isUnordered: true)
    case .empty, .not, .allTrue, .anyTrue, .allFalse, .anyFalse, .subsetOf, .supersetOf,
      .isDistinct, .hasValue, .memberOf, .conformsTo, .htmlChecks:
      return .system(.boolean)
    case .count: return .system(.integer)
    case .extension: return Found(types: model.type(named: "Extension").map { [$0] } ?? [])
    case .startsWith, .endsWith, .contains, .matches, .matchesFull:
      try text(input, call)
      return .system(.boolean)
    case .length, .indexOf, .lastIndexOf:
      try text(input, call)
      return .system(.integer)
    case .substring, .upper, .lower, .replace, .replaceMatches, .toChars, .trim, .split:
      try text(input, call)
      return .system(.string)
    default: return .unknown
    }
  }

  private mutating func iterate(
    _ call: Call,
    _ input: Found,
    _ inside: Focus,
    _ focus: Focus
  ) throws(FHIRPathError) -> Found {
    switch call.function {
    case .repeat, .repeatAll:
      var found = Found()
      var next = input
      // The types that a step leads to lead on, until nothing new is found.
      for _ in 0..<8 {
        let step = try check(call.arguments[0], Focus(this: next))
        let joined = found.joined(step)
        if step.isOpen || joined.types.count == found.types.count, !found.isEmpty { return joined }
        found = joined
        next = step
        if step.isOpen { return .unknown }
      }
      return found
    case .aggregate:
      if call.arguments.count > 1 { _ = try check(call.arguments[1], focus) }
      _ = try check(call.arguments[0], inside)
      return .unknown
    case .select: return try check(call.arguments[0], inside)
    default:
      for argument in call.arguments { _ = try check(argument, inside) }
      return call.function == .all || call.function == .exists ? .system(.boolean) : input
    }
  }

  /// A string function takes no element that has elements.
  private func text(_ input: Found, _ call: Call) throws(FHIRPathError) {
    guard !input.isOpen, input.systems.isEmpty, !input.types.isEmpty,
      input.types.allSatisfy({ model[$0].primitive == nil && !model[$0].isAbstract })
    else { return }
    let name = call.function.rawValue
    throw FHIRPathError(.wrongType, "'\(name)' takes a String, not \(model[input.types[0]].name)")
      .at(call.place)
  }
}
