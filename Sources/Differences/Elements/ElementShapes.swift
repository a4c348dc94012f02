// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Which elements the structures of R4 have: which of them repeat, and of what type they are.
///
/// A line of the table is a structure, its base, and the elements it adds; `*` follows the name of
/// an element that repeats, `[x]` that of a choice:
///
///     Observation DomainResource status:code value[x]:Quantity|string component*:Observation.component
///
/// Structures are read when they are asked for the first time.
final class ElementShapes: Sendable {
  /// The structures of FHIR R4 (4.0.1).
  static let r4 = ElementShapes(r4Text)

  /// An element of a structure.
  struct Element: Sendable {
    /// The name without the type of a choice: `value`.
    let name: String
    /// The member that holds it: `valueQuantity`.
    let key: String
    let type: String
    let isArray: Bool
    let isChoice: Bool
  }

  /// A resource type, a data type or the content of a backbone element.
  final class Structure: Sendable {
    let name: String
    let elements: [String: Element]
    /// The members of each choice element, by its name.
    let choices: [String: [String]]

    fileprivate init(_ name: String, base: Structure?, _ words: ArraySlice<Substring>) {
      self.name = name
      var elements = base?.elements ?? [:]
      var choices = base?.choices ?? [:]
      for word in words {
        guard let colon = word.firstIndex(of: ":") else { continue }
        var element = word[..<colon]
        let isArray = element.last == "*"
        if isArray { element.removeLast() }
        let isChoice = element.hasSuffix("[x]")
        if isChoice { element.removeLast(3) }
        for type in word[word.index(after: colon)...].split(separator: "|") {
          let key = isChoice ? element + ElementShapes.capitalised(type) : String(element)
          if isChoice { choices[String(element), default: []].append(key) }
          elements[key] = Element(
            name: String(element),
            key: key,
            type: String(type),
            isArray: isArray,
            isChoice: isChoice
          )
        }
      }
      self.elements = elements
      self.choices = choices
    }
  }

  private let lines: [String: Range<Int>]
  private let text: StaticString
  private let known = Mutex<[String: Structure]>([:])

  private init(_ text: StaticString) {
    self.text = text
    var lines: [String: Range<Int>] = [:]
    text.withUTF8Buffer { bytes in
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let name = bytes[start..<end].prefix { $0 != UInt8(ascii: " ") }
        lines[String(decoding: name, as: UTF8.self)] = start..<end
        start = end + 1
      }
    }
    self.lines = lines
  }

  /// Returns a structure, and `nil` for the name of a primitive type or of nothing.
  func structure(_ name: String) -> Structure? {
    if let found = known.withLock({ $0[name] }) { return found }
    guard let line = lines[name] else { return nil }
    let words = text.withUTF8Buffer {
      String(decoding: $0[line], as: UTF8.self).split(separator: " ")
    }
    let base = words.count > 1 && words[1] != "-" ? structure(String(words[1])) : nil
    let structure = Structure(name, base: base, words.dropFirst(2))
    known.withLock { $0[name] = structure }
    return structure
  }

  /// Returns a word with its first letter, which is ASCII, in upper case.
  static func capitalised(_ word: some StringProtocol) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }
}
