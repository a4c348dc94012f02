// SPDX-License-Identifier: Apache-2.0

extension Stories {
  /// Stories of the hospital.
  static let hospital: [Story] = [
    Story(
      "quispe",
      "End-stage renal disease: years of dialysis and two intensive care stays, the big record",
      given: "Ramón",
      family: "Quispe Herrera",
      "es",
      age: 61.4,
      isFemale: false,
      place: 2
    ) { life in
      life.hasPharmacyFeed = true
      life.everyVisitHasNote = false
      DiabetesModule.plan(&life, onsetAge: 38)
      HypertensionModule.plan(&life, onsetAge: 40, coughs: false)
      let start = life.now - .years(7.4)
      life.physiology.drift(.egfr, by: -85, from: start - .years(8), over: .years(8))
      life.physiology.drift(.phosphate, by: 2, from: start - .years(3), over: .years(3))
      life.physiology.drift(.pth, by: 240, from: start - .years(3), over: .years(3))
      life.physiology.drift(.hemoglobin, by: -3.3, from: start - .years(3), over: .years(3))
      life.physiology.drift(.potassium, by: 0.7, from: start - .years(2), over: .years(2))
      DialysisStory.plan(&life, from: start, sessions: 1160)
      SepsisModule.plan(&life, at: life.now - .years(3.2), hours: 190, isFatal: false)
      SepsisModule.plan(&life, at: life.now - .days(74), hours: 260, isFatal: false)
      AgeingModule.plan(&life)
    },
    Story(
      "haddad",
      "Septic shock with 90 hours of intensive care, measured by the hour",
      given: "ليلى|Layla",
      family: "حداد|Haddad",
      "ar",
      age: 58.6,
      isFemale: true,
      place: 1
    ) { life in
      HypertensionModule.plan(&life, onsetAge: 51)
      SepsisModule.plan(&life, at: life.now - .days(41), hours: 92, isFatal: false)
      background(&life)
    },
    Story(
      "dvorakova",
      "Breast cancer: eight cycles, radiotherapy, tamoxifen",
      given: "Markéta",
      family: "Dvořáková",
      "cs",
      age: 50.2,
      isFemale: true,
      place: 5
    ) { life in
      life.familyHistory = [(.sister, .breastCancer, 44)]
      CancerModule.breast(&life, at: life.moment(age: 46.7))
      MoodModule.depression(&life, onset: life.moment(age: 47.5))
      WellnessModule.plan(&life)
    },
    Story(
      "li",
      "Colon cancer found through anemia; twelve cycles; deceased",
      given: "伟|Wei",
      family: "李|Li",
      "zh",
      age: 70.8,
      isFemale: false,
      place: 0
    ) { life in
      CancerModule.colon(&life, at: life.moment(age: 67.5))
      life.person.death = life.now - .days(120)
      life.causeOfDeath = .colonCancer
      background(&life)
    },
    Story(
      "obrien",
      "Infarction, stent, heart failure; a diagnosis of another patient entered and removed",
      given: "Séamus",
      family: "O'Brien",
      "ga",
      age: 68.7,
      isFemale: false,
      place: 0,
      mishap: wrongDiagnosis
    ) { life in
      life.person.isSmoker = true
      HypertensionModule.plan(&life, onsetAge: 55)
      LipidModule.plan(&life)
      CoronaryModule.plan(&life, at: life.moment(age: 62.4))
      life.person.death = nil
      HeartFailureModule.plan(&life, at: life.moment(age: 65.1))
      background(&life)
    },
    Story(
      "sokolova",
      "Atrial fibrillation on apixaban, a stroke before it",
      given: "Людмила|Lyudmila",
      family: "Соколова|Sokolova",
      "ru",
      age: 76.1,
      isFemale: true,
      place: 0
    ) { life in
      HypertensionModule.plan(&life, onsetAge: 60)
      StrokeModule.plan(&life, at: life.moment(age: 72.2))
      FibrillationModule.plan(&life, at: life.moment(age: 72.6), onWarfarin: false)
      background(&life)
    },
    Story(
      "kowalczyk",
      "Appendicitis at nineteen, otherwise well; a restored allergy",
      given: "Zofia",
      family: "Kowalczyk",
      "pl",
      age: 22.3,
      isFemale: true,
      place: 1,
      mishap: lostAllergy
    ) { life in
      ChildhoodModule.birth(&life)
      for (months, vaccines) in Vaccine.childhood where months > 0 {
        ChildhoodModule.check(&life, age: months / 12, vaccines)
      }
      InjuryModule.appendix(&life, life.moment(age: 19.4))
      WellnessModule.plan(&life)
    },
  ]
  private static let wrongDiagnosis: @Sendable (inout Recorder) -> Void = { recorder in
    Mishaps.wrongPatient(&recorder, at: recorder.life.now - .days(402))
  }

  private static let lostAllergy: @Sendable (inout Recorder) -> Void = { recorder in
    let entry = AllergyEntry(
      allergy: .codeine,
      onset: recorder.life.moment(age: 19.5),
      isDated: true,
      recordedAt: recorder.life.moment(age: 19.6)
    )
    Mishaps.lostAllergy(&recorder, entry, at: recorder.life.now - .days(33))
  }
}
