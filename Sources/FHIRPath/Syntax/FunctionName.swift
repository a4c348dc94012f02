// SPDX-License-Identifier: Apache-2.0

/// The functions of FHIRPath and those that FHIR adds.
///
/// See https://hl7.org/fhirpath/N1/#functions and
/// https://hl7.org/fhir/R4/fhirpath.html#functions.
enum FunctionName: String, Sendable, CaseIterable {
  // Existence
  case empty, exists, all, allTrue, anyTrue, allFalse, anyFalse, subsetOf, supersetOf, count
  case distinct, isDistinct
  // Filtering and projection
  case `where`, select, `repeat`, ofType, repeatAll, sort, coalesce
  // Subsetting
  case single, first, last, tail, skip, take, intersect, exclude
  // Combining
  case union, combine
  // Conversion
  case iif, toBoolean, convertsToBoolean, toInteger, convertsToInteger, toLong, convertsToLong
  case toDate, convertsToDate, toDateTime, convertsToDateTime, toTime, convertsToTime
  case toDecimal, convertsToDecimal, toQuantity, convertsToQuantity, toString, convertsToString
  // Strings
  case indexOf, lastIndexOf, substring, startsWith, endsWith, contains, upper, lower, replace
  case matches, matchesFull, replaceMatches, length, toChars, encode, decode, escape, unescape
  case trim, split, join
  // Mathematics
  case abs, ceiling, exp, floor, ln, log, power, round, sqrt, truncate
  case lowBoundary, highBoundary, precision, comparable, sum, min, max, avg
  // Parts of dates and times
  case yearOf, monthOf, dayOf, hourOf, minuteOf, secondOf, millisecondOf, timezoneOffsetOf
  case dateOf, timeOf
  // Tree navigation
  case children, descendants
  // Utility
  case trace, now, timeOfDay, today, defineVariable
  // Types, Booleans, aggregation
  case `is`, `as`, not, type, aggregate
  // FHIR
  case `extension`, hasExtension, hasValue, getValue, resolve, memberOf, subsumes, subsumedBy
  case conformsTo, htmlChecks, htmlChecks2, elementDefinition, slice, checkModifiers
  // SQL on FHIR
  case getResourceKey, getReferenceKey

  /// How many arguments the function takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .all, .subsetOf, .supersetOf, .where, .select, .repeat, .repeatAll, .ofType, .skip, .take,
      .intersect, .exclude, .union, .combine, .indexOf, .lastIndexOf, .startsWith, .endsWith,
      .contains, .encode, .decode, .escape, .unescape, .split, .log, .power, .comparable, .is, .as,
      .extension, .hasExtension, .memberOf, .subsumes, .subsumedBy, .conformsTo, .elementDefinition:
      1...1
    case .exists, .join, .round, .lowBoundary, .highBoundary, .toQuantity, .convertsToQuantity:
      0...1
    case .iif: 2...3
    case .substring, .trace, .defineVariable, .aggregate: 1...2
    case .replace, .slice: 2...2
    case .replaceMatches, .matches, .matchesFull:
      self == .replaceMatches ? 2...3 : 1...2
    case .sort: 0...100
    case .coalesce, .checkModifiers: 1...100
    default: 0...0
    }
  }

  static let byName: [String: Self] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) }
  )
}
