// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Medications of a stay, of before it and of behind it, and what a second line or sentence says of one.
@Suite struct StayMedicationTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Hospital only: enoxaparin 40 mg od, paracetamol 1 g qds|enoxaparin|past
      Hospital only: enoxaparin 40 mg od, paracetamol 1 g qds|paracetamol|past
      Enoxaparin 40 mg SC OD - hospital only|Enoxaparin|past
      Enoxaparin 40 mg SC OD (in-patient only)|Enoxaparin|past
      Senna 15 mg nocte. Dalteparin 5000 units sc od, hospital only|Dalteparin|past
      Senna 15 mg nocte. Dalteparin 5000 units sc od, hospital only|Senna|yes
      Inpatient only: heparin 5000 units SC bid. Home: aspirin 81 mg daily|heparin|past
      Inpatient only: heparin 5000 units SC bid. Home: aspirin 81 mg daily|aspirin|yes
      Not for discharge: enoxaparin 40 mg.|enoxaparin|past
      Hospital only medicines:⏎- enoxaparin 40 mg OD⏎- salbutamol nebs 5 mg QDS|enoxaparin|no
      Clozapine 200 mg nocte - prescribed by hospital only|Clozapine|yes
      On admission: aspirin 75 mg OD, ramipril 5 mg OD, on discharge: clopidogrel 75 mg OD|aspirin|past
      On admission: aspirin 75 mg OD, ramipril 5 mg OD, on discharge: clopidogrel 75 mg OD|ramipril|past
      On admission: aspirin 75 mg OD, ramipril 5 mg OD, on discharge: clopidogrel 75 mg OD|clopidogrel|yes
      Admission meds: atenolol 50 mg. Discharge meds: metoprolol 25 mg bid.|atenolol|past
      Admission meds: atenolol 50 mg. Discharge meds: metoprolol 25 mg bid.|metoprolol|yes
      Admission meds: atenolol 50 mg, aspirin 81 mg.|atenolol|yes
      - Simvastatin 40 mg tablets⏎  One at night - STOPPED (interaction)⏎- Digoxin 125 mcg tablets|Simvastatin|no
      - Simvastatin 40 mg tablets⏎  One at night - STOPPED (interaction)⏎- Digoxin 125 mcg tablets|Digoxin|yes
      - Codeine 30 mg tablets⏎  Short course, finished⏎- Digoxin 125 mcg tablets|Codeine|past
      Dalteparin: Inpatient only - not to continue|Dalteparin|past
      Rx on admission: Metformin 500mg BD, Gliclazide 80mg BD⏎Rx on discharge: Perindopril 4mg OD|Gliclazide|past
      Rx on admission: Metformin 500mg BD, Gliclazide 80mg BD⏎Rx on discharge: Perindopril 4mg OD|Perindopril|yes
      Medicines you should STOP taking⏎- Bendroflumethiazide⏎- Aspirin⏎Medicines you should CONTINUE⏎- Metformin|Aspirin|no
      Medicines you should STOP taking⏎- Bendroflumethiazide⏎- Aspirin⏎Medicines you should CONTINUE⏎- Metformin|Metformin|yes
      Doxazosin 4mg: Suspended pending BP review|Doxazosin|no
      ASA—cont; lisinopril—hold, K 5.9; Imdur—new|lisinopril|no
      ASA—cont; lisinopril—hold, K 5.9; Imdur—new|Imdur|yes
      Coreg - hold for SBP < 100|Coreg|yes
      Regular: tramadol (intolerant - vomiting), senna 2 nocte|tramadol|no
      metformin 500 MG tablet   Take 2 tablets BID.   STOP TAKING⏎aspirin 81 MG tablet   Chew 1 tablet daily.|metformin|no
      metformin 500 MG tablet   Take 2 tablets BID.   STOP TAKING⏎aspirin 81 MG tablet   Chew 1 tablet daily.|aspirin|yes
      HCTZ 25 MG tablet   Comments: Reason for Stopping: hypokalemia⏎aspirin 81 MG tablet|HCTZ|no
      HCTZ 25 MG tablet   Comments: Reason for Stopping: hypokalemia⏎aspirin 81 MG tablet|aspirin|yes
      - Bisoprolol 2.5 mg tablets⏎  One daily - NEW|Bisoprolol|yes
      Citalopram 20mg OM - omitted in error, please prescribe.|Citalopram|yes
      Alendronate 70 mg weekly, drug holiday since May.|Alendronate|no
      She takes aspirin and metoprolol. The former was stopped.|aspirin|no
      She takes aspirin and metoprolol. The former was stopped.|metoprolol|yes
      He takes aspirin and metoprolol; we have stopped the latter.|metoprolol|no
      He takes aspirin and metoprolol; we have stopped the latter.|aspirin|yes
      PMH: HTN, MRSA bacteremia. Was on vancomycin.|vancomycin|past
      AF. Was on warfarin, now apixaban.|warfarin|past
      AF. Was on warfarin, now apixaban.|apixaban|yes
      She fell. She was on apixaban.|apixaban|yes
      """
    )
  ) func status(row: [String]) throws {
    let text = Table.lines(row[0])
    for engine in Self.engines {
      let found = try #require(engine.read(text).entity(row[1]), "\(row)")
      #expect(found.said == row[2], "\(row)")
    }
  }

  @Test func directionsOfASecondLine() throws {
    let text =
      "- Bisoprolol 2.5 mg tablets\n  One daily - NEW\n- Simvastatin 40 mg tablets\n  One at night"
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(try #require(note.entity("Bisoprolol")).texts(.frequency) == ["daily"])
      #expect(try #require(note.entity("Simvastatin")).texts(.frequency) == ["at night"])
      let gabapentin = engine.read(
        "gabapentin 300 MG capsule\nTake 2 capsules TID\nWhat changed: dose"
      )
      #expect(try #require(gabapentin.entity("gabapentin")).texts(.frequency) == ["TID"])
    }
  }
}
