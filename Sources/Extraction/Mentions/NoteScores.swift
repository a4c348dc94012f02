// SPDX-License-Identifier: Apache-2.0

/// Makes scores in notes as high as such findings are right there.
///
/// The model was calibrated on case reports, and scores of rules were set by hand: in notes, places and
/// times have other ends, and what the lexicon does not know is less sure. The factors are what the
/// development half of the project's notes says, with both ends right. Those notes were before the eyes of
/// who wrote the rules: others are read a little worse, and the highest scores are drawn in.
enum NoteScores {
  /// Above this a score gains less, down to a share.
  private static let high: Float = 0.85
  private static let share: Float = 0.75

  /// What is left of a score in a note of another language.
  private static let foreign: Float = 0.5

  static func settle(_ reading: inout Reading) {
    if !reading.isGiven, NoteLanguage.isForeign(reading.note) {
      for index in reading.mentions.indices
      where reading.mentions[index].category != .protectedHealthInformation {
        reading.mentions[index].score *= foreign
      }
      return
    }
    if reading.isNarrative || reading.isLiterature { return }
    for index in reading.mentions.indices
    where reading.mentions[index].category != .protectedHealthInformation {
      let score = reading.mentions[index].score * factor(reading.mentions[index])
      reading.mentions[index].score = score > high ? high + (score - high) * share : score
    }
  }

  private static func factor(_ mention: Mention) -> Float {
    switch mention.category {
    case .anatomy: 0.75
    case .timeExpression: 0.9
    case .behavioralEnvironmentalSocial:
      mention.type == .gender || mention.type == .allergies ? 1 : 0.8
    case .medicalCondition, .testTreatmentProcedure:
      (mention.entry < 0 && mention.sources.contains("model:notes") ? 0.75 : 1)
        * (mention.category == .medicalCondition || mention.type == .testName ? 1 : 0.88)
    case .medication, .protectedHealthInformation: 1
    }
  }
}
