// SPDX-License-Identifier: Apache-2.0

/// Infection, pain, cancer, intensive care.
extension Drug {
  static let amoxicillinSuspension = Drug(
    "amoxicillin",
    "723",
    "",
    "80 MG/ML Oral Suspension",
    400,
    "mg",
    .twice
  )
  static let amoxicillinClavulanate = Drug(
    "amoxicillin / clavulanate",
    "19711",
    "562251",
    "250 MG / 125 MG Oral Tablet",
    1,
    "{tbl}",
    .thrice
  )
  static let azithromycin = Drug(
    "azithromycin",
    "18631",
    "",
    "250 MG Oral Tablet",
    250,
    "mg",
    .daily
  )
  static let doxycycline = Drug("doxycycline", "3640", "", "100 MG Oral Tablet", 100, "mg", .twice)
  static let clarithromycin = Drug(
    "clarithromycin",
    "21212",
    "",
    "500 MG Oral Tablet",
    500,
    "mg",
    .twice
  )
  static let nitrofurantoin = Drug(
    "nitrofurantoin",
    "7454",
    "",
    "100 MG Oral Capsule",
    100,
    "mg",
    .twice
  )
  static let cotrimoxazole = Drug(
    "sulfamethoxazole / trimethoprim",
    "10831",
    "",
    "800 MG / 160 MG Oral Tablet",
    1,
    "{tbl}",
    .twice
  )
  static let cephalexin = Drug(
    "cephalexin",
    "2231",
    "",
    "500 MG Oral Capsule",
    500,
    "mg",
    .fourTimes
  )
  static let ceftriaxone = Drug(
    "ceftriaxone",
    "2193",
    "",
    "1000 MG Injection",
    1000,
    "mg",
    .daily,
    .intravenous
  )
  static let piperacillin = Drug(
    "piperacillin / tazobactam",
    "74169",
    "",
    "4000 MG / 500 MG Injection",
    4.5,
    "g",
    .sixHourly,
    .intravenous
  )
  static let cefazolin = Drug(
    "cefazolin",
    "2180",
    "",
    "2000 MG Injection",
    2000,
    "mg",
    .once,
    .intravenous
  )
  static let valacyclovir = Drug(
    "valacyclovir",
    "73645",
    "",
    "1000 MG Oral Tablet",
    1000,
    "mg",
    .thrice
  )
  static let acetaminophen500 = Drug(
    "acetaminophen",
    "161",
    "198440",
    "500 MG Oral Tablet",
    500,
    "mg",
    .asNeeded
  )
  static let ibuprofen400 = Drug(
    "ibuprofen",
    "5640",
    "197805",
    "400 MG Oral Tablet",
    400,
    "mg",
    .asNeeded
  )
  static let naproxen500 = Drug(
    "naproxen",
    "7258",
    "198014",
    "500 MG Oral Tablet",
    500,
    "mg",
    .twice
  )
  static let oxycodone = Drug("oxycodone", "7804", "", "5 MG Oral Tablet", 5, "mg", .asNeeded)
  static let morphine = Drug(
    "morphine",
    "7052",
    "",
    "10 MG/ML Injection",
    4,
    "mg",
    .once,
    .intravenous
  )
  static let gabapentin = Drug("gabapentin", "25480", "", "300 MG Oral Capsule", 300, "mg", .thrice)
  static let epinephrinePen = Drug(
    "epinephrine",
    "3992",
    "1870230",
    "1 MG/ML Auto-Injector",
    0.3,
    "mg",
    .once,
    .intramuscular
  )
  static let ondansetron = Drug(
    "ondansetron",
    "26225",
    "",
    "2 MG/ML Injection",
    8,
    "mg",
    .once,
    .intravenous
  )
  static let dexamethasone = Drug(
    "dexamethasone",
    "3264",
    "",
    "4 MG/ML Injection",
    8,
    "mg",
    .once,
    .intravenous
  )
  static let doxorubicin = Drug(
    "doxorubicin",
    "3639",
    "",
    "2 MG/ML Injection",
    105,
    "mg",
    .once,
    .intravenous
  )
  static let cyclophosphamide = Drug(
    "cyclophosphamide",
    "3002",
    "",
    "1000 MG Injection",
    1050,
    "mg",
    .once,
    .intravenous
  )
  static let paclitaxel = Drug(
    "paclitaxel",
    "56946",
    "583214",
    "100 MG Injection",
    140,
    "mg",
    .once,
    .intravenous
  )
  static let oxaliplatin = Drug(
    "oxaliplatin",
    "32592",
    "1736776",
    "5 MG/ML Injection",
    150,
    "mg",
    .once,
    .intravenous
  )
  static let fluorouracil = Drug(
    "fluorouracil",
    "4492",
    "",
    "50 MG/ML Injection",
    4200,
    "mg",
    .once,
    .intravenous
  )
  static let leucovorin = Drug(
    "leucovorin",
    "6313",
    "1803932",
    "100 MG Injection",
    700,
    "mg",
    .once,
    .intravenous
  )
  static let tamoxifen = Drug("tamoxifen", "10324", "", "20 MG Oral Tablet", 20, "mg", .daily)
  static let letrozole = Drug("letrozole", "72965", "", "2.5 MG Oral Tablet", 2.5, "mg", .daily)
  static let norepinephrine = Drug(
    "norepinephrine",
    "7512",
    "242969",
    "1 MG/ML Injection",
    0.1,
    "ug/kg/min",
    .continuous,
    .intravenous
  )
  static let propofol = Drug(
    "propofol",
    "8782",
    "",
    "10 MG/ML Injection",
    30,
    "ug/kg/min",
    .continuous,
    .intravenous
  )
  static let fentanyl = Drug(
    "fentanyl",
    "4337",
    "",
    "0.05 MG/ML Injection",
    50,
    "ug/h",
    .continuous,
    .intravenous
  )
  static let ringers = Drug(
    "lactated Ringer's solution",
    "",
    "",
    "",
    1000,
    "mL",
    .once,
    .intravenous
  )
  static let oxytocin = Drug(
    "oxytocin",
    "7824",
    "",
    "10 UNT/ML Injection",
    10,
    "[iU]",
    .once,
    .intramuscular
  )
  static let budesonideNebulised = Drug(
    "budesonide",
    "19831",
    "351109",
    "0.25 MG/ML Inhalation Suspension",
    0.5,
    "mg",
    .once,
    .inhaled
  )
}
