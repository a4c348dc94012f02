// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Headers of sections are told from labels inside of them, in every way that notes are written.
@Suite struct SectionLevelTests {
  private func titles(_ text: String) -> [String] {
    Engines.rules.read(text).sections.map(\.title)
  }

  private func labels(_ text: String) -> [[String]] {
    Engines.rules.read(text).sections.map { $0.labels.map(\.title) }
  }

  @Test func headersInLinesOfTheirOwnHoldSystemsAsLabels() {
    let text = """
      CHIEF COMPLAINT

      Cough.

      REVIEW OF SYSTEMS

      Constitutional: Denies fever.
      Respiratory: Reports cough.

      VITALS REVIEWED

      • Blood Pressure: 124/80

      PHYSICAL EXAM

      Neck
      - Supple.

      Respiratory
      - Lungs are clear.

      ASSESSMENT AND PLAN

      Bronchitis.
      • Medical Treatment: Rest.

      Patient Agreements: The patient agrees.
      """
    #expect(
      titles(text) == [
        "CHIEF COMPLAINT", "REVIEW OF SYSTEMS", "VITALS REVIEWED", "PHYSICAL EXAM",
        "ASSESSMENT AND PLAN",
      ]
    )
    #expect(
      labels(text) == [
        [], ["Constitutional", "Respiratory"], [], ["Neck", "Respiratory"], [],
      ]
    )
  }

  @Test func capitalsBeforeTextHoldLabelsOfAnExamination() {
    let text = """
      HISTORY OF PRESENT ILLNESS: The patient is a 60-year-old man with chest pain.

      PAST MEDICAL HISTORY: Hypertension.

      PHYSICAL EXAMINATION:
      VITAL SIGNS: Blood pressure 120/80.
      HEENT: Normal.
      SCARS: One on the abdomen.
      LUNGS: Clear.

      LABORATORY DATA: CBC normal.

      SOCIAL HISTORY: Works as a cook.
      TOBACCO: Never.
      """
    #expect(
      titles(text) == [
        "HISTORY OF PRESENT ILLNESS", "PAST MEDICAL HISTORY", "PHYSICAL EXAMINATION",
        "LABORATORY DATA", "SOCIAL HISTORY",
      ]
    )
    #expect(labels(text)[2] == ["VITAL SIGNS", "HEENT", "SCARS", "LUNGS"])
    #expect(labels(text)[4] == ["TOBACCO"])
  }

  @Test func headersAreFoundWithoutEmptyLines() {
    let text = """
      PREOPERATIVE DIAGNOSIS: Hernia.
      PROCEDURE: Repair.
      ESTIMATED BLOOD LOSS: Minimal.
      PHYSICAL EXAMINATION:
      GENERAL: Comfortable.
      ABDOMEN: Soft.
      IMPRESSION: Doing well.
      """
    #expect(
      titles(text) == [
        "PREOPERATIVE DIAGNOSIS", "PROCEDURE", "ESTIMATED BLOOD LOSS", "PHYSICAL EXAMINATION",
        "IMPRESSION",
      ]
    )
  }

  @Test func headersAreFoundInLinesJoinedByCommas() {
    let text = """
      SUBJECTIVE:, The patient has hay fever.,MEDICATIONS: , Loratadine.,PAST MEDICAL HISTORY:, \
      1. Asthma.,2. Gout.,OBJECTIVE:,Vitals: Weight was 130 pounds.,HEENT: Throat is red.,\
      ASSESSMENT:, Rhinitis.
      """
    #expect(
      titles(text) == [
        "SUBJECTIVE", "MEDICATIONS", "PAST MEDICAL HISTORY", "OBJECTIVE", "ASSESSMENT",
      ]
    )
  }

  @Test func markedHeadingsAreHeaders() {
    let text = """
      # Chief Complaint
      - Cough

      # Medications
      lisinopril 10 mg

      # Assessment and Plan
      Patient has bronchitis.

      ## Plan
      Rest.
      """
    #expect(titles(text) == ["Chief Complaint", "Medications", "Assessment and Plan", "Plan"])
  }

  @Test func aDischargeSummaryInSmallLettersHasItsHeaders() {
    let text = """
      Chief Complaint:
      Dyspnea

      History of Present Illness:
      A man with dyspnea.

      Physical Exam:
      Vitals: T 98.6 BP 120/80
      HEENT: Normal.
      Lungs: Crackles.

      Pertinent Results:
      CXR: No infiltrate.

      Discharge Medications:
      1. Furosemide 40 mg daily.

      Discharge Disposition:
      Home
      """
    #expect(
      titles(text) == [
        "Chief Complaint", "History of Present Illness", "Physical Exam", "Pertinent Results",
        "Discharge Medications", "Discharge Disposition",
      ]
    )
  }

  @Test func aLineOfCapitalsIsAHeaderByItsWords() {
    let text = """
      OPERATION PERFORMED IN DETAIL
      The abdomen was opened.

      NO KNOWN ALLERGIES
      """
    #expect(titles(text) == ["OPERATION PERFORMED IN DETAIL"])
  }

  @Test func aSectionReachesOverItsLabels() throws {
    let text = "PHYSICAL EXAM:\nHEENT: red throat.\nLungs: wheezes.\nPLAN: Rest."
    let note = Engines.rules.read(text)
    let exam = try #require(note.sections.first)
    let plan = try #require(note.sections.last)
    #expect(exam.end == plan.begin)
    #expect(exam.labels.last?.end == exam.end)
    // What an entity stands in is the nearest label.
    #expect(note.entity("wheezes")?.evidence.sectionTitle == "Lungs")
  }
}
