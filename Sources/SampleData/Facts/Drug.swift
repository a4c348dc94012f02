// SPDX-License-Identifier: Apache-2.0

/// A medicine as it is prescribed: substance, strength, form, dose and timing.
struct Drug: Sendable, Equatable {
  /// How it gets in.
  enum Route: Sendable {
    case oral, inhaled, intravenous, subcutaneous, intramuscular, nasal, topical, transdermal
    case sublingual

    /// The SNOMED CT concept.
    var concept: Concept {
      switch self {
      case .oral: Concept(.route, "26643006", "Oral route")
      case .inhaled: Concept(.route, "447694001", "Respiratory tract route")
      case .intravenous: Concept(.route, "47625008", "Intravenous route")
      case .subcutaneous: Concept(.route, "34206005", "Subcutaneous route")
      case .intramuscular: Concept(.route, "78421000", "Intramuscular route")
      case .nasal: Concept(.route, "46713006", "Nasal route")
      case .topical: Concept(.route, "6064005", "Topical route")
      case .transdermal: Concept(.route, "45890007", "Transdermal route")
      case .sublingual: Concept(.route, "37839007", "Sublingual route")
      }
    }

    /// What a note calls it.
    var abbreviation: String {
      switch self {
      case .oral: "PO"
      case .inhaled: "INH"
      case .intravenous: "IV"
      case .subcutaneous: "SC"
      case .intramuscular: "IM"
      case .nasal: "IN"
      case .topical: "TOP"
      case .transdermal: "TD"
      case .sublingual: "SL"
      }
    }
  }

  /// How often it is taken.
  enum Timing: Sendable {
    case daily, nightly, twice, thrice, fourTimes, weekly, everyOtherWeek, monthly, sixHourly
    case asNeeded, once, continuous

    /// What a patient is told.
    var words: String {
      switch self {
      case .daily: "once daily"
      case .nightly: "at bedtime"
      case .twice: "twice daily"
      case .thrice: "three times daily"
      case .fourTimes: "four times daily"
      case .weekly: "once a week"
      case .everyOtherWeek: "every two weeks"
      case .monthly: "once a month"
      case .sixHourly: "every 6 hours"
      case .asNeeded: "as needed"
      case .once: "once"
      case .continuous: "continuous infusion"
      }
    }

    /// What a clinician writes.
    var abbreviation: String {
      switch self {
      case .daily: "daily"
      case .nightly: "qHS"
      case .twice: "BID"
      case .thrice: "TID"
      case .fourTimes: "QID"
      case .weekly: "weekly"
      case .everyOtherWeek: "q2wk"
      case .monthly: "monthly"
      case .sixHourly: "q6h"
      case .asNeeded: "PRN"
      case .once: "x1"
      case .continuous: "gtt"
      }
    }

    /// How often in which period: `2, 1, "d"` is twice daily.
    var rate: (frequency: Int, period: Int, unit: StaticString)? {
      switch self {
      case .daily, .nightly: (1, 1, "d")
      case .twice: (2, 1, "d")
      case .thrice: (3, 1, "d")
      case .fourTimes: (4, 1, "d")
      case .weekly: (1, 1, "wk")
      case .everyOtherWeek: (1, 2, "wk")
      case .monthly: (1, 1, "mo")
      case .sixHourly: (1, 6, "h")
      case .asNeeded, .once, .continuous: nil
      }
    }
  }

  /// The substance as people say it.
  let name: String
  /// The RxNorm code of the substance.
  let ingredient: String
  /// The RxNorm code of the clinical drug, where there is one for the strength.
  let product: String
  /// Strength and form: `10 MG Oral Tablet`.
  let strength: String
  /// One dose.
  let amount: Double
  /// The unit of one dose, as UCUM spells it.
  let unit: String
  let route: Route
  let timing: Timing

  init(
    _ name: String,
    _ ingredient: String,
    _ product: String,
    _ strength: String,
    _ amount: Double,
    _ unit: String,
    _ timing: Timing,
    _ route: Route = .oral
  ) {
    self.name = name
    self.ingredient = ingredient
    self.product = product
    self.strength = strength
    self.amount = amount
    self.unit = unit
    self.route = route
    self.timing = timing
  }

  /// The decimal places the amount needs.
  var places: Int {
    (0...2).first { places in
      let scaled = amount * [1, 10, 100][places]
      return scaled == scaled.rounded()
    } ?? 3
  }

  /// One dose, as a person writes it: `2.5 mg`.
  var dose: String { "\(SampleText.decimal(amount, places: places)) \(unitName)" }

  /// The unit as a person writes it.
  var unitName: String {
    switch unit {
    case "ug": "mcg"
    case "[iU]", "U": "units"
    case "{puff}": "puffs"
    case "{tbl}": "tablets"
    case "ug/kg/min": "mcg/kg/min"
    case "meq": "mEq"
    default: unit
    }
  }

  /// What is counted when it is handed out.
  var dispenseUnit: String {
    if strength.hasSuffix("Tablet") { return "tablets" }
    return strength.hasSuffix("Capsule") ? "capsules" : "doses"
  }

  /// The concept of the substance.
  var substance: Concept { Concept(.rxnorm, ingredient, name) }

  /// The concept of the clinical drug; the substance where none is known.
  var concept: Concept {
    product.isEmpty ? substance : Concept(.rxnorm, product, "\(name) \(strength)")
  }

  /// What it is taken instead of: of one group a person takes one at a time.
  var group: String? {
    switch name {
    case "atorvastatin", "simvastatin": "statin"
    case "lisinopril", "losartan", "ramipril", "sacubitril / valsartan": "renin-angiotensin"
    case "metoprolol succinate", "carvedilol", "bisoprolol", "propranolol": "beta blocker"
    case "sertraline", "escitalopram": "serotonin reuptake"
    case "warfarin", "apixaban": "anticoagulant"
    case "omeprazole", "metformin", "amlodipine", "aspirin", "furosemide": name
    default: nil
    }
  }

  /// How it stands in a list: `lisinopril 10 MG Oral Tablet`.
  var title: String { strength.isEmpty ? name : "\(name) \(strength)" }

  /// How a note writes it: `metformin 500 mg PO BID`.
  var order: String { "\(name) \(dose) \(route.abbreviation) \(timing.abbreviation)" }

  /// What the label says: `Take 500 mg by mouth twice daily`.
  var instruction: String {
    switch route {
    case .oral: "Take \(dose) by mouth \(timing.words)"
    case .inhaled: "Inhale \(dose) \(timing.words)"
    case .subcutaneous: "Inject \(dose) under the skin \(timing.words)"
    case .sublingual: "Dissolve \(dose) under the tongue \(timing.words)"
    case .intravenous: "\(dose) intravenously \(timing.words)"
    case .intramuscular: "\(dose) intramuscularly \(timing.words)"
    case .nasal: "\(dose) into each nostril \(timing.words)"
    case .topical, .transdermal: "Apply \(timing.words)"
    }
  }
}
