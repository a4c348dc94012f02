// SPDX-License-Identifier: Apache-2.0

/// The organizations, places and people that all patients share.
struct Directory: Sendable {
  /// A shared resource: its reference and what it is called.
  struct Entry: Sendable {
    let reference: String
    let display: String
  }

  /// What one town has.
  struct Town: Sendable {
    let slug: String
    let hospital: Entry
    let practice: Entry
    let laboratory: Entry
    let emergencyRoom: Entry
    let ward: Entry
    let intensiveCareUnit: Entry
    let office: Entry
    /// By the raw value of the specialty.
    let practitioners: [Entry]
    let practitionerNames: [(given: String, family: String, isFemale: Bool)]

    /// Returns who sees a patient for a specialty.
    func practitioner(_ specialty: Specialty) -> Entry { practitioners[Int(specialty.rawValue)] }
  }

  /// The towns, in the order of ``Place/all``.
  let towns: [Town]

  /// The one directory: it does not depend on any seed.
  static let shared = Directory()

  private static let slugs = [
    "boston", "chicago", "sanjose", "lima", "london", "berlin", "athens", "tokyo", "bangkok",
    "mumbai", "auckland",
  ]

  private init() {
    towns = Place.all.enumerated().map { Self.town($0.offset, $0.element) }
  }

  private static func town(_ index: Int, _ place: Place) -> Town {
    let slug = slugs[index]
    var random = SampleRandom(seed: 0x7461_726E, stream: UInt64(index))
    var practitioners: [Entry] = []
    var names: [(String, String, Bool)] = []
    for specialty in Specialty.allCases {
      let language = random.pick(place.cultures)
      let culture = random.pick(Culture.all.filter { $0.language == language })
      let isFemale = random.chance(0.5)
      let given = random.pick(isFemale ? culture.female : culture.male).latin
      let family = random.pick(isFemale ? culture.femaleFamily : culture.family).latin
      names.append((given, family, isFemale))
      let title = specialty == .nursing ? "RN" : specialty == .pharmacy ? "PharmD" : "MD"
      practitioners.append(
        Entry(
          reference: "Practitioner/prac-\(slug)-\(specialty.rawValue)",
          display: "\(given) \(family), \(title)"
        )
      )
    }
    func organization(_ kind: String, _ name: String) -> Entry {
      Entry(reference: "Organization/org-\(slug)-\(kind)", display: name)
    }
    func location(_ kind: String, _ name: String) -> Entry {
      Entry(reference: "Location/loc-\(slug)-\(kind)", display: name)
    }
    return Town(
      slug: slug,
      hospital: organization("hospital", place.hospital),
      practice: organization("practice", place.practice),
      laboratory: organization("lab", "\(place.hospital) Laboratory"),
      emergencyRoom: location("ed", "\(place.hospital) Emergency Department"),
      ward: location("ward", "\(place.hospital) Ward 4"),
      intensiveCareUnit: location("icu", "\(place.hospital) Intensive Care Unit"),
      office: location("office", "\(place.practice), consulting rooms"),
      practitioners: practitioners,
      practitionerNames: names
    )
  }
}
