// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Medications whose course is over, that nobody pays for or that were only spoken of, beside those that go on.
@Suite struct OverAndOngoingTests {
  private static let engines = [Engines.rules, Engines.full]

  private func state(_ entity: Entity) -> String {
    entity.has(.negation) || entity.has(.pastHistory)
      ? "over" : entity.has(.hypothetical) || entity.has(.future) ? "supposed" : "taken"
  }

  @Test(
    arguments: Table.rows(
      """
      Prednisone 10 mg - completed course|Prednisone|over
      Amoxicillin for AOM 2 mo ago, completed.|Amoxicillin|over
      Bactrim for UTI, completed 3/1.|Bactrim|over
      Lisinopril for HTN, doing well.|Lisinopril|taken
      UTI tx'd w/ Macrobid 2/1-2/6.|Macrobid|over
      Mild rejection 9/21 treated w/ prednisone.|prednisone|over
      Hypertension treated with lisinopril.|lisinopril|taken
      Ibuprofen quit.|Ibuprofen|over
      Doxycycline 100 mg BID rosacea - d/c, switch to ivermectin cream.|Doxycycline|over
      Doxycycline 100 mg BID rosacea - d/c, switch to ivermectin cream.|ivermectin|taken
      Aspirin no longer indicated.|Aspirin|over
      Kayexalate no longer used.|Kayexalate|over
      Repatha PA denied.|Repatha|over
      Olanzapine was cross-titrated to risperidone 2 mg BID.|Olanzapine|over
      Olanzapine was cross-titrated to risperidone 2 mg BID.|risperidone|taken
      Taking husband's meloxicam for knee pain - told to stop.|meloxicam|over
      s/p AF ablation 2022, Eliquis continued.|Eliquis|taken
      s/p vancomycin, Zosyn.|Zosyn|over
      s/p stent, aspirin and Plavix.|Plavix|taken
      s/p chemo with cisplatin, etoposide.|etoposide|over
      Statin? No, on Zetia.|Statin|over
      We tried rosuvastatin, which she is tolerating well.|rosuvastatin|taken
      We tried rosuvastatin without benefit.|rosuvastatin|over
      We talked about starting a GLP-1 such as Ozempic.|Ozempic|supposed
      Discussed starting Ozempic, continue metformin.|metformin|taken
      UDS + THC, neg cocaine.|cocaine|over
      Tried and failed: PT, gabapentin, Lyrica (wt gain), duloxetine, meloxicam.|gabapentin|over
      Tried and failed: PT, gabapentin, Lyrica (wt gain), duloxetine, meloxicam.|meloxicam|over
      Budesonide never filled d/t cost.|Budesonide|over
      Discussed clozapine, pt would like to hold off.|clozapine|supposed
      Discussed metformin side effects.|metformin|taken
      Discussed metformin, continue 500 mg BID.|metformin|taken
      Seroquel from ex-boyfriend, advised not to take.|Seroquel|over
      Vanc/cefepime 3/10-3/13 -> meropenem 1 g q8h|Vanc|over
      Vanc/cefepime 3/10-3/13 -> meropenem 1 g q8h|meropenem|taken
      Sedated w/ propofol until 3/14.|propofol|over
      Continue cefepime until 3/14.|cefepime|taken
      Hydrocortisone 1% bid prn, no longer needs triamcinolone.|Hydrocortisone|taken
      Hydrocortisone 1% bid prn, no longer needs triamcinolone.|triamcinolone|over
      Insulin? No.|Insulin|over
      Off insulin, glipizide and lisinopril since surgery; metformin 500 BID only.|lisinopril|over
      Off insulin, glipizide and lisinopril since surgery; metformin 500 BID only.|metformin|taken
      No ACEi (cough on lisinopril 2018).|lisinopril|over
      Discussed oophorectomy, mastectomy, tamoxifen chemoprevention.|tamoxifen|supposed
      3) GABAPENTIN 300MG CAP TAKE ONE CAPSULE BY MOUTH THREE   HOLD|GABAPENTIN|over
      4) LISINOPRIL 20MG TAB TAKE ONE-HALF TABLET BY MOUTH   EXPIRED|LISINOPRIL|over
      5) METFORMIN 500MG TAB TAKE TWO TABLETS BY MOUTH   ACTIVE|METFORMIN|taken
      Anastrozole (arthralgia) -> letrozole 2.5 mg daily.|Anastrozole|over
      COMPLETED: cephalexin|cephalexin|over
      NOT FILLED: Entresto|Entresto|over
      Discussed apixaban vs aspirin, chose apixaban 5 mg BID.|aspirin|supposed
      Gabapentin offered.|Gabapentin|supposed
      Ask re lamotrigine, declines.|lamotrigine|over
      Buspar didn't do anything.|Buspar|over
      Metoprolol 12.5 mg BID to start if off pressors.|Metoprolol|supposed
      Topamax helped migraines but cognitive slowing so off.|Topamax|over
      Albuterol helped wheezing but cough persists.|Albuterol|taken
      Metoprolol? No, atenolol.|atenolol|taken
      Chlorthalidone subbed for HCTZ today.|HCTZ|over
      Suboxone 8-2 BID, last use of heroin in 2022.|Suboxone|taken
      """
    )
  ) func whatIsOverAndWhatGoesOn(row: [String]) throws {
    for engine in Self.engines {
      guard let found = engine.read(row[0], noteDate: Engines.noteDate).entity(row[1]) else {
        // The rules alone do not know every name.
        #expect(["Kayexalate", "Repatha", "cocaine"].contains(row[1]), "\(row[0])")
        continue
      }
      #expect(state(found) == row[2], "\(row[0])")
    }
  }

  @Test func anAllergicRxnIsOne() throws {
    for engine in Self.engines {
      let note = engine.read("Allergic rxn to paclitaxel. Flu, COVID vax utd.")
      #expect(note.entities.contains { $0.text == "paclitaxel" && $0.type == .allergies })
      #expect(!note.entities.contains { $0.type == .condition })
    }
  }

  @Test(arguments: [
    ("PRE-OP CHECKLIST\n[x] Sleep apnea", "PRE-OP CHECKLIST"),
    ("RHEUM F/U\n58F seropositive RA.", "RHEUM"), ("Stress dose hydrocortisone 50 mg", "Stress"),
  ]) func titlesAndDosesAreNeither(_ row: (text: String, words: String)) {
    for engine in Self.engines { #expect(engine.read(row.text).entity(row.words) == nil, "\(row)") }
  }

  @Test func whatIsPendingWasNotDenied() throws {
    for engine in Self.engines {
      let note = engine.read("TTE no vegetation, TEE pending. NSAIDs cause hives: avoid.")
      #expect(try !#require(note.entity("TEE")).has(.negation))
      #expect(try !#require(note.entity("TTE")).has(.future))
      #expect(try #require(note.entity("NSAIDs")).type == .allergies)
    }
  }

  @Test func aSheetOfInfusionsIsNoAbstract() throws {
    let text = """
      C4D1 FOLFOX. Oxaliplatin held for grade 2 neuropathy. ANC 1.4, plt 112, Hgb 10. No fever, mucositis. \\
      Diarrhea G1, Imodium prn. Emend d/c. DVT on Eliquis. Port flushed w/ heparin.
      """
    #expect(try #require(Engines.full.read(text).entity("Eliquis")).category == .medication)
  }
}
