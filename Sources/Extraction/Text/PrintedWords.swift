// SPDX-License-Identifier: Apache-2.0

/// Words as they are typed, from text as it is printed.
package enum PrintedWords {
  /// Returns a text with the letters of its ligatures, without soft hyphens, and with the words that a
  /// hyphen at the end of a line cuts in two as one: "pneu-" and "monia".
  ///
  /// - Parameter text: Words of a note, as a PDF gives them.
  /// - Returns: The same, for an index or a title; offsets into the text are not those of the result.
  package static func plain(_ text: String) -> String {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      !bytes.indices.contains { at in
        switch bytes[at] {
        case 0xEF: at + 1 < bytes.count && bytes[at + 1] == 0xAC
        case 0xC2: at + 1 < bytes.count && bytes[at + 1] == 0xAD
        case 0x2D: at + 1 < bytes.count && (bytes[at + 1] == 0x0A || bytes[at + 1] == 0x0D)
        default: false
        }
      }
    }
    if isPlain { return text }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      if let letters = UTF8Scalar.ligature(scalar.value) {
        result.append(contentsOf: letters.unicodeScalars)
      } else if scalar == "-", let next = wordEnd(scalars, behind: at) {
        at = next
        continue
      } else if scalar != "\u{AD}" {
        result.append(scalar)
      }
      at += 1
    }
    return String(result)
  }

  /// Where the second half of a word begins that a hyphen at the end of a line cuts in two.
  private static func wordEnd(_ scalars: [Unicode.Scalar], behind hyphen: Int) -> Int? {
    guard hyphen > 0, scalars[hyphen - 1].properties.isAlphabetic else { return nil }
    var at = hyphen + 1
    while at < scalars.count, scalars[at].properties.isWhitespace { at += 1 }
    guard at < scalars.count, scalars[at].properties.isLowercase,
      scalars[hyphen + 1] == "\n" || scalars[hyphen + 1] == "\r"
    else { return nil }
    return at
  }
}
