// SPDX-License-Identifier: Apache-2.0

extension Stories {
  /// Records that are unusual: very old, very young, nearly empty, hostile, merged.
  static let corners: [Story] = [
    Story(
      "adams",
      "Ninety-five, thirty years of records, not for resuscitation",
      given: "Dorothy",
      family: "Adams",
      "en",
      age: 95.3,
      isFemale: true,
      place: 0
    ) { life in
      life.hasPharmacyFeed = true
      life.hasClaims = true
      HypertensionModule.plan(&life, onsetAge: 66, coughs: false)
      LipidModule.plan(&life)
      ThyroidModule.plan(&life, onset: life.moment(age: 68))
      FibrillationModule.plan(&life, at: life.moment(age: 80), onWarfarin: true, hasBleed: false)
      InjuryModule.hip(&life, life.moment(age: 88.4))
      BrainModule.dementia(&life, onset: life.moment(age: 89))
      JointModule.plan(&life)
      background(&life)
      // The practice has seen her since she was sixty-five.
      var age = 65.2
      while age < 78 {
        let visit = life.review(
          near: life.moment(age: age),
          .familyMedicine,
          reason: "Annual check"
        )
        life.act(
          visit,
          .vitals,
          .panel(.basicMetabolic),
          .panel(.lipids),
          .immunize(.influenza, dose: 1)
        )
        age += 1.02
      }
    },
    Story(
      "potiki",
      "A newborn of twelve days, with jaundice",
      given: "Mārama",
      family: "Pōtiki|Potiki",
      "mi",
      age: 12.0 / 365.25,
      isFemale: true,
      place: 10
    ) { life in
      ChildhoodModule.birth(&life, hasJaundice: true)
      let visit = life.addVisit(
        .home,
        at: life.person.birth + .days(7),
        .pediatrics,
        reason: "Newborn check at home"
      )
      life.act(
        visit,
        .measure([.weight, .headCircumference]),
        .history("Breastfeeding every three hours, six wet nappies a day."),
        .finding("Alert, good latch, cord dry. Mild jaundice to the chest."),
        .plan("Weight recheck in one week.")
      )
    },
    Story(
      "silent",
      "An almost empty record: one visit, nothing else",
      given: "",
      family: "",
      "is",
      age: 36.6,
      isFemale: false,
      place: 10
    ) { life in
      life.everyVisitHasNote = false
      life.hasClaims = false
      let visit = life.addVisit(
        .urgent,
        at: life.now - .years(2.3),
        .familyMedicine,
        reason: "Left before being seen"
      )
      life.visits[visit].isCancelled = true
    },
    Story(
      "hostile",
      "Text that attacks the screen: escape sequences, bidi overrides, endless names",
      given: HostileText.given,
      family: HostileText.family,
      "en",
      age: 44.4,
      isFemale: false,
      place: 0
    ) { life in
      life.isHostile = true
      HypertensionModule.plan(&life, onsetAge: 39)
      BrainModule.epilepsy(&life, onset: life.moment(age: 41))
      let visit = life.addVisit(
        .followUp,
        at: life.now - .days(60),
        .familyMedicine,
        reason: "\u{1B}[31mcough\u{1B}[0m\u{202E}reversed\u{202C} \u{200B}\u{FEFF}"
      )
      life.act(
        visit,
        .vitals,
        .history("Says \"\u{1B}[2J\" and \\ and tab\there."),
        .plan(String(repeating: "very-long-word-without-spaces", count: 30))
      )
      WellnessModule.plan(&life)
    },
    Story(
      "gruber",
      "Two records of one person, merged",
      given: "Maria",
      family: "Gruber",
      "de",
      age: 59.4,
      isFemale: true,
      place: 5,
      duplicate: "gruber-double"
    ) { life in
      life.person.isSmoker = false
      DiabetesModule.plan(&life, onsetAge: 53)
      ThyroidModule.plan(&life, onset: life.moment(age: 47))
      background(&life)
    },
    Story(
      "yamada",
      "Gout, lipids, a healthy heart; all in Japanese",
      given: "太郎|Taro",
      family: "山田|Yamada",
      "ja",
      age: 50.6,
      isFemale: false,
      place: 7
    ) { life in
      LipidModule.plan(&life)
      JointModule.plan(&life)
      MoodModule.plan(&life)
      background(&life)
    },
    Story(
      "thorsdottir",
      "Migraine, a pregnancy, pre-eclampsia perhaps",
      given: "Guðrún",
      family: "Þórsdóttir|Thorsdottir",
      "is",
      age: 34.9,
      isFemale: true,
      place: 10
    ) { life in
      BrainModule.plan(&life)
      PregnancyModule.pregnancy(&life, from: life.now - .days(900), number: 1)
      background(&life)
    },
    Story(
      "chattopadhyay",
      "Hypothyroidism, titrated",
      given: "সুমিত্রা|Sumitra",
      family: "চট্টোপাধ্যায়|Chattopadhyay",
      "bn",
      age: 52,
      isFemale: true,
      place: 9
    ) { life in
      ThyroidModule.plan(&life, onset: life.moment(age: 45.5))
      JointModule.plan(&life)
      background(&life)
    },
    Story(
      "ortiz",
      "A person of another gender, with asthma and allergies",
      given: "Alex",
      family: "Rivera",
      "es",
      age: 25.5,
      isFemale: true,
      place: 2
    ) { life in
      life.person.sex = .other
      life.allergies = [
        AllergyEntry(
          allergy: .beeVenom,
          onset: life.moment(age: 11),
          isDated: false,
          recordedAt: life.moment(age: 12)
        ),
        AllergyEntry(
          allergy: .aspirin,
          onset: life.moment(age: 20),
          isDated: true,
          recordedAt: life.moment(age: 20.1)
        ),
      ]
      ChildhoodModule.plan(&life)
      AirwayModule.plan(&life)
      MoodModule.plan(&life)
      WellnessModule.plan(&life)
    },
  ]
}
