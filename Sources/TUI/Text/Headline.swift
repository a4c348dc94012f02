// SPDX-License-Identifier: Apache-2.0

extension String {
  /// The text where it is one of many in a list: all of it, but of one that fills a screen the beginning.
  ///
  /// Names and titles are drawn, sorted and searched with every key, and nothing says that a record
  /// has none of a megabyte. The whole text is in the detail.
  var headline: String {
    guard utf8.count > Self.headlineLimit else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(Self.headlineLimit))) + "…"
  }

  /// How long a text is in bytes that is shown whole in a list.
  static let headlineLimit = 500
}
