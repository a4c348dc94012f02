// SPDX-License-Identifier: Apache-2.0

/// What is too rare or too small for a file of its own.
enum VariousModule: LifeModule {
  static func plan(_ life: inout Life) {
    let years = min(life.lastAge, 12)
    let recent = life.end - .years(life.random.double(0.1...max(0.2, years)))
    if life.lastAge > 35, life.random.chance(0.06) { chestPain(&life, recent) }
    if life.lastAge > 50, life.random.chance(0.035) { shingles(&life, recent) }
    if life.lastAge > 60, life.random.chance(0.02) { syncope(&life, recent) }
    if life.lastAge > 28, life.random.chance(0.008) { embolism(&life, recent) }
    if life.lastAge > 66, life.random.chance(0.015) { parkinson(&life, recent) }
    if life.lastAge > 66, life.random.chance(0.008) { polymyalgia(&life, recent) }
    if life.random.chance(0.005), !life.has(.type2Diabetes) {
      typeOne(&life, onset: life.moment(age: life.random.double(6...24)))
    }
    if life.person.isFemale, life.random.chance(0.25) { contraception(&life) }
  }

  private static func chestPain(_ life: inout Life, _ when: Moment) {
    let problem = life.addProblem(
      .chestPain,
      onset: when,
      until: when + .days(2),
      isChronic: false
    )
    let visit = life.addVisit(.emergency, at: when + .hours(2), .emergency, for: problem)
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .operation(.ecg, problem: problem),
      .panel(.troponin),
      .panel(.basicMetabolic),
      .imaging(
        .chestXray,
        findings: "Clear lungs. Normal heart size.",
        impression: "No acute cardiopulmonary process."
      ),
      .history("Sharp left-sided chest pain since this morning, worse with movement."),
      .denies(["dyspnea", "sweating", "radiation to the arm"]),
      .finding("Chest wall tender over the left third rib. ECG normal."),
      .plan(
        "Musculoskeletal pain. Serial troponin negative. Ibuprofen PRN, family doctor in 1 week."
      )
    )
  }

  private static func shingles(_ life: inout Life, _ when: Moment) {
    let problem = life.addProblem(.shingles, onset: when, until: when + .days(24), isChronic: false)
    let visit = life.addVisit(.urgent, at: when + .days(2), .familyMedicine, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .measure([.temperature, .pain]),
      .history("Burning pain on the right side of the trunk, then blisters."),
      .finding("Grouped vesicles on a red base in the right T6 dermatome. Eye not involved."),
      .plan("Valacyclovir 1000 mg TID for 7 days.")
    )
    life.begin(.valacyclovir, at: visit, for: problem, until: when + .days(9))
  }

  private static func syncope(_ life: inout Life, _ when: Moment) {
    let problem = life.addProblem(.syncope, onset: when, until: when + .hours(1), isChronic: false)
    let visit = life.addVisit(.emergency, at: when + .hours(1), .emergency, for: problem)
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .operation(.ecg, problem: problem),
      .panel(.basicMetabolic),
      .panel(.bloodCount),
      .history("Passed out on standing up from a hot bath, awake within a minute."),
      .denies(["chest pain", "palpitations", "tongue biting", "incontinence"]),
      .finding("No injury. Orthostatic drop of 24 mmHg. Neurological examination normal."),
      .plan(
        "Orthostatic syncope. Fluids, rise slowly, review of antihypertensives by the practice."
      )
    )
  }

  private static func embolism(_ life: inout Life, _ when: Moment) {
    let problem = life.addProblem(.pulmonaryEmbolism, onset: when, until: when + .days(180))
    life.problems[problem].hasOnset = true
    life.physiology.drift(
      .saturation,
      by: -7,
      from: when,
      over: .hours(1),
      until: when + .days(1),
      recovery: .days(5)
    )
    life.physiology.drift(
      .ddimer,
      by: 4.6,
      from: when,
      over: .hours(6),
      until: when + .days(2),
      recovery: .days(20)
    )
    let visit = life.addVisit(
      .inpatient,
      at: when + .hours(7),
      .internalMedicine,
      for: problem,
      minutes: 3 * 1440
    )
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .panel(.dDimer),
      .panel(.troponin),
      .panel(.bloodCount),
      .imaging(
        .chestCT,
        findings:
          "Filling defects in the right lower lobe segmental arteries. No right heart strain.",
        impression: "Segmental pulmonary embolism."
      ),
      .history("Sudden dyspnea and pleuritic pain five days after a long flight; calf was sore."),
      .denies(["hemoptysis", "syncope", "previous clots"]),
      .finding("Tachypneic. Right calf tender, 2 cm larger than the left."),
      .plan("Apixaban for 6 months: provoked embolism. No thrombolysis: hemodynamically stable.")
    )
    life.begin(
      .apixaban5,
      at: visit,
      for: problem,
      until: when + .days(180),
      because: "Six months completed"
    )
  }

  private static func parkinson(_ life: inout Life, _ onset: Moment) {
    let problem = life.addProblem(.parkinson, onset: onset)
    let visit = life.review(near: onset + .days(50), .neurology, for: problem)
    life.begin(.levodopa, at: visit, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .history("Tremor of the right hand at rest for a year, writing has become small."),
      .denies(["falls", "hallucinations"]),
      .finding("Pill-rolling tremor, cogwheel rigidity on the right, reduced arm swing."),
      .plan("Start carbidopa/levodopa TID before meals. Physical therapy.")
    )
    life.monitor(problem, .neurology, every: 200, from: onset + .days(200), [])
  }

  private static func polymyalgia(_ life: inout Life, _ onset: Moment) {
    let problem = life.addProblem(.polymyalgia, onset: onset, until: onset + .days(430))
    life.physiology.drift(
      .crp,
      by: 48,
      from: onset - .days(20),
      over: .days(20),
      until: onset + .days(30),
      recovery: .days(14)
    )
    let visit = life.review(near: onset + .days(25), .rheumatology, for: problem)
    let steroid = life.begin(.prednisone15, at: visit, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .panel(.inflammation),
      .history("Shoulders and hips stiff for two hours each morning, cannot raise the arms."),
      .denies(["headache", "jaw claudication", "visual loss"]),
      .plan("Prednisone 15 mg daily for 4 weeks, then taper by 2.5 mg a month. Vitamin D.")
    )
    let later = life.review(near: onset + .days(150), .rheumatology, for: problem)
    let low = life.change(steroid, to: .prednisone5, at: later, because: "Taper")
    life.act(
      later,
      .mention(problem),
      .panel(.inflammation),
      .plan("Prednisone 5 mg, down by 1 mg a month.")
    )
    let last = life.review(near: onset + .days(430), .rheumatology, for: problem)
    life.stop(low, at: last, because: "Taper completed")
    life.act(last, .mention(problem), .plan("Prednisone stopped. Return if stiffness recurs."))
  }

  private static func typeOne(_ life: inout Life, onset: Moment) {
    guard onset < life.end - .days(40) else { return }
    let problem = life.addProblem(.type1Diabetes, onset: onset)
    life.problems[problem].hasOnset = true
    life.physiology.drift(.a1c, by: 5.8, from: onset - .days(70), over: .days(70))
    let start = max(onset, life.end - .years(14))
    let visit = life.review(near: start, .endocrinology, for: problem)
    life.begin(.glargine, at: visit, for: problem)
    life.begin(.lispro, at: visit, for: problem)
    life.physiology.drift(.a1c, by: -3.6, from: life.visits[visit].start, over: .days(110))
    life.act(
      visit,
      .diagnose(problem),
      .panel(.a1c),
      .panel(.basicMetabolic),
      .device(.glucoseMeter),
      .history("Thirst, weight loss of 6 kg and bed-wetting for three weeks at onset."),
      .denies(["vomiting", "abdominal pain"]),
      .plan("Basal-bolus insulin: glargine 18 units at bedtime, lispro 6 units with meals.")
    )
    life.monitor(problem, .endocrinology, every: 120, from: start + .days(90), [.a1c])
    life.monitor(
      problem,
      .endocrinology,
      every: 380,
      from: start + .days(360),
      [.urineAlbumin, .thyroid]
    )
  }

  private static func contraception(_ life: inout Life) {
    let age = life.random.double(17...34)
    guard age + 0.5 < life.lastAge, life.lastAge - age < 16 else { return }
    let visit = life.review(near: life.moment(age: age), .familyMedicine, reason: "Contraception")
    let start = life.visits[visit].start
    life.begin(
      .ethinylEstradiol,
      at: visit,
      for: nil,
      until: start + .days(life.random.int(200...2600)),
      because: "Patient's wish"
    )
    life.act(
      visit,
      .measure([.systolic, .weight]),
      .denies(["migraine with aura", "previous clots", "smoking over 35"]),
      .plan("Combined pill started after counselling. BP check in 3 months.")
    )
  }
}
