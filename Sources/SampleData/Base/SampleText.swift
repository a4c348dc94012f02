// SPDX-License-Identifier: Apache-2.0

/// Numbers and dates as notes write them.
enum SampleText {
  /// Returns a decimal with so many places.
  static func decimal(_ value: Double, places: Int) -> String {
    var writer = ResourceWriter()
    writer.decimal(value, places: places)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Returns a day as `2021-03-09`.
  static func day(_ day: Day) -> String {
    var writer = ResourceWriter()
    writer.appendDate(day)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Returns a time of day as `09:20`.
  static func time(_ second: Int) -> String {
    var writer = ResourceWriter()
    writer.twoDigits(second / 3600)
    writer.raw(":")
    writer.twoDigits(second / 60 % 60)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Returns a text whose first letter is a capital.
  static func capitalized(_ text: String) -> String {
    guard let first = text.first else { return text }
    return first.uppercased() + text.dropFirst()
  }

  /// Returns a list with commas, and a word before its last element.
  static func list(_ items: [String], _ word: String = "and") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
