// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Evaluator {
  func polarity(
    _ items: Items,
    isNegative: Bool,
    _ place: Place
  ) throws(FHIRPathError) -> Items {
    guard let atom = try single(items, place)?.atom else { return [] }
    switch atom.content {
    case .integer(let value):
      guard isNegative else { return [atom] }
      return value == .min ? [] : [FHIRPathItem(.integer(-value))]
    case .decimal(let value): return isNegative ? [FHIRPathItem(.decimal(value.negated))] : [atom]
    case .quantity(let value): return isNegative ? [FHIRPathItem(.quantity(value.negated))] : [atom]
    default: throw wrongType("a number", atom, place)
    }
  }

  /// See https://hl7.org/fhirpath/N1/#math.
  func calculate(
    _ operation: Node.Operator,
    _ left: Items,
    _ right: Items,
    _ place: Place
  ) throws(FHIRPathError) -> Items {
    guard let first = try single(left, place), let second = try single(right, place) else {
      return []
    }
    guard let left = first.atom?.content, let right = second.atom?.content else {
      for case .element(let element) in [first.content, second.content] where element.isComplex {
        throw mismatch(operation, first, second, place)
      }
      return []
    }
    let result: FHIRPathItem.Content?
    switch (left, right) {
    case (.integer(let left), .integer(let right)):
      result = Self.calculate(operation, left, right)
    case (.string(let left), .string(let right)) where operation == .add:
      result = .string(left + right)
    case (.temporal(let value), .quantity(let span)) where operation == .add:
      result = try moved(value, by: span, place)
    case (.temporal(let value), .quantity(let span)) where operation == .subtract:
      result = try moved(value, by: span.negated, place)
    case (.quantity(let span), .temporal(let value)) where operation == .add:
      result = try moved(value, by: span, place)
    case (.temporal, _): throw mismatch(operation, first, second, place)
    default:
      if let left = left.decimal, let right = right.decimal {
        result = Self.calculate(operation, left, right)
      } else if let left = left.quantity, let right = right.quantity {
        switch operation {
        case .add: result = left.adding(right).map { .quantity($0) }
        case .subtract: result = left.adding(right.negated).map { .quantity($0) }
        case .multiply, .divide:
          result = QuantityValue.combine(left, right, isQuotient: operation == .divide)
            .map { .quantity($0) }
        default:
          // Whole quotients are of plain numbers.
          guard left.code == "1", right.code == "1" else {
            throw mismatch(operation, first, second, place)
          }
          result = Self.calculate(operation, left.value, right.value)
        }
      } else {
        throw mismatch(operation, first, second, place)
      }
    }
    return result.map { [FHIRPathItem($0)] } ?? []
  }

  private func mismatch(
    _ operation: Node.Operator,
    _ left: FHIRPathItem,
    _ right: FHIRPathItem,
    _ place: Place
  ) -> FHIRPathError {
    let names = "\(left.typeName ?? "an object") and \(right.typeName ?? "an object")"
    return FHIRPathError(.wrongType, "'\(operation.rawValue)' does not take \(names)").at(place)
  }

  private func moved(
    _ value: TemporalValue,
    by span: QuantityValue,
    _ place: Place
  ) throws(FHIRPathError) -> FHIRPathItem.Content? {
    guard let unit = span.calendarStep, value.kind != .time || unit <= .hour else {
      throw FHIRPathError(.wrongType, "a date is moved by units of time of the calendar").at(place)
    }
    return value.adding(span.value, unit).map { .temporal($0) }
  }

  private static func calculate(
    _ operation: Node.Operator,
    _ left: Int,
    _ right: Int
  ) -> FHIRPathItem.Content? {
    func checked(_ result: (partialValue: Int, overflow: Bool)) -> FHIRPathItem.Content? {
      result.overflow ? nil : .integer(result.partialValue)
    }
    switch operation {
    case .add: return checked(left.addingReportingOverflow(right))
    case .subtract: return checked(left.subtractingReportingOverflow(right))
    case .multiply: return checked(left.multipliedReportingOverflow(by: right))
    case .div: return checked(left.dividedReportingOverflow(by: right))
    case .mod: return checked(left.remainderReportingOverflow(dividingBy: right))
    default: return DecimalValue(left).divided(by: DecimalValue(right)).map { .decimal($0) }
    }
  }

  private static func calculate(
    _ operation: Node.Operator,
    _ left: DecimalValue,
    _ right: DecimalValue
  ) -> FHIRPathItem.Content? {
    let result: DecimalValue?
    switch operation {
    case .add: result = left.adding(right)
    case .subtract: result = left.subtracting(right)
    case .multiply: result = left.multiplied(by: right)
    case .divide: result = left.divided(by: right)
    case .mod: result = left.remainder(right)
    default:
      return left.wholeQuotient(right).flatMap { Int(exactly: $0) }.map { .integer($0) }
    }
    return result.map { .decimal($0) }
  }

  // MARK: - Functions

  /// See https://hl7.org/fhirpath/N1/#math-1.
  mutating func applyMath(
    _ call: Call,
    to input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    guard let item = try single(input, call.place) else { return [] }
    guard let atom = item.atom else {
      if case .element(let element) = item.content, element.isComplex {
        throw wrongType("a number", item, call.place)
      }
      return []
    }
    if case .quantity(let quantity) = atom.content {
      return try applyMath(call, to: quantity, atom, scope)
    }
    guard let value = atom.content.decimal else { throw wrongType("a number", atom, call.place) }
    let isInteger = if case .integer = atom.content { true } else { false }
    let result: FHIRPathItem.Content?
    switch call.function {
    case .abs:
      result =
        isInteger
        ? atom.integer.flatMap { $0 == .min ? nil : .integer(Swift.abs($0)) }
        : .decimal(value.units < 0 ? value.negated : value)
    case .ceiling: result = Self.whole(value, .up)
    case .floor: result = Self.whole(value, .down)
    case .truncate: result = Self.whole(value, .towardZero)
    case .round:
      let digits = try optionalInteger(call, scope)
      if let digits {
        guard digits >= 0 else {
          throw FHIRPathError(.malformedArgument, "'round' to less than no digits").at(call.place)
        }
        result = value.rounded(to: min(digits, DecimalValue.largestScale), .nearest)
          .map { .decimal($0) }
      } else {
        result = Self.whole(value, .nearest)
      }
    case .sqrt: result = value.units < 0 ? nil : Self.decimal(squareRoot(value.double))
    case .exp: result = Self.decimal(exponential(value.double))
    case .ln: result = value.units <= 0 ? nil : Self.decimal(naturalLogarithm(value.double))
    case .log:
      guard let base = try number(call, scope), value.units > 0, base.units > 0 else { return [] }
      result = Self.decimal(Self.logarithm(value.double, base.double))
    case .power:
      guard let exponent = try number(call, scope) else { return [] }
      result = Self.power(value, exponent, isInteger: isInteger)
    default: result = nil
    }
    return result.map { [FHIRPathItem($0)] } ?? []
  }

  private mutating func applyMath(
    _ call: Call,
    to quantity: QuantityValue,
    _ item: FHIRPathItem,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    var result = quantity
    switch call.function {
    case .abs: result.value = quantity.value.units < 0 ? quantity.value.negated : quantity.value
    case .round:
      let digits = try optionalInteger(call, scope) ?? 0
      guard let value = quantity.value.rounded(to: max(0, min(digits, 28)), .nearest) else {
        return []
      }
      result.value = value
    case .ceiling, .floor, .truncate:
      let rounding: DecimalValue.Rounding =
        call.function == .ceiling ? .up : call.function == .floor ? .down : .towardZero
      guard let value = quantity.value.rounded(to: 0, rounding) else { return [] }
      result.value = value
    default: throw wrongType("a number", item, call.place)
    }
    return [FHIRPathItem(.quantity(result))]
  }

  private mutating func optionalInteger(_ call: Call, _ scope: Scope) throws(FHIRPathError) -> Int?
  {
    guard let argument = call.arguments.first else { return nil }
    return try integer(try inner(argument, scope), call.place)
  }

  private mutating func number(
    _ call: Call,
    _ scope: Scope
  ) throws(FHIRPathError) -> DecimalValue? {
    guard let argument = call.arguments.first,
      let atom = try single(try inner(argument, scope), call.place)?.atom
    else { return nil }
    guard let value = atom.content.decimal else { throw wrongType("a number", atom, call.place) }
    return value
  }

  private static func whole(
    _ value: DecimalValue,
    _ rounding: DecimalValue.Rounding
  ) -> FHIRPathItem.Content? {
    value.rounded(to: 0, rounding).flatMap { Int(exactly: $0.units) }.map { .integer($0) }
  }

  private static func decimal(_ double: Double) -> FHIRPathItem.Content? {
    DecimalValue(double).map { .decimal($0) }
  }

  /// The logarithm, without the last bit that the division of two logarithms gets wrong.
  private static func logarithm(_ value: Double, _ base: Double) -> Double {
    if base == 2 { return log2(value) }
    if base == 10 { return log10(value) }
    return naturalLogarithm(value) / naturalLogarithm(base)
  }

  private static func power(
    _ value: DecimalValue,
    _ exponent: DecimalValue,
    isInteger: Bool
  ) -> FHIRPathItem.Content? {
    if let count = exponent.integer, exponent.scale == 0, 0...1000 ~= count {
      var result = DecimalValue(1)
      for _ in 0..<count {
        guard let next = result.multiplied(by: value) else { return nil }
        result = next
      }
      return isInteger ? result.integer.map { .integer($0) } : .decimal(result)
    }
    return decimal(pow(value.double, exponent.double))
  }
}

/// The functions of the C library that the names of FHIRPath hide.
private func exponential(_ value: Double) -> Double { exp(value) }

private func naturalLogarithm(_ value: Double) -> Double { log(value) }

private func squareRoot(_ value: Double) -> Double { value.squareRoot() }
