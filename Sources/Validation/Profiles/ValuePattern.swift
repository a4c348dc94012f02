// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath

/// Compares values with those that a profile fixes.
///
/// See https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.fixed_x_ and
/// `pattern[x]`.
enum ValuePattern {
  /// Whether a value is a fixed one: the same members, the same elements in the same order.
  static func isEqual(_ value: JSONValue, _ fixed: JSONValue) -> Bool {
    if fixed.isObject {
      guard value.isObject else { return false }
      let members = Array(fixed.members)
      return members.count == Array(value.members).count
        && members.allSatisfy { member in
          value[dynamic: member.key].map { isEqual($0, member.value) } ?? false
        }
    }
    if fixed.isArray {
      let (wanted, found) = (Array(fixed.elements), Array(value.elements))
      return wanted.count == found.count && zip(found, wanted).allSatisfy { isEqual($0, $1) }
    }
    return isSame(value, fixed)
  }

  /// Whether a value has everything that a pattern has.
  static func matches(_ value: JSONValue, _ pattern: JSONValue) -> Bool {
    if pattern.isObject {
      return value.isObject
        && pattern.members.allSatisfy { member in
          value[dynamic: member.key].map { matches($0, member.value) } ?? false
        }
    }
    if pattern.isArray {
      return pattern.elements.allSatisfy { wanted in
        value.elements.contains { matches($0, wanted) }
      }
    }
    return isSame(value, pattern)
  }

  private static func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if let text = right.string { return left.string == text }
    if let number = right.double { return left.double == number }
    return left.kind == right.kind
  }

  /// How a value stands to another: below 0, 0 or above 0; `nil` where nobody can say.
  static func order(_ value: JSONValue, _ other: JSONValue) -> Int? {
    if other.isObject {
      guard let left = value["value"]?.numberText, let right = other["value"]?.numberText else {
        return nil
      }
      let (unit, otherUnit) = (value["code"]?.string, other["code"]?.string)
      if unit == otherUnit { return value["value"].flatMap { order($0, other["value"] ?? $0) } }
      guard let unit, let otherUnit else { return nil }
      for (sign, result) in [("<", -1), ("=", 0), (">", 1)] {
        let text = "\(left) '\(unit)' \(sign) \(right) '\(otherUnit)'"
        // Units that cannot be converted give no answer.
        let expression = try? FHIRPathExpression(parsing: text)
        if (try? expression?.evaluateBoolean(on: [])) == true { return result }
      }
      return nil
    }
    if let left = value.double, let right = other.double {
      return left < right ? -1 : left > right ? 1 : 0
    }
    guard let left = FHIRDateTime(value), let right = FHIRDateTime(other) else { return nil }
    if left.upperBound <= right.lowerBound { return -1 }
    return left.lowerBound >= right.upperBound ? 1 : 0
  }

  /// The elements of a pattern at the end of a way, `coding.code`.
  static func values(_ pattern: JSONValue, _ way: ArraySlice<String>) -> [JSONValue] {
    if pattern.isArray { return pattern.elements.flatMap { values($0, way) } }
    guard let key = way.first else { return [pattern] }
    return pattern[dynamic: key].map { values($0, way.dropFirst()) } ?? []
  }
}
