// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What a word makes another disease of has the code of that one, or none.
@Suite struct OtherDiseaseTests {
  private static let engines = [Engines.rules, Engines.full]

  private func codes(_ text: String, _ engine: ClinicalTextEngine) -> Set<String> {
    Set(engine.read(text).entities.flatMap { $0.concepts.map(\.code) })
  }

  @Test(
    arguments: Table.rows(
      """
      Diabetes insipidus.|E23.2
      Nephrogenic diabetes insipidus.|N25.1
      Intracranial hypertension.|G93.2
      Idiopathic intracranial hypertension.|G93.2
      Portal hypertension.|K76.6
      Pulmonary hypertension.|I27.20
      Ocular hypertension.|H40.059
      White coat hypertension.|R03.0
      Renovascular hypertension.|I15.0
      Viral pneumonia.|J12.9
      Steroid-induced diabetes.|E09.9
      Gestational diabetes.|O24.419
      Bronze diabetes.|E83.110
      Pernicious anaemia.|D51.0
      Renal artery stenosis.|I70.1
      Vascular dementia.|F01.50
      Lewy body dementia.|G31.83
      Psychogenic seizure.|F44.5
      Viral hepatitis.|B19.9
      Hepatitis A.|B15.9
      Alcoholic hepatitis.|K70.10
      Septic arthritis.|M00.9
      Psoriatic arthritis.|L40.50
      Reactive arthritis.|M02.9
      Bacterial meningitis.|G00.9
      Cardiac asthma.|I50.1
      Gouty arthritis.|M10.9
      Ischaemic colitis.|K55.9
      Haemolytic anaemia.|D58.9
      Cranial DI on desmopressin.|E23.2
      Eosinophilic asthma.|J82.83
      Allergic asthma.|J45.909
      Crohn's dx 2015.|K50.90
      """
    )
  ) func theCodeOfTheOther(row: [String]) {
    for engine in Self.engines {
      let found = engine.read(row[0]).entities.filter { $0.category == .medicalCondition }
      let first = found.map { $0.concepts.first { $0.system == .icd10cm }?.code }
      #expect(first == [row[1]], "\(row[0]) \(first)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Adrenal hypertension.|I10
      Candidal pneumonia.|J18.9
      Myxoedema-associated pericarditis.|I31.9
      Syphilitic dementia.|F03.90
      Chlamydial conjunctivitis.|H10.9
      Ulnar neuropathy.|G62.9
      """
    )
  ) func noCodeOfTheCommonOne(row: [String]) {
    for engine in Self.engines { #expect(!codes(row[0], engine).contains(row[1]), "\(row[0])") }
  }

  @Test(
    arguments: Table.rows(
      """
      Chronic hypertension.|I10
      Known hypertension.|I10
      Essential hypertension.|I10
      Systolic hypertension.|I10
      Longstanding diabetes.|E11.9
      Poorly controlled diabetes.|E11.9
      Basal pneumonia.|J18.9
      Severe pneumonia.|J18.9
      Symptomatic anaemia.|D64.9
      Nocturnal asthma.|J45.909
      Recurrent seizures.|R56.9
      Advanced dementia.|F03.90
      History of renal disease, hypertension and asthma.|I10
      """
    )
  ) func itsOwnCodeWhereItIsDescribed(row: [String]) {
    for engine in Self.engines { #expect(codes(row[0], engine).contains(row[1]), "\(row[0])") }
  }

  @Test func theHeadIsNotLeftOut() {
    for engine in Self.engines {
      let found = engine.read("Allergic conjunctivitis.").entities.flatMap(\.concepts)
      #expect(found.first { $0.system == .icd10cm }?.code != "J30.9")
    }
  }
}
