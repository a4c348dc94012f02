// SPDX-License-Identifier: Apache-2.0

import FHIR

/// What verdicts are filed under: a note's words in their place.
///
/// The key is made of the note's reference, the category, the words themselves with five words before
/// and five behind them on their line, and a count where the same stands in the note more than once.
/// It does not depend on offsets, versions or what read the note, so that a verdict is found again
/// after a new import, a new reading, and changes elsewhere in the note.
struct EntityKeys {
  private let scalars: [Unicode.Scalar]
  private let reference: String
  private var seen: [String: Int] = [:]

  /// How many words on each side belong to the key.
  private static let reach = 5

  init(words: String, reference: String) {
    scalars = Array(words.unicodeScalars)
    self.reference = reference
  }

  /// Returns the key of a span of code points, and the words around it as a person reads them.
  ///
  /// Spans are to be asked for in the order of the text.
  mutating func key(
    begin: Int,
    end: Int,
    category: String
  ) -> (hash: Int64, context: String) {
    let begin = min(max(0, begin), scalars.count)
    let end = min(max(begin, end), scalars.count)
    let before = words(scalars[..<begin].reversed()).reversed()
      .map { String(String.UnicodeScalarView($0.unicodeScalars.reversed())) }
    let inside = Self.spaced(scalars[begin..<end])
    let after = words(scalars[end...])
    let context = (before + ["[\(inside)]"] + after).joined(separator: " ")
    let place = "\(reference)\n\(category)\n\(context.lowercased())"
    let count = seen[place, default: 0]
    seen[place] = count + 1
    var text = "\(place)\n\(count)"
    let hash = text.withUTF8 { Int64(bitPattern: JSONDocument.hash(UnsafeRawBufferPointer($0))) }
    return (hash, context)
  }

  /// The next words of the line.
  private func words(_ scalars: some Sequence<Unicode.Scalar>) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in scalars {
      if scalar == "\n" || scalar == "\r" { break }
      if scalar.properties.isWhitespace {
        if !word.isEmpty { words.append(String(word)) }
        word.removeAll()
        if words.count == Self.reach { return words }
      } else {
        word.append(scalar)
        // A line without spaces is no reason to read it whole.
        if word.count == 80 { break }
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  private static func spaced(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars {
      if !scalar.properties.isWhitespace {
        text.append(scalar)
      } else if text.last != " " {
        text.append(" ")
      }
    }
    return String(text)
  }
}
