// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// A span of a gold annotation, in code points.
struct GoldSpan: Equatable {
  var begin: Int
  var end: Int
  var type: String
  /// The annotation's own name in its file, such as "T3".
  var id = ""
  var codes: [String] = []
  var isNegated = false
}

/// A detail and what it describes, by their names in the file.
struct GoldLink {
  var from: String
  var to: String
}

/// A document of a corpus.
struct GoldDocument {
  var id: String
  var text: String
  var spans: [GoldSpan]
  var links: [GoldLink] = []

  /// Whether the document belongs to the development part: kept out of every training run.
  var isDevelopment: Bool { Split.isDevelopment(id) }
}

/// The published rule that parts what the packs hold: by document, one in ten for development.
enum Split {
  static func isDevelopment(_ id: String) -> Bool {
    Hash.word("tarn-split-1 \(id)".utf8) % 10 == 0
  }

  /// How many folds there are: five, or what `TARN_FOLDS` says.
  ///
  /// With more of them each learns from nearly all documents, as what ships does; those of twenty are parts
  /// of those of five.
  static let folds = max(
    2,
    ProcessInfo.processInfo.environment["TARN_FOLDS"].flatMap { Int($0) } ?? 5
  )

  /// The fold of a document, for comparing settings without opening the development part.
  static func fold(_ id: String) -> Int {
    Int(Hash.word("tarn-fold \(id)".utf8) % UInt32(folds))
  }

  /// Returns a number of documents in an order of their own, the same in every run.
  static func part(_ documents: [LabelledDocument], _ count: Int?) -> [LabelledDocument] {
    guard let count else { return documents }
    func place(_ document: LabelledDocument) -> UInt32 {
      Hash.word("tarn-part \(document.id)".utf8)
    }
    return Array(documents.sorted { (place($0), $0.id) < (place($1), $1.id) }.prefix(count))
  }
}

/// Readers of the corpora in the data packs.
struct Corpora {
  let folder: String

  func read(_ path: String) -> String { file("\(folder)/\(path)") }

  /// Returns the text of a file, empty where there is none.
  func file(_ path: String) -> String {
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
  }

  func names(in path: String, suffix: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)")) ?? [])
      .filter { $0.hasSuffix(suffix) }.sorted()
  }

  /// Returns brat documents: a text and its stand-off annotations each.
  func brat(_ path: String) -> [GoldDocument] {
    names(in: path, suffix: ".ann").map { name in
      let id = String(name.dropLast(4))
      var spans: [GoldSpan] = []
      var links: [GoldLink] = []
      var denied = Set<String>()
      var words: [String: String] = [:]
      for line in read("\(path)/\(name)").split(separator: "\n") {
        let fields = line.split(separator: "\t", maxSplits: 2)
        if fields.count > 1 { Self.relations(fields, &words, &links, &denied) }
        guard line.hasPrefix("T") else { continue }
        guard fields.count == 3 else { continue }
        // Discontinuous spans are taken from their first to their last character.
        let parts = fields[1].split(whereSeparator: { $0 == " " || $0 == ";" })
        guard parts.count >= 3, let begin = Int(parts[1]), let end = Int(parts[parts.count - 1])
        else { continue }
        spans.append(
          GoldSpan(begin: begin, end: end, type: String(parts[0]), id: String(fields[0]))
        )
      }
      links = links.map { GoldLink(from: words[$0.from] ?? $0.from, to: words[$0.to] ?? $0.to) }
      denied = Set(denied.map { words[$0] ?? $0 })
      for index in spans.indices { spans[index].isNegated = denied.contains(spans[index].id) }
      return GoldDocument(id: id, text: read("\(path)/\(id).txt"), spans: spans, links: links)
    }
  }

  /// Reads an event (its words), a link or a denial.
  private static func relations(
    _ fields: [Substring],
    _ words: inout [String: String],
    _ links: inout [GoldLink],
    _ denied: inout Set<String>
  ) {
    let parts = fields[1].split(separator: " ").map(String.init)
    switch fields[0].first {
    case "E":
      if let span = parts.first?.split(separator: ":").last {
        words[String(fields[0])] = String(span)
      }
    case "R" where parts.count == 3 && parts[0] == "MODIFY":
      links.append(
        GoldLink(from: String(parts[1].dropFirst(5)), to: String(parts[2].dropFirst(5)))
      )
    case "A" where parts.count == 3 && parts[0] == "POLARITY" && parts[2] == "NEG":
      denied.insert(parts[1])
    default: break
    }
  }

  /// Returns one column of a file of comma-separated values; fields may be quoted over lines.
  func columns(_ path: String, _ name: String) -> [String] {
    var rows: [[String]] = [[""]]
    var isQuoted = false
    for character in read(path) {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: rows[rows.count - 1].append("")
      case "\n" where !isQuoted: rows.append([""])
      default: rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
      }
    }
    guard let column = rows.first?.firstIndex(of: name) else { return [] }
    return rows.dropFirst().compactMap { $0.count > column ? $0[column] : nil }
  }

  /// Returns the documents of PubTator files.
  func pubTator(_ paths: [String]) -> [GoldDocument] {
    paths.flatMap { path in
      read(path).split(separator: "\n\n").compactMap { block -> GoldDocument? in
        var document = GoldDocument(id: "", text: "", spans: [])
        for line in block.split(separator: "\n") {
          let bars = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
          if bars.count == 3, bars[1] == "t" || bars[1] == "a" {
            document.id = String(bars[0])
            document.text += (bars[1] == "a" ? "\n" : "") + bars[2]
            continue
          }
          let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
          if fields.count >= 6, let begin = Int(fields[1]), let end = Int(fields[2]) {
            document.spans.append(
              GoldSpan(
                begin: begin,
                end: end,
                type: String(fields[4]),
                codes: fields[5].split(separator: "|").map(String.init)
              )
            )
          }
        }
        return document.id.isEmpty ? nil : document
      }
    }
  }

  /// Returns the sentences of PHEE with the arguments of their events.
  func phee(_ path: String) -> [GoldDocument] {
    read(path).split(separator: "\n").compactMap { line -> GoldDocument? in
      guard
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let id = object["id"] as? String, let text = object["context"] as? String
      else { return nil }
      var spans: [GoldSpan] = []
      collect(object["annotations"], name: "", into: &spans)
      return GoldDocument(id: id, text: text, spans: spans)
    }
  }

  private func collect(_ value: Any?, name: String, into spans: inout [GoldSpan]) {
    if let list = value as? [Any] {
      for element in list { collect(element, name: name, into: &spans) }
    }
    guard let object = value as? [String: Any] else { return }
    if let texts = object["text"] as? [[String]], let starts = object["start"] as? [[Int]] {
      for (group, places) in zip(texts, starts) {
        for (text, start) in zip(group, places) {
          let end = start + text.unicodeScalars.count
          let span = GoldSpan(begin: start, end: end, type: name)
          if !spans.contains(span) { spans.append(span) }
        }
      }
    }
    for (key, member) in object.sorted(by: { $0.key < $1.key }) where key != "text" {
      collect(member, name: key, into: &spans)
    }
  }

  /// Returns the lines of the glaucoma notes.
  func glaucoma(_ path: String) -> [GoldDocument] {
    read(path).split(separator: "\n").enumerated().compactMap { index, line -> GoldDocument? in
      guard
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let text = object["text"] as? String, let labels = object["labels"] as? [[Any]]
      else { return nil }
      let spans = labels.compactMap { label -> GoldSpan? in
        guard label.count == 3, let begin = label[0] as? Int, let end = label[1] as? Int,
          let type = label[2] as? String
        else { return nil }
        return GoldSpan(begin: begin, end: end, type: type)
      }
      return GoldDocument(id: "glaucoma-\(index)", text: text, spans: spans)
    }
  }
}

/// Which types of a corpus count as which of ours.
enum TypeMap {
  static let maccrobat = [
    "Sign_symptom": "COND", "Disease_disorder": "COND", "Diagnostic_procedure": "TEST",
    "Biological_structure": "ANAT", "Detailed_description": "QUALITY", "Lab_value": "VALUE",
    "Medication": "MED", "Therapeutic_procedure": "PROC", "Date": "DATE", "Time": "DATE",
    "Severity": "ACUITY", "Dosage": "DOSE", "Duration": "DURATION", "Administration": "ROUTE",
    "Distance": "SIZE", "Area": "SIZE", "Volume": "SIZE", "Mass": "SIZE", "Age": "AGE",
    "Sex": "GENDER", "Frequency": "FREQ",
  ]
  static let cdr = ["Chemical": "CHEM", "Disease": "DIS"]
  static let ncbi = [
    "SpecificDisease": "DIS", "DiseaseClass": "DIS", "Modifier": "DIS", "CompositeMention": "DIS",
    "Disease": "DIS",
  ]

  static func apply(_ map: [String: String], to documents: [GoldDocument]) -> [GoldDocument] {
    documents.map { document in
      var mapped = document
      mapped.spans = document.spans.compactMap { span in
        guard let type = map[span.type] else { return nil }
        var copy = span
        copy.type = type
        return copy
      }
      return mapped
    }
  }
}
