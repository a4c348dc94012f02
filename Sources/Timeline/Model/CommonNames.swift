// SPDX-License-Identifier: Apache-2.0

/// What people call tests that records name by their full LOINC name.
///
/// Somebody who looks for `hba1c` must find `Hemoglobin A1c/Hemoglobin.total in Blood`, and a list has no
/// room for all of it.
public enum CommonNames {
  /// Returns what else a LOINC code is called, separated by spaces, to be found by; `nil` for codes that
  /// have no other name.
  public static func names(ofCode code: String) -> String? { table[code]?.found }

  /// Returns what clinicians call a LOINC code, for lists; `nil` where its own name is short enough.
  public static func shown(ofCode code: String) -> String? { table[code]?.shown }

  private struct Names {
    var shown: String?
    var found: String
  }

  private static let table: [String: Names] = {
    var table: [String: Names] = [:]
    for line in lines.split(separator: "\n") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map { field in
        field.split(separator: " ").joined(separator: " ")
      }
      guard fields.count == 3 else { continue }
      let found = fields[1...].filter { !$0.isEmpty }.joined(separator: " ")
      table[fields[0]] = Names(shown: fields[1].isEmpty ? nil : fields[1], found: found)
    }
    return table
  }()

  /// A code a line: what lists call it, and what else it is found by.
  private static let lines = """
    4548-4 | HbA1c | A1c glycated
    17856-6 | HbA1c (HPLC) | A1c glycated
    59261-8 | HbA1c (IFCC) | A1c
    2339-0 | | glucose sugar BG
    2345-7 | | glucose sugar BG
    1558-6 | | fasting glucose FBG
    41653-7 | | capillary glucose BG
    2160-0 | | creatinine Cr
    38483-4 | | creatinine Cr
    14682-9 | | creatinine Cr
    33914-3 | eGFR (MDRD) | GFR
    62238-1 | eGFR (CKD-EPI) | GFR
    48642-3 | eGFR (MDRD, non-black) | GFR
    98979-8 | eGFR (CKD-EPI 2021) | GFR
    48643-1 | eGFR (MDRD, black) | GFR
    3094-0 | | BUN urea
    6299-2 | | BUN urea
    22664-7 | | BUN urea
    2823-3 | | potassium K
    6298-4 | | potassium K
    2951-2 | | sodium Na
    2947-0 | | sodium Na
    2075-0 | | chloride Cl
    2069-3 | | chloride Cl
    2028-9 | CO2, total | bicarbonate HCO3
    20565-8 | | bicarbonate CO2 HCO3
    17861-6 | | calcium Ca
    49765-1 | | calcium Ca
    2777-1 | | phosphate PO4
    19123-9 | | magnesium Mg
    718-7 | Hemoglobin | Hb Hgb haemoglobin
    4544-3 | Hematocrit | Hct PCV haematocrit
    20570-8 | Hematocrit | Hct haematocrit
    6690-2 | WBC | leucocytes
    26464-8 | WBC | leucocytes
    777-3 | Platelets | Plt thrombocytes
    26515-7 | Platelets | Plt thrombocytes
    789-8 | RBC | erythrocytes
    787-2 | MCV |
    785-6 | MCH |
    786-4 | MCHC |
    788-0 | RDW |
    2093-3 | Total cholesterol | TC
    2089-1 | LDL cholesterol |
    18262-6 | LDL cholesterol |
    13457-7 | LDL cholesterol (calc) |
    2085-9 | HDL cholesterol |
    2571-8 | Triglycerides | TG
    1742-6 | ALT | GPT SGPT
    1920-8 | AST | GOT SGOT
    6768-6 | ALP | alkaline phosphatase
    2324-2 | GGT |
    1975-2 | Bilirubin |
    1751-7 | | albumin Alb
    2885-2 | | total protein TP
    3016-3 | TSH | thyrotropin
    3024-7 | Free T4 | FT4
    3051-0 | Free T3 | FT3
    6301-6 | INR |
    34714-6 | INR |
    5902-2 | | PT prothrombin
    14979-9 | aPTT | PTT
    1988-5 | CRP |
    30522-7 | CRP (hs) | hs-CRP
    4537-7 | ESR |
    30341-2 | ESR |
    33762-6 | NT-proBNP | BNP
    30934-4 | BNP |
    10839-9 | Troponin I |
    6598-7 | Troponin T |
    67151-1 | Troponin T (hs) | hs-cTnT
    89579-7 | Troponin I (hs) | hs-cTnI
    2157-6 | | CK
    13969-1 | | CK-MB
    2532-0 | | LDH
    2276-4 | | ferritin
    2132-9 | | B12 cobalamin
    2284-8 | | folate
    1989-3 | | vitamin D
    62292-8 | | vitamin D
    2857-1 | PSA |
    9318-7 | Albumin/creatinine (urine) | ACR albuminuria
    14959-1 | Albumin/creatinine (urine) | ACR albuminuria microalbumin
    14957-5 | | microalbumin albuminuria
    2744-1 | | arterial pH
    2019-8 | | pCO2 PaCO2
    2703-7 | | pO2 PaO2
    2524-7 | | lactate
    32693-4 | | lactate
    33959-8 | Procalcitonin | PCT
    20447-9 | | HIV viral load
    24467-3 | | CD4
    85354-9 | Blood pressure | BP systolic SBP diastolic DBP
    8480-6 | | systolic SBP BP
    8462-4 | | diastolic DBP BP
    8867-4 | Heart rate | HR pulse
    9279-1 | Respiratory rate | RR
    2708-6 | SpO2 | sat oxygen
    59408-5 | SpO2 | sat oxygen
    8310-5 | Temperature | temp
    29463-7 | Weight |
    8302-2 | Height |
    39156-5 | BMI |
    14749-6 | | glucose sugar BG
    14771-0 | | fasting glucose FBG
    15074-8 | | glucose sugar BG
    14937-7 | | BUN urea
    2000-8 | | calcium Ca
    1995-0 | | ionized calcium iCa
    14646-4 | HDL cholesterol |
    14647-2 | Total cholesterol | TC
    14927-8 | Triglycerides | TG
    22748-8 | LDL cholesterol |
    69419-0 | | LDL
    2731-8 | PTH (intact) | parathyroid hormone
    14631-6 | | bilirubin TBil
    1968-7 | | direct bilirubin DBil
    10834-0 | | globulin
    51990-0 | | BMP chem7
    24323-8 | | CMP
    24321-2 | | BMP chem7
    24320-4 | | BMP chem7
    24362-6 | | renal panel U&E
    57698-3 | | lipids FLP
    24331-1 | | lipids FLP
    24325-3 | | LFT liver function
    58410-2 | | CBC FBC
    57021-8 | | CBC FBC diff
    24317-0 | | CBC FBC
    24348-5 | | TFT TSH thyroid
    24338-6 | | ABG
    24336-0 | | ABG
    34528-0 | | PT INR coagulation
    3173-2 | | aPTT PTT
    3255-7 | | fibrinogen
    48065-7 | D-dimer |
    48066-5 | | D-dimer
    89577-1 | | troponin hs-cTnI
    42637-9 | | BNP
    33763-4 | | NT-proBNP BNP
    10230-1 | | LVEF EF ejection fraction
    731-0 | Lymphocytes | ALC
    736-9 | Lymphocytes % |
    751-8 | Neutrophils | ANC
    770-8 | Neutrophils % |
    742-7 | Monocytes |
    5905-5 | Monocytes % |
    711-2 | Eosinophils | AEC
    713-8 | Eosinophils % |
    704-7 | Basophils |
    706-2 | Basophils % |
    32623-1 | MPV |
    32207-3 | PDW |
    21000-5 | RDW (SD) |
    17849-1 | | reticulocytes retics
    2498-4 | | iron Fe
    2500-7 | | TIBC
    2502-3 | | TSAT transferrin saturation
    14804-9 | | LDH
    3084-1 | | uric acid urate
    1798-8 | | amylase
    3040-3 | | lipase
    2039-6 | CEA |
    1834-1 | | AFP
    10334-1 | | CA-125
    24108-3 | | CA 19-9
    19080-1 | | hCG beta-hCG pregnancy
    2143-6 | | cortisol
    2986-8 | | testosterone
    11572-5 | | RF
    8061-4 | | ANA
    53027-9 | | anti-CCP ACPA
    33935-8 | | anti-CCP ACPA
    4485-9 | | C3
    4498-2 | | C4
    10535-3 | | digoxin
    14334-7 | | lithium
    3968-5 | | phenytoin
    30471-7 | | levetiracetam Keppra
    4086-5 | | valproate
    4092-3 | | vancomycin trough
    11253-2 | | tacrolimus FK506
    3520-4 | | ciclosporin
    14798-3 | | iron Fe
    600-7 | | BCx
    630-4 | | UCx
    24356-8 | | UA urinalysis
    24357-6 | | UA urinalysis
    57905-2 | | FIT FOBT occult blood
    94531-1 | | COVID SARS-CoV-2
    94500-6 | | COVID SARS-CoV-2 PCR
    5196-1 | | HBsAg hepatitis B
    13955-0 | | HCV hepatitis C
    55757-9 | | PHQ2
    44249-1 | | PHQ9 depression
    44261-6 | | PHQ9 depression
    69737-5 | | GAD7 anxiety
    70274-6 | | GAD7 anxiety
    72109-2 | | AUDITC alcohol
    72514-3 | Pain (0-10) | score NRS
    9269-2 | GCS total |
    9187-6 | | UOP
    3150-6 | FiO2 |
    8478-0 | | MAP
    9843-4 | Head circumference | HC
    55283-6 | Fetal heart rate | FHR
    11881-0 | Fundal height | SFH
    88020-3 | | NYHA
    59576-9 | BMI percentile |
    38208-5 | Pain | score NRS
    69405-9 | eGFR |
    14958-3 | Albumin/creatinine (urine) |
    55284-4 | Blood pressure | BP systolic SBP diastolic DBP
    """
}
