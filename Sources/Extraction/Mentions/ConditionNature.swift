// SPDX-License-Identifier: Apache-2.0

/// Tells signs, symptoms and diagnoses apart: by the lexicon, the section, the ending of the word.
struct ConditionNature {
  let lexicon: Lexicon

  func mark(_ reading: inout Reading) {
    for index in reading.mentions.indices
    where reading.mentions[index].category == .medicalCondition {
      let mention = reading.mentions[index]
      reading.mentions[index].traits.insert(nature(mention, reading), at: 0)
    }
  }

  private func nature(_ mention: Mention, _ reading: Reading) -> TraitMark {
    let kind = reading.kind(at: mention.start)
    func mark(_ name: TraitName, _ score: Float, _ rule: String) -> TraitMark {
      TraitMark(name: name, score: score, rule: rule, cue: nil, scope: nil)
    }
    let isObserved = [
      .physicalExam, .objective, .imaging, .laboratory, .findings, .vitalSigns, .operation,
      .pathology,
    ].contains(kind)
    if mention.entry >= 0 {
      switch lexicon.entries[Int(mention.entry)].nature {
      case 0x64: return mark(.diagnosis, 0.9, "lexicon:disorder")
      case 0x78: return mark(isObserved ? .sign : .sign, isObserved ? 0.92 : 0.75, "lexicon:sign")
      default:
        return isObserved
          ? mark(.sign, 0.8, "section:\(kind.rawValue)") : mark(.symptom, 0.9, "lexicon:symptom")
      }
    }
    let text = reading.note.text(mention.range).lowercased()
    if Self.disorders.contains(where: { text.hasSuffix($0) || text.holds($0 + " ") }) {
      return mark(.diagnosis, 0.8, "ending:disorder")
    }
    if Self.complaints.contains(where: { text.holds($0) }), !isObserved {
      return mark(.symptom, 0.75, "words:complaint")
    }
    if isObserved { return mark(.sign, 0.75, "section:\(kind.rawValue)") }
    switch kind {
    case .pastMedicalHistory, .assessment, .assessmentAndPlan, .diagnosis, .problemList,
      .familyHistory:
      return mark(.diagnosis, 0.75, "section:\(kind.rawValue)")
    case .chiefComplaint, .reviewOfSystems, .subjective:
      return mark(.symptom, 0.75, "section:\(kind.rawValue)")
    default:
      let isDisease = mention.sources.contains("model:abstracts")
      return isDisease ? mark(.diagnosis, 0.6, "model:abstracts") : mark(.sign, 0.5, "default")
    }
  }

  private static let disorders = [
    "itis", "oma", "osis", "emia", "pathy", "disease", "syndrome", "disorder", "cancer",
    "infection", "fracture", "failure", "carcinoma", "lymphoma", "infarction", "stenosis",
    "thrombosis", "embolism", "hernia", "deficiency", "injury", "tumor", "hypertension",
  ]
  private static let complaints = [
    "pain", "ache", "discomfort", "cough", "nausea", "vomit", "dizz", "fatigue", "weak", "itch",
    "numb", "tingl", "cramp", "burning", "breath", "appetite", "sleep", "tired", "sweat",
  ]
}
