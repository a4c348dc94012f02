// SPDX-License-Identifier: Apache-2.0

extension Stories {
  /// Stories of the practice and the clinic.
  static let clinic: [Story] = [
    Story(
      "moreno",
      "Type 2 diabetes with kidney disease: metformin reduced, then stopped",
      given: "Ana Lucía",
      family: "Moreno Quispe",
      "es",
      age: 65.3,
      isFemale: true,
      place: 3
    ) { life in
      life.hasPharmacyFeed = true
      life.allergies = [allergy(.penicillinAnaphylaxis, life, 19), allergy(.sulfonamide, life, 34)]
      life.familyHistory = [(.mother, .stroke, 70), (.father, .type2Diabetes, 55)]
      HypertensionModule.plan(&life, onsetAge: 46, coughs: true)
      DiabetesModule.plan(&life, onsetAge: 49)
      let review = life.review(
        near: life.now - .days(420),
        .endocrinology,
        for: life.problem(.type2Diabetes)
      )
      life.begin(.empagliflozin10, at: review, for: life.problem(.type2Diabetes))
      life.act(
        review,
        .panel(.a1c),
        .history("No cough since lisinopril was replaced. Mother had a stroke at 70."),
        .denies(["chest pain", "dyspnea", "genital itching"]),
        .plan(
          "Start empagliflozin 10 mg daily for the kidneys. ?CKD progression: recheck eGFR in 6 weeks."
        )
      )
      if let cause = life.problem(.type2Diabetes) {
        KidneyModule.plan(&life, from: life.moment(age: 54), lossPerYear: 6.2, cause: cause)
      }
      AgeingModule.plan(&life)
      WellnessModule.plan(&life)
    },
    Story(
      "ziegler",
      "Atrial fibrillation on warfarin: INR up and down, a bleed, deceased",
      given: "Max",
      family: "Ziegler",
      "de",
      age: 83.5,
      isFemale: false,
      place: 5
    ) { life in
      life.person.death = life.now - .days(230)
      HypertensionModule.plan(&life, onsetAge: 58, coughs: false)
      let onset = life.now - .years(6.5)
      FibrillationModule.plan(&life, at: onset, onWarfarin: true, hasBleed: true)
      HeartFailureModule.plan(&life, at: life.now - .years(2))
      life.causeOfDeath = .heartFailure
      background(&life)
      let talk = life.addVisit(
        .home,
        at: life.now - .days(260),
        .familyMedicine,
        reason: "Goals of care"
      )
      life.act(
        talk,
        .directive,
        .history("Breathless at rest, does not want to go back to hospital."),
        .plan("Do not resuscitate, comfort care at home. Family present and in agreement.")
      )
    },
    Story(
      "bergstrom",
      "Cough on lisinopril, gone with losartan; thyroid titrated",
      given: "Åsa",
      family: "Bergström",
      "sv",
      age: 57.2,
      isFemale: true,
      place: 5
    ) { life in
      HypertensionModule.plan(&life, onsetAge: 52.6, coughs: true)
      LipidModule.plan(&life)
      ThyroidModule.plan(&life, onset: life.moment(age: 44))
      background(&life)
    },
    Story(
      "okonkwo",
      "A potassium of a hemolyzed sample, corrected the next day",
      given: "Ifeoma",
      family: "Okonkwo",
      "ig",
      age: 55.8,
      isFemale: true,
      place: 4
    ) { life in
      HypertensionModule.plan(&life, onsetAge: 47, coughs: false)
      let visit = life.addVisit(
        .followUp,
        at: life.now - .days(9),
        .familyMedicine,
        for: life.problem(.hypertension),
        reason: "Blood pressure check"
      )
      life.act(
        visit,
        .vitals,
        .hemolyzedPotassium,
        .panel(.basicMetabolic),
        .history("Feels well. Difficult venipuncture today."),
        .denies(["palpitations", "muscle weakness"])
      )
      background(&life)
    },
    Story(
      "nguyen",
      "A pregnancy with gestational diabetes",
      given: "Thị Hoa|Thi Hoa",
      family: "Nguyễn|Nguyen",
      "vi",
      age: 29.4,
      isFemale: true,
      place: 2
    ) { life in
      PregnancyModule.pregnancy(&life, from: life.now - .days(1190), number: 1, hasDiabetes: false)
      PregnancyModule.pregnancy(&life, from: life.now - .days(246), number: 2, hasDiabetes: true)
      background(&life)
    },
    Story(
      "abara",
      "Childhood asthma, a peanut anaphylaxis, all the vaccines",
      given: "Chidi",
      family: "Abara",
      "ig",
      age: 9.2,
      isFemale: false,
      place: 4
    ) { life in
      life.familyHistory = [(.mother, .asthma, 12)]
      ChildhoodModule.birth(&life)
      for (months, vaccines) in Vaccine.childhood where months > 0 && months / 12 < life.lastAge {
        ChildhoodModule.check(&life, age: months / 12, vaccines)
      }
      for age in [0.7, 1.3, 2.2, 5.6] { ChildhoodModule.illness(&life, age: age) }
      ChildhoodModule.asthma(&life, onsetAge: 3.6)
      anaphylaxis(&life, age: 6.1)
    },
    Story(
      "cohen",
      "Rheumatoid arthritis: methotrexate, liver values, adalimumab, a prednisone taper",
      given: "נועה|Noa",
      family: "כהן|Cohen",
      "he",
      age: 48.1,
      isFemale: true,
      place: 5
    ) { life in
      JointModule.arthritis(&life, onset: life.moment(age: 43))
      background(&life)
    },
    Story(
      "sharma",
      "Epilepsy: a first seizure, levetiracetam, lamotrigine",
      given: "प्रिया|Priya",
      family: "शर्मा|Sharma",
      "hi",
      age: 31.7,
      isFemale: true,
      place: 9
    ) { life in
      BrainModule.epilepsy(&life, onset: life.moment(age: 26.5))
      background(&life)
    },
    Story(
      "park",
      "Depression in remission: the note says stopped, the order is still active",
      given: "민준|Min-jun",
      family: "박|Park",
      "ko",
      age: 41,
      isFemale: false,
      place: 2,
      mishap: leaveActive
    ) { life in
      MoodModule.depression(&life, onset: life.moment(age: 37.2), recovers: true)
      background(&life)
    },
    Story(
      "araujo",
      "HIV found late, suppressed by treatment; CD4 recovers",
      given: "João",
      family: "Araújo Simões|Araujo Simoes",
      "pt",
      age: 42.9,
      isFemale: false,
      place: 0
    ) { life in
      HIVModule.plan(&life, at: life.moment(age: 36))
      background(&life)
    },
    Story(
      "papadopoulos",
      "COPD: exacerbations, steroids, smoking",
      given: "Γιώργος|Giorgos",
      family: "Παπαδόπουλος|Papadopoulos",
      "el",
      age: 69.9,
      isFemale: false,
      place: 6
    ) { life in
      life.person.isSmoker = true
      AirwayModule.copd(&life, onset: life.moment(age: 59))
      LipidModule.plan(&life)
      background(&life)
    },
    Story(
      "jaidee",
      "Diabetes: a low sugar on glipizide, insulin later",
      given: "สมชาย|Somchai",
      family: "ใจดี|Jaidee",
      "th",
      age: 63.3,
      isFemale: false,
      place: 8
    ) { life in
      DiabetesModule.plan(&life, onsetAge: 50)
      HypertensionModule.plan(&life, onsetAge: 53)
      background(&life)
    },
  ]

  private static func allergy(_ allergy: Allergy, _ life: Life, _ age: Double) -> AllergyEntry {
    let moment = life.moment(age: age)
    return AllergyEntry(
      allergy: allergy,
      onset: moment,
      isDated: true,
      recordedAt: moment + .days(2)
    )
  }

  private static func anaphylaxis(_ life: inout Life, age: Double) {
    let when = life.moment(age: age)
    let problem = life.addProblem(
      .peanutAnaphylaxis,
      onset: when,
      until: when + .hours(9),
      isChronic: false
    )
    life.allergies.append(
      AllergyEntry(allergy: .peanut, onset: when, isDated: true, recordedAt: when + .hours(3))
    )
    let visit = life.addVisit(.emergency, at: when + .hours(1), .emergency, for: problem)
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .administer(.epinephrinePen, problem: problem),
      .history("Hives, vomiting and wheeze ten minutes after a cookie at a birthday party."),
      .finding(
        "Diffuse urticaria, lip swelling, wheeze. Improved within 10 minutes of epinephrine."
      ),
      .denies(["previous reactions"]),
      .plan(
        "Observed for 6 hours. Two auto-injectors, allergist referral, strict peanut avoidance."
      )
    )
    life.begin(.epinephrinePen, at: visit, for: problem)
  }

  private static let leaveActive: @Sendable (inout Recorder) -> Void = { recorder in
    // The last antidepressant: its plan says that it was tapered, its order was never ended.
    guard
      let index = recorder.life.treatments.lastIndex(where: {
        $0.isOrdered && $0.stopReason == "In remission, tapered"
      })
    else { return }
    recorder.reopen(index)
  }
}
