// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// A small generator, so that a failure can be repeated.
struct Dice {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

@Suite struct RobustnessTests {
  static let note = """
    CHIEF COMPLAINT: Chest pain – “severe”.
    HPI: Mr. José Núñez, 72 yo, denies fever, chills. 5 µg of naïve 日本 text 🙂 and é.
    MEDICATIONS:
    1. Lisinopril 10 mg p.o. daily
    2. Prednisone 40 mg x3 days, then 20 mg
    LABS: WBC 12.3, Hgb 10.2 g/dL, BP 142/88 on 03/01/2024.
    PLAN: Return if fever (disorder). Call 555-123-4567. http://example.org/?q=1
    """

  /// Every offset points at the text it claims, in code points, and ids are unique.
  static func check(_ text: String, _ engine: ClinicalTextEngine) {
    let scalars = Array(text.unicodeScalars)
    let note = engine.read(text, noteDate: Engines.noteDate)
    #expect(note.characterCount == scalars.count)
    var ids = Set<Int>()
    func verify(_ id: Int?, _ begin: Int, _ end: Int, _ claimed: String) {
      guard begin >= 0, begin < end, end <= scalars.count else {
        Issue.record("offsets \(begin)..<\(end) of \(scalars.count)")
        return
      }
      #expect(String(String.UnicodeScalarView(scalars[begin..<end])) == claimed)
      if let id { #expect(ids.insert(id).inserted) }
    }
    for entity in note.entities {
      verify(entity.id, entity.begin, entity.end, entity.text)
      #expect((0...1).contains(entity.score))
      for attribute in entity.attributes {
        verify(attribute.id, attribute.begin, attribute.end, attribute.text)
      }
      for trait in entity.traits {
        if let cue = trait.reason.cue { verify(nil, cue.begin, cue.end, cue.text) }
        if let scope = trait.reason.scope { verify(nil, scope.begin, scope.end, scope.text) }
      }
    }
    for attribute in note.unmappedAttributes {
      verify(attribute.id, attribute.begin, attribute.end, attribute.text)
    }
    for section in note.sections {
      #expect(section.begin <= section.bodyBegin && section.bodyBegin <= section.end)
    }
  }

  /// A note that ends where words lead on, and names that are broken over two lines of capitals.
  @Test(arguments: [
    "partner treated for CT with doxy. HAV/", "SIGNS AND SYMPTOMS OF CONGESTIVE\nHEART FAILURE.",
    "Betadine, 1% Xylocaine was injected in the left", "CHRONIC\nCOUGH, AS ALWAYS. MORE",
    "HISTORY OF PULMONARY\nFIBROSIS AND THE USE", "PLAN FOR TOTAL KNEE\nARTHROPLASTY AND",
    "ACUTE\nCHOLECYSTITIS AND UNDERWENT", "IS NO DOMESTIC\nVIOLENCE", "NSAIDs avoid",
    "Metformin CI",
    "Aspirin to the affected", "flu + ", "Hep A/", "BC:", "SOB-", "not prasugrel -",
  ])
  func whatEndsOrIsBrokenAnywhereIsRead(_ text: String) {
    Self.check(text, Engines.full)
    Self.check("MEDICATIONS:\n" + text, Engines.full)
  }

  @Test func offsetsAreCodePoints() {
    Self.check(Self.note, Engines.rules)
    Self.check(Self.note, Engines.full)
  }

  @Test func everyTruncationIsRead() {
    let scalars = Array(Self.note.unicodeScalars)
    for count in stride(from: 0, through: scalars.count, by: 7) {
      Self.check(String(String.UnicodeScalarView(scalars[0..<count])), Engines.full)
    }
  }

  @Test func anyBytesAreRead() {
    var dice = Dice(state: 7)
    for round in 0..<150 {
      let bytes = (0..<dice.next(400)).map { _ in UInt8(dice.next(256)) }
      let text = NoteText(
        bytes: bytes,
        contentType: ["text/html", "application/rtf", nil][round % 3]
      )
      Self.check(text.text, Engines.rules)
    }
  }

  @Test func shuffledWordsAreRead() {
    let words =
      """
      no denies history of fever MI , . ; : ( ) mg 10 / - x 3 days lisinopril daily q 6 h prn \
      MEDICATIONS: Mother Dr. 03/01/2024 5% % # ** [ ] é 🙂 possible if will BP 120/80 \n\n \n x-ray
      """
      .split(separator: " ").map(String.init)
    var dice = Dice(state: 11)
    for _ in 0..<200 {
      let text = (0..<dice.next(60)).map { _ in words[dice.next(words.count)] }
        .joined(separator: dice.next(4) == 0 ? "" : " ")
      Self.check(text, Engines.full)
    }
  }

  @Test func theSameTextReadsTheSame() {
    let first = Engines.full.read(Self.note, noteDate: Engines.noteDate)
    #expect(first == ClinicalTextEngine().read(Self.note, noteDate: Engines.noteDate))
    #expect(first.json(as: .detectEntities) == first.json(as: .detectEntities))
  }

  @Test func emptyNotesHaveNothing() {
    for text in ["", " ", "\n\n", "...", "🙂", "\u{0}"] {
      #expect(Engines.full.read(text).entities.isEmpty, "\(text.unicodeScalars.map(\.value))")
    }
  }

  /// Text without any end of a sentence is cut, so that time grows with length only.
  @Test func runOnTextIsRead() {
    let text = String(repeating: "denies fever chills lisinopril 10 mg ", count: 2000)
    let note = Engines.rules.read(text)
    #expect(note.entities.count >= 6000)
    #expect(note.entities.last { $0.text == "lisinopril" }?.texts(.dosage) == ["10 mg"])
  }

  /// No mention is held against all of the others: a printed record of a year is one note.
  ///
  /// The limit is no measure of speed: it ends a reading whose time grows with the square of the
  /// length, which would take several minutes.
  @Test(.timeLimit(.minutes(2))) func aRecordOfAMillionLettersIsRead() throws {
    let page = """
      ALLERGIES: penicillin (rash), sulfa (hives).
      Denies pain, has gout, takes lisinopril 10 mg daily; K 4.2, digoxin level 1.2, vanc 18.
      KCl 20 mEq PO x1, Mg 2 g IV. SpO2 94% 2L NC. Flu vaccine given, Tdap declined.
      Age 71, seen by Dr. Example. Atenolol replaced by metoprolol 25 mg BID.

      """
    let pages = 1_000_000 / page.count
    let note = Engines.full.read(String(repeating: page, count: pages))
    let denied = note.entities.filter { entity in
      entity.text == "pain" && entity.traits.contains { $0.name == .negation }
    }
    #expect(denied.count == pages)
    #expect(note.entities.last { $0.text == "lisinopril" }?.texts(.dosage) == ["10 mg"])
  }

  /// Chains of marks are read once, not once from each of their links.
  @Test func chainsOfMarksAreRead() {
    for part in ["1/", "(", ") ", "**", "a@", "# ", "per mg "] {
      let text = String(repeating: part, count: 20_000)
      #expect(Engines.rules.read(text).characterCount == text.unicodeScalars.count)
    }
  }

  @Test func semanticTagsAreNoFindings() throws {
    for engine in [Engines.rules, Engines.full] {
      let note = engine.read(
        "Patient is presenting with streptococcal sore throat (disorder), otitis media, "
          + "history of single seizure (situation), medication reconciliation (procedure)."
      )
      #expect(note.entity("streptococcal sore throat")?.concepts.first?.code == "J02.0")
      #expect(note.entity("otitis media") != nil)
      for word in ["disorder", "situation", "procedure"] {
        #expect(!note.entities.contains { $0.text.lowercased().contains(word) })
      }
    }
  }

  /// Notes are read again where weights, words or rules are others.
  @Test func theNameOfAnEngineTellsItsWordsAndRules() {
    for engine in [Engines.rules, Engines.full] {
      let parts = engine.name.split(separator: "+", omittingEmptySubsequences: false)
      #expect(parts.count == 3)
      #expect(parts[0] == engine.modelVersion)
      #expect(parts[2].split(separator: ".").map(\.isEmpty) == [false, false])
    }
    #expect(Engines.rules.name != Engines.full.name)
  }
}
