// SPDX-License-Identifier: Apache-2.0

import Extraction

/// Spans of a document by type, in code points.
typealias TypedSpans = [String: Set<Range<Int>>]

/// Compares spans document by document: strictly, by type and both ends, and relaxed, by type and
/// any overlap, one to one.
struct SpanComparison {
  private var strict: [String: Tally] = [:]
  private var relaxed: [String: Tally] = [:]
  private var allStrict = Tally()
  private var allRelaxed = Tally()

  /// Compares one document.
  ///
  /// - Parameters:
  ///   - gold: What an annotator marked.
  ///   - found: What the engine found.
  ///   - types: The types that the corpus annotates; others are not compared.
  mutating func add(gold: TypedSpans, found: TypedSpans, types: [String]) {
    var exact = Counts()
    var touched = Counts()
    for type in types {
      let ours = (found[type] ?? []).sorted { $0.lowerBound < $1.lowerBound }
      let theirs = (gold[type] ?? []).sorted { $0.lowerBound < $1.lowerBound }
      let same = Set(ours).intersection(theirs).count
      let one = Counts(hits: same, found: ours.count, gold: theirs.count)
      let other = Counts(
        hits: Self.overlaps(ours, theirs),
        found: ours.count,
        gold: theirs.count
      )
      strict[type, default: Tally()].add(one)
      relaxed[type, default: Tally()].add(other)
      exact += one
      touched += other
    }
    allStrict.add(exact)
    allRelaxed.add(touched)
  }

  /// How many spans have a partner that overlaps.
  static func overlaps(_ ours: [Range<Int>], _ theirs: [Range<Int>]) -> Int {
    var used = Set<Int>()
    for span in theirs {
      if let match = ours.indices.first(where: { !used.contains($0) && ours[$0].overlaps(span) }) {
        used.insert(match)
      }
    }
    return used.count
  }

  /// Writes the rows: all types together, a group of them where there is one, then each.
  func write(
    _ part: String,
    core: [String] = [],
    into table: inout EvaluationTable
  ) {
    table.add(part, "strict", allStrict)
    table.add(part, "relaxed", allRelaxed)
    if !core.isEmpty {
      table.add(part, "strict core", sum(strict, core))
      table.add(part, "relaxed core", sum(relaxed, core))
    }
    guard strict.count > 1 else { return }
    for type in strict.keys.sorted() where (strict[type]?.total.gold ?? 0) > 0 {
      table.add(part, "strict \(type)", strict[type] ?? Tally())
      table.add(part, "relaxed \(type)", relaxed[type] ?? Tally())
    }
  }

  private func sum(_ tallies: [String: Tally], _ types: [String]) -> Tally {
    var result = Tally()
    for index in allStrict.documents.indices {
      var counts = Counts()
      for type in types { counts += tallies[type]?.documents[index] ?? Counts() }
      result.add(counts)
    }
    return result
  }
}

/// Which of our types count as which of a corpus.
enum SpanTypes {
  /// The types of case reports; sizes are not told apart from values by the engine.
  static let caseReports = Training.noteTypes
  static let core = ["COND", "MED", "TEST", "PROC"]

  static func name(_ type: EntityType) -> String? {
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
  static func spans(_ note: ExtractedNote) -> TypedSpans {
    var result: TypedSpans = [:]
    func add(_ type: EntityType, _ begin: Int, _ end: Int) {
      if let name = name(type) { result[name, default: []].insert(begin..<end) }
    }
    func details(_ attributes: [Attribute]) {
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
      details(entity.attributes)
    }
    details(note.unmappedAttributes)
    return result
  }

  /// The spans of a gold document by type.
  static func spans(_ document: GoldDocument) -> TypedSpans {
    var result: TypedSpans = [:]
    for span in document.spans { result[span.type, default: []].insert(span.begin..<span.end) }
    return result
  }
}
