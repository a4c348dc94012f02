// SPDX-License-Identifier: Apache-2.0

/// Text in scripts that are written without spaces, for an index that knows words by the spaces between
/// them.
///
/// `盐酸二甲双胍缓释片` is one word to it, and metformin stands in its middle. With every character a word of
/// its own, `二甲双胍` is a phrase that is found wherever it stands.
public enum UnspacedText {
  /// Returns a text with a space on either side of every Chinese, Japanese and Korean character, as
  /// texts are indexed and asked for.
  public static func spaced(_ text: String) -> String {
    // In UTF-8 these characters begin with E3 or more; most texts have none.
    guard text.utf8.contains(where: { $0 >= 0xE3 }) else { return text }
    var spaced = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if TextNeedle.isUnspaced(scalar) {
        spaced.append(" ")
        spaced.append(scalar)
        spaced.append(" ")
      } else {
        spaced.append(scalar)
      }
    }
    return String(spaced)
  }
}
