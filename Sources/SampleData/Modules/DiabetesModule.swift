// SPDX-License-Identifier: Apache-2.0

/// Type 2 diabetes: prediabetes, metformin, a second and a third drug, eyes, feet and nerves.
enum DiabetesModule: LifeModule {
  static func plan(_ life: inout Life) {
    let odds =
      0.09 + 0.08 * max(0, life.person.weightTendency) + (life.has(.hypertension) ? 0.07 : 0)
    guard life.random.chance(odds) else { return }
    plan(&life, onsetAge: life.random.normal(54, 9))
  }

  /// Plans diabetes from an age on.
  static func plan(_ life: inout Life, onsetAge: Double) {
    let onset = life.moment(age: max(32, onsetAge))
    guard onset < life.end - .days(90) else { return }
    if life.random.chance(0.5) {
      prediabetes(&life, onset - .years(life.random.double(1.5...4)), onset)
    }
    let problem = life.addProblem(.type2Diabetes, onset: onset)
    life.physiology.drift(
      .a1c,
      by: life.random.double(1.7...5.6),
      from: onset - .years(5),
      over: .years(5)
    )
    life.physiology.drift(.triglycerides, by: 55, from: onset - .years(5), over: .years(5))
    let first = life.review(near: onset, .familyMedicine, for: problem)
    let begins = life.visits[first].start
    life.act(
      first,
      .vitals,
      .diagnose(problem),
      .panel(.a1c),
      .panel(.basicMetabolic),
      .panel(.urineAlbumin),
      .panel(.lipids),
      .carePlan(.diabetes, problem: problem),
      .device(.glucoseMeter),
      .history("Thirst and frequent urination for two months, lost 3 kg."),
      .denies(["blurred vision", "foot ulcers", "chest pain"]),
      .finding("No acanthosis. Monofilament sensation intact. Pedal pulses palpable."),
      .plan(
        "New diagnosis discussed. Start metformin 500 mg PO BID with meals, dietitian referral, eye examination."
      )
    )
    let metformin = life.begin(.metformin500, at: first, for: problem)
    life.physiology.drift(.a1c, by: -life.random.double(0.7...1.3), from: begins, over: .days(100))
    life.physiology.drift(
      .a1c,
      by: life.lastAge > onsetAge + 4 ? 1.9 : 0.8,
      from: begins + .days(400),
      over: .years(9)
    )
    let later = life.review(
      near: begins + .days(life.random.int(90...400)),
      .familyMedicine,
      for: problem
    )
    let full = life.change(
      metformin,
      to: .metformin1000,
      at: later,
      because: "Dose increased: HbA1c above target"
    )
    life.physiology.drift(.a1c, by: -0.6, from: life.visits[later].start, over: .days(90))
    life.act(
      later,
      .mention(problem),
      .panel(.a1c),
      .plan("HbA1c above goal. Increase metformin to 1000 mg BID. Tolerating it well, no diarrhea.")
    )
    intensify(&life, problem, life.visits[later].start + .days(life.random.int(500...1500)), full)
    life.monitor(
      problem,
      .familyMedicine,
      every: 175,
      from: begins + .days(90),
      [.a1c, .basicMetabolic]
    )
    life.monitor(
      problem,
      .familyMedicine,
      every: 390,
      from: begins + .days(380),
      [.urineAlbumin, .lipids]
    )
    complications(&life, onset)
  }

  private static func prediabetes(_ life: inout Life, _ start: Moment, _ end: Moment) {
    let problem = life.addProblem(.prediabetes, onset: start, until: end)
    let visit = life.review(near: start, .familyMedicine, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .panel(.a1c),
      .plan("HbA1c in the prediabetes range. Lifestyle programme; repeat in 12 months.")
    )
  }

  private static func intensify(
    _ life: inout Life,
    _ problem: Int,
    _ when: Moment,
    _ metformin: Int
  ) {
    guard when < life.end else { return }
    let visit = life.review(near: when, .endocrinology, for: problem)
    let second: Drug = life.random.pick([.empagliflozin10, .glipizide5, .semaglutide])
    let treatment = life.begin(second, at: visit, for: problem)
    life.physiology.drift(.a1c, by: -0.8, from: life.visits[visit].start, over: .days(90))
    if second == .semaglutide {
      life.physiology.drift(.weight, by: -7, from: life.visits[visit].start, over: .days(300))
    }
    life.act(
      visit,
      .vitals,
      .mention(problem),
      .panel(.a1c),
      .plan("HbA1c rising on metformin alone. Add \(second.order). Side effects discussed.")
    )
    if second == .glipizide5, life.random.chance(0.5) {
      let low = life.visits[visit].start + .days(life.random.int(60...700))
      guard low < life.end else { return }
      let event = life.addProblem(
        .hypoglycemia,
        onset: low,
        until: low + .hours(3),
        isChronic: false
      )
      life.physiology.drift(
        .glucose,
        by: -115,
        from: low - .hours(1),
        over: .minutes(40),
        until: low + .hours(1),
        recovery: .hours(2)
      )
      let emergency = life.addVisit(.emergency, at: low, .emergency, for: event)
      life.act(
        emergency,
        .vitals,
        .diagnose(event),
        .panel(.basicMetabolic),
        .history(
          "Found sweating and confused before lunch after skipping breakfast; took glipizide as usual."
        ),
        .finding("Alert after IV dextrose. No focal deficit."),
        .plan("Stop glipizide. Follow up with family doctor this week.")
      )
      life.stop(treatment, at: emergency, because: "Hypoglycemia")
    }
    let insulinDay = when + .years(life.random.double(2...6))
    if insulinDay < life.end, life.random.chance(0.45) {
      let insulin = life.review(near: insulinDay, .endocrinology, for: problem)
      life.begin(.glargine, at: insulin, for: problem)
      life.physiology.drift(.a1c, by: -1.4, from: life.visits[insulin].start, over: .days(150))
      life.act(
        insulin,
        .mention(problem),
        .panel(.a1c),
        .history("Fasting sugars 180 to 240 mg/dL on oral agents."),
        .plan(
          "Start insulin glargine 18 units at bedtime, titrate by 2 units every 3 days to fasting below 130. Hypoglycemia teaching done."
        )
      )
    }
  }

  private static func complications(_ life: inout Life, _ onset: Moment) {
    let eyes = onset + .years(life.random.double(4...12))
    if eyes < life.end, life.random.chance(0.35) {
      let problem = life.addProblem(.diabeticRetinopathy, onset: eyes)
      let visit = life.review(near: eyes, .familyMedicine, for: problem)
      life.act(
        visit,
        .diagnose(problem),
        .operation(.retinalScreening, problem: problem),
        .plan(
          "Mild non-proliferative retinopathy on screening. Ophthalmology in 6 months; tighter glucose and BP control."
        )
      )
    }
    let nerves = onset + .years(life.random.double(5...14))
    if nerves < life.end, life.random.chance(0.3) {
      let problem = life.addProblem(.diabeticNeuropathy, onset: nerves)
      let visit = life.review(near: nerves, .familyMedicine, for: problem)
      life.act(
        visit,
        .diagnose(problem),
        .operation(.footExam, problem: problem),
        .history("Burning feet at night."),
        .finding("Monofilament sensation absent at both great toes. No ulcer."),
        .plan("Start gabapentin 300 mg TID, taper up over 1 week. Podiatry referral.")
      )
      life.begin(.gabapentin, at: visit, for: problem)
    }
  }
}
