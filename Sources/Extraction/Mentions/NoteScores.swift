// SPDX-License-Identifier: Apache-2.0

/// Makes scores in notes as high as such findings are right there.
///
/// The model was calibrated on case reports, and scores of rules were set by hand: in notes, places and
/// times have other ends, and what the lexicon does not know is less sure. The factors are what the
/// development half of the project's notes says, with both ends right.
enum NoteScores {
  static func settle(_ reading: inout Reading) {
    if reading.isNarrative || reading.isLiterature { return }
    for index in reading.mentions.indices {
      reading.mentions[index].score *= factor(reading.mentions[index])
    }
  }

  private static func factor(_ mention: Mention) -> Float {
    switch mention.category {
    case .anatomy: 0.45
    case .timeExpression: 0.65
    case .behavioralEnvironmentalSocial:
      mention.type == .gender || mention.type == .allergies ? 1 : 0.8
    case .medicalCondition, .testTreatmentProcedure:
      mention.entry < 0 && mention.sources.contains("model:notes") ? 0.75 : 1
    case .medication, .protectedHealthInformation: 1
    }
  }
}
