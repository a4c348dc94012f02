// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// A note of the project with its annotations, which stand in the text: `{lisinopril|GEN}`.
///
/// docs/annotation.md says what is marked and how.
struct GoldNote {
  /// A marked span.
  struct Mark {
    var begin: Int
    var end: Int
    var text: String
    /// The name of the type in the file, such as `DX`.
    var code: String
    var traits: Set<TraitName>
    /// The index of the mark that this one describes.
    var head: Int?
  }

  var name: String
  var text: String
  var marks: [Mark]

  /// What is wrong with a file.
  struct Mistake: Error, CustomStringConvertible {
    var description: String
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - name: What the note is called.
  ///   - source: The note with its marks.
  /// - Throws: `Mistake` where a brace, a type, a trait or an arrow is wrong.
  init(name: String, source: String) throws {
    self.name = name
    var scalars = String.UnicodeScalarView()
    var count = 0
    var open: String?
    var marks: [Mark] = []
    var arrows: [Int] = []
    for scalar in source.unicodeScalars {
      switch (scalar, open) {
      case ("{", nil): open = ""
      case ("}", let inside?):
        let (mark, arrow) = try Self.mark(inside, at: count, in: name)
        arrows.append(arrow)
        marks.append(mark)
        scalars.append(contentsOf: mark.text.unicodeScalars)
        count = mark.end
        open = nil
      case (_, let inside?): open = inside + String(scalar)
      case ("}", nil): throw Mistake(description: "\(name): a brace closes nothing")
      default:
        scalars.append(scalar)
        count += 1
      }
    }
    if open != nil { throw Mistake(description: "\(name): a brace is not closed") }
    for index in marks.indices where arrows[index] != 0 {
      guard let head = Self.head(index, arrows) else {
        throw Mistake(description: "\(name): '\(marks[index].text)' describes nothing")
      }
      marks[index].head = head
    }
    text = String(scalars)
    self.marks = marks
  }

  /// What a detail describes: `<` the nearest thing before it; `>` the next mark, or what that
  /// describes where it is a detail too.
  private static func head(_ index: Int, _ arrows: [Int]) -> Int? {
    if arrows[index] < 0 { return arrows[..<index].lastIndex(of: 0) }
    var at = index
    while arrows.indices.contains(at), arrows[at] > 0 { at += 1 }
    guard arrows.indices.contains(at) else { return nil }
    return arrows[at] == 0 ? at : arrows[..<at].lastIndex(of: 0)
  }

  /// Reads what stands between braces; the arrow is 1 forwards, -1 backwards, else 0.
  private static func mark(_ inside: String, at begin: Int, in name: String) throws -> (Mark, Int) {
    let parts = inside.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw Mistake(description: "\(name): '\(inside)' has no type")
    }
    let words = parts[1].split(separator: " ").map(String.init)
    guard let code = words.first, types[code] != nil else {
      throw Mistake(description: "\(name): '\(inside)' has no known type")
    }
    var traits = Set<TraitName>()
    var arrow = 0
    for word in words.dropFirst() {
      if word == "<" || word == ">" {
        arrow = word == ">" ? 1 : -1
      } else if let trait = Self.traits[word] {
        traits.insert(trait)
      } else {
        throw Mistake(description: "\(name): '\(word)' is no trait")
      }
    }
    let text = String(parts[0])
    let end = begin + text.unicodeScalars.count
    let mark = Mark(begin: begin, end: end, text: text, code: code, traits: traits, head: nil)
    return (mark, arrow)
  }

  /// The names of types in the files, and the types that the engine may give for them.
  static let types: [String: [EntityType]] = [
    "DX": [.condition], "GEN": [.genericName], "BRAND": [.brandName], "TEST": [.testName],
    "PROC": [.procedureName], "TREAT": [.treatmentName], "ANAT": [.systemOrganSite],
    "SITE": [.systemOrganSite], "TIME": [.timeExpression], "TOB": [.tobaccoUse],
    "ALC": [.alcoholConsumption], "DRUG": [.recreationalDrugUse], "GENDER": [.gender],
    "ALLERGY": [.allergies], "NAME": [.name], "AGE": [.age], "DATE": [.date],
    "PHONE": [.phoneOrFax], "EMAIL": [.email], "ID": [.identifier], "URL": [.url],
    "ADDR": [.address], "PROF": [.profession], "DOSE": [.dosage], "STR": [.strength],
    "ROUTE": [.routeOrMode], "FORM": [.form], "FREQ": [.frequency], "DUR": [.duration],
    "RATE": [.rate], "VAL": [.testValue], "UNIT": [.testUnit], "ACU": [.acuity],
    "QUAL": [.quality], "DIR": [.direction], "AMT": [.amount],
  ]

  static let traits: [String: TraitName] = [
    "sign": .sign, "symp": .symptom, "dx": .diagnosis, "neg": .negation, "past": .pastHistory,
    "fam": .pertainsToFamily, "hyp": .hypothetical, "unc": .lowConfidence, "fut": .future,
  ]

  /// Reads all notes of a half: `development` or `test`.
  ///
  /// - Throws: `Mistake`, or what the file system says.
  static func notes(in folder: String, half: String) throws -> [GoldNote] {
    let path = "\(folder)/\(half)"
    return try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".txt") }
      .sorted()
      .map { file in
        let source = try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
        return try GoldNote(name: file, source: source)
      }
  }
}
