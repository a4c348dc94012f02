// SPDX-License-Identifier: Apache-2.0

/// How people of one origin are called, and what they speak.
///
/// Given and family names are common ones, combined by chance; nobody in particular is meant.
struct Culture: Sendable {
  /// A name in its own script, and in Latin letters where that is another.
  struct Name: Sendable, Equatable {
    let native: String
    let latin: String

    /// Creates a name from `native` or `native|latin`.
    init(_ text: String) {
      let parts = text.split(separator: "|")
      native = String(parts[0])
      latin = parts.count > 1 ? String(parts[1]) : native
    }
  }

  /// The language tag of BCP 47.
  let language: String
  let languageName: String
  let female: [Name]
  let male: [Name]
  let family: [Name]
  /// The family names of women where they differ: Novák, Nováková.
  let femaleFamily: [Name]
  /// Whether the family name is written first.
  let familyFirst: Bool
  /// Whether people carry two family names.
  let twoFamilyNames: Bool

  init(
    _ language: String,
    _ languageName: String,
    female: String,
    male: String,
    family: String,
    femaleFamily: String = "",
    familyFirst: Bool = false,
    twoFamilyNames: Bool = false
  ) {
    self.language = language
    self.languageName = languageName
    self.female = Self.names(female)
    self.male = Self.names(male)
    self.family = Self.names(family)
    self.femaleFamily = femaleFamily.isEmpty ? self.family : Self.names(femaleFamily)
    self.familyFirst = familyFirst
    self.twoFamilyNames = twoFamilyNames
  }

  private static func names(_ list: String) -> [Name] {
    list.split(separator: ",").map { Name(String($0)) }
  }

  /// All of them.
  static let all: [Culture] = latin + otherScripts
}
