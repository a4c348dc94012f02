// SPDX-License-Identifier: Apache-2.0

/// The patients of the sample lake.
enum Stories {
  static let all: [Story] = clinic + hospital + corners + walkIns

  /// Plans what everybody goes through, and what chance adds to a story.
  static func background(_ life: inout Life) {
    FamilyHistoryModule.plan(&life)
    AgeingModule.plan(&life)
    InfectionModule.plan(&life)
    WellnessModule.plan(&life)
  }

  /// People who came by chance, from all places and scripts.
  private static let walkIns: [Story] = [
    ("kim", "ko", 61.0, true, 2), ("sato", "ja", 72.0, false, 7),
    ("wongsawat", "th", 47.0, true, 8),
    ("patel", "hi", 66.0, false, 9), ("rahman", "bn", 33.0, true, 4),
    ("ramasamy", "ta", 58.0, false, 9),
    ("beridze", "ka", 49.0, false, 6), ("bekele", "am", 39.0, true, 0),
    ("rezaei", "fa", 70.0, true, 2),
    ("shevchuk", "uk", 28.0, false, 1), ("ogunbande", "yo", 53.0, true, 4),
    ("goncalves", "pt", 44.0, false, 0), ("szoke", "hu", 79.0, true, 5),
  ].map { id, language, age, isFemale, place in
    Story(
      id,
      "By chance",
      given: "",
      family: "",
      language,
      age: age,
      isFemale: isFemale,
      place: place
    ) {
      LifeModules.plan(&$0)
    }
  }
}
