// SPDX-License-Identifier: Apache-2.0

import FHIR

extension FHIRPathItem {
  /// The value that operators see: that of a primitive element, and a FHIR Quantity as a quantity.
  ///
  /// `nil` for elements that have other elements, or no value. See
  /// https://hl7.org/fhir/R4/fhirpath.html#types.
  var atom: FHIRPathItem? {
    guard case .element(let element) = content else { return self }
    return element.atom.map(FHIRPathItem.init)
  }
}

extension FHIRPathItem.Element {
  var atom: FHIRPathItem.Content? {
    guard let value else { return nil }
    guard let type else { return untyped(value) }
    guard let primitive = TypeModel.r4.primitive(type) else {
      return TypeModel.r4[type].isQuantity ? quantity(value) : nil
    }
    switch primitive {
    case .boolean: return value.bool.map { .boolean($0) }
    case .integer:
      return value.withUTF8 { DecimalValue($0) }.flatMap { $0 }.flatMap(\.integer)
        .map { .integer($0) }
    case .decimal: return value.withUTF8 { DecimalValue($0) }.flatMap { $0 }.map { .decimal($0) }
    case .string: return value.string.map { .string($0) }
    case .date: return temporal(value, .date)
    case .dateTime: return temporal(value, .dateTime)
    case .time: return temporal(value, .time)
    }
  }

  private func temporal(
    _ value: JSONValue,
    _ kind: TemporalValue.Kind
  ) -> FHIRPathItem.Content? {
    guard value.kind == .string else { return nil }
    // What is no date stays the string it is.
    return value.withUTF8 { TemporalValue($0, as: kind) }.flatMap { $0 }.map { .temporal($0) }
      ?? value.string.map { .string($0) }
  }

  private func untyped(_ value: JSONValue) -> FHIRPathItem.Content? {
    switch value.kind {
    case .true: return .boolean(true)
    case .false: return .boolean(false)
    case .string: return value.string.map { .string($0) }
    case .number:
      guard let number = value.withUTF8({ DecimalValue($0) }).flatMap({ $0 }) else { return nil }
      if number.scale == 0, let integer = Int(exactly: number.units) { return .integer(integer) }
      return .decimal(number)
    default: return nil
    }
  }

  /// A quantity with a comparator is a range of values, and none of them.
  private func quantity(_ object: JSONValue) -> FHIRPathItem.Content? {
    guard object["comparator"] == nil,
      let value = object["value"]?.withUTF8({ DecimalValue($0) }).flatMap({ $0 })
    else { return nil }
    let code = object["code"]?.string
    guard let system = object["system"]?.string else {
      guard let unit = code ?? object["unit"]?.string else {
        return .quantity(QuantityValue(value, "1"))
      }
      return .quantity(QuantityValue(value, unit))
    }
    guard system == UCUM.system, let code else { return nil }
    var quantity = QuantityValue(value, code)
    // https://hl7.org/fhir/R4/fhirpath.html#quantity maps the units of time to those of the calendar.
    if let calendar = CalendarUnit(code: code), calendar != .week { quantity.calendar = calendar }
    return .quantity(quantity)
  }

  /// Whether the element is a string that says the same as a text; `nil` where it is no string.
  ///
  /// Compares the bytes, without making a string of the element.
  func isString(_ text: String) -> Bool? {
    guard let value, value.kind == .string else { return nil }
    if let type, TypeModel.r4.primitive(type) != .string { return nil }
    let isSame = value.withUTF8 { bytes -> Bool? in
      let isPlain = !bytes.contains(UInt8(ascii: "\\"))
      return isPlain ? bytes.count == text.utf8.count && bytes.elementsEqual(text.utf8) : nil
    }
    return isSame.flatMap { $0 } ?? (value.string == text)
  }

  /// Whether the element is a Quantity, be it one that is no single value in a unit of UCUM.
  var isQuantity: Bool { type.map { TypeModel.r4[$0].isQuantity } ?? false }

  /// Whether the element has elements of its own: it is an object, or an extended primitive.
  var isComplex: Bool {
    guard let type else { return value?.isObject ?? false }
    return !TypeModel.r4.isPrimitive(type)
  }
}
