// SPDX-License-Identifier: Apache-2.0

/// Names of conditions in the other languages that notes are written in.
enum DiseaseTranslation {
  /// Returns the name in German, with the usual name in brackets.
  static func german(_ disease: Disease) -> String { named(disease, germanNames) }

  /// Returns the name in Spanish, with the usual name in brackets.
  static func spanish(_ disease: Disease) -> String { named(disease, spanishNames) }

  private static func named(_ disease: Disease, _ names: [String: String]) -> String {
    names[disease.snomed].map { "\($0) (\(disease.shortName))" } ?? disease.name
  }

  /// By SNOMED CT code.
  private static let germanNames: [String: String] = [
    Disease.hypertension.snomed: "arterielle Hypertonie",
    Disease.hyperlipidemia.snomed: "Hyperlipidämie",
    Disease.type2Diabetes.snomed: "Diabetes mellitus Typ 2",
    Disease.ckd3a.snomed: "chronische Niereninsuffizienz Stadium 3a",
    Disease.ckd3b.snomed: "chronische Niereninsuffizienz Stadium 3b",
    Disease.ckd4.snomed: "chronische Niereninsuffizienz Stadium 4",
    Disease.asthma.snomed: "Asthma bronchiale",
    Disease.childhoodAsthma.snomed: "kindliches Asthma",
    Disease.coronarySclerosis.snomed: "koronare Herzkrankheit",
    Disease.atrialFibrillation.snomed: "Vorhofflimmern",
    Disease.heartFailure.snomed: "Herzinsuffizienz mit reduzierter Pumpfunktion",
    Disease.hypothyroidism.snomed: "Hypothyreose",
    Disease.depression.snomed: "Depression",
    Disease.anxiety.snomed: "generalisierte Angststörung",
    Disease.epilepsy.snomed: "Epilepsie",
    Disease.migraine.snomed: "Migräne ohne Aura",
    Disease.rheumatoidArthritis.snomed: "rheumatoide Arthritis",
    Disease.osteoporosis.snomed: "Osteoporose",
    Disease.kneeOsteoarthritis.snomed: "Gonarthrose",
    Disease.gout.snomed: "Gicht",
    Disease.breastCancer.snomed: "Mammakarzinom",
    Disease.colonCancer.snomed: "Kolonkarzinom",
    Disease.pneumonia.snomed: "ambulant erworbene Pneumonie",
    Disease.lowBackPain.snomed: "chronische Kreuzschmerzen",
  ]

  /// By SNOMED CT code.
  private static let spanishNames: [String: String] = [
    Disease.hypertension.snomed: "hipertensión arterial",
    Disease.hyperlipidemia.snomed: "dislipidemia",
    Disease.prediabetes.snomed: "prediabetes",
    Disease.type2Diabetes.snomed: "diabetes mellitus tipo 2",
    Disease.diabeticNephropathy.snomed: "nefropatía diabética",
    Disease.ckd3a.snomed: "enfermedad renal crónica estadio 3a",
    Disease.ckd3b.snomed: "enfermedad renal crónica estadio 3b",
    Disease.ckd4.snomed: "enfermedad renal crónica estadio 4",
    Disease.esrd.snomed: "enfermedad renal terminal",
    Disease.asthma.snomed: "asma",
    Disease.childhoodAsthma.snomed: "asma infantil",
    Disease.coronarySclerosis.snomed: "cardiopatía isquémica",
    Disease.atrialFibrillation.snomed: "fibrilación auricular",
    Disease.hypothyroidism.snomed: "hipotiroidismo",
    Disease.depression.snomed: "depresión mayor",
    Disease.anxiety.snomed: "trastorno de ansiedad generalizada",
    Disease.epilepsy.snomed: "epilepsia",
    Disease.migraine.snomed: "migraña sin aura",
    Disease.rheumatoidArthritis.snomed: "artritis reumatoide",
    Disease.kneeOsteoarthritis.snomed: "gonartrosis",
    Disease.gout.snomed: "gota",
    Disease.drugCough.snomed: "tos",
  ]
}
