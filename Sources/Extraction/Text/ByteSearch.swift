// SPDX-License-Identifier: Apache-2.0

extension String {
  /// Whether the text holds another, byte by byte.
  ///
  /// For words of ASCII that are asked of every mention: the search of the standard library goes by
  /// characters, and prepares itself for each text and each word.
  func holds(_ part: String) -> Bool {
    var text = self
    var part = part
    return text.withUTF8 { text in
      part.withUTF8 { part in
        guard let first = part.first else { return true }
        guard part.count <= text.count else { return false }
        for start in 0...(text.count - part.count) where text[start] == first {
          if (1..<part.count).allSatisfy({ text[start + $0] == part[$0] }) { return true }
        }
        return false
      }
    }
  }
}
