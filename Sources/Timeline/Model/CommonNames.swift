// SPDX-License-Identifier: Apache-2.0

/// What people call tests that records name by their full LOINC name.
///
/// Somebody who looks for `hba1c` must find `Hemoglobin A1c/Hemoglobin.total in Blood`. The names are
/// for finding, not for showing: a title stays what the record says.
public enum CommonNames {
  /// Returns other names of a LOINC code, separated by spaces; `nil` for codes without any.
  public static func names(ofCode code: String) -> String? { table[code] }

  private static let table: [String: String] = [
    "4548-4": "HbA1c A1c glycated", "17856-6": "HbA1c A1c glycated", "59261-8": "HbA1c A1c",
    "2339-0": "glucose sugar BG", "2345-7": "glucose sugar BG", "1558-6": "fasting glucose FBG",
    "41653-7": "capillary glucose BG", "2160-0": "creatinine Cr", "38483-4": "creatinine Cr",
    "14682-9": "creatinine Cr", "33914-3": "eGFR GFR", "62238-1": "eGFR GFR CKD-EPI",
    "48642-3": "eGFR GFR", "98979-8": "eGFR GFR", "48643-1": "eGFR GFR", "3094-0": "BUN urea",
    "6299-2": "BUN urea", "22664-7": "BUN urea", "2823-3": "potassium K", "6298-4": "potassium K",
    "2951-2": "sodium Na", "2947-0": "sodium Na", "2075-0": "chloride Cl", "2069-3": "chloride Cl",
    "2028-9": "bicarbonate CO2 HCO3", "20565-8": "bicarbonate CO2 HCO3", "17861-6": "calcium Ca",
    "49765-1": "calcium Ca", "2777-1": "phosphate PO4", "19123-9": "magnesium Mg",
    "718-7": "Hb Hgb haemoglobin", "4544-3": "Hct PCV haematocrit", "20570-8": "Hct haematocrit",
    "6690-2": "WBC leucocytes", "26464-8": "WBC leucocytes", "777-3": "Plt platelets thrombocytes",
    "26515-7": "Plt platelets thrombocytes", "789-8": "RBC erythrocytes", "787-2": "MCV",
    "785-6": "MCH", "786-4": "MCHC", "788-0": "RDW", "2093-3": "total cholesterol TC",
    "2089-1": "LDL", "18262-6": "LDL", "13457-7": "LDL", "2085-9": "HDL",
    "2571-8": "TG triglycerides",
    "1742-6": "ALT GPT SGPT", "1920-8": "AST GOT SGOT", "6768-6": "ALP alkaline phosphatase",
    "2324-2": "GGT", "1975-2": "bilirubin", "1751-7": "albumin Alb", "2885-2": "total protein TP",
    "3016-3": "TSH thyrotropin", "3024-7": "free T4 FT4", "3051-0": "free T3 FT3",
    "6301-6": "INR", "34714-6": "INR", "5902-2": "PT prothrombin", "14979-9": "aPTT PTT",
    "1988-5": "CRP", "30522-7": "hs-CRP CRP", "4537-7": "ESR", "30341-2": "ESR",
    "33762-6": "NT-proBNP BNP", "30934-4": "BNP", "10839-9": "troponin", "6598-7": "troponin",
    "67151-1": "troponin hs-cTnT", "89579-7": "troponin hs-cTnI", "2157-6": "CK",
    "13969-1": "CK-MB",
    "2532-0": "LDH", "2276-4": "ferritin", "2132-9": "B12 cobalamin", "2284-8": "folate",
    "1989-3": "vitamin D", "62292-8": "vitamin D", "2857-1": "PSA", "9318-7": "ACR albuminuria",
    "14959-1": "ACR albuminuria microalbumin", "14957-5": "microalbumin albuminuria",
    "2744-1": "arterial pH", "2019-8": "pCO2 PaCO2", "2703-7": "pO2 PaO2", "2524-7": "lactate",
    "32693-4": "lactate", "33959-8": "PCT procalcitonin", "20447-9": "HIV viral load",
    "24467-3": "CD4", "85354-9": "BP blood pressure", "8480-6": "systolic SBP BP",
    "8462-4": "diastolic DBP BP", "8867-4": "HR pulse heart rate", "9279-1": "RR respiratory rate",
    "2708-6": "SpO2 sat oxygen", "59408-5": "SpO2 sat oxygen", "8310-5": "temperature temp",
    "29463-7": "weight", "8302-2": "height", "39156-5": "BMI",
  ]
}
