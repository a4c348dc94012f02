// SPDX-License-Identifier: Apache-2.0

import FHIR

/// What comes with age, and how lives end.
enum AgeingModule: LifeModule {
  static func plan(_ life: inout Life) {
    if life.lastAge > 68, life.random.chance(0.25) { eyes(&life) }
    if life.lastAge > 74, life.random.chance(0.3) { hearing(&life) }
    if !life.person.isFemale, life.lastAge > 60, life.random.chance(0.2) { prostate(&life) }
    if life.lastAge > 30, life.random.chance(0.12) { reflux(&life) }
    if life.person.weightTendency > 1.2, life.lastAge > 25 { weight(&life) }
    if life.lastAge > 84, life.random.chance(0.4) {
      let visit = life.review(
        near: life.end - .days(life.random.int(60...700)),
        .familyMedicine,
        reason: "Advance care planning"
      )
      life.act(
        visit,
        .directive,
        .plan(
          "Advance directive discussed with the family: do not resuscitate, comfort measures preferred."
        )
      )
    }
  }

  private static func eyes(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(66...80))
    guard onset < life.end else { return }
    let problem = life.addProblem(
      .cataract,
      onset: onset,
      until: onset + .days(200) < life.end ? onset + .days(200) : nil
    )
    let visit = life.review(near: onset, .familyMedicine, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .history("Glare at night, needs more light to read."),
      .plan("Ophthalmology referral.")
    )
    let surgery = life.addVisit(
      .daySurgery,
      at: onset + .days(190),
      .surgery,
      for: problem,
      minutes: 120
    )
    life.act(
      surgery,
      .mention(problem),
      .operation(.cataractSurgery, problem: problem),
      .plan("Eye drops for 4 weeks, check tomorrow.")
    )
  }

  private static func hearing(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(70...84))
    guard onset < life.end else { return }
    let problem = life.addProblem(.hearingLoss, onset: onset)
    life.problems[problem].precision = .year
    let visit = life.review(near: onset + .days(60), .familyMedicine, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .finding("Whisper test abnormal on both sides, canals clear."),
      .plan("Audiology referral, hearing aids.")
    )
  }

  private static func prostate(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(58...75))
    guard onset < life.end else { return }
    let problem = life.addProblem(.prostateHyperplasia, onset: onset)
    life.physiology.drift(.psa, by: 1.8, from: onset - .years(5), over: .years(8))
    let visit = life.review(near: onset + .days(40), .familyMedicine, for: problem)
    life.begin(.tamsulosin, at: visit, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .panel(.prostateAntigen),
      .history("Gets up three times a night, weak stream."),
      .denies(["hematuria", "retention"]),
      .plan("Start tamsulosin 0.4 mg at bedtime. Dizziness on standing explained.")
    )
  }

  private static func reflux(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(26...66))
    guard onset < life.end else { return }
    let problem = life.addProblem(.reflux, onset: onset)
    let visit = life.review(near: max(onset, life.end - .years(9)), .familyMedicine, for: problem)
    let start = life.visits[visit].start
    life.begin(
      .omeprazole,
      at: visit,
      for: problem,
      until: life.random.chance(0.5) ? start + .days(60) : nil
    )
    life.act(
      visit,
      .diagnose(problem),
      .history("Heartburn after meals and at night for months."),
      .denies(["dysphagia", "weight loss", "black stools"]),
      .plan("Omeprazole 20 mg daily for 8 weeks, then as needed. Raise the head of the bed.")
    )
  }

  private static func weight(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(20...40))
    guard onset < life.end else { return }
    let problem = life.addProblem(.obesity, onset: onset)
    life.problems[problem].precision = .year
    let visit = life.review(near: max(onset, life.end - .years(10)), .familyMedicine, for: problem)
    life.act(visit, .vitals, .diagnose(problem), .plan("Weight management programme offered."))
    if life.random.chance(0.2) {
      let apnea = life.addProblem(.sleepApnea, onset: onset + .years(8))
      let later = life.review(
        near: max(onset + .years(8), life.end - .years(5)),
        .pulmonology,
        for: apnea
      )
      life.act(
        later,
        .diagnose(apnea),
        .device(.cpap),
        .history("Snores, partner saw pauses in breathing, sleepy at the wheel."),
        .plan("Sleep study AHI 28. CPAP started.")
      )
    }
  }
}
