// SPDX-License-Identifier: Apache-2.0

/// Conditions that pass, and findings that are put on a problem list.
extension Disease {
  static let myocardialInfarction = Disease(
    "acute non-ST elevation myocardial infarction",
    "NSTEMI",
    "401314000",
    "Acute non-ST segment elevation myocardial infarction",
    "I21.4",
    "Non-ST elevation (NSTEMI) myocardial infarction"
  )
  static let stroke = Disease(
    "acute ischemic stroke",
    "CVA",
    "422504002",
    "Ischemic stroke",
    "I63.9",
    "Cerebral infarction, unspecified"
  )
  static let pneumonia = Disease(
    "community-acquired pneumonia",
    "CAP",
    "385093006",
    "Community acquired pneumonia",
    "J18.9",
    "Pneumonia, unspecified organism"
  )
  static let sepsis = Disease(
    "sepsis",
    "",
    "91302008",
    "Sepsis",
    "A41.9",
    "Sepsis, unspecified organism"
  )
  static let septicShock = Disease(
    "septic shock",
    "",
    "76571007",
    "Septic shock",
    "R65.21",
    "Severe sepsis with septic shock"
  )
  static let respiratoryFailure = Disease(
    "acute hypoxemic respiratory failure",
    "AHRF",
    "65710008",
    "Acute respiratory failure",
    "J96.01",
    "Acute respiratory failure with hypoxia"
  )
  static let acuteKidneyInjury = Disease(
    "acute kidney injury",
    "AKI",
    "14669001",
    "Acute renal failure syndrome",
    "N17.9",
    "Acute kidney failure, unspecified"
  )
  static let appendicitis = Disease(
    "acute appendicitis",
    "",
    "85189001",
    "Acute appendicitis",
    "K35.80",
    "Unspecified acute appendicitis"
  )
  static let urinaryInfection = Disease(
    "urinary tract infection",
    "UTI",
    "68566005",
    "Urinary tract infectious disease",
    "N39.0",
    "Urinary tract infection, site not specified"
  )
  static let sinusitis = Disease(
    "acute viral sinusitis",
    "",
    "444814009",
    "Viral sinusitis",
    "J01.90",
    "Acute sinusitis, unspecified"
  )
  static let pharyngitis = Disease(
    "streptococcal pharyngitis",
    "strep throat",
    "43878008",
    "Streptococcal sore throat",
    "J02.0",
    "Streptococcal pharyngitis"
  )
  static let bronchitis = Disease(
    "acute bronchitis",
    "",
    "10509002",
    "Acute bronchitis",
    "J20.9",
    "Acute bronchitis, unspecified"
  )
  static let otitisMedia = Disease(
    "acute otitis media",
    "AOM",
    "3110003",
    "Acute otitis media",
    "H66.90",
    "Otitis media, unspecified, unspecified ear"
  )
  static let bronchiolitis = Disease(
    "acute bronchiolitis",
    "",
    "5505005",
    "Acute bronchiolitis",
    "J21.9",
    "Acute bronchiolitis, unspecified"
  )
  static let gastroenteritis = Disease(
    "viral gastroenteritis",
    "",
    "111843007",
    "Viral gastroenteritis",
    "A08.4",
    "Viral intestinal infection, unspecified"
  )
  static let croup = Disease(
    "croup",
    "",
    "71186008",
    "Croup",
    "J05.0",
    "Acute obstructive laryngitis [croup]"
  )
  static let covid = Disease(
    "COVID-19",
    "COVID",
    "840539006",
    "Disease caused by severe acute respiratory syndrome coronavirus 2",
    "U07.1",
    "COVID-19"
  )
  static let cellulitis = Disease(
    "cellulitis of lower leg",
    "cellulitis",
    "128045006",
    "Cellulitis",
    "L03.119",
    "Cellulitis of unspecified part of limb"
  )
  static let ankleSprain = Disease(
    "ankle sprain",
    "",
    "44465007",
    "Sprain of ankle",
    "S93.409A",
    "Sprain of unspecified ligament of unspecified ankle, initial encounter"
  )
  static let forearmFracture = Disease(
    "fracture of distal radius",
    "FOOSH fx",
    "263102004",
    "Fracture subluxation of wrist",
    "S52.509A",
    "Unspecified fracture of the lower end of unspecified radius, initial encounter for closed fracture"
  )
  static let hipFracture = Disease(
    "fracture of neck of femur",
    "hip fx",
    "5913000",
    "Fracture of neck of femur",
    "S72.009A",
    "Fracture of unspecified part of neck of unspecified femur, initial encounter for closed fracture"
  )
  static let laceration = Disease(
    "laceration of hand",
    "",
    "284549007",
    "Laceration of hand",
    "S61.409A",
    "Unspecified open wound of unspecified hand, initial encounter"
  )
  static let concussion = Disease(
    "concussion",
    "mTBI",
    "110030002",
    "Concussion injury of brain",
    "S06.0X0A",
    "Concussion without loss of consciousness, initial encounter"
  )
  static let pregnancy = Disease(
    "normal pregnancy",
    "IUP",
    "72892002",
    "Normal pregnancy",
    "Z34.90",
    "Encounter for supervision of normal pregnancy, unspecified, unspecified trimester"
  )
  static let gestationalDiabetes = Disease(
    "gestational diabetes mellitus",
    "GDM",
    "11687002",
    "Gestational diabetes mellitus",
    "O24.419",
    "Gestational diabetes mellitus in pregnancy, unspecified control"
  )
  static let preeclampsia = Disease(
    "pre-eclampsia",
    "PreE",
    "398254007",
    "Pre-eclampsia",
    "O14.90",
    "Unspecified pre-eclampsia, unspecified trimester"
  )
  static let neonatalJaundice = Disease(
    "neonatal jaundice",
    "",
    "387712008",
    "Neonatal jaundice",
    "P59.9",
    "Neonatal jaundice, unspecified"
  )
  static let febrileNeutropenia = Disease(
    "febrile neutropenia",
    "FN",
    "409089005",
    "Febrile neutropenia",
    "D70.9",
    "Neutropenia, unspecified"
  )
  static let hypoglycemia = Disease(
    "hypoglycemia",
    "",
    "302866003",
    "Hypoglycemia",
    "E16.2",
    "Hypoglycemia, unspecified"
  )
  static let drugCough = Disease(
    "cough due to ACE inhibitor",
    "ACEi cough",
    "49727002",
    "Cough",
    "R05",
    "Cough"
  )
  static let giBleed = Disease(
    "upper gastrointestinal hemorrhage",
    "UGIB",
    "37372002",
    "Upper gastrointestinal hemorrhage",
    "K92.2",
    "Gastrointestinal hemorrhage, unspecified"
  )
  static let pulmonaryEmbolism = Disease(
    "pulmonary embolism",
    "PE",
    "59282003",
    "Pulmonary embolism",
    "I26.99",
    "Other pulmonary embolism without acute cor pulmonale"
  )
  static let chestPain = Disease(
    "chest pain",
    "CP",
    "29857009",
    "Chest pain",
    "R07.9",
    "Chest pain, unspecified"
  )
  static let fall = Disease(
    "recurrent falls",
    "falls",
    "161898004",
    "Falls",
    "R29.6",
    "Repeated falls"
  )
  static let delirium = Disease(
    "delirium",
    "",
    "2776000",
    "Delirium",
    "R41.0",
    "Disorientation, unspecified"
  )
  static let smoker = Disease(
    "tobacco dependence",
    "tobacco",
    "56294008",
    "Nicotine dependence",
    "F17.210",
    "Nicotine dependence, cigarettes, uncomplicated"
  )
  static let firstSeizure = Disease(
    "first seizure",
    "sz",
    "91175000",
    "Seizure",
    "R56.9",
    "Unspecified convulsions"
  )
  static let peanutAnaphylaxis = Disease(
    "anaphylaxis",
    "",
    "39579001",
    "Anaphylaxis",
    "T78.2XXA",
    "Anaphylactic shock, unspecified, initial encounter"
  )
  static let syncope = Disease("syncope", "", "271594007", "Syncope", "R55", "Syncope and collapse")
  static let shingles = Disease(
    "herpes zoster",
    "zoster",
    "4740000",
    "Herpes zoster",
    "B02.9",
    "Zoster without complications"
  )
}
