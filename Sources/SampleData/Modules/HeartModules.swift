// SPDX-License-Identifier: Apache-2.0

/// High blood pressure: one drug, a cough perhaps, a second drug.
enum HypertensionModule: LifeModule {
  static func plan(_ life: inout Life) {
    let odds = 0.2 + 0.1 * max(0, life.person.weightTendency)
    guard life.random.chance(odds + (life.lastAge > 60 ? 0.28 : 0)) else { return }
    plan(&life, onsetAge: life.random.normal(52, 9))
  }

  /// Plans hypertension from an age on.
  static func plan(_ life: inout Life, onsetAge: Double, coughs: Bool? = nil) {
    let onset = life.moment(age: max(28, onsetAge))
    guard onset < life.end - .days(60) else { return }
    let problem = life.addProblem(.hypertension, onset: onset)
    life.physiology.drift(
      .systolic,
      by: life.random.double(20...38),
      from: onset - .years(4),
      over: .years(4)
    )
    life.physiology.drift(
      .diastolic,
      by: life.random.double(9...17),
      from: onset - .years(4),
      over: .years(4)
    )
    let first = life.review(near: onset, .familyMedicine, for: problem)
    life.act(
      first,
      .vitals,
      .diagnose(problem),
      .panel(.basicMetabolic),
      .carePlan(.hypertension, problem: problem),
      .history("Home readings above 140/90 for three months."),
      .denies(["headache", "chest pain", "visual changes"]),
      .finding("Heart regular, no murmur. No edema. Fundi without hemorrhages.")
    )
    let begins = life.visits[first].start
    let doesCough = coughs ?? life.random.chance(0.13)
    if doesCough {
      coughStory(&life, problem, first)
    } else {
      let drug: Drug = life.random.pick([
        .lisinopril10, .lisinopril10, .amlodipine5, .hydrochlorothiazide25, .ramipril5, .losartan50,
      ])
      let treatment = life.begin(drug, at: first, for: problem)
      if drug == .hydrochlorothiazide25 {
        life.physiology.drift(.potassium, by: -0.45, from: begins, over: .days(30))
        life.physiology.drift(
          .sodium,
          by: -life.random.double(1...7),
          from: begins,
          over: .days(40)
        )
      }
      life.act(
        first,
        .plan("Start \(drug.order). Low-salt diet, home BP log. Recheck BMP in 4 weeks.")
      )
      treat(&life, from: begins)
      escalate(&life, problem, treatment, drug, begins + .days(life.random.int(80...500)))
    }
    life.monitor(problem, .familyMedicine, every: 230, from: begins + .days(30), [.basicMetabolic])
  }

  private static func treat(_ life: inout Life, from: Moment) {
    life.physiology.drift(.systolic, by: -life.random.double(9...17), from: from, over: .days(45))
    life.physiology.drift(.diastolic, by: -life.random.double(4...8), from: from, over: .days(45))
  }

  private static func coughStory(_ life: inout Life, _ problem: Int, _ first: Int) {
    let ace = life.begin(.lisinopril10, at: first, for: problem)
    life.act(
      first,
      .plan("Start lisinopril 10 mg daily. BMP in 2 weeks. Told about cough and angioedema.")
    )
    let begins = life.visits[first].start
    treat(&life, from: begins)
    let coughing = begins + .days(life.random.int(25...90))
    let cough = life.addProblem(
      .drugCough,
      onset: coughing,
      until: coughing + .days(55),
      isChronic: false
    )
    let visit = life.review(near: coughing + .days(25), .familyMedicine, for: cough)
    life.act(
      visit,
      .vitals,
      .diagnose(cough),
      .history("Dry tickling cough since starting lisinopril, worse at night."),
      .denies(["fever", "sputum", "wheeze", "dyspnea"]),
      .finding("Lungs clear to auscultation."),
      .plan(
        "Stop lisinopril: ACE-inhibitor cough likely. Switch to losartan 50 mg PO daily. Chest X-ray only if the cough persists beyond 4 weeks."
      )
    )
    life.change(ace, to: .losartan50, at: visit, because: "Cough due to ACE inhibitor")
    let stopped = life.visits[visit].start
    life.allergies.append(
      AllergyEntry(allergy: .lisinopril, onset: stopped, isDated: true, recordedAt: stopped)
    )
    life.act(visit, .recordAllergy(life.allergies.count - 1))
    let call = life.addVisit(.telephone, at: stopped + .days(25), .nursing, for: cough)
    life.act(
      call,
      .mention(cough),
      .history(
        "Cough has gone two weeks after the switch to losartan. Home BP 128 to 134 systolic."
      ),
      .plan("Continue losartan 50 mg daily.")
    )
  }

  private static func escalate(
    _ life: inout Life,
    _ problem: Int,
    _ treatment: Int,
    _ drug: Drug,
    _ when: Moment
  ) {
    guard when < life.end, life.random.chance(0.6) else { return }
    let visit = life.review(near: when, .familyMedicine, for: problem)
    life.act(visit, .vitals, .mention(problem))
    treat(&life, from: life.visits[visit].start)
    if drug == .lisinopril10 {
      life.change(
        treatment,
        to: .lisinopril20,
        at: visit,
        because: "Dose increased: blood pressure above target"
      )
      life.act(visit, .plan("BP still above goal. Increase lisinopril to 20 mg daily."))
    } else if drug == .amlodipine5 {
      life.change(
        treatment,
        to: .amlodipine10,
        at: visit,
        because: "Dose increased: blood pressure above target"
      )
      life.act(
        visit,
        .plan("BP still above goal. Increase amlodipine to 10 mg daily; watch for ankle swelling.")
      )
    } else {
      life.begin(.amlodipine5, at: visit, for: problem)
      life.act(visit, .plan("BP still above goal. Add amlodipine 5 mg daily."))
    }
  }
}

/// High cholesterol.
enum LipidModule: LifeModule {
  static func plan(_ life: inout Life) {
    guard life.random.chance(life.has(.hypertension) ? 0.5 : 0.2) else { return }
    let onset = life.moment(age: life.random.double(38...66))
    guard onset < life.end - .days(60) else { return }
    let problem = life.addProblem(.hyperlipidemia, onset: onset)
    life.physiology.drift(
      .cholesterol,
      by: life.random.double(35...75),
      from: onset - .years(8),
      over: .years(8)
    )
    life.physiology.drift(
      .triglycerides,
      by: life.random.double(10...90),
      from: onset - .years(8),
      over: .years(8)
    )
    let visit = life.review(near: onset, .familyMedicine, for: problem)
    life.act(visit, .panel(.lipids), .diagnose(problem))
    let start = life.visits[visit].start
    if life.random.chance(0.75) {
      let drug: Drug = life.random.pick([.atorvastatin20, .atorvastatin40, .simvastatin20])
      let statin = life.begin(drug, at: visit, for: problem)
      life.physiology.drift(
        .cholesterol,
        by: -life.random.double(40...70),
        from: start,
        over: .days(60)
      )
      life.act(visit, .plan("LDL above goal, 10-year risk discussed. Start \(drug.order)."))
      if life.random.chance(0.12) {
        let later = life.review(near: start + .days(120), .familyMedicine, for: problem)
        life.stop(statin, at: later, because: "Muscle pain")
        life.act(
          later,
          .mention(problem),
          .history("Aching thighs since starting the statin."),
          .plan(
            "Hold \(drug.name); CK normal per outside lab. Consider a different statin in 6 weeks."
          )
        )
      }
    } else {
      life.act(
        visit,
        .plan(
          "Diet and exercise for 6 months, then repeat the lipid panel. Patient prefers to avoid a statin for now."
        )
      )
    }
    life.monitor(problem, .familyMedicine, every: 400, from: start + .days(90), [.lipids])
  }
}

/// Coronary disease and infarction.
enum CoronaryModule: LifeModule {
  static func plan(_ life: inout Life) {
    var odds = 0.02
    if life.has(.hypertension) { odds += 0.06 }
    if life.has(.type2Diabetes) { odds += 0.07 }
    if life.person.isSmoker { odds += 0.05 }
    if life.lastAge > 62 { odds *= 1.8 }
    guard life.random.chance(odds) else { return }
    plan(&life, at: life.moment(age: life.random.normal(64, 8)))
  }

  /// Plans an infarction at a moment, with the years after it.
  static func plan(_ life: inout Life, at when: Moment) {
    guard when < life.end - .days(3), when > life.moment(age: 36) else { return }
    let disease = life.addProblem(.coronarySclerosis, onset: when)
    let infarct = life.addProblem(
      .myocardialInfarction,
      onset: when,
      until: when + .days(28),
      isChronic: false
    )
    let peak = life.random.double(800...9000)
    life.physiology.drift(
      .troponin,
      by: peak,
      from: when - .hours(2),
      over: .hours(14),
      until: when + .hours(16),
      recovery: .days(6)
    )
    let emergency = life.addVisit(
      .emergency,
      at: when + .hours(2),
      .emergency,
      for: infarct,
      minutes: 150
    )
    life.act(
      emergency,
      .vitals,
      .diagnose(infarct),
      .operation(.ecg, problem: infarct),
      .panel(.troponin),
      .panel(.basicMetabolic),
      .panel(.bloodCount),
      .history(
        "Crushing substernal chest pressure for two hours radiating to the left arm, with sweating and nausea."
      ),
      .denies(["syncope", "back pain"]),
      .finding(
        "Diaphoretic. Heart regular, no murmur. Lungs clear. ECG with ST depression in V3 to V6."
      ),
      .imaging(
        .chestXray,
        findings:
          "Heart size at the upper limit of normal. No consolidation, no effusion, no pneumothorax.",
        impression: "No acute cardiopulmonary process."
      ),
      .plan("Aspirin loaded, heparin started, cardiology called. To the catheter laboratory.")
    )
    let stay = life.addVisit(
      .inpatient,
      at: when + .hours(5),
      .cardiology,
      for: infarct,
      minutes: life.random.int(48...110) * 60
    )
    life.act(
      stay,
      .mention(infarct),
      .diagnose(disease),
      .operation(.angiography, problem: infarct),
      .operation(.coronaryIntervention, problem: disease),
      .device(.stent),
      .panel(.troponin),
      .panel(.lipids),
      .vitals,
      .imaging(
        .echocardiogram,
        findings:
          "Left ventricular ejection fraction 48 %. Mild hypokinesis of the anterior wall. No significant valve disease.",
        impression: "Mildly reduced systolic function after infarction."
      ),
      .measure([.ejection]),
      .history(
        "Transferred from the ED with NSTEMI. 90 % stenosis of the mid LAD, treated with one drug-eluting stent."
      ),
      .plan(
        "Dual antiplatelet therapy for 12 months. High-intensity statin, beta-blocker. Cardiac rehabilitation referral. Smoking cessation if applicable."
      )
    )
    life.physiology.drift(
      .ejection,
      by: -14,
      from: when,
      over: .hours(6),
      until: when + .days(90),
      recovery: .years(1)
    )
    life.begin(.aspirin81, at: stay, for: disease)
    life.begin(
      .clopidogrel75,
      at: stay,
      for: disease,
      until: when + .years(1),
      because: "Twelve months after stent completed"
    )
    life.begin(.atorvastatin80, at: stay, for: disease)
    life.begin(.metoprolol50, at: stay, for: disease)
    life.begin(.nitroglycerin, at: stay, for: disease)
    life.physiology.drift(.cholesterol, by: -55, from: when, over: .days(60))
    life.physiology.drift(.heartRate, by: -9, from: when + .days(1), over: .days(4))
    life.monitor(
      disease,
      .cardiology,
      every: 190,
      from: when + .days(25),
      [.lipids, .basicMetabolic]
    )
    if life.random.chance(0.07) {
      life.person.death = min(life.person.death ?? .max, when + .days(life.random.int(1...20)))
      life.causeOfDeath = .myocardialInfarction
    }
  }
}
