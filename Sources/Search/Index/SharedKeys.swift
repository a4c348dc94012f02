// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Under whose keys the values of a parameter stand in the search index.
///
/// Many parameters of R4 have only values that others have too: `patient` those of `subject` that lead
/// to a patient, `combo-code` those of `code` and of `component-code`. Such a value is filed once, under
/// the parameter that has the others' values as well, and the index is asked for it there.
enum SharedKeys {
  /// Returns the parameters under whose keys the values of a parameter stand: itself, or others of its
  /// type that have all its values between them.
  ///
  /// Others may have more values in one way only: references to types that the parameter does not take.
  static func holders(of parameter: SearchParameter) -> [SearchParameter] {
    table[parameter.number] ?? [parameter]
  }

  /// Whether the values of a parameter have keys of their own.
  static func holdsItsOwn(_ parameter: SearchParameter) -> Bool { table[parameter.number] == nil }

  /// Whether a parameter takes references to a type.
  static func takes(_ type: ResourceType, _ parameter: SearchParameter) -> Bool {
    parameter.paths.contains { $0.target == nil || $0.target == type }
  }

  /// The parameters whose values stand under the keys of others, by their numbers.
  private static let table: [Int: [SearchParameter]] = {
    var table: [Int: [SearchParameter]] = [:]
    for type in ResourceType.allCases {
      // Who has one way to values that lead anywhere holds keys for those who come behind.
      let ordered = SearchParameters.all.of(type).filter { $0.type == type && !$0.paths.isEmpty }
        .sorted { rank($0) < rank($1) }
      var holding: [SearchParameter] = []
      for parameter in ordered {
        let others = holding.filter { hasNothingBeside(parameter, $0) }
        let isCovered = parameter.paths.allSatisfy { path in
          others.contains { $0.paths.contains { $0.holds(path) } }
        }
        if isCovered, parameter.kind != .composite, parameter.kind != .special {
          table[parameter.number] = others
        } else {
          holding.append(parameter)
        }
      }
    }
    return table
  }()

  private static func rank(_ parameter: SearchParameter) -> (Int, Int, Int) {
    let led = parameter.paths.filter { $0.target != nil }.count
    return (parameter.paths.count, led, parameter.number)
  }

  /// Whether another parameter has no values but those of a parameter, references aside.
  private static func hasNothingBeside(
    _ parameter: SearchParameter,
    _ other: SearchParameter
  ) -> Bool {
    guard other.kind == parameter.kind else { return false }
    return other.paths.allSatisfy { path in
      parameter.paths.contains {
        path == $0 || (parameter.kind == .reference && path.holds($0))
      }
    }
  }
}

extension SearchParameter.Path {
  /// Whether whatever another way leads to is among what this one leads to.
  fileprivate func holds(_ other: SearchParameter.Path) -> Bool {
    keys == other.keys && filter?.key == other.filter?.key && filter?.value == other.filter?.value
      && dataType == other.dataType && (target == nil || target == other.target)
  }
}
