// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// Scores over the notes that the project wrote and annotated.
struct GoldEvaluation {
  let folder: String
  let engine: ClinicalTextEngine

  /// Types that are compared as one: which of two names is right depends on words around.
  private static let groups: [String: String] = [
    "GEN": "MEDICATION", "BRAND": "MEDICATION", "DOSE": "DOSE", "STR": "DOSE",
    "PROC": "PROCEDURE", "TREAT": "PROCEDURE", "ANAT": "ANATOMY", "SITE": "ANATOMY",
    "TIME": "TIME", "DATE": "TIME", "DX": "CONDITION", "VAL": "VALUE", "UNIT": "UNIT",
    "TOB": "SOCIAL", "ALC": "SOCIAL", "DRUG": "SOCIAL", "ACU": "ACUITY", "QUAL": "QUALITY",
    "DIR": "DIRECTION", "FREQ": "FREQUENCY", "DUR": "DURATION",
  ]
  private static let identifiers: Set<String> = [
    "NAME", "AGE", "DATE", "PHONE", "EMAIL", "ID", "URL", "ADDR", "PROF",
  ]
  /// What is compared span by span; identifiers have a row of their own.
  private static let compared = Set(
    GoldNote.types.keys.filter { !identifiers.contains($0) }.map(group)
  )
  .sorted()
  private static let shown: [(String, TraitName)] = [
    ("negation", .negation), ("past", .pastHistory), ("hypothetical", .hypothetical),
    ("family", .pertainsToFamily), ("uncertain", .lowConfidence), ("future", .future),
  ]

  func run(_ half: String, _ table: inout EvaluationTable) throws {
    let part = "gold \(half)"
    let notes = try GoldNote.notes(in: folder, half: half)
    var comparison = SpanComparison()
    var traits: [TraitName: Tally] = [:]
    var links = Tally()
    var privacy = Tally()
    var calibration = Calibration()
    for note in notes {
      let found = engine.read(note.text)
      let ours = Self.spans(found)
      var theirs: TypedSpans = [:]
      for mark in note.marks {
        theirs[Self.group(mark.code), default: []].insert(mark.begin..<mark.end)
      }
      comparison.add(gold: theirs, found: ours, types: Self.compared)
      privacy.add(Self.privacy(note, found))
      links.add(Self.links(note, found))
      for (name, counts) in assertions(note) { traits[name, default: Tally()].add(counts) }
      for entity in found.entities where entity.category != .protectedHealthInformation {
        guard let group = Self.group(entity.type) else { continue }
        calibration.add(
          entity.score,
          theirs[group]?.contains(entity.begin..<entity.end) ?? false
        )
      }
    }
    comparison.write(part, core: ["CONDITION", "MEDICATION", "TEST", "PROCEDURE"], into: &table)
    for (label, name) in Self.shown {
      table.add(part, "\(label), gold spans", traits[name] ?? Tally())
    }
    table.add(part, "links, all details", links)
    table.add(part, "identifiers, relaxed", privacy)
    table.add(part, "calibration error, strict", calibration.error, unit: "ECE")
  }

  private static func group(_ code: String) -> String { groups[code] ?? code }

  private static func group(_ type: EntityType) -> String? {
    let codes = GoldNote.types.filter { $0.value.contains(type) }.keys.sorted()
    if let code = codes.first { return group(code) }
    return type.rawValue.hasPrefix("TIME_TO") ? "TIME" : nil
  }

  private static func spans(_ note: ExtractedNote) -> TypedSpans {
    var result: TypedSpans = [:]
    func add(_ type: EntityType, _ begin: Int, _ end: Int) {
      if let group = group(type) { result[group, default: []].insert(begin..<end) }
    }
    for entity in note.entities {
      add(entity.type, entity.begin, entity.end)
      for detail in entity.attributes { add(detail.type, detail.begin, detail.end) }
    }
    for detail in note.unmappedAttributes { add(detail.type, detail.begin, detail.end) }
    return result
  }

  /// Identifiers of any kind that are touched by identifiers of any kind: what would be hidden.
  private static func privacy(_ note: GoldNote, _ found: ExtractedNote) -> Counts {
    let theirs = note.marks.filter { identifiers.contains($0.code) }.map { $0.begin..<$0.end }
    let ours = found.entities.filter { $0.category == .protectedHealthInformation }
      .map { $0.begin..<$0.end }
    return Counts(
      hits: SpanComparison.overlaps(ours, theirs),
      found: ours.count,
      gold: theirs.count
    )
  }

  /// Details with their thing: both words right, and tied to each other.
  private static func links(_ note: GoldNote, _ found: ExtractedNote) -> Counts {
    struct Link: Hashable {
      var begin: Int
      var end: Int
      var head: Int
    }
    var gold = Set<Link>()
    for mark in note.marks {
      if let head = mark.head {
        gold.insert(Link(begin: mark.begin, end: mark.end, head: note.marks[head].end))
      }
    }
    var ours = Set<Link>()
    for entity in found.entities {
      for detail in entity.attributes where group(detail.type) != nil {
        ours.insert(Link(begin: detail.begin, end: detail.end, head: entity.end))
      }
    }
    return Counts(hits: gold.intersection(ours).count, found: ours.count, gold: gold.count)
  }

  /// What is said of the annotated things, whose spans are given.
  private func assertions(_ note: GoldNote) -> [TraitName: Counts] {
    let things: Set<String> = ["DX", "GEN", "BRAND", "TEST", "PROC", "TREAT"]
    let marks = note.marks.filter { things.contains($0.code) }
    let read = engine.read(note.text, spans: marks.map { $0.begin..<$0.end })
    var result: [TraitName: Counts] = [:]
    for (_, name) in Self.shown {
      let ours = Set(read.entities.filter { $0.has(name) }.map { $0.begin..<$0.end })
      let theirs = Set(marks.filter { $0.traits.contains(name) }.map { $0.begin..<$0.end })
      result[name] = Counts(
        hits: ours.intersection(theirs).count,
        found: ours.count,
        gold: theirs.count
      )
    }
    return result
  }

  /// Prints what differs in the development half.
  func show() throws {
    for note in try GoldNote.notes(in: folder, half: "development") {
      let found = Self.spans(engine.read(note.text))
      let scalars = Array(note.text.unicodeScalars)
      func words(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range])).replacing("\n", with: " ")
      }
      var gold: TypedSpans = [:]
      for mark in note.marks {
        gold[Self.group(mark.code), default: []].insert(mark.begin..<mark.end)
      }
      for type in Set(gold.keys).union(found.keys).sorted() {
        let ours = found[type] ?? []
        let theirs = gold[type] ?? []
        for span in ours.subtracting(theirs) { print(note.name, type, "wrong ", words(span)) }
        for span in theirs.subtracting(ours) { print(note.name, type, "missed", words(span)) }
      }
      showAssertions(note)
    }
  }

  private func showAssertions(_ note: GoldNote) {
    let things: Set<String> = ["DX", "GEN", "BRAND", "TEST", "PROC", "TREAT"]
    let marks = note.marks.filter { things.contains($0.code) }
    let read = engine.read(note.text, spans: marks.map { $0.begin..<$0.end })
    for mark in marks {
      guard let entity = read.entities.first(where: { $0.begin == mark.begin }) else { continue }
      for (label, name) in Self.shown where entity.has(name) != mark.traits.contains(name) {
        let why = entity.traits.first { $0.name == name }?.reason
        let cue = why.map { "\($0.rule) \($0.cue?.text ?? "")" } ?? "missed"
        print(note.name, label, mark.text, "|", cue)
      }
    }
  }
}
