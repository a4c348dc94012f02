// SPDX-License-Identifier: Apache-2.0

extension Evaluator {
  /// Boundaries, precision and parts of values, and sums of many.
  mutating func applyMeasure(
    _ call: Call,
    to input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    switch call.function {
    case .sum, .min, .max, .avg: return try summary(call, input)
    default: break
    }
    guard let item = try single(input, call.place) else { return [] }
    guard let atom = item.atom else {
      if case .element(let element) = item.content, element.isComplex {
        throw wrongType("a number, date or time", item, call.place)
      }
      return []
    }
    let result: FHIRPathItem.Content?
    switch call.function {
    case .lowBoundary, .highBoundary:
      var digits: Int?
      if !call.arguments.isEmpty {
        digits = try integer(try argument(0, call, scope), call.place)
        guard digits != nil else { return [] }
      }
      result = try boundary(atom, digits, isHigh: call.function == .highBoundary, call.place)
    case .precision:
      switch atom.content {
      case .integer(let value): result = .integer("\(value.magnitude)".utf8.count)
      case .decimal(let value): result = .integer(value.scale)
      case .temporal(let value): result = .integer(value.digitCount)
      default: throw wrongType("a number, date or time", atom, call.place)
      }
    case .comparable:
      guard let other = try single(try argument(0, call, scope), call.place)?.atom else {
        return []
      }
      guard let left = atom.content.quantity, let right = other.content.quantity else {
        throw wrongType("a Quantity", other, call.place)
      }
      result = .boolean(QuantityValue.isComparable(left, right))
    default: result = Self.part(call.function, of: atom)
    }
    return result.map { [FHIRPathItem($0)] } ?? []
  }

  private func boundary(
    _ item: FHIRPathItem,
    _ digits: Int?,
    isHigh: Bool,
    _ place: Place
  ) throws(FHIRPathError) -> FHIRPathItem.Content? {
    switch item.content {
    case .temporal(let value):
      return value.boundary(isHigh: isHigh, digits: digits).map { .temporal($0) }
    case .quantity(var quantity):
      guard let value = Self.boundary(quantity.value, digits ?? 8, isHigh: isHigh) else {
        return nil
      }
      quantity.value = value
      return .quantity(quantity)
    default:
      guard let value = item.content.decimal else {
        throw wrongType("a number, date or time", item, place)
      }
      return Self.boundary(value, digits ?? 8, isHigh: isHigh).map { .decimal($0) }
    }
  }

  /// Half of the last digit less or more.
  private static func boundary(
    _ value: DecimalValue,
    _ digits: Int,
    isHigh: Bool
  ) -> DecimalValue? {
    guard 0...DecimalValue.largestScale ~= digits, let wide = value.widened(to: value.scale + 1)
    else { return nil }
    let edge = DecimalValue(units: wide.units + (isHigh ? 5 : -5), scale: wide.scale)
    return edge.rounded(to: digits, isHigh ? .up : .down)
  }

  /// A part of a date or time; of what is neither there is none.
  private static func part(
    _ function: FunctionName,
    of item: FHIRPathItem
  ) -> FHIRPathItem.Content? {
    guard case .temporal(let value) = item.content else { return nil }
    func number(
      _ part: some BinaryInteger,
      from precision: TemporalValue.Precision
    )
      -> FHIRPathItem.Content?
    {
      let isGiven = value.precision >= precision && (value.kind != .time || precision >= .hour)
      return isGiven ? .integer(Int(part)) : nil
    }
    switch function {
    case .yearOf: return number(value.year, from: .year)
    case .monthOf: return number(value.month, from: .month)
    case .dayOf: return number(value.day, from: .day)
    case .hourOf: return number(value.hour, from: .hour)
    case .minuteOf: return number(value.minute, from: .minute)
    case .secondOf: return number(value.second, from: .second)
    case .millisecondOf: return number(value.nanosecond / 1_000_000, from: .millisecond)
    case .timezoneOffsetOf:
      return value.offset.map { .decimal(DecimalValue(units: Int128($0) * 100 / 60, scale: 2)) }
    case .dateOf:
      guard value.kind != .time else { return nil }
      var date = value
      date.kind = .date
      date.precision = min(date.precision, .day)
      date.offset = nil
      return .temporal(date)
    default:
      guard value.kind != .time, value.precision >= .hour else { return nil }
      var time = value
      time.kind = .time
      time.offset = nil
      return .temporal(time)
    }
  }

  private func summary(_ call: Call, _ input: Items) throws(FHIRPathError) -> Items {
    guard var result = input.first?.atom else { return [] }
    for item in input.dropFirst() {
      guard let atom = item.atom else { return [] }
      switch call.function {
      case .min, .max:
        guard let order = try Self.order(atom, result, call.place) else { return [] }
        if order != 0, (order < 0) == (call.function == .min) { result = atom }
      default:
        guard let sum = try calculate(.add, [result], [atom], call.place).first else { return [] }
        result = sum
      }
    }
    guard call.function == .avg else { return [result] }
    return try calculate(.divide, [result], [FHIRPathItem(.integer(input.count))], call.place)
  }
}
