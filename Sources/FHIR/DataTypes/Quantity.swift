// SPDX-License-Identifier: Apache-2.0

/// A measured amount.
///
/// Nothing is read before it is asked for. See https://hl7.org/fhir/R4/datatypes.html#Quantity.
public struct Quantity: Sendable {
  private let value: JSONValue

  /// Takes a Quantity, or one of its kinds: Age, Count, Distance, Duration, SimpleQuantity.
  public init(_ value: JSONValue) { self.value = value }

  /// How the true value relates to the number.
  public enum Comparator: String, Sendable {
    /// The true value is less.
    case less = "<"
    /// The true value is less or the same.
    case lessOrEqual = "<="
    /// The true value is greater or the same.
    case greaterOrEqual = ">="
    /// The true value is greater.
    case greater = ">"
  }

  /// The number as it is spelled.
  public var spelling: String? { value["value"]?.numberText }

  /// The number with its exact value.
  public var decimal: FHIRDecimal? { FHIRDecimal(value["value"]) }

  /// The number rounded to a double.
  public var number: Double? { value["value"]?.double }

  /// How the true value relates to the number; `nil` when it is the number.
  public var comparator: Comparator? {
    guard let comparator = value["comparator"]?.string else { return nil }
    return Comparator(rawValue: comparator)
  }

  /// The comparator and the number: `<0.01`.
  public var text: String? {
    guard let spelling else { return nil }
    guard let comparator = value["comparator"]?.content else { return spelling }
    return comparator + spelling
  }

  /// The unit as it is displayed.
  public var unit: String? { value["unit"]?.content }

  /// The code of the unit.
  public var code: String? { value["code"]?.content }

  /// The system of the unit's code.
  public var system: String? { value["system"]?.content }

  /// The unit to show: as it is displayed, else its code.
  public var shownUnit: String? { unit ?? code }

  /// Whether the quantity says no unit at all.
  public var isUnitless: Bool { value["unit"] == nil && value["code"] == nil }

  /// Whether two quantities are of the same unit for certain: by code within one system, or because
  /// the units are spelled alike, or so that they can only be the same.
  public func hasSameUnit(as other: Quantity) -> Bool {
    if let code = value["code"], let theirs = other.value["code"], code.hasSameText(as: theirs) {
      guard let system = value["system"], let otherSystem = other.value["system"] else {
        return true
      }
      return system.hasSameText(as: otherSystem)
    }
    for mine in [value["unit"], value["code"]].lazy.compactMap(\.self) {
      for theirs in [other.value["unit"], other.value["code"]].lazy.compactMap(\.self)
      where mine.hasSameText(as: theirs) { return true }
    }
    guard let mine = shownUnit, let theirs = other.shownUnit else { return false }
    return UnitSpelling.isSame(mine, theirs)
  }
}

extension JSONValue {
  /// Whether two strings are spelled alike.
  func hasSameText(as other: JSONValue) -> Bool {
    withUTF8 { mine in other.withUTF8 { $0.elementsEqual(mine) } ?? false } ?? false
  }
}
