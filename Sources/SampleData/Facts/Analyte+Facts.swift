// SPDX-License-Identifier: Apache-2.0

extension Analyte {
  /// What is known of each analyte, in the order of the cases.
  static let facts: [Fact] = table.split(separator: "\n").map { Fact(row: $0) }

  /// One row an analyte: short name, LOINC code, places, reference range in adults, critical bounds,
  /// mean and deviation of healthy adults, deviation from day to day, category, unit, UCUM unit,
  /// LOINC name; then, where SI units are reported elsewhere: code, name, unit, factor, addend,
  /// places.
  private static let table = """
    SBP       | 8480-6   | 0 | 90..140    | 70..200     |   118 |     9 |     5 | vital       | mmHg           | mm[Hg]           | Systolic blood pressure
    DBP       | 8462-4   | 0 | 60..90     | 40..120     |    75 |     6 |     4 | vital       | mmHg           | mm[Hg]           | Diastolic blood pressure
    HR        | 8867-4   | 0 | 60..100    | 40..140     |    74 |     8 |     6 | vital       | /min           | /min             | Heart rate
    RR        | 9279-1   | 0 | 12..20     | 8..30       |    15 |   1.2 |     1 | vital       | /min           | /min             | Respiratory rate
    T         | 8310-5   | 1 | 36.1..37.8 | 34..40      |  36.7 |  0.15 |   0.2 | vital       | °C             | Cel              | Body temperature
    SpO2      | 59408-5  | 0 | 94..100    | 88..        |    98 |   0.7 |   0.6 | vital       | %              | %                | Oxygen saturation in Arterial blood by Pulse oximetry
    Wt        | 29463-7  | 1 | ..         | ..          |    72 |    11 |   0.5 | vital       | kg             | kg               | Body weight
    Ht        | 8302-2   | 1 | ..         | ..          |   170 |     7 |   0.2 | vital       | cm             | cm               | Body height
    BMI       | 39156-5  | 1 | 18.5..25   | ..          |    25 |     3 |     0 | vital       | kg/m2          | kg/m2            | Body mass index (BMI) [Ratio]
    HC        | 9843-4   | 1 | ..         | ..          |    45 |     1 |   0.1 | vital       | cm             | cm               | Head Occipital-frontal circumference
    pain      | 72514-3  | 0 | ..         | ..          |     1 |     1 |     1 | vital       | score          | {score}          | Pain severity - 0-10 verbal numeric rating [Score] - Reported
    GCS       | 9269-2   | 0 | ..         | ..          |    15 |     0 |     0 | vital       | score          | {score}          | Glasgow coma score total
    MAP       | 8478-0   | 0 | 65..110    | 50..140     |    88 |     6 |     4 | vital       | mmHg           | mm[Hg]           | Mean blood pressure
    FiO2      | 3150-6   | 0 | ..         | ..          |    21 |     0 |     0 | vital       | %              | %                | Inhaled oxygen concentration
    UOP       | 9187-6   | 0 | ..         | ..          |    70 |    20 |    15 | vital       | mL             | mL               | Urine output
    Na        | 2951-2   | 0 | 135..145   | 125..155    |   140 |   1.6 |   1.2 | chemistry   | mmol/L         | mmol/L           | Sodium [Moles/volume] in Serum or Plasma
    K         | 2823-3   | 1 | 3.5..5.1   | 2.8..6.0    |   4.2 |   0.2 |  0.18 | chemistry   | mmol/L         | mmol/L           | Potassium [Moles/volume] in Serum or Plasma
    Cl        | 2075-0   | 0 | 98..107    | 85..120     |   102 |   1.6 |   1.2 | chemistry   | mmol/L         | mmol/L           | Chloride [Moles/volume] in Serum or Plasma
    HCO3      | 2028-9   | 0 | 22..29     | 12..40      |    25 |   1.3 |     1 | chemistry   | mmol/L         | mmol/L           | Carbon dioxide, total [Moles/volume] in Serum or Plasma
    BUN       | 3094-0   | 0 | 7..20      | ..100       |    13 |     3 |   1.5 | chemistry   | mg/dL          | mg/dL            | Urea nitrogen [Mass/volume] in Serum or Plasma | 14937-7 ; Urea nitrogen [Moles/volume] in Serum or Plasma ; mmol/L ; 0.357 ; 0 ; 1
    Cr        | 2160-0   | 2 | 0.6..1.2   | ..5         |  0.85 |   0.1 |  0.04 | chemistry   | mg/dL          | mg/dL            | Creatinine [Mass/volume] in Serum or Plasma | 14682-9 ; Creatinine [Moles/volume] in Serum or Plasma ; µmol/L ; 88.42 ; 0 ; 0
    eGFR      | 98979-8  | 0 | 60..       | 15..        |    98 |     9 |     3 | chemistry   | mL/min/1.73m2  | mL/min/{1.73_m2} | Glomerular filtration rate [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)/1.73 sq M
    Glu       | 2345-7   | 0 | 70..99     | 50..400     |    88 |     6 |     6 | chemistry   | mg/dL          | mg/dL            | Glucose [Mass/volume] in Serum or Plasma | 14749-6 ; Glucose [Moles/volume] in Serum or Plasma ; mmol/L ; 0.0555 ; 0 ; 1
    Ca        | 17861-6  | 1 | 8.5..10.2  | 6.5..13     |   9.4 |  0.25 |  0.15 | chemistry   | mg/dL          | mg/dL            | Calcium [Mass/volume] in Serum or Plasma | 2000-8 ; Calcium [Moles/volume] in Serum or Plasma ; mmol/L ; 0.2495 ; 0 ; 2
    Phos      | 2777-1   | 1 | 2.5..4.5   | 1..9        |   3.4 |  0.35 |  0.25 | chemistry   | mg/dL          | mg/dL            | Phosphate [Mass/volume] in Serum or Plasma
    Mg        | 19123-9  | 1 | 1.7..2.4   | 1..4.9      |     2 |  0.12 |   0.1 | chemistry   | mg/dL          | mg/dL            | Magnesium [Mass/volume] in Serum or Plasma
    Alb       | 1751-7   | 1 | 3.5..5.0   | 1.5..       |   4.3 |  0.22 |  0.12 | chemistry   | g/dL           | g/dL             | Albumin [Mass/volume] in Serum or Plasma
    TP        | 2885-2   | 1 | 6.0..8.3   | ..          |   7.1 |   0.3 |   0.2 | chemistry   | g/dL           | g/dL             | Protein [Mass/volume] in Serum or Plasma
    Tbili     | 1975-2   | 1 | 0.1..1.2   | ..15        |   0.6 |   0.2 |   0.1 | chemistry   | mg/dL          | mg/dL            | Bilirubin.total [Mass/volume] in Serum or Plasma | 14631-6 ; Bilirubin.total [Moles/volume] in Serum or Plasma ; µmol/L ; 17.1 ; 0 ; 0
    ALT       | 1742-6   | 0 | 7..40      | ..1000      |    22 |     6 |     4 | chemistry   | U/L            | U/L              | Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma
    AST       | 1920-8   | 0 | 8..40      | ..1000      |    22 |     5 |     4 | chemistry   | U/L            | U/L              | Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma
    ALP       | 6768-6   | 0 | 40..129    | ..          |    75 |    14 |     6 | chemistry   | U/L            | U/L              | Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma
    HbA1c     | 4548-4   | 1 | 4.0..5.6   | ..14        |   5.3 |   0.2 |   0.1 | chemistry   | %              | %                | Hemoglobin A1c/Hemoglobin.total in Blood | 59261-8 ; Hemoglobin A1c/Hemoglobin.total in Blood by IFCC protocol ; mmol/mol ; 10.929 ; -23.5 ; 0
    TC        | 2093-3   | 0 | ..200      | ..          |   185 |    24 |     8 | chemistry   | mg/dL          | mg/dL            | Cholesterol [Mass/volume] in Serum or Plasma | 14647-2 ; Cholesterol [Moles/volume] in Serum or Plasma ; mmol/L ; 0.02586 ; 0 ; 1
    LDL       | 13457-7  | 0 | ..130      | ..          |   112 |    22 |     7 | chemistry   | mg/dL          | mg/dL            | Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation | 22748-8 ; Cholesterol in LDL [Moles/volume] in Serum or Plasma ; mmol/L ; 0.02586 ; 0 ; 1
    HDL       | 2085-9   | 0 | 40..       | ..          |    53 |     9 |     3 | chemistry   | mg/dL          | mg/dL            | Cholesterol in HDL [Mass/volume] in Serum or Plasma | 14646-4 ; Cholesterol in HDL [Moles/volume] in Serum or Plasma ; mmol/L ; 0.02586 ; 0 ; 1
    TG        | 2571-8   | 0 | ..150      | ..1000      |   118 |    30 |    15 | chemistry   | mg/dL          | mg/dL            | Triglyceride [Mass/volume] in Serum or Plasma | 14927-8 ; Triglyceride [Moles/volume] in Serum or Plasma ; mmol/L ; 0.01129 ; 0 ; 1
    UACR      | 14959-1  | 0 | ..30       | ..          |     9 |     4 |     3 | chemistry   | mg/g           | mg/g{creat}      | Microalbumin/Creatinine [Mass Ratio] in Urine
    U-Alb     | 14957-5  | 1 | ..20       | ..          |     8 |     3 |     2 | chemistry   | mg/L           | mg/L             | Microalbumin [Mass/volume] in Urine
    TSH       | 3016-3   | 2 | 0.4..4.0   | 0.01..100   |   1.9 |   0.6 |  0.25 | chemistry   | mIU/L          | m[IU]/L          | Thyrotropin [Units/volume] in Serum or Plasma
    fT4       | 3024-7   | 2 | 0.8..1.8   | ..          |  1.25 |  0.15 |  0.06 | chemistry   | ng/dL          | ng/dL            | Thyroxine (T4) free [Mass/volume] in Serum or Plasma
    Hb        | 718-7    | 1 | 12.0..16.0 | 7..20       |  13.9 |   0.7 |  0.25 | hematology  | g/dL           | g/dL             | Hemoglobin [Mass/volume] in Blood
    Hct       | 4544-3   | 1 | 36..48     | 20..60      |  41.5 |     2 |   0.6 | hematology  | %              | %                | Hematocrit [Volume Fraction] of Blood by Automated count
    WBC       | 6690-2   | 1 | 4.0..11.0  | 1..40       |   6.8 |   1.1 |   0.6 | hematology  | 10^3/µL        | 10*3/uL          | Leukocytes [#/volume] in Blood by Automated count
    RBC       | 789-8    | 2 | 3.9..5.6   | 2..7        |   4.6 |  0.25 |  0.08 | hematology  | 10^6/µL        | 10*6/uL          | Erythrocytes [#/volume] in Blood by Automated count
    MCV       | 787-2    | 0 | 80..100    | ..          |    90 |     3 |     1 | hematology  | fL             | fL               | MCV [Entitic volume] by Automated count
    Plt       | 777-3    | 0 | 150..400   | 20..1000    |   245 |    38 |    15 | hematology  | 10^3/µL        | 10*3/uL          | Platelets [#/volume] in Blood by Automated count
    ANC       | 751-8    | 1 | 1.8..7.7   | 0.5..       |   4.1 |   0.7 |   0.4 | hematology  | 10^3/µL        | 10*3/uL          | Neutrophils [#/volume] in Blood by Automated count
    ALC       | 731-0    | 1 | 1.0..4.8   | ..          |   1.9 |  0.35 |   0.2 | hematology  | 10^3/µL        | 10*3/uL          | Lymphocytes [#/volume] in Blood by Automated count
    Ferritin  | 2276-4   | 0 | 20..300    | 5..         |    95 |    28 |    10 | chemistry   | ng/mL          | ng/mL            | Ferritin [Mass/volume] in Serum or Plasma
    INR       | 6301-6   | 1 | 0.9..1.2   | ..5         |   1.0 |  0.05 |  0.04 | coagulation | INR            | {INR}            | INR in Platelet poor plasma by Coagulation assay
    PT        | 5902-2   | 1 | 11..13.5   | ..60        |  12.1 |   0.4 |   0.3 | coagulation | s              | s                | Prothrombin time (PT)
    D-dimer   | 48065-7  | 2 | ..0.5      | ..          |   0.3 |  0.08 |  0.05 | coagulation | mg/L           | mg/L             | Fibrin D-dimer FEU [Mass/volume] in Platelet poor plasma
    CRP       | 1988-5   | 1 | ..5        | ..          |   1.8 |   0.8 |   0.6 | chemistry   | mg/L           | mg/L             | C reactive protein [Mass/volume] in Serum or Plasma
    ESR       | 4537-7   | 0 | ..20       | ..          |     9 |     4 |     3 | hematology  | mm/h           | mm/h             | Erythrocyte sedimentation rate by Westergren method
    PCT       | 33959-8  | 2 | ..0.5      | ..10        |  0.06 |  0.02 |  0.02 | chemistry   | ng/mL          | ng/mL            | Procalcitonin [Mass/volume] in Serum or Plasma
    Lac       | 2524-7   | 1 | 0.5..2.2   | ..4         |   1.1 |   0.2 |   0.2 | chemistry   | mmol/L         | mmol/L           | Lactate [Moles/volume] in Serum or Plasma
    hsTnI     | 89579-7  | 0 | ..34       | ..100       |     5 |     2 |     1 | chemistry   | ng/L           | ng/L             | Troponin I.cardiac [Mass/volume] in Serum or Plasma by High sensitivity method
    NT-proBNP | 33762-6  | 0 | ..125      | ..10000     |    60 |    25 |    10 | chemistry   | pg/mL          | pg/mL            | Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma
    PTH       | 2731-8   | 0 | 15..65     | ..          |    42 |     9 |     5 | chemistry   | pg/mL          | pg/mL            | Parathyrin.intact [Mass/volume] in Serum or Plasma
    CD4       | 24467-3  | 0 | 500..1500  | 200..       |   820 |   120 |    60 | chemistry   | /µL            | /uL              | CD3+CD4+ (T4 helper) cells [#/volume] in Blood
    HIV VL    | 20447-9  | 0 | ..20       | ..          |     0 |     0 |     0 | chemistry   | copies/mL      | {copies}/mL      | HIV 1 RNA [#/volume] (viral load) in Serum or Plasma by NAA with probe detection
    RF        | 11572-5  | 0 | ..14       | ..          |     7 |     2 |     1 | chemistry   | IU/mL          | [IU]/mL          | Rheumatoid factor [Units/volume] in Serum or Plasma
    PSA       | 2857-1   | 2 | ..4        | ..          |   1.1 |   0.5 |   0.1 | chemistry   | ng/mL          | ng/mL            | Prostate specific Ag [Mass/volume] in Serum or Plasma
    CEA       | 2039-6   | 1 | ..5        | ..          |   1.6 |   0.5 |   0.2 | chemistry   | ng/mL          | ng/mL            | Carcinoembryonic Ag [Mass/volume] in Serum or Plasma
    UA        | 3084-1   | 1 | 3.4..7.0   | ..          |   5.2 |   0.7 |   0.3 | chemistry   | mg/dL          | mg/dL            | Urate [Mass/volume] in Serum or Plasma
    25-OH-D   | 62292-8  | 0 | 30..100    | ..          |    31 |     6 |     3 | chemistry   | ng/mL          | ng/mL            | 25-Hydroxyvitamin D2+25-Hydroxyvitamin D3 [Mass/volume] in Serum or Plasma
    FEV1      | 20150-9  | 2 | ..         | ..          |   3.2 |   0.4 |  0.06 | procedure   | L              | L                | FEV1
    FEV1/FVC  | 19926-5  | 0 | 70..       | ..          |    80 |     3 |   1.5 | procedure   | %              | %                | FEV1/FVC
    LVEF      | 10230-1  | 0 | 50..70     | ..          |    61 |     3 |     2 | procedure   | %              | %                | Left ventricular Ejection fraction
    T-score   | 38265-5  | 1 | -1..       | ..          |  -0.6 |   0.6 |   0.1 | procedure   | T-score        | {T-score}        | DXA Radius and Ulna [T-score] Bone density
    LEV       | 30471-7  | 1 | 12..46     | ..          |    22 |     5 |     3 | chemistry   | ug/mL          | ug/mL            | levETIRAcetam [Mass/volume] in Serum or Plasma
    pH        | 2744-1   | 2 | 7.35..7.45 | 7.1..7.6    |   7.4 | 0.015 | 0.015 | chemistry   | pH             | [pH]             | pH of Arterial blood
    pCO2      | 2019-8   | 0 | 35..45     | 20..70      |    40 |     2 |     2 | chemistry   | mmHg           | mm[Hg]           | Carbon dioxide [Partial pressure] in Arterial blood
    pO2       | 2703-7   | 0 | 80..100    | 50..        |    92 |     4 |     5 | chemistry   | mmHg           | mm[Hg]           | Oxygen [Partial pressure] in Arterial blood
    hCG       | 19080-1  | 0 | ..5        | ..          |     2 |   0.5 |   0.3 | chemistry   | mIU/mL         | m[IU]/mL         | Choriogonadotropin [Units/volume] in Serum or Plasma
    PHQ-9     | 44261-6  | 0 | ..         | ..          |     2 |   1.5 |     1 | survey      | score          | {score}          | Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]
    GAD-7     | 70274-6  | 0 | ..         | ..          |     2 |   1.5 |     1 | survey      | score          | {score}          | Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]
    MMSE      | 72106-8  | 0 | 24..30     | ..          |    29 |   0.7 |   0.6 | survey      | score          | {score}          | Total score [MMSE]
    FH        | 11881-0  | 0 | ..         | ..          |     0 |     0 |     0 | vital       | cm             | cm               | Uterus Fundal height Tape measure
    FHR       | 55283-6  | 0 | 110..160   | 100..180    |   145 |     5 |     5 | vital       | /min           | /min             | Fetal Heart rate
    """
}
