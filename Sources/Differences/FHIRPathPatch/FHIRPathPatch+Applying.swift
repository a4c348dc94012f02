// SPDX-License-Identifier: Apache-2.0

public import FHIR

extension FHIRPathPatch {
  /// Evaluates a FHIRPath expression on a resource.
  ///
  /// It gives the places of the elements the expression selects, in order: of each item of a
  /// list, not of the list. A primitive element is at its value (`/birthDate`,
  /// `/name/0/given/1`), or where it has none at what stands beside it (`/_birthDate`).
  public typealias Resolver = (_ path: String, _ document: JSON) throws -> [JSONPointer]

  /// Returns a resource with the patch applied: wholly, or not at all.
  ///
  /// - Parameters:
  ///   - resource: The resource; it is not changed.
  ///   - resolve: Evaluates the paths. What it throws becomes ``FHIRPathPatchError/Code``
  ///     `malformedPath`.
  /// - Returns: The patched resource. It is not validated.
  /// - Throws: ``FHIRPathPatchError`` for the first operation that cannot be carried out.
  public func applied(
    to resource: JSON,
    resolving resolve: @escaping Resolver
  ) throws(FHIRPathPatchError)
    -> JSON
  {
    var document = resource
    for (number, operation) in operations.enumerated() {
      var application = FHIRPathPatchApplication(
        document: document,
        number: number,
        resolve: resolve
      )
      try application.apply(operation)
      document = application.document
    }
    return document
  }
}

/// One operation of a FHIRPath Patch on its way into a resource.
private struct FHIRPathPatchApplication {
  var document: JSON
  let number: Int
  let resolve: FHIRPathPatch.Resolver
  private let shapes = ElementShapes.r4
  private let content = PatchContent()

  init(document: JSON, number: Int, resolve: @escaping FHIRPathPatch.Resolver) {
    self.document = document
    self.number = number
    self.resolve = resolve
  }

  mutating func apply(_ operation: FHIRPathPatch.Operation) throws(FHIRPathPatchError) {
    switch operation {
    case .add(let path, let name, let value): try add(path, name, value)
    case .insert(let path, let index, let value): try insert(path, index, value)
    case .delete(let path): try delete(path)
    case .replace(let path, let value): try replace(path, value)
    case .move(let path, let source, let destination): try move(path, source, destination)
    }
  }

  // MARK: - Operations

  private mutating func add(
    _ path: String,
    _ name: String,
    _ value: FHIRPathPatch.Value
  ) throws(FHIRPathPatchError) {
    let pointer = try one(path)
    if document.value(at: pointer)?.isObject == true {
      let isCompanion = pointer.tokens.last { JSONPointer.index($0) == nil }?.hasPrefix("_") == true
      let structure = isCompanion ? shapes.structure("Element") : structure(at: pointer)
      let container = try existing(pointer, path)
      try put(try adding(name, value, to: container, structure), at: pointer, path)
      return
    }
    // A primitive element has id and extensions, beside its value.
    guard let location = ElementLocation(pointer, in: document) else {
      throw error(.malformedDocument, path)
    }
    var slot = try slot(location, path)
    let items = location.index == nil ? [slot.single] : slot.items
    let place = location.index ?? 0
    guard items.indices.contains(place) else { throw error(.notFound, path) }
    var item = items[place]
    item.companion = try adding(
      name,
      value,
      to: item.companion ?? .object([]),
      shapes.structure("Element")
    )
    if let index = location.index { slot.items[index] = item } else { slot.single = item }
    try put(slot.container, at: location.container, path)
  }

  private mutating func insert(
    _ path: String,
    _ index: Int,
    _ value: FHIRPathPatch.Value
  ) throws(FHIRPathPatchError) {
    guard let location = try list(path) else {
      // The list is not there yet: its first item is added to what would hold it.
      guard let (parent, name) = Self.split(path) else { throw error(.notFound, path) }
      guard index == 0 else { throw error(.indexOutOfRange, path) }
      let pointer = try one(parent)
      guard let structure = structure(at: pointer), structure.elements[name]?.isArray == true else {
        throw error(.notAList, path)
      }
      return try add(parent, name, value)
    }
    var slot = try slot(location, path)
    guard 0...slot.items.count ~= index else { throw error(.indexOutOfRange, path) }
    let element = try element(location, value)
    guard element.isArray else { throw error(.notAList, path) }
    slot.items.insert(element.item, at: index)
    try put(slot.container, at: location.container, path)
  }

  private mutating func delete(_ path: String) throws(FHIRPathPatchError) {
    let pointers = try all(path)
    guard let pointer = pointers.first else { return }
    guard pointers.count == 1 else { throw error(.notUnique, path) }
    guard var location = ElementLocation(pointer, in: document) else {
      throw error(.wholeResource, path)
    }
    while true {
      var slot = try slot(location, path)
      if let index = location.index {
        guard slot.items.indices.contains(index) else { throw error(.notFound, path) }
        slot.items.remove(at: index)
      } else {
        slot.single = ElementItem()
      }
      try put(slot.container, at: location.container, path)
      // FHIR has no empty elements: what held nothing else goes too.
      guard slot.container.objectMembers.isEmpty,
        let outer = ElementLocation(location.container, in: document)
      else { return }
      if location.container.tokens.last(where: { JSONPointer.index($0) == nil })?.hasPrefix("_")
        == true
      {
        return try dropCompanion(outer, path)
      }
      location = outer
    }
  }

  private mutating func replace(
    _ path: String,
    _ value: FHIRPathPatch.Value
  ) throws(FHIRPathPatchError) {
    guard let location = ElementLocation(try one(path), in: document) else {
      throw error(.wholeResource, path)
    }
    var slot = try slot(location, path)
    let element = try element(location, value)
    guard element.isArray == (location.index != nil) else { throw error(.malformedDocument, path) }
    if let index = location.index {
      guard slot.items.indices.contains(index) else { throw error(.notFound, path) }
      slot.items[index] = element.item
    } else {
      slot.replace(by: element.item, key: element.key)
    }
    try put(slot.container, at: location.container, path)
  }

  private mutating func move(
    _ path: String,
    _ source: Int,
    _ destination: Int
  ) throws(FHIRPathPatchError) {
    guard let location = try list(path) else { throw error(.notFound, path) }
    var slot = try slot(location, path)
    var items = slot.items
    guard items.indices.contains(source), items.indices.contains(destination) else {
      throw error(.indexOutOfRange, path)
    }
    items.insert(items.remove(at: source), at: destination)
    slot.items = items
    try put(slot.container, at: location.container, path)
  }

  // MARK: - Elements

  /// Returns an object with an element added.
  private func adding(
    _ name: String,
    _ value: FHIRPathPatch.Value,
    to container: JSON,
    _ structure: ElementShapes.Structure?
  ) throws(FHIRPathPatchError) -> JSON {
    guard let structure else { throw error(.unknownElement, name) }
    let element = try made { () throws(ContentFailure) in
      try content.element(name, in: structure, value)
    }
    var slot = ElementSlot(element.key, in: container)
    if element.isArray {
      guard slot.isList || !slot.isThere else { throw error(.malformedDocument, name) }
      slot.items.append(element.item)
      return slot.container
    }
    let isThere = content.keys(of: name, in: structure).contains {
      ElementSlot($0, in: container).isThere
    }
    guard !isThere else { throw error(.alreadyThere, name) }
    slot.single = element.item
    return slot.container
  }

  /// Returns the element that a value becomes at a place.
  private func element(
    _ location: ElementLocation,
    _ value: FHIRPathPatch.Value
  ) throws(FHIRPathPatchError) -> PatchContent.Element {
    guard let structure = structure(at: location.container),
      let known = structure.elements[location.key]
    else { throw error(.unknownElement, location.key) }
    return try made { () throws(ContentFailure) in
      try content.element(known.name, in: structure, value)
    }
  }

  private func made(
    _ make: () throws(ContentFailure) -> PatchContent.Element
  ) throws(FHIRPathPatchError) -> PatchContent.Element {
    do {
      return try make()
    } catch {
      switch error {
      case .unknownElement(let name): throw self.error(.unknownElement, name)
      case .wrongType(let name): throw self.error(.wrongType, name)
      case .alreadyThere(let name): throw self.error(.alreadyThere, name)
      }
    }
  }

  /// Removes what stood beside a primitive value and is empty now.
  private mutating func dropCompanion(
    _ location: ElementLocation,
    _ path: String
  ) throws(FHIRPathPatchError) {
    var slot = try slot(location, path)
    if let index = location.index {
      slot.items[index].companion = JSON?.none
      if slot.items[index].value == nil { slot.items.remove(at: index) }
    } else {
      slot.single.companion = JSON?.none
    }
    try put(slot.container, at: location.container, path)
  }

  // MARK: - Places

  private func error(
    _ code: FHIRPathPatchError.Code,
    _ subject: String
  ) -> FHIRPathPatchError {
    FHIRPathPatchError(code: code, operation: number, subject: subject)
  }

  private func all(_ path: String) throws(FHIRPathPatchError) -> [JSONPointer] {
    do {
      return try resolve(path, document)
    } catch {
      throw self.error(.malformedPath, path)
    }
  }

  private func one(_ path: String) throws(FHIRPathPatchError) -> JSONPointer {
    let pointers = try all(path)
    guard let first = pointers.first else { throw error(.notFound, path) }
    guard pointers.count == 1 else { throw error(.notUnique, path) }
    return first
  }

  /// Returns the place of the list whose items a path gives; `nil` where it gives none.
  private func list(_ path: String) throws(FHIRPathPatchError) -> ElementLocation? {
    let locations = try all(path).map { ElementLocation($0, in: document) }
    guard let first = locations.first else { return nil }
    guard let first else { throw error(.wholeResource, path) }
    let isOneList = locations.allSatisfy {
      $0?.container == first.container && $0?.key == first.key
    }
    guard isOneList, try slot(first, path).isList else { throw error(.notAList, path) }
    return first
  }

  private func existing(_ pointer: JSONPointer, _ path: String) throws(FHIRPathPatchError) -> JSON {
    guard let value = document.value(at: pointer) else { throw error(.notFound, path) }
    return value
  }

  private func slot(
    _ location: ElementLocation,
    _ path: String
  ) throws(FHIRPathPatchError) -> ElementSlot {
    let container = try existing(location.container, path)
    guard container.isObject else { throw error(.malformedDocument, path) }
    return ElementSlot(location.key, in: container)
  }

  private mutating func put(
    _ value: JSON,
    at pointer: JSONPointer,
    _ path: String
  ) throws(FHIRPathPatchError) {
    do {
      try document.change(at: pointer.tokens[...]) { (old) throws(PlaceFailure) in old = value }
    } catch {
      throw self.error(.notFound, path)
    }
  }

  /// The structure of the object at a place; the innermost resource says where it begins.
  private func structure(at pointer: JSONPointer) -> ElementShapes.Structure? {
    var value = document
    var structure = document.resourceType.flatMap(shapes.structure)
    for token in pointer.tokens {
      guard let next = value.value(at: JSONPointer(tokens: [token])) else { return nil }
      if case .object = value {
        let type = token.hasPrefix("_") ? "Element" : structure?.elements[token]?.type
        structure = type.flatMap(shapes.structure)
      }
      if let type = next.resourceType { structure = shapes.structure(type) }
      value = next
    }
    return structure
  }

  /// Cuts a path that ends in the name of an element before that name.
  private static func split(_ path: String) -> (parent: String, name: String)? {
    guard let dot = path.lastIndex(of: "."), dot != path.startIndex else { return nil }
    let name = path[path.index(after: dot)...]
    let isName =
      !name.isEmpty
      && name.utf8.allSatisfy {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20
      }
    return isName ? (String(path[..<dot]), String(name)) : nil
  }
}
