// SPDX-License-Identifier: Apache-2.0

/// Heart, vessels, clotting, kidneys.
extension Drug {
  static let lisinopril10 = Drug(
    "lisinopril",
    "29046",
    "314076",
    "10 MG Oral Tablet",
    10,
    "mg",
    .daily
  )
  static let lisinopril20 = Drug(
    "lisinopril",
    "29046",
    "314077",
    "20 MG Oral Tablet",
    20,
    "mg",
    .daily
  )
  static let losartan50 = Drug("losartan", "52175", "979492", "50 MG Oral Tablet", 50, "mg", .daily)
  static let amlodipine5 = Drug(
    "amlodipine",
    "17767",
    "197361",
    "5 MG Oral Tablet",
    5,
    "mg",
    .daily
  )
  static let amlodipine10 = Drug(
    "amlodipine",
    "17767",
    "308135",
    "10 MG Oral Tablet",
    10,
    "mg",
    .daily
  )
  static let hydrochlorothiazide25 = Drug(
    "hydrochlorothiazide",
    "5487",
    "310798",
    "25 MG Oral Tablet",
    25,
    "mg",
    .daily
  )
  static let atorvastatin20 = Drug(
    "atorvastatin",
    "83367",
    "617310",
    "20 MG Oral Tablet",
    20,
    "mg",
    .nightly
  )
  static let atorvastatin40 = Drug(
    "atorvastatin",
    "83367",
    "617311",
    "40 MG Oral Tablet",
    40,
    "mg",
    .nightly
  )
  static let atorvastatin80 = Drug(
    "atorvastatin",
    "83367",
    "259255",
    "80 MG Oral Tablet",
    80,
    "mg",
    .nightly
  )
  static let simvastatin20 = Drug(
    "simvastatin",
    "36567",
    "312961",
    "20 MG Oral Tablet",
    20,
    "mg",
    .nightly
  )
  static let aspirin81 = Drug("aspirin", "1191", "243670", "81 MG Oral Tablet", 81, "mg", .daily)
  static let clopidogrel75 = Drug(
    "clopidogrel",
    "32968",
    "309362",
    "75 MG Oral Tablet",
    75,
    "mg",
    .daily
  )
  static let metoprolol50 = Drug(
    "metoprolol succinate",
    "6918",
    "",
    "50 MG Extended Release Oral Tablet",
    50,
    "mg",
    .daily
  )
  static let carvedilol6 = Drug(
    "carvedilol",
    "20352",
    "",
    "6.25 MG Oral Tablet",
    6.25,
    "mg",
    .twice
  )
  static let ramipril5 = Drug("ramipril", "35296", "", "5 MG Oral Capsule", 5, "mg", .daily)
  static let spironolactone25 = Drug(
    "spironolactone",
    "9997",
    "",
    "25 MG Oral Tablet",
    25,
    "mg",
    .daily
  )
  static let sacubitril = Drug(
    "sacubitril / valsartan",
    "1656339",
    "",
    "24 MG / 26 MG Oral Tablet",
    1,
    "{tbl}",
    .twice
  )
  static let furosemide20 = Drug(
    "furosemide",
    "4603",
    "310429",
    "20 MG Oral Tablet",
    20,
    "mg",
    .daily
  )
  static let furosemide40 = Drug(
    "furosemide",
    "4603",
    "313988",
    "40 MG Oral Tablet",
    40,
    "mg",
    .daily
  )
  static let nitroglycerin = Drug(
    "nitroglycerin",
    "4917",
    "705129",
    "0.4 MG/ACTUAT Mucosal Spray",
    0.4,
    "mg",
    .asNeeded,
    .sublingual
  )
  static let warfarin2 = Drug("warfarin", "11289", "855302", "2 MG Oral Tablet", 2, "mg", .daily)
  static let warfarin3 = Drug("warfarin", "11289", "855318", "3 MG Oral Tablet", 3, "mg", .daily)
  static let warfarin4 = Drug("warfarin", "11289", "855324", "4 MG Oral Tablet", 4, "mg", .daily)
  static let warfarin5 = Drug("warfarin", "11289", "855332", "5 MG Oral Tablet", 5, "mg", .daily)
  static let apixaban5 = Drug("apixaban", "1364430", "1364445", "5 MG Oral Tablet", 5, "mg", .twice)
  static let heparin = Drug(
    "heparin",
    "5224",
    "",
    "1000 UNT/ML Injection",
    5000,
    "[iU]",
    .thrice,
    .subcutaneous
  )
  static let heparinCircuit = Drug(
    "heparin",
    "5224",
    "",
    "1000 UNT/ML Injection",
    3000,
    "[iU]",
    .once,
    .intravenous
  )
  static let enoxaparin40 = Drug(
    "enoxaparin",
    "67108",
    "854235",
    "100 MG/ML Prefilled Syringe",
    40,
    "mg",
    .daily,
    .subcutaneous
  )
  static let alteplase = Drug(
    "alteplase",
    "8410",
    "1804799",
    "100 MG Injection",
    63,
    "mg",
    .once,
    .intravenous
  )
  static let epoetin = Drug(
    "epoetin alfa",
    "105694",
    "205923",
    "4000 UNT/ML Injection",
    4000,
    "[iU]",
    .once,
    .intravenous
  )
  static let sevelamer = Drug("sevelamer", "214824", "", "800 MG Oral Tablet", 800, "mg", .thrice)
  static let calcitriol = Drug(
    "calcitriol",
    "1894",
    "",
    "0.25 MCG Oral Capsule",
    0.25,
    "ug",
    .daily
  )
  static let ironSucrose = Drug(
    "iron sucrose",
    "24909",
    "",
    "20 MG/ML Injection",
    100,
    "mg",
    .once,
    .intravenous
  )
}
