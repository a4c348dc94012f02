// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Hypothyroidism, with levothyroxine titrated against TSH.
enum ThyroidModule: LifeModule {
  static func plan(_ life: inout Life) {
    guard life.random.chance(life.person.isFemale ? 0.075 : 0.015) else { return }
    plan(&life, onset: life.moment(age: life.random.double(28...66)))
  }

  /// Plans hypothyroidism from a moment on.
  static func plan(_ life: inout Life, onset: Moment) {
    guard onset < life.end - .days(90) else { return }
    let problem = life.addProblem(.hypothyroidism, onset: onset)
    life.physiology.drift(
      .tsh,
      by: life.random.double(9...34),
      from: onset - .days(400),
      over: .days(400)
    )
    life.physiology.drift(.freeT4, by: -0.55, from: onset - .days(400), over: .days(400))
    let first = life.review(near: onset, .familyMedicine, for: problem)
    let begins = life.visits[first].start
    life.act(
      first,
      .vitals,
      .diagnose(problem),
      .panel(.thyroid),
      .history("Fatigue, cold intolerance and constipation for six months."),
      .denies(["neck pain", "palpitations"]),
      .finding("Thyroid not enlarged. Delayed ankle reflexes."),
      .plan("Start levothyroxine 50 mcg daily on an empty stomach. TSH in 6 weeks.")
    )
    let low = life.begin(.levothyroxine50, at: first, for: problem)
    // Treatment takes back what the disease added, in two steps.
    let rise = life.physiology.level(.tsh, at: begins) - 1.9
    life.physiology.drift(.tsh, by: -rise * 0.7, from: begins, over: .days(42))
    life.physiology.drift(.freeT4, by: 0.35, from: begins, over: .days(42))
    let second = life.review(near: begins + .days(49), .familyMedicine, for: problem)
    life.change(
      low,
      to: life.random.chance(0.6) ? .levothyroxine75 : .levothyroxine100,
      at: second,
      because: "Dose increased: TSH above range"
    )
    life.act(
      second,
      .mention(problem),
      .panel(.thyroid),
      .plan("TSH still elevated, increase levothyroxine. Recheck in 8 weeks.")
    )
    let at = life.visits[second].start
    life.physiology.drift(.tsh, by: -rise * 0.28, from: at, over: .days(49))
    life.physiology.drift(.freeT4, by: 0.2, from: at, over: .days(49))
    life.monitor(problem, .familyMedicine, every: 360, from: at + .days(60), [.thyroid])
  }
}

/// Depression and anxiety.
enum MoodModule: LifeModule {
  static func plan(_ life: inout Life) {
    if life.lastAge > 14, life.random.chance(0.13) {
      depression(&life, onset: life.moment(age: life.random.double(15...64)))
    } else if life.lastAge > 16, life.random.chance(0.05) {
      anxiety(&life)
    }
  }

  /// Plans an episode of depression.
  static func depression(_ life: inout Life, onset: Moment, recovers known: Bool? = nil) {
    guard onset < life.end - .days(40) else { return }
    let remission = onset + .days(life.random.int(200...900))
    let recovers = remission < life.end && (known ?? life.random.chance(0.7))
    let problem = life.addProblem(.depression, onset: onset, until: recovers ? remission : nil)
    if recovers { life.problems[problem].course = .remission }
    life.physiology.drift(
      .phq9,
      by: life.random.double(10...17),
      from: onset - .days(40),
      over: .days(50)
    )
    let first = life.review(near: onset + .days(25), .familyMedicine, for: problem)
    let begins = life.visits[first].start
    let drug: Drug = life.random.pick([.sertraline50, .escitalopram, .sertraline50, .mirtazapine])
    life.act(
      first,
      .vitals,
      .diagnose(problem),
      .questionnaire(.depression),
      .panel(.thyroid),
      .carePlan(.depression, problem: problem),
      .history(
        "Low mood, poor sleep and no pleasure in anything for two months after losing a job."
      ),
      .denies(["suicidal ideation", "hallucinations", "mania"]),
      .finding("Tearful, affect flat, thought process linear."),
      .plan("Start \(drug.order). Cognitive behavioral therapy referral. Safety plan made.")
    )
    let treatment = life.begin(drug, at: first, for: problem)
    life.physiology.drift(
      .phq9,
      by: -life.random.double(5...8),
      from: begins + .days(14),
      over: .days(45)
    )
    let second = life.addVisit(.video, at: begins + .days(42), .psychiatry, for: problem)
    life.act(
      second,
      .mention(problem),
      .questionnaire(.depression),
      .history("Sleeping better, some nausea in the first week that has gone.")
    )
    if drug == .sertraline50, life.random.chance(0.6) {
      let higher = life.change(
        treatment,
        to: .sertraline100,
        at: second,
        because: "Partial response"
      )
      life.act(second, .plan("Partial response: increase sertraline to 100 mg daily."))
      finish(&life, problem, higher, remission, recovers)
    } else {
      life.act(second, .plan("Good response. Continue for at least 6 months after remission."))
      finish(&life, problem, treatment, remission, recovers)
    }
  }

  private static func finish(
    _ life: inout Life,
    _ problem: Int,
    _ treatment: Int,
    _ when: Moment,
    _ recovers: Bool
  ) {
    guard recovers else { return }
    life.physiology.drift(.phq9, by: -7, from: when - .days(120), over: .days(100))
    let visit = life.review(near: when, .familyMedicine, for: problem)
    life.act(
      visit,
      .mention(problem),
      .questionnaire(.depression),
      .history("Back at work, sleeping well."),
      .plan(
        "In remission. Taper \(life.treatments[treatment].drug.name) over 4 weeks: half the dose for 2 weeks, then every other day, then stop."
      )
    )
    life.stop(treatment, at: visit, because: "In remission, tapered")
    // As it happens, the order stays active in the record of some.
    life.treatments[treatment].isLeftActive = life.random.chance(0.1)
  }

  private static func anxiety(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(17...50))
    guard onset < life.end - .days(40) else { return }
    let problem = life.addProblem(.anxiety, onset: onset)
    life.physiology.drift(.gad7, by: 10, from: onset - .days(60), over: .days(60))
    let visit = life.review(near: max(onset, life.end - .years(12)), .familyMedicine, for: problem)
    life.begin(.escitalopram, at: visit, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .questionnaire(.anxiety),
      .history("Constant worry, muscle tension, wakes at 4 am."),
      .denies(["suicidal ideation", "panic attacks"]),
      .plan("Start escitalopram 10 mg daily and CBT.")
    )
    life.physiology.drift(.gad7, by: -6, from: life.visits[visit].start, over: .days(60))
    let later = life.addVisit(
      .telephone,
      at: life.visits[visit].start + .days(40),
      .familyMedicine,
      for: problem
    )
    life.act(
      later,
      .mention(problem),
      .history("Feels calmer, no side effects."),
      .plan("Continue escitalopram 10 mg.")
    )
  }
}

/// Epilepsy, migraine and dementia.
enum BrainModule: LifeModule {
  static func plan(_ life: inout Life) {
    if life.random.chance(0.014) {
      epilepsy(&life, onset: life.moment(age: life.random.double(4...55)))
    }
    if life.random.chance(life.person.isFemale ? 0.11 : 0.045) { migraine(&life) }
    if life.lastAge > 76, life.random.chance(0.16) {
      dementia(&life, onset: life.moment(age: life.random.double(75...88)))
    }
  }

  /// Plans epilepsy from the first seizure on.
  static func epilepsy(_ life: inout Life, onset: Moment) {
    guard onset < life.end - .days(30) else { return }
    let seizure = life.addProblem(
      .firstSeizure,
      onset: onset,
      until: onset + .hours(1),
      isChronic: false
    )
    let emergency = life.addVisit(.emergency, at: onset + .hours(1), .emergency, for: seizure)
    life.act(
      emergency,
      .vitals,
      .diagnose(seizure),
      .panel(.basicMetabolic),
      .imaging(
        .headCT,
        findings: "No hemorrhage, mass or midline shift.",
        impression: "Normal CT of the head."
      ),
      .history(
        "Witnessed generalized shaking for two minutes, bit the tongue, confused afterwards."
      ),
      .denies(["fever", "head injury", "alcohol"]),
      .finding("Tongue laceration. Non-focal examination."),
      .plan(
        "No driving. Outpatient EEG and neurology. No antiseizure drug after a first unprovoked seizure."
      )
    )
    let again = onset + .days(life.random.int(30...200))
    guard again < life.end else { return }
    let problem = life.addProblem(.epilepsy, onset: again)
    life.problems[problem].precision = .day
    let visit = life.review(near: again + .days(6), .neurology, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .operation(.eeg, problem: problem),
      .imaging(
        .brainMR,
        findings: "No structural lesion. Hippocampi symmetric.",
        impression: "Normal MRI of the brain."
      ),
      .history("Second seizure last week, out of sleep."),
      .plan(
        "EEG with left temporal sharp waves. Start levetiracetam 500 mg BID. Seizure precautions."
      )
    )
    let low = life.begin(.levetiracetam500, at: visit, for: problem)
    let later = life.review(near: again + .days(120), .neurology, for: problem)
    life.act(later, .mention(problem), .panel(.levetiracetam))
    if life.random.chance(0.3) {
      let start = life.change(
        low,
        to: .lamotrigine25,
        at: later,
        because: "Irritability on levetiracetam"
      )
      life.act(
        later,
        .history("No seizures, but irritable and quick to anger since starting levetiracetam."),
        .plan(
          "Cross-taper to lamotrigine: 25 mg daily for 2 weeks, then up by 25 mg a week to 100 mg BID. Stop for any rash."
        )
      )
      let full = life.review(near: again + .days(200), .neurology, for: problem)
      life.change(start, to: .lamotrigine100, at: full, because: "Titrated")
      life.act(full, .mention(problem), .history("No seizures, no rash, mood back to normal."))
    } else {
      life.change(low, to: .levetiracetam1000, at: later, because: "Breakthrough seizure")
      life.act(
        later,
        .history("One brief breakthrough seizure after a night without sleep."),
        .plan("Increase levetiracetam to 1000 mg BID.")
      )
    }
    life.monitor(problem, .neurology, every: 300, from: again + .days(300), [])
  }

  private static func migraine(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(13...38))
    guard onset < life.end - .days(40) else { return }
    let problem = life.addProblem(.migraine, onset: onset)
    let visit = life.review(near: max(onset, life.end - .years(10)), .familyMedicine, for: problem)
    life.begin(.sumatriptan, at: visit, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .history(
        "Throbbing one-sided headaches with nausea and photophobia, three a month, lasting a day."
      ),
      .denies(["aura", "weakness", "thunderclap onset"]),
      .finding("Neurological examination normal."),
      .plan("Sumatriptan 50 mg PRN at onset, at most 9 days a month. Headache diary.")
    )
    if life.random.chance(0.35) {
      let later = life.review(near: life.visits[visit].start + .days(120), .neurology, for: problem)
      let drug: Drug = life.random.pick([.propranolol, .topiramate])
      life.begin(
        drug,
        at: later,
        for: problem,
        until: life.visits[later].start + .days(300),
        because: drug == .topiramate ? "Word-finding difficulty" : "Well controlled"
      )
      life.act(
        later,
        .mention(problem),
        .history("Seven attacks last month."),
        .plan("Start prophylaxis with \(drug.order).")
      )
    }
  }

  /// Plans Alzheimer's disease from a moment on.
  static func dementia(_ life: inout Life, onset: Moment) {
    guard onset < life.end - .days(90) else { return }
    let problem = life.addProblem(.alzheimer, onset: onset)
    life.physiology.drift(.mmse, by: -17, from: onset - .years(1), over: .years(8))
    let visit = life.review(near: onset + .days(60), .neurology, for: problem)
    life.begin(.donepezil, at: visit, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .questionnaire(.memory),
      .directive,
      .imaging(
        .brainMR,
        findings: "Hippocampal volume loss, scattered white matter changes. No mass.",
        impression: "Atrophy compatible with Alzheimer's disease."
      ),
      .history("Daughter reports repeated questions and getting lost on the way home."),
      .denies(["hallucinations", "falls"]),
      .plan(
        "Start donepezil at bedtime. Advance directives discussed: patient does not want resuscitation."
      )
    )
    var moment = onset + .days(300)
    while moment < life.end {
      let check = life.review(near: moment, .familyMedicine, for: problem)
      life.act(check, .mention(problem), .questionnaire(.memory), .measure([.weight]))
      moment += .days(330)
    }
  }
}
