// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What letters at discharge say of each medication: in a head before it, in a line below it, in columns.
@Suite struct DischargeListTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Medication changes:⏎Stopped - Omeprazole 20mg OD (hyponatraemia)⏎No change - Simvastatin 20mg ON|Omeprazole|no
      Medication changes:⏎Stopped - Omeprazole 20mg OD (hyponatraemia)⏎No change - Simvastatin 20mg ON|Simvastatin|yes
      Held - Metformin 500mg BD⏎Started - Lansoprazole 30mg OD|Metformin|no
      Held - Metformin 500mg BD⏎Started - Lansoprazole 30mg OD|Lansoprazole|yes
      WITHHELD: Metformin until eGFR > 30|Metformin|no
      Suspended: Ramipril 5 mg, Furosemide 40 mg|Furosemide|no
      On hold - Candesartan 8 mg|Candesartan|no
      STOPPED: Simvastatin 40mg (replaced by atorvastatin), Ibuprofen|Simvastatin|no
      STOPPED: Simvastatin 40mg (replaced by atorvastatin), Ibuprofen|atorvastatin|yes
      STOPPED: Simvastatin 40mg (replaced by atorvastatin), Ibuprofen|Ibuprofen|no
      STOPPED: Aspirin (now on apixaban)|apixaban|yes
      TTOs:⏎- Aspirin 75 mg OD⏎  STOPPED - now on apixaban⏎- Atorvastatin 40 mg ON|Aspirin|no
      TTOs:⏎- Aspirin 75 mg OD⏎  STOPPED - now on apixaban⏎- Atorvastatin 40 mg ON|apixaban|yes
      TTOs:⏎- Aspirin 75 mg OD⏎  STOPPED - now on apixaban⏎- Atorvastatin 40 mg ON|Atorvastatin|yes
      - Ramipril 5 mg OD⏎  WITHHELD due to AKI, GP to restart|Ramipril|no
      - Bisoprolol 5 mg OD⏎- Ramipril 5 mg OD⏎  On hold|Bisoprolol|yes
      - Bisoprolol 5 mg OD⏎- Ramipril 5 mg OD⏎  On hold|Ramipril|no
      - Ramipril 5 mg OD⏎- Stopped: amlodipine 5 mg|Ramipril|yes
      - Ramipril 5 mg OD⏎Stopped amlodipine 5 mg|Ramipril|yes
      Regular meds stopped this admission:⏎Furosemide 40mg⏎Ramipril 5mg⏎New meds this admission:⏎Carbocisteine 750mg TDS|Ramipril|no
      Regular meds stopped this admission:⏎Furosemide 40mg⏎Ramipril 5mg⏎New meds this admission:⏎Carbocisteine 750mg TDS|Carbocisteine|yes
      Usual medications withheld during admission:⏎Furosemide 40mg|Furosemide|no
      8. Diclofenac - not to be restarted⏎9. Digoxin 62.5mcg od|Diclofenac|no
      12. Nitrofurantoin - course completed in hospital|Nitrofurantoin|past
      Trimethoprim 200mg BD - course completed 3/6|Trimethoprim|past
      Adcal D3 1 BD - refuses|Adcal D3|no
      Lansoprazole charted in error.|Lansoprazole|no
      Nicorandil 10 mg bd | SUSPENDED | hypotension|Nicorandil|no
      Bumetanide 1mg BD (was furosemide)|furosemide|past
      Bumetanide 1mg BD (was furosemide)|Bumetanide|yes
      Medicines stopped as no longer of benefit: atorvastatin, ramipril. Medicines to continue: MST 30mg BD|ramipril|no
      Medicines stopped as no longer of benefit: atorvastatin, ramipril. Medicines to continue: MST 30mg BD|MST|yes
      Changed: simvastatin to atorvastatin 20mg ON.|simvastatin|no
      Changed: simvastatin to atorvastatin 20mg ON.|atorvastatin|yes
      Aspirin 75 mg (STOP in 1 year)|Aspirin|yes
      Warfarin ✗|Warfarin|no
      Increase ramipril to 10mg if tolerated, add to repeat: lansoprazole 15mg.|lansoprazole|yes
      Aspirin 75 -> clopidogrel 75|Aspirin|no
      Aspirin 75 -> clopidogrel 75|clopidogrel|yes
      Clopidogrel not carried.|Clopidogrel|no
      Efavirenz prev - psychosis.|Efavirenz|past
      Metformin tried GI SE.|Metformin|past
      Defaulted insulin.|insulin|no
      """
    )
  ) func status(row: [String]) throws {
    // The text may have bars of its own.
    let answer = Array(row.suffix(2))
    let text = Table.lines(row.dropLast(2).joined(separator: "|"))
    for engine in Self.engines {
      let found = try #require(engine.read(text).entity(answer[0]), "\(row)")
      #expect(found.said == answer[1], "\(row)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Drug | Dose | Frequency | Status⏎Amlodipine | 5 mg | OD | Continued⏎Furosemide | 40 mg | BD | New|Amlodipine|5 mg|OD
      Dose increased - Levothyroxine 75mcg to 100mcg OD|Levothyroxine|100mcg|OD
      Dose reduced - Gabapentin 300mg TDS to 100mg TDS|Gabapentin|100mg|TDS
      Drug | Admission dose | Discharge dose⏎Bisoprolol | 5 mg OD | 2.5 mg OD⏎Apixaban | - | 5 mg BD|Bisoprolol|2.5 mg|OD
      Drug | Admission dose | Discharge dose⏎Bisoprolol | 5 mg OD | 2.5 mg OD⏎Apixaban | - | 5 mg BD|Apixaban|5 mg|BD
      Prednisolone 1mg/kg (70mg) od|Prednisolone|70mg|od
      CHANGED: Bisoprolol from 2.5 mg to 5 mg OD|Bisoprolol|5 mg|OD
      """
    )
  ) func dose(row: [String]) throws {
    for engine in Self.engines {
      // The text has bars of its own.
      let answer = Array(row.suffix(3))
      let text = Table.lines(row.dropLast(3).joined(separator: "|"))
      let found = try #require(engine.read(text).entity(answer[0]), "\(row)")
      #expect(found.texts(.dosage) == [answer[1]], "\(row)")
      #expect(found.texts(.frequency) == [answer[2]], "\(row)")
      #expect(found.texts(.routeOrMode).isEmpty, "\(row)")
    }
  }
}
