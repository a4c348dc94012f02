// SPDX-License-Identifier: Apache-2.0

/// Conditions that stay.
extension Disease {
  static let hypertension = Disease(
    "essential hypertension",
    "HTN",
    "59621000",
    "Essential hypertension",
    "I10",
    "Essential (primary) hypertension"
  )
  static let hyperlipidemia = Disease(
    "hyperlipidemia",
    "HLD",
    "55822004",
    "Hyperlipidemia",
    "E78.5",
    "Hyperlipidemia, unspecified"
  )
  static let prediabetes = Disease(
    "prediabetes",
    "",
    "15777000",
    "Prediabetes",
    "R73.03",
    "Prediabetes"
  )
  static let type2Diabetes = Disease(
    "type 2 diabetes mellitus",
    "T2DM",
    "44054006",
    "Type 2 diabetes mellitus",
    "E11.9",
    "Type 2 diabetes mellitus without complications"
  )
  static let type1Diabetes = Disease(
    "type 1 diabetes mellitus",
    "T1DM",
    "46635009",
    "Type 1 diabetes mellitus",
    "E10.9",
    "Type 1 diabetes mellitus without complications"
  )
  static let diabeticNephropathy = Disease(
    "diabetic nephropathy",
    "",
    "127013003",
    "Disorder of kidney due to diabetes mellitus",
    "E11.21",
    "Type 2 diabetes mellitus with diabetic nephropathy"
  )
  static let diabeticRetinopathy = Disease(
    "diabetic retinopathy",
    "NPDR",
    "422034002",
    "Retinopathy due to type 2 diabetes mellitus",
    "E11.319",
    "Type 2 diabetes mellitus with unspecified diabetic retinopathy without macular edema"
  )
  static let diabeticNeuropathy = Disease(
    "diabetic peripheral neuropathy",
    "DPN",
    "368581000119106",
    "Neuropathy due to type 2 diabetes mellitus",
    "E11.40",
    "Type 2 diabetes mellitus with diabetic neuropathy, unspecified"
  )
  static let obesity = Disease(
    "obesity",
    "",
    "414916001",
    "Obesity",
    "E66.9",
    "Obesity, unspecified"
  )
  static let ckd3a = Disease(
    "chronic kidney disease stage 3a",
    "CKD 3a",
    "700378005",
    "Chronic kidney disease stage 3A",
    "N18.31",
    "Chronic kidney disease, stage 3a"
  )
  static let ckd3b = Disease(
    "chronic kidney disease stage 3b",
    "CKD 3b",
    "700379002",
    "Chronic kidney disease stage 3B",
    "N18.32",
    "Chronic kidney disease, stage 3b"
  )
  static let ckd4 = Disease(
    "chronic kidney disease stage 4",
    "CKD 4",
    "431857002",
    "Chronic kidney disease stage 4",
    "N18.4",
    "Chronic kidney disease, stage 4 (severe)"
  )
  static let esrd = Disease(
    "end-stage renal disease",
    "ESRD",
    "46177005",
    "End-stage renal disease",
    "N18.6",
    "End stage renal disease"
  )
  static let anemiaOfCKD = Disease(
    "anemia in chronic kidney disease",
    "renal anemia",
    "707323002",
    "Anemia in chronic kidney disease",
    "D63.1",
    "Anemia in chronic kidney disease"
  )
  static let secondaryHyperparathyroidism = Disease(
    "secondary hyperparathyroidism of renal origin",
    "SHPT",
    "19034001",
    "Secondary hyperparathyroidism",
    "N25.81",
    "Secondary hyperparathyroidism of renal origin"
  )
  static let asthma = Disease(
    "asthma",
    "",
    "195967001",
    "Asthma",
    "J45.909",
    "Unspecified asthma, uncomplicated"
  )
  static let childhoodAsthma = Disease(
    "childhood asthma",
    "asthma",
    "233678006",
    "Childhood asthma",
    "J45.909",
    "Unspecified asthma, uncomplicated"
  )
  static let copd = Disease(
    "chronic obstructive pulmonary disease",
    "COPD",
    "13645005",
    "Chronic obstructive lung disease",
    "J44.9",
    "Chronic obstructive pulmonary disease, unspecified"
  )
  static let coronarySclerosis = Disease(
    "coronary artery disease",
    "CAD",
    "53741008",
    "Coronary arteriosclerosis",
    "I25.10",
    "Atherosclerotic heart disease of native coronary artery without angina pectoris"
  )
  static let atrialFibrillation = Disease(
    "atrial fibrillation",
    "AF",
    "49436004",
    "Atrial fibrillation",
    "I48.91",
    "Unspecified atrial fibrillation"
  )
  static let heartFailure = Disease(
    "heart failure with reduced ejection fraction",
    "HFrEF",
    "703272007",
    "Heart failure with reduced ejection fraction",
    "I50.20",
    "Unspecified systolic (congestive) heart failure"
  )
  static let hypothyroidism = Disease(
    "hypothyroidism",
    "",
    "40930008",
    "Hypothyroidism",
    "E03.9",
    "Hypothyroidism, unspecified"
  )
  static let depression = Disease(
    "major depressive disorder",
    "MDD",
    "370143000",
    "Major depressive disorder",
    "F32.9",
    "Major depressive disorder, single episode, unspecified"
  )
  static let anxiety = Disease(
    "generalized anxiety disorder",
    "GAD",
    "21897009",
    "Generalized anxiety disorder",
    "F41.1",
    "Generalized anxiety disorder"
  )
  static let epilepsy = Disease(
    "epilepsy",
    "",
    "84757009",
    "Epilepsy",
    "G40.909",
    "Epilepsy, unspecified, not intractable, without status epilepticus"
  )
  static let migraine = Disease(
    "migraine without aura",
    "migraine",
    "56097005",
    "Migraine without aura",
    "G43.009",
    "Migraine without aura, not intractable, without status migrainosus"
  )
  static let rheumatoidArthritis = Disease(
    "rheumatoid arthritis",
    "RA",
    "69896004",
    "Rheumatoid arthritis",
    "M06.9",
    "Rheumatoid arthritis, unspecified"
  )
  static let hiv = Disease(
    "human immunodeficiency virus infection",
    "HIV",
    "86406008",
    "Human immunodeficiency virus infection",
    "B20",
    "Human immunodeficiency virus [HIV] disease"
  )
  static let osteoporosis = Disease(
    "osteoporosis",
    "",
    "64859006",
    "Osteoporosis",
    "M81.0",
    "Age-related osteoporosis without current pathological fracture"
  )
  static let kneeOsteoarthritis = Disease(
    "osteoarthritis of knee",
    "knee OA",
    "239873007",
    "Osteoarthritis of knee",
    "M17.9",
    "Osteoarthritis of knee, unspecified"
  )
  static let gout = Disease("gout", "", "90560007", "Gout", "M10.9", "Gout, unspecified")
  static let reflux = Disease(
    "gastroesophageal reflux disease",
    "GERD",
    "235595009",
    "Gastroesophageal reflux disease",
    "K21.9",
    "Gastro-esophageal reflux disease without esophagitis"
  )
  static let alzheimer = Disease(
    "Alzheimer's disease",
    "AD",
    "26929004",
    "Alzheimer's disease",
    "G30.9",
    "Alzheimer's disease, unspecified"
  )
  static let parkinson = Disease(
    "Parkinson's disease",
    "PD",
    "49049000",
    "Parkinson's disease",
    "G20",
    "Parkinson's disease"
  )
  static let sleepApnea = Disease(
    "obstructive sleep apnea",
    "OSA",
    "78275009",
    "Obstructive sleep apnea syndrome",
    "G47.33",
    "Obstructive sleep apnea (adult) (pediatric)"
  )
  static let prostateHyperplasia = Disease(
    "benign prostatic hyperplasia",
    "BPH",
    "266569009",
    "Benign prostatic hyperplasia",
    "N40.1",
    "Benign prostatic hyperplasia with lower urinary tract symptoms"
  )
  static let ironDeficiency = Disease(
    "iron deficiency anemia",
    "IDA",
    "87522002",
    "Iron deficiency anemia",
    "D50.9",
    "Iron deficiency anemia, unspecified"
  )
  static let breastCancer = Disease(
    "breast cancer",
    "breast CA",
    "254837009",
    "Malignant neoplasm of breast",
    "C50.919",
    "Malignant neoplasm of unspecified site of unspecified female breast"
  )
  static let colonCancer = Disease(
    "colon cancer",
    "colon CA",
    "363406005",
    "Malignant tumor of colon",
    "C18.9",
    "Malignant neoplasm of colon, unspecified"
  )
  static let polymyalgia = Disease(
    "polymyalgia rheumatica",
    "PMR",
    "65323003",
    "Polymyalgia rheumatica",
    "M35.3",
    "Polymyalgia rheumatica"
  )
  static let atopicDermatitis = Disease(
    "atopic dermatitis",
    "eczema",
    "24079001",
    "Atopic dermatitis",
    "L20.9",
    "Atopic dermatitis, unspecified"
  )
  static let lowBackPain = Disease(
    "chronic low back pain",
    "cLBP",
    "278860009",
    "Chronic low back pain",
    "M54.5",
    "Low back pain"
  )
  static let hearingLoss = Disease(
    "presbycusis",
    "",
    "49526009",
    "Presbycusis",
    "H91.10",
    "Presbycusis, unspecified ear"
  )
  static let cataract = Disease(
    "age-related cataract",
    "",
    "193570009",
    "Cataract",
    "H25.9",
    "Unspecified age-related cataract"
  )
}
