// SPDX-License-Identifier: Apache-2.0

/// Atrial fibrillation, on warfarin with INR checks or on apixaban.
enum FibrillationModule: LifeModule {
  static func plan(_ life: inout Life) {
    let odds = life.lastAge > 75 ? 0.16 : life.lastAge > 60 ? 0.07 : 0.008
    guard life.random.chance(odds) else { return }
    plan(
      &life,
      at: life.moment(age: life.random.normal(71, 7)),
      onWarfarin: life.random.chance(0.45)
    )
  }

  /// Plans atrial fibrillation from a moment on.
  static func plan(_ life: inout Life, at onset: Moment, onWarfarin: Bool, hasBleed: Bool? = nil) {
    guard onset < life.end - .days(30), onset > life.moment(age: 45) else { return }
    let problem = life.addProblem(.atrialFibrillation, onset: onset)
    life.physiology.drift(
      .heartRate,
      by: 42,
      from: onset - .days(2),
      over: .days(2),
      until: onset + .days(1),
      recovery: .days(4)
    )
    let visit = life.addVisit(.emergency, at: onset + .hours(6), .emergency, for: problem)
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .operation(.ecg, problem: problem),
      .panel(.basicMetabolic),
      .panel(.thyroid),
      .panel(.troponin),
      .panel(.coagulation),
      .history("Palpitations and reduced exercise tolerance for one day."),
      .denies(["chest pain", "syncope", "bleeding"]),
      .finding(
        "Irregularly irregular pulse. No edema. ECG: atrial fibrillation with rapid ventricular response, no ST changes."
      ),
      .plan("Rate control with metoprolol. CHA2DS2-VASc 3: anticoagulation discussed and started.")
    )
    life.begin(.metoprolol50, at: visit, for: problem)
    let echo = life.review(near: onset + .days(20), .cardiology, for: problem)
    life.act(
      echo,
      .mention(problem),
      .imaging(
        .echocardiogram,
        findings: "Ejection fraction 58 %. Left atrium moderately dilated. No thrombus seen.",
        impression: "Dilated left atrium, preserved systolic function."
      )
    )
    if onWarfarin {
      warfarin(&life, problem, visit, hasBleed: hasBleed)
    } else {
      life.begin(.apixaban5, at: visit, for: problem)
      life.monitor(
        problem,
        .cardiology,
        every: 240,
        from: onset + .days(200),
        [.basicMetabolic, .bloodCount]
      )
    }
  }

  /// Plans warfarin: INR checks close together at first, doses that follow them, a bleed perhaps.
  static func warfarin(_ life: inout Life, _ problem: Int, _ first: Int, hasBleed: Bool? = nil) {
    let start = life.visits[first].start
    var treatment = life.begin(.warfarin5, at: first, for: problem, note: "Target INR 2.0 to 3.0")
    life.physiology.drift(.inr, by: 1.5, from: start, over: .days(9))
    let doses: [Drug] = [.warfarin2, .warfarin3, .warfarin4, .warfarin5]
    var moment = start + .days(4)
    var level = 3
    var wander: Double = 0
    let bleeds =
      (hasBleed ?? life.random.chance(0.12)) ? start + .days(life.random.int(200...900)) : nil
    var hasBled = false
    while moment < life.end, moment < start + .years(18) {
      if let bleeds, moment > bleeds, !hasBled {
        hasBled = true
        bleed(&life, problem, treatment, bleeds)
        moment = bleeds + .days(20)
        level = 1
        let again = life.review(near: moment, .internalMedicine, for: problem)
        treatment = life.begin(.warfarin3, at: again, for: problem)
        life.act(
          again,
          .panel(.coagulation),
          .mention(problem),
          .plan("Restart warfarin at 3 mg daily after endoscopic treatment; INR in 5 days.")
        )
        moment = life.visits[again].start + .days(5)
        continue
      }
      let step = life.random.normal(0, 0.42) - wander * 0.45
      wander += step
      life.physiology.drift(.inr, by: step, from: moment - .days(12), over: .days(11))
      let visit = life.addVisit(
        life.random.chance(0.7) ? .telephone : .followUp,
        at: moment,
        .pharmacy,
        for: problem,
        reason: "Anticoagulation check"
      )
      life.act(visit, .panel(.coagulation), .mention(problem))
      let estimate = 2.5 + wander
      if estimate > 3.5, level > 0 {
        level -= 1
        treatment = life.change(treatment, to: doses[level], at: visit, because: "INR above range")
        wander -= 0.6
        life.physiology.drift(.inr, by: -0.6, from: moment + .days(1), over: .days(7))
        life.act(
          visit,
          .history(
            "No bleeding, no missed or extra doses. Took a course of antibiotics last week."
          ),
          .plan(
            "INR supratherapeutic. Hold one dose, then warfarin \(doses[level].dose) daily. Recheck in 1 week."
          )
        )
      } else if estimate < 1.8, level < 3 {
        level += 1
        treatment = life.change(treatment, to: doses[level], at: visit, because: "INR below range")
        wander += 0.5
        life.physiology.drift(.inr, by: 0.5, from: moment + .days(1), over: .days(7))
        life.act(
          visit,
          .history("Missed two doses while travelling; more leafy vegetables than usual."),
          .plan(
            "INR subtherapeutic. Increase warfarin to \(doses[level].dose) daily. Recheck in 1 week."
          )
        )
      } else {
        life.act(
          visit,
          .denies(["bleeding", "bruising", "falls"]),
          .plan("INR acceptable. Continue warfarin \(doses[level].dose) daily, no change.")
        )
      }
      let gap = moment < start + .days(40) ? 7 : life.random.int(24...44)
      moment += .days(gap)
    }
  }

  private static func bleed(_ life: inout Life, _ atrial: Int, _ treatment: Int, _ when: Moment) {
    let problem = life.addProblem(.giBleed, onset: when, until: when + .days(9), isChronic: false)
    life.physiology.drift(
      .inr,
      by: 3.4,
      from: when - .days(6),
      over: .days(6),
      until: when,
      recovery: .days(2)
    )
    life.physiology.drift(
      .hemoglobin,
      by: -4.6,
      from: when - .hours(8),
      over: .hours(20),
      until: when + .days(4),
      recovery: .days(50)
    )
    life.physiology.drift(
      .heartRate,
      by: 28,
      from: when - .hours(4),
      over: .hours(4),
      until: when + .hours(20),
      recovery: .days(2)
    )
    life.physiology.drift(
      .systolic,
      by: -26,
      from: when - .hours(4),
      over: .hours(4),
      until: when + .hours(10),
      recovery: .days(1)
    )
    let visit = life.addVisit(
      .inpatient,
      at: when + .hours(3),
      .internalMedicine,
      for: problem,
      minutes: 5 * 1440
    )
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .mention(atrial),
      .panel(.bloodCount),
      .panel(.coagulation),
      .panel(.basicMetabolic),
      .operation(.transfusion, problem: problem),
      .history(
        "Black stools for two days and lightheaded on standing. On warfarin; took clarithromycin for sinusitis last week."
      ),
      .denies(["abdominal pain", "hematemesis"]),
      .finding("Pale, tachycardic. Melena on rectal examination. Abdomen soft, not tender."),
      .plan(
        "Warfarin stopped and reversed with vitamin K. Two units of red cells. Endoscopy: duodenal ulcer, clipped. Start omeprazole 20 mg daily. Restart anticoagulation in 2 to 3 weeks."
      )
    )
    life.stop(treatment, at: visit, because: "Upper gastrointestinal hemorrhage, INR above 5")
    life.begin(.omeprazole, at: visit, for: problem)
  }
}

/// Heart failure, mostly after infarction or with long hypertension.
enum HeartFailureModule: LifeModule {
  static func plan(_ life: inout Life) {
    let odds =
      life.has(.coronarySclerosis)
      ? 0.28 : life.has(.hypertension) && life.lastAge > 70 ? 0.08 : 0.004
    guard life.random.chance(odds) else { return }
    let earliest = life.problem(.coronarySclerosis).map { life.problems[$0].onset + .years(1) }
    plan(
      &life,
      at: earliest.map { $0 + .years(life.random.double(0...6)) }
        ?? life.moment(age: life.random.normal(74, 6))
    )
  }

  /// Plans heart failure from a moment on, with admissions.
  static func plan(_ life: inout Life, at onset: Moment) {
    guard onset < life.end - .days(10), onset > life.moment(age: 40) else { return }
    let problem = life.addProblem(.heartFailure, onset: onset)
    life.physiology.drift(.ejection, by: -26, from: onset - .years(1), over: .years(1))
    life.physiology.drift(
      .bnp,
      by: life.random.double(1400...3200),
      from: onset - .days(120),
      over: .days(120),
      until: onset + .days(20),
      recovery: .years(4)
    )
    admit(&life, problem, onset, isFirst: true)
    if life.random.chance(0.5) {
      admit(&life, problem, onset + .days(life.random.int(150...1400)), isFirst: false)
    }
    life.monitor(
      problem,
      .cardiology,
      every: 130,
      from: onset + .days(14),
      [.basicMetabolic, .natriureticPeptide]
    )
  }

  private static func admit(_ life: inout Life, _ problem: Int, _ when: Moment, isFirst: Bool) {
    guard when < life.end else { return }
    let gain = life.random.double(5...9)
    life.physiology.drift(
      .weight,
      by: gain,
      from: when - .days(20),
      over: .days(20),
      until: when + .hours(12),
      recovery: .days(5)
    )
    life.physiology.drift(
      .saturation,
      by: -7,
      from: when - .days(2),
      over: .days(2),
      until: when + .hours(12),
      recovery: .days(3)
    )
    life.physiology.drift(
      .bnp,
      by: 4200,
      from: when - .days(15),
      over: .days(15),
      until: when + .days(1),
      recovery: .days(20)
    )
    let visit = life.addVisit(
      .inpatient,
      at: when,
      .cardiology,
      for: problem,
      minutes: life.random.int(4...8) * 1440
    )
    life.act(
      visit,
      .vitals,
      isFirst ? .diagnose(problem) : .mention(problem),
      .panel(.natriureticPeptide),
      .panel(.basicMetabolic),
      .panel(.bloodCount),
      .panel(.troponin),
      .imaging(
        .chestXray,
        findings:
          "Enlarged cardiac silhouette, cephalization of vessels, small bilateral pleural effusions.",
        impression: "Pulmonary edema, consistent with decompensated heart failure."
      ),
      .measure([.ejection, .weight]),
      .history(
        "Two weeks of worsening dyspnea on exertion, three-pillow orthopnea and leg swelling; weight up \(Int(gain)) kg."
      ),
      .denies(["chest pain", "fever"]),
      .finding("JVP 12 cm, bibasilar crackles, 2+ pitting edema to the knees."),
      .plan(
        "IV furosemide with net negative 6 L. Daily weights, 2 g sodium diet, cardiology follow-up in 1 week."
      )
    )
    if isFirst {
      life.act(
        visit,
        .imaging(
          .echocardiogram,
          findings:
            "Ejection fraction 32 %, globally reduced. Moderate functional mitral regurgitation.",
          impression: "Severely reduced systolic function."
        ),
        .carePlan(.heartFailure, problem: problem)
      )
      let oral = life.begin(.furosemide40, at: visit, for: problem)
      life.begin(.carvedilol6, at: visit, for: problem)
      life.begin(.spironolactone25, at: visit, for: problem)
      life.physiology.drift(.potassium, by: 0.35, from: when, over: .days(30))
      if life.random.chance(0.5) { life.begin(.sacubitril, at: visit, for: problem) }
      let later = life.review(near: when + .days(90), .cardiology, for: problem)
      if life.random.chance(0.4) {
        life.change(oral, to: .furosemide20, at: later, because: "Euvolemic, diuretic reduced")
        life.act(
          later,
          .mention(problem),
          .plan(
            "Euvolemic. Reduce furosemide to 20 mg daily; weigh daily and call for a gain of more than 2 kg in 3 days."
          )
        )
      }
    }
  }
}

/// Ischemic stroke.
enum StrokeModule: LifeModule {
  static func plan(_ life: inout Life) {
    var odds = 0.008
    if life.has(.hypertension) { odds += 0.035 }
    if life.has(.atrialFibrillation) { odds += 0.08 }
    guard life.random.chance(odds) else { return }
    plan(&life, at: life.moment(age: life.random.normal(72, 8)))
  }

  /// Plans a stroke at a moment.
  static func plan(_ life: inout Life, at when: Moment) {
    guard when < life.end - .days(2), when > life.moment(age: 45) else { return }
    let problem = life.addProblem(.stroke, onset: when, until: when + .days(60), isChronic: false)
    let emergency = life.addVisit(
      .emergency,
      at: when + .hours(1),
      .emergency,
      for: problem,
      minutes: 95
    )
    life.act(
      emergency,
      .vitals,
      .diagnose(problem),
      .panel(.basicMetabolic),
      .panel(.coagulation),
      .administer(.alteplase, problem: problem),
      .imaging(
        .headCT,
        findings:
          "No hemorrhage. Loss of grey-white differentiation in the left insula. No midline shift.",
        impression: "Early ischemic change in the left MCA territory. No hemorrhage."
      ),
      .history(
        "Sudden right-sided weakness and trouble finding words, last known well one hour ago."
      ),
      .denies(["head injury", "anticoagulant use", "seizure"]),
      .finding("NIHSS 9. Right facial droop, right arm drift, non-fluent aphasia."),
      .plan("IV alteplase given at 70 minutes. Admit to the stroke unit.")
    )
    let stay = life.addVisit(
      .inpatient,
      at: when + .hours(4),
      .neurology,
      for: problem,
      minutes: life.random.int(4...11) * 1440
    )
    life.act(
      stay,
      .mention(problem),
      .vitals,
      .panel(.lipids),
      .panel(.a1c),
      .operation(.physiotherapy, problem: problem),
      .imaging(
        .brainMR,
        findings: "Restricted diffusion in the left insular cortex and corona radiata.",
        impression: "Acute infarct in the left middle cerebral artery territory."
      ),
      .plan(
        "Aspirin 81 mg and high-intensity statin. Physical and speech therapy. Rehabilitation transfer."
      )
    )
    life.begin(.aspirin81, at: stay, for: problem)
    life.begin(.atorvastatin80, at: stay, for: problem)
    let follow = life.review(near: when + .days(45), .neurology, for: problem)
    life.act(
      follow,
      .mention(problem),
      .history("Walks with a cane. Speech back to near normal."),
      .finding("Mild right pronator drift. Gait slightly wide."),
      .plan("Continue secondary prevention. Driving not yet advised.")
    )
  }
}
