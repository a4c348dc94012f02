// SPDX-License-Identifier: Apache-2.0

/// A questionnaire that is filled in.
enum Screening: Sendable {
  case depression, anxiety, memory

  var analyte: Analyte {
    switch self {
    case .depression: .phq9
    case .anxiety: .gad7
    case .memory: .mmse
    }
  }

  /// Its name.
  var name: String {
    switch self {
    case .depression: "PHQ-9"
    case .anxiety: "GAD-7"
    case .memory: "MMSE"
    }
  }

  /// Its LOINC panel, as the canonical of the questionnaire.
  var canonical: StaticString {
    switch self {
    case .depression: "http://loinc.org/q/44249-1"
    case .anxiety: "http://loinc.org/q/69737-5"
    case .memory: "http://loinc.org/q/72107-6"
    }
  }

  /// Link id and text of each question, and the most points that it gives.
  var questions: [(link: String, text: String, most: Int)] {
    switch self {
    case .depression:
      [
        ("44250-9", "Little interest or pleasure in doing things", 3),
        ("44255-8", "Feeling down, depressed, or hopeless", 3),
        ("44259-0", "Trouble falling or staying asleep, or sleeping too much", 3),
        ("44254-1", "Feeling tired or having little energy", 3),
        ("44251-7", "Poor appetite or overeating", 3),
        ("44258-2", "Feeling bad about yourself", 3),
        ("44252-5", "Trouble concentrating on things", 3),
        ("44253-3", "Moving or speaking slowly, or being restless", 3),
        ("44260-8", "Thoughts that you would be better off dead", 3),
      ]
    case .anxiety:
      [
        ("69725-0", "Feeling nervous, anxious, or on edge", 3),
        ("68509-9", "Not being able to stop or control worrying", 3),
        ("69733-4", "Worrying too much about different things", 3),
        ("69734-2", "Trouble relaxing", 3),
        ("69735-9", "Being so restless that it is hard to sit still", 3),
        ("69689-8", "Becoming easily annoyed or irritable", 3),
        ("69736-7", "Feeling afraid as if something awful might happen", 3),
      ]
    case .memory:
      [
        ("orientation", "Orientation to time and place", 10), ("registration", "Registration", 3),
        ("attention", "Attention and calculation", 5), ("recall", "Recall", 3),
        ("language", "Language and praxis", 9),
      ]
    }
  }
}
