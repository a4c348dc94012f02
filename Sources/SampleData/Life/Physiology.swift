// SPDX-License-Identifier: Apache-2.0

/// What would be measured at any moment of a life: a person's own baseline, what ageing adds, and
/// what diseases and treatments add, each of which comes gradually and may go again.
///
/// A value is `baseline + ageing + Σ drifts + noise`. A drift of +3 on HbA1c over four years stands
/// for diabetes; one of -1.2 over three months for the metformin that answers it. Values that follow
/// from others (body mass index, eGFR, LDL) are computed from them.
struct Physiology: Sendable {
  /// A change of one value.
  struct Drift: Sendable {
    let start: Moment
    /// The seconds until it is complete.
    let ramp: Int
    /// How much it adds when complete.
    let change: Double
    /// When it begins to recede.
    var end: Moment?
    /// The seconds until it is gone.
    let recovery: Int

    /// Returns what it adds at a moment.
    func value(at moment: Moment) -> Double {
      if moment <= start { return 0 }
      let reached =
        ramp <= 0 ? 1 : min(1, Double(min(moment, end ?? moment) - start) / Double(ramp))
      guard let end, moment > end else { return change * reached }
      let left = recovery <= 0 ? 0 : max(0, 1 - Double(moment - end) / Double(recovery))
      return change * reached * left
    }
  }

  let person: Person
  private let seed: UInt64
  private var drifts: [[Drift]] = Array(repeating: [], count: Analyte.allCases.count)

  init(person: Person, seed: UInt64) {
    self.person = person
    self.seed = seed
  }

  /// Adds a change of a value.
  mutating func drift(
    _ analyte: Analyte,
    by change: Double,
    from start: Moment,
    over ramp: Int,
    until end: Moment? = nil,
    recovery: Int = .days(30)
  ) {
    drifts[Int(analyte.rawValue)].append(
      Drift(start: start, ramp: ramp, change: change, end: end, recovery: recovery)
    )
  }

  /// Returns what is measured, with the noise of that measurement.
  func measured(_ analyte: Analyte, at moment: Moment, _ random: inout SampleRandom) -> Double {
    let fact = analyte.fact
    switch analyte {
    case .viralLoad:
      let value = level(.viralLoad, at: moment)
      return value <= 20 ? 0 : (value * random.double(0.85...1.15)).rounded()
    case .glasgow, .oxygenFraction: return level(analyte, at: moment).rounded()
    default: break
    }
    let true0 = level(analyte, at: moment)
    // Values far above the usual vary in proportion.
    let scale = max(1, true0 / max(fact.mean, 0.01))
    return bounded(analyte, true0 + random.normal(0, fact.noise * min(scale, 30)))
  }

  /// Returns the true value at a moment.
  func level(_ analyte: Analyte, at moment: Moment) -> Double {
    var value = baseline(analyte, at: moment)
    for drift in drifts[Int(analyte.rawValue)] { value += drift.value(at: moment) }
    return value
  }

  /// Returns the baseline of the person with what ageing adds.
  private func baseline(_ analyte: Analyte, at moment: Moment) -> Double {
    let age = (moment - person.birth).inYears
    let fact = analyte.fact
    let own = fact.mean + deviation(analyte) * fact.spread
    switch analyte {
    case .height: return Growth.height(person, age)
    case .weight: return Growth.weight(person, age)
    case .headCircumference: return Growth.headCircumference(person, age)
    case .bmi:
      let height = level(.height, at: moment) / 100
      return level(.weight, at: moment) / (height * height)
    case .systolic:
      return age < 18 ? 88 + age * 1.7 + deviation(analyte) * 5 : own + max(0, age - 30) * 0.28
    case .diastolic:
      return age < 18
        ? 55 + age * 1.1 + deviation(analyte) * 4 : own + min(max(0, age - 30) * 0.12, 4)
    case .heartRate: return age < 18 ? 140 - min(age, 10) * 5.5 - max(0, age - 10) : own
    case .respiratoryRate: return age < 18 ? 38 - min(age, 10) * 1.9 - max(0, age - 10) * 0.5 : own
    case .egfr: return own + (age < 40 ? 8 : 8 - (age - 40) * 0.85)
    case .creatinine:
      return Self.creatinine(egfr: level(.egfr, at: moment), age: age, isFemale: person.isFemale)
    case .urea: return own + max(0, 75 - level(.egfr, at: moment)) * 0.62
    case .ldl:
      return level(.cholesterol, at: moment) - level(.hdl, at: moment)
        - level(.triglycerides, at: moment) / 5
    case .cholesterol: return own + min(max(0, age - 20), 40) * 0.7
    case .hematocrit: return level(.hemoglobin, at: moment) * 2.98
    case .erythrocytes: return level(.hemoglobin, at: moment) * 29.8 / level(.mcv, at: moment)
    case .hemoglobin:
      return own + (person.isFemale ? -0.4 : 1.1) - (age < 12 ? 1.2 : 0) - max(0, age - 70) * 0.03
    case .neutrophils: return level(.leukocytes, at: moment) * 0.6
    case .prothrombin: return 12 * level(.inr, at: moment)
    case .meanPressure:
      return (level(.systolic, at: moment) + 2 * level(.diastolic, at: moment)) / 3
    case .fev1:
      return max(
        0.5,
        own * (person.isFemale ? 0.82 : 1.08) - max(0, age - 30) * 0.028 - max(0, 20 - age) * 0.13
      )
    case .psa: return own + max(0, age - 50) * 0.03
    case .tScore: return own - max(0, age - 50) * 0.045 * (person.isFemale ? 1.3 : 0.7)
    case .glucose: return own + (level(.a1c, at: moment) - 5.3) * 29
    default: return own
    }
  }

  /// Returns the person's own deviation for a value, from -2.5 to 2.5, always the same.
  private func deviation(_ analyte: Analyte) -> Double {
    var random = SampleRandom(seed: seed, stream: UInt64(analyte.rawValue), purpose: 77)
    return min(2.5, max(-2.5, random.normal(0, 1)))
  }

  /// Returns the creatinine that gives an eGFR by CKD-EPI 2021.
  private static func creatinine(egfr: Double, age: Double, isFemale: Bool) -> Double {
    let rate = max(3, egfr)
    if age < 18 { return 0.32 + age * 0.028 }
    let kappa = isFemale ? 0.7 : 0.9
    let alpha = isFemale ? -0.241 : -0.302
    let factor = 142 * Arithmetic.power(0.9938, age) * (isFemale ? 1.012 : 1)
    let ratio = rate / factor
    return kappa * Arithmetic.power(ratio, ratio >= 1 ? 1 / alpha : 1 / -1.2)
  }

  /// Returns a value that a body can have.
  private func bounded(_ analyte: Analyte, _ value: Double) -> Double {
    switch analyte {
    case .saturation: min(100, max(55, value))
    case .egfr: min(130, max(3, value))
    case .pain: min(10, max(0, value.rounded()))
    case .phq9: min(27, max(0, value.rounded()))
    case .gad7: min(21, max(0, value.rounded()))
    case .mmse: min(30, max(0, value.rounded()))
    case .tScore: value
    case .inr: max(0.8, value)
    case .prothrombin: max(10.2, value)
    case .glucose: max(36, value)
    case .ldl: max(31, value)
    case .cholesterol: max(96, value)
    case .hcg: max(0.5, value)
    case .ejection: min(75, max(10, value))
    case .troponin, .crp, .procalcitonin: max(0, value)
    default: max(analyte.fact.mean * 0.04, value)
    }
  }
}
