// SPDX-License-Identifier: Apache-2.0

/// A name of a person.
///
/// See https://hl7.org/fhir/R4/datatypes.html#HumanName.
public struct HumanName: Sendable, Equatable {
  /// `use`: usual, official, nickname, old, maiden and others.
  public let use: String?

  /// The whole name, where the source says it.
  public let text: String?

  /// The family name.
  public let family: String?

  /// The given names, in order.
  public let given: [String]

  /// What stands before a name.
  public let prefix: [String]

  /// What stands behind a name.
  public let suffix: [String]

  /// Whether `period.end` is given: the name is one of the past.
  public let isEnded: Bool

  /// Reads a HumanName.
  public init(_ value: JSONValue) {
    use = value["use"]?.string
    text = value["text"]?.string
    family = value["family"]?.string
    given = Self.strings(value["given"])
    prefix = Self.strings(value["prefix"])
    suffix = Self.strings(value["suffix"])
    isEnded = value["period"]?["end"] != nil
  }

  private static func strings(_ value: JSONValue?) -> [String] {
    (value?.elements ?? .empty).compactMap(\.string)
  }

  /// The name as a list shows it, family name first: `MORENO, Ana Lucía`, `山田 太郎`.
  ///
  /// `nil` when there is nothing to show.
  public var listText: String? {
    let givenText = given.joined(separator: " ")
    guard let family, !family.isEmpty else {
      if !givenText.isEmpty { return givenText }
      return text.flatMap { $0.isEmpty ? nil : $0 }
    }
    if givenText.isEmpty { return family }
    // Names in Chinese, Japanese and Korean script have their order without a comma.
    if Self.isEastAsian(family) { return "\(family) \(givenText)" }
    return "\(family), \(givenText)"
  }

  /// Whether a text is written in Han, Kana or Hangul.
  private static func isEastAsian(_ text: String) -> Bool {
    text.unicodeScalars.first.map { scalar in
      switch scalar.value {
      case 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0x1100...0x11FF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
        true
      default: false
      }
    } ?? false
  }

  /// Chooses among the names of a person: the official, else the usual, else the first that is not a
  /// nickname, an old or maiden name, or ended.
  public static func preferred(_ names: [HumanName]) -> HumanName? {
    let shown = names.filter { $0.listText != nil }
    func rank(_ name: HumanName) -> Int {
      if name.isEnded { return 9 }
      switch name.use {
      case "official": return 0
      case "usual": return 1
      case nil: return 2
      case "temp": return 3
      case "anonymous": return 4
      case "nickname": return 5
      case "old", "maiden": return 8
      default: return 6
      }
    }
    return shown.enumerated().min { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }?
      .element
  }
}
