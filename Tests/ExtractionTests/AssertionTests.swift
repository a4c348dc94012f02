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
    She will undergo cholecystectomy on Monday. | cholecystectomy | future
    Scheduled for colonoscopy next week. | colonoscopy | future
    MRI of the brain is scheduled for 5 June. | MRI of the brain | future
    Mammogram due next month. | Mammogram | future
    He is due for a colonoscopy. | colonoscopy | future
    To be started on metformin. | metformin | future
    Metformin to be started after discharge. | Metformin | future
    Plan: CT abdomen and pelvis. | CT abdomen and pelvis | future
    Return for suture removal in 10 days. | suture removal | future
    Return for fever. | fever | hypothetical
    Repeat chest x-ray in 6 weeks. | chest x-ray | future
    We will obtain an echocardiogram. | echocardiogram | future
    Echocardiogram to be done tomorrow. | Echocardiogram | future
    Surgery consulted; appendectomy planned for tonight. | appendectomy | future
    Booked for cataract surgery. | cataract surgery | future
    Listed for total hip replacement. | total hip replacement | future
    On the waiting list for knee replacement. | knee replacement | future
    She needs a colonoscopy. | colonoscopy | future
    The patient requires hemodialysis. | hemodialysis |
    He is awaiting biopsy. | biopsy | future
    She is going to have a hysterectomy. | hysterectomy | future
    Chemotherapy will begin next week. | Chemotherapy | future
    Chemotherapy to start on Monday. | Chemotherapy | future
    Would recommend stress test. | stress test | future
    Consented for laparoscopy. | laparoscopy | future
    CBC in the morning. | CBC | future
    Check TSH in 6 weeks. | TSH | future
    TSH to be rechecked in 3 months. | TSH | future
    Arrange outpatient endoscopy. | endoscopy | future
    She has an appointment for a mammogram. | mammogram | future
    Next colonoscopy in 2027. | colonoscopy | future
    Follow-up MRI in 3 months. | MRI | future
    We plan on doing a biopsy. | biopsy | future
    I have ordered an MRI. | MRI | future
    Influenza vaccine due. | Influenza vaccine | future
    CT in 2019 showed a mass. | CT |
    MRI was performed as planned. | MRI |
    Repeat CBC was normal. | CBC |
    The planned appendectomy was performed. | appendectomy |
    Scheduled colonoscopy was cancelled. | colonoscopy | negation
    CT scan was ordered and showed a mass. | CT scan |
    He had surgery and was scheduled for discharge. | surgery |
    Return to the ED if fever develops. | fever | hypothetical conditional
    Should he develop chest pain, call 911. | chest pain | hypothetical conditional
    Should fever recur, give acetaminophen. | fever | hypothetical conditional
    Call in case of bleeding. | bleeding | hypothetical conditional
    In the event that seizures recur, give lorazepam. | seizures | hypothetical conditional
    Return precautions: fever, vomiting. | vomiting | hypothetical
    Seek care with worsening dyspnea. | dyspnea | hypothetical
    Stop metformin if eGFR <45. | metformin | hypothetical conditional
    If eGFR falls below 45, stop metformin. | metformin | hypothetical conditional
    Hold lisinopril if systolic pressure is below 100. | lisinopril | hypothetical conditional
    Hold lisinopril. | lisinopril | negation
    Stop metformin. | metformin | negation
    Metformin was stopped because eGFR fell. | Metformin | negation
    Discontinue warfarin when INR exceeds 5. | warfarin | hypothetical conditional
    Metoprolol 25 mg twice daily, hold if heart rate below 50. | Metoprolol |
    Previously took warfarin. | warfarin | pastHistory
    He used to take lithium. | lithium | pastHistory
    She was previously on methotrexate. | methotrexate | pastHistory
    Formerly on prednisone. | prednisone | pastHistory
    S/p CABG x3 in 2015. | CABG | pastHistory
    Prior stroke. | stroke | pastHistory
    He used to have asthma. | asthma | pastHistory
    Asthma as a child. | Asthma | pastHistory
    Prior to surgery she had fever. | fever |
    Use albuterol prior to exercise. | albuterol |
    Maternal grandmother had breast cancer. | breast cancer | pertainsToFamily
    Brother died of a heart attack at 45. | heart attack | pertainsToFamily
    FH: father with colon cancer. | colon cancer | pertainsToFamily
    Her son has the flu and she has cough. | cough |
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

  @Test func whatAPlanNamesIsToCome() throws {
    let note = Engines.rules.read("PLAN:\nCT abdomen and pelvis.\nContinue dialysis.\n")
    let scan = try #require(note.entities.first { $0.text.hasPrefix("CT") })
    #expect(scan.has(.future))
    #expect(scan.traits.first { $0.name == .future }?.reason.rule == "section:plan")
    #expect(try #require(note.entity("dialysis")).has(.future) == false)
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
