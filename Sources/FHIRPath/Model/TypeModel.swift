// SPDX-License-Identifier: Apache-2.0

/// The number of a type of FHIR in the ``TypeModel``.
struct TypeID: Hashable, Sendable {
  let number: Int16
}

/// The types of FHIR R4, their elements and what they are derived from.
///
/// Built once from a generated table. See https://hl7.org/fhir/R4/fhirpath.html#polymorphism.
final class TypeModel: Sendable {
  /// What the value of a primitive type is to FHIRPath.
  enum Primitive: UInt8, Sendable {
    case boolean
    case integer
    case decimal
    case string
    case date
    case dateTime
    case time
  }

  struct TypeInfo: Sendable {
    let name: String
    let base: TypeID?
    let isAbstract: Bool
    /// `nil` for types that have elements.
    var primitive: Primitive?
    /// Whether the type is Quantity or derived from it.
    var isQuantity = false
    var isResource = false
  }

  /// One type that an element may have, and how JSON spells the element then.
  final class Choice: Sendable {
    let type: TypeID
    /// `valueQuantity`.
    let key: String
    /// `_valueQuantity`.
    let siblingKey: String
    let keyBytes: [UInt8]
    let isPrimitive: Bool
    let isResource: Bool

    init(type: TypeID, key: String, isPrimitive: Bool, isResource: Bool) {
      self.type = type
      self.key = key
      self.isPrimitive = isPrimitive
      self.isResource = isResource
      siblingKey = "_" + key
      keyBytes = Array(key.utf8)
    }
  }

  /// An element of a type.
  ///
  /// It and its choices are classes: copying one costs a single reference count.
  final class Element: Sendable {
    let name: String
    let isChoice: Bool
    let isMany: Bool
    let choices: [Choice]

    init(name: String, isChoice: Bool, isMany: Bool, choices: [Choice]) {
      self.name = name
      self.isChoice = isChoice
      self.isMany = isMany
      self.choices = choices
    }
  }

  /// What a key of JSON stands for in a type.
  struct Key: Hashable {
    let element: Int32
    let choice: Int16
  }

  /// What the model is made of, as it is read.
  struct Tables: Sendable {
    var types: [TypeInfo] = []
    var elements: [Element] = []
    var typeNumbers: [String: TypeID] = [:]
    var nameNumbers: [String: Int] = [:]
    /// The elements of a type, inherited ones included, by type and name.
    var elementByName: [UInt32: Int32] = [:]
    /// The same by type and key of JSON.
    var elementByKey: [UInt32: Key] = [:]
  }

  private let tables: Tables

  /// The primitives of the types, for code that asks about every element.
  private let primitives: [Primitive?]

  init(_ tables: Tables) {
    self.tables = tables
    primitives = tables.types.map(\.primitive)
  }

  /// What the value of a type is to FHIRPath; `nil` for types that have elements.
  @inline(__always)
  func primitive(_ type: TypeID) -> Primitive? { primitives[Int(type.number)] }

  @inline(__always)
  func isPrimitive(_ type: TypeID) -> Bool { primitives[Int(type.number)] != nil }

  /// The types of R4.
  static let r4 = TypeModelReader.read(r4Definitions)

  @inline(__always)
  static func slot(_ type: TypeID, _ name: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: type.number) << 16 | UInt32(truncatingIfNeeded: name) & 0xFFFF
  }

  /// Returns the number of a name of elements or keys; -1 where no type has it.
  func number(of name: String) -> Int { tables.nameNumbers[name] ?? -1 }

  func type(named name: String) -> TypeID? { tables.typeNumbers[name] }

  subscript(type: TypeID) -> TypeInfo { tables.types[Int(type.number)] }

  /// Returns an element of a type by the number of its name: `value` for `value[x]`.
  func element(_ name: Int, of type: TypeID) -> Element? {
    guard name >= 0, let found = tables.elementByName[Self.slot(type, name)] else { return nil }
    return tables.elements[Int(found)]
  }

  /// Returns the element and its type that a key of JSON stands for.
  func key(_ key: String, of type: TypeID) -> (element: Element, type: TypeID)? {
    guard let name = tables.nameNumbers[key], let found = tables.elementByKey[Self.slot(type, name)]
    else {
      return nil
    }
    let element = tables.elements[Int(found.element)]
    return (element, element.choices[Int(found.choice)].type)
  }

  /// Returns the keys of a type in the order of its definition.
  func keys(of type: TypeID) -> [String] {
    let number = UInt32(truncatingIfNeeded: type.number)
    let places = Set(tables.elementByKey.filter { $0.key >> 16 == number }.map(\.value))
    let ordered = places.sorted { ($0.element, $0.choice) < ($1.element, $1.choice) }
    return ordered.map { tables.elements[Int($0.element)].choices[Int($0.choice)].key }
  }

  /// Whether a type is another or derived from it.
  func isKind(_ type: TypeID, of other: TypeID) -> Bool {
    var current: TypeID? = type
    while let candidate = current {
      if candidate == other { return true }
      current = tables.types[Int(candidate.number)].base
    }
    return false
  }
}
