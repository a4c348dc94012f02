// SPDX-License-Identifier: Apache-2.0

/// The R4 definitions as texts that `scripts/generate-r4-tables` writes.
public enum R4Definitions {
  /// Returns the codes of a value set that R4 binds an element to as required.
  ///
  /// - Parameter valueSet: Its canonical URL, a version behind `|` ignored.
  /// - Returns: The codes; `nil` where the value set is not among them.
  public static func codes(inValueSet valueSet: String) -> [String]? {
    let base = "http://hl7.org/fhir/ValueSet/"
    guard valueSet.hasPrefix(base) else { return nil }
    let name = valueSet.dropFirst(base.count).prefix { $0 != "|" } + " "
    let lines = valueSets.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    guard let line = lines.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else {
      return nil
    }
    return line.split(separator: " ").dropFirst().map(String.init)
  }
}
