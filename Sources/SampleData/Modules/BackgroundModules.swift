// SPDX-License-Identifier: Apache-2.0

/// What runs in the family.
enum FamilyHistoryModule: LifeModule {
  private static let diseases: [Disease] = [
    .hypertension, .type2Diabetes, .coronarySclerosis, .stroke, .breastCancer, .colonCancer,
    .asthma,
    .depression, .alzheimer, .hypothyroidism,
  ]

  static func plan(_ life: inout Life) {
    let count = life.random.weighted([35, 35, 20, 10])
    for _ in 0..<count {
      let relation = life.random.pick(FamilyRelation.allCases)
      let disease = life.random.pick(diseases)
      let isTaken = life.familyHistory.contains { $0.relation == relation }
      let isMale = [.father, .brother, .paternalGrandfather].contains(relation)
      if isTaken || (disease == .breastCancer && isMale) { continue }
      life.familyHistory.append((relation, disease, life.random.int(38...76)))
    }
  }
}

/// Allergies, most of which are noticed in youth.
enum AllergyModule: LifeModule {
  static func plan(_ life: inout Life) {
    let count = life.random.weighted([68, 22, 8, 2])
    for _ in 0..<count {
      let allergy = life.random.pick(Allergy.common)
      if life.allergies.contains(where: { $0.allergy.name == allergy.name }) { continue }
      let age = life.random.double(2...30)
      guard age < life.lastAge else { continue }
      let onset = life.moment(age: age)
      life.allergies.append(
        AllergyEntry(
          allergy: allergy,
          onset: onset,
          isDated: life.random.chance(0.7),
          recordedAt: onset + .days(life.random.int(1...400))
        )
      )
    }
  }
}

/// Check-ups, with what is due at the age: tests, vaccines, screening.
enum WellnessModule: LifeModule {
  static func plan(_ life: inout Life) {
    let last = life.lastAge
    // Records of adults begin when they move in, not at birth.
    var age = max(18.5, last - life.random.double(6...22))
    var hasZoster = false
    var hasPneumococcal = false
    while age < last {
      let at = life.moment(age: age)
      let visit = life.addVisit(
        .wellness,
        at: at,
        .familyMedicine,
        reason: "Periodic health examination"
      )
      life.act(visit, .vitals)
      if life.random.chance(0.6) {
        life.act(visit, .panel(age > 40 ? .comprehensiveMetabolic : .basicMetabolic))
      }
      if age > 35, life.random.chance(0.55) { life.act(visit, .panel(.lipids)) }
      if life.random.chance(0.35) { life.act(visit, .panel(.bloodCount)) }
      if age > 45, life.random.chance(0.3) { life.act(visit, .panel(.a1c)) }
      if age > 55, !life.person.isFemale, life.random.chance(0.35) {
        life.act(visit, .panel(.prostateAntigen))
      }
      if life.random.chance(0.5) { life.act(visit, .immunize(.influenza, dose: 1)) }
      if life.random.chance(0.3) { life.act(visit, .questionnaire(.depression)) }
      if age > 60, !hasZoster, life.random.chance(0.12) {
        life.act(visit, .immunize(.zoster, dose: 1))
        hasZoster = true
      }
      if age > 65, !hasPneumococcal, life.random.chance(0.15) {
        life.act(visit, .immunize(.pneumococcal23, dose: 1))
        hasPneumococcal = true
      }
      if life.random.chance(0.1) { life.act(visit, .immunize(.td, dose: 1)) }
      if at > 1_612_000_000, at < 1_640_000_000 {
        life.act(visit, .immunize(.covid, dose: life.random.int(1...2)))
      }
      screen(&life, age, at, visit)
      life.act(
        visit,
        .denies(["chest pain", "shortness of breath", "weight loss"]),
        .plan("Age-appropriate screening reviewed; return in \(age > 60 ? "12" : "24") months.")
      )
      age += age > 60 ? life.random.double(0.9...1.4) : life.random.double(1.2...3.2)
    }
  }

  private static func screen(_ life: inout Life, _ age: Double, _ at: Moment, _ visit: Int) {
    if life.person.isFemale, age > 48, age < 76, life.random.chance(0.4) {
      life.act(
        visit,
        .imaging(
          .mammogram,
          findings:
            "Breasts are heterogeneously dense. No suspicious mass, distortion or calcification.",
          impression: "No mammographic evidence of malignancy. BI-RADS 1."
        )
      )
    }
    if age > 50, age < 76, life.random.chance(0.08) {
      let day = life.addVisit(
        .daySurgery,
        at: at + .days(40),
        .surgery,
        reason: "Screening colonoscopy",
        minutes: 90
      )
      life.act(
        day,
        .operation(.colonoscopy, problem: nil),
        .finding("Cecum reached, good bowel preparation. No polyps or masses seen."),
        .plan("Repeat colonoscopy in 10 years.")
      )
    }
    if life.person.isFemale, age > 62, life.random.chance(0.2) {
      life.act(visit, .operation(.boneDensity, problem: nil), .measure([.tScore]))
    }
  }
}
