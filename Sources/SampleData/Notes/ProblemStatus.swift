// SPDX-License-Identifier: Apache-2.0

/// What an assessment says of a problem that is followed up: taken from the values of the visit.
enum ProblemStatus {
  /// Returns a phrase that follows the name of the problem and a colon.
  static func words(
    for disease: Disease,
    _ facts: NoteFacts,
    _ random: inout SampleRandom
  ) -> String {
    measured(disease, facts)
      ?? random.pick(
        disease.isAcute
          ? ["improving", "resolving as expected", "no complication"]
          : ["stable", "no change since the last visit", "controlled on current treatment"]
      )
  }

  private static func measured(_ disease: Disease, _ facts: NoteFacts) -> String? {
    func result(_ analyte: Analyte) -> VisitContext.Result? {
      facts.context.results.last { $0.analyte == analyte }
        ?? facts.context.vitals.last { $0.analyte == analyte }
    }
    switch disease {
    case .type2Diabetes, .type1Diabetes:
      guard let value = result(.a1c) else { return nil }
      let isSI = value.unit != "%"
      let isAbove = value.value > (isSI ? 53 : 7.0)
      return "HbA1c \(value.text) \(value.unit), \(isAbove ? "above" : "at") goal\(trend(value))"
    case .prediabetes: return result(.a1c).map { "HbA1c \($0.text)\(trend($0))" }
    case .hypertension:
      guard let upper = result(.systolic), let lower = result(.diastolic) else { return nil }
      let isAbove = upper.value >= 140
      return
        "BP \(upper.text)/\(lower.text), \(isAbove ? "not at goal, reinforce adherence" : "at goal")"
    case .hyperlipidemia, .coronarySclerosis:
      guard let value = result(.ldl) else { return nil }
      return "LDL \(value.text) \(value.unit)\(trend(value))"
    case .ckd3a, .ckd3b, .ckd4, .esrd, .acuteKidneyInjury:
      guard let rate = result(.egfr), let value = result(.creatinine) else { return nil }
      return "Cr \(value.text) \(value.unit), eGFR \(rate.text)\(trend(rate))"
    case .diabeticNephropathy:
      return result(.albuminRatio).map { "UACR \($0.text) mg/g\(trend($0))" }
    case .hypothyroidism:
      guard let value = result(.tsh) else { return nil }
      return value.flag.isAbnormal
        ? "TSH \(value.text), out of range" : "TSH \(value.text), euthyroid on treatment"
    case .atrialFibrillation:
      return result(.inr).map { "INR \($0.text)\($0.flag.mark)" } ?? "rate controlled"
    case .heartFailure:
      return result(.bnp).map { "NT-proBNP \($0.text) \($0.unit)\(trend($0)), euvolemic" }
    case .depression: return result(.phq9).map { "PHQ-9 \($0.text)\(trend($0))" }
    case .hiv: return result(.viralLoad).map { "viral load \($0.text) copies/mL" }
    case .rheumatoidArthritis: return result(.crp).map { "CRP \($0.text)\(trend($0))" }
    case .gout: return result(.urate).map { "urate \($0.text) \($0.unit)\(trend($0))" }
    case .alzheimer: return result(.mmse).map { "MMSE \($0.text)/30\(trend($0))" }
    case .breastCancer: return "no evidence of recurrence"
    case .colonCancer:
      return result(.cea).map { "CEA \($0.text)\(trend($0)), no evidence of recurrence" }
    default: return nil
    }
  }

  /// Returns how a value has moved since it was last reported.
  private static func trend(_ result: VisitContext.Result) -> String {
    guard let previous = result.previous, previous != 0 else { return "" }
    let shown = SampleText.decimal(previous, places: result.places)
    let change = (result.value - previous) / abs(previous)
    if abs(change) < 0.03 { return ", unchanged" }
    return change > 0 ? ", up from \(shown)" : ", down from \(shown)"
  }
}
