// SPDX-License-Identifier: Apache-2.0

/// Birth, growth, vaccines, the illnesses of childhood and childhood asthma.
enum ChildhoodModule: LifeModule {
  static func plan(_ life: inout Life) {
    // The childhood of people who are long grown up is not in the record.
    guard (life.now - life.person.birth).inYears < 26 else { return }
    birth(&life)
    for (months, vaccines) in Vaccine.childhood where months > 0 {
      let age = months / 12
      guard age < life.lastAge else { break }
      if life.random.chance(months > 60 ? 0.25 : 0.06) { continue }
      check(&life, age: age, vaccines)
    }
    minorIllness(&life)
    if life.random.chance(0.11) { asthma(&life, onsetAge: life.random.double(3...8)) }
    if life.random.chance(0.12) { eczema(&life) }
  }

  /// The birth admission.
  static func birth(_ life: inout Life, hasJaundice: Bool? = nil) {
    let visit = life.addVisit(
      .birth,
      at: life.person.birth + .hours(1),
      .pediatrics,
      reason: "Live birth",
      minutes: life.random.int(30...62) * 60,
      isExact: true
    )
    let apgar = life.random.int(7...9)
    life.act(
      visit,
      .measure([.weight, .height, .headCircumference, .heartRate, .temperature]),
      .immunize(.hepatitisB, dose: 1),
      .history(
        "Term newborn, \(life.random.int(38...41)) weeks of gestation, Apgar \(apgar) and \(min(10, apgar + 1)) at 1 and 5 minutes."
      ),
      .finding(
        "Vigorous, pink, good tone. Red reflex present bilaterally. Hips stable. No murmur."
      ),
      .plan(
        "Breastfeeding established. Newborn screening sent; hearing screen passed. See in 1 week."
      )
    )
    if hasJaundice ?? life.random.chance(0.16) {
      let onset = life.person.birth + .hours(40)
      let jaundice = life.addProblem(
        .neonatalJaundice,
        onset: onset,
        until: onset + .days(6),
        isChronic: false
      )
      life.physiology.drift(
        .bilirubin,
        by: 14,
        from: onset - .hours(20),
        over: .hours(30),
        until: onset + .days(2),
        recovery: .days(5)
      )
      let check = life.addVisit(.followUp, at: onset + .days(2), .pediatrics, for: jaundice)
      life.act(
        check,
        .diagnose(jaundice),
        .panel(.liver),
        .history("Yellow skin noted by the parents on day 2; feeding well."),
        .plan("Bilirubin below the phototherapy threshold for age; recheck if feeding worsens.")
      )
    }
  }

  /// A check-up with vaccines.
  static func check(_ life: inout Life, age: Double, _ vaccines: [Vaccine]) {
    let visit = life.addVisit(
      .wellness,
      at: life.moment(age: age),
      .pediatrics,
      reason: "Well child visit"
    )
    life.act(
      visit,
      .measure(age < 3 ? [.height, .weight, .headCircumference] : [.height, .weight, .bmi])
    )
    if age > 3 { life.act(visit, .measure([.systolic, .diastolic])) }
    for vaccine in vaccines { life.act(visit, .immunize(vaccine, dose: 1)) }
    let months = Int((age * 12).rounded())
    let milestone =
      switch months {
      case ..<3: "Smiles responsively, follows past midline."
      case ..<7: "Rolls over, reaches for objects, laughs."
      case ..<13: "Pulls to stand, first words, pincer grasp."
      case ..<25: "Walks, runs, combines two words."
      case ..<73: "Speech understood by strangers, hops, draws a person."
      default: "Doing well at school, sleeps well, active."
      }
    life.act(
      visit,
      .history("\(milestone) Eating a varied diet. No concerns from the parents."),
      .finding(
        "Alert and well. Growth along the usual centile. Heart and lungs clear, abdomen soft."
      ),
      .plan("Anticipatory guidance given. Next check at the scheduled age.")
    )
    if age > 0.8, age < 1.3, life.random.chance(0.5) { life.act(visit, .panel(.bloodCount)) }
  }

  private static func minorIllness(_ life: inout Life) {
    let years = min(life.lastAge, 17)
    let count = Int(years * 0.45) + life.random.int(0...1)
    for _ in 0..<count {
      illness(&life, age: life.random.double(0.3...max(0.4, years)))
    }
  }

  /// One illness of childhood, seen once.
  static func illness(_ life: inout Life, age: Double) {
    guard age < life.lastAge else { return }
    let start = life.moment(age: age)
    let options: [(Disease, String, String, Drug?)] = [
      (
        .otitisMedia, "Two days of ear pain and fever to 38.9, pulling at the right ear.",
        "Right tympanic membrane bulging and red; left normal.", .amoxicillinSuspension
      ),
      (
        .pharyngitis, "Sore throat and fever since yesterday, no cough.",
        "Tonsillar exudate, tender anterior nodes. Rapid strep positive.", .amoxicillinSuspension
      ),
      (
        .gastroenteritis,
        "Vomiting four times and loose stools since last night; drinking small sips.",
        "Mildly dry, abdomen soft, no guarding. Capillary refill below 2 s.", nil
      ),
      (
        .bronchiolitis, "Runny nose for three days, now wheezing and feeding less.",
        "Subcostal retractions, diffuse wheeze and crackles. SpO2 94 % on room air.", nil
      ),
      (
        .croup, "Woke at night with a barking cough and noisy breathing.",
        "Stridor when crying only, no retractions.", nil
      ),
    ]
    let index = age < 1.5 ? life.random.pick([0, 2, 3, 4]) : life.random.pick([0, 1, 2, 4])
    let (disease, story, exam, drug) = options[index]
    let problem = life.addProblem(
      disease,
      onset: start,
      until: start + .days(life.random.int(6...14)),
      isChronic: false
    )
    let visit = life.addVisit(
      life.random.chance(0.25) ? .emergency : .urgent,
      at: start + .hours(20),
      .pediatrics,
      for: problem
    )
    life.physiology.drift(
      .temperature,
      by: 1.8,
      from: start - .hours(4),
      over: .hours(8),
      until: start + .days(2),
      recovery: .days(1)
    )
    life.act(
      visit,
      .diagnose(problem),
      .measure([.temperature, .heartRate, .weight]),
      .history(story),
      .finding(exam),
      .denies(["rash", "neck stiffness"])
    )
    if let drug = drug.map(life.tolerated) {
      life.begin(drug, at: visit, for: problem, until: start + .days(10))
      life.act(
        visit,
        .plan(
          "\(SampleText.capitalized(drug.name)) for 10 days. Return if fever persists beyond 48 hours."
        )
      )
    } else {
      life.act(visit, .plan("Supportive care, fluids, fever control. Antibiotics not indicated."))
    }
  }

  /// Childhood asthma, with exacerbations that become rarer.
  static func asthma(_ life: inout Life, onsetAge: Double) {
    guard onsetAge < life.lastAge else { return }
    let onset = life.moment(age: onsetAge)
    let outgrown = life.random.chance(0.45) ? life.moment(age: life.random.double(13...17)) : nil
    let problem = life.addProblem(
      .childhoodAsthma,
      onset: onset,
      until: outgrown.flatMap { $0 < life.end ? $0 : nil }
    )
    let first = life.addVisit(.followUp, at: onset + .days(30), .pediatrics, for: problem)
    life.act(
      first,
      .diagnose(problem),
      .measure([.saturation, .respiratoryRate, .weight]),
      .carePlan(.asthma, problem: problem),
      .history(
        "Recurrent wheeze with colds and night cough for several months, better with the reliever tried in urgent care."
      ),
      .finding("Scattered expiratory wheeze, no retractions."),
      .plan(
        "Start reliever inhaler with spacer and low-dose inhaled steroid; asthma action plan given to the family."
      )
    )
    life.begin(
      .albuterol,
      at: first,
      for: problem,
      until: life.problems[problem].abatement,
      because: "No reliever needed for two years"
    )
    let controller = life.begin(.fluticasone, at: first, for: problem)
    let flares = life.random.int(1...3)
    for number in 0..<flares {
      let when = onset + .years(0.4 + Double(number) * life.random.double(0.6...1.6))
      guard when < life.end else { break }
      flare(&life, problem, when)
      if number == 0, life.random.chance(0.4) {
        let visit = life.review(near: when + .days(14), .pediatrics, for: problem)
        life.begin(
          .montelukast,
          at: visit,
          for: problem,
          until: when + .years(2),
          because: "Well controlled on inhaled steroid alone"
        )
        life.act(
          visit,
          .mention(problem),
          .plan("Add montelukast 5 mg at night; technique with spacer corrected.")
        )
      }
    }
    if let outgrown, outgrown < life.end {
      let visit = life.review(near: outgrown, .pediatrics, for: problem)
      life.stop(controller, at: visit, because: "Asthma in remission")
      life.act(
        visit,
        .mention(problem),
        .operation(.spirometry, problem: problem),
        .measure([.fev1, .fev1Ratio]),
        .history("No wheeze, no reliever use for two years."),
        .plan("Stop inhaled fluticasone. Keep the reliever at hand for one more winter.")
      )
    }
  }

  /// An exacerbation that ends in the emergency department.
  static func flare(_ life: inout Life, _ problem: Int, _ when: Moment) {
    life.physiology.drift(
      .saturation,
      by: -6,
      from: when - .hours(8),
      over: .hours(8),
      until: when + .hours(5),
      recovery: .days(1)
    )
    life.physiology.drift(
      .respiratoryRate,
      by: 14,
      from: when - .hours(8),
      over: .hours(8),
      until: when + .hours(5),
      recovery: .days(1)
    )
    let visit = life.addVisit(
      .emergency,
      at: when,
      .emergency,
      for: problem,
      reason: "Asthma exacerbation"
    )
    life.act(
      visit,
      .mention(problem),
      .vitals,
      .administer(.budesonideNebulised, problem: problem),
      .history(
        "Wheezing and short of breath since last night after a cold; reliever every 2 hours without lasting effect."
      ),
      .finding("Speaks in phrases, diffuse wheeze, subcostal retractions. No crackles."),
      .denies(["fever", "choking episode"]),
      .plan(
        "Nebulized treatment x3 with good response, steroid burst for 3 days, home with action plan."
      )
    )
  }

  private static func eczema(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(0.3...2))
    guard onset < life.end else { return }
    let problem = life.addProblem(
      .atopicDermatitis,
      onset: onset,
      until: life.random.chance(0.5) ? onset + .years(6) : nil
    )
    let visit = life.review(near: onset + .days(20), .pediatrics, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .finding("Dry, red, lichenified patches in the elbow and knee creases."),
      .plan("Emollients twice daily, short course of topical hydrocortisone.")
    )
  }
}
