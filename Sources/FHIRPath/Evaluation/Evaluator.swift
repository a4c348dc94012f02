// SPDX-License-Identifier: Apache-2.0

import FHIR

/// What `$this`, `$index` and `$total` are.
struct Scope: Sendable {
  var items: [FHIRPathItem]
  var index: Int?
  var total: [FHIRPathItem] = []

  init(items: [FHIRPathItem], index: Int? = nil, total: [FHIRPathItem] = []) {
    self.items = items
    self.index = index
    self.total = total
  }
}

/// Evaluates parsed expressions.
struct Evaluator {
  typealias Items = [FHIRPathItem]

  let environment: FHIRPathEnvironment

  /// What `%context` is.
  let context: Items

  /// The variables that `defineVariable` has made.
  var defined: [String: Items] = [:]

  private var steps = 0

  init(environment: FHIRPathEnvironment, context: Items) {
    self.environment = environment
    self.context = context
  }

  // MARK: - Nodes

  mutating func evaluate(_ node: Node, _ scope: Scope) throws(FHIRPathError) -> Items {
    switch node {
    case .literal(let item): return [item]
    case .empty: return []
    case .this: return scope.items
    case .index: return scope.index.map { [FHIRPathItem(.integer($0))] } ?? []
    case .total: return scope.total
    case .variable(let name, let place): return try variable(name, place)
    case .member(nil, let step): return try first(step, scope.items)
    case .member(let left?, let step): return try member(step, of: evaluate(left, scope))
    case .call(let left, let call):
      let input = if let left { try evaluate(left, scope) } else { scope.items }
      return try apply(call, to: input, scope)
    case .indexer(let left, let number, let place):
      let items = try evaluate(left, scope)
      guard let index = try integer(try inner(number, scope), place) else { return [] }
      return items.indices.contains(index) ? [items[index]] : []
    case .polarity(let operand, let isNegative, let place):
      return try polarity(try evaluate(operand, scope), isNegative: isNegative, place)
    case .binary(let operation, let left, let right, let place):
      return try binary(operation, left, right, place, scope)
    case .isType(let operand, let type, let place):
      return try isType(try inner(operand, scope), type, place)
    case .asType(let operand, let type, let place):
      return try asType(try inner(operand, scope), type, place)
    }
  }

  /// Evaluates a part whose variables end with it.
  mutating func inner(_ node: Node, _ scope: Scope) throws(FHIRPathError) -> Items {
    let outer = defined
    let result = try evaluate(node, scope)
    defined = outer
    return result
  }

  /// Counts work, so that no expression runs for ever.
  mutating func step(_ count: Int, _ place: Place) throws(FHIRPathError) {
    steps &+= count
    guard steps <= environment.stepLimit else {
      throw FHIRPathError(.tooComplex, "the evaluation takes too many steps").at(place)
    }
  }

  // MARK: - Variables

  private func variable(_ name: String, _ place: Place) throws(FHIRPathError) -> Items {
    if let value = defined[name] ?? environment.variables[name] { return value }
    switch name {
    case "context": return context
    case "resource": return resource
    case "rootResource": return environment.rootResource.map { [$0] } ?? resource
    case "sct": return [FHIRPathItem(.string("http://snomed.info/sct"))]
    case "loinc": return [FHIRPathItem(.string("http://loinc.org"))]
    case "ucum": return [FHIRPathItem(.string(UCUM.system))]
    default: break
    }
    if name.hasPrefix("vs-") {
      return [FHIRPathItem(.string("http://hl7.org/fhir/ValueSet/" + name.dropFirst(3)))]
    }
    if name.hasPrefix("ext-") {
      return [FHIRPathItem(.string("http://hl7.org/fhir/StructureDefinition/" + name.dropFirst(4)))]
    }
    throw FHIRPathError(.unknownVariable, "there is no variable '%\(name)'").at(place)
  }

  /// What `%resource` is: as given, or the context itself.
  var resource: Items { environment.resource.map { [$0] } ?? context }

  mutating func define(_ name: String, _ items: Items, _ place: Place) throws(FHIRPathError) {
    let reserved = ["context", "resource", "rootResource", "sct", "loinc", "ucum"]
    guard defined[name] == nil, environment.variables[name] == nil, !reserved.contains(name) else {
      throw FHIRPathError(.unknownVariable, "the variable '%\(name)' is there already").at(place)
    }
    defined[name] = items
  }

  // MARK: - Single values

  func single(_ items: Items, _ place: Place) throws(FHIRPathError) -> FHIRPathItem? {
    guard items.count < 2 else {
      throw FHIRPathError(.notSingle, "expected one item, not \(items.count)").at(place)
    }
    return items.first
  }

  /// The Boolean that a collection stands for where one is expected.
  ///
  /// See https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections.
  func truth(of items: Items, _ place: Place) throws(FHIRPathError) -> Bool? {
    guard let item = try single(items, place) else { return nil }
    if case .boolean(let value)? = item.atom?.content { return value }
    // A Boolean element without a value is neither true nor false.
    if case .element(let element) = item.content, element.value == nil {
      return element.type.map { TypeModel.r4.primitive($0) == .boolean ? nil : true } ?? nil
    }
    return true
  }

  func integer(_ items: Items, _ place: Place) throws(FHIRPathError) -> Int? {
    guard let atom = try single(items, place)?.atom else { return nil }
    guard case .integer(let value) = atom.content else {
      throw wrongType("an Integer", atom, place)
    }
    return value
  }

  func string(_ items: Items, _ place: Place) throws(FHIRPathError) -> String? {
    guard let item = try single(items, place) else { return nil }
    guard let atom = item.atom else {
      if case .element(let element) = item.content, element.isComplex {
        throw wrongType("a String", item, place)
      }
      return nil
    }
    guard case .string(let value) = atom.content else { throw wrongType("a String", item, place) }
    return value
  }

  func wrongType(_ expected: String, _ item: FHIRPathItem, _ place: Place) -> FHIRPathError {
    FHIRPathError(.wrongType, "expected \(expected), not \(item.typeName ?? "an object")").at(place)
  }
}
