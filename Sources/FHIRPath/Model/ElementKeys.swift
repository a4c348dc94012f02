// SPDX-License-Identifier: Apache-2.0

/// The members that JSON has for the elements of a type.
public enum ElementKeys {
  /// Returns the keys of a type in the order of its definition, a choice once for each of its types.
  ///
  /// - Parameter typeName: A type of R4: `Observation`.
  /// - Returns: Keys such as `status` and `valueQuantity`; none for an unknown type.
  public static func of(_ typeName: String) -> [String] {
    guard let type = TypeModel.r4.type(named: typeName) else { return [] }
    return TypeModel.r4.keys(of: type)
  }
}
