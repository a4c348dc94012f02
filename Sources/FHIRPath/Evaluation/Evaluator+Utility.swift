// SPDX-License-Identifier: Apache-2.0

extension Evaluator {
  /// See https://hl7.org/fhirpath/N1/#utility-functions.
  mutating func applyUtility(
    _ call: Call,
    to input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    switch call.function {
    case .trace:
      let name = try string(try argument(0, call, scope), call.place) ?? ""
      guard let trace = environment.trace else { return input }
      guard call.arguments.count > 1 else {
        trace(name, input)
        return input
      }
      var projected: Items = []
      for (index, item) in input.enumerated() {
        let inside = Scope(items: [item], index: index, total: scope.total)
        projected += try inner(call.arguments[1], inside)
      }
      trace(name, projected)
      return input
    case .defineVariable:
      guard let name = try string(try argument(0, call, scope), call.place) else {
        throw FHIRPathError(.malformedArgument, "a variable needs a name").at(call.place)
      }
      var value = input
      if call.arguments.count > 1 {
        value = try inner(call.arguments[1], Scope(items: input, total: scope.total))
      }
      try define(name, value, call.place)
      return input
    default: return [FHIRPathItem(.temporal(try moment(call)))]
    }
  }

  /// The moment of the environment, its day, or its time of day.
  private func moment(_ call: Call) throws(FHIRPathError) -> TemporalValue {
    guard let text = environment.now, var value = TemporalValue(text.utf8, as: .dateTime),
      value.precision >= .second
    else {
      throw FHIRPathError(.unavailable, "the environment has no time").at(call.place)
    }
    switch call.function {
    case .today:
      value.kind = .date
      value.precision = .day
      value.offset = nil
    case .timeOfDay:
      value.kind = .time
      value.offset = nil
    default: break
    }
    return value
  }
}
