// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What pages interrupt, and what tables in HTML say by their cells.
@Suite struct InterruptedNoteTests {
  private static let engines = [Engines.rules, Engines.full]

  private func denied(_ text: String, _ engine: ClinicalTextEngine) -> [String] {
    engine.read(text).entities.filter { $0.has(.negation) }.map(\.text)
  }

  @Test func aDenialGoesOnBehindTheFootOfAPage() {
    let notes = [
      "She denies chest\n\nPage 2 of 3\nLAKE, MARY   MRN 1234567\n\npain. She has a cough.",
      "She denies chest\nPage 2/3\nName: Mary Lake   NHS No: 943 476 5919\npain. She has a cough.",
      "She denies fever,\nPage 1 of 2\nLAKE, MARY\nvomiting or pain. She has a cough.",
    ]
    for engine in Self.engines {
      for note in notes {
        #expect(denied(note, engine).contains("pain"), "\(note)")
        #expect(!denied(note, engine).contains("cough"), "\(note)")
      }
    }
  }

  @Test func aSentenceThatEndedDoesNotGoOn() {
    let notes = [
      "She denies chest pain.\nPage 2 of 3\nLAKE, MARY\nvomiting since Monday.",
      "No fever\nPage 2 of 3\nLAKE, MARY\nPain in the left knee.",
      "Hosp No 1234567 pain in the left knee.",
    ]
    for engine in Self.engines {
      for note in notes {
        let found = denied(note, engine).map { $0.lowercased() }
        #expect(!found.contains("vomiting") && !found.contains("pain"), "\(note)")
      }
    }
  }

  private static let table = """
    <table><tr><th>Medication</th><th>Dose</th><th>Status</th></tr>
    <tr><td>Warfarin</td><td>5 mg</td><td>stopped</td></tr>
    <tr><td>Ramipril</td><td>5 mg od</td><td>active</td></tr>
    <tr><td>Metformin</td><td>500 mg bd</td><td>on hold</td></tr></table>
    """
  private static let sections = """
    <tbody>
     <tr>
      <td><content ID="med1">warfarin 5 mg oral tablet</content></td>
      <td>1 tab daily</td>
      <td>Discontinued</td>
     </tr>
     <tr>
      <td><content ID="med2">ramipril 5 mg oral tablet</content></td>
      <td>1 tab daily</td>
      <td>Active</td>
     </tr>
     <tr>
      <td><content ID="med3">metformin 500 mg oral tablet</content></td>
      <td>1 tab twice daily</td>
      <td>On hold</td>
     </tr>
    </tbody>
    """

  private static let lines = """
    Medication Directions Start Date Status
    warfarin 5 mg oral tablet 1 tab daily 2019-01-02 Discontinued
    ramipril 5 mg oral tablet 1 tab daily 2019-01-02 Active
    metformin 500 mg oral tablet 1 tab twice daily 2019-01-02 On hold
    """

  @Test(arguments: [table, sections, lines]) func aCellSpeaksOfItsRow(text: String) {
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(note.entity("warfarin")?.has(.negation) == true)
      #expect(note.entity("ramipril")?.has(.negation) == false)
      #expect(note.entity("metformin")?.has(.negation) == true)
    }
  }
}
