// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Evaluator {
  /// See https://hl7.org/fhirpath/N1/#conversion.
  mutating func applyConversion(
    _ call: Call,
    to input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    guard let item = try single(input, call.place) else { return [] }
    var unit: String?
    if !call.arguments.isEmpty {
      unit = try string(try argument(0, call, scope), call.place)
      guard unit != nil else { return [] }
    }
    let result: FHIRPathItem.Content?
    if case .element(let element) = item.content, element.value?["comparator"] != nil,
      call.function == .toQuantity || call.function == .convertsToQuantity
    {
      throw FHIRPathError(.wrongType, "a Quantity with a comparator is no single quantity")
        .at(call.place)
    }
    if let atom = item.atom?.content {
      result = Self.convert(atom, call.function, unit: unit)
    } else {
      guard case .element(let element) = item.content, element.isComplex else { return [] }
      result = nil
    }
    if call.function.rawValue.hasPrefix("converts") { return boolean(result != nil) }
    return result.map { [FHIRPathItem($0)] } ?? []
  }

  private static func convert(
    _ value: FHIRPathItem.Content,
    _ function: FunctionName,
    unit: String?
  ) -> FHIRPathItem.Content? {
    switch function {
    case .toBoolean, .convertsToBoolean: boolean(value)
    case .toInteger, .convertsToInteger, .toLong, .convertsToLong: integer(value)
    case .toDecimal, .convertsToDecimal: decimal(value)
    case .toDate, .convertsToDate: temporal(value, .date)
    case .toDateTime, .convertsToDateTime: temporal(value, .dateTime)
    case .toTime, .convertsToTime: temporal(value, .time)
    case .toQuantity, .convertsToQuantity: quantity(value, unit: unit)
    default: text(value)
    }
  }

  private static func boolean(_ value: FHIRPathItem.Content) -> FHIRPathItem.Content? {
    switch value {
    case .boolean: return value
    case .string(let text):
      switch text.lowercased() {
      case "true", "t", "yes", "y", "1", "1.0": return .boolean(true)
      case "false", "f", "no", "n", "0", "0.0": return .boolean(false)
      default: return nil
      }
    default:
      guard let number = value.decimal else { return nil }
      if number == DecimalValue(1) { return .boolean(true) }
      return number == DecimalValue(0) ? .boolean(false) : nil
    }
  }

  private static func integer(_ value: FHIRPathItem.Content) -> FHIRPathItem.Content? {
    switch value {
    case .integer: return value
    case .boolean(let value): return .integer(value ? 1 : 0)
    case .string(let text):
      guard text.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2B || $0 == 0x2D }) else {
        return nil
      }
      return Int(text).map { .integer($0) }
    default: return nil
    }
  }

  private static func decimal(_ value: FHIRPathItem.Content) -> FHIRPathItem.Content? {
    switch value {
    case .boolean(let value): return .decimal(DecimalValue(units: value ? 10 : 0, scale: 1))
    case .string(let text):
      guard !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return nil }
      return DecimalValue(text.utf8).map { .decimal($0) }
    default: return value.decimal.map { .decimal($0) }
    }
  }

  private static func temporal(
    _ value: FHIRPathItem.Content,
    _ kind: TemporalValue.Kind
  ) -> FHIRPathItem.Content? {
    switch value {
    case .temporal(var temporal):
      if temporal.kind == kind { return value }
      guard kind != .time, temporal.kind != .time else { return nil }
      temporal.kind = kind
      if kind == .date {
        temporal.precision = min(temporal.precision, .day)
        temporal.offset = nil
      }
      return .temporal(temporal)
    case .string(var text):
      if kind == .time, text.utf8.first == UInt8(ascii: "T") { text.removeFirst() }
      if let found = TemporalValue(text.utf8, as: kind) { return .temporal(found) }
      // A dateTime converts to a date, whose part it is.
      guard kind == .date, let found = TemporalValue(text.utf8, as: .dateTime) else { return nil }
      return temporal(.temporal(found), .date)
    default: return nil
    }
  }

  private static func quantity(
    _ value: FHIRPathItem.Content,
    unit: String?
  ) -> FHIRPathItem.Content? {
    let found: QuantityValue?
    switch value {
    case .quantity(let quantity): found = quantity
    case .boolean(let value):
      found = QuantityValue(DecimalValue(units: value ? 10 : 0, scale: 1), "1")
    case .string(let text): found = quantity(text)
    default: found = value.quantity
    }
    guard let found else { return nil }
    guard let unit else { return .quantity(found) }
    return converted(found, to: unit).map { .quantity($0) }
  }

  private static func converted(_ quantity: QuantityValue, to unit: String) -> QuantityValue? {
    var target = QuantityValue(quantity.value, unit)
    guard let value = quantity.value(inUnitOf: target) else { return nil }
    target.value = value
    return target
  }

  /// Reads `5`, `5 'mg'` and `5 days`.
  private static func quantity(_ text: String) -> QuantityValue? {
    let bytes = Array(text.utf8)
    var end = 0
    while end < bytes.count, bytes[end] &- 0x30 < 10 || "+-.".utf8.contains(bytes[end]) { end += 1 }
    guard let value = DecimalValue(bytes[..<end]) else { return nil }
    var rest = bytes[end...]
    if rest.isEmpty { return QuantityValue(value, "1") }
    while rest.first == 0x20 { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: "'"), rest.last == UInt8(ascii: "'"), rest.count > 2 {
      return QuantityValue(value, String(decoding: rest.dropFirst().dropLast(), as: UTF8.self))
    }
    let word = String(decoding: rest, as: UTF8.self)
    guard let unit = CalendarUnit(keyword: word) else { return nil }
    return QuantityValue(value, keyword: word, calendar: unit)
  }

  private static func text(_ value: FHIRPathItem.Content) -> FHIRPathItem.Content? {
    if case .type = value { return nil }
    return FHIRPathItem(value).text.map { .string($0) }
  }
}
