// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What text from printed pages has: columns parted by blanks, labels with lines below them, page numbers,
/// words broken over lines, ligatures and soft hyphens.
@Suite struct PrintedPageTests {
  private static let engines = [Engines.rules, Engines.full]

  private func traits(_ note: ExtractedNote, _ trait: TraitName) -> [String] {
    note.entities.filter { $0.has(trait) }.map(\.text)
  }

  @Test func aTableSaysWhatWasStopped() throws {
    let text = """
      Medication        Dose      Frequency     Status
      Furosemide        40 mg     once daily    NEW
      Apixaban          5 mg      twice daily   Continue
      Amlodipine        10 mg     once daily    STOPPED
      """
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(traits(note, .negation) == ["Amlodipine"])
      #expect(note.entities.count == 3)
      let first = try #require(note.entity("furosemide"))
      #expect(first.texts(.dosage) + first.texts(.strength) == ["40 mg"])
      #expect(first.texts(.frequency) == ["once daily"])
    }
  }

  @Test func aHeadSaysItOfItsColumn() {
    let text = """
      Continued Medication      Stopped Medication
      Ramipril 5 mg             Amlodipine 10 mg
      Aspirin 75 mg             Diclofenac 50 mg
      """
    for engine in Self.engines {
      #expect(traits(engine.read(text), .negation) == ["Amlodipine", "Diclofenac"])
    }
  }

  @Test func aLabelSaysItOfTheLinesBelow() {
    let text = """
      Medications stopped:     Aspirin 75 mg
                               Warfarin 3 mg
      Medications continued:   Bisoprolol 5 mg
      """
    for engine in Self.engines {
      #expect(traits(engine.read(text), .negation) == ["Aspirin", "Warfarin"])
    }
  }

  @Test func proseBesideProseIsAnothers() {
    let text = """
      History of presenting complaint          Past medical history
      72 year old man with fever and           Hypertension
      productive cough. No chest pain,         Type 2 diabetes
      haemoptysis or leg swelling.             COPD
      Denies                                   Atrial fibrillation
      weight loss.                             Asthma
      """
    for engine in Self.engines {
      #expect(
        traits(engine.read(text), .negation)
          == ["chest pain", "haemoptysis", "leg swelling", "weight loss"]
      )
    }
    let lists = """
      Diagnoses                     Medication
      Heart failure                 Bisoprolol 5 mg od
      No asthma                     Salbutamol 100 mcg prn
      """
    for engine in Self.engines {
      #expect(traits(engine.read(lists), .negation) == ["asthma"])
    }
    let families = """
      Family history                Past history
      Mother: breast cancer         Asthma
      MI                            Hypertension
      """
    for engine in Self.engines {
      #expect(traits(engine.read(families), .pertainsToFamily) == ["breast cancer", "MI"])
    }
  }

  @Test func aColumnOfAnswersAnswers() {
    let text = "No    chest pain\nNo    cough\nYes   fever\n"
    let below = "Symptom          Present\nWheeze           No\nCough            Yes\n"
    for engine in Self.engines {
      #expect(traits(engine.read(text), .negation) == ["chest pain", "cough"])
      #expect(traits(engine.read(below), .negation) == ["Wheeze"])
    }
  }

  @Test(arguments: [
    ("Sodium", "128", "mmol/L"), ("Potassium", "5.9", "mmol/L"), ("Creatinine", "245", "umol/L"),
    ("CRP", "<5", "mg/L"),
  ]) func aFlagIsNoUnitAndARangeNoValue(_ row: (name: String, value: String, unit: String)) throws {
    let text = """
      Test             Result    Flag   Units      Reference Range
      Sodium           128       L      mmol/L     133-146
      Potassium        5.9       H      mmol/L     3.5-5.3
      Creatinine       245       H      umol/L     59-104
      CRP              <5               mg/L       0-5
      """
    let found = try #require(Engines.full.read(text).entity(row.name))
    #expect(found.texts(.testValue) == [row.value])
    #expect(found.texts(.testUnit) == [row.unit])
  }

  @Test func allergensAndReactionsStandInTheirColumns() throws {
    let text = """
      ALLERGIES          REACTION           SEVERITY
      Penicillin         Anaphylaxis        Severe
      Codeine            Nausea             Mild
      """
    for engine in Self.engines {
      let note = engine.read(text)
      for name in ["Penicillin", "Codeine"] {
        #expect(try #require(note.entity(name)).type == .allergies)
      }
      #expect(traits(note, .conditional) == ["Anaphylaxis", "Nausea"])
    }
    let vaccines = """
      Immunisation       Date          Given
      Influenza          10/2023       Yes
      Pneumococcal       -             No
      """
    for engine in Self.engines {
      #expect(!engine.read(vaccines).entities.contains { $0.category == .medicalCondition })
    }
  }

  @Test func theDoseOfTheLaterColumnIsTaken() throws {
    let text = """
      Medication              Pre-admission     On discharge
      Bisoprolol              2.5 mg od         5 mg od
      Ramipril                5 mg od           STOPPED
      """
    for engine in Self.engines {
      let note = engine.read(text)
      let first = try #require(note.entity("bisoprolol"))
      #expect(first.texts(.dosage) + first.texts(.strength) == ["5 mg"])
      #expect(traits(note, .negation) == ["Ramipril"])
    }
  }

  @Test func aLabelBesideALabelHasItsOwnColumn() {
    let text = """
      Past medical history:      Hypertension        Family history:     Father - MI
                                 Gout                                    Mother - T2DM
      """
    for engine in Self.engines {
      #expect(traits(engine.read(text), .pertainsToFamily) == ["MI", "T2DM"])
    }
  }

  @Test func aLineAloneSpeaksOfAllColumnsBelow() {
    let text = "He denies any\nchest pain     palpitations\nnausea         vomiting\n"
    let family = "Weight:    82 kg\nFamily history:\ngout       lupus\nasthma     gastritis\n"
    for engine in Self.engines {
      let denied = engine.read(text).entities.filter { $0.category == .medicalCondition }
      #expect(denied.count > 2 && denied.allSatisfy { $0.has(.negation) })
      let theirs = engine.read(family).entities.filter { $0.category == .medicalCondition }
      #expect(theirs.count > 2 && theirs.allSatisfy { $0.has(.pertainsToFamily) })
    }
  }

  @Test func dotsLeadToAnAnswer() {
    for engine in Self.engines {
      let note = engine.read("Chest pain ..... No\nSOB ........... Yes\nCough ......... N\n")
      #expect(traits(note, .negation) == ["Chest pain", "Cough"])
    }
  }

  @Test func aPageNumberIsNoTest() {
    let text = "He has gout.\nPage 2 of 3\nJohn Smith 1234567\nand asthma. No\nPage 3 of 3\nfever."
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(!note.entities.contains { $0.text.hasPrefix("Page") })
    }
  }

  /// The words as the page has them, and where they stand.
  @Test(
    arguments: [
      ("Has hyper-\ntension.", "hyper-\ntension", "I10"),
      ("Has hyper\u{AD}\ntension.", "hyper\u{AD}\ntension", "I10"),
      ("Has hyper\u{AD}tension.", "hyper\u{AD}tension", "I10"),
      ("Atrial \u{FB01}brillation.", "Atrial \u{FB01}brillation", "I48.91"),
      ("Has cystic \u{FB01}brosis.", "cystic \u{FB01}brosis", "E84.9"),
    ]
  ) func aPrintedWordIsFoundWhereItStands(_ row: (text: String, words: String, code: String)) throws
  {
    for engine in Self.engines {
      let found = try #require(
        engine.read(row.text).entities.first { $0.category == .medicalCondition },
        "\(row.text)"
      )
      let scalars = Array(row.text.unicodeScalars)
      var words = String.UnicodeScalarView()
      words.append(contentsOf: scalars[found.begin..<found.end])
      #expect(String(words) == row.words)
      #expect(found.concepts.contains { $0.code == row.code }, "\(row.text)")
    }
  }

  @Test func aMedicationWithASoftHyphenIsNoInfluenza() throws {
    for engine in Self.engines {
      let note = engine.read("Takes flu\u{AD}oxetine 20 mg and amlo\u{AD}dipine 5 mg.")
      #expect(note.entities.map(\.category) == [.medication, .medication])
    }
  }
}
