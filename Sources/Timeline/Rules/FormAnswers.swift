// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What was answered in a form: `Do you feel safe: no; Drinks a week: 21`.
enum FormAnswers {
  /// The most bytes of answers that stand in a line.
  private static let limit = 400

  /// How deep the items of a form are gone into.
  private static let depth = 16

  /// Returns the questions with their answers; `nil` where nothing was answered.
  static func text(_ items: JSONValue?) -> String? {
    var found: [String] = []
    var size = 0
    add(items, to: &found, &size, depth: 0)
    return found.isEmpty ? nil : Titles.shortened(found.joined(separator: "; "))
  }

  private static func add(
    _ items: JSONValue?,
    to found: inout [String],
    _ size: inout Int,
    depth: Int
  ) {
    guard depth < Self.depth else { return }
    for item in items?.elements ?? .empty {
      guard size < limit else { return }
      let answers = Array(item["answer"]?.elements ?? .empty)
      let values = answers.compactMap(value)
      if !values.isEmpty {
        let question = item["text"]?.content ?? item["linkId"]?.content
        let said = values.joined(separator: ", ")
        let line = question.map { "\($0.trimmingColon): \(said)" } ?? said
        found.append(line)
        size += line.utf8.count + 2
      }
      add(item["item"], to: &found, &size, depth: depth + 1)
      for answer in answers { add(answer["item"], to: &found, &size, depth: depth + 1) }
    }
  }

  private static func value(_ answer: JSONValue) -> String? {
    if let coding = answer["valueCoding"] {
      return coding["display"]?.content.map(Titles.plain) ?? coding["code"]?.content
    }
    if let reference = answer["valueReference"] {
      return reference["display"]?.content ?? reference["reference"]?.content
    }
    if let uri = answer["valueUri"] ?? answer["valueDecimal"] ?? answer["valueDate"] {
      return uri.content ?? uri.numberText
    }
    var event = Event(lane: .documents, title: "")
    return ValueReader.read(answer, into: &event) ? event.measuredText : nil
  }
}

extension String {
  /// A question without the colon at its end.
  fileprivate var trimmingColon: String { hasSuffix(":") ? String(dropLast()) : self }
}
