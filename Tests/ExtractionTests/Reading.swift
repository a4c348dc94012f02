// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Engines that all tests share: lexicon and rules alone, and with the trained models.
enum Engines {
  static let rules = ClinicalTextEngine(usesModels: false)
  static let full = ClinicalTextEngine()
  static let both = [rules, full]
  static let noteDate = CalendarDate(year: 2024, month: 3, day: 15)

  /// Checks what both say of an entity: a row has the note, the words, and what is said of them.
  static func check(_ row: [String]) throws {
    for engine in both {
      let found = try #require(
        engine.read(Table.lines(row[0]), noteDate: noteDate).entity(row[1]),
        "\(row[0])|\(row[1])"
      )
      #expect(found.said == row[2], "\(row[0])|\(row[1])")
    }
  }
}

extension ExtractedNote {
  /// The entity with these words.
  func entity(_ text: String) -> Entity? {
    entities.first { $0.text.lowercased() == text.lowercased() }
  }
}

extension Entity {
  /// The texts of the attributes of a type, in order.
  func texts(_ type: EntityType) -> [String] {
    attributes.filter { $0.type == type }.map(\.text)
  }
}

extension Entity {
  /// The word of a table for what is said of it: `yes` where it is there or taken.
  var said: String {
    let names: [(TraitName, String)] = [
      (.negation, "no"), (.pertainsToFamily, "family"), (.conditional, "if"),
      (.hypothetical, "maybe"), (.uncertain, "unsure"), (.future, "planned"),
      (.pastHistory, "past"),
    ]
    return names.first { has($0.0) }?.1 ?? "yes"
  }
}

/// Tables of cases as text, which the compiler reads faster than literals.
enum Table {
  /// The rows, with what stands between bars.
  static func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { split(String($0), "|", keepsEmpty: true) }
  }

  /// A note of several lines, which one line of a table has with "⏎" between them.
  static func lines(_ text: String) -> String {
    text.split(separator: "⏎").joined(separator: "\n")
  }

  /// The parts between marks, without white space around them.
  static func split(_ text: String, _ mark: Character, keepsEmpty: Bool = false) -> [String] {
    text.split(separator: mark, omittingEmptySubsequences: !keepsEmpty).map { part in
      var trimmed = part
      while trimmed.first == " " { trimmed.removeFirst() }
      while trimmed.last == " " { trimmed.removeLast() }
      return String(trimmed)
    }
  }
}
