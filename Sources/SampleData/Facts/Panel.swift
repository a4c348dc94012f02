// SPDX-License-Identifier: Apache-2.0

/// Laboratory tests that are ordered and reported together.
enum Panel: UInt8, Sendable, CaseIterable {
  case basicMetabolic, comprehensiveMetabolic, renalFunction, bloodCount, differential, lipids, a1c
  case thyroid, coagulation, urineAlbumin, iron, inflammation, troponin, natriureticPeptide
  case bloodGas, hiv, liver, prostateAntigen, tumorMarker, urate, vitaminD, rheumatoid
  case levetiracetam, mineralBone, pregnancyTest, sepsisMarkers, dDimer

  /// Its LOINC term, its name, and what is measured; a single test has no report of its own.
  struct Fact: Sendable {
    let concept: Concept
    let name: String
    let analytes: [Analyte]
    let specimen: Specimen
  }

  /// What is taken from the patient.
  enum Specimen: Sendable {
    case serum, blood, urine, arterial

    var concept: Concept {
      switch self {
      case .serum: .snomed("119364003", "Serum specimen")
      case .blood: .snomed("119297000", "Blood specimen")
      case .urine: .snomed("122575003", "Urine specimen")
      case .arterial: .snomed("122552005", "Arterial blood specimen")
      }
    }
  }

  var fact: Fact { Self.facts[Int(rawValue)] }

  static let facts: [Fact] = [
    Fact(
      concept: .loinc("51990-0", "Basic metabolic panel - Blood"),
      name: "Basic metabolic panel",
      analytes: [
        .glucose, .urea, .creatinine, .egfr, .calcium, .sodium, .potassium, .chloride, .bicarbonate,
      ],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("24323-8", "Comprehensive metabolic 2000 panel - Serum or Plasma"),
      name: "Comprehensive metabolic panel",
      analytes: [
        .glucose, .urea, .creatinine, .egfr, .calcium, .sodium, .potassium, .chloride, .bicarbonate,
        .protein, .albumin, .bilirubin, .alkalinePhosphatase, .alt, .ast,
      ],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("24362-6", "Renal function 2000 panel - Serum or Plasma"),
      name: "Renal function panel",
      analytes: [
        .creatinine, .egfr, .urea, .sodium, .potassium, .bicarbonate, .calcium, .phosphate,
        .albumin,
      ],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("58410-2", "CBC panel - Blood by Automated count"),
      name: "Complete blood count",
      analytes: [.leukocytes, .erythrocytes, .hemoglobin, .hematocrit, .mcv, .platelets],
      specimen: .blood
    ),
    Fact(
      concept: .loinc("57021-8", "CBC W Auto Differential panel - Blood"),
      name: "Complete blood count with differential",
      analytes: [
        .leukocytes, .neutrophils, .lymphocytes, .erythrocytes, .hemoglobin, .hematocrit, .mcv,
        .platelets,
      ],
      specimen: .blood
    ),
    Fact(
      concept: .loinc("57698-3", "Lipid panel with direct LDL - Serum or Plasma"),
      name: "Lipid panel",
      analytes: [.cholesterol, .triglycerides, .hdl, .ldl],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood"),
      name: "Hemoglobin A1c",
      analytes: [.a1c],
      specimen: .blood
    ),
    Fact(
      concept: .loinc("24348-5", "Free T4 and TSH panel - Serum or Plasma"),
      name: "Thyroid function",
      analytes: [.tsh, .freeT4],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("34528-0", "PT panel - Platelet poor plasma by Coagulation assay"),
      name: "Prothrombin time",
      analytes: [.prothrombin, .inr],
      specimen: .blood
    ),
    Fact(
      concept: .loinc("14959-1", "Microalbumin/Creatinine [Mass Ratio] in Urine"),
      name: "Urine albumin/creatinine ratio",
      analytes: [.albuminRatio],
      specimen: .urine
    ),
    Fact(
      concept: .loinc("2276-4", "Ferritin [Mass/volume] in Serum or Plasma"),
      name: "Ferritin",
      analytes: [.ferritin],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("1988-5", "C reactive protein [Mass/volume] in Serum or Plasma"),
      name: "Inflammatory markers",
      analytes: [.crp, .esr],
      specimen: .serum
    ),
    Fact(
      concept: .loinc(
        "89577-1",
        "Troponin I.cardiac panel - Serum or Plasma by High sensitivity method"
      ),
      name: "High-sensitivity troponin",
      analytes: [.troponin],
      specimen: .serum
    ),
    Fact(
      concept: .loinc(
        "33762-6",
        "Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma"
      ),
      name: "NT-proBNP",
      analytes: [.bnp],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("24338-6", "Gas panel - Blood"),
      name: "Arterial blood gas",
      analytes: [.pH, .pco2, .po2, .bicarbonate, .lactate],
      specimen: .arterial
    ),
    Fact(
      concept: .loinc(
        "20447-9",
        "HIV 1 RNA [#/volume] (viral load) in Serum or Plasma by NAA with probe detection"
      ),
      name: "HIV monitoring",
      analytes: [.viralLoad, .cd4],
      specimen: .blood
    ),
    Fact(
      concept: .loinc("24325-3", "Hepatic function 2000 panel - Serum or Plasma"),
      name: "Liver panel",
      analytes: [.albumin, .bilirubin, .alkalinePhosphatase, .alt, .ast],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("2857-1", "Prostate specific Ag [Mass/volume] in Serum or Plasma"),
      name: "PSA",
      analytes: [.psa],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("2039-6", "Carcinoembryonic Ag [Mass/volume] in Serum or Plasma"),
      name: "CEA",
      analytes: [.cea],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("3084-1", "Urate [Mass/volume] in Serum or Plasma"),
      name: "Uric acid",
      analytes: [.urate],
      specimen: .serum
    ),
    Fact(
      concept: .loinc(
        "62292-8",
        "25-Hydroxyvitamin D2+25-Hydroxyvitamin D3 [Mass/volume] in Serum or Plasma"
      ),
      name: "Vitamin D",
      analytes: [.vitaminD25],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("11572-5", "Rheumatoid factor [Units/volume] in Serum or Plasma"),
      name: "Rheumatoid serology",
      analytes: [.rheumatoidFactor, .crp, .esr],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("30471-7", "levETIRAcetam [Mass/volume] in Serum or Plasma"),
      name: "Levetiracetam level",
      analytes: [.levetiracetamLevel],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("2731-8", "Parathyrin.intact [Mass/volume] in Serum or Plasma"),
      name: "Mineral bone panel",
      analytes: [.calcium, .phosphate, .pth],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("19080-1", "Choriogonadotropin [Units/volume] in Serum or Plasma"),
      name: "Beta-hCG",
      analytes: [.hcg],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("33959-8", "Procalcitonin [Mass/volume] in Serum or Plasma"),
      name: "Sepsis markers",
      analytes: [.lactate, .procalcitonin, .crp],
      specimen: .serum
    ),
    Fact(
      concept: .loinc("48065-7", "Fibrin D-dimer FEU [Mass/volume] in Platelet poor plasma"),
      name: "D-dimer",
      analytes: [.ddimer],
      specimen: .blood
    ),
  ]
}
