// SPDX-License-Identifier: Apache-2.0

import Extraction

/// Engines that all tests share: lexicon and rules alone, and with the trained models.
enum Engines {
  static let rules = ClinicalTextEngine(usesModels: false)
  static let full = ClinicalTextEngine()
  static let noteDate = CalendarDate(year: 2024, month: 3, day: 15)
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
