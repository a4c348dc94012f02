// SPDX-License-Identifier: Apache-2.0

import Exchange
import Extraction
import FHIR
import Foundation
import Search
import Store
import Testing

/// Reading the notes of a lake: once, resumable, in runs that can be compared and taken back.
@Suite struct ExtractionRunTests {
  @Test func notesOfEveryFormAreRead() throws {
    let fixture = try NoteFixture()
    let words = "Denies chest pain. Takes lisinopril 10 mg daily."
    try fixture.put([
      NoteFixture.note("plain", words),
      NoteFixture.note("html", "<p>\(words)</p>", contentType: "text/html"),
      NoteFixture.note("rtf", "{\\rtf1 \(words)}", contentType: "application/rtf"),
      [
        "resourceType": "Observation", "id": "annotated", "status": "final",
        "code": ["text": "x"], "subject": ["reference": "Patient/tom"],
        "note": [["text": .string(words)]],
      ],
      [
        "resourceType": "Composition", "id": "composed", "status": "final",
        "type": ["text": "x"], "date": "2024-01-01", "title": "x",
        "author": [["display": "x"]], "subject": ["reference": "Patient/tom"],
        "section": [
          [
            "title": "Course",
            "text": [
              "status": "generated",
              "div": .string(
                "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>\(words)</p></div>"
              ),
            ],
          ]
        ],
      ],
      NoteFixture.note("silent", "Nothing to see."),
      [
        "resourceType": "Binary", "id": "kept", "contentType": "text/plain",
        "data": .string(Data(words.utf8).base64EncodedString()),
      ],
      [
        "resourceType": "DocumentReference", "id": "linked", "status": "current",
        "subject": ["reference": "Patient/tom"],
        "content": [
          ["attachment": ["contentType": "text/plain", "url": "https://x.org/fhir/Binary/kept"]],
          ["attachment": ["contentType": "text/plain", "url": "Binary/nowhere"]],
        ],
      ],
      ["resourceType": "Condition", "id": "wordless", "subject": ["reference": "Patient/tom"]],
    ])
    let report = try fixture.extract()
    #expect(report.progress.notes == 7)
    let found = try fixture.entities("text:lisinopril type:GENERIC_NAME")
    #expect(
      Set(found.map(\.note.reference)) == [
        "DocumentReference/plain", "DocumentReference/html", "DocumentReference/rtf",
        "Observation/annotated", "Composition/composed", "DocumentReference/linked",
      ]
    )
    // Offsets count code points of the words that the lake gives for the resource.
    for entity in found {
      let text = try #require(try fixture.lake.words(of: entity.note))
      let scalars = Array(text.unicodeScalars)[entity.begin..<entity.end]
      #expect(String(String.UnicodeScalarView(scalars)) == "lisinopril")
      #expect(entity.patient == "tom")
    }
    #expect(try fixture.entities("text:chest negated").count == 6)
    let linked = ResourceKey(type: .documentReference, id: "linked")
    #expect(try fixture.lake.note(linked) == words)
    // It is found by its words like the others, after a rebuilding too.
    func foundByWord() throws -> Set<String> {
      var references: Set<String> = []
      _ = try fixture.lake.search(try EventQuery(parsing: "lisinopril"), now: 0) {
        references.insert($0.event.key.reference)
      }
      return references
    }
    #expect(try foundByWord().contains("DocumentReference/linked"))
    try fixture.lake.reindex()
    #expect(try foundByWord().contains("DocumentReference/linked"))
    // What was read stays where the offsets of the entities are, whatever becomes of the Binary.
    try fixture.put([["resourceType": "Binary", "id": "kept", "contentType": "text/plain"]])
    #expect(try fixture.lake.words(of: linked) == words)
  }

  /// The bytes say what a note is, where its type is wrong; and what says that it is of XML is a note.
  @Test(arguments: [
    ("text/plain", "\u{FEFF}Has a cough."),
    ("text/plain", "<html><script>stroke</script><body><p>Has a <b>cough</b>.</p></body></html>"),
    (
      "application/hl7-v3+xml",
      "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Has a cough.</p></div>"
    ),
  ])
  func aNoteIsWhatItsBytesAre(_ type: String, _ text: String) throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("n", text, contentType: type)])
    try fixture.extract()
    let note = ResourceKey(type: .documentReference, id: "n")
    #expect(try fixture.lake.words(of: note) == "Has a cough.")
    #expect(try fixture.lake.note(note) == "Has a cough.")
    #expect(try fixture.entities("stroke").isEmpty)
  }

  @Test func pdfIsReadThroughTheHook() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      NoteFixture.note("pdf", "%PDF-1.4 …", contentType: "application/pdf")
    ])
    let blind = try fixture.extract()
    #expect(blind.unreadPDFs == [.noReader: 1])
    #expect(try fixture.entities("cough").isEmpty)
    #expect(try fixture.extract(readPDF: { _ in .failure(.notRun) }).unreadPDFs == [.notRun: 1])
    // When a program for it is installed, it is read, though nothing has changed.
    let seeing = try fixture.extract(readPDF: { _ in .success("Has a cough.") })
    #expect(seeing.unreadPDFs.isEmpty)
    let cough = try fixture.one("cough")
    #expect(try fixture.lake.words(of: cough.note) == "Has a cough.")
    // It is found by words as they are typed, not as they are printed.
    try fixture.put([NoteFixture.note("pdf", "%PDF-1.5 …", contentType: "application/pdf")])
    let words = "Atrial \u{FB01}brillation after a pneu-\n   monia."
    let third = try fixture.extract(readPDF: { _ in .success(words) })
    #expect(third.progress.notes == 1)
    #expect(try fixture.lake.words(of: cough.note) == words)
    for word in ["fibrillation", "pneumonia"] {
      var found: [String] = []
      let query = try EventQuery(parsing: word)
      _ = try fixture.lake.search(query, now: 0) { found.append($0.event.key.reference) }
      #expect(found.contains("DocumentReference/pdf"), "\(word)")
    }
  }

  @Test func aFileWithoutWordsIsNotReadAgain() throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("scan", "%PDF-1.4 …", contentType: "application/pdf")])
    let first = try fixture.extract(readPDF: { _ in .failure(.isScanned) })
    #expect(first.unreadPDFs == [.isScanned: 1])
    let scan = ResourceKey(type: .documentReference, id: "scan")
    #expect(try fixture.lake.pdfFailure(of: scan) == .isScanned)
    let again = try fixture.extract(readPDF: { _ in .failure(.isScanned) })
    #expect(again.unreadPDFs.isEmpty)
    #expect(again.progress.looked == 0)
  }

  @Test func aNoteIsReadWhenItsBinaryComes() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      [
        "resourceType": "DocumentReference", "id": "linked", "status": "current",
        "subject": ["reference": "Patient/tom"],
        "content": [["attachment": ["contentType": "text/plain", "url": "Binary/late"]]],
      ]
    ])
    #expect(try fixture.extract().progress.notes == 0)
    #expect(try fixture.extract().progress.looked == 0)
    try fixture.put([
      [
        "resourceType": "Binary", "id": "late", "contentType": "text/plain",
        "data": .string(Data("Has a cough.".utf8).base64EncodedString()),
      ]
    ])
    #expect(try fixture.extract().progress.notes == 1)
    #expect(try fixture.one("cough").note.reference == "DocumentReference/linked")
    #expect(try fixture.extract().progress.looked == 0)
    // The words of the note are those of the Binary of now.
    try fixture.put([
      [
        "resourceType": "Binary", "id": "late", "contentType": "text/plain",
        "data": .string(Data("Has gout. No asthma.".utf8).base64EncodedString()),
      ]
    ])
    #expect(try fixture.extract().progress.notes == 1)
    #expect(try fixture.entities("cough").isEmpty)
    #expect(try fixture.one("gout").begin == 4)
  }

  /// Two imports at the same moment read the same notes: what one has written the other does not write again.
  @Test func whatAnotherProcessReadMeanwhileIsNotWrittenTwice() throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("a", "Cough."), NoteFixture.note("b", "Cough and fever.")])
    let engine = ClinicalTextEngine(usesModels: false)
    let name = ExtractionEngineName(engine: engine.name, settings: "")
    let slow = try fixture.lake.extraction(by: name, fixture.job(.extraction))
    let batch = try slow.unread(after: slow.start, limit: 100)
    let preparer = ReadingPreparer(for: fixture.lake) { _ in .failure(.noReader) }
    let notes = try batch.map { note, hash in
      try preparer.prepare(note, knownHash: hash) { words, _ in engine.read(words, noteDate: nil) }
    }
    try fixture.extract()
    let once = try fixture.lake.extractionRuns().reduce(0) { $0 + $1.entities }
    try slow.write(notes, last: try #require(batch.last).note.row)
    try slow.finish(.done, endedAt: 1_700_000_100_000)
    #expect(try fixture.lake.extractionRuns().reduce(0) { $0 + $1.entities } == once)
    #expect(try fixture.entities("cough").count == 2)
  }

  @Test func aStoppedRunGoesOnWhereItWas() throws {
    let notes = (0..<150).map { NoteFixture.note("n\($0)", "Visit \($0): has a cough.") }
    let whole = try NoteFixture()
    try whole.put(notes)
    try whole.extract()
    let stopped = try NoteFixture()
    try stopped.put(notes)
    var batches = 0
    let first = try stopped.extract(isCancelled: {
      batches += 1
      return batches > 1
    })
    #expect(first.isInterrupted)
    #expect(first.progress.notes < 150 && first.progress.notes > 0)
    let second = try stopped.extract()
    #expect(second.job == first.job)
    #expect(!second.isInterrupted)
    #expect(first.progress.notes + second.progress.notes == 150)
    let all = try stopped.entities("cough").map(\.note.reference)
    #expect(all == (try whole.entities("cough").map(\.note.reference)))
    #expect(all.count == 150)
  }

  @Test func theSameWordsAreNotReadTwice() throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("a", "Has a cough."), NoteFixture.note("b", "Has a rash.")])
    let first = try fixture.extract()
    let again = try fixture.extract()
    #expect(again.progress.looked == 0)
    // A run that read nothing leaves no trace.
    #expect(try fixture.lake.extractionRuns().map(\.job.id) == [first.job])
    try fixture.put([
      NoteFixture.note("a", "Has a cough.", description: "renamed"),
      NoteFixture.note("b", "Has a rash and a cough."),
    ])
    let third = try fixture.extract()
    #expect(third.progress.looked == 2)
    let coughs = try fixture.entities("cough")
    #expect(coughs.map(\.run) == [first.job, third.job])
    #expect(coughs.map(\.version) == [2, 2])
    // What is deleted is not asked about.
    _ = try fixture.lake.transact(fixture.job(.delete), recordedAt: 9) {
      try $0.delete(ResourceKey(type: .documentReference, id: "a"))
    }
    #expect(try fixture.entities("cough").map(\.note.id) == ["b"])
  }

  /// A later run looks at what is new or has changed, wherever it lies, and at what comes in meanwhile.
  @Test func aLaterRunLooksAtWhatChanged() throws {
    let fixture = try NoteFixture()
    func note(_ number: Int, _ words: String) -> JSON { NoteFixture.note("n\(number)", words) }
    try fixture.put((0..<200).map { note($0, "Visit \($0): has a rash.") })
    try fixture.extract()
    let changed = [0, 7, 8, 9, 100, 199]
    try fixture.put(changed.map { note($0, "Visit \($0): has a cough.") })
    try fixture.put((200..<260).map { note($0, "Visit \($0): has a cough.") })
    try fixture.put([note(8, "Visit 8: has a cough and a fever.")])
    var isFirst = true
    let report = try fixture.extract(isCancelled: {
      if isFirst {
        isFirst = false
        // What a job writes that has begun already is not left to nobody.
        try? fixture.put([note(260, "Visit 260: has a cough.")])
      }
      return false
    })
    #expect(report.progress.looked == 67)
    let coughs = try fixture.entities("cough").map(\.note.id)
    #expect(Set(coughs) == Set((changed + Array(200...260)).map { "n\($0)" }))
    #expect(coughs.count == 67)
    #expect(try fixture.entities("fever").map(\.note.id) == ["n8"])
    #expect(try fixture.extract().progress.looked <= 1)
  }

  @Test func runsAreComparedAndTakenBack() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      NoteFixture.note(
        "a",
        "Patient has type 2 diabetes mellitus. Mother had a stroke. Denies fever."
      )
    ])
    let rules = try fixture.extract(rulesOnly: true)
    let before = try fixture.entities("").map(\.text)
    let models = try fixture.extract(rulesOnly: false)
    #expect(models.job != rules.job)
    #expect(try Set(fixture.entities("").map(\.run)) == [models.job])
    let changes = try fixture.lake.changes(fromRun: rules.job, to: models.job)
    let appeared = Set(changes.filter { $0.kind == .appeared }.compactMap(\.after?.key))
    let now = Set(try fixture.entities("").map(\.key))
    var query = EntityQuery()
    query.run = rules.job
    let then = Set(try fixture.lake.entities(query).map(\.key))
    #expect(appeared == now.subtracting(then))
    let back = try fixture.lake.rollBack(run: models.job, fixture.job(.undo))
    #expect(back.notes == 1)
    #expect(try fixture.entities("").map(\.text) == before)
    #expect(try Set(fixture.entities("").map(\.run)) == [rules.job])
    #expect(throws: StoreError.self) {
      try fixture.lake.rollBack(run: models.job, fixture.job(.undo))
    }
    #expect(throws: StoreError.self) {
      try fixture.lake.changes(fromRun: rules.job, to: 999)
    }
    // What was taken back is read again when it is asked for.
    let again = try fixture.extract(rulesOnly: false)
    #expect(again.progress.notes == 1)
    #expect(try Set(fixture.entities("").map(\.run)) == [again.job])
  }

  @Test func thePastIsAsItWasRead() throws {
    let fixture = try NoteFixture()
    try fixture.put([NoteFixture.note("a", "Has a cough.")])
    let first = try fixture.extract()
    try fixture.put([NoteFixture.note("a", "Has a rash.")])
    try fixture.extract()
    let key = ResourceKey(type: .documentReference, id: "a")
    let now = try #require(try fixture.lake.reading(of: key))
    #expect(now.entities.map(\.text) == ["rash"])
    let then = try #require(try fixture.lake.reading(of: key, asOf: first.job))
    #expect(then.entities.map(\.text) == ["cough"])
    #expect(try fixture.lake.reading(of: key, asOf: first.job - 1) == nil)
  }

  @Test func erasingANoteLeavesNothingThatWasReadFromIt() throws {
    let fixture = try NoteFixture()
    try fixture.put([
      NoteFixture.note("a", "Has a kumquatitis cough.", patient: "ann"),
      NoteFixture.note("b", "Has a cough."),
    ])
    try fixture.extract()
    try fixture.judge(fixture.one("cough note:DocumentReference/a"), .accepted)
    let erasure = try fixture.lake.erasure(ofPatient: "ann")
    _ = try fixture.lake.erase(erasure, fixture.job(.erase), endedAt: { 1 })
    #expect(try fixture.entities("cough").map(\.note.id) == ["b"])
    #expect(try fixture.lake.verdicts().isEmpty)
    try fixture.lake.close()
    let bytes = try #require(FileManager.default.contents(atPath: fixture.path))
    #expect(bytes.range(of: Data("kumquatitis".utf8)) == nil)
  }

  @Test(arguments: [
    ("", 4), ("cough", 2), ("COUGH negated", 1), ("cough !negated", 1), ("type:DX_NAME", 3),
    ("category:MEDICATION", 1), ("code:29046", 1),
    ("code:http://www.nlm.nih.gov/research/umls/rxnorm|29046", 1),
    ("code:http://loinc.org|29046", 0),
    ("patient:ann", 1), ("note:DocumentReference/a", 3), ("score>=0", 4), ("score<0.01", 0),
    ("oug", 0), ("coug", 2), ("pril", 0), ("c?ugh", 0), ("*", 0),
    ("family", 1), ("unreviewed", 4), ("accepted", 0), ("\"chest pain\"", 0),
  ]) func aQueryNamesEntities(query: String, count: Int) throws {
    let fixture = try NoteFixture()
    try fixture.put([
      NoteFixture.note("a", "No cough. Mother had asthma.\nLisinopril."),
      NoteFixture.note("b", "Has a cough.", patient: "ann"),
    ])
    try fixture.extract()
    #expect(try fixture.entities(query).count == count)
  }

  @Test(arguments: [
    ("type:NOTHING", "type:NOTHING"), ("score>2", "score>2"), ("note:x", "note:x"),
    ("category:DRUGS", "category:DRUGS"), ("scores", "scores"),
  ]) func aQueryThatCannotBeReadSaysWhichTerm(query: String, term: String) {
    #expect {
      try EntityQuery(parsing: query)
    } throws: { error in
      (error as? EntityQuery.ParseError)?.term == term
    }
  }
}
