// SPDX-License-Identifier: Apache-2.0

import FHIR

/// COPD in smokers, asthma in others.
enum AirwayModule: LifeModule {
  static func plan(_ life: inout Life) {
    if life.person.isSmoker, life.lastAge > 50, life.random.chance(0.3) {
      copd(&life, onset: life.moment(age: life.random.normal(60, 7)))
    } else if life.lastAge > 20, !life.has(.childhoodAsthma), life.random.chance(0.055) {
      asthma(&life, onset: life.moment(age: life.random.double(16...45)))
    }
    if life.person.isSmoker, life.lastAge > 20, life.random.chance(0.7) { smoking(&life) }
  }

  private static func smoking(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(16...22))
    let quits = life.random.chance(0.35) ? life.moment(age: life.random.double(35...65)) : nil
    let problem = life.addProblem(
      .smoker,
      onset: onset,
      until: quits.flatMap { $0 < life.end ? $0 : nil }
    )
    life.problems[problem].precision = .year
    let visit = life.review(near: max(onset, life.end - .years(8)), .familyMedicine, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .history("Smokes \(life.random.int(8...25)) cigarettes a day since youth."),
      .plan("Brief advice given, nicotine replacement offered. Not ready to quit.")
    )
  }

  /// Plans COPD from a moment on.
  static func copd(_ life: inout Life, onset: Moment) {
    guard onset < life.end - .days(60), onset > life.moment(age: 40) else { return }
    let problem = life.addProblem(.copd, onset: onset)
    life.physiology.drift(.fev1, by: -1.1, from: onset - .years(10), over: .years(14))
    life.physiology.drift(.fev1Ratio, by: -24, from: onset - .years(10), over: .years(12))
    life.physiology.drift(.saturation, by: -3, from: onset, over: .years(10))
    let first = life.review(near: onset, .pulmonology, for: problem)
    life.act(
      first,
      .vitals,
      .diagnose(problem),
      .operation(.spirometry, problem: problem),
      .measure([.fev1, .fev1Ratio]),
      .carePlan(.copd, problem: problem),
      .imaging(
        .chestXray,
        findings: "Hyperinflated lungs with flattened diaphragms. No nodule, no consolidation.",
        impression: "Findings of COPD. No acute process."
      ),
      .history(
        "Productive morning cough for years, now short of breath on one flight of stairs. 35 pack-years."
      ),
      .denies(["hemoptysis", "weight loss", "fever"]),
      .finding("Prolonged expiration, distant breath sounds, no clubbing."),
      .plan(
        "Start tiotropium 18 mcg daily and albuterol PRN. Pulmonary rehabilitation. Influenza and pneumococcal vaccines."
      )
    )
    life.begin(.tiotropium, at: first, for: problem)
    life.begin(.albuterol, at: first, for: problem)
    var flare = onset + .days(life.random.int(200...800))
    while flare < life.end, life.random.chance(0.75) {
      exacerbation(&life, problem, flare)
      flare += .days(life.random.int(250...900))
    }
    life.monitor(problem, .pulmonology, every: 380, from: onset + .days(200), [.bloodCount])
  }

  private static func exacerbation(_ life: inout Life, _ problem: Int, _ when: Moment) {
    life.physiology.drift(
      .saturation,
      by: -6,
      from: when - .days(2),
      over: .days(2),
      until: when + .days(1),
      recovery: .days(4)
    )
    life.physiology.drift(
      .respiratoryRate,
      by: 9,
      from: when - .days(2),
      over: .days(2),
      until: when + .days(1),
      recovery: .days(4)
    )
    life.physiology.drift(
      .crp,
      by: 45,
      from: when - .days(2),
      over: .days(2),
      until: when + .days(1),
      recovery: .days(6)
    )
    let isAdmitted = life.random.chance(0.4)
    let visit = life.addVisit(
      isAdmitted ? .inpatient : .emergency,
      at: when,
      isAdmitted ? .pulmonology : .emergency,
      for: problem,
      reason: "COPD exacerbation",
      minutes: isAdmitted ? life.random.int(3...6) * 1440 : nil
    )
    life.act(
      visit,
      .mention(problem),
      .vitals,
      .panel(.bloodCount),
      .panel(.inflammation),
      .panel(.basicMetabolic),
      .history("Three days of more cough, green sputum and dyspnea after a cold."),
      .denies(["chest pain", "leg swelling"]),
      .finding("Tachypneic, diffuse expiratory wheeze, no focal crackles."),
      .plan(
        "Prednisone 40 mg daily for 5 days without taper, doxycycline 100 mg BID for 5 days, nebulizers. Inhaler technique reviewed."
      )
    )
    if isAdmitted { life.act(visit, .panel(.bloodGas)) }
    let stop = when + .days(5)
    life.begin(.prednisone40, at: visit, for: problem, until: stop)
    life.begin(.doxycycline, at: visit, for: problem, until: stop)
  }

  private static func asthma(_ life: inout Life, onset: Moment) {
    guard onset < life.end - .days(60) else { return }
    let problem = life.addProblem(.asthma, onset: onset)
    let first = life.review(near: max(onset, life.end - .years(15)), .familyMedicine, for: problem)
    life.act(
      first,
      .diagnose(problem),
      .operation(.spirometry, problem: problem),
      .measure([.fev1, .fev1Ratio]),
      .carePlan(.asthma, problem: problem),
      .history("Episodic wheeze and chest tightness with exercise and cold air."),
      .denies(["hemoptysis"]),
      .plan("Start inhaled fluticasone and albuterol PRN.")
    )
    let low = life.begin(.fluticasone, at: first, for: problem)
    life.begin(.albuterol, at: first, for: problem)
    if life.random.chance(0.35) {
      let when = life.visits[first].start + .days(life.random.int(100...1200))
      guard when < life.end else { return }
      ChildhoodModule.flare(&life, problem, when)
      let visit = life.review(near: when + .days(10), .familyMedicine, for: problem)
      life.change(low, to: .fluticasoneSalmeterol, at: visit, because: "Step up after exacerbation")
      life.act(
        visit,
        .mention(problem),
        .plan("Step up to fluticasone/salmeterol 1 puff BID. Review in 8 weeks.")
      )
    }
    life.monitor(
      problem,
      .familyMedicine,
      every: 420,
      from: life.visits[first].start + .days(100),
      []
    )
  }
}
