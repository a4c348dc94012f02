// SPDX-License-Identifier: Apache-2.0

/// Who a patient is: what does not change with the years.
struct Person: Sendable {
  /// The administrative gender.
  enum Sex: Sendable {
    case female, male, other, unknown

    var code: StaticString {
      switch self {
      case .female: "female"
      case .male: "male"
      case .other: "other"
      case .unknown: "unknown"
      }
    }

    /// What a note calls the person.
    var noun: String {
      switch self {
      case .female: "woman"
      case .male: "man"
      case .other, .unknown: "person"
      }
    }

    var child: String {
      switch self {
      case .female: "girl"
      case .male: "boy"
      case .other, .unknown: "child"
      }
    }

    var subject: String {
      switch self {
      case .female: "she"
      case .male: "he"
      case .other, .unknown: "they"
      }
    }

    var letter: String {
      switch self {
      case .female: "F"
      case .male: "M"
      case .other, .unknown: "X"
      }
    }
  }

  var given: Culture.Name
  var family: String
  var familyLatin: String
  var culture: Culture
  var sex: Sex
  /// Whether the body is female, which decides organs and reference ranges.
  var isFemale: Bool
  var birth: Moment
  /// When the person dies, if before the present.
  var death: Moment?
  var place: Place
  var placeIndex: Int
  var recordNumber: String
  var streetNumber: Int
  var street: String
  var postalCode: String
  var phone: String
  var isMarried: Bool
  var isSmoker: Bool
  /// A tendency to put on weight, as deviations from the mean.
  var weightTendency: Double
  /// The height of the adult, in centimetres.
  var adultHeight: Double
  /// Only the year of birth is known.
  var birthIsVague: Bool
  var previousFamily: String?

  /// The name in the order and script of its culture.
  var nativeName: String {
    culture.familyFirst ? "\(family) \(given.native)" : "\(given.native) \(family)"
  }

  /// The name in Latin letters.
  var latinName: String {
    culture.familyFirst && given.native == given.latin
      ? "\(familyLatin) \(given.latin)" : "\(given.latin) \(familyLatin)"
  }

  /// Returns the age in whole years at a moment.
  func age(at moment: Moment) -> Int {
    let born = CivilDate(birth.utcDay)
    let now = CivilDate(moment.utcDay)
    let passed = (now.month, now.day) >= (born.month, born.day)
    return max(0, now.year - born.year - (passed ? 0 : 1))
  }
}
