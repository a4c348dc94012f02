// SPDX-License-Identifier: Apache-2.0

/// An allergy or intolerance.
struct Allergy: Sendable {
  /// What kind of substance it is.
  enum Category: Sendable {
    case food, medication, environment

    var code: StaticString {
      switch self {
      case .food: "food"
      case .medication: "medication"
      case .environment: "environment"
      }
    }
  }

  let substance: Concept
  /// What a note calls the substance.
  let name: String
  let category: Category
  let reaction: Concept
  let reactionName: String
  let isSevere: Bool

  static let penicillin = Allergy(
    substance: Concept(.rxnorm, "70618", "penicillin"),
    name: "penicillin",
    category: .medication,
    reaction: .snomed("247472004", "Wheal"),
    reactionName: "hives",
    isSevere: false
  )
  static let penicillinAnaphylaxis = Allergy(
    substance: Concept(.rxnorm, "70618", "penicillin"),
    name: "penicillin",
    category: .medication,
    reaction: .snomed("39579001", "Anaphylaxis"),
    reactionName: "anaphylaxis",
    isSevere: true
  )
  static let sulfonamide = Allergy(
    substance: Concept(.rxnorm, "10831", "sulfamethoxazole / trimethoprim"),
    name: "sulfonamides",
    category: .medication,
    reaction: .snomed("271807003", "Eruption of skin"),
    reactionName: "rash",
    isSevere: false
  )
  static let lisinopril = Allergy(
    substance: Concept(.rxnorm, "29046", "lisinopril"),
    name: "ACE inhibitors",
    category: .medication,
    reaction: .snomed("49727002", "Cough"),
    reactionName: "cough",
    isSevere: false
  )
  static let aspirin = Allergy(
    substance: Concept(.rxnorm, "1191", "aspirin"),
    name: "aspirin",
    category: .medication,
    reaction: .snomed("56018004", "Wheezing"),
    reactionName: "wheezing",
    isSevere: true
  )
  static let codeine = Allergy(
    substance: Concept(.rxnorm, "2670", "codeine"),
    name: "codeine",
    category: .medication,
    reaction: .snomed("422587007", "Nausea"),
    reactionName: "nausea",
    isSevere: false
  )
  static let peanut = Allergy(
    substance: .snomed("762952008", "Peanut"),
    name: "peanut",
    category: .food,
    reaction: .snomed("39579001", "Anaphylaxis"),
    reactionName: "anaphylaxis",
    isSevere: true
  )
  static let shellfish = Allergy(
    substance: .snomed("735029006", "Shellfish"),
    name: "shellfish",
    category: .food,
    reaction: .snomed("247472004", "Wheal"),
    reactionName: "hives",
    isSevere: false
  )
  static let latex = Allergy(
    substance: .snomed("111088007", "Latex"),
    name: "latex",
    category: .environment,
    reaction: .snomed("40275004", "Contact dermatitis"),
    reactionName: "contact dermatitis",
    isSevere: false
  )
  static let beeVenom = Allergy(
    substance: .snomed("288328004", "Bee venom"),
    name: "bee venom",
    category: .environment,
    reaction: .snomed("402387002", "Allergic angioedema"),
    reactionName: "angioedema",
    isSevere: true
  )
  static let grassPollen = Allergy(
    substance: .snomed("256277009", "Grass pollen"),
    name: "grass pollen",
    category: .environment,
    reaction: .snomed("878820003", "Rhinoconjunctivitis"),
    reactionName: "rhinoconjunctivitis",
    isSevere: false
  )

  static let common: [Allergy] = [
    .penicillin, .penicillin, .sulfonamide, .codeine, .shellfish, .latex, .grassPollen,
    .grassPollen,
    .peanut, .aspirin, .beeVenom, .penicillinAnaphylaxis,
  ]
}

/// An allergy of one person, with what the record knows of its beginning.
struct AllergyEntry: Sendable {
  var allergy: Allergy
  var onset: Moment
  var isDated: Bool
  var recordedAt: Moment
  var isRefuted = false
}
