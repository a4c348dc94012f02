// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

@Suite struct AssertionTests {
  /// A sentence, words of it, the traits they must have of those asked for.
  static let rows = Table.rows(
    """
    He denies chest pain. | chest pain | negation
    No fever, chills, or cough. | fever | negation
    No fever, chills, or cough. | chills | negation
    No fever, chills, or cough. | cough | negation
    Patient has fever but no cough. | fever |
    Patient has fever but no cough. | cough | negation
    No cough but has fever. | fever |
    Tom is not prescribed Advil. | Advil | negation
    She is no longer taking warfarin. | warfarin | negation
    Metformin was discontinued. | Metformin | negation
    He stopped lisinopril because of cough. | lisinopril | negation
    He stopped lisinopril because of cough. | cough |
    Pulmonary embolism was ruled out. | Pulmonary embolism | negation
    Pneumonia is unlikely. | Pneumonia | negation
    Pneumonia could not be ruled out. | Pneumonia | uncertain lowConfidence
    Pneumonia cannot be excluded. | Pneumonia | uncertain lowConfidence
    No evidence of deep vein thrombosis. | deep vein thrombosis | negation
    Negative for nausea and vomiting. | nausea and vomiting | negation
    Lungs without wheezes or rales. | wheezes | negation
    Lungs without wheezes or rales. | rales | negation
    In no acute distress. | acute distress | negation
    She was free of seizures. | seizures | negation
    Absence of edema. | edema | negation
    Edema is absent. | Edema | negation
    Fever: no. | Fever | negation
    Neither fever nor chills. | chills | negation
    No change in headache. | headache |
    There was no increase in headache. | headache |
    Headache is not improved. | Headache |
    Gram negative sepsis. | sepsis |
    Never had asthma. | asthma | negation
    Rash has resolved. | Rash | negation
    Possible pneumonia. | pneumonia | uncertain lowConfidence
    Likely gout. | gout | uncertain lowConfidence
    Findings are suspicious for lymphoma. | lymphoma | uncertain lowConfidence
    Rule out appendicitis. | appendicitis | uncertain lowConfidence
    R/O sepsis. | sepsis | uncertain lowConfidence
    This may represent bronchitis. | bronchitis | uncertain lowConfidence
    History of asthma. | asthma | pastHistory
    H/o stroke in 2010. | stroke | pastHistory
    Status post appendectomy. | appendectomy | pastHistory
    S/p cholecystectomy. | cholecystectomy | pastHistory
    She underwent hysterectomy. | hysterectomy | pastHistory
    Three day history of diarrhea. | diarrhea |
    No history of diabetes. | diabetes | negation pastHistory
    Previous myocardial infarction. | myocardial infarction | pastHistory
    Mother had breast cancer. | breast cancer | pertainsToFamily
    Father died of myocardial infarction. | myocardial infarction | pertainsToFamily
    Family history of diabetes. | diabetes | pertainsToFamily
    Mother reports fever. | fever |
    Sister with lupus. | lupus | pertainsToFamily
    His family physician treats his gout. | gout |
    Return if fever develops. | fever | hypothetical conditional
    Call for worsening dyspnea. | dyspnea | hypothetical
    Tylenol as needed for headache. | headache | hypothetical
    She is at risk for falls. | falls | hypothetical
    Heparin to prevent deep vein thrombosis. | deep vein thrombosis | hypothetical
    If nausea occurs, take Zofran. | nausea | hypothetical conditional
    Will schedule colonoscopy. | colonoscopy | future
    Plan to start lisinopril. | lisinopril | future
    She is scheduled for mammogram. | mammogram | future
    FAMILY HISTORY: Hypertension. | Hypertension | pertainsToFamily
    PAST MEDICAL HISTORY: Hypertension. | Hypertension | pastHistory
    ASSESSMENT: Hypertension. | Hypertension |
    PAST SURGICAL HISTORY: Tonsillectomy. | Tonsillectomy | pastHistory
    Smokes tobacco. Denies alcohol. | alcohol | negation
    Patient has hypertension and asthma. | asthma |
    Denies fever. Reports cough. | cough |
    No rash; headache persists. | headache |
    Chest pain, not relieved by rest. | Chest pain |
    """
  )

  static let asked: Set<TraitName> = [
    .negation, .uncertain, .lowConfidence, .pastHistory, .pertainsToFamily, .hypothetical,
    .conditional, .future,
  ]

  @Test(arguments: rows) func saysWhatIsMeant(row: [String]) throws {
    let note = Engines.rules.read(row[0])
    let entity = try #require(note.entity(row[1]), "nothing found in \(row[0])")
    let found = Set(entity.traits.map(\.name)).intersection(Self.asked).map { "\($0)" }
    let wanted = row[2].split(separator: " ").map(String.init)
    #expect(Set(found) == Set(wanted), "\(row[0])")
  }

  @Test func everyCueIsNamedWithItsScope() throws {
    let text = "She denies any fever or chills today."
    let note = Engines.rules.read(text)
    let chills = try #require(note.entity("chills"))
    let trait = try #require(chills.traits.first { $0.name == .negation })
    let cue = try #require(trait.reason.cue)
    let scope = try #require(trait.reason.scope)
    #expect(cue.text == "denies")
    #expect(trait.reason.rule == "cue:negation-before")
    #expect(scope.begin <= cue.begin && scope.end >= chills.end)
  }

  @Test func aSectionIsAReasonToo() throws {
    let note = Engines.rules.read("FAMILY HISTORY:\nDiabetes, stroke.\n")
    let stroke = try #require(note.entity("stroke"))
    let trait = try #require(stroke.traits.first { $0.name == .pertainsToFamily })
    #expect(trait.reason.rule == "section:family-history")
    #expect(trait.reason.cue?.text == "FAMILY HISTORY")
  }

  static let natures: [(String, String, TraitName)] = [
    ("He reports nausea.", "nausea", .symptom),
    ("PHYSICAL EXAM: Wheezing.", "Wheezing", .sign),
    ("PHYSICAL EXAM: Abdominal pain.", "Abdominal pain", .sign),
    ("Diagnosed with hypertension.", "hypertension", .diagnosis),
    ("She complains of dizziness.", "dizziness", .symptom),
    ("Edema of both legs.", "Edema", .sign),
    ("ASSESSMENT: Pneumonia.", "Pneumonia", .diagnosis),
  ]

  @Test(arguments: natures) func tellsSignsFromDiagnoses(row: (String, String, TraitName)) throws {
    let entity = try #require(Engines.rules.read(row.0).entity(row.1))
    #expect(entity.has(row.2))
    #expect(entity.traits.filter { [.sign, .symptom, .diagnosis].contains($0.name) }.count == 1)
  }

  @Test func givenSpansAreKeptAndAsserted() throws {
    let text = "There is no wide mediastinum."
    let note = Engines.rules.read(text, spans: [12..<28])
    #expect(note.entities.count == 1)
    let entity = try #require(note.entities.first)
    #expect(entity.begin == 12 && entity.end == 28)
    #expect(entity.has(.negation))
  }
}
