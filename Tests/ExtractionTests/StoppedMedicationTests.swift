// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// A medication that was stopped is not taken, however the words name it.
@Suite struct StoppedMedicationTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(arguments: [
    ("Reports dizziness since starting lisinopril; it was stopped 2 weeks ago.", "lisinopril"),
    ("Lisinopril caused cough. It was discontinued.", "lisinopril"),
    ("Metformin 500 mg BID at home; this was held on admission.", "metformin"),
    ("Metformin was a home medication, this was held on admission for AKI.", "metformin"),
    ("Spironolactone, which was stopped last year, was not resumed.", "spironolactone"),
    ("Amlodipine caused edema and was stopped.", "amlodipine"),
    ("Started on amiodarone after cardiac catheterization. It was then stopped.", "amiodarone"),
    ("He took naproxen for gout. The medication has been discontinued.", "naproxen"),
    ("She developed a rash on amoxicillin and stopped taking it.", "amoxicillin"),
    ("Cough resolved on lisinopril after stopping it.", "lisinopril"),
    ("Enoxaparin was started on admission, but it was stopped yesterday.", "enoxaparin"),
    ("Simvastatin interacts with clarithromycin. It was stopped.", "simvastatin"),
    ("Metoprolol 25 mg held for HR 58.", "metoprolol"),
    ("- metformin 500 mg BID - on hold", "metformin"),
    ("- lisinopril 10 mg daily - discontinued", "lisinopril"),
    ("Was prescribed nitrofurantoin last month but never took it.", "nitrofurantoin"),
    ("Trazodone (oversedation; discontinued), melatonin.", "trazodone"),
    ("Sertraline 50mg daily (self-discontinued 3 wks ago)", "sertraline"),
    ("Lexapro was switched to Zoloft in March.", "Lexapro"),
    ("Switched from Lexapro to Zoloft.", "Lexapro"),
    ("D/c lisinopril, start losartan 25 mg daily.", "lisinopril"),
    ("Pt off warfarin since May.", "warfarin"), ("Prednisone was tapered off.", "prednisone"),
    ("He was intubated and propofol was started. It was weaned and stopped.", "propofol"),
    ("She was taken off prednisone in June.", "prednisone"),
    ("Ran out of metoprolol 2 weeks ago.", "metoprolol"),
    ("Offered Paxlovid but declined.", "Paxlovid"),
    ("Hold metformin 48 hours before surgery.", "metformin"),
    ("Montelukast declined by parents.", "montelukast"),
    ("STOP: clopidogrel, glipizide", "glipizide"), ("HOLD: metformin until follow up", "metformin"),
    ("DISCONTINUED MEDICATIONS:\nclopidogrel\nglipizide", "glipizide"),
    ("Discontinue\nglipizide 5 mg", "glipizide"), ("- STOP\nglipizide 5 mg", "glipizide"),
    ("He was told to stop\nglipizide last week.", "glipizide"),
    ("Chemotherapy was started. It was stopped for neutropenia.", "chemotherapy"),
    ("DM2 noncompliant with metformin.", "metformin"),
    ("Non-adherent to lithium for two months.", "lithium"),
    ("She is not taking her metformin.", "metformin"),
    ("The patient is not taking metformin.", "metformin"),
    ("Patient reports not taking metformin.", "metformin"),
    ("He no longer takes metformin.", "metformin"), ("He has run out of metformin.", "metformin"),
    ("Has not been taking his carvedilol.", "carvedilol"),
    ("Admitted after running out of furosemide.", "furosemide"),
    ("Out of Synthroid for a week, refill sent.", "Synthroid"),
    ("Did not pick up gabapentin.", "gabapentin"), ("Never started Lipitor.", "Lipitor"),
    ("Memantine (not taking), Lasix 20 mg.", "memantine"),
    ("HCTZ 25 mg daily (not taking)", "HCTZ"),
    ("- atorvastatin 40 mg nightly -- patient reports not taking", "atorvastatin"),
    ("- insulin glargine 20 units qhs (ran out)", "insulin glargine"),
    ("- Xarelto 20 mg daily - HOLD\n- aspirin 81 mg", "Xarelto"),
    ("- ibuprofen - AVOID\n- omeprazole 20 mg", "ibuprofen"), ("ASA 81 mg (d/c by PCP)", "ASA"),
    ("QTc 490 so ondansetron was avoided.", "ondansetron"),
    ("Home sertraline not continued.", "sertraline"), ("Extubated, propofol off.", "propofol"),
    ("Tried meloxicam without relief, no longer taking.", "meloxicam"),
    ("Metformin 1 g bd, glipizide stopped by Dr Patel.", "glipizide"),
    ("Stop ramipril, start candesartan 8 mg od.", "ramipril"),
    ("DKA in setting of insulin nonadherence.", "insulin"), ("Statin declined again.", "statin"),
    ("Lamictal helped but stopped when insurance lapsed.", "Lamictal"),
    ("Verapamil considered, not started.", "verapamil"),
    ("D/c'd Haldol yesterday.", "Haldol"), ("Lovenox changed to heparin.", "Lovenox"),
    ("Meds: ASA (hold 7d), Coreg 12.5 mg BID", "ASA"),
    ("All home medications were resumed except lisinopril and metformin.", "metformin"),
    ("Morning meds given except for lisinopril - SBP 92.", "lisinopril"),
    ("gabapentin 300 mg capsule (Patient not taking: Reported on 3/1/2024)", "gabapentin"),
    ("[DISCONTINUED] amlodipine 10 mg\nlisinopril 10 mg", "amlodipine"),
    ("Stop losartan, metformin,\nglipizide and aspirin.", "glipizide"),
    ("Amoxicillin was considered but avoided given allergy.", "amoxicillin"),
    ("Lisinopril -> losartan 50 mg for cough.", "lisinopril"),
    ("Took metoprolol this morning, held lisinopril.", "lisinopril"),
  ]) func whatWasStoppedIsNotTaken(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.has(.negation), "\(row.text)")
      let cue = try #require(entity.traits.first { $0.name == .negation }?.reason.cue)
      #expect(!cue.text.isEmpty, "\(row.text)")
    }
  }

  @Test(arguments: [
    "prednisone 40 mg daily x 5 days, then stop\nlisinopril 10 mg daily",
    "prednisone 40 mg x 5 days, then 20 mg x 5 days, then stop.\nlisinopril 10 mg daily",
    "1. prednisone 40 mg daily for 5 days then discontinue\n2. lisinopril 10 mg daily",
    "Taper prednisone and stop\nContinue lisinopril 10 mg",
    "Lisinopril was held and then resumed at discharge.",
    "Lisinopril was held on admission. It was resumed at discharge.",
    "Lisinopril was started after appendectomy. It was not stopped.",
    "Lisinopril was continued. The procedure was stopped.",
    "Lisinopril 10 mg daily.\n\nIt was stopped after an hour.",
    "Continue lisinopril, metoprolol held.", "Metoprolol held, lisinopril given.",
    "Metoprolol 25 mg held for HR 58, lisinopril 10 mg given.",
    "Lisinopril started. The infusion of heparin was held.",
    "Takes lisinopril. Ventilation was begun; it was stopped after two days.",
    "Takes lisinopril. He stopped this morning for coffee.",
    "On lisinopril; consider stopping it.", "Lisinopril was changed to 20 mg daily.",
    "Losartan was switched to lisinopril.", "Switched from losartan to lisinopril.",
    "Lisinopril 10 mg daily, to be stopped on Friday.", "D/c home on lisinopril.",
    "Lisinopril stopped by PCP; patient restarted on her own.", "D/c losartan, start lisinopril.",
    "Carvedilol 12.5 mg BID (hold on HD days), lisinopril 10 mg.",
    "Gout (not on allopurinol), takes lisinopril.",
    "Cannot be taken off lisinopril.", "Takes aspirin, lisinopril (has held the first one).",
    "Hold metformin before giving lisinopril.",
    "STOP: losartan\nCONTINUE: lisinopril",
    "Warfarin, then lisinopril was started. If it was stopped, call.",
    "Takes lisinopril with good effect, no longer using metoprolol.",
    "Took lisinopril this morning, held metoprolol.", "Losartan -> lisinopril 10 mg.",
    "[DISCONTINUED] amlodipine 10 mg tablet\nlisinopril 10 mg daily",
    "Stop amlodipine 10 mg\nlisinopril 10 mg daily\naspirin 81 mg daily",
    "methotrexate 15 mg weekly - NOT daily\nlisinopril 10 mg daily",
    "oxycodone 5 mg q4h, not to exceed 8 a day\nlisinopril 10 mg daily",
    "Lovenox changed to heparin, lisinopril continued.", "Lisinopril 10 mg (hold for SBP < 100).",
    "Everything was resumed except losartan. Takes lisinopril.",
    "Lisinopril was changed to 20 mg.", "D/c'd Haldol, lisinopril was continued.",
    "Lisinopril caused a cough but stopped after two days.",
    "Compliant with lisinopril.", "Noncompliant with metformin, takes lisinopril.",
    "Lisinopril 10 mg daily, HCTZ 25 mg (not taking).", "Took 3 out of 5 doses of lisinopril.",
    "Ran out of metformin, lisinopril was refilled.", "Came out of hospital on lisinopril.",
    "Lisinopril 10 mg bd, gliclazide stopped.", "Stop ramipril, start lisinopril 8 mg od.",
    "- losartan - HOLD\n- lisinopril 10 mg daily", "Headache is off and on, takes lisinopril.",
    "Lisinopril 10 mg daily: hold/resume per protocol.",
  ]) func whatWasNotStoppedIsTaken(text: String) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(text).entity("lisinopril"), "\(text)")
      #expect(!entity.has(.negation), "\(text)")
    }
  }

  /// What is not taken says nothing of what it is for.
  @Test(arguments: [
    ("Not taking metformin for diabetes.", "diabetes"), ("HTN, not taking lisinopril.", "HTN"),
    ("Not been taking ramipril - it makes her cough.", "cough"),
    ("Hypertension, noncompliant with meds.", "hypertension"),
    ("Stroke ruled out, ran out of aspirin. Diabetes.", "diabetes"),
  ]) func whatItIsForIsThere(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(!entity.has(.negation), "\(row.text)")
    }
  }

  @Test(arguments: [
    ("Was on warfarin in 2010 for PE.", "warfarin", true),
    ("Took tamoxifen until 2012.", "tamoxifen", true),
    ("Was on PTU during pregnancy.", "PTU", true),
    ("Was previously taking citalopram 20 mg daily until last year.", "citalopram", true),
    ("Failed trials: Prozac, Effexor.", "Effexor", true),
    ("Tried citalopram - no benefit.", "citalopram", true),
    ("Keppra 500 mg BID x 7 days (completed).", "Keppra", true),
    ("Hx of PE, on apixaban 5 mg BID.", "apixaban", false),
    ("NSTEMI s/p stent to LAD, on aspirin 81 mg, ticagrelor 90 mg bid.", "ticagrelor", false),
    ("Hx of PE and DVT, takes apixaban.", "apixaban", false),
    ("Was started on warfarin in 2010.", "warfarin", false),
    ("Was on warfarin when she fell.", "warfarin", false),
    ("She was on metformin in the ED.", "metformin", false),
    ("Was on lisinopril in March 2024.", "lisinopril", false),
    ("Takes warfarin, stroke in 2010.", "warfarin", false),
  ]) func whatWasTakenOnceIsPast(_ row: (text: String, name: String, isPast: Bool)) throws {
    for engine in Self.engines {
      let note = engine.read(row.text, noteDate: Engines.noteDate)
      let entity = try #require(note.entity(row.name), "\(row.text)")
      #expect(entity.has(.pastHistory) == row.isPast, "\(row.text)")
      #expect(!entity.has(.negation), "\(row.text)")
    }
  }

  @Test func aConditionIsNeverStopped() throws {
    for engine in Self.engines {
      let note = engine.read("She had chest pain on exertion. It was stopped by rest.")
      #expect(try #require(note.entity("chest pain")).has(.negation) == false)
    }
  }

  @Test func whatAStopIsForIsNotStopped() throws {
    for engine in Self.engines {
      let note = engine.read("Discontinue aspirin and Plavix 7 days prior to surgery.")
      #expect(try #require(note.entity("Plavix")).has(.negation))
      #expect(try #require(note.entity("surgery")).has(.negation) == false)
    }
  }

  @Test func aPluralMeansAllOfAList() throws {
    for engine in Self.engines {
      let note = engine.read("He takes aspirin and clopidogrel. They were held before surgery.")
      for name in ["aspirin", "clopidogrel"] {
        #expect(try #require(note.entity(name)).has(.negation), "\(name)")
      }
    }
  }

  @Test func theReasonNamesThePronoun() throws {
    let note = Engines.rules.read("Lisinopril caused cough. It was discontinued.")
    let trait = try #require(note.entity("lisinopril")?.traits.first { $0.name == .negation })
    #expect(trait.reason.rule == "stopped:pronoun")
    #expect(trait.reason.cue?.text == "It was discontinued")
    #expect(trait.reason.scope?.text == "Lisinopril caused cough. It was discontinued")
  }

  /// An order of the visit is taken from then on, as the gold notes mark it; a plan is not yet.
  @Test(arguments: [
    ("Will initiate empagliflozin 10 mg daily.", true),
    ("Plan to add empagliflozin 10 mg daily.", true),
    ("A/P: will add empagliflozin 10 mg.", true),
    ("Start empagliflozin 10 mg daily at the next visit.", true),
    ("Begin empagliflozin after surgery.", true), ("Start empagliflozin in 2 weeks.", true),
    ("Start empagliflozin tomorrow.", true),
    ("Start empagliflozin once eGFR has recovered.", true),
    ("Will start metformin and continue empagliflozin.", false),
    ("Start empagliflozin 10 mg daily.", false), ("Increase empagliflozin to 25 mg.", false),
    ("Start empagliflozin 10 mg once daily after meals.", false),
    ("Started empagliflozin yesterday.", false), ("Started empagliflozin after surgery.", false),
  ]) func whatIsPlannedIsToCome(_ row: (text: String, isFuture: Bool)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity("empagliflozin"), "\(row.text)")
      #expect(entity.has(.future) == row.isFuture, "\(row.text)")
    }
  }
}
