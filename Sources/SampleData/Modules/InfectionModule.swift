// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Infections that adults are seen for.
enum InfectionModule: LifeModule {
  static func plan(_ life: inout Life) {
    guard life.lastAge > 16 else { return }
    let years = min(life.lastAge - 16, 14)
    let count = Int(years * 0.16) + life.random.int(0...2)
    for _ in 0..<count {
      minor(&life, life.end - .years(life.random.double(0.02...max(0.05, years))))
    }
    if life.random.chance(life.lastAge > 65 ? 0.16 : 0.05) {
      pneumonia(&life, life.end - .years(life.random.double(0.05...max(0.1, years))))
    }
    // The pandemic, for those who lived through it.
    if life.random.chance(0.3) { covid(&life, 1_585_000_000 + .days(life.random.int(0...1000))) }
  }

  private static func minor(_ life: inout Life, _ when: Moment) {
    let isFemale = life.person.isFemale
    switch life.random.weighted([30, 22, isFemale ? 26 : 5, 10, 12]) {
    case 0:
      simple(
        &life,
        when,
        .sinusitis,
        "Facial pressure and nasal discharge for five days.",
        "Maxillary tenderness, no purulence.",
        nil,
        "Viral: saline rinses, no antibiotics. Return if worse after day 10."
      )
    case 1:
      simple(
        &life,
        when,
        .bronchitis,
        "Cough for eight days, little sputum.",
        "Scattered rhonchi, clear with coughing.",
        nil,
        "Viral bronchitis, no antibiotics. Honey, fluids."
      )
    case 2:
      let visit = simple(
        &life,
        when,
        .urinaryInfection,
        "Burning urination and frequency for two days.",
        "No flank tenderness.",
        .nitrofurantoin,
        "Nitrofurantoin 100 mg BID for 5 days."
      )
      life.act(
        visit,
        .culture(
          .urine(
            "Escherichia coli, more than 100,000 CFU/mL. Susceptible to nitrofurantoin and ceftriaxone; resistant to ampicillin.",
            isPositive: true
          )
        )
      )
    case 3:
      simple(
        &life,
        when,
        .cellulitis,
        "Red, warm, swollen lower leg for three days after an insect bite.",
        "Well demarcated erythema 8 x 12 cm, no fluctuance.",
        .cephalexin,
        "Cephalexin 500 mg QID for 7 days, outline marked."
      )
    default:
      simple(
        &life,
        when,
        .gastroenteritis,
        "Vomiting and watery diarrhea since yesterday.",
        "Abdomen soft, mild diffuse tenderness.",
        nil,
        "Oral rehydration, back to work 48 hours after the last symptom."
      )
    }
  }

  @discardableResult
  private static func simple(
    _ life: inout Life,
    _ when: Moment,
    _ disease: Disease,
    _ story: String,
    _ exam: String,
    _ drug: Drug?,
    _ plan: String
  ) -> Int {
    let problem = life.addProblem(
      disease,
      onset: when,
      until: when + .days(life.random.int(7...16)),
      isChronic: false
    )
    let visit = life.addVisit(
      life.random.chance(0.5) ? .urgent : .followUp,
      at: when + .days(2),
      .familyMedicine,
      for: problem
    )
    life.act(
      visit,
      .diagnose(problem),
      .measure([.temperature, .heartRate]),
      .history(story),
      .denies(["fever above 39", "chest pain"]),
      .finding(exam),
      .plan(plan)
    )
    if let drug {
      life.begin(drug, at: visit, for: problem, until: life.visits[visit].start + .days(6))
    }
    return visit
  }

  /// Plans pneumonia at a moment.
  static func pneumonia(_ life: inout Life, _ when: Moment) {
    let isAdmitted = life.lastAge > 60 || life.random.chance(0.3)
    let problem = life.addProblem(
      .pneumonia,
      onset: when,
      until: when + .days(21),
      isChronic: false
    )
    life.physiology.drift(
      .temperature,
      by: 2.0,
      from: when - .days(1),
      over: .days(1),
      until: when + .days(2),
      recovery: .days(2)
    )
    life.physiology.drift(
      .crp,
      by: 145,
      from: when - .days(1),
      over: .days(2),
      until: when + .days(2),
      recovery: .days(8)
    )
    life.physiology.drift(
      .leukocytes,
      by: 8.5,
      from: when - .days(1),
      over: .days(1),
      until: when + .days(2),
      recovery: .days(6)
    )
    life.physiology.drift(
      .saturation,
      by: -6,
      from: when - .days(1),
      over: .days(1),
      until: when + .days(2),
      recovery: .days(5)
    )
    life.physiology.drift(
      .heartRate,
      by: 22,
      from: when - .days(1),
      over: .days(1),
      until: when + .days(2),
      recovery: .days(3)
    )
    let visit = life.addVisit(
      isAdmitted ? .inpatient : .emergency,
      at: when + .days(1),
      isAdmitted ? .internalMedicine : .emergency,
      for: problem,
      minutes: isAdmitted ? life.random.int(3...7) * 1440 : nil
    )
    let drug = life.tolerated(isAdmitted ? .ceftriaxone : .amoxicillinClavulanate)
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .panel(.differential),
      .panel(.sepsisMarkers),
      .panel(.basicMetabolic),
      .culture(.blood("No growth after 5 days", isPositive: false)),
      .imaging(
        .chestXray,
        findings: "Consolidation in the right lower lobe with air bronchograms. No effusion.",
        impression: "Right lower lobe pneumonia."
      ),
      .history("Fever, productive cough and right-sided pleuritic pain for three days."),
      .denies(["hemoptysis", "recent travel", "leg swelling"]),
      .finding(
        "Crackles and bronchial breathing at the right base. CURB-65 \(isAdmitted ? 2 : 0)."
      ),
      .plan(
        "\(SampleText.capitalized(drug.order)) for \(isAdmitted ? 5 : 7) days. Repeat chest X-ray in 6 weeks if over 50."
      )
    )
    life.begin(
      drug,
      at: visit,
      for: problem,
      until: life.visits[visit].start + .days(isAdmitted ? 5 : 7)
    )
    if isAdmitted {
      life.begin(.azithromycin, at: visit, for: problem, until: life.visits[visit].start + .days(3))
      let check = life.review(near: when + .days(45), .familyMedicine, for: problem)
      life.act(
        check,
        .mention(problem),
        .imaging(
          .chestXray,
          findings: "Previous right lower lobe consolidation has cleared.",
          impression: "Resolved pneumonia."
        ),
        .history("Back to usual activity, cough gone.")
      )
    }
  }

  private static func covid(_ life: inout Life, _ when: Moment) {
    guard when < life.end - .days(20), when > life.person.birth + .years(1) else { return }
    let problem = life.addProblem(
      .covid,
      onset: when,
      until: when + .days(life.random.int(8...20)),
      isChronic: false
    )
    let visit = life.addVisit(.telephone, at: when + .days(2), .familyMedicine, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .history("Fever, dry cough and loss of smell since two days; partner tested positive."),
      .denies(["dyspnea", "chest pain"]),
      .plan("PCR positive. Isolate, pulse oximeter at home, call if SpO2 below 94 %.")
    )
  }
}

/// HIV, found late or early, suppressed by treatment.
enum HIVModule: LifeModule {
  static func plan(_ life: inout Life) {
    guard life.lastAge > 22, life.random.chance(0.005) else { return }
    plan(&life, at: life.moment(age: life.random.double(21...48)))
  }

  /// Plans HIV from the diagnosis on.
  static func plan(_ life: inout Life, at found: Moment) {
    guard found < life.end - .days(60), found > 1_000_000_000 else { return }
    let problem = life.addProblem(.hiv, onset: found)
    life.problems[problem].precision = .day
    life.physiology.drift(
      .viralLoad,
      by: life.random.double(20_000...240_000),
      from: found - .years(3),
      over: .days(60)
    )
    life.physiology.drift(
      .cd4,
      by: -life.random.double(380...640),
      from: found - .years(3),
      over: .years(3)
    )
    let first = life.review(near: found, .infectiousDisease, for: problem)
    let begins = life.visits[first].start
    life.act(
      first,
      .vitals,
      .diagnose(problem),
      .panel(.hiv),
      .panel(.comprehensiveMetabolic),
      .panel(.bloodCount),
      .history("Tested positive at a community clinic. Feels well, some night sweats."),
      .denies(["cough", "weight loss", "visual changes"]),
      .finding("Shotty cervical nodes. No thrush."),
      .plan(
        "Start dolutegravir 50 mg and emtricitabine/tenofovir daily. Partner notification offered. Viral load in 4 weeks."
      )
    )
    life.begin(.dolutegravir, at: first, for: problem)
    life.begin(.emtricitabineTenofovir, at: first, for: problem)
    let load = life.physiology.level(.viralLoad, at: begins)
    life.physiology.drift(.viralLoad, by: -load * 0.995, from: begins, over: .days(30))
    life.physiology.drift(.viralLoad, by: -load * 0.005, from: begins + .days(30), over: .days(60))
    life.physiology.drift(.cd4, by: 330, from: begins, over: .years(2.5))
    if life.physiology.level(.cd4, at: begins) < 210 {
      life.begin(
        .cotrimoxazole,
        at: first,
        for: problem,
        until: begins + .days(240),
        because: "CD4 above 200 for three months"
      )
    }
    life.monitor(
      problem,
      .infectiousDisease,
      every: 120,
      from: begins + .days(30),
      until: begins + .years(2),
      [.hiv, .basicMetabolic]
    )
    life.monitor(
      problem,
      .infectiousDisease,
      every: 190,
      from: begins + .years(2),
      [.hiv, .basicMetabolic, .lipids]
    )
  }
}
