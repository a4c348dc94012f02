// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Whole notes as they are written, with what a reader must find in them.
@Suite struct ExampleNoteTests {
  static let clinic = """
    CHIEF COMPLAINT: Chest pain.

    HPI: Mr. John Smith is a 72-year-old male with a history of CAD, HTN, and type 2 diabetes who
    presents with chest pain for 3 days. He denies fever, chills, or shortness of breath. Tom is not
    prescribed Advil. He stopped metformin 2 weeks ago. PE was ruled out. Possible pneumonia.

    FAMILY HISTORY: Mother had breast cancer.

    SOCIAL HISTORY: Smokes 1 pack per day. No illicit drugs.

    MEDICATIONS:
    1. Lisinopril 10 mg p.o. daily
    2. Prednisone 40 mg daily x 3 days, then 20 mg
    3. Tylenol 650 mg PO q6h as needed for pain

    PHYSICAL EXAM: BP 142/88. Lungs: No wheezes. Severe tenderness in the left lower quadrant.

    LABS: WBC 12.3, creatinine 1.8 mg/dL.

    PLAN: Return if fever or vomiting. Will schedule colonoscopy.
    """

  /// Words, type, and traits among those of assertion.
  static let findings = Table.rows(
    """
    Chest pain | condition |
    CAD | condition | pastHistory
    HTN | condition | pastHistory
    type 2 diabetes | condition | pastHistory
    chills | condition | negation
    shortness of breath | condition | negation
    Advil | brandName | negation
    metformin | genericName | negation
    PE | condition | negation
    pneumonia | condition | lowConfidence uncertain
    breast cancer | condition | pertainsToFamily
    Smokes | tobaccoUse |
    illicit drugs | recreationalDrugUse | negation
    Lisinopril | genericName |
    Prednisone | genericName |
    Tylenol | brandName |
    BP | testName |
    wheezes | condition | negation
    tenderness | condition |
    WBC | testName |
    creatinine | testName |
    vomiting | condition | conditional hypothetical
    colonoscopy | procedureName | future
    John Smith | name |
    72-year-old | age |
    male | gender |
    """
  )

  @Test(arguments: findings) func lexiconAndRulesReadAClinicNote(row: [String]) throws {
    try Self.check(row, Engines.rules.read(Self.clinic, noteDate: Engines.noteDate))
  }

  @Test(arguments: findings) func theModelsAgree(row: [String]) throws {
    try Self.check(row, Engines.full.read(Self.clinic, noteDate: Engines.noteDate))
  }

  private static func check(_ row: [String], _ note: ExtractedNote) throws {
    let entity = try #require(note.entity(row[0]), "\(row[0])")
    // A colonoscopy is a test or a procedure: the model follows the sentence.
    if row[1] == "procedureName" {
      #expect(entity.category == .testTreatmentProcedure)
    } else {
      #expect("\(entity.type)" == row[1])
    }
    let found = entity.traits.map { "\($0.name)" }
      .filter { !["sign", "symptom", "diagnosis"].contains($0) }
    #expect(Set(found) == Set(row[2].split(separator: " ").map(String.init)), "\(row[0])")
  }

  @Test func detailsBelongToTheRightThings() throws {
    let note = Engines.full.read(Self.clinic, noteDate: Engines.noteDate)
    #expect(try #require(note.entity("Lisinopril")).texts(.dosage) == ["10 mg"])
    #expect(try #require(note.entity("Prednisone")).texts(.dosage) == ["40 mg", "20 mg"])
    #expect(try #require(note.entity("Tylenol")).texts(.frequency) == ["q6h as needed"])
    #expect(try #require(note.entity("BP")).texts(.testValue) == ["142/88"])
    let tenderness = try #require(note.entity("tenderness"))
    #expect(tenderness.texts(.acuity) == ["Severe"])
    #expect(tenderness.texts(.systemOrganSite) == ["left lower quadrant"])
    let stopped = try #require(
      note.entities.first { $0.text.contains("2 weeks ago") }
    )
    #expect(stopped.value == .dateTime("2024-03-01"))
  }

  static let synthetic = """

    1961-03-23

    # Chief Complaint
    - Cough
    - Fever

    # History of Present Illness
    Beth967
     is a 14 year-old non-hispanic white female. Patient has a history of social isolation (finding).

    # Allergies
    No Known Allergies.

    # Medications
    hydrochlorothiazide 25 mg oral tablet; lisinopril 10 mg oral tablet

    # Assessment and Plan
    Patient is presenting with acute viral pharyngitis (disorder).

    ## Plan
    - medication reconciliation (procedure)
    """

  @Test func syntheticNotesAreRead() throws {
    let note = Engines.full.read(Self.synthetic)
    #expect(note.sections.map(\.kind).contains(.assessmentAndPlan))
    let pharyngitis = try #require(note.entity("acute viral pharyngitis"))
    #expect(pharyngitis.concepts.contains { $0.code == "195662009" })
    #expect(try #require(note.entity("lisinopril")).texts(.strength) == ["10 mg"])
    #expect(note.entities.contains { $0.type == .name && $0.text == "Beth967" })
    #expect(note.entities.contains { $0.type == .allergies && $0.has(.negation) })
    #expect(note.entity("medication reconciliation") != nil)
  }
}
