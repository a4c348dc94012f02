// SPDX-License-Identifier: Apache-2.0

/// A parsed expression, ready to be evaluated.
indirect enum Node: Sendable {
  /// One value.
  case literal(FHIRPathItem)
  /// `{}`.
  case empty
  /// `$this`.
  case this
  /// `$index`.
  case index
  /// `$total`.
  case total
  /// `%name`.
  case variable(String, Place)
  /// An element of each item, of `$this` where nothing stands before it.
  case member(Node?, Step)
  /// A function of a collection, of `$this` where nothing stands before it.
  case call(Node?, Call)
  /// `collection[number]`.
  case indexer(Node, Node, Place)
  /// `-operand` or `+operand`.
  case polarity(Node, isNegative: Bool, Place)
  case binary(Operator, Node, Node, Place)
  /// `operand is Type`.
  case isType(Node, TypeSpecifier, Place)
  /// `operand as Type`.
  case asType(Node, TypeSpecifier, Place)

  enum Operator: String, Sendable {
    case multiply = "*"
    case divide = "/"
    case div
    case mod
    case add = "+"
    case subtract = "-"
    case concatenate = "&"
    case union = "|"
    case less = "<"
    case greater = ">"
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case equal = "="
    case notEqual = "!="
    case equivalent = "~"
    case notEquivalent = "!~"
    case `in`
    case contains
    case and
    case or
    case xor
    case implies
  }
}

/// The name of an element in a path.
final class Step: Sendable {
  let name: String

  /// The key of the extensions of a primitive element of that name.
  let siblingName: String

  /// The number of the name in the type model; -1 where no element is called so.
  let nameNumber: Int

  /// The type of that name, which a path may begin with.
  let type: TypeID?

  let place: Place

  init(name: String, place: Place) {
    self.name = name
    siblingName = "_" + name
    nameNumber = TypeModel.r4.number(of: name)
    let isCapital = name.utf8.first.map { (0x41...0x5A).contains($0) } ?? false
    type = isCapital ? TypeModel.r4.type(named: name) : nil
    self.place = place
  }

  /// Whether the name may be that of a type.
  var isCapitalized: Bool { name.utf8.first.map { (0x41...0x5A).contains($0) } ?? false }
}

/// A call of a function.
final class Call: Sendable {
  let function: FunctionName
  let arguments: [Node]

  /// The argument of `is`, `as` and `ofType`.
  let type: TypeSpecifier?

  /// The pattern, where it is a literal.
  let pattern: RegularExpression?

  /// Which keys of `sort` are written with a minus sign.
  let isDescending: [Bool]

  let place: Place

  init(
    _ function: FunctionName,
    _ arguments: [Node],
    type: TypeSpecifier? = nil,
    pattern: RegularExpression? = nil,
    isDescending: [Bool] = [],
    place: Place
  ) {
    self.function = function
    self.arguments = arguments
    self.type = type
    self.pattern = pattern
    self.isDescending = isDescending
    self.place = place
  }
}

/// A type as it is named: with the namespace or without.
///
/// `Quantity` without a namespace names the types of both.
struct TypeSpecifier: Sendable {
  let text: String

  /// The type of FHIR.
  let fhir: TypeID?

  /// The type of FHIRPath itself.
  let system: SystemType?

  /// Whether the name stands in no namespace.
  var isUnknown: Bool { fhir == nil && system == nil && !isForeign }

  /// Whether the namespace is System, so that an unknown name is of no item's type but no error.
  let isForeign: Bool

  init(namespace: String?, name: String) {
    text = namespace.map { "\($0).\(name)" } ?? name
    fhir = namespace == nil || namespace == "FHIR" ? TypeModel.r4.type(named: name) : nil
    system = namespace == nil || namespace == "System" ? SystemType(rawValue: name) : nil
    isForeign = namespace == "System"
  }
}

/// The types of FHIRPath itself.
enum SystemType: String, Sendable {
  case any = "Any"
  case boolean = "Boolean"
  case string = "String"
  case integer = "Integer"
  case decimal = "Decimal"
  case date = "Date"
  case dateTime = "DateTime"
  case time = "Time"
  case quantity = "Quantity"
}
