// SPDX-License-Identifier: Apache-2.0

/// A word that is looked for in the names of patients, accents and capitals left aside.
public struct PatientNameNeedle: Sendable {
  private let needle: TextNeedle

  /// Makes a word ready to be asked of many names.
  public init(_ word: String) { needle = TextNeedle(word, ignoringCase: true) }

  /// Whether a name has a part that begins so.
  public func isFound(in name: String) -> Bool { needle.isFound(in: name) }
}
