// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Chronic kidney disease from diabetes or hypertension: stage after stage, albumin in the urine,
/// metformin stopped, anemia, dialysis in the end.
enum KidneyModule: LifeModule {
  static func plan(_ life: inout Life) {
    guard let cause = life.problem(.type2Diabetes) ?? life.problem(.hypertension) else { return }
    let isDiabetic = life.problems[cause].disease == .type2Diabetes
    guard life.random.chance(isDiabetic ? 0.3 : 0.1) else { return }
    let start = life.problems[cause].onset + .years(life.random.double(4...9))
    plan(&life, from: start, lossPerYear: life.random.double(2.5...6.5), cause: cause)
  }

  /// Plans a loss of kidney function from a moment on.
  static func plan(_ life: inout Life, from start: Moment, lossPerYear: Double, cause: Int) {
    guard start < life.end - .days(200) else { return }
    life.physiology.drift(.egfr, by: -lossPerYear * 14, from: start, over: .years(14))
    life.physiology.drift(
      .albuminRatio,
      by: life.random.double(150...900),
      from: start - .years(1),
      over: .years(7)
    )
    life.physiology.drift(.potassium, by: 0.7, from: start + .years(1), over: .years(10))
    life.physiology.drift(.bicarbonate, by: -5, from: start + .years(2), over: .years(10))
    life.physiology.drift(.phosphate, by: 1.9, from: start + .years(4), over: .years(9))
    life.physiology.drift(.pth, by: 190, from: start + .years(3), over: .years(9))
    life.physiology.drift(.hemoglobin, by: -3.4, from: start + .years(3), over: .years(9))
    if life.problems[cause].disease == .type2Diabetes { albuminuria(&life, start) }
    let stages: [(Disease, Double, Double)] = [(.ckd3a, 59, 45), (.ckd3b, 44, 30), (.ckd4, 29, 15)]
    var isFirst = true
    for (disease, upper, lower) in stages {
      guard let begins = crossing(life, below: upper, from: start), begins < life.end else { break }
      let ends = crossing(life, below: lower - 0.5, from: begins)
      let problem = life.addProblem(
        disease,
        onset: begins,
        until: ends.flatMap { $0 < life.end ? $0 : nil }
      )
      life.problems[problem].precision = .day
      let visit = life.review(
        near: begins + .days(20),
        isFirst ? .familyMedicine : .nephrology,
        for: problem
      )
      life.act(
        visit,
        .vitals,
        .diagnose(problem),
        .panel(.renalFunction),
        .panel(.urineAlbumin),
        .panel(.bloodCount)
      )
      story(&life, disease, visit, problem)
      if isFirst {
        life.act(
          visit,
          .carePlan(.kidney, problem: problem),
          .imaging(
            .renalUltrasound,
            findings:
              "Right kidney 9.8 cm, left kidney 10.1 cm. Cortex mildly thinned. No hydronephrosis.",
            impression: "Mildly atrophic kidneys, no obstruction."
          )
        )
      }
      life.monitor(
        problem,
        .nephrology,
        every: disease == .ckd4 ? 90 : 150,
        from: begins + .days(80),
        until: ends,
        disease == .ckd4
          ? [.renalFunction, .bloodCount, .mineralBone] : [.renalFunction, .urineAlbumin]
      )
      isFirst = false
    }
    if let failure = crossing(life, below: 11, from: start), failure < life.end {
      DialysisStory.plan(&life, from: failure, sessions: life.random.int(8...30))
    }
  }

  /// Returns when the eGFR falls below a value, to the month.
  private static func crossing(_ life: Life, below limit: Double, from: Moment) -> Moment? {
    var moment = from
    while moment < life.end + .years(1) {
      if life.physiology.level(.egfr, at: moment) < limit { return moment }
      moment += .days(30)
    }
    return nil
  }

  private static func albuminuria(_ life: inout Life, _ start: Moment) {
    let problem = life.addProblem(.diabeticNephropathy, onset: start)
    let visit = life.review(near: start, .familyMedicine, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .panel(.urineAlbumin),
      .panel(.basicMetabolic),
      .plan(
        "Albuminuria confirmed on two samples. Losartan 50 mg daily for renal protection if not already on an ACE inhibitor or ARB."
      )
    )
    let hasBlocker = life.treatments.contains {
      ["lisinopril", "losartan", "ramipril"].contains($0.drug.name) && $0.isActive(at: start)
    }
    if !hasBlocker { life.begin(.losartan50, at: visit, for: problem) }
  }

  private static func story(_ life: inout Life, _ disease: Disease, _ visit: Int, _ problem: Int) {
    let at = life.visits[visit].start
    let metformin = life.treatments.lastIndex { $0.drug.name == "metformin" && $0.isActive(at: at) }
    switch disease {
    case .ckd3a:
      life.act(
        visit,
        .history("No urinary symptoms. Takes ibuprofen now and then for the knees."),
        .plan("Avoid NSAIDs. Recheck renal function in 3 months.")
      )
    case .ckd3b:
      life.act(visit, .history("Feels well, some ankle swelling in the evening."))
      if let metformin {
        life.change(metformin, to: .metformin500, at: visit, because: "Dose reduced: eGFR below 45")
        life.act(
          visit,
          .plan(
            "eGFR below 45: reduce metformin to 500 mg BID. Stop metformin if eGFR falls below 30. Sick-day rules given."
          )
        )
      } else {
        life.act(visit, .plan("Renal dosing of all medications reviewed. Nephrology to follow."))
      }
    default:
      life.act(
        visit,
        .history("Tired, itching, poor appetite. No vomiting."),
        .finding("Pale conjunctivae. 1+ ankle edema. No asterixis.")
      )
      if let metformin {
        life.stop(metformin, at: visit, because: "eGFR below 30 mL/min")
        life.act(
          visit,
          .plan(
            "Stop metformin: eGFR below 30, risk of lactic acidosis. Vein preservation, dialysis education, transplant referral."
          )
        )
        if life.random.chance(0.15) { life.treatments[metformin].isLeftActive = true }
      } else {
        life.act(
          visit,
          .plan("Dialysis education and transplant referral. Start calcitriol 0.25 mcg daily.")
        )
      }
      life.begin(.calcitriol, at: visit, for: problem)
      let anemia = life.addProblem(.anemiaOfCKD, onset: at)
      life.act(visit, .diagnose(anemia), .panel(.iron))
    }
  }
}

/// Hemodialysis three times a week.
enum DialysisStory {
  /// Plans sessions from a moment on.
  static func plan(_ life: inout Life, from start: Moment, sessions: Int) {
    guard start < life.end else { return }
    let problem = life.addProblem(.esrd, onset: start)
    life.problems[problem].precision = .day
    let surgery = life.addVisit(
      .daySurgery,
      at: start - .days(70),
      .surgery,
      for: problem,
      minutes: 240
    )
    life.act(
      surgery,
      .operation(.fistula, problem: problem),
      .plan(
        "Fistula to mature for 6 to 8 weeks. No blood pressure or venipuncture on the left arm."
      )
    )
    let visit = life.review(near: start, .nephrology, for: problem)
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .panel(.renalFunction),
      .panel(.bloodCount),
      .panel(.mineralBone),
      .history("Nausea, itching, no appetite; urine output falling."),
      .plan("Start in-centre hemodialysis three times a week. Hepatitis B serology sent.")
    )
    let parathyroids = life.addProblem(.secondaryHyperparathyroidism, onset: start - .days(200))
    life.act(visit, .diagnose(parathyroids))
    if !life.has(.anemiaOfCKD) {
      let anemia = life.addProblem(.anemiaOfCKD, onset: start - .days(300))
      life.act(visit, .diagnose(anemia))
    }
    let harmful = ["metformin", "empagliflozin", "glipizide", "alendronic acid"]
    for index in life.treatments.indices where harmful.contains(life.treatments[index].drug.name) {
      if life.treatments[index].isActive(at: life.visits[visit].start) {
        life.stop(index, at: visit, because: "End-stage renal disease")
      }
    }
    life.begin(.sevelamer, at: visit, for: problem)
    let zone = life.person.place.zone
    var day = zone.local(life.visits[visit].start).day + 2
    let dry = life.physiology.level(.weight, at: start)
    for number in 0..<sessions {
      let weekday = CivilDate.weekday(day)
      if weekday == 0 { day += 1 }
      let at = zone.moment(day, hour: 7, minute: life.random.int(0...3) * 10)
      guard at < life.end else { break }
      let session = life.addVisit(
        .dialysis,
        at: at,
        .nephrology,
        for: problem,
        minutes: 240,
        isExact: true
      )
      life.act(session, .mention(problem), .dialysisRun(dryWeight: dry))
      if number % 13 == 0 {
        life.act(
          session,
          .panel(.renalFunction),
          .panel(.bloodCount),
          .panel(.mineralBone),
          .panel(.iron)
        )
      }
      if number % 37 == 21 { life.visits[session].isCancelled = true }
      day += weekday == 5 || weekday == 6 ? 3 : 2
    }
  }
}
