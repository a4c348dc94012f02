// SPDX-License-Identifier: Apache-2.0

/// Metabolism, hormones, airways, mind, joints.
extension Drug {
  static let metformin500 = Drug(
    "metformin",
    "6809",
    "861007",
    "500 MG Oral Tablet",
    500,
    "mg",
    .twice
  )
  static let metformin1000 = Drug(
    "metformin",
    "6809",
    "861004",
    "1000 MG Oral Tablet",
    1000,
    "mg",
    .twice
  )
  static let glipizide5 = Drug("glipizide", "4821", "", "5 MG Oral Tablet", 5, "mg", .daily)
  static let empagliflozin10 = Drug(
    "empagliflozin",
    "1545653",
    "",
    "10 MG Oral Tablet",
    10,
    "mg",
    .daily
  )
  static let semaglutide = Drug(
    "semaglutide",
    "1991302",
    "",
    "0.5 MG Pen Injector",
    0.5,
    "mg",
    .weekly,
    .subcutaneous
  )
  static let glargine = Drug(
    "insulin glargine",
    "274783",
    "",
    "100 UNT/ML Pen Injector",
    18,
    "[iU]",
    .nightly,
    .subcutaneous
  )
  static let lispro = Drug(
    "insulin lispro",
    "86009",
    "",
    "100 UNT/ML Pen Injector",
    6,
    "[iU]",
    .thrice,
    .subcutaneous
  )
  static let levothyroxine50 = Drug(
    "levothyroxine",
    "10582",
    "",
    "0.05 MG Oral Tablet",
    50,
    "ug",
    .daily
  )
  static let levothyroxine75 = Drug(
    "levothyroxine",
    "10582",
    "966222",
    "0.075 MG Oral Tablet",
    75,
    "ug",
    .daily
  )
  static let levothyroxine100 = Drug(
    "levothyroxine",
    "10582",
    "",
    "0.1 MG Oral Tablet",
    100,
    "ug",
    .daily
  )
  static let alendronate = Drug(
    "alendronic acid",
    "46041",
    "904419",
    "10 MG Oral Tablet",
    10,
    "mg",
    .daily
  )
  static let vitaminD = Drug(
    "cholecalciferol",
    "2418",
    "",
    "1000 UNT Oral Tablet",
    1000,
    "[iU]",
    .daily
  )
  static let allopurinol = Drug(
    "allopurinol",
    "519",
    "197319",
    "100 MG Oral Tablet",
    100,
    "mg",
    .daily
  )
  static let colchicine = Drug("colchicine", "2683", "", "0.6 MG Oral Tablet", 0.6, "mg", .twice)
  static let omeprazole = Drug(
    "omeprazole",
    "7646",
    "198051",
    "20 MG Delayed Release Oral Capsule",
    20,
    "mg",
    .daily
  )
  static let ferrousSulfate = Drug(
    "ferrous sulfate",
    "24947",
    "310325",
    "325 MG Oral Tablet",
    325,
    "mg",
    .daily
  )
  static let folicAcid = Drug("folic acid", "4511", "", "1 MG Oral Tablet", 1, "mg", .daily)
  static let prenatalVitamin = Drug(
    "folic acid",
    "4511",
    "",
    "0.4 MG Oral Tablet",
    0.4,
    "mg",
    .daily
  )
  static let albuterol = Drug(
    "albuterol",
    "435",
    "2123111",
    "0.09 MG/ACTUAT Metered Dose Inhaler",
    2,
    "{puff}",
    .asNeeded,
    .inhaled
  )
  static let fluticasone = Drug(
    "fluticasone",
    "41126",
    "895994",
    "0.044 MG/ACTUAT Metered Dose Inhaler",
    2,
    "{puff}",
    .twice,
    .inhaled
  )
  static let fluticasoneSalmeterol = Drug(
    "fluticasone / salmeterol",
    "284635",
    "896209",
    "0.25 MG/ACTUAT / 0.05 MG/ACTUAT Dry Powder Inhaler",
    1,
    "{puff}",
    .twice,
    .inhaled
  )
  static let tiotropium = Drug(
    "tiotropium",
    "69120",
    "",
    "0.018 MG Inhalant Powder",
    18,
    "ug",
    .daily,
    .inhaled
  )
  static let montelukast = Drug(
    "montelukast",
    "88249",
    "",
    "5 MG Chewable Tablet",
    5,
    "mg",
    .nightly
  )
  static let sertraline50 = Drug(
    "sertraline",
    "36437",
    "312941",
    "50 MG Oral Tablet",
    50,
    "mg",
    .daily
  )
  static let sertraline100 = Drug(
    "sertraline",
    "36437",
    "",
    "100 MG Oral Tablet",
    100,
    "mg",
    .daily
  )
  static let escitalopram = Drug(
    "escitalopram",
    "321988",
    "",
    "10 MG Oral Tablet",
    10,
    "mg",
    .daily
  )
  static let mirtazapine = Drug("mirtazapine", "15996", "", "15 MG Oral Tablet", 15, "mg", .nightly)
  static let levetiracetam500 = Drug(
    "levetiracetam",
    "114477",
    "311289",
    "500 MG Oral Tablet",
    500,
    "mg",
    .twice
  )
  static let levetiracetam1000 = Drug(
    "levetiracetam",
    "114477",
    "",
    "1000 MG Oral Tablet",
    1000,
    "mg",
    .twice
  )
  static let lamotrigine25 = Drug("lamotrigine", "28439", "", "25 MG Oral Tablet", 25, "mg", .daily)
  static let lamotrigine100 = Drug(
    "lamotrigine",
    "28439",
    "",
    "100 MG Oral Tablet",
    100,
    "mg",
    .twice
  )
  static let sumatriptan = Drug(
    "sumatriptan",
    "37418",
    "",
    "50 MG Oral Tablet",
    50,
    "mg",
    .asNeeded
  )
  static let propranolol = Drug("propranolol", "8787", "", "40 MG Oral Tablet", 40, "mg", .twice)
  static let topiramate = Drug("topiramate", "38404", "", "50 MG Oral Tablet", 50, "mg", .twice)
  static let donepezil = Drug("donepezil", "135447", "", "10 MG Oral Tablet", 10, "mg", .nightly)
  static let levodopa = Drug(
    "carbidopa / levodopa",
    "103990",
    "",
    "25 MG / 100 MG Oral Tablet",
    1,
    "{tbl}",
    .thrice
  )
  static let methotrexate = Drug(
    "methotrexate",
    "6851",
    "105585",
    "2.5 MG Oral Tablet",
    15,
    "mg",
    .weekly
  )
  static let adalimumab = Drug(
    "adalimumab",
    "327361",
    "",
    "40 MG Prefilled Syringe",
    40,
    "mg",
    .everyOtherWeek,
    .subcutaneous
  )
  static let prednisone5 = Drug("prednisone", "8640", "312617", "5 MG Oral Tablet", 5, "mg", .daily)
  static let prednisone15 = Drug(
    "prednisone",
    "8640",
    "312617",
    "5 MG Oral Tablet",
    15,
    "mg",
    .daily
  )
  static let prednisone40 = Drug("prednisone", "8640", "", "20 MG Oral Tablet", 40, "mg", .daily)
  static let dolutegravir = Drug(
    "dolutegravir",
    "1433868",
    "",
    "50 MG Oral Tablet",
    50,
    "mg",
    .daily
  )
  static let emtricitabineTenofovir = Drug(
    "emtricitabine / tenofovir disoproxil",
    "",
    "",
    "200 MG / 300 MG Oral Tablet",
    1,
    "{tbl}",
    .daily
  )
  static let tamsulosin = Drug(
    "tamsulosin",
    "77492",
    "",
    "0.4 MG Oral Capsule",
    0.4,
    "mg",
    .nightly
  )
  static let ethinylEstradiol = Drug(
    "ethinyl estradiol / levonorgestrel",
    "214558",
    "748879",
    "0.03 MG / 0.15 MG 28 Day Pack",
    1,
    "{tbl}",
    .daily
  )
  static let labetalol = Drug("labetalol", "6185", "", "100 MG Oral Tablet", 100, "mg", .twice)
}
