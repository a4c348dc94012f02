// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// Scores of the whole engine on the development parts, and on the training parts where asked.
struct Evaluation {
  let corpora: Corpora
  let engine: ClinicalTextEngine

  init(corpora: Corpora, modelFile: String? = nil) {
    self.corpora = corpora
    guard let modelFile, let data = FileManager.default.contents(atPath: modelFile) else {
      engine = ClinicalTextEngine()
      return
    }
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: data.count, alignment: 64)
    bytes.copyBytes(from: data)
    engine = ClinicalTextEngine(models: TrainedModels(UnsafeRawBufferPointer(bytes)))
  }

  /// Which of our types count as which of the case reports'.
  private static func label(_ type: EntityType) -> String? {
    switch type {
    case .condition: "COND"
    case .testName: "TEST"
    case .procedureName, .treatmentName: "PROC"
    case .genericName, .brandName: "MED"
    case .systemOrganSite: "ANAT"
    case .quality: "QUALITY"
    case .acuity: "ACUITY"
    case .testValue: "VALUE"
    case .dosage, .strength: "DOSE"
    case .duration: "DURATION"
    case .routeOrMode: "ROUTE"
    case .frequency: "FREQ"
    case .age: "AGE"
    case .gender: "GENDER"
    case .timeExpression, .timeToCondition, .timeToMedication, .timeToTest, .timeToProcedure,
      .timeToTreatment:
      "DATE"
    default: nil
    }
  }

  /// The distinct spans of a note by type; a value and its unit are one.
  static func spans(_ note: ExtractedNote) -> [String: Set<Range<Int>>] {
    var result: [String: Set<Range<Int>>] = [:]
    func add(_ type: EntityType, _ begin: Int, _ end: Int) {
      if let name = label(type) { result[name, default: []].insert(begin..<end) }
    }
    func values(_ attributes: [Attribute]) {
      for attribute in attributes {
        guard attribute.type == .testValue else {
          if attribute.type != .testUnit { add(attribute.type, attribute.begin, attribute.end) }
          continue
        }
        let unit = attributes.first {
          $0.type == .testUnit && $0.begin >= attribute.end && $0.begin - attribute.end <= 1
        }
        add(.testValue, attribute.begin, unit?.end ?? attribute.end)
      }
    }
    for entity in note.entities {
      add(entity.type, entity.begin, entity.end)
      values(entity.attributes)
    }
    values(note.unmappedAttributes)
    return result
  }

  /// Scores a fold, or the development part where there is none.
  func caseReports(fold: Int?, showing shown: String? = nil) {
    let documents = TypeMap.apply(TypeMap.maccrobat, to: corpora.brat("nlp/maccrobat2020"))
      .filter { fold == nil ? $0.isDevelopment : !$0.isDevelopment && Split.fold($0.id) == fold }
    var strict: [String: Counts] = [:]
    var relaxed: [String: Counts] = [:]
    for document in documents {
      let found = Self.spans(engine.read(document.text))
      var gold: [String: Set<Range<Int>>] = [:]
      for span in document.spans { gold[span.type, default: []].insert(span.begin..<span.end) }
      for type in Set(found.keys).union(gold.keys) where type != "SIZE" {
        let ours = (found[type] ?? []).sorted { $0.lowerBound < $1.lowerBound }
        let theirs = (gold[type] ?? []).sorted { $0.lowerBound < $1.lowerBound }
        var used = Set<Int>()
        var touched = 0
        for span in theirs {
          if let match = ours.indices.first(where: { !used.contains($0) && ours[$0].overlaps(span) }
          ) {
            used.insert(match)
            touched += 1
          }
        }
        if type == shown { Self.differences(document, ours, theirs) }
        let exact = Set(ours).intersection(theirs).count
        strict[type, default: Counts()] += Counts(
          hits: exact,
          found: ours.count,
          gold: theirs.count
        )
        relaxed[type, default: Counts()] += Counts(
          hits: touched,
          found: ours.count,
          gold: theirs.count
        )
      }
    }
    print("case reports, whole engine, \(documents.count) documents")
    Self.table(strict, relaxed)
  }

  private static func differences(
    _ document: GoldDocument,
    _ ours: [Range<Int>],
    _ theirs: [Range<Int>]
  ) {
    let scalars = Array(document.text.unicodeScalars)
    func text(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<scalars.count)]))
    }
    for span in ours where !theirs.contains(span) {
      print("  found", text(span), "|", text(max(0, span.lowerBound - 25)..<span.upperBound + 25))
    }
    for span in theirs where !ours.contains(span) { print("  gold ", text(span)) }
  }

  static func table(_ strict: [String: Counts], _ relaxed: [String: Counts]) {
    for type in strict.keys.sorted() {
      print(
        type.padding(toLength: 9, withPad: " ", startingAt: 0),
        Training.line(strict[type] ?? Counts()),
        Training.line(relaxed[type] ?? Counts())
      )
    }
    let core = ["COND", "MED", "TEST", "PROC"]
    func sum(_ counts: [String: Counts], _ types: [String]?) -> Counts {
      counts.filter { types?.contains($0.key) ?? true }.values.reduce(into: Counts()) { $0 += $1 }
    }
    print("core     ", Training.line(sum(strict, core)), Training.line(sum(relaxed, core)))
    print("all      ", Training.line(sum(strict, nil)), Training.line(sum(relaxed, nil)))
  }

  /// Negation and history of given spans, on the sentences of the NegEx kit.
  func assertions(_ options: [String]) {
    let rows = corpora.read("nlp/negex/negex_context_sentences.tsv").split(separator: "\n")
      .dropFirst()
    var negation = Counts()
    var history = Counts()
    let shows = options.contains("show")
    for row in rows {
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count >= 7 else { continue }
      let isNegated = fields[4] == "Negated"
      let isPast = fields[5] == "Historical"
      let sentence = fields[3]
      var found: Set<TraitName> = []
      var why = ""
      if let range = sentence.range(of: fields[2], options: .caseInsensitive) {
        let begin = sentence.unicodeScalars.distance(
          from: sentence.startIndex,
          to: range.lowerBound
        )
        let count = sentence[range].unicodeScalars.count
        let note = engine.read(sentence, spans: [begin..<begin + count])
        for entity in note.entities {
          found.formUnion(entity.traits.map(\.name))
          why += entity.traits.map { "\($0.name.rawValue)<\($0.reason.cue?.text ?? "")>" }.joined()
        }
      }
      negation += Counts(
        hits: isNegated && found.contains(.negation) ? 1 : 0,
        found: found.contains(.negation) ? 1 : 0,
        gold: isNegated ? 1 : 0
      )
      history += Counts(
        hits: isPast && found.contains(.pastHistory) ? 1 : 0,
        found: found.contains(.pastHistory) ? 1 : 0,
        gold: isPast ? 1 : 0
      )
      if shows, found.contains(.negation) != isNegated {
        print(isNegated ? "MISSED" : "WRONG ", fields[2], "|", sentence, "|", why)
      }
      if options.contains("past"), found.contains(.pastHistory) != isPast {
        print(isPast ? "MISSED" : "WRONG ", fields[2], "|", sentence, "|", why)
      }
    }
    print("NegEx negation", Training.line(negation))
    print("NegEx history ", Training.line(history))
  }

  /// Notes, tokens and bytes per second of the whole pipeline on one core.
  func speed() {
    let names = corpora.names(in: "nlp/ctakes-examples-curated", suffix: ".txt").prefix(300)
    let notes = names.map { corpora.read("nlp/ctakes-examples-curated/\($0)") }
    _ = engine.read(notes.first ?? "")
    let bytes = notes.reduce(0) { $0 + $1.utf8.count }
    let clock = Date()
    var entities = 0
    var slowest = 0.0
    for note in notes {
      let one = Date()
      entities += engine.read(note).entities.count
      slowest = max(slowest, -one.timeIntervalSinceNow)
    }
    let seconds = -clock.timeIntervalSinceNow
    let tokens = notes.reduce(0) { $0 + TokenizedNote($1).tokens.count }
    print(
      String(
        format: "%d notes, %d entities: %.0f notes/s, %.0f tokens/s, %.2f MB/s, slowest %.1f ms",
        notes.count,
        entities,
        Double(notes.count) / seconds,
        Double(tokens) / seconds,
        Double(bytes) / seconds / 1e6,
        slowest * 1000
      )
    )
  }

  /// Prints what is read from a file, for people.
  func show(_ path: String) {
    let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    let note = engine.read(text, noteDate: CalendarDate(year: 2024, month: 3, day: 15))
    for section in note.sections { print("SECTION", section.kind.rawValue, section.title) }
    for entity in note.entities {
      print(
        entity.begin,
        entity.end,
        entity.type.rawValue,
        "[\(entity.text)]",
        entity.score,
        entity.traits.map { "\($0.name.rawValue)(\($0.reason.cue?.text ?? $0.reason.rule))" },
        entity.concepts.prefix(2).map { "\($0.code) \($0.description)" },
        entity.evidence.sources.joined(separator: "+"),
        entity.value.map { "\($0)" } ?? ""
      )
      for attribute in entity.attributes {
        print(
          "     ",
          attribute.relationshipType.rawValue,
          attribute.type.rawValue,
          "[\(attribute.text)]",
          attribute.value.map { "\($0)" } ?? ""
        )
      }
    }
    for attribute in note.unmappedAttributes {
      print("  loose", attribute.type.rawValue, "[\(attribute.text)]")
    }
  }
}
