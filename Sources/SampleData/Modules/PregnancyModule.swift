// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Pregnancies, from the test to the postpartum check.
enum PregnancyModule: LifeModule {
  static func plan(_ life: inout Life) {
    guard life.person.isFemale, life.lastAge > 19 else { return }
    var age = life.random.normal(28, 4)
    let count = life.random.weighted([38, 26, 26, 10])
    for number in 0..<count {
      let start = life.moment(age: max(18, age))
      // Only the pregnancies of the last twenty years are in the record.
      if start > life.end - .years(20), start < life.end - .days(20), age < 45 {
        pregnancy(&life, from: start, number: number + 1)
      }
      age += life.random.double(1.8...4.5)
    }
  }

  /// Plans a pregnancy from the last menstrual period on.
  static func pregnancy(
    _ life: inout Life,
    from period: Moment,
    number: Int,
    hasDiabetes: Bool? = nil
  ) {
    let due = period + .days(280)
    let delivery = period + .days(life.random.int(264...288)) + .hours(life.random.int(0...23))
    let isOver = delivery < life.end
    let problem = life.addProblem(.pregnancy, onset: period, until: isOver ? delivery : nil)
    life.problems[problem].precision = .day
    life.problems[problem].hasOnset = true
    life.physiology.drift(
      .hcg,
      by: 45_000,
      from: period + .days(20),
      over: .days(50),
      until: delivery,
      recovery: .days(20)
    )
    life.physiology.drift(
      .weight,
      by: 12.5,
      from: period + .days(70),
      over: .days(205),
      until: delivery,
      recovery: .days(120)
    )
    life.physiology.drift(
      .hemoglobin,
      by: -1.6,
      from: period + .days(70),
      over: .days(120),
      until: delivery,
      recovery: .days(60)
    )
    life.physiology.drift(
      .heartRate,
      by: 11,
      from: period + .days(60),
      over: .days(150),
      until: delivery,
      recovery: .days(20)
    )
    life.physiology.drift(
      .fundalHeight,
      by: 39,
      from: period + .days(10),
      over: .days(270),
      until: delivery,
      recovery: .days(1)
    )
    let first = life.addVisit(.prenatal, at: period + .days(58), .obstetrics, for: problem)
    life.act(
      first,
      .vitals,
      .diagnose(problem),
      .panel(.pregnancyTest),
      .panel(.bloodCount),
      .carePlan(.antenatal, problem: problem),
      .history(
        "G\(number)P\(number - 1), LMP \(SampleText.day(period.utcDay)), EDD \(SampleText.day(due.utcDay)). Nausea in the mornings."
      ),
      .denies(["vaginal bleeding", "abdominal pain"]),
      .plan("Prenatal bloods. Folic acid 0.4 mg daily. Dating scan.")
    )
    life.begin(.prenatalVitamin, at: first, for: problem, until: delivery + .days(40))
    let isDiabetic = hasDiabetes ?? life.random.chance(0.09)
    let isPreeclamptic = life.random.chance(0.045)
    for week in [12, 16, 20, 24, 28, 32, 34, 36, 38, 39] {
      let at = period + .days(week * 7 + life.random.int(-2...3))
      guard at < min(delivery, life.end) else { break }
      let visit = life.addVisit(.prenatal, at: at, .obstetrics, for: problem)
      life.act(
        visit,
        .mention(problem),
        .measure([.systolic, .diastolic, .weight, .fetalHeartRate, .fundalHeight]),
        .history("\(week) weeks. Feels well\(week > 20 ? ", good fetal movements" : "")."),
        .denies(["bleeding", "leakage of fluid", "headache"])
      )
      if week == 20 {
        life.act(
          visit,
          .imaging(
            .obstetricUltrasound,
            findings:
              "Single live fetus, biometry appropriate for 20 weeks. Placenta posterior, clear of the os. No anomaly seen.",
            impression: "Normal fetal anatomy survey."
          )
        )
      }
      if week == 24, isDiabetic { glucose(&life, visit, delivery) }
      if week == 28 { life.act(visit, .panel(.bloodCount), .immunize(.tdap, dose: 1)) }
      if week == 36, isPreeclamptic { preeclampsia(&life, visit, delivery) }
      life.act(
        visit,
        .plan(
          week < 36
            ? "Return in \(week < 28 ? 4 : 2) weeks." : "Weekly visits. Signs of labor explained."
        )
      )
    }
    if isOver { birth(&life, problem, delivery, number) }
  }

  private static func glucose(_ life: inout Life, _ visit: Int, _ delivery: Moment) {
    let at = life.visits[visit].start
    let problem = life.addProblem(
      .gestationalDiabetes,
      onset: at,
      until: delivery < life.end ? delivery : nil,
      isChronic: false
    )
    life.act(
      visit,
      .diagnose(problem),
      .panel(.a1c),
      .device(.glucoseMeter),
      .plan(
        "Abnormal glucose tolerance test: gestational diabetes. Diet and four times daily testing; insulin only if fasting above 95 mg/dL."
      )
    )
  }

  private static func preeclampsia(_ life: inout Life, _ visit: Int, _ delivery: Moment) {
    let at = life.visits[visit].start
    let problem = life.addProblem(
      .preeclampsia,
      onset: at,
      until: delivery < life.end ? delivery + .days(20) : nil,
      isChronic: false
    )
    life.physiology.drift(
      .systolic,
      by: 36,
      from: at - .days(5),
      over: .days(5),
      until: delivery + .days(3),
      recovery: .days(10)
    )
    life.physiology.drift(
      .diastolic,
      by: 22,
      from: at - .days(5),
      over: .days(5),
      until: delivery + .days(3),
      recovery: .days(10)
    )
    life.act(
      visit,
      .diagnose(problem),
      .panel(.comprehensiveMetabolic),
      .panel(.bloodCount),
      .panel(.urineAlbumin),
      .finding("Brisk reflexes, no clonus. 1+ edema."),
      .plan(
        "Pre-eclampsia without severe features. Labetalol 100 mg BID, twice weekly checks, induction at 37 weeks."
      )
    )
    life.begin(.labetalol, at: visit, for: problem, until: delivery + .days(20))
  }

  private static func birth(_ life: inout Life, _ problem: Int, _ when: Moment, _ number: Int) {
    let isCesarean = life.random.chance(0.26)
    let visit = life.addVisit(
      .inpatient,
      at: when - .hours(9),
      .obstetrics,
      for: problem,
      reason: "Labor and delivery",
      minutes: isCesarean ? 4 * 1440 : 2 * 1440 + 200
    )
    life.act(
      visit,
      .mention(problem),
      .vitals,
      .panel(.bloodCount),
      .operation(isCesarean ? .cesarean : .vaginalDelivery, problem: problem),
      .administer(.oxytocin, problem: problem)
    )
    if life.random.chance(0.5) { life.act(visit, .operation(.epidural, problem: problem)) }
    let weight = SampleText.decimal(life.random.normal(3.35, 0.42), places: 2)
    life.act(
      visit,
      .history("Admitted in labor at term, contractions every 4 minutes, membranes intact."),
      .finding(
        "Live \(life.random.chance(0.5) ? "boy" : "girl"), \(weight) kg, Apgar 9 and 10. Estimated blood loss \(isCesarean ? 600 : 300) mL."
      ),
      .plan("Routine postpartum care, breastfeeding support. Postpartum check in 6 weeks.")
    )
    let check = life.addVisit(
      .followUp,
      at: when + .days(42),
      .obstetrics,
      reason: "Postpartum check"
    )
    life.act(
      check,
      .vitals,
      .questionnaire(.depression),
      .denies(["heavy bleeding", "fever", "low mood"]),
      .history("Six weeks postpartum, breastfeeding, sleeping in short stretches."),
      .plan("Contraception discussed. Discharged from obstetric care.")
    )
  }
}
